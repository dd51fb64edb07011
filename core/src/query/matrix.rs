//! The matrix of claims: for each group of claims and each outlet, who says it in which voice, and where it is missing.
//!
//! Nothing of it is stored but that somebody looked for a group in an article and did not find it. Columns are articles, or the
//! values of one of their attributes. The matrix does not know how it is drawn, nor the words for a state.

mod beside;

pub use self::beside::claims_of;

use crate::corpus::Corpus;
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::attribute::{APART, DOCUMENT, OUTLET, YES};
use crate::model::document::{Document, DocumentId};
use crate::model::entity::{Entity, EntityId};
use crate::model::label::CLAIM;
use crate::model::relation::{Relation, RelationId};
use crate::model::relation_type::ABSENT;
use crate::query::stance::{Links, Stance, State, value};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// Attribute of articles that says which of them are sources.
const KIND: &str = "kind";

/// Value of that attribute: a press release, a post, agency copy.
const SOURCE: &str = "source";

/// Things that columns are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// Each article has a column.
    Article,
    /// Articles with the same value of the attribute of that id share one.
    Attribute(Rc<str>),
}

impl Default for By {
    fn default() -> Self {
        Self::Attribute(OUTLET.into())
    }
}

/// Claims of every group in every column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Columns, as their first articles come; that of articles without a value behind them, those of sources last.
    pub columns: Vec<Column>,
    /// Groups, in their own order.
    pub rows: Vec<Row>,
    /// Claims in no group that are not apart on purpose, as they come.
    pub loose: Vec<Rc<Annotation>>,
    /// Claims in no group on purpose, as they come.
    pub apart: Vec<Rc<Annotation>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Value of the attribute, or the id of the article; empty for articles without a value.
    pub name: Rc<str>,
    /// Ids of its articles.
    pub documents: Vec<DocumentId>,
    /// True for sources, which stand outside of all sums.
    pub is_source: bool,
}

/// A group of claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The group.
    pub group: Rc<Entity>,
    /// Cells, one a column.
    pub cells: Vec<Cell>,
}

/// Claims of a group in a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// A line for each state and speaker, in the order of their first claims.
    pub lines: Vec<Line>,
    /// Articles in which somebody looked for the group and did not find it, by id.
    pub absent: Vec<Absent>,
    /// Number of articles in which nobody has looked for it, and which have no claim of it.
    pub open: usize,
}

/// Claims of one state and speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// State of each of them.
    pub state: State,
    /// The one who says them.
    pub speaker: Option<Speaker>,
    /// The claims, as they come.
    pub claims: Vec<Rc<Annotation>>,
    /// Shortest of their quotes by characters, the first of equals.
    pub quote: Rc<str>,
}

/// One who says a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// An entity.
    Entity(Rc<str>, EntityId),
    /// The words of a mention that has none.
    Words(Rc<str>),
}

/// The mark that a group is not in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// The article.
    pub document: DocumentId,
    /// Relation that says so.
    pub relation: RelationId,
    /// True if a claim says otherwise: the mark stays, and does not count.
    pub is_beaten: bool,
}

/// The state that stands for a cell where there is room for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// Both positions occur.
    Contested,
    /// All claims of the cell that matter most have that state.
    State(State),
    /// Looked for everywhere, and not found.
    Absent,
    /// Not looked for.
    Open,
}

/// Order of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Their own.
    Own,
    /// Contested groups first, then those in most columns.
    #[default]
    Contested,
    /// As their first claims come in an article; those without one there last.
    Article(DocumentId),
}

/// Condition on rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// None.
    #[default]
    All,
    /// Both positions occur in the row.
    Contested,
    /// Some column says it in its own voice, another one attributes it.
    OwnAndAttributed,
    /// That column alone has it.
    OnlyIn(usize),
    /// That column alone lacks it.
    MissingIn(usize),
    /// That column has no claim of it.
    NotIn(usize),
    /// Somewhere nobody has looked for it.
    Open,
    /// That one says it somewhere.
    By(EntityId),
}

impl Absent {
    fn of(relation: &Relation) -> Self {
        Self { document: relation.to.document(), relation: relation.id.clone(), is_beaten: false }
    }
}

impl Matrix {
    /// Matrix of all groups of claims.
    #[must_use]
    pub fn of(corpus: &Corpus, by: &By) -> Self {
        Self::over(corpus, columns(corpus, by))
    }

    /// Matrix of those columns, which share no article.
    fn over(corpus: &Corpus, columns: Vec<Column>) -> Self {
        let mut column_of: HashMap<&DocumentId, usize> = HashMap::new();
        for (at, column) in columns.iter().enumerate() {
            column_of.extend(column.documents.iter().map(|id| (id, at)));
        }
        let groups = corpus.entities().in_order().into_iter().filter(|entity| *entity.label.0 == *CLAIM);
        let empty =
            |group: &Rc<Entity>| Row { group: group.clone(), cells: vec![Cell::default(); columns.len()] };
        let mut rows: Vec<Row> = groups.map(empty).collect();
        let row_of: HashMap<EntityId, usize> =
            rows.iter().enumerate().map(|(at, row)| (row.group.id.clone(), at)).collect();
        let (mut loose, mut apart) = (Vec::new(), Vec::new());
        for document in corpus.documents() {
            let Some(&column) = column_of.get(&document.id) else { continue };
            for claim in document.annotations().filter(|one| *one.label.0 == *CLAIM) {
                let row = corpus.entities().of(claim).and_then(|entity| row_of.get(&entity.id));
                match row {
                    Some(row) => rows[*row].cells[column].take(corpus, document, claim),
                    None if value(corpus, claim, APART) == YES => apart.push(claim.clone()),
                    None => loose.push(claim.clone()),
                }
            }
        }
        for relation in corpus.relations().iter().filter(|it| *it.kind == *ABSENT) {
            let group = corpus.entities().resolve(&relation.from.entity());
            let column = column_of.get(&relation.to.document());
            if let Some((row, column)) = group.and_then(|group| row_of.get(&group.id)).zip(column) {
                // Groups that were merged may each have a mark for one article.
                rows[*row].cells[*column].absent.push(Absent::of(relation));
            }
        }
        for row in &mut rows {
            for (cell, column) in row.cells.iter_mut().zip(&columns) {
                cell.close(column.documents.len());
            }
        }
        Self { columns, rows, loose, apart }
    }

    /// Indices of the rows that fulfil the condition, in that order.
    #[must_use]
    pub fn rows(&self, corpus: &Corpus, filter: &Filter, order: &Order) -> Vec<usize> {
        let mut found: Vec<_> =
            (0..self.rows.len()).filter(|at| self.fulfils(&self.rows[*at], filter)).collect();
        match order {
            Order::Own => {}
            Order::Contested => found.sort_by_key(|at| {
                let row = &self.rows[*at];
                (!row.is_contested(), Reverse(self.present(row).count()))
            }),
            Order::Article(id) => {
                let first = first_places(corpus, id);
                found.sort_by_key(|at| first.get(&self.rows[*at].group.id).copied().unwrap_or(usize::MAX));
            }
        }
        found
    }

    /// Columns, but for sources, in which there is a claim of the group.
    pub fn present<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = usize> + 'a {
        let columns = self.columns.iter().zip(&row.cells).enumerate();
        columns.filter(|(_, (column, cell))| !column.is_source && cell.is_present()).map(|(at, _)| at)
    }

    /// Number of columns that are no sources.
    #[must_use]
    pub fn outlets(&self) -> usize {
        self.columns.iter().filter(|column| !column.is_source).count()
    }

    /// True if the row fulfils the condition.
    #[must_use]
    pub fn fulfils(&self, row: &Row, filter: &Filter) -> bool {
        let has = |at: usize| row.cells.get(at).is_some_and(Cell::is_present);
        let present = || self.present(row).count();
        match filter {
            Filter::All => true,
            Filter::Contested => row.is_contested(),
            Filter::OwnAndAttributed => {
                let any = |wanted: fn(State) -> bool| {
                    self.present(row).any(|at| row.cells[at].lines.iter().any(|line| wanted(line.state)))
                };
                any(|state| matches!(state, State::Asserts | State::Denies))
                    && any(|state| !matches!(state, State::Asserts | State::Denies))
            }
            Filter::OnlyIn(at) => has(*at) && present() == 1,
            Filter::MissingIn(at) => !has(*at) && self.outlets() > 1 && present() == self.outlets() - 1,
            Filter::NotIn(at) => !has(*at),
            Filter::Open => row.cells.iter().any(Cell::is_open),
            Filter::By(id) => row
                .cells
                .iter()
                .flat_map(|cell| &cell.lines)
                .any(|line| matches!(&line.speaker, Some(Speaker::Entity(_, speaker)) if speaker == id)),
        }
    }

    /// Number of rows that fulfil the condition.
    #[must_use]
    pub fn count(&self, filter: &Filter) -> usize {
        self.rows.iter().filter(|row| self.fulfils(row, filter)).count()
    }

    /// Number of rows with a claim in that column.
    #[must_use]
    pub fn covered(&self, column: usize) -> usize {
        self.rows.iter().filter(|row| row.cells[column].is_present()).count()
    }
}

/// Place of the first claim of each group in an article.
fn first_places(corpus: &Corpus, id: &DocumentId) -> BTreeMap<EntityId, usize> {
    let mut first = BTreeMap::new();
    for (place, claim) in corpus.document(id).iter().flat_map(|it| it.annotations()).enumerate() {
        if let Some(group) = corpus.entities().of(claim).filter(|_| *claim.label.0 == *CLAIM) {
            first.entry(group.id.clone()).or_insert(place);
        }
    }
    first
}

impl Row {
    /// True if both positions occur anywhere in it.
    #[must_use]
    pub fn is_contested(&self) -> bool {
        let has = |denial: bool| {
            self.cells.iter().flat_map(|cell| &cell.lines).any(|line| line.state.is_denial() == denial)
        };
        has(true) && has(false)
    }
}

impl Cell {
    /// True if there is a claim.
    #[must_use]
    pub fn is_present(&self) -> bool {
        !self.lines.is_empty()
    }

    /// True if there is no claim, and all articles were looked through.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        !self.is_present() && self.open == 0
    }

    /// True if there is no claim, and not all articles were looked through.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.is_present() && self.open > 0
    }

    /// True if both positions occur.
    #[must_use]
    pub fn is_contested(&self) -> bool {
        let has = |denial: bool| self.lines.iter().any(|line| line.state.is_denial() == denial);
        has(true) && has(false)
    }

    /// States of its claims, each once.
    #[must_use]
    pub fn states(&self) -> BTreeSet<State> {
        self.lines.iter().map(|line| line.state).collect()
    }

    /// Words of its states, as files and the page have them: those of its claims, then `contested`; without a claim `absent` or
    /// `open`.
    #[must_use]
    pub fn words(&self) -> String {
        if !self.is_present() {
            return if self.is_absent() { "absent" } else { "open" }.to_owned();
        }
        let contested = self.is_contested().then_some("contested");
        let states = self.states().into_iter().map(State::word);
        states.chain(contested).collect::<Vec<_>>().join(" ")
    }

    /// The state that stands for it: contested, then a denial, the article's own voice, somebody's, nobody's.
    #[must_use]
    pub fn sign(&self) -> Sign {
        /// States, the one that matters most first.
        const RANKS: [State; 6] = [
            State::Denies,
            State::AttributesDenial,
            State::AttributesDenialNobody,
            State::Asserts,
            State::Attributes,
            State::AttributesNobody,
        ];
        if self.is_contested() {
            return Sign::Contested;
        }
        let states = self.states();
        match RANKS.into_iter().find(|state| states.contains(state)) {
            Some(state) => Sign::State(state),
            None if self.is_absent() => Sign::Absent,
            None => Sign::Open,
        }
    }

    /// Claims, as they come in each line.
    pub fn claims(&self) -> impl Iterator<Item = &Rc<Annotation>> {
        self.lines.iter().flat_map(|line| &line.claims)
    }

    #[inline(never)] // See the crate's documentation.
    fn take(&mut self, corpus: &Corpus, document: &Document, claim: &Rc<Annotation>) {
        let links = Links::of(corpus, claim);
        let state = Stance::of(corpus, claim, &links).state();
        let speaker = links.said_by.map(|mention| {
            let words = || corpus.document(&mention.document).map_or("", |home| mention.quote(&home.text));
            let entity = corpus.entities().of(mention);
            entity.map_or_else(
                || Speaker::Words(words().into()),
                |entity| Speaker::Entity(entity.name.clone(), entity.id.clone()),
            )
        });
        let quote = claim.quote(&document.text);
        match self.lines.iter_mut().find(|line| line.state == state && line.speaker == speaker) {
            Some(line) => {
                if quote.chars().count() < line.quote.chars().count() {
                    line.quote = quote.into();
                }
                line.claims.push(claim.clone());
            }
            None => {
                self.lines.push(Line { state, speaker, claims: vec![claim.clone()], quote: quote.into() });
            }
        }
    }

    /// Looks which marks count in so many articles.
    fn close(&mut self, documents: usize) {
        let having: BTreeSet<_> =
            self.lines.iter().flat_map(|line| &line.claims).map(|it| &it.document).collect();
        for absent in &mut self.absent {
            absent.is_beaten = having.contains(&absent.document);
        }
        let marked = self.absent.iter().filter(|absent| !absent.is_beaten).map(|absent| &absent.document);
        self.open = documents - having.len() - marked.collect::<BTreeSet<_>>().len();
        self.absent.sort_by(|one, other| one.document.cmp(&other.document));
    }
}

/// Columns of all articles.
fn columns(corpus: &Corpus, by: &By) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut at: HashMap<(Rc<str>, bool), usize> = HashMap::new();
    for document in corpus.documents() {
        let is_source = is_source(corpus, document);
        let name: Rc<str> = match by {
            By::Article => document.id.0.clone(),
            By::Attribute(id) => document.attributes.get(id).into(),
        };
        let at = *at.entry((name.clone(), is_source)).or_insert_with(|| {
            columns.push(Column { name, documents: Vec::new(), is_source });
            columns.len() - 1
        });
        columns[at].documents.push(document.id.clone());
    }
    columns.sort_by_key(|column| (column.is_source, column.name.is_empty()));
    columns
}

/// True for a press release, a post, agency copy: an article that others write about.
fn is_source(corpus: &Corpus, document: &Document) -> bool {
    match document.attributes.get(KIND) {
        "" => corpus.attributes().get(DOCUMENT, KIND).is_some_and(|it| *it.default == *SOURCE),
        stored => stored == SOURCE,
    }
}

/// Ids of the claims in a list of lines.
#[must_use]
pub fn ids<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Vec<AnnotationId> {
    lines.into_iter().flat_map(|line| &line.claims).map(|claim| claim.id).collect()
}

//! Cells of the matrix: the claims of a group in a column, with a line for each state and speaker, and the marks that it is not there.

use crate::corpus::Corpus;
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::document::{Document, DocumentId};
use crate::model::entity::EntityId;
use crate::model::relation::{Relation, RelationId};
use crate::query::stance::{Links, State};
use std::collections::BTreeSet;
use std::rc::Rc;

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

impl Speaker {
    /// The one of whom a mention speaks.
    #[must_use]
    pub fn of(corpus: &Corpus, mention: &Annotation) -> Self {
        let words = || corpus.document(&mention.document).map_or("", |home| mention.quote(&home.text)).into();
        let entity = corpus.entities().of(mention);
        entity.map_or_else(
            || Self::Words(words()),
            |entity| Self::Entity(entity.name.clone(), entity.id.clone()),
        )
    }

    /// Name of the entity, or the words.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Entity(name, _) | Self::Words(name) => name,
        }
    }
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

impl Absent {
    pub(super) fn of(relation: &Relation) -> Self {
        Self { document: relation.to.document(), relation: relation.id.clone(), is_beaten: false }
    }
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
        is_both(self.lines.iter())
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
    pub(super) fn take(
        &mut self,
        corpus: &Corpus,
        document: &Document,
        claim: &Rc<Annotation>,
        links: &Links<'_>,
    ) -> State {
        let state = State::of(corpus, claim, links);
        let speaker = links.said_by.map(|mention| Speaker::of(corpus, mention));
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
        state
    }

    /// Looks which marks count in so many articles.
    pub(super) fn close(&mut self, documents: usize) {
        let Self { lines, absent, open } = self;
        let mut having: Vec<_> = lines.iter().flat_map(|line| &line.claims).map(|it| &it.document).collect();
        having.sort_unstable();
        having.dedup();
        absent.sort_unstable_by(|one, other| {
            (&one.document, &one.relation).cmp(&(&other.document, &other.relation))
        });
        for mark in &mut *absent {
            mark.is_beaten = having.binary_search(&&mark.document).is_ok();
        }
        let marked = absent.chunk_by(|one, other| one.document == other.document);
        *open = documents - having.len() - marked.filter(|marks| !marks[0].is_beaten).count();
    }
}

/// True if both positions occur in these lines.
pub(super) fn is_both<'a>(lines: impl Iterator<Item = &'a Line>) -> bool {
    let mut positions = [false; 2];
    lines.for_each(|line| positions[usize::from(line.state.is_denial())] = true);
    positions == [true; 2]
}

/// Ids of the claims in a list of lines.
#[must_use]
pub fn ids<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Vec<AnnotationId> {
    lines.into_iter().flat_map(|line| &line.claims).map(|claim| claim.id).collect()
}

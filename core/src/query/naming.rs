//! Naming: for each entity of a label its mentions, the place where an article first names it, and its names by outlet.
//!
//! Names are the strings of its mentions; nothing of this is stored. Each number is a list of annotations, so that it can lead
//! to them. Naming does not know how a table is drawn.

use crate::corpus::Corpus;
use crate::corpus::lexicon::folded;
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::attribute::{MENTION, OUTLET};
use crate::model::document::{Document, DocumentId};
use crate::model::entity::{Entity, EntityId};
use crate::model::label::LabelId;
use crate::query::stance::value;
use crate::text::quotation::Quoted;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::rc::Rc;

/// Value of an actor’s sort of mention: `he`, `his`.
pub const PRONOUN: &str = "pronoun";

/// Mentions that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// True if pronouns do.
    pub pronouns: bool,
    /// True if names within quotation marks do: they are the speaker's, not the outlet's.
    pub quoted: bool,
}

impl Default for Counted {
    fn default() -> Self {
        Self { pronouns: false, quoted: true }
    }
}

/// Names of everything that has a label.
#[derive(Clone, Debug, Default)]
pub struct Naming {
    /// Outlets, as their first articles come; the one without a name, if there is one, last.
    pub outlets: Vec<Outlet>,
    /// Entities of the label, in their order, with or without mentions.
    pub rows: Vec<Row>,
    /// Mentions without an entity: a row for each string, as they come in the articles.
    pub loose: Vec<Row>,
}

/// An outlet with its articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// Name; empty for articles without one.
    pub name: Rc<str>,
    /// Ids of its articles.
    pub documents: Vec<DocumentId>,
}

/// Mentions of an entity, or of a string without one.
#[derive(Clone, Debug)]
pub struct Row {
    /// Entity; `None` for a string without one.
    pub entity: Option<Rc<Entity>>,
    /// Name of the entity, or the string.
    pub name: Rc<str>,
    /// Mentions, as they come.
    pub mentions: Vec<Mention>,
    /// Found when they are first asked for: a table shows few of its rows.
    names: OnceCell<Names>,
}

/// A mention.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Index of its outlet.
    pub outlet: usize,
    document: Rc<Document>,
    annotation: Rc<Annotation>,
}

/// Names of a row.
#[derive(Clone, Debug)]
struct Names {
    first: Option<First>,
    cells: Vec<Cell>,
}

/// Names that an outlet gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Index of the outlet.
    pub outlet: usize,
    /// First mention in any of its articles: the one at the smallest share of its article.
    pub first: Option<First>,
    /// Names, the most frequent first, then as they come in the articles.
    pub names: Vec<Name>,
}

/// A string with its mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Words as they first stand in a text, each white space as a blank.
    pub words: Rc<str>,
    /// Mentions, as they come. Not empty.
    pub mentions: Vec<AnnotationId>,
    /// True if all of them stand within quotation marks.
    pub is_quoted: bool,
}

/// Place of a first mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct First {
    /// The mention.
    pub mention: AnnotationId,
    /// Characters in front of it.
    pub start: usize,
    /// Characters of its article.
    pub length: usize,
}

impl First {
    /// Share of the article in front of it, in percent.
    #[must_use]
    pub fn percent(&self) -> usize {
        (200 * self.start + self.length) / (2 * self.length).max(1)
    }

    fn place(&self, other: &Self) -> Ordering {
        (self.start * other.length).cmp(&(other.start * self.length))
    }
}

impl Mention {
    /// Id of its annotation.
    #[must_use]
    pub fn id(&self) -> AnnotationId {
        self.annotation.id
    }

    fn is_quoted(&self) -> bool {
        self.annotation.span().is_some_and(|span| self.document.text.quoted(span) == Quoted::Wholly)
    }

    fn first(&self) -> Option<First> {
        let (start, _) = self.document.text.code_point_ends(self.annotation.span()?);
        Some(First { mention: self.id(), start: start.0, length: self.document.text.code_points() })
    }
}

impl Row {
    fn new(entity: Option<Rc<Entity>>, name: Rc<str>) -> Self {
        Self { entity, name, mentions: Vec::new(), names: OnceCell::new() }
    }

    /// Ids of the mentions, as they come.
    #[must_use]
    pub fn ids(&self) -> Vec<AnnotationId> {
        self.mentions.iter().map(Mention::id).collect()
    }

    /// Number of mentions in the outlet of that index.
    #[must_use]
    pub fn count_in(&self, outlet: usize) -> usize {
        self.mentions.iter().filter(|mention| mention.outlet == outlet).count()
    }

    /// Earliest first mention of all outlets.
    #[must_use]
    pub fn first(&self) -> Option<First> {
        self.names().first
    }

    /// Outlets that name it, in their order.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.names().cells
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(&self.mentions))
    }
}

impl Names {
    /// Names of mentions as they come.
    fn of(mentions: &[Mention]) -> Self {
        let (mut first, mut cells) = (None, Vec::<Cell>::new());
        let mut places: HashMap<(usize, Cow<'_, str>), usize> = HashMap::new();
        let mut lately: Option<&Rc<Document>> = None;
        for mention in mentions {
            let Mention { outlet, document, annotation } = mention;
            let cell = match cells.binary_search_by_key(outlet, |cell| cell.outlet) {
                Ok(cell) => cell,
                Err(cell) => {
                    cells.insert(cell, Cell { outlet: *outlet, first: None, names: Vec::new() });
                    cell
                }
            };
            let cell = &mut cells[cell];
            // A mention that follows in the same article is no first one.
            if lately.replace(document).is_none_or(|before| !Rc::ptr_eq(before, document)) {
                let of_article = mention.first();
                earlier(&mut first, of_article);
                earlier(&mut cell.first, of_article);
            }
            let quote = annotation.quote(&document.text);
            let place = *places.entry((*outlet, folded(quote))).or_insert_with(|| {
                cell.names.push(Name { words: shown(quote), mentions: Vec::new(), is_quoted: true });
                cell.names.len() - 1
            });
            let name = &mut cell.names[place];
            name.mentions.push(mention.id());
            name.is_quoted &= mention.is_quoted();
        }
        for cell in &mut cells {
            cell.names.sort_by_key(|name| Reverse(name.mentions.len()));
        }
        Self { first, cells }
    }
}

/// Outlets of a corpus, and for each article, by its place in [`Corpus::documents`], the index of its own.
#[must_use]
pub fn outlets(corpus: &Corpus) -> (Vec<Outlet>, Vec<usize>) {
    let mut outlets: Vec<Outlet> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut of_documents = Vec::new();
    for document in corpus.documents() {
        let name = document.attributes.get(OUTLET).trim();
        let outlet = *known.entry(name).or_insert_with(|| {
            outlets.push(Outlet { name: name.into(), documents: Vec::new() });
            outlets.len() - 1
        });
        outlets[outlet].documents.push(document.id.clone());
        of_documents.push(outlet);
    }
    if let Some(nameless) = outlets.iter().position(|outlet| outlet.name.is_empty()) {
        let last = outlets.remove(nameless);
        outlets.push(last);
        for outlet in &mut of_documents {
            *outlet = match (*outlet).cmp(&nameless) {
                Ordering::Less => *outlet,
                Ordering::Equal => outlets.len() - 1,
                Ordering::Greater => *outlet - 1,
            };
        }
    }
    (outlets, of_documents)
}

/// Counts the names of a label's entities.
#[must_use]
pub fn naming(corpus: &Corpus, label: &LabelId, counted: Counted) -> Naming {
    let (outlets, of_documents) = outlets(corpus);
    let mut table = Table::of(corpus, label, counted);
    for (document, outlet) in corpus.documents().zip(of_documents) {
        for annotation in document.annotations() {
            table.take(document, outlet, annotation);
        }
    }
    Naming { outlets, rows: table.rows, loose: table.loose }
}

/// Rows while they are filled.
struct Table<'a> {
    corpus: &'a Corpus,
    label: &'a LabelId,
    counted: Counted,
    rows: Vec<Row>,
    /// Index of the row of each entity, of merged ones too.
    of_entity: HashMap<&'a EntityId, usize>,
    loose: Vec<Row>,
    /// Index of the row of each string without an entity, folded.
    of_words: HashMap<Cow<'a, str>, usize>,
}

impl<'a> Table<'a> {
    fn of(corpus: &'a Corpus, label: &'a LabelId, counted: Counted) -> Self {
        let (entities, of_entity) = corpus.entities().numbered(&label.0);
        let row = |entity: &Rc<Entity>| Row::new(Some(entity.clone()), entity.name.clone());
        let rows = entities.into_iter().map(row).collect();
        Self { corpus, label, counted, rows, of_entity, loose: Vec::new(), of_words: HashMap::new() }
    }

    #[inline(never)] // See the crate's documentation.
    fn take(&mut self, document: &'a Rc<Document>, outlet: usize, annotation: &'a Rc<Annotation>) {
        let row = annotation.entity.as_ref().and_then(|entity| self.of_entity.get(entity)).copied();
        let is_loose = || annotation.label == *self.label && self.corpus.entities().of(annotation).is_none();
        if row.is_none() && !is_loose() {
            return;
        }
        if !self.counted.pronouns && value(self.corpus, annotation, MENTION) == PRONOUN {
            return;
        }
        let mention = Mention { outlet, document: document.clone(), annotation: annotation.clone() };
        if !self.counted.quoted && mention.is_quoted() {
            return;
        }
        let row = match row {
            Some(row) => &mut self.rows[row],
            None => self.loose_row(annotation.quote(&document.text)),
        };
        row.mentions.push(mention);
    }

    fn loose_row(&mut self, quote: &'a str) -> &mut Row {
        let next = self.loose.len();
        let row = *self.of_words.entry(folded(quote)).or_insert_with(|| {
            self.loose.push(Row::new(None, shown(quote)));
            next
        });
        &mut self.loose[row]
    }
}

/// Keeps the earlier of two first mentions.
fn earlier(here: &mut Option<First>, other: Option<First>) {
    let is_earlier = match (&*here, &other) {
        (Some(here), Some(other)) => other.place(here).is_lt(),
        (None, Some(_)) => true,
        (_, None) => false,
    };
    if is_earlier {
        *here = other;
    }
}

/// Words in one line.
pub(super) fn shown(quote: &str) -> Rc<str> {
    if quote.contains(['\n', '\r', '\t']) || quote.contains("  ") {
        return quote.split_whitespace().collect::<Vec<_>>().join(" ").into();
    }
    quote.into()
}

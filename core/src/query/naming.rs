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
#[derive(Clone, Debug, Default, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Entity; `None` for a string without one.
    pub entity: Option<Rc<Entity>>,
    /// Name of the entity, or the string.
    pub name: Rc<str>,
    /// Mentions, as they come.
    pub mentions: Vec<AnnotationId>,
    /// Earliest first mention of all outlets.
    pub first: Option<First>,
    /// Outlets that name it, in their order.
    pub cells: Vec<Cell>,
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

impl Cell {
    /// Number of its mentions.
    #[must_use]
    pub fn mentions(&self) -> usize {
        self.names.iter().map(|name| name.mentions.len()).sum()
    }
}

impl Row {
    fn new(entity: Option<Rc<Entity>>, name: Rc<str>) -> Self {
        Self { entity, name, mentions: Vec::new(), first: None, cells: Vec::new() }
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
    let mut table = Table::of(corpus, label);
    for (document, outlet) in corpus.documents().zip(of_documents) {
        for annotation in document.annotations() {
            table.take(corpus, document, outlet, annotation, counted);
        }
    }
    let Table { mut rows, mut loose, .. } = table;
    rows.iter_mut().chain(&mut loose).for_each(sort);
    Naming { outlets, rows, loose }
}

/// Puts the most frequent names first.
fn sort(row: &mut Row) {
    for cell in &mut row.cells {
        cell.names.sort_by_key(|name| Reverse(name.mentions.len()));
    }
}

/// Rows while they are filled.
struct Table<'a> {
    label: &'a LabelId,
    rows: Vec<Row>,
    /// Index of the row of each entity, of merged ones too.
    of_entity: HashMap<EntityId, usize>,
    /// The article that each row was last filled from.
    lately: HashMap<usize, DocumentId>,
    /// Index of each name in its cell, by row, outlet and words.
    places: HashMap<(usize, usize, String), usize>,
    loose: Vec<Row>,
    of_words: HashMap<String, usize>,
}

impl<'a> Table<'a> {
    fn of(corpus: &Corpus, label: &'a LabelId) -> Self {
        let entities = corpus.entities();
        let in_order = entities.in_order().into_iter().filter(|entity| entity.label == *label);
        let rows: Vec<_> =
            in_order.map(|entity| Row::new(Some(entity.clone()), entity.name.clone())).collect();
        let own: HashMap<_, _> = rows
            .iter()
            .enumerate()
            .filter_map(|(row, it)| Some((it.entity.as_ref()?.id.clone(), row)))
            .collect();
        let of_entity = entities
            .iter()
            .filter_map(|entity| {
                let itself = if entity.same.is_some() { entities.resolve(&entity.id)? } else { entity };
                Some((entity.id.clone(), *own.get(&itself.id)?))
            })
            .collect();
        Self {
            label,
            rows,
            of_entity,
            lately: HashMap::new(),
            places: HashMap::new(),
            loose: Vec::new(),
            of_words: HashMap::new(),
        }
    }

    #[inline(never)] // See the crate's documentation.
    fn take(
        &mut self,
        corpus: &Corpus,
        document: &Document,
        outlet: usize,
        annotation: &Rc<Annotation>,
        counted: Counted,
    ) {
        let row = annotation.entity.as_ref().and_then(|entity| self.of_entity.get(entity)).copied();
        let is_loose = || annotation.label == *self.label && corpus.entities().of(annotation).is_none();
        if row.is_none() && !is_loose() {
            return;
        }
        if !counted.pronouns && value(corpus, annotation, MENTION) == PRONOUN {
            return;
        }
        let span = annotation.span();
        let is_quoted = span.is_some_and(|span| document.text.quoted(span) == Quoted::Wholly);
        if is_quoted && !counted.quoted {
            return;
        }
        let quote = annotation.quote(&document.text);
        let words = folded(quote);
        let row = match row {
            Some(row) => row,
            None => self.loose_row(&words, quote),
        };
        // They come in text order: what follows in this article is no first mention.
        let is_first =
            self.lately.insert(row, document.id.clone()).is_none_or(|before| before != document.id);
        let first = span.filter(|_| is_first).map(|span| First {
            mention: annotation.id,
            start: document.text.code_point_ends(span).0.0,
            length: document.text.code_points(),
        });
        let entities = self.rows.len();
        let row_of = if row < entities { &mut self.rows[row] } else { &mut self.loose[row - entities] };
        row_of.mentions.push(annotation.id);
        earlier(&mut row_of.first, first);
        let cell = match row_of.cells.binary_search_by_key(&outlet, |cell| cell.outlet) {
            Ok(cell) => cell,
            Err(cell) => {
                row_of.cells.insert(cell, Cell { outlet, first: None, names: Vec::new() });
                cell
            }
        };
        let cell = &mut row_of.cells[cell];
        earlier(&mut cell.first, first);
        let place = *self.places.entry((row, outlet, words)).or_insert_with(|| {
            cell.names.push(Name { words: shown(quote), mentions: Vec::new(), is_quoted: true });
            cell.names.len() - 1
        });
        let name = &mut cell.names[place];
        name.mentions.push(annotation.id);
        name.is_quoted &= is_quoted;
    }

    /// Row of a string without an entity: its index behind those of the entities.
    fn loose_row(&mut self, words: &str, quote: &str) -> usize {
        let next = self.loose.len();
        let known = self.of_words.get(words).copied();
        let index = known.unwrap_or_else(|| {
            self.of_words.insert(words.to_owned(), next);
            self.loose.push(Row::new(None, shown(quote)));
            next
        });
        self.rows.len() + index
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

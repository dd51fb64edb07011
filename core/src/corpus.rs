//! The corpus: every record and all that is derived from them, as one immutable value.
//!
//! `apply` makes a new corpus that shares all that the transaction did not touch. The corpus does not know
//! commands, history, storage or selection.

pub mod change;
mod derive;
mod entities;
pub mod lanes;
pub mod lexicon;
mod merging;
mod relations;
pub mod segment;

pub use self::entities::Entities;
pub(crate) use self::merging::Merging;
pub use self::relations::Relations;

use crate::corpus::change::Change;
use crate::edit::transaction::Transaction;
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::annotator::{Annotator, AnnotatorId};
use crate::model::attribute::{Attribute, AttributeSet};
use crate::model::codebook::Codebook;
use crate::model::document::{Document, DocumentId};
use crate::model::label::{Label, LabelSet};
use crate::model::record::{Cell, Field, FieldType, Kind, Record, RecordKey, ReplicaId, Stamp, Value};
use crate::model::relation_type::RelationType;
use crate::model::schema;
use crate::model::setting::SettingId;
use crate::text::{Text, TextVersion};
use rpds::RedBlackTreeMap;
use std::ops::Bound;
use std::rc::Rc;

/// A built-in article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seed<'a> {
    /// Id of its document.
    pub id: &'a str,
    /// Characters of its text.
    pub text: &'a str,
    /// Values of its attributes, by their ids.
    pub attributes: &'a [(&'a str, &'a str)],
}

/// All records and texts, with the views derived from them. Cloning costs a few pointers.
#[derive(Clone, Debug)]
pub struct Corpus {
    records: RedBlackTreeMap<RecordKey, Rc<Record>>,
    /// Records that come with the page, as it brings them along.
    built_in: RedBlackTreeMap<RecordKey, Rc<Record>>,
    /// Sorted by version.
    texts: Vec<Rc<Text>>,
    /// Every annotation that was ever recorded; `None` for one that was deleted or is not complete yet.
    annotations: RedBlackTreeMap<AnnotationId, Option<Rc<Annotation>>>,
    /// Sorted by id.
    documents: Vec<Rc<Document>>,
    labels: Rc<LabelSet>,
    attributes: Rc<AttributeSet>,
    relation_types: Rc<[RelationType]>,
    entities: Entities,
    relations: Relations,
    /// Largest counter of any stamp that was ever merged.
    clock: u64,
}

/// Fields to merge, each with the key of its record.
pub type Cells = Vec<(RecordKey, Field, Cell)>;

impl Corpus {
    /// Makes a corpus of the built-in labels and attributes and the given articles. Their stamps are the lowest, so that
    /// every write of a person wins over them.
    #[must_use]
    pub fn new<'a>(seeds: impl IntoIterator<Item = Seed<'a>>) -> Self {
        let mut texts = Vec::new();
        let mut cells: Cells = Vec::new();
        let mut push = |key: &RecordKey, field, value| {
            cells.push((key.clone(), field, Cell { value: Some(value), stamp: Stamp::default() }));
        };
        for label in Label::built_in() {
            label.fields().into_iter().for_each(|(field, value)| push(&label.id.key(), field, value));
        }
        for attribute in Attribute::built_in() {
            attribute.fields().into_iter().for_each(|(field, value)| push(&attribute.key(), field, value));
        }
        for seed in seeds {
            let text = Rc::new(Text::new(seed.text));
            let key = DocumentId::from(seed.id).key();
            push(&key, Field::Text, text.version().value());
            for (id, value) in seed.attributes {
                push(&key, Field::Attribute((*id).into()), Value::text(*value));
            }
            texts.push(text);
        }
        let empty = Self {
            records: RedBlackTreeMap::new(),
            built_in: RedBlackTreeMap::new(),
            texts: Vec::new(),
            annotations: RedBlackTreeMap::new(),
            documents: Vec::new(),
            labels: Rc::default(),
            attributes: Rc::default(),
            relation_types: Rc::default(),
            entities: Entities::default(),
            relations: Relations::default(),
            clock: 0,
        };
        let corpus = empty.merge(texts, cells).0;
        Self { built_in: corpus.records.clone(), ..corpus }
    }

    /// Labels in use.
    #[must_use]
    pub fn labels(&self) -> &Rc<LabelSet> {
        &self.labels
    }

    /// Attributes that the codebook defines.
    #[must_use]
    pub fn attributes(&self) -> &Rc<AttributeSet> {
        &self.attributes
    }

    /// Attributes of those things, by position: see [`Attribute::of`].
    pub fn attributes_of(&self, of: &str) -> impl Iterator<Item = &Attribute> {
        self.attributes.of(of)
    }

    /// Relation types that the codebook defines, by position.
    #[must_use]
    pub fn relation_types(&self) -> &Rc<[RelationType]> {
        &self.relation_types
    }

    /// Things that annotations speak of.
    #[must_use]
    pub fn entities(&self) -> &Entities {
        &self.entities
    }

    /// Everything that the codebook defines, without a name.
    #[must_use]
    pub fn codebook(&self) -> Codebook {
        Codebook {
            name: Rc::default(),
            about: Rc::default(),
            labels: self.labels.iter().cloned().collect(),
            attributes: self.attributes.iter().cloned().collect(),
            relation_types: self.relation_types.to_vec(),
        }
    }

    /// Every article, by id.
    pub fn documents(&self) -> impl Iterator<Item = &Rc<Document>> {
        self.documents.iter()
    }

    /// The article of that id.
    #[must_use]
    pub fn document(&self, id: &DocumentId) -> Option<&Rc<Document>> {
        self.index_of(id).ok().map(|at| &self.documents[at])
    }

    /// The record as the page brings it along; `None` for one that people made.
    #[must_use]
    pub fn built_in(&self, key: &RecordKey) -> Option<&Rc<Record>> {
        self.built_in.get(key)
    }

    /// True for an article that comes with the page.
    #[must_use]
    pub fn is_built_in(&self, id: &DocumentId) -> bool {
        self.built_in(&id.key()).is_some()
    }

    /// Articles that come with the page and were put away, by id.
    pub fn put_away(&self) -> impl Iterator<Item = DocumentId> {
        let removed = self.records(&Kind::Document).filter(|(_, record)| record.is_deleted());
        removed.map(|(key, _)| DocumentId(key.id.clone())).filter(|id| self.is_built_in(id))
    }

    /// Index of the article in `documents`, or the one that it would have.
    fn index_of(&self, id: &DocumentId) -> Result<usize, usize> {
        self.documents.binary_search_by(|document| document.id.cmp(id))
    }

    /// The annotation of that id; `None` for one that was deleted.
    #[must_use]
    pub fn annotation(&self, id: AnnotationId) -> Option<&Rc<Annotation>> {
        self.annotations.get(&id)?.as_ref()
    }

    /// Number of annotations in all articles.
    #[must_use]
    pub fn annotation_count(&self) -> usize {
        self.documents.iter().map(|document| document.annotation_count()).sum()
    }

    /// The text of that version, if it was ever seen.
    #[must_use]
    pub fn text(&self, version: TextVersion) -> Option<&Rc<Text>> {
        let at = self.texts.binary_search_by_key(&version, |text| text.version()).ok()?;
        Some(&self.texts[at])
    }

    /// The record of that key, deleted or not.
    #[must_use]
    pub fn record(&self, key: &RecordKey) -> Option<&Rc<Record>> {
        self.records.get(key)
    }

    /// Records from a key on (inclusive) up to another (exclusive), deleted or not, in order of their keys.
    pub fn records_between(
        &self,
        from: Option<&RecordKey>,
        upto: Option<&RecordKey>,
    ) -> impl Iterator<Item = (&RecordKey, &Rc<Record>)> + use<'_> {
        let from = from.cloned().map_or(Bound::Unbounded, Bound::Included);
        self.records.range((from, upto.cloned().map_or(Bound::Unbounded, Bound::Excluded)))
    }

    /// Every record of that kind, deleted or not, by id.
    pub fn records(&self, kind: &Kind) -> impl Iterator<Item = (&RecordKey, &Rc<Record>)> {
        let first = RecordKey::new(kind.clone(), "");
        self.records.range(first..).take_while(move |(key, _)| key.kind == *kind)
    }

    /// Relations between records.
    #[must_use]
    pub fn relations(&self) -> &Relations {
        &self.relations
    }

    /// Every annotator with a record, by id.
    pub fn annotators(&self) -> impl Iterator<Item = Annotator> {
        let records = self.records(&Kind::Annotator);
        records.filter_map(|(key, record)| Annotator::read(AnnotatorId::of(key)?, record))
    }

    /// Name of the annotator; empty until one is given.
    #[must_use]
    pub fn annotator_name(&self, id: AnnotatorId) -> Rc<str> {
        let annotator = self.record(&id.key()).and_then(|record| Annotator::read(id, record));
        annotator.map(|annotator| annotator.name).unwrap_or_default()
    }

    /// Value of the setting of that name.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<&Rc<str>> {
        self.record(&SettingId::from(name).key())?.text(&Field::Value)
    }

    /// True for a record that was deleted, or whose owner was.
    #[must_use]
    pub fn is_gone(&self, record: &Record) -> bool {
        let owner = || self.record(&schema::owner(record)?);
        record.is_deleted() || owner().is_some_and(|owner| owner.is_deleted())
    }

    /// Stamp for the next transaction of that replica, later than every stamp here.
    #[must_use]
    pub fn next_stamp(&self, replica: ReplicaId) -> Stamp {
        Stamp { counter: self.clock.saturating_add(1).min(Stamp::LAST_COUNTER), replica }
    }

    /// The same corpus, but with a next stamp that is also later than every stamp that the other one ever
    /// saw.
    #[must_use]
    pub fn continuing(self, other: &Self) -> Self {
        Self { clock: self.clock.max(other.clock), ..self }
    }

    /// The corpus after the transaction, and the parts of it that changed.
    #[must_use]
    pub fn apply(&self, transaction: &Transaction) -> (Self, Change) {
        self.merge(transaction.texts.iter().cloned(), transaction.cells())
    }

    /// The corpus with all that the other one holds merged in.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let cells = other.records_between(None, None).flat_map(|(key, record)| {
            record.cells().map(|(field, cell)| (key.clone(), field.clone(), cell.clone()))
        });
        self.merge(other.texts.iter().cloned(), cells).0
    }

    /// Merges texts and fields from anywhere, in any order, any number of times: the later stamp wins, and with one
    /// stamp the larger value. Fields that are here already change nothing.
    #[must_use]
    pub fn merge(
        &self,
        texts: impl IntoIterator<Item = Rc<Text>>,
        cells: impl IntoIterator<Item = (RecordKey, Field, Cell)>,
    ) -> (Self, Change) {
        let mut merging = Merging::new(self, texts);
        merging.take(cells, usize::MAX);
        merging.finish()
    }

    /// The corpus with the texts of the other one.
    #[must_use]
    pub fn with_texts_of(&self, other: &Self) -> Self {
        self.merge(other.texts.iter().cloned(), []).0
    }
}

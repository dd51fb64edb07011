//! The corpus: every record, and what follows from them, as one immutable value.
//!
//! `apply` makes a new corpus that shares all that the transaction did not touch. The corpus does not know
//! commands, history, storage or selection.

use crate::anchor;
use crate::annotation::{Annotation, AnnotationId, AnnotatorId, Place};
use crate::change::Change;
use crate::document::{Document, DocumentId, Swap};
use crate::label::{Label, LabelSet};
use crate::record::{Cell, Field, Kind, Quotation, Record, RecordKey, ReplicaId, Stamp, Target, Value};
use crate::text::{Text, TextVersion};
use crate::transaction::Transaction;
use rpds::RedBlackTreeMap;
use std::rc::Rc;

/// An article that the page brings along.
#[derive(Clone, Copy, Debug)]
pub struct Seed<'a> {
    /// Its document's id.
    pub id: &'a str,
    /// Its characters.
    pub text: &'a str,
}

/// All that is known. Cloning costs a few pointers.
#[derive(Clone, Debug)]
pub struct Corpus {
    records: RedBlackTreeMap<RecordKey, Rc<Record>>,
    texts: Vec<Rc<Text>>,
    /// `None` for one that was deleted, or that is not complete yet.
    annotations: RedBlackTreeMap<AnnotationId, Option<Rc<Annotation>>>,
    /// By id.
    documents: Vec<Rc<Document>>,
    labels: Rc<LabelSet>,
    /// The largest counter of any stamp in `records`.
    clock: u64,
}

/// Fields to merge, each with the record that it belongs to.
pub type Cells = Vec<(RecordKey, Field, Cell)>;

impl Corpus {
    /// The built-in labels and the articles that the page brings along. Their stamps are the lowest, so that
    /// anything a person ever wrote wins over them.
    #[must_use]
    pub fn new<'a>(seeds: impl IntoIterator<Item = Seed<'a>>) -> Self {
        let mut texts = Vec::new();
        let mut cells: Cells = Vec::new();
        let mut push = |key: &RecordKey, field, value| {
            cells.push((key.clone(), field, Cell { value: Some(value), stamp: Stamp::default() }));
        };
        for label in Label::built_in() {
            label.fields().into_iter().for_each(|(field, value)| push(&label.key(), field, value));
        }
        for seed in seeds {
            let text = Rc::new(Text::new(seed.text));
            push(&DocumentId::from(seed.id).key(), Field::Text, Value::text(text.version().to_string()));
            texts.push(text);
        }
        let empty = Self {
            records: RedBlackTreeMap::new(),
            texts: Vec::new(),
            annotations: RedBlackTreeMap::new(),
            documents: Vec::new(),
            labels: Rc::default(),
            clock: 0,
        };
        empty.merge(texts, cells).0
    }

    /// The labels in use.
    #[must_use]
    pub fn labels(&self) -> &Rc<LabelSet> {
        &self.labels
    }

    /// Every article, by id.
    pub fn documents(&self) -> impl Iterator<Item = &Rc<Document>> {
        self.documents.iter()
    }

    /// The article of that id.
    #[must_use]
    pub fn document(&self, id: &DocumentId) -> Option<&Rc<Document>> {
        self.place_of(id).ok().map(|at| &self.documents[at])
    }

    /// Where the article stands among the others, or where it would.
    fn place_of(&self, id: &DocumentId) -> Result<usize, usize> {
        self.documents.binary_search_by(|document| document.id.cmp(id))
    }

    /// The annotation of that id, unless it was deleted.
    #[must_use]
    pub fn annotation(&self, id: AnnotationId) -> Option<&Rc<Annotation>> {
        self.annotations.get(&id)?.as_ref()
    }

    /// How many annotations there are.
    #[must_use]
    pub fn annotation_count(&self) -> usize {
        self.documents.iter().map(|document| document.annotation_count()).sum()
    }

    /// The text of that version, if it was ever seen.
    #[must_use]
    pub fn text(&self, version: TextVersion) -> Option<&Rc<Text>> {
        self.texts.iter().find(|text| text.version() == version)
    }

    /// The record of that key, deleted or not.
    #[must_use]
    pub fn record(&self, key: &RecordKey) -> Option<&Rc<Record>> {
        self.records.get(key)
    }

    /// Every record of that kind, deleted or not, by id.
    pub fn records(&self, kind: &Kind) -> impl Iterator<Item = (&RecordKey, &Rc<Record>)> {
        let first = RecordKey::new(kind.clone(), "");
        self.records.range(first..).take_while(move |(key, _)| key.kind == *kind)
    }

    /// The name that the annotator goes by; empty until one is given.
    #[must_use]
    pub fn annotator_name(&self, id: AnnotatorId) -> Rc<str> {
        self.record(&id.key()).and_then(|record| record.text(&Field::Name).cloned()).unwrap_or_default()
    }

    /// The value of a project setting.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<&Rc<str>> {
        self.record(&RecordKey::new(Kind::Setting, name))?.text(&Field::Value)
    }

    /// The stamp for the next transaction of that replica: later than all that is here.
    #[must_use]
    pub fn next_stamp(&self, replica: ReplicaId) -> Stamp {
        Stamp { counter: self.clock + 1, replica }
    }

    /// The corpus after the transaction, and what is new in it.
    #[must_use]
    pub fn apply(&self, transaction: &Transaction) -> (Self, Change) {
        let stamp = transaction.stamp;
        let cells = transaction.operations.iter().flat_map(|operation| {
            operation.writes.iter().map(move |write| {
                (operation.record.clone(), write.field.clone(), Cell { value: write.after.clone(), stamp })
            })
        });
        self.merge(transaction.texts.iter().cloned(), cells)
    }

    /// Takes in texts and fields from anywhere, in any order, any number of times: the later stamp wins.
    #[must_use]
    pub fn merge(
        &self,
        texts: impl IntoIterator<Item = Rc<Text>>,
        cells: impl IntoIterator<Item = (RecordKey, Field, Cell)>,
    ) -> (Self, Change) {
        let mut next = self.clone();
        for text in texts {
            if next.text(text.version()).is_none() {
                next.texts.push(text);
            }
        }
        let mut touched = Vec::new();
        for (key, field, cell) in cells {
            next.clock = next.clock.max(cell.stamp.counter);
            if let Some(record) = next.records.get_mut(&key) {
                Rc::make_mut(record).merge(&field, &cell);
            } else {
                let mut record = Record::default();
                record.merge(&field, &cell);
                next.records.insert_mut(key.clone(), Rc::new(record));
            }
            if touched.last() != Some(&key) {
                touched.push(key);
            }
        }
        touched.sort_unstable();
        touched.dedup();
        let change = next.derive(self, touched);
        (next, change)
    }

    /// Brings everything that follows from the touched records up to date.
    fn derive(&mut self, before: &Self, touched: Vec<RecordKey>) -> Change {
        let mut change = Change::default();
        let mut annotations = Vec::new();
        for key in touched {
            match key.kind {
                Kind::Annotation => annotations.push(key),
                Kind::Document => {
                    // A document that came, went or has another text: its annotations are placed again.
                    let id = DocumentId(key.id);
                    if self.derive_document(&id) {
                        let old =
                            before.document(&id).into_iter().flat_map(|document| document.annotations());
                        annotations.extend(old.map(|annotation| annotation.id.key()));
                        annotations.extend(self.keys_in(&id));
                    }
                    change.touch_document(&id);
                }
                Kind::Annotator | Kind::Label | Kind::Relation | Kind::Setting => change.project = true,
            }
        }
        if change.project {
            self.derive_labels();
        }
        annotations.sort_unstable();
        annotations.dedup();
        self.derive_annotations(&annotations, &mut change);
        change
    }

    /// Annotation records that say they belong to the document.
    fn keys_in<'a>(&'a self, id: &'a DocumentId) -> impl Iterator<Item = RecordKey> + 'a {
        self.records(&Kind::Annotation)
            .filter(|(_, record)| record.text(&Field::Document) == Some(&id.0))
            .map(|(key, _)| key.clone())
    }

    fn derive_labels(&mut self) {
        let labels =
            LabelSet::new(self.records(&Kind::Label).filter_map(|(key, record)| Label::read(key, record)));
        if *self.labels != labels {
            self.labels = Rc::new(labels);
        }
    }

    /// Says whether the document was laid out anew, empty of annotations.
    fn derive_document(&mut self, id: &DocumentId) -> bool {
        let record = self.records.get(&id.key()).filter(|record| !record.is_deleted());
        let text = record
            .and_then(|record| TextVersion::parse(record.text(&Field::Text)?))
            .and_then(|version| self.text(version));
        let place = self.place_of(id);
        let (Some(record), Some(text)) = (record, text) else {
            return place.map(|at| self.documents.remove(at)).is_ok();
        };
        let title = record.text(&Field::Title).filter(|title| !title.trim().is_empty());
        let title = title.cloned().unwrap_or_else(|| text.first_words().into());
        let text = text.clone();
        match place {
            Ok(at) if self.documents[at].text.version() == text.version() => {
                Rc::make_mut(&mut self.documents[at]).title = title;
                return false;
            }
            Ok(at) => self.documents[at] = Rc::new(Document::new(id.clone(), title, text)),
            Err(at) => self.documents.insert(at, Rc::new(Document::new(id.clone(), title, text))),
        }
        true
    }

    fn derive_annotations(&mut self, keys: &[RecordKey], change: &mut Change) {
        let mut swaps: Vec<(DocumentId, Swap<Rc<Annotation>>)> = Vec::new();
        for key in keys {
            let Some(id) = AnnotationId::parse(&key.id) else { continue };
            let record = self.records.get(key).cloned().unwrap_or_default();
            self.adopt(&record);
            let new = Annotation::read(key, &record, |document, target| self.locate(document, target));
            if let Some(old) = self.annotation(id) {
                swap_of(&mut swaps, &old.document).old.push(old.clone());
            }
            let new = new.map(Rc::new);
            if let Some(new) = &new {
                swap_of(&mut swaps, &new.document).new.push(new.clone());
            }
            self.annotations.insert_mut(id, new);
            change.annotations.push(id);
        }
        for (id, swap) in swaps {
            // A document that was just laid out anew holds none of the old ones.
            if let Ok(at) = self.place_of(&id) {
                let blocks = Rc::make_mut(&mut self.documents[at]).replace(&swap);
                change.blocks.extend(blocks.into_iter().map(|block| (id.clone(), block)));
            }
            change.touch_document(&id);
        }
    }

    /// An article that the page no longer brings along is shown as it was when it was tagged.
    fn adopt(&mut self, annotation: &Record) {
        let Some(id) = annotation.text(&Field::Document).cloned().map(DocumentId) else { return };
        let removed = self.records.get(&id.key()).is_some_and(|record| record.is_deleted());
        let Some(Value::Target(Target::Anchored { text, .. })) = annotation.value(&Field::Target) else {
            return;
        };
        let (Err(at), Some(text)) = (self.place_of(&id), self.text(*text)) else { return };
        if !removed {
            let document = Document::new(id, text.first_words().into(), text.clone());
            self.documents.insert(at, Rc::new(document));
        }
    }

    /// Where a stored target lies in the text that its document has now. Positions in another text are found
    /// again by what they quoted there.
    fn locate(&self, document: &DocumentId, target: &Target) -> Option<Place> {
        let text = &self.document(document)?.text;
        let quotation = match target {
            Target::Unplaced(quotation) => return Some(Place::Unplaced(quotation.clone())),
            Target::Anchored { text: version, start, end } => {
                let quoted =
                    self.text(*version).and_then(|quoted| Some((quoted, quoted.span(*start, *end)?)));
                match quoted {
                    Some((quoted, span)) if quoted.version() == text.version() => {
                        return Some(Place::Anchored(span));
                    }
                    Some((quoted, span)) => anchor::quotation(quoted, span),
                    // The text that was tagged is lost, or never had such positions: these are all that is left.
                    None => Quotation { start: *start, end: *end, ..Quotation::default() },
                }
            }
        };
        Some(match anchor::find(text, &quotation) {
            Some(found) => Place::Anchored(found.span),
            None => Place::Unplaced(Rc::new(quotation)),
        })
    }
}

/// What moves in that document. There are few documents in one edit.
fn swap_of<'a, T>(swaps: &'a mut Vec<(DocumentId, Swap<T>)>, id: &DocumentId) -> &'a mut Swap<T> {
    let at = swaps.iter().position(|(of, _)| of == id).unwrap_or_else(|| {
        swaps.push((id.clone(), Swap::default()));
        swaps.len() - 1
    });
    &mut swaps[at].1
}

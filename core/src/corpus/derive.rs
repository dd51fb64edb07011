//! What follows from records and texts: articles, the places of annotations, labels.
//!
//! All of it is a function of the records and texts that are here, whatever order they came in; it is brought
//! up to date where they changed and left alone elsewhere.

use super::Corpus;
use crate::corpus::change::Change;
use crate::model::annotation::{Annotation, AnnotationId, Place};
use crate::model::document::{Document, DocumentId, Swap};
use crate::model::label::{Label, LabelSet};
use crate::model::record::{Field, Kind, Quotation, Record, RecordKey, Stamp, Target, Value};
use crate::text::anchor::Anchoring;
use crate::text::span::Span;
use crate::text::{Text, TextVersion};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The annotations that move, by article.
type Swaps = BTreeMap<DocumentId, Swap<Rc<Annotation>>>;

impl Corpus {
    /// Brings everything that follows from the touched records, and from texts that have just arrived, up to
    /// date. Reads through all annotations where an article came, went or has another text, else not.
    pub(super) fn derive(&mut self, touched: Vec<RecordKey>, arrived: &[TextVersion]) -> Change {
        let mut change = Change::default();
        let mut documents = BTreeSet::new();
        let mut annotations = BTreeSet::new();
        let mut owners = BTreeSet::new();
        for key in touched {
            match key.kind {
                Kind::Annotation => {
                    self.borrowers_of(&key, &mut owners, &mut documents);
                    annotations.insert(key);
                }
                Kind::Document => {
                    let id = DocumentId(key.id);
                    change.touch_document(&id);
                    documents.insert(id);
                }
                Kind::Annotator | Kind::Label | Kind::Relation | Kind::Setting => change.project = true,
                Kind::Unknown(_) => {}
            }
        }
        if change.project {
            self.derive_labels();
        }
        if !arrived.is_empty() {
            self.expecting(arrived, &mut owners, &mut documents, &mut annotations);
        }
        documents.retain(|id| self.derive_document(id));
        if !documents.is_empty() {
            let within = |record: &Record| document_of(record).is_some_and(|id| documents.contains(&id));
            let found = self.records(&Kind::Annotation).filter(|(_, record)| within(record));
            annotations.extend(found.map(|(key, _)| key.clone()));
            for id in &documents {
                change.touch_document(id);
            }
        }
        self.derive_annotations(&annotations, &mut change);
        change
    }

    /// The articles that may borrow their text from that annotation. `owners` are those that are known to have one.
    fn borrowers_of(
        &self,
        annotation: &RecordKey,
        owners: &mut BTreeSet<DocumentId>,
        documents: &mut BTreeSet<DocumentId>,
    ) {
        let before = AnnotationId::of(annotation).and_then(|id| self.annotation(id));
        let before = before.map(|annotation| annotation.document.clone());
        let now = self.records.get(annotation).and_then(|record| document_of(record));
        for id in before.into_iter().chain(now) {
            if !owners.contains(&id) {
                let its = if self.own_text(&id).is_some() { &mut *owners } else { &mut *documents };
                its.insert(id);
            }
        }
    }

    /// What refers to texts that were not here before.
    fn expecting(
        &self,
        arrived: &[TextVersion],
        owners: &mut BTreeSet<DocumentId>,
        documents: &mut BTreeSet<DocumentId>,
        annotations: &mut BTreeSet<RecordKey>,
    ) {
        for (key, record) in self.records(&Kind::Document) {
            if text_version(record).is_some_and(|version| arrived.contains(&version)) {
                documents.insert(DocumentId(key.id.clone()));
            }
        }
        for (key, record) in self.records(&Kind::Annotation) {
            if let Some(Value::Target(Target::Anchored { text, .. })) = record.value(&Field::Target)
                && arrived.contains(text)
            {
                self.borrowers_of(key, owners, documents);
                annotations.insert(key.clone());
            }
        }
    }

    fn derive_labels(&mut self) {
        let labels =
            LabelSet::new(self.records(&Kind::Label).filter_map(|(key, record)| Label::read(key, record)));
        if *self.labels != labels {
            self.labels = Rc::new(labels);
        }
    }

    /// Says whether the article came, went or has another text; if it is here, it holds no annotations yet.
    fn derive_document(&mut self, id: &DocumentId) -> bool {
        let record = self.records.get(&id.key());
        let place = self.place_of(id);
        let is_removed = record.is_some_and(|record| record.is_deleted());
        let own_or_borrowed = || self.own_text(id).cloned().or_else(|| self.borrowed_text(id));
        let Some(text) = (if is_removed { None } else { own_or_borrowed() }) else {
            return place.map(|at| self.documents.remove(at)).is_ok();
        };
        let given = record.and_then(|record| record.text(&Field::Title));
        let given = given.filter(|title| !title.trim().is_empty()).cloned();
        let title = given.unwrap_or_else(|| id.untitled(&text));
        match place {
            Ok(at) if self.documents[at].text.version() == text.version() => {
                if self.documents[at].title != title {
                    Rc::make_mut(&mut self.documents[at]).title = title;
                }
                return false;
            }
            Ok(at) => self.documents[at] = Rc::new(Document::new(id.clone(), title, text)),
            Err(at) => self.documents.insert(at, Rc::new(Document::new(id.clone(), title, text))),
        }
        true
    }

    /// The text that the article's record names, if it is here.
    fn own_text(&self, id: &DocumentId) -> Option<&Rc<Text>> {
        self.text(text_version(self.records.get(&id.key())?)?)
    }

    /// An article that has no text of its own, because the page no longer brings it along or its text is lost,
    /// but annotations: it is shown as it was when it was last tagged, or empty if that text is lost, too, so
    /// that its annotations are still listed.
    fn borrowed_text(&self, id: &DocumentId) -> Option<Rc<Text>> {
        let mut latest: Option<(Stamp, Option<&Rc<Text>>)> = None;
        let anywhere = |_: &DocumentId, _: &Target| Some(Place::Unplaced(Rc::default()));
        for (key, record) in self.records(&Kind::Annotation) {
            if record.text(&Field::Document) != Some(&id.0)
                || Annotation::read(key, record, anywhere).is_none()
            {
                continue;
            }
            let Some(cell) = record.cell(&Field::Target) else { continue };
            let text = match &cell.value {
                Some(Value::Target(Target::Anchored { text, .. })) => self.text(*text),
                _ => None,
            };
            let stamp = if text.is_some() { cell.stamp } else { Stamp::default() };
            if latest.is_none_or(|(latest, _)| latest < stamp) {
                latest = Some((stamp, text));
            }
        }
        let (_, text) = latest?;
        Some(text.cloned().unwrap_or_else(|| Rc::new(Text::new(""))))
    }

    fn derive_annotations(&mut self, keys: &BTreeSet<RecordKey>, change: &mut Change) {
        let mut swaps = Swaps::new();
        let mut anchorings = Vec::new();
        for key in keys {
            change.annotations.extend(self.derive_annotation(key, &mut swaps, &mut anchorings));
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

    #[inline(never)] // See the crate's documentation.
    fn derive_annotation(
        &mut self,
        key: &RecordKey,
        swaps: &mut Swaps,
        anchorings: &mut Vec<Anchoring>,
    ) -> Option<AnnotationId> {
        let id = AnnotationId::of(key)?;
        let new = self.records.get(key).and_then(|record| {
            Annotation::read(key, record, |id, target| self.locate(id, target, anchorings))
        });
        if let Some(old) = self.annotation(id) {
            swaps.entry(old.document.clone()).or_default().old.push(old.clone());
        }
        let new = new.map(Rc::new);
        if let Some(new) = &new {
            swaps.entry(new.document.clone()).or_default().new.push(new.clone());
        }
        self.annotations.insert_mut(id, new);
        Some(id)
    }

    /// Where a stored target lies in the text that its document has now; `None` where that was removed.
    /// Positions in another text are found again by what they quoted there.
    fn locate(
        &self,
        document: &DocumentId,
        target: &Target,
        anchorings: &mut Vec<Anchoring>,
    ) -> Option<Place> {
        let text = &self.document(document)?.text;
        let (version, start, end) = match target {
            Target::Unplaced(quotation) => return Some(Place::Unplaced(quotation.clone())),
            Target::Anchored { text, start, end } => (*text, *start, *end),
        };
        let quoted = self.text(version).and_then(|quoted| Some((quoted, quoted.span(start, end)?)));
        let Some((quoted, span)) = quoted else {
            // The text that was tagged is lost, or never had such positions: these are all that is left.
            return Some(Place::Unplaced(Rc::new(Quotation { start, end, ..Quotation::default() })));
        };
        // A span lies in a block; in nothing but white space there is no place to show.
        let has_blocks = |_: &Span| !text.blocks().is_empty();
        if version == text.version() && has_blocks(&span) {
            return Some(Place::Anchored(span));
        }
        let quotation = anchoring(anchorings, quoted).quotation(span);
        let found = anchoring(anchorings, text).find(&quotation).map(|found| found.span).filter(has_blocks);
        Some(found.map_or_else(|| Place::Unplaced(Rc::new(quotation)), Place::Anchored))
    }
}

/// The one for that text. Few texts change at once.
fn anchoring<'a>(anchorings: &'a mut Vec<Anchoring>, text: &Rc<Text>) -> &'a Anchoring {
    let at = anchorings.iter().position(|of| Rc::ptr_eq(of.text(), text)).unwrap_or_else(|| {
        anchorings.push(Anchoring::new(text.clone()));
        anchorings.len() - 1
    });
    &anchorings[at]
}

fn document_of(annotation: &Record) -> Option<DocumentId> {
    annotation.text(&Field::Document).cloned().map(DocumentId)
}

fn text_version(document: &Record) -> Option<TextVersion> {
    TextVersion::parse(document.text(&Field::Text)?)
}

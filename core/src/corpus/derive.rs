//! Derivation: articles, places of annotations, definitions, entities and relations, as they follow from records and texts.
//!
//! All of it is a function of the records and texts that are here, in whatever order they arrived. It is
//! computed again where these changed, and left alone elsewhere.

use super::Corpus;
use crate::corpus::change::Change;
use crate::model::annotation::{Annotation, AnnotationId, Place};
use crate::model::attribute::{Attribute, AttributeSet};
use crate::model::document::{Document, DocumentId, Swap};
use crate::model::entity::{Entity, EntityId};
use crate::model::label::{Label, LabelId, LabelSet};
use crate::model::record::{Field, Kind, Quotation, Record, RecordKey, Stamp, Target, Value};
use crate::model::relation::{EndId, Relation, RelationId};
use crate::model::relation_type::{RelationType, RelationTypeId};
use crate::text::anchor::Anchoring;
use crate::text::span::Span;
use crate::text::{Text, TextVersion};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Annotations to be replaced, by article.
type Swaps = BTreeMap<DocumentId, Swap<Rc<Annotation>>>;

/// Text of each article with annotations that was tagged last, and when.
type Borrowed = BTreeMap<DocumentId, (Stamp, Option<Rc<Text>>)>;

/// Keys of everything to be derived again.
#[derive(Default)]
struct Stale {
    documents: BTreeSet<DocumentId>,
    annotations: BTreeMap<AnnotationId, RecordKey>,
    /// Articles that are known to have a text of their own.
    owners: BTreeSet<DocumentId>,
}

impl Corpus {
    /// Derives again what depends on the touched records, and on texts that have just arrived. All
    /// annotations are looked through only if an article was added, removed or given another text.
    pub(super) fn derive(&mut self, touched: Vec<RecordKey>, arrived: &[TextVersion]) -> Change {
        let mut change = Change::default();
        let mut stale = Stale::default();
        let mut definitions = BTreeSet::new();
        for key in touched {
            match key.kind {
                Kind::Annotation => self.note_annotation(key, &mut stale),
                Kind::Document => {
                    let id = DocumentId(key.id);
                    change.touch_document(&id);
                    stale.documents.insert(id);
                }
                Kind::Relation => {
                    change.project = true;
                    self.derive_relation(&RelationId(key.id), &mut change);
                }
                Kind::Entity => {
                    change.project = true;
                    change.vocabulary |= self.derive_entity(&EntityId(key.id));
                }
                kind @ (Kind::Attribute | Kind::Label | Kind::RelationType) => {
                    change.project = true;
                    definitions.insert(kind);
                }
                Kind::Annotator | Kind::Setting => change.project = true,
                Kind::Unknown(_) => {}
            }
        }
        change.vocabulary |= definitions.contains(&Kind::Attribute);
        for kind in &definitions {
            self.derive_definitions(kind);
        }
        if !arrived.is_empty() {
            self.note_expecting(arrived, &mut stale);
        }
        let Stale { mut documents, mut annotations, .. } = stale;
        let mut borrowed = None;
        documents.retain(|id| self.derive_document(id, &mut borrowed));
        if !documents.is_empty() {
            let within = |record: &Record| document_of(record).is_some_and(|id| documents.contains(&id));
            let found = self.records(&Kind::Annotation).filter(|(_, record)| within(record));
            annotations.extend(found.filter_map(|(key, _)| Some((AnnotationId::of(key)?, key.clone()))));
            for id in &documents {
                change.touch_document(id);
            }
        }
        self.derive_annotations(&annotations, &mut change);
        change.once()
    }

    /// Notes an annotation, and the articles that may borrow their text from it.
    #[inline(never)] // See the crate's documentation.
    fn note_annotation(&self, key: RecordKey, stale: &mut Stale) {
        let Some(id) = AnnotationId::of(&key) else { return };
        let before = self.annotation(id).map(|annotation| annotation.document.clone());
        let now = self.records.get(&key).and_then(|record| document_of(record));
        for document in before.into_iter().chain(now) {
            if !stale.owners.contains(&document) && !stale.documents.contains(&document) {
                let has_text = self.own_text(&document).is_some();
                let its = if has_text { &mut stale.owners } else { &mut stale.documents };
                its.insert(document);
            }
        }
        stale.annotations.insert(id, key);
    }

    /// Notes the records that refer to texts which have just arrived.
    fn note_expecting(&self, arrived: &[TextVersion], stale: &mut Stale) {
        let arrived: BTreeSet<_> = arrived.iter().copied().collect();
        for (key, record) in self.records(&Kind::Document) {
            if text_version(record).is_some_and(|version| arrived.contains(&version)) {
                stale.documents.insert(DocumentId(key.id.clone()));
            }
        }
        for (key, record) in self.records(&Kind::Annotation) {
            if let Some(Value::Target(Target::Anchored { text, .. })) = record.value(&Field::Target)
                && arrived.contains(text)
            {
                self.note_annotation(key.clone(), stale);
            }
        }
    }

    /// Derives all definitions of that kind: they are few.
    fn derive_definitions(&mut self, kind: &Kind) {
        let records = self.records(kind);
        match kind {
            Kind::Attribute => {
                let all = records.filter_map(|(key, it)| Attribute::read(Attribute::id_in(key)?, it));
                self.attributes = Rc::new(AttributeSet::new(all));
            }
            Kind::RelationType => {
                let all = records.filter_map(|(key, it)| RelationType::read(RelationTypeId::of(key)?, it));
                let mut all: Vec<_> = all.collect();
                all.sort_by_key(|one| one.position);
                self.relation_types = all.into();
            }
            _ => {
                let labels =
                    LabelSet::new(records.filter_map(|(key, it)| Label::read(LabelId::of(key)?, it)));
                if *self.labels != labels {
                    self.labels = Rc::new(labels);
                }
            }
        }
    }

    /// Derives an entity. Returns true if it came or went.
    fn derive_entity(&mut self, id: &EntityId) -> bool {
        let record = self.records.get(&id.key());
        let entity = record.and_then(|record| Entity::read(id.clone(), record));
        let is_other = self.entities.get(id).is_some() != entity.is_some();
        self.entities.replace(id, entity);
        is_other
    }

    fn derive_relation(&mut self, id: &RelationId, change: &mut Change) {
        let record = self.records.get(&id.key());
        let relation = record.and_then(|record| Relation::read(id.clone(), record));
        let ends = self
            .relations
            .get(id)
            .map(|old| &old.from)
            .into_iter()
            .chain(relation.as_ref().map(|it| &it.from));
        change.linked.extend(ends.filter_map(EndId::annotation));
        self.relations.replace(id, relation);
    }

    /// Derives one article. Returns true if it was added, removed or given another text; then it holds no
    /// annotations yet.
    fn derive_document(&mut self, id: &DocumentId, borrowed: &mut Option<Borrowed>) -> bool {
        let record = self.records.get(&id.key()).cloned().unwrap_or_default();
        let place = self.index_of(id);
        let own = self.own_text(id).cloned();
        let is_named = text_version(&record).is_some();
        let mut lacks_text = own.is_none() && is_named;
        let text = if record.is_deleted() {
            None
        } else {
            own.or_else(|| {
                let tagged = borrowed.get_or_insert_with(|| self.borrowed_texts()).get(id)?;
                lacks_text |= tagged.1.is_none();
                tagged.1.clone()
            })
        };
        // An article is there as long as its record names a text, or annotations are left of it.
        let is_left = || is_named || borrowed.as_ref().is_some_and(|borrowed| borrowed.contains_key(id));
        let text = text.or_else(|| (!record.is_deleted() && is_left()).then(|| Rc::new(Text::new(""))));
        let here = place.ok().map(|at| &self.documents[at]);
        if let (Some(here), Some(text)) = (here, &text)
            && here.text.version() == text.version()
            && here.lacks_text == lacks_text
        {
            let described = here.described_by(&record).filter(|it| it.fields() != here.fields());
            if let (Ok(at), Some(described)) = (place, described) {
                self.documents[at] = Rc::new(described);
            }
            return false;
        }
        match (place, text.and_then(|text| Document::new(id.clone(), &record, text, lacks_text))) {
            (Ok(at), Some(document)) => self.documents[at] = Rc::new(document),
            (Err(at), Some(document)) => self.documents.insert(at, Rc::new(document)),
            (Ok(at), None) => drop(self.documents.remove(at)),
            (Err(_), None) => return false,
        }
        true
    }

    /// Text that the article's record names, if it is here.
    fn own_text(&self, id: &DocumentId) -> Option<&Rc<Text>> {
        self.text(text_version(self.records.get(&id.key())?)?)
    }

    /// Texts for articles whose own is missing, because it is no longer built in or not here, but which have
    /// annotations: the text that was tagged last; none if that is not here either. All annotations are looked
    /// through once, whatever the number of such articles.
    fn borrowed_texts(&self) -> Borrowed {
        let mut borrowed = Borrowed::new();
        for (key, record) in self.records(&Kind::Annotation) {
            let Some(cell) = record.cell(&Field::Target) else { continue };
            let text = match &cell.value {
                Some(Value::Target(Target::Anchored { text, .. })) => self.text(*text),
                Some(Value::Target(Target::Unplaced(_))) => None,
                _ => continue,
            };
            let Some(document) = document_of(record) else { continue };
            let read = |key| Annotation::read(AnnotationId::of(key)?, record, Place::default());
            let stamp = if text.is_some() { cell.stamp } else { Stamp::default() };
            let is_later = borrowed.get(&document).is_none_or(|(latest, _)| *latest < stamp);
            if is_later && read(key).is_some() {
                borrowed.insert(document, (stamp, text.cloned()));
            }
        }
        borrowed
    }

    fn derive_annotations(&mut self, keys: &BTreeMap<AnnotationId, RecordKey>, change: &mut Change) {
        let mut swaps = Swaps::new();
        let mut anchorings = Vec::new();
        for (id, key) in keys {
            self.derive_annotation(*id, key, &mut swaps, &mut anchorings);
            change.annotations.push(*id);
        }
        for (id, swap) in swaps {
            // A document that was just laid out again holds none of the old ones.
            if let Ok(at) = self.index_of(&id) {
                let blocks = Rc::make_mut(&mut self.documents[at]).replace(&swap);
                change.blocks.extend(blocks.into_iter().map(|block| (id.clone(), block)));
            }
            change.touch_document(&id);
        }
    }

    #[inline(never)] // See the crate's documentation.
    fn derive_annotation(
        &mut self,
        id: AnnotationId,
        key: &RecordKey,
        swaps: &mut Swaps,
        anchorings: &mut Vec<Anchoring>,
    ) {
        let new = self.records.get(key).and_then(|record| {
            let place = if record.is_deleted() { None } else { self.locate(record, anchorings) };
            Annotation::read(id, record, place?)
        });
        if let Some(old) = self.annotation(id) {
            swaps.entry(old.document.clone()).or_default().old.push(old.clone());
        }
        let new = new.map(Rc::new);
        if let Some(new) = &new {
            swaps.entry(new.document.clone()).or_default().new.push(new.clone());
        }
        self.annotations.insert_mut(id, new);
    }

    /// Place of an annotation's target in the text that its document has now. Positions in another text are
    /// found again by their quotation. `None` if the document was removed, or the document or the target is
    /// unknown.
    fn locate(&self, annotation: &Record, anchorings: &mut Vec<Anchoring>) -> Option<Place> {
        let Some(Value::Target(target)) = annotation.value(&Field::Target) else { return None };
        let text = &self.document(&document_of(annotation)?)?.text;
        let (version, start, end) = match target {
            Target::Unplaced(quotation) => return Some(Place::Unplaced(quotation.clone())),
            Target::Anchored { text, start, end } => (*text, *start, *end),
        };
        let quoted = self.text(version).and_then(|quoted| Some((quoted, quoted.span(start, end)?)));
        let Some((quoted, span)) = quoted else {
            // The tagged text is lost, or never had such positions: only the positions are left.
            return Some(Place::Unplaced(Rc::new(Quotation { start, end, ..Quotation::default() })));
        };
        // A span lies in a block; a text of nothing but white space has none.
        let has_blocks = |_: &Span| !text.blocks().is_empty();
        if version == text.version() && has_blocks(&span) {
            return Some(Place::Anchored(span));
        }
        let quotation = anchoring(anchorings, quoted).quotation(span);
        let found = anchoring(anchorings, text).find(&quotation).map(|found| found.span).filter(has_blocks);
        Some(found.map_or_else(|| Place::Unplaced(Rc::new(quotation)), Place::Anchored))
    }
}

/// Anchoring of that text, added if it is not there yet. Few texts change at once, so the list is short.
fn anchoring<'a>(anchorings: &'a mut Vec<Anchoring>, text: &Rc<Text>) -> &'a Anchoring {
    let at = anchorings.iter().position(|of| Rc::ptr_eq(of.text(), text)).unwrap_or_else(|| {
        anchorings.push(Anchoring::new(text.clone()));
        anchorings.len() - 1
    });
    &anchorings[at]
}

fn document_of(annotation: &Record) -> Option<DocumentId> {
    annotation.get(&Field::Document)
}

fn text_version(document: &Record) -> Option<TextVersion> {
    document.get(&Field::Text)
}

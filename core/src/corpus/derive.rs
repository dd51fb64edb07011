//! Derivation: articles, places of annotations, definitions, entities and relations, as they follow from records and texts.
//!
//! All of it is a function of the records and texts that are here, in whatever order they arrived. It is
//! computed again where these changed, and left alone elsewhere. Where these are thousands, as at a start, it can be done in
//! steps.

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
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, btree_map, btree_set};
use std::rc::Rc;
use std::vec;

/// Annotations to be replaced, by article.
type Swaps = BTreeMap<DocumentId, Swap<Rc<Annotation>>>;

/// Texts for articles whose own is missing, because it is no longer built in or not here.
#[derive(Default)]
struct Borrowed {
    /// Text that was tagged last, of those that are here, and when.
    texts: OnceCell<BTreeMap<DocumentId, (Stamp, Rc<Text>)>>,
    /// Articles with annotations.
    tagged: OnceCell<BTreeSet<DocumentId>>,
    /// The one for an article that has no other.
    empty: OnceCell<Rc<Text>>,
}

/// Everything to be derived again.
#[derive(Default)]
struct Stale {
    documents: BTreeSet<DocumentId>,
    annotations: BTreeMap<AnnotationId, Rc<Record>>,
    /// Articles that are known to have a text of their own.
    owners: BTreeSet<DocumentId>,
}

/// The course of deriving again what depends on records that were touched, and on texts that have just arrived.
pub(super) struct Derivation {
    change: Change,
    stale: Stale,
    arrived: Vec<TextVersion>,
    definitions: BTreeSet<Kind>,
    borrowed: Borrowed,
    /// Articles that were added, removed or given another text.
    laid_out: BTreeSet<DocumentId>,
    stage: Stage,
}

enum Stage {
    Records(vec::IntoIter<RecordKey>),
    Documents(btree_set::IntoIter<DocumentId>),
    /// Annotations from that key on are looked through for those of articles that were laid out.
    Search(RecordKey),
    Annotations(btree_map::IntoIter<AnnotationId, Rc<Record>>),
}

impl Derivation {
    pub fn new(touched: Vec<RecordKey>, arrived: Vec<TextVersion>) -> Self {
        Self {
            change: Change::default(),
            stale: Stale::default(),
            arrived,
            definitions: BTreeSet::new(),
            borrowed: Borrowed::default(),
            laid_out: BTreeSet::new(),
            stage: Stage::Records(touched.into_iter()),
        }
    }

    /// Parts that changed.
    pub fn change(self) -> Change {
        self.change.once()
    }

    /// Goes on by so many records at most. Returns false if that was all.
    pub fn step(&mut self, corpus: &mut Corpus, most: usize) -> bool {
        let mut left = most;
        match &mut self.stage {
            Stage::Records(touched) => {
                for key in touched.by_ref().take(most) {
                    left -= 1;
                    corpus.note(key, &mut self.stale, &mut self.definitions, &mut self.change);
                }
                if left > 0 {
                    for kind in &self.definitions {
                        corpus.derive_definitions(kind);
                    }
                    if !self.arrived.is_empty() {
                        corpus.note_expecting(&self.arrived, &mut self.stale);
                    }
                    let documents = std::mem::take(&mut self.stale.documents);
                    self.stage = Stage::Documents(documents.into_iter());
                }
            }
            Stage::Documents(documents) => {
                for id in documents.by_ref().take(most) {
                    left -= 1;
                    if corpus.derive_document(&id, &self.borrowed) {
                        self.change.touch_document(&id);
                        self.laid_out.insert(id);
                    }
                }
                if left > 0 {
                    self.stage = if self.laid_out.is_empty() || corpus.annotations.is_empty() {
                        // Of the first annotations all are stale.
                        self.annotations()
                    } else {
                        Stage::Search(RecordKey::new(Kind::Annotation, ""))
                    };
                }
            }
            Stage::Search(first) => {
                let records = corpus.records_between(Some(first), None);
                let mut records = records.take_while(|(key, _)| key.kind == Kind::Annotation);
                for (key, record) in records.by_ref().take(most) {
                    let is_within = document_of(record).is_some_and(|id| self.laid_out.contains(&id));
                    if let Some(id) = AnnotationId::of(key).filter(|_| is_within) {
                        self.stale.annotations.insert(id, record.clone());
                    }
                }
                self.stage = match records.next() {
                    Some((next, _)) => Stage::Search(next.clone()),
                    None => self.annotations(),
                };
            }
            Stage::Annotations(annotations) => {
                let part: Vec<_> = annotations.by_ref().take(most).collect();
                corpus.derive_annotations(&part, &mut self.change);
                return annotations.len() > 0;
            }
        }
        true
    }

    fn annotations(&mut self) -> Stage {
        Stage::Annotations(std::mem::take(&mut self.stale.annotations).into_iter())
    }
}

impl Corpus {
    /// Notes what depends on a record that was touched; what depends on it alone is derived at once.
    fn note(
        &mut self,
        key: RecordKey,
        stale: &mut Stale,
        definitions: &mut BTreeSet<Kind>,
        change: &mut Change,
    ) {
        match key.kind {
            Kind::Annotation => {
                if let Some(record) = self.records.get(&key) {
                    self.note_annotation(&key, record, stale);
                }
            }
            Kind::Document => {
                let id = DocumentId(key.id);
                change.touch_document(&id);
                stale.documents.insert(id);
            }
            Kind::Relation => {
                change.project = true;
                self.derive_relation(&RelationId(key.id), change);
            }
            Kind::Entity => {
                change.project = true;
                let id = EntityId(key.id);
                change.vocabulary |= self.derive_entity(&id);
                change.entities.push(id);
            }
            kind @ (Kind::Attribute | Kind::Label | Kind::RelationType) => {
                change.project = true;
                change.vocabulary |= kind == Kind::Attribute;
                definitions.insert(kind);
            }
            Kind::Annotator | Kind::Setting => change.project = true,
            Kind::Unknown(_) => {}
        }
    }

    /// Notes an annotation, and the articles that may borrow their text from it.
    #[inline(never)] // See the crate's documentation.
    fn note_annotation(&self, key: &RecordKey, record: &Rc<Record>, stale: &mut Stale) {
        let Some(id) = AnnotationId::of(key) else { return };
        let before = self.annotation(id).map(|annotation| annotation.document.clone());
        let now = document_of(record);
        for document in before.into_iter().chain(now) {
            if !stale.owners.contains(&document) && !stale.documents.contains(&document) {
                let has_text = self.own_text(&document).is_some();
                let its = if has_text { &mut stale.owners } else { &mut stale.documents };
                its.insert(document);
            }
        }
        stale.annotations.insert(id, record.clone());
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
                self.note_annotation(key, record, stale);
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
                all.sort_unstable_by(|one, other| (one.position, &one.id).cmp(&(other.position, &other.id)));
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
        change.relations.push(id.clone());
        self.relations.replace(id, relation);
    }

    /// Derives one article. Returns true if it was added, removed or given another text; then it holds no
    /// annotations yet.
    #[inline(never)] // See the crate's documentation.
    fn derive_document(&mut self, id: &DocumentId, borrowed: &Borrowed) -> bool {
        let record = self.records.get(&id.key()).cloned().unwrap_or_default();
        let place = self.index_of(id);
        let own = self.own_text(id).cloned();
        let is_named = text_version(&record).is_some();
        let mut lacks_text = own.is_none() && is_named;
        let text = if record.is_deleted() {
            None
        } else {
            // An article is there as long as its record names a text, or annotations are left of it.
            own.or_else(|| borrowed.text(self, id)).or_else(|| {
                lacks_text |= borrowed.is_tagged(self, id, is_named);
                lacks_text.then(|| borrowed.empty())
            })
        };
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

    fn derive_annotations(&mut self, records: &[(AnnotationId, Rc<Record>)], change: &mut Change) {
        let mut swaps = Swaps::new();
        let mut anchorings = Vec::new();
        for (id, record) in records {
            self.derive_annotation(*id, record, &mut swaps, &mut anchorings);
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
        record: &Record,
        swaps: &mut Swaps,
        anchorings: &mut Vec<Anchoring>,
    ) {
        let place = if record.is_deleted() { None } else { self.locate(record, anchorings) };
        let new = place.and_then(|place| Annotation::read(id, record, place));
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
        let quoted = if version == text.version() { Some(text) } else { self.text(version) };
        let quoted = quoted.and_then(|quoted| Some((quoted, quoted.span(start, end)?)));
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

/// All annotations are looked through once, whatever the number of articles.
impl Borrowed {
    /// Text of the article that was tagged last, of those that are here.
    fn text(&self, corpus: &Corpus, id: &DocumentId) -> Option<Rc<Text>> {
        let texts = self.texts.get_or_init(|| {
            let mut texts: BTreeMap<DocumentId, (Stamp, Rc<Text>)> = BTreeMap::new();
            for (key, record) in corpus.records(&Kind::Annotation) {
                let Some(cell) = record.cell(&Field::Target) else { continue };
                let Some(Value::Target(Target::Anchored { text, .. })) = &cell.value else { continue };
                let Some(text) = corpus.text(*text) else { continue };
                let Some(document) = document_of(record) else { continue };
                let is_later = texts.get(&document).is_none_or(|(latest, _)| *latest < cell.stamp);
                if is_later && is_there(key, record) {
                    texts.insert(document, (cell.stamp, text.clone()));
                }
            }
            texts
        });
        texts.get(id).map(|(_, text)| text.clone())
    }

    /// True if the article has annotations, as far as that says anything: where its record names a text it is there anyway.
    fn is_tagged(&self, corpus: &Corpus, id: &DocumentId, is_named: bool) -> bool {
        let tagged = || {
            let all = corpus.records(&Kind::Annotation);
            let has_target = |record: &Record| matches!(record.value(&Field::Target), Some(Value::Target(_)));
            let there = all.filter(|(key, record)| has_target(record) && is_there(key, record));
            there.filter_map(|(_, record)| document_of(record)).collect()
        };
        !is_named && self.tagged.get_or_init(tagged).contains(id)
    }

    fn empty(&self) -> Rc<Text> {
        self.empty.get_or_init(|| Rc::new(Text::new(""))).clone()
    }
}

/// True if the record is of an annotation that was not deleted, and complete but for its place.
fn is_there(key: &RecordKey, record: &Record) -> bool {
    AnnotationId::of(key).and_then(|id| Annotation::read(id, record, Place::default())).is_some()
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

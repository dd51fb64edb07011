//! Planning: every row of the file against what is here, and the operations that bring it in.

use super::landing::Landing;
use super::{Finding, ForeignFields, Import, Report};
use super::{Incoming, IncomingAnnotation, IncomingDocument, IncomingRelation, LabelChoice};
use crate::corpus::Corpus;
use crate::edit::command::Moment;
use crate::edit::operation::{Operation, Write};
use crate::edit::transaction::{Action, Origin, Transaction};
use crate::model::annotation::AnnotationId;
use crate::model::annotator::AnnotatorId;
use crate::model::document::{Document, DocumentId};
use crate::model::label::LabelId;
use crate::model::record::{Field, FieldType, Record, RecordKey, Value};
use crate::model::relation::RelationId;
use crate::model::time::Timestamp;
use crate::text::anchor;
use crate::text::{Text, TextVersion};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The plan for the incoming contents.
#[must_use]
pub fn plan(corpus: &Corpus, incoming: &Incoming, moment: &Moment) -> Import {
    plan_labelled(corpus, incoming, &[], moment)
}

/// The same where it is known what becomes of some labels.
#[must_use]
pub fn plan_labelled(
    corpus: &Corpus,
    incoming: &Incoming,
    choices: &[(LabelId, LabelChoice)],
    moment: &Moment,
) -> Import {
    let report = Report { findings: incoming.findings.clone(), ..Report::default() };
    let mut planning = Planning {
        corpus,
        incoming,
        choices,
        left_out: HashSet::new(),
        now: moment.time,
        people: HashMap::new(),
        instead: HashMap::new(),
        twins: HashSet::new(),
        used: HashSet::new(),
        landings: HashMap::new(),
        landed: HashSet::new(),
        operations: Vec::new(),
        texts: Vec::new(),
        report,
    };
    planning.annotators();
    planning.documents();
    planning.annotations();
    planning.relations();
    planning.labels();
    planning.records();
    let Planning { operations, texts, report, .. } = planning;
    let transaction = (!operations.is_empty())
        .then(|| moment.transaction(corpus, Origin::Import, Action::Import, operations))
        .map(|transaction| Transaction { texts, ..transaction });
    Import { transaction, report }
}

pub(super) struct Planning<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) incoming: &'a Incoming,
    choices: &'a [(LabelId, LabelChoice)],
    /// The annotations whose label is left out, by id.
    left_out: HashSet<Rc<str>>,
    now: Timestamp,
    /// The people of the file who are here under another id.
    pub(super) people: HashMap<AnnotatorId, AnnotatorId>,
    /// Annotations of the file without an id of their own that are here under one.
    pub(super) instead: HashMap<AnnotationId, AnnotationId>,
    /// Of several annotations here with the same span and label, the ones for which one came.
    pub(super) twins: HashSet<AnnotationId>,
    /// The labels of what comes in.
    pub(super) used: HashSet<LabelId>,
    /// By the file's id.
    pub(super) landings: HashMap<&'a DocumentId, Landing>,
    /// Articles that one of the file's stands for: it alone gives them a title.
    landed: HashSet<DocumentId>,
    pub(super) operations: Vec<Operation>,
    texts: Vec<Rc<Text>>,
    pub(super) report: Report,
}

/// The outcome for a row that has an id and a time of its last change.
#[derive(PartialEq)]
pub(super) enum Outcome {
    Added,
    Updated,
    Unchanged,
    Stays,
}

impl<'a> Planning<'a> {
    pub(super) fn found(&mut self, finding: Finding) {
        self.report.findings.push(finding);
    }

    pub(super) fn refuse(&mut self, at: &str, why: impl Into<String>) {
        self.found(Finding::Refused { at: at.to_owned(), why: why.into() });
    }

    pub(super) fn choice(&self, label: &LabelId) -> &'a LabelChoice {
        let choice = self.choices.iter().find(|(of, _)| of == label);
        choice.map_or(&LabelChoice::Add, |(_, choice)| choice)
    }

    fn documents(&mut self) {
        for document in &self.incoming.documents {
            let landing = match self.landings.get(&document.id) {
                Some(_) => Err("expected each article once, found it twice"),
                None => self.document(document),
            };
            match landing {
                Ok(landing) => {
                    self.landed.insert(landing.id.clone());
                    self.landings.insert(&document.id, landing);
                }
                Err(why) => self.refuse(&format!("the article “{}”", document.id), why),
            }
        }
        // Articles that the file only refers to: whether they have the same text there is not known.
        for IncomingAnnotation { document: id, .. } in &self.incoming.annotations {
            if let (None, Some(here)) = (self.landings.get(id), self.corpus.document(id)) {
                self.landings.insert(id, Landing::new(here.id.clone(), here.text.clone(), false));
            }
        }
    }

    fn annotations_of(&self, id: &DocumentId) -> impl Iterator<Item = &'a IncomingAnnotation> {
        self.incoming.annotations.iter().filter(move |annotation| annotation.document == *id)
    }

    /// The identity of an article is its id, then its text.
    fn document(&mut self, document: &IncomingDocument) -> Result<Landing, &'static str> {
        let text = document.text.as_ref().filter(|text| !text.is_empty());
        let text = text.map(|text| Rc::new(Text::new(text.clone())));
        let stated = document.sha256.as_ref().map(|hash| hash.to_ascii_lowercase());
        let hash = text.as_ref().map(|text| text.sha256()).or_else(|| stated.clone());
        if stated.is_some() && stated != hash {
            self.found(Finding::WrongHash(document.id.clone()));
        }
        let corpus = self.corpus;
        let same_text = |here: &&Rc<Document>| hash.as_ref().is_none_or(|hash| here.text.sha256() == *hash);
        // Some tools change white space; what tools tag in is no corrected version.
        let is_tagged = stated.is_none() && self.annotations_of(&document.id).next().is_some();
        let is_alike = |here: &Document| {
            let theirs = text.as_ref().map(|text| text.content().trim_end());
            theirs.is_some_and(|theirs| anchor::is_alike(theirs, here.text.content().trim_end()))
        };
        let is_rebuilt = |here: &&Rc<Document>| document.is_rebuilt && is_alike(here);
        let alike = |here: &&Rc<Document>| (is_tagged || document.is_rebuilt) && is_alike(here);
        let here = corpus.document(&document.id).filter(|here| !here.text.content().is_empty());
        if let Some(here) = here.filter(|here| same_text(here) || alike(here)) {
            return Ok(self.same_document(here, document));
        }
        if let Some(here) = here {
            let landing = Landing::new(here.id.clone(), here.text.clone(), false);
            if text.is_none() || landing.finds_most_of(self.annotations_of(&document.id)) {
                self.found(Finding::OtherText(here.id.clone()));
                self.update_document(&here.id, &here.text, document);
                return Ok(landing);
            }
        }
        let mut twins =
            corpus.documents().filter(|here| hash.is_some() && same_text(here) || is_rebuilt(here));
        match (twins.next(), twins.next(), text) {
            (Some(only), None, _) => Ok(self.same_document(only, document)),
            (_, _, Some(text)) => self.add_document(text, document),
            (_, _, None) => self.document_without_text(document),
        }
    }

    fn same_document(&mut self, here: &Document, document: &IncomingDocument) -> Landing {
        self.update_document(&here.id, &here.text, document);
        Landing::new(here.id.clone(), here.text.clone(), true)
    }

    fn add_document(&mut self, text: Rc<Text>, document: &IncomingDocument) -> Result<Landing, &'static str> {
        if text.blocks().is_empty() {
            return Err("expected some text, found nothing but white space");
        }
        let id = self.free_id(&document.id, Some(text.version()));
        if id != document.id {
            self.found(Finding::AddedBeside { id: document.id.clone(), new: id.clone() });
        }
        if self.corpus.record(&id.key()).is_some_and(|record| record.is_deleted()) {
            self.found(Finding::DocumentCameBack(id.clone()));
        }
        let mut fields = vec![(Field::Text, text.version().value())];
        let untitled = document.id.untitled(&text);
        let title = document.title.as_ref().filter(|title| **title != untitled);
        fields.extend(title.map(|title| (Field::Title, Value::Text(title.clone()))));
        self.put(id.key(), with(fields, &document.foreign));
        self.texts.push(text.clone());
        self.report.documents.push(id.clone());
        Ok(Landing::new(id, text, true))
    }

    /// Its annotations are kept without a place, until a file brings its text.
    fn document_without_text(&mut self, document: &IncomingDocument) -> Result<Landing, &'static str> {
        if self.annotations_of(&document.id).next().is_none() {
            return Err("expected its text, as this article is not here; found none");
        }
        self.found(Finding::WithoutText(document.id.clone()));
        let id = self.free_id(&document.id, None);
        let text = Rc::new(Text::new(""));
        self.update_document(&id, &text, document);
        Ok(Landing::new(id, text, false))
    }

    /// The wanted id, or one with a number behind it. An article that was removed here keeps its id, unless it
    /// is the one that comes: its own annotations would come back with another.
    fn free_id(&self, wanted: &DocumentId, version: Option<TextVersion>) -> DocumentId {
        let was_another = |record: &Record| {
            let text: Option<TextVersion> = record.get(&Field::Text);
            record.is_deleted() && (version.is_none() || text.is_some() && text != version)
        };
        let is_free = |id: &DocumentId| {
            !self.landed.contains(id)
                && self.corpus.document(id).is_none_or(|here| here.text.content().is_empty())
                && !self.corpus.record(&id.key()).is_some_and(|record| was_another(record))
        };
        let numbered = (2..).map(|n: u32| DocumentId(format!("{wanted} ({n})").into()));
        std::iter::once(wanted.clone()).chain(numbered).find(is_free).unwrap_or_default()
    }

    /// The title and the other fields of an article that is here already. Of those that are known, the ones here stay.
    fn update_document(&mut self, id: &DocumentId, text: &Text, document: &IncomingDocument) {
        if self.landed.contains(id) {
            return;
        }
        let record = self.corpus.record(&id.key());
        let untitled = document.id.untitled(text);
        let title = document.title.as_ref().filter(|title| **title != untitled);
        let fields = title.map(|title| (Field::Title, Value::Text(title.clone()))).into_iter().collect();
        let mut writes = differences(record.map(|record| &**record), with(fields, &document.foreign));
        writes.retain(|Write { field, before, .. }| {
            let is_known = !matches!(field, Field::Foreign(_) | Field::Unknown(_));
            let stays = is_known && before.as_ref().is_some_and(|ours| *ours != Value::text(""));
            if stays {
                self.report.findings.push(Finding::OtherField(id.clone(), field.clone()));
            }
            !stays
        });
        if !writes.is_empty() {
            self.operations.push(Operation { record: id.key(), writes });
        }
    }

    fn annotations(&mut self) {
        let mut seen = HashSet::new();
        for annotation in &self.incoming.annotations {
            let IncomingAnnotation { at, id, .. } = annotation;
            if !seen.insert(id) {
                self.refuse(at, format!("expected each id once, found {id} again"));
            } else if let Err(why) = self.annotation(annotation) {
                self.refuse(at, why);
            }
        }
    }

    #[inline(never)] // See the crate's documentation.
    fn annotation(&mut self, annotation: &IncomingAnnotation) -> Result<(), String> {
        let IncomingAnnotation { id, document, .. } = annotation;
        let label = match self.choice(&annotation.label) {
            LabelChoice::Add => &annotation.label,
            LabelChoice::Take(other) => other,
            LabelChoice::LeaveOut => {
                self.left_out.insert(id.to_string().into());
                return Ok(());
            }
        };
        let landing = self
            .landings
            .get(document)
            .ok_or_else(|| format!("expected an article that is here or in the file, found “{document}”"))?;
        let landed = landing.place(annotation)?;
        let here = self.corpus.annotation(*id);
        let same = self.same(*id, label, landing, &landed.target).unwrap_or_default();
        let is_there = here.is_some_and(|here| landing.is_at(&landed.target, here));
        let document = landing.id.0.clone();
        if let Some(same) = self.one_of(&same) {
            self.instead.insert(*id, same);
            self.note(same, annotation);
            return Ok(());
        }
        let [created, modified] = [annotation.created, annotation.modified].map(|time| self.dated(time));
        let mut fields = vec![
            (Field::Document, Value::Text(document)),
            (Field::Label, Value::Text(label.0.clone())),
            (Field::Note, Value::Text(annotation.note.clone())),
            (Field::Annotator, self.annotator(annotation.annotator)),
            (Field::Created, Value::Number(created.millis())),
            (Field::Modified, Value::Number(modified.millis())),
        ];
        if here.is_some() && annotation.modified == Timestamp::default() {
            // It does not say when, so it contradicts nothing.
            fields.retain(|(field, _)| !matches!(field, Field::Created | Field::Modified));
        }
        if !is_there {
            fields.push((Field::Target, Value::Target(landed.target)));
        }
        let fields = with(fields, &annotation.foreign);
        let outcome = self.bring(id.key(), fields, annotation.modified, &landed.words, here.is_some());
        if matches!(outcome, Outcome::Added | Outcome::Updated) {
            self.used.insert(label.clone());
        }
        match outcome {
            Outcome::Added => self.report.added += 1,
            Outcome::Updated => self.report.updated += 1,
            Outcome::Unchanged => self.report.unchanged += 1,
            Outcome::Stays => {}
        }
        if let (Outcome::Added | Outcome::Updated, Some(finding)) = (outcome, landed.finding) {
            self.found(finding);
        }
        Ok(())
    }

    /// When a file does not say when something was made, it is made now.
    fn dated(&self, time: Timestamp) -> Timestamp {
        if time == Timestamp::default() { self.now } else { time }
    }

    fn relations(&mut self) {
        let mut seen = HashSet::new();
        for relation in &self.incoming.relations {
            let IncomingRelation { id, kind, from, to, note, annotator, created, modified, .. } = relation;
            if !seen.insert(id) {
                self.refuse(&format!("the relation “{id}”"), "expected each id once, found it again");
                continue;
            }
            let is_left_out = [from, to].iter().any(|end| self.left_out.contains(*end));
            let [from, to] = [from, to].map(|end| self.end(end));
            if is_left_out || self.is_linked(id, kind, [&from, &to]) {
                continue;
            }
            let key = RelationId(id.clone()).key();
            let [made, changed] = [*created, *modified].map(|time| self.dated(time));
            let fields = vec![
                (Field::Type, Value::Text(kind.clone())),
                (Field::From, Value::Text(from)),
                (Field::To, Value::Text(to)),
                (Field::Note, Value::Text(note.clone())),
                (Field::Annotator, self.annotator(*annotator)),
                (Field::Created, Value::Number(made.millis())),
                (Field::Modified, Value::Number(changed.millis())),
            ];
            let fields = with(fields, &relation.foreign);
            let is_here = self.corpus.record(&key).is_some_and(|record| !record.is_deleted());
            let outcome = self.bring(key, fields, *modified, kind, is_here);
            self.report.relations += usize::from(outcome == Outcome::Added);
        }
    }

    /// A record that is not here (or not whole) comes in as it is in the file; of one that is here in another version, the
    /// one that was changed later stands, and the person is told.
    pub(super) fn bring(
        &mut self,
        key: RecordKey,
        fields: Vec<(Field, Value)>,
        modified: Timestamp,
        words: &Rc<str>,
        is_here: bool,
    ) -> Outcome {
        let record = self.corpus.record(&key).map(|record| &**record);
        if !is_here {
            if record.is_some_and(Record::is_deleted) {
                self.found(Finding::CameBack { quote: words.clone() });
            }
            self.put(key, fields);
            return Outcome::Added;
        }
        let writes = differences(record, fields);
        if writes.is_empty() {
            return Outcome::Unchanged;
        }
        let adds = |write: &Write| {
            matches!(write.field, Field::Foreign(_) | Field::Unknown(_)) && write.before.is_none()
        };
        if !writes.iter().all(adds) {
            let ours = record.and_then(|record| record.number(&Field::Modified)).unwrap_or_default();
            let file_wins = modified.millis() > ours;
            self.found(Finding::Conflict { quote: words.clone(), file_wins });
            if !file_wins {
                return Outcome::Stays;
            }
        }
        self.operations.push(Operation { record: key, writes });
        Outcome::Updated
    }

    /// Makes the record, brings it back, or brings it up to date; nothing when it is just so already.
    pub(super) fn put(&mut self, key: RecordKey, fields: Vec<(Field, Value)>) {
        let Some(record) = self.corpus.record(&key) else {
            return self.operations.push(Operation::create(key, fields));
        };
        let mut operation = Operation { record: key.clone(), writes: differences(Some(record), fields) };
        if record.is_deleted() {
            operation.writes.extend(Operation::restore(key).writes);
        }
        if !operation.writes.is_empty() {
            self.operations.push(operation);
        }
    }
}

/// Fields of ours with foreign ones, which count where both have one.
fn with(mut fields: Vec<(Field, Value)>, foreign: &ForeignFields) -> Vec<(Field, Value)> {
    fields.retain(|(field, _)| foreign.iter().all(|(other, _)| other != field));
    fields.extend(foreign.iter().cloned());
    fields
}

/// The fields that the record does not hold just so. An empty text and an empty field are the same.
pub(super) fn differences(record: Option<&Record>, fields: Vec<(Field, Value)>) -> Vec<Write> {
    let empty = Value::text("");
    let here = |field: &Field| record.and_then(|record| record.value(field)).cloned();
    let writes =
        fields.into_iter().map(|(field, value)| Write { before: here(&field), field, after: Some(value) });
    writes
        .filter(|write| write.before.as_ref().unwrap_or(&empty) != write.after.as_ref().unwrap_or(&empty))
        .collect()
}

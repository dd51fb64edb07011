//! Commands: the edits that a person can ask for, and the transaction that each of them means.
//!
//! [`plan`] is pure: called and dropped, it tells if a button may be pressed; called and applied, it is the
//! edit. Commands do not know how they were given, nor what becomes of the transaction.

mod go_back;

use crate::corpus::Corpus;
use crate::edit::operation::{Operation, Write};
use crate::edit::transaction::{Action, Origin, Transaction};
use crate::import::{self, Incoming};
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::annotator::{Annotator, AnnotatorId};
use crate::model::document::{Document, DocumentId};
use crate::model::label::LabelId;
use crate::model::record::{Field, FieldType, RecordKey, ReplicaId, Stamp, Value};
use crate::model::setting::{Setting, SettingId};
use crate::model::time::Timestamp;
use crate::text::anchor;
use crate::text::span::Span;
use std::rc::Rc;
use uuid::Uuid;

/// An edit that a person can ask for.
#[derive(Clone, Debug)]
pub enum Command {
    /// Tags a span, without the white space and invisible marks at its ends.
    Tag {
        /// Article of the span.
        document: DocumentId,
        /// Span of the article's text.
        span: Span,
        /// Label that it gets.
        label: LabelId,
    },
    /// Tags many spans with one label, as one step. Spans that have the label already, or hold no word, are
    /// skipped.
    TagAll {
        /// Spans, each with its article. Equal ones stand next to each other, as sorting puts them.
        spans: Rc<[(DocumentId, Span)]>,
        /// Label that they get.
        label: LabelId,
    },
    /// Gives annotations another label. Annotations that cannot have it are skipped.
    Relabel {
        /// Annotations to relabel.
        annotations: Vec<AnnotationId>,
        /// Label that they get.
        label: LabelId,
    },
    /// Writes the note of an annotation.
    SetNote {
        /// Annotation with the note.
        annotation: AnnotationId,
        /// The whole note.
        note: Rc<str>,
    },
    /// Deletes annotations.
    Delete {
        /// Annotations to delete.
        annotations: Vec<AnnotationId>,
    },
    /// Restores a deleted annotation.
    Undelete {
        /// Annotation to restore.
        annotation: AnnotationId,
    },
    /// Gives an annotation another place in its article, without what nobody sees at the ends.
    Reanchor {
        /// Annotation to move.
        annotation: AnnotationId,
        /// Span of the article's text.
        span: Span,
    },
    /// Decides which value a field holds that two pages wrote at the same time.
    Settle {
        /// Record of the field.
        record: RecordKey,
        /// The field.
        field: Field,
        /// Value that it holds from now on.
        value: Option<Value>,
    },
    /// Gives settings values, by their names, as one step.
    Decide(Vec<(Rc<str>, Rc<str>)>),
    /// Restores everything as it was in that corpus.
    GoBack(Rc<Corpus>),
    /// Gives an article another title. An empty one stands for its first words.
    Rename {
        /// Article to rename.
        document: DocumentId,
        /// Title that it gets.
        title: Rc<str>,
    },
    /// Removes an article with its annotations.
    RemoveDocument {
        /// Article to remove.
        document: DocumentId,
    },
    /// Changes a setting of the page. That is no step of the history.
    Set {
        /// Name of the setting.
        setting: Rc<str>,
        /// Value that it gets.
        value: Rc<str>,
    },
    /// Gives the annotator a name.
    SetName {
        /// Name, which may be empty.
        name: Rc<str>,
    },
    /// Takes in the contents of files.
    Import(Rc<Incoming>),
}

/// Circumstances of a command that core cannot know by itself: time, random bits, page and person.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Time of the command.
    pub time: Timestamp,
    /// Fresh random bits, for ids.
    pub random: u128,
    /// Load of the page that gives the command.
    pub replica: ReplicaId,
    /// Person who gives it.
    pub annotator: AnnotatorId,
}

/// Reason why a command does nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// Nothing would change.
    #[error("Nothing to change.")]
    NothingToDo,
    /// The selection holds no word.
    #[error("Select some words first.")]
    NothingSelected,
    /// The article is not here.
    #[error("The article “{0}” is not here any more.")]
    NoDocument(DocumentId),
    /// The annotation is not here.
    #[error("This annotation is not here any more.")]
    NoAnnotation(AnnotationId),
    /// The label is not here.
    #[error("There is no label “{0}”.")]
    NoLabel(LabelId),
    /// The article is built in.
    #[error("This article comes with the page and cannot be removed.")]
    NotRemovable,
    /// The same words have that label already, by the same annotator.
    #[error("These words have this label already.")]
    AlreadyTagged(AnnotationId),
}

impl Moment {
    /// The `n`th id of this moment (UUID version 7, RFC 9562 5.7).
    #[must_use]
    pub fn uuid(&self, n: u64) -> Uuid {
        let random = self.random.wrapping_add(u128::from(n)).to_be_bytes();
        let mut tail = [0; 10];
        tail.copy_from_slice(&random[6..]);
        uuid::Builder::from_unix_timestamp_millis(self.time.millis(), &tail).into_uuid()
    }

    /// Makes a transaction of this moment.
    #[must_use]
    pub fn transaction(
        &self,
        corpus: &Corpus,
        origin: Origin,
        action: Action,
        operations: Vec<Operation>,
    ) -> Transaction {
        let stamp: Stamp = corpus.next_stamp(self.replica);
        Transaction { stamp, time: self.time, origin, action, texts: Vec::new(), operations }
    }
}

/// Plans a command: the transaction that it means for the corpus.
///
/// # Errors
/// A [`Rejection`], when it would change nothing, or names something that is not here.
pub fn plan(corpus: &Corpus, command: &Command, moment: &Moment) -> Result<Transaction, Rejection> {
    let user = |action, operations| Ok(moment.transaction(corpus, Origin::User, action, operations));
    match command {
        Command::Tag { document, span, label } => {
            user(Action::Tag, vec![tag(corpus, document, *span, label, moment, 0)?])
        }
        Command::TagAll { spans, label } => user(Action::Tag, tag_all(corpus, spans, label, moment)?),
        Command::Relabel { annotations, label } => {
            user(Action::Relabel, relabel(corpus, annotations, label, moment)?)
        }
        Command::SetNote { annotation, note } => {
            let annotation = known(corpus, *annotation)?;
            user(
                Action::Note,
                vec![edit(corpus, annotation, Field::Note, Value::Text(note.clone()), moment)?],
            )
        }
        Command::Delete { annotations } => {
            let keys = annotations.iter().map(|id| Ok(known(corpus, *id)?.id.key()));
            let mut keys: Vec<_> = keys.collect::<Result<_, _>>()?;
            keys.sort();
            keys.dedup();
            let operations: Vec<_> = keys.into_iter().map(Operation::delete).collect();
            if operations.is_empty() {
                return Err(Rejection::NothingToDo);
            }
            user(Action::Delete, operations)
        }
        Command::Undelete { annotation } => {
            let deleted = corpus.record(&annotation.key()).is_some_and(|record| record.is_deleted());
            let restored = deleted.then(|| Operation::restore(annotation.key()));
            user(Action::Restore, vec![restored.ok_or(Rejection::NothingToDo)?])
        }
        Command::Reanchor { annotation, span } => {
            let annotation = known(corpus, *annotation)?;
            let document = known_document(corpus, &annotation.document)?;
            let text = document.text.content();
            let span = Span::new(text, span.start(), span.end()).ok().and_then(|span| span.trimmed(text));
            let span = span.ok_or(Rejection::NothingSelected)?;
            not_yet_tagged(corpus, &document.id, span, &annotation.label, annotation.annotator)?;
            let target = Value::Target(anchor::target(&document.text, span));
            user(Action::Reanchor, vec![edit(corpus, annotation, Field::Target, target, moment)?])
        }
        Command::Settle { record, field, value } => {
            let before = corpus.record(record).and_then(|record| record.value(field)).cloned();
            let write = Write { field: field.clone(), before, after: value.clone() };
            user(Action::Settle, vec![Operation { record: record.clone(), writes: vec![write] }])
        }
        Command::GoBack(then) => {
            let operations = go_back::operations(corpus, then);
            if operations.is_empty() {
                return Err(Rejection::NothingToDo);
            }
            user(Action::GoBack, operations)
        }
        Command::Rename { document, title } => {
            let title = title.trim();
            let known = known_document(corpus, document)?;
            let untitled = known.id.untitled(&known.text);
            let title = (!title.is_empty() && title != &*untitled).then(|| Value::text(title));
            user(Action::Rename, vec![set(corpus, document.key(), Field::Title, title)?])
        }
        Command::RemoveDocument { document } => {
            let known = known_document(corpus, document)?;
            if !is_removable(corpus, &known.id) {
                return Err(Rejection::NotRemovable);
            }
            user(Action::RemoveDocument, vec![Operation::delete(document.key())])
        }
        Command::Set { setting, value } => {
            let operations = vec![set_setting(corpus, setting, value)?];
            Ok(moment.transaction(corpus, Origin::Setup, Action::Setting, operations))
        }
        Command::Decide(settings) => {
            let operations = settings.iter().flat_map(|(name, value)| set_setting(corpus, name, value));
            let operations: Vec<_> = operations.collect();
            if operations.is_empty() {
                return Err(Rejection::NothingToDo);
            }
            user(Action::Setting, operations)
        }
        Command::SetName { name } => {
            let name = Value::text(name.trim());
            user(Action::Setting, vec![set(corpus, moment.annotator.key(), Field::Name, Some(name))?])
        }
        Command::Import(incoming) => {
            import::plan(corpus, incoming, moment).transaction.ok_or(Rejection::NothingToDo)
        }
    }
}

/// Makes the annotator known to the project, before the first edit. `None` when that was done before.
#[must_use]
pub fn introduce(corpus: &Corpus, moment: &Moment) -> Option<Transaction> {
    if introduced(corpus).is_some() {
        return None;
    }
    let annotator = Annotator { id: moment.annotator, name: Rc::default() };
    let setting = Setting { id: SETTING_ANNOTATOR.into(), value: moment.annotator.to_string().into() };
    let operations = vec![
        Operation::create(annotator.id.key(), annotator.fields()),
        Operation::create(setting.id.key(), setting.fields()),
    ];
    Some(moment.transaction(corpus, Origin::Setup, Action::Setting, operations))
}

/// Annotator who was made known to the project.
#[must_use]
pub fn introduced(corpus: &Corpus) -> Option<AnnotatorId> {
    AnnotatorId::parse(corpus.setting(SETTING_ANNOTATOR)?)
}

/// Name of the setting that says who tags here.
const SETTING_ANNOTATOR: &str = "annotator";

/// True if the article may be removed: all may but the built-in ones.
#[must_use]
pub fn is_removable(corpus: &Corpus, document: &DocumentId) -> bool {
    let record = corpus.record(&document.key());
    record.and_then(|record| record.cell(&Field::Text)).is_none_or(|cell| cell.stamp != Stamp::default())
}

fn tag(
    corpus: &Corpus,
    document: &DocumentId,
    span: Span,
    label: &LabelId,
    moment: &Moment,
    number: u64,
) -> Result<Operation, Rejection> {
    known_label(corpus, label)?;
    let document = known_document(corpus, document)?;
    let text = document.text.content();
    // The text may have become another since the words were selected.
    let span = Span::new(text, span.start(), span.end()).ok().and_then(|span| span.trimmed(text));
    let span = span.ok_or(Rejection::NothingSelected)?;
    not_yet_tagged(corpus, &document.id, span, label, moment.annotator)?;
    let fields = [
        (Field::Document, document.id.value()),
        (Field::Label, label.value()),
        (Field::Target, Value::Target(anchor::target(&document.text, span))),
        (Field::Annotator, moment.annotator.value()),
        (Field::Created, moment.time.value()),
        (Field::Modified, moment.time.value()),
    ];
    Ok(Operation::create(AnnotationId(moment.uuid(number)).key(), fields))
}

/// Tags each of the spans, once where neighbours are equal.
fn tag_all(
    corpus: &Corpus,
    spans: &[(DocumentId, Span)],
    label: &LabelId,
    moment: &Moment,
) -> Result<Vec<Operation>, Rejection> {
    let mut refused = Rejection::NothingToDo;
    let mut operations = Vec::with_capacity(spans.len());
    for (same, number) in spans.chunk_by(|one, other| one == other).zip(0..) {
        let (document, span) = &same[0];
        match tag(corpus, document, *span, label, moment, number) {
            Ok(operation) => operations.push(operation),
            Err(why) => refused = why,
        }
    }
    if operations.is_empty() { Err(refused) } else { Ok(operations) }
}

/// Gives each of the annotations the label, unless it has it, or another annotation of the same place has or
/// gets it.
fn relabel(
    corpus: &Corpus,
    annotations: &[AnnotationId],
    label: &LabelId,
    moment: &Moment,
) -> Result<Vec<Operation>, Rejection> {
    known_label(corpus, label)?;
    let mut operations: Vec<Operation> = Vec::new();
    let mut placed: Vec<&Annotation> = Vec::new();
    let mut refused = Rejection::NothingToDo;
    for id in annotations {
        let annotation = known(corpus, *id)?;
        if annotation.label == *label || operations.iter().any(|operation| operation.record == id.key()) {
            continue;
        }
        let is_same = |other: &&&Annotation| {
            other.document == annotation.document
                && other.place == annotation.place
                && other.annotator == annotation.annotator
        };
        let twin = placed.iter().find(is_same).map_or(Ok(()), |twin| Err(Rejection::AlreadyTagged(twin.id)));
        let free = annotation.span().map_or(Ok(()), |span| {
            twin.and(not_yet_tagged(corpus, &annotation.document, span, label, annotation.annotator))
        });
        if let Err(why) = free {
            refused = why;
            continue;
        }
        operations.push(edit(corpus, annotation, Field::Label, label.value(), moment)?);
        placed.push(annotation);
    }
    if operations.is_empty() { Err(refused) } else { Ok(operations) }
}

/// Writes one field of an annotation, and the time of its change.
fn edit(
    corpus: &Corpus,
    annotation: &Annotation,
    field: Field,
    value: Value,
    moment: &Moment,
) -> Result<Operation, Rejection> {
    let mut operation = set(corpus, annotation.id.key(), field, Some(value))?;
    let record = corpus.record(&operation.record);
    let before = record.and_then(|record| record.value(&Field::Modified)).cloned();
    let after = Some(moment.time.value());
    operation.writes.push(Write { field: Field::Modified, before, after });
    Ok(operation)
}

/// Writes one field. An empty text and an empty field are the same.
fn set(
    corpus: &Corpus,
    record: RecordKey,
    field: Field,
    after: Option<Value>,
) -> Result<Operation, Rejection> {
    let before = corpus.record(&record).and_then(|record| record.value(&field)).cloned();
    let empty = Value::text("");
    if before.as_ref().unwrap_or(&empty) == after.as_ref().unwrap_or(&empty) {
        return Err(Rejection::NothingToDo);
    }
    Ok(Operation { record, writes: vec![Write { field, before, after }] })
}

fn set_setting(corpus: &Corpus, name: &Rc<str>, value: &Rc<str>) -> Result<Operation, Rejection> {
    set(corpus, SettingId(name.clone()).key(), Field::Value, Some(Value::Text(value.clone())))
}

fn known(corpus: &Corpus, id: AnnotationId) -> Result<&Rc<Annotation>, Rejection> {
    corpus.annotation(id).ok_or(Rejection::NoAnnotation(id))
}

fn known_document<'a>(corpus: &'a Corpus, id: &DocumentId) -> Result<&'a Rc<Document>, Rejection> {
    corpus.document(id).ok_or_else(|| Rejection::NoDocument(id.clone()))
}

fn known_label(corpus: &Corpus, label: &LabelId) -> Result<(), Rejection> {
    corpus.labels().get(label).map(|_| ()).ok_or_else(|| Rejection::NoLabel(label.clone()))
}

fn not_yet_tagged(
    corpus: &Corpus,
    document: &DocumentId,
    span: Span,
    label: &LabelId,
    annotator: AnnotatorId,
) -> Result<(), Rejection> {
    let Some(document) = corpus.document(document) else { return Ok(()) };
    let same = document.tagged(span, label).find(|other| other.annotator == annotator);
    same.map_or(Ok(()), |same| Err(Rejection::AlreadyTagged(same.id)))
}

//! Words for edits: the step behind "Undo", the words of an annotation, the two values of a conflict.

use super::{counted, quoted};
use crate::app::offer::DISMISSED;
use glossator_core::corpus::Corpus;
use glossator_core::edit::conflict::Overwritten;
use glossator_core::edit::history::Revert;
use glossator_core::edit::operation::Write;
use glossator_core::edit::transaction::{Action, Origin, Transaction};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::label::LabelId;
use glossator_core::model::record::{Field, Kind, Record, Target, Value};

/// There is no step to undo.
pub const NOTHING_TO_UNDO: &str = "Nothing to undo.";
/// There is no step to redo.
pub const NOTHING_TO_REDO: &str = "Nothing to redo.";

/// "Undone: tag “Istanbul” as Location.", and the parts that others changed since.
#[must_use]
pub fn reverted(corpus: &Corpus, revert: &Revert, is_undo: bool) -> String {
    let done = if is_undo { "Undone" } else { "Done again" };
    let left = match revert.left.len() {
        0 => String::new(),
        left => format!(" {} changed elsewhere since. That stays.", counted(left, "part")),
    };
    format!("{done}: {}.{left}", step(corpus, &revert.step))
}

/// "tag “Istanbul” as Location", to stand behind "Undo" or "Undone:".
#[must_use]
pub fn step(corpus: &Corpus, transaction: &Transaction) -> String {
    // A file may have brought thousands, and this is asked at every change.
    let count = transaction.operations.iter().filter(|one| one.record.kind == Kind::Annotation).count();
    let first = transaction.annotations().next();
    let words = match (count, first) {
        (1, Some(only)) => quoted(&words_of(corpus, only)),
        _ => counted(count, "annotation"),
    };
    let label = first.and_then(|id| label_of(corpus, id)).unwrap_or_default();
    match transaction.action {
        Action::Tag => format!("tag {words} as {label}"),
        Action::Relabel => format!("relabel {words}"),
        Action::Note => format!("note on {words}"),
        Action::Delete => format!("delete {words}"),
        Action::Rename => "rename article".to_owned(),
        Action::RemoveDocument => "remove article".to_owned(),
        Action::Setting => setting(transaction),
        Action::Import => "open file".to_owned(),
        Action::Restore => format!("restore {words}"),
        Action::Reanchor => format!("move {words}"),
        Action::Settle => "choice between two versions".to_owned(),
        Action::GoBack => "go back to a backup".to_owned(),
        Action::Unknown(_) => "an edit of a newer version".to_owned(),
    }
}

/// The name of a person, or the strings for which nobody wants hints, or for which there are hints again.
fn setting(transaction: &Transaction) -> String {
    let mut hints = transaction.operations.iter().filter_map(|operation| {
        let words = operation.record.id.strip_prefix(DISMISSED)?;
        // What was undone is called by what it did.
        let is_undone = transaction.origin == Origin::Undo;
        let value = |write: &Write| if is_undone { write.before.clone() } else { write.after.clone() };
        Some((words, operation.writes.iter().any(|write| value(write) == Some(Value::text("on")))))
    });
    match (hints.next(), hints.count()) {
        (None, _) => "change name".to_owned(),
        (Some((words, true)), 0) => format!("no hints for {}", quoted(words)),
        (Some((words, false)), 0) => format!("hints for {}", quoted(words)),
        (Some(_), others) => format!("hints for {}", counted(others + 1, "string")),
    }
}

/// "Two tabs changed the note on “Istanbul” at the same time. …"
#[must_use]
pub fn overwritten(corpus: &Corpus, lost: &Overwritten) -> String {
    let here = corpus.record(&lost.record).and_then(|record| record.value(&lost.field));
    let value = |value| value_words(corpus, &lost.field, value);
    let (field, here, other) = (field(corpus, lost), value(here), value(lost.value.as_ref()));
    format!("Two tabs changed {field} at the same time. Now it is {here}, the other was {other}.")
}

/// "the note on “Istanbul”".
fn field(corpus: &Corpus, lost: &Overwritten) -> String {
    let words = AnnotationId::of(&lost.record).map(|id| quote(corpus, id)).unwrap_or_default();
    match lost.field {
        Field::Label => format!("the label of {words}"),
        Field::Note => format!("the note on {words}"),
        Field::Target => format!("the place of {words}"),
        Field::Title => "the title of an article".to_owned(),
        Field::Name => "a name".to_owned(),
        _ => format!("the {} of {words}", lost.field),
    }
}

/// The content of a field.
fn value_words(corpus: &Corpus, field: &Field, value: Option<&Value>) -> String {
    match value {
        Some(Value::Text(label)) if *field == Field::Label => {
            corpus.labels().name(&LabelId(label.clone())).to_owned()
        }
        Some(Value::Text(text)) if !text.is_empty() => quoted(text),
        Some(Value::Target(target)) => {
            target_words(corpus, target).as_deref().map_or_else(String::new, quoted)
        }
        _ => "empty".to_owned(),
    }
}

/// The tagged words in quotes, also of an annotation that was deleted.
#[must_use]
pub fn quote(corpus: &Corpus, id: AnnotationId) -> String {
    quoted(&words_of(corpus, id))
}

/// The tagged words, also of an annotation that was deleted.
fn words_of(corpus: &Corpus, id: AnnotationId) -> String {
    if let Some(annotation) = corpus.annotation(id)
        && let Some(document) = corpus.document(&annotation.document)
    {
        return annotation.quote(&document.text).to_owned();
    }
    let record = corpus.record(&id.key());
    record.and_then(|record| stored_words(corpus, record)).unwrap_or_default()
}

fn stored_words(corpus: &Corpus, record: &Record) -> Option<String> {
    match record.value(&Field::Target)? {
        Value::Target(target) => target_words(corpus, target),
        _ => None,
    }
}

fn target_words(corpus: &Corpus, target: &Target) -> Option<String> {
    match target {
        Target::Anchored { text, start, end } => {
            let text = corpus.text(*text)?;
            Some(text.span(*start, *end)?.of(text.content()).to_owned())
        }
        Target::Unplaced(quotation) => Some(quotation.quote.to_string()),
    }
}

fn label_of(corpus: &Corpus, id: AnnotationId) -> Option<String> {
    let label = LabelId(corpus.record(&id.key())?.text(&Field::Label)?.clone());
    Some(corpus.labels().name(&label).to_owned())
}

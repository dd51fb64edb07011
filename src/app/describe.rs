//! Putting into words what a step did, for the undo button and the messages.

use super::store::State;
use glossator_core::corpus::Corpus;
use glossator_core::edit::conflict::Overwritten;
use glossator_core::edit::transaction::{Action, Transaction};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::label::LabelId;
use glossator_core::model::record::{Field, Kind, Record, Target, Value};

/// What undo would take back.
#[must_use]
pub fn next_undo(state: &State) -> Option<String> {
    state.history().next_undo().map(|next| step(state.corpus(), next))
}

/// What redo would do again.
#[must_use]
pub fn next_redo(state: &State) -> Option<String> {
    state.history().next_redo().map(|next| step(state.corpus(), next))
}

/// "tag “Istanbul” as Location", to stand behind "Undo" or "Undone:".
#[must_use]
pub fn step(corpus: &Corpus, transaction: &Transaction) -> String {
    // A file may have brought thousands, and this is asked at every change.
    let count = transaction.operations.iter().filter(|one| one.record.kind == Kind::Annotation).count();
    let first = annotations_of(transaction).next();
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
        Action::Setting => "change name".to_owned(),
        Action::Import => "open file".to_owned(),
        Action::Restore => format!("restore {words}"),
        Action::Reanchor => format!("move {words}"),
        Action::Settle => "choice between two versions".to_owned(),
        Action::GoBack => "go back to a backup".to_owned(),
        Action::Unknown(_) => "an edit of a newer version".to_owned(),
    }
}

/// "the note on “Istanbul”": whose field it is that two pages wrote.
#[must_use]
pub fn field(corpus: &Corpus, lost: &Overwritten) -> String {
    let words = AnnotationId::of(&lost.record).map(|id| words(corpus, id)).unwrap_or_default();
    match lost.field {
        Field::Label => format!("the label of {words}"),
        Field::Note => format!("the note on {words}"),
        Field::Target => format!("the place of {words}"),
        Field::Title => "the title of an article".to_owned(),
        _ => "a name".to_owned(),
    }
}

/// What such a field holds.
#[must_use]
pub fn value(corpus: &Corpus, field: &Field, value: Option<&Value>) -> String {
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
pub fn words(corpus: &Corpus, id: AnnotationId) -> String {
    quoted(&words_of(corpus, id))
}

/// The annotations that a transaction writes.
pub fn annotations_of(transaction: &Transaction) -> impl Iterator<Item = AnnotationId> {
    let records = transaction.operations.iter().map(|operation| &operation.record);
    records
        .filter(|record| record.kind == Kind::Annotation)
        .filter_map(|record| AnnotationId::parse(&record.id))
}

/// In curly quotes, short enough for a message, and isolated so that Arabic or Hebrew words do not turn the
/// sentence around them.
#[must_use]
pub fn quoted(words: &str) -> String {
    format!("“\u{2068}{}\u{2069}”", shortened(words))
}

/// The first words, on one line.
#[must_use]
pub fn shortened(words: &str) -> String {
    const LONGEST: usize = 40;
    let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = folded.char_indices().nth(LONGEST).map(|(at, _)| &folded[..at]);
    cut.map_or_else(|| folded.clone(), |cut| format!("{}…", cut.trim_end()))
}

/// "1 annotation", "2 annotations".
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
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

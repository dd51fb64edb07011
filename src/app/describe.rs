//! Putting into words what a step did, for the undo button and the messages.

use super::store::State;
use glossator_core::annotation::AnnotationId;
use glossator_core::corpus::Corpus;
use glossator_core::label::LabelId;
use glossator_core::record::{Field, Kind, Record, Target, Value};
use glossator_core::transaction::{Action, Transaction};

/// What undo would take back.
#[must_use]
pub fn next_undo(state: &State) -> Option<String> {
    state.history.next_undo().map(|next| step(&state.corpus, next))
}

/// What redo would do again.
#[must_use]
pub fn next_redo(state: &State) -> Option<String> {
    state.history.next_redo().map(|next| step(&state.corpus, next))
}

/// "tag “Istanbul” as Location", to stand behind "Undo" or "Undone:".
#[must_use]
pub fn step(corpus: &Corpus, transaction: &Transaction) -> String {
    let annotations: Vec<_> = annotations_of(transaction).collect();
    let words = match &*annotations {
        [only] => quoted(&words_of(corpus, *only)),
        several => counted(several.len(), "annotation"),
    };
    let label = annotations.first().and_then(|id| label_of(corpus, *id)).unwrap_or_default();
    match transaction.action {
        Action::Tag => format!("tag {words} as {label}"),
        Action::Relabel => format!("relabel {words}"),
        Action::Note => format!("note on {words}"),
        Action::Delete => format!("delete {words}"),
        Action::Rename => "rename article".to_owned(),
        Action::RemoveDocument => "remove article".to_owned(),
        Action::Setting => "change name".to_owned(),
        Action::Import => "open file".to_owned(),
    }
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
        Value::Target(Target::Anchored { text, start, end }) => {
            let text = corpus.text(*text)?;
            Some(text.span(*start, *end)?.of(text.content()).to_owned())
        }
        Value::Target(Target::Unplaced(quotation)) => Some(quotation.quote.to_string()),
        _ => None,
    }
}

fn label_of(corpus: &Corpus, id: AnnotationId) -> Option<String> {
    let label = LabelId(corpus.record(&id.key())?.text(&Field::Label)?.clone());
    Some(corpus.labels().name(&label).to_owned())
}

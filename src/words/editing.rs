//! Words for edits: the step behind "Undo", the words of an annotation, the two values of a conflict.

use super::{counted, quoted, remarks};
use crate::app::offer::DISMISSED;
use glossator_core::corpus::Corpus;
use glossator_core::edit::conflict::Overwritten;
use glossator_core::edit::history::Revert;
use glossator_core::edit::operation::Write;
use glossator_core::edit::transaction::{Action, Origin, Transaction};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::DocumentId;
use glossator_core::model::entity::EntityId;
use glossator_core::model::label::{CLAIM, LabelId};
use glossator_core::model::record::{Field, FieldType, Kind, Record, RecordKey, Target, Value};
use glossator_core::model::relation::EndId;
use glossator_core::model::relation_type::ABSENT;
use std::collections::{BTreeMap, BTreeSet};

/// There is no step to undo.
pub const NOTHING_TO_UNDO: &str = "Nothing to undo.";
/// There is no step to redo.
pub const NOTHING_TO_REDO: &str = "Nothing to redo.";

/// "Undone: tag “Istanbul” as Location.", and the parts that others changed since.
#[must_use]
pub fn reverted(corpus: &Corpus, revert: &Revert, is_undo: bool) -> String {
    let done = if is_undo { "Undone" } else { "Redone" };
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
    let label = first.and_then(|id| label_of(corpus, id));
    let is_of_claims = label.as_ref().is_some_and(|label| *label.0 == *CLAIM);
    let label = label.map(|label| corpus.labels().name(&label).to_owned()).unwrap_or_default();
    match transaction.action {
        Action::Tag => format!("tag {words} as {label}"),
        Action::Relabel => format!("relabel {words}"),
        Action::Note => format!("change the note on {words}"),
        Action::Delete => format!("delete {words}"),
        Action::Rename => "rename article".to_owned(),
        Action::RemoveDocument => format!("remove {}", articles(transaction)),
        Action::BringBackDocument => format!("bring back {}", articles(transaction)),
        Action::DocumentNote => "change the note on an article".to_owned(),
        Action::DocumentState => format!("change the state of {}", articles(transaction)),
        Action::Attributes => values(corpus, transaction),
        Action::PutLabel => definition(corpus, transaction, "change label"),
        Action::MoveLabel => "move a label".to_owned(),
        Action::MergeLabels => with_annotations("merge labels", count),
        Action::DeleteLabel => with_annotations(&definition(corpus, transaction, "delete label"), count),
        Action::PutAttribute => definition(corpus, transaction, "change attribute"),
        Action::MoveAttribute => "move an attribute".to_owned(),
        Action::DeleteAttribute => definition(corpus, transaction, "delete attribute"),
        Action::PutRelationType => definition(corpus, transaction, "change relation type"),
        Action::DeleteRelationType => definition(corpus, transaction, "delete relation type"),
        Action::TakeCodebook => "take over a codebook".to_owned(),
        Action::Assign if is_of_claims => format!("put {words} into a group"),
        Action::Assign => format!("say who or what {words} is"),
        Action::PutEntity if count == 0 => definition(corpus, transaction, entity_verb(transaction)),
        Action::PutEntity => {
            format!("{} for {words}", definition(corpus, transaction, entity_verb(transaction)))
        }
        Action::MergeEntities => definition(corpus, transaction, "merge into"),
        Action::SeparateEntity => definition(corpus, transaction, "separate"),
        Action::MoveEntity => "move a row".to_owned(),
        Action::DeleteEntity => definition(corpus, transaction, "delete"),
        Action::Link => links(corpus, transaction, "link"),
        Action::Unlink => links(corpus, transaction, "unlink"),
        Action::Setting => setting(transaction),
        Action::Import => "open file".to_owned(),
        Action::Restore => format!("restore {words}"),
        Action::Reanchor => format!("move {words}"),
        Action::Settle => "choose between two versions".to_owned(),
        Action::GoBack => "go back to a backup".to_owned(),
        Action::Unknown(_) => "an edit of a newer version".to_owned(),
    }
}

/// "change label “Cue”", or "change 2 labels, 1 setting": fields of many steps, as they stand in a chunk.
#[must_use]
pub fn changed(corpus: &Corpus, records: &BTreeSet<&RecordKey>) -> String {
    if let [only] = *Vec::from_iter(records) {
        let name = match AnnotationId::of(only) {
            Some(id) => quote(corpus, id),
            None => name_of(corpus, only),
        };
        return format!("change {} {name}", remarks::thing(&only.kind).0);
    }
    let mut counts: BTreeMap<&Kind, usize> = BTreeMap::new();
    for key in records {
        *counts.entry(&key.kind).or_default() += 1;
    }
    let counts: Vec<_> = counts.into_iter().map(|(kind, count)| remarks::things(kind, count)).collect();
    format!("change {}", counts.join(", "))
}

/// "article", or "3 articles".
fn articles(transaction: &Transaction) -> String {
    let count = transaction.operations.iter().filter(|one| one.record.kind == Kind::Document).count();
    if count == 1 { "article".to_owned() } else { counted(count, "article") }
}

/// "outlet", or "12 values".
fn values(corpus: &Corpus, transaction: &Transaction) -> String {
    let writes = transaction.operations.iter().flat_map(|one| &one.writes);
    let mut fields = writes.filter_map(|write| match &write.field {
        Field::Attribute(id) => Some(id),
        _ => None,
    });
    match (fields.next(), fields.count()) {
        (Some(id), 0) => {
            let mut named = corpus.attributes().iter().filter(|attribute| attribute.id.0 == *id);
            let name = named.next().map_or_else(|| id.to_string(), |attribute| attribute.name.to_lowercase());
            format!("set {name}")
        }
        (_, others) => format!("set {}", counted(others + 1, "value")),
    }
}

/// "link “We agreed” (said by)", or "unlink 3 annotations (said by)"; of marks, "mark “We agreed” absent".
fn links(corpus: &Corpus, transaction: &Transaction, words: &str) -> String {
    let keys = transaction.operations.iter().map(|one| &one.record).filter(|key| key.kind == Kind::Relation);
    let links: Vec<_> = keys.filter_map(|key| corpus.record(key)).collect();
    let kind = links.first().and_then(|link| link.text(&Field::Type));
    let is_mark = kind.is_some_and(|kind| **kind == *ABSENT);
    let linked = match &*links {
        [only] => end(corpus, only.value(&Field::From)),
        all => counted(all.len(), if is_mark { "group" } else { "annotation" }),
    };
    match kind {
        Some(_) if is_mark && words == "link" => format!("mark {linked} absent"),
        Some(_) if is_mark => format!("take back that {linked} is absent"),
        Some(kind) => format!("{words} {linked} ({})", relation_type(corpus, kind)),
        None => format!("{words} {linked}"),
    }
}

/// The name of a type of relations.
fn relation_type(corpus: &Corpus, kind: &str) -> String {
    let mut all = corpus.relation_types().iter();
    all.find(|one| *one.id.0 == *kind).map_or_else(|| kind.to_owned(), |one| one.name.to_lowercase())
}

/// The words of an annotation at the end of a relation, or the name of another record there.
fn end(corpus: &Corpus, id: Option<&Value>) -> String {
    let Some(end) = id.and_then(<EndId as FieldType>::of) else { return "empty".to_owned() };
    if let Some(annotation) = end.annotation().filter(|id| corpus.record(&id.key()).is_some()) {
        return quote(corpus, annotation);
    }
    let entity = corpus.entities().get(&end.entity()).map(|entity| entity.name.clone());
    let title = || corpus.document(&end.document()).map(|document| document.title.clone());
    quoted(&entity.or_else(title).unwrap_or_default())
}

/// "delete label “Cue”", by the last record of the step, which it is about.
fn definition(corpus: &Corpus, transaction: &Transaction, words: &str) -> String {
    let is_definition =
        |kind: &Kind| matches!(kind, Kind::Label | Kind::Attribute | Kind::RelationType | Kind::Entity);
    let last = transaction.operations.iter().rfind(|one| is_definition(&one.record.kind));
    let name = last.and_then(|one| corpus.record(&one.record)?.text(&Field::Name).cloned());
    name.map_or_else(|| words.to_owned(), |name| format!("{words} {}", quoted(&name)))
}

/// The verb for an entity, by what was written of it.
fn entity_verb(transaction: &Transaction) -> &'static str {
    let of_entities = transaction.operations.iter().filter(|one| one.record.kind == Kind::Entity);
    let mut fields = of_entities.flat_map(|one| &one.writes).map(|write| &write.field);
    if fields.clone().any(|field| *field == Field::Label) {
        "add"
    } else if fields.any(|field| *field == Field::Name) {
        "rename to"
    } else {
        "change"
    }
}

fn with_annotations(words: &str, count: usize) -> String {
    if count == 0 { words.to_owned() } else { format!("{words} with {}", counted(count, "annotation")) }
}

/// The name of a person, or the strings for which nobody wants hints, or for which there are hints again.
fn setting(transaction: &Transaction) -> String {
    let mut hints = transaction.operations.iter().filter_map(|operation| {
        let words = operation.record.id.strip_prefix(DISMISSED)?;
        // A step that was undone is called by what it did.
        let is_undone = transaction.origin == Origin::Undo;
        let value = |write: &Write| if is_undone { write.before.clone() } else { write.after.clone() };
        Some((words, operation.writes.iter().any(|write| value(write) == Some(Value::text("on")))))
    });
    match (hints.next(), hints.count()) {
        (None, _) => "change your name".to_owned(),
        (Some((words, true)), 0) => format!("stop hints for {}", quoted(words)),
        (Some((words, false)), 0) => format!("bring back hints for {}", quoted(words)),
        (Some(_), others) => format!("change hints for {}", counted(others + 1, "string")),
    }
}

/// "Two changes of the note on “Istanbul” came at the same time. …" – from two tabs, or from two people. "“Istanbul” was
/// changed and deleted at the same time. …" – by two people.
#[must_use]
pub fn overwritten(corpus: &Corpus, lost: &Overwritten) -> String {
    if lost.field == Field::Deleted {
        let name = AnnotationId::of(&lost.record).map(|id| quote(corpus, id));
        let name = name.unwrap_or_else(|| name_of(corpus, &lost.record));
        return format!("{name} was changed and deleted at the same time. Now it is deleted.");
    }
    let here = corpus.record(&lost.record).and_then(|record| record.value(&lost.field));
    let value = |value| value_words(corpus, &lost.field, value);
    let (field, here, other) = (field(corpus, lost), value(here), value(lost.value.as_ref()));
    format!("Two changes of {field} came at the same time. Now it is {here}, the other was {other}.")
}

/// "the note on “Istanbul”".
fn field(corpus: &Corpus, lost: &Overwritten) -> String {
    let words = AnnotationId::of(&lost.record).map(|id| quote(corpus, id)).unwrap_or_default();
    let is_of_article = lost.record.kind == Kind::Document;
    let link = corpus.record(&lost.record).filter(|_| lost.record.kind == Kind::Relation);
    if let (Some(link), Field::To) = (link, &lost.field) {
        let kind = link.text(&Field::Type).map_or_else(String::new, |kind| relation_type(corpus, kind));
        return format!("{kind} of {}", end(corpus, link.value(&Field::From)));
    }
    match &lost.field {
        Field::Entity => format!("who or what {words} is"),
        Field::Label => format!("the label of {words}"),
        Field::Note if is_of_article => "the note on an article".to_owned(),
        Field::Note => format!("the note on {words}"),
        Field::Target => format!("the place of {words}"),
        Field::Title => "the title of an article".to_owned(),
        Field::Name => "a name".to_owned(),
        Field::Attribute(id) if words.is_empty() => format!("the {id} of {}", name_of(corpus, &lost.record)),
        Field::Attribute(id) => format!("the {id} of {words}"),
        field if words.is_empty() => format!("the {field} of {}", name_of(corpus, &lost.record)),
        field => format!("the {field} of {words}"),
    }
}

/// The title of an article, or the name of a definition or an entity.
fn name_of(corpus: &Corpus, key: &RecordKey) -> String {
    let title = || DocumentId::of(key).and_then(|id| Some(corpus.document(&id)?.title.clone()));
    let name = || corpus.record(key).and_then(|record| record.text(&Field::Name).cloned());
    quoted(&title().or_else(name).unwrap_or_else(|| key.id.clone()))
}

/// The content of a field.
fn value_words(corpus: &Corpus, field: &Field, value: Option<&Value>) -> String {
    match value {
        Some(Value::Text(label)) if *field == Field::Label => {
            corpus.labels().name(&LabelId(label.clone())).to_owned()
        }
        Some(Value::Text(id)) if matches!(field, Field::Entity | Field::Same) => {
            let entity = corpus.entities().get(&EntityId(id.clone()));
            quoted(entity.map_or(&**id, |entity| &entity.name))
        }
        Some(to) if *field == Field::To => end(corpus, Some(to)),
        Some(Value::Text(text)) if !text.is_empty() => quoted(text),
        Some(Value::Texts(texts)) if !texts.is_empty() => quoted(&texts.join(", ")),
        Some(Value::Values(values)) if !values.is_empty() => {
            let names: Vec<&str> = values.iter().map(|value| &*value.name).collect();
            quoted(&names.join(", "))
        }
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

fn label_of(corpus: &Corpus, id: AnnotationId) -> Option<LabelId> {
    Some(LabelId(corpus.record(&id.key())?.text(&Field::Label)?.clone()))
}

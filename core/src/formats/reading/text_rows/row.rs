//! Row: an article with its fields, the spans and relations in it, and whose work they are.

use super::spans::{self, Reading, Work};
use crate::formats::reading::intake::Intake;
use crate::formats::reading::object::{Object, Of, Parts, person, says_nothing, words};
use crate::formats::reading::source::{Source, fields, tree};
use crate::formats::reading::texts::{Name, TEXTS, Texts};
use crate::import::{Expected, FilePart, ForeignFields, Unexpected, UnknownFile, Untaken};
use crate::json::{self, Fields};
use crate::model::time::Timestamp;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::HashMap;

/// Fields with somebody’s name or number: of Label Studio’s short form, and of Prodigy.
const PEOPLE: [&str; 3] = ["annotator", "_annotator_id", "_session_id"];

/// Fields of a token or a sentence that follow from the text.
const OF_TOKEN: [&str; 6] = ["text", "start", "end", "id", "ws", "disabled"];

/// Reads a row; `None` where it is left out. `articles` are those so far by the number that Prodigy gives each text.
pub fn read(
    source: &Source<'_>,
    at: &FilePart,
    value: &RawValue,
    articles: &mut HashMap<String, usize>,
    intake: &mut Intake,
) -> Option<()> {
    let mut row = parts(at, value, intake)?;
    let answer = row.get("answer").map(json::tree).unwrap_or_default();
    match answer.as_str() {
        Some("accept") => drop(row.take("answer")),
        // An example that was rejected or skipped in Prodigy has no annotation.
        Some(answer @ ("reject" | "ignore")) => {
            intake.leave_out(Untaken::Answers, answer);
            return None;
        }
        _ => {}
    }
    let mut texts = texts(at, &row, intake)?;
    let meta = row.get("meta").filter(|meta| meta.get().starts_with('{'));
    let mut meta = Object::of(meta.map_or(Some(Value::Null), |meta| tree(at, meta, intake))?);
    // Glossator puts the id there.
    let mut of_article =
        |name| Some(row.words(name)).filter(|it| !it.is_empty()).unwrap_or_else(|| meta.words(&[name]));
    let [document, title] = ["document", "title"].map(&mut of_article);
    let is_number = row.get("id").is_some_and(|id| !id.get().starts_with('"'));
    let id = row.words("id");
    let (id, number) = if is_number { (String::new(), id) } else { (id, String::new()) };
    let id = if document.is_empty() { id } else { document };
    let name = Name { stem: source.stem, id: &id, number: &number, title: &title };
    let input =
        row.get("_input_hash").map(|it| it.get().to_owned()).filter(|_| id.is_empty() && number.is_empty());
    let article = match input.as_ref().and_then(|input| articles.get(input)) {
        Some(article) => *article,
        None => texts.take_main(&name, intake),
    };
    articles.extend(input.map(|input| (input, article)));
    if row.get("meta").is_some_and(|meta| meta.get().starts_with('{')) {
        row.take("meta");
        let meta = Object(std::iter::once(("meta".into(), Value::Object(meta.0))).collect());
        let fields = meta.rest(Of::Article, intake);
        intake.describe(article, fields);
    }
    intake.called.forget();

    let lists = spans::lists(&mut row);
    let work = if lists.is_empty() { Work::default() } else { work(&mut row, source.person, intake) };
    let mut reading = Reading::new(at, &work, intake);
    for (list, spans) in &lists {
        let ends = if texts.are_many() { spans::ends(spans) } else { Vec::new() };
        let article = if ends.is_empty() { article } else { texts.home("", &ends, &name, reading.intake) };
        reading.all(list, spans, article);
    }
    if let Some(relations) = row.get("relations").filter(|it| it.get().starts_with('[')) {
        row.take("relations");
        json::each(relations, |number, relation| reading.relation(number, relation));
    }
    drop(reading);
    for name in ["tokens", "sents"] {
        if let Some(tokens) = row.get(name).filter(|it| it.get().starts_with('[')) {
            row.take(name);
            json::each(tokens, |_, token| count_features(token, intake));
        }
    }
    for name in ["label", "labels"] {
        labels_of_article(name, &mut row, intake);
    }
    for name in texts.taken() {
        row.take(name);
    }
    let fields = row.rest(Of::Article, intake);
    intake.describe(article, fields);
    Some(())
}

/// Fields of a row, with its text among them.
fn parts<'a>(at: &FilePart, value: &'a RawValue, intake: &mut Intake) -> Option<Parts<'a>> {
    let Some((text, mut fields)) = super::pair(value) else {
        let fields = fields(at, value, Expected::RowWithText, intake)?;
        return Some(Parts::new(fields, intake));
    };
    fields.0.push(("text".into(), text));
    Some(Parts::new(fields, intake))
}

fn texts(at: &FilePart, row: &Parts<'_>, intake: &mut Intake) -> Option<Texts> {
    let mut texts = Vec::new();
    for (name, value) in row.iter().filter(|(_, value)| value.get().starts_with('"')) {
        match json::text(value) {
            Some(text) => texts.push((name.to_owned(), text.into_owned())),
            None if TEXTS.contains(&name) => drop(tree(at, value, intake)?),
            None => {}
        }
    }
    let texts = Texts::new(texts);
    if texts.is_none() {
        let names = row.iter().map(|(name, _)| name);
        intake.refuse(at, Expected::RowWithText, Unexpected::File(UnknownFile::object(names)));
    }
    texts
}

/// Annotator and times of a row that is the work of one person.
fn work(row: &mut Parts<'_>, person_of_file: &str, intake: &mut Intake) -> Work {
    let mut work = Work { annotator: person_of_file.to_owned(), ..Work::default() };
    for name in PEOPLE {
        let said = row.get(name).map(|value| person(&json::tree(value))).unwrap_or_default();
        if !said.is_empty() {
            work.annotator = said;
            row.take(name);
            break;
        }
    }
    if row.get("annotation_id").is_some() || row.get("_task_hash").is_some() || !work.annotator.is_empty() {
        let [created, modified] = ["created_at", "updated_at"].map(|name| row.words(name));
        work.created = intake.time(&created);
        work.modified = intake.time(&modified);
        if let Some(seconds) = row.get("_timestamp").and_then(|it| it.get().parse::<u64>().ok()) {
            row.take("_timestamp");
            work.created = Timestamp::from_millis(seconds.saturating_mul(1000));
        }
        work.foreign = of_work(row, intake);
    }
    work
}

/// Fields that say more of the work, which each of its annotations keeps.
fn of_work(row: &mut Parts<'_>, intake: &mut Intake) -> ForeignFields {
    let fields =
        ["annotation_id", "lead_time"].into_iter().filter_map(|name| Some((name.into(), row.take(name)?)));
    Parts::new(Fields(fields.collect()), intake).rest(Of::Annotation, intake)
}

/// Counts the features of a token that do not follow from the text.
fn count_features(token: &RawValue, intake: &mut Intake) {
    for (name, value) in Fields::of(token).unwrap_or_default().0 {
        if !OF_TOKEN.contains(&&*name) && !says_nothing(&json::tree(value)) {
            intake.leave_out(Untaken::Features, &name);
        }
    }
}

/// Counts the labels of an article as a whole in a field that has no spans.
fn labels_of_article(name: &str, row: &mut Parts<'_>, intake: &mut Intake) {
    let Some(value) = row.get(name).filter(|value| !value.get().starts_with('{')) else { return };
    let labels = json::items(value).unwrap_or_else(|| vec![value]);
    if labels.iter().any(|label| label.get().starts_with(['{', '['])) {
        return;
    }
    row.take(name);
    for label in labels.into_iter().map(|label| words(&json::tree(label))).filter(|label| !label.is_empty()) {
        intake.leave_out(Untaken::LabelsOfArticles, &label);
    }
}

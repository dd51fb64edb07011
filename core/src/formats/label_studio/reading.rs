//! Reading: the tasks with the work of people, or, where there is none, with predictions.

use crate::formats::reading::intake::{Intake, RelationRow, SpanRow};
use crate::formats::reading::source::{Source, characters, fields, time, tree};
use crate::import::{Expected, FilePart, Unexpected};
use crate::json::{self, Fields, Shape};
use serde_json::Value;
use serde_json::value::RawValue;

/// Reads the file, if it has tasks.
pub fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    source.first.get("data").filter(|data| data.get().starts_with('{'))?;
    for (at, task) in &source.values {
        read_task(source.stem, at, task, intake);
    }
    Some(())
}

/// Reads a task; `None` where it is left out.
fn read_task(stem: &str, at: &FilePart, task: &RawValue, intake: &mut Intake) -> Option<()> {
    let task = fields(at, task, Expected::TaskWithText, intake)?;
    let data = task.get("data").map_or(Some(Value::Null), |data| tree(at, data, intake))?;
    // The configuration names the field; most tasks have one text, and other fields are short.
    let texts = data.as_object().into_iter().flat_map(|data| data.values()).filter_map(Value::as_str);
    let Some(text) = data["text"].as_str().or_else(|| texts.max_by_key(|text| text.len())) else {
        intake.refuse(at, Expected::TaskWithText, Unexpected::Json(Shape::of(&data)));
        return None;
    };
    let article = intake.article(stem, characters(&data["document"]), characters(&data["title"]), text);
    let lists = ["annotations", "predictions"].map(|name| (name, task.get(name)));
    let (name, list) = lists.into_iter().find_map(|(name, list)| Some((name, list.filter(is_filled)?)))?;
    json::each(list, |number, annotation| {
        read_annotation(&at.inside(&format!("{name}[{number}]")), annotation, article, intake);
    });
    Some(())
}

fn is_filled(list: &&RawValue) -> bool {
    let mut is_filled = false;
    json::each(list, |_, _| is_filled = true);
    is_filled
}

/// Reads the work of one person; `None` where it is left out.
fn read_annotation(at: &FilePart, annotation: &RawValue, article: usize, intake: &mut Intake) -> Option<()> {
    let annotation = fields(at, annotation, Expected::AnnotationWithResults, intake)?;
    if annotation.get("was_cancelled").is_some_and(|flag| flag.get() == "true") {
        return None;
    }
    let who = person(at, &annotation, intake)?;
    intake.called.forget();
    json::each(annotation.get("result")?, |place, result| {
        if !intake.is_full() {
            read_result(at.inside(&format!("result[{place}]")), result, article, &who, intake);
        }
    });
    Some(())
}

/// E-mail address of the annotator, if the annotation has it.
fn person(at: &FilePart, annotation: &Fields<'_>, intake: &mut Intake) -> Option<String> {
    let person = annotation.get("completed_by").map_or(Some(Value::Null), |it| tree(at, it, intake))?;
    Some(characters(&person["email"]).to_owned())
}

#[inline(never)] // See the crate's documentation.
fn read_result(at: FilePart, result: &RawValue, article: usize, who: &str, intake: &mut Intake) {
    let Some(result) = tree(&at, result, intake) else { return };
    let (value, meta) = (&result["value"], &result["meta"]);
    if result["type"] == "relation" {
        let ends = ["from_id", "to_id"].map(|end| characters(&result[end]));
        let [from, to] = ends;
        let ends = if result["direction"] == "left" { [to, from] } else { [from, to] };
        let kind = characters(&result["labels"][0]);
        return intake.relation(&at, ends, &RelationRow { kind, ..RelationRow::default() });
    }
    let labels = value["labels"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let labels: Vec<_> = labels.collect();
    let (Some(start), Some(end), false) = (value["start"].as_u64(), value["end"].as_u64(), labels.is_empty())
    else {
        return intake.refuse(&at, Expected::SpanOrRelation, Unexpected::Json(Shape::of(&result["type"])));
    };
    let notes: Vec<_> = match &meta["text"] {
        Value::Array(notes) => notes.iter().map(characters).collect(),
        note => vec![characters(note)],
    };
    let annotator = characters(&meta["annotator"]);
    let quote = characters(&value["text"]);
    // Label Studio writes a line end as a backslash and an n.
    let is_same = intake.words(article, start, end).is_some_and(|words| words.replace('\n', "\\n") == quote);
    let span = SpanRow {
        at,
        article,
        id: characters(&result["id"]),
        start,
        end,
        quote: if is_same { "" } else { quote },
        note: &notes.join("\n"),
        annotator: if annotator.is_empty() { who } else { annotator },
        created: time(&meta["created"]),
        modified: time(&meta["modified"]),
        ..SpanRow::default()
    };
    intake.annotations(&labels, &span);
}

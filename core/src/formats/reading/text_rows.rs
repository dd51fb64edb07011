//! Text rows: reading texts with their spans as spaCy, doccano, Prodigy and `datasets` have them, an object in each line or in
//! a list.
//!
//! A span is a list (start, end, label) or an object. Positions count code points. It does not know which of the tools wrote
//! a row.

use super::intake::{Intake, RelationRow, SpanRow};
use super::source::{Source, characters, fields, time, tree};
use crate::import::{Expected, FilePart, Unexpected};
use crate::json::{self, Fields, Shape};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Names of the fields with spans: of doccano, then of spaCy and Prodigy.
const SPANS: [&str; 6] = ["label", "labels", "entities", "ents", "spans", "sc"];

/// Names of the fields about the whole row; others may be large.
const ABOUT: [&str; 6] = ["text", "answer", "document", "title", "id", "meta"];

/// Reads the file, if it has such rows.
pub fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    let has_text = source.first.get("text").is_some_and(|text| text.get().starts_with('"'));
    if !has_text || !source.first.0.iter().any(|(name, _)| SPANS.contains(&&**name)) {
        return None;
    }
    for (at, row) in &source.values {
        read_row(source.stem, at, row, intake);
    }
    Some(())
}

/// Reads a row; `None` where it is left out.
fn read_row(stem: &str, at: &FilePart, row: &RawValue, intake: &mut Intake) -> Option<()> {
    let fields = fields(at, row, Expected::RowWithText, intake)?;
    let mut about = Map::new();
    for (name, value) in fields.0.iter().filter(|(name, _)| ABOUT.contains(&&**name)) {
        about.insert(name.to_string(), tree(at, value, intake)?);
    }
    let about = Value::Object(about);
    let Some(text) = about["text"].as_str() else {
        intake.refuse(at, Expected::RowWithText, Unexpected::Json(Shape::of_part(row)));
        return None;
    };
    // An example that was rejected or skipped in Prodigy has no annotation.
    if about["answer"].as_str().is_some_and(|answer| answer != "accept") {
        intake.refuse(at, Expected::AcceptedExample, Unexpected::Json(Shape::of(&about["answer"])));
        return None;
    }
    // Glossator puts the id there.
    let of_article = |name| about[name].as_str().unwrap_or_else(|| characters(&about["meta"][name]));
    let document = of_article("document");
    let id = if document.is_empty() { characters(&about["id"]) } else { document };
    let article = intake.article(stem, id, of_article("title"), text);
    intake.called.forget();
    let mut reading = Reading { at, article, intake, seen: HashMap::new() };
    reading.all_spans(&fields);
    if let Some(relations) = fields.get("relations") {
        json::each(relations, |number, relation| reading.relation(number, relation));
    }
    Some(())
}

/// Value of the first of those fields that is there.
fn first_of<'a>(value: &'a Value, names: &[&str]) -> &'a Value {
    names.iter().map(|name| &value[*name]).find(|it| !it.is_null()).unwrap_or(&Value::Null)
}

/// Name of a span in relations: its id, or in Prodigy its ends and its label.
fn name_of(span: &Value) -> String {
    match &span["id"] {
        Value::Null => ["start", "end", "label"].map(|name| span[name].to_string()).join(" "),
        id => id.to_string(),
    }
}

/// Row that is being read.
struct Reading<'a> {
    at: &'a FilePart,
    article: usize,
    intake: &'a mut Intake,
    /// Spans of the lists so far: spaCy has those that do not overlap in two lists.
    seen: HashMap<Extent, Times>,
}

/// Span as two lists may have it.
#[derive(PartialEq, Eq, Hash)]
struct Extent {
    start: u64,
    end: u64,
    label: String,
}

/// Numbers of equal spans.
#[derive(Default)]
struct Times {
    in_all: usize,
    /// Number of those in an earlier list that did not come in this one yet.
    before: usize,
}

impl Reading<'_> {
    fn all_spans(&mut self, row: &Fields<'_>) {
        for name in SPANS {
            let Some(list) = row.get(name) else { continue };
            if list.get().starts_with('{') {
                // Groups of spans, as spaCy has them.
                for (_, group) in
                    fields(self.at, list, Expected::GroupsOfSpans, self.intake).unwrap_or_default().0
                {
                    self.spans(name, group);
                }
            } else {
                self.spans(name, list);
            }
        }
    }

    fn spans(&mut self, list: &str, spans: &RawValue) {
        for times in self.seen.values_mut() {
            times.before = times.in_all;
        }
        json::each(spans, |number, span| {
            if !self.intake.is_full() {
                self.span(self.at.inside(&format!("{list}[{number}]")), span);
            }
        });
    }

    #[inline(never)] // See the crate's documentation.
    fn span(&mut self, at: FilePart, span: &RawValue) {
        let Some(span) = tree(&at, span, self.intake) else { return };
        let [start, end, label] = if span.is_array() {
            [&span[0], &span[1], &span[2]]
        } else {
            [["start", "start_offset"], ["end", "end_offset"], ["label", "labels"]]
                .map(|names| first_of(&span, &names))
        };
        // Label Studio’s short form has a list of one.
        let label = label.get(0).unwrap_or(label);
        let (Some(start), Some(end), Some(label)) = (start.as_u64(), end.as_u64(), label.as_str()) else {
            return self.intake.refuse(&at, Expected::LabelledSpan, Unexpected::Json(Shape::of(&span)));
        };
        let times = self.seen.entry(Extent { start, end, label: label.to_owned() }).or_default();
        if times.before > 0 {
            times.before -= 1;
            return;
        }
        times.in_all += 1;
        // A list has no id by which a relation could mean it.
        let name = if span.is_array() { String::new() } else { name_of(&span) };
        self.intake.annotation(&SpanRow {
            at,
            article: self.article,
            id: characters(&span["id"]),
            name: &name,
            start,
            end,
            label,
            note: characters(&span["note"]),
            annotator: characters(&span["annotator"]),
            created: time(&span["created"]),
            modified: time(&span["modified"]),
            ..SpanRow::default()
        });
    }

    #[inline(never)] // See the crate's documentation.
    fn relation(&mut self, number: usize, relation: &RawValue) {
        let at = self.at.inside(&format!("relations[{number}]"));
        let Some(relation) = tree(&at, relation, self.intake) else { return };
        let [from, to] = [["from_id", "from", "head_span"], ["to_id", "to", "child_span"]].map(|names| {
            let end = first_of(&relation, &names);
            if end.is_object() { name_of(end) } else { end.to_string() }
        });
        let kind = first_of(&relation, &["type", "label"]);
        let relation = RelationRow {
            id: characters(&relation["id"]),
            kind: characters(kind),
            note: characters(&relation["note"]),
            annotator: characters(&relation["annotator"]),
            created: time(&relation["created"]),
            modified: time(&relation["modified"]),
            ..RelationRow::default()
        };
        self.intake.relation(&at, [&from, &to], &relation);
    }
}

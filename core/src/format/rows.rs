//! Reading rows of a text with its spans, as spaCy, doccano, Prodigy and `datasets` have them: an object in each line, or
//! in a list.
//!
//! A span is a list (start, end, label) or an object. Positions count code points.

use super::intake::{Intake, Link, Tag};
use super::source::{Source, characters, time};
use crate::sorted;
use glossator_json::Json;
use std::rc::Rc;

/// Where spans are: doccano’s names, then those of spaCy and Prodigy.
const SPANS: [&str; 6] = ["label", "labels", "entities", "ents", "spans", "sc"];

/// Reads the file, if it is such a one.
pub fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    let has_spans = |name: &str| SPANS.contains(&name);
    let first = source.first();
    let mut names = first.fields()?.map(|(name, _)| name);
    if first.field("text").text().is_none() || !names.any(|name| has_spans(&name)) {
        return None;
    }
    for (at, row) in &source.values {
        read_row(source.stem, at, *row, intake);
    }
    Some(())
}

fn read_row(stem: &str, at: &Rc<str>, row: Json<'_>, intake: &mut Intake) {
    let fields: Vec<_> = row.fields().into_iter().flatten().collect();
    let field =
        |wanted: &str| fields.iter().rev().find(|(name, _)| name == wanted).map_or(Json::NULL, |(_, it)| *it);
    let Some(text) = field("text").text() else {
        return intake.refuse(at, "an object with a “text”", &row);
    };
    // What somebody rejected or skipped in Prodigy is no annotation.
    if field("answer").text().is_some_and(|answer| answer != "accept") {
        return intake.refuse(at, "an example that was accepted", &field("answer"));
    }
    // The id where Glossator puts it.
    let of_article = |name: &str| match field(name).text() {
        Some(value) => value,
        None => characters(field("meta").field(name)),
    };
    let document = of_article("document");
    let id = if document.is_empty() { characters(field("id")) } else { document };
    let article = intake.article(stem, &id, &of_article("title"), &text);
    intake.forget_names();
    let mut read = Reading { at, article, intake, seen: Vec::new() };
    for name in SPANS {
        match field(name) {
            // spaCy’s groups of spans.
            groups if groups.fields().is_some() => {
                for (_, group) in groups.fields().into_iter().flatten() {
                    read.spans(name, group);
                }
            }
            spans => read.spans(name, spans),
        }
    }
    for (number, link) in (0..).zip(field("relations").items().into_iter().flatten()) {
        let [from, to] = [["from_id", "from", "head_span"], ["to_id", "to", "child_span"]].map(|names| {
            let end = first_of(link, &names);
            if end.fields().is_some() { name_of(end) } else { end.source().to_owned() }
        });
        let said = |name: &str| characters(link.field(name));
        let link = Link {
            id: &said("id"),
            kind: &characters(first_of(link, &["type", "label"])),
            note: &said("note"),
            annotator: &said("annotator"),
            created: time(link.field("created")),
            modified: time(link.field("modified")),
        };
        intake.relation(format!("{at} relations[{number}]").trim_start(), [&from, &to], &link);
    }
}

/// The first of those fields that there is.
fn first_of<'a>(value: Json<'a>, names: &[&str]) -> Json<'a> {
    let mut fields = names.iter().map(|name| value.field(name));
    fields.find(|it| !it.is_null()).unwrap_or(Json::NULL)
}

/// What links call a span: its id, or in Prodigy all that it is.
fn name_of(span: Json<'_>) -> String {
    match span.field("id") {
        id if !id.is_null() => id.source().to_owned(),
        _ => ["start", "end", "label"].map(|name| span.field(name).source()).join(" "),
    }
}

struct Reading<'a> {
    at: &'a str,
    article: usize,
    intake: &'a mut Intake,
    /// The spans so far: spaCy has those that do not overlap in two lists.
    seen: Vec<(u64, u64, String)>,
}

impl Reading<'_> {
    fn spans(&mut self, list: &str, spans: Json<'_>) {
        sorted::sort(&mut self.seen);
        let runs = self.seen.chunk_by(|one, other| one == other);
        let mut before: Vec<_> = runs.map(|run| (run[0].clone(), run.len())).collect();
        for (number, span) in (0..).zip(spans.items().into_iter().flatten()) {
            let at: Rc<str> = format!("{} {list}[{number}]", self.at).trim_start().into();
            let mut parts = span.items().into_iter().flatten();
            let mut part = |names: [&str; 2]| match span.items() {
                Some(_) => parts.next().unwrap_or(Json::NULL),
                None => first_of(span, &names),
            };
            let [start, end] = [part(["start", "start_offset"]), part(["end", "end_offset"])];
            let label = part(["label", "labels"]);
            // Label Studio’s short form has a list of one.
            let label = label.items().and_then(|mut labels| labels.next()).unwrap_or(label);
            let (Some(start), Some(end), Some(label)) = (start.number(), end.number(), label.text()) else {
                self.intake.refuse(&at, "a span with start, end and label", &span);
                continue;
            };
            let key = (start, end, label.to_string());
            let same = before.binary_search_by(|(other, _)| other.cmp(&key)).ok();
            if let Some((_, left)) = same.map(|at| &mut before[at]).filter(|(_, left)| *left > 0) {
                *left -= 1;
                continue;
            }
            if self.intake.is_full() {
                return;
            }
            let said = |name: &str| characters(span.field(name));
            self.intake.annotation(&Tag {
                at,
                article: self.article,
                id: &said("id"),
                name: &name_of(span),
                start,
                end,
                label: &label,
                note: &said("note"),
                annotator: &said("annotator"),
                created: time(span.field("created")),
                modified: time(span.field("modified")),
                ..Tag::default()
            });
            self.seen.push(key);
        }
    }
}

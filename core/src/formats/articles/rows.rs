//! Rows of JSON: articles as objects, in lines, in a list, or in a list of one object, as programs that gather news write them.
//!
//! - **Reads** trafilatura’s JSON (<https://trafilatura.readthedocs.io/en/latest/usage-cli.html>), news-please’s
//!   (<https://github.com/fhamborg/news-please>), NewsAPI’s (<https://newsapi.org/docs/endpoints/everything>) and others of that kind:
//!   plain fields, known by their names; of an object as a value its name.
//! - **Leaves out** nothing: fields without a meaning are kept with each article. Rows with spans or labels are none of articles.

use super::table::{self, Rows, See, Table};
use super::taking::Source;
use super::{Readings, columns};
use crate::formats::reading::intake::Intake;
use crate::formats::reading::object::Parts;
use crate::formats::reading::source;
use crate::import::{FilePart, Meaning};
use crate::json::{self, Fields};
use serde_json::Value;
use serde_json::value::RawValue;

/// Takes in rows of articles; false if they are none.
pub fn read(from: &source::Source<'_>, file: &Source<'_>, readings: &Readings, intake: &mut Intake) -> bool {
    let Some((values, around)) = rows_of(from) else { return false };
    let names = names(&values);
    let meanings = columns::meanings(names.iter().map(|name| &**name));
    let attributes = meanings.iter().filter(|meaning| matches!(meaning, Meaning::Attribute(_))).count();
    if !meanings.contains(&Meaning::Text) || attributes == 0 {
        return false;
    }
    let rows = |see: &mut See<'_>| {
        for (at, value) in &values {
            let fields = Fields::of(value).unwrap_or_default();
            let cells: Vec<_> =
                names.iter().map(|name| fields.get(name).map(cell).unwrap_or_default()).collect();
            let cells: Vec<_> = cells.iter().map(|cell| &**cell).collect();
            if !see(at.clone(), &cells) {
                return;
            }
        }
    };
    let rows: &Rows<'_> = &rows;
    let table = Table { names: names.clone(), sheet: "", may_be_any: false, rows };
    let is_read = table::read(&table, file, readings, intake);
    if let (true, Some(name), [(_, only)]) = (is_read, around, &from.values[..]) {
        let mut others = Parts::new(Fields::of(only).unwrap_or_default(), intake);
        others.take(&name);
        others.leave_out(intake);
    }
    is_read
}

/// Values with their places.
type Values<'a> = Vec<(FilePart, &'a RawValue)>;

/// Objects of the file, if none of them has annotations, and the name of their list if it stands in an object.
fn rows_of<'a>(from: &source::Source<'a>) -> Option<(Values<'a>, Option<String>)> {
    let mut values = from.values.clone();
    let mut around = None;
    if let [(at, only)] = &values[..] {
        // A list in one object, beside numbers and states.
        let fields = Fields::of(only)?;
        let list = fields
            .0
            .iter()
            .find(|(name, _)| ["articles", "results", "items", "documents", "data"].contains(&&**name));
        let items = list.and_then(|(name, list)| Some((name, json::items(list)?)));
        if let Some((name, items)) = items.filter(|_| fields.get("format").is_none()) {
            let at = |number: usize| at.inside(&format!("{name}[{number}]"));
            around = Some(name.to_string());
            values = items.into_iter().enumerate().map(|(number, item)| (at(number), item)).collect();
        }
    }
    let is_row = |value: &RawValue| Fields::of(value).is_some_and(|fields| is_plain(&fields));
    (!values.is_empty() && values.iter().all(|(_, value)| is_row(value))).then_some((values, around))
}

/// True for an object without spans, labels and what else belongs to annotations.
fn is_plain(fields: &Fields<'_>) -> bool {
    const OF_ANNOTATIONS: [&str; 16] = [
        "spans",
        "label",
        "labels",
        "entities",
        "ents",
        "annotations",
        "relations",
        "tokens",
        "sents",
        "answer",
        "meta",
        "predictions",
        "completions",
        "target",
        "format",
        "@context",
    ];
    fields.0.iter().all(|(name, value)| {
        let is_list_of_more = value.get().starts_with('[') && value.get().contains(['{', '[']) && {
            let items = json::items(value).unwrap_or_default();
            items.iter().any(|item| item.get().starts_with(['{', '[']))
        };
        !OF_ANNOTATIONS.contains(&&**name) && !name.starts_with('_') && !is_list_of_more
    })
}

/// Names of all fields of the first rows, in their order.
fn names(values: &[(FilePart, &RawValue)]) -> Vec<String> {
    const ROWS: usize = 1_000;
    let mut names: Vec<String> = Vec::new();
    for (_, value) in values.iter().take(ROWS) {
        for (name, _) in Fields::of(value).unwrap_or_default().0 {
            if !names.iter().any(|other| *other == *name) {
                names.push(name.into_owned());
            }
        }
    }
    names
}

/// Characters of a value: of a list its items, of an object its name.
fn cell(value: &RawValue) -> String {
    let words = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Object(fields) => {
            let name = ["name", "title", "id"].iter().find_map(|name| fields.get(*name)?.as_str());
            name.map_or_else(|| value.to_string(), str::to_owned)
        }
        other => other.to_string(),
    };
    match json::tree(value) {
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join("; "),
        value => words(&value),
    }
}

//! Text rows: reading texts with their spans as spaCy, doccano, Prodigy, `datasets` and Label Studio’s short form have them, and
//! texts alone as programs that gather news write them: an object in each line, in a list, or in a list of one object.
//!
//! Positions count code points. It does not know which of the tools wrote a row.

pub mod row;
mod spans;

use super::intake::Intake;
use super::object::Parts;
use super::source::Source;
use super::texts::TEXTS;
use crate::import::FilePart;
use crate::json::{self, Fields};
use serde_json::value::RawValue;
use std::collections::HashMap;

/// Reads the file, if it has such rows.
pub fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    let mut articles = HashMap::new();
    let mut read = |at: &FilePart, row: &RawValue, intake: &mut Intake| {
        if row.get() != "null" && !intake.is_full() {
            row::read(source, at, row, &mut articles, intake);
        }
    };
    if source.values.iter().any(|(_, value)| is_row(value)) {
        for (at, value) in &source.values {
            read(at, value, intake);
        }
        return Some(());
    }
    // A list of rows in one object.
    let [(at, only)] = source.values[..].as_ref() else { return None };
    let (name, list) = Fields::of(only)?.0.into_iter().find(|(_, value)| has_rows(value))?;
    json::each(list, |number, row| read(&at.inside(&format!("{name}[{number}]")), row, intake));
    let mut others = Parts::new(Fields::of(only)?, intake);
    others.take(&name);
    others.leave_out(intake);
    Some(())
}

/// True for a list whose first item is a row.
fn has_rows(value: &RawValue) -> bool {
    let mut has_rows = false;
    json::each(value, |place, item| has_rows |= place == 0 && is_row(item));
    has_rows
}

/// True for an object with a text, and for a text with an object behind it.
fn is_row(value: &RawValue) -> bool {
    let is_text = |value: &RawValue| value.get().starts_with('"') && value.get() != "\"\"";
    if !value.get().starts_with('{') {
        return pair(value).is_some();
    }
    let Some(fields) = Fields::of(value) else { return false };
    let mut texts = fields.0.iter().filter(|(_, value)| is_text(value)).peekable();
    texts.peek().is_some()
        && (texts.any(|(name, _)| TEXTS.contains(&&**name))
            || fields.0.iter().any(|(_, value)| spans::are_labelled(value)))
}

/// Text and fields of a row of spaCy 2: a text with an object behind it.
fn pair(value: &RawValue) -> Option<(&RawValue, Fields<'_>)> {
    let mut parts = [None; 2];
    let mut count = 0;
    json::each(value, |place, part| {
        count += 1;
        if let Some(here) = parts.get_mut(place) {
            *here = Some(part);
        }
    });
    match (parts, count) {
        ([Some(text), Some(fields)], 2) if text.get().starts_with('"') => Some((text, Fields::of(fields)?)),
        _ => None,
    }
}

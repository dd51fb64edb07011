//! Source: a file before its format is known, as text, and as its values if it is JSON.
//!
//! Each value stays the text that it is: a file of 64 MB would fill the memory as one tree.

use super::intake::Intake;
use super::paths;
use crate::formats::error::ReadError;
use crate::formats::limits::MOST_ROWS;
use crate::import::{Expected, FilePart, Unexpected};
use crate::json::{self, Fields, Shape, SyntaxError};
use crate::model::time::Timestamp;
use serde_json::Value;
use serde_json::value::RawValue;

/// File at which readers look.
pub struct Source<'a> {
    /// Path of the file.
    pub path: &'a str,
    /// Name of the file without its ending.
    pub stem: &'a str,
    /// Annotator, if its place in an archive says so; else empty.
    pub person: &'a str,
    /// Whole text.
    pub text: &'a str,
    /// Values with their places, where it is JSON: the one, those of the list, or those of the lines.
    pub values: Vec<(FilePart, &'a RawValue)>,
    /// Fields of the first value; none if it is no object.
    pub first: Fields<'a>,
}

impl<'a> Source<'a> {
    /// Looks at a file. Lines that cannot be read are left out if others can.
    ///
    /// # Errors
    /// When it is JSON, but broken, or more than [`MOST_ROWS`].
    pub fn new(
        path: &'a str,
        name: &'a str,
        person: &'a str,
        text: &'a str,
        intake: &mut Intake,
    ) -> Result<Self, ReadError> {
        let stem = paths::stem(name);
        let values = values(text, paths::ending(name).starts_with(".json"), intake)?;
        let first = values.first().and_then(|(_, value)| Fields::of(value)).unwrap_or_default();
        Ok(Self { path, stem, person, text, values, first })
    }
}

/// Values of a text with their places; none where it is no JSON.
fn values<'a>(
    text: &'a str,
    is_named_json: bool,
    intake: &mut Intake,
) -> Result<Vec<(FilePart, &'a RawValue)>, ReadError> {
    let begins = text.trim_start();
    if !begins.starts_with(['{', '[']) && !is_named_json {
        return Ok(Vec::new());
    }
    let (first, rest) = begins.split_once('\n').unwrap_or((begins, ""));
    let is_lines = first.starts_with('{') && rest.trim_start().starts_with('{');
    if is_lines && serde_json::from_str::<&RawValue>(first).is_ok() {
        return lines(text, intake);
    }
    let value: &RawValue = match serde_json::from_str(text) {
        Ok(value) => value,
        // A text that begins so may be something else, such as brat's configuration.
        Err(_) if begins.starts_with('[') && !is_named_json => return Ok(Vec::new()),
        Err(error) => return Err(ReadError::of_json(text, &error)),
    };
    let mut values = Vec::new();
    let is_list = json::each(value, |place, item| {
        if values.len() <= MOST_ROWS {
            values.push((FilePart::value(format!("[{place}]")), item));
        }
    });
    if values.len() > MOST_ROWS {
        return Err(ReadError::TooMany);
    }
    Ok(if is_list { values } else { vec![(FilePart::default(), value)] })
}

fn lines<'a>(text: &'a str, intake: &mut Intake) -> Result<Vec<(FilePart, &'a RawValue)>, ReadError> {
    let mut values = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let at = FilePart::line(number);
        match serde_json::from_str(line) {
            Ok(value) => values.push((at, value)),
            Err(error) => {
                let error = SyntaxError { line: number, ..SyntaxError::new(line, &error) };
                intake.refuse(&at, Expected::Json, Unexpected::NoJson(error));
            }
        }
        if values.len() > MOST_ROWS || intake.is_full() {
            return Err(ReadError::TooMany);
        }
    }
    Ok(values)
}

/// Fields of a part. A part without fields is left out.
pub fn fields<'a>(
    at: &FilePart,
    part: &'a RawValue,
    expected: Expected,
    intake: &mut Intake,
) -> Option<Fields<'a>> {
    match serde_json::from_str(part.get()) {
        Ok(fields) => return Some(fields),
        // A value that is no object at all.
        Err(error) if error.is_data() => intake.refuse(at, expected, Unexpected::Json(Shape::of_part(part))),
        Err(error) => refuse(at, SyntaxError::new(part.get(), &error), intake),
    }
    None
}

/// Tree of a part. A part with an escape that makes no sense, or with too much nesting, is left out: neither was seen before.
pub fn tree(at: &FilePart, part: &RawValue, intake: &mut Intake) -> Option<Value> {
    json::parse(part).map_err(|error| refuse(at, error, intake)).ok()
}

fn refuse(at: &FilePart, SyntaxError { expected, found, .. }: SyntaxError, intake: &mut Intake) {
    intake.refuse(at, Expected::Token(expected), Unexpected::Character(found));
}

/// Time that a value says; 1970 where it says none.
pub fn time(value: &Value) -> Timestamp {
    Timestamp::parse(characters(value)).unwrap_or_default()
}

/// Characters of a value; empty where it is no text.
pub fn characters(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

//! A file before it is known which tool wrote it: text, and the values in it if it is JSON, each as the text that it is.

use super::intake::Intake;
use crate::formats::error::ReadError;
use crate::formats::limits::MOST_ROWS;
use crate::import::{Expected, FilePart, Unexpected};
use crate::json::{self, Fields, Shape, SyntaxError};
use crate::model::time::Timestamp;
use serde_json::Value;
use serde_json::value::RawValue;

/// A file that readers look at.
pub struct Source<'a> {
    /// The file's name without its ending.
    pub stem: &'a str,
    /// Who made it, if its place in an archive says so.
    pub person: &'a str,
    /// All of it.
    pub text: &'a str,
    /// Its values with their places, where it is JSON: the one, those of the list, or those of the lines.
    pub values: Vec<(FilePart, &'a RawValue)>,
    /// The fields of the first value; none if it is no object.
    pub first: Fields<'a>,
}

impl<'a> Source<'a> {
    /// Looks at a file. Lines that cannot be read are left out if others can.
    ///
    /// # Errors
    /// When it is JSON, but broken, or more than [`MOST_ROWS`].
    pub fn new(
        name: &'a str,
        person: &'a str,
        text: &'a str,
        intake: &mut Intake,
    ) -> Result<Self, ReadError> {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let values = values(text, ending.to_ascii_lowercase().starts_with("json"), intake)?;
        let first = values.first().and_then(|(_, value)| Fields::of(value)).unwrap_or_default();
        Ok(Self { stem, person, text, values, first })
    }
}

/// The values of a text with their places; none where it is no JSON.
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

/// The fields of a part. If it has none, it is left out, and it is said what was expected instead.
pub fn fields<'a>(
    at: &FilePart,
    part: &'a RawValue,
    expected: Expected,
    intake: &mut Intake,
) -> Option<Fields<'a>> {
    match serde_json::from_str(part.get()) {
        Ok(fields) => return Some(fields),
        // No object at all.
        Err(error) if error.is_data() => intake.refuse(at, expected, Unexpected::Json(Shape::of_part(part))),
        Err(error) => refuse(at, SyntaxError::new(part.get(), &error), intake),
    }
    None
}

/// The tree of a part. It is left out if an escape in it makes no sense, or it is nested too deeply: nobody has looked so
/// closely before.
pub fn tree(at: &FilePart, part: &RawValue, intake: &mut Intake) -> Option<Value> {
    json::parse(part).map_err(|error| refuse(at, error, intake)).ok()
}

fn refuse(at: &FilePart, SyntaxError { expected, found, .. }: SyntaxError, intake: &mut Intake) {
    intake.refuse(at, Expected::Token(expected), Unexpected::Character(found));
}

/// The time that a value says; 1970 where it says none.
pub fn time(value: &Value) -> Timestamp {
    Timestamp::parse(characters(value)).unwrap_or_default()
}

/// The characters of a value; none where it has none.
pub fn characters(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

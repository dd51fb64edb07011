//! A file before it is known which tool wrote it: text, and the values in it if it is JSON.

use super::ReadError;
use super::intake::{Intake, MOST_ROWS};
use crate::time::Timestamp;
use glossator_json::{Json, SyntaxError};
use std::borrow::Cow;
use std::rc::Rc;

/// What readers look at.
pub struct Source<'a> {
    /// The file's name without its ending.
    pub stem: &'a str,
    /// Who made it, if its place in an archive says so.
    pub person: &'a str,
    /// All of it.
    pub text: &'a str,
    /// Its values with their places, where it is JSON: the one, those of the list, or those of the lines.
    pub values: Vec<(Rc<str>, Json<'a>)>,
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
        let mut source = Self { stem, person, text, values: Vec::new() };
        let begins = text.trim_start();
        let is_named_json = ending.to_ascii_lowercase().starts_with("json");
        if !begins.starts_with(['{', '[']) && !is_named_json {
            return Ok(source);
        }
        let (first, rest) = begins.split_once('\n').unwrap_or((begins, ""));
        let is_lines = first.starts_with('{') && rest.trim_start().starts_with('{');
        if is_lines && Json::parse(first).is_ok() {
            for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
                let at = format!("line {number}");
                match Json::parse(line) {
                    Ok(value) => source.values.push((at.into(), value)),
                    Err(error) => intake.refuse(&at, "JSON", &SyntaxError { line: number, ..error }),
                }
                if source.values.len() > MOST_ROWS || intake.is_full() {
                    return Err(ReadError::TooMany);
                }
            }
            return Ok(source);
        }
        let json = match parse(text) {
            // What begins so may be something else, such as brat's configuration.
            Err(_) if begins.starts_with('[') && !is_named_json => return Ok(source),
            parsed => parsed?,
        };
        match json.items() {
            Some(items) => {
                let items = (0..).zip(items).take(MOST_ROWS + 1);
                source.values = items.map(|(at, item)| (format!("[{at}]").into(), item)).collect();
                if source.values.len() > MOST_ROWS {
                    return Err(ReadError::TooMany);
                }
            }
            None => source.values.push(("".into(), json)),
        }
        Ok(source)
    }

    /// The first value.
    pub fn first(&self) -> Json<'a> {
        self.values.first().map_or(Json::NULL, |(_, value)| *value)
    }
}

/// Parses a whole file.
fn parse(text: &str) -> Result<Json<'_>, ReadError> {
    Json::parse(text).map_err(|error| match error.found {
        None if text.trim().is_empty() => ReadError::Empty,
        None => ReadError::Truncated { line: error.line },
        Some(_) => ReadError::NotJson(error),
    })
}

/// The time that a value says; 1970 where it says none.
pub fn time(value: Json<'_>) -> Timestamp {
    Timestamp::parse(&characters(value)).unwrap_or_default()
}

/// The characters of a value; none where it has none.
pub fn characters(value: Json<'_>) -> Cow<'_, str> {
    value.text().unwrap_or_default()
}

//! File formats: functions between bytes and values. None of them knows the store, a command or the page.
//!
//! The contents of a file become [`Incoming`]; their meaning for the corpus is decided in one place,
//! [`crate::import`].

pub mod article;
mod brat;
mod conll;
pub mod csv;
mod doccano;
mod hugging_face;
mod intake;
mod jsonl;
mod label_studio;
pub mod native;
mod plain;
mod prodigy;
pub mod row;
mod rows;
mod source;
mod spacy;
pub mod stored;
mod table;
mod tei;
mod tokens;
mod uima;
mod w3c;
mod webanno;
mod xml;
pub mod zip;

pub use self::table::{FORMATS, File, Format};

use self::intake::Intake;
use self::source::Source;
use crate::import::Incoming;
use crate::json::{self, SyntaxError, describe_text};
use std::collections::HashMap;
use thiserror::Error;

/// A larger file is refused before it is read.
pub const LARGEST_FILE: u64 = 64_000_000;

/// Why a file cannot be read at all: what was expected, and what was found.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ReadError {
    /// More than [`LARGEST_FILE`].
    #[error("expected at most {} MB, found {} MB", LARGEST_FILE / 1_000_000, .0.div_ceil(1_000_000))]
    TooLarge(u64),
    /// Nothing in it, or nothing but white space.
    #[error("expected some text, found an empty file")]
    Empty,
    /// Bytes that are no UTF-8, first at this one.
    #[error("expected text in UTF-8, found other bytes at byte {}: save it as UTF-8 and open it again", .0 + 1)]
    NotUtf8(usize),
    /// A byte order mark of UTF-16.
    #[error("expected text in UTF-8, found UTF-16: save it as UTF-8 and open it again")]
    Utf16,
    /// NUL characters: no text.
    #[error("expected text, found a binary file")]
    Binary,
    /// Neither an article by its name nor anything known by what it holds.
    #[error(
        "expected an article as a .txt file, or what Glossator or one of these wrote: {}; found {found}",
        names_of_formats()
    )]
    Unknown {
        /// Its contents in words.
        found: String,
    },
    /// More than there is room for anywhere: see [`intake`].
    #[error("expected at most 2,000 articles, 1,000 labels and 200,000 annotations, found more")]
    TooMany,
    /// An archive that is damaged, or packed in an unknown way.
    #[error("expected a ZIP archive, found {0}")]
    Archive(&'static str),
    /// A file of an archive.
    #[error("in “{name}”: {why}")]
    Inside {
        /// Its name.
        name: String,
        /// The error in it.
        why: Box<ReadError>,
    },
    /// Broken JSON.
    #[error("expected JSON, found {0}")]
    NotJson(SyntaxError),
    /// JSON that ends too early.
    #[error("expected more, found its end in line {line}; the download may be incomplete")]
    Truncated {
        /// Its last line.
        line: usize,
    },
    /// JSON of another program.
    #[error("expected a file that Glossator downloaded (with \"format\": \"glossator\"), found {found}")]
    NotOurs {
        /// The value instead of `"format": "glossator"`.
        found: String,
    },
    /// Written by a later version.
    #[error(
        "expected version {known} of the format at most, found version {found}: open it with a newer Glossator"
    )]
    HigherVersion {
        /// The file's.
        found: u64,
        /// The highest that can be read.
        known: u64,
    },
    /// A part of the file has another shape.
    #[error("expected {expected} at {at}, found {found}")]
    Shape {
        /// Where.
        at: String,
        /// The shape that belongs there.
        expected: &'static str,
        /// The value that is there.
        found: String,
    },
}

impl ReadError {
    /// The error of a text that is to be JSON.
    #[must_use]
    pub fn of_json(text: &str, error: &serde_json::Error) -> Self {
        let error = SyntaxError::new(text, error);
        match error.found {
            None if text.trim().is_empty() => Self::Empty,
            None => Self::Truncated { line: error.line },
            Some(_) => Self::NotJson(error),
        }
    }
}

/// Reads a file by what it holds; only an article is known by its name.
///
/// # Errors
/// When the file cannot be read as a whole. Rows that cannot be read are among the findings instead.
pub fn read(name: &str, bytes: &[u8]) -> Result<Incoming, ReadError> {
    let mut intake = Intake::default();
    read_file(name, "", bytes, &mut intake)?;
    intake.finish()
}

/// Reads the files of an archive as one. Files that nobody here knows are left out if another can be read, and named if
/// they look like data.
///
/// # Errors
/// When one of them cannot be read, or none is known.
pub fn read_archive(files: &[zip::Unpacked]) -> Result<Incoming, ReadError> {
    let mut intake = Intake::default();
    let mut files: Vec<_> = files.iter().collect();
    // So that a text comes before what brat has to say of it, and spans before links.
    files.sort_by_key(|file| (!is_article(&file.name), &file.name));
    let mut same: HashMap<&str, usize> = HashMap::new();
    for file in &files {
        *same.entry(zip::without_folders(&file.name)).or_default() += 1;
    }
    let mut known = 0;
    for zip::Unpacked { name: path, bytes } in files {
        let name = zip::without_folders(path);
        // Folders matter where there are files of the same name.
        let name = if same.get(name).is_some_and(|count| *count > 1) { path } else { name };
        let of_project = uima::of_project(path);
        let (name, person) = of_project.as_ref().map_or((name, ""), |(name, person)| (&**name, *person));
        let before = intake.mark();
        match read_file(name, person, bytes, &mut intake) {
            Ok(()) => known += 1,
            Err(ReadError::Unknown { found }) if has_known_ending(path) => {
                intake.refuse("", "what one of the known tools wrote", &found);
            }
            // Many tools pack more than data.
            Err(ReadError::Unknown { .. } | ReadError::Empty) => {}
            Err(why) => return Err(ReadError::Inside { name: path.clone(), why: Box::new(why) }),
        }
        intake.place_since(before, path);
    }
    if known == 0 {
        return Err(ReadError::Unknown { found: "an archive without such a file".to_owned() });
    }
    intake.finish()
}

/// Who made it is known by its place in an archive, or not.
fn read_file(name: &str, person: &str, bytes: &[u8], intake: &mut Intake) -> Result<(), ReadError> {
    let size = bytes.len() as u64;
    if size > LARGEST_FILE {
        return Err(ReadError::TooLarge(size));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(ReadError::Utf16);
    }
    let is_article = is_article(name);
    let is_text = is_article || has_known_ending(name);
    let is_json = bytes.trim_ascii_start().starts_with(b"{");
    let text = std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
        _ if !is_text && !is_json => ReadError::Unknown { found: NO_TEXT.to_owned() },
        // The end of a cut download, but an article in another encoding may end in such a byte as well.
        None if !is_article => ReadError::Truncated { line: bytes.split(|byte| *byte == b'\n').count() },
        _ => ReadError::NotUtf8(error.valid_up_to()),
    })?;
    if is_article {
        let id = article::read(name, text)?;
        intake.article(id, id, "", text);
        return Ok(());
    }
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let source = Source::new(name, person, text, intake)?;
    // Our own files say it first, so that nothing else has to be looked at.
    let format = source.first.get("format").map(json::tree);
    let first = source.values.first().map(|(_, value)| *value).filter(|_| format.is_some());
    match (first, format.as_ref().and_then(serde_json::Value::as_str)) {
        (Some(file), Some(stored::FORMAT)) => intake.incoming.append(stored::read(file)?),
        (Some(file), Some(native::FORMAT)) => intake.incoming.append(native::read(file)?),
        (file, _) => {
            if FORMATS.iter().all(|format| format.read.is_none_or(|read| read(&source, intake).is_none())) {
                // It says what belongs there.
                file.map(native::read).transpose()?;
                return Err(ReadError::Unknown { found: describe(&source) });
            }
        }
    }
    Ok(())
}

fn is_article(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("txt"))
}

fn has_known_ending(name: &str) -> bool {
    TEXTS.iter().any(|ending| name.to_ascii_lowercase().ends_with(ending))
}

/// The contents, in words, of a file that nobody here knows.
fn describe(source: &Source<'_>) -> String {
    match &source.values[..] {
        [] if source.text.contains('\0') => NO_TEXT.to_owned(),
        [] if source.text.trim() == "[]" => "an empty list".to_owned(),
        [] => describe_text(source.text.lines().next().unwrap_or_default()),
        [(_, only)] if source.first.0.is_empty() => json::describe_part(only),
        [_] => {
            let names: Vec<_> = source.first.0.iter().map(|(name, _)| format!("“{name}”")).collect();
            format!("an object with {}", names.join(", "))
        }
        [(_, first), ..] => {
            format!("{} values, the first of them {}", source.values.len(), json::describe_part(first))
        }
    }
}

/// The formats that can be read; of those that differ in a detail the first one is enough.
fn names_of_formats() -> String {
    let formats = FORMATS.iter().filter(|format| format.is_read());
    let mut names: Vec<_> = formats.map(|format| format.name).collect();
    names.dedup_by(|name, before| name.starts_with(*before));
    names.join(", ")
}

/// How files of text are called that can be something that is known here.
const TEXTS: [&str; 6] = [".json", ".jsonl", ".jsonld", ".csv", ".tsv", ".ann"];

const NO_TEXT: &str = "a file that is no text in UTF-8";

/// Some programs put it in front of a text. An article keeps its own.
const BYTE_ORDER_MARK: char = '\u{feff}';

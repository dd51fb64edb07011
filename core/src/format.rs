//! File formats: functions between bytes and values. None of them knows the store, a command or the page.
//!
//! What a file holds becomes [`Incoming`]; what that means for the corpus is decided in one place,
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
use crate::sorted;
use glossator_json::{SyntaxError, describe_text};
use std::fmt;

/// A larger file is refused before it is read.
pub const LARGEST_FILE: u64 = 64_000_000;

/// Why a file cannot be read at all: what was expected, and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// More than [`LARGEST_FILE`].
    TooLarge(u64),
    /// Nothing in it, or nothing but white space.
    Empty,
    /// Bytes that are no UTF-8, first at this one.
    NotUtf8(usize),
    /// A byte order mark of UTF-16.
    Utf16,
    /// NUL characters: no text.
    Binary,
    /// Neither an article by its name nor anything known by what it holds.
    Unknown {
        /// What it holds.
        found: String,
    },
    /// More than there is room for anywhere: see [`intake`].
    TooMany,
    /// An archive that is damaged, or packed in an unknown way.
    Archive(&'static str),
    /// A file of an archive.
    Inside {
        /// Its name.
        name: String,
        /// What is wrong with it.
        why: Box<ReadError>,
    },
    /// Broken JSON.
    NotJson(SyntaxError),
    /// JSON that ends too early.
    Truncated {
        /// Its last line.
        line: usize,
    },
    /// JSON of another program.
    NotOurs {
        /// What was there instead of `"format": "glossator"`.
        found: String,
    },
    /// Written by a later version.
    HigherVersion {
        /// The file's.
        found: u64,
        /// The highest that can be read.
        known: u64,
    },
    /// A part of the file has another shape.
    Shape {
        /// Where.
        at: String,
        /// What belongs there.
        expected: &'static str,
        /// What is there.
        found: String,
    },
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
    let names: Vec<_> = files.iter().map(|file| &*file.name).zip(0..).collect();
    // So that a text comes before what brat has to say of it, and spans before links.
    let names = sorted::by_key(&names, |(name, _)| (!is_article(name), *name));
    let mut short: Vec<_> = files.iter().map(|file| zip::without_folders(&file.name)).collect();
    sorted::sort(&mut short);
    let mut known = 0;
    for (path, at) in names {
        let name = zip::without_folders(path);
        let place = short.partition_point(|other| *other < name);
        // Folders matter where there are files of the same name.
        let name = if short.get(place + 1) == Some(&name) { path } else { name };
        let of_project = uima::of_project(path);
        let (name, person) = of_project.as_ref().map_or((name, ""), |(name, person)| (&**name, *person));
        let before = intake.mark();
        match read_file(name, person, &files[at].bytes, &mut intake) {
            Ok(()) => known += 1,
            Err(ReadError::Unknown { found }) if has_known_ending(path) => {
                intake.refuse("", "what one of the known tools wrote", &found);
            }
            // Many tools pack more than data.
            Err(ReadError::Unknown { .. } | ReadError::Empty) => {}
            Err(why) => return Err(ReadError::Inside { name: path.to_owned(), why: Box::new(why) }),
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
    let first = source.first();
    // Our own files say it first, so that nothing else has to be looked at.
    let mut fields = first.fields().into_iter().flatten();
    let named = fields.find(|(name, _)| name == "format").map(|(_, value)| source::characters(value));
    match named.as_deref() {
        Some(stored::FORMAT) => intake.incoming.append(stored::read(raw(first))?),
        Some(native::FORMAT) => intake.incoming.append(native::read(raw(first))?),
        named => {
            if FORMATS.iter().all(|format| format.read.is_none_or(|read| read(&source, intake).is_none())) {
                if named.is_some() {
                    native::read(raw(first))?;
                }
                return Err(ReadError::Unknown { found: describe(&source) });
            }
        }
    }
    Ok(())
}

fn raw(value: glossator_json::Json<'_>) -> &serde_json::value::RawValue {
    crate::json::verbatim(value.source())
}

fn is_article(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("txt"))
}

fn has_known_ending(name: &str) -> bool {
    TEXTS.iter().any(|ending| name.to_ascii_lowercase().ends_with(ending))
}

/// What a file holds that nobody here knows.
fn describe(source: &Source<'_>) -> String {
    match &source.values[..] {
        [] if source.text.contains('\0') => NO_TEXT.to_owned(),
        [] if source.text.trim() == "[]" => "an empty list".to_owned(),
        [] => describe_text(source.text.lines().next().unwrap_or_default()),
        [(_, only)] => {
            let names: Vec<_> =
                only.fields().into_iter().flatten().map(|(name, _)| format!("“{name}”")).collect();
            if names.is_empty() { only.to_string() } else { format!("an object with {}", names.join(", ")) }
        }
        [(_, first), ..] => format!("{} values, the first of them {first}", source.values.len()),
    }
}

/// How files of text are called that can be something that is known here.
const TEXTS: [&str; 6] = [".json", ".jsonl", ".jsonld", ".csv", ".tsv", ".ann"];

const NO_TEXT: &str = "a file that is no text in UTF-8";

/// Some programs put it in front of a text. An article keeps its own.
const BYTE_ORDER_MARK: char = '\u{feff}';

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(bytes) => {
                let (found, most) = (bytes.div_ceil(1_000_000), LARGEST_FILE / 1_000_000);
                write!(formatter, "expected at most {most} MB, found {found} MB")
            }
            Self::Empty => formatter.write_str("expected some text, found an empty file"),
            Self::NotUtf8(at) => write!(
                formatter,
                "expected text in UTF-8, found other bytes at byte {}: save it as UTF-8 and open it again",
                at + 1
            ),
            Self::Utf16 => formatter
                .write_str("expected text in UTF-8, found UTF-16: save it as UTF-8 and open it again"),
            Self::Binary => formatter.write_str("expected text, found a binary file"),
            Self::Unknown { found } => {
                // Of those that differ in a detail the first one is enough.
                let formats = FORMATS.iter().filter(|format| format.is_read());
                let mut names: Vec<_> = formats.map(|format| format.name).collect();
                names.dedup_by(|name, before| name.starts_with(*before));
                write!(
                    formatter,
                    "expected an article as a .txt file, or what Glossator or one of these wrote: {}; found {found}",
                    names.join(", ")
                )
            }
            Self::TooMany => formatter.write_str(
                "expected at most 2,000 articles, 1,000 labels and 200,000 annotations, found more",
            ),
            Self::Archive(found) => write!(formatter, "expected a ZIP archive, found {found}"),
            Self::Inside { name, why } => write!(formatter, "in “{name}”: {why}"),
            Self::NotJson(error) => write!(formatter, "expected JSON, found {error}"),
            Self::Truncated { line } => {
                write!(
                    formatter,
                    "expected more, found its end in line {line}; the download may be incomplete"
                )
            }
            Self::NotOurs { found } => write!(
                formatter,
                "expected a file that Glossator downloaded (with \"format\": \"glossator\"), found {found}"
            ),
            Self::HigherVersion { found, known } => write!(
                formatter,
                "expected version {known} of the format at most, found version {found}: open it with a newer Glossator"
            ),
            Self::Shape { at, expected, found } => {
                write!(formatter, "expected {expected} at {at}, found {found}")
            }
        }
    }
}

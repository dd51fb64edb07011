//! Opening: a file or an archive, its format told by what it holds, becomes [`Incoming`] contents.
//!
//! It does not know what is here already: see [`crate::import`].

use super::error::ReadError;
use super::format::BYTE_ORDER_MARK;
use super::limits::LARGEST_FILE;
use super::reading::intake::Intake;
use super::reading::source::Source;
use super::registry::FORMATS;
use super::{article, inception, native, stored, zip};
use crate::import::{Expected, FilePart, Incoming, Unexpected, UnknownFile};
use crate::json::{self, Shape};
use std::collections::HashMap;

/// Reads a file by what it holds; only an article is told by its name.
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
    // A text comes before its annotations in brat, and spans come before relations.
    files.sort_by_key(|file| (!is_article(&file.name), &file.name));
    let mut same: HashMap<&str, usize> = HashMap::new();
    for file in &files {
        *same.entry(zip::without_folders(&file.name)).or_default() += 1;
    }
    let mut known = 0;
    for zip::Unpacked { name: path, bytes } in files {
        let name = zip::without_folders(path);
        // Folders tell files of the same name apart.
        let name = if same.get(name).is_some_and(|count| *count > 1) { path } else { name };
        let of_project = inception::of_project(path);
        let (name, person) = of_project.as_ref().map_or((name, ""), |(name, person)| (&**name, *person));
        let before = intake.mark();
        match read_file(name, person, bytes, &mut intake) {
            Ok(()) => known += 1,
            Err(ReadError::Unknown(found)) if has_known_ending(path) => {
                intake.refuse(&FilePart::default(), Expected::KnownFile, Unexpected::File(found));
            }
            // Other files that tools pack with their data.
            Err(ReadError::Unknown(_) | ReadError::Empty) => {}
            Err(why) => return Err(ReadError::Inside { name: path.clone(), why: Box::new(why) }),
        }
        intake.place_since(before, path);
    }
    if known == 0 {
        return Err(ReadError::Unknown(UnknownFile::Archive));
    }
    intake.finish()
}

/// Reads one file, whose annotator may be known by its place in an archive.
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
        _ if !is_text && !is_json => ReadError::Unknown(UnknownFile::NoText),
        // A cut download ends so, but an article in another encoding may end in such a byte as well.
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
    let text = &Source::as_json(name, text);
    let source = Source::new(name, person, text, intake)?;
    // Our own files name their format, so that no reader has to look at them.
    let format = source.first.get("format").map(json::tree);
    let first = source.values.first().map(|(_, value)| *value).filter(|_| format.is_some());
    match (first, format.as_ref().and_then(serde_json::Value::as_str)) {
        (Some(file), Some(stored::FORMAT)) => intake.append_store(stored::read(file)?),
        (Some(file), Some(native::FORMAT)) => intake.append(native::read(file)?),
        (file, _) => {
            if FORMATS.iter().all(|format| format.read.is_none_or(|read| read(&source, intake).is_none())) {
                // A file with another format gets the error of our own reader.
                file.map(native::read).transpose()?;
                return Err(ReadError::Unknown(contents_of(&source)));
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

/// Contents of a file that nobody here knows.
fn contents_of(source: &Source<'_>) -> UnknownFile {
    match &source.values[..] {
        [] if source.text.contains('\0') => UnknownFile::NoText,
        [] if source.text.trim() == "[]" => UnknownFile::EmptyList,
        [] => UnknownFile::Text(Shape::of_text(source.text.lines().next().unwrap_or_default())),
        [(_, only)] if source.first.0.is_empty() => UnknownFile::Value(Shape::of_part(only)),
        [_] => UnknownFile::object(source.first.0.iter().map(|(name, _)| &**name)),
        [(_, first), ..] => UnknownFile::Values(source.values.len(), Shape::of_part(first)),
    }
}

/// Endings of files of text that some reader may know.
const TEXTS: [&str; 6] = [".json", ".jsonl", ".jsonld", ".csv", ".tsv", ".ann"];

//! Opening: files that were opened together, the format of each told by what it holds, become [`Incoming`] contents.
//!
//! It does not know what is here already: see [`crate::import`].

use super::articles::{self, Readings, Tools};
use super::error::ReadError;
use super::format::{BYTE_ORDER_MARK, RawFile};
use super::limits::LARGEST_FILE;
use super::reading::intake::Intake;
use super::reading::paths::{self, without_folders};
use super::reading::source::Source;
use super::registry::FORMATS;
use super::{brat, codebook, inception, native, other, stored};
use crate::import::{Incoming, UnknownFile, Untaken};
use crate::json::{self, Shape};
use crate::text::form::composed;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Reads one file, as [`read_together`] does.
///
/// # Errors
/// When the file cannot be read as a whole. Rows that cannot be read are among the findings instead.
pub fn read(name: &str, bytes: &[u8]) -> Result<Incoming, ReadError> {
    read_together(&[RawFile::new(name, bytes)])
}

/// Reads files that were opened together, archives unpacked, as one: texts before what refers to them. Each is known by what it
/// holds; only a text is told by its name. A file that cannot be read costs itself only, and is named among the findings;
/// those that nobody here knows are counted there by the endings of their names.
///
/// # Errors
/// When none of them can be read, or when there is more in them than can be taken in.
pub fn read_together(files: &[RawFile]) -> Result<Incoming, ReadError> {
    read_with(files, &Readings::default(), Tools::NONE)
}

/// Reads files as [`read_together`] does, with what a person corrected about files of articles, and the help of the platform.
///
/// # Errors
/// Errors of [`read_together`].
pub fn read_with(files: &[RawFile], readings: &Readings, tools: Tools) -> Result<Incoming, ReadError> {
    let mut reading = Reading::new(files, readings.clone(), tools);
    reading.go_on(u64::MAX);
    reading.finish()
}

/// Reading of files as [`read_with`] does it, some of them at a time.
pub struct Reading {
    readings: Readings,
    tools: Tools,
    intake: Intake,
    /// Files in the order in which they are read.
    files: Vec<Opened>,
    /// Number of those that are read.
    done: usize,
    /// True if they came alone.
    is_only: bool,
    failed: Vec<(Rc<str>, ReadError)>,
    read: HashSet<Rc<str>>,
}

impl Reading {
    /// Reading of those files, of which none is read yet.
    #[must_use]
    pub fn new(files: &[RawFile], readings: Readings, tools: Tools) -> Self {
        let mut intake = Intake::default();
        let opened = opened(files, &mut intake);
        let is_only = files.len() == 1;
        let (failed, read) = (Vec::new(), HashSet::new());
        Self { readings, tools, intake, files: opened, done: 0, is_only, failed, read }
    }

    /// Corrections with which they are read.
    #[must_use]
    pub const fn readings(&self) -> &Readings {
        &self.readings
    }

    /// Numbers of the files that are read, and of all.
    #[must_use]
    pub const fn progress(&self) -> (usize, usize) {
        (self.done, self.files.len())
    }

    /// Reads the next files, of so many bytes together or a single one; false once all are read.
    pub fn go_on(&mut self, most: u64) -> bool {
        let mut size = 0;
        while let Some(file) = self.files.get(self.done) {
            size += file.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
            let before = self.intake.mark();
            match file.read(&self.readings, self.tools, &mut self.intake) {
                Ok(()) => {
                    self.read.insert(file.path.clone());
                }
                Err(why) => self.failed.push((file.path.clone(), why)),
            }
            if !self.is_only {
                self.intake.place_since(before, &file.path);
            }
            self.done += 1;
            if size >= most {
                break;
            }
        }
        self.done < self.files.len()
    }

    /// Contents of the files that were read.
    ///
    /// # Errors
    /// Errors of [`read_together`].
    pub fn finish(self) -> Result<Incoming, ReadError> {
        let Self { mut intake, mut failed, read, is_only, .. } = self;
        if read.is_empty() {
            return Err(match failed.pop() {
                None => ReadError::Unknown(UnknownFile::Archive),
                Some((_, why)) if is_only => why,
                Some(last) => ReadError::NoneOf(failed.into_iter().chain([last]).collect()),
            });
        }
        for (path, why) in failed {
            let is_known = articles::is_named(&path) || has_known_ending(&path);
            let is_other = matches!(why, ReadError::Unknown(UnknownFile::Other(_)));
            if why == ReadError::Empty && !is_known {
                // Nothing is in it that could be lost.
            } else if matches!(why, ReadError::Unknown(_)) && !is_known && !is_other {
                intake.leave_out(Untaken::Files, &paths::kind(&path));
            } else if !inception::is_stored_twice(&path, &read) {
                intake.refuse_file(&path, why.refusal());
            }
        }
        intake.finish()
    }
}

/// File on its way: its place among those that were opened with it is known.
struct Opened {
    /// Path as it was handed over.
    path: Rc<str>,
    /// Name, with folders only where another file has the same.
    name: String,
    /// Annotator, if the place in an archive says so; else empty.
    person: String,
    bytes: Result<Rc<[u8]>, ReadError>,
}

/// Files in the order in which they are read, without those that systems and tools leave beside others.
fn opened(files: &[RawFile], intake: &mut Intake) -> Vec<Opened> {
    let mut opened = Vec::new();
    for RawFile { name: path, bytes } in files {
        // A person who opens one alone means it.
        if files.len() > 1 && paths::is_of_system(path) {
            continue;
        }
        if paths::is_configuration(path) {
            if without_folders(path) == "visual.conf"
                && let Ok(bytes) = bytes
            {
                intake.aliases.add(path, brat::names(&String::from_utf8_lossy(bytes)));
            }
            continue;
        }
        if files.len() > 1 && paths::is_hidden(path) {
            intake.leave_out(Untaken::Files, ".");
            continue;
        }
        let (name, person) =
            inception::of_project(path).unwrap_or_else(|| (without_folders(path).to_owned(), ""));
        let name = if person.is_empty() { composed(&name).into_owned() } else { name };
        let person = person.to_owned();
        opened.push(Opened { path: path.clone(), name, person, bytes: bytes.clone() });
    }
    let mut same: HashMap<String, usize> = HashMap::new();
    for file in &opened {
        *same.entry(file.name.clone()).or_default() += 1;
    }
    for file in &mut opened {
        // Folders tell files of the same name apart; in a project the file of each person has the article’s name.
        if same[&file.name] > 1 && inception::of_project(&file.path).is_none() {
            file.name = composed(&file.path).into_owned();
        }
        if !articles::is_named(&file.path) {
            intake.texts.announce(&file.path);
        }
    }
    // A text comes before its annotations in brat, and spans come before relations.
    opened.sort_by(|one, other| one.order().cmp(&other.order()));
    opened
}

impl Opened {
    fn order(&self) -> (bool, bool, &str) {
        let is_of_relations = self.bytes.as_ref().is_ok_and(|bytes| super::csv::is_of_relations(bytes));
        (!articles::is_text(&self.name), is_of_relations, &self.path)
    }

    fn read(&self, readings: &Readings, tools: Tools, intake: &mut Intake) -> Result<(), ReadError> {
        let bytes = self.bytes.as_ref().map_err(ReadError::clone)?;
        let size = bytes.len() as u64;
        if size > LARGEST_FILE {
            return Err(ReadError::TooLarge(size));
        }
        if let Some(read) = codebook::read_of_others(&self.path, bytes) {
            intake.codebook(&self.path, read?);
            return Ok(());
        }
        let has_beside = intake.texts.is_beside(&self.path);
        let file = articles::File { path: &self.path, name: &self.name, bytes, has_beside };
        if let Some(read) = articles::read(&file, readings, tools, intake) {
            return read;
        }
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err(ReadError::Utf16);
        }
        if let Some(sort) = other::by_bytes(&self.name, bytes) {
            return Err(ReadError::Unknown(UnknownFile::Other(sort)));
        }
        // brat has a file without a line where nothing is tagged yet.
        if bytes.trim_ascii().is_empty() && paths::ending(&self.name) == ".ann" {
            return Ok(());
        }
        self.read_text(&file, readings, intake).map_err(|why| match why {
            ReadError::Unknown(_) => other::by_text(&self.name, bytes)
                .map_or(why, |sort| ReadError::Unknown(UnknownFile::Other(sort))),
            why => why,
        })
    }

    fn read_text(
        &self,
        file: &articles::File<'_>,
        readings: &Readings,
        intake: &mut Intake,
    ) -> Result<(), ReadError> {
        let bytes = file.bytes;
        let is_text = has_known_ending(&self.name);
        let is_json = bytes.trim_ascii_start().starts_with(b"{");
        let text = std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
            _ if !is_text && !is_json => ReadError::Unknown(UnknownFile::NoText),
            None => ReadError::Truncated { line: bytes.split(|byte| *byte == b'\n').count() },
            _ => ReadError::NotUtf8(error.valid_up_to()),
        })?;
        let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        if text.trim().is_empty() {
            return Err(ReadError::Empty);
        }
        let text = &Source::as_json(&self.name, text);
        let source = Source::new(&self.path, &self.name, &self.person, text, intake)?;
        // Our own files name their format, so that no reader has to look at them.
        let format = source.first.get("format").map(json::tree);
        let first = source.values.first().map(|(_, value)| *value).filter(|_| format.is_some());
        match (first, format.as_ref().and_then(serde_json::Value::as_str)) {
            (Some(value), Some(stored::FORMAT)) => intake.append_store(stored::read(value)?),
            (Some(value), Some(native::FORMAT)) => intake.incoming.append(native::read(value)?),
            (None, _) | (Some(_), None) if articles::read_rows(&source, file, readings, intake) => {}
            (value, _) => {
                let is_read = FORMATS
                    .iter()
                    .any(|format| format.read.is_some_and(|read| read(&source, intake).is_some()));
                if !is_read && !articles::read_table(&source, file, readings, intake, true) {
                    // A file with another format gets the error of our own reader.
                    value.map(native::read).transpose()?;
                    return Err(ReadError::Unknown(contents_of(&source)));
                }
            }
        }
        Ok(())
    }
}

fn has_known_ending(name: &str) -> bool {
    TEXTS.contains(&&*paths::ending(name))
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

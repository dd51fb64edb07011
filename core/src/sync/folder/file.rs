//! Files of a shared folder: how they are called, and their lines.
//!
//! | name | contents | written |
//! |---|---|---|
//! | `Ada-DEVICE.journal` | the head, and a line for each entry | again and again, by that device alone |
//! | `Ada-DEVICE-PLACE.chunk` | the head, and the line of one chunk, or part of a transaction | once |
//! | `text-VERSION.txt` | the text of an article, and nothing else | once, by whoever comes first; the hash is in the name |
//!
//! ```text
//! {"form":1,"project":"00…ab","device":"00…cd","by":"Ada","sum":"1c291ca3"}
//! {"id":"j:Ada:12.00000000000000ab","by":"Ada","entry":{…},"sum":"5fe0c80d"}
//! ```
//!
//! A line is a doc with its id and a sum. A file may be half here, or a service has made two of one: a line counts if it ends and its
//! sum is right, and a file is what its head says, whatever the end of its name.

use crate::json::{self, Fields};
use crate::saving::journal::sum;
use crate::sync::doc::{Address, Doc, Place};
use crate::text::{Text, TextVersion};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Number of the form that is written.
const FORM: u64 = 1;

/// Most characters of a person's name in the name of a file.
const LONGEST_NAME: usize = 40;

/// First line of a file: to what and to whom it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Project, by the random digits that it was given when it began.
    pub project: Rc<str>,
    /// Browser that writes the file.
    pub device: Rc<str>,
    /// Name of the person at it.
    pub by: Rc<str>,
}

/// Kind of a file, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Journal,
    Chunk,
    Text(TextVersion),
}

/// Contents of a file, as far as they are here.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Head; `None` of a text, and where it is not here.
    pub head: Option<Head>,
    /// Docs of the lines that count.
    pub docs: Vec<Doc>,
    /// True if a later version wrote it.
    pub is_newer: bool,
    /// True if nothing is missing or damaged.
    pub is_whole: bool,
}

impl Kind {
    /// Kind of the file of that name; `None` for a file of something else.
    pub fn of(name: &str) -> Option<Self> {
        let (stem, ending) = name.rsplit_once('.')?;
        match ending {
            "journal" => Some(Self::Journal),
            "chunk" => Some(Self::Chunk),
            "txt" => TextVersion::parse(stem.strip_prefix("text-")?.get(..16)?).map(Self::Text),
            _ => None,
        }
    }
}

impl Head {
    /// Reads the head of a file of lines.
    #[must_use]
    pub fn of_file(bytes: &[u8]) -> Option<Self> {
        read_lines(bytes).head
    }

    /// The line.
    pub(super) fn line(&self) -> String {
        let [project, device, by] = [&self.project, &self.device, &self.by].map(|it| json::compact(&&**it));
        let head = format!(r#"{{"form":{FORM},"project":{project},"device":{device},"by":{by}}}"#);
        sum::sealed(head) + "\n"
    }

    /// Name of the file with the entries.
    pub(super) fn journal(&self) -> String {
        format!("{}.journal", self.stem())
    }

    /// Name of the file for the chunk at that place; `None` for what is no chunk.
    pub(super) fn chunk(&self, place: Place) -> Option<String> {
        let stem = self.stem();
        match place {
            Place::Chunk(replica, number) => Some(format!("{stem}-{replica}-{number}.chunk")),
            Place::Part(stamp, number) => Some(format!("{stem}-{stamp}-{number}.chunk")),
            Place::Entry(_) | Place::Text(_) => None,
        }
    }

    /// Beginning of the names of its files. No system refuses a letter or a digit.
    fn stem(&self) -> String {
        let letter = |letter: char| if letter.is_alphanumeric() { letter } else { '_' };
        let name: String = self.by.chars().take(LONGEST_NAME).map(letter).collect();
        format!("{name}-{}", self.device)
    }
}

/// Name of the file of a text.
pub(super) fn text_name(version: TextVersion) -> String {
    format!("text-{version}.txt")
}

/// Line of a doc.
pub(super) fn line(doc: &Doc) -> String {
    let own = doc.body.strip_prefix('{').unwrap_or(&doc.body);
    sum::sealed(format!(r#"{{"id":{},{own}"#, json::compact(&doc.id))) + "\n"
}

/// Reads a file of that kind.
pub(super) fn read(kind: Kind, bytes: &[u8]) -> Contents {
    let version = match kind {
        Kind::Text(version) => version,
        Kind::Journal => return read_lines(bytes),
        Kind::Chunk => {
            let contents = read_lines(bytes);
            return Contents { is_whole: contents.is_whole && !contents.docs.is_empty(), ..contents };
        }
    };
    let text = str::from_utf8(bytes).map(Text::new).ok().filter(|text| text.version() == version);
    // Everybody has the same, whoever wrote it.
    let docs: Vec<_> = text.iter().map(|text| Doc::text(&Rc::default(), text)).collect();
    Contents { is_whole: !docs.is_empty(), docs, ..Contents::default() }
}

fn read_lines(bytes: &[u8]) -> Contents {
    let (lines, is_ended) = whole_lines(bytes);
    let mut lines = lines.lines();
    let mut contents = Contents::default();
    let Some((form, head)) = lines.next().and_then(read_head) else { return contents };
    contents.is_newer = form > FORM;
    contents.is_whole = is_ended;
    if contents.is_newer {
        return contents;
    }
    for line in lines {
        match read_line(line) {
            // Docs that can be deleted there are those in the files of one's own device.
            Some(doc) => contents.docs.push(Doc { rev: Some(head.device.to_string()), ..doc }),
            None => contents.is_whole = false,
        }
    }
    contents.head = Some(head);
    contents
}

/// Lines up to the last end of one, and if that is the end of the file.
fn whole_lines(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    (String::from_utf8_lossy(&bytes[..end]), end == bytes.len())
}

fn read_head(line: &str) -> Option<(u64, Head)> {
    let fields: Fields<'_> = serde_json::from_str(line).ok().filter(|_| sum::is_sealed(line))?;
    let form = serde_json::from_str(fields.get("form")?.get()).ok()?;
    let word = |name: &str| Some(Rc::from(&*json::text(fields.get(name)?)?));
    Some((form, Head { project: word("project")?, device: word("device")?, by: word("by")? }))
}

/// Doc of a line that counts, if it is in somebody's log.
fn read_line(line: &str) -> Option<Doc> {
    let fields: Fields<'_> = serde_json::from_str(line).ok().filter(|_| sum::is_sealed(line))?;
    let id = json::text(fields.get("id")?)?.into_owned();
    Address::parse(&id)?;
    let own = fields.0.iter().filter(|(name, _)| !matches!(&**name, "id" | "sum"));
    let own: Vec<_> = own.map(|(name, value)| format!("{}:{}", json::compact(name), value.get())).collect();
    Some(Doc { id, rev: None, body: format!("{{{}}}", own.join(",")) })
}

/// The journal with more docs and without those of some ids; `None` if that is what it is.
pub(super) fn rewrite(
    head: &Head,
    journal: &[u8],
    more: &[&Doc],
    less: &BTreeSet<String>,
) -> Option<Vec<u8>> {
    let (lines, _) = whole_lines(journal);
    let mut kept = lines.lines();
    let mut written = kept
        .next()
        .filter(|line| read_head(line).is_some())
        .map_or_else(|| head.line(), |line| format!("{line}\n"));
    let mut found = BTreeSet::new();
    for line in kept {
        // A line that cannot be read is kept, too: it is not for this version to say that it is nothing.
        let id = read_line(line).map(|doc| doc.id).unwrap_or_default();
        if !less.contains(&id) {
            written += line;
            written.push('\n');
            found.insert(id);
        }
    }
    for doc in more.iter().filter(|doc| !found.contains(&doc.id)) {
        written += &line(doc);
    }
    (written.as_bytes() != journal).then(|| written.into_bytes())
}

//! Format: the description that every format gives of itself, and the files that it writes.
//!
//! It knows no format: see [`registry`](super::registry).

use super::error::ReadError;
use super::left_out::{LeftOut, Unwritten};
use super::reading::intake::Intake;
use super::reading::source::Source;
use crate::export::Contents;
use std::rc::Rc;

/// Format that another tool reads.
#[derive(Debug)]
pub struct Format {
    /// Name in the names of files.
    pub id: &'static str,
    /// Name among people: its tool, or its standard.
    pub name: &'static str,
    /// Ending of the file's name. Several files that belong together are in one `zip`.
    pub ending: &'static str,
    /// Counts the things of these contents that it has no room for.
    pub(super) no_room: fn(&Contents<'_>) -> Vec<LeftOut>,
    /// Writes the files, in a fixed order.
    pub write: fn(&Contents<'_>) -> Vec<File>,
    /// Takes a file in, if it is of that format; `None` if it is not.
    pub(super) read: Option<fn(&Source<'_>, &mut Intake) -> Option<()>>,
}

/// File of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Name, with its folder in the archive if it has one.
    pub name: String,
    /// Contents.
    pub content: String,
}

impl Format {
    /// True if the files can be opened again.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.read.is_some()
    }

    /// Numbers of things of these contents that are not written, by sort.
    #[must_use]
    pub fn left_out(&self, contents: &Contents<'_>) -> Vec<LeftOut> {
        let unplaced = LeftOut { what: Unwritten::Unplaced, count: contents.unplaced };
        let all = std::iter::once(unplaced).chain((self.no_room)(contents));
        all.filter(|left_out| left_out.count > 0).collect()
    }
}

impl File {
    pub(in crate::formats) fn new(name: impl Into<String>, content: String) -> Self {
        Self { name: name.into(), content }
    }
}

/// File that was handed over, before anybody looked into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawFile {
    /// Name, with its folders, and with that of the archive if several files were opened.
    pub name: Rc<str>,
    /// Contents, or the reason why there are none.
    pub bytes: Result<Rc<[u8]>, ReadError>,
}

impl RawFile {
    /// File of that name with these contents.
    #[must_use]
    pub fn new(name: impl Into<Rc<str>>, bytes: impl Into<Rc<[u8]>>) -> Self {
        Self { name: name.into(), bytes: Ok(bytes.into()) }
    }
}

/// Character that some programs put in front of a text. The text of an article keeps it.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

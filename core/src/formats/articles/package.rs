//! Packages: documents that are ZIP archives of XML, such as those of Word, Excel and `OpenDocument`.
//!
//! It unpacks a part only when it is asked for, within [`Room`]; it does not know what is in it.

use super::Tools;
use super::encoding::by_label;
use crate::formats::error::{ArchiveFault, ReadError};
use crate::formats::limits::{MOST_FILES, Room};
use crate::formats::zip::{name, unpack};
use crate::import::DocumentFault;
use rawzip::{ZipArchive, ZipSliceArchive};

/// Parts of a document by their names.
pub struct Package<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    room: Room,
}

impl<'a> Package<'a> {
    /// Opens a document.
    ///
    /// # Errors
    /// When its directory is damaged or too large.
    pub fn open(bytes: &'a [u8]) -> Result<Self, DocumentFault> {
        let archive = ZipArchive::from_slice(bytes).map_err(|_| DocumentFault::Damaged)?;
        if archive.entries().nth(MOST_FILES).is_some() {
            return Err(DocumentFault::TooLarge);
        }
        Ok(Self { archive, room: Room::default() })
    }

    /// Names of its parts that begin so, in order.
    pub fn names(&self, begin: &str) -> Vec<String> {
        let names = self.archive.entries().flatten().map(|entry| name(entry.file_path().as_ref()));
        let mut names: Vec<_> = names.filter(|name| name.starts_with(begin)).collect();
        names.sort_unstable();
        names
    }

    /// Characters of a part; `None` if there is none of that name.
    ///
    /// # Errors
    /// When it is damaged, locked, no text, or larger than the room that is left.
    pub fn part(&mut self, wanted: &str) -> Result<Option<String>, DocumentFault> {
        let entry =
            self.archive.entries().flatten().find(|entry| entry.file_path().as_ref() == wanted.as_bytes());
        let Some(entry) = entry else { return Ok(None) };
        let bytes = unpack(&self.archive, &entry, &mut self.room).map_err(|why| match why {
            ReadError::Archive(ArchiveFault::TooLarge) => DocumentFault::TooLarge,
            ReadError::Archive(ArchiveFault::Locked) => DocumentFault::Locked,
            _ => DocumentFault::Damaged,
        })?;
        let label = match &bytes[..] {
            [0xff, 0xfe, ..] => "utf-16le",
            [0xfe, 0xff, ..] => "utf-16be",
            _ => "utf-8",
        };
        let text = by_label(&bytes, label, Tools::NONE).map(std::borrow::Cow::into_owned);
        text.map(Some).ok_or(DocumentFault::Damaged)
    }
}

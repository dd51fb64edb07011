//! Packages: documents that are ZIP archives of XML, such as those of Word, Excel and OpenDocument.
//!
//! It unpacks a part only when it is asked for, within [`Room`]; it does not know what is in it.

use crate::formats::error::{ArchiveFault, ReadError};
use crate::formats::limits::{MOST_FILES, Room};
use crate::import::DocumentFault;
use std::io::Cursor;
use zip::ZipArchive;

/// Parts of a document by their names.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    room: Room,
}

impl<'a> Package<'a> {
    /// Opens a document.
    ///
    /// # Errors
    /// When its directory is damaged or too large.
    pub fn open(bytes: &'a [u8]) -> Result<Self, DocumentFault> {
        // Before memory is spent on a directory.
        if bytes.windows(4).filter(|bytes| *bytes == b"PK\x01\x02").count() > MOST_FILES {
            return Err(DocumentFault::TooLarge);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocumentFault::Damaged)?;
        Ok(Self { archive, room: Room::default() })
    }

    /// Names of its parts that begin so, in order.
    pub fn names(&self, begin: &str) -> Vec<String> {
        let names = self.archive.file_names().flatten().filter(|name| name.starts_with(begin));
        let mut names: Vec<_> = names.map(|name| name.into_owned()).collect();
        names.sort_unstable();
        names
    }

    /// Characters of a part; `None` if there is none of that name.
    ///
    /// # Errors
    /// When it is damaged, locked, no text, or larger than the room that is left.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, DocumentFault> {
        let Some(place) = self.archive.index_for_name(name) else { return Ok(None) };
        let entry = self.archive.by_index_data(place).map_err(|_| DocumentFault::Damaged)?;
        let (size, is_locked) = (entry.size(), entry.encrypted());
        if is_locked {
            return Err(DocumentFault::Locked);
        }
        let file = self.archive.by_index(place).map_err(|_| DocumentFault::Damaged)?;
        let bytes = self.room.read(file, size).map_err(|why| match why {
            ReadError::Archive(ArchiveFault::TooLarge) => DocumentFault::TooLarge,
            _ => DocumentFault::Damaged,
        })?;
        let text = match &bytes[..] {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => super::encoding::by_label(
                &bytes,
                if bytes[0] == 0xff { "utf-16le" } else { "utf-16be" },
                super::Tools::NONE,
            )
            .map(|text| text.into_owned()),
            bytes => std::str::from_utf8(bytes).ok().map(str::to_owned),
        };
        text.map(Some).ok_or(DocumentFault::Damaged)
    }
}

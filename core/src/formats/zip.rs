//! ZIP archives (PKWARE's APPNOTE 6.3), written and unpacked by the `zip` crate.
//!
//! It knows no format of the files in them. The sizes that an archive states are not believed: contents are measured while they
//! are unpacked.

use super::error::{ArchiveFault, ReadError};
use super::format::File;
use super::limits::LARGEST_FILE;
use std::io::{Cursor, Read, Write};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Archive of those files, stored and dated 1980, so that the same files make the same archive.
///
/// # Errors
/// When two files have one name, or a name is longer than 65,535 bytes.
pub fn write(files: &[File]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for File { name, content } in files {
        archive.start_file(name, options)?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// File of an archive, unpacked.
#[derive(Debug, PartialEq, Eq)]
pub struct Unpacked {
    /// Name, with its folders.
    pub name: String,
    /// Contents.
    pub bytes: Vec<u8>,
}

/// True for an archive, by its first bytes.
#[must_use]
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Files of an archive, unpacked, in the order of its directory; without folders, hidden files and those that macOS adds.
///
/// # Errors
/// When it is damaged, encrypted, packed in an unknown way, or unpacked larger than [`LARGEST_FILE`].
pub fn read(archive: &[u8]) -> Result<Vec<Unpacked>, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(archive)).map_err(damaged)?;
    let (mut files, mut room) = (Vec::new(), LARGEST_FILE);
    for place in 0..archive.len() {
        let entry = archive.by_index_data(place).map_err(damaged)?;
        // Some archives with names in UTF-8 do not say so.
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        if is_left_out(&name) {
            continue;
        }
        let is_known =
            [CompressionMethod::Stored, CompressionMethod::Deflated].contains(&entry.compression());
        if entry.encrypted() || !is_known {
            return Err(ReadError::Archive(ArchiveFault::Locked));
        }
        let mut bytes = Vec::new();
        let file = archive.by_index(place).map_err(damaged)?;
        file.take(room + 1).read_to_end(&mut bytes).map_err(damaged)?;
        room = room.checked_sub(bytes.len() as u64).ok_or(ReadError::Archive(ArchiveFault::TooLarge))?;
        files.push(Unpacked { name, bytes });
    }
    Ok(files)
}

/// Last part of a path.
pub(super) fn without_folders(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

fn is_left_out(path: &str) -> bool {
    let name = without_folders(path);
    name.is_empty() || name.starts_with('.') || path.starts_with("__MACOSX/")
}

fn damaged<E>(_: E) -> ReadError {
    ReadError::Archive(ArchiveFault::Damaged)
}

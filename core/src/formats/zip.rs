//! ZIP archives (PKWARE's APPNOTE 6.3), written and unpacked by the `zip` crate.
//!
//! It knows no format of the files in them.

use super::error::{ArchiveFault, ReadError};
use super::format::{File, RawFile};
use super::limits::{MOST_FILES, Room};
use std::io::{Cursor, Write};
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

/// True for an archive, by its first bytes.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Files of an archive, unpacked, in the order of its directory, without folders. One that cannot be unpacked costs itself only.
///
/// # Errors
/// When its directory is damaged, or names more than [`MOST_FILES`].
pub(super) fn read(archive: &[u8], room: &mut Room) -> Result<Vec<RawFile>, ReadError> {
    // Before memory is spent on a directory.
    if archive.windows(4).filter(|bytes| *bytes == b"PK\x01\x02").count() > MOST_FILES {
        return Err(ReadError::TooMany);
    }
    let damaged = |_| ReadError::Archive(ArchiveFault::Damaged);
    let mut archive = ZipArchive::new(Cursor::new(archive)).map_err(damaged)?;
    let mut files = Vec::new();
    for place in 0..archive.len() {
        let entry = archive.by_index_data(place).map_err(damaged)?;
        // In UTF-8, or else in the code page of the PC, in which each byte is a letter of its own.
        let name = entry.name().map_err(damaged)?.into_owned();
        if entry.is_dir() {
            continue;
        }
        let is_known =
            [CompressionMethod::Stored, CompressionMethod::Deflated].contains(&entry.compression());
        let bytes = if entry.encrypted() || !is_known {
            Err(ReadError::Archive(ArchiveFault::Locked))
        } else {
            let size = entry.size();
            archive.by_index(place).map_err(damaged).and_then(|file| room.read(file, size))
        };
        files.push(RawFile { name: name.into(), bytes });
    }
    Ok(files)
}

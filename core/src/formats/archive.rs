//! Archives: what was opened, with the files of each archive in its place.
//!
//! ZIP, tar and gzip are unpacked, documents of offices, which are ZIP archives as well, are not. It knows no format of the files.

use super::error::{ArchiveFault, ReadError};
use super::format::RawFile;
use super::limits::{LARGEST_FILE, MOST_FILES, Room};
use super::{other, zip};
use flate2::bufread::MultiGzDecoder;
use std::io::Read;

/// Sort of an archive.
enum Kind {
    Zip,
    Gzip,
    Tar,
}

/// True for an archive that [`unpack`] unpacks.
#[must_use]
pub fn is_archive(file: &RawFile) -> bool {
    file.bytes.as_ref().is_ok_and(|bytes| kind(&file.name, bytes).is_some())
}

/// Files that were opened together, with the files of each archive in its place, and those of archives in it. One that cannot be
/// unpacked stays, with the reason. Names begin with that of the archive, without its ending, if it was not opened alone.
#[must_use]
pub fn unpack(files: &[RawFile]) -> Vec<RawFile> {
    let mut room = Room::default();
    let mut unpacked = Vec::new();
    for file in files {
        let folder =
            if files.len() == 1 { String::new() } else { format!("{}/", without_ending(&file.name)) };
        take_out(file, &folder, DEEPEST, &mut room, &mut unpacked);
    }
    unpacked
}

/// Largest number of archives in each other.
const DEEPEST: usize = 3;

fn take_out(file: &RawFile, folder: &str, deepest: usize, room: &mut Room, unpacked: &mut Vec<RawFile>) {
    let archive = file.bytes.as_ref().ok().and_then(|bytes| Some((kind(&file.name, bytes)?, bytes)));
    let Some((kind, bytes)) = archive.filter(|_| deepest > 0) else {
        return unpacked.push(file.clone());
    };
    let inside = match kind {
        Kind::Zip => zip::read(bytes, room),
        Kind::Gzip => gunzip(file, bytes, room),
        Kind::Tar => Ok(untar(file, &mut &**bytes, room)),
    };
    match inside {
        Ok(inside) => {
            for it in inside {
                // A packed file is no folder.
                let folder = if *it.name == *without_ending(&file.name) { "" } else { folder };
                let inner = RawFile { name: format!("{folder}{}", it.name).into(), ..it };
                let folder = format!("{}/", without_ending(&inner.name));
                take_out(&inner, &folder, deepest - 1, room, unpacked);
            }
        }
        Err(why) => unpacked.push(RawFile { name: file.name.clone(), bytes: Err(why) }),
    }
}

fn kind(name: &str, bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"\x1f\x8b") {
        Some(Kind::Gzip)
    } else if zip::is_zip(bytes) {
        other::document(name, bytes).is_none().then_some(Kind::Zip)
    } else {
        is_tar(name, bytes).then_some(Kind::Tar)
    }
}

/// True for a tar archive: its first header says so, or, in the oldest ones, only the name of the file.
fn is_tar(name: &str, bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
        || name.to_ascii_lowercase().ends_with(".tar") && bytes.len() >= HEADER
}

/// Size in bytes of a header in a tar archive.
const HEADER: usize = 512;

/// Files of a tar archive that is packed, or else the one file.
fn gunzip(file: &RawFile, bytes: &[u8], room: &mut Room) -> Result<Vec<RawFile>, ReadError> {
    let mut head = Vec::new();
    let begins = MultiGzDecoder::new(bytes).take(HEADER as u64).read_to_end(&mut head);
    begins.map_err(|_| ReadError::Archive(ArchiveFault::Damaged))?;
    let name = without_ending(&file.name);
    let is_tar = is_tar(name, &head) || file.name.to_ascii_lowercase().ends_with(".tgz");
    if is_tar {
        return Ok(untar(file, &mut MultiGzDecoder::new(bytes), room));
    }
    let bytes = room.read(&mut MultiGzDecoder::new(bytes), 0)?;
    Ok(vec![RawFile::new(name, bytes)])
}

/// Files of a tar archive, as far as it can be read; the rest of a damaged one is named by the archive.
fn untar(file: &RawFile, archive: &mut dyn Read, room: &mut Room) -> Vec<RawFile> {
    // Entries that are passed over are unpacked as well.
    let mut archive = tar::Archive::new(archive.take(4 * LARGEST_FILE));
    let mut files = Vec::new();
    let broken = |why| RawFile { name: file.name.clone(), bytes: Err(why) };
    let Ok(entries) = archive.entries() else {
        return vec![broken(ReadError::Archive(ArchiveFault::Damaged))];
    };
    for entry in entries {
        let Ok(mut entry) = entry else {
            files.push(broken(ReadError::Archive(ArchiveFault::Damaged)));
            break;
        };
        if files.len() == MOST_FILES {
            files.push(broken(ReadError::TooMany));
            break;
        }
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let path = entry.path_bytes();
        // Each byte is a letter of its own where a name is not in UTF-8.
        let name = String::from_utf8(path.to_vec())
            .unwrap_or_else(|_| path.iter().map(|byte| char::from(*byte)).collect());
        let size = entry.size();
        files.push(RawFile {
            name: name.strip_prefix("./").unwrap_or(&name).into(),
            bytes: room.read(&mut entry, size),
        });
    }
    files
}

/// Name up to the last dot; of the endings of a packed tar archive both are taken away.
fn without_ending(name: &str) -> &str {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.strip_suffix(".tar").unwrap_or(stem)
}

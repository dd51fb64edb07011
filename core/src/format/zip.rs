//! Several files as one: a ZIP archive of stored files (PKWARE's APPNOTE 6.3, 4.3), dated 1980, so that the same files make
//! the same archive. A library that writes such archives made the page 20 KB heavier.

use super::{File, LARGEST_FILE, ReadError};

/// The archive.
#[must_use]
pub fn write(files: &[File]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for File { name, content } in files {
        let (size, offset) = (content.len(), archive.len());
        // Version 2.0, a name in UTF-8, stored, midnight, 1 January 1980.
        let mut header = Vec::new();
        push(&mut header, 2, &[20, 0x800, 0, 0, 0x21]);
        push(&mut header, 4, &[crc32(content.as_bytes()), size, size]);
        push(&mut header, 2, &[name.len(), 0]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&header);
        archive.extend(name.as_bytes());
        archive.extend(content.as_bytes());
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&header);
        push(&mut directory, 2, &[0, 0, 0, 0, 0]);
        push(&mut directory, 4, &[offset]);
        directory.extend(name.as_bytes());
    }
    let (size, offset) = (directory.len(), archive.len());
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    push(&mut archive, 2, &[files.len(), files.len()]);
    push(&mut archive, 4, &[size, offset]);
    push(&mut archive, 2, &[0]);
    archive
}

/// A file of an archive, unpacked.
#[derive(Debug, PartialEq, Eq)]
pub struct Unpacked {
    /// Its name, with its folders.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A file in an archive.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its name, with its folders.
    pub name: String,
    /// Its bytes as they lie there.
    pub packed: &'a [u8],
    /// Whether they are packed (DEFLATE) rather than stored.
    pub is_deflated: bool,
    /// How many bytes it has when it is unpacked.
    pub size: u64,
}

/// Whether it is an archive, by its first bytes.
#[must_use]
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The files of an archive, by its directory at the end; without folders, and without what macOS adds.
///
/// # Errors
/// When it is damaged, encrypted, packed in another way, or unpacked larger than [`LARGEST_FILE`].
pub fn read(archive: &[u8]) -> Result<Vec<Entry<'_>>, ReadError> {
    let end = (0..archive.len()).rev().take(0x1_0016).find(|at| archive[*at..].starts_with(b"PK\x05\x06"));
    let directory = end.and_then(|end| numbers(archive, end as u64, [(10, 2), (16, 4)]));
    let [count, mut at] = directory.ok_or(DAMAGED)?;
    let (mut entries, mut total) = (Vec::new(), 0);
    for _ in 0..count {
        let parts = [(8, 2), (10, 2), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (42, 4)];
        let [flags, method, packed, size, name, extra, comment, offset] =
            numbers(archive, at, parts).ok_or(DAMAGED)?;
        let path = String::from_utf8_lossy(part(archive, at + 46, name).ok_or(DAMAGED)?).into_owned();
        at += 46 + name + extra + comment;
        let file_name = without_folders(&path);
        if file_name.is_empty() || file_name.starts_with('.') || path.starts_with("__MACOSX/") {
            continue;
        }
        if flags & 1 == 1 || ![0, 8].contains(&method) {
            return Err(ReadError::Archive("one that is encrypted or packed in an unknown way"));
        }
        total += size;
        if total > LARGEST_FILE {
            return Err(ReadError::Archive("one of more than 64 MB unpacked"));
        }
        // Where the bytes begin is said by what stands in front of them.
        let [name, extra] = numbers(archive, offset, [(26, 2), (28, 2)]).ok_or(DAMAGED)?;
        let packed = part(archive, offset + 30 + name + extra, packed).ok_or(DAMAGED)?;
        entries.push(Entry { name: path, packed, is_deflated: method == 8, size });
    }
    Ok(entries)
}

/// The last part of a path.
pub(super) fn without_folders(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

const DAMAGED: ReadError = ReadError::Archive("a damaged one");

fn part(archive: &[u8], from: u64, size: u64) -> Option<&[u8]> {
    archive.get(usize::try_from(from).ok()?..)?.get(..usize::try_from(size).ok()?)
}

/// The numbers at those places behind one, each of so many bytes.
fn numbers<const N: usize>(archive: &[u8], behind: u64, places: [(u64, u64); N]) -> Option<[u64; N]> {
    let mut numbers = [0; N];
    for (number, (at, size)) in numbers.iter_mut().zip(places) {
        let bytes = part(archive, behind + at, size)?;
        *number = bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
    }
    Some(numbers)
}

/// Each number in so many bytes, the lowest first. What is written is far smaller than what they have room for.
fn push(to: &mut Vec<u8>, bytes: usize, numbers: &[usize]) {
    for number in numbers {
        to.extend(&number.to_le_bytes()[..bytes]);
    }
}

/// CRC-32 as in ISO 3309, bit by bit.
fn crc32(bytes: &[u8]) -> usize {
    let crc = bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    });
    !crc as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_is_the_one_that_everybody_counts() {
        assert_eq!([&b""[..], b"123456789"].map(crc32), [0, 0xcbf4_3926]);
    }
}

//! Several files as one: a ZIP archive of stored files (PKWARE's APPNOTE 6.3, 4.3), dated 1980, so that the same files make
//! the same archive. A library that writes such archives made the page 20 KB heavier.

use super::File;

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

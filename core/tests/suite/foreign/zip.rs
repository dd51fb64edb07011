//! ZIP archives: what is unpacked, what is left out, and what is refused.

use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, ZipWriter};
use glossator_core::formats::{self, ArchiveFault, File, LARGEST_FILE, RawFile, ReadError, zip};
use std::io::{Cursor, Write};

fn file(name: &str, content: &str) -> File {
    File { name: name.to_owned(), content: content.to_owned() }
}

/// Files of an archive that is opened alone.
pub fn unpacked(archive: &[u8]) -> Vec<RawFile> {
    formats::unpack(&[RawFile::new("a.zip", archive)])
}

/// Archive of files, packed as other programs do it.
pub fn packed(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(name, SimpleFileOptions::default().compression_method(method)).expect("a name");
        archive.write_all(content).expect("room");
    }
    archive.finish().expect("an archive").into_inner()
}

/// The archive with another number at that place of the headers in front of a file and in the directory.
fn patched(archive: &[u8], in_front: usize, in_directory: usize, number: u8) -> Vec<u8> {
    let mut archive = archive.to_vec();
    for at in 0..archive.len() {
        if archive[at..].starts_with(b"PK\x03\x04") {
            archive[at + in_front] = number;
        } else if archive[at..].starts_with(b"PK\x01\x02") {
            archive[at + in_directory] = number;
        }
    }
    archive
}

#[test]
fn the_same_files_make_the_same_archive_and_come_back() {
    let files = [file("a.txt", "Ana"), file("مقال/é.json", "{}"), file("empty", "")];
    let archive = zip::write(&files).expect("files of different names");
    assert_eq!(Ok(&archive), zip::write(&files).as_ref().map_err(|_| ()));
    assert!(formats::is_archive(&RawFile::new("a.zip", &*archive)));
    let expected = files.map(|File { name, content }| RawFile::new(name, content.into_bytes()));
    assert_eq!(unpacked(&archive), expected);
    // 1 January 1980, and a name in UTF-8 says so.
    assert_eq!(archive[10..14], [0, 0, 0x21, 0]);
    let second = archive.windows(4).rposition(|it| it == b"PK\x03\x04").expect("a header");
    assert_eq!(archive[second + 7] & 8, 0, "ASCII is ASCII");
    assert!(zip::write(&[file(&"a".repeat(65_536), "")]).is_err());
}

#[test]
fn packed_files_are_unpacked_without_folders() {
    let files: [(&str, &[u8]); 6] = [
        ("work/", b""),
        ("work/a.txt", b"Ana met Bob, and Bob met Ana."),
        ("work/.DS_Store", b"x"),
        ("__MACOSX/notes/._a.txt", b"x"),
        (".hidden", b"x"),
        ("work/é.ann", b"T1\tA 0 3\tAna\n"),
    ];
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        // Some say nothing of their names.
        for flags in [8, 0] {
            let found = unpacked(&patched(&packed(&files, method), 7, 9, flags));
            assert_eq!(
                found,
                files[1..].iter().map(|(name, bytes)| RawFile::new(*name, *bytes)).collect::<Vec<_>>()
            );
        }
    }
    assert_eq!(unpacked(&packed(&[], CompressionMethod::Stored)), []);
}

#[test]
fn what_cannot_be_unpacked_is_refused() {
    use ArchiveFault::{Damaged, Locked, TooLarge};
    let check = |archive: &[u8], fault: ArchiveFault| {
        let faults: Vec<_> = unpacked(archive).into_iter().filter_map(|file| file.bytes.err()).collect();
        assert_eq!(faults, [ReadError::Archive(fault)]);
    };
    let files: [(&str, &[u8]); 1] = [("a.txt", b"Ana met Bob, and Bob met Ana.")];
    let stored = packed(&files, CompressionMethod::Stored);
    let deflated = packed(&files, CompressionMethod::Deflated);
    check(&patched(&stored, 6, 8, 1), Locked);
    check(&patched(&stored, 8, 10, 98), Locked);
    check(b"PK\x03\x04 and no more", Damaged);
    for archive in [&stored, &deflated] {
        check(&archive[..archive.len() / 2], Damaged);
        let mut archive = archive.clone();
        archive[40] ^= 0xff;
        check(&archive, Damaged);
    }
    let half = vec![b' '; usize::try_from(LARGEST_FILE / 2 + 1).expect("it fits")];
    let large = packed(&[("a.txt", &half), ("b.txt", &half)], CompressionMethod::Stored);
    check(&large, TooLarge);
    // A file is as large as it says it is.
    check(&patched(&stored, 22, 24, 7), Damaged);
    check(&patched(&deflated, 22, 24, 7), Damaged);
}

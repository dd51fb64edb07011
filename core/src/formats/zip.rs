//! ZIP archives (PKWARE's APPNOTE 6.3), written and taken apart by the `rawzip` crate, unpacked by `flate2`.
//!
//! It knows no format of the files in them.

use super::error::{ArchiveFault, ReadError};
use super::format::{File, RawFile};
use super::limits::{MOST_FILES, Room};
use flate2::bufread::DeflateDecoder;
use flate2::write::DeflateEncoder;
use flate2::{Compression, CrcReader};
use rawzip::time::UtcDateTime;
use rawzip::{
    CompressionMethod, DataDescriptorOutput, Error, ZipArchive, ZipArchiveWriter, ZipFileHeaderRecord,
    ZipSliceArchive, ZipVerification,
};
use std::io::{Read, Write};
use std::rc::Rc;

/// Archive of those files, packed and dated 1980, so that the same files make the same archive. They are packed because their
/// sizes stand behind them, which some programs take of packed files only (`java.util.zip.ZipInputStream`).
///
/// # Errors
/// When a name is longer than 65,535 bytes.
pub fn write(files: &[File]) -> Result<Vec<u8>, Error> {
    /// Second at which the calendar of archives begins.
    const START_OF_1980: i64 = 315_532_800;
    let time = UtcDateTime::from_unix(START_OF_1980);
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for File { name, content } in files {
        let file = archive.new_file(name).last_modified(time).compression_method(CompressionMethod::DEFLATE);
        let (mut entry, _) = file.start()?;
        let bytes = content.as_bytes();
        let mut packer = DeflateEncoder::new(&mut entry, Compression::fast());
        packer.write_all(bytes)?;
        packer.finish()?;
        entry.finish(DataDescriptorOutput::new(crc32fast::hash(bytes), bytes.len() as u64))?;
    }
    archive.finish()
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
    let damaged = |_| ReadError::Archive(ArchiveFault::Damaged);
    let archive = ZipArchive::from_slice(archive).map_err(damaged)?;
    if archive.entries().nth(MOST_FILES).is_some() {
        return Err(ReadError::TooMany);
    }
    let mut files = Vec::new();
    for entry in archive.entries() {
        let entry = entry.map_err(damaged)?;
        let name = name(entry.file_path().as_ref());
        if !name.ends_with(['/', '\\']) {
            files.push(RawFile { name: name.into(), bytes: unpack(&archive, &entry, room) });
        }
    }
    Ok(files)
}

/// Contents of an entry.
///
/// # Errors
/// When it is damaged, locked, or larger than the room that is left.
pub(super) fn unpack(
    archive: &ZipSliceArchive<&[u8]>,
    entry: &ZipFileHeaderRecord<'_>,
    room: &mut Room,
) -> Result<Rc<[u8]>, ReadError> {
    let damaged = |_| ReadError::Archive(ArchiveFault::Damaged);
    let packed = archive.get_entry(entry.wayfinder()).map_err(damaged)?;
    let content: Box<dyn Read> = match entry.compression_method() {
        _ if entry.flags().is_encrypted() => return Err(ReadError::Archive(ArchiveFault::Locked)),
        CompressionMethod::STORE => Box::new(packed.data()),
        CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(packed.data())),
        _ => return Err(ReadError::Archive(ArchiveFault::Locked)),
    };
    let mut content = CrcReader::new(content);
    let bytes = room.read(&mut content, entry.uncompressed_size_hint())?;
    let found = ZipVerification { crc: content.crc().sum(), uncompressed_size: bytes.len() as u64 };
    packed.claim_verifier().valid(found).map_err(damaged)?;
    Ok(bytes)
}

/// Name in UTF-8, or else in the code page of the PC, in which each byte is a letter of its own.
pub(super) fn name(bytes: &[u8]) -> String {
    const BEYOND_ASCII: &str = "\
        ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
        └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
    let letter = |byte: &u8| match byte {
        0..0x80 => char::from(*byte),
        _ => BEYOND_ASCII.chars().nth(usize::from(*byte) - 0x80).unwrap_or_default(),
    };
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(letter).collect(), str::to_owned)
}

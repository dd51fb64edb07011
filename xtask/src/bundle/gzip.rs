//! What the page weighs, compressed as a server would do it, and packing what browsers unpack by themselves.

use std::fs;
use std::io::{Result, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

/// How many bytes `gzip -9` makes of that file, by which the page is weighed. Where there is no such program, a library
/// says so, less the one in a hundred that it makes more.
///
/// # Errors
/// When the file cannot be read.
pub fn weight(file: &Path) -> Result<usize> {
    let gzip = Command::new("gzip").args(["-9", "-n", "-c"]).arg(file).stderr(Stdio::null()).output();
    if let Ok(packed) = gzip
        && packed.status.success()
    {
        return Ok(packed.stdout.len());
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&fs::read(file)?)?;
    Ok(encoder.finish()?.len() * 99 / 100)
}

/// Packs bytes into the format that browsers call `deflate-raw`.
///
/// # Errors
/// Never in practice: memory is what it is written to.
pub fn deflate(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

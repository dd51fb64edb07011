//! What the page weighs, compressed as a server would do it, and packing what browsers unpack by themselves.

use std::io::{Result, Write as _};

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

/// How many bytes `gzip -9` makes of these, by which the page is weighed; one in a hundred too many.
///
/// # Errors
/// Never in practice: memory is what it is written to.
pub fn weight(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
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

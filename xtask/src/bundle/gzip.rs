//! Compression: of the program, as small as gzip's format allows, and of the page, as a server would do it.

use std::io::{Result, Write as _};
use std::num::NonZero;

use flate2::Compression;
use flate2::write::GzEncoder;
use zopfli::{Format, Options};

/// Compresses bytes as small as can be, which takes seconds.
///
/// The same bytes always give the same result, as no time and no name is written.
///
/// # Errors
/// Never in practice: memory is what it is written to.
pub fn smallest(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    // More rounds take long and save hardly a byte in a thousand.
    let options = Options { iteration_count: NonZero::<u64>::MIN, ..Options::default() };
    zopfli::compress(options, Format::Gzip, bytes, &mut out)?;
    Ok(out)
}

/// How many bytes `gzip -9` makes of these, by which the page is weighed; one in a hundred too many.
///
/// # Errors
/// Never in practice: memory is what it is written to.
pub fn weight(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

//! Gzip: how the program stands in the page, and how the page is weighed.

use std::io::{Result, Write as _};
use std::num::NonZeroU64;

use flate2::Compression;
use flate2::write::GzEncoder;
use zopfli::{Format, Options};

/// Rounds of the search; more of them take longer and save next to nothing.
const ROUNDS: NonZeroU64 = NonZeroU64::new(3).expect("it is not 0");

/// Bytes in the gzip format, in a long search as small as they get: about a twentieth less than [`gzip`] makes them. They are
/// the same each time.
///
/// # Errors
/// Never in practice: memory is what it is written to.
pub fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    let options = Options { iteration_count: ROUNDS, ..Options::default() };
    let mut packed = Vec::new();
    zopfli::compress(options, Format::Gzip, bytes, &mut packed)?;
    Ok(packed)
}

/// Bytes in the gzip format, as a server makes them at most; without a name or time.
///
/// # Errors
/// Never in practice: memory is what it is written to.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

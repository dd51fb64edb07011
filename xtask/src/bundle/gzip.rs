//! Gzip: how the program stands in the page, and how the page is weighed.

use std::io::{Result, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;

/// Bytes in the gzip format, as small as the library makes them; without a name or time, so that they are the same each
/// time.
///
/// # Errors
/// Never in practice: memory is what it is written to.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

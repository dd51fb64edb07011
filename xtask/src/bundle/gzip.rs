//! What the page weighs: compressed as a server would do it. Nothing in the page itself is gzip.

use std::io::{Result, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;

/// How many bytes `gzip -9` makes of these, by which the page is weighed; one in a hundred too many.
///
/// # Errors
/// Never in practice: memory is what it is written to.
pub fn weight(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

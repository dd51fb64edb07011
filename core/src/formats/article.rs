//! Articles as plain text files, kept byte for byte.
//!
//! - **Reads** the text; the article's id is the name of the file.
//! - **Writes** nothing, and has no room for annotations.

use super::error::ReadError;

/// Id of an article: the name of its file up to the last dot.
///
/// # Errors
/// When there is no text in it.
pub fn read<'a>(name: &'a str, text: &str) -> Result<&'a str, ReadError> {
    if text.contains('\0') {
        return Err(ReadError::Binary);
    }
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim();
    Ok(if stem.is_empty() { "article" } else { stem })
}

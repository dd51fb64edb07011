//! An article as a plain text file: kept byte for byte, named after its file.

use super::ReadError;
use crate::document::DocumentId;
use crate::import::{Incoming, IncomingDocument};

/// An article, with its file's name (without what follows the last dot) as its id.
///
/// # Errors
/// When there is no text in it.
pub fn read(name: &str, text: &str) -> Result<Incoming, ReadError> {
    if text.contains('\0') {
        return Err(ReadError::Binary);
    }
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim();
    let id = DocumentId::from(if stem.is_empty() { "article" } else { stem });
    let document = IncomingDocument { id, text: Some(text.into()), ..IncomingDocument::default() };
    Ok(Incoming { documents: vec![document], ..Incoming::default() })
}

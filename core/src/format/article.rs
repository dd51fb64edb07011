//! An article as a plain text file: kept byte for byte, named after its file.

use super::ReadError;
use crate::document::DocumentId;
use crate::import::{Incoming, IncomingDocument};

/// # Errors
/// When there is no text in it.
pub fn read(name: &str, text: &str) -> Result<Incoming, ReadError> {
    if text.contains('\0') {
        return Err(ReadError::Binary);
    }
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let stem = name.len() - ".txt".len();
    let id = name.get(..stem).map(str::trim).filter(|stem| !stem.is_empty()).unwrap_or("article");
    let document = IncomingDocument {
        id: DocumentId::from(id),
        title: None,
        text: Some(text.into()),
        ..IncomingDocument::default()
    };
    Ok(Incoming { documents: vec![document], ..Incoming::default() })
}

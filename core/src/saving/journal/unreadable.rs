//! Stored text that cannot be read.

use crate::json::SyntaxError;

/// Text in the store that is no JSON, or not of the stored form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, found {found}")]
pub struct Unreadable {
    /// The thing that should stand there.
    pub expected: String,
    /// The thing that does.
    pub found: String,
}

impl Unreadable {
    pub(super) fn new(expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self { expected: expected.into(), found: found.into() }
    }

    pub(super) fn no_json(value: &str, error: &serde_json::Error) -> Self {
        Self::new("JSON", SyntaxError::new(value, error).to_string())
    }
}

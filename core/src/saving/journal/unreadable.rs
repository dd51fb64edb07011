//! Unreadable text in the store, with what was expected and found.

use crate::json::SyntaxError;

/// Text in the store that is no JSON, or not of the stored form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, found {found}")]
pub struct Unreadable {
    /// Description of what was expected.
    pub expected: String,
    /// Description of what was found.
    pub found: String,
}

impl Unreadable {
    pub(crate) fn new(expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self { expected: expected.into(), found: found.into() }
    }

    pub(super) fn no_json(value: &str, error: &serde_json::Error) -> Self {
        Self::new("JSON", SyntaxError::new(value, error).to_string())
    }
}

//! Stored text that cannot be read.

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

    pub(super) fn no_json(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        Self::new("JSON", format!("a mistake at line {line}, column {column}"))
    }
}

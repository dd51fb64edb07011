//! Rows: a tagged span and a relation as a file has them, before they have ids here.

use crate::import::{FilePart, ForeignFields, Said};
use crate::model::time::Timestamp;

/// Tagged span as a file has it. Empty texts stand for what the file lacks.
#[derive(Clone, Default)]
pub struct SpanRow<'a> {
    /// Part of the file in which it stands.
    pub at: FilePart,
    /// Number of its article: see [`Intake::article`].
    pub article: usize,
    /// Id in the file.
    pub id: &'a str,
    /// Name in the relations of the file, if that is not the id.
    pub name: &'a str,
    /// Label.
    pub label: &'a str,
    /// First code point; 0, as the end, where the file has no positions.
    pub start: u64,
    /// Position behind the last code point.
    pub end: u64,
    /// Words, and their context.
    pub quote: &'a str,
    pub prefix: &'a str,
    pub suffix: &'a str,
    pub note: &'a str,
    /// Annotator: a UUID or a name.
    pub annotator: &'a str,
    pub created: Timestamp,
    pub modified: Timestamp,
    /// Fields that are kept as they are.
    pub foreign: ForeignFields,
    /// Things that are said in names.
    pub said: Said,
}

/// Relation as a file has it, but for its ends. Empty texts stand for what the file lacks.
#[derive(Default)]
pub struct RelationRow<'a> {
    /// Id in the file.
    pub id: &'a str,
    /// Name that tells it from equal ones of the file, if it has no id.
    pub name: &'a str,
    pub kind: &'a str,
    pub note: &'a str,
    /// Annotator: a UUID or a name.
    pub annotator: &'a str,
    pub created: Timestamp,
    pub modified: Timestamp,
    /// Fields that are kept as they are.
    pub foreign: ForeignFields,
}

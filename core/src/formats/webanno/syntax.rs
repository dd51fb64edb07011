//! Syntax: the marks of a WebAnno TSV file that its reader and its writer share.

/// Beginning of a file, in front of its minor version.
pub const BEGINNING: &str = "#FORMAT=WebAnno TSV 3.";

/// Cell without an annotation.
pub const NOTHING: &str = "_";

/// Annotation without that value.
pub const NO_VALUE: &str = "*";

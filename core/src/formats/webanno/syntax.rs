//! Syntax: the marks of a WebAnno TSV file that its reader and its writer share.

/// How such a file begins, before its version.
pub const BEGINNING: &str = "#FORMAT=WebAnno TSV 3.";

/// Where no annotation is.
pub const NOTHING: &str = "_";

/// An annotation without that value.
pub const NO_VALUE: &str = "*";

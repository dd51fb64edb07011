//! JSON (RFC 8259) without a tree: a text is checked once, then its values are found where they stand when
//! somebody asks for them, and new text is written piece by piece.
//!
//! A file of a million characters is read without an allocation for each of its names and values, numbers stay as
//! somebody wrote them, and the page is several KB smaller than with a parser that can build any type. This package
//! does not know what any value is for.

mod check;
mod value;
mod writer;

pub use self::check::SyntaxError;
pub use self::value::{Fields, Items, Json, describe_text};
pub use self::writer::Writer;

/// Lists and objects in each other that a text may have. Enough for any file, and too few to exhaust the stack.
pub const DEEPEST: usize = 127;

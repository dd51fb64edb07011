//! The project's own JSON, `glossator/2`: everything that a person made, with the articles.
//!
//! - **Reads** every version up to [`VERSION`]. Rows that make no sense are findings; fields that nobody here knows are kept.
//! - **Writes** lists that are sorted and fields in a fixed order, so that two downloads of one state differ only in
//!   `exported`. Offsets are Unicode code points, half-open. The meaning of each field is in the repository's
//!   `docs/json.md`.
//! - **Has no room** for settings and for what was deleted.

mod reading;
pub(super) mod row;
mod shape;
mod writing;

pub use self::reading::read;
pub(super) use self::reading::{read_all, read_row};
pub(super) use self::shape::{OF_ANNOTATION, OF_DOCUMENT, OF_RELATION, Plain};
pub use self::writing::{write, write_project};

/// Version that is written, and the highest that can be read.
pub const VERSION: u64 = 2;

/// Value of `format`.
pub const FORMAT: &str = "glossator";

/// Value of `offset_unit`.
const OFFSET_UNIT: &str = "unicode code points";

/// Largest nesting of lists and objects in a value that nobody here knows but that is kept. A file and an entry of the journal
/// wrap a few more around it, which must not be more than can be read.
pub(super) const DEEPEST: usize = 64;

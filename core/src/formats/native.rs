//! The project's own JSON, `glossator/1`: everything that a person made, with the articles.
//!
//! Offsets are Unicode code points, half-open. Lists are sorted and fields stand in a fixed order, so that two
//! downloads of one state differ only in `exported`. The meaning of each field stands in the repository's
//! `docs/json.md`.

mod reading;
mod rows;
mod writing;

pub use self::reading::read;
pub use self::writing::write;

/// The version that is written, and the highest that can be read.
pub const VERSION: u64 = 1;

/// What `format` says.
pub const FORMAT: &str = "glossator";

/// What `offset_unit` says.
const OFFSET_UNIT: &str = "unicode code points";

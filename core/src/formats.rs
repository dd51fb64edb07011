//! File formats: functions between bytes and values. None of them knows the store, a command or the page.
//!
//! The contents of a file become [`Incoming`](crate::import::Incoming); their meaning for the corpus is decided in one
//! place, [`crate::import`]. Each format is a file or a folder that says at its top what it reads, what it writes and what
//! it has no room for; `registry` lists them, and they share `reading` and `writing`.

mod archive;
pub mod articles;
mod brat;
pub mod codebook;
mod conll;
pub mod csv;
mod doccano;
mod error;
mod format;
mod hugging_face;
mod inception;
mod iri;
mod label_studio;
mod left_out;
mod limits;
pub mod matrix;
pub mod native;
mod opening;
mod other;
mod prodigy;
mod python;
mod reading;
mod registry;
mod spacy;
pub mod stored;
mod tei;
mod uima;
mod w3c;
mod webanno;
mod writing;
pub mod zip;

pub use self::archive::{is_archive, unpack};
pub use self::articles::{Readings, Tools, read_date, recalled, remembered};
pub use self::error::{ArchiveFault, ReadError};
pub use self::format::{File, Format, RawFile};
pub use self::left_out::{LeftOut, Unwritten};
pub use self::limits::{LARGEST_FILE, MOST_FILES};
pub use self::opening::{Reading, read, read_together, read_with};
pub use self::registry::FORMATS;

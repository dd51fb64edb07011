//! Articles: files that texts come in, and the articles that are cut out of them.
//!
//! Each kind of file is a file here, which opens with what it reads, from which description, and what it leaves out. They make
//! [`Draft`](draft::Draft)s of paragraphs and attributes; [`draft`] applies what a person corrected and takes them in.

mod readings;

pub use self::readings::{Readings, Tools, recalled, remembered};

//! W3C Web Annotation Data Model (Recommendation, 23 February 2017), as JSON-LD.
//!
//! - **Reads** a collection, a page, a graph, a list of annotations or one: selectors by position and by quote, tags and plain
//!   bodies as labels, comments as notes, and annotations for `linking` as relations; also rows of the API of Hypothesis.
//! - **Writes** one collection with one page. Each span has both selectors, in code points (4.2.4, 4.2.5); a label is a body
//!   for tagging, a note one for commenting; a relation is an annotation of its own, from its target to its body. Times are in
//!   UTC (3.3.1).
//! - **Has no room** for the articles’ texts, to which it only refers.

mod reading;
mod selection;
mod writing;

use super::format::Format;

/// Collection of all annotations and relations.
pub const FORMAT: Format = Format {
    id: "w3c",
    name: "W3C Web Annotation",
    ending: "jsonld",
    no_room: |_| Vec::new(),
    write: writing::write,
    read: Some(reading::read),
};

//! CSV: tables with a line for each span, in two variants.
//!
//! - **Reads** tables of spans (`document`, `start`, `end`, `label`) and of relations (`type`, `from`, `to`) between commas,
//!   semicolons or tabs, with the columns in any order. Entities are known by their names; other columns are values where an
//!   attribute is called so, and are counted where none is. Tables of articles are read elsewhere.
//! - **Writes** `annotations.csv`, with the names of the entity and of whom a claim is said by, and with a column for each
//!   attribute that an annotation has a value of; and `relations.csv` where there are relations, with the words and entities of
//!   both ends. Positions count code points. The variant for spreadsheets begins with a byte order mark, and no cell of it
//!   begins like a formula.
//! - **Has no room** for the articles’ texts, and no cell for fields of other programs.
//!
//! [`counts()`] writes a table of another kind, which nobody reads back; [`entities()`] one of the names of things, which
//! [`read_entities`] reads.

mod counts;
mod entities;
pub(super) mod formula;
mod reading;
pub(super) mod table;
mod writing;

pub use self::counts::counts;
pub use self::entities::{EntityTable, entities, read_entities};
pub(super) use self::reading::is_of_relations;

use super::format::Format;
use crate::model::attribute::{DATE, HEADLINE, OUTLET};
use crate::model::relation_type::{CUE, SAID_BY, VIA, WHERE};

/// Names of the columns of spans that are always there.
const OF_SPANS: [&str; 18] = [
    "id",
    "document",
    "start",
    "end",
    "label",
    "text",
    "entity",
    LINKS[0].0,
    LINKS[1].0,
    LINKS[2].0,
    LINKS[3].0,
    "note",
    "annotator",
    "created",
    "modified",
    OUTLET,
    DATE,
    HEADLINE,
];

/// Names of the columns of relations that are always there.
const OF_RELATIONS: [&str; 12] = [
    "id",
    "type",
    "from",
    "to",
    "from_text",
    "from_entity",
    "to_text",
    "to_entity",
    "note",
    "annotator",
    "created",
    "modified",
];

/// Columns that name the other ends of relations from a span, each with the id of their type.
const LINKS: [(&str, &str); 4] = [("speaker", SAID_BY), ("via", VIA), ("cue", CUE), ("where", WHERE)];

/// Tables as they are.
pub const FORMAT: Format = Format {
    id: "csv",
    name: "CSV",
    ending: "csv",
    no_room: |_| Vec::new(),
    write: writing::write,
    read: Some(reading::read),
};

/// Tables in which no cell is a formula for a spreadsheet.
pub const SPREADSHEET: Format = Format {
    id: "spreadsheet",
    name: "CSV for spreadsheets",
    ending: "csv",
    no_room: |_| Vec::new(),
    write: writing::write_for_spreadsheets,
    read: Some(reading::read),
};

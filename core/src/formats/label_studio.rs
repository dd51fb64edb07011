//! Label Studio (1.23): the tasks with their annotations, and the labelling configuration that they belong to.
//!
//! - **Reads** tasks with texts: the work of each person, or, where there is none, what was predicted; spans with their labels,
//!   notes and what else is said of them, and relations. Its short form without tasks is read as rows of texts with spans.
//! - **Writes** `tasks.json`, with people and times in the `meta` of each span, and `label_config.xml`.
//! - **Has no room** for relations between articles, and for notes, people and times of relations.

mod reading;
mod writing;

use super::format::Format;
use super::left_out;

/// Tasks and configuration, in an archive.
pub const FORMAT: Format = Format {
    id: "label-studio",
    name: "Label Studio",
    ending: "zip",
    no_room: |contents| vec![left_out::between_articles(contents)],
    write: writing::write,
    read: Some(reading::read),
};

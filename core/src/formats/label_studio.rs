//! Label Studio (1.23): the tasks with their annotations, and the labelling configuration that they belong to.
//!
//! - **Reads** tasks with texts: the work of each person, or, where there is none, what was predicted; spans with their labels,
//!   notes and what else is said of them, and relations. Its short form without tasks is read as rows of texts with spans.
//! - **Writes** `tasks.json`, with entities, people and times in the `meta` of each span and values of attributes as results
//!   about it, and `label_config.xml`, which has a control for each attribute.
//! - **Has no room** for values of what is no attribute of the codebook, for relations between articles, and for notes, people
//!   and times of relations.

mod reading;
mod writing;

use super::format::Format;
use super::left_out;
use crate::export::Tagged;

/// Tasks and configuration, in an archive.
pub const FORMAT: Format = Format {
    id: "label-studio",
    name: "Label Studio",
    ending: "zip",
    no_room: |contents| {
        let is_written =
            |span: &Tagged<'_>, id: &str| contents.attributes.get(&span.annotation.label.0, id).is_some();
        vec![
            left_out::values_but(contents, is_written),
            left_out::between_articles(contents),
            left_out::loose(contents),
        ]
    },
    write: writing::write,
    read: Some(reading::read),
};

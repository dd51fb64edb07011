//! Label Studio (1.23): the tasks with their annotations, and the labelling configuration that they belong to.

mod reading;
mod writing;

use super::format::{self, Format};

/// See the module.
pub const FORMAT: Format = Format {
    id: "label-studio",
    name: "Label Studio",
    ending: "zip",
    keeps: "texts, spans, labels, notes, relations within an article; people and times beside each span",
    leaves_out: "relations between articles; notes, people and times of relations",
    lost: |contents| vec![format::between_articles(contents)],
    write: writing::write,
    read: Some(reading::read),
};

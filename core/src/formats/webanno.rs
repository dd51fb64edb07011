//! WebAnno TSV 3.3, as INCEpTION reads it: an article in each file, a token in each line, a blank line between sentences.
//!
//! - **Reads** named entities and layers of a project’s own, with all their features, their links, the relations between them, and
//!   chains. Of several features `value` is the label, or else the first. Findings of a program about the language are counted.
//! - **Writes** labels as the values of named entities, which INCEpTION has, and IRIs of entities as identifiers; it refuses layers that its project lacks. Positions
//!   are UTF-16 units. The text comes back from the sentences: the line end behind one is taken away where the next begins at
//!   once. So a sentence has the white space behind it, and only white space in front of the first becomes blanks.
//! - **Has no room** for titles, names of entities, values, notes, people, times and relations, for an article without words, and for white space at the
//!   ends of a span.

mod layers;
mod made;
mod reading;
mod syntax;
mod writing;

use super::format::Format;
use super::left_out::{self, LeftOut, Unwritten};
use super::writing::tokens;
use crate::export::Article;

/// Sentences and tokens, a file for each article.
pub const FORMAT: Format = Format {
    id: "webanno",
    name: "WebAnno TSV",
    ending: "zip",
    no_room: |contents| {
        let is_empty = |article: &&Article<'_>| article.document.text.content().trim().is_empty();
        let empty = contents.articles.iter().filter(is_empty).count();
        let empty = LeftOut { what: Unwritten::ArticlesWithoutWords, count: empty };
        vec![empty, tokens::blank(contents), left_out::values(contents), left_out::relations(contents)]
    },
    write: writing::write,
    read: Some(reading::read),
};

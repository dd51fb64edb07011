//! Words: every sentence of more than a name that the page says. Core and updates hand over data, and these functions make
//! sentences of it, so that another language is another folder.
//!
//! They know neither the state nor where a sentence is shown.

pub mod actors;
pub mod annotations;
pub mod articles;
pub mod attribution;
pub mod claims;
pub mod codebook;
pub mod compare;
pub mod counts;
pub mod cuts;
pub mod dates;
pub mod differences;
pub mod editing;
pub mod export;
pub mod files;
pub mod folder;
pub mod formats;
pub mod help;
pub mod hints;
pub mod import;
mod json;
pub mod passages;
pub mod projects;
pub mod remarks;
pub mod search;
pub mod settings;
pub mod storage;
pub mod tagging;
pub mod team;
pub mod unfinished;
mod unread;
pub mod values;

use std::borrow::Cow;

/// Words in curly quotes, short enough for a message, and isolated so that Arabic or Hebrew words do not turn the sentence
/// around them.
#[must_use]
pub fn quoted(words: &str) -> String {
    format!("“\u{2068}{}\u{2069}”", shortened(words))
}

/// The same for files and the clipboard, which know no such isolation.
#[must_use]
pub fn without_isolation(words: &str) -> String {
    words.replace(['\u{2068}', '\u{2069}'], "")
}

/// The first words, on one line.
#[must_use]
pub fn shortened(words: &str) -> String {
    const LONGEST: usize = 40;
    let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = folded.char_indices().nth(LONGEST).map(|(at, _)| &folded[..at]);
    cut.map_or_else(|| folded.clone(), |cut| format!("{}…", cut.trim_end()))
}

/// A reason that a browser or a library gives, to stand before our own full stop.
#[must_use]
pub fn reason(why: &impl std::fmt::Display) -> String {
    why.to_string().trim_end_matches(['.', ' ']).to_owned()
}

/// The words with a capital at their beginning, where that is a letter from a to z.
#[must_use]
pub fn capital(words: &str) -> String {
    words.get(..1).map(str::to_ascii_uppercase).unwrap_or_default() + words.get(1..).unwrap_or_default()
}

/// Beginning of what people or files brought, as a list, a button or a message shows it; the rest is kept all the same. A browser
/// takes many seconds to break a hundred thousand characters without a blank into lines.
#[must_use]
pub fn cut(words: &str) -> Cow<'_, str> {
    const LONGEST: usize = 500;
    match words.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &words[..at]).into(),
        None => words.into(),
    }
}

/// "1 annotation", "2 annotations".
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

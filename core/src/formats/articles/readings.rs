//! Readings: what a person corrected about files of articles, as data, and what the platform does for their readers.
//!
//! A file that is read again with other readings gives other articles; nothing of it is kept between two readings.

use crate::import::{Header, Meaning};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Corrections for files of articles, by their paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readings {
    /// Encodings, as labels of the WHATWG’s Encoding Standard.
    pub encodings: HashMap<Rc<str>, Rc<str>>,
    /// Meanings of the columns of tables, by their headers, whatever the file.
    pub columns: HashMap<Header, Vec<Meaning>>,
    /// Pieces that are to be kept (`true`) or left out, by their numbers.
    pub kept: HashMap<Rc<str>, BTreeMap<usize, bool>>,
    /// Pieces with which an article is to begin (`true`), or not to begin, by their numbers.
    pub begins: HashMap<Rc<str>, BTreeMap<usize, bool>>,
}

impl Readings {
    /// Reads that file in another encoding; its pieces are others then.
    pub fn decode(&mut self, file: Rc<str>, label: Rc<str>) {
        self.kept.remove(&file);
        self.begins.remove(&file);
        self.encodings.insert(file, label);
    }

    /// Keeps a piece of that file that is left out, or leaves it out (`false`).
    pub fn keep(&mut self, file: Rc<str>, piece: usize, keeps: bool) {
        self.kept.entry(file).or_default().insert(piece, keeps);
    }

    /// True if something of a file is corrected; what is said of columns counts for every file.
    #[must_use]
    pub fn are_of_files(&self) -> bool {
        !(self.encodings.is_empty() && self.kept.is_empty() && self.begins.is_empty())
    }

    /// Begins an article with that piece.
    pub fn split(&mut self, file: Rc<str>, piece: usize) {
        self.begins.entry(file).or_default().insert(piece, true);
    }

    /// Joins the article that begins with that piece to the one before.
    pub fn join(&mut self, file: Rc<str>, piece: usize) {
        self.begins.entry(file).or_default().insert(piece, false);
    }
}

/// Meanings of columns as they are remembered: a list of words, of which `=` begins an attribute’s id.
#[must_use]
pub fn remembered(meanings: &[Meaning]) -> String {
    let word = |meaning: &Meaning| match meaning {
        Meaning::Text => "text".to_owned(),
        Meaning::Id => "id".to_owned(),
        Meaning::Attribute(id) => format!("={id}"),
        Meaning::Field => "field".to_owned(),
        Meaning::Nothing => "nothing".to_owned(),
    };
    Value::from(meanings.iter().map(word).collect::<Vec<_>>()).to_string()
}

/// Meanings that were remembered so; `None` if they are others.
#[must_use]
pub fn recalled(remembered: &str) -> Option<Vec<Meaning>> {
    let words: Vec<String> = serde_json::from_str(remembered).ok()?;
    let meaning = |word: String| {
        Some(match &*word {
            "text" => Meaning::Text,
            "id" => Meaning::Id,
            "field" => Meaning::Field,
            "nothing" => Meaning::Nothing,
            word => Meaning::Attribute(word.strip_prefix('=')?.into()),
        })
    };
    words.into_iter().map(meaning).collect()
}

/// Work that a browser does for readers, and a test by other means.
#[derive(Clone, Copy, Debug)]
pub struct Tools {
    /// Characters of bytes in the encoding of that label; `None` if it is not known there, or the bytes are none of it.
    pub decode: fn(&str, &[u8]) -> Option<String>,
    /// Page of the web, of HTML as people write it, as well-formed XML; `None` where nothing does that. No script of it runs,
    /// nothing that it names is fetched.
    pub well_formed: fn(&str) -> Option<String>,
}

impl Tools {
    /// No help: UTF-8, UTF-16 and Windows-1252 are read, and no pages of the web.
    pub const NONE: Self = Self { decode: |_, _| None, well_formed: |_| None };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meanings_of_columns_are_remembered() {
        let attribute = |id: &str| Meaning::Attribute(id.into());
        let all = [Meaning::Text, Meaning::Id, attribute("outlet"), Meaning::Field, Meaning::Nothing];
        assert_eq!(remembered(&all), r#"["text","id","=outlet","field","nothing"]"#);
        assert_eq!(recalled(&remembered(&all)).as_deref(), Some(&all[..]));
        assert_eq!(recalled(r#"["other"]"#), None);
        assert_eq!(recalled(""), None);
    }
}

//! Drafts: articles as a reader cut them out of a file.
//!
//! It knows neither the kinds of files nor what a person corrected.

use super::date::{self, Order};
use crate::import::{CutField, FieldFrom, FilePart, ForeignFields, LeftOutBecause};
use std::borrow::Cow;
use std::rc::Rc;

/// Article as it was cut out.
#[derive(Default)]
pub struct Draft {
    pub pieces: Vec<Part>,
    pub fields: Vec<CutField>,
    /// Id of its own; empty where it has none.
    pub id: String,
    /// Row of a table in which it stands.
    pub at: FilePart,
    /// Fields for which there is no place, kept with the article.
    pub foreign: ForeignFields,
}

/// Piece with the white space behind it.
pub struct Part {
    pub text: Rc<str>,
    pub behind: Cow<'static, str>,
    pub left_out: Option<LeftOutBecause>,
}

/// White space between paragraphs of a text that has none of its own.
pub const BETWEEN: &str = "\n\n";

impl Part {
    pub fn new(text: impl Into<Rc<str>>, left_out: Option<LeftOutBecause>) -> Self {
        Self { text: text.into(), behind: BETWEEN.into(), left_out }
    }
}

impl Draft {
    /// Adds a paragraph of the text.
    pub fn push(&mut self, text: &str) {
        self.pieces.push(Part::new(text, None));
    }

    /// Adds a paragraph that is not of the text.
    pub fn leave_out(&mut self, text: &str, because: LeftOutBecause) {
        self.pieces.push(Part::new(text, Some(because)));
    }

    /// Adds a paragraph that says an attribute.
    pub fn say(&mut self, attribute: &str, text: &str, value: &str) {
        self.leave_out(text, LeftOutBecause::Says(attribute.into()));
        self.tell(attribute, value, FieldFrom::Piece(self.pieces.len() - 1));
    }

    /// Adds an attribute, if it is not known yet and the value says something.
    pub fn tell(&mut self, attribute: &str, value: &str, from: FieldFrom) {
        self.tell_in(attribute, value, from, Order::Unknown);
    }

    /// Adds an attribute; `order` is that of days and months in the dates beside it.
    pub fn tell_in(&mut self, attribute: &str, value: &str, from: FieldFrom, order: Order) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let has = |field: &CutField| *field.attribute == *attribute;
        if value.is_empty() || self.fields.iter().any(has) {
            return;
        }
        let (value, is_understood) = match attribute {
            "date" | "retrieved" => match date::read(&value, order) {
                Some(date) => (date, true),
                None => (value, false),
            },
            "language" => (language(&value), true),
            _ => (value, true),
        };
        self.fields.push(CutField { attribute: attribute.into(), value: value.into(), from, is_understood });
    }

    pub fn says(&self, attribute: &str) -> bool {
        self.fields.iter().any(|field| *field.attribute == *attribute)
    }

    /// True if something of it is text.
    pub fn has_text(&self) -> bool {
        self.pieces.iter().any(|piece| piece.left_out.is_none() && !piece.text.trim().is_empty())
    }
}

/// Language as a tag (BCP 47), if it is named by a word that press databases use.
fn language(name: &str) -> String {
    const NAMES: [(&str, &str); 30] = [
        ("english", "en"),
        ("german", "de"),
        ("deutsch", "de"),
        ("allemand", "de"),
        ("french", "fr"),
        ("français", "fr"),
        ("französisch", "fr"),
        ("spanish", "es"),
        ("español", "es"),
        ("italian", "it"),
        ("italiano", "it"),
        ("portuguese", "pt"),
        ("português", "pt"),
        ("dutch", "nl"),
        ("nederlands", "nl"),
        ("turkish", "tr"),
        ("türkçe", "tr"),
        ("polish", "pl"),
        ("russian", "ru"),
        ("ukrainian", "uk"),
        ("arabic", "ar"),
        ("chinese", "zh"),
        ("japanese", "ja"),
        ("korean", "ko"),
        ("swedish", "sv"),
        ("danish", "da"),
        ("norwegian", "no"),
        ("finnish", "fi"),
        ("greek", "el"),
        ("hindi", "hi"),
    ];
    // Databases write "ENGLISH; ENGLISH".
    let first = name.split([';', ',']).next().unwrap_or_default().trim();
    let small = first.to_lowercase();
    NAMES
        .iter()
        .find(|(word, _)| *word == small)
        .map_or_else(|| name.replace('_', "-"), |(_, tag)| (*tag).to_owned())
}

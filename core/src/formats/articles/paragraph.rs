//! Paragraphs of a document, before anybody knows of which article they are.

use super::draft::Part;
use crate::import::LeftOutBecause;

/// Paragraph, as documents have them.
pub struct Paragraph {
    pub part: Part,
    /// True for a title, or a heading of the first rank.
    pub is_heading: bool,
}

impl Paragraph {
    pub fn plain(text: &str) -> Self {
        Self { part: Part::new(text, None), is_heading: false }
    }
}

/// Reason why a short paragraph is none of the article’s text, if it is a usual one.
pub fn aside(text: &str) -> Option<LeftOutBecause> {
    const LONGEST: usize = 160;
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let small = text.to_lowercase();
    let small = small.trim_matches(|it: char| !it.is_alphanumeric());
    let is = |words: &[&str]| words.contains(&small);
    let begins = |words: &[&str]| {
        words.iter().any(|word| {
            let behind = small.strip_prefix(word);
            behind.is_some_and(|it| it.starts_with([':', '|', '-', '–']) || it.starts_with(" :"))
        })
    };
    if is(&ADVERTISEMENTS) {
        Some(LeftOutBecause::Advertisement)
    } else if is(&RELATED) || begins(&RELATED) {
        Some(LeftOutBecause::Related)
    } else {
        None
    }
}

const ADVERTISEMENTS: [&str; 14] = [
    "advertisement",
    "advertisements",
    "advertising",
    "sponsored",
    "article continues below",
    "story continues below this ad",
    "story continues below advertisement",
    "scroll to continue with content",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "pubblicità",
    "reklam",
];

const RELATED: [&str; 22] = [
    "related articles",
    "related",
    "related stories",
    "read more",
    "read also",
    "also read",
    "more on this story",
    "recommended",
    "watch",
    "watch also",
    "see also",
    "don't miss",
    "mehr zum thema",
    "lesen sie auch",
    "lesen sie mehr",
    "à lire aussi",
    "lire aussi",
    "lea también",
    "leer más",
    "leggi anche",
    "leia também",
    "ayrıca oku",
];

//! Search: occurrences of words, the annotations that are there already, and the order of a concordance.
//!
//! A [`Matcher`] knows which strings a pattern matches; it is the browser's regular expressions. Here it is
//! decided which of the matches a person meant. The search does not know how an occurrence is drawn.

use crate::model::document::{Document, DocumentId};
use crate::model::label::LabelId;
use crate::query;
use crate::text::Text;
use crate::text::offset::ByteOffset;
use crate::text::span::Span;
use crate::text::tokenise::{Segmenter, Tokens};
use std::cmp::Reverse;
use std::ops::Range;
use std::rc::Rc;

/// Words to search for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// The words, or a regular expression.
    pub words: Rc<str>,
    /// Other words that count as well.
    pub also: Rc<[Rc<str>]>,
    /// True if upper and lower case are different.
    pub as_written: bool,
    /// True if parts of words do not count.
    pub whole_words: bool,
}

/// Finds the matches of a pattern in a text.
pub trait Matcher {
    /// Ranges of bytes in which the words occur, in order and without overlap. Any white space matches any
    /// other, and hyphens, apostrophes and quotation marks match their like. The words are not read as an
    /// expression.
    fn find(&self, pattern: &Pattern, text: &str) -> Vec<Range<usize>>;
}

/// Occurrences of a pattern in one article.
#[derive(Clone, Debug)]
pub struct Occurrences {
    /// Id of the article.
    pub document: DocumentId,
    /// Text in which the spans count.
    pub text: Rc<Text>,
    /// Spans in text order. Not empty.
    pub spans: Vec<Span>,
}

/// Relation of an occurrence to the annotations that have the label already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// No annotation of the label covers it.
    Free,
    /// A longer annotation of the label covers it.
    Inside,
    /// An annotation of just this span has the label.
    Alike,
}

/// Order in which a concordance lists the occurrences in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Concordance {
    /// Text order.
    #[default]
    Text,
    /// Words before the occurrence, the nearest first.
    Before,
    /// Words behind the occurrence.
    Behind,
}

/// Occurrences of the pattern in these articles.
#[must_use]
pub fn occurrences<'a>(
    documents: impl IntoIterator<Item = &'a Rc<Document>>,
    pattern: &Pattern,
    matcher: &dyn Matcher,
    segmenter: &dyn Segmenter,
) -> Vec<Occurrences> {
    if pattern.words.trim().is_empty() {
        return Vec::new();
    }
    let documents = documents.into_iter();
    documents
        .filter_map(|document| {
            let matches = matches(pattern, matcher, document.text.content());
            found(document, pattern.whole_words, matches, segmenter)
        })
        .collect()
}

/// Matches of the words and of all others that count, in order; of those that overlap the first, and the longest of these.
fn matches(pattern: &Pattern, matcher: &dyn Matcher, text: &str) -> Vec<Range<usize>> {
    let mut found = matcher.find(pattern, text);
    for words in &*pattern.also {
        found.extend(matcher.find(&Pattern { words: words.clone(), ..pattern.clone() }, text));
    }
    if !pattern.also.is_empty() {
        found.sort_by_key(|range| (range.start, Reverse(range.end)));
        let mut end = 0;
        found.retain(|range| {
            let is_free = range.start >= end;
            end = if is_free { range.end } else { end };
            is_free
        });
    }
    found
}

/// Matches in the article that a person can have meant, without the white space at their ends. Matches over a
/// paragraph's end, and ranges that are no spans of the text, are left out. `None` if no match is left.
#[must_use]
pub fn found(
    document: &Document,
    whole_words: bool,
    matches: Vec<Range<usize>>,
    segmenter: &dyn Segmenter,
) -> Option<Occurrences> {
    let text = &document.text;
    let tokens = Tokens::of(text, segmenter);
    let span = |found: Range<usize>| {
        let span = Span::new(text.content(), ByteOffset(found.start), ByteOffset(found.end)).ok()?;
        let span = span.trimmed(text.content())?;
        // A very long block is cut, at a line end if possible; a paragraph ends with a blank line.
        let is_cut = |pair: &[Span]| {
            let between = &text.content()[pair[0].end().0..pair[1].start().0];
            ["", "\n", "\r", "\r\n"].contains(&between)
        };
        let is_one = text.blocks().get(text.blocks_of(span))?.windows(2).all(is_cut);
        let is_whole = || !whole_words || tokens.is_whole(span);
        (is_one && is_whole()).then_some(span)
    };
    let spans: Vec<_> = matches.into_iter().filter_map(span).collect();
    (!spans.is_empty()).then(|| Occurrences { document: document.id.clone(), text: text.clone(), spans })
}

/// Relation of the span to the annotations of that label.
#[must_use]
pub fn standing(document: &Document, span: Span, label: &LabelId) -> Standing {
    let mut standing = Standing::Free;
    for other in query::covering_span(document, span).filter(|other| other.label == *label) {
        if other.span() == Some(span) {
            return Standing::Alike;
        }
        standing = Standing::Inside;
    }
    standing
}

/// Spans in the order of the concordance.
#[must_use]
pub fn in_order(found: &Occurrences, order: Concordance) -> Vec<Span> {
    if order == Concordance::Text {
        return found.spans.clone();
    }
    let key = |span: &Span| {
        let [before, _, behind] = found.text.in_context(*span, CONTEXT);
        let words = |words: &mut dyn Iterator<Item = &str>| words.collect::<Vec<_>>().join(" ");
        let context = match order {
            Concordance::Before => words(&mut before.split_whitespace().rev()),
            _ => words(&mut behind.split_whitespace()),
        };
        context.to_ascii_lowercase()
    };
    let mut spans = found.spans.clone();
    spans.sort_by_cached_key(key);
    spans
}

/// Characters of context on each side that decide about the order, and are shown.
pub const CONTEXT: usize = 60;

//! Search: where words occur, what is tagged there already, and in which order a concordance lists them.
//!
//! What a pattern matches is known to a [`Matcher`]: that is the browser's regular expressions. Which of the matches a
//! person meant is decided here. It knows nothing of how an occurrence is drawn.

use crate::corpus::Corpus;
use crate::model::document::{Document, DocumentId};
use crate::model::label::LabelId;
use crate::query;
use crate::text::Text;
use crate::text::offset::ByteOffset;
use crate::text::span::Span;
use crate::text::tokenise::{Segmenter, Tokens};
use std::ops::Range;
use std::rc::Rc;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// The words, or a regular expression.
    pub words: Rc<str>,
    /// Large and small letters are different.
    pub as_written: bool,
    /// Nothing that is only a part of a word.
    pub whole_words: bool,
}

/// Finds words.
pub trait Matcher {
    /// Where the words occur in the text, in bytes and in order; occurrences do not overlap. Any white space stands for
    /// any other, any hyphen and any apostrophe or quotation mark for its like; the words are no expression.
    fn find(&self, pattern: &Pattern, text: &str) -> Vec<Range<usize>>;
}

/// Where something occurs in one article.
#[derive(Clone, Debug)]
pub struct Occurrences {
    /// The article.
    pub document: DocumentId,
    /// The text in which the spans count.
    pub text: Rc<Text>,
    /// In text order. Not empty.
    pub spans: Vec<Span>,
}

/// What is tagged at an occurrence already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing that stands against tagging it.
    Free,
    /// It lies in a longer span of the label.
    Inside,
    /// Just this has the label.
    Alike,
}

/// In which order a concordance lists the occurrences in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Concordance {
    /// As they stand in the text.
    #[default]
    Text,
    /// By the words in front of them, the nearest first.
    Before,
    /// By the words behind them.
    Behind,
}

/// Where the words occur in one article, or in all.
#[must_use]
pub fn occurrences(
    corpus: &Corpus,
    of: Option<&DocumentId>,
    pattern: &Pattern,
    matcher: &dyn Matcher,
    segmenter: &dyn Segmenter,
) -> Vec<Occurrences> {
    if pattern.words.trim().is_empty() {
        return Vec::new();
    }
    let documents = corpus.documents().filter(|document| of.is_none_or(|id| document.id == *id));
    documents
        .filter_map(|document| {
            let matches = matcher.find(pattern, document.text.content());
            found(document, pattern.whole_words, matches, segmenter)
        })
        .collect()
}

/// Those of the matches in the article that a person may have meant: without the white space at their ends, and none
/// that goes on in another paragraph. Matches that are no spans of the text are left out.
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
        // A block that is very long is cut, at the end of a line if it can be; a paragraph ends with a blank one.
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

/// What stands against giving the span that label.
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

/// The occurrences in the order of the concordance.
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

/// As many characters of context on each side decide about the order, and are shown.
pub const CONTEXT: usize = 60;

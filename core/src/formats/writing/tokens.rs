//! Tokens: articles as sentences of tokens, for formats that have them.
//!
//! A token holds no white space. For a format that cannot say otherwise, each annotation begins and ends with a token: a word
//! that is tagged in part is cut, and sentences between which an annotation goes on are one.

use crate::export::{Article, Contents, Relation, Tagged};
use crate::formats::left_out::{LeftOut, Unwritten};
use crate::formats::python::is_blank;
use crate::text::tokenise::Tokens;
use std::ops::Range;

/// Token by its bytes in the text.
pub type Token = Range<usize>;

/// Borders of tokens and sentences.
#[derive(Clone, Copy, PartialEq)]
pub enum Borders {
    /// Borders of the text alone, so that they do not depend on the annotations.
    OfText,
    /// Borders of the annotations as well.
    OfAnnotations,
}

/// Sentences of an article; none is empty.
pub fn sentences(contents: &Contents<'_>, article: &Article<'_>, borders: Borders) -> Vec<Vec<Token>> {
    let spans = article.spans.iter().filter(|_| borders == Borders::OfAnnotations).filter_map(trimmed);
    let mut spans: Vec<_> = spans.map(|span| (span.start, span.end)).collect();
    spans.sort_unstable();
    let mut cuts: Vec<_> = spans.iter().flat_map(|(start, end)| [*start, *end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let tokens = Tokens::of(&article.document.text, contents.segmenter);
    let mut ends = tokens.sentence_ends().into_iter().peekable();
    let (mut sentences, mut spans, mut reach) = (vec![Vec::new()], spans.into_iter().peekable(), 0);
    for word in tokens.words(is_blank) {
        while ends.next_if(|end| *end <= word.start).is_some() {
            while let Some((_, end)) = spans.next_if(|(start, _)| *start < word.start) {
                reach = reach.max(end);
            }
            if reach <= word.start && sentences.last().is_some_and(|last: &Vec<_>| !last.is_empty()) {
                sentences.push(Vec::new());
            }
        }
        let inside = cuts[cuts.partition_point(|cut| *cut <= word.start)..].iter();
        let mut start = word.start;
        for end in inside.copied().take_while(|cut| *cut < word.end).chain([word.end]) {
            sentences.last_mut().into_iter().for_each(|last| last.push(start..end));
            start = end;
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// Bytes of an annotation without the white space around it; `None` if there is nothing else.
pub fn trimmed(span: &Tagged<'_>) -> Option<Token> {
    let before = span.quote.len() - span.quote.trim_start_matches(is_blank).len();
    let start = span.annotation.span()?.start().0 + before;
    let words = span.quote.trim_matches(is_blank);
    (!words.is_empty()).then(|| start..start + words.len())
}

/// Relations between two annotations of the article that are more than white space, with the places of their ends.
pub fn related<'a>(
    contents: &'a Contents<'_>,
    article: &'a Article<'_>,
) -> impl Iterator<Item = (&'a Relation<'a>, usize, usize)> {
    let is_written = |at: usize| trimmed(&article.spans[at]).is_some();
    contents.relations_in(article).filter(move |(_, from, to)| is_written(*from) && is_written(*to))
}

/// Annotations without a token.
pub fn blank(contents: &Contents<'_>) -> LeftOut {
    let spans = contents.articles.iter().flat_map(|article| &article.spans);
    let blank = spans.filter(|span| trimmed(span).is_none()).count();
    LeftOut { what: Unwritten::Blank, count: blank }
}

/// Relations that are not among [`related`].
pub fn unrelated(contents: &Contents<'_>) -> LeftOut {
    let within: usize = contents.articles.iter().map(|article| related(contents, article).count()).sum();
    let other = contents.relations.len() - within;
    LeftOut { what: Unwritten::RelationsBetweenArticlesOrBlank, count: other }
}

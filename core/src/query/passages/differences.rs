//! Differences: what is not the same in the sentences that hold a passage, word by word. Marks and punctuation are words of their
//! own; quotation marks, apostrophes and hyphens of one kind are the same, however they are shaped.

use super::{Passage, pieces};
use crate::corpus::Corpus;
use crate::corpus::lexicon::folded;
use crate::text::Text;
use crate::text::offset::ByteOffset;
use crate::text::span::Span;
use crate::text::tokenise::{Segmenter, Tokens};
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::ops::Range;

/// Words that only one of two articles has, in the sentences that hold a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Those of the left one, in text order. Neighbours are one span.
    pub left: Vec<Span>,
    /// Those of the right one.
    pub right: Vec<Span>,
}

/// Sentences of one article.
struct Side<'a> {
    text: &'a Text,
    /// Words and marks, in bytes.
    pieces: Vec<Range<usize>>,
    /// The same, as they are compared.
    words: Vec<String>,
}

impl Differences {
    /// Differences around a passage; none if one of its articles is gone, or has a text in which it is no span.
    #[must_use]
    pub fn of(corpus: &Corpus, passage: &Passage, segmenter: &dyn Segmenter) -> Self {
        let side = |(id, span): &(_, Span)| {
            let text = &corpus.document(id)?.text;
            Some(Side::of(text, Span::new(text.content(), span.start(), span.end()).ok()?, segmenter))
        };
        let Some((left, right)) = side(&passage.left).zip(side(&passage.right)) else {
            return Self::default();
        };
        let mut differences = Self::default();
        for step in capture_diff_slices(Algorithm::Myers, &left.words, &right.words) {
            if step.tag() != DiffTag::Equal {
                differences.left.extend(left.span(&step.old_range()));
                differences.right.extend(right.span(&step.new_range()));
            }
        }
        differences
    }
}

impl<'a> Side<'a> {
    fn of(text: &'a Text, span: Span, segmenter: &dyn Segmenter) -> Self {
        let content = text.content();
        let sentences = Tokens::of(text, segmenter).sentence_of(span);
        let pieces: Vec<_> = pieces(content, sentences, segmenter).collect();
        let words = pieces.iter().map(|piece| folded(&content[piece.clone()])).collect();
        Self { text, pieces, words }
    }

    /// Span of these pieces; `None` if there are none.
    fn span(&self, pieces: &Range<usize>) -> Option<Span> {
        let (first, last) = self.pieces.get(pieces.clone()).and_then(|it| it.first().zip(it.last()))?;
        Span::new(self.text.content(), ByteOffset(first.start), ByteOffset(last.end)).ok()
    }
}

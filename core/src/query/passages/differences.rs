//! Differences: what is not the same in the sentences that hold a passage, word by word. Marks and punctuation are words of their
//! own; quotation marks, apostrophes and hyphens of one kind are the same, however they are shaped.

use super::{Passage, pieces};
use crate::corpus::Corpus;
use crate::corpus::lexicon::folded;
use crate::text::Text;
use crate::text::offset::ByteOffset;
use crate::text::span::Span;
use crate::text::tokenise::{Segmenter, Tokens};
use std::ops::Range;

/// Number of words to be taken away or put in, up to which the shortest way from one text to the other is looked for.
const MOST: usize = 1_000;

/// Words that only one of two articles has, in the sentences that hold a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Words of the left article, in text order. Neighbours are one span.
    pub left: Vec<Span>,
    /// Words of the right article.
    pub right: Vec<Span>,
}

/// Sentences of one article.
struct Side<'a> {
    text: &'a Text,
    passage: Span,
    /// Words and marks, in bytes.
    pieces: Vec<Range<usize>>,
    /// The same, as they are compared.
    words: Vec<String>,
}

impl Differences {
    /// Differences around a passage; none if one of its articles is gone, or has a text in which it is no span. Where they are
    /// very many, all that is outside of the passage differs.
    #[must_use]
    pub fn of(corpus: &Corpus, passage: &Passage, segmenter: &dyn Segmenter) -> Self {
        let side = |(id, span): &(_, Span)| {
            let text = &corpus.document(id)?.text;
            Some(Side::of(text, Span::new(text.content(), span.start(), span.end()).ok()?, segmenter))
        };
        let Some((left, right)) = side(&passage.left).zip(side(&passage.right)) else {
            return Self::default();
        };
        let same = same(&left.words, &right.words);
        let [of_left, of_right] = same.unwrap_or_else(|| [left.inside(), right.inside()]);
        Self { left: left.spans(&of_left), right: right.spans(&of_right) }
    }
}

impl<'a> Side<'a> {
    fn of(text: &'a Text, passage: Span, segmenter: &dyn Segmenter) -> Self {
        let content = text.content();
        let sentences = Tokens::of(text, segmenter).sentence_of(passage);
        let pieces: Vec<_> = pieces(content, sentences, segmenter).collect();
        let words = pieces.iter().map(|piece| folded(&content[piece.clone()]).into_owned()).collect();
        Self { text, passage, pieces, words }
    }

    /// The pieces that lie in the passage.
    fn inside(&self) -> Vec<bool> {
        let passage = self.passage.bytes();
        self.pieces.iter().map(|piece| passage.start <= piece.start && piece.end <= passage.end).collect()
    }

    /// Spans of neighbouring pieces that are not the same.
    fn spans(&self, same: &[bool]) -> Vec<Span> {
        let pieces: Vec<_> = self.pieces.iter().zip(same).collect();
        let runs = pieces.chunk_by(|(_, one), (_, other)| one == other);
        let span = |run: &[(&Range<usize>, &bool)]| {
            let ((first, is_same), (last, _)) = (run.first()?, run.last()?);
            let span = Span::new(self.text.content(), ByteOffset(first.start), ByteOffset(last.end));
            span.ok().filter(|_| !**is_same)
        };
        runs.filter_map(span).collect()
    }
}

/// Words of each side that are the same on the shortest way from left to right, which takes words away or puts them in (Myers,
/// “An O(ND) Difference Algorithm”, 1986); `None` if it is longer than [`MOST`].
fn same(left: &[String], right: &[String]) -> Option<[Vec<bool>; 2]> {
    /// Diagonal on which both sides begin: a place lies on that of its left word minus its right one plus this.
    const START: usize = MOST + 1;
    // After each step, the furthest left word on every second diagonal around the start.
    let mut steps: Vec<Vec<usize>> = Vec::new();
    for step in 0..=MOST {
        let mut furthest = Vec::with_capacity(step + 1);
        for at in 0..=step {
            let diagonal = START - step + 2 * at;
            let from = steps.last().map_or(0, |before| came_from(before, at).1);
            let further = left.iter().skip(from).zip(right.iter().skip(from + START - diagonal));
            let reached = from + further.take_while(|(one, other)| one == other).count();
            furthest.push(reached);
            if reached >= left.len() && reached + START - diagonal >= right.len() {
                steps.push(furthest);
                return Some(way_back(&steps, at, [left.len(), right.len()]));
            }
        }
        steps.push(furthest);
    }
    None
}

/// Place among the diagonals of the step before, and the left word with which that diagonal of this step begins: the right one put
/// in, or the left one taken away, whichever leads further.
fn came_from(before: &[usize], at: usize) -> (usize, usize) {
    let put_in = before.get(at).map(|reached| (at, *reached));
    let taken_away = at.checked_sub(1).map(|at| (at, before[at] + 1));
    match (put_in, taken_away) {
        (Some(put_in), Some(taken_away)) if put_in.1 >= taken_away.1 => put_in,
        (Some(put_in), None) => put_in,
        (_, taken_away) => taken_away.unwrap_or_default(),
    }
}

/// Words that are passed on the way, from its end back to its start.
fn way_back(steps: &[Vec<usize>], mut at: usize, lengths: [usize; 2]) -> [Vec<bool>; 2] {
    let mut same = lengths.map(|length| vec![false; length]);
    let [mut left, mut right] = lengths;
    for step in (0..steps.len()).rev() {
        let (before, from) = step.checked_sub(1).map_or((0, 0), |before| came_from(&steps[before], at));
        while left > from {
            (left, right) = (left - 1, right - 1);
            (same[0][left], same[1][right]) = (true, true);
        }
        // A right word was put in, or a left one taken away.
        if before == at {
            right = right.saturating_sub(1);
        } else {
            left = left.saturating_sub(1);
        }
        at = before;
    }
    same
}

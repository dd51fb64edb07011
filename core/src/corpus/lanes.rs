//! Lanes: the places below the words in which the lines of annotations run, so that many can lie at one place.
//!
//! An annotation keeps its lane from its first word to its last. It begins at home and goes further out where that is
//! taken, shorter ones first; whoever finds none shares the last. At home in the first lane are the labels of short
//! spans, in the second those of long ones: what is long holds what is short, so the line of a sentence runs unbroken
//! below those of the names in it. Length is known from the first tag on, takes one sum to keep, and hardly ever crosses
//! the limit, whereas who holds whom changes with every tag.
//!
//! Lanes are a matter of each block, so an edit moves none elsewhere. Annotations that go over the end of a block are
//! given theirs first, among themselves, and all others give way to them.

use crate::model::label::LabelId;
use crate::text::Text;
use crate::text::span::Span;
use std::rc::Rc;

/// Lane of a line, from 1 beside the words to [`LAST`].
pub type Lane = u8;

/// Lane that is furthest from the words: the only one in which lines may lie over each other.
pub const LAST: Lane = 4;

/// Lane in which an annotation begins to look for its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    lane: Lane,
    /// True if it is the lane already, whatever else lies there.
    is_given: bool,
}

/// Facts about an article's annotations, by their ids, on which the lanes of a block depend.
#[derive(Clone, Debug)]
pub struct Homes<Id> {
    /// Number of the annotations of each label, and the sum of their lengths in bytes.
    lengths: Vec<(LabelId, usize, usize)>,
    /// Annotations that go over the end of a block, by id, with their lanes.
    wide: Rc<Vec<(Id, Span, Lane)>>,
}

/// Annotation that has a place: its id, its label and its span.
pub(crate) type Placed<'a, Id> = (Id, &'a LabelId, Span);

/// Reasons to give lanes anew in blocks that hold none of the annotations that were replaced.
#[derive(Debug)]
pub(crate) struct Moved {
    /// Labels that have another home.
    pub labels: Vec<LabelId>,
    /// Spans over several blocks that have another lane.
    pub wide: Vec<Span>,
}

impl<Id: Copy + Ord> Homes<Id> {
    /// Mean length, in bytes, from which the spans of a label are long: some eight words.
    const LONG: usize = 48;

    fn of(&self, label: &LabelId) -> Lane {
        let length = self.lengths.iter().find(|(of, ..)| of == label);
        if length.is_some_and(|(_, count, sum)| *sum >= count * Self::LONG) { 2 } else { 1 }
    }

    /// Start of an annotation of the article.
    pub(crate) fn start(&self, id: Id, label: &LabelId) -> Start {
        match self.wide(id) {
            Ok(at) => Start { lane: self.wide[at].2, is_given: true },
            Err(_) => Start { lane: self.of(label), is_given: false },
        }
    }

    fn wide(&self, id: Id) -> Result<usize, usize> {
        self.wide.binary_search_by_key(&id, |(id, ..)| *id)
    }

    /// Replaces annotations of the article with that text; both lists are sorted by id.
    pub(crate) fn replace(&mut self, old: &[Placed<'_, Id>], new: &[Placed<'_, Id>], text: &Text) -> Moved {
        let mut labels: Vec<_> = old.iter().chain(new).map(|(_, label, _)| (*label).clone()).collect();
        labels.sort_unstable();
        labels.dedup();
        let before: Vec<_> = labels.iter().map(|label| self.of(label)).collect();
        for (_, label, span) in old {
            if let Some((_, count, sum)) = self.lengths.iter_mut().find(|(of, ..)| of == *label) {
                (*count, *sum) = (*count - 1, *sum - span.bytes().len());
            }
        }
        self.lengths.retain(|(_, count, _)| *count > 0);
        for (_, label, span) in new {
            let length = span.bytes().len();
            match self.lengths.iter_mut().find(|(of, ..)| of == *label) {
                Some((_, count, sum)) => (*count, *sum) = (*count + 1, *sum + length),
                None => self.lengths.push(((*label).clone(), 1, length)),
            }
        }
        let moved = labels.into_iter().zip(before).filter(|(label, before)| self.of(label) != *before);
        Moved { labels: moved.map(|(label, _)| label).collect(), wide: self.replace_wide(old, new, text) }
    }

    fn replace_wide(&mut self, old: &[Placed<'_, Id>], new: &[Placed<'_, Id>], text: &Text) -> Vec<Span> {
        let is_wide = |(.., span): &&Placed<'_, Id>| {
            let blocks = text.blocks_of(*span);
            blocks.start() != blocks.end()
        };
        let come: Vec<_> = new.iter().filter(is_wide).collect();
        if come.is_empty() && !old.iter().any(|(id, ..)| self.wide(*id).is_ok()) {
            return Vec::new();
        }
        let wide = Rc::make_mut(&mut self.wide);
        wide.retain(|(id, ..)| old.binary_search_by_key(id, |(gone, ..)| *gone).is_err());
        wide.extend(come.into_iter().map(|(id, _, span)| (*id, *span, 0)));
        // In text order lanes are given, by id they are found.
        wide.sort_unstable_by_key(|(id, span, _)| (*span, *id));
        let start = Start { lane: 2, is_given: false };
        let lanes = allocate(wide.iter().map(|(_, span, _)| (*span, start)));
        let mut moved = Vec::new();
        for ((_, span, lane), now) in wide.iter_mut().zip(lanes) {
            if std::mem::replace(lane, now) != now {
                moved.push(*span);
            }
        }
        wide.sort_unstable_by_key(|(id, ..)| *id);
        moved
    }
}

impl<Id> Default for Homes<Id> {
    fn default() -> Self {
        Self { lengths: Vec::new(), wide: Rc::default() }
    }
}

/// Gives each of the spans its lane. Of equally long ones the first comes first.
pub(crate) fn allocate(spans: impl Iterator<Item = (Span, Start)>) -> Vec<Lane> {
    let spans: Vec<_> = spans.collect();
    let mut order: Vec<_> = (0..spans.len()).collect();
    order.sort_unstable_by_key(|at| (!spans[*at].1.is_given, spans[*at].0.bytes().len(), *at));
    // Spans in each lane but the last, in text order.
    let mut taken: [Vec<Span>; LAST as usize - 1] = Default::default();
    let mut lanes = vec![LAST; spans.len()];
    for at in order {
        let (span, start) = spans[at];
        let further = (1..LAST).zip(&mut taken).skip(usize::from(start.lane) - 1);
        for (lane, taken) in further {
            let behind = taken.partition_point(|other| other.start() < span.end());
            if start.is_given || behind == 0 || taken[behind - 1].end() <= span.start() {
                taken.insert(behind, span);
                lanes[at] = lane;
                break;
            }
        }
    }
    lanes
}

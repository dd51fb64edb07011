//! Flattening: from overlapping annotations to neighbouring segments, each with the annotations that cover
//! it and the lanes of their lines.
//!
//! It is a sweep over the sorted borders. It does not know how a segment is drawn.

use crate::corpus::lanes::{LAST, Lane};
use crate::model::annotation::Annotation;
use crate::text::offset::ByteOffset;
use crate::text::span::Span;
use std::rc::Rc;

/// A piece of a block that the same annotations cover from its first to its last character.
///
/// ```text
/// claim       [---------------]
/// actor           [-----------------]
/// segments    [--][-----------][----]
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Span in the document's text.
    pub span: Span,
    /// Annotations that cover the segment, in text order; empty for plain text. Of more than [`Segment::MOST`] these are the
    /// last ones, so that a block with thousands inside of each other has no square of them.
    pub annotations: Vec<Rc<Annotation>>,
    /// Lane of each of them.
    pub lanes: Vec<Lane>,
    /// Number of annotations that cover the segment and are not named, because they begin before those that are.
    pub more: usize,
}

impl Segment {
    /// Number of annotations that a segment names at most.
    pub const MOST: usize = 32;

    /// Number of all annotations that cover the segment.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.annotations.len() + self.more
    }

    /// Annotations whose lines are seen here, each with its lane, the shortest first: in a lane that several share, the line
    /// of the shortest.
    #[must_use]
    pub fn lines(&self) -> Vec<(Lane, &Rc<Annotation>)> {
        let mut lines: Vec<_> = self.lanes.iter().copied().zip(&self.annotations).collect();
        if let [_, _, ..] = &lines[..] {
            lines.sort_unstable_by_key(|(_, one)| (one.span().map(|span| span.bytes().len()), one.id));
            let mut seen = [false; LAST as usize];
            lines.retain(|(lane, _)| !std::mem::replace(&mut seen[usize::from(lane - 1)], true));
        }
        lines
    }
}

/// Annotation in a block: its part there, itself, and its lane.
type Inside<'a> = (Span, &'a Rc<Annotation>, Lane);

/// Cuts a block at every border of its annotations, which come in text order, each with its lane. The segments follow each
/// other without a gap, and together they are the block.
pub(crate) fn flatten(block: Span, annotations: &[Rc<Annotation>], lanes: &[Lane]) -> Vec<Segment> {
    let inside: Vec<Inside<'_>> = annotations
        .iter()
        .zip(lanes)
        .filter_map(|(annotation, lane)| Some((annotation.span()?.intersection(block)?, annotation, *lane)))
        .collect();
    let mut ends: Vec<ByteOffset> = inside.iter().map(|(span, ..)| span.end()).collect();
    ends.sort_unstable();
    let starts = inside.iter().map(|(span, ..)| span.start());
    let mut borders: Vec<ByteOffset> =
        starts.chain(ends.iter().copied()).chain([block.start(), block.end()]).collect();
    borders.sort_unstable();
    borders.dedup();

    let (mut arriving, mut leaving) = (inside.iter().peekable(), ends.into_iter().peekable());
    let mut depth = 0;
    // Annotations that have begun; some may be over.
    let mut begun: Vec<&Inside<'_>> = Vec::new();
    let mut segments = Vec::with_capacity(borders.len());
    for pair in borders.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let is_over = |(span, ..): &Inside<'_>| span.end() <= start;
        while begun.pop_if(|last| is_over(last)).is_some() {}
        while leaving.next_if(|end| *end <= start).is_some() {
            depth -= 1;
        }
        while let Some(next) = arriving.next_if(|(span, ..)| span.start() <= start) {
            begun.push(next);
            depth += 1;
        }
        // Only now and then: to look at all of them at every border would take the square of their number, too.
        if begun.len() > 2 * depth + Segment::MOST {
            begun.retain(|one| !is_over(one));
        }
        let Some(span) = block.part(start, end) else { continue };
        let covering = begun.iter().rev().filter(|one| !is_over(one)).take(Segment::MOST);
        let mut covering: Vec<_> = covering.collect();
        covering.reverse();
        segments.push(Segment {
            span,
            annotations: covering.iter().map(|(_, annotation, _)| (*annotation).clone()).collect(),
            lanes: covering.iter().map(|(.., lane)| *lane).collect(),
            more: depth - covering.len(),
        });
    }
    segments
}

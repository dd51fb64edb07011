//! Flattening: from overlapping annotations to neighbouring segments, each with the annotations that cover
//! it.
//!
//! It is a sweep over the sorted borders. It does not know how a segment is drawn.

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
}

/// Cuts a block at every border of its annotations, which come in text order. The segments follow each other
/// without a gap, and together they are the block.
#[must_use]
pub fn flatten(block: Span, annotations: &[Rc<Annotation>]) -> Vec<Segment> {
    let inside: Vec<_> = annotations
        .iter()
        .filter_map(|annotation| Some((annotation.span()?.intersection(block)?, annotation)))
        .collect();
    let mut ends: Vec<ByteOffset> = inside.iter().map(|(span, _)| span.end()).collect();
    ends.sort_unstable();
    let starts = inside.iter().map(|(span, _)| span.start());
    let mut borders: Vec<ByteOffset> =
        starts.chain(ends.iter().copied()).chain([block.start(), block.end()]).collect();
    borders.sort_unstable();
    borders.dedup();

    let (mut arriving, mut leaving) = (inside.iter().peekable(), ends.into_iter().peekable());
    let mut depth = 0;
    // Those that have begun; some may be over.
    let mut begun: Vec<&(Span, &Rc<Annotation>)> = Vec::new();
    let mut segments = Vec::with_capacity(borders.len());
    for pair in borders.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let is_over = |(span, _): &(Span, &Rc<Annotation>)| span.end() <= start;
        while begun.pop_if(|last| is_over(last)).is_some() {}
        while leaving.next_if(|end| *end <= start).is_some() {
            depth -= 1;
        }
        while let Some(next) = arriving.next_if(|(span, _)| span.start() <= start) {
            begun.push(next);
            depth += 1;
        }
        // Only now and then: to look at all of them at every border would take the square of their number, too.
        if begun.len() > 2 * depth + Segment::MOST {
            begun.retain(|one| !is_over(one));
        }
        let Some(span) = block.part(start, end) else { continue };
        let covering = begun.iter().rev().filter(|one| !is_over(one)).take(Segment::MOST);
        let mut annotations: Vec<_> = covering.map(|(_, annotation)| (*annotation).clone()).collect();
        annotations.reverse();
        segments.push(Segment { span, more: depth - annotations.len(), annotations });
    }
    segments
}

//! Flattening: from overlapping annotations to neighbouring segments, each with all annotations that cover
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
    /// Annotations that cover the segment, in text order; empty for plain text.
    pub annotations: Vec<Rc<Annotation>>,
}

/// Cuts a block at every border of its annotations, which come in text order. The segments follow each other
/// without a gap, and together they are the block.
#[must_use]
pub fn flatten(block: Span, annotations: &[Rc<Annotation>]) -> Vec<Segment> {
    let inside: Vec<_> = annotations
        .iter()
        .filter_map(|annotation| Some((annotation.span()?.intersection(block)?, annotation)))
        .collect();
    let ends = inside.iter().flat_map(|(span, _)| [span.start(), span.end()]);
    let mut borders: Vec<ByteOffset> = ends.chain([block.start(), block.end()]).collect();
    borders.sort_unstable();
    borders.dedup();

    let mut arriving = inside.iter().peekable();
    let mut active: Vec<&(Span, &Rc<Annotation>)> = Vec::new();
    let mut segments = Vec::with_capacity(borders.len());
    for pair in borders.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        active.retain(|(span, _)| span.end() > start);
        while let Some(next) = arriving.next_if(|(span, _)| span.start() <= start) {
            active.push(next);
        }
        let Some(span) = block.part(start, end) else { continue };
        segments.push(Segment {
            span,
            annotations: active.iter().map(|(_, annotation)| (*annotation).clone()).collect(),
        });
    }
    segments
}

//! Spans: pieces of a text, half-open, never empty, on character borders.
//!
//! A span does not know its text and cannot be checked against another one later; that is why [`Span::new`]
//! asks for it. It does not know labels or drawing.

use crate::text::characters::is_invisible;
use crate::text::offset::ByteOffset;
use std::fmt;
use std::ops::Range;

/// `start..end` in bytes: `start < end`, both on character borders of the text that it was made for.
///
/// ```text
/// met Erdogan in
///     ^------^        Span { start: 4, end: 11 }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    start: ByteOffset,
    end: ByteOffset,
}

/// Reason why two offsets are no span of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanError {
    /// The end does not lie behind the start.
    Empty,
    /// The end lies behind the text, whose length in bytes this is.
    Outside(usize),
    /// The offset lies inside a character.
    InsideCharacter(ByteOffset),
}

impl Span {
    /// Makes a span; there is no other way to one.
    ///
    /// # Errors
    /// When the span would be empty, leave the text, or cut a character.
    pub fn new(text: &str, start: ByteOffset, end: ByteOffset) -> Result<Self, SpanError> {
        if start >= end {
            return Err(SpanError::Empty);
        }
        if end.0 > text.len() {
            return Err(SpanError::Outside(text.len()));
        }
        if let Some(inside) = [start, end].into_iter().find(|offset| !text.is_char_boundary(offset.0)) {
            return Err(SpanError::InsideCharacter(inside));
        }
        Ok(Self { start, end })
    }

    /// First byte.
    #[must_use]
    pub fn start(self) -> ByteOffset {
        self.start
    }

    /// Byte behind the last.
    #[must_use]
    pub fn end(self) -> ByteOffset {
        self.end
    }

    /// Range of its bytes, for slicing.
    #[must_use]
    pub fn bytes(self) -> Range<usize> {
        self.start.0..self.end.0
    }

    /// Characters of the span in its text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.bytes()]
    }

    /// Span that both cover, if any.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// True if all of the other span lies in it.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Part of the span between two ends that are known to lie on character borders, as those of other spans
    /// of the text do.
    pub(crate) fn part(self, start: ByteOffset, end: ByteOffset) -> Option<Self> {
        self.intersection(Self { start, end })
    }

    /// Span without the white space and the invisible marks at its two ends; `None` when nothing else is in
    /// it.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Option<Self> {
        let is_unseen = |character: char| character.is_whitespace() || is_invisible(character);
        let whole = self.of(text);
        let start = self.start.0 + (whole.len() - whole.trim_start_matches(is_unseen).len());
        let end = start + whole.trim_matches(is_unseen).len();
        (start < end).then_some(Self { start: ByteOffset(start), end: ByteOffset(end) })
    }
}

impl Ord for Span {
    /// Text order: by start, then the longer first, so that a span comes before the spans that it contains.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.start.cmp(&other.start).then(other.end.cmp(&self.end))
    }
}

impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for SpanError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(formatter, "the end must lie behind the start"),
            Self::Outside(length) => write!(formatter, "the text ends at byte {length}"),
            Self::InsideCharacter(offset) => write!(formatter, "byte {offset} lies inside a character"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, start: usize, end: usize) -> Result<Span, SpanError> {
        Span::new(text, ByteOffset(start), ByteOffset(end))
    }

    #[test]
    fn only_real_pieces_of_the_text_are_spans() {
        assert_eq!(span("né", 1, 3).map(|span| span.of("né")), Ok("é"));
        assert_eq!(span("né", 1, 1), Err(SpanError::Empty));
        assert_eq!(span("né", 2, 1), Err(SpanError::Empty));
        assert_eq!(span("né", 0, 4), Err(SpanError::Outside(3)));
        assert_eq!(span("né", 0, 2), Err(SpanError::InsideCharacter(ByteOffset(2))));
    }

    #[test]
    fn trimming_takes_what_nobody_sees_off_both_ends() {
        let check = |text: &str, expected: Option<&str>| {
            let whole = span(text, 0, text.len()).expect("not empty");
            assert_eq!(whole.trimmed(text).map(|span| span.of(text)), expected, "{text:?}");
        };
        check(" two words\u{a0}\r\n", Some("two words"));
        check("none", Some("none"));
        check("\u{feff}Mara", Some("Mara"));
        check("\u{200b} Mara\u{2060}\u{200e}\u{200d} ", Some("Mara"));
        check("co\u{ad}operate", Some("co\u{ad}operate"));
        check("\u{202b}سلام\u{202c}", Some("سلام"));
        check("می\u{200c}خواهم", Some("می\u{200c}خواهم"));
        check("\u{feff}\u{200b} \u{ad}", None);
        check(" \t\n", None);
    }
}

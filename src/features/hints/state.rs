//! The state of hints: strings that are tagged elsewhere and recur untagged, in the part of the article that is in view.

use glossator_core::corpus::lexicon::Hint;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use std::rc::Rc;

/// Everything about hints.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The hints in view, line by line.
    pub strips: Rc<[Strip]>,
}

/// A hint in one line, or its part there.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// The hint.
    pub hint: Rc<Hint>,
    /// True if it begins here.
    pub is_first: bool,
    /// The place of its words, from the upper left corner of the article, in CSS pixels.
    pub place: Place,
}

/// A rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The lower edge.
    pub bottom: f64,
}

/// The things that can be asked about hints.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// The part in view stays in view: looks for its hints.
    Look,
    /// Shows these.
    Show(Rc<[Strip]>),
    /// Tags the words of a hint as what they are elsewhere.
    Accept(Rc<Hint>),
    /// Selects the words of the next hint of the article, or of the one before (`false`).
    Step(bool),
    /// Shows no hints for the selected words any more, anywhere.
    Dismiss,
    /// Shows hints for all strings again.
    BringAllBack,
}

impl State {
    /// The words of the hint there.
    #[must_use]
    pub fn at(&self, at: ByteOffset) -> Option<Span> {
        let spans = self.strips.iter().map(|strip| strip.hint.span);
        spans.into_iter().find(|span| span.start() <= at && at <= span.end())
    }
}

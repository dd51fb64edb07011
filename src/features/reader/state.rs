//! The state of reading: how the caret and the selection move, and how much of the article is drawn.

use super::drawing::Drawing;
use super::place::Place;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::DocumentId;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_core::text::tokenise::Step;
use std::ops::Range;

/// Everything about caret and selection that nobody else needs.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The part of the article that is drawn.
    pub drawing: Drawing,
    /// Worth of the browser's own selection.
    pub shown: Shown,
    /// True while a pointer is selecting.
    pub selecting: bool,
    /// The selection as it would be if the pointer went up now.
    pub preview: Option<Span>,
    /// True while a tap takes the word under it: the first one and then the last one.
    pub taking_words: bool,
    /// The selection when a finger came down: its tap takes that up to the word under it.
    pub taken: Option<Span>,
    /// The mention of an actor over which a link from the open claim is dragged.
    pub link_over: Option<AnnotationId>,
    /// The place that the caret keeps while it goes up and down, in pixels from the window's left edge.
    pub column: Option<i32>,
    /// The end of a line that was broken without a blank: a caret there is drawn at its end, not at the start of the next.
    pub line_end: Option<ByteOffset>,
}

/// The worth of the browser's own selection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// It is that of the session, or a person has just changed it.
    #[default]
    AsItIs,
    /// The session's is still to be shown, and it is older. A pointer that goes down begins a new one.
    Outdated,
    /// Its words are being drawn anew. The browser forgets a selection whose text nodes are replaced, and may tell so before it
    /// was looked after: this is no wish of anybody.
    Redrawn,
}

impl State {
    /// Another article is read; those that stay in view stay as they are drawn.
    pub fn leave_article(&mut self, stay: &[DocumentId]) {
        self.drawing.keep(stay);
        self.preview = None;
        self.link_over = None;
    }
}

/// The distance of a move of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// A step of the text.
    Text(Step),
    /// To the line above or below, as it is drawn.
    Line,
    /// To the start or end of the line, as it is drawn.
    LineEdge,
    /// By as much as the window shows.
    Page,
}

/// The things that can be asked about reading.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Moves the caret.
    Move {
        /// The distance.
        motion: Motion,
        /// Towards the end of the article.
        forward: bool,
        /// The selection grows or shrinks with it.
        extend: bool,
    },
    /// The browser found the line that was asked for.
    Landed {
        /// The place where the move began.
        from: ByteOffset,
        /// The place where it ends; `None` where there is no such line.
        to: Option<ByteOffset>,
        /// The distance that was asked for.
        motion: Motion,
        /// Down, or to the end of the line.
        forward: bool,
        /// Pixels from the window's left edge that the caret keeps.
        column: Option<i32>,
        /// The selection grows or shrinks with it.
        extend: bool,
    },
    /// Selects more around the caret: the word, the sentence, the paragraph; or less (`false`).
    Expand(bool),
    /// A click without a selection, at that place of the text.
    Click(ByteOffset),
    /// From now on taps take words, or no longer.
    TakeWords,
    /// Selects that, and puts the caret behind it.
    Select(Span),
    /// A link from the open claim is dragged over that place of the text, or over nothing of it.
    DragLink(Option<ByteOffset>),
    /// The link is let go of where it is, or not made (`false`).
    EndLink(bool),
    /// The browser's selection may be another one.
    Selected(Selected),
    /// The selection is shown as the session has it.
    Shown,
    /// Selects nothing.
    ClearSelection,
    /// Gives the keyboard to the article.
    Focus,
    /// Comes back to the place that was left, if it is in the article in view.
    Return(Place),
    /// Draws the parts of articles in which those words stand.
    DrawAround(Vec<(DocumentId, Span)>),
    /// Draws those sections of the article, if they are not drawn yet.
    Draw(Range<usize>),
    /// Draws all of the article.
    DrawAll,
    /// The page is about to be printed, so all of the article is drawn, and what is for paper alone; or it was printed.
    Prints(bool),
    /// Draws the next sections of the article.
    DrawNext,
}

/// The browser's selection in the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selected {
    /// The selected words; `None` where nothing of the article is selected.
    pub span: Option<Span>,
    /// True if its start is the end that moves.
    pub backward: bool,
    /// The pointer that may have selected it.
    pub pointer: Pointer,
}

/// The pointer that selects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a pointer has that many states")]
pub struct Pointer {
    /// It is down in the article, so that the selection is not finished.
    pub down: bool,
    /// It has just gone up.
    pub released: bool,
    /// It is a mouse or a pen.
    pub fine: bool,
    /// Alt is down with it.
    pub alt: bool,
}

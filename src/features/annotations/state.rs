//! The state of the list of annotations. The open annotation is the session's.

use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::attribute::AttributeId;
use glossator_core::model::document::DocumentId;
use glossator_core::model::label::LabelId;
use glossator_core::query::attribution::Conditions;
use glossator_core::query::{Order, Query};
use std::ops::Range;
use std::rc::Rc;

/// Everything about the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The annotations that it shows, and their order.
    pub query: Query,
    /// True if it shows those of all articles.
    pub everywhere: bool,
    /// The rows that are picked, to be changed together, in the order of the list: nothing is picked that is not shown.
    pub picked: Vec<AnnotationId>,
    /// True if equal words have a row each.
    pub apart: bool,
    /// Annotations whose equals are not folded away.
    pub unfolded: Vec<AnnotationId>,
    /// The annotations for which a key means a value of an attribute; none while it means what it always does.
    pub asks: Vec<AnnotationId>,
    /// The number of values that were refused: fields show again what holds.
    pub refused: u32,
    /// The first row that is drawn, where there are too many to draw all.
    pub first_row: usize,
    /// True in the frame that brings another article into view: few rows are drawn in it.
    pub is_first_frame: bool,
}

/// The things that can be asked about the list and the open annotation.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Opens an annotation, its article if that is another one, and scrolls to it.
    Open(AnnotationId),
    /// Opens another annotation at the place of the open one.
    OpenAnother(AnnotationId),
    /// Opens the smallest annotation at the caret, or the next larger one if one of those there is open already.
    OpenHere,
    /// Opens the next annotation, or the one before (`false`).
    Step(bool),
    /// Closes the open annotation.
    Close,
    /// Opens an annotation unless it is open, and goes to its note.
    WriteNote(AnnotationId),
    /// Asks for a value of an attribute of what is open or picked; of that annotation, if nothing is.
    AskValues(Option<AnnotationId>),
    /// Asks no longer.
    StopAsking,
    /// Sets the value with that key.
    ValueByKey(char),
    /// Gives annotations a value; an empty one is none.
    SetValue(Rc<[AnnotationId]>, AttributeId, Rc<str>),
    /// Opens an annotation unless it is open, and takes hold of a boundary.
    TakeBoundary(AnnotationId),
    /// Shows annotations with these words alone, in their quote or note.
    SetWords(Rc<str>),
    /// Shows annotations of that label, too, or no longer: if of none, then of all.
    TurnLabel(LabelId),
    /// Shows annotations of all articles, or of the article in view (`false`).
    SetEverywhere(bool),
    /// Shows them in that order.
    SetOrder(Order),
    /// Shows each string once, at its first place (`true`).
    SetOnce(bool),
    /// Shows what meets these conditions alone.
    SetConditions(Conditions),
    /// Shows equal words in a row each (`true`), or in one.
    SetApart(bool),
    /// Gives the equals of that annotation rows of their own, or folds them away (`false`).
    Unfold(AnnotationId, bool),
    /// Shows what the query says, of one article or of all, and nothing else.
    List(Option<DocumentId>, Query),
    /// Picks a row with all that it stands for, or no longer.
    Pick(AnnotationId),
    /// Picks all rows from the one that is picked above, or else below, to that one.
    PickTo(AnnotationId),
    /// Picks all that is shown, or nothing.
    PickAll,
    /// Picks nothing any more.
    PickNone,
    /// Gives all that are picked a label.
    RelabelPicked(LabelId),
    /// Gives the words of all that are picked another label, too.
    AddToPicked(LabelId),
    /// Deletes all that are picked.
    DeletePicked,
    /// Gives the keyboard to the list, or back to the article if the list has it (`true`).
    GoToList(bool),
    /// Opens the row below that one, or above (`false`), and gives it the focus. While rows are picked it is not opened.
    StepRow(AnnotationId, bool),
    /// Draws the row of the open annotation and scrolls to it: the list has just come into view.
    ShowOpenRow,
    /// The list was scrolled by so many rows beyond the first one that is drawn.
    Scrolled(isize),
    /// Draws the rows that the first frame of an article left out.
    DrawRest,
}

/// The number of rows up to which all are drawn.
pub const ALL: usize = 500;

/// The number of rows that are drawn of more: those in view, half of them at most, and some above and below. Each has its price
/// whenever a card opens, because all below it move.
const DRAWN: usize = 100;

/// The number of these that are drawn in the first frame of an article: a screen of most heights.
const AT_FIRST: usize = 40;

impl State {
    /// The rows that are drawn of so many: all, or those from the first one that is wanted.
    #[must_use]
    pub fn drawn(&self, count: usize) -> Range<usize> {
        let mut drawn = self.settled(count);
        if self.is_first_frame && count > ALL {
            drawn.end = drawn.start + AT_FIRST;
        }
        drawn
    }

    /// The same beyond the first frame.
    fn settled(&self, count: usize) -> Range<usize> {
        let drawn = if count > ALL { DRAWN } else { ALL };
        let first = self.first_row.min(count.saturating_sub(drawn));
        first..count.min(first + drawn)
    }

    /// Draws the rows around that one, so that a screen behind it is there as well; says whether others are drawn now.
    pub fn draw_around(&mut self, row: usize, count: usize) -> bool {
        let drawn = self.settled(count);
        let begins = drawn.start == 0 || row >= drawn.start + DRAWN / 12;
        let ends = drawn.end == count || row + DRAWN / 2 <= drawn.end;
        if begins && ends {
            return false;
        }
        self.first_row = row.saturating_sub(DRAWN / 4);
        true
    }

    /// Another article comes into view.
    pub fn leave_article(&mut self) {
        self.first_row = 0;
        self.is_first_frame = true;
        self.picked.clear();
    }
}

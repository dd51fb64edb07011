//! The state of tagging: the label that stays, and the boundary that is dragged.

use glossator_core::edit::conflict::Overwritten;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::entity::EntityId;
use glossator_core::model::label::LabelId;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_core::text::tokenise::Step;
use std::rc::Rc;

/// Everything about tagging that outlives one edit.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// True if the next label that is used stays: every selection is tagged with it at once.
    pub stays: bool,
    /// The label that stays.
    pub armed: Option<LabelId>,
    /// The span of the open annotation as it would be if the handle that is dragged were let go of now.
    pub dragged: Option<Span>,
}

/// The things that can be asked about tags.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Tags the selected words.
    Tag(LabelId),
    /// Tags the selected words, which speak of that entity.
    TagAs(LabelId, EntityId),
    /// Gives an annotation another label.
    Relabel(AnnotationId, LabelId),
    /// Tags the words of an annotation once more.
    AddLabel(AnnotationId, LabelId),
    /// Deletes an annotation.
    Delete(AnnotationId),
    /// Brings back an annotation that another page deleted.
    Undelete(AnnotationId),
    /// Says that the annotation belongs to the selected words.
    Place(AnnotationId),
    /// From now on the label that is used stays, that of the open annotation first; or no longer.
    Stay,
    /// Tags every selection with that label at once.
    Arm(LabelId),
    /// A note as it is being typed.
    TypeNote(AnnotationId, Rc<str>),
    /// Stores the note that is being typed.
    StoreNote,
    /// Moves a boundary of the open annotation.
    Nudge {
        /// The first boundary rather than the last.
        start: bool,
        /// The distance.
        step: Step,
        /// Towards the end of the article.
        forward: bool,
    },
    /// A boundary of the open annotation is dragged.
    Drag {
        /// The first boundary rather than the last.
        start: bool,
        /// The place under the pointer; `None` where it is not over the text.
        at: Option<ByteOffset>,
        /// Exact characters rather than whole words.
        exact: bool,
        /// The progress of the drag.
        progress: Progress,
    },
    /// Decides between two values of one field: the one that was overwritten (`true`), or the one that is there.
    Settle(Rc<Overwritten>, bool),
}

/// The progress of a drag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It goes on.
    Moves,
    /// It was let go of.
    Ends,
    /// It is as if it had not begun.
    Cancelled,
}

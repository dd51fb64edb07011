//! The parts that annotations have in what is open, or in focus.

use glossator_core::model::annotation::AnnotationId;
use std::rc::Rc;

/// The part of an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It is a claim of the group in focus.
    Claim,
    /// It says a claim that is open or in focus.
    SaidBy,
    /// It passed such a claim on.
    Via,
    /// It attributes such a claim.
    Cue,
    /// It is said by the open actor.
    Says,
}

/// Annotations with their parts.
pub type Parts = Rc<[(AnnotationId, Part)]>;

impl Part {
    /// The name, as the style sheet has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::SaidBy => "said-by",
            Self::Via => "via",
            Self::Cue => "cue",
            Self::Says => "says",
        }
    }
}

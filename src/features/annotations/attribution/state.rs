//! The state of attribution: the question that is open, and what can be answered.

use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::entity::Entity;
use glossator_core::model::label::LabelId;
use glossator_core::model::relation::RelationId;
use glossator_core::query::suggestions::{Near, Vocabulary, Why};
use std::rc::Rc;

/// Everything about attribution that outlives one edit.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The question that is open.
    pub asked: Option<Asked>,
}

/// An open question.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// The annotations that it is about.
    pub annotations: Vec<AnnotationId>,
    /// The label of the first of them.
    pub label: LabelId,
    /// The words in the field.
    pub typed: Rc<str>,
    /// The answers to choose from.
    pub choices: Rc<[Choice]>,
    /// The index of the one that Enter takes.
    pub active: usize,
    /// Other annotations with the same words and label that speak of nothing yet.
    pub others: Rc<[AnnotationId]>,
    /// True if a dialog asks it, and not the card of the open annotation.
    pub in_dialog: bool,
    /// True if the box below the answers is ticked: each is taken as with Shift.
    pub is_ticked: bool,
    /// The words of the entities of the label, made when the question was asked.
    pub(super) vocabulary: Option<Rc<Vocabulary>>,
}

/// A question about annotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// The person, thing or place, or the group of claims, that they speak of.
    Entity,
    /// The mention of whoever said the claims.
    Speaker,
    /// The mention of the place where what is claimed happens.
    Place,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// They speak of that entity.
    Entity(Rc<Entity>, Option<Why>),
    /// They speak of a new one of that name.
    New(Rc<str>),
    /// They speak of none.
    NoEntity,
    /// That mention is it.
    Mention {
        /// The mention, and its entity.
        near: Near,
        /// Its words.
        words: Rc<str>,
        /// True if it is the answer already.
        is_chosen: bool,
    },
    /// Nobody is named.
    Nobody,
    /// Nothing is known any more.
    Unlink(Rc<[RelationId]>),
}

/// The things that can be asked about attribution.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Asks the question of what is open or picked; of that annotation, if nothing is. Where words are selected while a claim is
    /// open, they are the answer.
    Ask(Question, Option<AnnotationId>),
    /// Asks the question of the open annotation, from its card. Words that are selected are the answer where they can be.
    AskInCard(Question),
    /// Asks in a dialog what that annotation means, wherever the page is.
    AskAbout(AnnotationId),
    /// Asks no longer.
    Stop,
    /// The words in the field are these.
    Type(Rc<str>),
    /// Another answer is the one that Enter takes.
    Move(usize),
    /// Ticks the box below the answers, or no longer.
    Tick(bool),
    /// Takes an answer by its index. With Shift (`true`), or while the box is ticked: for all others with the same words, too; of a
    /// speaker: as the one who passed it on.
    Take(usize, bool),
    /// Says that nobody is named who said the claims, or no longer says it.
    TurnNobody(Option<AnnotationId>),
    /// Tags the selected words, and lets the relation of that type lead there from the open annotation.
    TagAs(&'static str, LabelId),
    /// Links the open claims to that annotation: its speaker.
    LinkTo(AnnotationId),
}

//! The state of comparing: the articles that stand side by side, and the group of claims in focus.

use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::DocumentId;
use glossator_core::model::entity::EntityId;
use glossator_core::query::passages::Passage;
use std::collections::BTreeMap;
use std::rc::Rc;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The articles, from left to right.
    pub columns: Vec<DocumentId>,
    /// The articles that somebody chose: they stay, whatever claim is in focus. Empty if nobody did.
    pub chosen: Vec<DocumentId>,
    /// The group in focus.
    pub group: Option<EntityId>,
    /// The passage in focus: words that two of the articles share.
    pub passage: Option<Rc<Passage>>,
    /// True if nobody wants to see which words differ around it.
    pub hides_differences: bool,
    /// The numbers of the claims that are shown, of articles in which that is not the first one of the group.
    pub shown: BTreeMap<DocumentId, usize>,
    /// The article that was read before: where there is room for two, it stands beside the one that is read.
    pub before: Option<DocumentId>,
    /// The question which article is to stand beside the others, while it is open.
    pub adding: Option<Adding>,
}

/// The question which article is added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adding {
    /// The words by which it is looked for.
    pub typed: Rc<str>,
    /// The number of the one that Enter takes.
    pub active: usize,
}

/// The things that can be asked about comparing.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Chooses articles and a group, where the view is come to.
    Begin,
    /// Shows the group of a claim of the article that is read side by side: of that one, or of the one at the caret.
    Look(Option<AnnotationId>),
    /// Shows a group side by side; the one that was in focus last, if none is named.
    Focus(Option<EntityId>),
    /// Shows words that two articles share side by side.
    Passage(Rc<Passage>),
    /// Shows which words differ, or no longer.
    TurnDifferences,
    /// Shows the next group in the order of the matrix, or the one before (`false`).
    Step(bool),
    /// Shows the next claim of the group in the article that is read, or the one before (`false`).
    StepClaim(bool),
    /// Keys, caret and selection are in that article from now on.
    Activate(DocumentId),
    /// The same, and its claim comes to the height of the others.
    Turn(DocumentId),
    /// Says that the group in focus was looked for in that article and is not there, or takes that back.
    TurnAbsent(DocumentId),
    /// Asks which article is to stand beside the others, or no longer (`false`).
    AskToAdd(bool),
    /// The words by which it is looked for.
    Type(Rc<str>),
    /// Another one would be taken.
    Move(usize),
    /// Puts an article beside the others.
    Add(DocumentId),
    /// Takes one away.
    Remove(DocumentId),
    /// Shows those again that have the group.
    ChooseAgain,
}

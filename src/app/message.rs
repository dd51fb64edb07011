//! Messages: something that just happened, said once, or a failure, which stays until it is answered.

use glossator_core::edit::conflict::Overwritten;
use glossator_core::model::annotation::AnnotationId;
use std::rc::Rc;

/// Something to be said.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// A number that counts up, so that the same words twice are two messages.
    pub number: u32,
    /// One or two short sentences.
    pub words: Rc<str>,
    /// The actions that it offers as buttons.
    pub actions: Vec<MessageAction>,
}

/// An action that a message offers.
#[derive(Clone, Debug, PartialEq)]
pub enum MessageAction {
    /// Undoes the last step.
    Undo,
    /// Saves everything to a file.
    Download,
    /// Writes everything into the store again, after that was emptied.
    StoreAnew,
    /// Brings back an annotation that another page deleted.
    Undelete(AnnotationId),
    /// Takes the value that another page overwrote unseen.
    Take(Rc<Overwritten>),
    /// Leaves the value that stands now.
    Leave(Rc<Overwritten>),
    /// Restores what the second copy has and the store does not.
    RestoreFound,
    /// Throws that away.
    ForgetFound,
    /// Undoes the clearing of everything.
    UndoClear,
    /// Asks which other occurrences of its words are to be tagged like the annotation.
    Others(AnnotationId),
    /// Shows hints for the string again.
    Hint(Rc<str>),
    /// Stops opening a file.
    Stop,
    /// Opens the settings, where the set-aside entries are.
    Settings,
}

impl Message {
    /// The two values of one field that it is about, if it is.
    #[must_use]
    pub fn lost(&self) -> Option<&Overwritten> {
        self.actions.iter().find_map(|action| match action {
            MessageAction::Take(lost) => Some(&**lost),
            _ => None,
        })
    }
}

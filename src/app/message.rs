//! Messages: what happened, said once, and failures, which stay until they are answered.

use glossator_core::edit::conflict::Overwritten;
use glossator_core::model::annotation::AnnotationId;
use std::rc::Rc;

/// Something to be said.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Counts up, so that the same words twice are two messages.
    pub number: u32,
    /// One or two short sentences.
    pub words: Rc<str>,
    /// The ways on, as buttons.
    pub ways_on: Vec<WayOn>,
}

/// What a button on a message does.
#[derive(Clone, Debug, PartialEq)]
pub enum WayOn {
    /// Takes back what was just done.
    Undo,
    /// Saves everything to a file.
    Download,
    /// Writes everything into the store again, after that was emptied.
    StoreAnew,
    /// Brings back an annotation that another page deleted.
    Undelete(AnnotationId),
    /// Takes the value that another page overwrote unseen.
    Take(Rc<Overwritten>),
    /// Leaves what that page wrote instead.
    Leave(Rc<Overwritten>),
    /// Takes in what the second copy has and the store does not.
    RestoreFound,
    /// Throws that away.
    ForgetFound,
    /// Takes back that everything was cleared.
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
    /// Whether it is about two values of one field.
    #[must_use]
    pub fn lost(&self) -> Option<&Overwritten> {
        self.ways_on.iter().find_map(|way_on| match way_on {
            WayOn::Take(lost) => Some(&**lost),
            _ => None,
        })
    }
}

//! Messages: something that just happened, said once, or a failure, which stays until it is answered.

use crate::features::import::state::Called;
use glossator_core::edit::conflict::Overwritten;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::saving::project::ProjectId;
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
    /// False where what happened is in view: then it is only read out.
    pub is_shown: bool,
}

/// A failure, or a question that nobody may miss: it stands in the strip until it is answered, closed, or over.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    /// The thing that it is about.
    pub about: About,
    /// Its words and buttons.
    pub message: Message,
    /// The things that it happened to, each with its reason, where these are several.
    pub each: Vec<Rc<str>>,
}

/// The thing that a failure is about: a later failure takes the place of an earlier one, and it goes once that succeeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Saving.
    Saving,
    /// The room that was made by removing something.
    Room,
    /// Stored entries that could not be read.
    Damage,
    /// Two values of one field. Each is a question of its own.
    Conflict,
    /// That everything was cleared.
    Clearing,
    /// Work of a store that is gone.
    Found,
    /// An annotation that another page deleted. Each is a question of its own.
    Deletion,
    /// A backup.
    Backup,
    /// Texts that were not found.
    Texts,
    /// Opening the file, or the files.
    Opening(Called),
    /// Giving a file to the user.
    Download,
    /// Something that was done with a project.
    Projects,
    /// Projects that the browser lost.
    LostProjects,
    /// Work in another project of this browser.
    OwnWork,
}

impl About {
    /// True if something went wrong; otherwise it is to be known, or answered.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        matches!(
            self,
            Self::Saving | Self::Damage | Self::Backup | Self::Texts | Self::Opening(_) | Self::Download
        )
    }

    /// True if several stand beside each other.
    #[must_use]
    pub fn is_question(&self) -> bool {
        matches!(self, Self::Conflict | Self::Deletion)
    }
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
    /// Looks once more for texts that were not found.
    ReadAgain,
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
    /// Adds what another project has.
    AddHere(ProjectId),
    /// Brings back the project that was deleted last.
    UndoDelete,
    /// Restores projects that the browser lost.
    RestoreProjects,
    /// Throws them away.
    ForgetProjects,
    /// Undoes the clearing of everything.
    UndoClear,
    /// Asks which other occurrences of its words are to be tagged like the annotation.
    Others(AnnotationId),
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

//! The state of articles as such: which is in view is the session's.

use glossator_core::model::document::DocumentId;
use std::rc::Rc;

/// Everything about articles that nobody else needs.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// True while the title of the article in view is being written.
    pub is_renaming: bool,
}

/// The things that can be asked about articles.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Shows an article.
    Open(DocumentId),
    /// Shows an article that was chosen in the list, and closes that on a narrow screen.
    Choose(DocumentId),
    /// Shows the next article, or the one before (`false`).
    Step(bool),
    /// Lets the title of the article in view be written.
    Rename,
    /// Ends that, with the title, or without a change.
    EndRename(Option<Rc<str>>),
    /// Takes the article in view out.
    Remove,
    /// Prints the article in view.
    Print,
    /// Prints the page, now that all of the article is drawn.
    PrintDrawn,
}

//! Messages: what happened, said once, and failures, which stay until they are answered.

use std::rc::Rc;

/// Something to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Counts up, so that the same words twice are two messages.
    pub number: u32,
    /// One or two short sentences.
    pub words: Rc<str>,
    /// The way on, as a button.
    pub way_on: Option<WayOn>,
}

/// What the button on a message does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOn {
    /// Takes back what was just done.
    Undo,
    /// Saves everything to a file.
    Download,
}

//! The state of messages: the last one, and the failures that were not answered yet.

use crate::app::message::{Alert, Message, MessageAction};
use glossator_core::saving::journal::Damaged;
use std::rc::Rc;

/// Everything that is said.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The last message.
    pub message: Option<Message>,
    /// The failures that were not answered yet.
    pub alerts: Vec<Alert>,
    /// The entries that one of them is about.
    pub damaged: Vec<Damaged>,
}

/// The things that can be asked about messages.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Says something.
    Say(Rc<str>),
    /// Does what a button of the message with that number says: it is answered with that.
    Do(u32, MessageAction),
    /// Closes all failures.
    CloseAlerts,
    /// Takes the last message away.
    Expire,
}

//! The state of messages: the last one, and the failures that were not answered yet.

use crate::app::message::{Message, MessageAction};
use std::rc::Rc;

/// Everything that is said.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The last message.
    pub message: Option<Message>,
    /// The failures that were not answered yet.
    pub alerts: Vec<Message>,
}

/// The things that can be asked about messages.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Says something.
    Say(Rc<str>),
    /// Does what a button of the message with that number says: it is answered with that.
    Do(u32, MessageAction),
    /// Closes the failure with that number.
    Close(u32),
    /// Takes the last message away.
    Expire,
}

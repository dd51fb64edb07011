//! Transactions: what one command does, as a value. Stored, undone and shown to other tabs as a whole.

use crate::operation::Operation;
use crate::record::Stamp;
use crate::text::Text;
use crate::time::Timestamp;
use std::rc::Rc;

/// A list of operations under one stamp.
#[derive(Clone, Debug)]
pub struct Transaction {
    /// The stamp of every field that it writes.
    pub stamp: Stamp,
    /// When.
    pub time: Timestamp,
    /// Where it came from.
    pub origin: Origin,
    /// What it does, in a word.
    pub action: Action,
    /// Texts that its operations refer to and that may not be stored yet.
    pub texts: Vec<Rc<Text>>,
    /// What it writes, each record once: no two writes of a field may have the same stamp.
    pub operations: Vec<Operation>,
}

/// Where a transaction came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A person's command.
    User,
    /// Taking a step back, or doing it again.
    Undo,
    /// A file that was opened.
    Import,
    /// The page itself, in order to work at all. Not undone.
    Setup,
}

/// What a transaction does, for the words on the undo button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Tagged a span.
    Tag,
    /// Gave an annotation another label.
    Relabel,
    /// Wrote a note.
    Note,
    /// Deleted annotations.
    Delete,
    /// Gave an article another title.
    Rename,
    /// Took an article out.
    RemoveDocument,
    /// Changed a setting.
    Setting,
    /// Opened a file.
    Import,
}

macro_rules! words {
    ($type:ty { $($variant:ident = $word:literal),* $(,)? }) => {
        impl $type {
            /// Its word in the store.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// Reads what [`Self::word`] says.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words!(Origin { User = "user", Undo = "undo", Import = "import", Setup = "setup" });
words!(Action {
    Tag = "tag",
    Relabel = "relabel",
    Note = "note",
    Delete = "delete",
    Rename = "rename",
    RemoveDocument = "remove document",
    Setting = "setting",
    Import = "import",
});

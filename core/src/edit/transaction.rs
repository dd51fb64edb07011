//! Transactions: what one command does, as a value. Stored, undone and shown to other tabs as a whole.

use crate::edit::operation::{Operation, Write};
use crate::model::annotation::AnnotationId;
use crate::model::record::{Cell, Field, Kind, RecordKey, Stamp};
use crate::model::time::Timestamp;
use crate::text::Text;
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

impl Transaction {
    /// The annotations that it writes.
    pub fn annotations(&self) -> impl Iterator<Item = AnnotationId> {
        let records = self.operations.iter().map(|operation| &operation.record);
        records.filter(|record| record.kind == Kind::Annotation).filter_map(AnnotationId::of)
    }

    /// The fields that it writes, with its stamp.
    pub fn cells(&self) -> impl Iterator<Item = (RecordKey, Field, Cell)> {
        let stamp = self.stamp;
        self.operations.iter().flat_map(move |operation| {
            let cell = move |Write { field, after, .. }: &Write| {
                (operation.record.clone(), field.clone(), Cell { value: after.clone(), stamp })
            };
            operation.writes.iter().map(cell)
        })
    }
}

/// Where a transaction came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A person's command.
    User,
    /// Taking a step back.
    Undo,
    /// Doing again a step that was taken back.
    Redo,
    /// A file that was opened.
    Import,
    /// The page itself, in order to work at all. Not undone.
    Setup,
    /// An origin of a later program, by its word. Not undone by this one.
    Unknown(Rc<str>),
}

/// What a transaction does, for the words on the undo button.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Brought an annotation back.
    Restore,
    /// Gave an annotation another place.
    Reanchor,
    /// Decided between two values.
    Settle,
    /// Went back to a backup.
    GoBack,
    /// An action of a later program, by its word.
    Unknown(Rc<str>),
}

macro_rules! words {
    ($type:ty { $($variant:ident = $word:literal),* $(,)? }) => {
        impl $type {
            /// Its word in the store.
            #[must_use]
            pub fn word(&self) -> &str {
                match self { $(Self::$variant => $word,)* Self::Unknown(word) => word }
            }

            /// The one that has this word.
            #[must_use]
            pub fn of_word(word: &str) -> Self {
                match word { $($word => Self::$variant,)* _ => Self::Unknown(word.into()) }
            }
        }
    };
}

words!(Origin { User = "user", Undo = "undo", Redo = "redo", Import = "import", Setup = "setup" });
words!(Action {
    Tag = "tag",
    Relabel = "relabel",
    Note = "note",
    Delete = "delete",
    Rename = "rename",
    RemoveDocument = "remove document",
    Setting = "setting",
    Import = "import",
    Restore = "restore",
    Reanchor = "place",
    Settle = "settle",
    GoBack = "go back",
});

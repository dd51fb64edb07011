//! Transactions: the effect of one command, as a value that is stored, undone and shown to other tabs as a
//! whole.
//!
//! A transaction does not know the corpus that it is applied to.

use crate::edit::operation::{Operation, Write};
use crate::model::annotation::AnnotationId;
use crate::model::record::{Cell, Field, Kind, RecordKey, Stamp};
use crate::model::time::Timestamp;
use crate::text::Text;
use std::rc::Rc;

/// A list of operations under one stamp.
#[derive(Clone, Debug)]
pub struct Transaction {
    /// Stamp of every field that it writes.
    pub stamp: Stamp,
    /// Time at which it was made.
    pub time: Timestamp,
    /// Origin of the transaction.
    pub origin: Origin,
    /// Action of the command.
    pub action: Action,
    /// Texts that its operations refer to and that may not be stored yet.
    pub texts: Vec<Rc<Text>>,
    /// Operations, one a record: two writes of a field must not have the same stamp.
    pub operations: Vec<Operation>,
}

impl Transaction {
    /// Annotations that it writes.
    pub fn annotations(&self) -> impl Iterator<Item = AnnotationId> {
        let records = self.operations.iter().map(|operation| &operation.record);
        records.filter(|record| record.kind == Kind::Annotation).filter_map(AnnotationId::of)
    }

    /// Fields that it writes, with its stamp.
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

/// Origin of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A command of a person.
    User,
    /// The undoing of a step.
    Undo,
    /// The redoing of a step.
    Redo,
    /// A file that was opened.
    Import,
    /// The page itself, in order to work at all. It is not undone.
    Setup,
    /// An origin of a later version, by its word. It is not undone by this one.
    Unknown(Rc<str>),
}

/// Action of a transaction, for the words on the undo button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A span was tagged.
    Tag,
    /// An annotation got another label.
    Relabel,
    /// A note was written.
    Note,
    /// Annotations were deleted.
    Delete,
    /// An article got another title.
    Rename,
    /// Articles were removed.
    RemoveDocument,
    /// Articles were brought back.
    BringBackDocument,
    /// The note of an article was written.
    DocumentNote,
    /// The state of articles was set.
    DocumentState,
    /// Values of attributes were set.
    Attributes,
    /// A label was added or changed.
    PutLabel,
    /// A label got another position.
    MoveLabel,
    /// Two labels were merged.
    MergeLabels,
    /// A label was deleted.
    DeleteLabel,
    /// An attribute was added or changed.
    PutAttribute,
    /// An attribute got another position.
    MoveAttribute,
    /// An attribute was deleted.
    DeleteAttribute,
    /// A relation type was added or changed.
    PutRelationType,
    /// A relation type was deleted.
    DeleteRelationType,
    /// A codebook was taken over.
    TakeCodebook,
    /// Annotations were said to speak of an entity, or of none.
    Assign,
    /// An entity was made or changed.
    PutEntity,
    /// Entities were merged.
    MergeEntities,
    /// A merged entity speaks for itself again.
    SeparateEntity,
    /// An entity got another place.
    MoveEntity,
    /// An entity was deleted.
    DeleteEntity,
    /// Relations were made.
    Link,
    /// Relations were deleted.
    Unlink,
    /// A setting was changed.
    Setting,
    /// A file was opened.
    Import,
    /// An annotation was restored.
    Restore,
    /// An annotation got another place.
    Reanchor,
    /// One of two values was chosen.
    Settle,
    /// A backup was restored.
    GoBack,
    /// An action of a later version, by its word.
    Unknown(Rc<str>),
}

macro_rules! words {
    ($type:ty { $($variant:ident = $word:literal),* $(,)? }) => {
        impl $type {
            /// Word in the store.
            #[must_use]
            pub fn word(&self) -> &str {
                match self { $(Self::$variant => $word,)* Self::Unknown(word) => word }
            }

            /// Reads the word in the store.
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
    BringBackDocument = "bring back document",
    DocumentNote = "document note",
    DocumentState = "document state",
    Attributes = "attributes",
    PutLabel = "label",
    MoveLabel = "move label",
    MergeLabels = "merge labels",
    DeleteLabel = "delete label",
    PutAttribute = "attribute",
    MoveAttribute = "move attribute",
    DeleteAttribute = "delete attribute",
    PutRelationType = "relation type",
    DeleteRelationType = "delete relation type",
    TakeCodebook = "codebook",
    Assign = "assign",
    PutEntity = "entity",
    MergeEntities = "merge entities",
    SeparateEntity = "separate entity",
    MoveEntity = "move entity",
    DeleteEntity = "delete entity",
    Link = "link",
    Unlink = "unlink",
    Setting = "setting",
    Import = "import",
    Restore = "restore",
    Reanchor = "place",
    Settle = "settle",
    GoBack = "go back",
});

//! Report of an import: what it would bring, and what a person should see before it does.
//!
//! Findings are data. Their texts are for developers; what people read is made of them elsewhere.

use super::refusal::{FilePart, Refusal};
use crate::model::document::DocumentId;
use crate::model::label::LabelId;
use crate::model::record::Field;
use std::rc::Rc;
use thiserror::Error;

/// Numbers of what comes in, and everything that could surprise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Ids of articles that are new here, in the file's order.
    pub documents: Vec<DocumentId>,
    /// Number of annotations that are new here.
    pub added: usize,
    /// Number of annotations that the file's later version replaces, or to which it adds a field.
    pub updated: usize,
    /// Number of annotations that are here already, just so.
    pub unchanged: usize,
    /// Number of relations that are new here.
    pub relations: usize,
    /// Everything else, in the order in which it was found.
    pub findings: Vec<Finding>,
}

/// Something that a person should see before the file is taken in.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum Finding {
    /// Part of the file that is left out.
    #[error("{part}: {why}")]
    Refused {
        /// Part that is left out.
        part: FilePart,
        /// Reason for it.
        why: Refusal,
    },
    /// Things of one sort for which nothing here has room, with their number.
    #[error("left out: {count} {what:?} {name:?}")]
    LeftOut {
        /// Sort of the things.
        what: Untaken,
        /// Name that the file gives that sort, such as the type of the notes; empty where it has none.
        name: Rc<str>,
        /// Number of them.
        count: usize,
    },
    /// Annotations without words in the file, which stand where its positions say: their number.
    #[error("without words: {0}")]
    WithoutWords(usize),
    /// Annotation whose words stand elsewhere than its positions say.
    #[error("moved: {quote:?}, {}", if *utf16 { "utf16" } else { "by words" })]
    Moved {
        /// Words of the annotation.
        quote: Rc<str>,
        /// True if the positions were right, counted in UTF-16 units.
        utf16: bool,
    },
    /// Annotation whose words were not found, or in more than one place.
    #[error("unplaced: {quote:?}")]
    Unplaced {
        /// Words of the annotation.
        quote: Rc<str>,
    },
    /// Label that was not here and is added.
    #[error("new label: {0}")]
    NewLabel(LabelId),
    /// Annotation or relation that was changed here and in the file; the one that was changed later stands.
    #[error("conflict: {quote:?}, {}", if *file_wins { "theirs stands" } else { "ours stands" })]
    Conflict {
        /// Words of the annotation.
        quote: Rc<str>,
        /// True if the file's version is the later one.
        file_wins: bool,
    },
    /// Annotation or relation that was deleted here and comes back.
    #[error("came back: {quote:?}")]
    CameBack {
        /// Words of the annotation.
        quote: Rc<str>,
    },
    /// Article that was removed here and comes back.
    #[error("article came back: {0}")]
    DocumentCameBack(DocumentId),
    /// Article that has another text here; its annotations were looked for by their words.
    #[error("other text: {0}")]
    OtherText(DocumentId),
    /// Article that has another text here, too different: the file's is added beside it.
    #[error("added beside {id}: {new}")]
    AddedBeside {
        /// Id that both have.
        id: DocumentId,
        /// Id that the file's gets.
        new: DocumentId,
    },
    /// Article whose text is neither here nor in the file; its annotations are kept without a place.
    #[error("without text: {0}")]
    WithoutText(DocumentId),
    /// Field of an article that holds another value here, which stays.
    #[error("other {1}: {0}")]
    OtherField(DocumentId, Field),
    /// Article whose hash in the file is not that of its text there.
    #[error("wrong hash: {0}")]
    WrongHash(DocumentId),
}

/// Sort of things that a file holds and for which nothing here has room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Untaken {
    /// Notes of a type that is not read.
    Notes,
    /// Fields of an object, columns of a table.
    Fields,
    /// Features of annotations.
    Features,
    /// Attributes of annotations.
    Attributes,
    /// Layers of annotations.
    Layers,
    /// Labels of whole articles.
    LabelsOfArticles,
    /// Pages that are not in the file.
    Pages,
    /// Texts beside that of the article.
    Texts,
    /// Times that cannot be read.
    Times,
    /// Answers that somebody rejected or skipped.
    Answers,
    /// Files that no reader knows, by the endings of their names.
    Files,
}

impl Report {
    /// True if the file may come in unasked.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}

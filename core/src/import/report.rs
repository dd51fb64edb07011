//! Report of an import: what it would bring, and what a person should see before it does.
//!
//! Findings are data. Their texts are for developers; what people read is made of them elsewhere.

use super::difference::{Difference, Doubt};
use super::refusal::{FilePart, Refusal};
use crate::model::document::DocumentId;
use crate::model::label::LabelId;
use crate::model::record::Kind;
use crate::text::counting::Counting;
use std::collections::BTreeMap;
use std::rc::Rc;
use thiserror::Error;

/// Numbers of what comes in, and everything that could surprise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Ids of articles that are new here, in the file's order.
    pub documents: Vec<DocumentId>,
    /// Articles that are here already, by the file's ids, with their ids here.
    pub known: Vec<(DocumentId, DocumentId)>,
    /// Number of annotations that are new here.
    pub added: usize,
    /// Number of annotations that the file's version replaces, or to which it adds a field.
    pub updated: usize,
    /// Number of annotations that are here already, just so.
    pub unchanged: usize,
    /// Number of annotations that are deleted, because the file does not have them.
    pub removed: usize,
    /// Number of relations that are new here.
    pub relations: usize,
    /// Articles that may be ones that are here.
    pub doubts: Vec<Doubt>,
    /// Records that differ from the file's.
    pub differences: Vec<Difference>,
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
    /// Annotations of an article that the file does not name: they are taken for those of that one, which is open.
    #[error("nameless: {0}")]
    Nameless(DocumentId),
    /// Annotation whose words stand elsewhere than its positions say.
    #[error("moved: {quote:?}")]
    Moved {
        /// Words of the annotation.
        quote: Rc<str>,
    },
    /// Annotations whose positions are right if they are counted another way.
    #[error("counted: {count} {counting:?}")]
    Counted {
        /// Way in which they count.
        counting: Counting,
        /// Number of them.
        count: usize,
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
    /// Attributes, relation types or entities that were not here and are added.
    #[error("added: {count} {kind}")]
    Added {
        /// Kind of their records.
        kind: Kind,
        /// Number of them.
        count: usize,
    },
    /// Thing that the file names though it is neither there nor here: the name is kept.
    #[error("missing: {count} {what:?} {name:?}")]
    Missing {
        /// Sort of the thing.
        what: Missing,
        /// Id of it; of a value, the attribute and the value.
        name: Rc<str>,
        /// Number of places that name it.
        count: usize,
    },
    /// Things that only a lead may write, and what needs them: they are left out.
    #[error("not permitted: {new:?}, changes of {changed:?}")]
    NotPermitted {
        /// Numbers of those that are not here, by their kinds.
        new: BTreeMap<Kind, usize>,
        /// Numbers of those here that would be changed, by their kinds.
        changed: BTreeMap<Kind, usize>,
    },
    /// Annotation, relation or definition that was deleted here and comes back.
    #[error("came back: {quote:?}")]
    CameBack {
        /// Words of the annotation.
        quote: Rc<str>,
    },
    /// Article that was removed here and comes back.
    #[error("article came back: {0}")]
    DocumentCameBack(DocumentId),
    /// Article whose id belongs to another one here: the file's is added beside it.
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
    /// Article whose hash in the file is not that of its text there.
    #[error("wrong hash: {0}")]
    WrongHash(DocumentId),
}

/// Sort of a thing that can be named without being there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// Entity of an annotation, or one that another was merged into.
    Entity,
    /// Attribute of which there is a value.
    Attribute,
    /// Value that the attribute does not have in the codebook.
    Value,
    /// Annotation, entity or article at an end of a relation.
    End,
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
    /// Relations that are said in names, of their type, where it cannot be told what is meant.
    Relations,
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
    /// Sheets of a workbook that are no tables of articles, by their names.
    Sheets,
    /// Files that no reader knows, by the endings of their names, or else by their names.
    Files,
}

impl Report {
    /// True if the file may come in unasked.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.doubts.is_empty() && self.differences.is_empty()
    }
}

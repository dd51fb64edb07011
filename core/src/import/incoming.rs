//! The contents of a file as a reader found them, in the unit and the words of files, before they mean anything here.

use super::Finding;
use crate::model::annotation::AnnotationId;
use crate::model::annotator::AnnotatorId;
use crate::model::document::DocumentId;
use crate::model::label::{Label, LabelId};
use crate::model::record::{Field, Quotation, RecordKey, Value};
use crate::model::time::Timestamp;
use std::rc::Rc;

/// The contents of a file, in the unit and the words of files.
#[derive(Clone, Debug, Default)]
pub struct Incoming {
    /// The labels it defines, in its order.
    pub labels: Vec<Label>,
    /// The people it names.
    pub annotators: Vec<(AnnotatorId, Rc<str>)>,
    /// Its articles.
    pub documents: Vec<IncomingDocument>,
    /// Its tagged spans.
    pub annotations: Vec<IncomingAnnotation>,
    /// Its links between annotations.
    pub relations: Vec<IncomingRelation>,
    /// The parts that only a later Glossator understands.
    pub records: Vec<IncomingRecord>,
    /// The parts that could not be read.
    pub findings: Vec<Finding>,
}

impl Incoming {
    /// Adds what another file holds.
    pub fn append(&mut self, other: Self) {
        self.labels.extend(other.labels);
        self.annotators.extend(other.annotators);
        self.documents.extend(other.documents);
        self.annotations.extend(other.annotations);
        self.relations.extend(other.relations);
        self.records.extend(other.records);
        self.findings.extend(other.findings);
    }
}

/// The fate of a label that is not here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelChoice {
    /// It is added.
    Add,
    /// Annotations with it are left out, with their links.
    LeaveOut,
    /// Annotations with it get this one instead.
    Take(LabelId),
}

/// Fields of other programs, or of a later Glossator, each once: kept as they are, and written back.
pub type ForeignFields = Vec<(Field, Value)>;

/// An article in a file.
#[derive(Clone, Debug, Default)]
pub struct IncomingDocument {
    /// Its id there.
    pub id: DocumentId,
    /// Its title, if the file has one.
    pub title: Option<Rc<str>>,
    /// Its characters, if the file has them.
    pub text: Option<Rc<str>>,
    /// The text was put together from its parts, so its white space may be another than in the article.
    pub is_rebuilt: bool,
    /// The hash of the text, as the file says.
    pub sha256: Option<Rc<str>>,
    /// See [`ForeignFields`].
    pub foreign: ForeignFields,
}

/// A tagged span in a file.
#[derive(Clone, Debug)]
pub struct IncomingAnnotation {
    /// Where it stands in the file.
    pub at: Rc<str>,
    /// Its id.
    pub id: AnnotationId,
    /// The file's id of its article.
    pub document: DocumentId,
    /// Its label.
    pub label: LabelId,
    /// Its positions in code points, its words if the file has them, and their context.
    pub quotation: Quotation,
    /// True if the file says that it has no place.
    pub unplaced: bool,
    /// Its note.
    pub note: Rc<str>,
    /// Who tagged it.
    pub annotator: AnnotatorId,
    /// When it was tagged.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// See [`ForeignFields`].
    pub foreign: ForeignFields,
}

/// A link between two annotations in a file.
#[derive(Clone, Debug)]
pub struct IncomingRelation {
    /// Its id.
    pub id: Rc<str>,
    /// Its type, in the words of people.
    pub kind: Rc<str>,
    /// An annotation's id.
    pub from: Rc<str>,
    /// An annotation's id.
    pub to: Rc<str>,
    /// Its note.
    pub note: Rc<str>,
    /// Who made it.
    pub annotator: AnnotatorId,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// See [`ForeignFields`].
    pub foreign: ForeignFields,
}

/// A record, or fields of one, that has no other place in a file.
#[derive(Clone, Debug)]
pub struct IncomingRecord {
    /// Where it stands in the file.
    pub at: Rc<str>,
    /// Which record.
    pub key: RecordKey,
    /// Its fields, see [`ForeignFields`].
    pub fields: ForeignFields,
}

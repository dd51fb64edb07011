//! Incoming: the contents of a file as a reader found them, before they mean anything here.
//!
//! Positions are code points. It knows neither the format of the file nor what is here.

use super::{Cut, FilePart, Finding, IncomingTable};
use crate::model::annotation::AnnotationId;
use crate::model::annotator::AnnotatorId;
use crate::model::attribute::AttributeId;
use crate::model::document::{DocumentId, State};
use crate::model::entity::EntityId;
use crate::model::label::{Label, LabelId};
use crate::model::record::{Field, Quotation, Record, RecordKey, Value};
use crate::model::time::Timestamp;
use crate::saving::Items;
use crate::saving::project::{About, ProjectId};
use crate::text::TextVersion;
use std::rc::Rc;

/// Contents of a file, or of several that were opened together.
#[derive(Clone, Debug, Default)]
pub struct Incoming {
    /// Labels that it defines, in its order.
    pub labels: Vec<Label>,
    /// Fields of those labels that count also where the label is here, in its order.
    pub label_fields: Vec<IncomingRecord>,
    /// Attributes that it defines, in its order.
    pub attributes: Vec<IncomingRecord>,
    /// Relation types that it defines, in its order.
    pub relation_types: Vec<IncomingRecord>,
    /// Entities with the values of their attributes, in its order.
    pub entities: Vec<IncomingRecord>,
    /// Records that come with the page, and that the file says were put away.
    pub put_away: Vec<RecordKey>,
    /// Project that it is a download of.
    pub project: Option<IncomingProject>,
    /// People with their names.
    pub annotators: Vec<(AnnotatorId, Rc<str>)>,
    /// Articles.
    pub documents: Vec<IncomingDocument>,
    /// Values of attributes of articles, which need not be in the file; those of the article’s own row come first.
    pub article_values: Vec<(DocumentId, AttributeId, Rc<str>)>,
    /// Tagged spans.
    pub annotations: Vec<IncomingAnnotation>,
    /// Relations between annotations.
    pub relations: Vec<IncomingRelation>,
    /// Entities of which the file says both the id and the name, where it does not say them beside an annotation.
    pub named: Vec<(EntityId, Rc<str>)>,
    /// Records that only a later program understands.
    pub records: Vec<IncomingRecord>,
    /// Tables of articles, with the meaning of their columns.
    pub tables: Vec<IncomingTable>,
    /// Parts that could not be read.
    pub findings: Vec<Finding>,
    /// Other projects that are in the file, each as it was stored.
    pub others: Vec<OtherProject>,
    /// Time at which the file was written, of several the latest; `None` where one does not say.
    pub written: Option<Timestamp>,
}

impl Incoming {
    /// Adds the contents of another file.
    pub fn append(&mut self, other: Self) {
        self.written = if self.annotations.is_empty() {
            other.written
        } else if other.annotations.is_empty() {
            self.written
        } else {
            self.written.zip(other.written).map(|(one, other)| one.max(other))
        };
        self.labels.extend(other.labels);
        self.label_fields.extend(other.label_fields);
        self.attributes.extend(other.attributes);
        self.relation_types.extend(other.relation_types);
        self.entities.extend(other.entities);
        self.put_away.extend(other.put_away);
        self.project = self.project.take().or(other.project);
        self.annotators.extend(other.annotators);
        self.documents.extend(other.documents);
        self.article_values.extend(other.article_values);
        self.annotations.extend(other.annotations);
        self.relations.extend(other.relations);
        self.named.extend(other.named);
        self.records.extend(other.records);
        self.tables.extend(other.tables);
        self.findings.extend(other.findings);
        self.others.extend(other.others);
    }
}

/// Project in a file beside the one that the file brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherProject {
    /// Id where it was stored.
    pub id: ProjectId,
    /// Facts about it.
    pub about: About,
    /// Items of its store, texts left out.
    pub items: Items,
    /// Texts by their versions.
    pub texts: Vec<(TextVersion, Rc<str>)>,
}

/// Fields for which a row has no place of its own, each once: those that the noun marks as plain, and those of other programs
/// or of a later one, which are kept as they are and written back.
pub type ForeignFields = Vec<(Field, Value)>;

/// Article of a file.
#[derive(Clone, Debug, Default)]
pub struct IncomingDocument {
    /// Id in the file.
    pub id: DocumentId,
    /// True if the reader made the id, because the file has none for it.
    pub is_nameless: bool,
    /// Title, if the file has one.
    pub title: Option<Rc<str>>,
    /// Characters, if the file has them.
    pub text: Option<Rc<str>>,
    /// True if the text was put together from its parts, so that its white space may be another than in the article.
    pub is_rebuilt: bool,
    /// SHA-256 of the text in hexadecimal, as the file says.
    pub sha256: Option<Rc<str>>,
    /// Values of attributes; an empty one says that it has none.
    pub attributes: Vec<(AttributeId, Rc<str>)>,
    /// Note.
    pub note: Rc<str>,
    /// State of the work on it, if the file says one.
    pub state: Option<State>,
    /// Way in which it was cut out of its file; `None` if the file is no file of articles.
    pub cut: Option<Rc<Cut>>,
    /// Fields for which this has no place of its own.
    pub foreign: ForeignFields,
}

/// Project of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingProject {
    /// Id, which stays the same under another name.
    pub id: Rc<str>,
    /// Name.
    pub name: Rc<str>,
}

/// Tagged span of a file.
#[derive(Clone, Debug)]
pub struct IncomingAnnotation {
    /// Part of the file in which it stands.
    pub at: FilePart,
    /// Id in the file, or one that the reader derived.
    pub id: AnnotationId,
    /// Id of its article in the file.
    pub document: DocumentId,
    /// Label in the file.
    pub label: LabelId,
    /// Positions in code points, words if the file has them, and their context.
    pub quotation: Quotation,
    /// True if the file says that it has no place.
    pub unplaced: bool,
    /// Note.
    pub note: Rc<str>,
    /// Annotator; the default is nobody.
    pub annotator: AnnotatorId,
    /// Time of its making; 1970 where the file says none.
    pub created: Timestamp,
    /// Time of its last change; 1970 where the file says none.
    pub modified: Timestamp,
    /// Fields for which this has no place of its own.
    pub foreign: ForeignFields,
    /// Things that the file says in names; `None` for a file that has the ids of all.
    pub said: Option<Rc<Said>>,
}

/// Things that the file of another tool says of an annotation in names. Fields of its own may be called like attributes as
/// well: see [`names`](super::steps::names).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Id of its entity; empty if the file has none.
    pub entity: Rc<str>,
    /// Name of its entity; empty if the file has none.
    pub name: Rc<str>,
    /// Values by the names of the attributes, which are left out where there is no such attribute.
    pub values: Vec<(Rc<str>, Rc<str>)>,
    /// Things to which it is related, each by the id of the type and its name.
    pub links: Vec<(Rc<str>, Rc<str>)>,
}

/// Relation between two annotations of a file.
#[derive(Clone, Debug)]
pub struct IncomingRelation {
    /// Id in the file, or one that the reader derived.
    pub id: Rc<str>,
    /// Type.
    pub kind: Rc<str>,
    /// Id of the annotation at its start.
    pub from: Rc<str>,
    /// Id of the annotation at its end.
    pub to: Rc<str>,
    /// Note.
    pub note: Rc<str>,
    /// Annotator; the default is nobody.
    pub annotator: AnnotatorId,
    /// Time of its making; 1970 where the file says none.
    pub created: Timestamp,
    /// Time of its last change; 1970 where the file says none.
    pub modified: Timestamp,
    /// Fields for which this has no place of its own.
    pub foreign: ForeignFields,
}

/// Record, or fields of one, that has no other place in a file.
#[derive(Clone, Debug)]
pub struct IncomingRecord {
    /// Part of the file in which it stands.
    pub at: FilePart,
    /// Key of the record.
    pub key: RecordKey,
    /// Fields of the record.
    pub fields: ForeignFields,
}

impl IncomingRecord {
    /// Record with the fields that hold something, and with those of a bare one where none does.
    #[must_use]
    pub fn over(&self, bare: ForeignFields) -> Record {
        let given = self.fields.iter().filter(|(_, value)| !value.is_empty()).cloned();
        Record::of(given.chain(bare))
    }
}

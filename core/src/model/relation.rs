//! Relations: links of a type from one record to another.
//!
//! A relation does not know the records at its ends, which are annotations, entities or articles, as its type says.

use crate::model::annotation::AnnotationId;
use crate::model::annotator::AnnotatorId;
use crate::model::document::DocumentId;
use crate::model::entity::EntityId;
use crate::model::noun::noun;
use crate::model::record::{FieldType, Value, id};
use crate::model::time::Timestamp;
use std::rc::Rc;
use uuid::Uuid;

id! {
    /// Id of a relation: any text.
    RelationId(Rc<str>) of Relation
}

/// Id of the record at an end of a relation. The type of the relation decides of which kind the record is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EndId {
    /// A UUID, in any of its spellings.
    Uuid(Uuid),
    /// Any other text.
    Text(Rc<str>),
}

noun! {
    /// A link between two records.
    #[derive(Clone, Debug, PartialEq)]
    Relation {
        /// Id in files and in the store.
        id: RelationId,
        /// Type of the link, in the words of people.
        kind: Rc<str> = Type,
        /// Record that it begins at.
        from: EndId = From else return None,
        /// Record that it leads to.
        to: EndId = To [Told] else return None,
        /// Comment of its author; empty for none.
        note: Rc<str> = Note [Told],
        /// Person who made it.
        annotator: AnnotatorId = Annotator,
        /// Time at which it was made.
        created: Timestamp = Created,
        /// Time of its last change.
        modified: Timestamp = Modified,
    }
}

impl EndId {
    /// Annotation of that id; `None` for an id that no annotation can have.
    #[must_use]
    pub fn annotation(&self) -> Option<AnnotationId> {
        if let Self::Uuid(id) = self { Some(AnnotationId(*id)) } else { None }
    }

    /// Entity of that id.
    #[must_use]
    pub fn entity(&self) -> EntityId {
        EntityId(self.text())
    }

    /// Article of that id.
    #[must_use]
    pub fn document(&self) -> DocumentId {
        DocumentId(self.text())
    }

    fn text(&self) -> Rc<str> {
        match self {
            Self::Uuid(id) => id.to_string().into(),
            Self::Text(id) => id.clone(),
        }
    }
}

impl From<&DocumentId> for EndId {
    fn from(id: &DocumentId) -> Self {
        (&id.0).into()
    }
}

impl From<&EntityId> for EndId {
    fn from(id: &EntityId) -> Self {
        (&id.0).into()
    }
}

impl From<AnnotationId> for EndId {
    fn from(id: AnnotationId) -> Self {
        Self::Uuid(id.0)
    }
}

impl From<&Rc<str>> for EndId {
    fn from(id: &Rc<str>) -> Self {
        Uuid::parse_str(id).map_or_else(|_| Self::Text(id.clone()), Self::Uuid)
    }
}

impl FieldType for EndId {
    fn of(value: &Value) -> Option<Self> {
        if let Value::Text(id) = value { Some(id.into()) } else { None }
    }

    fn value(&self) -> Value {
        match self {
            Self::Uuid(id) => AnnotationId(*id).value(),
            Self::Text(id) => id.value(),
        }
    }
}

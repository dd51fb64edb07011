//! Rejections: the reasons why a command does nothing.

use crate::model::annotation::AnnotationId;
use crate::model::attribute::AttributeId;
use crate::model::document::DocumentId;
use crate::model::entity::EntityId;
use crate::model::label::LabelId;
use crate::model::record::Kind;
use crate::model::relation_type::RelationTypeId;
use std::rc::Rc;

/// Reason why a command does nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// Nothing would change.
    #[error("Nothing to change.")]
    NothingToDo,
    /// The selection holds no word.
    #[error("Select some words first.")]
    NothingSelected,
    /// The article is not here.
    #[error("The article “{0}” is not here any more.")]
    NoDocument(DocumentId),
    /// The annotation is not here.
    #[error("This annotation is not here any more.")]
    NoAnnotation(AnnotationId),
    /// The label is not here.
    #[error("There is no label “{0}”.")]
    NoLabel(LabelId),
    /// The entity is not here.
    #[error("“{0}” is not here any more.")]
    NoEntity(EntityId),
    /// The attribute is not in the codebook.
    #[error("There is no attribute “{0}”.")]
    NoAttribute(AttributeId),
    /// The relation type is not in the codebook.
    #[error("There is no relation type “{0}”.")]
    NoRelationType(RelationTypeId),
    /// There are no such things that could have attributes or relations.
    #[error("There is no label “{0}”.")]
    NoSuchThings(Rc<str>),
    /// It has no name.
    #[error("Give it a name first.")]
    NoName,
    /// The key is more than one character, or none that can be seen.
    #[error("A key is one character. “{0}” is not.")]
    NotAKey(Rc<str>),
    /// Something else has the key.
    #[error("“{by}” has the key “{key}” already.")]
    KeyTaken {
        /// Key.
        key: Rc<str>,
        /// Name of what has it.
        by: Rc<str>,
    },
    /// The attribute would have a value twice, or one without an id.
    #[error("There are two values “{0}”.")]
    ValueTwice(Rc<str>),
    /// The label would stand under itself.
    #[error("A label cannot stand under itself.")]
    UnderItself(LabelId),
    /// The entity groups annotations with another label.
    #[error("“{0}” is of another label.")]
    OtherLabel(Rc<str>),
    /// Relations of that type do not join such things.
    #[error("“{0}” does not join these.")]
    DoesNotFit(Rc<str>),
    /// The same words have that label already, by the same annotator.
    #[error("These words have this label already.")]
    AlreadyTagged(AnnotationId),
    /// The person reads in a team.
    #[error("Readers of a project change nothing in it.")]
    ReadersWriteNothing,
    /// The person codes in a team, and a record of that kind is the lead's to write, or another annotator's own.
    #[error("{} the lead’s.", theirs(.0))]
    NotTheirs(Kind),
}

/// "Labels are", for a record of that kind.
fn theirs(kind: &Kind) -> &'static str {
    match kind {
        Kind::Annotator => "Names of others, and new ones, are",
        Kind::Attribute => "Attributes are",
        Kind::Document => "Articles, with what is said of them, are",
        Kind::Label => "Labels are",
        Kind::RelationType => "Relation types are",
        Kind::Setting => "The name of the project is",
        Kind::Annotation | Kind::Entity | Kind::Relation | Kind::Unknown(_) => {
            "What only a newer version knows is"
        }
    }
}

//! The state of the codebook: the definition that is open, the one that is being named, and a codebook that waits for an answer.

use glossator_core::formats::codebook::{CodebookFile, CodebookFormat};
use glossator_core::model::attribute::{Attribute, AttributeId, Holds};
use glossator_core::model::codebook::Taking;
use glossator_core::model::label::LabelId;
use glossator_core::model::look::Look;
use glossator_core::model::relation_type::RelationTypeId;
use std::rc::Rc;

/// Everything about the codebook that is not in the corpus.
#[derive(Default)]
pub struct State {
    /// The definition whose fields are in view; the first label if there is none.
    pub open: Option<Open>,
    /// The definition that is being named.
    pub begun: Option<Begun>,
    /// The codebook that was opened, and waits for an answer.
    pub offer: Option<Offer>,
    /// The number of changes that were refused: fields show again what holds.
    pub refused: u32,
}

/// A definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// A label.
    Label(LabelId),
    /// The attributes of articles.
    Articles,
    /// An attribute of those things.
    Attribute(Rc<str>, AttributeId),
    /// A relation type.
    RelationType(RelationTypeId),
}

/// A definition that is not there yet, because it has no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// A label.
    Label,
    /// An attribute of those things.
    Attribute(Rc<str>),
    /// A value of that attribute.
    Value(Rc<str>, AttributeId),
    /// A relation type.
    RelationType,
}

/// A codebook of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The name of the file.
    pub file: Rc<str>,
    /// The codebook, and the parts of the file that are left out.
    pub read: Rc<CodebookFile>,
}

/// The things that can be asked about the codebook.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Shows the fields of a definition.
    Open(Open),
    /// Asks for the name of a new one.
    Begin(Begun),
    /// Makes it, with that name; leaves it without one.
    Name(Option<Rc<str>>),
    /// Changes a label.
    SetLabel(LabelId, LabelChange),
    /// Gives a label another place among the labels.
    MoveLabel(LabelId, usize),
    /// Asks into which label that one is to go.
    AskMerge(LabelId),
    /// Merges the open label into that one.
    Merge(LabelId),
    /// Deletes a label; one with annotations is asked about before.
    AskDelete(LabelId),
    /// Deletes the open label.
    Delete,
    /// Changes an attribute.
    SetAttribute(Rc<str>, AttributeId, AttributeChange),
    /// Gives an attribute another place among those of the same things.
    MoveAttribute(Rc<str>, AttributeId, usize),
    /// Deletes an attribute.
    DeleteAttribute(Rc<str>, AttributeId),
    /// Changes a relation type.
    SetRelationType(RelationTypeId, RelationChange),
    /// Deletes a relation type.
    DeleteRelationType(RelationTypeId),
    /// Adds a starter, by its place among them.
    Start(usize),
    /// Shows the codebook of a file, by its name, before it is taken.
    Offer(Rc<str>, Rc<CodebookFile>),
    /// Takes what is offered.
    Take(Taking),
    /// Gives the codebook to the user as a file.
    Download(&'static CodebookFormat),
}

/// A change of a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelChange {
    /// Its name.
    Name(Rc<str>),
    /// Its key.
    Key(Rc<str>),
    /// Its look.
    Look(Look),
    /// Its definition.
    Definition(Rc<str>),
    /// Its examples, one a line.
    Examples(Rc<str>),
    /// The label under which it stands.
    Parent(Option<LabelId>),
}

/// A change of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeChange {
    /// Its name.
    Name(Rc<str>),
    /// Its definition.
    Definition(Rc<str>),
    /// The type of its values.
    Holds(Holds),
    /// The value of things that have none.
    Default(Rc<str>),
    /// The key of a flag.
    Key(Rc<str>),
    /// A value of it, by its place.
    Value(usize, ValueChange),
}

/// A change of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueChange {
    /// Its name.
    Name(Rc<str>),
    /// Its key.
    Key(Rc<str>),
    /// Its definition.
    Definition(Rc<str>),
    /// Its place.
    Move(usize),
    /// It goes.
    Remove,
}

/// A change of a relation type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelationChange {
    /// Its name.
    Name(Rc<str>),
    /// Its definition.
    Definition(Rc<str>),
    /// Its key.
    Key(Rc<str>),
    /// The things at which it begins.
    From(Rc<str>),
    /// The things to which it leads.
    To(Rc<str>),
    /// One thing may have several.
    Many(bool),
}

impl Open {
    /// The attribute, as what is open.
    #[must_use]
    pub fn attribute(attribute: &Attribute) -> Self {
        Self::Attribute(attribute.of.clone(), attribute.id.clone())
    }
}

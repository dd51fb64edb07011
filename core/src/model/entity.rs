//! Entities: the things that annotations speak of, such as a person under several names, or a claim in several outlets.
//!
//! An entity does not know its annotations, which point to it, nor the names that texts use, which are their words.

use crate::model::attribute::Attributes;
use crate::model::label::LabelId;
use crate::model::noun::noun;
use crate::model::record::id;
use std::rc::Rc;

id! {
    /// Id of an entity: any text.
    EntityId(Rc<str>) of Entity
}

noun! {
    /// A thing that annotations speak of.
    #[derive(Clone, Debug, PartialEq)]
    Entity {
        /// Id in files and in the store.
        id: EntityId,
        /// Label whose annotations it groups.
        label: LabelId = Label [Told, Plain] else return None,
        /// Name that people gave it.
        name: Rc<str> = Name [Told, Plain],
        /// Names beside those that stand in texts.
        aliases: Rc<[Rc<str>]> = Aliases [Told, Sparse],
        /// Comment; empty for none.
        note: Rc<str> = Note [Told, Plain],
        /// Entity that it was merged into.
        same: Option<EntityId> = Same [Told, Sparse],
        /// Position among the entities, from 1.
        position: u64 = Position else u64::MAX,
    }
    attributes {
        /// Values of its attributes.
        attributes,
    }
}

impl Entity {
    /// Name by which files call it: its own, or its id if nobody gave it one.
    #[must_use]
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.id.0 } else { &self.name }
    }

    /// An entity of which only the id and the label are known.
    #[must_use]
    pub fn bare(id: EntityId, label: LabelId) -> Self {
        Self {
            id,
            label,
            name: "".into(),
            aliases: Rc::default(),
            note: "".into(),
            same: None,
            position: u64::MAX,
            attributes: Attributes::default(),
        }
    }
}

//! Relation types: the links that the codebook knows, and the things that each may join.
//!
//! A relation names its type by the id. It is kept where its type left the codebook.

use crate::model::noun::noun;
use crate::model::record::id;
use std::rc::Rc;

id! {
    /// Id of a relation type in files: `said by`.
    RelationTypeId(Rc<str>) of RelationType
}

/// Type of the relations from a claim to whom it is said by.
pub const SAID_BY: &str = "said by";
/// Type of those to whoever told that somebody said it.
pub const VIA: &str = "via";
/// Type of those to the words that say that it is somebody’s.
pub const CUE: &str = "cue";
/// Type of those to the place of which it speaks.
pub const WHERE: &str = "where";

noun! {
    /// A type of relations.
    #[derive(Clone, Debug, PartialEq, Eq)]
    RelationType {
        /// Id, see [`RelationTypeId`].
        id: RelationTypeId,
        /// Name that people read: `Said by`.
        name: Rc<str> = Name [Told, Plain] else return None,
        /// Things at which it begins: those that can have attributes, see [`Attribute::of`](super::attribute::Attribute::of).
        from: Rc<str> = From [Plain],
        /// Things to which it leads.
        to: Rc<str> = To [Plain],
        /// True if one thing may have several of them.
        many: bool = Many [Plain],
        /// Character that begins one; empty for none.
        key: Rc<str> = Key [Plain],
        /// Definition: the meaning of such a link.
        definition: Rc<str> = Definition [Told, Plain],
        /// Position in the codebook, from 1.
        position: u64 = Position else u64::MAX,
    }
}

impl RelationType {
    /// A type between anything, of which only the id is known.
    #[must_use]
    pub fn bare(id: RelationTypeId) -> Self {
        let none: Rc<str> = "".into();
        let name = id.0.clone();
        Self {
            id,
            name,
            from: none.clone(),
            to: none.clone(),
            many: true,
            key: none.clone(),
            definition: none,
            position: 0,
        }
    }
}

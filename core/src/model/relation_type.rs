//! Relation types: the links that the codebook knows, and the things that each may join.
//!
//! A relation names its type by the id. It is kept where its type left the codebook.

use crate::model::attribute;
use crate::model::noun::noun;
use crate::model::record::id;
use std::rc::Rc;

id! {
    /// Id of a relation type in files: `said by`.
    RelationTypeId(Rc<str>) of RelationType
}

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

/// Claim → actor: whoever said it, as the article says.
pub const SAID_BY: &str = "said by";

/// Claim → actor: whoever passed it on.
pub const VIA: &str = "via";

/// Claim → cue: the words that attribute it.
pub const CUE: &str = "cue";

/// Claim → location: the place where it happens.
pub const WHERE: &str = "where";

/// Entity of claims → article: somebody looked for it there, and it is not there.
pub const ABSENT: &str = "absent";

impl RelationType {
    /// Types that every project may use, whatever its codebook defines; by position.
    #[must_use]
    pub fn of_every_project() -> Vec<Self> {
        let entity = attribute::of_entity("claim");
        let all = [
            (SAID_BY, "Said by", "claim", "actor", "w", "Whose claim it is, as the article says."),
            (
                VIA,
                "Via",
                "claim",
                "actor",
                "",
                "Who passed it on, where somebody reports what somebody else said.",
            ),
            (CUE, "Cue", "claim", "cue", "", "The words that attribute it."),
            (WHERE, "Where", "claim", "location", "p", "Where what is claimed takes place."),
            (
                ABSENT,
                "Absent",
                &*entity,
                attribute::DOCUMENT,
                "",
                "Looked for in the whole article and not found.",
            ),
        ];
        let relation_type =
            |((id, name, from, to, key, definition), position): ((&str, &str, &str, &str, &str, &str), _)| {
                Self {
                    name: name.into(),
                    from: from.into(),
                    to: to.into(),
                    many: [WHERE, ABSENT].contains(&id),
                    key: key.into(),
                    definition: definition.into(),
                    position,
                    ..Self::bare(id.into())
                }
            };
        all.into_iter().zip(1..).map(relation_type).collect()
    }

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

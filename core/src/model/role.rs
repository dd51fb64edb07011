//! Roles: the records that a person may write in the project of a team.
//!
//! The server refuses the same by its own rules, so that nobody edits for hours what nobody else will ever get. A role does not know
//! who has it.

use crate::model::annotator::AnnotatorId;
use crate::model::record::{Kind, RecordKey};
use crate::model::setting::SettingId;

/// Role of a person. A person who works alone leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Writes nothing.
    Reader,
    /// Writes annotations, relations, entities and the own name.
    Coder,
    /// Writes everything.
    #[default]
    Lead,
}

/// Roles with their words, from the one that may least.
const WORDS: [(Role, &str); 3] = [(Role::Reader, "reader"), (Role::Coder, "coder"), (Role::Lead, "lead")];

impl Role {
    /// Word in the document that says who is who.
    #[must_use]
    pub fn word(self) -> &'static str {
        WORDS[self as usize].1
    }

    /// Reads the word; `None` for the role of a later version.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        WORDS.iter().find(|(_, it)| *it == word).map(|(role, _)| *role)
    }

    /// True if an annotator with that role may write the record. Settings of a person are never sent, so everybody has their own.
    #[must_use]
    pub fn may_write(self, record: &RecordKey, own: AnnotatorId) -> bool {
        let is_personal = || SettingId::of(record).is_some_and(|setting| setting.is_personal());
        match (self, &record.kind) {
            (Self::Lead, _) | (Self::Coder, Kind::Annotation | Kind::Entity | Kind::Relation) => true,
            (Self::Coder, Kind::Annotator) => AnnotatorId::of(record) == Some(own),
            _ => is_personal(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_read_as_it_is_written() {
        for role in [Role::Reader, Role::Coder, Role::Lead] {
            assert_eq!(Role::of_word(role.word()), Some(role));
        }
        assert_eq!(Role::of_word("supervisor"), None);
    }
}

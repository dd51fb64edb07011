//! Schema: the facts about records that follow from their kind, collected from the nouns.
//!
//! It does not know the corpus. A kind that is not known here has no columns, but can be part of something.

use crate::model::annotation::Annotation;
use crate::model::annotator::Annotator;
use crate::model::attribute::Attribute;
use crate::model::document::Document;
use crate::model::entity::Entity;
use crate::model::label::Label;
use crate::model::noun::{Column, Mark};
use crate::model::record::{Field, Kind, Record, RecordKey};
use crate::model::relation::Relation;
use crate::model::relation_type::RelationType;
use crate::model::setting::Setting;

/// Fields in which a record of any kind names its owner, each with the owner's kind. A record is removed with
/// its owner and comes back with it.
const OWNERS: &[(Field, Kind)] = &[(Field::Document, Kind::Document)];

/// Fields of the noun of that kind, in order; none for a kind that is not known here.
#[must_use]
pub fn columns(kind: &Kind) -> &'static [Column] {
    match kind {
        Kind::Annotation => Annotation::COLUMNS,
        Kind::Annotator => Annotator::COLUMNS,
        Kind::Attribute => Attribute::COLUMNS,
        Kind::Document => Document::COLUMNS,
        Kind::Entity => Entity::COLUMNS,
        Kind::Label => Label::COLUMNS,
        Kind::Relation => Relation::COLUMNS,
        Kind::RelationType => RelationType::COLUMNS,
        Kind::Setting => Setting::COLUMNS,
        Kind::Unknown(_) => &[],
    }
}

/// True if the field of that kind has the mark. People are told of attributes of whatever has them.
#[must_use]
pub fn is(mark: Mark, kind: &Kind, field: &Field) -> bool {
    matches!((field, mark), (Field::Attribute(_), Mark::Told))
        || columns(kind).iter().any(|column| column.field == *field && column.is(mark))
}

/// Kinds of records that can own others.
pub fn owning_kinds() -> impl Iterator<Item = &'static Kind> {
    OWNERS.iter().map(|(_, kind)| kind)
}

/// Kind of the owner that the field names; `None` for a field that names none.
#[must_use]
pub fn owner_kind(field: &Field) -> Option<&'static Kind> {
    OWNERS.iter().find(|(owning, _)| owning == field).map(|(_, kind)| kind)
}

/// Owner of the record, if it has one.
#[must_use]
pub fn owner(record: &Record) -> Option<RecordKey> {
    let (field, kind) = OWNERS.iter().find(|(field, _)| record.text(field).is_some())?;
    Some(RecordKey::new(kind.clone(), record.text(field)?.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::Value;

    #[test]
    fn people_are_told_of_what_they_write() {
        let check = |kind: &Kind, field: Field, expected| {
            assert_eq!(is(Mark::Told, kind, &field), expected, "{kind} {field}");
        };
        check(&Kind::Annotation, Field::Target, true);
        check(&Kind::Annotation, Field::Modified, false);
        check(&Kind::Label, Field::Name, true);
        check(&Kind::Label, Field::Position, false);
        check(&Kind::Setting, Field::Value, false);
        check(&Kind::Document, Field::Attribute("outlet".into()), true);
        check(&Kind::named("faction"), Field::Note, false);
    }

    #[test]
    fn what_names_an_article_is_part_of_it_whatever_it_is() {
        let check = |field: Field, expected: Option<&str>| {
            let owner = owner(&Record::of([(field, Value::text("a"))]));
            assert_eq!(owner.map(|key| format!("{} {}", key.kind, key.id)).as_deref(), expected);
        };
        check(Field::Document, Some("document a"));
        check(Field::Label, None);
        check(Field::named("part of"), None);
    }
}

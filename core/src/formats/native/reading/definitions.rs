//! Rows of the codebook, of entities, and of what was put away.

use super::with_values;
use crate::formats::native::row::{self, Row};
use crate::import::{Expected, FilePart, ForeignFields, IncomingProject, IncomingRecord, Unexpected};
use crate::model::attribute::{Attribute, AttributeId};
use crate::model::entity::{Entity, EntityId};
use crate::model::label::{Label, LabelId};
use crate::model::record::{AttributeValue, Field, FieldType, Kind, RecordKey, Value};
use crate::model::relation_type::{RelationType, RelationTypeId};

/// Reads a label, and the fields that the row has.
pub(super) fn label(row: &mut Row<'_>) -> (Label, IncomingRecord) {
    let bare = Label::bare(LabelId(row.text("id")));
    let fields = row.plain(Label::COLUMNS);
    let record = record(row, bare.id.key(), fields);
    let label = Label::read(bare.id.clone(), &record.over(bare.fields())).unwrap_or(bare);
    (label, record)
}

/// Reads an attribute.
pub(super) fn attribute(row: &mut Row<'_>) -> IncomingRecord {
    let (id, of) = (AttributeId(row.text("id")), row.text("of"));
    let mut values = Vec::new();
    for (at, item) in row.list("values") {
        match row::read(at, item, value) {
            Ok((value, others)) => {
                values.push(value);
                for other in others {
                    row.left_over(&format!("values.{other}"));
                }
            }
            Err(why) => row.refuse(why),
        }
    }
    let mut fields = row.plain(Attribute::COLUMNS);
    fields.push((Field::Of, of.value()));
    if !values.is_empty() {
        fields.push((Field::Values, Value::Values(values.into())));
    }
    record(row, Attribute::key_of(&of, &id), fields)
}

fn value(row: &mut Row<'_>) -> (AttributeValue, Vec<String>) {
    let id = row.text("id");
    let name = row.optional_text("name").filter(|name| !name.is_empty()).unwrap_or_else(|| id.clone());
    let [key, definition] = ["key", "definition"].map(|name| row.optional_text(name).unwrap_or_default());
    let others = row.others().into_iter().map(Into::into).collect();
    (AttributeValue { id, name, key, definition }, others)
}

/// Reads a relation type.
pub(super) fn relation_type(row: &mut Row<'_>) -> IncomingRecord {
    let key = RelationTypeId(row.text("id")).key();
    let fields = row.plain(RelationType::COLUMNS);
    record(row, key, fields)
}

/// Reads an entity. Fields that nobody here knows are kept.
pub(super) fn entity(row: &mut Row<'_>) -> IncomingRecord {
    let (key, label) = (EntityId(row.text("id")).key(), row.text("label"));
    let mut fields = with_values(row, Entity::COLUMNS);
    fields.push((Field::Label, label.value()));
    record(row, key, fields)
}

fn record(row: &Row<'_>, key: RecordKey, fields: ForeignFields) -> IncomingRecord {
    IncomingRecord { at: FilePart::value(row.at.clone()), key, fields }
}

/// Reads the key of a record that comes with the page.
pub(super) fn put_away(row: &mut Row<'_>) -> RecordKey {
    let kind = Kind::named(&row.text("kind"));
    if !matches!(kind, Kind::Attribute | Kind::Document | Kind::Label) {
        row.wrong("kind", Expected::KindInFiles, Unexpected::Kind(kind.clone()));
    }
    RecordKey::new(kind, row.text("id"))
}

/// Reads the project, if the file names one.
pub(super) fn project(file: &mut Row<'_>) -> Option<IncomingProject> {
    let found = file.take("project")?;
    let read = row::read("project", found, |row| {
        let [id, name] = ["id", "name"].map(|name| row.optional_text(name).unwrap_or_default());
        let others = row.others().into_iter().map(String::from).collect::<Vec<_>>();
        (IncomingProject { id, name }, others)
    });
    match read {
        Ok((project, others)) => {
            for other in others {
                file.left_over(&format!("project.{other}"));
            }
            Some(project)
        }
        Err(why) => {
            file.refuse(why);
            None
        }
    }
}

//! Records that only a later program understands, read in the words of the store.

use crate::formats::native::row::Row;
use crate::import::{Expected, FilePart, ForeignFields, Incoming, IncomingRecord, Unexpected};
use crate::json::Shape;
use crate::model::record::{Field, Kind, RecordKey};
use crate::model::relation::RelationId;
use crate::saving::journal::value;
use std::collections::HashMap;

/// Reads a record, or some fields of one.
pub(super) fn read(row: &mut Row<'_>) -> IncomingRecord {
    let kind = Kind::named(&row.text("kind"));
    if kind == Kind::Setting {
        row.wrong("kind", Expected::KindInFiles, Unexpected::Kind(kind.clone()));
    }
    let mut fields = ForeignFields::new();
    let given = row.object("fields").into_iter().filter(|(_, found)| found.get() != "null");
    for (name, found) in given {
        let field = Field::named(&name);
        if let Some(value) = value::decode(&field, found).filter(|_| field != Field::Deleted) {
            fields.push((field, value));
        } else {
            let found = Unexpected::Json(Shape::of_part(found));
            row.wrong(&format!("fields.{name}"), Expected::Keepable, found);
        }
    }
    IncomingRecord { at: FilePart::value(row.at.clone()), key: RecordKey::new(kind, row.text("id")), fields }
}

/// Moves fields of annotations, articles and relations to the rows that these have in the file.
pub(super) fn join(incoming: &mut Incoming) {
    if incoming.records.is_empty() {
        return;
    }
    let Incoming { documents, annotations, relations, records, .. } = incoming;
    let annotations = annotations.iter_mut().map(|row| (row.id.key(), &mut row.foreign));
    let documents = documents.iter_mut().map(|row| (row.id.key(), &mut row.foreign));
    let relations = relations.iter_mut().map(|row| (RelationId(row.id.clone()).key(), &mut row.foreign));
    let mut rows: HashMap<RecordKey, &mut ForeignFields> =
        annotations.chain(documents).chain(relations).collect();
    records.retain_mut(|IncomingRecord { key, fields, .. }| {
        let Some(row) = rows.get_mut(key) else { return true };
        row.retain(|(field, _)| fields.iter().all(|(other, _)| other != field));
        row.append(fields);
        false
    });
}

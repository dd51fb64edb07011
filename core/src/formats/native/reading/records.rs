//! Reading what only a later Glossator understands, in the words of the store.

use crate::formats::row::Row;
use crate::import::{ForeignFields, Incoming, IncomingRecord};
use crate::json::describe_part;
use crate::model::record::{Field, Kind, RecordKey};
use crate::model::relation::RelationId;
use crate::saving::journal::value;
use std::collections::HashMap;

/// A record, or some fields of one.
pub(super) fn read(row: &mut Row<'_>) -> IncomingRecord {
    let kind = Kind::named(&row.text("kind"));
    if kind == Kind::Setting {
        row.wrong("kind", "a kind of record that files have", &kind);
    }
    let mut fields = ForeignFields::new();
    let given = row.object("fields").into_iter().filter(|(_, found)| found.get() != "null");
    for (name, found) in given {
        let field = Field::named(&name);
        match value::decode(&field, found).filter(|_| field != Field::Deleted) {
            Some(value) => fields.push((field, value)),
            None => row.wrong(&format!("fields.{name}"), "a value that can be kept", &describe_part(found)),
        }
    }
    IncomingRecord { at: row.at.clone(), key: RecordKey::new(kind, row.text("id")), fields }
}

/// Puts the fields of annotations, articles and links beside what else the file says of these.
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

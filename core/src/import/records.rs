//! Records that only a later Glossator understands: of kinds that are not known here, and fields of labels and people.

use super::planning::{Outcome, Planning, differences};
use super::{ForeignFields, IncomingRecord};
use crate::model::document::DocumentId;
use crate::model::record::{Field, Kind, RecordKey, Value};
use crate::model::schema;
use crate::model::time::Timestamp;
use std::collections::{HashMap, HashSet};

impl Planning<'_> {
    /// Records come in as they are. Of one that is here in another version, the one that was changed later stands.
    pub(super) fn records(&mut self) {
        if self.incoming.records.is_empty() {
            return;
        }
        let places = self.operations.iter().map(|operation| operation.record.clone());
        let places: HashMap<RecordKey, usize> = places.zip(0..).collect();
        let mut seen = HashSet::new();
        for IncomingRecord { at, key, fields } in &self.incoming.records {
            if !seen.insert(key) {
                self.refuse(at, "expected each record once, found it again");
                continue;
            }
            let fields = self.landed_fields(fields);
            let here = self.corpus.record(key);
            if let Some(place) = places.get(key) {
                let mut writes = differences(here.map(|record| &**record), fields);
                let operation = &mut self.operations[*place];
                operation.writes.retain(|write| writes.iter().all(|other| other.field != write.field));
                operation.writes.append(&mut writes);
                continue;
            }
            let is_here = here.is_some_and(|record| !record.is_deleted());
            if !is_here && self.has_label(key) {
                // It was left out.
                continue;
            }
            let modified = fields.iter().find_map(|(field, value)| match (field, value) {
                (Field::Modified, Value::Number(millis)) => Some(Timestamp::from_millis(*millis)),
                _ => None,
            });
            let outcome = self.bring(key.clone(), fields, modified.unwrap_or_default(), &key.id, is_here);
            self.report.added += usize::from(key.kind == Kind::Annotation && outcome == Outcome::Added);
        }
    }

    /// The fields, with the article that stands here for the file's that owns the record.
    fn landed_fields(&self, fields: &ForeignFields) -> ForeignFields {
        let mut fields = fields.clone();
        for (field, value) in &mut fields {
            if schema::owner_kind(field) == Some(&Kind::Document)
                && let Value::Text(id) = value
                && let Some(landing) = self.landings.get(&DocumentId(id.clone()))
            {
                *id = landing.id.0.clone();
            }
        }
        fields
    }

    /// True for a label that the file defines.
    fn has_label(&self, key: &RecordKey) -> bool {
        key.kind == Kind::Label && self.incoming.labels.iter().any(|label| label.id.0 == key.id)
    }
}

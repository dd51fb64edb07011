//! Own fields: what a file of another tool says beyond what has a place here, kept under the names that it has there.
//!
//! A field of several values is a list of them. A name that is one of a row's own in our files gets a `_` behind it.

use super::intake::Intake;
use crate::formats::limits::{LONGEST_KEPT, MOST_KEPT};
use crate::import::{ForeignFields, Untaken};
use crate::model::record::{Field, Value};

/// Fields in the order in which they came, each once.
#[derive(Clone, Default)]
pub struct OwnFields(Vec<(String, Vec<String>)>);

impl OwnFields {
    /// Adds a value of characters.
    pub fn add(&mut self, name: &str, value: &str) {
        match self.0.iter_mut().find(|(other, _)| other == name) {
            Some((_, values)) => values.push(value.to_owned()),
            None => self.0.push((name.to_owned(), vec![value.to_owned()])),
        }
    }

    /// Fields as records keep them; those for which there is no room are counted.
    pub fn kept(&self, intake: &mut Intake) -> ForeignFields {
        let mut kept = ForeignFields::new();
        for (name, values) in &self.0 {
            let json = match &values[..] {
                [one] => serde_json::to_string(one),
                several => serde_json::to_string(several),
            };
            let json = json.ok().filter(|json| json.len() <= LONGEST_KEPT && kept.len() < MOST_KEPT);
            let Some(json) = json else {
                intake.leave_out(Untaken::Fields, name);
                continue;
            };
            let name = if OF_ROWS.contains(&&**name) { format!("{name}_") } else { name.clone() };
            kept.push((Field::Foreign(name.into()), Value::Json(json.into())));
        }
        kept
    }
}

/// Names of the fields of annotations and relations in our own files.
const OF_ROWS: [&str; 16] = [
    "id",
    "type",
    "from",
    "to",
    "document",
    "label",
    "start",
    "end",
    "quote",
    "prefix",
    "suffix",
    "unplaced",
    "note",
    "annotator",
    "created",
    "modified",
];

//! Own fields: what a file of another tool says in characters beyond what has a place here, kept under the names that it has
//! there. A field of several values is a list of them.

use super::intake::Intake;
use super::object::{Object, Of};
use crate::import::ForeignFields;
use serde_json::{Map, Value};

/// Fields in the order in which they came, each once.
#[derive(Clone, Default)]
pub struct OwnFields(Map<String, Value>);

impl OwnFields {
    /// Adds a value of characters.
    pub fn add(&mut self, name: &str, value: &str) {
        match self.0.get_mut(name) {
            Some(Value::Array(values)) => values.push(value.into()),
            Some(first) => *first = Value::Array(vec![first.take(), value.into()]),
            None => _ = self.0.insert(name.to_owned(), value.into()),
        }
    }

    /// Fields as the records of that noun keep them; those for which there is no room are counted.
    pub fn kept(&self, of: Of, intake: &mut Intake) -> ForeignFields {
        Object(self.0.clone()).rest(of, intake)
    }
}

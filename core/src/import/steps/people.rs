//! People: who somebody in the file is here.

use super::is_derived;
use super::merge::put;
use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::model::annotator::{Annotator, AnnotatorId};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// People of a file as they are known here.
#[derive(Debug, Default)]
pub struct People {
    /// Names for people who have none here.
    pub operations: Vec<Operation>,
    /// Ids of those who are here under another one.
    known: HashMap<AnnotatorId, AnnotatorId>,
    /// Names that the file has.
    names: HashMap<AnnotatorId, Rc<str>>,
}

impl People {
    /// Id that somebody of the file has here.
    #[must_use]
    pub fn here(&self, id: AnnotatorId) -> AnnotatorId {
        self.known.get(&id).copied().unwrap_or(id)
    }

    /// Name of somebody here or in the file, or else the id.
    #[must_use]
    pub fn name(&self, corpus: &Corpus, id: AnnotatorId) -> Rc<str> {
        let here = Some(corpus.annotator_name(id)).filter(|name| !name.is_empty());
        here.or_else(|| self.names.get(&id).cloned()).unwrap_or_else(|| id.to_string().into())
    }
}

/// Finds the people of a file: by their ids, or, where one of the two is known by name only, by their names. People without a
/// name here get the one that the file has.
#[must_use]
pub fn people(corpus: &Corpus, incoming: &[(AnnotatorId, Rc<str>)]) -> People {
    let mut here: HashMap<Rc<str>, Vec<AnnotatorId>> = HashMap::new();
    for Annotator { id, name } in corpus.annotators() {
        here.entry(name).or_default().push(id);
    }
    let mut people = People::default();
    let mut seen = HashSet::new();
    for (id, name) in incoming {
        people.names.entry(*id).or_insert_with(|| name.clone());
        if name.is_empty() || !corpus.annotator_name(*id).is_empty() {
            continue;
        }
        let mut namesakes = here.get(name).into_iter().flatten();
        if let Some(known) = namesakes.find(|known| is_derived(id.0) || is_derived(known.0)) {
            people.known.insert(*id, *known);
        } else if seen.insert(*id) {
            people.operations.extend(put(
                corpus,
                id.key(),
                Annotator { id: *id, name: name.clone() }.fields(),
            ));
        }
    }
    people
}

//! References: what a file names though it is neither in the file nor here. It is kept as it is, and told.

use super::articles::Articles;
use crate::corpus::Corpus;
use crate::import::{Finding, Incoming, Missing};
use crate::model::annotation::AnnotationId;
use crate::model::attribute::{Attribute, DOCUMENT, of_entity};
use crate::model::document::DocumentId;
use crate::model::entity::EntityId;
use crate::model::record::{AttributeValue, Field, Value};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// Findings about everything that is named and not there, with the number of places.
#[must_use]
pub fn references(corpus: &Corpus, incoming: &Incoming, articles: &Articles<'_>) -> Vec<Finding> {
    let mut lookup = Lookup::of(corpus, incoming);
    for document in &incoming.documents {
        for (id, value) in &document.attributes {
            lookup.value(DOCUMENT, &id.0, value);
        }
    }
    for row in &incoming.entities {
        let label = row.fields.iter().find_map(|(field, value)| match (field, value) {
            (Field::Label, Value::Text(label)) => Some(label),
            _ => None,
        });
        let of = of_entity(label.map_or("", |label| label));
        lookup.fields(&of, &row.fields);
    }
    for annotation in &incoming.annotations {
        lookup.fields(&annotation.label.0, &annotation.foreign);
    }
    let annotations: HashSet<_> = incoming.annotations.iter().map(|it| it.id).collect();
    for relation in &incoming.relations {
        lookup.fields(&relation.kind, &relation.foreign);
        for end in [&relation.from, &relation.to] {
            let is_annotation = AnnotationId::parse(end)
                .is_some_and(|id| annotations.contains(&id) || corpus.annotation(id).is_some());
            let document = DocumentId(end.clone());
            let is_document =
                || articles.landing(&document).is_some() || corpus.document(&document).is_some();
            if !is_annotation && !lookup.has_entity(end) && !is_document() {
                lookup.miss(Missing::End, end);
            }
        }
    }
    lookup.findings()
}

struct Lookup<'a> {
    corpus: &'a Corpus,
    entities: HashSet<&'a Rc<str>>,
    /// Values to choose from, by the ids of the records of their attributes; none where any value will do.
    attributes: HashMap<Rc<str>, Rc<[AttributeValue]>>,
    /// Numbers of what is missing.
    missing: BTreeMap<(Missing, Rc<str>), usize>,
}

impl<'a> Lookup<'a> {
    fn of(corpus: &'a Corpus, incoming: &'a Incoming) -> Self {
        let here = corpus.attributes().iter().map(|it| (it.key().id, it.values.clone()));
        let in_file = incoming.attributes.iter().map(|row| {
            let values = row.fields.iter().find_map(|(_, value)| match value {
                Value::Values(values) => Some(values.clone()),
                _ => None,
            });
            (row.key.id.clone(), values.unwrap_or_default())
        });
        let mut attributes: HashMap<Rc<str>, Rc<[AttributeValue]>> = here.collect();
        for (key, values) in in_file {
            let known = attributes.remove(&key).unwrap_or_default();
            attributes.insert(key, known.iter().chain(values.iter()).cloned().collect());
        }
        let entities = incoming.entities.iter().map(|row| &row.key.id).collect();
        Self { corpus, entities, attributes, missing: BTreeMap::new() }
    }

    fn miss(&mut self, what: Missing, name: &Rc<str>) {
        *self.missing.entry((what, name.clone())).or_default() += 1;
    }

    fn has_entity(&self, id: &Rc<str>) -> bool {
        self.entities.contains(id) || self.corpus.entities().get(&EntityId(id.clone())).is_some()
    }

    /// Looks at the entity and the values that a row has.
    #[inline(never)] // See the crate's documentation.
    fn fields(&mut self, of: &str, fields: &[(Field, Value)]) {
        for (field, value) in fields {
            let Value::Text(value) = value else { continue };
            match field {
                Field::Entity | Field::Same if !value.is_empty() && !self.has_entity(value) => {
                    self.miss(Missing::Entity, value);
                }
                Field::Attribute(id) => self.value(of, id, value),
                _ => {}
            }
        }
    }

    fn value(&mut self, of: &str, id: &Rc<str>, value: &Rc<str>) {
        let key = Attribute::key_of(of, &(&**id).into());
        match self.attributes.get(&key.id) {
            _ if value.is_empty() => {}
            None => self.miss(Missing::Attribute, id),
            Some(values) if values.is_empty() || values.iter().any(|it| it.id == *value) => {}
            Some(_) => self.miss(Missing::Value, &format!("{id}: {value}").into()),
        }
    }

    fn findings(self) -> Vec<Finding> {
        let missing = self.missing.into_iter();
        missing.map(|((what, name), count)| Finding::Missing { what, name, count }).collect()
    }
}

//! Commands for attributes and relation types.

use super::labels::renumber;
use super::parts::{Edits, check_free, check_key};
use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::edit::rejection::Rejection;
use crate::model::attribute::{self, Attribute, AttributeId, Holds, YES};
use crate::model::label::LabelId;
use crate::model::record::AttributeValue;
use crate::model::relation_type::RelationType;
use std::collections::HashSet;
use std::rc::Rc;

/// Adds an attribute, or changes the one that is named so.
pub(super) fn put_attribute(corpus: &Corpus, attribute: &Attribute) -> Result<Vec<Operation>, Rejection> {
    check_things(corpus, &attribute.of)?;
    let name = attribute.name.trim();
    if name.is_empty() || attribute.id.0.is_empty() {
        return Err(Rejection::NoName);
    }
    let here = corpus.attributes().get(&attribute.of, &attribute.id.0);
    let mut ids = HashSet::new();
    for value in attribute.values.iter() {
        if value.id.is_empty() || value.name.trim().is_empty() {
            return Err(Rejection::NoName);
        }
        if !ids.insert(&value.id) {
            return Err(Rejection::ValueTwice(value.name.clone()));
        }
        let before = here.and_then(|here| here.value(&value.id)).map(|before| &before.key);
        check_key(&value.key, before.map(|key| &**key))?;
        if before != Some(&value.key) {
            check_free(&value.key, keys_beside(corpus, attribute, &value.id))?;
        }
    }
    let has_key = |value: &&AttributeValue| *value.id == *YES && !value.key.is_empty();
    let values: Rc<[_]> = match attribute.holds {
        Holds::Choice => attribute.values.clone(),
        // A flag has the key of its only value.
        Holds::Flag => attribute.values.iter().filter(has_key).cloned().collect(),
        Holds::Text | Holds::Number | Holds::Date => Rc::default(),
    };
    let position = here.map_or_else(|| last_position(corpus).saturating_add(1), |here| here.position);
    let attribute = Attribute { name: name.into(), values, position, ..attribute.clone() };
    let mut edits = Edits::new(corpus);
    edits.put(attribute.key(), Attribute::COLUMNS, attribute.fields());
    edits.finish()
}

/// Keys of the values of all attributes of the same things, but for that one value, each with the name of the value, or of the flag.
fn keys_beside<'a>(
    corpus: &'a Corpus,
    attribute: &'a Attribute,
    value: &'a str,
) -> impl Iterator<Item = (&'a Rc<str>, &'a Rc<str>)> {
    let others = corpus.attributes_of(&attribute.of).filter(|other| other.id != attribute.id);
    let others = others.flat_map(|other| other.values.iter().map(move |value| (other, value)));
    let own = attribute.values.iter().filter(move |other| *other.id != *value);
    others.chain(own.map(move |value| (attribute, value))).map(|(attribute, value)| {
        (&value.key, if attribute.holds == Holds::Flag { &attribute.name } else { &value.name })
    })
}

/// Position of the last attribute.
pub(super) fn last_position(corpus: &Corpus) -> u64 {
    corpus.attributes().iter().map(|attribute| attribute.position).max().unwrap_or_default()
}

/// Gives an attribute another place among those of the same things.
pub(super) fn place_attribute(
    corpus: &Corpus,
    of: &str,
    id: &AttributeId,
    to: usize,
) -> Result<Vec<Operation>, Rejection> {
    let missing = || Rejection::NoAttribute(id.clone());
    let attribute = corpus.attributes().get(of, &id.0).ok_or_else(missing)?;
    renumber(corpus, corpus.attributes_of(of).map(Attribute::key).collect(), &attribute.key(), to)
}

/// Adds a relation type, or changes the one of that id.
pub(super) fn put_relation_type(
    corpus: &Corpus,
    relation_type: &RelationType,
) -> Result<Vec<Operation>, Rejection> {
    let name = relation_type.name.trim();
    if name.is_empty() || relation_type.id.0.is_empty() {
        return Err(Rejection::NoName);
    }
    check_things(corpus, &relation_type.from)?;
    check_things(corpus, &relation_type.to)?;
    let all = corpus.relation_types();
    let here = all.iter().find(|here| here.id == relation_type.id);
    check_key(&relation_type.key, here.map(|here| &*here.key))?;
    if here.is_none_or(|here| here.key != relation_type.key) {
        let others = all.iter().filter(|other| other.id != relation_type.id);
        check_free(&relation_type.key, others.map(|other| (&other.key, &other.name)))?;
    }
    let last = all.iter().map(|it| it.position).max().unwrap_or_default();
    let position = here.map_or_else(|| last.saturating_add(1), |here| here.position);
    let relation_type = RelationType { name: name.into(), position, ..relation_type.clone() };
    let mut edits = Edits::new(corpus);
    edits.put(relation_type.id.key(), RelationType::COLUMNS, relation_type.fields());
    edits.finish()
}

/// Refuses things that are neither articles, nor annotations with a label of the codebook, nor its entities, nor relations of a
/// type of it.
fn check_things(corpus: &Corpus, things: &Rc<str>) -> Result<(), Rejection> {
    let is_label = |id: &str| corpus.labels().get(&LabelId::from(id)).is_some();
    let is_known = **things == *attribute::DOCUMENT
        || attribute::entity_label(things).is_some_and(is_label)
        || is_label(things)
        || corpus.relation_types().iter().any(|it| it.id.0 == *things);
    if is_known { Ok(()) } else { Err(Rejection::NoSuchThings(things.clone())) }
}

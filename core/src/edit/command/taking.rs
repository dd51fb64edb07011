//! Taking a codebook over.

use super::labels;
use super::labels::last_position;
use super::parts::Edits;
use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::edit::rejection::Rejection;
use crate::model::attribute::{self, Attribute};
use crate::model::codebook::{Codebook, Taking};
use crate::model::label::Label;
use crate::model::noun::Column;
use crate::model::record::{Field, FieldType, RecordKey, Value};
use crate::model::relation_type::RelationType;
use std::collections::HashSet;
use std::rc::Rc;

/// Takes a codebook over.
pub(super) fn take(
    corpus: &Corpus,
    codebook: &Codebook,
    taking: Taking,
) -> Result<Vec<Operation>, Rejection> {
    let mut edits = Edits::new(corpus);
    take_labels(&mut edits, &codebook.labels, taking);
    let here: Vec<_> = corpus.attributes().iter().map(|it| (it.key(), it.position)).collect();
    let new = codebook.attributes.iter().map(|it| (it.key(), it.fields())).collect();
    take_list(&mut edits, Attribute::COLUMNS, &here, new, taking);
    let here: Vec<_> = corpus.relation_types().iter().map(|it| (it.id.key(), it.position)).collect();
    let new = codebook.relation_types.iter().map(|it| (it.id.key(), it.fields())).collect();
    take_list(&mut edits, RelationType::COLUMNS, &here, new, taking);
    if taking == Taking::Replace {
        leave_definitions(&mut edits, codebook);
    }
    edits.finish()
}

/// Takes labels over: a key that something else has is left out.
fn take_labels(edits: &mut Edits<'_>, new: &[Label], taking: Taking) {
    let corpus = edits.corpus;
    let is_new = |id| new.iter().any(|label| label.id == id);
    let mut others: Vec<&Label> = corpus.labels().iter().filter(|label| !is_new(label.id.clone())).collect();
    if taking == Taking::Replace && !new.is_empty() {
        let counts = corpus.documents().flat_map(|document| &document.counts);
        let used: HashSet<_> = counts.map(|(label, _)| label).collect();
        let (kept, gone): (Vec<_>, Vec<_>) = others.into_iter().partition(|label| used.contains(&label.id));
        for label in gone {
            labels::lift_children(edits, &label.id);
            edits.delete(label.id.key());
        }
        others = kept;
    }
    let mut keys: HashSet<Rc<str>> = match taking {
        Taking::Add => corpus.labels().iter().map(|label| label.key.clone()).collect(),
        Taking::Replace => HashSet::new(),
    };
    let mut free_key = |key: &Rc<str>| if keys.insert(key.clone()) { key.clone() } else { "".into() };
    let mut position = last_position(corpus);
    for (label, number) in new.iter().zip(1..) {
        let here = corpus.labels().get(&label.id);
        let label = match (here, taking) {
            (Some(here), Taking::Add) => filled(here, label, &mut free_key),
            (_, Taking::Replace) => Label { key: free_key(&label.key), position: number, ..label.clone() },
            (None, Taking::Add) => {
                position = position.saturating_add(1);
                Label { key: free_key(&label.key), position, ..label.clone() }
            }
        };
        edits.put(label.id.key(), Label::COLUMNS, label.fields());
    }
    if taking == Taking::Replace {
        for (label, number) in others.into_iter().zip(new.len() as u64 + 1..) {
            edits.write(label.id.key(), Field::Position, Some(number.value()));
            edits.write(label.id.key(), Field::Key, Some(Value::Text(free_key(&label.key))));
        }
    }
}

/// The label that is here, with what it lacks from the other one.
fn filled(here: &Label, new: &Label, free_key: &mut impl FnMut(&Rc<str>) -> Rc<str>) -> Label {
    let or = |here: &Rc<str>, new: &Rc<str>| if here.is_empty() { new.clone() } else { here.clone() };
    Label {
        key: if here.key.is_empty() { free_key(&new.key) } else { here.key.clone() },
        colour: or(&here.colour, &new.colour),
        definition: or(&here.definition, &new.definition),
        examples: if here.examples.is_empty() { new.examples.clone() } else { here.examples.clone() },
        ..here.clone()
    }
}

/// Takes attributes or relation types over. Definitions that are here are only changed if the codebook shall stand.
fn take_list(
    edits: &mut Edits<'_>,
    columns: &[Column],
    here: &[(RecordKey, u64)],
    new: Vec<(RecordKey, Vec<(Field, Value)>)>,
    taking: Taking,
) {
    let mut position = here.iter().map(|(_, position)| *position).max().unwrap_or_default();
    for (key, mut fields) in new {
        let known = here.iter().find(|(other, _)| *other == key);
        if known.is_some() && taking == Taking::Add {
            continue;
        }
        fields.retain(|(field, _)| *field != Field::Position);
        if known.is_none() {
            position = position.saturating_add(1);
            fields.push((Field::Position, position.value()));
        }
        edits.put(key, columns, fields);
    }
}

/// Lets go of definitions that the codebook does not have, of each sort of which it has any. Definitions of articles stay.
fn leave_definitions(edits: &mut Edits<'_>, codebook: &Codebook) {
    let corpus = edits.corpus;
    for attribute in corpus.attributes().iter() {
        let is_in = codebook.attributes.iter().any(|it| (&it.of, &it.id) == (&attribute.of, &attribute.id));
        if !is_in && *attribute.of != *attribute::DOCUMENT && !codebook.attributes.is_empty() {
            edits.delete(attribute.key());
        }
    }
    for relation_type in corpus.relation_types().iter() {
        let is_in = codebook.relation_types.iter().any(|it| it.id == relation_type.id);
        if !is_in && !codebook.relation_types.is_empty() {
            edits.delete(relation_type.id.key());
        }
    }
}

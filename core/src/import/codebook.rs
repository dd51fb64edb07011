//! Codebooks of files: the labels here that theirs are, and what taking one over would mean. It knows no command: which of two
//! definitions stands is decided there.

use crate::model::attribute::{Attribute, of_entity};
use crate::model::codebook::Codebook;
use crate::model::label::{Label, LabelId, LabelSet};
use crate::model::record::{Field, Value};
use crate::model::relation_type::RelationType;
use std::collections::HashMap;
use std::rc::Rc;

/// Sort of a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Definition {
    /// Label.
    Label,
    /// Attribute.
    Attribute,
    /// Relation type.
    RelationType,
}

/// Fate of a definition of another codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Not here yet.
    New,
    /// Here, with other contents in these fields.
    Differs(Vec<Field>),
    /// Here as it is.
    Same,
}

/// Definition of another codebook beside those that are here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Its sort.
    pub sort: Definition,
    /// Its name in the other codebook.
    pub name: Rc<str>,
    /// Name of the label whose attribute it is, where it is one.
    pub of: Rc<str>,
    /// Its fate.
    pub fate: Fate,
}

/// The codebook with the ids that its labels have here: one with another id, but a name or an id that reads alike, is that
/// label, unless the codebook has that one as well.
#[must_use]
pub fn fitted(here: &LabelSet, codebook: &Codebook) -> Codebook {
    let mut fitted = codebook.clone();
    let mut ids: HashMap<LabelId, LabelId> = HashMap::new();
    for label in &codebook.labels {
        if here.get(&label.id).is_some() {
            continue;
        }
        let like = here.like(&label.id.0).or_else(|| here.like(&label.name)).map(|like| &like.id);
        let is_free = |id: &&LabelId| {
            codebook.labels.iter().all(|other| other.id != **id) && ids.values().all(|other| other != *id)
        };
        if let Some(like) = like.filter(is_free) {
            ids.insert(label.id.clone(), like.clone());
        }
    }
    let id = |label: &LabelId| ids.get(label).unwrap_or(label).clone();
    let things = |of: &Rc<str>| -> Rc<str> {
        let found = ids.iter().find_map(|(old, new)| {
            if old.0 == *of {
                Some(new.0.clone())
            } else if of_entity(&old.0) == *of {
                Some(of_entity(&new.0))
            } else {
                None
            }
        });
        found.unwrap_or_else(|| of.clone())
    };
    for label in &mut fitted.labels {
        label.id = id(&label.id);
        label.parent = label.parent.as_ref().map(id);
    }
    fitted.attributes.iter_mut().for_each(|attribute| attribute.of = things(&attribute.of));
    for kind in &mut fitted.relation_types {
        (kind.from, kind.to) = (things(&kind.from), things(&kind.to));
    }
    fitted
}

/// Compares another codebook, whose labels have the ids that they have here, with the one that is here. Properties about which it
/// says nothing differ in nothing.
#[must_use]
pub fn compare(here: &Codebook, other: &Codebook) -> Vec<Compared> {
    let label = |label: &Label| Compared {
        sort: Definition::Label,
        name: label.name.clone(),
        of: "".into(),
        fate: fate(
            here.labels.iter().find(|it| it.id == label.id).map(Label::fields),
            label.fields(),
            &label.id.0,
        ),
    };
    let attribute = |attribute: &Attribute| {
        let of = other.labels.iter().chain(&here.labels).find(|label| label.id.0 == attribute.of);
        let known = here.attributes.iter().find(|it| it.key() == attribute.key());
        Compared {
            sort: Definition::Attribute,
            name: attribute.name.clone(),
            of: of.map(|label| label.name.clone()).unwrap_or_default(),
            fate: fate(known.map(Attribute::fields), attribute.fields(), &attribute.id.0),
        }
    };
    let labels = other.labels.iter().map(label);
    let attributes = other.attributes.iter().map(attribute);
    let types = other.relation_types.iter().map(|kind| {
        let known = here.relation_types.iter().find(|it| it.id == kind.id);
        Compared {
            sort: Definition::RelationType,
            name: kind.name.clone(),
            of: "".into(),
            fate: fate(known.map(RelationType::fields), kind.fields(), &kind.id.0),
        }
    });
    labels.chain(attributes).chain(types).collect()
}

/// Fate of a definition with these fields. A name that only repeats the id says nothing.
fn fate(here: Option<Vec<(Field, Value)>>, other: Vec<(Field, Value)>, id: &str) -> Fate {
    let Some(here) = here else { return Fate::New };
    let says_nothing = |field: &Field, value: &Value| {
        *field == Field::Position || is_empty(value) || *field == Field::Name && *value == Value::text(id)
    };
    let differs = other.into_iter().filter(|(field, value)| {
        let known = here.iter().find(|(other, _)| other == field).map(|(_, value)| value);
        !says_nothing(field, value) && known != Some(value)
    });
    let differs: Vec<_> = differs.map(|(field, _)| field).collect();
    if differs.is_empty() { Fate::Same } else { Fate::Differs(differs) }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.is_empty(),
        Value::Texts(texts) => texts.is_empty(),
        Value::Values(values) => values.is_empty(),
        _ => false,
    }
}

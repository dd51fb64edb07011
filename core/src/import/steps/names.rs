//! Names: what a file of another tool calls by name, as the ids of what is called so here.
//!
//! An entity is known by its id, or by its name within its label; where none is called so, it is made. Fields of an annotation
//! that are called like an attribute of its label, and can be a value of it, are that value. It decides nothing about what
//! has an id in the file.

use super::labels::{LabelChoice, Labels};
use crate::corpus::Corpus;
use crate::import::{Finding, ForeignFields, Incoming, IncomingAnnotation, IncomingRecord, Said, Untaken};
use crate::json;
use crate::model::attribute::{Holds, YES};
use crate::model::entity::EntityId;
use crate::model::label::LabelId;
use crate::model::record::{AttributeValue, Field, FieldType, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;
use uuid::Uuid;

/// Contents of a file with ids instead of names.
#[derive(Debug)]
pub struct Names<'a> {
    /// Contents; those of the file where it has no names.
    pub incoming: Cow<'a, Incoming>,
    /// Entities among them that are known by name only, so that they are worth nothing without an annotation.
    pub made: HashSet<Rc<str>>,
    /// Values for which there is no attribute.
    pub findings: Vec<Finding>,
}

/// Finds the things that a file calls by name.
#[must_use]
pub fn names<'a>(corpus: &Corpus, incoming: &'a Incoming, labels: &Labels<'_>) -> Names<'a> {
    let has_names = |annotation: &IncomingAnnotation| annotation.said.is_some();
    if !incoming.annotations.iter().any(has_names) {
        return Names { incoming: Cow::Borrowed(incoming), made: HashSet::new(), findings: Vec::new() };
    }
    let mut named = incoming.clone();
    let mut step = Step {
        corpus,
        incoming,
        labels,
        by_name: HashMap::new(),
        named: HashMap::new(),
        in_file: incoming.entities.iter().map(|row| &row.key.id).collect(),
        entities: HashMap::new(),
        here: HashMap::new(),
        attributes: HashMap::new(),
        made: Vec::new(),
        is_made: HashSet::new(),
        left_out: BTreeMap::new(),
    };
    for (id, name) in &incoming.named {
        step.named.entry(name).or_insert(&id.0);
    }
    for entity in corpus.entities().in_order() {
        let key = (entity.label.clone(), Rc::from(entity.called()));
        step.by_name.entry(key).or_insert_with(|| entity.id.0.clone());
    }
    for annotation in &mut named.annotations {
        if let Some(said) = annotation.said.clone() {
            step.annotation(annotation, &said);
        }
    }
    for relation in &mut named.relations {
        for end in [&mut relation.from, &mut relation.to] {
            if let Some(here) = step.here.get(end) {
                *end = here.clone();
            }
        }
    }
    let made = step.is_made;
    named.entities.extend(step.made);
    let left_out = step.left_out.into_iter();
    let findings =
        left_out.map(|(name, count)| Finding::LeftOut { what: Untaken::Fields, name, count }).collect();
    Names { incoming: Cow::Owned(named), made, findings }
}

/// The step over one corpus.
struct Step<'a> {
    corpus: &'a Corpus,
    incoming: &'a Incoming,
    labels: &'a Labels<'a>,
    /// Ids of the entities here by their label and their name, of several the first.
    by_name: HashMap<(LabelId, Rc<str>), Rc<str>>,
    /// Ids of entities in the file by their names, where it says them apart from annotations.
    named: HashMap<&'a Rc<str>, &'a Rc<str>>,
    /// Ids of the entities that the file defines.
    in_file: HashSet<&'a Rc<str>>,
    /// Ids of entities by their label here, their id in the file and their name.
    entities: HashMap<(LabelId, Rc<str>, Rc<str>), Rc<str>>,
    /// Ids here by those in the file, where they are others.
    here: HashMap<Rc<str>, Rc<str>>,
    /// Attributes of a label of the file, by that label.
    attributes: HashMap<LabelId, Rc<[Known]>>,
    /// Entities that are not here.
    made: Vec<IncomingRecord>,
    is_made: HashSet<Rc<str>>,
    /// Numbers of values that are left out, by the names of their columns.
    left_out: BTreeMap<Rc<str>, usize>,
}

/// Attribute as far as it is known, here or from the file.
struct Known {
    id: Rc<str>,
    name: Rc<str>,
    holds: Holds,
    values: Rc<[AttributeValue]>,
}

impl Step<'_> {
    #[inline(never)] // See the crate's documentation.
    fn annotation(&mut self, annotation: &mut IncomingAnnotation, said: &Said) {
        let label = match self.labels.choice(&annotation.label) {
            LabelChoice::Add => annotation.label.clone(),
            LabelChoice::Take(other) => other.clone(),
            LabelChoice::LeaveOut => return,
        };
        if !said.name.is_empty() || !said.entity.is_empty() {
            let own = self.own_entity(annotation, said, &label);
            let id = own.unwrap_or_else(|| self.entity(annotation, said, &label));
            annotation.foreign.push((Field::Entity, Value::Text(id)));
        }
        if said.values.is_empty() && !annotation.foreign.iter().any(|(field, _)| is_own(field)) {
            return;
        }
        let attributes = self.attributes_of(&annotation.label, &label);
        for (name, value) in &said.values {
            let mut known = found(&attributes, &annotation.label, name);
            let listed = known.clone().find_map(|known| Some((known, known.listed(value)?)));
            match listed.or_else(|| known.find_map(|known| Some((known, known.unlisted(value)?)))) {
                Some((known, value)) => put(&mut annotation.foreign, &known.id, value),
                // It has such a value here, of an attribute that left the codebook.
                _ if self.has_value(annotation, name) => put(&mut annotation.foreign, name, value.clone()),
                _ => *self.left_out.entry(name.clone()).or_default() += 1,
            }
        }
        let fields = std::mem::take(&mut annotation.foreign);
        for (field, value) in fields {
            let attribute = match (&field, &value) {
                (Field::Foreign(name), Value::Json(kept)) => json::only_text(kept).and_then(|value| {
                    let mut known = found(&attributes, &annotation.label, name);
                    known.find_map(|known| Some((known, known.listed(&value)?)))
                }),
                _ => None,
            };
            match attribute {
                Some((known, value)) => put(&mut annotation.foreign, &known.id, value),
                None => annotation.foreign.push((field, value)),
            }
        }
    }

    /// Entity that the annotation has here, as it is stored, if it is the one that the file says.
    fn own_entity(&self, annotation: &IncomingAnnotation, said: &Said, label: &LabelId) -> Option<Rc<str>> {
        let here = self.corpus.annotation(annotation.id)?;
        let entity = self.corpus.entities().of(here)?;
        let is_it = if said.entity.is_empty() {
            *entity.called() == *said.name && entity.label == *label
        } else {
            entity.id.0 == said.entity
        };
        is_it.then(|| here.entity.as_ref().map(|id| id.0.clone()))?
    }

    fn has_value(&self, annotation: &IncomingAnnotation, name: &str) -> bool {
        self.corpus.annotation(annotation.id).is_some_and(|here| !here.attributes.get(name).is_empty())
    }

    /// Id of the entity here, or of one that is made.
    fn entity(&mut self, annotation: &IncomingAnnotation, said: &Said, label: &LabelId) -> Rc<str> {
        let key = (label.clone(), said.entity.clone(), said.name.clone());
        if let Some(id) = self.entities.get(&key) {
            return id.clone();
        }
        let id = self.new_entity(annotation, said, label);
        self.entities.insert(key, id.clone());
        id
    }

    fn new_entity(&mut self, annotation: &IncomingAnnotation, said: &Said, label: &LabelId) -> Rc<str> {
        let elsewhere = || self.named.get(&said.name).copied();
        let id =
            Some(&said.entity).filter(|id| !id.is_empty()).or_else(elsewhere).cloned().unwrap_or_default();
        let name = if said.name.is_empty() { &id } else { &said.name };
        let is_here = self.corpus.entities().get(&EntityId(id.clone())).is_some_and(|it| it.label == *label);
        // An id of another project is another one, whatever it is called.
        let by_name = || self.by_name.get(&(label.clone(), name.clone())).filter(|_| said.entity.is_empty());
        let new = if is_here || self.in_file.contains(&id) {
            id.clone()
        } else if let Some(here) = by_name() {
            here.clone()
        } else {
            let is_free = !id.is_empty()
                && self.corpus.record(&EntityId(id.clone()).key()).is_none()
                && !self.is_made.contains(&id);
            let derived = || {
                let name = format!("{label}\n{name}");
                Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).to_string().into()
            };
            let new: Rc<str> = if is_free { id.clone() } else { derived() };
            if self.is_made.insert(new.clone()) {
                // The step for definitions says which label that is here.
                let fields =
                    vec![(Field::Label, annotation.label.value()), (Field::Name, Value::Text(name.clone()))];
                let key = EntityId(new.clone()).key();
                self.made.push(IncomingRecord { at: annotation.at.clone(), key, fields });
            }
            new
        };
        if !id.is_empty() && id != new {
            self.here.insert(id, new.clone());
        }
        new
    }

    /// Attributes that annotations of a label may have: those here, then those that the file defines.
    fn attributes_of(&mut self, label: &LabelId, here: &LabelId) -> Rc<[Known]> {
        if let Some(known) = self.attributes.get(label) {
            return known.clone();
        }
        let of_here = self.corpus.attributes_of(&here.0).map(|it| Known {
            id: it.id.0.clone(),
            name: it.name.clone(),
            holds: it.holds,
            values: it.values.clone(),
        });
        let of = Value::Text(label.0.clone());
        let rows = self.incoming.attributes.iter();
        let of_file = rows.filter(|row| row.fields.contains(&(Field::Of, of.clone()))).filter_map(Known::of);
        let known: Rc<[Known]> = of_here.chain(of_file).collect();
        self.attributes.insert(label.clone(), known.clone());
        known
    }
}

impl Known {
    /// Attribute that a file defines.
    fn of(row: &IncomingRecord) -> Option<Self> {
        let id = crate::model::attribute::Attribute::id_in(&row.key)?.0;
        let mut known = Self { name: id.clone(), id, holds: Holds::default(), values: Rc::from(Vec::new()) };
        for (field, value) in &row.fields {
            match (field, value) {
                (Field::Name, Value::Text(name)) => known.name = name.clone(),
                (Field::Holds, value) => known.holds = Holds::of(value).unwrap_or_default(),
                (Field::Values, Value::Values(values)) => known.values = values.clone(),
                _ => {}
            }
        }
        Some(known)
    }

    /// Value that the codebook does not list, as it may have left it.
    fn unlisted(&self, said: &str) -> Option<Rc<str>> {
        let is_kept = self.holds == Holds::Choice && !said.trim().is_empty();
        is_kept.then(|| said.into())
    }

    /// Value that those characters mean, of those that the codebook lists.
    fn listed(&self, said: &str) -> Option<Rc<str>> {
        let word = said.trim();
        match self.holds {
            Holds::Choice => {
                let by_id = self.values.iter().find(|value| *value.id == *word);
                let by_name = || self.values.iter().find(|value| value.name.eq_ignore_ascii_case(word));
                by_id.or_else(by_name).map(|value| value.id.clone())
            }
            Holds::Flag => {
                ["yes", "true", "1"].iter().any(|yes| yes.eq_ignore_ascii_case(word)).then(|| YES.into())
            }
            Holds::Text => Some(said).filter(|said| !said.is_empty()).map(Into::into),
            holds => Some(word).filter(|word| !word.is_empty() && holds.fits(word)).map(Into::into),
        }
    }
}

/// Attributes of that name, which is their id or what people call them, alone, behind its label, or as a column of a table
/// has it.
fn found<'a>(
    attributes: &'a [Known],
    label: &LabelId,
    name: &'a str,
) -> impl Iterator<Item = &'a Known> + Clone + use<'a> {
    let of_label = name.strip_prefix(&*label.0).and_then(|rest| rest.strip_prefix('.'));
    let column = name.strip_prefix("attribute ");
    [Some(name), of_label, column].into_iter().flatten().flat_map(move |name| {
        let by_id = attributes.iter().filter(move |known| *known.id == *name);
        let by_name = attributes
            .iter()
            .filter(move |known| *known.id != *name && known.name.eq_ignore_ascii_case(name));
        by_id.chain(by_name)
    })
}

fn is_own(field: &Field) -> bool {
    matches!(field, Field::Foreign(_))
}

/// Gives an annotation a value, unless it has one of that attribute.
fn put(fields: &mut ForeignFields, id: &Rc<str>, value: Rc<str>) {
    let field = Field::Attribute(id.clone());
    if !fields.iter().any(|(other, _)| *other == field) {
        fields.push((field, Value::Text(value)));
    }
}

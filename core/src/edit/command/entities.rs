//! Commands for entities: the things that annotations speak of, such as a person under several names, or one claim in several
//! outlets.
//!
//! They do not know the names that texts use: these are the words of the annotations.

use super::labels::renumber;
use super::parts::{Edits, known, known_label};
use crate::corpus::Corpus;
use crate::edit::moment::Moment;
use crate::edit::operation::Operation;
use crate::edit::rejection::Rejection;
use crate::model::annotation::AnnotationId;
use crate::model::entity::{Entity, EntityId};
use crate::model::label::LabelId;
use crate::model::record::{Field, FieldType};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Lets annotations speak of an entity of their label, or of none. Annotations with another label are skipped.
pub(super) fn assign(
    corpus: &Corpus,
    annotations: &[AnnotationId],
    entity: Option<&EntityId>,
    moment: &Moment,
) -> Result<Vec<Operation>, Rejection> {
    let entity = entity.map(|id| known_entity(corpus, id)).transpose()?;
    let mut edits = Edits::new(corpus);
    let mut refused = Rejection::NothingToDo;
    for id in annotations {
        let annotation = known(corpus, *id)?;
        if let Some(entity) = entity.filter(|entity| entity.label != annotation.label) {
            refused = Rejection::OtherLabel(entity.name.clone());
        } else if corpus.entities().of(annotation).map(|of| &of.id) != entity.map(|of| &of.id)
            || entity.is_none() && annotation.entity.is_some()
        {
            point(&mut edits, *id, entity.map(|entity| &entity.id), moment);
        }
    }
    edits.finish().map_err(|_| refused)
}

/// Makes an entity of that name, behind the others, and lets annotations speak of it; of their label, which all of them have.
pub(super) fn introduce(
    corpus: &Corpus,
    label: &LabelId,
    name: &str,
    annotations: &[AnnotationId],
    moment: &Moment,
) -> Result<Vec<Operation>, Rejection> {
    known_label(corpus, label)?;
    let name = name.trim();
    if name.is_empty() {
        return Err(Rejection::NoName);
    }
    let last = corpus.entities().iter().map(|entity| entity.position).filter(|it| *it < u64::MAX).max();
    let id = EntityId(moment.uuid(0).to_string().into());
    let entity = Entity {
        name: name.into(),
        position: last.unwrap_or_default() + 1,
        ..Entity::bare(id.clone(), label.clone())
    };
    let mut edits = Edits::new(corpus);
    for one in annotations {
        if known(corpus, *one)?.label != *label {
            return Err(Rejection::OtherLabel(name.into()));
        }
        point(&mut edits, *one, Some(&id), moment);
    }
    // Behind them, so that a step is called by it.
    edits.put(id.key(), Entity::COLUMNS, entity.fields());
    edits.finish()
}

/// Changes the name, the other names and the note of an entity.
pub(super) fn change(corpus: &Corpus, changed: &Entity) -> Result<Vec<Operation>, Rejection> {
    let here = corpus.entities().get(&changed.id).ok_or_else(|| Rejection::NoEntity(changed.id.clone()))?;
    let name = changed.name.trim();
    if name.is_empty() {
        return Err(Rejection::NoName);
    }
    let mut edits = Edits::new(corpus);
    let key = here.id.key();
    edits.write(key.clone(), Field::Name, Some(Rc::<str>::from(name).value()));
    edits.write(key.clone(), Field::Aliases, Some(names(name, &[&changed.aliases]).value()));
    edits.write(key, Field::Note, Some(changed.note.value()));
    edits.finish()
}

/// Merges entities into one of the same label: they name it as the one that they are the same as. Its names, note and values are
/// completed by theirs.
pub(super) fn merge(
    corpus: &Corpus,
    from: &[EntityId],
    into: &EntityId,
) -> Result<Vec<Operation>, Rejection> {
    let into = known_entity(corpus, into)?;
    let mut edits = Edits::new(corpus);
    let mut seen = HashSet::from([&into.id]);
    let mut aliases: Vec<Rc<str>> = into.aliases.to_vec();
    let (mut note, mut values) = (into.note.clone(), Vec::new());
    for id in from {
        let gone = known_entity(corpus, id)?;
        if gone.label != into.label {
            return Err(Rejection::OtherLabel(into.name.clone()));
        }
        if !seen.insert(&gone.id) {
            continue;
        }
        edits.write(gone.id.key(), Field::Same, Some(into.id.value()));
        aliases.push(gone.name.clone());
        aliases.extend(gone.aliases.iter().cloned());
        note = joined(&note, &gone.note);
        values.extend(gone.attributes.iter().filter(|(id, _)| into.attributes.get(&id.0).is_empty()));
    }
    // Of two values the first one counts.
    for (id, value) in values.into_iter().rev() {
        edits.write(into.id.key(), Field::Attribute(id.0.clone()), Some(value.value()));
    }
    if seen.len() > 1 {
        edits.write(into.id.key(), Field::Aliases, Some(names(&into.name, &[&aliases]).value()));
        edits.write(into.id.key(), Field::Note, Some(note.value()));
    }
    edits.finish()
}

/// Merges entities into one of the same label, and lets annotations speak of it.
pub(super) fn take_in(
    corpus: &Corpus,
    from: &[EntityId],
    annotations: &[AnnotationId],
    into: &EntityId,
    moment: &Moment,
) -> Result<Vec<Operation>, Rejection> {
    let parts = [merge(corpus, from, into), assign(corpus, annotations, Some(into), moment)];
    let mut operations = Vec::new();
    for part in parts {
        match part {
            Ok(part) => operations.extend(part),
            Err(Rejection::NothingToDo) => {}
            Err(why) => return Err(why),
        }
    }
    if operations.is_empty() { Err(Rejection::NothingToDo) } else { Ok(operations) }
}

/// Takes entities over: one that has the name, or one of its other names, among those of its label gets what is given of it; a
/// new one comes behind the others.
pub(super) fn take(corpus: &Corpus, given: &[Entity], moment: &Moment) -> Result<Vec<Operation>, Rejection> {
    let here = corpus.entities().in_order();
    let mut known: HashMap<(&LabelId, &str), &Entity> = HashMap::new();
    // A name of its own comes before one of the other names.
    let others = here.iter().rev().flat_map(|it| it.aliases.iter().map(move |alias| (it, &**alias)));
    let own = here.iter().rev().map(|it| (it, &*it.name));
    known.extend(others.chain(own).map(|(it, name)| ((&it.label, name), &***it)));
    let positions = here.iter().map(|entity| entity.position).filter(|it| *it < u64::MAX);
    let mut next = positions.max().unwrap_or_default() + 1..;
    let mut edits = Edits::new(corpus);
    let mut aliases_of: HashMap<&EntityId, Vec<Rc<str>>> = HashMap::new();
    for (number, entity) in (0..).zip(given) {
        known_label(corpus, &entity.label)?;
        if entity.name.trim().is_empty() {
            return Err(Rejection::NoName);
        }
        let Some(here) = known.get(&(&entity.label, &*entity.name)) else {
            let id = EntityId(moment.uuid(number).to_string().into());
            let new = Entity {
                id: id.clone(),
                position: next.next().unwrap_or(u64::MAX),
                same: None,
                ..entity.clone()
            };
            let fields = new.fields().into_iter().chain(new.attributes.fields()).collect();
            edits.put(id.key(), Entity::COLUMNS, fields);
            continue;
        };
        let key = here.id.key();
        // Several lines may be about one of them.
        let given = aliases_of.entry(&here.id).or_insert_with(|| here.aliases.to_vec());
        given.push(entity.name.clone());
        given.extend(entity.aliases.iter().cloned());
        edits.write(key.clone(), Field::Aliases, Some(names(&here.name, &[given]).value()));
        if !entity.note.is_empty() {
            edits.write(key.clone(), Field::Note, Some(entity.note.value()));
        }
        for (id, value) in &entity.attributes {
            edits.write(key.clone(), Field::Attribute(id.0.clone()), Some(value.value()));
        }
    }
    edits.finish()
}

/// Lets an entity that was merged speak for itself again.
pub(super) fn separate(corpus: &Corpus, id: &EntityId) -> Result<Vec<Operation>, Rejection> {
    let entity = corpus.entities().get(id).ok_or_else(|| Rejection::NoEntity(id.clone()))?;
    let mut edits = Edits::new(corpus);
    edits.write(entity.id.key(), Field::Same, None);
    edits.finish()
}

/// Gives an entity another place among those of its label.
pub(super) fn place(corpus: &Corpus, id: &EntityId, to: usize) -> Result<Vec<Operation>, Rejection> {
    let entity = known_entity(corpus, id)?;
    let peers = corpus.entities().in_order().into_iter().filter(|other| other.label == entity.label);
    renumber(corpus, peers.map(|other| other.id.key()).collect(), &entity.id.key(), to)
}

/// Deletes entities and those that were merged into them, with what points to them: the field of their annotations, and their
/// relations.
pub(super) fn delete(
    corpus: &Corpus,
    ids: &[EntityId],
    moment: &Moment,
) -> Result<Vec<Operation>, Rejection> {
    let known = ids.iter().map(|id| Ok(&known_entity(corpus, id)?.id));
    let deleted = known.collect::<Result<HashSet<_>, Rejection>>()?;
    let counts = |id: &EntityId| corpus.entities().resolve(id).is_some_and(|it| deleted.contains(&it.id));
    let mut edits = Edits::new(corpus);
    let annotations = corpus.documents().flat_map(|document| document.annotations());
    for annotation in annotations.filter(|annotation| annotation.entity.as_ref().is_some_and(counts)) {
        point(&mut edits, annotation.id, None, moment);
    }
    for entity in corpus.entities().iter().filter(|entity| counts(&entity.id)) {
        for relation in corpus.relations().of((&entity.id.0).into()) {
            edits.delete(relation.id.key());
        }
        edits.delete(entity.id.key());
    }
    edits.finish()
}

/// The entity that counts for that one.
fn known_entity<'a>(corpus: &'a Corpus, id: &EntityId) -> Result<&'a Rc<Entity>, Rejection> {
    corpus.entities().resolve(id).ok_or_else(|| Rejection::NoEntity(id.clone()))
}

fn point(edits: &mut Edits<'_>, annotation: AnnotationId, entity: Option<&EntityId>, moment: &Moment) {
    edits.write(annotation.key(), Field::Entity, entity.map(FieldType::value));
    edits.write(annotation.key(), Field::Modified, Some(moment.time.value()));
}

/// Names beside that one, each once and none empty.
fn names(beside: &str, names: &[&[Rc<str>]]) -> Rc<[Rc<str>]> {
    let mut seen = HashSet::from([beside]);
    let names = names.iter().copied().flatten().map(|name| name.trim());
    names.filter(|name| !name.is_empty() && seen.insert(name)).map(Into::into).collect()
}

/// Two notes as one.
pub(super) fn joined(own: &Rc<str>, other: &Rc<str>) -> Rc<str> {
    match (&**own, &**other) {
        (_, "") => own.clone(),
        ("", _) => other.clone(),
        (one, another) if one == another => own.clone(),
        (one, another) => format!("{one}\n{another}").into(),
    }
}

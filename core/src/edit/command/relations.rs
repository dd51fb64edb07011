//! Commands for relations: who said a claim, by which words, where; and that an article lacks it.
//!
//! A type that every project may use is defined by the step that uses it first, unless that is a coder's: the codebook of a team is the
//! lead's, and such a type means the same without its definition.

use super::annotations::tag;
use super::parts::{Edits, known};
use crate::corpus::Corpus;
use crate::edit::moment::Moment;
use crate::edit::operation::Operation;
use crate::edit::rejection::Rejection;
use crate::model::annotation::AnnotationId;
use crate::model::attribute::{self, Attribute, NOBODY, YES};
use crate::model::document::DocumentId;
use crate::model::label::LabelId;
use crate::model::record::{Field, FieldType, Kind, Value};
use crate::model::relation::{EndId, Relation, RelationId};
use crate::model::relation_type::{RelationType, RelationTypeId, SAID_BY};
use crate::model::role::Role;
use crate::text::span::Span;
use std::collections::HashSet;
use std::rc::Rc;

/// A relation that is asked for: the record at which it begins, and the one to which it leads.
pub type Link = (EndId, EndId);

/// Number of the first id of relations in a step that also makes an annotation.
const FIRST: u64 = 1;

/// Makes relations of a type. Ends that the type does not join are skipped. Where a record may have one only, the one that it has
/// leads elsewhere from now on. A claim that gets a speaker is no longer said by nobody.
pub(super) fn link(
    corpus: &Corpus,
    kind: &RelationTypeId,
    links: &[Link],
    moment: &Moment,
) -> Result<Vec<Operation>, Rejection> {
    let mut edits = Edits::new(corpus);
    let relation_type = define(&mut edits, kind, moment)?;
    let mut refused = Rejection::NothingToDo;
    for ((from, to), number) in links.iter().zip(FIRST..) {
        if !(fits(corpus, &relation_type.from, from) && fits(corpus, &relation_type.to, to)) {
            refused = Rejection::DoesNotFit(relation_type.name.clone());
            continue;
        }
        connect(&mut edits, &relation_type, (from, to), number, moment);
    }
    let operations = edits.finish().map_err(|_| refused.clone())?;
    // A definition alone is not what was asked for.
    let is_definition = |it: &Operation| it.record.kind == Kind::RelationType;
    if operations.iter().all(is_definition) { Err(refused) } else { Ok(operations) }
}

/// Tags words, unless they are tagged so already, and lets relations of a type lead there from annotations.
pub(super) fn tag_and_link(
    corpus: &Corpus,
    (document, span, label): (&DocumentId, Span, &LabelId),
    kind: &RelationTypeId,
    from: &[AnnotationId],
    moment: &Moment,
) -> Result<Vec<Operation>, Rejection> {
    let (made, to) = match tag(corpus, document, span, label, moment, 0) {
        Ok(made) => (Some(made), AnnotationId(moment.uuid(0))),
        Err(Rejection::AlreadyTagged(here)) => (None, here),
        Err(why) => return Err(why),
    };
    let mut edits = Edits::new(corpus);
    let relation_type = define(&mut edits, kind, moment)?;
    if *relation_type.to != *label.0 {
        return Err(Rejection::DoesNotFit(relation_type.name.clone()));
    }
    for (id, number) in from.iter().zip(FIRST..) {
        known(corpus, *id)?;
        let from = EndId::from(*id);
        if fits(corpus, &relation_type.from, &from) {
            connect(&mut edits, &relation_type, (&from, &to.into()), number, moment);
        }
    }
    let mut operations = match edits.finish() {
        Ok(operations) => operations,
        Err(_) if made.is_some() => Vec::new(),
        Err(why) => return Err(why),
    };
    operations.extend(made);
    Ok(operations)
}

/// Deletes relations.
pub(super) fn unlink(corpus: &Corpus, ids: &[RelationId]) -> Result<Vec<Operation>, Rejection> {
    let mut edits = Edits::new(corpus);
    for id in ids {
        if corpus.relations().get(id).is_some() {
            edits.delete(id.key());
        }
    }
    edits.finish()
}

/// Says of claims that somebody looked for who says them and found nobody, or takes that back. Speakers that they had are theirs
/// no longer.
pub(super) fn set_nobody(
    corpus: &Corpus,
    claims: &[AnnotationId],
    is_nobody: bool,
    moment: &Moment,
) -> Result<Vec<Operation>, Rejection> {
    let mut edits = Edits::new(corpus);
    let mut labels = HashSet::new();
    for id in claims {
        let claim = known(corpus, *id)?;
        let is_stored = claim.attributes.get(NOBODY) == YES;
        if is_stored != is_nobody {
            write_nobody(&mut edits, *id, is_nobody, moment);
            if is_nobody && labels.insert(&claim.label) {
                define_nobody(&mut edits, &claim.label, moment);
            }
        }
        if is_nobody {
            forget_speakers(&mut edits, *id);
        }
    }
    edits.finish()
}

/// Deletes the relations that say who said a claim.
pub(super) fn forget_speakers(edits: &mut Edits<'_>, claim: AnnotationId) {
    let corpus = edits.corpus;
    for relation in corpus.relations().from(claim.into()).filter(|it| *it.kind == *SAID_BY) {
        edits.delete(relation.id.key());
    }
}

/// Joins two records, unless they are joined so.
fn connect(
    edits: &mut Edits<'_>,
    relation_type: &RelationType,
    (from, to): (&EndId, &EndId),
    number: u64,
    moment: &Moment,
) {
    let corpus = edits.corpus;
    let kind = &relation_type.id.0;
    let mut here: Vec<_> = corpus.relations().from(from.clone()).filter(|it| it.kind == *kind).collect();
    let now = Some(moment.time.value());
    if *relation_type.id.0 == *SAID_BY
        && let Some(claim) = from.annotation()
        && corpus.annotation(claim).is_some_and(|claim| !claim.attributes.get(NOBODY).is_empty())
    {
        write_nobody(edits, claim, false, moment);
    }
    if let Some(at) = here.iter().position(|it| it.to == *to) {
        // Other ends that it has go, where it may have one only.
        here.remove(at);
        here.retain(|_| !relation_type.many);
    } else if let (false, Some(first)) = (relation_type.many, here.first().copied()) {
        here.remove(0);
        edits.write(first.id.key(), Field::To, Some(to.value()));
        edits.write(first.id.key(), Field::Modified, now);
    } else {
        here.clear();
        let relation = Relation {
            id: RelationId(moment.uuid(number).to_string().into()),
            kind: kind.clone(),
            from: from.clone(),
            to: to.clone(),
            note: "".into(),
            annotator: moment.annotator,
            created: moment.time,
            modified: moment.time,
        };
        edits.put(relation.id.key(), Relation::COLUMNS, relation.fields());
    }
    for other in here {
        edits.delete(other.id.key());
    }
}

/// The type of that id, which a lead adds to the codebook if every project may use it.
fn define(edits: &mut Edits<'_>, id: &RelationTypeId, moment: &Moment) -> Result<RelationType, Rejection> {
    let corpus = edits.corpus;
    if let Some(here) = corpus.relation_types().iter().find(|it| it.id == *id) {
        return Ok(here.clone());
    }
    let mut known = RelationType::of_every_project().into_iter();
    let new = known.find(|it| it.id == *id).ok_or_else(|| Rejection::NoRelationType(id.clone()))?;
    let last = corpus.relation_types().iter().map(|it| it.position).max().unwrap_or_default();
    // A key that another one has stays with it.
    let is_taken = corpus.relation_types().iter().any(|it| it.key == new.key);
    let key = if is_taken { "".into() } else { new.key };
    let new = RelationType { position: last.saturating_add(1), key, ..new };
    if moment.role == Role::Lead {
        edits.put(new.id.key(), RelationType::COLUMNS, new.fields());
    }
    Ok(new)
}

/// Adds the attribute to a lead's codebook, if claims of that label do not have it.
fn define_nobody(edits: &mut Edits<'_>, label: &LabelId, moment: &Moment) {
    let corpus = edits.corpus;
    if moment.role != Role::Lead || corpus.attributes().get(&label.0, NOBODY).is_some() {
        return;
    }
    let last = corpus.attributes().iter().map(|it| it.position).max().unwrap_or_default();
    let new = Attribute { position: last.saturating_add(1), ..Attribute::nobody(&label.0) };
    edits.put(new.key(), Attribute::COLUMNS, new.fields());
}

fn write_nobody(edits: &mut Edits<'_>, claim: AnnotationId, is_nobody: bool, moment: &Moment) {
    let value = is_nobody.then(|| Value::text(YES));
    edits.write(claim.key(), Field::Attribute(NOBODY.into()), value);
    edits.write(claim.key(), Field::Modified, Some(moment.time.value()));
}

/// True if the record at that end is one of those things.
fn fits(corpus: &Corpus, things: &Rc<str>, end: &EndId) -> bool {
    let annotation = || corpus.annotation(end.annotation()?);
    match attribute::entity_label(things) {
        Some(label) => corpus.entities().resolve(&end.entity()).is_some_and(|it| *it.label.0 == *label),
        None if **things == *attribute::DOCUMENT => corpus.document(&end.document()).is_some(),
        None => annotation().is_some_and(|annotation| annotation.label.0 == *things),
    }
}

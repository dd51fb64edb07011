//! Commands: the edits that a person can ask for, and the transaction that each of them means.
//!
//! [`plan`] is pure: called and dropped, it tells if a button may be pressed, or how many annotations a deletion would take;
//! called and applied, it is the edit. Commands do not know how they were given, nor what becomes of the transaction.

mod annotations;
mod definitions;
mod documents;
mod entities;
mod go_back;
mod introduction;
mod labels;
mod merging;
mod parts;
mod relations;
mod taking;

pub use self::introduction::{introduce, introduced};
pub use self::relations::Link;
pub use super::moment::Moment;
pub use super::rejection::Rejection;

use self::annotations::{relabel, tag, tag_all};
use self::parts::{edit, known, known_document, set, set_setting};
use crate::corpus::Corpus;
use crate::edit::operation::{Operation, Write};
use crate::edit::transaction::{Action, Origin, Transaction};
use crate::import::{self, Incoming};
use crate::model::annotation::AnnotationId;
use crate::model::attribute::{Attribute, AttributeId};
use crate::model::codebook::{Codebook, Taking};
use crate::model::document::{DocumentId, State};
use crate::model::entity::{Entity, EntityId};
use crate::model::label::{Label, LabelId};
use crate::model::record::{Field, RecordKey, Value};
use crate::model::relation::RelationId;
use crate::model::relation_type::{RelationType, RelationTypeId};
use crate::text::span::Span;
use std::rc::Rc;

/// An edit that a person can ask for.
#[derive(Clone, Debug)]
pub enum Command {
    /// Tags a span, without the white space and invisible marks at its ends.
    Tag {
        /// Article of the span.
        document: DocumentId,
        /// Span of the article's text.
        span: Span,
        /// Label that it gets.
        label: LabelId,
    },
    /// Tags many spans with one label, as one step. Spans that have the label already, or hold no word, are skipped; but those
    /// that speak of nothing yet speak of the entity then, as the new ones do.
    TagAll {
        /// Spans, each with its article. Equal ones stand next to each other, as sorting puts them.
        spans: Rc<[(DocumentId, Span)]>,
        /// Label that they get.
        label: LabelId,
        /// Entity that they speak of.
        entity: Option<EntityId>,
    },
    /// Gives annotations another label. Annotations that cannot have it are skipped.
    Relabel {
        /// Annotations to relabel.
        annotations: Vec<AnnotationId>,
        /// Label that they get.
        label: LabelId,
    },
    /// Writes the note of an annotation.
    SetNote {
        /// Annotation with the note.
        annotation: AnnotationId,
        /// The whole note.
        note: Rc<str>,
    },
    /// Deletes annotations.
    Delete {
        /// Annotations to delete.
        annotations: Vec<AnnotationId>,
    },
    /// Restores a deleted annotation.
    Undelete {
        /// Annotation to restore.
        annotation: AnnotationId,
    },
    /// Gives an annotation another place in its article, without what nobody sees at the ends.
    Reanchor {
        /// Annotation to move.
        annotation: AnnotationId,
        /// Span of the article's text.
        span: Span,
    },
    /// Decides which value a field holds that two pages wrote at the same time.
    Settle {
        /// Record of the field.
        record: RecordKey,
        /// The field.
        field: Field,
        /// Value that it holds from now on.
        value: Option<Value>,
    },
    /// Gives settings values, by their names, as one step.
    Decide(Vec<(Rc<str>, Rc<str>)>),
    /// Restores everything as it was in that corpus.
    GoBack(Rc<Corpus>),
    /// Gives an article another title. An empty one stands for its first words.
    Rename {
        /// Article to rename.
        document: DocumentId,
        /// Title that it gets.
        title: Rc<str>,
    },
    /// Removes articles with their annotations. Articles that are built in are put away.
    RemoveDocuments(Vec<DocumentId>),
    /// Brings back articles that were removed, with their annotations.
    BringBackDocuments(Vec<DocumentId>),
    /// Writes the note of an article.
    SetDocumentNote {
        /// Article with the note.
        document: DocumentId,
        /// The whole note.
        note: Rc<str>,
    },
    /// Says how far the work on articles is.
    SetDocumentState {
        /// Articles that get it.
        documents: Vec<DocumentId>,
        /// State that they get.
        state: State,
    },
    /// Gives articles, annotations or entities values of attributes, as one step. An empty value is none; of two for one
    /// attribute of a record the last counts.
    SetAttributes {
        /// Values, each with its record and the attribute.
        values: Vec<(RecordKey, AttributeId, Rc<str>)>,
    },
    /// Adds a label behind the others, or changes the one of that id, which keeps its position.
    PutLabel(Label),
    /// Gives a label another place among the labels.
    MoveLabel {
        /// Label to move.
        label: LabelId,
        /// Index that it gets, from 0.
        to: usize,
    },
    /// Deletes a label and gives its annotations another one. An annotation that would repeat another one of the same person
    /// becomes a part of that.
    MergeLabels {
        /// Label that goes.
        from: LabelId,
        /// Label that stays.
        into: LabelId,
    },
    /// Deletes a label with its annotations, its entities, and the attributes and relation types that are for it alone.
    DeleteLabel {
        /// Label to delete.
        label: LabelId,
    },
    /// Adds an attribute behind the others, or changes the one that is named so, which keeps its position.
    PutAttribute(Attribute),
    /// Gives an attribute another place among those of the same things.
    MoveAttribute {
        /// Things that have it.
        of: Rc<str>,
        /// Attribute to move.
        attribute: AttributeId,
        /// Index that it gets, from 0.
        to: usize,
    },
    /// Deletes an attribute from the codebook. Its values stay.
    DeleteAttribute {
        /// Things that have it.
        of: Rc<str>,
        /// Attribute to delete.
        attribute: AttributeId,
    },
    /// Adds a relation type behind the others, or changes the one of that id, which keeps its position.
    PutRelationType(RelationType),
    /// Deletes a relation type from the codebook. Its relations stay.
    DeleteRelationType {
        /// Relation type to delete.
        relation_type: RelationTypeId,
    },
    /// Takes a codebook over, as one step.
    TakeCodebook(Codebook, Taking),
    /// Lets annotations speak of an entity, or of none. Annotations with another label than it are skipped.
    Assign {
        /// Annotations that speak of it.
        annotations: Vec<AnnotationId>,
        /// Entity.
        entity: Option<EntityId>,
    },
    /// Makes an entity, behind the others, and lets annotations speak of it.
    IntroduceEntity {
        /// Label whose annotations it groups.
        label: LabelId,
        /// Name that it gets.
        name: Rc<str>,
        /// Annotations that speak of it; they have that label.
        annotations: Vec<AnnotationId>,
    },
    /// Changes the name, the other names and the note of an entity.
    ChangeEntity(Entity),
    /// Merges entities into another one of the same label.
    MergeEntities {
        /// Entities that go.
        from: Vec<EntityId>,
        /// Entity that stays.
        into: EntityId,
    },
    /// Merges entities into another one of the same label, and lets annotations speak of it.
    TakeIn {
        /// Entities that go.
        entities: Vec<EntityId>,
        /// Annotations that speak of it.
        annotations: Vec<AnnotationId>,
        /// Entity that stays.
        into: EntityId,
    },
    /// Takes entities over, each known by its label and one of its names: new ones come behind the others, the others get what is
    /// given. Their ids count for nothing.
    TakeEntities(Vec<Entity>),
    /// Lets an entity that was merged speak for itself again.
    SeparateEntity {
        /// Entity that was merged.
        entity: EntityId,
    },
    /// Gives an entity another place among those of its label.
    MoveEntity {
        /// Entity to move.
        entity: EntityId,
        /// Index that it gets, from 0.
        to: usize,
    },
    /// Deletes entities, with those that were merged into them. Their annotations stay, and speak of none.
    DeleteEntities(Vec<EntityId>),
    /// Makes relations of a type, each between two records. Of those of which a record may have one only, the new one replaces
    /// the one that is there.
    Link {
        /// Type of the relations.
        relation_type: RelationTypeId,
        /// Records that are joined.
        links: Vec<Link>,
    },
    /// Tags a span, and lets relations of a type lead there.
    TagAndLink {
        /// Article of the span.
        document: DocumentId,
        /// Span of the article's text.
        span: Span,
        /// Label that it gets.
        label: LabelId,
        /// Type of the relations.
        relation_type: RelationTypeId,
        /// Annotations at which they begin.
        from: Vec<AnnotationId>,
    },
    /// Deletes relations.
    Unlink(Vec<RelationId>),
    /// Says of claims that nobody is named who says them, or no longer says it.
    SetNobody {
        /// Claims.
        claims: Vec<AnnotationId>,
        /// True if nobody is named.
        is_nobody: bool,
    },
    /// Changes a setting of the page. That is no step of the history.
    Set {
        /// Name of the setting.
        setting: Rc<str>,
        /// Value that it gets.
        value: Rc<str>,
    },
    /// Gives the annotator a name.
    SetName {
        /// Name, which may be empty.
        name: Rc<str>,
    },
    /// Takes in the contents of files.
    Import(Rc<Incoming>),
}

/// Plans a command: the transaction that it means for the corpus.
///
/// # Errors
/// A [`Rejection`], when it would change nothing, names something that is not here, or is others' to do.
pub fn plan(corpus: &Corpus, command: &Command, moment: &Moment) -> Result<Transaction, Rejection> {
    let transaction = meant(corpus, command, moment)?;
    moment.permit(&transaction.operations)?;
    Ok(transaction)
}

/// Transaction that a command means, whoever gives it.
#[expect(clippy::too_many_lines, reason = "an arm for each command")]
fn meant(corpus: &Corpus, command: &Command, moment: &Moment) -> Result<Transaction, Rejection> {
    let user = |action, operations| Ok(moment.transaction(corpus, Origin::User, action, operations));
    match command {
        Command::Tag { document, span, label } => {
            user(Action::Tag, vec![tag(corpus, document, *span, label, moment, 0)?])
        }
        Command::TagAll { spans, label, entity } => {
            user(Action::Tag, tag_all(corpus, spans, label, entity.as_ref(), moment)?)
        }
        Command::Relabel { annotations, label } => {
            user(Action::Relabel, relabel(corpus, annotations, label, moment)?)
        }
        Command::SetNote { annotation, note } => {
            let annotation = known(corpus, *annotation)?;
            user(
                Action::Note,
                vec![edit(corpus, annotation, Field::Note, Value::Text(note.clone()), moment)?],
            )
        }
        Command::Delete { annotations } => user(Action::Delete, annotations::delete(corpus, annotations)?),
        Command::Undelete { annotation } => {
            user(Action::Restore, annotations::undelete(corpus, *annotation)?)
        }
        Command::Reanchor { annotation, span } => {
            user(Action::Reanchor, annotations::reanchor(corpus, *annotation, *span, moment)?)
        }
        Command::Settle { record, field, value } => {
            let before = corpus.record(record).and_then(|record| record.value(field)).cloned();
            let write = Write { field: field.clone(), before, after: value.clone() };
            user(Action::Settle, vec![Operation { record: record.clone(), writes: vec![write] }])
        }
        Command::GoBack(then) => {
            let operations = go_back::operations(corpus, then);
            if operations.is_empty() {
                return Err(Rejection::NothingToDo);
            }
            user(Action::GoBack, operations)
        }
        Command::Rename { document, title } => {
            let title = title.trim();
            let known = known_document(corpus, document)?;
            let untitled = known.id.untitled(&known.text);
            let title = (!title.is_empty() && title != &*untitled).then(|| Value::text(title));
            user(Action::Rename, vec![set(corpus, document.key(), Field::Title, title)?])
        }
        Command::RemoveDocuments(ids) => user(Action::RemoveDocument, documents::remove(corpus, ids)?),
        Command::BringBackDocuments(ids) => {
            user(Action::BringBackDocument, documents::bring_back(corpus, ids)?)
        }
        Command::SetDocumentNote { document, note } => {
            let key = known_document(corpus, document)?.id.key();
            user(Action::DocumentNote, vec![set(corpus, key, Field::Note, Some(Value::Text(note.clone())))?])
        }
        Command::SetDocumentState { documents, state } => {
            user(Action::DocumentState, documents::set_state(corpus, documents, *state)?)
        }
        Command::SetAttributes { values } => {
            user(Action::Attributes, documents::set_attributes(corpus, values, moment)?)
        }
        Command::PutLabel(label) => user(Action::PutLabel, labels::put(corpus, label)?),
        Command::MoveLabel { label, to } => user(Action::MoveLabel, labels::place(corpus, label, *to)?),
        Command::MergeLabels { from, into } => {
            user(Action::MergeLabels, merging::merge(corpus, from, into, moment)?)
        }
        Command::DeleteLabel { label } => user(Action::DeleteLabel, labels::delete(corpus, label)?),
        Command::PutAttribute(attribute) => {
            user(Action::PutAttribute, definitions::put_attribute(corpus, attribute)?)
        }
        Command::MoveAttribute { of, attribute, to } => {
            user(Action::MoveAttribute, definitions::place_attribute(corpus, of, attribute, *to)?)
        }
        Command::DeleteAttribute { of, attribute } => {
            let missing = || Rejection::NoAttribute(attribute.clone());
            let here = corpus.attributes().get(of, &attribute.0).ok_or_else(missing)?;
            user(Action::DeleteAttribute, vec![Operation::delete(here.key())])
        }
        Command::PutRelationType(relation_type) => {
            user(Action::PutRelationType, definitions::put_relation_type(corpus, relation_type)?)
        }
        Command::DeleteRelationType { relation_type } => {
            let is_it = |here: &RelationType| here.id == *relation_type;
            if !corpus.relation_types().iter().any(is_it) {
                return Err(Rejection::NoRelationType(relation_type.clone()));
            }
            user(Action::DeleteRelationType, vec![Operation::delete(relation_type.key())])
        }
        Command::TakeCodebook(codebook, taking) => {
            user(Action::TakeCodebook, taking::take(corpus, codebook, *taking)?)
        }
        Command::Assign { annotations, entity } => {
            user(Action::Assign, entities::assign(corpus, annotations, entity.as_ref(), moment)?)
        }
        Command::IntroduceEntity { label, name, annotations } => {
            user(Action::PutEntity, entities::introduce(corpus, label, name, annotations, moment)?)
        }
        Command::ChangeEntity(entity) => user(Action::PutEntity, entities::change(corpus, entity)?),
        Command::MergeEntities { from, into } => {
            user(Action::MergeEntities, entities::merge(corpus, from, into)?)
        }
        Command::TakeIn { entities: from, annotations, into } => {
            user(Action::MergeEntities, entities::take_in(corpus, from, annotations, into, moment)?)
        }
        Command::TakeEntities(given) => user(Action::PutEntity, entities::take(corpus, given, moment)?),
        Command::SeparateEntity { entity } => {
            user(Action::SeparateEntity, entities::separate(corpus, entity)?)
        }
        Command::MoveEntity { entity, to } => user(Action::MoveEntity, entities::place(corpus, entity, *to)?),
        Command::DeleteEntities(entities) => {
            user(Action::DeleteEntity, entities::delete(corpus, entities, moment)?)
        }
        Command::Link { relation_type, links } => {
            user(Action::Link, relations::link(corpus, relation_type, links, moment)?)
        }
        Command::TagAndLink { document, span, label, relation_type, from } => {
            let words = (document, *span, label);
            user(Action::Link, relations::tag_and_link(corpus, words, relation_type, from, moment)?)
        }
        Command::Unlink(relations) => user(Action::Unlink, relations::unlink(corpus, relations)?),
        Command::SetNobody { claims, is_nobody } => {
            user(Action::Attributes, relations::set_nobody(corpus, claims, *is_nobody, moment)?)
        }
        Command::Set { setting, value } => {
            let operations = vec![set_setting(corpus, setting, value)?];
            Ok(moment.transaction(corpus, Origin::Setup, Action::Setting, operations))
        }
        Command::Decide(settings) => {
            let operations = settings.iter().flat_map(|(name, value)| set_setting(corpus, name, value));
            let operations: Vec<_> = operations.collect();
            if operations.is_empty() {
                return Err(Rejection::NothingToDo);
            }
            user(Action::Setting, operations)
        }
        Command::SetName { name } => {
            let name = Value::text(name.trim());
            user(Action::Setting, vec![set(corpus, moment.annotator.key(), Field::Name, Some(name))?])
        }
        Command::Import(incoming) => {
            import::plan(corpus, incoming, moment).transaction.ok_or(Rejection::NothingToDo)
        }
    }
}

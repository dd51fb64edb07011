//! Changes: the parts of a corpus that an edit touched, so that a redraw, a list and a message can leave all
//! else alone.
//!
//! A change does not know the edit.

use crate::model::annotation::AnnotationId;
use crate::model::document::DocumentId;
use crate::model::entity::EntityId;
use crate::model::relation::RelationId;
use std::collections::BTreeSet;

/// The parts of a corpus that a transaction, or a merge, changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Documents whose title, text, counts or annotations changed, each once.
    pub documents: Vec<DocumentId>,
    /// Blocks to be drawn again, by document and number, each once.
    pub blocks: Vec<(DocumentId, usize)>,
    /// Annotations that were added, removed or changed, each once.
    pub annotations: Vec<AnnotationId>,
    /// True if definitions, entities, annotators, relations or settings changed.
    pub project: bool,
    /// Annotations at which a relation begins that was added, removed or changed.
    pub linked: Vec<AnnotationId>,
    /// Entities that were added, removed or changed.
    pub entities: Vec<EntityId>,
    /// Relations that were added, removed or changed.
    pub relations: Vec<RelationId>,
    /// True if entities came or went, or attributes are defined otherwise.
    pub vocabulary: bool,
}

impl Change {
    /// Joins two changes, one after the other. Parts that both touched are listed twice.
    #[must_use]
    pub fn and_then(mut self, later: Self) -> Self {
        self.documents.extend(later.documents);
        self.blocks.extend(later.blocks);
        self.annotations.extend(later.annotations);
        self.project |= later.project;
        self.linked.extend(later.linked);
        self.relations.extend(later.relations);
        self.entities.extend(later.entities);
        self.vocabulary |= later.vocabulary;
        self
    }

    pub(crate) fn touch_document(&mut self, id: &DocumentId) {
        self.documents.push(id.clone());
    }

    /// Lists each document once.
    pub(crate) fn once(mut self) -> Self {
        let mut seen = BTreeSet::new();
        self.documents.retain(|id| seen.insert(id.clone()));
        self
    }
}

//! Entities of a corpus: all of them by id, and the one that counts where some were merged.
//!
//! A merged entity names the one that it is the same as, so that a late write of another page still lands there. Entities do
//! not know who points to them.

use crate::model::annotation::Annotation;
use crate::model::entity::{Entity, EntityId};
use rpds::RedBlackTreeMap;
use std::collections::HashMap;
use std::rc::Rc;

/// Entities that were not deleted.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    by_id: RedBlackTreeMap<EntityId, Rc<Entity>>,
}

impl Entities {
    /// Every entity by id, merged ones too.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<Entity>> {
        self.by_id.values()
    }

    /// Entities that count, in their order.
    #[must_use]
    pub fn in_order(&self) -> Vec<&Rc<Entity>> {
        let is_itself = |entity: &&Rc<Entity>| {
            entity.same.is_none() || self.resolve(&entity.id).is_some_and(|it| it.id == entity.id)
        };
        let mut entities: Vec<_> = self.iter().filter(is_itself).collect();
        entities.sort_unstable_by(|one, other| (one.position, &one.id).cmp(&(other.position, &other.id)));
        entities
    }

    /// Entities of a label that count, in their order, and the index of each by its id and by those of entities that were merged
    /// into it.
    #[must_use]
    pub fn numbered(&self, label: &str) -> (Vec<&Rc<Entity>>, HashMap<&EntityId, usize>) {
        let entities: Vec<_> = self.in_order().into_iter().filter(|it| *it.label.0 == *label).collect();
        let mut numbers: HashMap<_, _> =
            entities.iter().zip(0..).map(|(it, number)| (&it.id, number)).collect();
        for merged in self.iter().filter(|entity| entity.same.is_some()) {
            if let Some(number) = self.resolve(&merged.id).and_then(|it| numbers.get(&it.id)).copied() {
                numbers.insert(&merged.id, number);
            }
        }
        (entities, numbers)
    }

    /// The entity of that id, merged or not; `None` for one that was deleted.
    #[must_use]
    pub fn get(&self, id: &EntityId) -> Option<&Rc<Entity>> {
        self.by_id.get(id)
    }

    /// The entity that counts for that one: the last of those that were merged into each other. Of a circle, it is the one
    /// with the smallest id.
    #[must_use]
    pub fn resolve(&self, id: &EntityId) -> Option<&Rc<Entity>> {
        let mut path = vec![self.get(id)?];
        while let Some(next) = path.last().and_then(|last| self.get(last.same.as_ref()?)) {
            if let Some(first) = path.iter().position(|one| one.id == next.id) {
                return path[first..].iter().min_by(|one, other| one.id.cmp(&other.id)).copied();
            }
            path.push(next);
        }
        path.pop()
    }

    /// The entity of which an annotation speaks, and that counts.
    #[must_use]
    pub fn of(&self, annotation: &Annotation) -> Option<&Rc<Entity>> {
        self.resolve(annotation.entity.as_ref()?)
    }

    /// Replaces the entity of that id, or removes it.
    pub(super) fn replace(&mut self, id: &EntityId, new: Option<Entity>) {
        match new {
            Some(new) => self.by_id.insert_mut(id.clone(), Rc::new(new)),
            None => drop(self.by_id.remove_mut(id)),
        }
    }
}

//! Relations of a corpus: all of them by id, and an index by the records at their ends.
//!
//! The index follows each change of a relation's record. It does not know whether the record at an end
//! exists.

use crate::model::relation::{EndId, Relation, RelationId};
use rpds::RedBlackTreeMap;
use std::rc::Rc;

/// Relations that were not deleted and have both ends.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    by_id: RedBlackTreeMap<RelationId, Rc<Relation>>,
    by_end: RedBlackTreeMap<(EndId, RelationId), Rc<Relation>>,
}

impl Relations {
    /// Every relation, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<Relation>> {
        self.by_id.values()
    }

    /// The relation of that id; `None` for one that was deleted.
    #[must_use]
    pub fn get(&self, id: &RelationId) -> Option<&Rc<Relation>> {
        self.by_id.get(id)
    }

    /// Relations with that record at either end, by id.
    pub fn of(&self, end: EndId) -> impl Iterator<Item = &Rc<Relation>> {
        let first = (end.clone(), RelationId::from(""));
        self.by_end.range(first..).take_while(move |((of, _), _)| *of == end).map(|(_, relation)| relation)
    }

    /// Relations that begin at that record, by id.
    pub fn from(&self, end: EndId) -> impl Iterator<Item = &Rc<Relation>> {
        self.of(end.clone()).filter(move |relation| relation.from == end)
    }

    /// Replaces the relation of that id, or removes it.
    pub(super) fn replace(&mut self, id: &RelationId, new: Option<Relation>) {
        if let Some(old) = self.by_id.get(id).cloned() {
            for end in [&old.from, &old.to] {
                self.by_end.remove_mut(&(end.clone(), id.clone()));
            }
            self.by_id.remove_mut(id);
        }
        if let Some(new) = new.map(Rc::new) {
            for end in [&new.from, &new.to] {
                self.by_end.insert_mut((end.clone(), id.clone()), new.clone());
            }
            self.by_id.insert_mut(id.clone(), new);
        }
    }
}

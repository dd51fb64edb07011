//! Relations: all of them by id, and those of each end.
//!
//! The index follows each change of a relation's record. It does not know whether the record at an end is there.

use crate::model::relation::{EndId, Relation, RelationId};
use rpds::RedBlackTreeMap;
use std::rc::Rc;

/// The relations that were not deleted and have both ends.
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

    /// The relations with that record at one of their ends, by id.
    pub fn of(&self, end: EndId) -> impl Iterator<Item = &Rc<Relation>> {
        let first = (end.clone(), RelationId::from(""));
        self.by_end.range(first..).take_while(move |((of, _), _)| *of == end).map(|(_, relation)| relation)
    }

    /// The relations that begin at that record, by id.
    pub fn from(&self, end: EndId) -> impl Iterator<Item = &Rc<Relation>> {
        self.of(end.clone()).filter(move |relation| relation.from == end)
    }

    /// Puts in what has become of the relation of that id.
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

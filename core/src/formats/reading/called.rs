//! Called: annotations by the names that relations of the same part of a file use for them.
//!
//! A name that two different annotations have means neither.

use crate::model::annotation::AnnotationId;
use std::collections::HashMap;
use std::rc::Rc;
use uuid::Uuid;

/// Names of a part of a file, such as one article, or of the tables of a folder.
#[derive(Default)]
pub struct Called {
    names: HashMap<Rc<str>, One>,
    tables: HashMap<String, HashMap<Rc<str>, One>>,
}

/// Annotation of a name.
struct One {
    id: AnnotationId,
    /// Equal annotations have the same one.
    twin: Uuid,
    is_ambiguous: bool,
}

impl Called {
    /// Adds an annotation of that name. Of equal ones the first is meant.
    pub fn add(&mut self, name: &str, id: AnnotationId, twin: Uuid) {
        let one = self.names.entry(name.into());
        one.and_modify(|one| one.is_ambiguous |= one.twin != twin).or_insert(One {
            id,
            twin,
            is_ambiguous: false,
        });
    }

    /// Annotation of that name.
    pub fn get(&self, name: &str) -> Option<AnnotationId> {
        self.names.get(name).map(|one| one.id)
    }

    /// True for a name of several.
    pub fn is_ambiguous(&self, name: &str) -> bool {
        self.names.get(name).is_some_and(|one| one.is_ambiguous)
    }

    /// Ends a part of the file: in the next one the same names stand for other annotations.
    pub fn forget(&mut self) {
        self.names.clear();
    }

    /// Begins a table, whose names mean the same in all tables of its folder.
    pub fn enter(&mut self, folder: &str) {
        self.names = self.tables.remove(folder).unwrap_or_default();
    }

    /// Ends a table of that folder.
    pub fn leave(&mut self, folder: &str) {
        let names = std::mem::take(&mut self.names);
        self.tables.insert(folder.to_owned(), names);
    }
}

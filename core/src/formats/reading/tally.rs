//! Tally: things for which nothing here has room, counted by their sort and its name in the file.

use crate::import::{Finding, Untaken};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Largest number of names under which things of one sort are counted; those of later names are counted together.
const MOST_NAMES: usize = 20;

/// Largest length in code points of a name that is not cut.
const LONGEST_NAME: usize = 100;

/// Numbers of things by sort and name. Long names are cut.
#[derive(Default)]
pub struct Tally(BTreeMap<(Untaken, Rc<str>), usize>);

impl Tally {
    /// Counts one thing.
    pub fn add(&mut self, what: Untaken, name: &str) {
        let name: Rc<str> = match name.char_indices().nth(LONGEST_NAME) {
            Some((cut, _)) => format!("{}…", &name[..cut]).into(),
            None => name.into(),
        };
        let is_known = self.0.contains_key(&(what, name.clone()));
        let of_sort = || self.0.keys().filter(|(other, _)| *other == what).count();
        let name = if is_known || of_sort() < MOST_NAMES { name } else { "".into() };
        *self.0.entry((what, name)).or_default() += 1;
    }

    /// Findings for all of them.
    pub fn findings(self) -> impl Iterator<Item = Finding> {
        self.0.into_iter().map(|((what, name), count)| Finding::LeftOut { what, name, count })
    }
}

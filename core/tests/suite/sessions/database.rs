//! The database of texts of a session: it answers later, or never, and what it has taken is on the disk.

use super::world::World;
use glossator_core::import;
use glossator_core::text::{Text, TextVersion};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Rows, by their numbers. None is ever written again.
#[derive(Default)]
pub struct Database(Vec<Row>);

struct Row {
    text: Rc<Text>,
    /// Length of the browser's log when this was on the disk.
    since: usize,
    /// Least length of the browser's log when a crash could last do without knowing that nothing needs it.
    until: Option<usize>,
}

impl Database {
    fn put(&mut self, texts: &[Rc<Text>], since: usize) {
        self.0.extend(texts.iter().map(|text| Row { text: text.clone(), since, until: None }));
    }

    /// The texts that it has.
    pub fn texts(&self) -> Vec<Rc<Text>> {
        self.0.iter().filter(|row| row.until.is_none()).map(|row| row.text.clone()).collect()
    }

    pub fn versions(&self) -> BTreeSet<TextVersion> {
        self.texts().iter().map(|text| text.version()).collect()
    }

    /// The texts that it had at least when so much had reached the browser.
    pub fn at(&self, length: usize) -> Vec<Rc<Text>> {
        let is_there = |row: &&Row| row.since <= length && row.until.is_none_or(|until| length < until);
        self.0.iter().filter(is_there).map(|row| row.text.clone()).collect()
    }

    /// Rows of these versions, and those for which another one stands.
    fn rows_of(&self, unneeded: &BTreeSet<TextVersion>) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let rows = self.0.iter().enumerate().filter(|(_, row)| row.until.is_none());
        let is_meant = |(_, row): &(usize, &Row)| {
            let version = row.text.version();
            unneeded.contains(&version) || !seen.insert(version)
        };
        rows.filter({
            let mut is_meant = is_meant;
            move |row| is_meant(row)
        })
        .map(|(number, _)| number)
        .collect()
    }
}

impl World {
    /// Answer of the database to the page, if any: the texts are on the disk, or it refuses, or the page is gone just then.
    pub fn answer(&mut self, at: usize) {
        if self.pages[at].keeping.is_empty() || self.chance.one_in(3) {
            return;
        }
        let incoming = self.pages[at].keeping.remove(0);
        let moment = self.moment(at);
        let since = self.browser.log_length();
        let is_refused = self.chance.one_in(6);
        let is_crash = self.plan.fails && self.chance.one_in(10) && self.pages.len() > 1;
        let page = &mut self.pages[at];
        let planned = import::plan(page.editor.corpus(), &incoming, &moment);
        let texts = page.editor.unkept_texts(&planned);
        if !is_refused {
            self.database.put(&texts, since);
            page.editor.note_kept(texts.iter().map(|text| text.version()));
        }
        if is_crash {
            self.close(at);
        } else if let Ok(outcome) = self.pages[at].editor.import(planned) {
            self.note(at, &outcome);
        }
    }

    /// Reads what is named and not here.
    pub fn read(&mut self, at: usize) {
        if !self.plan.has_texts || self.chance.one_in(6) {
            return;
        }
        let editor = &mut self.pages[at].editor;
        let wanted: Vec<_> = editor.wanted().iter().copied().collect();
        if !wanted.is_empty() {
            drop(editor.take_texts(&wanted, self.database.texts()));
        }
    }

    /// Moves texts from the store to the database, and forgets there what nothing needed twice.
    pub fn tidy_texts(&mut self, at: usize, is_alone: bool) {
        let since = self.browser.log_length();
        let page = &mut self.pages[at];
        page.editor.note_elsewhere(self.database.versions());
        let moving = page.editor.texts_to_move();
        if self.chance.one_in(2) {
            self.database.put(&moving, since);
            page.editor.note_kept(moving.iter().map(|text| text.version()));
            page.editor.drop_moved();
        }
        let unneeded = page.editor.unneeded(&self.database.versions());
        let rows = if is_alone { self.database.rows_of(&unneeded) } else { BTreeSet::new() };
        let (before, until) = std::mem::replace(&mut page.unneeded, (rows.clone(), since));
        for number in rows.intersection(&before) {
            self.database.0[*number].until = Some(until);
        }
        page.editor.note_elsewhere(self.database.versions());
    }
}

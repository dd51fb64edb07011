//! The world of a session: the browser, its tabs with their pages, and what was done and said to be saved.
//!
//! A page here is the editor that the real one has, too, and nothing about how it looks.

use super::super::store::{Browser, Chance, Failure, Tab};
use super::database::Database;
use super::{checks, deeds};
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::{Command, Moment, Rejection};
use glossator_core::edit::editor::{Editor, Opening, Outcome, Setup};
use glossator_core::edit::history::Revert;
use glossator_core::edit::transaction::Transaction;
use glossator_core::import::{self, Incoming};
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::record::{ReplicaId, Stamp};
use glossator_core::model::time::Timestamp;
use glossator_core::saving::storage::StorageError;
use glossator_core::saving::{Budget, SaveStatus};
use glossator_core::text::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use uuid::Uuid;

/// Events that may happen in a session.
#[expect(clippy::struct_excessive_bools, reason = "each may happen or not")]
#[derive(Clone, Copy)]
pub struct Plan {
    pub budget: Budget,
    /// Now and then a write fails, or a tab crashes.
    pub fails: bool,
    /// No more fits than the budget says.
    pub is_full: bool,
    /// Somebody clears everything and takes it back.
    pub clears: bool,
    /// Texts are kept in a database, if that takes them.
    pub has_texts: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self { budget: Budget::default(), fails: false, is_full: false, clears: true, has_texts: false }
    }
}

/// Undoing or redoing.
type Way = fn(&mut Editor, &Moment) -> Result<(Revert, Outcome), Rejection>;

pub struct World {
    pub browser: Browser,
    pub database: Database,
    pub chance: Chance,
    pub plan: Plan,
    pub pages: Vec<Page>,
    /// Everything that was ever done, saved or not.
    pub done: Vec<Rc<Transaction>>,
    pub texts: Vec<Rc<Text>>,
    /// Writes that were said to be saved: by which tab, after how many of its writes.
    pub saved: BTreeMap<Stamp, (usize, usize)>,
    pub edits: usize,
    /// Somebody cleared everything and did not take it back: what other pages wrote meanwhile may be about what is
    /// gone.
    pub was_cleared: bool,
    replicas: u64,
    time: u64,
}

pub struct Page {
    pub tab: Rc<Tab>,
    pub editor: Editor,
    /// Histories that no other page may go on with.
    pub histories: Vec<ReplicaId>,
    /// Writes that were not said to be saved yet.
    pub waiting: Vec<Stamp>,
    /// Writes that were waiting when everything was cleared.
    pub cleared_waiting: Vec<Stamp>,
    /// Files of which the database has not answered yet if it keeps the texts.
    pub keeping: Vec<Incoming>,
    /// Rows that nothing needed when that was last looked at, and how much had reached the browser then.
    pub unneeded: (BTreeSet<usize>, usize),
}

pub fn seeds() -> Corpus {
    Corpus::new([
        Seed {
            id: "a",
            text: "Erdogan met Sharif 🙂\r\n\r\nin Istanbul, said g\u{306} عربي Erdogan.\n\nEnd",
            attributes: &[],
        },
        Seed { id: "b", text: "one two three four five six seven", attributes: &[] },
    ])
}

const ANNOTATOR: AnnotatorId = AnnotatorId(Uuid::from_u128(0xa));

impl World {
    pub fn new(seed: u64, plan: Plan) -> Self {
        let browser = Browser::default();
        browser.limit(plan.is_full.then_some(plan.budget.room));
        let mut world = Self {
            browser,
            database: Database::default(),
            chance: Chance::new(seed),
            plan,
            pages: Vec::new(),
            done: Vec::new(),
            texts: Vec::new(),
            saved: BTreeMap::new(),
            edits: 0,
            was_cleared: false,
            replicas: 0,
            time: 1_795_329_600_000,
        };
        world.open();
        world
    }

    /// A page in a new tab, which goes on with the latest history that no other page has.
    pub fn open(&mut self) {
        self.replicas += 1;
        let (replica, tab) = (ReplicaId(self.replicas), self.browser.open());
        let setup = Setup { seeds: seeds(), replica, newcomer: ANNOTATOR, budget: self.plan.budget };
        // Half of the pages have time for all steps, all look at the first article if there is much to be read.
        let mut opening = Opening::of(setup, Ok(tab.clone()));
        let one = opening.one(None);
        while self.replicas.is_multiple_of(2) && opening.step() {}
        let (mut editor, outcome) = opening.finish(one.as_ref().map(|(_, one)| one));
        assert_eq!(outcome.damaged, []);
        let mut histories = vec![replica];
        let is_free = |history: &ReplicaId| !self.pages.iter().any(|page| page.histories.contains(history));
        let earlier = editor.history_ids();
        let free = earlier.iter().position(|history| *history != replica && is_free(history));
        let free = free.filter(|_| !self.chance.one_in(8));
        histories.extend(free.map(|at| earlier[at]));
        editor.adopt(free);
        self.pages.push(Page {
            tab,
            editor,
            histories,
            waiting: Vec::new(),
            cleared_waiting: Vec::new(),
            keeping: Vec::new(),
            unneeded: (BTreeSet::new(), 0),
        });
        let at = self.pages.len() - 1;
        if self.plan.has_texts {
            self.pages[at].editor.note_elsewhere(self.database.versions());
            self.read(at);
        }
        let moment = self.moment(at);
        if let Some(outcome) = self.pages[at].editor.introduce(&moment) {
            self.note(at, &outcome);
        }
    }

    pub fn moment(&mut self, at: usize) -> Moment {
        self.time += [700, 1_000, 6_000][self.chance.below(3)];
        let random = u128::from(self.time) << 8;
        self.pages[at].editor.moment(Timestamp::from_millis(self.time), random)
    }

    /// The next event of the session.
    pub fn step(&mut self) {
        if self.plan.fails && self.chance.one_in(12) {
            let failure = [Failure::Full, Failure::Refused, Failure::Crash][self.chance.below(3)];
            self.browser.fail_after(self.chance.below(12), failure);
        }
        if self.plan.has_texts {
            let at = self.chance.below(self.pages.len());
            self.answer(at);
        }
        let at = self.chance.below(self.pages.len());
        match self.chance.below(100) {
            0..=59 => self.edit(at),
            60..=74 => self.hear(at),
            75..=84 => self.idle(at),
            85..=88 => self.reload(at),
            89..=91 if self.pages.len() < 3 => self.open(),
            92..=94 if self.pages.len() > 1 => self.close(at),
            95 if self.plan.clears && self.pages.iter().all(|page| !page.editor.is_cleared()) => {
                self.clear(at);
            }
            96..=99 => self.take_back_clearing(at),
            _ => {}
        }
        for page in &self.pages {
            for _ in 0..self.chance.below(4) {
                self.browser.send(page.tab.number);
            }
        }
        self.bury();
    }

    /// Tabs that crashed are gone; what was cleared there stays cleared.
    fn bury(&mut self) {
        let is_gone = |page: &Page| self.browser.is_gone(page.tab.number);
        if self.pages.iter().any(|page| is_gone(page) && page.editor.is_cleared()) {
            self.stays_cleared();
        }
        self.pages.retain(|page| !self.browser.is_gone(page.tab.number));
        if self.pages.is_empty() {
            self.open();
        }
    }

    fn edit(&mut self, at: usize) {
        match self.chance.below(20) {
            0..=2 => self.revert(at, Editor::undo),
            3 | 4 => self.revert(at, Editor::redo),
            _ => {
                let Some(command) = deeds::command(&mut self.chance, &self.pages[at].editor) else { return };
                if let Command::Import(incoming) = &command
                    && self.plan.has_texts
                {
                    self.pages[at].keeping.push((**incoming).clone());
                    self.edits += 1;
                    return;
                }
                let moment = self.moment(at);
                let editor = &mut self.pages[at].editor;
                let outcome = match &command {
                    Command::Import(incoming) => {
                        editor.import(import::plan(editor.corpus(), incoming, &moment)).ok()
                    }
                    other => editor.run(other, &moment).ok().map(|(_, outcome)| outcome),
                };
                if let Some(outcome) = outcome {
                    self.note(at, &outcome);
                }
            }
        }
        self.edits += 1;
    }

    fn revert(&mut self, at: usize, way: Way) {
        let moment = self.moment(at);
        if let Ok((_, outcome)) = way(&mut self.pages[at].editor, &moment) {
            self.note(at, &outcome);
        }
    }

    /// Notes what a page did.
    pub fn note(&mut self, at: usize, outcome: &Outcome) {
        for transaction in &outcome.applied {
            self.texts.extend(transaction.texts.iter().cloned());
            if !transaction.operations.is_empty() {
                self.pages[at].waiting.push(transaction.stamp);
                self.done.push(transaction.clone());
            }
        }
        self.note_status(at, outcome.status.as_ref());
    }

    fn note_status(&mut self, at: usize, status: Option<&SaveStatus>) {
        let page = &mut self.pages[at];
        let number = page.tab.number;
        match status {
            Some(SaveStatus::Saved) if !self.browser.is_gone(number) => {
                let writes = self.browser.written_by(number);
                let saved = std::mem::take(&mut page.waiting).into_iter();
                self.saved.extend(saved.map(|stamp| (stamp, (number, writes))));
            }
            Some(SaveStatus::NotSaved(StorageError::Emptied)) => self.store_anew(at),
            _ => {}
        }
    }

    /// A person sees that the store was emptied, and has all of it written again.
    fn store_anew(&mut self, at: usize) {
        let random = u64::try_from(self.chance.below(1 << 30)).expect("small");
        let outcome = self.pages[at].editor.store_anew(0xa000_0000 + random);
        if outcome.status == Some(SaveStatus::Saved) {
            self.note_status(at, outcome.status.as_ref());
        }
    }

    /// Some of what others did arrives.
    fn hear(&mut self, at: usize) {
        for _ in 0..=self.chance.below(6) {
            let page = &mut self.pages[at];
            let Some(key) = self.browser.deliver(page.tab.number) else { break };
            let news = page.editor.read(&key);
            let outcome = page.editor.take_in(news);
            self.note_heard(at, &outcome);
        }
        self.read(at);
    }

    /// All of what has arrived is read.
    pub fn catch_up(&mut self, at: usize) {
        let outcome = self.pages[at].editor.catch_up();
        self.note_heard(at, &outcome);
        self.read(at);
    }

    fn note_heard(&mut self, at: usize, outcome: &Outcome) {
        assert_eq!(outcome.damaged, []);
        self.note_status(at, outcome.status.as_ref());
    }

    /// A page with nothing to do folds, if that is due or by chance, and makes a backup.
    fn idle(&mut self, at: usize) {
        self.catch_up(at);
        let is_alone = self.is_alone(at);
        if self.plan.has_texts {
            self.tidy_texts(at, is_alone);
        }
        let page = &mut self.pages[at];
        if page.editor.is_compaction_due() || self.chance.one_in(3) {
            let folded = page.editor.compact(is_alone);
            // To be alone is to be so until what goes is gone: a page that opens must not find it any more.
            while is_alone && self.browser.send(page.tab.number) {}
            let is_due = page.editor.is_compaction_due();
            assert!(folded.is_err() || !is_due || self.browser.has_failed(), "due at once again");
        }
        if self.chance.one_in(2) {
            let day = format!("2026-11-{:02}", 1 + self.chance.below(28));
            page.editor.back_up(&day, Timestamp::from_millis(self.time));
        }
        self.catch_up(at);
    }

    /// No other page is open, and nothing of those that were is on its way.
    pub fn is_alone(&self, at: usize) -> bool {
        self.pages.len() == 1 && self.browser.is_settled(self.pages[at].tab.number)
    }

    pub fn close(&mut self, at: usize) {
        let page = self.pages.remove(at);
        self.browser.close(page.tab.number);
        if page.editor.is_cleared() {
            self.stays_cleared();
        }
    }

    fn stays_cleared(&mut self) {
        self.saved.clear();
        self.was_cleared = true;
    }

    fn reload(&mut self, at: usize) {
        if !self.pages[at].editor.is_cleared() {
            self.close(at);
            self.open();
        }
    }

    fn clear(&mut self, at: usize) {
        let random = u64::try_from(self.chance.below(1 << 30)).expect("small");
        let page = &mut self.pages[at];
        page.cleared_waiting = std::mem::take(&mut page.waiting);
        // The outcome tells of the new store.
        drop(page.editor.clear(0xc000_0000 + random));
    }

    fn take_back_clearing(&mut self, at: usize) {
        let page = &mut self.pages[at];
        let Some((put_back, outcome)) = page.editor.undo_clear() else { return };
        if self.browser.is_gone(page.tab.number) {
            return self.stays_cleared();
        }
        if put_back.is_ok() {
            page.waiting.append(&mut page.cleared_waiting);
        }
        self.note_status(at, outcome.status.as_ref());
    }

    /// Everything is well again, every page closes, and others look at what is there.
    pub fn end(&mut self) {
        self.browser.heal();
        self.browser.limit(None);
        self.bury();
        for at in 0..self.pages.len() {
            self.take_back_clearing(at);
            self.catch_up(at);
        }
        let left: Vec<_> = self.pages.iter().flat_map(|page| page.waiting.clone()).collect();
        while !self.pages.is_empty() {
            self.close(0);
        }
        checks::after_all(self, &left);
    }

    /// Lengths of what reached the disk, by chance, and the whole.
    pub fn moments_of_death(&mut self, count: usize) -> Vec<usize> {
        let length = self.browser.log_length();
        (0..count).map(|_| self.chance.below(length)).chain([length]).collect()
    }

    pub fn check_after_death(&self, length: usize) {
        let reached = |tab, writes| self.browser.reached(tab, writes).is_some_and(|at| at <= length);
        let saved = self.saved.iter().filter(|(_, (tab, writes))| reached(*tab, *writes));
        let saved = saved.map(|(stamp, _)| *stamp).collect::<Vec<_>>();
        let texts = self.database.at(length);
        checks::holds(self, &Browser::with(self.browser.stored_at(length)), &texts, &saved);
    }
}

//! The world of a session: the browser, its tabs with their pages, and what was done and said to be saved.
//!
//! A page here does what the real one does with core, and nothing about how it looks.

use super::super::store::{Browser, Chance, Failure, Tab};
use super::{checks, deeds};
use glossator_core::annotation::AnnotatorId;
use glossator_core::command::{self, Command, Moment};
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::history::History;
use glossator_core::journal::Entry;
use glossator_core::record::{ReplicaId, Stamp};
use glossator_core::saving::{Budget, Cleared, Condition, News, SaveStatus, Saving, Started};
use glossator_core::storage::StorageError;
use glossator_core::text::Text;
use glossator_core::time::Timestamp;
use glossator_core::transaction::Transaction;
use std::collections::BTreeMap;
use std::rc::Rc;
use uuid::Uuid;

/// What may happen.
#[derive(Clone, Copy)]
pub struct Plan {
    pub budget: Budget,
    /// Now and then a write fails, or a tab crashes.
    pub fails: bool,
    /// No more fits than the budget says.
    pub is_full: bool,
    /// Somebody clears everything and takes it back.
    pub clears: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self { budget: Budget::default(), fails: false, is_full: false, clears: true }
    }
}

pub struct World {
    pub browser: Browser,
    pub chance: Chance,
    pub plan: Plan,
    pub pages: Vec<Page>,
    /// Everything that was ever done, saved or not.
    pub done: Vec<Rc<Transaction>>,
    pub texts: Vec<Rc<Text>>,
    /// What was said to be saved: by which tab, after how many of its writes.
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
    pub saving: Saving,
    pub corpus: Corpus,
    pub history: History,
    /// Which history it goes on with.
    pub histories: Vec<ReplicaId>,
    pub replica: ReplicaId,
    /// What was not said to be saved yet.
    pub waiting: Vec<Stamp>,
    pub cleared: Option<(Cleared, Corpus, History)>,
    /// What was waiting then.
    pub cleared_waiting: Vec<Stamp>,
}

pub fn seeds() -> Corpus {
    Corpus::new([
        Seed {
            id: "a",
            text: "Erdogan met Sharif 🙂\r\n\r\nin Istanbul, said g\u{306} عربي Erdogan.\n\nEnd",
        },
        Seed { id: "b", text: "one two three four five six seven" },
    ])
}

/// The histories that entries tell of, the latest last.
pub fn histories(entries: &[Entry]) -> Vec<(ReplicaId, History)> {
    let mut steps: Vec<(ReplicaId, Vec<Rc<Transaction>>)> = Vec::new();
    for Entry { transaction, history } in entries {
        let at = steps.iter().position(|(other, _)| other == history);
        let mut steps_of = at.map_or((*history, Vec::new()), |at| steps.remove(at));
        steps_of.1.push(transaction.clone());
        steps.push(steps_of);
    }
    steps.into_iter().map(|(history, steps)| (history, History::replay(steps))).collect()
}

impl World {
    pub fn new(seed: u64, plan: Plan) -> Self {
        let browser = Browser::default();
        browser.limit(plan.is_full.then_some(plan.budget.room));
        let mut world = Self {
            browser,
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
        let Started { corpus, saving, news } =
            Saving::start(&seeds(), Ok(tab.clone()), replica, self.plan.budget);
        assert_eq!(news.damaged, []);
        let (histories_here, history) = (vec![replica], History::default());
        let mut page = Page {
            tab,
            saving,
            corpus,
            history,
            histories: histories_here,
            replica,
            waiting: Vec::new(),
            cleared: None,
            cleared_waiting: Vec::new(),
        };
        let is_taken = |history: &ReplicaId| self.pages.iter().any(|page| page.histories.contains(history));
        let free = histories(&news.entries).into_iter().rfind(|(history, _)| !is_taken(history));
        if let Some((history, steps)) = free.filter(|_| !self.chance.one_in(8)) {
            page.saving.adopt(history);
            page.history.adopt(steps);
            page.histories.push(history);
        }
        self.pages.push(page);
        let at = self.pages.len() - 1;
        let moment = self.moment(at);
        if let Some(setup) = command::introduce(&self.pages[at].corpus, &moment) {
            self.commit(at, &Rc::new(setup));
        }
    }

    pub fn moment(&mut self, at: usize) -> Moment {
        self.time += [700, 1_000, 6_000][self.chance.below(3)];
        Moment {
            time: Timestamp::from_millis(self.time),
            random: u128::from(self.time) << 8,
            replica: self.pages[at].replica,
            annotator: AnnotatorId(Uuid::from_u128(0xa)),
        }
    }

    /// Whatever happens next.
    pub fn step(&mut self) {
        if self.plan.fails && self.chance.one_in(12) {
            let failure = [Failure::Full, Failure::Refused, Failure::Crash][self.chance.below(3)];
            self.browser.fail_after(self.chance.below(12), failure);
        }
        let at = self.chance.below(self.pages.len());
        match self.chance.below(100) {
            0..=59 => self.edit(at),
            60..=74 => self.hear(at),
            75..=84 => self.idle(at),
            85..=88 => self.reload(at),
            89..=91 if self.pages.len() < 3 => self.open(),
            92..=94 if self.pages.len() > 1 => self.close(at),
            95 if self.plan.clears && self.pages.iter().all(|page| page.cleared.is_none()) => self.clear(at),
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
        if self.pages.iter().any(|page| is_gone(page) && page.cleared.is_some()) {
            self.stays_cleared();
        }
        self.pages.retain(|page| !self.browser.is_gone(page.tab.number));
        if self.pages.is_empty() {
            self.open();
        }
    }

    fn edit(&mut self, at: usize) {
        match self.chance.below(20) {
            0..=2 => self.revert(at, History::undo),
            3 | 4 => self.revert(at, History::redo),
            _ => {
                let Some(command) = deeds::command(self, at) else { return };
                let moment = self.moment(at);
                if let Ok(transaction) = command::plan(&self.pages[at].corpus, &command, &moment) {
                    let transaction = Rc::new(transaction);
                    let is_import = matches!(command, Command::Import(_));
                    if self.write(at, &transaction, is_import) {
                        self.pages[at].history.record(transaction);
                    }
                }
            }
        }
        self.edits += 1;
    }

    fn revert(
        &mut self,
        at: usize,
        way: fn(&mut History, &Corpus, &Moment) -> Option<glossator_core::history::Revert>,
    ) {
        let moment = self.moment(at);
        let page = &mut self.pages[at];
        if let Some(revert) = way(&mut page.history, &page.corpus, &moment) {
            self.commit(at, &revert.transaction);
        }
    }

    fn commit(&mut self, at: usize, transaction: &Rc<Transaction>) {
        self.write(at, transaction, false);
    }

    /// Says whether it is in the corpus now: an import for which there is no room is not.
    fn write(&mut self, at: usize, transaction: &Rc<Transaction>, is_import: bool) -> bool {
        let page = &mut self.pages[at];
        let (corpus, _) = page.corpus.apply(transaction);
        self.texts.extend(transaction.texts.iter().cloned());
        let status = page.saving.write(&corpus, transaction);
        if is_import && status == SaveStatus::NotSaved(StorageError::Full) && page.saving.take_back() {
            return false;
        }
        page.corpus = corpus;
        if !transaction.operations.is_empty() {
            page.waiting.push(transaction.stamp);
            self.done.push(transaction.clone());
        }
        self.note_status(at, &status);
        true
    }

    fn note_status(&mut self, at: usize, status: &SaveStatus) {
        let page = &mut self.pages[at];
        let number = page.tab.number;
        match status {
            SaveStatus::Saved if !self.browser.is_gone(number) => {
                let writes = self.browser.written_by(number);
                let saved = std::mem::take(&mut page.waiting).into_iter();
                self.saved.extend(saved.map(|stamp| (stamp, (number, writes))));
            }
            SaveStatus::NotSaved(StorageError::Emptied) => self.look_at_store(at),
            _ => {}
        }
    }

    /// Some of what others did arrives.
    fn hear(&mut self, at: usize) {
        for _ in 0..=self.chance.below(6) {
            let page = &mut self.pages[at];
            let Some(key) = self.browser.deliver(page.tab.number) else { break };
            let news = page.saving.receive(&key);
            self.take_in(at, &news);
            self.look_at_store(at);
        }
    }

    /// All of what has arrived is read.
    pub fn catch_up(&mut self, at: usize) {
        let news = self.pages[at].saving.catch_up();
        self.take_in(at, &news);
        self.look_at_store(at);
    }

    fn take_in(&mut self, at: usize, news: &News) {
        assert_eq!(news.damaged, []);
        let page = &mut self.pages[at];
        page.corpus = news.merge_into(&page.corpus).0;
    }

    fn look_at_store(&mut self, at: usize) {
        let page = &mut self.pages[at];
        match page.saving.condition() {
            Condition::Sound => {}
            Condition::Cleared => {
                page.corpus = page.saving.start_again(&seeds()).continuing(&page.corpus);
                page.history = History::default();
            }
            Condition::Emptied => {
                let random = u64::try_from(self.chance.below(1 << 30)).expect("small");
                let status = page.saving.store_anew(&page.corpus, 0xa000_0000 + random);
                if status == SaveStatus::Saved {
                    self.note_status(at, &status);
                    self.catch_up(at);
                }
            }
        }
    }

    /// A page with nothing to do folds, if that is due or by chance, and makes a backup.
    fn idle(&mut self, at: usize) {
        self.catch_up(at);
        let is_alone = self.is_alone(at);
        let page = &mut self.pages[at];
        if page.saving.is_fold_due() || self.chance.one_in(3) {
            let folded = page.saving.fold(&page.corpus, is_alone);
            // To be alone is to be so until what goes is gone: a page that opens must not find it any more.
            while is_alone && self.browser.send(page.tab.number) {}
            let is_due = page.saving.is_fold_due();
            assert!(folded.is_err() || !is_due || self.browser.has_failed(), "due at once again");
        }
        if self.chance.one_in(2) {
            let day = format!("2026-11-{:02}", 1 + self.chance.below(28));
            page.saving.back_up(&page.corpus, &day, Timestamp::from_millis(self.time));
        }
        let status = page.saving.retry();
        self.note_status(at, &status);
    }

    /// No other page is open, and nothing of those that were is on its way.
    pub fn is_alone(&self, at: usize) -> bool {
        self.pages.len() == 1 && self.browser.is_settled(self.pages[at].tab.number)
    }

    pub fn close(&mut self, at: usize) {
        let page = self.pages.remove(at);
        self.browser.close(page.tab.number);
        if page.cleared.is_some() {
            self.stays_cleared();
        }
    }

    fn stays_cleared(&mut self) {
        self.saved.clear();
        self.was_cleared = true;
    }

    fn reload(&mut self, at: usize) {
        if self.pages[at].cleared.is_none() {
            self.close(at);
            self.open();
        }
    }

    fn clear(&mut self, at: usize) {
        let random = u64::try_from(self.chance.below(1 << 30)).expect("small");
        let page = &mut self.pages[at];
        let cleared = page.saving.clear(0xc000_0000 + random);
        page.cleared = Some((cleared, page.corpus.clone(), std::mem::take(&mut page.history)));
        page.cleared_waiting = std::mem::take(&mut page.waiting);
        page.corpus = page.saving.start_again(&seeds()).continuing(&page.corpus);
    }

    fn take_back_clearing(&mut self, at: usize) {
        let page = &mut self.pages[at];
        let Some((mut cleared, corpus, history)) = page.cleared.take() else { return };
        let put_back = page.saving.put_back(&mut cleared);
        if self.browser.is_gone(page.tab.number) {
            return self.stays_cleared();
        }
        let news = page.saving.catch_up();
        page.corpus = news.merge_into(&page.corpus).0;
        let status = page.saving.retry();
        page.corpus = page.corpus.union(&corpus);
        if put_back.is_err() {
            page.cleared = Some((cleared, corpus, history));
        } else {
            page.history.adopt(history);
            page.waiting.append(&mut page.cleared_waiting);
        }
        self.note_status(at, &status);
    }

    /// Everything is well again, every page closes, and others look at what is there.
    pub fn end(&mut self) {
        self.browser.heal();
        self.browser.limit(None);
        self.bury();
        for at in 0..self.pages.len() {
            self.take_back_clearing(at);
            self.catch_up(at);
            let status = self.pages[at].saving.retry();
            self.note_status(at, &status);
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
        checks::holds(self, &Browser::with(self.browser.stored_at(length)), &saved);
    }
}

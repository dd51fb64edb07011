//! The store: the one place where the page's state lives and changes.
//!
//! Components read slices of it through [`super::select::use_select`] and change it by dispatching; nothing else
//! holds state that outlives a component. A transaction is written to the browser's storage before anybody is
//! told about it.

mod shared;
mod telling;
mod whole;

pub use telling::{Subscription, Turn};

use super::drawing::Drawing;
use super::environment::{Environment, Timer};
use super::message::{Message, WayOn};
use super::session::Session;
use super::sync::Sync;
use glossator_core::annotation::AnnotatorId;
use glossator_core::change::Change;
use glossator_core::command::{self, Command, Moment, Rejection};
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::history::{History, Revert};
use glossator_core::import::Import;
use glossator_core::lexicon::Lexicon;
use glossator_core::offset::ByteOffset;
use glossator_core::record::ReplicaId;
use glossator_core::saving::{Budget, Cleared, LetGo, SaveStatus, Saving, Started};
use glossator_core::search::Matcher;
use glossator_core::storage::StorageError;
use glossator_core::tokenise::Segmenter;
use glossator_core::transaction::Transaction;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use telling::Telling;

/// A handle on the state; cloning it shares it.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

/// All that components can select from.
pub struct State {
    /// The articles and all that is tagged in them.
    pub corpus: Rc<Corpus>,
    /// Every string that is tagged in it, once somebody asked.
    lexicon: OnceCell<Lexicon>,
    /// What can be undone and redone.
    pub history: History,
    /// What this tab looks at.
    pub session: Session,
    /// Whether all of it is stored.
    pub save_status: SaveStatus,
}

struct Inner {
    state: RefCell<State>,
    saving: RefCell<Saving>,
    telling: Telling,
    environment: Environment,
    /// What the page brings along.
    seeds: Corpus,
    replica: ReplicaId,
    /// What earlier pages did, by the history that it belongs to, the latest first. Until one is adopted.
    histories: RefCell<Vec<(ReplicaId, History)>>,
    /// What keeps in touch with other pages.
    sync: RefCell<Option<Rc<Sync>>>,
    /// What was cleared, until this page is closed.
    cleared: RefCell<Option<(Cleared, Rc<Corpus>, History)>>,
    /// Who tags here, if nobody was introduced before.
    newcomer: AnnotatorId,
    /// What goes on, by [`Later`].
    timers: RefCell<[Option<Timer>; 6]>,
}

/// Why a file was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It would change nothing.
    NothingToDo,
    /// The browser's storage has no room for it.
    NoRoom,
}

/// What a timer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Later {
    /// A message was there long enough to be read.
    MessageGoes,
    /// What is being typed has waited for a moment.
    NoteIsStored,
    /// Whoever types what is searched for pauses; then it is searched for.
    SearchRuns,
    /// It was said that very many are being changed: now they are.
    ManyChange,
    /// An annotation was opened, and that was drawn: now for what it says elsewhere.
    LooksAround,
    /// What is in view stays there: now for its hints.
    FindsHints,
}

impl Store {
    /// Loads what is stored.
    #[must_use]
    pub fn start(seeds: &[Seed<'_>], environment: Environment) -> Self {
        let seeds = Corpus::new(seeds.iter().copied());
        let (time, random) = ((environment.now)(), (environment.random)());
        let replica = ReplicaId(low_half((environment.random)()));
        let Started { corpus, saving, news } =
            Saving::start(&seeds, environment.storage.clone(), replica, Budget::default());
        let document = corpus.documents().next().map(|document| document.id.clone()).unwrap_or_default();
        let save_status = saving.status();
        let state = State {
            lexicon: OnceCell::new(),
            corpus: Rc::new(corpus),
            history: History::default(),
            session: Session { document, ..Session::default() },
            save_status: save_status.clone(),
        };
        let nobody = Moment { time, random, replica, annotator: AnnotatorId::default() };
        let store = Self(Rc::new(Inner {
            state: RefCell::new(state),
            saving: RefCell::new(saving),
            telling: Telling::default(),
            seeds,
            replica,
            histories: RefCell::new(shared::histories(&news.entries)),
            cleared: RefCell::default(),
            sync: RefCell::default(),
            newcomer: AnnotatorId(nobody.uuid(0)),
            timers: RefCell::default(),
            environment,
        }));
        store.report_status(&save_status);
        store.report_start(&news);
        store
    }

    /// Looks at the state.
    pub fn read<T>(&self, selector: impl FnOnce(&State) -> T) -> T {
        selector(&self.0.state.borrow())
    }

    /// Changes what this tab looks at.
    pub fn update(&self, change: impl FnOnce(&mut Session)) {
        change(&mut self.0.state.borrow_mut().session);
        self.notify();
    }

    /// What the command would do, without doing it.
    ///
    /// # Errors
    /// Why it would do nothing.
    pub fn plan(&self, command: &Command) -> Result<Transaction, Rejection> {
        command::plan(&self.corpus(), command, &self.moment())
    }

    /// Does what the command says, stores it, and makes it a step of the history.
    ///
    /// # Errors
    /// Why nothing was done.
    pub fn dispatch(&self, command: &Command) -> Result<Rc<Transaction>, Rejection> {
        let moment = self.moment();
        let corpus = self.corpus();
        let mut transaction = command::plan(&corpus, command, &moment)?;
        if let Some(introduction) = command::introduce(&corpus, &moment) {
            self.commit(&Rc::new(introduction));
            transaction = command::plan(&self.corpus(), command, &moment)?;
        }
        let transaction = Rc::new(transaction);
        let (corpus, change) = self.corpus().apply(&transaction);
        let status = self.0.saving.borrow_mut().write(&corpus, &transaction);
        self.take_step(&transaction, corpus, &change, &status);
        Ok(transaction)
    }

    /// Takes in what was read from a file, if there is room to keep it. A file brings its own annotators; whoever
    /// opens it has not tagged anything yet.
    ///
    /// # Errors
    /// Why nothing was done.
    pub fn import(&self, planned: Import) -> Result<(), Refusal> {
        let transaction = Rc::new(planned.transaction.ok_or(Refusal::NothingToDo)?);
        let (corpus, change) = self.corpus().apply(&transaction);
        let status = self.0.saving.borrow_mut().write(&corpus, &transaction);
        // What is not stored may also be an earlier edit.
        if status == SaveStatus::NotSaved(StorageError::Full) && self.0.saving.borrow_mut().take_back() {
            return Err(Refusal::NoRoom);
        }
        self.take_step(&transaction, corpus, &change, &status);
        Ok(())
    }

    /// Takes the last step back.
    pub fn undo(&self) -> Option<Revert> {
        self.revert(History::undo)
    }

    /// Does the step that was last taken back again.
    pub fn redo(&self) -> Option<Revert> {
        self.revert(History::redo)
    }

    fn revert(&self, way: impl FnOnce(&mut History, &Corpus, &Moment) -> Option<Revert>) -> Option<Revert> {
        let (corpus, moment) = (self.corpus(), self.moment());
        let revert = way(&mut self.0.state.borrow_mut().history, &corpus, &moment)?;
        // Also when others overwrote everything: that the step was taken back is worth remembering.
        self.commit(&revert.transaction);
        self.notify();
        Some(revert)
    }

    /// Says something in the live region.
    pub fn say(&self, words: impl Into<Rc<str>>, way_on: Option<WayOn>) {
        self.update(|session| {
            let number = session.message.as_ref().map_or(0, |message| message.number) + 1;
            session.message = Some(Message { number, words: words.into(), ways_on: Vec::from_iter(way_on) });
        });
        self.later(Later::MessageGoes, |store| store.update(|session| session.message = None));
    }

    /// Calls back later, once for the last of several calls. There is one timer for each purpose.
    pub fn later(&self, purpose: Later, act: impl FnOnce(&Self) + 'static) {
        let millis = match purpose {
            Later::MessageGoes => 8_000,
            Later::NoteIsStored => 400,
            Later::SearchRuns => 150,
            Later::LooksAround | Later::ManyChange => 50,
            Later::FindsHints => 80,
        };
        let store = self.clone();
        self.hold(purpose, (self.0.environment.after)(millis, Box::new(move || act(&store))));
    }

    /// Lets what goes on for that purpose go on, instead of what did so before.
    pub fn hold(&self, purpose: Later, timer: Timer) {
        let before = self.0.timers.borrow_mut()[purpose as usize].replace(timer);
        drop(before);
    }

    /// Says something that stays until it is answered.
    pub fn alert(&self, words: impl Into<Rc<str>>, ways_on: Vec<WayOn>) {
        self.update(|session| {
            let words = words.into();
            session.alerts.retain(|alert| alert.words != words);
            let number = session.alerts.iter().map(|alert| alert.number).max().unwrap_or_default() + 1;
            session.alerts.push(Message { number, words, ways_on });
        });
    }

    /// The corpus as it is now.
    #[must_use]
    pub fn corpus(&self) -> Rc<Corpus> {
        self.read(|state| state.corpus.clone())
    }

    /// Knows where words end.
    #[must_use]
    pub fn segmenter(&self) -> &'static dyn Segmenter {
        self.0.environment.segmenter
    }

    /// Finds words.
    #[must_use]
    pub fn matcher(&self) -> &'static dyn Matcher {
        self.0.environment.matcher
    }

    /// Writes a setting of the page: no step that can be undone.
    pub fn set(&self, setting: &str, value: &str) {
        let command = Command::Set { setting: setting.into(), value: value.into() };
        if let Ok(transaction) = self.plan(&command) {
            self.commit(&Rc::new(transaction));
            self.notify();
        }
    }

    /// Keeps what keeps in touch with other pages.
    pub fn keep_sync(&self, sync: Rc<Sync>) {
        *self.0.sync.borrow_mut() = Some(sync);
    }

    /// What keeps in touch with other pages, once it was started.
    #[must_use]
    pub fn sync(&self) -> Option<Rc<Sync>> {
        self.0.sync.borrow().clone()
    }

    /// Who tags here.
    #[must_use]
    pub fn annotator_in(&self, corpus: &Corpus) -> AnnotatorId {
        command::introduced(corpus).unwrap_or(self.0.newcomer)
    }

    /// The time, as the environment has it.
    #[must_use]
    pub fn moment(&self) -> Moment {
        let Environment { now, random, .. } = &self.0.environment;
        Moment {
            time: now(),
            random: random(),
            replica: self.0.replica,
            annotator: self.annotator_in(&self.corpus()),
        }
    }

    fn take_step(&self, transaction: &Rc<Transaction>, corpus: Corpus, change: &Change, status: &SaveStatus) {
        self.0.state.borrow_mut().history.record(transaction.clone());
        self.settle(transaction);
        self.swap(corpus, Some(change), status);
        self.notify();
    }

    fn commit(&self, transaction: &Rc<Transaction>) {
        let (corpus, change) = self.corpus().apply(transaction);
        let status = self.0.saving.borrow_mut().write(&corpus, transaction);
        self.settle(transaction);
        self.swap(corpus, Some(&change), &status);
    }

    /// Without a change, everything may be another one.
    fn swap(&self, corpus: Corpus, change: Option<&Change>, status: &SaveStatus) {
        {
            let corpus = Rc::new(corpus);
            let mut state = self.0.state.borrow_mut();
            let before = std::mem::replace(&mut state.corpus, corpus.clone());
            let lexicon = state.lexicon.take().zip(change);
            if let Some(lexicon) =
                lexicon.and_then(|(lexicon, change)| lexicon.after(&before, &corpus, change))
            {
                state.lexicon = lexicon.into();
            }
            state.session.forget_what_is_gone(&before, &corpus);
        }
        self.draw_first(true);
        self.report_status(status);
    }

    /// Says it when the status gets worse; the status itself always stands in the top bar.
    fn report_status(&self, status: &SaveStatus) {
        let before = std::mem::replace(&mut self.0.state.borrow_mut().save_status, status.clone());
        match status {
            SaveStatus::Saved => {}
            SaveStatus::NotSaved(StorageError::Emptied) => self.alert(
                "Not saved: the browser’s storage was emptied while this page was open. What you see here is still \
                 there, but in this page alone.",
                vec![WayOn::StoreAnew, WayOn::Download],
            ),
            SaveStatus::NotSaved(why) => self.alert(
                format!("Not saved: {why}. Download your work before you close this page."),
                vec![WayOn::Download],
            ),
            SaveStatus::NewerForm(form) => self.alert(
                format!(
                    "Not saved: this browser holds work of a newer Glossator (stored form {form}), which this page must \
                     not touch. Open the newer page, and download what you tag here."
                ),
                vec![WayOn::Download],
            ),
        }
        if *status == SaveStatus::Saved && before != SaveStatus::Saved {
            self.update(|session| session.alerts.retain(|alert| !alert.ways_on.contains(&WayOn::Download)));
        }
        let let_go = self.0.saving.borrow_mut().let_go();
        match let_go {
            Some(LetGo::Steps) => self.alert("The browser’s storage is nearly full: to save your work, the oldest steps can no longer be undone.", Vec::new()),
            Some(LetGo::Backup) => self.alert("The browser’s storage is nearly full: to save your work, the oldest backup was removed.", Vec::new()),
            None => {}
        }
    }
}

impl State {
    /// Every string that is tagged.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::of(&self.corpus))
    }
}

impl Session {
    /// The open article or annotation may be gone after an edit, or the article's text may be another one.
    fn forget_what_is_gone(&mut self, before: &Corpus, corpus: &Corpus) {
        let text = |corpus: &Corpus| corpus.document(&self.document).map(|document| document.text.version());
        if text(before) != text(corpus) {
            self.caret = ByteOffset::default();
            [self.selection, self.preview, self.dragged, self.taken] = [None; 4];
        }
        if corpus.document(&self.document).is_none() {
            let neighbour = corpus.documents().take_while(|other| other.id < self.document).last();
            let neighbour = neighbour.or_else(|| corpus.documents().next());
            self.document = neighbour.map(|document| document.id.clone()).unwrap_or_default();
            self.drawing = Drawing::default();
        }
        self.annotation = self.annotation.filter(|id| corpus.annotation(*id).is_some());
        self.picked.retain(|id| corpus.annotation(*id).is_some());
        self.draft = self.draft.take().filter(|(id, _)| corpus.annotation(*id).is_some());
    }
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the other half is not wanted")]
fn low_half(bits: u128) -> u64 {
    bits as u64
}

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
use glossator_core::corpus::lexicon::Lexicon;
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::{self, Command, Moment, Rejection};
use glossator_core::edit::editor::{Editor, Outcome, Refusal, Setup};
use glossator_core::edit::history::{History, Revert};
use glossator_core::edit::transaction::Transaction;
use glossator_core::import::Import;
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::record::ReplicaId;
use glossator_core::query::search::Matcher;
use glossator_core::saving::storage::StorageError;
use glossator_core::saving::{Budget, Evicted, SaveStatus};
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::tokenise::Segmenter;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use telling::Telling;

/// A handle on the state; cloning it shares it.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

/// All that components can select from.
pub struct State {
    editor: Editor,
    /// Every string that is tagged in the corpus, once somebody asked.
    lexicon: OnceCell<Lexicon>,
    /// What this tab looks at.
    pub session: Session,
    /// Says whether all of the corpus is stored.
    pub save_status: SaveStatus,
}

struct Inner {
    state: RefCell<State>,
    telling: Telling,
    environment: Environment,
    /// What keeps in touch with other pages.
    sync: RefCell<Option<Rc<Sync>>>,
    /// What goes on, by [`Later`].
    timers: RefCell<[Option<Timer>; 6]>,
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
        let replica = ReplicaId(low_half((environment.random)()));
        let (time, random) = ((environment.now)(), (environment.random)());
        let nobody = Moment { time, random, replica, annotator: AnnotatorId::default() };
        let setup = Setup {
            seeds: Corpus::new(seeds.iter().copied()),
            replica,
            newcomer: AnnotatorId(nobody.uuid(0)),
            budget: Budget::default(),
        };
        let (editor, outcome) = Editor::start(setup, environment.storage.clone());
        let document = editor.corpus().documents().next().map(|document| document.id.clone());
        let state = State {
            editor,
            lexicon: OnceCell::new(),
            session: Session { document: document.unwrap_or_default(), ..Session::default() },
            save_status: SaveStatus::Saved,
        };
        let store = Self(Rc::new(Inner {
            state: RefCell::new(state),
            telling: Telling::default(),
            sync: RefCell::default(),
            timers: RefCell::default(),
            environment,
        }));
        store.settle(outcome);
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

    /// Does what the command says, stores it, and makes it a step of the history; a setting is no step.
    ///
    /// # Errors
    /// Why nothing was done.
    pub fn dispatch(&self, command: &Command) -> Result<Rc<Transaction>, Rejection> {
        let moment = self.moment();
        let (transaction, outcome) = self.edit(|editor| editor.run(command, &moment))?;
        self.settle(outcome);
        Ok(transaction)
    }

    /// Takes in what was read from a file, if there is room to keep it.
    ///
    /// # Errors
    /// Why nothing was done.
    pub fn import(&self, planned: Import) -> Result<(), Refusal> {
        let outcome = self.edit(|editor| editor.import(planned))?;
        self.settle(outcome);
        Ok(())
    }

    /// Takes the last step back.
    #[must_use = "somebody wants to hear what was taken back"]
    pub fn undo(&self) -> Option<Revert> {
        self.revert(Editor::undo)
    }

    /// Does the step that was last taken back again.
    #[must_use = "somebody wants to hear what was done again"]
    pub fn redo(&self) -> Option<Revert> {
        self.revert(Editor::redo)
    }

    fn revert(&self, way: fn(&mut Editor, &Moment) -> Option<(Revert, Outcome)>) -> Option<Revert> {
        let moment = self.moment();
        let (revert, outcome) = self.edit(|editor| way(editor, &moment))?;
        self.settle(outcome);
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
        self.read(|state| state.corpus().clone())
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
        // It may say so already.
        let _ = self.dispatch(&Command::Set { setting: setting.into(), value: value.into() });
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

    /// The time, as the environment has it.
    #[must_use]
    pub fn moment(&self) -> Moment {
        let (time, random) = ((self.0.environment.now)(), (self.0.environment.random)());
        self.read(|state| state.editor.moment(time, random))
    }

    fn edit<T>(&self, edit: impl FnOnce(&mut Editor) -> T) -> T {
        edit(&mut self.0.state.borrow_mut().editor)
    }

    /// Tells everybody what an outcome brought about.
    fn settle(&self, outcome: Outcome) {
        let is_another = self.read(|state| !Rc::ptr_eq(state.corpus(), &outcome.before));
        if is_another {
            self.look_after(&outcome);
            self.draw_first(true);
        }
        for transaction in &outcome.applied {
            self.forget_settled(transaction);
        }
        let is_news = |status: &&SaveStatus| {
            !outcome.applied.is_empty() || self.read(|state| state.save_status != **status)
        };
        if let Some(status) = outcome.status.as_ref().filter(is_news) {
            self.report_status(status);
        }
        self.report_room(outcome.evicted);
        for lost in outcome.overwritten {
            self.report_lost(lost);
        }
        self.report_damage(&outcome.damaged);
        if outcome.was_cleared {
            self.alert(
                "Everything was cleared in another tab. It can be taken back there until that tab is closed.",
                Vec::new(),
            );
        }
        if is_another {
            self.notify();
        }
    }

    /// What is derived from the corpus, or points into it, follows it.
    fn look_after(&self, outcome: &Outcome) {
        let mut state = self.0.state.borrow_mut();
        let corpus = state.corpus().clone();
        let lexicon = state.lexicon.take().zip(outcome.change.as_ref());
        let lexicon = lexicon.and_then(|(lexicon, change)| lexicon.after(&outcome.before, &corpus, change));
        state.lexicon = lexicon.map(OnceCell::from).unwrap_or_default();
        if outcome.was_cleared {
            state.session.start_again();
        }
        state.session.forget_what_is_gone(&outcome.before, &corpus);
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
    }

    fn report_room(&self, let_go: Option<Evicted>) {
        match let_go {
            Some(Evicted::Steps) => self.alert("The browser’s storage is nearly full: to save your work, the oldest steps can no longer be undone.", Vec::new()),
            Some(Evicted::Backup) => self.alert("The browser’s storage is nearly full: to save your work, the oldest backup was removed.", Vec::new()),
            None => {}
        }
    }
}

impl State {
    /// The articles and all that is tagged in them.
    #[must_use]
    pub fn corpus(&self) -> &Rc<Corpus> {
        self.editor.corpus()
    }

    /// The person who tags here.
    #[must_use]
    pub fn annotator(&self) -> AnnotatorId {
        self.editor.annotator()
    }

    /// The steps that can be undone and redone.
    #[must_use]
    pub fn history(&self) -> &History {
        self.editor.history()
    }

    /// Every string that is tagged.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::of(self.corpus()))
    }
}

impl Session {
    /// The article stays open, and nothing else.
    fn start_again(&mut self) {
        *self = Self { document: std::mem::take(&mut self.document), ..Self::default() };
    }

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

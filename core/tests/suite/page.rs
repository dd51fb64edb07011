//! A page: the editor over one tab of a browser, with a clock that goes on by a second for each command.

use super::fixture;
use super::store::{Browser, Tab};
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::{Command, Moment, Rejection};
use glossator_core::edit::editor::{Editor, Outcome, Refusal, Setup};
use glossator_core::edit::history::Revert;
use glossator_core::import::{self, Incoming, IncomingDocument};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::record::ReplicaId;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::storage::StorageError;
use glossator_core::saving::{Budget, SaveStatus};
use glossator_core::text::span::Span;
use glossator_fixture::Fixture;
use std::rc::Rc;
use uuid::Uuid;

pub struct Page {
    pub editor: Editor,
    pub tab: Rc<Tab>,
    browser: Browser,
    /// Milliseconds.
    pub time: u64,
}

/// The store has everything.
pub const SAVED: Option<SaveStatus> = Some(SaveStatus::Saved);
/// There was no room.
pub const FULL: Option<SaveStatus> = Some(SaveStatus::NotSaved(StorageError::Full));
/// The store is not the one that the page opened.
pub const EMPTIED: Option<SaveStatus> = Some(SaveStatus::NotSaved(StorageError::Emptied));

/// The article of every page.
pub const SEED: Seed<'static> = Seed { id: "a", text: "one two three four five six", attributes: &[] };

impl Page {
    /// A page with a history of its own, once the browser has what other pages wrote.
    pub fn start(browser: &Browser, replica: u64, budget: Budget) -> (Self, Outcome) {
        Self::start_as(0xa, browser, replica, budget)
    }

    /// The same for somebody else, as long as the store knows nobody.
    pub fn start_as(newcomer: u128, browser: &Browser, replica: u64, budget: Budget) -> (Self, Outcome) {
        browser.stored_in_the_end();
        let setup = Setup {
            seeds: Corpus::new([SEED]),
            replica: ReplicaId(replica),
            newcomer: AnnotatorId(Uuid::from_u128(newcomer)),
            budget,
        };
        let tab = browser.open();
        let (editor, outcome) = Editor::start(setup, Ok(tab.clone()));
        (Self { editor, tab, browser: browser.clone(), time: replica * 1_000_000 }, outcome)
    }

    /// A page that goes on with the latest history.
    pub fn open(browser: &Browser, replica: u64, budget: Budget) -> Self {
        let (mut page, _) = Self::start(browser, replica, budget);
        let is_first = page.editor.history_ids().len() == 1;
        page.editor.adopt((!is_first).then_some(0));
        page
    }

    fn moment(&mut self) -> Moment {
        self.time += 1_000;
        self.editor.moment(Timestamp::from_millis(self.time), u128::from(self.time) << 8)
    }

    pub fn run(&mut self, command: &Command) -> Result<Outcome, Rejection> {
        let moment = self.moment();
        self.editor.run(command, &moment).map(|(_, outcome)| outcome)
    }

    /// The same for a command that does something.
    pub fn give(&mut self, command: &Command) -> Outcome {
        self.run(command).unwrap_or_else(|why| panic!("{command:?}: {why}"))
    }

    pub fn tag(&mut self, words: &str) -> Outcome {
        self.tag_in("a", words, "actor")
    }

    pub fn tag_in(&mut self, document: &str, words: &str, label: &str) -> Outcome {
        let span = self.span(document, words);
        self.give(&Command::Tag { document: document.into(), span, label: label.into() })
    }

    pub fn note(&mut self, words: &str, note: &str) -> Outcome {
        self.give(&Command::SetNote { annotation: self.id(words), note: note.into() })
    }

    pub fn delete(&mut self, words: &str) -> Outcome {
        self.give(&Command::Delete { annotations: vec![self.id(words)] })
    }

    pub fn remove(&mut self, document: &str) -> Outcome {
        self.give(&Command::RemoveDocuments(vec![document.into()]))
    }

    pub fn import(&mut self, id: &str, text: &str) -> Result<Outcome, Refusal> {
        let document = IncomingDocument { id: id.into(), text: Some(text.into()), ..Default::default() };
        let incoming = Incoming { documents: vec![document], ..Incoming::default() };
        let moment = self.moment();
        self.editor.import(import::plan(self.corpus(), &incoming, &moment))
    }

    pub fn undo(&mut self) -> Option<(Revert, Outcome)> {
        let moment = self.moment();
        self.editor.undo(&moment).ok()
    }

    pub fn redo(&mut self) -> Option<(Revert, Outcome)> {
        let moment = self.moment();
        self.editor.redo(&moment).ok()
    }

    /// Takes the last step back; says whether there was one, and all of it went.
    pub fn undoes(&mut self) -> bool {
        self.undo().is_some_and(|(revert, _)| revert.left.is_empty())
    }

    /// Does the last step again, likewise.
    pub fn redoes(&mut self) -> bool {
        self.redo().is_some_and(|(revert, _)| revert.left.is_empty())
    }

    /// All that others wrote arrives.
    pub fn hear(&mut self) -> Outcome {
        self.browser.stored_in_the_end();
        while self.browser.deliver(self.tab.number).is_some() {}
        self.editor.catch_up()
    }

    pub fn compact(&mut self, is_alone: bool) {
        self.editor.catch_up();
        self.editor.compact(is_alone).expect("room");
    }

    pub fn corpus(&self) -> &Rc<Corpus> {
        self.editor.corpus()
    }

    fn fixture(&self) -> Fixture {
        Fixture { corpus: (**self.corpus()).clone(), ..fixture("") }
    }

    pub fn id(&self, words: &str) -> AnnotationId {
        self.fixture().id(words)
    }

    fn span(&self, document: &str, words: &str) -> Span {
        self.fixture().span(document, words).expect("there")
    }

    pub fn note_of(&self, words: &str) -> Option<Rc<str>> {
        self.fixture().annotation(words).map(|annotation| annotation.note.clone())
    }

    pub fn marked(&self) -> String {
        self.marked_in("a")
    }

    pub fn marked_in(&self, document: &str) -> String {
        self.fixture().marked(document)
    }
}

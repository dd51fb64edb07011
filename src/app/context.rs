//! The context of an update: the state that it changes, what it may ask of the environment, and what it leaves to be done.
//!
//! Everything that more than one feature does stands here; what only one does is that feature's.

use super::effect::{Effect, KeptTexts, Target, Timer};
use super::environment::Environment;
use super::intent::{self, Intent, Messages};
use super::message::{About, Alert, Message, MessageAction};
use super::place::Place;
use super::session::Panel;
use super::state::State;
use crate::features::reader::state::Shown;
use crate::words;
use crate::words::tagging::{OPEN_FIRST, TAG_FIRST};
use glossator_core::edit::command::{self, Command, Moment, Rejection};
use glossator_core::edit::editor::{Editor, Outcome};
use glossator_core::edit::transaction::Transaction;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::DocumentId;
use glossator_core::model::label::LabelId;
use glossator_core::text::Text;
use glossator_core::text::offset::ByteOffset;
use std::rc::Rc;

/// See the module.
pub struct Context<'a> {
    /// The state, to be looked at and changed.
    pub state: &'a mut State,
    /// The world outside, as far as it only answers.
    pub environment: &'a Environment,
    /// True if nothing was changed that anybody sees: nobody is told then.
    pub is_quiet: bool,
    pub(super) effects: Vec<Effect>,
    pub(super) next: Vec<Intent>,
}

impl<'a> Context<'a> {
    pub(super) fn new(state: &'a mut State, environment: &'a Environment) -> Self {
        Self { state, environment, is_quiet: false, effects: Vec::new(), next: Vec::new() }
    }

    /// Leaves something to be done outside, once the update is over.
    pub fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Leaves a wish to another feature: it is fulfilled right after this update, before anything is drawn.
    pub fn send(&mut self, intent: impl Into<Intent>) {
        self.next.push(intent.into());
    }

    /// Gives the focus to the target once everything is drawn.
    pub fn focus(&mut self, target: Target) {
        self.effect(Effect::Focus(target));
    }

    /// Comes back with the intent later.
    pub fn after(&mut self, timer: Timer, intent: impl Into<Intent>) {
        self.effect(Effect::After(timer, intent.into()));
    }

    /// Says something in the live region, for some seconds.
    pub fn say(&mut self, words: impl Into<Rc<str>>) {
        self.say_with(words, None);
    }

    /// Says something, with a button that goes on from there.
    pub fn say_with(&mut self, words: impl Into<Rc<str>>, action: impl Into<Option<MessageAction>>) {
        self.message(words.into(), Vec::from_iter(action.into()), true);
    }

    /// Says something whose result is in view: it is read out, and not shown.
    pub fn read_out(&mut self, words: impl Into<Rc<str>>) {
        self.message(words.into(), Vec::new(), false);
    }

    fn message(&mut self, words: Rc<str>, actions: Vec<MessageAction>, is_shown: bool) {
        let messages = &mut self.state.messages;
        let number = messages.message.as_ref().map_or(0, |message| message.number) + 1;
        messages.message = Some(Message { number, words, actions, is_shown });
        self.after(Timer::Message, Messages::Expire);
    }

    /// Says something in the strip of failures, instead of what was said about the same thing before.
    pub fn alert(&mut self, about: About, words: impl Into<Rc<str>>, actions: Vec<MessageAction>) {
        self.alert_each(about, words, Vec::new(), actions);
    }

    /// The same with a list of what it happened to.
    pub fn alert_each(
        &mut self,
        about: About,
        words: impl Into<Rc<str>>,
        each: Vec<Rc<str>>,
        actions: Vec<MessageAction>,
    ) {
        let words = words.into();
        let alerts = &mut self.state.messages.alerts;
        let is_over = |alert: &Alert| alert.message.words == words || !about.is_question();
        alerts.retain(|alert| alert.about != about || !is_over(alert));
        let number = alerts.iter().map(|alert| alert.message.number).max().unwrap_or_default() + 1;
        let message = Message { number, words, actions, is_shown: true };
        alerts.push(Alert { about, message, each });
    }

    /// Takes back what the strip says about something that went well now.
    pub fn succeeded(&mut self, about: &About) {
        self.state.messages.alerts.retain(|alert| alert.about != *about);
    }

    /// Says why a command was rejected.
    pub fn say_rejected(&mut self, why: &Rejection) {
        self.say(why.to_string());
    }

    /// The same, but for whoever wants what is so already.
    pub fn say_unless_same(&mut self, why: &Rejection) {
        if *why != Rejection::NothingToDo {
            self.say_rejected(why);
        }
    }

    /// The circumstances of a command that is given now.
    #[must_use]
    pub fn moment(&self) -> Moment {
        self.state.editor.moment((self.environment.now)(), (self.environment.random)())
    }

    /// Fresh random bits.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "the other half is not wanted")]
    pub fn random(&self) -> u64 {
        (self.environment.random)() as u64
    }

    /// The transaction that the command would be, without doing it.
    ///
    /// # Errors
    /// The reason why it would do nothing.
    pub fn plan(&self, command: &Command) -> Result<Transaction, Rejection> {
        command::plan(self.state.corpus(), command, &self.moment())
    }

    /// Does what the command says, stores it, and makes it a step of the history; a setting is no step. A note that is
    /// being typed is stored before.
    ///
    /// # Errors
    /// The reason why nothing was done.
    pub fn run(&mut self, command: &Command) -> Result<Rc<Transaction>, Rejection> {
        self.store_note();
        self.run_alone(command)
    }

    fn run_alone(&mut self, command: &Command) -> Result<Rc<Transaction>, Rejection> {
        let moment = self.moment();
        let (transaction, outcome) = self.state.editor.run(command, &moment)?;
        self.settle(outcome);
        Ok(transaction)
    }

    /// Stores the note that is being typed.
    pub fn store_note(&mut self) {
        let Some((annotation, note)) = self.state.session.draft.take() else { return };
        match self.run_alone(&Command::SetNote { annotation, note }) {
            Ok(_) | Err(Rejection::NothingToDo) => {}
            Err(why) => self.say_rejected(&why),
        }
    }

    /// Does something else with the editor, and settles the outcome.
    pub fn edit<T>(&mut self, edit: impl FnOnce(&mut Editor, &Moment) -> (T, Outcome)) -> T {
        let moment = self.moment();
        let (result, outcome) = edit(&mut self.state.editor, &moment);
        self.settle(outcome);
        result
    }

    /// Reads what is left of the store, where only the article in view was read.
    pub fn open_all(&mut self) {
        if let Some(opening) = self.state.opening.take() {
            let (editor, outcome) = opening.finish(Some(&self.state.editor));
            self.state.editor = editor;
            self.settle(outcome);
        }
    }

    /// The editor, for what has no outcome.
    pub fn editor(&mut self) -> &mut Editor {
        &mut self.state.editor
    }

    /// Keeps texts outside of the store; the intent comes afterwards, in any case.
    pub fn keep_texts(&mut self, texts: &[Rc<Text>], then: impl Into<Intent>) {
        let texts = texts.iter().map(|text| (text.version(), text.shared())).collect();
        self.effect(Effect::KeepTexts(KeptTexts(Rc::new(texts)), Box::new(then.into())));
    }

    /// Writes a setting of the page: no step that can be undone.
    pub fn set(&mut self, setting: &str, value: &str) {
        // It may say so already.
        let _ = self.run_alone(&Command::Set { setting: setting.into(), value: value.into() });
    }

    /// Opens an annotation of the article in view: what was selected or picked before is no longer what keys are about.
    pub fn open(&mut self, annotation: AnnotationId) {
        if self.state.session.selection.is_some() {
            self.clear_selection();
        }
        self.state.annotations.picked.clear();
        self.state.session.annotation = Some(annotation);
    }

    /// Says why a key that is about annotations does nothing: none is open, or words are selected.
    pub fn say_nothing_meant(&mut self) {
        self.say(if self.state.session.selection.is_some() { TAG_FIRST } else { OPEN_FIRST });
    }

    /// Selects nothing any more.
    pub fn clear_selection(&mut self) {
        self.state.session.selection = None;
        self.state.reader.shown = Shown::AsItIs;
        self.state.reader.taken = None;
        self.effect(Effect::ShowSelection);
    }

    /// Goes to a place. The article stays where it was scrolled to, for the way back.
    pub fn go(&mut self, place: Place) {
        let before = self.state.place;
        if before == place {
            self.is_quiet = true;
            return;
        }
        self.store_note();
        self.show(None);
        self.state.session.panel = None;
        self.state.place = place;
        if before == Place::Read {
            self.effect(Effect::RememberPlace);
        }
        if matches!(before, Place::Read | Place::Compare) {
            self.clear_selection();
        }
        match place {
            Place::Read => {
                self.effect(Effect::ComeBack);
                self.focus(Target::Reader);
            }
            Place::Compare => self.send(intent::Compare::Begin),
            _ => {
                self.effect(Effect::ScrollToStart);
                self.focus(Target::Page);
            }
        }
    }

    /// Shows the article that is read, if it is not on the screen.
    pub fn read(&mut self) {
        if !self.state.is_reading() {
            self.go(Place::Read);
        }
    }

    /// Begins to read another article: nothing of the one before is open or selected any more.
    pub fn turn_to(&mut self, document: DocumentId) {
        self.store_note();
        self.clear_selection();
        let state = &mut *self.state;
        let stay = state.side_by_side().to_vec();
        state.session.document = document.clone();
        state.session.annotation = None;
        state.session.caret = ByteOffset::default();
        state.session.panel = state.session.panel.filter(|panel| *panel != Panel::Articles);
        state.reader.leave_article(&stay);
        state.tagging.dragged = None;
        state.articles.is_renaming = false;
        state.articles.writing = None;
        state.annotations.leave_article();
        self.effect(Effect::AfterFrame(intent::Annotations::DrawRest.into()));
        self.effect(Effect::Remember(document));
    }

    /// Another dialog, or none. A message says only what happens while it is open.
    pub fn show(&mut self, dialog: Option<super::session::Dialog>) {
        self.state.session.dialog = dialog;
        if dialog.is_some() {
            self.state.messages.message = None;
        }
    }

    /// The name of a label.
    #[must_use]
    pub fn label_name(&self, label: &LabelId) -> String {
        self.state.corpus().labels().name(label).to_owned()
    }

    /// The tagged words in quotes, also of an annotation that was deleted.
    #[must_use]
    pub fn quote(&self, annotation: AnnotationId) -> String {
        words::editing::quote(self.state.corpus(), annotation)
    }
}

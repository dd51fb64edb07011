//! The store: the one place where the page's state lives. Components read slices of it and send it intents; an update
//! changes the state, subscribers are told, and effects are handed to whoever runs them.
//!
//! It knows neither what an intent does nor how an effect is run.

mod subscribers;

pub use subscribers::{Priority, Subscription};

use super::effect::Effect;
use super::environment::Environment;
use super::intent::Intent;
use super::state::State;
use super::update::{self, Updated};
use crate::features::projects;
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::Moment;
use glossator_core::edit::editor::{Editor, Opening, Setup};
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::record::ReplicaId;
use glossator_core::model::role::Role;
use glossator_core::saving::Budget;
use std::cell::RefCell;
use std::rc::Rc;
use subscribers::Subscribers;
use yew::Callback;

/// A handle on the state; cloning it shares it.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    state: RefCell<State>,
    subscribers: Subscribers,
    environment: Environment,
    runner: Box<dyn Run>,
}

/// Runs effects.
pub trait Run {
    /// Runs the effect, at once or once everything is drawn.
    fn run(&self, store: &Store, effect: Effect);
}

impl<T: Run> Run for Rc<T> {
    fn run(&self, store: &Store, effect: Effect) {
        (**self).run(store, effect);
    }
}

impl Store {
    /// Loads what is stored; of very much the article in view, and the rest while nobody waits for it.
    #[must_use]
    pub fn start(seeds: &[Seed<'_>], environment: Environment, runner: impl Run + 'static) -> Self {
        let (time, random) = ((environment.now)(), (environment.random)());
        let replica = replica((environment.random)());
        let nobody =
            Moment { time, random, replica, annotator: AnnotatorId::default(), role: Role::default() };
        let project = environment.project.clone();
        let example = Corpus::new(seeds.iter().copied());
        let setup = Setup {
            seeds: if project.has_example() { example.clone() } else { Corpus::new([]) },
            replica,
            newcomer: AnnotatorId(nobody.uuid(0)),
            budget: Budget::default(),
        };
        let mut opening = Opening::of(setup, environment.project_storage());
        let (mut state, outcome) = if let Some((article, editor)) = opening.one(environment.article.as_ref())
        {
            (State::opening(article, editor, opening), None)
        } else {
            let (editor, outcome) = opening.finish(None);
            (State::new(editor), Some(outcome))
        };
        state.projects = projects::state::State::of(project, example);
        let effects = update::begin(&mut state, outcome, &environment);
        let store = Self(Rc::new(Inner {
            state: RefCell::new(state),
            subscribers: Subscribers::default(),
            environment,
            runner: Box::new(runner),
        }));
        store.run_all(effects);
        store
    }

    /// Looks at the state.
    pub fn read<T>(&self, selector: impl FnOnce(&State) -> T) -> T {
        selector(&self.0.state.borrow())
    }

    /// Fulfils an intent: updates the state, tells the subscribers and runs the effects.
    pub fn send(&self, intent: impl Into<Intent>) {
        let before = self.read(Shown::of);
        let Updated { effects, is_quiet } =
            update::update(&mut self.0.state.borrow_mut(), intent.into(), &self.0.environment);
        if !is_quiet {
            self.notify(self.read(|state| Shown::of(state).is_edited_since(&before)));
        }
        self.run_all(effects);
    }

    /// Sends an intent that is made of an event.
    pub fn callback<E, I: Into<Intent>>(&self, intent: impl Fn(E) -> I + 'static) -> Callback<E> {
        let store = self.clone();
        Callback::from(move |event| store.send(intent(event)))
    }

    /// Sends the intent, whatever the event says.
    pub fn on<E: 'static>(&self, intent: impl Into<Intent>) -> Callback<E> {
        self.on_any(intent.into())
    }

    /// The same, compiled once for all kinds of intents.
    fn on_any<E: 'static>(&self, intent: Intent) -> Callback<E> {
        self.callback(move |_: E| intent.clone())
    }

    /// Runs an effect that is no update's.
    pub fn run(&self, effect: Effect) {
        self.0.runner.run(self, effect);
    }

    fn run_all(&self, effects: Vec<Effect>) {
        for effect in effects {
            self.run(effect);
        }
    }

    /// The world outside, as far as it only answers.
    #[must_use]
    pub fn environment(&self) -> &Environment {
        &self.0.environment
    }

    /// Lets the editor forget what it remembers for others, such as what was written since this was last called. Nothing
    /// that anybody sees may change.
    pub fn take<T>(&self, take: impl FnOnce(&mut Editor) -> T) -> T {
        take(&mut self.0.state.borrow_mut().editor)
    }
}

/// The things that decide whether the article is drawn before all else.
struct Shown {
    corpus: Rc<Corpus>,
    document: glossator_core::model::document::DocumentId,
    annotation: Option<glossator_core::model::annotation::AnnotationId>,
}

impl Shown {
    fn of(state: &State) -> Self {
        let session = &state.session;
        Self {
            corpus: state.corpus().clone(),
            document: session.document.clone(),
            annotation: session.annotation,
        }
    }

    /// True after an edit, or when another annotation was opened; `None` if neither. Of another article there is nothing yet
    /// to be drawn first.
    fn is_edited_since(&self, before: &Self) -> Option<bool> {
        if self.document != before.document {
            return Some(false);
        }
        let is_edited = !Rc::ptr_eq(&self.corpus, &before.corpus) || self.annotation != before.annotation;
        is_edited.then_some(true)
    }
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the other half is not wanted")]
fn replica(random: u128) -> ReplicaId {
    ReplicaId(random as u64)
}

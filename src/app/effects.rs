//! The effects of the page in a browser: the one place that does what an update asks for, and so the one that calls the
//! browser's adapters. The answer to an effect comes back as an intent.
//!
//! It decides nothing: which effect is due is said by the updates.

mod answers;
mod links;
mod looks;
mod overlays;
pub mod places;
mod projects;
mod scrolling;
mod shared_folder;
mod sync;
mod team;
pub mod texts;

use super::effect::{Effect, Target, Timer};
use super::intent;
use super::state::State;
use super::store::{Run, Store};
use glossator_core::model::document::DocumentId;
use glossator_web::element::Element;
use glossator_web::timer::{self, Timeout};
use glossator_web::{address, element, scroll};
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::platform::spawn_local;

use projects::Projects;
use sync::Sync;
use team::Team;

/// Matches the element that shows the article that is read.
pub const READER: &str = "main [data-document][aria-current]";

/// Matches the elements that show articles.
pub const ARTICLES: &str = "main [data-document]";

/// The runner of effects in a browser.
#[derive(Default)]
pub struct Browser {
    /// Effects that wait until everything is drawn.
    waiting: RefCell<Vec<Effect>>,
    /// Timers and other things that go on, by their purpose; they end when they are dropped.
    timers: RefCell<[Option<Box<dyn Any>>; Timer::COUNT]>,
    /// The contact with other pages and with the second copy.
    sync: Rc<Sync>,
    /// The projects that were deleted here.
    projects: Rc<Projects>,
    /// The contact with the server of a team.
    team: Rc<Team>,
    /// True once a key was pressed.
    by_keyboard: Rc<Cell<bool>>,
    /// The element that had the focus before something took it that gives it back.
    before: RefCell<Option<scrolling::Before>>,
    /// True once something in the page had the focus.
    had_focus: Cell<bool>,
}

impl Run for Browser {
    fn run(&self, store: &Store, effect: Effect) {
        if waits(&effect) && store.is_telling() {
            return self.waiting.borrow_mut().push(effect);
        }
        self.run_now(store, effect);
    }
}

/// The element that shows an article, if it is on the screen.
fn article(document: &DocumentId) -> Option<Element> {
    let is_of = |element: &Element| element.get_attribute("data-document").as_deref() == Some(&*document.0);
    element::all(ARTICLES).into_iter().find(is_of)
}

/// True for what needs the page as it is drawn after the update.
fn waits(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Focus(_)
            | Effect::Reveal(_)
            | Effect::RevealRow(_)
            | Effect::RevealCaret
            | Effect::RevealFields
            | Effect::ScrollToBlock(..)
            | Effect::Align(_)
            | Effect::ShowPassage(..)
            | Effect::CheckRows
            | Effect::PlaceCaret
    )
}

impl Browser {
    /// Says that the page answers, and keeps in touch with other pages and with the second copy until what it returns is
    /// dropped. These can wait until something is to be seen.
    #[must_use = "it ends when this is dropped"]
    pub fn stay_in_touch(&self, store: &Store) -> Rc<dyn Any> {
        come_back(store);
        element::mark_ready();
        let in_touch = Rc::new(RefCell::new(None));
        let (later, store, sync) = (Rc::downgrade(&in_touch), store.clone(), self.sync.clone());
        spawn_local(async move {
            timer::idle().await;
            overlays::make_room();
            // Nobody looks at a page in the background, and it has hardly any time of its own.
            while store.read(State::is_opening) && !element::is_hidden() {
                store.send(intent::Storage::ReadOn);
                timer::idle().await;
            }
            if let Some(in_touch) = later.upgrade() {
                in_touch.replace(Some(sync.start(&store)));
            }
        });
        in_touch
    }

    /// Reads what is here of the project of a team, before anything is drawn of it.
    pub async fn join(&self, store: &Store) {
        self.team.open(store).await;
    }

    /// True once a key was pressed: then the focus is not to be lost.
    #[must_use]
    pub fn by_keyboard(&self) -> Rc<Cell<bool>> {
        self.by_keyboard.clone()
    }

    /// Does what waited until everything is drawn. The element that had the focus may be gone then; without it the keyboard
    /// would begin at the top of the page again.
    pub fn after_drawing(&self, store: &Store) {
        if store.is_telling() {
            // Something else is about to be drawn: it is asked again then.
            return;
        }
        for effect in self.waiting.take() {
            self.run_now(store, effect);
        }
        let is_lost = element::is_focus_lost();
        if is_lost && self.had_focus.get() && self.by_keyboard.get() {
            scrolling::focus(Target::Reader);
        }
        self.had_focus.set(!is_lost || self.had_focus.get());
    }

    fn run_now(&self, store: &Store, effect: Effect) {
        match effect {
            Effect::Focus(Target::Back) => scrolling::focus_back(self.before.take()),
            Effect::Focus(target) => {
                if let Some(before) = scrolling::before(target) {
                    self.before.replace(Some(before));
                }
                scrolling::focus(target);
            }
            Effect::PlaceMessage => overlays::place_message(store),
            Effect::LeaveSearch => scrolling::leave_search(),
            Effect::FocusNeighbour { of, forward } => scrolling::focus_neighbour(of, forward),
            Effect::Reveal(annotation) => scrolling::reveal(store, annotation),
            Effect::RevealRow(annotation) => scrolling::reveal_row(store, annotation),
            Effect::CheckRows => scrolling::check_rows(store),
            Effect::RevealCaret => overlays::reveal_caret(store),
            Effect::ScrollToStart => scroll::to_start(),
            Effect::RevealFields => scrolling::reveal_fields(),
            Effect::ShowSelection => places::show_selection(store),
            Effect::RestoreSelection => places::restore_selection(store),
            Effect::PlaceCaret => overlays::place_caret(store),
            Effect::PlaceLabelBar => overlays::place_label_bar(),
            Effect::PlaceHints => overlays::place_hints(store),
            Effect::PlaceLinks => links::place(store),
            Effect::PlaceBars => links::place_bars(store),
            Effect::MakeRoom => overlays::make_room(),
            Effect::ShowPreview => places::show_preview(store),
            Effect::EstimateHeights(document) => overlays::estimate_heights(store, &document),
            Effect::Align(words) => scrolling::align(store, &words),
            Effect::ShowPassage(passage, is_shown) => {
                places::show_passage(store, passage.as_deref(), is_shown);
            }
            Effect::Dress => looks::dress(store),
            Effect::ShowTitle => looks::show_title(store),
            Effect::FindLine(of) => answers::find_line(store, of),
            Effect::FindHints => answers::find_hints(store),
            Effect::FindExpression(question) => {
                self.hold(Timer::Search, answers::find_expression(store, question));
            }
            Effect::Remember(document) => address::remember(&document.0),
            Effect::RememberPlace => places::remember(store),
            Effect::ComeBack => come_back(store),
            Effect::ScrollToBlock(block, top) => scrolling::scroll_to_block(block, top),
            Effect::ReadTexts(versions) => spawn_local(texts::read(store.clone(), versions)),
            Effect::KeepTexts(kept, then) => texts::keep(store, &kept, *then),
            Effect::OpenProject(id) => spawn_local(projects::open(store.clone(), id)),
            Effect::LeaveProject(left, id) => {
                projects::leave(store, &left, &id);
                self.sync.let_go();
                spawn_local(projects::open(store.clone(), id));
            }
            Effect::KeepProjects(brought) => spawn_local(projects::keep_texts(store.clone(), brought)),
            Effect::KeepTextsOf(id, kept) => spawn_local(projects::keep_texts_of(store.clone(), id, kept)),
            Effect::Team(effect) => self.team.run(store, effect),
            Effect::CopyTexts(from, to) => spawn_local(projects::copy_texts(store.clone(), from, to)),
            Effect::ReadTextsOf(id, to, versions) => {
                spawn_local(projects::read_texts(store.clone(), id, to, versions));
            }
            Effect::DeleteProject(id) => self.projects.delete(store, id),
            Effect::KeepProject(id) => self.projects.keep(store, &id),
            Effect::RestoreProjects(ids) => spawn_local(projects::restore(store.clone(), ids)),
            Effect::ForgetProjects(ids) => spawn_local(projects::forget(ids)),
            Effect::Download(download) => answers::download(store, &download),
            Effect::Copy(copied) => answers::copy(store, copied),
            Effect::Print => element::print(),
            Effect::AskToKeep(asks) => answers::ask_to_keep(store, asks),
            Effect::ForgetFound => self.sync.forget_found(store),
            Effect::GoOn => self.sync.go_on_again(store),
            Effect::After(timer, intent) => {
                let store = store.clone();
                let timeout = Timeout::new(timer.millis(), move || store.send(intent));
                self.hold(timer, Box::new(timeout));
            }
            Effect::Cancel(timer) => self.hold(timer, Box::new(())),
            Effect::AfterFrame(intent) => {
                let store = store.clone();
                timer::after_frame(Box::new(move || store.send(intent)));
            }
            Effect::WhenIdle(intent) => {
                let store = store.clone();
                spawn_local(async move {
                    timer::idle().await;
                    store.send(intent);
                });
            }
        }
    }

    /// Lets that go on for the purpose, instead of what did so before.
    fn hold(&self, timer: Timer, goes_on: Box<dyn Any>) {
        let before = self.timers.borrow_mut()[timer as usize].replace(goes_on);
        drop(before);
    }
}

/// Goes back to the place in the article that was remembered last.
fn come_back(store: &Store) {
    if let Some(place) = address::kept().and_then(|place| place.parse().ok()) {
        store.send(intent::Reader::Return(place));
    }
}

/// Draws the sections of the article that are in view.
pub fn draw_in_view(store: &Store) {
    if !store.read(State::is_all_drawn) {
        store.send(intent::Reader::Draw(element::in_view(&element::children(READER))));
    }
}

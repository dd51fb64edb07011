//! Presses: the intents behind a key, as the page is now. Pure of the browser; nothing is done here.

use super::intent::{
    Actors, Annotations, Articles, Attribution, Claims, Compare, Hints, History, Intent, Messages, Reader,
    Search, Tagging,
};
use super::keys::{self, Act, Focus, Press, Shortcut};
use super::place::Place;
use super::session::{Dialog, Panel};
use super::state::{State, Subject};
use crate::features::annotations::attribution::state::Question;
use crate::words::tagging as words;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::query::matrix::claims_of;

/// The wish behind a press; `None` where there is none that can be fulfilled now, and the browser may have the key.
#[must_use]
pub fn intent(state: &State, press: &Press) -> Option<Intent> {
    if state.is_asking() {
        return in_dialog(state, press);
    }
    if press.in_search || matches!(press.focus, Focus::Hit(_) | Focus::Noted) {
        return in_search(state, press);
    }
    if state.asks_for_value() {
        match of_value(press) {
            Asked::Wish(intent) => return Some(intent),
            Asked::Browser => return None,
            Asked::Usual => {}
        }
    }
    if let Some(absent) = absent(state, press) {
        return Some(absent);
    }
    let shortcut = keys::find(press, state.corpus().labels(), &state.keys())?;
    if !state.is_reading() {
        return in_set_up(state, press, &shortcut);
    }
    if state.place == Place::Compare
        && let Some(intent) = side_by_side(state, press, &shortcut)
    {
        return Some(intent);
    }
    // Where nothing is open, the row that has the focus is what is meant.
    let open = state.session.annotation.or(press.focus.annotation());
    let subject = state.subject().or(open.map(Subject::Annotation));
    Some(match (shortcut, subject) {
        (Shortcut::Label(label) | Shortcut::AddLabel(label), Some(Subject::Words)) => {
            Tagging::Tag(label).into()
        }
        (Shortcut::Label(label), Some(Subject::Rows)) => Annotations::RelabelPicked(label).into(),
        (Shortcut::AddLabel(label), Some(Subject::Rows)) => Annotations::AddToPicked(label).into(),
        (Shortcut::Label(label), _) if state.tagging.stays => Tagging::Arm(label).into(),
        (Shortcut::Label(label), Some(Subject::Annotation(open))) => Tagging::Relabel(open, label).into(),
        (Shortcut::AddLabel(label), Some(Subject::Annotation(open))) => Tagging::AddLabel(open, label).into(),
        (Shortcut::Label(_) | Shortcut::AddLabel(_), None) => say(words::SELECT_FIRST),
        (Shortcut::Act(Act::Delete), Some(Subject::Rows)) => Annotations::DeletePicked.into(),
        (Shortcut::Act(act), _) => return self::act(state, press, act, open),
        (Shortcut::Go { motion, forward, extend }, _) => Reader::Move { motion, forward, extend }.into(),
        (Shortcut::Nudge { start, step, forward }, _) => Tagging::Nudge { start, step, forward }.into(),
        (Shortcut::Unfold(unfolds), _) => Annotations::Unfold(press.focus.annotation()?, unfolds).into(),
        (Shortcut::Row { forward }, _) => Annotations::StepRow(press.focus.annotation()?, forward).into(),
    })
}

/// The wish to say that the group in focus is not in the article that is read, where it is not: elsewhere a blank scrolls.
fn absent(state: &State, press: &Press) -> Option<Intent> {
    let here = &state.session.document;
    let is_meant =
        press.key == " " && press.focus == Focus::Article && !press.command && !press.shift && !press.alt;
    let is_lacking =
        || claims_of(state.corpus(), state.compare.group.as_ref()?, here).is_empty().then_some(());
    let is_asked = is_meant && state.side_by_side().contains(here) && state.session.selection.is_none();
    is_asked.then(is_lacking)??;
    Some(Compare::TurnAbsent(here.clone()).into())
}

/// The wish behind a press where articles stand side by side, if it is another one there.
fn side_by_side(state: &State, press: &Press, shortcut: &Shortcut) -> Option<Intent> {
    let Shortcut::Act(act) = shortcut else { return None };
    let beside = |forward: bool| {
        let columns = state.side_by_side();
        let here = columns.iter().position(|id| *id == state.session.document)?;
        let next = if forward { here.checked_add(1)? } else { here.checked_sub(1)? };
        Some(Compare::Turn(columns.get(next)?.clone()).into())
    };
    match act {
        Act::Escape if state.compare.adding.is_some() => Some(Compare::AskToAdd(false).into()),
        Act::Compare => Some(Compare::Step(true).into()),
        Act::PreviousClaim => Some(Compare::Step(false).into()),
        Act::NextAnnotation if state.compare.group.is_some() => Some(Compare::StepClaim(true).into()),
        Act::PreviousAnnotation if state.compare.group.is_some() => Some(Compare::StepClaim(false).into()),
        Act::NextArticle => beside(true),
        Act::PreviousArticle => beside(false),
        Act::Escape => escape(state, press).or(Some(Intent::Go(Place::Read))),
        _ => None,
    }
}

/// A press while a value is asked for.
enum Asked {
    /// The wish behind it: the key of a value.
    Wish(Intent),
    /// It goes through controls, and is left to the browser.
    Browser,
    /// It means what it always does: in a field, or held with another key.
    Usual,
}

fn of_value(press: &Press) -> Asked {
    if press.key == "Escape" {
        return Asked::Wish(Annotations::StopAsking.into());
    }
    if press.command || press.alt || press.focus == Focus::Field {
        return Asked::Usual;
    }
    match press.key.as_str() {
        "Tab" | "Enter" | " " | "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" => Asked::Browser,
        _ => keys::written(press)
            .map_or(Asked::Browser, |key| Asked::Wish(Annotations::ValueByKey(key).into())),
    }
}

fn say(words: &'static str) -> Intent {
    Messages::Say(words.into()).into()
}

fn act(state: &State, press: &Press, act: Act, open: Option<AnnotationId>) -> Option<Intent> {
    let on_open = |intent: fn(AnnotationId) -> Intent| open.map_or_else(|| say(words::OPEN_FIRST), intent);
    Some(match act {
        Act::Delete => on_open(|annotation| Tagging::Delete(annotation).into()),
        Act::Note => on_open(|annotation| Annotations::WriteNote(annotation).into()),
        Act::Values => Annotations::AskValues(open).into(),
        Act::Entity => Attribution::Ask(Question::Entity, open).into(),
        Act::Speaker => Attribution::Ask(Question::Speaker, open).into(),
        Act::Place => Attribution::Ask(Question::Place, open).into(),
        Act::Nobody => Attribution::TurnNobody(open).into(),
        Act::Boundary => on_open(|annotation| Annotations::TakeBoundary(annotation).into()),
        Act::Others => on_open(|annotation| Search::AskOthers(annotation).into()),
        Act::Undo => History::Undo.into(),
        Act::Redo => History::Redo.into(),
        Act::Escape => return escape(state, press),
        Act::NextAnnotation => Annotations::Step(true).into(),
        Act::PreviousAnnotation => Annotations::Step(false).into(),
        Act::Compare | Act::PreviousClaim => Compare::Look(open).into(),
        Act::Unfinished => Articles::Unfinished.into(),
        Act::NextArticle => Articles::Step(true).into(),
        Act::PreviousArticle => Articles::Step(false).into(),
        Act::Accept => accept(state),
        Act::NextHint => Hints::Step(true).into(),
        Act::PreviousHint => Hints::Step(false).into(),
        Act::Dismiss => Hints::Dismiss.into(),
        Act::Counts => Intent::Show(Some(Dialog::Counts)),
        Act::View => Intent::Go(state.place.next_view()),
        Act::Overlapping => Annotations::OpenHere.into(),
        Act::Expand => Reader::Expand(true).into(),
        Act::Shrink => Reader::Expand(false).into(),
        Act::List => Annotations::GoToList(press.focus.annotation().is_some()).into(),
        Act::Pick if press.shift => Annotations::PickTo(press.focus.annotation()?).into(),
        Act::Pick => Annotations::Pick(press.focus.annotation()?).into(),
        Act::Stay => Tagging::Stay.into(),
        Act::Codebook => Intent::Show(Some(Dialog::Codebook)),
        Act::Help => Intent::Show(Some(Dialog::Help)),
        Act::Search => Search::Open.into(),
    })
}

/// Tags the selection with the label that stays, or takes the hint under it, or opens what lies at the caret.
fn accept(state: &State) -> Intent {
    let armed = state.tagging.armed.clone().filter(|_| state.session.selection.is_some());
    if let Some(label) = armed {
        return Tagging::Tag(label).into();
    }
    match state.offer() {
        Some(hint) => Hints::Accept(hint.into()).into(),
        None => Annotations::OpenHere.into(),
    }
}

/// Leaves a field in which text is typed, or closes the failures, or the last thing that was opened.
fn escape(state: &State, press: &Press) -> Option<Intent> {
    let session = &state.session;
    Some(if state.attribution.asked.is_some() {
        Attribution::Stop.into()
    } else if press.focus == Focus::Field || matches!(press.focus, Focus::Start | Focus::End) {
        Reader::Focus.into()
    } else if !state.messages.alerts.is_empty() {
        Messages::CloseAlerts.into()
    } else if !state.annotations.picked.is_empty() && session.selection.is_none() {
        Annotations::PickNone.into()
    } else if press.in_input {
        Reader::Focus.into()
    } else if session.panel.is_some_and(|panel| panel != Panel::Card) {
        Intent::ShowPanel(None)
    } else if session.selection.is_some() {
        Reader::ClearSelection.into()
    } else if state.search.panel.is_some() {
        Search::Close.into()
    } else if state.tagging.stays {
        Tagging::Stay.into()
    } else if session.annotation.is_some() {
        Annotations::Close.into()
    } else if state.messages.message.as_ref().is_some_and(|message| message.is_shown) {
        Messages::Expire.into()
    } else {
        return None;
    })
}

/// The wish behind a press where no article is in view.
fn in_set_up(state: &State, press: &Press, shortcut: &Shortcut) -> Option<Intent> {
    let Shortcut::Act(act) = shortcut else { return None };
    match act {
        Act::Escape if press.focus == Focus::Field => Some(Reader::Focus.into()),
        Act::Escape if !state.messages.alerts.is_empty() => Some(Messages::CloseAlerts.into()),
        Act::Escape if state.search.panel.is_some() => Some(Search::Close.into()),
        Act::Escape if state.place == Place::Articles && !state.articles.picked.is_empty() => {
            Some(Articles::PickNone.into())
        }
        Act::Escape if state.place == Place::Actors && !state.actors.picked.is_empty() => {
            Some(Actors::PickNone.into())
        }
        Act::Escape if state.place == Place::Actors && state.actors.shown.is_some() => {
            Some(Actors::Show(None).into())
        }
        Act::Escape if state.place == Place::Claims && !state.claims.picked.is_empty() => {
            Some(Claims::PickNone.into())
        }
        Act::Escape if state.place == Place::Claims && state.claims.shown.is_some() => {
            Some(Claims::Show(None).into())
        }
        Act::Escape => Some(Intent::Go(Place::Read)),
        Act::Compare if state.place == Place::Claims => {
            let shown = state.claims.shown.as_ref().map(|(group, _)| group.clone());
            Some(Compare::Focus(shown).into())
        }
        Act::Entity if state.place == Place::Claims => Some(Claims::GroupNext.into()),
        Act::Unfinished if state.place == Place::Claims => Some(Claims::NextOpen.into()),
        Act::Undo | Act::Redo | Act::Counts | Act::View | Act::Codebook | Act::Help | Act::Search => {
            self::act(state, press, *act, None)
        }
        _ => None,
    }
}

/// The wish behind a press while a dialog is open: only the other occurrences have keys of their own.
fn in_dialog(state: &State, press: &Press) -> Option<Intent> {
    if state.session.dialog == Some(Dialog::Values) {
        return match of_value(press) {
            Asked::Wish(intent) if press.key != "Escape" => Some(intent),
            _ => None,
        };
    }
    if !state.asks_about_others() {
        return None;
    }
    let tag = || Some(Search::Tag(state.sought().label.clone()?).into());
    match keys::find(press, state.corpus().labels(), &state.keys()) {
        _ if press.key == "Enter" && press.in_input => tag(),
        Some(Shortcut::Act(Act::Accept)) => tag(),
        shortcut => among_hits(press, shortcut.as_ref()),
    }
}

/// The wish behind a press in the panel of the search.
fn in_search(state: &State, press: &Press) -> Option<Intent> {
    // The signs of keys stand beside what can be done with what was found.
    let is_listing = state.search.search.count() > 0;
    let is_hit = matches!(press.focus, Focus::Hit(_));
    match keys::find(press, state.corpus().labels(), &state.keys()) {
        Some(Shortcut::Act(Act::Escape)) => Some(Search::Close.into()),
        Some(Shortcut::Act(Act::Search)) => Some(Search::Open.into()),
        Some(Shortcut::Label(label)) if is_listing && (is_hit || !press.in_input) => {
            Some(Search::Tag(label).into())
        }
        shortcut => among_hits(press, shortcut.as_ref()),
    }
}

/// The wish behind a press beside what was found.
fn among_hits(press: &Press, shortcut: Option<&Shortcut>) -> Option<Intent> {
    let hit = if let Focus::Hit(place) = press.focus { Some(place) } else { None };
    Some(match shortcut {
        _ if press.focus == Focus::Elsewhere && press.key == "ArrowDown" => Search::EnterList.into(),
        Some(Shortcut::Act(Act::Undo)) => History::Undo.into(),
        Some(Shortcut::Act(Act::Redo)) => History::Redo.into(),
        Some(Shortcut::Row { forward }) => Search::StepHit(*forward).into(),
        Some(Shortcut::Act(Act::Pick)) => Search::TurnAt(hit?).into(),
        _ => return None,
    })
}

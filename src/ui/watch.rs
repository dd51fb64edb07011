//! What no single component sees: keys, the text selection, dropped files, leaving the page. Draws nothing but the
//! sign that files may be dropped.

use crate::app::describe;
use crate::app::intent::{self, READER};
use crate::app::saving::SaveStatus;
use crate::app::select::{use_select, use_store};
use crate::app::shared::Shared;
use crate::app::store::{State, Store};
use crate::app::{files, shortcuts};
use crate::web::selection::{self, Position, Selected};
use crate::web::{element, listen, timer};
use glossator_core::offset::Utf16Offset;
use glossator_core::span::Span;
use glossator_core::text::Text;
use yew::prelude::*;

/// See the module.
#[component]
pub fn Watch() -> Html {
    let store = use_store();
    use_effect_with(store.clone(), |store| {
        let listeners = [keys(store), selections(store), leaving(store), drops(store)];
        element::mark_ready();
        move || drop(listeners)
    });
    use_draft_timer(&store);
    use_message_timer(&store);
    use_reveal();
    use_kept_selection(&store);
    use_question_before_leaving();
    use_title();
    let dragging = use_select(|state| state.session.dragging);
    html! {
        if dragging {
            <div class="drop-sign" aria-hidden="true"><p>{ "Drop articles (.txt) or a download (.json) to open them" }</p></div>
        }
    }
}

fn keys(store: &Store) -> listen::Listener {
    let store = store.clone();
    listen::to_keys(move |press| {
        if element::find("dialog[open]").is_some() {
            return false;
        }
        let shortcut = store.read(|state| shortcuts::find(&press, state.corpus.labels()));
        shortcut.is_some_and(|shortcut| intent::press(&store, shortcut))
    })
}

fn selections(store: &Store) -> listen::Listener {
    let store = store.clone();
    listen::to_selection(READER, move |pointer_down| {
        let selected = selection::read(READER);
        let (span, changed) = store.read(|state| {
            let span = selected.and_then(|selected| span(&state.document()?.text, selected));
            (span, span != state.session.selection || pointer_down != state.session.selecting)
        });
        if changed {
            store.update(|session| {
                session.selection = span;
                session.selecting = pointer_down;
            });
        }
    })
}

fn span(text: &Text, Selected { start, end }: Selected) -> Option<Span> {
    let offset = |at: Position| text.position_in_block(at.block, Utf16Offset(at.utf16));
    Span::new(text.content(), offset(start)?, offset(end)?).ok()?.trimmed(text.content())
}

fn selected(text: &Text, span: Span) -> Option<Selected> {
    let blocks = text.blocks_of(span);
    let position = |block, at| Some(Position { block, utf16: text.utf16_in_block(block, at)?.0 });
    Some(Selected {
        start: position(*blocks.start(), span.start())?,
        end: position(*blocks.end(), span.end())?,
    })
}

fn leaving(store: &Store) -> listen::Listener {
    let store = store.clone();
    listen::to_leaving(move || intent::flush_draft(&store))
}

fn drops(store: &Store) -> listen::Listener {
    let (over, dropped) = (store.clone(), store.clone());
    listen::to_drops(
        move |is_over| {
            if over.read(|state| state.session.dragging != is_over) {
                over.update(|session| session.dragging = is_over);
            }
        },
        move |files| files::open(&dropped, files),
    )
}

/// A note is stored a moment after the last key, not at each.
#[hook]
fn use_draft_timer(store: &Store) {
    const PAUSE: u32 = 400;
    let draft = use_select(|state| state.session.draft.clone());
    let store = store.clone();
    use_effect_with(draft, move |draft| {
        let timer = draft.is_some().then(|| timer::after(PAUSE, move || intent::flush_draft(&store)));
        move || drop(timer)
    });
}

/// A message goes by itself.
#[hook]
fn use_message_timer(store: &Store) {
    const LONG_ENOUGH_TO_READ: u32 = 8_000;
    let message = use_select(|state| state.session.message.clone());
    let store = store.clone();
    use_effect_with(message, move |message| {
        let gone = move || store.update(|session| session.message = None);
        let timer = message.is_some().then(|| timer::after(LONG_ENOUGH_TO_READ, gone));
        move || drop(timer)
    });
}

/// Scrolls to the open annotation, in the article and in the list, when somebody asked for it.
#[hook]
fn use_reveal() {
    let reveal = use_select(|state| (state.session.reveal, state.session.annotation));
    use_effect_with(reveal, |(_, annotation)| {
        let Some(id) = annotation.map(|id| id.to_string()) else { return };
        if let Some(mark) = element::first_mark(&id) {
            element::scroll_to(&mark);
        }
        if let Some(row) = element::with_attribute("data-annotation", &id) {
            element::scroll_nearest(&row);
        }
    });
}

/// A redraw replaces the text nodes in which a selection began, and the browser then forgets the selection.
#[hook]
fn use_kept_selection(store: &Store) {
    let corpus = use_select(|state| Shared::from(&state.corpus));
    let store = store.clone();
    use_effect_with(corpus, move |_| {
        let lost = store.read(|state| {
            let kept = selected(&state.document()?.text, state.session.selection?)?;
            (!state.session.selecting && selection::read(READER) != Some(kept)).then_some(kept)
        });
        if let Some(lost) = lost {
            selection::restore(READER, lost);
        }
    });
}

/// While something is not stored, the browser asks before the page is closed.
#[hook]
fn use_question_before_leaving() {
    let unsaved = use_select(|state: &State| {
        state.save_status != SaveStatus::Saved && state.corpus.annotation_count() > 0
    });
    use_effect_with(unsaved, |unsaved| {
        let listener = unsaved.then(listen::to_ask_before_leaving);
        move || drop(listener)
    });
}

/// The window is called after the article.
#[hook]
fn use_title() {
    let title = use_select(|state| state.document().map(|document| document.title.clone()));
    use_effect_with(title, |title| {
        element::set_title(&title.as_ref().map_or_else(
            || "Glossator".to_owned(),
            |title| format!("{} – Glossator", describe::shortened(title)),
        ));
    });
}

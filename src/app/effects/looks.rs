//! Looks: what the settings ask of the page as a whole, and the window's title.

use crate::app::place::Place;
use crate::app::settings::{TEXT_SIZE, THEME};
use crate::app::store::Store;
use crate::words::shortened;
use glossator_web::{element, theme};

pub(super) fn dress(store: &Store) {
    store.read(|state| {
        theme::choose(state.setting(THEME));
        element::mark_page("data-text-size", state.setting(TEXT_SIZE));
        element::mark_page("data-stays", if state.tagging.stays { "true" } else { "" });
    });
}

pub(super) fn show_title(store: &Store) {
    let title = store.read(|state| match state.place {
        Place::Read => state.document().map(|document| shortened(&document.title)),
        place => Some(place.name().to_owned()),
    });
    element::set_title(&title.map_or_else(|| "Glossator".to_owned(), |title| format!("{title} – Glossator")));
}

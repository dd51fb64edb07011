//! State that survives a reload: the part of the page's address behind the `#` and a place in the tab's own memory, which are sent
//! nowhere; and the project of a team, where a server gave the page.

use js_sys::{decode_uri_component, encode_uri_component};
use wasm_bindgen::JsValue;

/// The words that were remembered last, in this tab.
#[must_use]
pub fn remembered() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    decode_uri_component(hash.strip_prefix('#')?).ok().map(String::from)
}

/// The place that this tab kept before it was loaded again. The browser's own memory of it is no help for an article that is
/// drawn bit by bit, and is switched off.
#[must_use]
pub fn kept() -> Option<String> {
    let window = web_sys::window()?;
    let _ = window.history().ok()?.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    window.session_storage().ok()??.get_item(PLACE).ok()?
}

/// The project that this tab has open, if it chose one.
#[must_use]
pub fn project() -> Option<String> {
    web_sys::window()?.session_storage().ok()??.get_item(PROJECT).ok()?
}

/// Keeps the project for this tab, until it is closed.
pub fn keep_project(project: &str) {
    let storage = web_sys::window().and_then(|window| window.session_storage().ok().flatten());
    // Without that memory a reload opens the project that was opened last.
    let _ = storage.map(|storage| storage.set_item(PROJECT, project));
}

/// True if a server gave the page; false if it is a file.
#[must_use]
pub fn is_served() -> bool {
    let protocol = web_sys::window().and_then(|window| window.location().protocol().ok());
    protocol.is_some_and(|protocol| protocol.starts_with("http"))
}

/// The name that stands behind `?project=` in the address of a page that a server gave.
#[must_use]
pub fn team() -> Option<String> {
    let query = web_sys::window()?.location().search().ok().filter(|_| is_served())?;
    let name = query.strip_prefix('?')?.split('&').find_map(|part| part.strip_prefix("project="))?;
    decode_uri_component(name).ok().map(String::from)
}

/// The link by which somebody else comes to the project that the team has under that name.
#[must_use]
pub fn link(team: &str) -> Option<String> {
    let location = web_sys::window().filter(|_| is_served())?.location();
    Some(format!("{}{}?project={team}", location.origin().ok()?, location.pathname().ok()?))
}

/// Lets this tab have another project once the page is loaded again. The address names that of a team.
pub fn turn_to_project(project: &str, team: Option<&str>) {
    let Some(window) = web_sys::window() else { return };
    let _ = window.session_storage().ok().flatten().map(|storage| {
        let _ = storage.remove_item(PLACE);
        storage.set_item(PROJECT, project)
    });
    // The article is one of the other project.
    let address = match team {
        Some(name) => format!("?project={name}#"),
        None if self::team().is_some() => window.location().pathname().unwrap_or_default(),
        None => "#".to_owned(),
    };
    let _ =
        window.history().map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
}

/// Loads the page again.
pub fn reload() {
    let _ = web_sys::window().map(|window| window.location().reload());
}

/// Keeps a place for this tab, until it is closed.
pub fn keep(place: &str) {
    let storage = web_sys::window().and_then(|window| window.session_storage().ok().flatten());
    // Without that memory a reload begins at the start.
    let _ = storage.map(|storage| storage.set_item(PLACE, place));
}

/// The name of the project in the tab's memory.
const PROJECT: &str = "glossator/project";

/// The name of the place in the tab's memory.
const PLACE: &str = "glossator/place";

/// Remembers it instead of what was remembered before, without a step in the browser's history.
pub fn remember(words: &str) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else { return };
    let hash = format!("#{}", String::from(encode_uri_component(words)));
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&hash));
}

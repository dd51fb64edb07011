//! The items of an open menu, and the focus among them.

use super::element::{self, Element};
use wasm_bindgen::JsCast;
use web_sys::{Event, FocusEvent, Node};

/// The item that is to have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The first one.
    First,
    /// The last one.
    Last,
    /// The one below, and below the last one the first.
    Next,
    /// The one above, and above the first one the last.
    Previous,
    /// The next one whose words begin with that letter.
    Letter(char),
}

/// The items that can be chosen now, of the menu with that id.
fn items(menu: &str) -> Vec<Element> {
    let mut items = element::all(&format!("#{menu} [role^='menuitem']:not(:disabled)"));
    items.retain(|item| item.get_client_rects().length() > 0);
    items
}

/// Gives the focus to an item of the menu with that id.
pub fn step(menu: &str, step: Step) {
    let items = items(menu);
    let Some(last) = items.len().checked_sub(1) else { return };
    let here = items.iter().position(element::has_focus);
    let after = here.map_or(0, |here| here + 1) % items.len();
    let to = match step {
        Step::First => 0,
        Step::Last => last,
        Step::Next => after,
        Step::Previous => here.and_then(|here| here.checked_sub(1)).unwrap_or(last),
        Step::Letter(letter) => {
            let begins = |at: &usize| {
                let words = items[*at].text_content().unwrap_or_default();
                words.trim_start().to_lowercase().starts_with(letter)
            };
            let Some(to) = (after..items.len()).chain(0..after).find(begins) else { return };
            to
        }
    };
    element::focus(&items[to]);
}

/// Gives the focus to the element with that id.
pub fn return_to(id: &str) {
    element::find(&format!("#{id}")).iter().for_each(element::focus);
}

/// True if the focus goes to something outside of the element with that id.
#[must_use]
pub fn is_left(event: &FocusEvent, id: &str) -> bool {
    let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
    element::find(&format!("#{id}")).is_none_or(|around| !around.contains(to.as_ref()) || to.is_none())
}

/// True if an item was chosen, and not what stands around it.
#[must_use]
pub fn is_choice(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest("[role^='menuitem'], [data-closes]").ok().flatten().is_some())
}

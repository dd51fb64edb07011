//! Rows that a person puts in order: by dragging, or by Alt and an arrow.

use super::icon::{LuGripVertical, icon};
use yew::prelude::*;

/// A row of a list in which it has that place. Told where from and where to, by the places; without that, nobody may move it.
pub fn row(
    key: &str,
    (list, place, count): (&'static str, usize, usize),
    is_current: bool,
    moved: Option<Callback<(usize, usize)>>,
    content: Html,
) -> Html {
    let is_current = is_current.then_some("true");
    let Some(moved) = moved else {
        return html! { <li key={key.to_owned()} aria-current={is_current}>{ content }</li> };
    };
    let by_key = moved.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let to = match &*event.key() {
            _ if !event.alt_key() || event.ctrl_key() || event.meta_key() => None,
            "ArrowUp" => place.checked_sub(1),
            "ArrowDown" => Some(place + 1).filter(|to| *to < count),
            _ => None,
        };
        if let Some(to) = to {
            event.prevent_default();
            event.stop_propagation();
            by_key.emit((place, to));
        }
    });
    let ondragstart = Callback::from(move |event: DragEvent| {
        if let Some(carried) = event.data_transfer() {
            let _ = carried.set_data("text/plain", &format!("{list}/{place}"));
        }
    });
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    let ondrop = Callback::from(move |event: DragEvent| {
        event.prevent_default();
        let carried = event.data_transfer().and_then(|carried| carried.get_data("text/plain").ok());
        let from = carried.and_then(|carried| carried.strip_prefix(list)?.strip_prefix('/')?.parse().ok());
        if let Some(from) = from.filter(|from| *from != place) {
            moved.emit((from, place));
        }
    });
    html! {
        <li key={key.to_owned()} draggable="true" aria-current={is_current} {onkeydown} {ondragstart} {ondragover} {ondrop}>
            <span class="grip" aria-hidden="true" title="Drag, or Alt with ↑ and ↓">{ icon(LuGripVertical) }</span>
            { content }
        </li>
    }
}

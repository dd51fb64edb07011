//! Tables whose cells have the focus one at a time, and of which not all rows are drawn: where they are scrolled to, and what of
//! them goes to the clipboard and comes from there.

use super::element::{document, has_focus, is_focus_lost, rectangle, window_height};
use std::ops::Range;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Event, HtmlElement, HtmlInputElement};

fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// Gives the focus to the cell with that id, and shows all of it.
pub fn focus(cell: &str) {
    if let Some(cell) = by_id(cell) {
        super::element::focus(&cell);
        super::scroll::nearest(&cell);
    }
}

/// Gives the focus to the table while the cell that had it is not drawn.
pub fn keep_focus(table: &str) {
    if let Some(table) = by_id(table).filter(|_| is_focus_lost()) {
        super::element::focus(&table);
    }
}

/// True if something in the table has the focus.
#[must_use]
pub fn is_within(table: &str) -> bool {
    by_id(table).is_some_and(|table| has_focus(&table))
}

/// Gives the focus to the field in the table, and writes that into it, all of it selected or with the caret behind it.
pub fn begin(field: &str, words: &str, selects: bool) {
    let Some(field) = by_id(field) else { return };
    super::element::focus(&field);
    if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
        field.set_value(words);
        if selects {
            field.select();
        } else {
            let end = u32::try_from(words.encode_utf16().count()).unwrap_or(u32::MAX);
            let _ = field.set_selection_range(end, end);
        }
    }
}

/// The rows, equally high, that are in view, whether they are drawn or not.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows are counted")]
pub fn rows_in_view(table: &str) -> Option<Range<usize>> {
    let table = by_id(table)?;
    let row = table.query_selector("tbody > [aria-rowindex]").ok()??;
    let number: i32 = row.get_attribute("aria-rowindex")?.parse().ok()?;
    let head = table.query_selector("thead").ok()??.dyn_into::<HtmlElement>().ok()?.offset_height();
    let (own, all) = (rectangle(&row), rectangle(&table));
    let height = own.bottom - own.top;
    // The head is the first row, and rows are counted from 1.
    let row_at = |place: f64| (f64::from(number) - 2.0 + (place - own.top) / height).max(0.0);
    let (first, last) = (row_at(all.top + f64::from(head)), row_at(all.bottom.min(window_height())).ceil());
    (height > 0.0).then_some(first as usize..last as usize)
}

/// The heads of columns that are in view, by their place. A head that stays in view counts as the one in its place.
#[must_use]
pub fn heads_in_view(table: &str) -> Option<Range<usize>> {
    let table = by_id(table)?;
    let all = rectangle(&table);
    let heads = table.query_selector_all("thead th").ok()?;
    let heads = (0..heads.length()).filter_map(|at| heads.item(at)?.dyn_into::<Element>().ok());
    let heads: Vec<_> = heads.map(|head| rectangle(&head)).collect();
    let first = heads.iter().filter(|head| head.right <= all.left).count();
    Some(first..heads.iter().filter(|head| head.left < all.right).count())
}

/// The value of an attribute that a row, or something in it, has at that place of the window.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "pixels of a screen")]
pub fn attribute_at(x: i32, y: i32, attribute: &str) -> Option<String> {
    let there = document()?.element_from_point(x as f32, y as f32)?;
    there.closest(&format!("[{attribute}]")).ok()??.get_attribute(attribute)
}

/// The text that is pasted there; the page does nothing else with it.
#[must_use]
pub fn pasted(event: &Event) -> Option<String> {
    let text = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()?;
    event.prevent_default();
    Some(text)
}

/// Gives that to the clipboard.
pub fn copy(event: &Event, text: &str) {
    if let Some(clipboard) = event.dyn_ref().and_then(ClipboardEvent::clipboard_data) {
        event.prevent_default();
        let _ = clipboard.set_data("text/plain", text);
    }
}

/// The length by which the list is scrolled, in the page's font size.
#[must_use]
pub fn scrolled(list: &str) -> Option<f64> {
    Some(f64::from(by_id(list)?.scroll_top()) / root_size())
}

/// Scrolls the list no further than needed to show what stands between these lengths from its start, in the page's font size.
pub fn show_part(list: &str, start: f64, end: f64) {
    let Some(list) = by_id(list) else { return };
    let (start, end) = (start * root_size(), end * root_size());
    let (above, height) = (f64::from(list.scroll_top()), f64::from(list.client_height()));
    if start < above {
        list.set_scroll_top(super::element::whole(start));
    } else if end > above + height {
        list.set_scroll_top(super::element::whole(end - height));
    }
}

fn root_size() -> f64 {
    const USUAL: f64 = 16.0;
    let size = || {
        let root = document()?.document_element()?;
        let looks = web_sys::window()?.get_computed_style(&root).ok()??;
        Some(js_sys::parse_float(&looks.get_property_value("font-size").ok()?))
    };
    size().filter(|size| *size > 0.0).unwrap_or(USUAL)
}

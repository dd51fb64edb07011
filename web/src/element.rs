//! Elements of the page: finding, focusing, scrolling to and placing them.

use std::ops::Range;
use wasm_bindgen::JsCast;
pub use web_sys::Element;
use web_sys::{DomRect, HtmlCollection, HtmlElement, HtmlInputElement};

/// A rectangle in the window, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rectangle {
    /// From the window's left edge.
    pub left: f64,
    /// From the window's upper edge.
    pub top: f64,
    /// Its right edge, from the window's left one.
    pub right: f64,
    /// Its lower edge, from the window's upper one.
    pub bottom: f64,
}

/// Says that the first article is drawn and answers input.
pub fn mark_ready() {
    mark_page("data-ready", "true");
}

/// Writes the window's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The first element that the CSS selector matches.
#[must_use]
pub fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok()?
}

/// Gives the element the keyboard's focus, without scrolling.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Writes that into the field with the id, and gives it the keyboard's focus, with all of it selected.
pub fn begin_writing(id: &str, words: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        focus(&element);
        if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
            field.set_value(words);
            field.select();
        }
    }
}

/// True if the focus is in the element.
#[must_use]
pub fn has_focus(element: &Element) -> bool {
    document()
        .and_then(|document| document.active_element())
        .is_some_and(|active| element.contains(Some(&active)))
}

/// The element that has the keyboard's focus.
#[must_use]
pub fn focused() -> Option<Element> {
    document()?.active_element()
}

/// Takes the keyboard's focus from the element, if it has it.
pub fn leave(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.blur();
    }
}

/// Selects all that stands in the field, so that typing begins anew.
pub fn select_all(field: &Element) {
    if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
        field.select();
    }
}

/// True if nothing has the keyboard's focus, or something that is about to lose it because it was switched off.
#[must_use]
pub fn is_focus_lost() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_none_or(|active| active.matches("body, :disabled").unwrap_or(false))
}

/// Matches the bar that stays in view while the page is scrolled.
pub const BAR: &str = ".top-bar";

fn bar() -> Option<Rectangle> {
    find(BAR).map(|bar| rectangle(&bar))
}

/// The pixels at the window's upper edge that the bar and the strip of failures cover.
pub(super) fn covered() -> f64 {
    let strip = find(".alerts").map(|strip| rectangle(&strip));
    [bar(), strip].into_iter().flatten().map(|it| it.bottom).fold(0.0, f64::max)
}

/// Tells the style sheet how high the bar is that stays in view, which its words and the browser's fonts decide.
pub fn measure_bar() {
    let root = root().and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some((root, bar)) = root.zip(bar()) {
        let _ = root.style().set_property("--bar", &pixels(bar.bottom - bar.top));
    }
}

/// The part of the element that is in the window and not covered by the bar; empty where nothing is.
#[must_use]
pub fn in_sight(element: &Element) -> Rectangle {
    let Rectangle { left, top, right, bottom } = rectangle(element);
    Rectangle { left, top: top.max(covered()), right, bottom: bottom.min(window_height()) }
}

pub(super) fn window_height() -> f64 {
    web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default()
}

/// Matches what names annotations: a piece of the article, or an entry of a list.
pub(super) const NAMING: &str = "mark[data-annotations], [data-annotation]";

/// The annotations that the element names.
pub(super) fn names(element: &Element) -> Option<String> {
    element.get_attribute("data-annotations").or_else(|| element.get_attribute("data-annotation"))
}

/// Lets the style sheet know everything that names the annotation.
pub(super) fn light(annotation: &str) -> Vec<Element> {
    let named = format!("mark[data-annotations~=\"{annotation}\"], [data-annotation=\"{annotation}\"]");
    let named = all(&named);
    for element in &named {
        let _ = element.set_attribute("data-near", "true");
    }
    named
}

/// And no longer.
pub(super) fn put_out(elements: &[Element]) {
    for element in elements {
        let _ = element.remove_attribute("data-near");
    }
}

/// An element that is laid out as a whole although nobody sees it, until this is dropped.
pub struct LaidOut(HtmlElement);

impl Drop for LaidOut {
    fn drop(&mut self) {
        let _ = self.0.style().remove_property("content-visibility");
    }
}

/// Lays out the element around that one which the selector matches.
#[must_use = "it is so until this is dropped"]
pub fn lay_out(inside: &Element, selector: &str) -> Option<LaidOut> {
    let element = inside.closest(selector).ok()??.dyn_into::<HtmlElement>().ok()?;
    element.style().set_property("content-visibility", "visible").ok()?;
    Some(LaidOut(element))
}

/// Tells the style sheet how many lines the element is likely to have, where that is not known because nobody has seen it.
pub fn estimate_lines(element: &Element, lines: usize) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.style().set_property("--lines", &lines.to_string());
    }
}

/// Puts a fixed overlay below what it belongs to, or above where there is no room below, and in the window wherever there is
/// none at all. Its left edge follows, but the overlay stays within the column as far as that is wide enough. The stylesheet
/// decides where narrow or touch screens want it.
pub fn place_below(overlay: &Element, target: Rectangle, column: Rectangle) {
    const GAP: f64 = 6.0;
    let Some(window) = web_sys::window() else { return };
    let Some(overlay) = overlay.dyn_ref::<HtmlElement>() else { return };
    let [width, height] = [window.inner_width(), window.inner_height()]
        .map(|length| length.ok().and_then(|length| length.as_f64()).unwrap_or_default());
    let style = overlay.style();
    let _ = style.set_property("--column", &pixels(column.right - column.left));
    let Rectangle { left, right, top, bottom } = rectangle(overlay);
    let (own_width, own_height) = (right - left, bottom - top);
    let (covered, lowest) = (covered() + GAP, height - own_height - GAP);
    let (above, below) = (target.top - own_height - GAP, target.bottom + GAP);
    let top = if below > lowest && above >= covered { above } else { below };
    let left = target.left.min(column.right - own_width).max(column.left);
    let _ = style.set_property("left", &pixels(left.min(width - own_width - GAP).max(GAP)));
    let _ = style.set_property("top", &pixels(top.min(lowest).max(covered)));
}

/// Puts an overlay that scrolls with the page over that rectangle of the page.
pub fn place_over(overlay: &Element, Rectangle { left, top, right, bottom }: Rectangle) {
    let Some(overlay) = overlay.dyn_ref::<HtmlElement>() else { return };
    let style = overlay.style();
    for (property, length) in [("left", left), ("top", top), ("height", bottom - top)] {
        let _ = style.set_property(property, &pixels(length));
    }
    // An overlay that has no width of its own looks as the style sheet says.
    if right > left {
        let _ = style.set_property("width", &pixels(right - left));
    }
}

/// Gives a path of a drawing its outline.
pub fn draw(path: &Element, outline: &str) {
    let _ = path.set_attribute("d", outline);
}

/// A rectangle of the window as one of the page, which does not change when that is scrolled.
#[must_use]
pub fn on_page(Rectangle { left, top, right, bottom }: Rectangle) -> Rectangle {
    let scrolled = |of: fn(&web_sys::Window) -> Result<f64, wasm_bindgen::JsValue>| {
        web_sys::window().and_then(|window| of(&window).ok()).unwrap_or_default()
    };
    let (x, y) = (scrolled(web_sys::Window::scroll_x), scrolled(web_sys::Window::scroll_y));
    Rectangle { left: left + x, top: top + y, right: right + x, bottom: bottom + y }
}

/// A rectangle of the window, from the upper left corner of an element.
#[must_use]
pub fn within(Rectangle { left, top, right, bottom }: Rectangle, element: &Element) -> Rectangle {
    let Rectangle { left: x, top: y, .. } = rectangle(element);
    Rectangle { left: left - x, top: top - y, right: right - x, bottom: bottom - y }
}

/// Everything that the CSS selector matches.
#[must_use]
pub fn all(selector: &str) -> Vec<Element> {
    let all = document().and_then(|document| document.query_selector_all(selector).ok());
    let length = all.as_ref().map_or(0, web_sys::NodeList::length);
    let element = |index| all.as_ref()?.item(index)?.dyn_into().ok();
    (0..length).filter_map(element).collect()
}

/// The children of the element that the CSS selector matches.
#[must_use]
pub fn children(selector: &str) -> Vec<Element> {
    find(selector).map(|parent| children_of(&parent)).unwrap_or_default()
}

/// The children of an element.
#[must_use]
pub fn children_of(parent: &Element) -> Vec<Element> {
    elements(&parent.children())
}

pub(super) fn elements(list: &HtmlCollection) -> Vec<Element> {
    (0..list.length()).filter_map(|index| list.item(index)).collect()
}

/// The range of elements, standing below each other, that are in the window at least in part.
#[must_use]
pub fn in_view(elements: &[Element]) -> Range<usize> {
    let height = window_height();
    let first = elements.partition_point(|element| rectangle(element).bottom < 0.0);
    let behind = elements.partition_point(|element| rectangle(element).top < height);
    first..behind.max(first)
}

/// By how many rows a list is scrolled beyond the first one of equally high rows that stand in it between a first and a
/// last element that keep the room of others.
#[must_use]
pub fn rows_above(list: &str) -> Option<isize> {
    let rows = children(list);
    let [_, rows @ .., _] = &rows[..] else { return None };
    let (top, bottom) = (rectangle(rows.first()?).top, rectangle(rows.last()?).bottom);
    let rows = f64::from(u32::try_from(rows.len()).ok()?);
    let above = (rectangle(&find(list)?).top - top) / (bottom - top) * rows;
    (bottom > top).then(|| whole(above) as isize)
}

/// The style sheet's way to write it, in whole pixels: an overlay's edges are as sharp as those of text.
fn pixels(length: f64) -> String {
    format!("{}px", whole(length))
}

/// The nearest whole number of pixels.
#[expect(clippy::cast_possible_truncation, reason = "a window is not that wide")]
#[must_use]
pub fn whole(length: f64) -> i32 {
    length.round() as i32
}

/// Gives the focus to the neighbour of the row that has it, or in whose parent it is. Rows are what the selector matches.
pub fn focus_neighbour(rows: &str, forward: bool) {
    let rows = all(rows);
    let here = rows.iter().position(|row| row.parent_element().as_ref().is_some_and(has_focus));
    let next = here.and_then(|here| if forward { here.checked_add(1) } else { here.checked_sub(1) });
    if let Some(row) = next.and_then(|next| rows.get(next)) {
        focus(row);
        super::scroll::nearest(row);
    }
}

/// Says something about the whole page to the style sheet; empty for nothing. Only what is new makes the browser look for the
/// style of everything again.
pub fn mark_page(attribute: &str, value: &str) {
    if let Some(root) = root().filter(|_| !is_marked(attribute, value)) {
        let _ = root.set_attribute(attribute, value);
    }
}

/// Tells the style sheet a length of the whole page, in CSS pixels, by the name of a custom property.
pub fn measure_page(property: &str, length: f64) {
    let Some(root) = root().and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    let now = web_sys::window().and_then(|window| window.get_computed_style(&root).ok()?);
    let now = now.and_then(|now| now.get_property_value(property).ok()).unwrap_or_default();
    // Only what is new makes the browser look for the style of everything again.
    let length = pixels(length);
    if now.trim() != length {
        let _ = root.style().set_property(property, &length);
    }
}

/// Says whether the style sheet knows that about the whole page.
#[must_use]
pub fn is_marked(attribute: &str, value: &str) -> bool {
    root().and_then(|root| root.get_attribute(attribute)).unwrap_or_default() == value
}

fn root() -> Option<Element> {
    document()?.document_element()
}

/// Prints the page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// True if nobody can see the page now.
#[must_use]
pub fn is_hidden() -> bool {
    document().is_none_or(|document| document.hidden())
}

/// The place of the element in the window.
#[must_use]
pub fn rectangle(element: &Element) -> Rectangle {
    element.get_bounding_client_rect().into()
}

pub(crate) fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

impl From<DomRect> for Rectangle {
    fn from(rect: DomRect) -> Self {
        Self { left: rect.left(), top: rect.top(), right: rect.right(), bottom: rect.bottom() }
    }
}

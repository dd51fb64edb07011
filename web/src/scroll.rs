//! Scrolling: the window, a list, whatever scrolls around an element.
//!
//! It does not know the elements of the page: they are given to it.

use super::element::{covered, rectangle, whole, window_height};
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Scrolls the page by what is seen of it, less a few lines. True if it moved.
#[must_use]
pub fn by_window(forward: bool) -> bool {
    /// Pixels that are seen before and afterwards.
    const KEPT: f64 = 80.0;
    let Some(window) = web_sys::window() else { return false };
    let scrolled = || window.scroll_y().unwrap_or_default();
    let distance = (window_height() - covered() - KEPT).max(KEPT);
    let before = scrolled();
    window.scroll_by_with_x_and_y(0.0, if forward { distance } else { -distance });
    (scrolled() - before).abs() >= 1.0
}

/// Scrolls the element to the middle if it is not in view: of the window, or of the part of it that a sheet at its lower edge
/// leaves. The list is what scrolls around it, if that is not the page.
pub fn to(element: &Element, sheet: Option<&Element>, list: Option<&Element>) {
    let own = rectangle(element);
    let over = sheet.map(rectangle).filter(|sheet| sheet.left < own.right && sheet.right > own.left);
    let height = over.map_or_else(window_height, |sheet| sheet.top);
    let top = list.map_or_else(covered, |list| rectangle(list).top);
    if own.top >= top && own.bottom <= height {
        return;
    }
    if over.is_some() {
        let distance = f64::midpoint(own.top, own.bottom) - f64::midpoint(top, height);
        match list {
            Some(list) => by(list, distance),
            None => {
                if let Some(window) = web_sys::window() {
                    window.scroll_by_with_x_and_y(0.0, distance);
                }
            }
        }
        return;
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls so that the element begins so many pixels below the upper edge of the window.
pub fn to_top(element: &Element, top: i32) {
    if let Some(window) = web_sys::window() {
        window.scroll_by_with_x_and_y(0.0, rectangle(element).top - f64::from(top));
    }
}

/// Scrolls the page to the start of the element, if that lies in the lower half of what is seen, or below.
pub fn up_to_start(element: &Element) {
    if rectangle(element).top > f64::midpoint(covered(), window_height()) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Start);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls the element's own list no further than needed to show it.
pub fn nearest(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls whatever scrolls around the element no further than needed to show it, but never the page.
pub fn around(element: &Element) {
    let mut around = element.parent_element();
    while let Some(list) = around.filter(|list| !list.matches("body").unwrap_or(true)) {
        if list.scroll_height() > list.client_height() {
            let (seen, own) = (rectangle(&list), rectangle(element));
            let below = own.bottom - seen.bottom.min(window_height());
            let above = own.top - seen.top;
            let distance = if below > 0.0 { below.min(above) } else { above.min(0.0) };
            list.set_scroll_top(list.scroll_top() + whole(distance));
        }
        around = list.parent_element();
    }
}

/// Scrolls a list so that one of its elements begins at that height of the window, or as near as both ends allow, and all of it is
/// in view.
pub fn beside(list: &Element, element: &Element, top: f64) {
    /// Pixels above and below.
    const GAP: f64 = 8.0;
    let (around, own) = (rectangle(list), rectangle(element));
    let lowest = around.bottom - (own.bottom - own.top) - GAP;
    let wanted = top.min(lowest).max(around.top + GAP);
    list.set_scroll_top(list.scroll_top() + whole(own.top - wanted));
}

/// Scrolls an element by so many pixels, or as far as both ends allow.
pub fn by(element: &Element, distance: f64) {
    element.set_scroll_top(element.scroll_top() + whole(distance));
}

/// The pixels that an element is scrolled down.
#[must_use]
pub fn scrolled(element: &Element) -> f64 {
    element.scroll_top().into()
}

/// Back to the start of the page.
pub fn to_start() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

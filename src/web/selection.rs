//! The text selection, as positions in blocks.
//!
//! The browser counts UTF-16 units inside whatever nodes the drawing happens to consist of; here each end of a
//! selection becomes a block and an offset from its start, and back. Browsers put an end between blocks, on
//! elements, or outside the article; such an end moves to the nearest end of a block inside the selection.

use super::element::Rectangle;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, NodeList, Range, Selection};

/// A position in the drawn article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The block's number.
    pub block: usize,
    /// UTF-16 units from the block's start.
    pub utf16: usize,
}

/// What is selected in the article, the earlier end first. Not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selected {
    /// The first position.
    pub start: Position,
    /// Behind the last position.
    pub end: Position,
}

/// The selection inside the element that matches the selector, if it began there and is not empty.
#[must_use]
pub fn read(reader: &str) -> Option<Selected> {
    let reader = super::element::find(reader)?;
    let selection = selection()?;
    if selection.is_collapsed() || !reader.contains(selection.anchor_node().as_ref()) {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    let start = position(&range.start_container().ok()?, range.start_offset().ok()?);
    let end = position(&range.end_container().ok()?, range.end_offset().ok()?);
    let touched = || blocks(&reader).filter(|block| range.intersects_node(block).unwrap_or(false));
    let start = start.or_else(|| touched().next().and_then(|block| position(&block, 0)))?;
    let end = end.or_else(|| {
        let last = touched().last()?;
        position(&last, last.child_nodes().length())
    })?;
    ((start.block, start.utf16) < (end.block, end.utf16)).then_some(Selected { start, end })
}

/// Whether the selection began in the element but its moving end has left it. The browser then selects everything up
/// to whatever the pointer is over.
#[must_use]
pub fn has_left(reader: &str) -> bool {
    let ends = super::element::find(reader).zip(selection());
    ends.is_some_and(|(reader, selection)| {
        reader.contains(selection.anchor_node().as_ref()) && !reader.contains(selection.focus_node().as_ref())
    })
}

/// Selects anew what was selected before the drawing changed under it.
pub fn restore(reader: &str, selected: Selected) {
    let Some(reader) = super::element::find(reader) else { return };
    let point = |position: Position| {
        let number = position.block.to_string();
        let block =
            blocks(&reader).find(|block| block.get_attribute("data-block").as_deref() == Some(&number))?;
        text_point(&block, position.utf16)
    };
    let (Some((start, start_offset)), Some((end, end_offset))) = (point(selected.start), point(selected.end))
    else {
        return;
    };
    if let Some(selection) = selection() {
        let _ = selection.set_base_and_extent(&start, start_offset, &end, end_offset);
    }
}

/// Selects nothing.
pub fn clear() {
    if let Some(selection) = selection() {
        let _ = selection.remove_all_ranges();
    }
}

/// Where the selected words are in the window.
#[must_use]
pub fn rectangle() -> Option<Rectangle> {
    let range = selection()?.get_range_at(0).ok()?;
    Some(range.get_bounding_client_rect().into())
}

fn selection() -> Option<Selection> {
    web_sys::window()?.get_selection().ok()?
}

fn blocks(reader: &Element) -> impl Iterator<Item = Element> + use<> {
    let list: Option<NodeList> = reader.query_selector_all("[data-block]").ok();
    let length = list.as_ref().map_or(0, NodeList::length);
    (0..length).filter_map(move |index| list.as_ref()?.item(index)?.dyn_into().ok())
}

/// The block around a point, and how far into it the point is.
fn position(container: &Node, offset: u32) -> Option<Position> {
    let element = container.dyn_ref::<Element>().cloned().or_else(|| container.parent_element())?;
    let block = element.closest("[data-block]").ok()??;
    let number = block.get_attribute("data-block")?.parse().ok()?;
    let before = Range::new().ok()?;
    before.set_start(&block, 0).ok()?;
    before.set_end(container, offset).ok()?;
    let utf16 = String::from(before.to_string()).encode_utf16().count();
    Some(Position { block: number, utf16 })
}

/// The text node and the offset in it where so many UTF-16 units of the block are over.
fn text_point(block: &Element, utf16: usize) -> Option<(Node, u32)> {
    let mut left = u32::try_from(utf16).ok()?;
    let mut found = None;
    let mut waiting = vec![block.clone().unchecked_into::<Node>()];
    while let Some(node) = waiting.pop() {
        if node.node_type() == Node::TEXT_NODE {
            let length = node.dyn_ref::<web_sys::CharacterData>()?.length();
            if left <= length {
                return Some((node, left));
            }
            left -= length;
            found = Some((node, length));
            continue;
        }
        let children = node.child_nodes();
        waiting.extend((0..children.length()).rev().filter_map(|index| children.item(index)));
    }
    found
}

//! The text selection, as positions in blocks.
//!
//! The browser counts UTF-16 units inside whatever nodes the drawing happens to consist of; here each end of a
//! selection becomes a block and an offset from its start, and back. Browsers put an end between blocks, on
//! elements, or outside the article; such an end moves to the nearest end of a block inside the selection.

use super::element::Rectangle;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, DomRectList, Element, Node, NodeList, Range, Selection};

/// A position in the drawn article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The block's number.
    pub block: usize,
    /// UTF-16 units from the block's start.
    pub utf16: usize,
}

/// The selection in the article, the earlier end first. Not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selected {
    /// The first position.
    pub start: Position,
    /// Behind the last position.
    pub end: Position,
    /// True if its start is the end that moves.
    pub backward: bool,
}

#[wasm_bindgen]
extern "C" {
    // web-sys has only what stands in a standard; this is how Chromium and Safari say it.
    #[wasm_bindgen(extends = Document)]
    type PointedDocument;

    #[wasm_bindgen(method, catch, js_name = caretRangeFromPoint)]
    fn caret_range_from_point(this: &PointedDocument, x: i32, y: i32) -> Result<Option<Range>, JsValue>;

    // web-sys has highlights only behind its flag for unstable interfaces. Not every browser has them.
    #[wasm_bindgen(js_namespace = ["CSS", "highlights"], catch, js_name = set)]
    fn set_highlight(name: &str, highlight: &Highlight) -> Result<JsValue, JsValue>;

    type Highlight;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<Highlight, JsValue>;

    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &Range) -> Highlight;
}

/// The selection inside the element that matches the selector, if it began there and is not empty.
#[must_use]
pub fn read(reader: &str) -> Option<Selected> {
    let reader = super::element::find(reader)?;
    let selection = selection()?;
    // Asked whether it is collapsed, Chromium lays out the page first.
    let anchor = (selection.anchor_node(), selection.anchor_offset());
    let is_empty = anchor == (selection.focus_node(), selection.focus_offset());
    if is_empty || !reader.contains(anchor.0.as_ref()) {
        return None;
    }
    let range = last_range(&selection)?;
    let start = position(&range.start_container().ok()?, range.start_offset().ok()?);
    let end = position(&range.end_container().ok()?, range.end_offset().ok()?);
    let touched = || blocks(&reader).filter(|block| range.intersects_node(block).unwrap_or(false));
    let start = start.or_else(|| touched().next().and_then(|block| position(&block, 0)))?;
    let end = end.or_else(|| {
        let last = touched().last()?;
        position(&last, last.child_nodes().length())
    })?;
    let backward = anchor != (range.start_container().ok(), range.start_offset().unwrap_or_default());
    ((start.block, start.utf16) < (end.block, end.utf16)).then_some(Selected { start, end, backward })
}

/// The end of the selection that moves, also of an empty one.
#[must_use]
pub fn focus() -> Option<Position> {
    let selection = selection()?;
    position(&selection.focus_node()?, selection.focus_offset())
}

/// The position in the article that is drawn nearest to that point of the window, if that is in it.
#[must_use]
pub fn at_point(reader: &str, x: i32, y: i32) -> Option<Position> {
    let (node, offset) = point_at(x, y)?;
    super::element::find(reader).filter(|reader| reader.contains(Some(&node)))?;
    position(&node, offset)
}

#[expect(clippy::cast_precision_loss, reason = "a window is not that wide")]
fn point_at(x: i32, y: i32) -> Option<(Node, u32)> {
    let document: PointedDocument = web_sys::window()?.document()?.unchecked_into();
    if let Ok(range) = document.caret_range_from_point(x, y) {
        let range = range?;
        return Some((range.start_container().ok()?, range.start_offset().ok()?));
    }
    let found = document.caret_position_from_point(x as f32, y as f32)?;
    Some((found.offset_node()?, found.offset()))
}

/// The place in the window at which a caret is drawn. Where a line is broken there, it is at the start of the next one, or at
/// the end of the one before if it is `behind` a character rather than in front of one.
#[must_use]
pub fn caret(reader: &str, at: Position, behind: bool) -> Option<Rectangle> {
    caret_in(&super::element::find(reader)?, at, behind)
}

/// The same in the element of an article.
#[must_use]
pub fn caret_in(article: &Element, at: Position, behind: bool) -> Option<Rectangle> {
    let block = block(article, at.block)?;
    let range = Range::new().ok()?;
    let (node, offset) = text_point(&block, at.utf16)?;
    range.set_start(&node, offset).ok()?;
    let there: Rectangle = range.get_bounding_client_rect().into();
    // The character in front of it or behind it; at the block's ends there is none.
    let from = if behind { at.utf16.checked_sub(1) } else { Some(at.utf16) };
    let drawn = from.and_then(|from| {
        let ((start, from), (end, upto)) = (text_point(&block, from)?, text_point(&block, from + 1)?);
        range.set_start(&start, from).ok()?;
        range.set_end(&end, upto).ok()?;
        range.get_client_rects().and_then(|all| all.item(all.length().checked_sub(1)?))
    });
    let drawn = drawn.map_or(there, Rectangle::from);
    // Browsers take such a place for either line.
    if drawn.top < there.bottom && there.top < drawn.bottom {
        return Some(there);
    }
    let is_right = block.matches(":dir(rtl)").unwrap_or(false) != behind;
    let edge = if is_right { drawn.right } else { drawn.left };
    Some(Rectangle { left: edge, right: edge, ..drawn })
}

/// True if the block is written from right to left.
#[must_use]
pub fn is_rtl(reader: &str, number: usize) -> bool {
    let block = super::element::find(reader).and_then(|reader| block(&reader, number));
    block.is_some_and(|block| block.matches(":dir(rtl)").unwrap_or(false))
}

/// The position a line below or above as it is drawn, nearest to so many pixels from the left; or else the end or start
/// of the line. The caller says what is selected afterwards.
#[must_use]
pub fn line(reader: &str, from: Position, forward: bool, left: Option<i32>) -> Option<Position> {
    let (node, offset) = point(&super::element::find(reader)?, from)?;
    let selection = selection()?;
    selection.collapse_with_offset(Some(&node), offset).ok()?;
    let (direction, granularity) =
        (if forward { "forward" } else { "backward" }, if left.is_some() { "line" } else { "lineboundary" });
    selection.modify("move", direction, granularity).ok()?;
    let found = focus()?;
    let Some(left) = left else { return Some(found) };
    let Rectangle { top, bottom, .. } = caret(reader, found, false)?;
    // Above or below the window nothing can be pointed at.
    let pointed = at_point(reader, left, super::element::whole(f64::midpoint(top, bottom)));
    Some(pointed.filter(|pointed| pointed.block == found.block).unwrap_or(found))
}

/// The position that is drawn, so many pixels from the left, where the caret was before the page was scrolled by a window's
/// height. `None` if it could not be scrolled, or nothing of the article is there now.
#[must_use]
pub fn page(reader: &str, from: Position, behind: bool, forward: bool, left: i32) -> Option<Position> {
    /// Lines that the caret keeps from the edges of what is seen; between paragraphs, the one above is meant.
    const ROOM: f64 = 8.0;
    let Rectangle { top, bottom, .. } = caret(reader, from, behind)?;
    let middle = f64::midpoint(top, bottom);
    // Nearer to an edge it would be brought into view afterwards, and the page scrolled back.
    let room = ROOM * (bottom - top);
    let Rectangle { top, bottom, .. } = super::element::in_sight(&super::element::find(reader)?);
    let (top, bottom) = (top + room, bottom - room);
    let line = super::element::whole(middle.clamp(top, bottom.max(top)));
    super::scroll::by_window(forward).then(|| at_point(reader, left, line))?
}

/// Gives words in the elements of articles the look of that name, where the browser can, and takes it from all others.
pub fn highlight(name: &str, words: &[(Element, Selected)]) {
    let range = |(article, Selected { start, end, .. }): &(Element, Selected)| {
        let ((start, from), (end, upto)) = (point(article, *start)?, point(article, *end)?);
        let range = Range::new().ok()?;
        range.set_start(&start, from).ok()?;
        range.set_end(&end, upto).ok()?;
        Some(range)
    };
    if let Ok(highlight) = Highlight::new() {
        for range in words.iter().filter_map(range) {
            highlight.add(&range);
        }
        let _ = set_highlight(name, &highlight);
    }
}

/// The end of the selection that stays, if that is in the element but its moving end has left it. The browser then selects
/// everything up to whatever the pointer is over.
#[must_use]
pub fn left_from(reader: &str) -> Option<Position> {
    let (reader, selection) = (super::element::find(reader)?, selection()?);
    let anchor = selection.anchor_node().filter(|anchor| reader.contains(Some(anchor)))?;
    let has_left = !reader.contains(selection.focus_node().as_ref());
    has_left.then(|| position(&anchor, selection.anchor_offset()))?
}

/// Takes the moving end of the selection to the place in the element that is nearest to that point of the window.
pub fn bring_back(reader: &str, x: i32, y: i32) {
    let (Some(element), Some(selection)) = (super::element::find(reader), selection()) else { return };
    let Rectangle { left, top, right, bottom } = super::element::in_sight(&element);
    let inside = |at: i32, from: f64, upto: f64| {
        let (from, upto) = (super::element::whole(from) + 1, super::element::whole(upto) - 1);
        at.clamp(from, upto.max(from))
    };
    let nearest = at_point(reader, inside(x, left, right), inside(y, top, bottom));
    let (node, offset) = match nearest.and_then(|nearest| point(&element, nearest)) {
        Some((node, offset)) => (Some(node), offset),
        None => (selection.anchor_node(), selection.anchor_offset()),
    };
    if let Some(node) = node {
        let _ = selection.extend_with_offset(&node, offset);
    }
}

/// Selects only what was selected last: Firefox adds to what is selected while Ctrl is down.
pub fn keep_last() {
    let Some(selection) = selection().filter(|selection| selection.range_count() > 1) else { return };
    if let Some((anchor, focus)) = selection.anchor_node().zip(selection.focus_node()) {
        let (from, upto) = (selection.anchor_offset(), selection.focus_offset());
        let _ = selection.set_base_and_extent(&anchor, from, &focus, upto);
    }
}

/// Selects anew what was selected before the drawing changed under it, unless somebody writes in a field.
pub fn restore(reader: &str, selected: Selected) {
    let Some(reader) = super::element::find(reader) else { return };
    let (Some(start), Some(end)) = (point(&reader, selected.start), point(&reader, selected.end)) else {
        return;
    };
    let ((from, from_offset), (to, to_offset)) = if selected.backward { (end, start) } else { (start, end) };
    if let Some(selection) = selection().filter(|_| !super::keyboard::is_writing()) {
        let _ = selection.set_base_and_extent(&from, from_offset, &to, to_offset);
    }
}

/// Selects nothing. A field in which somebody writes keeps its own selection, which is the browser's only one then.
pub fn clear() {
    if let Some(selection) = selection().filter(|_| !super::keyboard::is_writing()) {
        let _ = selection.remove_all_ranges();
    }
}

/// The places of the words in the window, line by line.
#[must_use]
pub fn lines(reader: &str, Selected { start, end, .. }: Selected) -> Vec<Rectangle> {
    let rectangles = || {
        let reader = super::element::find(reader)?;
        let ((start, from), (end, upto)) = (point(&reader, start)?, point(&reader, end)?);
        let range = Range::new().ok()?;
        range.set_start(&start, from).ok()?;
        range.set_end(&end, upto).ok()?;
        range.get_client_rects()
    };
    let rectangles = rectangles();
    let count = rectangles.as_ref().map_or(0, DomRectList::length);
    let mut lines: Vec<Rectangle> = Vec::new();
    for rectangle in (0..count).filter_map(|index| rectangles.as_ref()?.item(index)) {
        let next = Rectangle::from(rectangle);
        match lines.last_mut() {
            // A line may end where the words begin.
            _ if next.right <= next.left => {}
            // A piece of the same line; marks cut lines into pieces.
            Some(line) if next.top < line.bottom && line.top < next.bottom => {
                (line.left, line.right) = (line.left.min(next.left), line.right.max(next.right));
            }
            _ => lines.push(next),
        }
    }
    lines
}

/// The blocks of which something is in the window.
#[must_use]
pub fn in_view(reader: &str) -> std::ops::Range<usize> {
    // A section knows its place without being laid out, its blocks do not.
    let sections = super::element::children(reader);
    let sections = &sections[super::element::in_view(&sections)];
    let blocks: Vec<_> =
        sections.iter().flat_map(|section| super::element::elements(&section.children())).collect();
    let blocks = &blocks[super::element::in_view(&blocks)];
    let number = |block: Option<&Element>| block.and_then(number);
    match (number(blocks.first()), number(blocks.last())) {
        (Some(first), Some(last)) => first..last + 1,
        _ => 0..0,
    }
}

/// The first block of which something is in the window, and the pixels from the upper edge of that to its own.
#[must_use]
pub fn first_in_view(reader: &str) -> Option<(usize, i32)> {
    let first = in_view(reader).next()?;
    let top = super::element::rectangle(&block(&super::element::find(reader)?, first)?).top;
    Some((first, super::element::whole(top)))
}

/// The element of that block.
#[must_use]
pub fn element_of(reader: &str, number: usize) -> Option<Element> {
    block(&super::element::find(reader)?, number)
}

/// The same in the element of an article.
#[must_use]
pub fn element_in(article: &Element, number: usize) -> Option<Element> {
    block(article, number)
}

/// The drawn piece of that block with which the annotation begins there.
#[must_use]
pub fn mark(reader: &str, number: usize, annotation: &str) -> Option<Element> {
    let block = block(&super::element::find(reader)?, number)?;
    block.query_selector(&format!("mark[data-annotations~=\"{annotation}\"]")).ok()?
}

/// The place of the selected words in the window.
#[must_use]
pub fn rectangle() -> Option<Rectangle> {
    let range = last_range(&selection()?)?;
    Some(range.get_bounding_client_rect().into())
}

/// The range that was selected last, at whose ends the selection begins and ends.
fn last_range(selection: &Selection) -> Option<Range> {
    let anchor = (selection.anchor_node(), selection.anchor_offset());
    let begins = |range: &Range| {
        let start = (range.start_container().ok(), range.start_offset().unwrap_or_default());
        let end = (range.end_container().ok(), range.end_offset().unwrap_or_default());
        anchor == start || anchor == end
    };
    let range = |index| selection.get_range_at(index).ok();
    (1..selection.range_count()).filter_map(range).find(begins).or_else(|| range(0))
}

fn selection() -> Option<Selection> {
    web_sys::window()?.get_selection().ok()?
}

fn blocks(reader: &Element) -> impl Iterator<Item = Element> + use<> {
    let list: Option<NodeList> = reader.query_selector_all("[data-block]").ok();
    let length = list.as_ref().map_or(0, NodeList::length);
    (0..length).filter_map(move |index| list.as_ref()?.item(index)?.dyn_into().ok())
}

/// Every section but the last one has as many blocks as the first one, which is always drawn.
fn block(reader: &Element, number: usize) -> Option<Element> {
    let sections = reader.children();
    let size = sections.item(0)?.child_element_count().max(1);
    let number = u32::try_from(number).ok()?;
    sections.item(number / size)?.children().item(number % size)
}

fn number(block: &Element) -> Option<usize> {
    block.get_attribute("data-block")?.parse().ok()
}

fn point(reader: &Element, at: Position) -> Option<(Node, u32)> {
    text_point(&block(reader, at.block)?, at.utf16)
}

/// The block around a point, and how far into it the point is.
fn position(container: &Node, offset: u32) -> Option<Position> {
    let element = container.dyn_ref::<Element>().cloned().or_else(|| container.parent_element())?;
    let block = element.closest("[data-block]").ok()??;
    let number = number(&block)?;
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

//! Rings around words of the article that is in view, and a line to the one who says the open claim; bars beside words that other
//! articles have as well.
//!
//! Words in another part of a long article are left alone until it comes into view: the browser has not laid it out.

use super::READER;
use super::places::extent;
use crate::app::part::Part;
use crate::app::store::Store;
use crate::features::passages::margin::bars;
use crate::features::reader::links::rings;
use glossator_core::text::Text;
use glossator_core::text::span::Span;
use glossator_web::element::{self, Element, Rectangle};
use glossator_web::selection;
use std::fmt::Write as _;
use std::ops::Range;
use std::rc::Rc;

/// The article as it is drawn.
struct Drawn {
    reader: Element,
    text: Rc<Text>,
    in_view: Range<usize>,
}

pub(super) fn place(store: &Store) {
    let paths = element::children("#links");
    let Some(drawn) = Drawn::of(store).filter(|_| !paths.is_empty()) else { return };
    let (rings, open) = store.read(|state| (rings(state), state.open().and_then(|open| open.span())));
    let mut line = String::new();
    for (ring, path) in rings.iter().zip(&paths) {
        let lines = drawn.lines(ring.span);
        element::draw(path, &outline(&lines, ring.part));
        if let Some(open) = open.filter(|_| ring.part == Part::SaidBy) {
            line = between(&drawn.lines(open), &lines).unwrap_or_default();
        }
    }
    if let Some(path) = paths.get(rings.len()) {
        element::draw(path, &line);
    }
}

pub(super) fn place_bars(store: &Store) {
    /// The place beside the words, and the width that answers to a pointer.
    const BESIDE: [f64; 2] = [2.0, 14.0];
    let overlays = element::children("#bars");
    let Some(drawn) = Drawn::of(store).filter(|_| !overlays.is_empty()) else { return };
    let Rectangle { left, right, .. } = element::rectangle(&drawn.reader);
    let [from, upto] = BESIDE.map(|it| right - left + it);
    for (bar, overlay) in store.read(bars).iter().zip(&overlays) {
        let lines = drawn.lines(bar.span);
        if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
            let place = Rectangle { left: from, top: first.top, right: upto, bottom: last.bottom };
            element::place_over(overlay, place);
        }
    }
}

impl Drawn {
    /// The article that is in view; `None` if none is.
    fn of(store: &Store) -> Option<Self> {
        let text = store.read(|state| state.document().map(|document| document.text.clone()))?;
        Some(Self { reader: element::find(READER)?, text, in_view: selection::in_view(READER) })
    }

    /// The places of the words, line by line, from the corner of the article; nothing for those that are not in view.
    fn lines(&self, span: Span) -> Vec<Rectangle> {
        let blocks = self.text.blocks_of(span);
        if *blocks.start() >= self.in_view.end || *blocks.end() < self.in_view.start {
            return Vec::new();
        }
        let extent = extent(&self.text, span, span.end());
        let lines = extent.map(|extent| selection::lines(READER, extent)).unwrap_or_default();
        lines.into_iter().map(|line| element::within(line, &self.reader)).collect()
    }
}

/// A ring around each line. Around the words that attribute a claim it is narrow: they often stand beside the speaker.
fn outline(lines: &[Rectangle], part: Part) -> String {
    const RADIUS: i32 = 4;
    let room = if part == Part::Cue { 1.0 } else { 2.0 };
    let mut outline = String::new();
    for Rectangle { left, top, right, bottom } in lines {
        let [left, top, right, bottom] =
            [left - room, top - 1.0, right + room, bottom + 1.0].map(element::whole);
        let (along, down) = (right - left - 2 * RADIUS, bottom - top - 2 * RADIUS);
        let corner = |x: i32, y: i32| format!("a{RADIUS} {RADIUS} 0 0 1 {x} {y}");
        let [first, second, third, fourth] =
            [(RADIUS, RADIUS), (-RADIUS, RADIUS), (-RADIUS, -RADIUS), (RADIUS, -RADIUS)]
                .map(|(x, y)| corner(x, y));
        let _ = write!(
            outline,
            "M{} {top}h{along}{first}v{down}{second}h{}{third}v{}{fourth}z",
            left + RADIUS,
            -along,
            -down
        );
    }
    outline
}

/// The shortest way from some lines to others; `None` where they touch each other.
fn between(from: &[Rectangle], to: &[Rectangle]) -> Option<String> {
    /// A way that is shorter is none.
    const SHORTEST: f64 = 6.0;
    let pairs = from.iter().flat_map(|from| to.iter().map(move |to| way(from, to)));
    let length = |[x, y, to_x, to_y]: [f64; 4]| (to_x - x).hypot(to_y - y);
    let shortest = pairs.min_by(|one, other| length(*one).total_cmp(&length(*other)))?;
    let [x, y, to_x, to_y] = shortest.map(element::whole);
    (length(shortest) >= SHORTEST).then(|| format!("M{x} {y}L{to_x} {to_y}"))
}

/// The shortest way from one rectangle to another, from the middle of what lies opposite.
fn way(from: &Rectangle, to: &Rectangle) -> [f64; 4] {
    let (x, to_x) = nearest((from.left, from.right), (to.left, to.right));
    let (y, to_y) = nearest((from.top, from.bottom), (to.top, to.bottom));
    [x, y, to_x, to_y]
}

/// The points of two ranges that are nearest to each other.
fn nearest(one: (f64, f64), other: (f64, f64)) -> (f64, f64) {
    if one.1 < other.0 {
        (one.1, other.0)
    } else if other.1 < one.0 {
        (one.0, other.1)
    } else {
        let middle = f64::midpoint(one.0.max(other.0), one.1.min(other.1));
        (middle, middle)
    }
}

//! Focus and scrolling: the elements of the page that effects are about, by their selectors.

use super::READER;
use super::places::position;
use crate::app::effect::{Rows, Target};
use crate::app::intent;
use crate::app::store::Store;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::DocumentId;
use glossator_core::text::span::Span;
use glossator_web::element::{self, Element, Rectangle};
use glossator_web::selection::{self, Position};
use glossator_web::{scroll, timer};

/// Matches the list of annotations.
const LIST: &str = "#rows";

/// Matches its rows, as far as they are drawn.
const ROWS: &str = ".row";

/// Matches the open annotation alone, which may stand over the article.
const SHEET: &str = ".annotations:is([data-state=\"card\"], .beside)";

/// Matches what a search found, as far as it is drawn.
const HITS: &str = ".found button";

/// Matches what scrolls an article that stands beside others.
const LANE: &str = ".lane-text";

/// The share of its height above the claim in focus.
const ABOVE: f64 = 0.25;

/// Matches a section of the article.
const SECTION: &str = ".section";

/// Matches the cell of a table at which the keyboard stops.
const TABLE: &str = ".grid [tabindex=\"0\"]";

/// Matches the name of a place that is about the project as a whole.
const PAGE: &str = "#page";

/// Matches the entry whose fields are in view, in the list of a place.
const ENTRY: &str = ".definitions [aria-current] button";

/// Matches the fields of that entry.
const FIELDS: &str = ".editor";

/// Matches the field of the search.
const SEARCH: &str = "#sought";

/// The element that had the focus before one of these took it.
pub(super) struct Before {
    /// Matches what took it.
    by: &'static str,
    element: Element,
}

/// The element that has the focus, if the target gives it back and does not have it already.
pub(super) fn before(target: Target) -> Option<Before> {
    let by = match target {
        Target::Search => "[data-search]",
        Target::Picker => ".picker",
        Target::Values => "#values",
        _ => return None,
    };
    element::focused().filter(|element| !is_within(element, by)).map(|element| Before { by, element })
}

fn is_within(element: &Element, selector: &str) -> bool {
    element.closest(selector).is_ok_and(|found| found.is_some())
}

/// Gives the focus back to what had it, or to the article if that is gone; whatever else has it by now keeps it.
pub(super) fn focus_back(before: Option<Before>) {
    let is_held = |before: &Before| element::focused().is_some_and(|element| is_within(&element, before.by));
    if !element::is_focus_lost() && !before.as_ref().is_some_and(is_held) {
        return;
    }
    let is_given = before.is_some_and(|before| {
        element::focus(&before.element);
        element::has_focus(&before.element)
    });
    if !is_given {
        focus(Target::Reader);
    }
}

pub(super) fn reveal_fields() {
    if let Some(fields) = element::find(FIELDS) {
        scroll::up_to_start(&fields);
    }
}

pub(super) fn leave_search() {
    if let Some(field) = element::find(SEARCH) {
        element::leave(&field);
    }
}

pub(super) fn focus(target: Target) {
    let handles = || ["#handle-end", "#handle-start"].into_iter().filter_map(element::find);
    let element = match target {
        Target::Reader => [READER, TABLE, PAGE].into_iter().find_map(element::find),
        Target::Page => element::find(PAGE),
        Target::Entry => element::find(ENTRY).or_else(|| element::find(PAGE)),
        Target::Values => element::find("#values [tabindex=\"0\"], #values input"),
        Target::Picker => element::find("#picker"),
        Target::Note => element::find("#note"),
        Target::Row => element::find(".row[aria-current]").or_else(|| element::find(ROWS)),
        Target::LabelBar => element::find("#label-bar :is(input, button)"),
        Target::Boundary => handles().find(|handle| !element::has_focus(handle)),
        Target::Hit => element::find(HITS),
        Target::Search => element::find(SEARCH),
        Target::Filter => element::find(".filters input"),
        Target::Backups => element::find("#backups"),
        Target::Back => None,
    };
    if let Some(element) = element {
        element::focus(&element);
        if target == Target::Search {
            element::select_all(&element);
        }
        if matches!(target, Target::Row | Target::Note | Target::Backups) {
            scroll::nearest(&element);
        }
    }
}

pub(super) fn focus_neighbour(of: Rows, forward: bool) {
    let rows = match of {
        Rows::Annotations => ROWS,
        Rows::Hits => HITS,
    };
    element::focus_neighbour(rows, forward);
}

/// The first drawn piece of the annotation, if its article is in view.
fn mark(store: &Store, annotation: AnnotationId) -> Option<Element> {
    let block = store.read(|state| {
        let open = state.corpus().annotation(annotation)?;
        let document = state.document().filter(|document| document.id == open.document)?;
        Some(*document.text.blocks_of(open.span()?).start())
    });
    selection::mark(READER, block?, &annotation.to_string())
}

pub(super) fn reveal(store: &Store, annotation: AnnotationId) {
    if let Some(mark) = mark(store, annotation) {
        let lane = mark.closest(LANE).ok().flatten();
        scroll::to(&mark, element::find(SHEET).as_ref(), lane.as_ref());
    }
    reveal_row(store, annotation);
}

/// Words of articles that stand side by side begin at the same height of the window. A section that nobody saw is laid out before:
/// its height is a guess.
pub(super) fn align(store: &Store, words: &[(DocumentId, Span)]) {
    let place = |(document, span): &(DocumentId, Span)| {
        let at = store.read(|state| position(&state.corpus().document(document)?.text, span.start()))?;
        let article = super::article(document)?;
        let block = selection::element_in(&article, at.block)?;
        let lane = article.closest(LANE).ok()??;
        Some((lane, article, at, element::lay_out(&block, SECTION)))
    };
    let places: Vec<_> = words.iter().filter_map(place).collect();
    let top = |article: &Element, at| selection::caret_in(article, at, false).map(|caret| caret.top);
    // The height that all can have: words near the start of their article cannot come down.
    let wanted = |(lane, article, at, _): &(Element, Element, Position, _)| {
        let Rectangle { top: edge, bottom, .. } = element::rectangle(lane);
        let lowest = top(article, *at)? + scroll::scrolled(lane);
        (bottom > edge).then(|| lowest.min(edge + (bottom - edge) * ABOVE))
    };
    let common = places.iter().filter_map(wanted).fold(f64::INFINITY, f64::min);
    for (lane, article, at, _) in places.iter().filter(|_| common.is_finite()) {
        if let Some(top) = top(article, *at) {
            scroll::by(lane, top - common);
        }
    }
    timer::after_frame(Box::new(move || drop(places)));
}

pub(super) fn scroll_to_block(block: usize, top: i32) {
    let Some(block) = selection::element_of(READER, block) else { return };
    // The height of a section that nobody saw is a guess, and so would be the place of its blocks.
    let laid_out = element::lay_out(&block, SECTION);
    scroll::to_top(&block, top);
    timer::after_frame(Box::new(move || drop(laid_out)));
}

/// The card stands beside its words, as near as the list allows.
pub(super) fn reveal_row(store: &Store, annotation: AnnotationId) {
    /// Pixels from the card's upper edge to the words in it.
    const ABOVE: f64 = 44.0;
    let Some(list) = element::find(LIST) else { return };
    let Some(row) = element::find(&format!("{LIST} > [data-annotation=\"{annotation}\"]")) else { return };
    match mark(store, annotation) {
        Some(mark) => scroll::beside(&list, &row, element::rectangle(&mark).top - ABOVE),
        None => scroll::nearest(&row),
    }
}

/// Tells how far the list is scrolled, where not all rows are drawn.
pub(super) fn check_rows(store: &Store) {
    if let Some(above) = element::rows_above(LIST) {
        store.send(intent::Annotations::Scrolled(above));
    }
}

//! The focus in a table: it follows the place of a person, and a wish from outside.
//!
//! It does not know why the place changed, nor what stands in a cell.

use super::moves::{Act, At};
use super::{GoesTo, cell_id};
use glossator_web::grid;
use std::cell::Cell;
use std::rc::Rc;
use yew::prelude::*;

/// Lets the focus follow the place, and stay in the table while its cell is not drawn. The number of the time that it followed last:
/// until then rows are drawn for it, and the table may be scrolled elsewhere.
#[hook]
pub fn use_focus(id: &'static str, at: &At) -> Rc<Cell<u32>> {
    let cell = cell_id(id, at.row, at.column);
    let followed = use_memo((), |()| Cell::new(0));
    let now = followed.clone();
    use_effect_with(at.follows, move |follows| {
        if *follows > 0 {
            grid::focus(&cell);
        }
        now.set(*follows);
    });
    let had_focus = use_mut_ref(|| false);
    use_effect(move || {
        if *had_focus.borrow() {
            grid::keep_focus(id);
        }
        *had_focus.borrow_mut() = grid::is_within(id);
    });
    followed
}

/// Lets the place follow a wish from outside, but for one from before the table was there.
#[hook]
pub fn use_going(place: &UseReducerHandle<At>, goes_to: Option<GoesTo>, boxes: usize) {
    let times = goes_to.map(|to| to.times);
    let gone = use_mut_ref(|| times);
    let place = place.dispatcher();
    use_effect_with(times, move |times| {
        let is_new = gone.replace(*times) != *times;
        if let Some(GoesTo { row, column, .. }) = goes_to.filter(|_| is_new) {
            place.dispatch(Act::Go(row + 1, column + boxes, false));
        }
    });
}

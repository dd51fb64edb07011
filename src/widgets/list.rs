//! A list of very many rows, of which only those around the ones in view are drawn.
//!
//! Of few rows all are drawn, as high as they like. Of more each has the height that it is told to have, which the style sheet gives
//! it where the list is marked as even.

use glossator_web::grid;
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// The number of rows up to which all are drawn.
pub const ALL: usize = 200;

/// The number of rows that are drawn of more.
const DRAWN: usize = 60;

/// The properties of [`List`].
#[derive(Clone, PartialEq, Properties)]
pub struct ListProps {
    /// The id.
    pub id: &'static str,
    /// The look.
    #[prop_or_default]
    pub class: &'static str,
    /// The name, where it has one of its own.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// The heights of the rows, in the page's font size.
    pub heights: Rc<[f32]>,
    /// Draws the row of that place, as a list item with a key.
    pub row: Callback<usize, Html>,
    /// The row that is to be in view when it becomes another one.
    #[prop_or_default]
    pub shown: Option<usize>,
}

/// See the module.
#[component]
pub fn List(ListProps { id, class, name, heights, row, shown }: &ListProps) -> Html {
    let (id, count) = (*id, heights.len());
    let ends = use_memo(heights.clone(), |heights| ends(heights));
    let first = use_state(|| 0);
    {
        let (ends, first) = (ends.clone(), first.setter());
        use_effect_with(*shown, move |shown| {
            if let Some(at) = shown.filter(|at| *at < ends.len() && ends.len() > ALL) {
                first.set(at.saturating_sub(DRAWN / 3));
                grid::show_part(id, start(&ends, at), ends[at]);
            }
        });
    }
    let onscroll = {
        let (ends, first) = (ends.clone(), first.clone());
        Callback::from(move |_: Event| {
            if let Some(above) = grid::scrolled(id).filter(|_| ends.len() > ALL) {
                let at = ends.partition_point(|end| *end <= above);
                let drawn = drawn(*first, ends.len());
                if at < drawn.start + DRAWN / 6 && drawn.start > 0
                    || at + DRAWN / 2 > drawn.end && drawn.end < ends.len()
                {
                    first.set(at.saturating_sub(DRAWN / 3));
                }
            }
        })
    };
    let drawn = drawn(*first, count);
    let room = |key: &str, length: f64| {
        html! { <li {key} class="room" hidden={length <= 0.0} aria-hidden="true"><svg width="1" height={format!("{length:.3}rem")}></svg></li> }
    };
    let (above, all) = (start(&ends, drawn.start), ends.last().copied().unwrap_or_default());
    let below = all - start(&ends, drawn.end);
    html! {
        <ul {id} class={classes!("list", *class, (drawn.len() < count).then_some("even"))} aria-label={name.clone()} {onscroll}>
            { room("above", above) }
            { for drawn.clone().map(|at| row.emit(at)) }
            { room("below", below) }
        </ul>
    }
}

/// The lengths from the start of the list to the end of each row.
fn ends(heights: &[f32]) -> Vec<f64> {
    let mut end = 0.0;
    let next = |height: &f32| {
        end += f64::from(*height);
        end
    };
    heights.iter().map(next).collect()
}

fn start(ends: &[f64], at: usize) -> f64 {
    at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default()
}

/// The rows that are drawn of so many.
fn drawn(first: usize, count: usize) -> Range<usize> {
    if count <= ALL {
        return 0..count;
    }
    let first = first.min(count - DRAWN);
    first..first + DRAWN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_are_not_drawn_keep_their_room() {
        let ends = ends(&[2.0, 5.5, 5.5]);
        assert_eq!((start(&ends, 0), start(&ends, 1), start(&ends, 3)), (0.0, 2.0, 13.0));
        assert_eq!((drawn(0, 200), drawn(0, 5_000), drawn(4_990, 5_000)), (0..200, 0..60, 4_940..5_000));
    }
}

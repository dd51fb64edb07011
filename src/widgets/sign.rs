//! Signs of the matrix of claims. They are decoration: the words beside them say what they mean.

use glossator_core::formats::matrix::{Drawing, drawing};
use glossator_core::query::matrix::Sign;
use yew::prelude::*;

/// A sign as large as a line of small words.
pub fn sign(of: Sign) -> Html {
    let Drawing { area, line, dashes } = drawing(of);
    html! {
        <svg class="state-sign" viewBox="0 0 14 14" aria-hidden="true">
            if !area.is_empty() { <path d={area} /> }
            if !line.is_empty() { <path class="line" d={line} stroke-dasharray={dashes} /> }
        </svg>
    }
}

//! Words in their elements.

use crate::words::{cut, dates};
use yew::prelude::*;

/// A paragraph. The class says how it looks; it may be empty.
pub fn paragraph(class: &'static str, words: &str) -> Html {
    html! { <p {class}>{ words.to_owned() }</p> }
}

/// Words that people or files brought, in whatever direction they are read; the first of them where they are very
/// long. The class may be empty.
pub fn bidi(class: &'static str, words: &str) -> Html {
    html! { <bdi {class}>{ cut(words).into_owned() }</bdi> }
}

/// The title of a part of a dialog.
pub fn heading(words: &str) -> Html {
    html! { <h3>{ words.to_owned() }</h3> }
}

/// The line above a headline: the outlet, and the date as people read it.
/// An outlet that stands above is not said again.
pub fn outlet_and_date(outlet: Option<&str>, date: &str) -> Html {
    let date = dates::day(date).into_owned();
    let outlet = outlet.map(|outlet| match outlet {
        "" => html! { <span class="quiet">{ "no outlet" }</span> },
        outlet => html! { <bdi class="outlet">{ cut(outlet).into_owned() }</bdi> },
    });
    html! {
        <span class="article-top">
            { outlet.unwrap_or_default() }
            <span class="quiet">{ if date.is_empty() { "no date".to_owned() } else { date } }</span>
        </span>
    }
}

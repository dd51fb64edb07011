//! The head of a place that is about the project as a whole.

use super::place::Place;
use yew::prelude::*;

/// The properties of [`PageHead`].
#[derive(Clone, PartialEq, Properties)]
pub struct HeadProps {
    /// The place.
    pub place: Place,
    /// The things that stand beside its name.
    #[prop_or_default]
    pub children: Html,
}

/// The head of a page: its name, which takes the focus when it is come to, and what can be done with all of it.
#[component]
pub fn PageHead(HeadProps { place, children }: &HeadProps) -> Html {
    html! {
        <div class="page-head">
            <h1 id="page" tabindex="-1">{ place.name() }</h1>
            { children.clone() }
        </div>
    }
}

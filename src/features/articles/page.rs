//! The page of articles: all of them in a table, and the ways to bring more in.

use crate::app::place::Place;
use crate::app::select::Props;
use crate::app::setup::PageHead;
use crate::widgets::field::open_files;
use yew::prelude::*;

/// See the module.
#[component]
pub fn ArticlesPage(Props { store }: &Props) -> Html {
    let _ = store;
    html! {
        <PageHead place={Place::Articles}>
            { open_files("main") }
        </PageHead>
    }
}

//! The whole page: the store around everything, and where everything stands.
//!
//! What must be drawn anew by itself is a component; the rest are functions that return a piece of one, because
//! every component type costs about 5 KB of program.

use super::annotation_list::AnnotationList;
use super::article_list::ArticleList;
use super::overlay::Overlay;
use super::reader::Reader;
use super::top_bar::TopBar;
use super::watch::Watch;
use crate::app::store::Store;
use yew::prelude::*;

/// What [`Page`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PageProps {
    /// The store that all of the page reads.
    pub store: Store,
}

/// The page on a given store.
#[component]
pub fn Page(props: &PageProps) -> Html {
    html! {
        <ContextProvider<Store> context={props.store.clone()}>
            <TopBar />
            <div class="columns">
                <ArticleList />
                <main><Reader /></main>
                <AnnotationList />
            </div>
            <Overlay />
            <Watch />
        </ContextProvider<Store>>
    }
}

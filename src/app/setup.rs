//! The frame of the places that are about the project as a whole: the list at the left that leads from one to the next, and
//! the page of the one in view.

use super::intent::Intent;
use super::place::Place;
use super::select::{Props as StoreProps, use_select};
use super::state::State;
use super::store::Store;
use crate::features::articles::page::ArticlesPage;
use crate::features::codebook::page::CodebookPage;
use crate::features::projects::view::ProjectsPage;
use crate::widgets::icon::{
    Icon, LuBookOpen, LuColumns3, LuGrid3x3, LuLayers, LuNewspaper, LuTag, LuUsers, icon,
};
use yew::prelude::*;

/// The number beside a place, in the list that leads there.
fn number(state: &State, place: Place) -> Option<usize> {
    match place {
        Place::Read | Place::Compare | Place::Claims | Place::Actors | Place::Projects => None,
        Place::Codebook => Some(state.corpus().labels().iter().count()),
        Place::Articles => Some(state.corpus().documents().count()),
    }
}

/// The drawing of a place.
#[must_use]
pub fn drawing(place: Place) -> Icon {
    match place {
        Place::Read => LuBookOpen,
        Place::Compare => LuColumns3,
        Place::Claims => LuGrid3x3,
        Place::Actors => LuUsers,
        Place::Articles => LuNewspaper,
        Place::Codebook => LuTag,
        Place::Projects => LuLayers,
    }
}

/// The page of the place in view.
fn page(store: &Store, place: Place) -> Html {
    match place {
        Place::Articles => html! { <ArticlesPage store={store.clone()} /> },
        Place::Codebook => html! { <CodebookPage store={store.clone()} /> },
        Place::Projects => html! { <ProjectsPage store={store.clone()} /> },
        Place::Read | Place::Compare | Place::Claims | Place::Actors => Html::default(),
    }
}

/// See the module.
#[component]
pub fn SetUp(StoreProps { store }: &StoreProps) -> Html {
    let (here, numbers) = use_select(store, |state| {
        let numbers: Vec<_> = Place::SET_UP.iter().map(|place| number(state, *place)).collect();
        (state.place, numbers)
    });
    let entry = |(place, number): (Place, Option<usize>)| {
        html! {
            <li>
                <button aria-current={(place == here).then_some("page")} onclick={store.on(Intent::Go(place))}>
                    { icon(drawing(place)) }{ place.name() }
                    if let Some(number) = number { { " " }<span class="number">{ number }</span> }
                </button>
            </li>
        }
    };
    html! {
        <div class="set-up">
            <nav aria-label="Project">
                <h2>{ "Project" }</h2>
                <ul>{ for Place::SET_UP.iter().copied().zip(numbers).map(entry) }</ul>
            </nav>
            <main>{ page(store, here) }</main>
        </div>
    }
}

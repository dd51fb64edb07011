//! The page of projects: all of them in a table, what can be done with each, and the ways to begin another one.

use super::state::{Destination, Intent};
use crate::app::dialog::Dialog as Frame;
use crate::app::intent::Intent as Any;
use crate::app::page_head::PageHead;
use crate::app::place::Place;
use crate::app::select::Props;
use crate::app::select::use_select;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::field::{on_end, use_own_field};
use crate::widgets::icon::{
    LuCopy, LuDownload, LuEllipsis, LuFolderOpen, LuMerge, LuPencil, LuTrash2, LuUsers, icon,
};
use crate::widgets::menu::{Item, Menu, item, line};
use crate::widgets::modal::Modal;
use crate::widgets::text::paragraph;
use crate::words::{cut, projects as words};
use glossator_core::saving::project::{self, Listed, ProjectId};
use std::rc::Rc;
use yew::prelude::*;

/// See the module.
#[component]
pub fn ProjectsPage(Props { store }: &Props) -> Html {
    let (listed, open, renaming) = use_select(store, |state| {
        let projects = &state.projects;
        (projects.listed.clone(), projects.open.clone(), projects.renaming.clone())
    });
    let looking = store.clone();
    use_effect_with((), move |()| looking.send(Intent::Look));
    let is_refused = store.environment().storage.is_err();
    html! {
        <>
            <PageHead place={Place::Projects}>
                if !is_refused {
                    <div class="push">
                        { button("", words::OPEN_EXAMPLE, store.on(Intent::OpenExample)) }
                        { button("", words::NEW_WITH_ARTICLES, store.on(Intent::New(true))) }
                        { button("main", "New project", store.on(Intent::New(false))) }
                    </div>
                }
            </PageHead>
            { paragraph("quiet", if is_refused { words::REFUSED } else { words::ABOUT }) }
            if !is_refused {
                <div class="projects">
                    <table class="table" aria-label="Projects">
                        <thead>
                            <tr>
                                <th scope="col">{ "Project" }</th>
                                <th scope="col" class="amount">{ "Articles" }</th>
                                <th scope="col" class="amount">{ "Annotations" }</th>
                                <th scope="col" class="changed">{ "Last change" }</th>
                                <th scope="col" class="room">{ "Room" }</th>
                                <th scope="col"><span class="unseen">{ "More" }</span></th>
                            </tr>
                        </thead>
                        <tbody>{ for listed.iter().map(|listed| row(store, listed, &open, renaming.as_ref())) }</tbody>
                    </table>
                </div>
            }
        </>
    }
}

fn row(store: &Store, listed: &Listed, open: &ProjectId, renaming: Option<&ProjectId>) -> Html {
    let Listed { id, about, units } = listed;
    let name = words::name(&about.name, id);
    let is_open = id == open;
    let changed =
        if about.changed == 0 { String::new() } else { (store.environment().local_time)(about.changed) };
    html! {
        <tr key={id.to_string()} data-project={id.to_string()} aria-current={is_open.then_some("true")}>
            <th scope="row">
                if renaming == Some(id) {
                    <NameField store={store.clone()} name={Rc::<str>::from(&*name)} />
                } else {
                    <button class="text-button" onclick={store.on(Intent::Open(id.clone()))}>
                        <bdi>{ cut(&name).into_owned() }</bdi>
                    </button>
                    if is_open { <span class="quiet">{ " open" }</span> }
                    { shared(id) }
                }
            </th>
            <td class="amount">{ about.articles }</td>
            <td class="amount">{ about.annotations }</td>
            <td class="changed">{ changed }</td>
            <td class="room">{ words::size(*units) }</td>
            <td>{ menu(store, id, open, &name) }</td>
        </tr>
    }
}

/// The sign of a project that several people have.
fn shared(id: &ProjectId) -> Html {
    let (drawing, words) = match (id.team(), id.folder()) {
        (Some(_), _) => (LuUsers, words::OF_TEAM),
        (None, Some(_)) => (LuFolderOpen, words::IN_FOLDER),
        (None, None) => return Html::default(),
    };
    html! { <span class="shared-by quiet">{ " " }{ icon(drawing) }{ words }</span> }
}

fn menu(store: &Store, id: &ProjectId, open: &ProjectId, name: &str) -> Html {
    let more = format!("More about {}", cut(name));
    html! {
        <Menu id={format!("project-{id}")} class="quiet-button icon-button" name={more.clone()} title={more} button={icon(LuEllipsis)}>
            { item(Item::new(LuPencil, "Rename"), store.on(Intent::Rename(id.clone()))) }
            { item(Item::new(LuCopy, "Duplicate"), store.on(Intent::Duplicate(id.clone()))) }
            { item(Item::new(LuDownload, "Download JSON"), store.on(Intent::Take(id.clone(), Destination::File))) }
            if id != open && !id.is_shared() {
                { item(Item::new(LuMerge, words::ADD_HERE), store.on(Intent::Take(id.clone(), Destination::Here))) }
            }
            { line("") }
            { item(Item { class: "delete", ..Item::new(LuTrash2, "Delete") }, store.on(Intent::AskDelete(id.clone()))) }
        </Menu>
    }
}

/// The properties of [`NameField`].
#[derive(Clone, PartialEq, Properties)]
struct NameProps {
    store: Store,
    name: Rc<str>,
}

/// The field for a name.
#[component]
fn NameField(NameProps { store, name }: &NameProps) -> Html {
    use_own_field("project-name", name.clone());
    let (onkeydown, onblur) = on_end(store.callback(Intent::EndRename));
    html! { <input id="project-name" aria-label="Name of the project" autocomplete="off" {onkeydown} {onblur} /> }
}

/// The end of a page whose project was left: another one opens, as soon as the page can be loaded again. There is no way back from it.
#[component]
pub fn LeftDialog(Props { store }: &Props) -> Html {
    let next = use_select(store, |state| state.projects.next.clone());
    let Some((next, is_away)) = next else { return Html::default() };
    let about =
        store.environment().storage.as_ref().ok().and_then(|storage| project::about(&**storage, &next));
    let name = words::name(&about.unwrap_or_default().name, &next);
    let foot = html! {
        if is_away { { button("main", "Open it now", store.on(Intent::Open(next))) } }
    };
    html! {
        <Modal class="clear closed" title="The project is closed" {foot} is_bare={!is_away} oncancel={Callback::noop()}>
            <p role="status">{ if is_away { words::opens_later(&name) } else { words::opening(&name) } }</p>
        </Modal>
    }
}

/// The question before a project is deleted, with the way to save it first.
#[component]
pub fn DeleteProjectDialog(Props { store }: &Props) -> Html {
    let asked = use_select(store, |state| {
        let projects = &state.projects;
        let asked = projects.asked.as_ref()?;
        let listed = projects.listed.iter().find(|listed| listed.id == *asked)?;
        let instead = (*asked == projects.open).then(|| projects.instead());
        let named = |listed: &Listed| words::name(&listed.about.name, &listed.id);
        Some((listed.clone(), instead.map(|instead| words::opens_instead(instead.map(named).as_deref()))))
    });
    let Some((Listed { id, about, .. }, instead)) = asked else { return Html::default() };
    let buttons = html! {
        <>
            { button("", "Download JSON first", store.on(Intent::Take(id.clone(), Destination::File))) }
            <button autofocus=true onclick={store.on(Any::Show(None))}>{ "Cancel" }</button>
            { button("delete", "Delete project", store.on(Intent::Delete)) }
        </>
    };
    let name = words::name(&about.name, &id);
    html! {
        <Frame store={store.clone()} class="clear" title="Delete this project?" {buttons}>
            { paragraph("", &words::deleting(&name, &id, about.articles, about.annotations)) }
            { for instead.iter().map(|words| paragraph("", words)) }
            { paragraph("", words::UNTIL_CLOSED) }
        </Frame>
    }
}

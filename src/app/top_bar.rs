//! The bar on top, in one row at every width: the project, search, back and forth, the state of saving, files, settings. Where
//! there is less room some of it goes into menus, and the two panes are opened from here.

use super::intent::{self, Intent};
use super::place::Place;
use super::select::{Props, use_select};
use super::session::{Dialog, Panel};
use super::setup;
use super::store::Store;
use crate::features::messages::view::Alerts;
use crate::features::storage::saved::SaveState;
use crate::features::team::view::TeamState;
use crate::widgets::button::button;
use crate::widgets::field::add_articles;
use crate::widgets::icon::{
    Icon, LuBookOpen, LuCheck, LuChevronDown, LuCircleHelp, LuDownload, LuEllipsis, LuHistory, LuMenu,
    LuMessageSquareQuote, LuRedo2, LuSearch, LuSettings2, LuTable2, LuTriangleAlert, LuUndo2, LuUpload, icon,
    icon_button,
};
use crate::widgets::label::key_sign;
use crate::widgets::menu::{Item, Menu, item, line};
use crate::words::{articles, counted, cut, editing, projects, storage};
use glossator_core::model::setting::PROJECT_NAME;
use yew::prelude::*;

/// A step back or forth: its verb, its key, and the thing that it does, if it does one.
#[derive(Clone, PartialEq)]
struct Step {
    verb: &'static str,
    key: &'static str,
    does: Option<String>,
}

impl Step {
    fn name(&self) -> String {
        self.does.as_ref().map_or(self.verb.to_owned(), |does| format!("{} {does}", self.verb))
    }
}

/// The slice of the state that is drawn here.
#[derive(Clone, PartialEq)]
struct View {
    steps: [Step; 2],
    /// The keys of search, help and the counts.
    keys: [Option<String>; 3],
    articles: usize,
    labels: usize,
    annotations: usize,
    place: Place,
    /// The name of the project.
    project: AttrValue,
    title: Option<AttrValue>,
    panel: Option<Panel>,
    saving: (&'static str, bool),
}

/// See the module.
#[component]
pub fn TopBar(Props { store }: &Props) -> Html {
    let view = use_select(store, |state| {
        let (corpus, history, document) = (state.corpus(), state.history(), state.document());
        let clearing = state.undoes_clearing().then(|| storage::CLEAR.to_owned());
        let deletion = state.undoes_deletion().then(|| projects::DELETION.to_owned());
        let undo = deletion.or_else(|| Some(editing::step(corpus, history.next_undo()?))).or(clearing);
        let redo = history.next_redo().map(|step| editing::step(corpus, step));
        View {
            steps: [
                Step { verb: "Undo", key: "Ctrl Z", does: undo },
                Step { verb: "Redo", key: "Ctrl Y", does: redo },
            ],
            keys: ['/', '?', 'm'].map(|key| state.keys().name(key)),
            articles: if state.is_opening() { 0 } else { corpus.documents().count() },
            labels: corpus.labels().iter().count(),
            annotations: document.map_or(0, |document| document.annotation_count()),
            place: state.place,
            project: projects::name(state.setting(PROJECT_NAME), &state.projects.open).into(),
            title: document.map(|document| articles::shortly(document).into()),
            panel: state.session.panel,
            saving: storage::save_status(&state.save_status),
        }
    });
    let toggle = |which: Panel| store.on(Intent::ShowPanel((view.panel != Some(which)).then_some(which)));
    let expanded = |which: Panel| (view.panel == Some(which)).to_string();
    let [search_key, help_key, ..] = view.keys.clone();
    let number = view.annotations.to_string();
    html! {
        <>
        <header class="top-bar">
            <p class="brand">
                <span class="for-wide">{ "Glossator" }</span>
                <span class="for-less"><span aria-hidden="true">{ "G" }</span><span class="unseen">{ "Glossator" }</span></span>
            </p>
            <span class="slash" aria-hidden="true">{ "/" }</span>
            { project_menu(store, &view) }
            { views(store, view.place) }
            if Place::SET_UP.contains(&view.place) {
                <span class="slash" aria-hidden="true">{ "/" }</span>
                <span class="place-name">{ view.place.name() }</span>
                <button class="quiet-button back" title={tip("Back to reading", Some("Esc"))} onclick={store.on(Intent::Go(Place::Read))}>
                    { icon(LuBookOpen) }<span>{ "Back to reading" }</span>
                </button>
            } else if let Some(title) = view.title.as_ref().filter(|_| view.place == Place::Read) {
                <button class="quiet-button title-button" aria-expanded={expanded(Panel::Articles)} onclick={toggle(Panel::Articles)}>
                    <span class="unseen">{ "Articles: " }</span><bdi>{ cut(title).into_owned() }</bdi>{ icon(LuChevronDown) }
                </button>
            }
            if Place::VIEWS.contains(&view.place) && view.place != Place::Read {
                <span class="place-name for-phone">{ view.place.name() }</span>
            }
            <button class="find" aria-keyshortcuts={search_key.clone()} title={tip("Search", search_key.as_deref())}
                onclick={store.on(intent::Search::Open)}>
                { icon(LuSearch) }<span>{ articles::search(view.articles) }</span>{ key_sign(search_key.as_deref()) }
            </button>
            <div class="pair">
                { step_button(&view.steps[0], LuUndo2, store.on(intent::History::Undo)) }
                { step_button(&view.steps[1], LuRedo2, store.on(intent::History::Redo)) }
            </div>
            <SaveState store={store.clone()} />
            <TeamState store={store.clone()} />
            { add_articles("quiet-button for-wide") }
            { button("for-tablet", "Export", store.on(Intent::Show(Some(Dialog::Export)))) }
            <div class="pair for-middle">
                { icon_button("Settings", None, LuSettings2, store.on(intent::Storage::OpenSettings)) }
                { icon_button("Help", help_key.as_deref(), LuCircleHelp, store.on(Intent::Show(Some(Dialog::Help)))) }
            </div>
            if view.place == Place::Read {
                <button class="quiet-button for-annotations" aria-expanded={expanded(Panel::Annotations)} title="Annotations"
                    onclick={toggle(Panel::Annotations)}>
                    { icon(LuMessageSquareQuote) }<span class="unseen">{ "Annotations " }</span><span>{ number }</span>
                </button>
            }
            { more_menu(store, &view) }
        </header>
        <Alerts store={store.clone()} />
        </>
    }
}

/// The views, of which the one that is shown is marked.
fn views(store: &Store, here: Place) -> Html {
    let view = |place: Place| {
        let current = (place == here).then_some("page");
        html! { <button aria-current={current} onclick={store.on(Intent::Go(place))}>{ place.name() }</button> }
    };
    html! { <div class="switch views" role="group" aria-label="View">{ for Place::VIEWS.iter().copied().map(view) }</div> }
}

fn tip(name: &str, key: Option<&str>) -> String {
    key.map_or_else(|| name.to_owned(), |key| format!("{name} ({key})"))
}

fn step_button(step: &Step, drawing: Icon, onclick: Callback<MouseEvent>) -> Html {
    let keys = if step.verb == "Undo" { "Control+Z" } else { "Control+Y Control+Shift+Z" };
    html! {
        <button class="quiet-button icon-button" aria-label={step.name()} title={tip(&step.name(), Some(step.key))}
            aria-keyshortcuts={keys} disabled={step.does.is_none()} {onclick}>{ icon(drawing) }</button>
    }
}

/// Everything that is looked up about the articles as a whole, and the file of them all.
fn project_menu(store: &Store, view: &View) -> Html {
    let [.., counts_key] = &view.keys;
    let name = cut(&view.project).into_owned();
    let button =
        html! { <>{ icon(LuMenu) }<span><bdi>{ name.clone() }</bdi></span>{ icon(LuChevronDown) }</> };
    let place = |place: Place| {
        let end = match place {
            Place::Codebook => html! { { counted(view.labels, "label") } },
            _ => Html::default(),
        };
        item(Item { end, ..Item::new(setup::drawing(place), place.name()) }, store.on(Intent::Go(place)))
    };
    let show = |dialog| store.on(Intent::Show(Some(dialog)));
    html! {
        <Menu id="project" class="quiet-button project" name={format!("Project: {name}")} {button}>
            { for Place::VIEWS.iter().map(|view| item(Item { class: "for-phone", ..Item::new(setup::drawing(*view), view.name()) }, store.on(Intent::Go(*view)))) }
            { line("for-phone") }
            { for Place::SET_UP.iter().copied().map(place) }
            { item(Item { end: key_sign(counts_key.as_deref()), ..Item::new(LuTable2, "Counts") }, show(Dialog::Counts)) }
            { item(Item::new(LuHistory, "Backups"), store.on(intent::Storage::OpenBackups)) }
            { line("") }
            { item(Item::new(LuBookOpen, projects::OPEN_EXAMPLE), store.on(intent::Projects::OpenExample)) }
            { item(Item::new(LuDownload, "Download JSON"), store.on(intent::Export::DownloadJson)) }
        </Menu>
    }
}

/// Everything for which the bar has no room.
fn more_menu(store: &Store, view: &View) -> Html {
    let step = |step: &Step, drawing| Item {
        class: "for-phone",
        name: Some(step.name()),
        end: key_sign(Some(step.key)),
        is_disabled: step.does.is_none(),
        ..Item::new(drawing, step.verb)
    };
    let (saving, is_failed) = view.saving;
    let [undo, redo] = &view.steps;
    html! {
        <Menu id="more" class="quiet-button icon-button" name="More" title="More" button={icon(LuEllipsis)}>
            { item(step(undo, LuUndo2), store.on(intent::History::Undo)) }
            { item(step(redo, LuRedo2), store.on(intent::History::Redo)) }
            { line("for-phone") }
            { item(Item { class: "for-phone", ..Item::new(LuUpload, "Export") }, store.on(Intent::Show(Some(Dialog::Export)))) }
            { item(Item::new(LuSettings2, "Settings"), store.on(intent::Storage::OpenSettings)) }
            { item(Item { end: key_sign(view.keys[1].as_deref()), ..Item::new(LuCircleHelp, "Help") }, store.on(Intent::Show(Some(Dialog::Help)))) }
            { line("") }
            { item(Item::new(if is_failed { LuTriangleAlert } else { LuCheck }, saving), store.on(intent::Storage::OpenSettings)) }
        </Menu>
    }
}

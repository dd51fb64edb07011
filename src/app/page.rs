//! The whole page: where everything stands, and the dialog that stands over it. Each part is a component that selects its own
//! slice of the state.

use super::dialog::Dialog as Frame;
use super::effect::Effect;
use super::effects::Browser;
use super::intent::Intent;
use super::listen;
use super::place::Place;
use super::select::{Props as StoreProps, use_select};
use super::session::{Dialog, Panel};
use super::settings::{TEXT_SIZE, THEME};
use super::setup::SetUp;
use super::side_by_side::{SideBySide, over_words};
use super::state::State;
use super::store::{Priority, Store};
use super::top_bar::TopBar;
use crate::features::actors::dialogs::MergeDialog as MergeRowsDialog;
use crate::features::actors::page::ActorsPage;
use crate::features::annotations::attribution::picker::AttributionDialog;
use crate::features::annotations::list::AnnotationList;
use crate::features::annotations::values_view::ValuesDialog;
use crate::features::articles::head::{ArticleHeader, SelectText};
use crate::features::articles::view::{ArticleList, NoArticle};
use crate::features::claims::page::ClaimsPage;
use crate::features::codebook::dialogs::{
    DeleteDialog, DownloadDialog, MergeDialog, StartDialog, TakeDialog,
};
use crate::features::counts::view::CountsDialog;
use crate::features::export::view::ExportDialog;
use crate::features::help::view::{CodebookDialog, FirstSteps, HelpDialog};
use crate::features::import::view::{DropSign, ImportDialog};
use crate::features::messages::view::LastMessage;
use crate::features::passages::view::PassagesDialog;
use crate::features::projects::view::{DeleteProjectDialog, LeftDialog};
use crate::features::reader::paper::{Legend, Notes};
use crate::features::reader::view::{Article, Attendant};
use crate::features::search::others::OthersDialog;
use crate::features::search::view::SearchPanel;
use crate::features::settings::view::{NameSetting, PageSettings};
use crate::features::storage::view::{BackupDialog, ClearDialog, StorageSettings};
use crate::features::tagging::view::{LabelBar, Staying};
use crate::features::team::dialogs::{LeaveDialog, LogInDialog};
use crate::features::team::view::TeamSettings;
use crate::widgets::table::OnPaper;
use crate::widgets::text::paragraph;
use crate::words::settings::{ABOUT, AT_ONCE};
use glossator_core::saving::SaveStatus;
use std::rc::Rc;
use yew::prelude::*;

/// The properties of the page.
#[derive(Clone, Properties)]
pub struct Props {
    /// The one store of the page.
    pub store: Store,
    /// The runner of its effects.
    pub browser: Rc<Browser>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.store == other.store
    }
}

/// The page on a given store.
#[component]
pub fn Page(Props { store, browser }: &Props) -> Html {
    use_listeners(store, browser);
    use_looks(store);
    let place = use_select(store, |state| state.place);
    let on_paper = OnPaper(use_select(store, |state| state.reader.drawing.is_for_paper));
    let of = || store.clone();
    html! {
        <ContextProvider<OnPaper> context={on_paper}>
            // In front of what it covers where it fills the screen.
            <SearchPanel store={of()} />
            <TopBar store={of()} />
            {
                match place {
                    Place::Read => html! { <Columns store={of()} /> },
                    Place::Compare => html! { <SideBySide store={of()} /> },
                    Place::Claims => html! { <ClaimsPage store={of()} /> },
                    Place::Actors => html! { <ActorsPage store={of()} /> },
                    Place::Articles | Place::Codebook | Place::Projects => html! { <SetUp store={of()} /> },
                }
            }
            <LastMessage store={of()} />
            <ImportDialog store={of()} />
            <OpenDialog store={of()} />
            <DropSign store={of()} />
            <Attendant store={of()} />
            <AfterDrawing store={of()} browser={browser.clone()} />
        </ContextProvider<OnPaper>>
    }
}

/// The article between its two lists.
#[component]
fn Columns(StoreProps { store }: &StoreProps) -> Html {
    let over = use_select(store, State::over);
    let of = || store.clone();
    html! {
        <div class="columns" data-over={over}>
            <ArticleList store={of()} />
            <main>
                <Staying store={of()} />
                <FirstSteps store={of()} />
                <ArticleHeader store={of()} />
                <Legend store={of()} />
                <NoArticle store={of()} />
                <div class="sheet">
                    <Article store={of()} />
                    { over_words(store) }
                </div>
                <Notes store={of()} />
                <SelectText store={of()} />
                <LabelBar store={of()} />
            </main>
            <AnnotationList store={of()} />
            <Scrim store={of()} />
        </div>
    }
}

/// Everything behind a pane that a narrow screen shows over the article: a press there closes it.
#[component]
fn Scrim(StoreProps { store }: &StoreProps) -> Html {
    let panel = use_select(store, |state| state.session.panel);
    let is_shown = matches!(panel, Some(Panel::Articles | Panel::Annotations));
    let close = store.on::<MouseEvent>(Intent::ShowPanel(None));
    html! { <div class="scrim" hidden={!is_shown} onclick={close}></div> }
}

/// The dialog that is open.
#[component]
fn OpenDialog(StoreProps { store }: &StoreProps) -> Html {
    let Some(dialog) = use_select(store, |state| state.session.dialog) else { return Html::default() };
    let store = store.clone();
    match dialog {
        Dialog::Settings => html! { <SettingsDialog {store} /> },
        Dialog::Help => html! { <HelpDialog {store} /> },
        Dialog::Codebook => html! { <CodebookDialog {store} /> },
        Dialog::StartCodebook => html! { <StartDialog {store} /> },
        Dialog::TakeCodebook => html! { <TakeDialog {store} /> },
        Dialog::DownloadCodebook => html! { <DownloadDialog {store} /> },
        Dialog::MergeEntities => html! { <MergeRowsDialog {store} /> },
        Dialog::MergeLabels => html! { <MergeDialog {store} /> },
        Dialog::DeleteLabel => html! { <DeleteDialog {store} /> },
        Dialog::Values => html! { <ValuesDialog {store} /> },
        Dialog::Attribution => html! { <AttributionDialog {store} /> },
        Dialog::Others => html! { <OthersDialog {store} /> },
        Dialog::Passages => html! { <PassagesDialog {store} /> },
        Dialog::Counts => html! { <CountsDialog {store} /> },
        Dialog::Export => html! { <ExportDialog {store} /> },
        Dialog::Backup => html! { <BackupDialog {store} /> },
        Dialog::Clear => html! { <ClearDialog {store} /> },
        Dialog::DeleteProject => html! { <DeleteProjectDialog {store} /> },
        Dialog::Left => html! { <LeftDialog {store} /> },
        Dialog::LogIn | Dialog::BeginTeam | Dialog::UseFolder => html! { <LogInDialog {store} /> },
        Dialog::LeaveTeam => html! { <LeaveDialog {store} /> },
    }
}

/// Settings: the person, the page, the store.
#[component]
fn SettingsDialog(StoreProps { store }: &StoreProps) -> Html {
    html! {
        <Frame store={store.clone()} class="settings" title="Settings" note={paragraph("", AT_ONCE)}>
            <NameSetting store={store.clone()} />
            <TeamSettings store={store.clone()} />
            <PageSettings store={store.clone()} />
            <StorageSettings store={store.clone()} />
            { paragraph("quiet about", ABOUT) }
        </Frame>
    }
}

/// Listens as long as the page is there, and asks before work is left that is not saved.
#[hook]
fn use_listeners(store: &Store, browser: &Rc<Browser>) {
    let browser = browser.clone();
    use_effect_with(store.clone(), move |store| {
        let listeners = listen::start(store, browser.by_keyboard());
        let in_touch = browser.stay_in_touch(store);
        move || drop((listeners, in_touch))
    });
    let unsaved = use_select(store, |state| {
        state.save_status != SaveStatus::Saved && state.corpus().annotation_count() > 0
    });
    use_effect_with(unsaved, |unsaved| {
        let asking = unsaved.then(listen::ask_before_leaving);
        move || drop(asking)
    });
}

/// Gives the page as a whole the looks that it is to have, and the window its title.
#[hook]
fn use_looks(store: &Store) {
    let looks = use_select(store, |state| {
        let settings = [THEME, TEXT_SIZE].map(|name| Rc::<str>::from(state.setting(name)));
        (settings, state.tagging.stays)
    });
    let dressing = store.clone();
    use_effect_with(looks, move |_| dressing.run(Effect::Dress));
    let title =
        use_select(store, |state| (state.place, state.document().map(|document| document.title.clone())));
    let showing = store.clone();
    use_effect_with(title, move |_| showing.run(Effect::ShowTitle));
}

/// Does what waits until everything is drawn. It draws nothing itself.
#[component]
fn AfterDrawing(Props { store, browser }: &Props) -> Html {
    let update = use_force_update();
    use_effect_with(store.clone(), move |store| {
        // Behind everybody else who is told, and so rendered after them.
        let subscription = store.subscribe(Priority::Other, Rc::new(move || update.force_update()));
        move || drop(subscription)
    });
    let (store, browser) = (store.clone(), browser.clone());
    use_effect(move || browser.after_drawing(&store));
    Html::default()
}

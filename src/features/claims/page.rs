//! The page of claims: the matrix, the tools above it, the claims in no group below it, and the pane beside it.

use super::listing::{Line, lines};
use super::pane::Pane;
use super::passages;
use super::state::{Cells, Form, Intent, State};
use super::table::table;
use super::tools::Tools;
use super::tray::{bar, tray};
use crate::app::page_head::PageHead;
use crate::app::place::Place;
use crate::app::select::{Props, use_select, use_select_in};
use crate::app::shared::Shared;
use crate::app::store::{Priority, Store};
use crate::widgets::choice;
use crate::widgets::field::{on_end, use_own_field};
use crate::widgets::icon::{
    LuChevronDown, LuCopy, LuDownload, LuFileSpreadsheet, LuImageDown, LuPlus, LuTable2, icon,
};
use crate::widgets::label::key_sign;
use crate::widgets::menu::{Item, Menu, group, item};
use crate::widgets::text::paragraph;
use crate::words::claims as words;
use glossator_core::corpus::Corpus;
use glossator_core::query::matrix::{Matrix, Row, Sums};
use glossator_core::query::passages::Passages;
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// The things that the parts of the page are drawn from.
pub struct View {
    /// The one store of the page.
    pub store: Store,
    /// The articles and all that is tagged in them.
    pub corpus: Shared<Corpus>,
    /// The things that are chosen.
    pub state: State,
    /// The matrix.
    pub matrix: Shared<Matrix>,
    /// The lines of the table.
    pub lines: Rc<Vec<Line>>,
    /// The sums of each column.
    pub sums: Rc<Vec<Sums>>,
    /// The passages, once they are found.
    pub found: Option<Shared<Passages>>,
    /// The columns whose cells are drawn, if not all are.
    pub drawn: Option<Range<usize>>,
    /// Told which columns of the table are in view, where not all are drawn.
    pub shows: Option<Callback<Range<usize>>>,
}

/// The number of columns from which on they are equally wide, and not all are drawn where there are many rows.
const WIDE: usize = 8;

/// The number of columns by which more are drawn then.
const STEP: usize = 4;

/// The number of rows from which on all are equally high, as not all are drawn.
const MANY: usize = crate::widgets::table::moves::ALL;

/// See the module.
#[component]
pub fn ClaimsPage(Props { store }: &Props) -> Html {
    let found = use_select(store, |state| state.passages.found.as_ref().map(Shared::from));
    let (corpus, state, matrix) = use_select_in(store, Priority::Edited, |state| {
        (Shared::from(state.corpus()), state.claims.clone(), Shared(state.matrix()))
    });
    let lines = {
        let (matrix, corpus, state) = (matrix.clone(), corpus.clone(), state.clone());
        use_memo((matrix.clone(), state.filter.clone(), state.order.clone()), move |_| {
            lines(&matrix, &corpus, &state)
        })
    };
    let sums = use_memo(matrix.clone(), |matrix| matrix.sums());
    let in_view = use_state_eq(|| 0..WIDE);
    let (is_many, is_wide) = (lines.len() > MANY, matrix.columns.len() >= WIDE);
    let drawn = (is_many && is_wide).then(|| (*in_view).clone());
    let shows = drawn.is_some().then(|| {
        let in_view = in_view.setter();
        // One more on either side is ready. The claims have the first column.
        Callback::from(move |shown: Range<usize>| {
            in_view.set(shown.start.saturating_sub(2) / STEP * STEP..shown.end.next_multiple_of(STEP));
        })
    });
    let view = View { store: store.clone(), corpus, state, matrix, lines, sums, found, drawn, shows };
    let shown = view.state.shown.clone();
    let shown = shown.and_then(|(id, column)| {
        let row: &Row = view.matrix.rows.iter().find(|row| row.group.id == id)?;
        Some((row.clone(), column))
    });
    html! {
        <div class="claims table-page" data-many={is_many.then_some("true")} data-wide={is_wide.then_some("true")} data-shown={shown.is_some().then_some("true")}
            data-picked={(!view.state.picked.is_empty()).then_some("true")} data-tray={(!view.matrix.loose.is_empty()).then_some("true")}
            data-cells={(view.state.cells == Cells::Signs).then_some("signs")}>
            <main>
                { head(&view) }
                if view.state.is_naming { <NewField store={store.clone()} /> }
                if view.matrix.rows.is_empty() {
                    { paragraph("quiet nothing", words::NOTHING) }
                } else {
                    <Tools store={store.clone()} corpus={view.corpus.clone()} matrix={view.matrix.clone()} state={view.state.clone()} />
                    { table(&view) }
                }
                { bar(&view) }
                { tray(&view) }
            </main>
            if let Some((row, column)) = shown {
                <Pane store={store.clone()} corpus={view.corpus.clone()} matrix={view.matrix.clone()} {row} {column} />
            }
        </div>
    }
}

/// The name of the page, and what can be done with all of the matrix.
fn head(View { store, state, matrix, found, .. }: &View) -> Html {
    let has_rows = !matrix.rows.is_empty();
    let has_signs = state.cells == Cells::Signs;
    let show =
        store.callback(|at: usize| Intent::SetCells(if at == 0 { Cells::Quotes } else { Cells::Signs }));
    html! {
        <PageHead place={Place::Claims}>
            if has_rows { { choice::switch("Cells show", &["Quotes", "Signs"], has_signs.into(), &show) } }
            { to_do(store, matrix.open()) }
            <div class="push pair pop-end">
                { passages::list(store, found.as_deref()) }
                if has_rows {
                    <button class="quiet-button" onclick={store.on(Intent::Copy)}>{ icon(LuCopy) }{ "Copy table" }</button>
                    { downloads(store) }
                }
                <button class="quiet-button" onclick={store.on(Intent::BeginNew)}>{ icon(LuPlus) }{ "New group" }</button>
            </div>
        </PageHead>
    }
}

/// The chip that says in how many cells nobody has looked, and leads to the next.
fn to_do(store: &Store, open: usize) -> Html {
    if open == 0 {
        return Html::default();
    }
    let key = store.read(|state| state.keys().name('u'));
    html! {
        <button class="chip to-do" title={words::NEXT_OPEN} aria-keyshortcuts={key.clone()} onclick={store.on(Intent::NextOpen)}>
            <span>{ words::to_do(open) }</span>{ key_sign(key.as_deref()) }
        </button>
    }
}

/// The files in which the matrix is taken along.
fn downloads(store: &Store) -> Html {
    let file = |form: Form, drawing, name: &'static str, ending: &'static str| {
        item(Item { end: html! { { ending } }, ..Item::new(drawing, name) }, store.on(Intent::Download(form)))
    };
    let button = html! { <>{ icon(LuDownload) }{ "Download" }{ icon(LuChevronDown) }</> };
    html! {
        <Menu id="claims-files" class="quiet-button" name="Download" {button}>
            { group("As it is shown", html! { <>
                { file(Form::Workbook, LuFileSpreadsheet, "Spreadsheet with all quotes", ".xlsx") }
                { file(Form::Picture, LuImageDown, "Picture", ".svg") }
            </> }) }
            { group("For counting", file(Form::Csv, LuTable2, "A row a cell", ".csv")) }
        </Menu>
    }
}

/// The properties of [`NewField`].
#[derive(Clone, PartialEq, Properties)]
struct NewProps {
    store: Store,
}

/// The field for a new group.
#[component]
fn NewField(NewProps { store }: &NewProps) -> Html {
    use_own_field("new-claim", "".into());
    let (onkeydown, onblur) = on_end(store.callback(Intent::EndNew));
    html! {
        <input id="new-claim" class="new-entity" aria-label="Name of the new group" placeholder="The claim in your own words, Enter" autocomplete="off"
            {onkeydown} {onblur} />
    }
}

//! Cells copied from a spreadsheet, pasted into a field: they go down a column of the table of articles, in its order.
//!
//! Cells that are pasted into a cell of the table itself do the same from there on.

use super::columns::Of;
use super::listing::Line;
use super::page::paste;
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::app::values;
use crate::widgets::choice;
use crate::widgets::field::on_input;
use crate::words::articles as words;
use std::rc::Rc;
use yew::prelude::*;

/// The properties of [`Spreadsheet`].
#[derive(Clone, PartialEq, Properties)]
pub struct SpreadsheetProps {
    /// The one store of the page.
    pub store: Store,
    /// The rows of the table.
    pub lines: Shared<Vec<Line>>,
    /// Its columns.
    pub columns: Rc<[Of]>,
    /// Told that it is done with.
    pub close: Callback<()>,
}

/// See the module.
#[component]
pub fn Spreadsheet(SpreadsheetProps { store, lines, columns, close }: &SpreadsheetProps) -> Html {
    let first = use_state(|| 0_usize);
    let pasted = use_state(|| Rc::<str>::from(""));
    let of: Vec<_> = columns.iter().enumerate().filter(|(_, column)| column.is_attribute()).collect();
    let choices: Vec<_> = of.iter().map(|(at, of)| (*at, AttrValue::from(of.name.clone()))).collect();
    let at = if of.iter().any(|(at, _)| *at == *first) { *first } else { of.first().map_or(0, |it| it.0) };
    let rows = if pasted.trim().is_empty() { 0 } else { values::rows(&pasted).len() };
    let articles = lines.iter().filter(|line| line.article().is_some()).count();
    let fill = {
        let (store, lines, columns, pasted, close) =
            (store.clone(), lines.clone(), columns.clone(), pasted.clone(), close.clone());
        Callback::from(move |_: MouseEvent| {
            paste(&store, &lines, &columns, (0, at), &pasted);
            close.emit(());
        })
    };
    let chosen = {
        let first = first.clone();
        Callback::from(move |at| first.set(at))
    };
    let typed = {
        let pasted = pasted.clone();
        on_input(Callback::from(move |words| pasted.set(words)))
    };
    let escaped = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                close.emit(());
            }
        })
    };
    let left = close.reform(|_: MouseEvent| ());
    html! {
        <section class="spreadsheet" aria-label="Paste a column" onkeydown={escaped}>
            <p>{ words::PASTE_COLUMN }</p>
            <label>{ "Into " }{ choice::select(None, choices, &at, chosen) }</label>
            <textarea rows="4" aria-label="Cells of the spreadsheet" placeholder="Ctrl V" spellcheck="false" oninput={typed} />
            <div class="spreadsheet-foot">
                <span class="quiet" role="status">{ words::rows_for(rows, articles) }</span>
                <button onclick={left}>{ "Cancel" }</button>
                <button class="main" disabled={rows == 0} onclick={fill}>{ "Fill the column" }</button>
            </div>
        </section>
    }
}

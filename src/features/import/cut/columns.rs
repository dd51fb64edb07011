//! The columns of a table of articles, each with its first cells and its meaning, which can be another one.

use super::super::state::Intent;
use crate::app::select::use_select;
use crate::app::store::Store;
use crate::widgets::choice;
use crate::words::{counted, cut, cuts as words};
use glossator_core::import::{IncomingTable, Meaning};
use glossator_core::model::attribute::DOCUMENT;
use std::rc::Rc;
use yew::prelude::*;

/// The properties of [`Columns`].
#[derive(Clone, PartialEq, Properties)]
pub struct ColumnsProps {
    /// The one store of the page.
    pub store: Store,
    /// The table.
    pub table: IncomingTable,
}

/// The number of rows that are shown.
const ROWS: usize = 2;

/// See the module.
#[component]
pub fn Columns(ColumnsProps { store, table }: &ColumnsProps) -> Html {
    let attributes: Vec<(Rc<str>, Rc<str>)> = use_select(store, |state| {
        let all = state.corpus().attributes_of(DOCUMENT);
        all.map(|attribute| (attribute.id.0.clone(), attribute.name.clone())).collect()
    });
    let name = |id: &str| {
        let found = attributes.iter().find(|(of, _)| **of == *id);
        found.map_or_else(|| id.to_owned(), |(_, name)| name.to_string())
    };
    let mut choices = vec![Meaning::Text];
    choices.extend(attributes.iter().map(|(id, _)| Meaning::Attribute(id.clone())));
    choices.extend([Meaning::Id, Meaning::Field, Meaning::Nothing]);
    let column = |(at, column): (usize, &Rc<str>)| {
        let meaning = table.meanings.get(at).cloned().unwrap_or(Meaning::Nothing);
        let mut choices = choices.clone();
        if !choices.contains(&meaning) {
            choices.push(meaning.clone());
        }
        let choices: Vec<_> = choices
            .into_iter()
            .map(|it| {
                let words = words::meaning(&it, name);
                (it, AttrValue::from(words))
            })
            .collect();
        let changed = {
            let (header, meanings) = (table.header.clone(), table.meanings.clone());
            store.callback(move |chosen: Meaning| {
                let mut meanings = meanings.clone();
                // Texts are joined; of all else one column is enough.
                if matches!(chosen, Meaning::Attribute(_) | Meaning::Id) {
                    let others = meanings.iter_mut().filter(|meaning| **meaning == chosen);
                    others.for_each(|meaning| *meaning = Meaning::Field);
                }
                if let Some(meaning) = meanings.get_mut(at) {
                    *meaning = chosen;
                }
                Intent::Mean(header.clone(), meanings)
            })
        };
        let samples: Vec<_> = table
            .samples
            .iter()
            .take(ROWS)
            .filter_map(|row| row.get(at))
            .map(|cell| cut(cell).into_owned())
            .collect();
        html! {
            <li>
                <label><bdi class="column">{ cut(column).into_owned() }</bdi>{ choice::select(None, choices, &meaning, changed) }</label>
                { for samples.into_iter().map(|sample| html! { <bdi class="sample">{ sample }</bdi> }) }
            </li>
        }
    };
    let sheet = if table.sheet.is_empty() { String::new() } else { format!(", {}", table.sheet) };
    // Open where something is to be said; it stays so while that is said.
    let is_open = *use_state(|| !table.has_text() || !table.is_chosen);
    html! {
        <details class="columns-of" open={is_open}>
            <summary>
                <bdi>{ format!("{}{sheet}", table.file) }</bdi>
                { format!(": {}, {}", counted(table.names.len(), "column"), counted(table.rows, "row")) }
            </summary>
            if !table.has_text() { <p class="trouble">{ words::NO_TEXT }</p> }
            <ul>{ for table.names.iter().enumerate().map(column) }</ul>
            <p class="quiet">{ words::REMEMBERED }</p>
        </details>
    }
}

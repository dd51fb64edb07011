//! Articles that were cut out, in a table: each cell can be written in, a picked row is taken in.

use super::super::cutting::place;
use super::super::state::Intent;
use super::single::headline;
use super::{Article, Same};
use crate::app::store::Store;
use crate::app::values;
use crate::widgets::table::{Cell, Column, Did, Edit, Entry, Row, Table};
use crate::words::{counted, cuts as words, dates};
use glossator_core::model::attribute::{DATE, HEADLINE, OUTLET};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// The properties of [`CutTable`].
#[derive(Clone, PartialEq, Properties)]
pub struct TableProps {
    /// The one store of the page.
    pub store: Store,
    /// The import.
    pub pending: Same,
    /// The articles.
    pub articles: Rc<[Article]>,
    /// Told the place of one that is to be seen as a whole.
    pub chosen: Callback<usize>,
}

/// The columns that are written in.
const COLUMNS: [(&str, &str); 5] = [
    (OUTLET, "Outlet"),
    (DATE, "Date"),
    (HEADLINE, "Headline"),
    ("author", "Author"),
    ("section", "Section"),
];

/// See the module.
#[component]
pub fn CutTable(TableProps { store, pending, articles: all, chosen }: &TableProps) -> Html {
    let only = use_state(|| None::<&'static str>);
    let source = pending.0.source.clone();
    let lacks = |id: &str| all.iter().filter(|one| pending.0.source.value(&one.cut, id).is_empty()).count();
    let shown: Rc<[usize]> = {
        let is_shown = |at: &usize| only.is_none_or(|id| source.value(&all[*at].cut, id).is_empty());
        (0..all.len()).filter(is_shown).collect()
    };
    let mut columns: Vec<_> = COLUMNS.iter().map(|(id, name)| head(id, name)).collect();
    columns.extend([head("words", "Words"), head("about", "File")]);
    let outlets: Rc<[AttrValue]> = {
        let found: BTreeSet<_> =
            all.iter().map(|one| source.value(&one.cut, OUTLET)).filter(|it| !it.is_empty()).collect();
        found.into_iter().take(100).map(|outlet| AttrValue::from(outlet.to_owned())).collect()
    };
    let row = {
        let (all, shown, source) = (all.clone(), shown.clone(), source.clone());
        Callback::from(move |at: usize| {
            let article = &all[shown[at]];
            let cell = |(id, name): &(&str, &str)| {
                let value = source.value(&article.cut, id);
                let words = if *id == DATE { dates::date(value).into_owned() } else { value.to_owned() };
                let known = if *id == OUTLET { outlets.clone() } else { Rc::default() };
                Cell {
                    add: format!("Add {}", name.to_lowercase()).into(),
                    edit: Edit::Line(known),
                    ..Cell::of(words)
                }
            };
            let mut cells: Vec<_> = COLUMNS.iter().map(cell).collect();
            let about = format!("{}, {}", article.cut.file, words::kind(article.cut.kind));
            let about = match &article.same {
                _ if article.known.is_some() => format!("here already; {about}"),
                Some(title) => format!("{}; {about}", words::same(title)),
                None => about,
            };
            cells.extend([
                Cell::of(article.text.split_whitespace().count().to_string()),
                Cell { edit: Edit::Press, ..Cell::of(about) },
            ]);
            Row {
                key: format!("{:?}", place(&article.cut)).into(),
                name: headline(&source, article).into(),
                is_picked: Some(source.takes(&article.cut)),
                state: article.known.is_some().then_some("known"),
                entity: None,
                group: None,
                cells,
            }
        })
    };
    let enter = {
        let (store, all, shown) = (store.clone(), all.clone(), shown.clone());
        Callback::from(move |Entry { row, column, value }: Entry| {
            let (id, _) = COLUMNS[column];
            match values::value(id, &value) {
                Ok(value) => {
                    store.send(Intent::Correct(vec![(place(&all[shown[row]].cut), id.into(), value)]));
                    None
                }
                Err(why) => Some(AttrValue::from(why)),
            }
        })
    };
    let did = {
        let (store, all, shown, chosen) = (store.clone(), all.clone(), shown.clone(), chosen.clone());
        Callback::from(move |did: Did| {
            let here = |at: usize| place(&all[shown[at]].cut);
            let set = |values: Vec<(usize, usize, Rc<str>)>| {
                let values = values.into_iter().filter_map(|(row, column, value)| {
                    let (id, _) = COLUMNS.get(column)?;
                    Some((place(&all[*shown.get(row)?].cut), Rc::from(*id), values::value(id, &value).ok()?))
                });
                store.send(Intent::Correct(values.collect()));
            };
            match did {
                Did::Pick(row, _) => {
                    let takes = source.takes(&all[shown[row]].cut);
                    store.send(Intent::Take(vec![here(row)], !takes));
                }
                Did::PickAll => {
                    let all_taken = shown.iter().all(|at| source.takes(&all[*at].cut));
                    store.send(Intent::Take((0..shown.len()).map(here).collect(), !all_taken));
                }
                Did::Fill(rows, column) => {
                    let Some((id, _)) = COLUMNS.get(column) else { return };
                    let value = Rc::<str>::from(source.value(&all[shown[*rows.start()]].cut, id));
                    set(rows.map(|row| (row, column, value.clone())).collect());
                }
                Did::Clear(rows, column) => set(rows.map(|row| (row, column, Rc::default())).collect()),
                Did::Paste(row, column, text) => set(values::pasted(&text, row, column)),
                Did::Press(row, _) => chosen.emit(shown[row]),
                Did::Sort(_) | Did::Refused(_) | Did::Act | Did::Turn(..) => {}
            }
        })
    };
    let chip = |id: &'static str, thing: &str| {
        let (count, only) = (lacks(id), only.clone());
        let is_on = *only == Some(id);
        let onclick = Callback::from(move |_: MouseEvent| only.set((!is_on).then_some(id)));
        (count > 0).then(|| {
            html! {
                <button class="chip" aria-pressed={is_on.to_string()} {onclick}>
                    { words::without(thing) }<span class="number">{ count }</span>
                </button>
            }
        })
    };
    let all_picked = all.iter().all(|one| pending.0.source.takes(&one.cut));
    html! {
        <>
            <div class="chips" role="group" aria-label="Which are shown">
                { chip(DATE, "a date").unwrap_or_default() }
                { chip(OUTLET, "an outlet").unwrap_or_default() }
                { chip(HEADLINE, "a headline").unwrap_or_default() }
            </div>
            <Table id="cut-table" name={format!("{} in the files", counted(all.len(), "article"))} columns={Rc::<[Column]>::from(columns)}
                rows={shown.len()} {row} {all_picked} {enter} {did} />
        </>
    }
}

fn head(id: &str, name: &str) -> Column {
    Column {
        id: id.to_owned().into(),
        name: name.to_owned().into(),
        notes: Rc::default(),
        is_header: false,
        is_sortable: false,
        sorted: None,
    }
}

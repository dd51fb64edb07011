//! The page of actors: the table, what can be done with the rows that are picked, and the pane for one of them.

use super::columns::{self, Of};
use super::listing::{self, Listed, thing};
use super::pane::Pane;
use super::state::{Intent, MENTIONS, Only, Query, Shown, State, Thing};
use super::update::listed_label;
use crate::app::page_head::PageHead;
use crate::app::place::Place;
use crate::app::select::{Props, use_select_in};
use crate::app::shared::Shared;
use crate::app::store::{Priority, Store};
use crate::app::{intent, values};
use crate::widgets::button::button;
use crate::widgets::field::{on_end, on_input, open_table, use_own_field};
use crate::widgets::icon::{LuDownload, LuGitMerge, LuPlus, LuSearch, icon};
use crate::widgets::label::key_sign;
use crate::widgets::table::{Cell, Column, Did, Entry, Row as Drawn, Table};
use crate::widgets::text::paragraph;
use crate::widgets::{choice, radio};
use crate::words::{actors as words, counted, cut};
use glossator_core::corpus::Corpus;
use glossator_core::model::entity::EntityId;
use glossator_core::model::label::LabelId;
use glossator_core::query::naming::{Counted, Row};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use yew::prelude::*;

/// See the module.
#[component]
pub fn ActorsPage(Props { store }: &Props) -> Html {
    let (corpus, label, state) = use_select_in(store, Priority::Edited, |state| {
        (Shared::from(state.corpus()), listed_label(state), state.actors.clone())
    });
    let listed = use_memo((corpus.clone(), label.clone(), state.counted), |(corpus, label, counted)| {
        label.as_ref().map(|label| Listed::of(corpus, label, *counted)).unwrap_or_default()
    });
    let lines = {
        let listed = listed.clone();
        use_memo((Shared(listed.clone()), state.query.clone()), move |(_, query)| listed.lines(query))
    };
    let columns = use_memo(Shared(listed.clone()), |listed| columns::all(listed));
    let picked = state.picked.iter().cloned().collect();
    let is_shown = state.shown.as_ref().is_some_and(|shown| listed.row(&shown.thing).is_some());
    let view =
        View { store: store.clone(), corpus, label, state, listed, lines, columns, picked: Rc::new(picked) };
    let name = view.name();
    html! {
        <div class="actors table-page" data-many={(view.lines.len() > MANY).then_some("true")} data-shown={is_shown.then_some("true")}>
            <main>
                <PageHead place={Place::Actors}>
                    { switch(&view) }
                    <div class="push">
                        if !view.listed.rows.is_empty() {
                            <button class="quiet-button" onclick={store.on(Intent::Download)}>{ icon(LuDownload) }{ "Download" }</button>
                        }
                        { open_table("quiet-button") }
                        if view.label.is_some() {
                            <button class="quiet-button" onclick={store.on(Intent::BeginNew)}>{ icon(LuPlus) }{ format!("New {name}") }</button>
                        }
                    </div>
                </PageHead>
                if view.state.is_naming { <NewField store={store.clone()} name={name.clone()} /> }
                { tools(&view) }
                { table(&view) }
                { bar(&view) }
            </main>
            if let Some(shown) = view.state.shown.clone().filter(|_| is_shown) {
                <Pane store={store.clone()} corpus={view.corpus.clone()} listed={Shared(view.listed.clone())} {shown} />
            }
        </div>
    }
}

/// The number of rows from which on all are equally high, as not all are drawn.
const MANY: usize = crate::widgets::table::moves::ALL;

/// The things that the parts of the page are drawn from.
struct View {
    store: Store,
    corpus: Shared<Corpus>,
    label: Option<LabelId>,
    state: State,
    listed: Rc<Listed>,
    lines: Rc<Vec<Rc<Row>>>,
    columns: Rc<Vec<Of>>,
    picked: Rc<BTreeSet<Thing>>,
}

impl View {
    /// The name of what is listed, within a sentence.
    fn name(&self) -> AttrValue {
        let label = self.label.as_ref();
        label
            .map_or(AttrValue::default(), |label| cut(self.corpus.labels().name(label)).to_lowercase().into())
    }

    /// The picked rows that are still there, in the order of picking.
    fn picked_rows(&self) -> Vec<Rc<Row>> {
        self.state.picked.iter().filter_map(|thing| self.listed.row(thing).cloned()).collect()
    }
}

/// The labels whose things have a table, each with their number.
fn switch(View { store, corpus, label, .. }: &View) -> Html {
    let mut numbers: BTreeMap<&LabelId, usize> = BTreeMap::new();
    for entity in corpus.entities().in_order() {
        *numbers.entry(&entity.label).or_default() += 1;
    }
    let one = |of: &glossator_core::model::label::Label| {
        let number = numbers.get(&of.id).copied().unwrap_or_default();
        let content =
            html! { <>{ cut(&of.name).into_owned() }{ " " }<span class="number">{ number }</span></> };
        radio::Choice {
            id: of.id.0.clone().into(),
            content,
            is_chosen: Some(&of.id) == label.as_ref(),
            key: None,
            chosen: store.on(Intent::List(of.id.clone())),
        }
    };
    radio::group("What is listed", "switch", listing::labels(corpus).map(one).collect())
}

/// The properties of [`NewField`].
#[derive(Clone, PartialEq, Properties)]
struct NewProps {
    store: Store,
    name: AttrValue,
}

/// The field for the name of a new one.
#[component]
fn NewField(NewProps { store, name }: &NewProps) -> Html {
    use_own_field("new-entity", "".into());
    let (onkeydown, onblur) = on_end(store.callback(Intent::EndNew));
    html! {
        <input id="new-entity" class="new-entity" aria-label={format!("Name of the new {name}")} placeholder={format!("Name of the new {name}, Enter")}
            autocomplete="off" {onkeydown} {onblur} />
    }
}

/// The filter, the sorts of rows with their numbers, and what is counted.
fn tools(view: &View) -> Html {
    let View { store, listed, state: State { query, counted, .. }, .. } = view;
    let oninput = {
        let (store, query) = (store.clone(), query.clone());
        on_input(Callback::from(move |words| store.send(Intent::Tabulate(Query { words, ..query.clone() }))))
    };
    let chip = |only: Only, name: AttrValue, number: usize| {
        let is_on = query.only == only;
        let next = Query { only: if is_on { Only::All } else { only }, ..query.clone() };
        html! {
            <button class="chip" aria-pressed={is_on.to_string()} onclick={store.on(Intent::Tabulate(next))}>
                { name }{ " " }<span class="number">{ number }</span>
            </button>
        }
    };
    let kinds =
        listed.kinds().into_iter().map(|(id, name, number)| chip(Only::Kind(id), name.into(), number));
    let loose = Some(listed.loose()).filter(|loose| *loose > 0 || query.only == Only::Loose);
    let count = |change: fn(Counted, bool) -> Counted| {
        let (store, counted) = (store.clone(), *counted);
        Callback::from(move |is_on: bool| store.send(Intent::Count(change(counted, is_on))))
    };
    let pronouns = count(|counted, pronouns| Counted { pronouns, ..counted });
    let left_out = count(|counted, is_left_out| Counted { quoted: !is_left_out, ..counted });
    html! {
        <div class="tools">
            <label class="soft-field">
                { icon(LuSearch) }<span class="unseen">{ "Filter by words" }</span>
                <input type="search" placeholder="Filter" autocomplete="off" value={query.words.to_string()} {oninput} />
            </label>
            <div class="chips" role="group" aria-label="Which are shown">
                { for kinds }
                { for loose.map(|loose| chip(Only::Loose, "Not named yet".into(), loose)) }
            </div>
            <div class="chips push" role="group" aria-label="What is counted">
                { choice::chip(words::PRONOUNS, counted.pronouns, pronouns) }
                { choice::chip(words::QUOTED, !counted.quoted, left_out) }
            </div>
        </div>
    }
}

fn table(view: &View) -> Html {
    let View { store, corpus, label, listed, lines, columns, picked, state, .. } = view;
    let Some(label) = label else { return Html::default() };
    if listed.rows.is_empty() {
        return paragraph("quiet nothing", words::NOTHING);
    }
    let heads = columns.iter().map(|column| Column {
        id: column.look().into(),
        name: column.head(corpus.labels(), label).into(),
        notes: Rc::default(),
        is_header: false,
        is_sortable: true,
        sorted: (state.query.by == column.id()).then_some(!state.query.is_down),
    });
    let row = {
        let (store, listed, lines, columns, picked) =
            (store.clone(), listed.clone(), lines.clone(), columns.clone(), picked.clone());
        let shown = state.shown.as_ref().map(|shown| shown.thing.clone());
        Callback::from(move |at: usize| {
            describe(&store, &listed, &lines[at], &columns, &picked, shown.as_ref())
        })
    };
    let enter = {
        let (store, listed, lines, columns) = (store.clone(), listed.clone(), lines.clone(), columns.clone());
        Callback::from(move |Entry { row, column, value }: Entry| {
            let (row, column) = (lines.get(row)?, columns.get(column)?);
            write(&store, &listed, row, column, &value).err().map(Into::into)
        })
    };
    let did = {
        let view = (store.clone(), listed.clone(), lines.clone(), columns.clone(), picked.clone());
        let query = state.query.clone();
        Callback::from(move |did: Did| {
            let (store, listed, lines, columns, picked) = &view;
            act(&Acting { store, listed, lines, columns, picked, query: &query }, did);
        })
    };
    let all_picked = !lines.is_empty() && lines.iter().all(|row| picked.contains(&thing(row)));
    let acts = picked.len() > 1;
    html! {
        <>
            if lines.is_empty() { { paragraph("quiet nothing", words::NOTHING_LEFT) } }
            <Table id="actors" name={plural(corpus.labels().name(label))} columns={heads.collect::<Rc<[_]>>()} rows={lines.len()} {row} {all_picked} {acts} {enter} {did} />
        </>
    }
}

/// The name of the table of a label.
fn plural(label: &str) -> String {
    format!("{}s", cut(label))
}

fn describe(
    store: &Store,
    listed: &Listed,
    row: &Row,
    columns: &[Of],
    picked: &BTreeSet<Thing>,
    shown: Option<&Thing>,
) -> Drawn {
    let of = thing(row);
    let (entity, key) = match &of {
        Thing::Entity(id) => (Some(AttrValue::from(id.0.clone())), format!("entity {id}")),
        Thing::Words(words) => (None, format!("words {words}")),
    };
    let state = match (shown == Some(&of), row.entity.is_some()) {
        (true, _) => Some("shown"),
        (false, true) => None,
        (false, false) => Some("loose"),
    };
    let mut cells: Vec<Cell> = columns.iter().map(|column| column.cell(store, listed, row)).collect();
    if let Some(first) = cells.first_mut() {
        let onclick = store.on::<MouseEvent>(Intent::Show(Some(of.clone().into())));
        let name = cut(&row.name).into_owned();
        first.html = Some(html! {
            <button class="text-button" tabindex="-1" {onclick}><bdi>{ name }</bdi></button>
        });
    }
    Drawn {
        key: key.into(),
        name: row.name.to_string().into(),
        is_picked: Some(picked.contains(&of)),
        state,
        entity,
        group: None,
        cells,
    }
}

/// Writes in the cell of a row.
fn write(store: &Store, listed: &Listed, row: &Row, column: &Of, written: &str) -> Result<(), String> {
    match (column, &row.entity) {
        (Of::Name, _) if written.trim().is_empty() => return Err(words::NO_NAME.to_owned()),
        // Mentions without an entity are named also by the words that they have.
        (Of::Name, None) => store.send(Intent::Name(thing(row), written.into())),
        (Of::Name, Some(_)) if *written.trim() != *row.name => {
            store.send(Intent::Name(thing(row), written.into()));
        }
        (Of::Attribute(attribute), Some(entity)) => {
            let value = columns::read(attribute, written)?;
            if *value != *listed.value(row, &attribute.id.0) {
                store.send(Intent::Set(vec![entity.id.clone()], attribute.id.0.clone(), value));
            }
        }
        _ => {}
    }
    Ok(())
}

/// The things that are needed to do what a person did.
struct Acting<'a> {
    store: &'a Store,
    listed: &'a Listed,
    lines: &'a [Rc<Row>],
    columns: &'a [Of],
    picked: &'a BTreeSet<Thing>,
    query: &'a Query,
}

fn act(acting: &Acting<'_>, did: Did) {
    let Acting { store, listed, lines, columns, picked, query } = *acting;
    match did {
        Did::Sort(column) => {
            let Some(column) = columns.get(column) else { return };
            // First one way, then the other, and then as it was.
            let (id, begins_down) = (column.id(), column.counts());
            let next = if query.by != id {
                Query { by: id, is_down: begins_down, ..query.clone() }
            } else if query.is_down == begins_down {
                Query { is_down: !begins_down, ..query.clone() }
            } else {
                Query { by: MENTIONS.into(), is_down: true, ..query.clone() }
            };
            store.send(Intent::Tabulate(next));
        }
        Did::Pick(row, extends) => {
            let Some(of) = lines.get(row).map(|row| thing(row)) else { return };
            let picks = !picked.contains(&of);
            let before = lines[..row].iter().rposition(|row| picked.contains(&thing(row)));
            let from = before.filter(|_| extends && picks).unwrap_or(row);
            store.send(Intent::Pick(lines[from..=row].iter().map(|row| thing(row)).collect(), picks));
        }
        Did::PickAll => {
            let things: Vec<_> = lines.iter().map(|row| thing(row)).collect();
            let picks = !things.iter().all(|thing| picked.contains(thing));
            store.send(Intent::Pick(things, picks));
        }
        Did::Fill(rows, column) => {
            let Some(Of::Attribute(attribute)) = columns.get(column) else { return };
            let from =
                if rows.start() == rows.end() { rows.start().checked_sub(1) } else { Some(*rows.start()) };
            let Some(from) = from.and_then(|row| lines.get(row)) else { return };
            let value: Rc<str> = listed.value(from, &attribute.id.0).into();
            give(acting, rows, &attribute.id.0, &value);
        }
        Did::Clear(rows, column) => {
            let Some(Of::Attribute(attribute)) = columns.get(column) else { return };
            give(acting, rows, &attribute.id.0, &Rc::default());
        }
        Did::Paste(row, column, text) => paste(acting, row, column, &text),
        Did::Press(row, column) => {
            let Some((row, column)) = lines.get(row).zip(columns.get(column)) else { return };
            match (column, row.first()) {
                (Of::First, Some(first)) => store.send(intent::Annotations::Open(first.mention)),
                (Of::Outlet(_, outlet), _) => {
                    let shown = Shown { outlet: Some(outlet.clone()), ..thing(row).into() };
                    store.send(Intent::Show(Some(shown)));
                }
                _ => store.send(Intent::Show(Some(thing(row).into()))),
            }
        }
        Did::Turn(..) => {}
        Did::Refused(why) => store.send(intent::Messages::Say(why.to_string().into())),
        Did::Act => store.send(Intent::AskMerge),
    }
}

/// Gives the entities of those rows a value.
fn give(acting: &Acting<'_>, rows: std::ops::RangeInclusive<usize>, attribute: &Rc<str>, value: &Rc<str>) {
    let entities = rows.filter_map(|row| acting.lines.get(row)?.entity.clone());
    let others = entities.filter(|entity| entity.attributes.get(attribute) != &**value);
    let ids: Vec<EntityId> = others.map(|entity| entity.id.clone()).collect();
    if !ids.is_empty() {
        acting.store.send(Intent::Set(ids, attribute.clone(), value.clone()));
    }
}

/// Values from a spreadsheet, as one step.
fn paste(Acting { store, lines, columns, .. }: &Acting<'_>, row: usize, column: usize, text: &str) {
    let mut found = Vec::new();
    for (row, column, written) in values::pasted(text, row, column) {
        let entity = lines.get(row).and_then(|row| row.entity.as_ref());
        let Some((entity, Of::Attribute(attribute))) = entity.zip(columns.get(column)) else { continue };
        match columns::read(attribute, &written) {
            Ok(value) => found.push((entity.id.clone(), attribute.id.0.clone(), value)),
            Err(why) => return store.send(intent::Messages::Say(why.into())),
        }
    }
    if !found.is_empty() {
        store.send(Intent::Paste(found));
    }
}

/// The bar with what can be done with the rows that are picked.
fn bar(view: &View) -> Html {
    let rows = view.picked_rows();
    if rows.is_empty() {
        return Html::default();
    }
    let store = &view.store;
    let entities: Vec<_> = rows.iter().filter_map(|row| Some(row.entity.as_ref()?.id.clone())).collect();
    let one = rows.first().filter(|row| rows.len() == 1 && row.entity.is_none());
    html! {
        <div class="table-bar" role="group" aria-label="Chosen rows">
            <strong>{ format!("{} chosen", counted(rows.len(), "row")) }</strong>
            if rows.len() > 1 {
                <button aria-keyshortcuts="Enter" onclick={store.on(Intent::AskMerge)}>{ icon(LuGitMerge) }{ "Merge …" }{ key_sign(Some("Enter")) }</button>
            }
            if let Some(row) = one {
                { button("", &format!("Make it a new {}", view.name()), store.on(Intent::Name(thing(row), row.name.clone()))) }
            }
            if !entities.is_empty() { { button("delete", "Delete", store.on(Intent::Delete(entities.clone()))) } }
            <button class="quiet-button" aria-keyshortcuts="Escape" onclick={store.on(Intent::PickNone)}>
                { "Choose none" }{ key_sign(Some("Esc")) }
            </button>
        </div>
    }
}

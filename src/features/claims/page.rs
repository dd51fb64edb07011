//! The page of claims: the matrix, the conditions on its rows, and the claims in no group below it.

use super::pane::Pane;
use super::parts;
use super::state::{Intent, State};
use crate::app::intent::Messages;
use crate::app::page_head::PageHead;
use crate::app::place::Place;
use crate::app::select::{Props, use_select};
use crate::app::shared::Shared;
use crate::app::store::Store;
use crate::widgets::button::button;
use crate::widgets::choice;
use crate::widgets::field::{on_end, use_own_field};
use crate::widgets::icon::{LuDownload, LuGitMerge, LuPlus, icon};
use crate::widgets::label::key_sign;
use crate::widgets::table::{Cell as Drawn, Column as Head, Did, Edit, Entry, Row as DrawnRow, Table};
use crate::widgets::text::{bidi, paragraph};
use crate::words::claims as words;
use crate::words::{counted, cut};
use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::Annotation;
use glossator_core::model::attribute::DOCUMENT;
use glossator_core::model::entity::EntityId;
use glossator_core::query::matrix::{By, Filter, Matrix, Order, Row, Speaker};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// The things that the parts of the page are drawn from.
struct View {
    store: Store,
    corpus: Shared<Corpus>,
    state: State,
    matrix: Rc<Matrix>,
    lines: Rc<Vec<Line>>,
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq)]
enum Line {
    /// The head of some rows, with their number.
    Head(&'static str, usize),
    /// The row of the matrix with that index.
    Row(usize),
}

/// See the module.
#[component]
pub fn ClaimsPage(Props { store }: &Props) -> Html {
    let (corpus, state) = use_select(store, |state| (Shared::from(state.corpus()), state.claims.clone()));
    let matrix = use_memo((corpus.clone(), state.by.clone()), |(corpus, by)| Matrix::of(corpus, by));
    let lines = {
        let (matrix, corpus) = (matrix.clone(), corpus.clone());
        use_memo(
            (Shared(matrix.clone()), state.filter.clone(), state.order.clone()),
            move |(_, filter, order)| lines(&matrix, &corpus, filter, order),
        )
    };
    let view = View { store: store.clone(), corpus, state, matrix, lines };
    let shown = view.state.shown.clone();
    let shown = shown.and_then(|(id, column)| Some((view.row(&id)?.clone(), column)));
    html! {
        <div class="claims table-page" data-many={(view.lines.len() > MANY).then_some("true")} data-shown={shown.is_some().then_some("true")}>
            <main>
                <PageHead place={Place::Claims}>
                    <div class="push">
                        if !view.matrix.rows.is_empty() {
                            <button class="quiet-button" onclick={store.on(Intent::Download)}>{ icon(LuDownload) }{ "Download" }</button>
                        }
                        <button class="quiet-button" onclick={store.on(Intent::BeginNew)}>{ icon(LuPlus) }{ "New claim" }</button>
                    </div>
                </PageHead>
                if view.state.is_naming { <NewField store={store.clone()} /> }
                if view.matrix.rows.is_empty() {
                    { paragraph("quiet nothing", words::NOTHING) }
                } else {
                    { tools(&view) }
                    { legend() }
                    { table(&view) }
                }
                { bar(&view) }
                { tray(&view) }
            </main>
            if let Some((row, column)) = shown {
                <Pane store={store.clone()} corpus={view.corpus.clone()} matrix={Shared(view.matrix.clone())} {row} {column} />
            }
        </div>
    }
}

/// The number of rows from which on all are equally high, as not all are drawn.
const MANY: usize = crate::widgets::table::moves::ALL;

impl View {
    fn row(&self, id: &EntityId) -> Option<&Row> {
        self.matrix.rows.iter().find(|row| row.group.id == *id)
    }
}

/// The lines of the table. Contested groups have a head of their own, where they come first, and so have those in all outlets.
fn lines(matrix: &Matrix, corpus: &Corpus, filter: &Filter, order: &Order) -> Vec<Line> {
    let rows = matrix.rows(corpus, filter, order);
    if *order != Order::Contested {
        return rows.into_iter().map(Line::Row).collect();
    }
    let part = |at: usize| {
        let row = &matrix.rows[at];
        let present = matrix.present(row).count();
        match present {
            _ if row.is_contested() => "Contested",
            present if present == matrix.outlets() && present > 1 => "In all",
            0 => "In none",
            1 => "In one",
            _ => "In several",
        }
    };
    let mut found = Vec::new();
    for part_of in rows.chunk_by(|one, other| part(*one) == part(*other)) {
        found.push(Line::Head(part(part_of[0]), part_of.len()));
        found.extend(part_of.iter().copied().map(Line::Row));
    }
    found
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
        <input id="new-claim" class="new-entity" aria-label="The new claim" placeholder="The claim in your own words, Enter" autocomplete="off"
            {onkeydown} {onblur} />
    }
}

/// The conditions on rows with their numbers, who says it, the order, the columns.
fn tools(View { store, corpus, state, matrix, .. }: &View) -> Html {
    let chip = |filter: Filter, name: &'static str| {
        let is_on = state.filter == filter;
        let number = matrix.count(&filter);
        let next = if is_on { Filter::All } else { filter };
        html! {
            <button class="chip" aria-pressed={is_on.to_string()} onclick={store.on(Intent::SetFilter(next))}>
                { name }{ " " }<span class="number">{ number }</span>
            </button>
        }
    };
    let mut who: BTreeMap<Rc<str>, EntityId> = BTreeMap::new();
    for line in matrix.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines) {
        if let Some(Speaker::Entity(name, id)) = &line.speaker {
            who.insert(name.clone(), id.clone());
        }
    }
    let mut conditions: Vec<(Filter, AttrValue)> = vec![(Filter::All, "Said by anyone".into())];
    conditions.extend(
        who.into_iter()
            .map(|(name, id)| (Filter::By(id), AttrValue::from(format!("Said by {}", cut(&name))))),
    );
    for (at, column) in matrix.columns.iter().enumerate() {
        let name = words::column(corpus, column);
        conditions.push((Filter::OnlyIn(at), format!("Only in {name}").into()));
        conditions.push((Filter::MissingIn(at), format!("Missing only in {name}").into()));
        conditions.push((Filter::NotIn(at), format!("Not in {name}").into()));
    }
    let is_listed = conditions.iter().any(|(filter, _)| *filter == state.filter);
    let chosen = if is_listed { state.filter.clone() } else { Filter::All };
    let mut orders: Vec<(Order, AttrValue)> =
        vec![(Order::Contested, "Contested first".into()), (Order::Own, "Own order".into())];
    orders.extend(corpus.documents().map(|document| {
        (Order::Article(document.id.clone()), AttrValue::from(format!("As in {}", cut(&document.title))))
    }));
    let attributes = corpus.attributes_of(DOCUMENT);
    let mut columns: Vec<(By, AttrValue)> = attributes
        .map(|it| (By::Attribute(it.id.0.clone()), AttrValue::from(format!("By {}", it.name.to_lowercase()))))
        .collect();
    columns.push((By::Article, "By article".into()));
    html! {
        <div class="tools">
            <div class="chips" role="group" aria-label="Which are shown">
                { chip(Filter::Contested, "Contested") }
                { chip(Filter::OwnAndAttributed, "Own voice and attributed") }
                { chip(Filter::Open, "Not looked for") }
            </div>
            <div class="choices push">
                { choice::select(Some("Condition"), conditions, &chosen, store.callback(Intent::SetFilter)) }
                { choice::select(Some("Order"), orders, &state.order, store.callback(Intent::SetOrder)) }
                { choice::select(Some("Columns"), columns, &state.by, store.callback(Intent::SetBy)) }
            </div>
        </div>
    }
}

/// The meaning of the signs.
fn legend() -> Html {
    const SIGNS: [(&str, &str); 8] = [
        ("●", "own voice"),
        ("◐", "attributed"),
        ("◌", "to nobody"),
        ("⊖", "own denial"),
        ("⊘", "reported denial"),
        ("–", "looked for, absent"),
        ("·", "not looked for"),
        ("⚔", "contested"),
    ];
    html! {
        <p class="signs quiet">
            { for SIGNS.iter().map(|(sign, words)| html! { <span><span class="state-sign" aria-hidden="true">{ *sign }</span>{ " " }{ *words }</span> }) }
        </p>
    }
}

fn table(view: &View) -> Html {
    let View { store, corpus, state, matrix, lines } = view;
    let head = |(at, column): (usize, &glossator_core::query::matrix::Column)| {
        let name = words::column(corpus, column);
        let covered = words::covered(matrix.covered(at), matrix.rows.len());
        let name = if column.is_source {
            format!("{name} (source), {covered}")
        } else {
            format!("{name}, {covered}")
        };
        Head { id: "stance".into(), name: name.into(), is_header: false, is_sortable: false, sorted: None }
    };
    let plain = |id: &'static str, name: &'static str, is_header| Head {
        id: id.into(),
        name: name.into(),
        is_header,
        is_sortable: false,
        sorted: None,
    };
    let mut heads = vec![plain("claim", "Claim", true)];
    heads.extend(matrix.columns.iter().enumerate().map(head));
    heads.push(plain("in", "In", false));
    let row = {
        let (matrix, lines, state) = (matrix.clone(), lines.clone(), state.clone());
        Callback::from(move |at: usize| describe(&matrix, &lines[at], &state))
    };
    let enter = {
        let (store, matrix, lines) = (store.clone(), matrix.clone(), lines.clone());
        Callback::from(move |Entry { row, column, value }: Entry| {
            let Some(Line::Row(at)) = lines.get(row) else { return None };
            let group = &matrix.rows[*at].group;
            if column == 0 && value.trim().is_empty() {
                return Some(AttrValue::from("It needs words."));
            }
            if column == 0 && *value.trim() != *group.name {
                store.send(Intent::Rename(group.id.clone(), value.trim().into()));
            }
            None
        })
    };
    let did = {
        let (store, matrix, lines, picked) =
            (store.clone(), matrix.clone(), lines.clone(), state.picked.clone());
        Callback::from(move |did: Did| act(&store, &matrix, &lines, &picked, did))
    };
    let all = lines
        .iter()
        .filter_map(|line| if let Line::Row(at) = line { Some(&matrix.rows[*at].group.id) } else { None });
    let all_picked = !lines.is_empty() && all.clone().all(|id| state.picked.contains(id));
    html! {
        <>
            if lines.is_empty() { { paragraph("quiet nothing", words::NOTHING_LEFT) } }
            <Table id="claims" name="Claims and outlets" columns={Rc::<[Head]>::from(heads)} rows={lines.len()} {row} {all_picked}
                acts={state.picked.len() > 1} {enter} {did} />
        </>
    }
}

fn describe(matrix: &Matrix, line: &Line, state: &State) -> DrawnRow {
    let empty = DrawnRow {
        key: "".into(),
        name: "".into(),
        is_picked: None,
        state: None,
        entity: None,
        group: None,
        cells: Vec::new(),
    };
    let row = match line {
        Line::Head(name, count) => {
            let words = html! { <strong class="part">{ *name }{ " " }<span class="number">{ *count }</span></strong> };
            let cell = Drawn { html: Some(words), ..Drawn::of(*name) };
            return DrawnRow { key: (*name).into(), name: (*name).into(), cells: vec![cell], ..empty };
        }
        Line::Row(at) => &matrix.rows[*at],
    };
    let group = &row.group;
    let contested = row.is_contested().then(|| {
        html! { <><span aria-hidden="true">{ "⚔ " }</span><span class="unseen">{ words::CONTESTED }{ " " }</span></> }
    });
    let name = Drawn {
        html: Some(html! { <>{ contested.unwrap_or_default() }{ bidi("", &group.name) }</> }),
        edit: Edit::Line(Rc::default()),
        ..Drawn::of(group.name.to_string())
    };
    let mut cells = vec![name];
    for (cell, column) in row.cells.iter().zip(&matrix.columns) {
        let mark = (AttrValue::from(column.name.clone()), cell.words().into());
        let drawn = parts::draw(cell, column);
        cells.push(Drawn {
            html: Some(drawn),
            edit: Edit::Turn,
            mark: Some(mark),
            ..Drawn::of(parts::cell_words(cell, column))
        });
    }
    cells.push(Drawn::of(format!("{} of {}", matrix.present(row).count(), matrix.outlets())));
    let is_shown = state.shown.as_ref().is_some_and(|(id, _)| *id == group.id);
    DrawnRow {
        key: group.id.0.to_string().into(),
        name: group.name.to_string().into(),
        is_picked: Some(state.picked.contains(&group.id)),
        state: is_shown.then_some("shown"),
        group: Some(group.id.0.to_string().into()),
        cells,
        ..empty
    }
}

fn act(store: &Store, matrix: &Matrix, lines: &[Line], picked: &[EntityId], did: Did) {
    let group = |line: usize| match lines.get(line) {
        Some(Line::Row(at)) => Some(matrix.rows[*at].group.id.clone()),
        _ => None,
    };
    match did {
        Did::Pick(line, extends) => {
            let Some(of) = group(line) else { return };
            let picks = !picked.contains(&of);
            let is_picked = |line: &usize| group(*line).is_some_and(|id| picked.contains(&id));
            let before = (0..line).rev().find(is_picked);
            let from = before.filter(|_| extends && picks).unwrap_or(line);
            store.send(Intent::Pick((from..=line).filter_map(group).collect(), picks));
        }
        Did::PickAll => {
            let all: Vec<_> = (0..lines.len()).filter_map(group).collect();
            let picks = !all.iter().all(|id| picked.contains(id));
            store.send(Intent::Pick(all, picks));
        }
        Did::Press(line, column) => {
            let Some(of) = group(line) else { return };
            let name = column.checked_sub(1).and_then(|at| matrix.columns.get(at)).map(|it| it.name.clone());
            store.send(Intent::Show(Some((of, name))));
        }
        Did::Turn(line, column, rest) => {
            if let Some((of, at)) = group(line).zip(column.checked_sub(1)) {
                store.send(Intent::TurnAbsent(of, at, rest));
            }
        }
        Did::Act => store.send(Intent::Merge),
        Did::Refused(why) => store.send(Messages::Say(why.to_string().into())),
        Did::Sort(_) | Did::Fill(..) | Did::Clear(..) | Did::Paste(..) => {}
    }
}

/// The bar with what can be done with the groups that are picked.
fn bar(View { store, state, matrix, .. }: &View) -> Html {
    let picked: Vec<_> =
        state.picked.iter().filter(|id| matrix.rows.iter().any(|row| row.group.id == **id)).collect();
    if picked.is_empty() {
        return Html::default();
    }
    let delete = Intent::Delete(picked.iter().map(|id| (*id).clone()).collect());
    let moved = |down: bool| store.on::<MouseEvent>(Intent::Move(picked[0].clone(), down));
    html! {
        <div class="table-bar" role="group" aria-label="Chosen rows">
            <strong>{ format!("{} chosen", counted(picked.len(), "row")) }</strong>
            if picked.len() > 1 {
                <button aria-keyshortcuts="Enter" onclick={store.on(Intent::Merge)}>{ icon(LuGitMerge) }{ "Merge into the first" }{ key_sign(Some("Enter")) }</button>
            } else {
                { button("", "Up", moved(false)) }
                { button("", "Down", moved(true)) }
            }
            { button("delete", "Delete", store.on(delete)) }
            <button class="quiet-button" aria-keyshortcuts="Escape" onclick={store.on(Intent::PickNone)}>
                { "Choose none" }{ key_sign(Some("Esc")) }
            </button>
        </div>
    }
}

/// The claims in no group, the first of them with what can be done with it.
fn tray(View { store, corpus, matrix, .. }: &View) -> Html {
    let Some(first) = matrix.loose.first() else {
        return match matrix.apart.len() {
            0 => Html::default(),
            count => {
                let all = matrix.apart.iter().map(|claim| claim.id).collect();
                html! {
                    <p class="table-bar quiet">
                        { format!("{} left out", counted(count, "claim")) }{ " " }
                        { button("text-button", "Group them again", store.on(Intent::SetApart(all, false))) }
                    </p>
                }
            }
        };
    };
    html! {
        <div class="table-bar tray" role="group" aria-label="Claims in no group">
            <strong>{ format!("{} in no group", matrix.loose.len()) }</strong>
            { in_tray(corpus, first) }
            <button aria-keyshortcuts="I" onclick={store.on(Intent::GroupNext)}>{ "Put into a claim …" }{ key_sign(Some("I")) }</button>
            { button("quiet-button", "Leave out", store.on(Intent::SetApart(vec![first.id], true))) }
        </div>
    }
}

fn in_tray(corpus: &Corpus, claim: &Annotation) -> Html {
    let document = corpus.document(&claim.document);
    let words = document.map_or("", |document| claim.quote(&document.text));
    html! { { bidi("said", words) } }
}

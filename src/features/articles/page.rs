//! The page of articles: all of them in a table, what can be done with those that are picked, and the ways to bring more in.

use super::columns::{self, Of};
use super::listing::{self, Lengths, Line, lines};
use super::picked::Picked;
use super::spreadsheet::Spreadsheet;
use super::state::{ANNOTATIONS, Intent, NAME, Only, Query, STATE, WORDS};
use super::update::hidden;
use crate::app::page_head::PageHead;
use crate::app::place::Place;
use crate::app::select::{Props, use_select_in};
use crate::app::shared::Shared;
use crate::app::store::{Priority, Store};
use crate::app::{intent, values};
use crate::widgets::button::button;
use crate::widgets::field::{add_articles, add_folder, on_input};
use crate::widgets::icon::{LuCheck, LuClipboardPaste, LuColumns3, LuFilePlus2, LuPlus, LuSearch, icon};
use crate::widgets::menu::{Item, Menu, item};
use crate::widgets::table::{Cell, Column, Did, Entry, Row, Table};
use crate::widgets::text::{bidi, paragraph};
use crate::words::{articles as words, counted};
use glossator_core::corpus::Corpus;
use glossator_core::model::document::{Document, DocumentId, State};
use glossator_core::model::record::Kind;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// See the module.
#[component]
pub fn ArticlesPage(Props { store }: &Props) -> Html {
    let (corpus, query, picked, hidden, refusal) = use_select_in(store, Priority::Edited, |state| {
        let (corpus, articles) = (Shared::from(state.corpus()), &state.articles);
        let refusal = state.refusal(Kind::Document);
        (corpus, articles.table.clone(), articles.picked.clone(), hidden(state), refusal)
    });
    let lengths = use_memo((), |()| Lengths::default());
    let lines = {
        let lengths = lengths.clone();
        use_memo((corpus.clone(), query.clone()), move |(corpus, query)| lines(corpus, query, &lengths))
    };
    let columns = use_memo(corpus.clone(), |corpus| columns::all(corpus));
    let shown: Rc<[Of]> = columns.iter().filter(|column| !hidden.contains(&column.id)).cloned().collect();
    let picked: Rc<BTreeSet<DocumentId>> = Rc::new(picked.iter().cloned().collect());
    let pastes = use_state(|| false);
    let turn = {
        let pastes = pastes.clone();
        Callback::from(move |_: MouseEvent| pastes.set(!*pastes))
    };
    let close = {
        let pastes = pastes.clone();
        Callback::from(move |()| pastes.set(false))
    };
    let may_write = refusal.is_none();
    let view = View { store: store.clone(), lines, shown, picked, lengths, query, may_write };
    let away: Vec<_> = corpus.put_away().collect();
    let count = view.lines.iter().filter(|line| line.article().is_some()).count();
    html! {
        <div class="articles-page">
            <PageHead place={Place::Articles}>
                { filter(&view) }
                <div class="push">
                    { columns_menu(store, &columns, &hidden) }
                    if count > 0 && may_write {
                        <button class="quiet-button" aria-expanded={pastes.to_string()} onclick={turn}>
                            { icon(LuClipboardPaste) }{ "Paste a column" }
                        </button>
                    }
                    { add_folder("quiet-button") }
                    { add_articles("main") }
                </div>
            </PageHead>
            { for refusal.iter().map(|why| paragraph("quiet", &why.to_string())) }
            { chips(&view, &corpus) }
            if *pastes && count > 0 {
                <Spreadsheet store={store.clone()} lines={Shared(view.lines.clone())} columns={view.shown.clone()} {close} />
            }
            if count == 0 && corpus.documents().next().is_some() {
                { paragraph("quiet nothing", words::NOTHING_LEFT) }
            }
            if count > 0 { { table(&view) } }
            if !view.picked.is_empty() {
                <Picked store={store.clone()} picked={view.picked.clone()} done={view.done()} columns={view.shown.clone()} />
            }
            <div class="drop">
                { icon(LuFilePlus2) }<span>{ words::DROP_HERE }</span><span class="quiet">{ words::ENDINGS }</span>
            </div>
            if !away.is_empty() {
                <p class="quiet away">
                    { words::put_away(away.len()) }{ " " }
                    { button("text-button", "Get back", store.on(Intent::BringBack(away))) }
                </p>
            }
        </div>
    }
}

/// The things that the parts of the page are drawn from.
struct View {
    store: Store,
    lines: Rc<Vec<Line>>,
    shown: Rc<[Of]>,
    picked: Rc<BTreeSet<DocumentId>>,
    lengths: Rc<Lengths>,
    query: Query,
    /// False where the role of the person allows no writing.
    may_write: bool,
}

impl View {
    /// The number of picked articles that somebody is done with.
    fn done(&self) -> usize {
        let picked = self.lines.iter().filter_map(Line::article).filter(|it| self.picked.contains(&it.id));
        picked.filter(|it| it.state == State::Done).count()
    }
}

fn filter(View { store, query, .. }: &View) -> Html {
    let (store, query) = (store.clone(), query.clone());
    let words = query.words.to_string();
    let oninput = on_input(Callback::from(move |words| {
        store.send(Intent::Tabulate(Query { words, ..query.clone() }));
    }));
    html! {
        <label class="soft-field">
            { icon(LuSearch) }<span class="unseen">{ "Filter by words" }</span>
            <input type="search" placeholder="Filter" autocomplete="off" value={words} {oninput} />
        </label>
    }
}

/// Sorts of articles, with their numbers.
fn chips(View { store, query, may_write, .. }: &View, corpus: &Corpus) -> Html {
    let chip = |(only, name): (Only, &'static str)| {
        let number = listing::count(corpus, only);
        let is_on = query.only == only;
        let next = Query { only: if is_on { Only::All } else { only }, ..query.clone() };
        (number > 0 || is_on).then(|| {
            html! {
                <button class="chip" aria-pressed={is_on.to_string()} onclick={store.on(Intent::Tabulate(next))}>
                    { name }{ " " }<span class="number">{ number }</span>
                </button>
            }
        })
    };
    let sorts = [
        (Only::Open, "Open"),
        (Only::Done, "Done"),
        (Only::NoOutlet, "Without an outlet"),
        (Only::NoDate, "Without a date"),
    ];
    let group = Query { is_grouped: !query.is_grouped, ..query.clone() };
    html! {
        <div class="chips" role="group" aria-label="Which are shown">
            { for sorts.into_iter().filter_map(chip) }
            <button class="chip" aria-pressed={query.is_grouped.to_string()} onclick={store.on(Intent::Tabulate(group))}>{ "By outlet" }</button>
            if *may_write {
                <span class="push quiet keys">
                    { "Write " }<kbd>{ "Enter" }</kbd>{ " Paste cells " }<kbd>{ "Ctrl V" }</kbd>{ " Fill down " }<kbd>{ "Ctrl D" }</kbd>
                </span>
            }
        </div>
    }
}

fn columns_menu(store: &Store, columns: &[Of], hidden: &[Rc<str>]) -> Html {
    let button = html! { <>{ icon(LuColumns3) }<span>{ "Columns" }</span></> };
    let entry = |column: &Of| {
        let is_shown = !hidden.contains(&column.id);
        let name = format!("{} {}", if is_shown { "Hide" } else { "Show" }, column.name);
        let of =
            Item { name: Some(name), ..Item::new(if is_shown { LuCheck } else { LuPlus }, &column.name) };
        item(of, store.on(Intent::TurnColumn(column.id.clone())))
    };
    html! { <Menu id="columns" class="quiet-button" name="Columns" {button}>{ for columns.iter().map(entry) }</Menu> }
}

fn table(view: &View) -> Html {
    let View { store, lines, shown, picked, lengths, query, may_write } = view;
    let heads = shown.iter().map(|column| Column {
        id: column.id.trim_start_matches(':').to_owned().into(),
        name: column.name.clone().into(),
        notes: Rc::default(),
        is_header: false,
        is_sortable: true,
        sorted: (query.by == column.id).then_some(!query.is_down),
    });
    let row = {
        let (lines, shown, picked, lengths) = (lines.clone(), shown.clone(), picked.clone(), lengths.clone());
        let may_write = *may_write;
        Callback::from(move |at: usize| {
            let mut row = describe(&lines[at], &shown, &picked, &lengths);
            if !may_write {
                row.cells.iter_mut().for_each(Cell::fix);
            }
            row
        })
    };
    let enter = {
        let (store, lines, shown) = (store.clone(), lines.clone(), shown.clone());
        Callback::from(move |Entry { row, column, value }: Entry| {
            let (document, column) = (lines.get(row)?.article()?, shown.get(column)?);
            match column.read(&value) {
                Ok(value) => {
                    if value != column.value(document) {
                        give(&store, column, vec![(document.id.clone(), value)]);
                    }
                    None
                }
                Err(why) => Some(why.into()),
            }
        })
    };
    let did = {
        let (store, lines, shown, picked, query) =
            (store.clone(), lines.clone(), shown.clone(), picked.clone(), query.clone());
        Callback::from(move |did: Did| act(&store, &lines, &shown, &picked, &query, did))
    };
    let count = lines.iter().filter(|line| line.article().is_some()).count();
    let all_picked = picked.len() >= count && count > 0;
    html! {
        <Table id="articles" name="Articles" columns={heads.collect::<Rc<[_]>>()} rows={lines.len()} {row} {all_picked} {enter} {did} />
    }
}

fn describe(line: &Line, shown: &[Of], picked: &BTreeSet<DocumentId>, lengths: &Lengths) -> Row {
    match line {
        Line::Outlet(name, count) => {
            let called = if name.is_empty() { words::NO_OUTLET } else { name };
            let html = html! { <>{ bidi("", called) }{ " " }<span class="number">{ *count }</span></> };
            Row {
                key: format!("outlet {name}").into(),
                name: called.to_owned().into(),
                is_picked: None,
                state: None,
                entity: None,
                group: None,
                cells: vec![Cell { html: Some(html), ..Cell::of(called.to_owned()) }],
            }
        }
        Line::Article(document) => Row {
            key: format!("article {}", document.id).into(),
            name: words::named(document).into(),
            is_picked: Some(picked.contains(&document.id)),
            state: (document.state == State::Done).then_some("done"),
            entity: None,
            group: None,
            cells: shown.iter().map(|column| column.cell(document, lengths)).collect(),
        },
    }
}

/// Gives articles values in a column.
pub fn give(store: &Store, column: &Of, values: Vec<(DocumentId, Rc<str>)>) {
    if values.is_empty() {
        return;
    }
    if &*column.id == STATE {
        let done = |value: &Rc<str>| &**value == State::Done.word();
        let state = if values.iter().all(|(_, value)| done(value)) { State::Done } else { State::Open };
        store.send(Intent::SetState(values.into_iter().map(|(id, _)| id).collect(), state));
    } else if column.is_attribute() {
        let values = values.into_iter().map(|(id, value)| (id, column.id.clone(), value));
        store.send(Intent::Set(values.collect()));
    }
}

fn act(store: &Store, lines: &[Line], shown: &[Of], picked: &BTreeSet<DocumentId>, query: &Query, did: Did) {
    let article = |row: usize| lines.get(row).and_then(Line::article);
    match did {
        Did::Sort(column) => {
            let Some(column) = shown.get(column) else { return };
            // Up, down, and as it was.
            let (by, is_down) = match (query.by == column.id, query.is_down) {
                (false, _) => (column.id.clone(), [WORDS, ANNOTATIONS].contains(&&*column.id)),
                (true, true) if ![WORDS, ANNOTATIONS].contains(&&*column.id) => (NAME.into(), false),
                (true, false) if [WORDS, ANNOTATIONS].contains(&&*column.id) => (NAME.into(), false),
                (true, is_down) => (column.id.clone(), !is_down),
            };
            store.send(Intent::Tabulate(Query { by, is_down, ..query.clone() }));
        }
        Did::Pick(row, extends) => {
            let Some(document) = article(row) else { return };
            let picks = !picked.contains(&document.id);
            let before = lines[..row]
                .iter()
                .rposition(|line| line.article().is_some_and(|it| picked.contains(&it.id)));
            let from = before.filter(|_| extends && picks).unwrap_or(row);
            let ids = lines[from..=row].iter().filter_map(Line::article).map(|it| it.id.clone());
            store.send(Intent::Pick(ids.collect(), picks));
        }
        Did::PickAll => {
            let ids: Vec<_> = lines.iter().filter_map(Line::article).map(|it| it.id.clone()).collect();
            let picks = !ids.iter().all(|id| picked.contains(id));
            store.send(Intent::Pick(ids, picks));
        }
        Did::Fill(rows, column) => {
            let Some(column) = shown.get(column) else { return };
            let (first, last) = (*rows.start(), *rows.end());
            // One cell alone fills those that are picked, or takes what stands above it.
            let alone = first == last;
            let from = if alone && picked.is_empty() { first.checked_sub(1) } else { Some(first) };
            let Some(value) = from.and_then(article).map(|it| column.value(it)) else { return };
            let is_meant = |(row, it): &(usize, &Rc<Document>)| {
                if alone && !picked.is_empty() { picked.contains(&it.id) } else { rows.contains(row) }
            };
            let all = lines.iter().enumerate().filter_map(|(row, line)| Some((row, line.article()?)));
            let values = all.filter(is_meant).filter(|(_, it)| column.value(it) != value);
            give(store, column, values.map(|(_, it)| (it.id.clone(), value.clone())).collect());
        }
        Did::Clear(rows, column) => {
            let Some(column) = shown.get(column).filter(|column| column.is_attribute()) else { return };
            let full = rows.filter_map(article).filter(|it| !column.value(it).is_empty());
            give(store, column, full.map(|it| (it.id.clone(), Rc::default())).collect());
        }
        Did::Paste(row, column, text) => paste(store, lines, shown, (row, column), &text),
        Did::Press(row, _) => {
            if let Some(document) = article(row) {
                store.send(Intent::Choose(document.id.clone()));
                store.send(intent::Reader::Focus);
            }
        }
        Did::Act | Did::Turn(..) => {}
        Did::Refused(why) => store.send(intent::Messages::Say(why.to_string().into())),
    }
}

/// Values from a spreadsheet, as one step. The name of the column above them is none of them.
pub fn paste(store: &Store, lines: &[Line], shown: &[Of], (row, column): (usize, usize), text: &str) {
    let mut cells = values::pasted(text, row, column);
    let is_head = |cell: &str| shown.get(column).is_some_and(|of| of.name.eq_ignore_ascii_case(cell));
    if cells.first().is_some_and(|(.., first)| is_head(first)) {
        cells.retain(|(at, ..)| *at > row);
        for (at, ..) in &mut cells {
            *at -= 1;
        }
    }
    let articles: Vec<_> = lines[row..].iter().filter_map(Line::article).collect();
    let (mut values, mut not_understood, mut beyond) = (Vec::new(), Vec::new(), 0);
    for (at, column, written) in cells {
        let target = articles.get(at - row).zip(shown.get(column).filter(|it| it.is_attribute()));
        let Some((document, column)) = target else {
            beyond += usize::from(!written.is_empty());
            continue;
        };
        match column.read(&written) {
            Ok(value) if value != column.value(document) => {
                values.push((document.id.clone(), column.id.clone(), value));
            }
            Ok(_) => {}
            Err(_) => not_understood.push(written.to_string()),
        }
    }
    let left_out = words::not_pasted(&not_understood, beyond);
    if !values.is_empty() || !left_out.is_empty() {
        store.send(Intent::Paste(values, left_out.into()));
    }
}

/// The words on the bar of what is picked.
#[must_use]
pub fn chosen(count: usize) -> String {
    format!("{} chosen", counted(count, "article"))
}

//! The table of claims: its heads, its rows and sums, and what a person does in it.

use super::listing::{Line, group};
use super::page::View;
use super::state::{Cells, Intent, State};
use super::{parts, passages};
use crate::app::intent::Messages;
use crate::app::store::Store;
use crate::widgets::sign::sign;
use crate::widgets::table::{
    Cell as Drawn, Column as Head, Did, Edit, Entry, GoesTo, Row as DrawnRow, Table,
};
use crate::widgets::text::{bidi, paragraph};
use crate::words::claims as words;
use glossator_core::corpus::Corpus;
use glossator_core::model::entity::EntityId;
use glossator_core::query::matrix::{Column, Filter, Line as Voice, Matrix, Sign, Sum, Sums};
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// The table.
pub fn table(view: &View) -> Html {
    let View { store, corpus, state, matrix, lines, sums, found, drawn, beyond } = view;
    let plain = |id: &'static str, name: &'static str| Head {
        id: id.into(),
        name: name.into(),
        notes: Rc::default(),
        is_header: id == "claim",
        is_sortable: false,
        sorted: None,
    };
    let head = |(at, column): (usize, &Column)| Head {
        id: "stance".into(),
        name: words::column(corpus, column).into(),
        notes: words::notes(matrix, at, sums).into_iter().map(AttrValue::from).collect(),
        is_header: false,
        is_sortable: false,
        sorted: None,
    };
    let mut heads = vec![plain("claim", words::CLAIM)];
    heads.extend(matrix.columns.iter().enumerate().map(head));
    heads.push(plain("in", words::IN));
    let row = {
        let (corpus, matrix, lines, state, sums) =
            (corpus.clone(), matrix.clone(), lines.clone(), state.clone(), sums.clone());
        let (store, found, drawn) = (store.clone(), found.clone(), drawn.clone());
        let badge = {
            let corpus = corpus.clone();
            move |line: &Voice| passages::badge(&store, &corpus, found.as_deref(), line)
        };
        Callback::from(move |at: usize| match &lines[at] {
            Line::Head(name, count) => describe_head(name, *count),
            Line::Row(row) => describe(&corpus, &matrix, *row, &state, &drawn, &badge),
            Line::Sum(sum) => describe_sum(&corpus, &matrix, *sum, &sums),
        })
    };
    let enter = {
        let (store, matrix, lines) = (store.clone(), matrix.clone(), lines.clone());
        Callback::from(move |Entry { row, column, value }: Entry| {
            let Some(Line::Row(at)) = lines.get(row) else { return None };
            let group = &matrix.rows[*at].group;
            if column == 0 && value.trim().is_empty() {
                return Some(AttrValue::from(words::NO_NAME));
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
    let goes_to = state.visited.as_ref().and_then(|(id, column, times)| {
        let row = lines.iter().position(|line| group(matrix, line).as_ref() == Some(id))?;
        Some(GoesTo { row, column: column + 1, times: *times })
    });
    let mut all = lines.iter().filter_map(|line| group(matrix, line)).peekable();
    let all_picked = all.peek().is_some() && all.all(|id| state.picked.contains(&id));
    html! {
        <>
            if lines.is_empty() { { paragraph("quiet nothing", words::NOTHING_LEFT) } }
            <Table id="claims" name="Claims and outlets" columns={Rc::<[Head]>::from(heads)} rows={lines.len()} {row} {all_picked}
                acts={state.picked.len() > 1} {goes_to} beyond={beyond.clone()} {enter} {did} />
        </>
    }
}

fn empty(key: &str, name: &str, cells: Vec<Drawn>) -> DrawnRow {
    DrawnRow {
        key: key.to_owned().into(),
        name: name.to_owned().into(),
        is_picked: None,
        state: None,
        entity: None,
        group: None,
        cells,
    }
}

fn describe_head(name: &str, count: usize) -> DrawnRow {
    let words = html! { <strong class="part">{ name.to_owned() }{ " " }<span class="number">{ count }</span></strong> };
    empty(name, name, vec![Drawn { html: Some(words), ..Drawn::of(name.to_owned()) }])
}

fn describe_sum(corpus: &Corpus, matrix: &Matrix, sum: Sum, sums: &[Sums]) -> DrawnRow {
    let name = words::sum(sum);
    let mut cells = vec![Drawn::of(name)];
    for (at, (column, of)) in matrix.columns.iter().zip(sums).enumerate() {
        if column.is_source {
            cells.push(Drawn::of(""));
            continue;
        }
        let number = of[sum as usize].to_string();
        let outlet = words::column(corpus, column);
        let unseen = if sum == Sum::Missing { matrix.unseen(at) } else { 0 };
        cells.push(Drawn {
            html: Some(html! {
                <>
                    <span class="outlet">{ bidi("", &outlet) }{ " " }</span><span class="sum">{ number.clone() }</span>
                    if unseen > 0 { { " " }<span class="number">{ words::not_looked_for(unseen) }</span> }
                </>
            }),
            edit: Edit::Press,
            ..Drawn::of(number)
        });
    }
    cells.push(Drawn::of(""));
    DrawnRow { state: Some("sum"), ..empty(name, name, cells) }
}

fn describe(
    corpus: &Corpus,
    matrix: &Matrix,
    at: usize,
    state: &State,
    drawn: &Range<usize>,
    badge: &dyn Fn(&Voice) -> Html,
) -> DrawnRow {
    let row = &matrix.rows[at];
    let group = &row.group;
    let is_contested = row.is_contested();
    let contested = is_contested.then(|| {
        html! { <>{ sign(Sign::Contested) }<span class="unseen">{ words::CONTESTED }{ " " }</span></> }
    });
    let name = Drawn {
        html: Some(html! { <>{ contested.unwrap_or_default() }{ bidi("", &group.name) }</> }),
        edit: Edit::Line(Rc::default()),
        ..Drawn::of(group.name.to_string())
    };
    let shown = state.shown.as_ref().filter(|(id, _)| *id == group.id);
    let mut cells = vec![name];
    for (at, (cell, column)) in row.cells.iter().zip(&matrix.columns).enumerate() {
        let mark = (AttrValue::from(column.name.clone()), cell.words().into());
        let (html, words) = match state.cells {
            _ if !drawn.contains(&at) => (Html::default(), String::new()),
            Cells::Quotes => {
                (parts::draw(corpus, cell, column, badge), parts::cell_words(corpus, cell, column))
            }
            Cells::Signs => (parts::draw_sign(corpus, cell, column), parts::cell_words(corpus, cell, column)),
        };
        cells.push(Drawn {
            html: Some(html),
            edit: Edit::Turn,
            mark: Some(mark),
            is_current: shown.is_some_and(|(_, name)| name.as_ref() == Some(&column.name)),
            ..Drawn::of(words)
        });
    }
    cells.push(Drawn::of(words::present(row.present, matrix.outlets())));
    let is_target = state.over.as_ref() == Some(&group.id);
    DrawnRow {
        is_picked: Some(state.picked.contains(&group.id)),
        state: if is_target { Some("target") } else { shown.map(|_| "shown") },
        group: Some(group.id.0.to_string().into()),
        ..empty(&group.id.0, &group.name, cells)
    }
}

fn act(store: &Store, matrix: &Matrix, lines: &[Line], picked: &[EntityId], did: Did) {
    let group = |line: usize| group(matrix, lines.get(line)?);
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
        Did::Press(line, column) => press(store, matrix, lines.get(line), column),
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

/// A cell shows its quotes, a sum the rows that it counts, and then all again.
fn press(store: &Store, matrix: &Matrix, line: Option<&Line>, column: usize) {
    let Some(column) = column.checked_sub(1) else { return };
    match line {
        Some(Line::Row(at)) => {
            let name = matrix.columns.get(column).map(|it| it.name.clone());
            store.send(Intent::Show(Some((matrix.rows[*at].group.id.clone(), name))));
        }
        Some(Line::Sum(sum)) => {
            let filter = sum.filter(column);
            let is_on = store.read(|state| state.claims.filter == filter);
            store.send(Intent::SetFilter(if is_on { Filter::All } else { filter }));
        }
        Some(Line::Head(..)) | None => {}
    }
}

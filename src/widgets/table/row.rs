//! A row of a table. It is drawn again only where it differs.

use super::editor::Editor;
use super::moves::{Act, At, Editing};
use super::{Cell, Column, Did, Edit, Entry, Row, cell_id};
use crate::widgets::text::bidi;
use glossator_web::events;
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// The properties of [`RowView`].
#[derive(Clone, PartialEq, Properties)]
pub struct RowProps {
    /// The id of the table.
    pub id: &'static str,
    /// The place, without the head.
    pub index: usize,
    /// The row.
    pub row: Row,
    /// The number of columns before those of the table: 1 where rows are picked.
    pub boxes: usize,
    /// The columns.
    pub columns: Rc<[Column]>,
    /// The columns whose cells are drawn, if not all are.
    pub drawn: Option<Range<usize>>,
    /// The column whose cell has the focus, or would have it.
    pub stop: Option<usize>,
    /// The column whose cell is chosen with others.
    pub is_chosen: Option<usize>,
    /// The thing that is being written in the cell that has the focus.
    pub editing: Option<Editing>,
    /// The place in the table.
    pub place: UseReducerDispatcher<At>,
    /// Takes a value.
    pub enter: Callback<Entry, Option<AttrValue>>,
    /// Told what a person did.
    pub did: Callback<Did>,
}

/// See the module.
#[component]
pub fn RowView(props: &RowProps) -> Html {
    let RowProps { id, index, row, boxes, stop, place, did, .. } = props;
    let (index, boxes) = (*index, *boxes);
    let onclick = {
        let props = props.clone();
        Callback::from(move |event: MouseEvent| clicked(&props, &event))
    };
    let number = (index + 2).to_string();
    let is_stop = |column: usize| if *stop == Some(column) { "0" } else { "-1" };
    if let [cell] = &row.cells[..] {
        let width = (props.columns.len() + boxes).to_string();
        return html! {
            <tr role="row" aria-rowindex={number} class="whole" {onclick}>
                <td role="gridcell" aria-colindex="1" colspan={width} id={cell_id(id, index + 1, stop.unwrap_or_default())}
                    tabindex={if stop.is_some() { "0" } else { "-1" }}>{ content(cell) }</td>
            </tr>
        };
    }
    let box_cell = row.is_picked.map(|checked| {
        let (did, place) = (did.clone(), place.clone());
        // A box turns itself as well: it is told how it stands when it is drawn.
        let onclick = Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            place.dispatch(Act::Go(index + 1, 0, false));
            did.emit(Did::Pick(index, event.shift_key()));
        });
        html! {
            <td key="box" role="gridcell" aria-colindex="1" class="box">
                <input id={cell_id(id, index + 1, 0)} type="checkbox" tabindex={is_stop(0)} aria-label={format!("Pick {}", row.name)}
                    {checked} {onclick} />
            </td>
        }
    });
    // A row that cannot be picked keeps the place of the box.
    let no_box = (boxes > 0 && box_cell.is_none()).then(|| {
        html! { <td key="box" role="gridcell" aria-colindex="1" class="box" id={cell_id(id, index + 1, 0)} tabindex={is_stop(0)}></td> }
    });
    html! {
        <tr role="row" aria-rowindex={number} aria-selected={row.is_picked.map(|is| is.to_string())} data-state={row.state} data-entity={row.entity.clone()} data-group={row.group.clone()} {onclick}>
            { for box_cell.or(no_box).into_iter().chain(cells(props)) }
        </tr>
    }
}

/// The cells in their order. Cells that are not drawn stand as one, which is as wide as all of them.
fn cells(props: &RowProps) -> Vec<Html> {
    let RowProps { row, columns, boxes, drawn, stop, .. } = props;
    let is_drawn = |at: usize| {
        let is_head = columns.get(at).is_some_and(|column| column.is_header);
        drawn.as_ref().is_none_or(|drawn| is_head || drawn.contains(&at) || *stop == Some(at + boxes))
    };
    let mut cells = Vec::new();
    let mut left_out = 0;
    for (at, (cell, column)) in row.cells.iter().zip(&**columns).enumerate() {
        if !is_drawn(at) {
            left_out += 1;
            continue;
        }
        cells.extend(room(&mut left_out, at));
        cells.push(cell_view(props, at + boxes, cell, column));
    }
    cells.extend(room(&mut left_out, row.cells.len()));
    cells
}

/// The room of so many cells before that column, which begin anew behind it. Like each cell it has a key, so that the one with the
/// focus stays the same element.
fn room(cells: &mut usize, before: usize) -> Option<Html> {
    let width = std::mem::take(cells);
    (width > 0).then(|| html! { <td key={format!("before {before}")} class="undrawn" colspan={width.to_string()} aria-hidden="true"></td> })
}

fn cell_view(props: &RowProps, at: usize, cell: &Cell, column: &Column) -> Html {
    let id = cell_id(props.id, props.index + 1, at);
    let is_stop = props.stop == Some(at);
    let tabindex = if is_stop { "0" } else { "-1" };
    let chosen = (props.is_chosen == Some(at)).then_some("true");
    let readonly = matches!(cell.edit, Edit::No).then_some("true");
    if let Some(editing) = props.editing.as_ref().filter(|_| is_stop) {
        let name = format!("{} of {}", column.name, props.row.name);
        return html! {
            <td key={at} role="gridcell" aria-colindex={(at + 1).to_string()} data-column={column.id.clone()} data-state="writing">
                <Editor id={props.id} {name} edit={cell.edit.clone()} editing={editing.clone()} row={props.index} column={at - props.boxes}
                    boxes={props.boxes} place={props.place.clone()} enter={props.enter.clone()} did={props.did.clone()} />
            </td>
        };
    }
    let (outlet, state) = cell.mark.clone().unzip();
    if column.is_header {
        return html! {
            <th key={at} role="rowheader" scope="row" {id} {tabindex} aria-colindex={(at + 1).to_string()} aria-readonly={readonly} aria-selected={chosen}
                data-column={column.id.clone()}>{ content(cell) }</th>
        };
    }
    html! {
        <td key={at} role="gridcell" {id} {tabindex} aria-colindex={(at + 1).to_string()} aria-readonly={readonly} aria-selected={chosen}
            aria-current={cell.is_current.then_some("true")} data-column={column.id.clone()} data-outlet={outlet} data-state={state}>{ content(cell) }</td>
    }
}

fn content(cell: &Cell) -> Html {
    match &cell.html {
        Some(html) => html.clone(),
        None if cell.words.is_empty() && !cell.add.is_empty() => {
            html! { <span class="add" data-add="true">{ cell.add.clone() }</span> }
        }
        None => bidi("", &cell.words),
    }
}

/// A click goes to the cell; a double one, a second tap, or one at words that ask for a value writes in it.
fn clicked(RowProps { index, row, boxes, stop, editing, place, did, .. }: &RowProps, event: &MouseEvent) {
    let Some((number, asks)) = events::cell(event) else { return };
    let at = number.saturating_sub(1);
    if editing.is_some() && *stop == Some(at) {
        return;
    }
    let cell = if row.cells.len() == 1 { row.cells.first() } else { row.cells.get(at.wrapping_sub(*boxes)) };
    place.dispatch(Act::Go(index + 1, at, event.shift_key()));
    let writes = event.detail() > 1 || events::is_touch(event);
    match cell.map(|cell| (&cell.edit, cell)) {
        Some((Edit::Press | Edit::Turn, _)) => did.emit(Did::Press(*index, at.saturating_sub(*boxes))),
        Some((Edit::Line(_) | Edit::Choice(_), cell))
            if asks || *stop == Some(at) && !event.shift_key() && writes =>
        {
            place.dispatch(Act::Edit(Editing { words: cell.words.clone(), is_typed: false, message: None }));
        }
        _ => {}
    }
}

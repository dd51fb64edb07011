//! A table with cells that are edited in place: one of them has the focus, and keys go from one to the next; rows are picked;
//! of very many rows only those around the ones in view are drawn.
//!
//! It knows neither the meaning of a row nor of a value: it asks for the rows that it draws, and tells what a person did. It follows the
//! pattern of a grid: arrows, Home, End and pages move, Enter and F2 write, Escape leaves, Space picks a row, Ctrl with D fills
//! down, Delete empties; cells are copied, and pasted from a spreadsheet.

mod editor;
mod follow;
pub mod moves;
mod row;

use self::follow::{use_focus, use_going};
use self::moves::{Act, At, DRAWN, Editing, FEW, Key, MANY_COLUMNS, Wish, wish};
use self::row::RowView;
use super::icon::{LuChevronDown, LuChevronUp, icon};
use glossator_web::{events, grid};
use std::ops::{Range, RangeInclusive};
use std::rc::Rc;
use yew::prelude::*;

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The name by which the style sheet knows it.
    pub id: AttrValue,
    /// The words at its head.
    pub name: AttrValue,
    /// Smaller words below them.
    pub notes: Rc<[AttrValue]>,
    /// True if its cells are the heads of their rows.
    pub is_header: bool,
    /// True if rows can be sorted by it.
    pub is_sortable: bool,
    /// The order of the rows, if they are sorted by it: upwards (`true`) or downwards.
    pub sorted: Option<bool>,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The thing that it stands for, whatever its place.
    pub key: AttrValue,
    /// The words by which a person knows it.
    pub name: AttrValue,
    /// True if it is picked; `None` if it cannot be.
    pub is_picked: Option<bool>,
    /// A state for the style sheet.
    pub state: Option<&'static str>,
    /// The id of the entity that it stands for, if it does.
    pub entity: Option<AttrValue>,
    /// The id of the group of claims that it stands for, if it does.
    pub group: Option<AttrValue>,
    /// The cells; one alone takes the whole row.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The words in it, for the clipboard as well.
    pub words: AttrValue,
    /// The way to draw it, unless the words are enough.
    pub html: Option<Html>,
    /// The words that ask for a value where there is none.
    pub add: AttrValue,
    /// The way to write in it.
    pub edit: Edit,
    /// The column that it belongs to and its state, where these are to be told from outside.
    pub mark: Option<(AttrValue, AttrValue)>,
    /// True if what is shown elsewhere is about it.
    pub is_current: bool,
}

/// The way to write in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// None.
    No,
    /// Something is to be done instead.
    Press,
    /// The same, and Space turns something on or off.
    Turn,
    /// A line of text, with values that others have.
    Line(Rc<[AttrValue]>),
    /// One of several values, each with its words.
    Choice(Rc<[(AttrValue, AttrValue)]>),
}

impl Cell {
    /// Lets nobody write in it.
    pub fn fix(&mut self) {
        if self.edit != Edit::Press {
            (self.add, self.edit) = (AttrValue::default(), Edit::No);
        }
    }

    /// A cell that is only read.
    #[must_use]
    pub fn of(words: impl Into<AttrValue>) -> Self {
        Self {
            words: words.into(),
            html: None,
            add: AttrValue::default(),
            edit: Edit::No,
            mark: None,
            is_current: false,
        }
    }
}

/// A thing that a person did. Rows are counted without the head, columns without the boxes.
#[derive(Clone, Debug, PartialEq)]
pub enum Did {
    /// Wants another order, by that column.
    Sort(usize),
    /// Picked a row or no longer, and all between it and the one before (`true`).
    Pick(usize, bool),
    /// Picked all rows, or none.
    PickAll,
    /// Wants these rows to have what the first of them has.
    Fill(RangeInclusive<usize>, usize),
    /// Wants these to be empty.
    Clear(RangeInclusive<usize>, usize),
    /// Pasted that, beginning at that cell.
    Paste(usize, usize, Rc<str>),
    /// Pressed what is in that cell.
    Press(usize, usize),
    /// Turned what is in that cell, or that of all others below the same head (`true`).
    Turn(usize, usize, bool),
    /// Left a cell with something in it that was not understood.
    Refused(AttrValue),
    /// Wants to do what Enter stands for while rows are picked.
    Act,
}

/// A value that a person wrote in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
    /// The value.
    pub value: Rc<str>,
}

/// True while the page is being printed: every row and column is drawn then, in view or not. The page provides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnPaper(pub bool);

/// A cell to which the focus goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoesTo {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
    /// The number of the time.
    pub times: u32,
}

/// The properties of [`Table`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The id, of which those of the cells are made.
    pub id: &'static str,
    /// The name of the table.
    pub name: AttrValue,
    /// The columns.
    pub columns: Rc<[Column]>,
    /// The number of rows.
    pub rows: usize,
    /// Describes the row of that place.
    pub row: Callback<usize, Row>,
    /// True if all rows are picked; `None` if rows cannot be.
    #[prop_or_default]
    pub all_picked: Option<bool>,
    /// True while Enter is about the rows that are picked, and F2 alone writes.
    #[prop_or_default]
    pub acts: bool,
    /// The cell to which the focus goes, once each time.
    #[prop_or_default]
    pub goes_to: Option<GoesTo>,
    /// The columns whose cells are drawn, if not all are; the one with the focus is as well.
    #[prop_or_default]
    pub drawn: Option<Range<usize>>,
    /// Told which columns are in view.
    #[prop_or_default]
    pub shows: Option<Callback<Range<usize>>>,
    /// Takes a value; answers with the reason why it does not.
    pub enter: Callback<Entry, Option<AttrValue>>,
    /// Told what a person did.
    pub did: Callback<Did>,
}

/// See the module.
#[component]
pub fn Table(props: &Props) -> Html {
    let Props { id, name, columns, rows, row, all_picked, .. } = props;
    let (id, rows) = (*id, *rows);
    let boxes = usize::from(all_picked.is_some());
    let most = if columns.len() > MANY_COLUMNS { FEW } else { DRAWN };
    let place = use_reducer(move || At { most, ..At::default() });
    let at = place.within(rows, columns.len() + boxes);
    let followed = use_focus(id, &at);
    use_going(&place, props.goes_to, boxes);
    // The callbacks of a row stay the same, so that it need not be drawn again.
    let latest = use_mut_ref(|| props.clone());
    latest.replace(props.clone());
    let enter = {
        let latest = latest.clone();
        use_callback((), move |entry: Entry, ()| {
            let enter = latest.borrow().enter.clone();
            enter.emit(entry)
        })
    };
    let did = use_callback((), move |did: Did, ()| {
        let told = latest.borrow().did.clone();
        told.emit(did);
    });
    let onkeydown = {
        let (at, props, place) = (at.clone(), props.clone(), place.clone());
        Callback::from(move |event: KeyboardEvent| {
            if at.editing.is_some() || event.is_composing() {
                return;
            }
            let command = event.ctrl_key() || event.meta_key();
            let (key, shift, alt) = (event.key(), event.shift_key(), event.alt_key());
            if props.acts && at.row > 0 && key == "Enter" && !command && !shift && !alt {
                event.prevent_default();
                return props.did.emit(Did::Act);
            }
            if let Some((row, column)) = turned(&props, &at, boxes).filter(|_| key == " " && !command && !alt)
            {
                event.prevent_default();
                return props.did.emit(Did::Turn(row, column, shift));
            }
            let key = Key { key: &key, command, shift, alt };
            let columns = props.columns.len() + boxes;
            let wish = wish(key, &at, props.rows, columns);
            if wish.is_some_and(|wish| fulfil(&props, &at, &place, wish)) {
                event.prevent_default();
            }
        })
    };
    // A window may show more than what is drawn at first.
    let look = {
        let (place, shows, follows) = (place.dispatcher(), props.shows.clone(), at.follows);
        move || {
            if followed.get() != follows {
                return;
            }
            if let Some((shows, heads)) = shows.as_ref().zip(grid::heads_in_view(id)) {
                shows.emit(heads.start.saturating_sub(boxes)..heads.end.saturating_sub(boxes));
            }
            if let Some(shown) = grid::rows_in_view(id) {
                place.dispatch(Act::Scrolled(shown, rows));
            }
        }
    };
    let onscroll = {
        let look = look.clone();
        Callback::from(move |_: Event| look())
    };
    use_effect_with(rows > moves::ALL, move |is_many| {
        if *is_many {
            look();
        }
    });
    let oncopy = {
        let (at, props) = (at.clone(), props.clone());
        Callback::from(move |event: Event| {
            let column = at.column.checked_sub(boxes).filter(|_| at.editing.is_none());
            if let Some((column, rows)) = column.zip(at.chosen()) {
                let words =
                    rows.filter_map(|row| Some(props.row.emit(row).cells.get(column)?.words.to_string()));
                grid::copy(&event, &words.collect::<Vec<_>>().join("\n"));
            }
        })
    };
    let onpaste = {
        let (at, props) = (at.clone(), props.clone());
        Callback::from(move |event: Event| {
            let column = at.column.checked_sub(boxes).filter(|_| at.editing.is_none());
            let first = column.zip(at.chosen().map(|rows| *rows.start()));
            if let Some((column, row)) = first
                && let Some(text) = grid::pasted(&event)
            {
                props.did.emit(Did::Paste(row, column, text.into()));
            }
        })
    };
    let OnPaper(is_on_paper) = use_context().unwrap_or(OnPaper(false));
    let drawn = if is_on_paper { 0..rows } else { at.drawn(rows) };
    let drawn_columns = props.drawn.clone().filter(|_| !is_on_paper);
    let chosen = at.chosen().filter(|_| at.anchor.is_some());
    let one = |index: usize| {
        let described = row.emit(index);
        let (is_here, key) = (at.row == index + 1, described.key.to_string());
        html! {
            <RowView {key} {id} {index} row={described} {boxes} columns={columns.clone()} drawn={drawn_columns.clone()}
                stop={is_here.then_some(at.column)} is_chosen={chosen.as_ref().is_some_and(|rows| rows.contains(&index)).then_some(at.column)}
                editing={at.editing.clone().filter(|_| is_here)} place={place.dispatcher()} enter={enter.clone()} did={did.clone()} />
        }
    };
    // Room as high as the rows that are not drawn: the style sheet makes the height of a row an em.
    let width = (columns.len() + boxes).to_string();
    let room = |key: &str, rows: usize| {
        html! {
            <tr {key} class="room" hidden={rows == 0} aria-hidden="true">
                <td colspan={width.clone()}><svg width="1" height={format!("{rows}em")}></svg></td>
            </tr>
        }
    };
    html! {
        <div {id} class="grid" tabindex="-1" {onkeydown} {onscroll} {oncopy} {onpaste}>
            <table role="grid" aria-label={name.clone()} aria-rowcount={(rows + 1).to_string()} aria-colcount={width.clone()}
                aria-multiselectable={all_picked.map(|_| "true")}>
                <thead>{ head(props, &at, boxes) }</thead>
                <tbody>
                    { room("above", drawn.start) }
                    { for drawn.clone().map(one) }
                    { room("below", rows - drawn.end) }
                </tbody>
            </table>
        </div>
    }
}

/// The id of what has the focus in a cell. Row 0 is the head.
fn cell_id(table: &str, row: usize, column: usize) -> String {
    format!("{table}-{row}-{column}")
}

fn fulfil(props: &Props, at: &At, place: &UseReducerHandle<At>, wish: Wish) -> bool {
    let boxes = usize::from(props.all_picked.is_some());
    let column = at.column.checked_sub(boxes);
    let row = at.row.checked_sub(1);
    match wish {
        Wish::Go(row, column, extends) => place.dispatch(Act::Go(row, column, extends)),
        Wish::Narrow => place.dispatch(Act::Go(at.row, at.column, false)),
        Wish::PickAll if boxes > 0 => props.did.emit(Did::PickAll),
        Wish::PickAll => return false,
        Wish::Pick => match row.filter(|row| props.row.emit(*row).is_picked.is_some()) {
            Some(row) => props.did.emit(Did::Pick(row, false)),
            None => return false,
        },
        Wish::Fill | Wish::Clear => {
            let Some((column, rows)) = column.zip(at.chosen()) else { return true };
            props.did.emit(if wish == Wish::Fill {
                Did::Fill(rows, column)
            } else {
                Did::Clear(rows, column)
            });
        }
        Wish::Edit(letter) => return edit(props, at, place, letter),
    }
    true
}

/// The place of the cell, if Space turns something there.
fn turned(props: &Props, at: &At, boxes: usize) -> Option<(usize, usize)> {
    let (row, column) = at.row.checked_sub(1).zip(at.column.checked_sub(boxes))?;
    let described = props.row.emit(row);
    matches!(described.cells.get(column)?.edit, Edit::Turn).then_some((row, column))
}

/// Begins to write in the cell, or presses what is in it; without a letter.
fn edit(props: &Props, at: &At, place: &UseReducerHandle<At>, letter: Option<char>) -> bool {
    let boxes = usize::from(props.all_picked.is_some());
    let column = at.column.checked_sub(boxes);
    let Some(row) = at.row.checked_sub(1) else {
        // A button of the head, which the browser presses, or the box for all.
        return false;
    };
    let described = props.row.emit(row);
    let Some(cell) = column.map(|column| if described.cells.len() == 1 { 0 } else { column }) else {
        if letter.is_none() && described.is_picked.is_some() {
            props.did.emit(Did::Pick(row, false));
        }
        return letter.is_none();
    };
    match described.cells.get(cell).map(|it| (&it.edit, it)) {
        Some((Edit::Press | Edit::Turn, _)) if letter.is_none() => props.did.emit(Did::Press(row, cell)),
        Some((Edit::Line(_) | Edit::Choice(_), cell)) => {
            let words = letter.map_or_else(|| cell.words.clone(), |letter| letter.to_string().into());
            place.dispatch(Act::Edit(Editing { words, is_typed: letter.is_some(), message: None }));
        }
        _ => return false,
    }
    true
}

/// The row of heads. The first one picks all rows.
fn head(Props { id, columns, all_picked, did, .. }: &Props, at: &At, boxes: usize) -> Html {
    let stop = |column: usize| if at.row == 0 && at.column == column { "0" } else { "-1" };
    let all = all_picked.map(|checked| {
        let did = did.clone();
        let onchange = Callback::from(move |_: Event| did.emit(Did::PickAll));
        html! {
            <th role="columnheader" aria-colindex="1" class="box">
                <input id={cell_id(id, 0, 0)} type="checkbox" tabindex={stop(0)} aria-label="Pick all" {checked} {onchange} />
            </th>
        }
    });
    let heading = |(index, column): (usize, &Column)| {
        let place = index + boxes;
        let name = cell_id(id, 0, place);
        let sorted = column.sorted.map(|up| if up { "ascending" } else { "descending" });
        let did = did.clone();
        let content = if column.is_sortable {
            let onclick = Callback::from(move |_: MouseEvent| did.emit(Did::Sort(index)));
            html! {
                <button id={name} class="text-button" tabindex={stop(place)} {onclick}>
                    { column.name.clone() }
                    if let Some(up) = column.sorted { { icon(if up { LuChevronUp } else { LuChevronDown }) } }
                </button>
            }
        } else {
            html! {
                <span id={name} tabindex={stop(place)}>
                    { column.name.clone() }{ for column.notes.iter().map(|note| html! { <>{ " " }<small>{ note.clone() }</small></> }) }
                </span>
            }
        };
        html! {
            <th role="columnheader" scope="col" aria-colindex={(place + 1).to_string()} aria-sort={sorted} data-column={column.id.clone()}>
                { content }
            </th>
        }
    };
    html! {
        <tr role="row" aria-rowindex="1">
            { all.unwrap_or_default() }
            { for columns.iter().enumerate().map(heading) }
        </tr>
    }
}

/// The words that stand in the field that an event is about.
fn written(event: &Event) -> Rc<str> {
    events::field_value(event).into()
}

//! Columns of the table: names, attributes, numbers, outlets; and what stands in the cell of a row.

use super::listing::{Listed, thing};
use super::state::{FIRST, Intent, MENTIONS, NAME, OTHERS, OUTLET, Shown};
use crate::app::store::Store;
use crate::app::values;
use crate::widgets::table::{Cell, Edit};
use crate::words::{actors as words, cut, dates};
use glossator_core::model::attribute::{Attribute, Holds, YES};
use glossator_core::model::label::LabelSet;
use glossator_core::query::naming::{self, Row};
use std::rc::Rc;
use yew::prelude::*;

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub enum Of {
    /// The names that people gave.
    Name,
    /// An attribute.
    Attribute(Attribute),
    /// The number of mentions.
    Mentions,
    /// The place of the first mention.
    First,
    /// The names by an outlet, by its place among all.
    Outlet(usize, Rc<str>),
    /// The mentions in outlets that have no column of their own.
    Others,
}

/// More names are not shown in a cell.
const MOST_NAMES: usize = 6;

/// The columns, in their order.
#[must_use]
pub fn all(listed: &Listed) -> Vec<Of> {
    let attributes = listed.attributes.iter().cloned().map(Of::Attribute);
    let outlets = listed.columns.iter().map(|at| Of::Outlet(*at, listed.outlets[*at].name.clone()));
    let others = (listed.columns.len() < listed.outlets.len()).then_some(Of::Others);
    let numbers = [Of::Mentions, Of::First];
    std::iter::once(Of::Name).chain(attributes).chain(numbers).chain(outlets).chain(others).collect()
}

impl Of {
    /// The id by which rows are sorted.
    #[must_use]
    pub fn id(&self) -> Rc<str> {
        match self {
            Self::Name => NAME.into(),
            Self::Attribute(attribute) => attribute.id.0.clone(),
            Self::Mentions => MENTIONS.into(),
            Self::First => FIRST.into(),
            Self::Outlet(_, name) => format!("{OUTLET}{name}").into(),
            Self::Others => OTHERS.into(),
        }
    }

    /// The name by which the style sheet knows it.
    #[must_use]
    pub fn look(&self) -> &'static str {
        match self {
            Self::Name => "entity",
            Self::Attribute(_) => "value",
            Self::Mentions | Self::Others => "mentions",
            Self::First => "first",
            Self::Outlet(..) => "naming",
        }
    }

    /// The words at its head.
    #[must_use]
    pub fn head(&self, labels: &LabelSet, label: &glossator_core::model::label::LabelId) -> String {
        match self {
            Self::Name => cut(labels.name(label)).into_owned(),
            Self::Attribute(attribute) => cut(&attribute.name).into_owned(),
            Self::Mentions => "Mentions".to_owned(),
            Self::First => "First".to_owned(),
            Self::Outlet(_, name) => cut(words::called(name)).into_owned(),
            Self::Others => words::OTHER_OUTLETS.to_owned(),
        }
    }

    /// True if numbers stand in it: of these the largest come first.
    #[must_use]
    pub fn counts(&self) -> bool {
        matches!(self, Self::Mentions | Self::Outlet(..) | Self::Others)
    }

    /// The cell of a row.
    #[must_use]
    pub fn cell(&self, store: &Store, listed: &Listed, row: &Row) -> Cell {
        let press = |words: String| Cell { edit: Edit::Press, ..Cell::of(words) };
        match self {
            Self::Name => Cell { edit: Edit::Line(Rc::default()), ..Cell::of(row.name.to_string()) },
            Self::Attribute(attribute) => of_attribute(attribute, row),
            Self::Mentions => press(row.mentions.len().to_string()),
            Self::First => match row.first() {
                Some(first) => press(words::percent(first.percent())),
                None => Cell::of(""),
            },
            Self::Outlet(outlet, name) => {
                let cell = row.cells().iter().find(|cell| cell.outlet == *outlet);
                cell.map_or_else(|| unnamed(name), |cell| names(store, row, name, cell))
            }
            Self::Others => match listed.of_others(row) {
                0 => Cell::of(""),
                count => press(count.to_string()),
            },
        }
    }
}

/// The cell of an outlet that does not name it.
fn unnamed(outlet: &str) -> Cell {
    let html = html! { <span class="quiet">{ words::NONE }</span> };
    Cell { html: Some(in_outlet(outlet, html)), ..Cell::of("") }
}

/// The name of the outlet in front, for where there are no heads.
fn in_outlet(outlet: &str, content: Html) -> Html {
    html! { <span class="naming"><span class="of-outlet">{ cut(words::called(outlet)).into_owned() }</span>{ content }</span> }
}

/// The names that an outlet gives, each a way to its mentions.
fn names(store: &Store, row: &Row, outlet: &Rc<str>, cell: &naming::Cell) -> Cell {
    let one = |name: &naming::Name| {
        let shown = Shown { thing: thing(row), outlet: Some(outlet.clone()), name: Some(name.words.clone()) };
        let shows = store.on::<MouseEvent>(Intent::Show(Some(shown)));
        let onclick = Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            shows.emit(event);
        });
        html! {
            <button class="text-button name" tabindex="-1" data-quoted={name.is_quoted.then_some("true")} {onclick}>
                <bdi>{ cut(&name.words).into_owned() }</bdi>{ " " }<span class="number">{ name.mentions.len() }</span>
                <span class="unseen">{ words::times_in(outlet, name.mentions.len()) }</span>
            </button>
        }
    };
    let more = cell.names.len().saturating_sub(MOST_NAMES);
    let content = html! {
        <>
            { for cell.names.iter().take(MOST_NAMES).map(one) }
            if more > 0 { <span class="quiet">{ words::more(more) }</span> }
        </>
    };
    let plain = cell.names.iter().map(|name| format!("{} {}", name.words, name.mentions.len()));
    let plain = plain.collect::<Vec<_>>().join(" · ");
    Cell { html: Some(in_outlet(outlet, content)), edit: Edit::Press, ..Cell::of(plain) }
}

fn of_attribute(attribute: &Attribute, row: &Row) -> Cell {
    let Some(entity) = &row.entity else { return Cell::of("") };
    let value = attribute.value_in(&entity.attributes);
    let add = AttrValue::from(crate::words::articles::add(&attribute.name));
    match attribute.holds {
        Holds::Choice | Holds::Flag => {
            let choices = choices(attribute);
            let name = choices.iter().find(|(id, _)| **id == *value).map(|(_, name)| name.clone());
            let shown = name.unwrap_or_else(|| AttrValue::from(value.to_owned()));
            Cell { add, edit: Edit::Choice(choices.into()), ..Cell::of(shown) }
        }
        Holds::Date => {
            Cell { add, edit: Edit::Line(Rc::default()), ..Cell::of(dates::date(value).into_owned()) }
        }
        Holds::Text | Holds::Number => {
            Cell { add, edit: Edit::Line(Rc::default()), ..Cell::of(value.to_owned()) }
        }
    }
}

/// Values to choose from, each with its name. The first is none, unless there is a default.
fn choices(attribute: &Attribute) -> Vec<(AttrValue, AttrValue)> {
    let none = attribute.default.is_empty().then(|| (AttrValue::default(), AttrValue::default()));
    let flag = (attribute.holds == Holds::Flag).then(|| (AttrValue::from(YES), AttrValue::from(YES)));
    let values = attribute.values.iter().map(|it| (it.id.clone().into(), it.name.clone().into()));
    none.into_iter().chain(flag).chain(values).collect()
}

/// The value of an attribute that is written so.
///
/// # Errors
/// The sentence that says why it is none.
pub fn read(attribute: &Attribute, written: &str) -> Result<Rc<str>, String> {
    let written = written.trim();
    match attribute.holds {
        Holds::Date => values::value(glossator_core::model::attribute::DATE, written),
        Holds::Choice | Holds::Flag if !written.is_empty() => {
            let choices = choices(attribute);
            let is_it = |(id, name): &&(AttrValue, AttrValue)| {
                id.eq_ignore_ascii_case(written) || name.eq_ignore_ascii_case(written)
            };
            let found = choices.iter().find(is_it).map(|(id, _)| Rc::from(&**id));
            found.ok_or_else(|| {
                let names = choices.iter().map(|(_, name)| name.to_string()).filter(|name| !name.is_empty());
                format!("{} is one of: {}.", attribute.name, names.collect::<Vec<_>>().join(", "))
            })
        }
        Holds::Number if !written.is_empty() && !Holds::Number.fits(written) => {
            Err(format!("“{}” is no number.", crate::words::shortened(written)))
        }
        Holds::Number | Holds::Text | Holds::Choice | Holds::Flag => Ok(written.into()),
    }
}

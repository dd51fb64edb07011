//! The columns of the table of articles: attributes, and what is counted.

use super::listing::{self, Lengths};
use super::state::{ANNOTATIONS, STATE, WORDS};
use crate::widgets::table::{Cell, Edit};
use crate::words::{articles as words, cut, dates};
use glossator_core::corpus::Corpus;
use glossator_core::model::attribute::{Attribute, DOCUMENT, HEADLINE, Holds, OUTLET};
use glossator_core::model::document::{Document, State};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::AttrValue;

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Of {
    /// The id of the attribute, or one of ours.
    pub id: Rc<str>,
    /// The words at its head.
    pub name: Rc<str>,
    /// The values that are known, or that can be chosen.
    values: Rc<[(AttrValue, AttrValue)]>,
    /// The type of the attribute; `None` for what is no attribute.
    holds: Option<Holds>,
}

/// The attributes that stand first, in this order.
const FIRST: [&str; 7] = [OUTLET, "date", HEADLINE, "section", "author", "kind", "language"];

/// Every column, in order.
#[must_use]
pub fn all(corpus: &Corpus) -> Vec<Of> {
    let mut attributes: Vec<_> = corpus.attributes_of(DOCUMENT).collect();
    let place =
        |attribute: &&Attribute| FIRST.iter().position(|id| **id == *attribute.id.0).unwrap_or(FIRST.len());
    attributes.sort_by_key(place);
    let of_attribute = |attribute: &Attribute| Of {
        id: attribute.id.0.clone(),
        name: attribute.name.clone(),
        values: values(corpus, attribute),
        holds: Some(attribute.holds),
    };
    let ours =
        |id: &str, name: &str| Of { id: id.into(), name: name.into(), values: Rc::default(), holds: None };
    let state = Of {
        values: [State::Open, State::Done]
            .map(|state| (state.word().into(), words::state(state).into()))
            .into(),
        ..ours(STATE, "State")
    };
    let rest = [ours(WORDS, "Words"), ours(ANNOTATIONS, "Annotations"), state];
    attributes.into_iter().map(of_attribute).chain(rest).collect()
}

/// The values to choose from; of outlets and the like those that other articles have.
fn values(corpus: &Corpus, attribute: &Attribute) -> Rc<[(AttrValue, AttrValue)]> {
    /// More are no help.
    const MOST: usize = 100;
    let value = |id: &Rc<str>, name: &Rc<str>| (AttrValue::from(id.clone()), AttrValue::from(name.clone()));
    match attribute.holds {
        Holds::Choice => attribute.values.iter().map(|it| value(&it.id, &it.name)).collect(),
        Holds::Flag => [("", ""), ("yes", "yes")].map(|(id, name)| (id.into(), name.into())).into(),
        Holds::Text if [OUTLET, "author", "section", "language"].contains(&&*attribute.id.0) => {
            let all = corpus.documents().map(|document| document.attributes.get(&attribute.id.0));
            let known: BTreeSet<_> = all.filter(|value| !value.is_empty()).collect();
            known.into_iter().take(MOST).map(|known| value(&known.into(), &known.into())).collect()
        }
        _ => Rc::default(),
    }
}

impl Of {
    /// True if something can be written in it.
    #[must_use]
    pub fn is_attribute(&self) -> bool {
        self.holds.is_some()
    }

    /// The value that an article has.
    #[must_use]
    pub fn value(&self, document: &Document) -> Rc<str> {
        match &*self.id {
            HEADLINE => listing::headline(document).into(),
            STATE => document.state.word().into(),
            id => document.attributes.get(id).into(),
        }
    }

    /// The cell of an article.
    #[must_use]
    pub fn cell(&self, document: &Document, lengths: &Lengths) -> Cell {
        let value = self.value(document);
        match (&*self.id, self.holds) {
            (WORDS, _) => Cell { edit: Edit::Press, ..Cell::of(lengths.of(document).to_string()) },
            (ANNOTATIONS, _) => {
                Cell { edit: Edit::Press, ..Cell::of(document.annotation_count().to_string()) }
            }
            (STATE, _) => {
                Cell { edit: Edit::Choice(self.values.clone()), ..Cell::of(words::state(document.state)) }
            }
            (_, Some(Holds::Choice | Holds::Flag)) => {
                let name = self.values.iter().find(|(id, _)| **id == *value).map(|(_, name)| name.clone());
                let first = || {
                    if self.holds == Some(Holds::Choice) {
                        self.values.first().map(|(_, name)| name.clone())
                    } else {
                        None
                    }
                };
                let name = if value.is_empty() { first() } else { name };
                let shown = name.unwrap_or_else(|| AttrValue::from(value));
                Cell {
                    add: words::add(&self.name).into(),
                    edit: Edit::Choice(self.values.clone()),
                    ..Cell::of(shown)
                }
            }
            (HEADLINE, _) => {
                // Where there is none, the first words stand for it.
                let first = if value.is_empty() { cut(&document.title).into_owned() } else { String::new() };
                Cell { add: first.into(), edit: Edit::Line(Rc::default()), ..Cell::of(value) }
            }
            (_, holds) => {
                let shown = if holds == Some(Holds::Date) {
                    dates::date(&value).into_owned()
                } else {
                    value.to_string()
                };
                let known = self.values.iter().map(|(id, _)| id.clone()).collect();
                Cell { add: words::add(&self.name).into(), edit: Edit::Line(known), ..Cell::of(shown) }
            }
        }
    }

    /// The value that is written so in this column.
    ///
    /// # Errors
    /// The sentence that says why it is none.
    pub fn read(&self, written: &str) -> Result<Rc<str>, String> {
        let written = written.trim();
        match self.holds {
            Some(Holds::Date) => crate::app::values::value("date", written),
            Some(Holds::Choice | Holds::Flag) if !written.is_empty() => {
                let is_it = |(id, name): &&(AttrValue, AttrValue)| {
                    id.eq_ignore_ascii_case(written) || name.eq_ignore_ascii_case(written)
                };
                let found = self.values.iter().find(is_it).map(|(id, _)| Rc::from(&**id));
                found.ok_or_else(|| {
                    let names: Vec<_> = self.values.iter().map(|(_, name)| name.to_string()).collect();
                    format!("{} is one of: {}.", self.name, names.join(", "))
                })
            }
            Some(Holds::Number) if !written.is_empty() && !Holds::Number.fits(written) => {
                Err(format!("“{}” is no number.", crate::words::shortened(written)))
            }
            _ => Ok(written.into()),
        }
    }
}

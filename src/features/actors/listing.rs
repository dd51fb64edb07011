//! Listing: the rows that a query wants, in its order, and the columns of outlets. Pure.

use super::state::{FIRST, MENTIONS, NAME, OTHERS, OUTLET, Only, Query, Thing};
use glossator_core::corpus::Corpus;
use glossator_core::model::attribute::{Attribute, Holds, of_entity};
use glossator_core::model::label::{CLAIM, Label, LabelId};
use glossator_core::query::naming::{self, Counted, Outlet, Row};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

/// The things of a label, with their names.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Every outlet.
    pub outlets: Vec<Outlet>,
    /// The outlets with a column of their own: those with most mentions, in their order.
    pub columns: Vec<usize>,
    /// Entities in their order, then mentions without one.
    pub rows: Vec<Rc<Row>>,
    /// Attributes of the entities.
    pub attributes: Vec<Attribute>,
}

/// More outlets share a column.
const MOST_OUTLETS: usize = 12;

/// The labels whose things have a table: all but claims that have entities, or attributes for them, or are actors and places.
pub fn labels(corpus: &Corpus) -> impl Iterator<Item = &Label> {
    let has_some = |label: &&Label| {
        let is_usual = ["actor", "location"].contains(&&*label.id.0);
        let is_claim = *label.id.0 == *CLAIM;
        !is_claim
            && (is_usual
                || corpus.attributes_of(&of_entity(&label.id.0)).next().is_some()
                || corpus.entities().iter().any(|entity| entity.label == label.id))
    };
    corpus.labels().iter().filter(has_some)
}

/// The label that is listed: the one that was chosen, or the first.
#[must_use]
pub fn label(corpus: &Corpus, chosen: Option<&LabelId>) -> Option<LabelId> {
    let chosen = chosen.filter(|chosen| labels(corpus).any(|label| label.id == **chosen));
    chosen.cloned().or_else(|| labels(corpus).next().map(|label| label.id.clone()))
}

impl Listed {
    /// The things of that label.
    #[must_use]
    pub fn of(corpus: &Corpus, label: &LabelId, counted: Counted) -> Self {
        let naming = naming::naming(corpus, label, counted);
        let mut mentions: Vec<(usize, usize)> = (0..naming.outlets.len()).map(|outlet| (0, outlet)).collect();
        let all = naming.rows.into_iter().chain(naming.loose);
        let rows: Vec<_> = all.map(Rc::new).collect();
        for mention in rows.iter().flat_map(|row| &row.mentions) {
            mentions[mention.outlet].0 += 1;
        }
        mentions.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        let mut columns: Vec<_> = mentions.iter().take(MOST_OUTLETS).map(|(_, outlet)| *outlet).collect();
        columns.sort_unstable();
        let attributes = corpus.attributes_of(&of_entity(&label.0)).cloned().collect();
        Self { outlets: naming.outlets, columns, rows, attributes }
    }

    /// The attribute whose values are chips: the first with values to choose from.
    #[must_use]
    pub fn kind(&self) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.holds == Holds::Choice)
    }

    /// The values of that attribute that occur, in their order, each with its name and its number.
    #[must_use]
    pub fn kinds(&self) -> Vec<(Rc<str>, Rc<str>, usize)> {
        let Some(kind) = self.kind() else { return Vec::new() };
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for entity in self.rows.iter().filter_map(|row| row.entity.as_ref()) {
            *counts.entry(kind.value_in(&entity.attributes)).or_default() += 1;
        }
        let known = kind.values.iter().filter_map(|value| {
            Some((value.id.clone(), value.name.clone(), counts.get(&*value.id).copied()?))
        });
        let known: Vec<_> = known.collect();
        let left = counts.keys().filter(|id| !id.is_empty() && kind.value(id).is_none());
        let mut left: Vec<_> = left.map(|id| (Rc::from(*id), Rc::from(*id), counts[id])).collect();
        left.sort_unstable();
        known.into_iter().chain(left).collect()
    }

    /// The number of rows without an entity.
    #[must_use]
    pub fn loose(&self) -> usize {
        self.rows.iter().filter(|row| row.entity.is_none()).count()
    }

    /// The row of a thing.
    #[must_use]
    pub fn row(&self, thing: &Thing) -> Option<&Rc<Row>> {
        self.rows.iter().find(|row| is_of(row, thing))
    }

    /// The rows that a query wants, in its order.
    #[must_use]
    pub fn lines(&self, query: &Query) -> Vec<Rc<Row>> {
        let words: Vec<String> = query.words.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let kind = self.kind();
        let is_only = |row: &Row| match (&query.only, &row.entity) {
            (Only::All, _) | (Only::Loose, None) => true,
            (Only::Kind(value), Some(entity)) => {
                kind.is_some_and(|kind| kind.value_in(&entity.attributes) == &**value)
            }
            (Only::Loose, Some(_)) | (Only::Kind(_), None) => false,
        };
        let is_wanted = |row: &&Rc<Row>| is_only(row) && self.has_words(row, &words);
        let mut found: Vec<_> = self.rows.iter().filter(is_wanted).cloned().collect();
        found.sort_by(|one, other| self.compare(one, other, query));
        found
    }

    fn has_words(&self, row: &Row, words: &[String]) -> bool {
        if words.is_empty() {
            return true;
        }
        let mut all = row.name.to_lowercase();
        let mut add = |more: &str| {
            all.push(' ');
            all.push_str(&more.to_lowercase());
        };
        if let Some(entity) = &row.entity {
            entity.aliases.iter().for_each(|alias| add(alias));
            add(&entity.note);
            self.attributes.iter().for_each(|attribute| add(attribute.value_in(&entity.attributes)));
        }
        row.cells().iter().flat_map(|cell| &cell.names).for_each(|name| add(&name.words));
        words.iter().all(|word| all.contains(word.as_str()))
    }

    /// Order of two rows. Rows without a value come last, in both directions, and so do mentions without an entity.
    fn compare(&self, one: &Row, other: &Row, query: &Query) -> Ordering {
        let turned = |order: Ordering| if query.is_down { order.reverse() } else { order };
        let loose = one.entity.is_none().cmp(&other.entity.is_none());
        loose.then_with(|| match &*query.by {
            NAME => turned(one.name.to_lowercase().cmp(&other.name.to_lowercase())),
            MENTIONS => turned(one.mentions.len().cmp(&other.mentions.len())),
            FIRST => {
                let percent = |row: &Row| row.first().map(|first| first.percent());
                let (one, other) = (percent(one), percent(other));
                one.is_none().cmp(&other.is_none()).then_with(|| turned(one.cmp(&other)))
            }
            OTHERS => turned(self.of_others(one).cmp(&self.of_others(other))),
            by => {
                if let Some(outlet) = by.strip_prefix(OUTLET) {
                    return turned(self.by_outlet(one, outlet).cmp(&self.by_outlet(other, outlet)));
                }
                let value = |row: &Row| self.value(row, by).to_lowercase();
                let (one, other) = (value(one), value(other));
                one.is_empty().cmp(&other.is_empty()).then_with(|| turned(one.cmp(&other)))
            }
        })
    }

    /// The number of mentions in the outlet of that name.
    fn by_outlet(&self, row: &Row, outlet: &str) -> usize {
        self.outlets.iter().position(|it| *it.name == *outlet).map_or(0, |outlet| row.count_in(outlet))
    }

    /// The value of a row for the attribute of that id: its own, or the default.
    #[must_use]
    pub fn value<'a>(&'a self, row: &'a Row, id: &str) -> &'a str {
        let attribute = self.attributes.iter().find(|attribute| *attribute.id.0 == *id);
        let entity = row.entity.as_ref();
        attribute.zip(entity).map_or("", |(attribute, entity)| attribute.value_in(&entity.attributes))
    }

    /// The number of mentions in outlets that have no column of their own.
    #[must_use]
    pub fn of_others(&self, row: &Row) -> usize {
        let is_other = |outlet: usize| self.columns.binary_search(&outlet).is_err();
        row.mentions.iter().filter(|mention| is_other(mention.outlet)).count()
    }
}

/// The thing that a row stands for.
#[must_use]
pub fn thing(row: &Row) -> Thing {
    match &row.entity {
        Some(entity) => Thing::Entity(entity.id.clone()),
        None => Thing::Words(row.name.clone()),
    }
}

/// True for the row of that thing.
#[must_use]
pub fn is_of(row: &Row, thing: &Thing) -> bool {
    match (&row.entity, thing) {
        (Some(entity), Thing::Entity(id)) => entity.id == *id,
        (None, Thing::Words(words)) => row.name == *words,
        _ => false,
    }
}

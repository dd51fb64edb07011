//! Entities of a label as a table: a line for each, with its name, the values of its attributes, its other names and its note.
//!
//! - **Reads** tables with a column `name` and one of `kind` and `aliases`, between commas, semicolons or tabs, in any order.
//!   Other columns are attributes of such entities, by their ids or names; what is none is counted. A column `label` says of
//!   which label a line is. Other names stand between `|` or line ends.
//! - **Writes** such a table, made for spreadsheets: no cell of it begins like a formula.
//!
//! Two lines with one name are one entity. It does not know which of them are here already.

use super::formula::{Guard, harmless};
use super::table::{Records, Table};
use crate::corpus::Corpus;
use crate::formats::error::ReadError;
use crate::formats::format::{BYTE_ORDER_MARK, RawFile};
use crate::formats::limits::MOST_ROWS;
use crate::formats::reading::paths;
use crate::formats::reading::tally::Tally;
use crate::import::{Finding, Untaken};
use crate::model::attribute::{Attribute, AttributeId, Attributes, Holds, of_entity};
use crate::model::entity::Entity;
use crate::model::label::LabelId;
use crate::model::record::{Field, Record, Value};
use csv::StringRecord;
use std::collections::HashMap;
use std::rc::Rc;

/// Entities of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityTable {
    /// Entities in their order, without ids.
    pub entities: Vec<Entity>,
    /// Parts that are left out.
    pub findings: Vec<Finding>,
}

/// Names of the columns that are always there.
const ALWAYS: [&str; 4] = ["label", "name", "aliases", "note"];

/// Columns of tables of another kind.
const OTHERS: [&str; 10] =
    ["text", "document", "start", "type", "body", "content", "headline", "url", "colour", "key"];

/// Table of the entities of that label, in their order.
#[must_use]
pub fn entities(corpus: &Corpus, label: &LabelId) -> String {
    let of = of_entity(&label.0);
    let attributes: Vec<&Attribute> =
        corpus.attributes_of(&of).filter(|attribute| !ALWAYS.contains(&&*attribute.id.0)).collect();
    let ids = attributes.iter().map(|attribute| &*attribute.id.0);
    let columns: Vec<&str> = ["label", "name"].into_iter().chain(ids).chain(["aliases", "note"]).collect();
    let mut table = Table::new(&columns, harmless);
    for entity in corpus.entities().in_order().into_iter().filter(|entity| entity.label == *label) {
        let values = attributes.iter().map(|attribute| attribute.value_in(&entity.attributes));
        let aliases = entity.aliases.join(" | ");
        let first = [&*label.0, &*entity.name];
        let cells: Vec<&str> = first.into_iter().chain(values).chain([&*aliases, &*entity.note]).collect();
        table.push(&cells);
    }
    let mut written = table.finish();
    // Without it Excel takes the file for a text in its old encoding.
    written.insert(0, BYTE_ORDER_MARK);
    written
}

/// Reads a file, if it is such a table; `None` if it is something else. Lines without a label are of that one.
#[must_use]
pub fn read_entities(
    file: &RawFile,
    corpus: &Corpus,
    label: &LabelId,
) -> Option<Result<EntityTable, ReadError>> {
    let ending = paths::ending(paths::without_folders(&file.name));
    if ![".csv", ".tsv", ".tab"].contains(&&*ending) {
        return None;
    }
    let text = std::str::from_utf8(file.bytes.as_ref().ok()?).ok()?;
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let separator =
        [b',', b';', b'\t'].into_iter().max_by_key(|it| first.matches(char::from(*it)).count())?;
    let mut heads = StringRecord::new();
    Records::new(first, separator).read(&mut heads)?;
    let column = |name: &str| heads.iter().position(|head| head.trim().eq_ignore_ascii_case(name));
    let name = column("name")?;
    if column("kind").or(column("aliases")).is_none() || OTHERS.iter().any(|name| column(name).is_some()) {
        return None;
    }
    let mut reading = Reading {
        corpus,
        always: [column("label"), Some(name), column("aliases"), column("note")],
        heads: heads.clone(),
        label: label.clone(),
        table: EntityTable::default(),
        places: HashMap::new(),
        left_out: Tally::default(),
    };
    let (mut cells, mut guard, mut count) = (StringRecord::new(), Guard::default(), 0);
    let mut records = Records::new(rest, separator);
    while records.read(&mut cells).is_some() {
        count += 1;
        if count > MOST_ROWS {
            return Some(Err(ReadError::TooMany));
        }
        cells.iter().for_each(|cell| guard.see(cell));
    }
    let mut records = Records::new(rest, separator);
    while records.read(&mut cells).is_some() {
        reading.take(&cells, &guard);
    }
    reading.table.findings = reading.left_out.findings().collect();
    Some(Ok(reading.table))
}

/// A table while it is read.
struct Reading<'a> {
    corpus: &'a Corpus,
    /// Places of the columns that are always there.
    always: [Option<usize>; 4],
    heads: StringRecord,
    label: LabelId,
    table: EntityTable,
    /// Place of each entity by its label and name.
    places: HashMap<(LabelId, Rc<str>), usize>,
    left_out: Tally,
}

impl Reading<'_> {
    #[inline(never)] // See the crate's documentation.
    fn take(&mut self, cells: &StringRecord, guard: &Guard) {
        let cell =
            |at: Option<usize>| guard.restored(at.and_then(|at| cells.get(at)).unwrap_or_default()).trim();
        let [label, name, aliases, note] = self.always.map(cell);
        let labels = self.corpus.labels();
        let label = if label.is_empty() { labels.get(&self.label) } else { labels.like(label) };
        let Some(label) = label.filter(|_| !name.is_empty()) else {
            self.left_out.add(Untaken::Fields, if name.is_empty() { "name" } else { "label" });
            return;
        };
        let of = of_entity(&label.id.0);
        let mut values = Vec::new();
        for (place, written) in cells.iter().enumerate() {
            let written = guard.restored(written).trim();
            if written.is_empty() || self.always.contains(&Some(place)) {
                continue;
            }
            let head = self.heads.get(place).unwrap_or_default().trim();
            let attribute = self.corpus.attributes_of(&of).find(|attribute| {
                attribute.id.0.eq_ignore_ascii_case(head) || attribute.name.eq_ignore_ascii_case(head)
            });
            match attribute.and_then(|attribute| Some((attribute, value(attribute, written)?))) {
                Some((attribute, value)) => values.push((attribute.id.clone(), value)),
                None => self.left_out.add(Untaken::Fields, head),
            }
        }
        let aliases = aliases.split(['|', '\n', '\r']).map(str::trim).filter(|alias| !alias.is_empty());
        let new = Entity {
            name: name.into(),
            aliases: aliases.map(Rc::from).collect(),
            note: note.into(),
            attributes: attributes(values),
            ..Entity::bare("".into(), label.id.clone())
        };
        let next = self.table.entities.len();
        match self.places.insert((new.label.clone(), new.name.clone()), next) {
            None => self.table.entities.push(new),
            // The later line counts, and nothing of the earlier one is lost.
            Some(before) => {
                self.places.insert((new.label.clone(), new.name.clone()), before);
                let here = &mut self.table.entities[before];
                *here = with(here, &new);
            }
        }
    }
}

/// An entity with what a later line says of it.
fn with(here: &Entity, later: &Entity) -> Entity {
    let values = here.attributes.iter().chain(&later.attributes).cloned().collect();
    Entity {
        aliases: here.aliases.iter().chain(&*later.aliases).cloned().collect(),
        note: if later.note.is_empty() { here.note.clone() } else { later.note.clone() },
        attributes: attributes(values),
        ..here.clone()
    }
}

/// Value of an attribute that is written so; of a choice its id or its name. `None` where it is none.
fn value(attribute: &Attribute, written: &str) -> Option<Rc<str>> {
    let is_it = |id: &str, name: &str| id == written || name.eq_ignore_ascii_case(written);
    let known = attribute.values.iter().find(|value| is_it(&value.id, &value.name));
    if let Some(known) = known.filter(|_| attribute.holds == Holds::Choice) {
        return Some(known.id.clone());
    }
    attribute.holds.fits(written).then(|| written.into())
}

/// Values by the ids of their attributes; of two for one the later counts.
fn attributes(values: Vec<(AttributeId, Rc<str>)>) -> Attributes {
    let mut last: Vec<(AttributeId, Rc<str>)> = Vec::new();
    for (id, value) in values {
        last.retain(|(other, _)| *other != id);
        last.push((id, value));
    }
    Attributes::of(&Record::of(
        last.into_iter().map(|(id, value)| (Field::Attribute(id.0), Value::Text(value))),
    ))
}

//! CSV: a row for each label.
//!
//! - **Reads** tables with a column `name` and one of the others, between commas, semicolons or tabs, in any order; columns with
//!   other names are counted, as are cells beyond them. An empty `id` is the name in small letters; a parent is found by its name or its id.
//! - **Writes** name, description, key, colour, parent, examples (one a line) and id.
//! - **Has no room** for attributes and relation types.

use super::room::Part;
use super::{CodebookFormat, LeftOut, Source, colour, label};
use crate::formats::csv::table::{Records, Table};
use crate::formats::error::ReadError;
use crate::formats::limits::MOST_LABELS;
use crate::model::codebook::Codebook;
use crate::model::label::plain;
use csv::StringRecord;
use std::rc::Rc;

/// See the module.
pub const FORMAT: CodebookFormat = CodebookFormat {
    id: "csv",
    name: "CSV",
    file: None,
    ending: "csv",
    no_room: |codebook| {
        let of = |part: Part| part.of_all(codebook, |_| false);
        vec![of(Part::Attributes), of(Part::RelationTypes)]
    },
    write,
    read,
};

/// Names of the columns, the first of which is written, in its order.
const COLUMNS: [&[&str]; 7] = [
    &["name", "label", "code"],
    &["description", "definition", "memo"],
    &["key", "shortcut"],
    &["colour", "color"],
    &["parent", "parent code", "group"],
    &["examples", "example"],
    &["id"],
];

/// Columns of tables of another kind.
const OTHERS: [&str; 10] =
    ["text", "document", "start", "type", "aliases", "body", "content", "headline", "outlet", "url"];

fn write(codebook: &Codebook) -> String {
    let names: Vec<_> = COLUMNS.iter().map(|names| names[0]).collect();
    let mut table = Table::new(&names, str::to_owned);
    for it in &codebook.labels {
        let parent = it.parent.as_ref().map_or("", |parent| {
            let label = codebook.labels.iter().find(|label| label.id == *parent);
            label.map_or(&*parent.0, |label| &*label.name)
        });
        table.push(&[
            &it.name,
            &it.definition,
            &it.key,
            &it.colour,
            parent,
            &it.examples.join("\n"),
            &it.id.0,
        ]);
    }
    table.finish()
}

fn read(source: &Source<'_>, left_out: &mut LeftOut) -> Option<Result<Codebook, ReadError>> {
    if ![".csv", ".tsv", ".tab"].contains(&source.ending) {
        return None;
    }
    let (first, rest) = source.text.split_once('\n').unwrap_or((source.text, ""));
    let separator =
        [b',', b';', b'\t'].into_iter().max_by_key(|it| first.matches(char::from(*it)).count())?;
    let mut names = StringRecord::new();
    Records::new(first, separator).read(&mut names)?;
    let column = |wanted: &[&str]| {
        names.iter().position(|name| wanted.iter().any(|wanted| name.trim().eq_ignore_ascii_case(wanted)))
    };
    let columns = COLUMNS.map(column);
    let is_other = OTHERS.iter().any(|name| column(&[*name]).is_some());
    if columns[0].is_none() || columns[1..6].iter().all(Option::is_none) || is_other {
        return None;
    }
    let mut codebook = Codebook::default();
    let mut parents: Vec<Rc<str>> = Vec::new();
    let mut records = Records::new(rest, separator);
    let mut cells = StringRecord::new();
    while records.read(&mut cells).is_some() {
        if codebook.labels.len() > MOST_LABELS {
            return Some(Err(ReadError::TooMany));
        }
        for (place, cell) in cells.iter().enumerate() {
            if !cell.is_empty() && !columns.contains(&Some(place)) {
                left_out.add(names.get(place).unwrap_or_default().trim());
            }
        }
        let [name, definition, key, hex, parent, examples, id] =
            columns.map(|column| column.and_then(|at| cells.get(at)).unwrap_or_default().trim());
        if name.is_empty() {
            left_out.add(names.get(columns[0].unwrap_or_default()).unwrap_or_default());
            continue;
        }
        let mut read = label(if id.is_empty() { name.to_lowercase() } else { id.to_owned() }.as_str(), name);
        read.definition = definition.into();
        read.examples =
            examples.lines().map(str::trim).filter(|line| !line.is_empty()).map(Rc::from).collect();
        match colour::hex(hex) {
            Some(hex) => read.colour = hex,
            None if hex.is_empty() => {}
            None => left_out.add("colour"),
        }
        if key.chars().count() > 1 {
            left_out.add("key");
        } else {
            read.key = key.into();
        }
        codebook.labels.push(read);
        parents.push(parent.into());
    }
    for (place, parent) in parents.iter().enumerate().filter(|(_, parent)| !parent.is_empty()) {
        let found =
            codebook.labels.iter().find(|it| *it.id.0 == **parent || plain(&it.name) == plain(parent));
        match found.map(|found| found.id.clone()) {
            Some(found) if found != codebook.labels[place].id => codebook.labels[place].parent = Some(found),
            _ => left_out.add("parent"),
        }
    }
    Some(Ok(codebook))
}

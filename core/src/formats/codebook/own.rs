//! Our own JSON of a codebook: the parts `labels`, `attributes` and `relation_types` of the JSON of a project, with a name and a
//! description.
//!
//! - **Reads** every version that the JSON of a project has, and that JSON itself if nothing was coded with it.
//! - **Writes** everything.
//! - **Has no room** for nothing that a codebook holds.

use super::{CodebookFormat, LeftOut, Source};
use crate::formats::error::ReadError;
use crate::formats::native::row::{self, Row};
use crate::formats::native::{self, Plain};
use crate::import::{FilePart, Finding};
use crate::json::{self, Fields, text};
use crate::model::attribute::{Attribute, AttributeId};
use crate::model::codebook::Codebook;
use crate::model::label::{Label, LabelId};
use crate::model::noun::Column;
use crate::model::record::{Field, Record, Value};
use crate::model::relation_type::{RelationType, RelationTypeId};
use serde::Serialize;
use serde_json::value::RawValue;

/// See the module.
pub const FORMAT: CodebookFormat = CodebookFormat {
    id: "json",
    name: "JSON",
    file: None,
    ending: "json",
    no_room: |_| Vec::new(),
    write,
    read,
};

/// Version that is written, and the highest that can be read: that of the JSON of a project which has all of these parts.
const VERSION: u64 = 2;

#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    version: u64,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    labels: Vec<Written<'a>>,
    attributes: Vec<Written<'a>>,
    relation_types: Vec<Written<'a>>,
}

/// Definition with its fields in the order of its noun.
#[derive(Serialize)]
struct Written<'a> {
    id: &'a str,
    #[serde(flatten)]
    plain: Plain<'a>,
}

fn write(codebook: &Codebook) -> String {
    let labels = codebook.labels.iter().map(|label| Record::of(label.fields())).collect::<Vec<_>>();
    let attributes = codebook.attributes.iter().map(|it| Record::of(it.fields())).collect::<Vec<_>>();
    let types = codebook.relation_types.iter().map(|it| Record::of(it.fields())).collect::<Vec<_>>();
    let file = File {
        format: native::FORMAT,
        version: VERSION,
        name: &codebook.name,
        description: &codebook.about,
        labels: rows(codebook.labels.iter().map(|it| &*it.id.0), &labels, Label::COLUMNS),
        attributes: rows(codebook.attributes.iter().map(|it| &*it.id.0), &attributes, Attribute::COLUMNS),
        relation_types: rows(
            codebook.relation_types.iter().map(|it| &*it.id.0),
            &types,
            RelationType::COLUMNS,
        ),
    };
    json::indented(&file) + "\n"
}

fn rows<'a>(
    ids: impl Iterator<Item = &'a str>,
    records: &'a [Record],
    columns: &'static [Column],
) -> Vec<Written<'a>> {
    ids.zip(records)
        .map(|(id, record)| Written { id, plain: Plain { record: Some(record), columns } })
        .collect()
}

/// Lists of a project’s JSON that say that something was coded.
const CODED: [&str; 6] = ["documents", "annotations", "relations", "entities", "annotators", "records"];

fn read(source: &Source<'_>, left_out: &mut LeftOut) -> Option<Result<Codebook, ReadError>> {
    if !source.text.trim_start().starts_with('{') {
        return None;
    }
    let file: &RawValue = serde_json::from_str(source.text).ok()?;
    let fields = Fields::of(file)?;
    let is_ours = fields.get("format").and_then(text).is_some_and(|format| format == native::FORMAT);
    let is_coded = CODED.iter().any(|name| fields.get(name).is_some());
    if !is_ours || is_coded {
        return None;
    }
    let read = row::read("", file, |file| read_file(file, left_out));
    Some(read.unwrap_or_else(|why| Err(why.into())))
}

fn read_file(file: &mut Row<'_>, left_out: &mut LeftOut) -> Result<Codebook, ReadError> {
    file.take("format");
    match file.number("version") {
        found if found > VERSION => return Err(ReadError::HigherVersion { found, known: VERSION }),
        _ => {}
    }
    for name in ["offset_unit", "generator", "exported", "project"] {
        file.take(name);
    }
    let codebook = Codebook {
        name: file.optional_text("name").unwrap_or_default(),
        about: file.optional_text("description").unwrap_or_default(),
        labels: definitions(file, "labels", read_label, left_out),
        attributes: definitions(file, "attributes", read_attribute, left_out),
        relation_types: definitions(file, "relation_types", read_relation_type, left_out),
    };
    file.others().iter().for_each(|name| left_out.add(name));
    Ok(codebook)
}

fn definitions<T>(
    file: &mut Row<'_>,
    name: &str,
    read: impl Fn(&mut Row<'_>) -> T,
    left_out: &mut LeftOut,
) -> Vec<T> {
    let mut found = Vec::new();
    for (at, item) in file.list(name) {
        match row::read(at.clone(), item, |row| (read(row), row.others())) {
            Ok((definition, others)) => {
                found.push(definition);
                for other in others {
                    left_out.add(&format!("{name}.{other}"));
                }
            }
            Err(why) => left_out.findings.push(Finding::Refused { part: FilePart::value(at), why }),
        }
    }
    found
}

/// Record of the plain fields of a row, over those of a bare definition.
fn record(row: &mut Row<'_>, columns: &[Column], bare: Vec<(Field, Value)>) -> Record {
    let given = row.plain(columns).into_iter().filter(|(_, value)| *value != Value::text(""));
    Record::of(given.chain(bare))
}

fn read_label(row: &mut Row<'_>) -> Label {
    let bare = Label::bare(LabelId(row.text("id")));
    let record = record(row, Label::COLUMNS, bare.fields());
    Label::read(bare.id.clone(), &record).unwrap_or(bare)
}

fn read_attribute(row: &mut Row<'_>) -> Attribute {
    let bare = Attribute::bare("", AttributeId(row.text("id")));
    let record = record(row, Attribute::COLUMNS, bare.fields());
    Attribute::read(bare.id.clone(), &record).unwrap_or(bare)
}

fn read_relation_type(row: &mut Row<'_>) -> RelationType {
    let bare = RelationType::bare(RelationTypeId(row.text("id")));
    let record = record(row, RelationType::COLUMNS, bare.fields());
    RelationType::read(bare.id.clone(), &record).unwrap_or(bare)
}

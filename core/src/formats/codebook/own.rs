//! Our own JSON of a codebook: the parts `labels`, `attributes` and `relation_types` of the JSON of a project, with a name and a
//! description.
//!
//! - **Reads** every version that the JSON of a project has, and that JSON itself if nothing was coded with it. The reader of that
//!   JSON reads the definitions.
//! - **Writes** everything.
//! - **Has no room** for nothing that a codebook holds.

use super::{CodebookFormat, LeftOut, Source};
use crate::formats::error::ReadError;
use crate::formats::native::row::{self, Row};
use crate::formats::native::{self, Plain};
use crate::import::IncomingRecord;
use crate::json::{self, Fields, text};
use crate::model::attribute::Attribute;
use crate::model::codebook::Codebook;
use crate::model::label::Label;
use crate::model::noun::Column;
use crate::model::record::Record;
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
        version: native::VERSION,
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

/// Lists of a project’s JSON that say that something was coded, or that something was put away.
const CODED: [&str; 7] =
    ["documents", "annotations", "relations", "entities", "annotators", "records", "put_away"];

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
    let [name, about] = ["name", "description"].map(|name| file.optional_text(name).unwrap_or_default());
    let mut read = native::read_row(file)?;
    left_out.findings.append(&mut read.findings);
    Ok(Codebook {
        name,
        about,
        labels: read.labels,
        attributes: read.attributes.iter().map(attribute).collect(),
        relation_types: read.relation_types.iter().map(relation_type).collect(),
    })
}

fn attribute(row: &IncomingRecord) -> Attribute {
    let bare = Attribute::bare("", Attribute::id_in(&row.key).unwrap_or_else(|| "".into()));
    Attribute::read(bare.id.clone(), &row.over(bare.fields())).unwrap_or(bare)
}

fn relation_type(row: &IncomingRecord) -> RelationType {
    let bare = RelationType::bare(RelationTypeId(row.key.id.clone()));
    RelationType::read(bare.id.clone(), &row.over(bare.fields())).unwrap_or(bare)
}

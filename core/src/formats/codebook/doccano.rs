//! doccano (1.8): the list of label types that its page takes in and gives out.
//!
//! - **Reads** `text`, `suffix_key` and `background_color`; `prefix_key` is counted, the colour of the words follows from the
//!   other one.
//! - **Writes** labels by their ids, as the rows of texts have them; keys that doccano knows: small letters and digits.
//! - **Has no room** for names, definitions, examples and parents, for attributes and relation types.

use super::room::{Part, Unroomed};
use super::{CodebookFormat, LeftOut, Source, colour, label};
use crate::formats::error::ReadError;
use crate::json::{self, Fields, text};
use crate::model::codebook::Codebook;
use crate::model::label::Label;
use serde::Serialize;
use serde_json::value::RawValue;

/// See the module.
pub const FORMAT: CodebookFormat = CodebookFormat {
    id: "doccano",
    name: "doccano",
    file: None,
    ending: "json",
    no_room: |codebook| {
        let of = |part: Part| part.of_all(codebook, |_| false);
        let keys = codebook.labels.iter().filter(|label| !label.key.is_empty() && key(label).is_none());
        vec![
            Part::Names.of_labels(codebook),
            Unroomed { part: Part::Keys, count: keys.count() },
            Part::Definitions.of_labels(codebook),
            Part::Examples.of_labels(codebook),
            Part::Parents.of_labels(codebook),
            of(Part::Attributes),
            of(Part::RelationTypes),
        ]
    },
    write,
    read,
};

#[derive(Serialize)]
struct Row<'a> {
    text: &'a str,
    suffix_key: Option<&'a str>,
    background_color: &'a str,
    text_color: &'static str,
}

/// Key of a label, if doccano knows it.
fn key(label: &Label) -> Option<&str> {
    let is_known = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit();
    Some(&*label.key).filter(|key| key.chars().count() == 1 && key.chars().all(is_known))
}

fn write(codebook: &Codebook) -> String {
    let rows = codebook.labels.iter().map(|label| Row {
        text: &label.id.0,
        suffix_key: key(label),
        background_color: if label.colour.is_empty() { "#4a5560" } else { &label.colour },
        text_color: "#ffffff",
    });
    json::indented(&rows.collect::<Vec<_>>()) + "\n"
}

fn read(source: &Source<'_>, left_out: &mut LeftOut) -> Option<Result<Codebook, ReadError>> {
    if !source.text.trim_start().starts_with('[') {
        return None;
    }
    let rows: Vec<&RawValue> = serde_json::from_str(source.text).ok()?;
    let rows: Vec<Fields<'_>> = rows.into_iter().map(Fields::of).collect::<Option<_>>()?;
    let is_type = |row: &Fields<'_>| {
        row.get("text").is_some()
            && (row.get("background_color").is_some() || row.get("suffix_key").is_some())
    };
    if rows.is_empty() || !rows.iter().all(is_type) {
        return None;
    }
    let mut codebook = Codebook::default();
    for row in &rows {
        let get = |name: &str| row.get(name).and_then(text).unwrap_or_default();
        let name = get("text");
        if name.trim().is_empty() {
            left_out.add("text");
            continue;
        }
        let mut read = label(&name, &name);
        read.key = get("suffix_key").as_ref().into();
        let background = get("background_color");
        match colour::hex(&background) {
            Some(hex) => read.colour = hex,
            None if background.is_empty() => {}
            None => left_out.add("background_color"),
        }
        let known = ["id", "text", "suffix_key", "background_color", "text_color"];
        let others = row.0.iter().filter(|(name, value)| !known.contains(&&**name) && value.get() != "null");
        others.for_each(|(name, _)| left_out.add(name));
        codebook.labels.push(read);
    }
    Some(Ok(codebook))
}

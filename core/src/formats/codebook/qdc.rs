//! REFI-QDA codebook (`.qdc`, 1.0): the exchange format of programs for qualitative analysis, such as ATLAS.ti, MAXQDA
//! and Taguette.
//!
//! - **Reads** codes in codes, with name, colour and description. A code that is called like another has the names of those
//!   around it in its id.
//! - **Writes** each label as a code within that of its parent, its examples behind its definition.
//! - **Has no room** for keys, attributes and relation types, nor for ids: a label comes back with the id that its name gives.

use super::room::Part;
use super::{CodebookFormat, LeftOut, Source, colour, label};
use crate::formats::error::ReadError;
use crate::formats::reading::ids::derived;
use crate::formats::reading::xml::{self, Element};
use crate::formats::writing::xml::Xml;
use crate::import::{Expected, Refusal, Unexpected};
use crate::json::Shape;
use crate::model::codebook::Codebook;
use crate::model::label::{Label, LabelId};
use std::collections::HashSet;

/// See the module.
pub const FORMAT: CodebookFormat = CodebookFormat {
    id: "qdc",
    name: "REFI-QDA",
    file: None,
    ending: "qdc",
    no_room: |codebook| {
        let of = |part: Part| part.of_all(codebook, |_| false);
        vec![Part::Keys.of_labels(codebook), of(Part::Attributes), of(Part::RelationTypes)]
    },
    write,
    read,
};

/// Words before an example, in a line of its own behind the definition.
const EXAMPLE: &str = "Example: ";

const NAMESPACE: &str = "urn:QDA-XML:codebook:1.0";

fn write(codebook: &Codebook) -> String {
    let mut xml = Xml::new();
    xml.declaration();
    xml.end_line(0);
    xml.element("CodeBook", &[("xmlns", NAMESPACE), ("origin", "Glossator")], |book| {
        book.end_line(1);
        book.element("Codes", &[], |codes| {
            let mut written = HashSet::new();
            write_codes(codebook, None, codes, 2, &mut written);
            // Labels that stand under each other in a circle, or under one that is not there.
            for label in &codebook.labels {
                if !written.contains(&label.id) {
                    write_code(codebook, label, codes, 2, &mut written);
                }
            }
            codes.end_line(1);
        });
        book.end_line(0);
    });
    xml.end_line(0);
    xml.finish()
}

fn write_codes(
    codebook: &Codebook,
    parent: Option<&LabelId>,
    xml: &mut Xml,
    depth: usize,
    written: &mut HashSet<LabelId>,
) {
    for label in codebook.labels.iter().filter(|label| label.parent.as_ref() == parent) {
        write_code(codebook, label, xml, depth, written);
    }
}

fn write_code(
    codebook: &Codebook,
    label: &Label,
    xml: &mut Xml,
    depth: usize,
    written: &mut HashSet<LabelId>,
) {
    if !written.insert(label.id.clone()) {
        return;
    }
    let guid = derived(&format!("label\n{}", label.id)).to_string();
    let attributes =
        [("guid", &*guid), ("name", &*label.name), ("isCodable", "true"), ("color", &*label.colour)];
    let filled: Vec<_> = attributes.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let examples = label.examples.iter().map(|example| format!("{EXAMPLE}{example}"));
    let lines: Vec<_> = std::iter::once(label.definition.to_string()).chain(examples).collect();
    let description = lines.join("\n");
    xml.end_line(depth);
    xml.element("Code", &filled, |code| {
        if !description.trim().is_empty() {
            code.end_line(depth + 1);
            code.element("Description", &[], |it| it.lines(description.trim()));
        }
        write_codes(codebook, Some(&label.id), code, depth + 1, written);
        code.end_line(depth);
    });
}

fn read(source: &Source<'_>, left_out: &mut LeftOut) -> Option<Result<Codebook, ReadError>> {
    let is_named = source.ending == ".qdc";
    let text = source.text.trim_start();
    let is_inside = text.starts_with('<') && text.contains("urn:QDA-XML:codebook");
    if !(is_named || is_inside) {
        return None;
    }
    let root = match xml::read(source.text) {
        Ok(root) if root.name == "CodeBook" => root,
        Ok(root) => {
            let found = Unexpected::Json(Shape::of_text(&root.name));
            return Some(Err(Refusal::new(Expected::Codebook, found).into()));
        }
        Err(fault) => return Some(Err(super::xml_error(fault))),
    };
    let mut codebook = Codebook { name: root.attribute("name").into(), ..Codebook::default() };
    for codes in root.all("Codes") {
        read_codes(codes, None, &mut codebook, left_out);
    }
    for sets in root.all("Sets") {
        sets.all("Set").for_each(|_| left_out.add("Set"));
    }
    Some(Ok(codebook))
}

fn read_codes(parent: &Element, within: Option<&Label>, codebook: &mut Codebook, left_out: &mut LeftOut) {
    for code in parent.all("Code") {
        let name = code.attribute("name").trim();
        if name.is_empty() {
            left_out.add("Code");
            continue;
        }
        let mut read = label(&name.to_lowercase(), name);
        if codebook.labels.iter().any(|other| other.id == read.id) {
            let around = within.map_or_else(String::new, |around| format!("{}: ", around.id));
            read.id = LabelId(format!("{around}{}", read.id).into());
        }
        if codebook.labels.iter().any(|other| other.id == read.id) {
            left_out.add("Code");
            continue;
        }
        let is_example = |line: &&str| line.starts_with(EXAMPLE);
        let (examples, definition): (Vec<_>, Vec<_>) =
            code.text_of("Description").lines().partition(is_example);
        read.definition = definition.join("\n").trim().into();
        read.examples = examples.iter().map(|line| line[EXAMPLE.len()..].trim().into()).collect();
        read.parent = within.map(|around| around.id.clone());
        let colour = code.attribute("color");
        match colour::hex(colour) {
            Some(hex) => read.colour = hex,
            None if colour.is_empty() => {}
            None => left_out.add("color"),
        }
        code.all("NoteRef").for_each(|_| left_out.add("NoteRef"));
        codebook.labels.push(read.clone());
        read_codes(code, Some(&read), codebook, left_out);
    }
}

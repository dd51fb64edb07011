//! Label Studio (1.23): the labelling configuration, in XML.
//!
//! - **Reads** labels, with keys and colours; choices, text areas, numbers and dates, as attributes of the labels for which they
//!   are shown, or of articles where they are not about a region; and relations. Other controls are counted.
//! - **Writes** the same; labels, values and types by their ids, as the tasks have them.
//! - **Has no room** for names, definitions, examples, parents and defaults, for keys of types and the things that they join, and
//!   for attributes of entities.

use super::room::{Part, Unroomed};
use super::{CodebookFormat, LeftOut, Source, colour, label};
use crate::formats::error::ReadError;
use crate::formats::reading::xml::{self, Element};
use crate::formats::writing::xml::Xml;
use crate::model::attribute::{Attribute, DOCUMENT, Holds, YES};
use crate::model::codebook::Codebook;
use crate::model::record::AttributeValue;
use crate::model::relation_type::{RelationType, RelationTypeId};
use std::rc::Rc;

/// See the module.
pub const FORMAT: CodebookFormat = CodebookFormat {
    id: "label-studio",
    name: "Label Studio",
    file: None,
    ending: "xml",
    no_room: |codebook| {
        let of = |part: Part| part.of_all(codebook, |attribute| is_written(codebook, attribute));
        let keys = codebook.relation_types.iter().filter(|kind| !kind.key.is_empty());
        vec![
            of(Part::Names),
            Unroomed { part: Part::Keys, count: keys.count() },
            of(Part::Definitions),
            Part::Examples.of_labels(codebook),
            Part::Parents.of_labels(codebook),
            of(Part::Defaults),
            of(Part::Attributes),
            of(Part::Ends),
        ]
    },
    write,
    read,
};

/// True for attributes of labels and of articles.
fn is_written(codebook: &Codebook, attribute: &Attribute) -> bool {
    *attribute.of == *DOCUMENT || codebook.labels.iter().any(|label| label.id.0 == attribute.of)
}

fn write(codebook: &Codebook) -> String {
    let mut xml = Xml::new();
    xml.element("View", &[], |view| {
        if !codebook.relation_types.is_empty() {
            view.end_line(1);
            view.element("Relations", &[], |relations| {
                for kind in &codebook.relation_types {
                    relations.end_line(2);
                    relations.empty("Relation", &[("value", &kind.id.0)]);
                }
                relations.end_line(1);
            });
        }
        view.end_line(1);
        view.element("Labels", &[("name", "label"), ("toName", "text")], |labels| {
            for label in &codebook.labels {
                labels.end_line(2);
                labels.empty(
                    "Label",
                    &filled([("value", &label.id.0), ("hotkey", &label.key), ("background", &label.colour)]),
                );
            }
            labels.end_line(1);
        });
        view.end_line(1);
        view.empty("Text", &[("name", "text"), ("value", "$text")]);
        for attribute in codebook.attributes.iter().filter(|attribute| is_written(codebook, attribute)) {
            view.end_line(1);
            write_attribute(attribute, view);
        }
        view.end_line(0);
    });
    xml.end_line(0);
    xml.finish()
}

fn filled<'a, const N: usize>(attributes: [(&'static str, &'a str); N]) -> Vec<(&'static str, &'a str)> {
    attributes.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// Writes the control of an attribute.
pub(in crate::formats) fn write_attribute(attribute: &Attribute, view: &mut Xml) {
    let name = control_of(attribute);
    let mut attributes = vec![("name", &*name), ("toName", "text")];
    if *attribute.of != *DOCUMENT {
        let of_region = [("perRegion", "true"), ("whenTagName", "label"), ("whenLabelValue", &*attribute.of)];
        attributes.extend(of_region);
    }
    let yes = [AttributeValue::new(YES, YES)];
    let values = match attribute.holds {
        Holds::Flag if attribute.values.is_empty() => &yes[..],
        Holds::Choice | Holds::Flag => &attribute.values[..],
        Holds::Text => return view.empty("TextArea", &attributes),
        Holds::Number => return view.empty("Number", &attributes),
        Holds::Date => {
            attributes.extend([("only", "date"), ("format", "%Y-%m-%d")]);
            return view.empty("DateTime", &attributes);
        }
    };
    attributes.push(("choice", if attribute.holds == Holds::Flag { "multiple" } else { "single-radio" }));
    view.element("Choices", &attributes, |choices| {
        for value in values {
            choices.end_line(2);
            choices.empty("Choice", &filled([("value", &value.id), ("hotkey", &value.key)]));
        }
        choices.end_line(1);
    });
}

/// Name of the control of an attribute.
pub(in crate::formats) fn control_of(attribute: &Attribute) -> String {
    format!("{}.{}", attribute.of, attribute.id)
}

fn read(source: &Source<'_>, left_out: &mut LeftOut) -> Option<Result<Codebook, ReadError>> {
    if !is_view(source.text) {
        return None;
    }
    let root = match xml::read(source.text) {
        Ok(root) if root.name == "View" => root,
        Ok(_) => return None,
        Err(fault) => return Some(Err(super::xml_error(fault))),
    };
    let mut codebook = Codebook::default();
    // Labels stand anywhere, and what refers to them may stand before.
    let mut later = Vec::new();
    read_labels(&root, &mut codebook, &mut later, left_out);
    for control in later {
        read_control(control, &mut codebook, left_out);
    }
    Some(Ok(codebook))
}

/// True if the first element is a `View`, or a document type says that it is.
fn is_view(text: &str) -> bool {
    let mut rest = text.trim_start();
    for (begin, end) in [("<?xml", "?>"), ("<!--", "-->")] {
        while rest.starts_with(begin) {
            let Some((_, behind)) = rest.split_once(end) else { return false };
            rest = behind.trim_start();
        }
    }
    let name =
        rest.strip_prefix("<!DOCTYPE").map_or_else(|| rest.strip_prefix('<'), |name| Some(name.trim_start()));
    let behind = name.and_then(|name| name.strip_prefix("View"));
    behind.is_some_and(|behind| !behind.starts_with(|it: char| it.is_alphanumeric() || "-_.:".contains(it)))
}

fn read_labels<'a>(
    within: &'a Element,
    codebook: &mut Codebook,
    later: &mut Vec<&'a Element>,
    left_out: &mut LeftOut,
) {
    for element in &within.children {
        match &*element.name {
            "Label" => {
                let value = element.attribute("value");
                if value.trim().is_empty() {
                    left_out.add("Label");
                    continue;
                }
                let mut read = label(value, element.attribute("alias"));
                if element.attribute("alias").is_empty() {
                    read.name = value.trim().into();
                }
                read.key = one_key(element.attribute("hotkey"), left_out);
                let background = element.attribute("background");
                match colour::hex(background) {
                    Some(hex) => read.colour = hex,
                    None if background.is_empty() => {}
                    None => left_out.add("background"),
                }
                codebook.labels.push(read);
            }
            "Choices" | "TextArea" | "Number" | "DateTime" | "Rating" | "Relation" | "Taxonomy"
            | "Ranker" | "Pairwise" => {
                later.push(element);
            }
            _ => read_labels(element, codebook, later, left_out),
        }
    }
}

fn one_key(key: &str, left_out: &mut LeftOut) -> Rc<str> {
    if key.chars().count() > 1 {
        left_out.add("hotkey");
        return "".into();
    }
    key.into()
}

fn read_control(control: &Element, codebook: &mut Codebook, left_out: &mut LeftOut) {
    let holds = match &*control.name {
        "Relation" => return read_relation(control, codebook, left_out),
        "Choices" => Holds::Choice,
        "TextArea" => Holds::Text,
        "Number" => Holds::Number,
        "DateTime" => Holds::Date,
        other => return left_out.add(other),
    };
    let mut values = Vec::new();
    for choice in control.all("Choice").filter(|choice| !choice.attribute("value").trim().is_empty()) {
        let id = choice.attribute("value").trim();
        let key = one_key(choice.attribute("hotkey"), left_out);
        values.push(AttributeValue { key, ..AttributeValue::new(id, id) });
        choice.all("Choice").for_each(|_| left_out.add("Choice"));
    }
    let is_flag = holds == Holds::Choice && matches!(&values[..], [only] if *only.id == *YES);
    if control.attribute("choice") == "multiple" && !is_flag {
        // One thing has one value here.
        left_out.add("choice=\"multiple\"");
    }
    let holds = if is_flag { Holds::Flag } else { holds };
    if is_flag && values[0].key.is_empty() {
        values.clear();
    }
    let is_of_region = control.attribute("perRegion") == "true" || control.attribute("perregion") == "true";
    let wanted: Vec<_> = control.attribute("whenLabelValue").split(',').map(str::trim).collect();
    let things: Vec<Rc<str>> = if is_of_region {
        let is_meant = |id: &str| wanted.contains(&id) || wanted == [""];
        codebook.labels.iter().map(|label| label.id.0.clone()).filter(|id| is_meant(id)).collect()
    } else {
        vec![DOCUMENT.into()]
    };
    let name = control.attribute("name");
    if things.is_empty() || name.is_empty() {
        left_out.add(&control.name);
    }
    for of in things.into_iter().filter(|_| !name.is_empty()) {
        let id = name.strip_prefix(&*of).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name);
        let bare = Attribute::bare(of, id.into());
        codebook.attributes.push(Attribute { holds, values: values.clone().into(), ..bare });
    }
}

fn read_relation(relation: &Element, codebook: &mut Codebook, left_out: &mut LeftOut) {
    let value = relation.attribute("value").trim();
    if value.is_empty() {
        return left_out.add("Relation");
    }
    codebook.relation_types.push(RelationType::bare(RelationTypeId(value.into())));
}

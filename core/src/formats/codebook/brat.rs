//! brat: `annotation.conf`, which names the types that its editor offers.
//!
//! - **Reads** entities, with those that stand a tab further in under the one before; attributes of them, with their values or
//!   without; and relations between two of them. Macros, events and rules of overlap are counted or, the last, taken for none.
//! - **Writes** labels, values and types by their ids, as one ASCII word each.
//! - **Has no room** for names, keys, colours, definitions, examples and defaults, nor for attributes that are no choice and no
//!   flag, or not of a label.

use super::room::{Part, Unroomed};
use super::{CodebookFormat, LeftOut, Source, label};
use crate::formats::error::ReadError;
use crate::formats::writing::names;
use crate::model::attribute::{Attribute, Holds};
use crate::model::codebook::Codebook;
use crate::model::label::{Label, LabelId};
use crate::model::record::AttributeValue;
use crate::model::relation_type::{RelationType, RelationTypeId};
use std::collections::HashSet;
use std::fmt::Write;
use std::rc::Rc;

/// See the module.
pub const FORMAT: CodebookFormat = CodebookFormat {
    id: "brat",
    name: "brat",
    file: Some("annotation.conf"),
    ending: "conf",
    no_room: |codebook| {
        let is_written = |attribute: &Attribute| is_written(codebook, attribute);
        let of = |part: Part| part.of_all(codebook, is_written);
        let unwritten =
            codebook.relation_types.iter().filter(|kind| !is_between_labels(codebook, kind)).count();
        vec![
            of(Part::Names),
            of(Part::Keys),
            Part::Colours.of_labels(codebook),
            of(Part::Definitions),
            Part::Examples.of_labels(codebook),
            of(Part::Defaults),
            of(Part::Attributes),
            Unroomed { part: Part::RelationTypes, count: unwritten },
        ]
    },
    write,
    read,
};

/// True for attributes of labels that are a choice or a flag.
fn is_written(codebook: &Codebook, attribute: &Attribute) -> bool {
    let is_of_label = codebook.labels.iter().any(|label| label.id.0 == attribute.of);
    is_of_label && matches!(attribute.holds, Holds::Choice | Holds::Flag)
}

fn is_between_labels(codebook: &Codebook, kind: &RelationType) -> bool {
    let is_label = |end: &Rc<str>| end.is_empty() || codebook.labels.iter().any(|label| label.id.0 == *end);
    is_label(&kind.from) && is_label(&kind.to)
}

fn write(codebook: &Codebook) -> String {
    let labels = codebook.labels.iter().map(|label| &*label.id.0);
    let kinds = codebook.relation_types.iter().map(|kind| &*kind.id.0);
    let attributes = codebook.attributes.iter().map(|attribute| &*attribute.id.0);
    let ids: Vec<_> = labels.chain(kinds).chain(attributes).collect();
    let words = names::names(&ids, names::word);
    let word = |id: &str| names::name(&words, id).to_owned();
    let mut types = String::from("[entities]\n");
    let mut written = HashSet::new();
    write_labels(codebook, None, (0, &word), &mut types, &mut written);
    for label in &codebook.labels {
        write_label(codebook, label, (0, &word), &mut types, &mut written);
    }
    types += "\n[relations]\n";
    let end = |end: &str| if end.is_empty() { "<ENTITY>".to_owned() } else { word(end) };
    for kind in codebook.relation_types.iter().filter(|kind| is_between_labels(codebook, kind)) {
        let _ = writeln!(types, "{}\tArg1:{}, Arg2:{}", word(&kind.id.0), end(&kind.from), end(&kind.to));
    }
    // Without this line brat calls every overlap an error.
    types += "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n";
    for attribute in codebook.attributes.iter().filter(|attribute| is_written(codebook, attribute)) {
        let _ = write!(types, "{}\tArg:{}", word(&attribute.id.0), word(&attribute.of));
        if attribute.holds == Holds::Choice {
            let ids: Vec<_> = attribute.values.iter().map(|value| &*value.id).collect();
            let values = names::names(&ids, names::word);
            let values: Vec<_> = values.into_iter().map(|(_, word)| word).collect();
            let _ = write!(types, ", Value:{}", values.join("|"));
        }
        types.push('\n');
    }
    types
}

fn write_labels(
    codebook: &Codebook,
    parent: Option<&LabelId>,
    at: (usize, &dyn Fn(&str) -> String),
    types: &mut String,
    written: &mut HashSet<LabelId>,
) {
    for label in codebook.labels.iter().filter(|label| label.parent.as_ref() == parent) {
        write_label(codebook, label, at, types, written);
    }
}

fn write_label(
    codebook: &Codebook,
    label: &Label,
    at: (usize, &dyn Fn(&str) -> String),
    types: &mut String,
    written: &mut HashSet<LabelId>,
) {
    if written.insert(label.id.clone()) {
        let _ = writeln!(types, "{}{}", "\t".repeat(at.0), at.1(&label.id.0));
        write_labels(codebook, Some(&label.id), (at.0 + 1, at.1), types, written);
    }
}

fn read(source: &Source<'_>, left_out: &mut LeftOut) -> Option<Result<Codebook, ReadError>> {
    let is_section = |line: &str| line.starts_with('[') && line.trim_end().ends_with(']');
    let has_entities = source.text.lines().any(|line| line.trim() == "[entities]");
    let first = source.text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'))?;
    if !has_entities || !is_section(first) && !first.starts_with('<') {
        return None;
    }
    let mut codebook = Codebook::default();
    let mut section = "";
    // Labels around the one of a line, the outermost first.
    let mut around: Vec<LabelId> = Vec::new();
    let mut later: Vec<(&str, &str)> = Vec::new();
    for line in source.text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if is_section(line) {
            section = line.trim();
            around.clear();
        } else if line.starts_with('<') {
            // Macros, and rules of overlap, which say nothing about types.
            if !line.starts_with("<OVERLAP>") {
                left_out.add("macro");
            }
        } else if section == "[entities]" {
            read_label(line, &mut around, &mut codebook);
        } else {
            later.push((section, line));
        }
    }
    for (section, line) in later {
        match section {
            "[relations]" => read_relation(line, &mut codebook, left_out),
            "[attributes]" => read_attribute(line, &mut codebook, left_out),
            _ => left_out.add(section.trim_matches(['[', ']'])),
        }
    }
    Some(Ok(codebook))
}

fn read_label(line: &str, around: &mut Vec<LabelId>, codebook: &mut Codebook) {
    let depth = line.len() - line.trim_start_matches('\t').len();
    // A “!” says that nothing has the type itself; dashes draw a line between types.
    let name = line.split_whitespace().next().unwrap_or_default().trim_start_matches('!');
    if name.is_empty() || name.starts_with("--") {
        return;
    }
    let mut read = label(name, name);
    around.truncate(depth);
    read.parent = around.last().cloned();
    around.push(read.id.clone());
    codebook.labels.push(read);
}

/// Name of a line, and its arguments: `Arg1:a|b, Arg2:c`.
fn arguments(line: &str) -> (&str, Vec<(&str, &str)>) {
    let line = line.trim();
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (name, rest.split(',').filter_map(|part| part.trim().split_once(':')).collect())
}

fn read_relation(line: &str, codebook: &mut Codebook, left_out: &mut LeftOut) {
    let (name, arguments) = arguments(line);
    let ends: Vec<_> = arguments.iter().filter(|(role, _)| !role.starts_with('<')).take(3).collect();
    let [(_, from), (_, to)] = ends[..] else {
        return left_out.add("relations");
    };
    // An end that several types may have can be anything.
    let end = |types: &str| -> Rc<str> {
        let is_label = codebook.labels.iter().any(|label| *label.id.0 == *types);
        if is_label { types.into() } else { "".into() }
    };
    let [from, to] = [from, to].map(|types| end(types));
    codebook.relation_types.push(RelationType {
        from,
        to,
        ..RelationType::bare(RelationTypeId(name.into()))
    });
}

fn read_attribute(line: &str, codebook: &mut Codebook, left_out: &mut LeftOut) {
    let (name, arguments) = arguments(line);
    let argument = |wanted: &str| arguments.iter().find(|(role, _)| *role == wanted).map(|(_, value)| *value);
    let of = argument("Arg").unwrap_or_default();
    let values: Vec<_> =
        argument("Value").into_iter().flat_map(|values| values.split('|')).map(str::trim).collect();
    let values =
        values.iter().filter(|value| !value.is_empty()).map(|value| AttributeValue::new(*value, *value));
    let values: Rc<[_]> = values.collect();
    let is_any = of.split('|').any(|of| matches!(of.trim(), "<ENTITY>" | "<ANY>"));
    let is_meant = |label: &&Label| is_any || of.split('|').any(|of| of.trim() == &*label.id.0);
    let labels: Vec<_> = codebook.labels.iter().filter(is_meant).map(|label| label.id.clone()).collect();
    if labels.is_empty() {
        left_out.add("attributes");
    }
    for label in labels {
        let holds = if values.is_empty() { Holds::Flag } else { Holds::Choice };
        let bare = Attribute::bare(label.0.clone(), name.into());
        codebook.attributes.push(Attribute { holds, values: values.clone(), ..bare });
    }
}

//! Words for the codebook: looks, what its parts are called, what a codebook would add, and what a file has no room for.

use super::{counted, quoted};
use glossator_core::edit::rejection::Rejection;
use glossator_core::formats::codebook::{CodebookFormat, Part, Unroomed};
use glossator_core::import::codebook::{Compared, Definition, Fate};
use glossator_core::model::attribute::{Attribute, DOCUMENT, Holds, entity_label};
use glossator_core::model::label::{LabelId, LabelSet};
use glossator_core::model::look::Look;
use glossator_core::model::record::Field;

/// The place of lines below the words.
pub const LANES: &str = "Labels lie in lanes under the words. Short ones come first, long ones below them, so that both can be read.";
/// The prompt of a definition.
pub const DEFINITION: &str = "Which words count as one, and which do not";
/// The prompt of examples.
pub const EXAMPLES: &str = "One a line";
/// The table of the attributes of articles.
pub const ATTRIBUTES_OF_ARTICLES: &str = "Attributes of articles";
/// The consequence of deleting an attribute.
pub const VALUES_STAY: &str = "Values that were set stay where they are.";
/// The consequence of deleting a relation type.
pub const RELATIONS_STAY: &str = "Relations of this type stay where they are.";
/// The foot of the starters.
pub const STARTING: &str = "What is here stays. You can undo it.";
/// Everything of a codebook is here.
pub const HERE_ALREADY: &str = "All of it is here already.";
/// The button that adds what is new.
pub const ADD: &str = "Add what is new";
/// The button that takes the definitions of the file.
pub const REPLACE: &str = "Take the file’s instead of yours";
/// The foot of a question.
pub const CAN_BE_UNDONE: &str = "You can undo this.";
/// Everything that goes with a label.
pub const DELETING: &str = "The words stay in their articles. Relations of these annotations go with them.";

/// The codebook of somebody who may not change it: "Labels are the lead’s. You see here what they mean."
#[must_use]
pub fn theirs(why: &Rejection) -> String {
    format!("{why} Here you see what they mean.")
}

/// The number of labels, and that of annotations.
#[must_use]
pub fn summary(labels: usize, annotations: usize) -> String {
    format!("{}, {}", counted(labels, "label"), counted(annotations, "annotation"))
}

/// Names, contrasts on light and on dark paper, and lines of the looks.
const LOOKS: [(&str, f32, f32, &str); 12] = [
    ("Blue", 5.9, 8.2, "The unbroken line tells"),
    ("Orange", 5.7, 8.5, "The dashes tell"),
    ("Green", 5.7, 8.6, "The dots tell"),
    ("Purple", 9.6, 10.3, "Dash and dot tell"),
    ("Ochre", 5.8, 11.3, "The long dashes tell"),
    ("Rose", 6.6, 8.2, "Dash and two dots tell"),
    ("Teal", 7.1, 11.4, "The short dashes tell"),
    ("Moss", 5.7, 10.0, "The pairs of dots tell"),
    ("Indigo", 9.0, 8.0, "Long and short dashes tell"),
    ("Pink", 5.7, 8.9, "The wide dots tell"),
    ("Umber", 8.9, 7.9, "The small dashes tell"),
    ("Slate", 7.4, 10.9, "The longest dashes tell"),
];

/// The name of a colour.
#[must_use]
pub fn look(look: Look) -> &'static str {
    LOOKS[look.index() % LOOKS.len()].0
}

/// The contrasts of a colour with the light paper and the dark one.
#[must_use]
pub fn contrasts(look: Look) -> [f32; 2] {
    let (_, light, dark, _) = LOOKS[look.index() % LOOKS.len()];
    [light, dark]
}

/// The sentence that says how well a look is read.
#[must_use]
pub fn is_read(look: Look) -> String {
    let (name, light, dark, line) = LOOKS[look.index() % LOOKS.len()];
    format!(
        "{name} is easy to read: {light:.1} to 1 on light paper, {dark:.1} to 1 on dark. {line} it apart without colour."
    )
}

/// The sentence about a colour that is not one of ours.
#[must_use]
pub fn other_colour(hex: &str) -> String {
    format!("Its own colour {hex} is kept for other programs.")
}

/// The label that has a look: this one, another one, or none.
#[must_use]
pub fn taken_by(is_chosen: bool, other: Option<&str>) -> String {
    match other {
        Some(other) => format!("taken by {}", super::shortened(other)),
        None if is_chosen => "this label".to_owned(),
        None => "free".to_owned(),
    }
}

/// The label under which another one stands.
#[must_use]
pub fn under(parent: &str) -> String {
    format!("under {}", super::shortened(parent))
}

/// The number of annotations with a label.
#[must_use]
pub fn carried(count: usize) -> String {
    match count {
        0 => "No annotation carries this label.".to_owned(),
        1 => "1 annotation carries this label.".to_owned(),
        _ => format!("{count} annotations carry this label."),
    }
}

/// The name of things that can have attributes.
#[must_use]
pub fn things(labels: &LabelSet, of: &str) -> String {
    let label = |id: &str| labels.name(&LabelId::from(id)).to_owned();
    match (of, entity_label(of)) {
        ("", _) => "Anything".to_owned(),
        (DOCUMENT, _) => "Article".to_owned(),
        (_, Some(of)) => format!("What {} means", quoted(&label(of))),
        (of, None) => label(of),
    }
}

/// The ends of a relation, for those who do not see them.
#[must_use]
pub fn between(labels: &LabelSet, from: &str, to: &str) -> String {
    format!("from {} to {}", things(labels, from), things(labels, to))
}

/// The number of relations of a type that one thing may have.
#[must_use]
pub fn how_many(many: bool) -> &'static str {
    if many { "Several." } else { "One at most." }
}

/// The table of the attributes of annotations with that label.
#[must_use]
pub fn attributes_of(label: &str) -> String {
    format!("Attributes of {}", quoted(label))
}

/// The table of the attributes of the things that a label means.
#[must_use]
pub fn attributes_of_things(label: &str) -> String {
    format!("Attributes of what {} means", quoted(label))
}

/// The button that adds to a table of attributes.
#[must_use]
pub fn new_attribute(table: &str) -> String {
    format!("New attribute: {table}")
}

/// The type of an attribute’s values.
#[must_use]
pub fn holds(holds: Holds) -> &'static str {
    match holds {
        Holds::Choice => "One of several values",
        Holds::Text => "Words",
        Holds::Number => "A number",
        Holds::Date => "A day",
        Holds::Flag => "Yes or nothing",
    }
}

/// The values of an attribute in one line, the default in brackets.
#[must_use]
pub fn values(attribute: &Attribute) -> String {
    if attribute.holds != Holds::Choice {
        return holds(attribute.holds).to_lowercase();
    }
    let value = |value: &glossator_core::model::record::AttributeValue| {
        if value.id == attribute.default { format!("[{}]", value.name) } else { value.name.to_string() }
    };
    attribute.values.iter().map(value).collect::<Vec<_>>().join(", ")
}

/// The heading over labels whose keys the page itself has.
pub const TAKEN_KEYS: &str = "Keys that do not tag";

/// A label with the reason why its key does not tag.
#[must_use]
pub fn with_key(label: &str, why: &str) -> String {
    format!("{label}: {why}")
}

/// A key that the page itself has.
#[must_use]
pub fn key_of_page(key: &str, meaning: &str) -> String {
    format!("“{}” is taken: {meaning}. Choose another key.", key.to_ascii_uppercase())
}

/// Labels were merged.
#[must_use]
pub fn merged(from: &str, into: &str, count: usize) -> String {
    format!("Merged {} into {}, with {}.", quoted(from), quoted(into), counted(count, "annotation"))
}

/// The question into which label one is to go.
#[must_use]
pub fn merge_question(from: &str) -> String {
    format!("Merge {} into another label?", quoted(from))
}

/// The button that merges.
#[must_use]
pub fn merge(from: &str, into: &str) -> String {
    format!("Merge {} into {}", quoted(from), quoted(into))
}

/// The consequence of merging.
#[must_use]
pub fn merging(from: &str, into: &str, count: usize) -> String {
    let (into, from) = (quoted(into), quoted(from));
    match count {
        0 => format!("No annotation carries {from}. It goes."),
        1 => format!(
            "1 annotation becomes {into}, and {from} goes. Where the same words are {into} already, one stays."
        ),
        _ => format!(
            "{count} annotations become {into}, and {from} goes. Where the same words are {into} already, one stays."
        ),
    }
}

/// The question before a label goes.
#[must_use]
pub fn delete_question(label: &str, count: usize) -> String {
    format!("Delete {} and its {}?", quoted(label), counted(count, "annotation"))
}

/// The button that deletes a label.
#[must_use]
pub fn delete(count: usize) -> String {
    format!("Delete it with {}", counted(count, "annotation"))
}

/// A label was deleted.
#[must_use]
pub fn label_deleted(label: &str, count: usize) -> String {
    if count == 0 {
        return format!("Deleted {}.", quoted(label));
    }
    format!("Deleted {} with {}.", quoted(label), counted(count, "annotation"))
}

/// An attribute was deleted.
#[must_use]
pub fn attribute_deleted(name: &str) -> String {
    format!("Deleted {}. Its values stay.", quoted(name))
}

/// An attribute that had values to choose from has none any more.
#[must_use]
pub fn values_gone(count: usize) -> String {
    format!("Took its {} out of the codebook.", counted(count, "value"))
}

/// A relation type was deleted.
#[must_use]
pub fn relation_type_deleted(name: &str) -> String {
    format!("Deleted {}. Its relations stay.", quoted(name))
}

/// A codebook was taken.
#[must_use]
pub fn taken(name: &str) -> String {
    format!("Took {}.", quoted(name))
}

/// The title of the dialog about a codebook of a file.
#[must_use]
pub fn offered(file: &str) -> String {
    format!("The codebook {}", quoted(file))
}

/// The things that a codebook would add: “Adds 1 label, 7 attributes.”; nothing if there is none.
#[must_use]
pub fn adds(compared: &[Compared]) -> Option<String> {
    let count =
        |sort: Definition| compared.iter().filter(|it| it.sort == sort && it.fate == Fate::New).count();
    let sorts = [
        (Definition::Label, "label"),
        (Definition::Attribute, "attribute"),
        (Definition::RelationType, "relation type"),
    ];
    let counts = sorts.map(|(sort, noun)| (count(sort), noun));
    let named = counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun));
    let named: Vec<_> = named.collect();
    if named.is_empty() { None } else { Some(format!("Adds {}.", named.join(", "))) }
}

/// The consequence of taking a codebook.
#[must_use]
pub fn taking(adds: Option<&str>, differs: usize) -> String {
    match (adds, differs) {
        (None, 0) => HERE_ALREADY.to_owned(),
        (Some(adds), 0) => format!("{adds} What is here stays."),
        (None, 1) => "1 is here, and differs.".to_owned(),
        (None, _) => format!("{differs} are here, and differ."),
        (Some(adds), 1) => format!("{adds} 1 is here, and differs."),
        (Some(adds), _) => format!("{adds} {differs} are here, and differ."),
    }
}

/// The heading over what is new.
#[must_use]
pub fn new(count: usize) -> String {
    format!("New: {count}")
}

/// The heading over what differs.
#[must_use]
pub fn different(count: usize) -> String {
    format!("Here, and different: {count}")
}

/// The heading over what is here as it is.
#[must_use]
pub fn here(count: usize) -> String {
    format!("Here already: {count}")
}

/// The rest of a long list.
#[must_use]
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}

/// A definition of another codebook: “Form of Claim: values”.
#[must_use]
pub fn compared(Compared { sort, name, of, fate }: &Compared) -> String {
    let name = match sort {
        Definition::Label => name.to_string(),
        Definition::Attribute if of.is_empty() => format!("{name} (of articles)"),
        Definition::Attribute => format!("{name} (of {of})"),
        Definition::RelationType => format!("{name} (joins)"),
    };
    match fate {
        Fate::Differs(fields) => {
            let fields: Vec<_> = fields.iter().map(field).collect();
            format!("{name}: {}", fields.join(", "))
        }
        Fate::New | Fate::Same => name,
    }
}

fn field(field: &Field) -> &'static str {
    match field {
        Field::Name => "another name",
        Field::Key => "another key",
        Field::Colour => "another colour",
        Field::Definition => "another definition",
        Field::Examples => "other examples",
        Field::Parent => "another place",
        Field::Holds => "another type",
        Field::Values => "other values",
        Field::Default => "another default",
        Field::From | Field::To => "other ends",
        Field::Many => "another number",
        _ => "other contents",
    }
}

/// The things that a format keeps.
#[must_use]
pub fn format(format: &CodebookFormat) -> &'static str {
    match format.id {
        "json" => "Everything, to be opened in another project.",
        "qdc" => {
            "For ATLAS.ti, MAXQDA, NVivo, QualCoder, Taguette and others: labels in each other, with colours and definitions."
        }
        "csv" => "For spreadsheets: a row for each label.",
        "brat" => "Labels, attributes and relation types by their ids. Put it beside the texts.",
        "label-studio" => {
            "The labelling configuration: labels with keys and colours, attributes, relation types."
        }
        "doccano" => "Labels with keys and colours, for “Import labels”.",
        _ => "",
    }
}

/// Number of things that are left out: “3 keys”.
#[must_use]
pub fn left_out(Unroomed { part, count }: Unroomed) -> String {
    let (one, many) = match part {
        Part::Names => ("name", "names"),
        Part::Keys => ("key", "keys"),
        Part::Colours => ("colour", "colours"),
        Part::Definitions => ("definition", "definitions"),
        Part::Examples => ("example", "examples"),
        Part::Parents => ("place under another label", "places under another label"),
        Part::Defaults => ("default", "defaults"),
        Part::Attributes => ("attribute", "attributes"),
        Part::RelationTypes => ("relation type", "relation types"),
        Part::Ends => ("relation type’s ends", "relation types’ ends"),
    };
    format!("{count} {}", if count == 1 { one } else { many })
}

/// All that is left out, in one line.
#[must_use]
pub fn all_left_out(all: &[Unroomed]) -> String {
    all.iter().copied().map(left_out).collect::<Vec<_>>().join(", ")
}

/// The end of the message about a download.
#[must_use]
pub fn without(left_out: &[Unroomed]) -> String {
    if left_out.is_empty() { String::new() } else { format!(" without {}", all_left_out(left_out)) }
}

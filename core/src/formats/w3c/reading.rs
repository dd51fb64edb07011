//! Reading: a collection, a page, a list of annotations, or one; spans first, then the relations between them.

use crate::formats::iri::{RELATION, article_of, unescaped, uuid_of};
use crate::formats::limits::MOST_ROWS;
use crate::formats::reading::intake::{Intake, RelationRow, SpanRow};
use crate::formats::reading::source::{Source, characters, time, tree};
use crate::import::{Expected, FilePart, Unexpected};
use crate::json::{self, Fields, Shape};
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// Annotations of a file with their places.
type Annotations<'a> = Vec<(FilePart, &'a RawValue)>;

/// Largest nesting of pages.
const DEEPEST: usize = 127;

/// Reads the file, if it has annotations of the Web.
pub fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    const TYPES: [&str; 3] = ["AnnotationCollection", "AnnotationPage", "Annotation"];
    let kind = source.first.get("type").map(json::tree)?;
    if !TYPES.contains(&characters(&kind)) {
        return None;
    }
    let mut annotations = Vec::new();
    for (at, value) in &source.values {
        gather(at, value, DEEPEST, &mut annotations, intake);
    }
    let relations: Vec<_> =
        annotations.into_iter().filter(|(at, annotation)| is_relation(at, annotation, intake)).collect();
    for (at, relation) in relations {
        read_relation(&at, relation, intake);
    }
    Some(())
}

/// Gathers the annotations in a collection, in its pages, or by themselves.
fn gather<'a>(
    at: &FilePart,
    value: &'a RawValue,
    deepest: usize,
    to: &mut Annotations<'a>,
    intake: &mut Intake,
) {
    let fields = Fields::of(value).unwrap_or_default();
    let kind = fields.get("type").map(json::tree).unwrap_or_default();
    let items = match characters(&kind) {
        "AnnotationCollection" => fields.get("first"),
        "AnnotationPage" => fields.get("items"),
        _ => return to.push((at.clone(), value)),
    };
    if deepest == 0 {
        return intake.refuse(at, Expected::FewerPages, Unexpected::More);
    }
    if let Some(items) = items.filter(|items| items.get() != "null") {
        let is_list = json::each(items, |number, item| {
            if to.len() <= MOST_ROWS {
                to.push((at.inside(&format!("items[{number}]")), item));
            }
        });
        if to.len() > MOST_ROWS {
            intake.overflow();
        }
        if items.get().starts_with('{') {
            gather(at, items, deepest - 1, to, intake);
        } else if !is_list {
            intake.refuse(&at.inside("items"), Expected::PageItems, Unexpected::Json(Shape::of_part(items)));
        }
    }
    if let Some(next) = fields.get("next").filter(|next| next.get().starts_with('{')) {
        gather(at, next, deepest - 1, to, intake);
    }
}

/// True for a relation, which is left for later; everything else is read at once.
#[inline(never)] // See the crate's documentation.
fn is_relation(at: &FilePart, annotation: &RawValue, intake: &mut Intake) -> bool {
    let Some(annotation) = tree(at, annotation, intake) else { return false };
    let is_relation = annotation["motivation"] == "linking";
    if !is_relation {
        read_span(at, &annotation, intake);
    }
    is_relation
}

/// Items of a list, or the one value.
fn each(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

/// Labels among the bodies, and all notes in one text.
fn read_bodies(annotation: &Value) -> (Vec<&str>, String) {
    let (mut labels, mut notes) = (Vec::new(), Vec::new());
    for body in each(&annotation["body"]) {
        let text = body.as_str().or_else(|| body["value"].as_str()).or_else(|| body["label"].as_str());
        let purpose = body["purpose"].as_str().or_else(|| annotation["motivation"].as_str());
        match purpose {
            Some("commenting" | "describing" | "replying" | "questioning") => notes.extend(text),
            _ => labels.extend(text),
        }
    }
    (labels, notes.join("\n"))
}

fn read_span(at: &FilePart, annotation: &Value, intake: &mut Intake) {
    let target = each(&annotation["target"]).iter().find(|target| !target["selector"].is_null());
    let Some(target) = target else {
        let found = Unexpected::Json(Shape::of(&annotation["target"]));
        return intake.refuse(at, Expected::TargetWithSelector, found);
    };
    let selector = |kind: &str| {
        let found = each(&target["selector"]).iter().find(|selector| selector["type"] == kind);
        found.unwrap_or(&Value::Null)
    };
    let (position, quote) = (selector("TextPositionSelector"), selector("TextQuoteSelector"));
    let [exact, prefix, suffix] = ["exact", "prefix", "suffix"].map(|name| characters(&quote[name]));
    if position.is_null() && exact.is_empty() {
        let found = Unexpected::Json(Shape::of(&target["selector"]));
        return intake.refuse(at, Expected::TextSelector, found);
    }
    let article = intake.elsewhere(&article_of(iri_of(&target["source"]).unwrap_or_default()));
    let (labels, note) = read_bodies(annotation);
    let span = SpanRow {
        at: at.clone(),
        article,
        id: characters(&annotation["id"]),
        start: position["start"].as_u64().unwrap_or_default(),
        end: position["end"].as_u64().unwrap_or_default(),
        quote: exact,
        prefix,
        suffix,
        note: &note,
        annotator: annotator_of(annotation, intake),
        created: time(&annotation["created"]),
        modified: time(&annotation["modified"]),
        ..SpanRow::default()
    };
    intake.annotations(&labels, &span);
}

#[inline(never)] // See the crate's documentation.
fn read_relation(at: &FilePart, annotation: &RawValue, intake: &mut Intake) {
    let Some(annotation) = tree(at, annotation, intake) else { return };
    let mut ends: Vec<_> = each(&annotation["target"]).iter().filter_map(iri_of).collect();
    let bodies = each(&annotation["body"]).iter().filter(|body| body["value"].is_null());
    ends.extend(bodies.filter_map(iri_of));
    let [from, to] = ends[..] else {
        return intake.refuse(at, Expected::TwoEnds, Unexpected::Count(ends.len()));
    };
    let (labels, note) = read_bodies(&annotation);
    let id = characters(&annotation["id"]);
    let id = id.strip_prefix(RELATION).map_or(Cow::Borrowed(id), |id| unescaped(id).into());
    let relation = RelationRow {
        id: &id,
        kind: labels.into_iter().find(|label| !ends.contains(label)).unwrap_or_default(),
        note: &note,
        annotator: annotator_of(&annotation, intake),
        created: time(&annotation["created"]),
        modified: time(&annotation["modified"]),
        ..RelationRow::default()
    };
    intake.relation(at, [from, to], &relation);
}

/// IRI of the end of a relation: itself, or in an object.
fn iri_of(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value["source"].as_str()).or_else(|| value["id"].as_str())
}

/// Annotator: an id that is a UUID, or else a name.
fn annotator_of<'a>(annotation: &'a Value, intake: &mut Intake) -> &'a str {
    let Some(creator) = each(&annotation["creator"]).first() else { return "" };
    let [id, name] = ["id", "name"].map(|name| characters(&creator[name]));
    intake.person(id, name);
    let who = if uuid_of(id).is_some() || name.is_empty() { id } else { name };
    creator.as_str().unwrap_or(who)
}

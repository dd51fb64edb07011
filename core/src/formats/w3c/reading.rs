//! Reading: a collection, a page, a graph, a list of annotations, or one; spans first, then the relations between them.

use super::selection::{OF_SELECTOR, Place, is_read, place};
use crate::formats::iri::{RELATION, article_of, entity_of, term_of, unescaped, uuid_of, value_of};
use crate::formats::limits::MOST_ROWS;
use crate::formats::reading::intake::{Intake, RelationRow, SpanRow};
use crate::formats::reading::object::{Object, Of, Parts, each, says_nothing, words};
use crate::formats::reading::source::{Source, tree};
use crate::import::{Expected, FilePart, ForeignFields, Said, Unexpected, Untaken};
use crate::json::{self, Fields, Shape};
use crate::model::record::{Field, Value as Kept};
use crate::model::time::Timestamp;
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::cell::LazyCell;

/// Annotations of a file with their places.
type Annotations<'a> = Vec<(FilePart, &'a RawValue)>;

/// Largest nesting of pages.
const DEEPEST: usize = 127;

/// Sorts of things in such a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Collection,
    Page,
    Annotation,
    Graph,
    /// Annotations as the API of Hypothesis gives them.
    Rows,
    Row,
}

/// Reads the file, if it has annotations of the Web.
pub fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    source.values.iter().find(|(_, value)| kind_of(value).is_some())?;
    let mut annotations = Vec::new();
    for (at, value) in &source.values {
        gather(at, value, DEEPEST, &mut annotations, intake);
    }
    let only = LazyCell::new(|| only_source(&annotations));
    let mut relations = Vec::new();
    for (at, value) in &annotations {
        let Some(annotation) = tree(at, value, intake) else { continue };
        let is_linking = |motivation: &Value| motivation.as_str().is_some_and(|it| term_of(it) == "linking");
        if each(&annotation["motivation"]).iter().any(is_linking) {
            relations.push((at, value));
        } else if kind_of(value) == Some(Kind::Row) {
            read_span(at, of_hypothesis(annotation, intake), &only, intake);
        } else {
            read_span(at, Object::of(annotation), &only, intake);
        }
    }
    for (at, relation) in relations {
        read_relation(at, relation, intake);
    }
    Some(())
}

/// Sort of a value; `None` for something else.
fn kind_of(value: &RawValue) -> Option<Kind> {
    let fields = Fields::of(value)?;
    let kind =
        ["type", "@type"].into_iter().find_map(|name| fields.get(name)).map(json::tree).unwrap_or_default();
    let is =
        |name: &str| each(&kind).iter().any(|kind| kind.as_str().is_some_and(|kind| term_of(kind) == name));
    let has_list = |name: &str| fields.get(name).is_some_and(|value| value.get().starts_with('['));
    let kinds = [
        ("AnnotationCollection", Kind::Collection),
        ("AnnotationPage", Kind::Page),
        ("Annotation", Kind::Annotation),
    ];
    let named = kinds.into_iter().find(|(name, _)| is(name)).map(|(_, kind)| kind);
    let first_is = |name: &str, wanted: Kind| {
        let mut is = false;
        let list = fields.get(name).filter(|_| has_list(name));
        list.map(|list| json::each(list, |place, item| is |= place == 0 && kind_of(item) == Some(wanted)));
        is
    };
    named.or_else(|| match () {
        () if fields.get("uri").is_some() && fields.get("target").is_some() => Some(Kind::Row),
        () if first_is("@graph", Kind::Annotation) => Some(Kind::Graph),
        () if first_is("rows", Kind::Row) || first_is("annotations", Kind::Row) => Some(Kind::Rows),
        () => None,
    })
}

/// Gathers the annotations in a collection, in its pages, or by themselves. Returns true if all pages are in the file.
fn gather<'a>(
    at: &FilePart,
    value: &'a RawValue,
    deepest: usize,
    to: &mut Annotations<'a>,
    intake: &mut Intake,
) -> bool {
    let list = match kind_of(value) {
        Some(Kind::Collection | Kind::Page) => "items",
        Some(Kind::Graph) => "@graph",
        Some(Kind::Rows) if Fields::of(value).is_some_and(|it| it.get("rows").is_some()) => "rows",
        Some(Kind::Rows) => "annotations",
        _ => {
            to.push((at.clone(), value));
            return true;
        }
    };
    if deepest == 0 {
        intake.refuse(at, Expected::FewerPages, Unexpected::More);
        return false;
    }
    let mut parts = Parts::new(Fields::of(value).unwrap_or_default(), intake);
    let (before, mut is_whole) = (to.len(), true);
    if let Some(items) = parts.take(list).filter(|items| items.get() != "null") {
        let is_list = json::each(items, |number, item| {
            if to.len() <= MOST_ROWS {
                to.push((at.inside(&format!("{list}[{number}]")), item));
            }
        });
        if to.len() > MOST_ROWS {
            intake.overflow();
            return false;
        }
        if !is_list {
            intake.refuse(&at.inside(list), Expected::PageItems, Unexpected::Json(Shape::of_part(items)));
        }
    }
    for name in ["first", "next"] {
        let Some(pages) = parts.take(name).filter(|page| page.get() != "null") else { continue };
        for page in json::items(pages).unwrap_or_else(|| vec![pages]) {
            let fields = Fields::of(page).unwrap_or_default();
            if ["items", "next"].iter().any(|name| fields.get(name).is_some()) {
                is_whole &= gather(at, page, deepest - 1, to, intake);
            } else {
                let page = json::tree(page);
                intake.leave_out(Untaken::Pages, iri_of(&page).unwrap_or_default());
                is_whole = false;
            }
        }
    }
    let total = parts.get("total").and_then(|total| total.get().parse::<usize>().ok());
    if is_whole && total.is_some_and(|total| total > to.len() - before) {
        intake.leave_out(Untaken::Pages, "");
        is_whole = false;
    }
    for name in OF_PAGES {
        parts.take(name);
    }
    parts.leave_out(intake);
    is_whole
}

/// Fields of collections and pages that say nothing of the annotations.
const OF_PAGES: [&str; 15] = [
    "@context",
    "id",
    "@id",
    "type",
    "@type",
    "label",
    "generated",
    "generator",
    "total",
    "startIndex",
    "partOf",
    "last",
    "prev",
    "export_date",
    "client_version",
];

/// Source of all annotations, if they name just one: those that name none are in it.
fn only_source(annotations: &[(FilePart, &RawValue)]) -> String {
    let mut only = String::new();
    for (_, annotation) in annotations {
        let target = Fields::of(annotation)
            .and_then(|fields| fields.get("target"))
            .map(json::tree)
            .unwrap_or_default();
        for source in each(&target).iter().filter_map(|target| iri_of(&target["source"])) {
            if !only.is_empty() && only != source {
                return String::new();
            }
            source.clone_into(&mut only);
        }
    }
    only
}

/// Annotation of Hypothesis in the terms of the standard.
fn of_hypothesis(row: Value, intake: &mut Intake) -> Object {
    let mut row = Object::of(row);
    let said = row.take("text");
    let tags = row.take("tags");
    let body = |purpose: &str, value: &Value| serde_json::json!({ "purpose": purpose, "value": value });
    let mut bodies: Vec<_> = each(&tags).iter().map(|tag| body("tagging", tag)).collect();
    bodies.extend(Some(&said).filter(|said| !says_nothing(said)).map(|said| body("commenting", said)));
    let uri = row.take("uri");
    let mut target = row.take("target");
    for target in target.as_array_mut().into_iter().flatten().filter(|target| says_nothing(&target["source"]))
    {
        target["source"] = uri.clone();
    }
    let mut other = Object(serde_json::Map::new());
    for name in ["permissions", "links", "document", "user_info", "hidden", "flagged", "moderation"] {
        other.0.insert(name.to_owned(), row.take(name));
    }
    other.leave_out(intake);
    for (name, value) in [
        ("body", bodies.into()),
        ("target", target),
        ("creator", row.take("user")),
        ("modified", row.take("updated")),
    ] {
        row.0.insert(name.to_owned(), value);
    }
    row
}

/// Bodies of an annotation.
#[derive(Default)]
struct Bodies {
    labels: Vec<String>,
    notes: Vec<String>,
    /// Id and name of the thing that the annotation identifies; with an id of ours or another IRI.
    identity: Option<(String, String)>,
    values: ForeignFields,
    /// Creator that the first of them names.
    creator: Value,
    times: [Value; 2],
}

/// Fields of bodies that are read, or that say how the text is to be shown.
const OF_BODY: [&str; 7] = ["value", "label", "purpose", "format", "creator", "created", "modified"];

fn read_bodies(annotation: &mut Object, intake: &mut Intake) -> Bodies {
    let mut bodies = Bodies::default();
    let motivation = annotation.take("motivation");
    let motivation = each(&motivation).first().and_then(Value::as_str).unwrap_or_default();
    let all = [annotation.take("body"), annotation.take("bodyValue")];
    for body in all.iter().flat_map(each) {
        let text = body.as_str().or_else(|| body["value"].as_str()).or_else(|| body["label"].as_str());
        let purpose = each(&body["purpose"]).first().and_then(Value::as_str).unwrap_or(motivation);
        let is_note = ["commenting", "describing", "replying", "questioning", "editing", "assessing"]
            .contains(&term_of(purpose));
        // A tag may be the IRI of a term.
        let term = ["source", "id", "@id"].into_iter().find_map(|name| body[name].as_str());
        let term = term.or_else(|| iri_of(&body["source"]));
        count_others("source", &body["source"], &["label"], intake);
        let name = text.or_else(|| body["source"]["label"].as_str());
        let value = term.and_then(value_of);
        let text = text.or_else(|| term.filter(|_| !is_note).map(term_of)).filter(|text| !text.is_empty());
        match text {
            _ if term_of(purpose) == "identifying"
                && bodies.identity.is_none()
                && (name.is_some() || term.is_some()) =>
            {
                let iri = term.unwrap_or_default();
                let id = entity_of(iri).unwrap_or_else(|| iri.to_owned());
                bodies.identity = Some((id, name.unwrap_or_else(|| term_of(iri)).to_owned()));
            }
            _ if value.is_some() => {
                let field =
                    |(id, value): (String, String)| (Field::Attribute(id.into()), Kept::Text(value.into()));
                bodies.values.extend(value.map(field));
            }
            Some(text) if is_note => bodies.notes.push(text.to_owned()),
            Some(text) => bodies.labels.push(text.to_owned()),
            None => intake.leave_out(Untaken::Fields, "body"),
        }
        count_others("body", body, &OF_BODY, intake);
        let mut body = Object::of(body.clone());
        let creator = body.take("creator");
        if says_nothing(&bodies.creator) {
            bodies.creator = creator;
        } else if !says_nothing(&creator) && creator != bodies.creator {
            intake.leave_out(Untaken::Fields, "body.creator");
        }
        for (time, name) in bodies.times.iter_mut().zip(["created", "modified"]) {
            let said = body.take(name);
            if says_nothing(time) {
                *time = said;
            }
        }
    }
    bodies
}

/// Person and times of an annotation, or of its first body that says them.
struct Work {
    annotator: String,
    times: [Timestamp; 2],
}

fn read_work(annotation: &mut Object, bodies: &Bodies, intake: &mut Intake) -> Work {
    let creator = annotation.take("creator");
    let creator = if says_nothing(&creator) { &bodies.creator } else { &creator };
    let mut times = [Timestamp::default(); 2];
    for ((time, name), of_body) in times.iter_mut().zip(["created", "modified"]).zip(&bodies.times) {
        let said = annotation.words(&[name]);
        *time = intake.time(if said.is_empty() { of_body.as_str().unwrap_or_default() } else { &said });
    }
    Work { annotator: annotator_of(creator, intake), times }
}

#[inline(never)] // See the crate's documentation.
fn read_span(
    at: &FilePart,
    mut annotation: Object,
    only: &LazyCell<String, impl FnOnce() -> String>,
    intake: &mut Intake,
) {
    let target = annotation.take("target");
    if annotation.get("references").is_array() {
        return intake.leave_out(Untaken::Notes, "reply");
    }
    let (targets, others): (Vec<_>, Vec<_>) =
        each(&target).iter().partition(|target| place(target).is_some());
    if targets.is_empty() {
        let (expected, found) = match each(&target).iter().map(|it| &it["selector"]).find(|it| !it.is_null())
        {
            Some(selector) => (Expected::TextSelector, selector),
            None => (Expected::TargetWithSelector, &target),
        };
        return intake.refuse(at, expected, Unexpected::Json(Shape::of(found)));
    }
    for _ in others {
        intake.leave_out(Untaken::Fields, "target");
    }
    let mut bodies = read_bodies(&mut annotation, intake);
    let Work { annotator, times: [created, modified] } = read_work(&mut annotation, &bodies, intake);
    let id = annotation.words(&["id", "@id"]);
    annotation.pass(&["@context", "type", "@type"]);
    let mut foreign = annotation.rest(Of::Annotation, intake);
    foreign.append(&mut bodies.values);
    let said = match bodies.identity.take() {
        // The name of an entity without a label beside it is the label.
        Some((_, name)) if bodies.labels.is_empty() => {
            bodies.labels.push(name);
            Said::default()
        }
        identity => {
            let (entity, name) = identity.unwrap_or_default();
            Said { entity: entity.into(), name: name.into(), ..Said::default() }
        }
    };
    let labels: Vec<_> = bodies.labels.iter().map(String::as_str).collect();
    let note = bodies.notes.join("\n");
    for (number, target) in targets.into_iter().enumerate() {
        count_others("target", target, &["selector", "annotation"], intake);
        for selector in each(&target["selector"]).iter().filter(|selector| is_read(selector)) {
            count_others("selector", selector, &OF_SELECTOR, intake);
        }
        let source = iri_of(&target["source"]).or_else(|| iri_of(target)).unwrap_or_else(|| only);
        let article = Some(source).filter(|source| source.is_empty()).and_then(|_| intake.only_article());
        let Some(Place { start, end, exact, prefix, suffix }) = place(target) else { continue };
        let other = format!("{id} {number}");
        let span = SpanRow {
            at: at.clone(),
            article: article.unwrap_or_else(|| intake.elsewhere(&article_of(source))),
            id: if number == 0 || id.is_empty() { &id } else { &other },
            start,
            end,
            quote: exact,
            prefix,
            suffix,
            note: &note,
            annotator: &annotator,
            created,
            modified,
            foreign: foreign.clone(),
            said: said.clone(),
            ..SpanRow::default()
        };
        intake.annotations(&labels, &span);
    }
}

/// Counts the fields of a part that are not read.
fn count_others(of: &str, part: &Value, read: &[&str], intake: &mut Intake) {
    for (name, value) in part.as_object().into_iter().flatten() {
        let is_read = OF_RESOURCE.contains(&&**name) || read.contains(&&**name);
        if !is_read && !says_nothing(value) {
            intake.leave_out(Untaken::Fields, &format!("{of}.{name}"));
        }
    }
}

/// Fields of every resource.
const OF_RESOURCE: [&str; 5] = ["id", "@id", "type", "@type", "source"];

#[inline(never)] // See the crate's documentation.
fn read_relation(at: &FilePart, annotation: &RawValue, intake: &mut Intake) {
    let Some(annotation) = tree(at, annotation, intake) else { return };
    let mut annotation = Object::of(annotation);
    let target = annotation.take("target");
    let mut ends: Vec<_> = each(&target).iter().filter_map(iri_of).map(ToOwned::to_owned).collect();
    let body = annotation.take("body");
    let (texts, others): (Vec<_>, Vec<_>) =
        each(&body).iter().cloned().partition(|body| !body["value"].is_null());
    ends.extend(others.iter().filter_map(iri_of).map(ToOwned::to_owned));
    let [from, to] = &ends[..] else {
        return intake.refuse(at, Expected::TwoEnds, Unexpected::Count(ends.len()));
    };
    annotation.0.insert("body".to_owned(), texts.into());
    for end in each(&target).iter().chain(&others) {
        count_others("target", end, &["purpose"], intake);
    }
    let bodies = read_bodies(&mut annotation, intake);
    let Work { annotator, times: [created, modified] } = read_work(&mut annotation, &bodies, intake);
    let id = annotation.words(&["id", "@id"]);
    let id = id.strip_prefix(RELATION).map_or(Cow::Borrowed(&*id), |id| unescaped(id).into());
    annotation.pass(&["@context", "type", "@type"]);
    let mut labels = bodies.labels.into_iter();
    let kind = labels.next().unwrap_or_default();
    labels.for_each(|label| intake.leave_out(Untaken::Fields, &label));
    let foreign = annotation.rest(Of::Relation, intake);
    let note = bodies.notes.join("\n");
    let relation = RelationRow {
        id: &id,
        kind: &kind,
        note: &note,
        annotator: &annotator,
        created,
        modified,
        foreign,
        ..RelationRow::default()
    };
    intake.relation(at, [from, to], &relation);
}

/// IRI of something: itself, or in an object.
fn iri_of(value: &Value) -> Option<&str> {
    let named = ["source", "id", "@id"].into_iter().find_map(|name| value[name].as_str());
    each(value).iter().find_map(Value::as_str).or(named)
}

/// Annotator: an id that is a UUID, or else a name.
fn annotator_of(creator: &Value, intake: &mut Intake) -> String {
    let Some(creator) = each(creator).first() else { return String::new() };
    let id = iri_of(creator).unwrap_or_default();
    let name = words(each(&creator["name"]).first().unwrap_or(&Value::Null));
    intake.person(id, &name);
    count_others("creator", creator, &["name"], intake);
    if uuid_of(id).is_some() || name.is_empty() { id.to_owned() } else { name }
}

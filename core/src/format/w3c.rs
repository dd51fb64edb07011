//! W3C Web Annotation Data Model (Recommendation, 23 February 2017), as JSON-LD: one collection with one page.
//!
//! Each span has both selectors, in code points (4.2.4, 4.2.5); a label is a body for tagging, a note one for commenting.
//! A link is an annotation of its own, from its target to its body. Times are in UTC (3.3.1).

use super::intake::{Intake, Link, MOST_ROWS, Tag, UUID, uuid_of};
use super::source::{Source, characters, time};
use super::table::{File, Format};
use crate::anchor::Anchoring;
use crate::annotation::AnnotatorId;
use crate::document::DocumentId;
use crate::export::{Article, Contents, Relation, Tagged};
use crate::time::Timestamp;
use glossator_json::{Json, Writer};
use std::borrow::Cow;
use std::rc::Rc;
use uuid::Uuid;

/// See the module.
pub const FORMAT: Format = Format {
    id: "w3c",
    name: "W3C Web Annotation",
    ending: "jsonld",
    keeps: "spans with quotes, labels, notes, people, times, relations",
    leaves_out: "the articles’ texts",
    lost: |_| Vec::new(),
    write,
    read: Some(read),
};

/// In front of an article’s id.
pub const SOURCE: &str = "urn:glossator:document:";

/// In front of the id of a link that is no UUID.
const RELATION: &str = "urn:glossator:relation:";

fn write(contents: &Contents<'_>) -> Vec<File> {
    let total =
        contents.articles.iter().map(|article| article.spans.len()).sum::<usize>() + contents.relations.len();
    let mut writer = Writer::indented();
    writer.object(|collection| {
        collection.name("@context").text("http://www.w3.org/ns/anno.jsonld");
        collection.name("id").text("urn:glossator:annotations");
        collection.name("type").text("AnnotationCollection");
        collection.name("label").text("Annotations made with Glossator");
        collection.name("generated").text(&contents.exported.to_string());
        collection.name("total").number(total as u64);
        // A page has at least one annotation.
        if total > 0 {
            collection.name("first").object(|page| {
                page.name("id").text("urn:glossator:annotations:1");
                page.name("type").text("AnnotationPage");
                page.name("startIndex").number(0);
                page.name("items").list(|items| {
                    for article in &contents.articles {
                        let anchoring = Anchoring::new(article.document.text.clone());
                        for span in &article.spans {
                            items.object(|item| write_span(item, article, span, &anchoring));
                        }
                    }
                    for relation in &contents.relations {
                        items.object(|item| write_relation(item, relation));
                    }
                });
            });
        }
    });
    vec![File::new("annotations.jsonld", writer.finish() + "\n")]
}

fn write_span(item: &mut Writer, article: &Article<'_>, span: &Tagged<'_>, anchoring: &Anchoring) {
    let annotation = span.annotation;
    item.name("id").text(&format!("{UUID}{}", annotation.id));
    item.name("type").text("Annotation");
    item.name("motivation").text("tagging");
    write_person(item, annotation.annotator, &span.annotator);
    write_times(item, annotation.created, annotation.modified);
    item.name("body").list(|bodies| {
        bodies.object(|body| write_text(body, "tagging", &annotation.label.0));
        if !annotation.note.is_empty() {
            bodies.object(|body| write_text(body, "commenting", &annotation.note));
        }
    });
    item.name("target").object(|target| {
        target.name("type").text("SpecificResource");
        target.name("source").text(&iri(&article.document.id));
        target.name("selector").list(|selectors| {
            selectors.object(|position| {
                position.name("type").text("TextPositionSelector");
                position.name("start").number(span.start as u64);
                position.name("end").number(span.end as u64);
            });
            let quotation = annotation.span().map(|span| anchoring.quotation(span)).unwrap_or_default();
            selectors.object(|quote| {
                quote.name("type").text("TextQuoteSelector");
                quote.name("exact").text(span.quote);
                quote.name("prefix").text(&quotation.prefix);
                quote.name("suffix").text(&quotation.suffix);
            });
        });
    });
}

fn write_relation(item: &mut Writer, relation: &Relation<'_>) {
    // Its id may be any text, and then is no IRI.
    item.name("id").text(&match Uuid::parse_str(relation.id) {
        Ok(id) => format!("{UUID}{id}"),
        Err(_) => format!("{RELATION}{}", escaped(relation.id)),
    });
    item.name("type").text("Annotation");
    item.name("motivation").text("linking");
    write_person(item, relation.annotator(), "");
    write_times(item, relation.created(), relation.modified());
    item.name("body").list(|bodies| {
        bodies.object(|body| write_text(body, "tagging", relation.kind()));
        if !relation.note().is_empty() {
            bodies.object(|body| write_text(body, "commenting", relation.note()));
        }
        bodies.object(|body| {
            body.name("type").text("SpecificResource");
            body.name("source").text(&format!("{UUID}{}", relation.to));
        });
    });
    item.name("target").text(&format!("{UUID}{}", relation.from));
}

fn write_person(item: &mut Writer, id: AnnotatorId, name: &str) {
    if id != AnnotatorId::default() {
        item.name("creator").object(|creator| {
            creator.name("id").text(&format!("{UUID}{id}"));
            creator.name("type").text("Person");
            if !name.is_empty() && name != id.to_string() {
                creator.name("name").text(name);
            }
        });
    }
}

fn write_times(item: &mut Writer, created: Timestamp, modified: Timestamp) {
    item.name("created").text(&created.to_string());
    item.name("modified").text(&modified.to_string());
}

fn write_text(body: &mut Writer, purpose: &str, value: &str) {
    body.name("type").text("TextualBody");
    body.name("purpose").text(purpose);
    body.name("value").text(value);
}

/// What an article is called everywhere.
pub fn iri(document: &DocumentId) -> String {
    format!("{SOURCE}{}", escaped(&document.0))
}

/// As part of an IRI: everything but ASCII letters, digits, `-`, `.`, `_` and `~` as `%XX` (RFC 3986, 2.3).
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(byte.into()),
            _ => {
                escaped.push('%');
                let digits = [byte >> 4, byte & 15].into_iter();
                escaped.extend(
                    digits
                        .filter_map(|digit| char::from_digit(digit.into(), 16))
                        .map(|digit| digit.to_ascii_uppercase()),
                );
            }
        }
    }
    escaped
}

/// Reads the file, if it is such a one: a collection, a page, a list of annotations, or one.
fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    const TYPES: [&str; 3] = ["AnnotationCollection", "AnnotationPage", "Annotation"];
    let first = source.first();
    if !TYPES.contains(&&*characters(first.field("type"))) {
        return None;
    }
    let mut annotations = Vec::new();
    for (at, value) in &source.values {
        gather(at, *value, &mut annotations, intake);
    }
    let is_link = |value: &Json<'_>| value.field("motivation").text().is_some_and(|it| it == "linking");
    for (at, value) in annotations.iter().filter(|(_, value)| !is_link(value)) {
        read_span(at, *value, intake);
    }
    for (at, value) in annotations.iter().filter(|(_, value)| is_link(value)) {
        read_relation(at, *value, intake);
    }
    Some(())
}

/// The annotations in a collection, in its pages, or by themselves.
fn gather<'a>(at: &Rc<str>, value: Json<'a>, to: &mut Vec<(Rc<str>, Json<'a>)>, intake: &mut Intake) {
    let items = match &*characters(value.field("type")) {
        "AnnotationCollection" => value.field("first"),
        "AnnotationPage" => value.field("items"),
        _ => return to.push((at.clone(), value)),
    };
    if let Some(items) = items.items() {
        let items = (0..).zip(items).take(MOST_ROWS + 1);
        to.extend(items.map(|(number, item)| (format!("{at}items[{number}]").into(), item)));
        if to.len() > MOST_ROWS {
            intake.overflow();
        }
    } else if items.fields().is_some() {
        gather(at, items, to, intake);
    } else if !items.is_null() {
        intake.refuse("the page", "annotations in the file", &items);
    }
    // Pages may be in each other; no deeper than JSON may be.
    if value.field("next").fields().is_some() {
        gather(at, value.field("next"), to, intake);
    }
}

/// A value, or each of the list.
fn each(value: Json<'_>) -> Vec<Json<'_>> {
    value.items().map_or_else(|| vec![value], Iterator::collect)
}

/// What the bodies say: labels, and all notes.
fn read_bodies(value: Json<'_>) -> (Vec<Cow<'_, str>>, String) {
    let (mut labels, mut note) = (Vec::new(), String::new());
    for body in each(value.field("body")) {
        let text = body.text().or_else(|| body.field("value").text());
        let Some(text) = text.or_else(|| body.field("label").text()) else { continue };
        let purpose = body.field("purpose").text().or_else(|| value.field("motivation").text());
        if matches!(purpose.as_deref(), Some("commenting" | "describing" | "replying" | "questioning")) {
            note = if note.is_empty() { text.into_owned() } else { note + "\n" + &text };
        } else {
            labels.push(text);
        }
    }
    (labels, note)
}

fn read_span(at: &Rc<str>, value: Json<'_>, intake: &mut Intake) {
    let target = each(value.field("target")).into_iter().find(|target| !target.field("selector").is_null());
    let Some(target) = target else {
        return intake.refuse(at, "a target with a selector", &value.field("target"));
    };
    let selectors = each(target.field("selector"));
    let selector = |kind: &str| {
        let found = selectors.iter().find(|it| it.field("type").text().is_some_and(|it| it == kind));
        found.copied().unwrap_or(Json::NULL)
    };
    let (position, quote) = (selector("TextPositionSelector"), selector("TextQuoteSelector"));
    let [exact, prefix, suffix] = ["exact", "prefix", "suffix"].map(|name| characters(quote.field(name)));
    if position.is_null() && exact.is_empty() {
        return intake.refuse(at, "a selector of a text, by position or quote", &target.field("selector"));
    }
    let article = intake.elsewhere(&document_of(&iri_of(target.field("source")).unwrap_or_default()));
    let (labels, note) = read_bodies(value);
    let annotator = annotator_of(value, intake);
    let tag = Tag {
        at: at.clone(),
        article,
        id: &characters(value.field("id")),
        start: position.field("start").number().unwrap_or_default(),
        end: position.field("end").number().unwrap_or_default(),
        quote: &exact,
        prefix: &prefix,
        suffix: &suffix,
        note: &note,
        annotator: &annotator,
        created: time(value.field("created")),
        modified: time(value.field("modified")),
        ..Tag::default()
    };
    intake.annotations(&labels, &tag);
}

fn read_relation(at: &str, value: Json<'_>, intake: &mut Intake) {
    let mut ends: Vec<_> = each(value.field("target")).into_iter().filter_map(iri_of).collect();
    let bodies = each(value.field("body"));
    ends.extend(bodies.iter().filter(|body| body.field("value").is_null()).copied().filter_map(iri_of));
    let [from, to] = &ends[..] else {
        return intake.refuse(at, "two ends of a link", &ends.len());
    };
    let (labels, note) = read_bodies(value);
    let annotator = annotator_of(value, intake);
    let id = characters(value.field("id"));
    let id = id.strip_prefix(RELATION).map_or(id.clone(), |id| unescaped(id).into());
    let link = Link {
        id: &id,
        kind: labels.iter().find(|label| !ends.contains(label)).map_or("", |label| label),
        note: &note,
        annotator: &annotator,
        created: time(value.field("created")),
        modified: time(value.field("modified")),
    };
    intake.relation(at, [from, to], &link);
}

/// What an end of a link is: an IRI, or an object with one.
fn iri_of(value: Json<'_>) -> Option<Cow<'_, str>> {
    value.text().or_else(|| value.field("source").text()).or_else(|| value.field("id").text())
}

/// By whom it was made: an id that is a UUID, or else a name.
fn annotator_of<'a>(value: Json<'a>, intake: &mut Intake) -> Cow<'a, str> {
    let Some(creator) = each(value.field("creator")).into_iter().next() else { return Cow::default() };
    let [id, name] = ["id", "name"].map(|name| characters(creator.field(name)));
    intake.person(&id, &name);
    let who = if uuid_of(&id).is_some() || name.is_empty() { id } else { name };
    creator.text().unwrap_or(who)
}

/// The article that an IRI means: its id if it is one of ours, else the last part of its path without its ending.
pub fn document_of(iri: &str) -> String {
    if let Some(id) = iri.strip_prefix(SOURCE) {
        return unescaped(id);
    }
    let path = iri.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let name = unescaped(path.rsplit('/').next().unwrap_or_default());
    match name.rsplit_once('.') {
        Some((stem, "txt" | "html" | "htm" | "xml")) => stem.to_owned(),
        _ => name,
    }
}

/// The opposite of [`escaped`].
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        let digits = behind.get(..2).and_then(|digits| str::from_utf8(digits).ok());
        let coded = digits.filter(|_| *byte == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(coded.unwrap_or(*byte));
        rest = if coded.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

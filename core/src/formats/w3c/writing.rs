//! Writing: a collection with one page of annotations, relations among them.

use crate::export::{Contents, End, Relation, Tagged};
use crate::formats::format::File;
use crate::formats::iri::{self, RELATION, UUID, escaped};
use crate::json::{self, displayed};
use crate::model::annotation::AnnotationId;
use crate::model::annotator::AnnotatorId;
use crate::model::time::Timestamp;
use crate::text::anchor::Anchoring;
use serde::Serialize;
use std::rc::Rc;
use uuid::Uuid;

/// Collection, with its fields in that order.
#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'static str,
    #[serde(serialize_with = "displayed")]
    generated: Timestamp,
    total: usize,
    /// First page, which has at least one annotation.
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<Page<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a> {
    id: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    start_index: usize,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Creator<'a>>,
    #[serde(serialize_with = "displayed")]
    created: Timestamp,
    #[serde(serialize_with = "displayed")]
    modified: Timestamp,
    body: Vec<Body<'a>>,
    target: Target<'a>,
}

#[derive(Serialize)]
struct Creator<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Body<'a> {
    #[serde(rename = "TextualBody")]
    Text { purpose: &'static str, value: &'a str },
    #[serde(rename = "SpecificResource")]
    Resource {
        #[serde(skip_serializing_if = "Option::is_none")]
        purpose: Option<&'static str>,
        source: Source<'a>,
    },
}

/// Thing that a body is about: an IRI, perhaps with a name.
#[derive(Serialize)]
#[serde(untagged)]
enum Source<'a> {
    Iri(String),
    Named { id: String, label: &'a str },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Target<'a> {
    Span(Selection<'a>),
    Annotation(String),
}

#[derive(Serialize)]
struct Selection<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    source: Rc<str>,
    selector: [Selector<'a>; 2],
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    #[serde(rename = "TextPositionSelector")]
    Position { start: usize, end: usize },
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: &'a str, prefix: Rc<str>, suffix: Rc<str> },
}

pub fn write(contents: &Contents<'_>) -> Vec<File> {
    let mut items = Vec::new();
    for article in &contents.articles {
        let (source, anchoring) =
            (Rc::from(iri::of_article(&article.document.id)), Anchoring::new(article.document.text.clone()));
        items.extend(article.spans.iter().map(|it| span(it, &source, &anchoring)));
    }
    items.extend(contents.relations.iter().map(|it| relation(it, [it.from, it.to].map(iri_of_annotation))));
    items.extend(contents.loose.iter().map(|it| relation(it, [it.from, it.to].map(iri_of))));
    let collection = Collection {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: "urn:glossator:annotations",
        kind: "AnnotationCollection",
        label: "Annotations made with Glossator",
        generated: contents.exported,
        total: items.len(),
        first: (!items.is_empty()).then_some(Page {
            id: "urn:glossator:annotations:1",
            kind: "AnnotationPage",
            start_index: 0,
            items,
        }),
    };
    vec![File::new("annotations.jsonld", json::indented(&collection) + "\n")]
}

fn span<'a>(span: &'a Tagged<'_>, source: &Rc<str>, anchoring: &Anchoring) -> Annotation<'a> {
    let annotation = span.annotation;
    let quotation = annotation.span().map(|span| anchoring.quotation(span)).unwrap_or_default();
    let position = Selector::Position { start: span.start, end: span.end };
    let quote = Selector::Quote { exact: span.quote, prefix: quotation.prefix, suffix: quotation.suffix };
    Annotation {
        id: format!("{UUID}{}", annotation.id),
        kind: "Annotation",
        motivation: "tagging",
        creator: creator(annotation.annotator, &span.annotator),
        created: annotation.created,
        modified: annotation.modified,
        body: texts(&annotation.label.0, &annotation.note).chain(meanings(span)).collect(),
        target: Target::Span(Selection {
            kind: "SpecificResource",
            source: source.clone(),
            selector: [position, quote],
        }),
    }
}

/// Bodies for the entity and for the values of attributes.
fn meanings<'a>(span: &'a Tagged<'_>) -> impl Iterator<Item = Body<'a>> {
    let entity = span.entity.map(|entity| Body::Resource {
        purpose: Some("identifying"),
        source: Source::Named { id: iri::of_entity(&entity.id.0), label: entity.called() },
    });
    let values = span.annotation.attributes.iter();
    entity.into_iter().chain(values.map(|(id, value)| Body::Resource {
        purpose: Some("classifying"),
        source: Source::Iri(iri::of_value(&id.0, value)),
    }))
}

fn iri_of_annotation(id: AnnotationId) -> String {
    format!("{UUID}{id}")
}

fn iri_of(end: End<'_>) -> String {
    match end {
        End::Annotation(id) => iri_of_annotation(id),
        End::Entity(entity) => iri::of_entity(&entity.id.0),
        End::Document(document) => iri::of_article(document),
    }
}

fn relation<'a, To>(relation: &'a Relation<'_, To>, [from, to]: [String; 2]) -> Annotation<'a> {
    let to = Body::Resource { purpose: None, source: Source::Iri(to) };
    Annotation {
        // The id may be any text, and then is no IRI.
        id: match Uuid::parse_str(relation.id) {
            Ok(id) => format!("{UUID}{id}"),
            Err(_) => format!("{RELATION}{}", escaped(relation.id)),
        },
        kind: "Annotation",
        motivation: "linking",
        creator: creator(relation.annotator(), ""),
        created: relation.created(),
        modified: relation.modified(),
        body: texts(relation.kind(), relation.note()).chain([to]).collect(),
        target: Target::Annotation(from),
    }
}

/// Bodies for a label or a type, and for the note, if there is one.
fn texts<'a>(tag: &'a str, note: &'a str) -> impl Iterator<Item = Body<'a>> {
    let note = Some(note).filter(|note| !note.is_empty());
    let note = note.map(|value| Body::Text { purpose: "commenting", value });
    std::iter::once(Body::Text { purpose: "tagging", value: tag }).chain(note)
}

/// Creator, if there is one; with a name, if there is one beside the id.
fn creator(id: AnnotatorId, name: &str) -> Option<Creator<'_>> {
    let is_known = id != AnnotatorId::default();
    let name = Some(name).filter(|name| !name.is_empty() && *name != id.to_string());
    is_known.then(|| Creator { id: format!("{UUID}{id}"), kind: "Person", name })
}

//! Rows for Hugging Face’s `datasets`: one article in each line, all with the same fields of the same types.
//!
//! - **Reads** rows of texts with spans and relations, as [`text_rows`] says.
//! - **Writes** everything of an article. Nothing is null and no list mixes types, as Arrow wants it.
//! - **Has no room** for relations between articles, and of entities and articles.

use super::format::{File, Format};
use super::left_out;
use super::reading::text_rows;
use super::writing::jsonl::line;
use crate::export::{Article, Contents, Relation, Tagged};
use crate::json::displayed;
use crate::model::annotation::AnnotationId;
use crate::model::time::Timestamp;
use serde::Serialize;

/// Rows, one for each article.
pub const FORMAT: Format = Format {
    id: "hugging-face",
    name: "Hugging Face datasets",
    ending: "jsonl",
    no_room: |contents| vec![left_out::between_articles(contents), left_out::loose(contents)],
    write,
    read: Some(text_rows::read),
};

/// Row, with its fields in that order.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    text: &'a str,
    spans: Vec<Span<'a>>,
    relations: Vec<RelationFields<'a>>,
}

#[derive(Serialize)]
struct Span<'a> {
    #[serde(serialize_with = "displayed")]
    id: AnnotationId,
    start: usize,
    end: usize,
    label: &'a str,
    text: &'a str,
    entity: &'a str,
    entity_id: &'a str,
    attributes: Vec<Value<'a>>,
    note: &'a str,
    annotator: &'a str,
    #[serde(serialize_with = "displayed")]
    created: Timestamp,
    #[serde(serialize_with = "displayed")]
    modified: Timestamp,
}

/// Value of an attribute.
#[derive(Serialize)]
struct Value<'a> {
    id: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct RelationFields<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(serialize_with = "displayed")]
    from: AnnotationId,
    #[serde(serialize_with = "displayed")]
    to: AnnotationId,
    note: &'a str,
    annotator: &'a str,
    #[serde(serialize_with = "displayed")]
    created: Timestamp,
    #[serde(serialize_with = "displayed")]
    modified: Timestamp,
}

fn write(contents: &Contents<'_>) -> Vec<File> {
    let content = contents.articles.iter().map(|article| line(&row(contents, article))).collect();
    vec![File::new("hugging-face.jsonl", content)]
}

fn row<'a>(contents: &'a Contents<'_>, article: &'a Article<'_>) -> Row<'a> {
    Row {
        id: &article.document.id.0,
        title: &article.document.title,
        text: article.document.text.content(),
        spans: article.spans.iter().map(span).collect(),
        relations: contents.relations_in(article).map(|(relation, ..)| related(relation)).collect(),
    }
}

fn span<'a>(span: &'a Tagged<'_>) -> Span<'a> {
    let annotation = span.annotation;
    let values = annotation.attributes.iter();
    Span {
        id: annotation.id,
        start: span.start,
        end: span.end,
        label: &annotation.label.0,
        text: span.quote,
        entity: span.entity.map_or("", |entity| entity.called()),
        entity_id: span.entity.map_or("", |entity| &entity.id.0),
        attributes: values.map(|(id, value)| Value { id: &id.0, value }).collect(),
        note: &annotation.note,
        annotator: &span.annotator,
        created: annotation.created,
        modified: annotation.modified,
    }
}

fn related<'a>(relation: &'a Relation<'_>) -> RelationFields<'a> {
    RelationFields {
        id: relation.id,
        kind: relation.kind(),
        from: relation.from,
        to: relation.to,
        note: relation.note(),
        annotator: &relation.annotator_name,
        created: relation.created(),
        modified: relation.modified(),
    }
}

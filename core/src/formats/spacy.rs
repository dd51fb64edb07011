//! spaCy 3: one article in each line, with what `Example.from_dict` takes ("Data formats").
//!
//! - **Reads** rows of texts with spans, as [`text_rows`] says; `Doc.to_json` is such a row.
//! - **Writes** all spans in `spans`, under the key that `spancat` uses, with their entities as ids of a knowledge base, and in
//!   `entities` those that do not overlap, for `ner`.
//! - **Has no room** for names of entities, values, notes, people, times and relations.

use super::format::{File, Format};
use super::iri;
use super::left_out::{self, LeftOut, Unwritten};
use super::reading::text_rows;
use super::writing::jsonl::{Meta, line};
use crate::export::{Article, Contents, Tagged};
use serde::Serialize;

/// Rows, one for each article.
pub const FORMAT: Format = Format {
    id: "spacy",
    name: "spaCy",
    ending: "jsonl",
    no_room: |contents| {
        let flat = |article: &Article<'_>| article.spans.len() - article.flat(|_| true).len();
        let overlapping = contents.articles.iter().map(flat).sum();
        let entities = LeftOut { what: Unwritten::OverlappingEntities, count: overlapping };
        vec![entities, left_out::values(contents), left_out::relations(contents)]
    },
    write,
    read: Some(text_rows::read),
};

/// Row, with its fields in that order.
#[derive(Serialize)]
struct Row<'a> {
    text: &'a str,
    entities: Vec<Entity<'a>>,
    spans: Groups<'a>,
    meta: Meta<'a>,
}

/// Span: start, end and label.
#[derive(Serialize)]
struct Entity<'a>(usize, usize, &'a str);

/// Groups of spans, by name.
#[derive(Serialize)]
struct Groups<'a> {
    sc: Vec<Span<'a>>,
}

/// Span of a group: start, end, label, and the IRI of its entity, or an empty text.
#[derive(Serialize)]
struct Span<'a>(usize, usize, &'a str, String);

fn write(contents: &Contents<'_>) -> Vec<File> {
    let content = contents.articles.iter().map(|article| line(&row(article))).collect();
    vec![File::new("spacy.jsonl", content)]
}

fn row<'a>(article: &'a Article<'_>) -> Row<'a> {
    let entity = |span: &'a Tagged<'_>| Entity(span.start, span.end, &span.annotation.label.0);
    let span = |span: &'a Tagged<'_>| {
        let entity = span.entity.map(|entity| iri::of_entity(&entity.id.0)).unwrap_or_default();
        Span(span.start, span.end, &span.annotation.label.0, entity)
    };
    Row {
        text: article.document.text.content(),
        entities: article.flat(|_| true).into_iter().map(|at| entity(&article.spans[at])).collect(),
        spans: Groups { sc: article.spans.iter().map(span).collect() },
        meta: Meta::of(article.document),
    }
}

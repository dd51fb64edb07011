//! doccano (1.8): one article in each line, for projects of sequence labelling, in two variants.
//!
//! - **Reads** rows of texts with spans and relations, as [`text_rows`] says.
//! - **Writes** `label`, or `entities` with `relations`. The project has to allow overlapping spans, or doccano throws them away
//!   without a word.
//! - **Has no room** for entities, values, notes, people and times, for an article without a text, and for relations, or in the second variant for
//!   those between articles.

use super::format::{File, Format};
use super::left_out::{self, LeftOut, Unwritten};
use super::reading::text_rows;
use super::writing::jsonl::{in_ascii, line};
use crate::export::{Article, Contents, Relation, Tagged};
use serde::Serialize;

/// Rows with spans.
pub const FORMAT: Format = Format {
    id: "doccano",
    name: "doccano",
    ending: "jsonl",
    no_room: |contents| {
        vec![
            empty(contents),
            left_out::entities(contents),
            left_out::values(contents),
            left_out::relations(contents),
        ]
    },
    write,
    read: Some(text_rows::read),
};

/// Rows with spans and relations, for projects with "use relation".
pub const RELATIONS: Format = Format {
    id: "doccano-relations",
    name: "doccano with relations",
    ending: "jsonl",
    no_room: |contents| {
        vec![
            empty(contents),
            left_out::entities(contents),
            left_out::values(contents),
            left_out::between_articles(contents),
            left_out::loose(contents),
        ]
    },
    write: write_with_relations,
    read: Some(text_rows::read),
};

/// Row of a text with labels. The first two fields have columns; the others go to `meta`.
#[derive(Serialize)]
struct Row<'a> {
    text: &'a str,
    label: Vec<Label<'a>>,
    document: &'a str,
    title: &'a str,
}

/// Span: start, end and label.
#[derive(Serialize)]
struct Label<'a>(usize, usize, &'a str);

/// Row of a text with labels and relations.
#[derive(Serialize)]
struct RowWithRelations<'a> {
    text: &'a str,
    entities: Vec<Entity<'a>>,
    relations: Vec<RelationFields<'a>>,
    document: &'a str,
    title: &'a str,
}

/// Span; its id is a number, or doccano drops it.
#[derive(Serialize)]
struct Entity<'a> {
    id: usize,
    start_offset: usize,
    end_offset: usize,
    label: &'a str,
}

#[derive(Serialize)]
struct RelationFields<'a> {
    id: usize,
    from_id: usize,
    to_id: usize,
    #[serde(rename = "type")]
    kind: &'a str,
}

fn write(contents: &Contents<'_>) -> Vec<File> {
    let row = |article| line(&row(article));
    vec![File::new("doccano.jsonl", with_text(contents).map(row).collect())]
}

fn row<'a>(article: &'a Article<'_>) -> Row<'a> {
    let label = |span: &'a Tagged<'_>| Label(span.start, span.end, &span.annotation.label.0);
    Row {
        text: article.document.text.content(),
        label: article.spans.iter().map(label).collect(),
        document: &article.document.id.0,
        title: &article.document.title,
    }
}

fn write_with_relations(contents: &Contents<'_>) -> Vec<File> {
    // For these files doccano does not ask for the encoding, and its guess is not UTF-8 as soon as there is an emoji.
    let row = |article| in_ascii(&line(&row_with_relations(contents, article)));
    vec![File::new("doccano.jsonl", with_text(contents).map(row).collect())]
}

fn row_with_relations<'a>(contents: &'a Contents<'_>, article: &'a Article<'_>) -> RowWithRelations<'a> {
    let entity = |(id, span): (usize, &'a Tagged<'_>)| Entity {
        id,
        start_offset: span.start,
        end_offset: span.end,
        label: &span.annotation.label.0,
    };
    let relations = contents.relations_in(article).enumerate();
    let related = |(id, (relation, from_id, to_id)): (usize, (&'a Relation<'_>, usize, usize))| {
        RelationFields { id, from_id, to_id, kind: relation.kind() }
    };
    RowWithRelations {
        text: article.document.text.content(),
        entities: article.spans.iter().enumerate().map(entity).collect(),
        relations: relations.map(related).collect(),
        document: &article.document.id.0,
        title: &article.document.title,
    }
}

/// Articles that doccano does not refuse.
fn with_text<'a>(contents: &'a Contents<'a>) -> impl Iterator<Item = &'a Article<'a>> {
    contents.articles.iter().filter(|article| !article.document.text.content().is_empty())
}

fn empty(contents: &Contents<'_>) -> LeftOut {
    let empty = contents.articles.len() - with_text(contents).count();
    LeftOut { what: Unwritten::ArticlesWithoutText, count: empty }
}

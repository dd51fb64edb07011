//! doccano (1.8): one article in each line, for projects of sequence labelling. The project has to allow overlapping
//! spans, or doccano throws them away without a word.

use super::jsonl::{in_ascii, line};
use super::rows;
use super::table::{self, File, Format, Lost};
use crate::export::{Article, Contents};
use glossator_json::Writer;

/// Its JSONL.
pub const FORMAT: Format = Format {
    id: "doccano",
    name: "doccano",
    ending: "jsonl",
    keeps: "texts, spans, labels; tick “Allow overlapping spans” there",
    leaves_out: "notes, people, times, relations",
    lost: |contents| vec![empty(contents), table::all_relations(contents)],
    write,
    read: Some(rows::read),
};

/// Its JSONL (Relation), for projects with "use relation".
pub const RELATIONS: Format = Format {
    id: "doccano-relations",
    name: "doccano with relations",
    ending: "jsonl",
    keeps: "texts, spans, labels, relations within an article; tick “Allow overlapping spans” there as well",
    leaves_out: "notes, people, times",
    lost: |contents| vec![empty(contents), table::between_articles(contents)],
    write: write_with_relations,
    read: Some(rows::read),
};

fn write(contents: &Contents<'_>) -> Vec<File> {
    lines(contents, |row, article| {
        row.name("label").list(|list| {
            for span in &article.spans {
                list.list(|parts| {
                    parts.number(span.start as u64);
                    parts.number(span.end as u64);
                    parts.text(&span.annotation.label.0);
                });
            }
        });
    })
}

fn write_with_relations(contents: &Contents<'_>) -> Vec<File> {
    let mut files = lines(contents, |row, article| {
        row.name("entities").list(|list| {
            // A number, or doccano drops it.
            for (number, span) in (0..).zip(&article.spans) {
                list.object(|entity| {
                    entity.name("id").number(number);
                    entity.name("start_offset").number(span.start as u64);
                    entity.name("end_offset").number(span.end as u64);
                    entity.name("label").text(&span.annotation.label.0);
                });
            }
        });
        row.name("relations").list(|list| {
            for (number, (relation, from, to)) in (0..).zip(contents.relations_in(article)) {
                list.object(|link| {
                    link.name("id").number(number);
                    link.name("from_id").number(from as u64);
                    link.name("to_id").number(to as u64);
                    link.name("type").text(relation.kind());
                });
            }
        });
    });
    for file in &mut files {
        // Here doccano does not ask for the encoding, and what it guesses is no UTF-8 as soon as there is an emoji.
        file.content = in_ascii(&file.content);
    }
    files
}

/// What doccano has no column for goes to its `meta`.
fn lines(contents: &Contents<'_>, spans: impl Fn(&mut Writer, &Article<'_>)) -> Vec<File> {
    let mut content = String::new();
    for article in &contents.articles {
        let text = article.document.text.content();
        if text.is_empty() {
            // doccano refuses it.
            continue;
        }
        content += &line(|row| {
            row.name("text").text(text);
            spans(row, article);
            row.name("document").text(&article.document.id.0);
            row.name("title").text(&article.document.title);
        });
    }
    vec![File::new("doccano.jsonl", content)]
}

fn empty(contents: &Contents<'_>) -> Lost {
    let empty = contents.articles.iter().filter(|article| article.document.text.content().is_empty());
    (empty.count(), "article without a text", "articles without a text")
}

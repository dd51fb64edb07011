//! spaCy: one article in each line, with what `Example.from_dict` takes (spaCy 3, "Data formats").
//!
//! `spans` has all spans, under the key that `spancat` uses; `entities` those that do not overlap, for `ner`.

use super::jsonl::line;
use super::rows;
use super::table::{self, File, Format};
use crate::export::{Article, Contents, Tagged};
use glossator_json::Writer;

/// See the module.
pub const FORMAT: Format = Format {
    id: "spacy",
    name: "spaCy",
    ending: "jsonl",
    keeps: "texts, spans, labels",
    leaves_out: "notes, people, times, relations; of entities those that overlap",
    lost: |contents| {
        let flat = |article: &Article<'_>| article.spans.len() - article.flat(|_| true).len();
        let overlapping = contents.articles.iter().map(flat).sum();
        let lost = (
            overlapping,
            "annotation in “entities” (in “spans” are all)",
            "annotations in “entities” (in “spans” are all)",
        );
        vec![lost, table::all_relations(contents)]
    },
    write,
    read: Some(rows::read),
};

fn write(contents: &Contents<'_>) -> Vec<File> {
    let mut content = String::new();
    for article in &contents.articles {
        let flat = article.flat(|_| true);
        content += &line(|row| {
            row.name("text").text(article.document.text.content());
            row.name("entities").list(|list| {
                for at in flat {
                    list.list(|entity| write_span(entity, &article.spans[at]));
                }
            });
            row.name("spans").object(|groups| {
                groups.name("sc").list(|list| {
                    for span in &article.spans {
                        list.list(|parts| {
                            write_span(parts, span);
                            // Where a knowledge base would name it.
                            parts.text("");
                        });
                    }
                });
            });
            row.name("meta").object(|meta| {
                meta.name("document").text(&article.document.id.0);
                meta.name("title").text(&article.document.title);
            });
        });
    }
    vec![File::new("spacy.jsonl", content)]
}

fn write_span(parts: &mut Writer, span: &Tagged<'_>) {
    parts.number(span.start as u64);
    parts.number(span.end as u64);
    parts.text(&span.annotation.label.0);
}

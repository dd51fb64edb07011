//! Rows for Hugging Face’s `datasets`: one article in each line, all with the same fields of the same types.
//!
//! Nothing is null and no list mixes types, as Arrow wants it.

use super::jsonl::line;
use super::rows;
use super::table::{self, File, Format};
use crate::export::{Contents, Relation, Tagged};
use crate::time::Timestamp;
use glossator_json::Writer;

/// See the module.
pub const FORMAT: Format = Format {
    id: "hugging-face",
    name: "Hugging Face datasets",
    ending: "jsonl",
    keeps: "texts, spans, labels, notes, people by name, times, relations within an article",
    leaves_out: "relations between articles",
    lost: |contents| vec![table::between_articles(contents)],
    write,
    read: Some(rows::read),
};

fn write(contents: &Contents<'_>) -> Vec<File> {
    let mut content = String::new();
    for article in &contents.articles {
        content += &line(|row| {
            row.name("id").text(&article.document.id.0);
            row.name("title").text(&article.document.title);
            row.name("text").text(article.document.text.content());
            row.name("spans").list(|list| {
                for span in &article.spans {
                    list.object(|fields| write_span(fields, span));
                }
            });
            row.name("relations").list(|list| {
                for (relation, ..) in contents.relations_in(article) {
                    list.object(|fields| write_relation(fields, relation));
                }
            });
        });
    }
    vec![File::new("hugging-face.jsonl", content)]
}

fn write_span(fields: &mut Writer, span: &Tagged<'_>) {
    let annotation = span.annotation;
    fields.name("id").text(&annotation.id.to_string());
    fields.name("start").number(span.start as u64);
    fields.name("end").number(span.end as u64);
    fields.name("label").text(&annotation.label.0);
    fields.name("text").text(span.quote);
    write_rest(fields, &annotation.note, &span.annotator, [annotation.created, annotation.modified]);
}

fn write_relation(fields: &mut Writer, relation: &Relation<'_>) {
    fields.name("id").text(relation.id);
    fields.name("type").text(relation.kind());
    fields.name("from").text(&relation.from.to_string());
    fields.name("to").text(&relation.to.to_string());
    let times = [relation.created(), relation.modified()];
    write_rest(fields, relation.note(), &relation.annotator_name, times);
}

fn write_rest(fields: &mut Writer, note: &str, annotator: &str, [created, modified]: [Timestamp; 2]) {
    fields.name("note").text(note);
    fields.name("annotator").text(annotator);
    fields.name("created").text(&created.to_string());
    fields.name("modified").text(&modified.to_string());
}

//! W3C Web Annotation Data Model (Recommendation, 23 February 2017), as JSON-LD: one collection with one page.
//!
//! Each span has both selectors, in code points (4.2.4, 4.2.5); a label is a body for tagging, a note one for commenting.
//! A link is an annotation of its own, from its target to its body. Times are in UTC (3.3.1).

use super::table::{File, Format};
use crate::anchor::Anchoring;
use crate::annotation::AnnotatorId;
use crate::export::{Article, Contents, Relation, Tagged};
use crate::time::Timestamp;
use glossator_json::Writer;

/// See the module.
pub const FORMAT: Format = Format {
    id: "w3c",
    name: "W3C Web Annotation",
    ending: "jsonld",
    keeps: "spans with quotes, labels, notes, people, times, relations",
    leaves_out: "the articles’ texts",
    lost: |_| Vec::new(),
    write,
};

/// In front of an article’s id.
pub const SOURCE: &str = "urn:glossator:document:";

/// In front of a UUID.
pub const UUID: &str = "urn:uuid:";

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
        target.name("source").text(&format!("{SOURCE}{}", escaped(&article.document.id.0)));
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
    item.name("id").text(&match uuid::Uuid::parse_str(relation.id) {
        Ok(id) => format!("{UUID}{id}"),
        Err(_) => format!("urn:glossator:relation:{}", escaped(relation.id)),
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

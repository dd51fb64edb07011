//! TEI P5 stand-off (4.11): for each article its text and, beside it, what is tagged in it.
//!
//! - **Reads** nothing.
//! - **Writes** spans as `#string-range(text,offset,length)`, which counts code points of the text as an XML parser gives it,
//!   with labels, entities and values of attributes as categories, and relations in a list. Characters that XML 1.0 cannot hold, most control characters, become U+FFFD, so that positions
//!   stay.
//! - **Has no room** for relations between articles, and for notes, people and times of relations.

use super::format::{File, Format};
use super::left_out;
use super::writing::names;
use super::writing::xml::Xml;
use crate::export::{Article, Contents, Relation, Tagged};
use crate::model::entity::{Entity, EntityId};
use std::collections::HashMap;

/// Files, one for each article, in an archive.
pub const FORMAT: Format = Format {
    id: "tei",
    name: "TEI P5",
    ending: "zip",
    no_room: |contents| vec![left_out::between_articles(contents), left_out::loose(contents)],
    write,
    read: None,
};

fn write(contents: &Contents<'_>) -> Vec<File> {
    let kinds: Vec<_> = contents.relations.iter().map(Relation::kind).collect();
    let kinds = names::names(&kinds, names::word);
    let file = |(article, name): (&Article<'_>, String)| {
        let mut xml = Xml::new();
        xml.declaration();
        xml.end_line(0);
        xml.element("TEI", &[("xmlns", "http://www.tei-c.org/ns/1.0")], |tei| {
            write_header(tei, contents, article);
            write_annotations(tei, contents, article, &kinds);
            tei.end_line(1);
            tei.element("text", &[], |text| {
                text.element("body", &[], |body| {
                    body.element("ab", &[("xml:id", "text"), ("xml:space", "preserve")], |ab| {
                        ab.lines(article.document.text.content());
                    });
                });
            });
            tei.end_line(0);
        });
        xml.end_line(0);
        File::new(name + ".xml", xml.finish())
    };
    contents.articles.iter().zip(names::files(contents)).map(file).collect()
}

fn write_header(tei: &mut Xml, contents: &Contents<'_>, article: &Article<'_>) {
    tei.end_line(1);
    tei.element("teiHeader", &[], |header| {
        header.end_line(2);
        header.element("fileDesc", &[], |file| {
            file.end_line(3);
            file.element("titleStmt", &[], |it| it.field("title", &article.document.title));
            file.end_line(3);
            let written = format!("Written by Glossator, {}", contents.exported);
            file.element("publicationStmt", &[], |it| it.field("p", &written));
            file.end_line(3);
            file.element("sourceDesc", &[], |source| {
                source.element("bibl", &[], |it| it.field("idno", &article.document.id.0));
            });
            file.end_line(2);
        });
        if !contents.labels.is_empty() {
            header.end_line(2);
            header.element("encodingDesc", &[], |it| {
                it.element("classDecl", &[], |it| {
                    it.element("taxonomy", &[], |it| write_labels(it, contents));
                    write_meanings(it, &Meanings::of(article));
                });
            });
        }
        header.end_line(1);
    });
}

fn write_labels(taxonomy: &mut Xml, contents: &Contents<'_>) {
    for (number, label) in (1..).zip(&contents.labels) {
        taxonomy.end_line(3);
        let id = format!("label-{number}");
        taxonomy.element("category", &[("xml:id", &id)], |it| it.field("catDesc", &label.0));
    }
    taxonomy.end_line(2);
}

/// Entities of an article, and values of attributes, each once, in the order in which they come.
#[derive(Default)]
struct Meanings<'a> {
    entities: Vec<&'a Entity>,
    attributes: Vec<(&'a str, Vec<&'a str>)>,
    /// Numbers of the entities, from 1, by their ids.
    of_entities: HashMap<&'a EntityId, usize>,
    /// Numbers of the attributes, and of the values among those of each, from 1.
    of_values: HashMap<(&'a str, &'a str), [usize; 2]>,
}

impl<'a> Meanings<'a> {
    fn of(article: &Article<'a>) -> Self {
        let mut meanings = Self::default();
        for span in &article.spans {
            if let Some(entity) = span.entity {
                let entities = &mut meanings.entities;
                meanings.of_entities.entry(&entity.id).or_insert_with(|| {
                    entities.push(entity);
                    entities.len()
                });
            }
            for (id, value) in &span.annotation.attributes {
                let attributes = &mut meanings.attributes;
                meanings.of_values.entry((&id.0, value)).or_insert_with(|| {
                    let known = attributes.iter().position(|(other, _)| *other == &*id.0);
                    let at = known.unwrap_or(attributes.len());
                    if known.is_none() {
                        attributes.push((&id.0, Vec::new()));
                    }
                    attributes[at].1.push(value);
                    [at + 1, attributes[at].1.len()]
                });
            }
        }
        meanings
    }

    /// Ids of the categories that a span has beside its label, each behind a blank.
    fn categories(&self, span: &Tagged<'_>) -> String {
        let entity = span.entity.and_then(|entity| self.of_entities.get(&entity.id));
        let values = span.annotation.attributes.iter();
        let values = values.filter_map(|(id, value)| self.of_values.get(&(&*id.0, &**value)));
        let entity = entity.map(|number| format!(" #entity-{number}"));
        entity.into_iter().chain(values.map(|[of, at]| format!(" #value-{of}-{at}"))).collect()
    }
}

/// Writes a taxonomy of the entities, and one of each attribute.
fn write_meanings(declarations: &mut Xml, meanings: &Meanings<'_>) {
    if !meanings.entities.is_empty() {
        declarations.element("taxonomy", &[("n", "entities")], |it| {
            for (number, entity) in (1..).zip(&meanings.entities) {
                it.end_line(3);
                let attributes = [("xml:id", &*format!("entity-{number}")), ("n", &*entity.id.0)];
                it.element("category", &attributes, |it| it.field("catDesc", entity.called()));
            }
            it.end_line(2);
        });
    }
    for (number, (id, values)) in (1..).zip(&meanings.attributes) {
        declarations.element("taxonomy", &[("n", id)], |it| {
            for (at, value) in (1..).zip(values) {
                it.end_line(3);
                let category = format!("value-{number}-{at}");
                it.element("category", &[("xml:id", &category)], |it| it.field("catDesc", value));
            }
            it.end_line(2);
        });
    }
}

/// Writes spans and relations; an article without spans has no element for them, as none may be empty.
fn write_annotations(
    tei: &mut Xml,
    contents: &Contents<'_>,
    article: &Article<'_>,
    kinds: &[(&str, String)],
) {
    if article.spans.is_empty() {
        return;
    }
    let meanings = Meanings::of(article);
    tei.end_line(1);
    tei.element("standOff", &[], |stand_off| {
        stand_off.end_line(2);
        stand_off.element("listAnnotation", &[], |list| {
            for span in &article.spans {
                write_span(list, contents, span, &meanings.categories(span));
            }
            list.end_line(2);
        });
        let mut relations = contents.relations_in(article).peekable();
        if relations.peek().is_some() {
            stand_off.end_line(2);
            stand_off.element("listRelation", &[], |list| {
                for (relation, ..) in relations {
                    write_relation(list, relation, kinds);
                }
                list.end_line(2);
            });
        }
        stand_off.end_line(1);
    });
}

fn write_span(list: &mut Xml, contents: &Contents<'_>, span: &Tagged<'_>, meanings: &str) {
    let annotation = span.annotation;
    let label = contents.labels.iter().position(|label| *label == annotation.label).unwrap_or_default() + 1;
    let (id, label) = (format!("a-{}", annotation.id), format!("#label-{label}{meanings}"));
    let target = format!("#string-range(text,{},{})", span.start, span.end - span.start);
    let attributes = [("xml:id", &*id), ("motivation", "tagging"), ("target", &target), ("ana", &label)];
    list.end_line(3);
    list.element("annotation", &attributes, |it| {
        if !span.annotator.is_empty() {
            it.end_line(4);
            it.element("respStmt", &[], |person| {
                person.field("resp", "annotator");
                person.field("persName", &span.annotator);
            });
        }
        it.end_line(4);
        it.element("revisionDesc", &[], |changes| {
            for (status, when) in [("created", annotation.created), ("modified", annotation.modified)] {
                changes.empty("change", &[("status", status), ("when", &when.to_string())]);
            }
        });
        if !annotation.note.is_empty() {
            it.end_line(4);
            it.field("note", &annotation.note);
        }
        it.end_line(3);
    });
}

fn write_relation(list: &mut Xml, relation: &Relation<'_>, kinds: &[(&str, String)]) {
    let [active, passive] = [relation.from, relation.to].map(|end| format!("#a-{end}"));
    let name = names::name(kinds, relation.kind());
    list.end_line(3);
    list.element("relation", &[("name", name), ("active", &active), ("passive", &passive)], |it| {
        it.field("desc", relation.kind());
    });
}

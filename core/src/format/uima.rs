//! UIMA CAS JSON 0.4 (apache/uima-uimaj-io-jsoncas, SPECIFICATION.adoc), as INCEpTION reads it: an article in each file.
//!
//! Positions are UTF-16 units. Sentences, tokens and named entities are of the types of DKPro Core, which INCEpTION has; it
//! refuses types that its project lacks, so there is nothing else. Read are named entities and what somebody defined, with
//! their relations, not what a program found out about the language.

use super::intake::{Intake, Link, Tag};
use super::plain;
use super::source::{Source, characters};
use super::table::{self, File, Format};
use super::tokens::{self, Borders, Token};
use super::w3c;
use crate::export::{Article, Contents};
use crate::span::Span;
use glossator_json::{Json, Writer};
use std::borrow::Cow;

/// See the module.
pub const FORMAT: Format = Format {
    id: "uima",
    name: "UIMA CAS JSON",
    ending: "zip",
    keeps: "texts with sentences and tokens, spans and labels as named entities of INCEpTION",
    leaves_out: "notes, people, times, relations",
    lost: |contents| vec![table::all_relations(contents)],
    write,
    read: Some(read),
};

const META: &str = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData";
const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";
/// A span with a label.
pub const ENTITY: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";

/// Whether people make annotations of that type.
pub fn is_made_by_people(kind: &str) -> bool {
    kind == ENTITY || !["uima.", "de.tudarmstadt.ukp."].iter().any(|own| kind.starts_with(own))
}

/// The last part of a type’s name.
pub fn short(kind: &str) -> &str {
    kind.rsplit('.').next().unwrap_or(kind)
}

/// In a project of INCEpTION there is a folder for each article with a file of each person: what such a file would be called
/// if it were the article’s only one, and the person. What was there before anybody came is nobody’s.
pub fn of_project(path: &str) -> Option<(String, &str)> {
    let mut parts = path.rsplit('/');
    let (person, ending) = parts.next()?.rsplit_once('.')?;
    let article = parts.next()?;
    let article = article.strip_suffix(".txt").unwrap_or(article);
    let person = if person == "INITIAL_CAS" { "" } else { person };
    ["annotation", "curation"].contains(&parts.next()?).then(|| (format!("{article}.{ending}"), person))
}

fn write(contents: &Contents<'_>) -> Vec<File> {
    let file = |(article, name): (&Article<'_>, String)| {
        let mut cas = Writer::compact();
        cas.object(|cas| write_cas(cas, contents, article));
        File::new(name + ".json", cas.finish() + "\n")
    };
    contents.articles.iter().zip(plain::files(contents)).map(file).collect()
}

fn write_cas(cas: &mut Writer, contents: &Contents<'_>, article: &Article<'_>) {
    let sentences = tokens::sentences(contents, article, Borders::OfText);
    let text = &article.document.text;
    cas.name("%TYPES").object(|types| {
        write_type(
            types,
            META,
            "uima.tcas.DocumentAnnotation",
            &["documentTitle", "documentId", "documentUri"],
        );
        write_type(types, SENTENCE, "uima.tcas.Annotation", &[]);
        write_type(types, TOKEN, "uima.tcas.Annotation", &[]);
        write_type(types, ENTITY, "uima.tcas.Annotation", &["value"]);
    });
    let mut count = 1;
    cas.name("%FEATURE_STRUCTURES").list(|list| {
        list.object(|sofa| {
            sofa.name("%ID").number(count);
            sofa.name("%TYPE").text("uima.cas.Sofa");
            sofa.name("sofaNum").number(1);
            sofa.name("sofaID").text("_InitialView");
            sofa.name("mimeType").text("text");
            sofa.name("sofaString").text(text.content());
        });
        let mut write = |kind: &str, bytes: &Token, features: &[(&str, &str)]| {
            count += 1;
            list.object(|structure| {
                let [begin, end] = text.utf16_of(bytes);
                structure.name("%ID").number(count);
                structure.name("%TYPE").text(kind);
                structure.name("@sofa").number(1);
                structure.name("begin").number(begin);
                structure.name("end").number(end);
                for (name, value) in features {
                    structure.name(name).text(value);
                }
            });
        };
        let (title, id) = (&*article.document.title, &article.document.id);
        let about = [("documentTitle", title), ("documentId", &*id.0), ("documentUri", &*w3c::iri(id))];
        write(META, &(0..text.content().len()), &about);
        for sentence in &sentences {
            let start = sentence.first().map_or(0, |token| token.start);
            write(SENTENCE, &(start..sentence.last().map_or(start, |token| token.end)), &[]);
        }
        sentences.iter().flatten().for_each(|token| write(TOKEN, token, &[]));
        for span in article.spans.iter().map(|span| span.annotation) {
            let bytes = span.span().map(Span::bytes).unwrap_or_default();
            write(ENTITY, &bytes, &[("value", &span.label.0)]);
        }
    });
    cas.name("%VIEWS").object(|views| {
        views.name("_InitialView").object(|view| {
            view.name("%SOFA").number(1);
            view.name("%MEMBERS").list(|members| (2..=count).for_each(|id| members.number(id)));
        });
    });
}

fn write_type(types: &mut Writer, name: &str, parent: &str, features: &[&str]) {
    types.name(name).object(|kind| {
        kind.name("%NAME").text(name);
        kind.name("%SUPER_TYPE").text(parent);
        for name in features {
            kind.name(name).object(|feature| {
                feature.name("%NAME").text(name);
                feature.name("%RANGE").text("uima.cas.String");
            });
        }
    });
}

fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    let all = source.first().field("%FEATURE_STRUCTURES");
    let kind = |structure: &Json<'_>| characters(structure.field("%TYPE")).into_owned();
    let is = |wanted: &'static str| move |structure: &Json<'_>| kind(structure) == wanted;
    let text = all.items()?.find(is("uima.cas.Sofa")).and_then(|sofa| sofa.field("sofaString").text());
    let Some(text) = text else {
        intake.refuse("", "a view with a text", &"none");
        return Some(());
    };
    let about = all.items()?.find(is(META)).unwrap_or(Json::NULL);
    let [title, id, uri] =
        ["documentTitle", "documentId", "documentUri"].map(|name| characters(about.field(name)));
    let is_ours = uri.starts_with(w3c::SOURCE);
    // INCEpTION has the name of a file as its title, and of who annotates as its id.
    let is_person = !is_ours && !id.contains(&*title) && source.person.is_empty();
    let annotator = if is_person { &id } else { source.person };
    let called = if is_ours { &uri } else { [&title, &id][usize::from(title.is_empty())] };
    let named = w3c::document_of(if source.person.is_empty() { called } else { source.stem });
    let article = intake.article(source.stem, &named, if is_ours { &title } else { "" }, &text);
    intake.forget_names();
    // Links may stand before what they connect.
    for is_link in [false, true] {
        for (number, structure) in (0..).zip(all.items()?) {
            let kind = kind(&structure);
            if intake.is_full() {
                return Some(());
            }
            if !is_made_by_people(&kind) || is_link == structure.field("@Governor").is_null() {
                continue;
            }
            let at = format!("%FEATURE_STRUCTURES[{number}]");
            let label = label(&kind, structure);
            if is_link {
                let ends = ["@Governor", "@Dependent"].map(|end| structure.field(end).source());
                intake.relation(&at, ends, &Link { kind: &label, annotator, ..Link::default() });
                continue;
            }
            let ends = ["begin", "end"].map(|name| structure.field(name).number());
            intake.annotation_in_utf16(
                ends,
                &Tag {
                    at: at.into(),
                    article,
                    name: structure.field("%ID").source(),
                    label: &label,
                    note: &characters(structure.field("note")),
                    annotator,
                    ..Tag::default()
                },
            );
        }
    }
    Some(())
}

/// The value of a named entity, of another type its first word, or else the type.
fn label<'a>(kind: &'a str, structure: Json<'a>) -> Cow<'a, str> {
    let value = structure.field("value").text();
    let fields = structure.fields().into_iter().flatten();
    let is_word = |name: &str| !name.starts_with(['%', '@']) && !["note", "identifier"].contains(&name);
    let mut words = fields.filter(|(name, _)| is_word(name));
    let first = || words.find_map(|(_, value)| value.text());
    value.or_else(first).filter(|label| !label.is_empty()).unwrap_or(Cow::Borrowed(short(kind)))
}

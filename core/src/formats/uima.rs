//! UIMA CAS JSON 0.4 (apache/uima-uimaj-io-jsoncas, SPECIFICATION.adoc), as INCEpTION reads it: an article in each file.
//!
//! Positions are UTF-16 units. Sentences, tokens and named entities are of the types of DKPro Core, which INCEpTION has; it
//! refuses types that its project lacks, so there is nothing else. Read are named entities and what somebody defined, with
//! their relations, not what a program found out about the language.

mod reading;
mod writing;

use super::table::{self, Format};

/// See the module.
pub const FORMAT: Format = Format {
    id: "uima",
    name: "UIMA CAS JSON",
    ending: "zip",
    keeps: "texts with sentences and tokens, spans and labels as named entities of INCEpTION",
    leaves_out: "notes, people, times, relations",
    lost: |contents| vec![table::all_relations(contents)],
    write: writing::write,
    read: Some(reading::read),
};

const META: &str = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData";
const SOFA: &str = "uima.cas.Sofa";
/// A span with a label.
pub const ENTITY: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";

/// True for the types of which people make annotations.
pub fn is_made_by_people(kind: &str) -> bool {
    kind == ENTITY || !["uima.", "de.tudarmstadt.ukp."].iter().any(|own| kind.starts_with(own))
}

/// The last part of a type’s name.
pub fn short(kind: &str) -> &str {
    kind.rsplit('.').next().unwrap_or(kind)
}

/// In a project of INCEpTION there is a folder for each article with a file of each person: what such a file would be called
/// if it were the article’s only one, and the person. The file from before anybody came is nobody’s.
pub fn of_project(path: &str) -> Option<(String, &str)> {
    let mut parts = path.rsplit('/');
    let (person, ending) = parts.next()?.rsplit_once('.')?;
    let article = parts.next()?;
    let article = article.strip_suffix(".txt").unwrap_or(article);
    let person = if person == "INITIAL_CAS" { "" } else { person };
    ["annotation", "curation"].contains(&parts.next()?).then(|| (format!("{article}.{ending}"), person))
}

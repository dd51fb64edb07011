//! INCEpTION: its types of annotations, and the folders of its projects.
//!
//! It knows no format; two that INCEpTION reads share it.

use super::reading::paths;
use std::collections::HashSet;
use std::rc::Rc;

/// Type of a span with a label (DKPro Core).
pub const ENTITY: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";

/// Type of the title and the id of an article (DKPro Core).
pub const META: &str = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData";

/// Type of the text of a view (UIMA).
pub const SOFA: &str = "uima.cas.Sofa";

/// True for the types of which people make annotations: named entities and what somebody defined, not what a program found
/// out about the language.
pub fn is_made_by_people(kind: &str) -> bool {
    kind == ENTITY || !["uima.", "de.tudarmstadt.ukp."].iter().any(|own| kind.starts_with(own))
}

/// Last part of a type’s name.
pub fn short(kind: &str) -> &str {
    kind.rsplit('.').next().unwrap_or(kind)
}

/// True for a file with the objects of Java of which another one that was read holds the same annotations, as a project has
/// them.
pub fn is_stored_twice(path: &str, read: &HashSet<Rc<str>>) -> bool {
    let Some(stem) = path.strip_suffix(".ser") else { return false };
    let twin = stem.replace("annotation_ser/", "annotation/").replace("curation_ser/", "curation/");
    twin != stem && read.iter().any(|path| paths::stem(path) == twin)
}

/// Name and person of a file in a project, where each article has a folder with a file of each person: the name that the file
/// would have if it were the article’s only one. The file `INITIAL_CAS` is nobody’s.
pub fn of_project(path: &str) -> Option<(String, &str)> {
    let mut parts = path.rsplit('/');
    let (person, ending) = parts.next()?.rsplit_once('.')?;
    let article = parts.next()?;
    let article = article.strip_suffix(".txt").unwrap_or(article);
    let person = if person == "INITIAL_CAS" { "" } else { person };
    ["annotation", "curation"].contains(&parts.next()?).then(|| (format!("{article}.{ending}"), person))
}

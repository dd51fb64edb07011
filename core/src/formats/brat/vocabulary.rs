//! Vocabulary: the labels, types, attributes and values of a project as the plain words that brat takes.

use crate::export::{Contents, Relation, Tagged};
use crate::formats::writing::names;
use crate::model::attribute::{Holds, YES};
use crate::model::label::LabelId;

/// Plain words for all that is named in the files.
pub struct Vocabulary<'a> {
    /// Names, each with its word.
    pub words: Vec<(&'a str, String)>,
    pub labels: Vec<&'a str>,
    pub kinds: Vec<&'a str>,
    pub attributes: Vec<Written<'a>>,
}

/// Attribute of one id, which several labels may have.
pub struct Written<'a> {
    pub id: &'a str,
    pub labels: Vec<&'a str>,
    /// Values to choose from; none of a flag.
    pub values: Vec<&'a str>,
}

impl<'a> Vocabulary<'a> {
    /// Words of the contents.
    pub fn of(contents: &'a Contents<'_>) -> Self {
        let labels: Vec<_> = contents.labels.iter().map(|label| &*label.0).collect();
        let mut kinds: Vec<&str> = Vec::new();
        for kind in contents.relations.iter().map(Relation::kind) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let attributes = attributes(contents);
        // `visual.conf` names all in one list.
        let ids = attributes.iter().map(|attribute| attribute.id);
        let values = attributes.iter().flat_map(|attribute| attribute.values.iter().copied());
        let all: Vec<_> =
            labels.iter().copied().chain(kinds.iter().copied()).chain(ids).chain(values).collect();
        let words = names::names(&all, names::word);
        Self { words, labels, kinds, attributes }
    }

    /// Word of a name.
    pub fn word(&self, name: &str) -> &str {
        names::name(&self.words, name)
    }
}

/// True for a value that has a line: of a choice or a flag. brat has no other attributes.
pub fn is_written(contents: &Contents<'_>, label: &LabelId, attribute: &str) -> bool {
    let attribute = contents.attributes.get(&label.0, attribute);
    attribute.is_some_and(|attribute| matches!(attribute.holds, Holds::Choice | Holds::Flag))
}

/// Attributes of the labels, with the values of the codebook and those that are there.
fn attributes<'a>(contents: &'a Contents<'_>) -> Vec<Written<'a>> {
    let mut all: Vec<Written<'a>> = Vec::new();
    let mut flags: Vec<&str> = Vec::new();
    for label in &contents.labels {
        for attribute in contents.attributes.of(&label.0) {
            let id = &*attribute.id.0;
            if !is_written(contents, label, id) {
                continue;
            }
            if all.iter().all(|it| it.id != id) {
                all.push(Written { id, labels: Vec::new(), values: Vec::new() });
            }
            let Some(written) = all.iter_mut().find(|it| it.id == id) else { continue };
            written.labels.push(&label.0);
            if attribute.holds == Holds::Flag {
                flags.push(id);
            } else {
                add(&mut written.values, attribute.values.iter().map(|value| &*value.id));
            }
        }
    }
    let spans: Vec<&Tagged<'_>> = contents.articles.iter().flat_map(|article| &article.spans).collect();
    for written in &mut all {
        let is_choice = !flags.contains(&written.id) || !written.values.is_empty();
        if is_choice {
            let used = spans.iter().filter(|span| is_written(contents, &span.annotation.label, written.id));
            let used = used.map(|span| span.annotation.attributes.get(written.id));
            add(&mut written.values, used.filter(|value| !value.is_empty()));
            // An attribute that is a flag elsewhere is set there.
            add(&mut written.values, flags.iter().filter(|flag| **flag == written.id).map(|_| YES));
        }
    }
    // A choice of nothing would be taken for a flag.
    all.retain(|written| !written.values.is_empty() || flags.contains(&written.id));
    all
}

fn add<'a>(values: &mut Vec<&'a str>, more: impl Iterator<Item = &'a str>) {
    for value in more {
        if !values.contains(&value) {
            values.push(value);
        }
    }
}

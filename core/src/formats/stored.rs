//! Stored: the contents of the store as the page's emergency exit saves them, every key with its value, untouched, and the texts
//! that are kept elsewhere under the keys that they would have there.
//!
//! - **Reads** the entries as the journal does, and takes what they mean from [`native`]. Of several projects, one is what the file
//!   brings: the one that was open, as the file says; the others come beside it, each as it was stored.
//! - **Writes** keys and values; the page's guard script, which works when nothing else does, writes the same.
//! - **Has no room** for anything else.

use super::error::ReadError;
use super::native;
use crate::corpus::Corpus;
use crate::import::{Expected, FilePart, Finding, Incoming, OtherProject, Refusal, Unexpected};
use crate::json::{self, Fields, Shape};
use crate::model::record::{Field, Kind};
use crate::model::time::Timestamp;
use crate::saving::journal::{self, Key};
use crate::saving::project::{self, ProjectId};
use crate::text::Text;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Value of `format`, which the page's guard script writes as well.
pub const FORMAT: &str = "glossator-stored";

#[derive(Serialize)]
struct File<'a> {
    entries: Items<'a>,
    format: &'a str,
    version: u64,
}

/// Values of the store by their keys, in order.
struct Items<'a>(&'a [(String, String)]);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// File with those keys and values.
#[must_use]
pub fn write(entries: &[(String, String)]) -> String {
    json::compact(&File { entries: Items(entries), format: FORMAT, version: 1 })
}

/// Reads a file with keys and values of the store.
///
/// # Errors
/// When there are no entries in it, or entries of a later stored form. Single entries that cannot be read become
/// findings.
pub fn read(file: &RawValue) -> Result<Incoming, ReadError> {
    let fields = Fields::of(file).unwrap_or_default();
    let found = fields.get("entries").unwrap_or(RawValue::NULL);
    let entries = Fields::of(found).ok_or_else(|| Refusal {
        expected: Expected::Object,
        field: Some("entries".into()),
        found: Unexpected::Json(Shape::of_part(found)),
    })?;
    // The last of equal keys counts.
    let entries: BTreeMap<_, _> = entries.0.into_iter().collect();
    let (mut texts, mut findings) = (Vec::new(), Vec::new());
    for (key, value) in entries {
        match json::text(value) {
            Some(text) => texts.push((key, text)),
            None if key.starts_with(journal::PREFIX) => {
                let why = Refusal::new(Expected::Text, Unexpected::Json(Shape::of_part(value)));
                findings.push(Finding::Refused { part: FilePart::value(&*key), why });
            }
            None => {}
        }
    }
    let projects = Projects(texts);
    if let Some(found) = projects.newer_form() {
        return Err(ReadError::HigherVersion { found, known: journal::FORM });
    }
    let open = projects.open(fields.get("project").and_then(json::text).as_deref());
    let stored = projects.items(&open);
    let loaded = journal::load(stored.iter().map(|(key, value)| (&**key, *value)));
    let corpus = loaded.merge_into(&Corpus::new([]));
    // An import understands one description of a corpus: our own JSON.
    let mut incoming = native::read_all(json::verbatim(&native::write(&corpus, Timestamp::default())))?;
    // A text that could not be saved is none, not an empty one.
    let lacking: BTreeSet<_> = corpus.documents().filter(|it| it.lacks_text).map(|it| &it.id).collect();
    for document in incoming.documents.iter_mut().filter(|document| lacking.contains(&document.id)) {
        (document.text, document.sha256) = (None, None);
    }
    // Of what comes with the page, the store has what people did with it.
    let removed = corpus.records(&Kind::Document);
    let removed = removed.filter(|(_, it)| it.is_deleted() && it.cell(&Field::Text).is_none());
    incoming.put_away.extend(removed.map(|(key, _)| key.clone()));
    let damaged = loaded.damaged.into_iter();
    findings.extend(damaged.map(|damaged| Finding::Refused {
        part: FilePart::value(open.outside(&damaged.key)),
        why: Refusal::new(Expected::Entry, Unexpected::Unreadable(damaged.why)),
    }));
    incoming.findings.append(&mut findings);
    let others = projects.ids().into_iter().filter(|id| *id != open);
    incoming.others = others.map(|id| projects.other(&id)).collect();
    Ok(incoming)
}

/// Values by their keys, of all projects.
struct Projects<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl Projects<'_> {
    /// Projects that have something here.
    fn ids(&self) -> BTreeSet<ProjectId> {
        let ids = self.0.iter().filter_map(|(key, _)| Some((project::of_key(key)?, key)));
        ids.filter(|(id, key)| id.inside(key).is_some_and(|key| journal::is_item(&key)))
            .map(|(id, _)| id)
            .collect()
    }

    /// Highest stored form among the keys, if it is later than this one.
    fn newer_form(&self) -> Option<u64> {
        let inside = |key: &str| project::of_key(key)?.inside(key);
        let parsed = self.0.iter().map(|(key, _)| Key::parse(inside(key).as_deref().unwrap_or(key)));
        let forms = parsed.filter_map(|key| if let Key::Newer(form) = key { Some(form) } else { None });
        forms.max()
    }

    /// Project that was open: the file says so, or it was opened last.
    fn open(&self, named: Option<&str>) -> ProjectId {
        let ids = self.ids();
        let opened = |id: &&ProjectId| self.about(id).map(|about| about.opened);
        let named = named.and_then(ProjectId::parse).filter(|id| ids.contains(id));
        named.or_else(|| ids.iter().max_by_key(opened).cloned()).unwrap_or_default()
    }

    fn about(&self, id: &ProjectId) -> Option<project::About> {
        let key = project::list_key(id);
        project::read_about(&self.0.iter().find(|(other, _)| *other == key)?.1)
    }

    /// Items of a project, under their keys in its store.
    fn items(&self, id: &ProjectId) -> Vec<(String, &str)> {
        self.0.iter().filter_map(|(key, value)| Some((id.inside(key)?, &**value))).collect()
    }

    fn other(&self, id: &ProjectId) -> OtherProject {
        let mut other = OtherProject {
            id: id.clone(),
            about: self.about(id).unwrap_or_default(),
            ..OtherProject::default()
        };
        for (key, value) in self.items(id) {
            match Key::parse(&key) {
                // Under another key, which counts as well where the hash is right, it would be there twice.
                Key::Text(version) if Text::new(value).version() == version => {
                    other.texts.push((version, value.into()));
                }
                _ => other.items.push((key, value.to_owned())),
            }
        }
        other
    }
}

//! Absent annotations: those here that the file no longer has.
//!
//! A file is known to have had them only by others of the same person in the same article that it still has. Annotations that
//! were made after the file was written are none of them, nor are those for which many formats have no room: white space, and
//! words without a place.

use super::Before;
use super::matching::{Identity, Matched};
use crate::import::{Difference, Sort, Version};
use crate::model::annotator::AnnotatorId;
use crate::model::document::DocumentId;
use crate::model::time::Timestamp;
use std::collections::{BTreeMap, HashSet};

impl Before<'_> {
    /// Annotations here that are not in the file, each with the version that stands.
    pub(super) fn absent(self, matched: &Matched<'_>, written: Option<Timestamp>) -> Vec<Difference> {
        let mut people: BTreeMap<&DocumentId, HashSet<AnnotatorId>> = BTreeMap::new();
        for candidate in &matched.candidates {
            let (Identity::Own { id, .. } | Identity::Equal(id) | Identity::Resembles { here: id, .. }) =
                candidate.identity
            else {
                continue;
            };
            if let Some(here) = self.corpus.annotation(id) {
                let is_signed = candidate.annotator != AnnotatorId::default();
                let person = if is_signed { candidate.annotator } else { here.annotator };
                people.entry(&here.document).or_default().insert(person);
            }
        }
        let mut absent = Vec::new();
        for (document, people) in people {
            for here in self.corpus.document(document).into_iter().flat_map(|document| document.annotations())
            {
                let was_there = written.is_none_or(|written| here.created <= written);
                let is_missing = !matched.claimed.contains(&here.id) && people.contains(&here.annotator);
                if !was_there || !is_missing || here.span().is_none() {
                    continue;
                }
                let words = self.words(here);
                if words.trim().is_empty() {
                    continue;
                }
                let record = here.id.key();
                let stands = self.choices.versions.get(&record).copied();
                let stands = stands.filter(|it| *it == Version::Files).unwrap_or(Version::Ours);
                absent.push(Difference {
                    record,
                    document: document.clone(),
                    words,
                    sort: Sort::Absent,
                    stands,
                });
            }
        }
        absent
    }
}

//! Cutting: files of articles as they were read, and what a person corrected about them, become what is taken in.
//!
//! Encodings, columns, and where an article begins are corrected by reading again; values of attributes, and articles that are
//! left out, here. It knows neither how a file is read nor how anything is shown.

use glossator_core::formats::{RawFile, Readings};
use glossator_core::import::{ArticleFile, AttributeName, Cut, Incoming};
use glossator_core::model::attribute::AttributeId;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The place from which an article was cut, which another reading leaves as it is: its file, and where in it.
pub type Place = (Rc<str>, String);

/// The place of an article.
#[must_use]
pub fn place(cut: &Cut) -> Place {
    let within = match cut.pieces.first() {
        Some(first) => first.number.to_string(),
        None => format!("{:?}", cut.at.item),
    };
    (cut.file.clone(), within)
}

/// Files of articles, and what was corrected about them.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The files, archives unpacked.
    pub files: Rc<[RawFile]>,
    /// Corrections of how they are read.
    pub readings: Readings,
    /// Values of attributes that a person wrote instead of those that were recognised.
    pub values: BTreeMap<Place, BTreeMap<AttributeName, Rc<str>>>,
    /// Articles that are left out.
    pub left_out: BTreeSet<Place>,
    /// The contents as they were read.
    pub read: Rc<Incoming>,
}

impl Source {
    /// The value of an attribute, as a person wrote it or as it was recognised; empty for none.
    #[must_use]
    pub fn value<'a>(&'a self, cut: &'a Cut, attribute: &str) -> &'a str {
        let written = self.values.get(&place(cut)).and_then(|values| values.get(attribute));
        let recognised = || cut.field(attribute).map(|field| &*field.value);
        written.map(|value| &**value).or_else(recognised).unwrap_or_default()
    }

    /// True if a person wrote that value.
    #[must_use]
    pub fn is_written(&self, cut: &Cut, attribute: &str) -> bool {
        self.values.get(&place(cut)).is_some_and(|values| values.contains_key(attribute))
    }

    /// True if the article is taken in.
    #[must_use]
    pub fn takes(&self, cut: &Cut) -> bool {
        !self.left_out.contains(&place(cut))
    }

    /// The articles that were cut out of files, in their order.
    pub fn cuts(&self) -> impl Iterator<Item = &Rc<Cut>> {
        self.read.documents.iter().filter_map(|document| document.cut.as_ref())
    }

    /// The contents with what was corrected.
    #[must_use]
    pub fn corrected(&self) -> Rc<Incoming> {
        if self.values.is_empty() && self.left_out.is_empty() {
            return self.read.clone();
        }
        let mut corrected = (*self.read).clone();
        corrected.documents.retain(|document| document.cut.as_ref().is_none_or(|cut| self.takes(cut)));
        for document in &mut corrected.documents {
            let Some(cut) = document.cut.clone() else { continue };
            for (attribute, value) in self.values.get(&place(&cut)).into_iter().flatten() {
                document.attributes.retain(|(id, _)| *id.0 != **attribute);
                if !value.is_empty() {
                    document.attributes.push((AttributeId(attribute.clone()), value.clone()));
                }
            }
        }
        Rc::new(corrected)
    }

    /// True if there is something to be seen before articles are taken in: plain texts as a whole come in at once.
    #[must_use]
    pub fn is_to_be_seen(&self) -> bool {
        let is_plain = |cut: &Rc<Cut>| {
            let is_certain = cut.encoding.as_ref().is_none_or(|one| !one.is_doubtful());
            let is_whole = cut.of == 1 && cut.left_out().next().is_none();
            cut.kind == ArticleFile::Text && cut.fields.is_empty() && is_certain && is_whole
        };
        let is_corrected =
            self.readings.are_of_files() || !self.values.is_empty() || !self.left_out.is_empty();
        is_corrected || !self.read.tables.is_empty() || !self.cuts().all(is_plain)
    }
}

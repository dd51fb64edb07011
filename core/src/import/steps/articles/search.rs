//! Search for the article here that one of the file is.
//!
//! An article is the same by its id. By its text alone it is the same only where that cannot be the copy that another outlet
//! printed: if the file has no name for it, if its name is that of the article as a file may have it, or if the file has
//! annotations of the article here.

use crate::corpus::Corpus;
use crate::import::steps::is_derived;
use crate::import::steps::landing::{CountsIn, Landing};
use crate::import::{Because, Incoming, IncomingAnnotation, IncomingDocument};
use crate::model::document::{Document, DocumentId};
use crate::text::Text;
use crate::text::form::composed;
use crate::text::spelling::is_alike;
use std::collections::HashMap;
use std::rc::Rc;

/// Article here that an article of the file is.
pub enum Match<'c> {
    /// One with the same text, but for its spelling in the file where tools change that.
    Same(&'c Document, Option<Rc<Text>>),
    /// Perhaps one, with the text of the file if it has one.
    Doubtful(&'c Document, Because, Option<Rc<Text>>),
    /// None: its text is new here.
    None(Rc<Text>),
    /// None, and its text is not in the file.
    Textless,
}

/// Articles here, and annotations of the file, as they are looked for.
pub struct Search<'a> {
    corpus: &'a Corpus,
    /// Annotations of the file by their articles.
    annotations: HashMap<&'a DocumentId, Vec<&'a IncomingAnnotation>>,
    /// Articles here by the hash of their texts.
    by_hash: HashMap<String, Vec<&'a Rc<Document>>>,
}

impl<'a> Search<'a> {
    pub fn new(corpus: &'a Corpus, incoming: &'a Incoming) -> Self {
        let mut search = Self { corpus, annotations: HashMap::new(), by_hash: HashMap::new() };
        for of_one in incoming.annotations.chunk_by(|one, other| one.document == other.document) {
            search.annotations.entry(&of_one[0].document).or_default().extend(of_one);
        }
        if !incoming.documents.is_empty() {
            for document in corpus.documents() {
                search.by_hash.entry(document.text.sha256()).or_default().push(document);
            }
        }
        search
    }

    /// Annotations of the file, by its ids of their articles.
    pub fn annotations(&self) -> impl Iterator<Item = (&'a DocumentId, &[&'a IncomingAnnotation])> {
        self.annotations.iter().map(|(id, annotations)| (*id, &annotations[..]))
    }

    pub fn annotations_of(&self, document: &IncomingDocument) -> &[&'a IncomingAnnotation] {
        self.annotations.get(&document.id).map_or(&[], Vec::as_slice)
    }

    /// True if most of the file's annotations of the article have a place in the one here, whose text is another.
    pub fn is_found(&self, document: &IncomingDocument, here: &Document) -> bool {
        let landing = Landing::new(here.id.clone(), here.text.clone(), CountsIn::Other);
        landing.finds_most_of(self.annotations_of(document).iter().copied())
    }

    pub fn find(&self, document: &IncomingDocument, text: Option<Rc<Text>>, hash: Option<&str>) -> Match<'a> {
        let spells =
            |here: &Document| text.as_ref().is_some_and(|text| is_alike(text.content(), here.text.content()));
        let has_text = |here: &Document| hash.is_none_or(|hash| here.text.sha256() == hash);
        let own = self.corpus.document(&document.id).filter(|here| !here.text.content().is_empty());
        if let Some(here) = own {
            if has_text(here) {
                return Match::Same(here, None);
            }
            // It may have been added beside this one before.
            if let Some(beside) = self.with_text(hash).find(|here| is_called_like(&document.id, &here.id)) {
                return Match::Same(beside, None);
            }
            // Some tools change white space; a text with their tags is no corrected version.
            let is_tagged = document.sha256.is_none() && !self.annotations_of(document).is_empty();
            if spells(here) {
                return if is_tagged || document.is_rebuilt || document.is_nameless {
                    Match::Same(here, text)
                } else {
                    Match::Doubtful(here, Because::OtherSpelling, text)
                };
            }
            // A name that the reader made says nothing.
            if text.is_none() || !document.is_nameless || self.is_found(document, here) {
                return Match::Doubtful(here, Because::OtherText, text);
            }
        }
        let rebuilt =
            self.corpus.documents().filter(|here| document.is_rebuilt && spells(here) && !has_text(here));
        let twins: Vec<_> = self.with_text(hash).chain(rebuilt.map(|here| &**here)).collect();
        let is_known = |here: &&&Document| {
            is_called_like(&document.id, &here.id) || self.has_annotations_of(document, here)
        };
        match (&twins[..], text) {
            ([only], text) if document.is_nameless || text.is_none() => Match::Same(only, text),
            ([first, ..], Some(text)) if !document.is_nameless => match twins.iter().find(is_known) {
                Some(known) => Match::Same(known, Some(text)),
                None => Match::Doubtful(first, Because::SameText, Some(text)),
            },
            (_, Some(text)) => Match::None(text),
            (_, None) => Match::Textless,
        }
    }

    fn with_text(&self, hash: Option<&str>) -> impl Iterator<Item = &'a Document> + use<'a> {
        let same = hash.and_then(|hash| self.by_hash.get(hash)).cloned().unwrap_or_default();
        same.into_iter().map(|here| &**here)
    }

    /// True if the file has an annotation that is in that article here, by an id of its own.
    fn has_annotations_of(&self, document: &IncomingDocument, here: &Document) -> bool {
        let is_in = |it: &&IncomingAnnotation| {
            !is_derived(it.id.0) && self.corpus.annotation(it.id).is_some_and(|it| it.document == here.id)
        };
        self.annotations_of(document).iter().any(is_in)
    }
}

/// True if the two ids may be one in the name of a file: but for signs, letter case and a number behind one of them.
fn is_called_like(one: &DocumentId, other: &DocumentId) -> bool {
    let plain = |id: &str| {
        let letters = composed(id);
        let letters = letters.chars().filter(|it| it.is_alphanumeric());
        let plain: String = letters.flat_map(char::to_lowercase).collect();
        if plain.is_empty() { id.to_owned() } else { plain }
    };
    let bare = |id: &str| {
        let stem = id.trim_end_matches([')', ' ']);
        let stem = stem.trim_end_matches(|it: char| it.is_ascii_digit());
        let is_numbered = stem.len() < id.len() && stem.ends_with(['(', '_', ' ']);
        let stem = stem.trim_end_matches(['(', '_', ' ']);
        (is_numbered && !stem.is_empty()).then(|| plain(stem))
    };
    let (one, other) = (&*one.0, &*other.0);
    plain(one) == plain(other) || bare(one) == Some(plain(other)) || bare(other) == Some(plain(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_be_that_of_a_file() {
        let check = |one: &str, other: &str, expected: bool| {
            assert_eq!(is_called_like(&one.into(), &other.into()), expected, "{one} {other}");
            assert_eq!(is_called_like(&other.into(), &one.into()), expected, "{other} {one}");
        };
        check("a", "a", true);
        check("What? \"Now\"", "What___Now_", true);
        check("Zu\u{308}rich", "Zürich", true);
        check("n", "n (2)", true);
        check("n", "n_2", true);
        check("outlet-a", "outlet-b", false);
        check("copy (1)", "copy (2)", false);
        check("n1", "n2", false);
        check("n", "n2", false);
        check("?", "!", false);
    }
}

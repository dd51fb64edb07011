//! Articles: which article here stands for each of the file, and which of them are new.
//!
//! An article is the same by its id, then by its text.

use super::landing::Landing;
use super::merge::{differences, put, with};
use crate::corpus::Corpus;
use crate::edit::operation::{Operation, Write};
use crate::import::{
    Expected, FilePart, Finding, Incoming, IncomingAnnotation, IncomingDocument, Item, Refusal, Unexpected,
};
use crate::model::document::{Document, DocumentId};
use crate::model::record::{Field, Record, Value};
use crate::text::{Text, TextVersion, anchor};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Articles of a file as they are here.
#[derive(Debug, Default)]
pub struct Articles<'a> {
    /// Ids of those that are new here, in the file's order.
    pub added: Vec<DocumentId>,
    /// Texts that are new here.
    pub texts: Vec<Rc<Text>>,
    /// Records of new articles, titles and foreign fields of others.
    pub operations: Vec<Operation>,
    /// Surprises for the person who opened the file.
    pub findings: Vec<Finding>,
    /// Landings by the file's ids.
    landings: HashMap<&'a DocumentId, Landing>,
}

impl Articles<'_> {
    /// Landing for annotations of that article of the file; `None` if it is neither here nor there.
    #[must_use]
    pub fn landing(&self, id: &DocumentId) -> Option<&Landing> {
        self.landings.get(id)
    }
}

/// Finds the articles of a file, those that it has and those that its annotations refer to.
#[must_use]
pub fn articles<'a>(corpus: &Corpus, incoming: &'a Incoming) -> Articles<'a> {
    let mut articles = Articles::default();
    let mut search = Search::new(corpus, incoming);
    for document in &incoming.documents {
        let known = articles.landings.get(&document.id);
        let arrival = match known {
            Some(_) => Arrival::refused(document, Expected::Once, Unexpected::Again),
            None => search.arrival(document),
        };
        articles.findings.extend(arrival.findings);
        articles.operations.extend(arrival.operation);
        if let Some(landing) = arrival.landing {
            if arrival.is_new {
                articles.added.push(landing.document().clone());
                articles.texts.push(landing.text().clone());
            }
            search.taken.insert(landing.document().clone());
            articles.landings.insert(&document.id, landing);
        }
    }
    let mut last = None;
    for id in incoming.annotations.iter().map(|annotation| &annotation.document) {
        // Most annotations are in the article of the one before. The text that the others have is not known.
        if last.replace(id) != Some(id)
            && !articles.landings.contains_key(id)
            && let Some(here) = corpus.document(id).or_else(|| called(corpus, &id.0))
        {
            articles.landings.insert(id, Landing::new(here.id.clone(), here.text.clone(), false));
        }
    }
    articles
}

/// Only article here that a file calls so.
fn called<'c>(corpus: &'c Corpus, name: &str) -> Option<&'c Rc<Document>> {
    let mut called = corpus.documents().filter(|here| here.id.is_called(name));
    called.next().filter(|_| called.next().is_none())
}

/// One article of the file, and what follows from it.
#[derive(Default)]
struct Arrival {
    /// Article here that stands for it, unless it is refused.
    landing: Option<Landing>,
    /// True if it was not here.
    is_new: bool,
    operation: Option<Operation>,
    findings: Vec<Finding>,
}

/// Article here that an article of the file is.
enum Match<'c> {
    /// One with the same text, but for white space where tools change it.
    Same(&'c Document),
    /// One with the same id and another text, in which most of the annotations have a place.
    Revised(Landing),
    /// None: its text is new here.
    None(Rc<Text>),
    /// None, and its text is not in the file.
    Textless,
}

/// Search for the articles of a file among those that are here.
struct Search<'a> {
    corpus: &'a Corpus,
    /// Annotations of the file by their articles.
    annotations: HashMap<&'a DocumentId, Vec<&'a IncomingAnnotation>>,
    /// Articles here by the hash of their texts.
    by_hash: HashMap<String, Vec<&'a Rc<Document>>>,
    /// Articles here that one of the file stands for: that one alone gives them a title.
    taken: HashSet<DocumentId>,
}

impl Arrival {
    fn refused(document: &IncomingDocument, expected: Expected, found: Unexpected) -> Self {
        let part = FilePart { file: None, item: Item::Article(document.id.clone()) };
        let finding = Finding::Refused { part, why: Refusal::new(expected, found) };
        Self { findings: vec![finding], ..Self::default() }
    }
}

impl<'a> Search<'a> {
    fn new(corpus: &'a Corpus, incoming: &'a Incoming) -> Self {
        let mut search =
            Self { corpus, annotations: HashMap::new(), by_hash: HashMap::new(), taken: HashSet::new() };
        if incoming.documents.is_empty() {
            return search;
        }
        for of_one in incoming.annotations.chunk_by(|one, other| one.document == other.document) {
            search.annotations.entry(&of_one[0].document).or_default().extend(of_one);
        }
        for document in corpus.documents() {
            search.by_hash.entry(document.text.sha256()).or_default().push(document);
        }
        search
    }

    fn annotations_of(&self, document: &IncomingDocument) -> &[&'a IncomingAnnotation] {
        self.annotations.get(&document.id).map_or(&[], Vec::as_slice)
    }

    fn arrival(&self, document: &IncomingDocument) -> Arrival {
        let text = document.text.as_ref().filter(|text| !text.is_empty());
        let text = text.map(|text| Rc::new(Text::new(text.clone())));
        let stated = document.sha256.as_ref().map(|hash| hash.to_ascii_lowercase());
        let hash = text.as_ref().map(|text| text.sha256()).or_else(|| stated.clone());
        let is_edited = stated.is_some() && stated != hash;
        let wrong_hash = is_edited.then(|| Finding::WrongHash(document.id.clone()));
        let mut arrival = match self.find(document, text, hash.as_deref()) {
            Match::Same(here) => {
                let landing = Landing::new(here.id.clone(), here.text.clone(), true);
                self.updated(document, landing)
            }
            Match::Revised(landing) => {
                let finding = Finding::OtherText(landing.document().clone());
                let mut arrival = self.updated(document, landing);
                arrival.findings.insert(0, finding);
                arrival
            }
            Match::None(text) => self.added(document, text),
            Match::Textless => self.without_text(document),
        };
        arrival.findings.splice(0..0, wrong_hash);
        arrival
    }

    fn find(&self, document: &IncomingDocument, text: Option<Rc<Text>>, hash: Option<&str>) -> Match<'a> {
        let theirs = text.as_ref().map(|text| text.content().trim_end());
        let is_alike = |here: &Document| {
            theirs.is_some_and(|theirs| anchor::is_alike(theirs, here.text.content().trim_end()))
        };
        let has_text = |here: &Document| hash.is_none_or(|hash| here.text.sha256() == hash);
        if let Some(here) = self.corpus.document(&document.id).filter(|here| !here.text.content().is_empty())
        {
            // Some tools change white space; a text with their tags is no corrected version.
            let is_tagged = document.sha256.is_none() && !self.annotations_of(document).is_empty();
            if has_text(here) || (is_tagged || document.is_rebuilt) && is_alike(here) {
                return Match::Same(here);
            }
            let landing = Landing::new(here.id.clone(), here.text.clone(), false);
            if text.is_none() || landing.finds_most_of(self.annotations_of(document).iter().copied()) {
                return Match::Revised(landing);
            }
        }
        let same = hash.and_then(|hash| self.by_hash.get(hash)).into_iter().flatten().copied();
        let rebuilt = self.corpus.documents().filter(|_| document.is_rebuilt);
        let rebuilt = rebuilt.filter(|here| is_alike(here) && !has_text(here));
        let mut twins = same.chain(rebuilt);
        match (twins.next(), twins.next(), text) {
            (Some(only), None, _) => Match::Same(only),
            (_, _, Some(text)) => Match::None(text),
            (_, _, None) => Match::Textless,
        }
    }

    fn added(&self, document: &IncomingDocument, text: Rc<Text>) -> Arrival {
        if text.blocks().is_empty() {
            return Arrival::refused(document, Expected::Words, Unexpected::WhiteSpace);
        }
        let id = self.free_id(&document.id, Some(text.version()));
        let mut findings = Vec::new();
        if id != document.id {
            findings.push(Finding::AddedBeside { id: document.id.clone(), new: id.clone() });
        }
        if self.corpus.record(&id.key()).is_some_and(|record| record.is_deleted()) {
            findings.push(Finding::DocumentCameBack(id.clone()));
        }
        let mut fields = vec![(Field::Text, Value::text(text.version().to_string()))];
        fields.extend(given_title(document, &text).map(|title| (Field::Title, Value::Text(title.clone()))));
        let operation = put(self.corpus, id.key(), with(fields, &document.foreign));
        Arrival { landing: Some(Landing::new(id, text, true)), is_new: true, operation, findings }
    }

    /// Keeps the annotations without a place, until a file brings the text.
    fn without_text(&self, document: &IncomingDocument) -> Arrival {
        if self.annotations_of(document).is_empty() {
            return Arrival::refused(document, Expected::ArticleText, Unexpected::Nothing);
        }
        let landing = Landing::new(self.free_id(&document.id, None), Rc::new(Text::new("")), false);
        let mut arrival = self.updated(document, landing);
        arrival.findings.insert(0, Finding::WithoutText(document.id.clone()));
        arrival
    }

    /// Brings the title and the other fields of an article that is here up to date. Of those that are known, the ones here
    /// stay.
    fn updated(&self, document: &IncomingDocument, landing: Landing) -> Arrival {
        let id = landing.document();
        let mut arrival = Arrival::default();
        if !self.taken.contains(id) {
            let record = self.corpus.record(&id.key()).map(|record| &**record);
            let title = given_title(document, landing.text());
            let fields = title.map(|title| (Field::Title, Value::Text(title.clone()))).into_iter().collect();
            let mut writes = differences(record, with(fields, &document.foreign));
            writes.retain(|Write { field, before, .. }| {
                let is_known = !matches!(field, Field::Foreign(_) | Field::Unknown(_));
                let stays = is_known && before.as_ref().is_some_and(|ours| *ours != Value::text(""));
                if stays {
                    arrival.findings.push(Finding::OtherField(id.clone(), field.clone()));
                }
                !stays
            });
            arrival.operation =
                Some(Operation { record: id.key(), writes }).filter(|it| !it.writes.is_empty());
        }
        arrival.landing = Some(landing);
        arrival
    }

    /// Id that the file gives the article, or that with a number behind it. An article that was removed here keeps its id,
    /// unless it is the one that comes: its own annotations would come back with another.
    fn free_id(&self, wanted: &DocumentId, version: Option<TextVersion>) -> DocumentId {
        let was_another = |record: &Record| {
            let text: Option<TextVersion> = record.get(&Field::Text);
            record.is_deleted() && (version.is_none() || text.is_some() && text != version)
        };
        let is_free = |id: &DocumentId| {
            !self.taken.contains(id)
                && self.corpus.document(id).is_none_or(|here| here.text.content().is_empty())
                && !self.corpus.record(&id.key()).is_some_and(|record| was_another(record))
        };
        let numbered = (2..).map(|n: u32| DocumentId(format!("{wanted} ({n})").into()));
        std::iter::once(wanted.clone()).chain(numbered).find(is_free).unwrap_or_default()
    }
}

/// Title that somebody gave the article.
fn given_title<'a>(document: &'a IncomingDocument, text: &Text) -> Option<&'a Rc<str>> {
    let untitled = document.id.untitled(text);
    document.title.as_ref().filter(|title| **title != untitled)
}

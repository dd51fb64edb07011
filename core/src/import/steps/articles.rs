//! Articles: which article here stands for each of the file, and which of them are new.

mod search;

use self::search::{Match, Search};
use super::landing::{CountsIn, Landing};
use super::merge::{Merged, Row, differences, merge, put, with};
use crate::corpus::Corpus;
use crate::edit::operation::Operation;
use crate::import::{
    ArticleChoice, Because, Change, Choices, Difference, Doubt, Expected, FilePart, Finding, Incoming,
    IncomingDocument, Item, Refusal, Sort, Unexpected,
};
use crate::model::attribute::{AttributeId, HEADLINE};
use crate::model::document::{Document, DocumentId};
use crate::model::record::{Field, FieldType, Record, Value};
use crate::model::time::Timestamp;
use crate::text::spelling::{Alignment, is_alike};
use crate::text::{Text, TextVersion};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Articles of a file as they are here.
#[derive(Debug, Default)]
pub struct Articles<'a> {
    /// Ids of those that are new here, in the file's order.
    pub added: Vec<DocumentId>,
    /// Articles that are here already, by the file's ids, with their ids here.
    pub known: Vec<(DocumentId, DocumentId)>,
    /// Ids of those here that get another text.
    pub revised: Vec<DocumentId>,
    /// Texts that are new here.
    pub texts: Vec<Rc<Text>>,
    /// Records of new articles, titles and other fields of those that are here.
    pub operations: Vec<Operation>,
    /// Surprises for the person who opened the file.
    pub findings: Vec<Finding>,
    /// Articles that may be ones that are here.
    pub doubts: Vec<Doubt>,
    /// Articles here of which the file has other fields.
    pub differences: Vec<Difference>,
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
pub fn articles<'a>(corpus: &'a Corpus, incoming: &'a Incoming, choices: &'a Choices) -> Articles<'a> {
    let mut articles = Articles::default();
    let mut values: Values<'_> = HashMap::new();
    for (id, attribute, value) in &incoming.article_values {
        values.entry(id).or_default().push((attribute, value));
    }
    let search = Search::new(corpus, incoming);
    let mut step = Step { search, corpus, choices, values, taken: HashSet::new() };
    let mut seen: HashMap<&DocumentId, &IncomingDocument> = HashMap::new();
    for document in &incoming.documents {
        let arrival = match seen.get(&document.id) {
            // Files that were opened together may have the same article.
            Some(first) if is_same(first, document) => continue,
            Some(_) => Arrival::refused(document, Expected::Once, Unexpected::Again),
            None => step.arrival(document),
        };
        seen.entry(&document.id).or_insert(document);
        articles.findings.extend(arrival.findings);
        articles.operations.extend(arrival.operation);
        articles.doubts.extend(arrival.doubt);
        articles.differences.extend(arrival.difference);
        if let Some(landing) = arrival.landing {
            let id = landing.document().clone();
            if arrival.is_new {
                articles.added.push(id.clone());
            } else {
                articles.known.push((document.id.clone(), id.clone()));
            }
            if arrival.is_revised {
                articles.revised.push(id.clone());
            }
            if arrival.is_new || arrival.is_revised {
                articles.texts.push(landing.text().clone());
            }
            step.taken.insert(id);
            articles.landings.insert(&document.id, landing);
        }
    }
    for (id, annotations) in step.search.annotations() {
        let is_nameless = id.0.is_empty();
        let named = if is_nameless { choices.open.as_ref().unwrap_or(id) } else { id };
        if !articles.landings.contains_key(id)
            && let Some(here) = corpus.document(named).or_else(|| called(corpus, &named.0))
        {
            if is_nameless {
                articles.findings.push(Finding::Nameless(here.id.clone()));
            }
            let landing = Landing::new(here.id.clone(), here.text.clone(), CountsIn::Unknown);
            let arrival =
                step.described(&IncomingDocument { id: id.clone(), ..Default::default() }, &landing);
            articles.operations.extend(arrival.operation);
            articles.differences.extend(arrival.difference);
            step.taken.insert(here.id.clone());
            articles.landings.insert(id, landing.reading(annotations));
        }
    }
    articles
}

/// Values of articles, by the file's ids.
type Values<'a> = HashMap<&'a DocumentId, Vec<(&'a AttributeId, &'a Rc<str>)>>;

/// Only article here that a file calls so.
fn called<'c>(corpus: &'c Corpus, name: &str) -> Option<&'c Rc<Document>> {
    let mut called = corpus.documents().filter(|here| here.id.is_called(name));
    called.next().filter(|_| called.next().is_none())
}

/// True if the second has no other text than the first.
fn is_same(first: &IncomingDocument, second: &IncomingDocument) -> bool {
    match (&first.text, &second.text) {
        (Some(one), Some(other)) => is_alike(one, other),
        (_, other) => other.is_none(),
    }
}

/// One article of the file, and what follows from it.
#[derive(Default)]
struct Arrival {
    /// Article here that stands for it, unless it is refused.
    landing: Option<Landing>,
    /// True if it was not here.
    is_new: bool,
    /// True if its text takes the place of the one here.
    is_revised: bool,
    operation: Option<Operation>,
    findings: Vec<Finding>,
    doubt: Option<Doubt>,
    difference: Option<Difference>,
}

impl Arrival {
    fn refused(document: &IncomingDocument, expected: Expected, found: Unexpected) -> Self {
        let part = FilePart { file: None, item: Item::Article(document.id.clone()) };
        let finding = Finding::Refused { part, why: Refusal::new(expected, found) };
        Self { findings: vec![finding], ..Self::default() }
    }
}

/// The step over one corpus.
struct Step<'a> {
    corpus: &'a Corpus,
    search: Search<'a>,
    choices: &'a Choices,
    values: Values<'a>,
    /// Articles here that one of the file stands for: that one alone gives them a title.
    taken: HashSet<DocumentId>,
}

impl Step<'_> {
    fn arrival(&self, document: &IncomingDocument) -> Arrival {
        let text = document.text.as_ref().filter(|text| !text.is_empty());
        let text = text.map(|text| Rc::new(Text::new(text.clone())));
        let stated = document.sha256.as_ref().map(|hash| hash.to_ascii_lowercase());
        let hash = text.as_ref().map(|text| text.sha256()).or_else(|| stated.clone());
        let is_edited = stated.is_some() && stated != hash;
        let wrong_hash = is_edited.then(|| Finding::WrongHash(document.id.clone()));
        let mut arrival = match self.search.find(document, text, hash.as_deref()) {
            Match::Same(here, text) => self.here(document, here, text),
            Match::Doubtful(here, because, text) => self.doubtful(document, here, because, text),
            Match::None(text) => self.added(document, text),
            Match::Textless => self.without_text(document),
        };
        arrival.findings.splice(0..0, wrong_hash);
        arrival
    }

    /// The article is the one here, whatever spelling it has in the file.
    fn here(&self, document: &IncomingDocument, here: &Document, text: Option<Rc<Text>>) -> Arrival {
        let is_other = |text: &Rc<Text>| text.version() != here.text.version();
        let counts_in = match text.filter(is_other) {
            None => CountsIn::This,
            Some(text) => Alignment::of(text.content(), here.text.content())
                .map_or(CountsIn::Other, |alignment| CountsIn::Spelling(text, alignment)),
        };
        let landing = Landing::new(here.id.clone(), here.text.clone(), counts_in);
        self.updated(document, landing.reading(self.search.annotations_of(document)))
    }

    /// The article may be the one here.
    fn doubtful(
        &self,
        document: &IncomingDocument,
        here: &Document,
        because: Because,
        text: Option<Rc<Text>>,
    ) -> Arrival {
        use ArticleChoice::{Apart, Here, NewVersion};
        let choices = match (because, &text) {
            (_, None) => vec![Here],
            (Because::SameText, _) => vec![Apart, Here],
            (Because::OtherSpelling, _) => vec![Here, NewVersion, Apart],
            (Because::OtherText, _) if self.search.is_found(document, here) => vec![Here, NewVersion, Apart],
            (Because::OtherText, _) => vec![Apart, NewVersion],
        };
        let apart = self.free_id(&document.id, text.as_ref().map(|text| text.version()));
        let chosen = self.choices.articles.get(&document.id).filter(|chosen| choices.contains(chosen));
        let chosen = *chosen.unwrap_or(&choices[0]);
        let mut arrival = match (chosen, text) {
            (NewVersion, Some(text)) => self.revised(document, here, text),
            (Apart, Some(text)) => self.added(document, text),
            (_, Some(text)) => self.here(document, here, Some(text)),
            (_, None) => {
                let landing = Landing::new(here.id.clone(), here.text.clone(), CountsIn::Other);
                self.updated(document, landing)
            }
        };
        // The doubt says so.
        arrival.findings.retain(|finding| !matches!(finding, Finding::AddedBeside { .. }));
        let (id, here) = (document.id.clone(), here.id.clone());
        arrival.doubt = Some(Doubt { id, here, apart, because, choices, chosen });
        arrival
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
        fields.extend(self.fields(document, &text));
        fields.retain(|(_, value)| !value.is_empty());
        let operation = put(self.corpus, id.key(), with(fields, &document.foreign));
        let landing = Landing::new(id, text, CountsIn::This).reading(self.search.annotations_of(document));
        Arrival { landing: Some(landing), is_new: true, operation, findings, ..Arrival::default() }
    }

    /// Gives the article here the text of the file.
    fn revised(&self, document: &IncomingDocument, here: &Document, text: Rc<Text>) -> Arrival {
        let key = here.id.key();
        let record = self.corpus.record(&key).map(|record| &**record);
        let version = vec![(Field::Text, Value::text(text.version().to_string()))];
        let landing = Landing::new(here.id.clone(), text, CountsIn::This);
        let mut arrival = self.updated(document, landing.reading(self.search.annotations_of(document)));
        let operation =
            arrival.operation.get_or_insert_with(|| Operation { record: key, writes: Vec::new() });
        operation.writes.extend(differences(record, version));
        Arrival { is_revised: true, ..arrival }
    }

    /// Keeps the annotations without a place, until a file brings the text.
    fn without_text(&self, document: &IncomingDocument) -> Arrival {
        if self.search.annotations_of(document).is_empty() {
            return Arrival::refused(document, Expected::ArticleText, Unexpected::Nothing);
        }
        let id = self.free_id(&document.id, None);
        let landing = Landing::new(id, Rc::new(Text::new("")), CountsIn::Other);
        let mut arrival = self.updated(document, landing);
        arrival.findings.insert(0, Finding::WithoutText(document.id.clone()));
        arrival
    }

    /// Brings the title and the other fields of an article that is here up to date.
    fn updated(&self, document: &IncomingDocument, landing: Landing) -> Arrival {
        let arrival = self.described(document, &landing);
        Arrival { landing: Some(landing), ..arrival }
    }

    fn described(&self, document: &IncomingDocument, landing: &Landing) -> Arrival {
        let id = landing.document().clone();
        let mut arrival = Arrival::default();
        if !self.taken.contains(&id) {
            let mut fields = self.fields(document, landing.text());
            let words = self.corpus.document(&id).map_or_else(|| id.0.clone(), |here| here.title.clone());
            // The title may be a headline, which is no field of that name.
            fields.retain(|(field, value)| *field != Field::Title || *value != Value::Text(words.clone()));
            let row = Row {
                key: id.key(),
                fields: with(fields, &document.foreign),
                modified: Timestamp::default(),
                now: Timestamp::default(),
                words: &words,
                is_here: true,
                fills: true,
                replaces_built_in: true,
            };
            let Merged { operation, differs, .. } = merge(self.corpus, self.choices, row);
            arrival.operation = operation;
            arrival.difference = differs.map(|(writes, stands)| {
                let sort = Sort::Changed(writes.iter().map(Change::of).collect());
                Difference { record: id.key(), document: id.clone(), words, sort, stands }
            });
        }
        arrival
    }

    /// Fields that describe the article, of those about which the file says something.
    fn fields(&self, document: &IncomingDocument, text: &Text) -> Vec<(Field, Value)> {
        let title = given_title(document, text).map(|title| (Field::Title, Value::Text(title.clone())));
        let note = Some(&document.note).filter(|note| !note.is_empty());
        let note = note.map(|note| (Field::Note, Value::Text(note.clone())));
        let state = document.state.map(|state| (Field::State, state.value()));
        let own = document.attributes.iter().map(|(id, value)| (id, value));
        let others = self.values.get(&document.id).into_iter().flatten().copied();
        let others = others.filter(|(id, _)| document.attributes.iter().all(|(own, _)| own != *id));
        let values = own.chain(others);
        let values = values.map(|(id, value)| (Field::Attribute(id.0.clone()), Value::Text(value.clone())));
        title.into_iter().chain(note).chain(state).chain(values).collect()
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
    let headline = document.attributes.iter().find(|(id, _)| &*id.0 == HEADLINE).map(|(_, value)| value);
    document.title.as_ref().filter(|title| **title != untitled && Some(*title) != headline)
}

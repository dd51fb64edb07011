//! The project of a team as its server answers with it: articles of a lead, and what coders wrote, in chunks.
//!
//! It does not know what is measured.

use crate::{LABELS, Random, SEED, moment, spans, text};
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::{Command, Moment, plan};
use glossator_core::json;
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::document::DocumentId;
use glossator_core::model::record::{Cell, Field, FieldType, Kind, Record, RecordKey, ReplicaId, Value};
use glossator_core::model::relation::EndId;
use glossator_core::saving::journal::chunk;
use glossator_core::sync::doc::{Doc, Place};
use glossator_core::sync::request::{Limits, Request};
use glossator_core::text::Text;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Number of articles, annotations and relations together.
pub const RECORDS: usize = 53_000;

const ARTICLES: usize = 1_000;
const BYTES: usize = 3_200;
const CODERS: [&str; 5] = ["ada", "bob", "cem", "dan", "eve"];
const LEAD: &str = "lea";

/// Number of annotations in an article, and of those among them at which a relation begins.
const EACH: usize = 50;
const LINKED: usize = 2;

/// A database, row by row.
pub struct Shelf(BTreeMap<String, String>);

impl Shelf {
    /// The database of a team.
    ///
    /// # Panics
    /// When a text is too short.
    #[must_use]
    pub fn of_team() -> Self {
        let mut docs = Vec::new();
        let articles = articles();
        let texts: Vec<_> = articles.iter().map(|(_, text)| text.clone()).collect();
        docs.extend(texts.iter().map(|text| Doc::text(&LEAD.into(), text)));
        let corpus = Corpus::new([]);
        let stamp = corpus.next_stamp(ReplicaId(1));
        let cells = articles.iter().flat_map(|(id, text)| {
            let outlet = (Field::Attribute("outlet".into()), Value::text("A newspaper"));
            [(Field::Text, text.version().value()), outlet]
                .map(|(field, value)| (id.key(), field, Cell { value: Some(value), stamp }))
        });
        let corpus = corpus.merge(texts, cells.collect::<Vec<_>>()).0;
        docs.extend(chunks(&corpus, LEAD, ReplicaId(1)));
        for (number, coder) in (0..).zip(CODERS) {
            let replica = ReplicaId(number as u64 + 2);
            docs.extend(chunks(&coded(&corpus, &articles, number, replica), coder, replica));
        }
        Self(docs.iter().map(|doc| (doc.id.clone(), row(doc))).collect())
    }

    /// The answer to a request for all between two ids.
    #[must_use]
    pub fn answer(&self, request: &Request) -> String {
        let Request::All { from, upto, rows } = request else { return String::new() };
        let rows = self.0.range(from.clone()..=upto.clone()).take(*rows).map(|(_, row)| &**row);
        format!(
            r#"{{"total_rows":{},"offset":0,"rows":[{}]}}"#,
            self.0.len(),
            rows.collect::<Vec<_>>().join(",\n")
        )
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(|row| &**row)
    }
}

/// A row as CouchDB has it.
fn row(doc: &Doc) -> String {
    let (id, own) = (json::compact(&doc.id), &doc.body[1..]);
    let rev = r#""1-967a00dff5e02add41819138abb3284d""#;
    format!(r#"{{"id":{id},"key":{id},"value":{{"rev":{rev}}},"doc":{{"_id":{id},"_rev":{rev},{own}}}"#)
}

fn articles() -> Vec<(DocumentId, Rc<Text>)> {
    let all = text(1_000_000, &mut Random(SEED));
    let mut paragraphs = all.split("\n\n").cycle();
    let article = |number: usize| {
        let mut text = format!("Report {number} about what was said that day");
        while text.len() < BYTES {
            text.push_str("\n\n");
            text.extend(paragraphs.next());
        }
        (DocumentId::from(&*format!("report-{number:04}")), Rc::new(Text::new(text)))
    };
    (0..ARTICLES).map(article).collect()
}

/// The corpus with what a coder adds: every fifth span of each article. Some have a note, some an attribute, and at some a relation
/// begins.
fn coded(corpus: &Corpus, articles: &[(DocumentId, Rc<Text>)], coder: usize, replica: ReplicaId) -> Corpus {
    let annotator = RecordKey::new(Kind::Annotator, format!("00000000-0000-4000-8000-{coder:012}"));
    let annotator = AnnotatorId::of(&annotator).expect("a UUID");
    let at = |number: u64| Moment { replica, annotator, ..moment(coder as u64 * 1_000 + number) };
    let run = |corpus: &Corpus, command: &Command, number: u64| {
        corpus.apply(&plan(corpus, command, &at(number)).expect("it is new")).0
    };
    let mut corpus = corpus.clone();
    for (number, label) in (0..).zip(LABELS) {
        let spans = articles.iter().flat_map(|(id, text)| {
            let spans = spans(text.content(), EACH, &mut Random(SEED)).into_iter().enumerate();
            let is_its =
                |place: usize| place % CODERS.len() == coder && place / CODERS.len() % LABELS.len() == number;
            spans.filter(|(place, _)| is_its(*place)).map(|(_, span)| (id.clone(), span)).collect::<Vec<_>>()
        });
        let command = Command::TagAll { spans: spans.collect(), label: label.into(), entity: None };
        corpus = run(&corpus, &command, number as u64);
    }
    let all = |label: &'static str| {
        let documents = corpus.documents();
        let first = documents.filter_map(move |it| it.annotations().find(|one| &*one.label.0 == label));
        first.map(|one| EndId::from(one.id)).collect::<Vec<_>>()
    };
    let links: Vec<_> = all("claim").into_iter().zip(all("actor")).collect();
    let mine = corpus.documents().flat_map(|document| document.annotations()).map(|one| one.id.key());
    let stamp = corpus.next_stamp(replica);
    let cells = mine.enumerate().flat_map(|(number, key)| {
        let note = format!("He said so {number} days ago");
        let note = (number % 5 == 0).then(|| (Field::Note, Value::text(note)));
        let certainty = || (Field::Attribute("certainty".into()), Value::text("certain"));
        let written = note.into_iter().chain((number % 2 == 0).then(certainty));
        let cell = |(field, value)| (key.clone(), field, Cell { value: Some(value), stamp });
        written.map(cell).collect::<Vec<_>>()
    });
    let corpus = corpus.merge([], cells.collect::<Vec<_>>()).0;
    let command = Command::Link { relation_type: "said by".into(), links };
    if coder < LINKED { run(&corpus, &command, 9) } else { corpus }
}

/// The docs of what was written under that replica.
fn chunks(corpus: &Corpus, by: &str, replica: ReplicaId) -> Vec<Doc> {
    let records = corpus.records_between(None, None).filter_map(|(key, record)| {
        let mut own = Record::default();
        for (field, cell) in record.cells().filter(|(_, cell)| cell.stamp.replica == replica) {
            own.merge(field.clone(), cell.clone());
        }
        (own.cells().count() > 0).then(|| (key.clone(), Rc::new(own)))
    });
    let records: Vec<_> = records.collect();
    let chunks = chunk::encode(records.iter().map(|(key, record)| (key, record)), Limits::default().chunk);
    let doc = |(number, chunk): (u64, chunk::Chunk)| {
        Doc::chunk(&by.into(), Place::Chunk(replica, number), &chunk.value)
    };
    (0..).zip(chunks).map(doc).collect()
}

//! The material of the benches: articles of any size, made of the three that the page brings along, with spans that
//! overlap. The same seed makes the same article, so that two runs can be compared.
//!
//! It does not know what is measured.

#![expect(clippy::expect_used, reason = "a bench fails by panicking")]

pub mod people;
pub mod team;

use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::{Command, Moment, plan};
use glossator_core::formats::native;
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::document::{Document, DocumentId};
use glossator_core::model::entity::Entity;
use glossator_core::model::label::LabelId;
use glossator_core::model::record::{Cell, Field, FieldType, ReplicaId, Stamp};
use glossator_core::model::role::Role;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::storage::{Storage, StorageError};
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_core::text::tokenise::{Segmenter, Token, Unit};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The id of the article that is made.
pub const ARTICLE: &str = "book";

/// The source of every place of an article.
const SEED: u64 = 20_261_122;

/// The articles that it is made of.
const SEEDS: [&str; 3] = [
    include_str!("../../seeds/000_004251e0744beef0.txt"),
    include_str!("../../seeds/001_501a68fc815b2a88.txt"),
    include_str!("../../seeds/002_f93eef85ecef91a6.txt"),
];

const LABELS: [&str; 3] = ["actor", "claim", "location"];

/// One article in one size.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Its name in the tables.
    pub name: &'static str,
    /// Least number of bytes of text.
    pub bytes: usize,
    /// Number of spans.
    pub spans: usize,
}

/// From a news item to a book.
pub const SIZES: [Size; 4] = [
    Size { name: "article, 50", bytes: 4_000, spans: 50 },
    Size { name: "100 KB, 1,000", bytes: 100_000, spans: 1_000 },
    Size { name: "1 MB, 10,000", bytes: 1_000_000, spans: 10_000 },
    Size { name: "1 MB, 50,000", bytes: 1_000_000, spans: 50_000 },
];

/// An article of that size with its spans, and nothing else.
///
/// # Panics
/// When the text is too short for so many spans.
#[must_use]
pub fn corpus(size: Size) -> Corpus {
    let mut random = Random(SEED);
    let text = text(size.bytes, &mut random);
    let mut corpus = Corpus::new([Seed { id: ARTICLE, text: &text, attributes: &[] }]);
    for (number, label) in (0..).zip(LABELS) {
        let spans = spans(&text, size.spans, &mut Random(SEED));
        let spans: Rc<[_]> = spans
            .into_iter()
            .enumerate()
            .filter(|(place, _)| place % LABELS.len() == number)
            .map(|(_, span)| (DocumentId::from(ARTICLE), span))
            .collect();
        let command = Command::TagAll { spans, label: LabelId::from(label), entity: None };
        let transaction = plan(&corpus, &command, &moment(number as u64)).expect("nothing is tagged yet");
        corpus = corpus.apply(&transaction).0;
    }
    assert_eq!(corpus.annotation_count(), size.spans, "{}", size.name);
    corpus
}

/// A project of many articles.
pub const PROJECT: &str = "5,000 articles, 20,000";

/// The numbers of its articles, of bytes in each at least, and of spans in each.
const ARTICLES: usize = 5_000;
const BYTES: usize = 4_000;
const EACH: usize = 4;
const IN_FIRST: usize = 40;

/// A project of that size. Its first article has the id of the one that is measured.
///
/// # Panics
/// When a text is too short.
#[must_use]
pub fn project() -> Corpus {
    let mut random = Random(SEED);
    let all = text(1_000_000, &mut random);
    let paragraphs: Vec<_> = all.split("\n\n").collect();
    let mut texts = Vec::new();
    let mut next = 0;
    for number in 0..ARTICLES {
        let mut text = format!("Report {number} about what was said that day");
        while text.len() < BYTES {
            text.push_str("\n\n");
            text.push_str(paragraphs[next % paragraphs.len()]);
            next += 1;
        }
        let id = if number == 0 { ARTICLE.to_owned() } else { format!("report {number:04}") };
        texts.push((id, text));
    }
    let seeds = texts.iter().map(|(id, text)| Seed { id, text, attributes: &[] });
    let mut corpus = Corpus::new(seeds);
    for (number, label) in (0..).zip(LABELS) {
        let spans = texts.iter().flat_map(|(id, text)| {
            // Some are always in view in the first one.
            let count = if id == ARTICLE { IN_FIRST } else { EACH };
            let spans = spans(text, count, &mut Random(SEED)).into_iter().enumerate();
            let spans = spans.filter(|(place, _)| place % LABELS.len() == number);
            spans.map(|(_, span)| (DocumentId::from(&**id), span)).collect::<Vec<_>>()
        });
        let command = Command::TagAll { spans: spans.collect(), label: LabelId::from(label), entity: None };
        let transaction = plan(&corpus, &command, &moment(number as u64)).expect("nothing is tagged yet");
        corpus = corpus.apply(&transaction).0;
    }
    assert_eq!(corpus.annotation_count(), (ARTICLES - 1) * EACH + IN_FIRST);
    corpus
}

/// The numbers of a project with a matrix of claims.
#[derive(Clone, Copy, Debug)]
pub struct Numbers {
    /// Articles.
    pub reports: usize,
    /// Outlets, to which the articles belong in turn.
    pub outlets: usize,
    /// Groups of claims.
    pub groups: usize,
    /// Claims in each article, of which every third is said by somebody.
    pub claims: usize,
    /// Marks that a group is absent in an article.
    pub marks: usize,
}

/// 2,000 groups in 40 outlets with 20,000 claims.
pub const LARGE: Numbers = Numbers { reports: 200, outlets: 40, groups: 2_000, claims: 100, marks: 20_000 };

/// A project with a matrix of claims.
///
/// # Panics
/// When a text is too short.
#[must_use]
pub fn matrix(
    Numbers { reports: count, outlets, groups: group_count, claims: each, marks }: Numbers,
) -> Corpus {
    let all = text(1_000_000, &mut Random(SEED));
    let paragraphs: Vec<_> = all.split("\n\n").collect();
    let reports = (0..count).map(|number| {
        let from = number * 7;
        let text: Vec<_> = (from..from + 40).map(|at| paragraphs[at % paragraphs.len()]).collect();
        (format!("report {number:03}"), text.join("\n\n"), format!("Outlet {}", number % outlets))
    });
    let reports: Vec<_> = reports.collect();
    let values: Vec<_> = reports.iter().map(|(_, _, outlet)| [("outlet", &**outlet)]).collect();
    let seeds = reports.iter().zip(&values);
    let corpus = Corpus::new(seeds.map(|((id, text, _), values)| Seed { id, text, attributes: values }));
    let run = |corpus: Corpus, command: &Command, number: u64| {
        corpus.apply(&plan(&corpus, command, &moment(number)).expect("it is new")).0
    };
    let spans: Vec<_> = reports
        .iter()
        .flat_map(|(id, text, _)| {
            let spans = spans(text, each + 1, &mut Random(SEED)).into_iter();
            spans.map(|span| (DocumentId::from(&**id), span)).collect::<Vec<_>>()
        })
        .collect();
    // The first one of each article is the mention of whoever speaks there.
    let of = |label: &str, is_wanted: fn(usize) -> bool| Command::TagAll {
        spans: spans
            .iter()
            .enumerate()
            .filter(|(at, _)| is_wanted(at % (each + 1)))
            .map(|(_, it)| it.clone())
            .collect(),
        label: LabelId::from(label),
        entity: None,
    };
    let corpus = run(corpus, &of("actor", |at| at == 0), 1);
    let corpus = run(corpus, &of("claim", |at| at > 0), 2);
    let group = |number: usize| Entity {
        name: format!("Claim {number} is what some of them say").into(),
        ..Entity::bare("".into(), "claim".into())
    };
    let corpus = run(corpus, &Command::TakeEntities((0..group_count).map(group).collect()), 3);
    let groups: Vec<_> = corpus.entities().in_order().into_iter().map(|entity| entity.id.clone()).collect();
    let stamp = Stamp { counter: 1_000_000, ..Stamp::default() };
    let claims = corpus.documents().flat_map(|document| document.annotations());
    let claims: Vec<_> = claims.filter(|one| &*one.label.0 == "claim").map(|one| one.id).collect();
    let cells = claims.iter().enumerate().map(|(number, claim)| {
        let value = Some(groups[number * 7_919 % group_count].value());
        (claim.key(), Field::Entity, Cell { value, stamp })
    });
    let corpus = corpus.merge([], cells.collect::<Vec<_>>()).0;
    let said = corpus.documents().flat_map(|document| {
        let speaker = document.annotations().find(|one| &*one.label.0 == "actor").expect("somebody").id;
        let claims = document.annotations().filter(|one| &*one.label.0 == "claim").step_by(3);
        claims.map(move |claim| (claim.id.into(), speaker.into())).collect::<Vec<_>>()
    });
    let said = Command::Link { relation_type: "said by".into(), links: said.collect() };
    let corpus = run(corpus, &said, 4);
    let marks = (0..marks).map(|number| {
        let report = DocumentId::from(&*reports[(number * 31 + number / group_count * 17) % count].0);
        ((&groups[number % group_count]).into(), (&report).into())
    });
    let marks = Command::Link { relation_type: "absent".into(), links: marks.collect() };
    let corpus = run(corpus, &marks, 5);
    assert_eq!(corpus.annotation_count(), count * (each + 1));
    corpus
}

/// The one article of [`corpus`].
///
/// # Panics
/// When it is not there.
#[must_use]
pub fn article(corpus: &Corpus) -> &Rc<Document> {
    corpus.document(&DocumentId::from(ARTICLE)).expect("it was made with it")
}

/// The file that the page would download.
#[must_use]
pub fn file(corpus: &Corpus) -> String {
    native::write(corpus, moment(0).time)
}

/// The moment of edit number so.
#[must_use]
pub fn moment(number: u64) -> Moment {
    Moment {
        time: Timestamp::from_millis(1_764_000_000_000 + number),
        random: u128::from(number + 1) << 64,
        replica: ReplicaId(1),
        annotator: AnnotatorId::default(),
        role: Role::default(),
    }
}

/// A chain of words, each of which follows the one before somewhere in the articles: whole sentences that come again and
/// again would be easier to pack and harder to tell apart than anything that people write.
fn text(bytes: usize, random: &mut Random) -> String {
    let words: Vec<_> = SEEDS.iter().flat_map(|seed| seed.split_whitespace()).collect();
    let mut text = String::new();
    let (mut at, mut sentences) = (0, 0);
    while text.len() < bytes || !text.ends_with("\n\n") {
        let word = words[at];
        text.push_str(word);
        let is_end = word.ends_with(['.', '”']);
        sentences += usize::from(is_end);
        text.push_str(if is_end && sentences % 3 == 0 { "\n\n" } else { " " });
        let places: Vec<_> = (0..words.len() - 1).filter(|place| words[*place] == word).collect();
        at = places.get(random.below(places.len().max(1))).map_or(0, |place| place + 1);
    }
    text.truncate(text.trim_end().len());
    text
}

/// One to three words each, evenly spread; one in seven begins within the one before and ends behind it, or within it.
fn spans(text: &str, count: usize, random: &mut Random) -> Vec<Span> {
    let words: Vec<_> = text
        .split_whitespace()
        .map(|word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            (start, start + word.trim_end_matches(|one: char| !one.is_alphanumeric()).len())
        })
        .filter(|(start, end)| start < end)
        .collect();
    let span = |first: usize, last: usize| {
        Span::new(text, ByteOffset(words[first].0), ByteOffset(words[last].1)).expect("between words")
    };
    // Spans that overlap need no room of their own.
    let stretch = words.len() * 7 / (count * 6 + 6);
    assert!(stretch > 1, "too short a text for {count} spans");
    let mut spans: Vec<Span> = Vec::new();
    let mut at = 0;
    while spans.len() < count {
        let length = 1 + random.below(3.min(stretch - 1));
        spans.push(span(at, at + length - 1));
        if spans.len() % 7 == 6 && spans.len() < count {
            // Beyond the word behind it there is another one.
            let last = (at + length - 1 + random.below(2)).min(words.len() - 1);
            let first = (at + length - 1).min(last);
            let other = span(first, last);
            spans.push(if other == spans[spans.len() - 1] { span(first, last + 1) } else { other });
        }
        at += stretch;
    }
    spans
}

/// A linear congruential generator (Knuth, MMIX): nothing here depends on how random it is.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }
}

/// Words between blanks.
pub struct Words;

impl Segmenter for Words {
    fn token(&self, _: Unit, text: &str, at: usize) -> Token {
        let end = text[at..].find(' ').map_or(text.len(), |length| at + length.max(1));
        Token { start: at, end, is_word: true }
    }
}

/// A store in memory.
#[derive(Default)]
pub struct Memory(RefCell<BTreeMap<String, String>>);

impl Storage for Memory {
    fn keys(&self, prefix: &str) -> Result<Vec<String>, StorageError> {
        Ok(self.0.borrow().keys().filter(|key| key.starts_with(prefix)).cloned().collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        Ok(self.0.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StorageError> {
        self.0.borrow_mut().insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.0.borrow_mut().remove(key);
        Ok(())
    }

    fn units(&self) -> usize {
        self.0.borrow().iter().map(|(key, value)| key.len() + value.len()).sum()
    }
}

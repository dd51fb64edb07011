//! A large project on a server, as one looks whose logs were compacted: articles of a lead, and what coders wrote, in chunks.

use super::server::Server;
use super::site::Site;
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::{Command, Moment};
use glossator_core::formats;
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::record::{Kind, RecordKey, ReplicaId};
use glossator_core::model::role::Role;
use glossator_core::sync::couch;
use glossator_core::sync::doc::Doc;
use glossator_core::sync::outbox::Writes;
use glossator_core::sync::replicate::{self, Replication};
use glossator_core::sync::request::{Answer, Limits, Request, Row};
use glossator_core::sync::team::Team;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_fixture::Fixture;
use glossator_fixture::server::cases::RULES;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// The coders; the second five come for a project that is twice as large.
const CODERS: [&str; 10] = ["ada", "bob", "cem", "dan", "eve", "fay", "gil", "hal", "ida", "jon"];

/// Number of records that a coder writes.
const EACH: usize = 10_600;

/// The sentence that articles are made of.
const SENTENCE: &str = "Officials said that the president met the ministers of both countries on Sunday. ";
const SENTENCES: usize = 40;

pub struct Large {
    pub database: String,
    pub site: Site,
    server: Server,
    /// Writes of the lead.
    corpus: Corpus,
}

impl Large {
    /// A project with that many articles, in which nobody has coded yet.
    pub fn write(database: &str, articles: usize) -> Self {
        let server = Server::start();
        let names: Vec<_> = CODERS.into_iter().chain(["lea", "rea"]).collect();
        for name in &names {
            server.sign_up(name);
        }
        server.make(database, &names, "lea");
        let design = team().doc(RULES, None);
        let mut lea = begin("lea", Role::Lead, Corpus::new([]));
        for article in 0..articles {
            let text = format!("Article {article}. {}", SENTENCE.repeat(SENTENCES));
            let file =
                formats::read(&format!("article-{article:04}.txt"), text.as_bytes()).expect("an article");
            give(&mut lea, &Command::Import(Rc::new(file)));
        }
        let docs = docs_of(&lea, "lea");
        let large =
            Self { database: database.to_owned(), site: Site::of(&server), server, corpus: lea.corpus };
        large.put("lea", &[design]);
        large.put("lea", &docs);
        large
    }

    /// Lets coders code until there are that many records.
    pub fn code_to(&self, records: usize) {
        let there = self.load_without_a_page().0;
        for (number, coder) in CODERS.iter().enumerate().take(records / EACH) {
            if there.contains(&format!("c:{coder}:")) {
                continue;
            }
            let mut work = begin(coder, Role::Coder, self.corpus.clone());
            let articles: Vec<_> =
                self.corpus.documents().map(|it| (it.id.clone(), it.text.clone())).collect();
            for edit in 0..EACH {
                let (document, text) = articles[edit % articles.len()].clone();
                let start = 20 + (edit / articles.len() * CODERS.len() + number) * 29;
                let span = Span::new(text.content(), ByteOffset(start), ByteOffset(start + 12))
                    .expect("in the text");
                let label = ["actor", "claim", "location"][edit % 3].into();
                give(&mut work, &Command::Tag { document, span, label });
            }
            self.put(coder, &docs_of(&work, coder));
        }
    }

    /// Asks for all that a page asks for when it comes: what the server answers, and how long that takes.
    pub fn load_without_a_page(&self) -> (String, Duration) {
        let login = self.server.log_in("rea");
        let begun = Instant::now();
        let mut all = String::new();
        for (from, upto) in
            [(Team::ID, Team::ID), ("t:", "t:\u{fff0}"), ("c:", "c:\u{fff0}"), ("j:", "j:\u{fff0}")]
        {
            let request = Request::All { from: from.to_owned(), upto: upto.to_owned(), rows: 10_000 };
            let (status, text) = login.send(&couch::http(&request, &self.database)).expect("an answer");
            assert_eq!(status, 200, "{text}");
            all += &text;
        }
        (all, begun.elapsed())
    }

    fn put(&self, who: &str, docs: &[Doc]) {
        let login = if docs.iter().any(|doc| doc.id == Team::ID) {
            self.server.admin()
        } else {
            self.server.log_in(who)
        };
        for docs in docs.chunks(200) {
            let request = Request::Bulk(docs.into());
            let (status, text) = login.send(&couch::http(&request, &self.database)).expect("an answer");
            let answer = couch::answer(&request, status, &text).expect("rows");
            let Answer::Bulk(rows) = answer else { panic!("{text}") };
            for (id, row) in rows {
                assert!(matches!(row, Row::Taken(_)), "{id}: {row:?}");
            }
        }
    }
}

fn team() -> Team {
    let coders = CODERS.map(|name| (Rc::from(name), Role::Coder));
    let others = [("lea", Role::Lead), ("rea", Role::Coder)].map(|(name, role)| (Rc::from(name), role));
    Team { members: coders.into_iter().chain(others).collect(), ..Team::default() }
}

/// Somebody's work, begun on what is there.
fn begin(name: &str, role: Role, corpus: Corpus) -> Fixture {
    let number = name.bytes().fold(0, |number, byte| number << 8 | u64::from(byte));
    let annotator = RecordKey::new(Kind::Annotator, format!("00000000-0000-0000-0000-{number:012}"));
    let mut work = Fixture::new(&[]).expect("nothing is well formed");
    work.corpus = corpus;
    work.moment.replica = ReplicaId(number);
    work.moment.annotator = AnnotatorId::of(&annotator).expect("a UUID");
    work.moment.role = role;
    work.moment.random = u128::from(number) << 64;
    give(&mut work, &Command::SetName { name: name.into() });
    work
}

fn give(work: &mut Fixture, command: &Command) {
    work.give(command).unwrap_or_else(|why| panic!("{command:?}: {why}"));
}

/// The docs of all that somebody wrote.
fn docs_of(work: &Fixture, name: &str) -> Vec<Doc> {
    let Moment { annotator, replica, .. } = work.moment;
    let records = work.corpus.records_between(None, None);
    let cells = records.flat_map(|(key, record)| {
        record.cells().map(move |(field, cell)| (key.clone(), field.clone(), cell.clone()))
    });
    let cells = cells.filter(|(_, _, cell)| cell.stamp.replica == replica).collect();
    let texts = work.corpus.documents().map(|document| document.text.clone());
    let texts = if name == "lea" { texts.collect() } else { Vec::new() };
    let setup = replicate::Setup {
        person: name.into(),
        replica,
        limits: Limits::default(),
        checkpoint: Some(String::new()),
    };
    let mut replication = Replication::new(setup, [team().doc("", None)].iter());
    replication.offer(Writes { annotator, texts, cells, transactions: Vec::new() });
    replication.requests(0);
    replication.answer(&Request::Session, Ok(Answer::Session(Some(name.to_owned()))), 0);
    let mut all = Vec::new();
    while let Some(sent) = replication.requests(0).into_iter().find_map(|request| match request {
        Request::Bulk(docs) => Some(docs),
        _ => None,
    }) {
        all.extend(sent.iter().cloned());
        let taken = sent.iter().map(|doc| (doc.id.clone(), Row::Taken("1-a".to_owned()))).collect();
        replication.answer(&Request::Bulk(sent), Ok(Answer::Bulk(taken)), 0);
    }
    all
}

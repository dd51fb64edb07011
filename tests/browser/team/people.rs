//! People who work in one project on a server: for each an editor with a replica, as a page has them, and requests over HTTP.
//!
//! Each request has a thread of its own, as one of them waits until something comes.

use super::server::{Login, Server};
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::Command;
use glossator_core::edit::editor::{Editor, Outcome, Setup};
use glossator_core::formats;
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::document::DocumentId;
use glossator_core::model::record::{Kind, RecordKey, ReplicaId};
use glossator_core::model::setting::SettingId;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::Budget;
use glossator_core::sync::couch;
use glossator_core::sync::doc::Doc;
use glossator_core::sync::replicate::{self, Connection, Replication, Status};
use glossator_core::sync::request::{Failure, Limits, Request};
use glossator_core::sync::team::Team;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_fixture::memory::Memory;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::rc::Rc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The longest wait: nothing comes later.
const LONGEST: Duration = Duration::from_mins(4);

/// Number of articles, and of words in each.
const ARTICLES: usize = 100;
const WORDS: usize = 400;

/// An answer to a request: whose, its number, status and text.
type Back = (usize, u64, Option<(u16, String)>);

pub struct People {
    pub all: Vec<Person>,
    database: String,
    asked: u64,
    back: (Sender<Back>, Receiver<Back>),
}

pub struct Person {
    pub name: Rc<str>,
    pub login: Login,
    pub editor: Editor,
    pub replication: Replication,
    /// The replica.
    pub docs: BTreeMap<String, Doc>,
    asked: BTreeMap<u64, Request>,
    /// By which ids that are made at the same time differ.
    number: u128,
    edits: usize,
}

fn seeds() -> Corpus {
    let text: &str = Box::leak("word ".repeat(WORDS).into_boxed_str());
    let ids = (0..ARTICLES).map(|number| &*Box::leak(format!("a{number}").into_boxed_str()));
    Corpus::new(ids.map(|id| Seed { id, text, attributes: &[] }))
}

/// Milliseconds since 1970.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    since.as_millis().try_into().expect("before the end of time")
}

impl People {
    /// People with empty browsers, who log in.
    pub fn join(server: &Server, database: &str, names: &[&str]) -> Self {
        let mut people =
            Self { all: Vec::new(), database: database.to_owned(), asked: 0, back: mpsc::channel() };
        for name in names {
            let number = people.all.len() as u64 + 1;
            let uuid = format!("00000000-0000-0000-0000-{number:012}");
            let newcomer = AnnotatorId::of(&RecordKey::new(Kind::Annotator, uuid)).expect("a UUID");
            let replica = ReplicaId(number);
            let setup = Setup { seeds: seeds(), replica, newcomer, budget: Budget::default() };
            let (mut editor, _) = Editor::start(setup, Ok(Rc::new(Memory::default())));
            editor.join(&Team::default(), name, []);
            let setup = replicate::Setup {
                person: (*name).into(),
                replica,
                limits: Limits::default(),
                checkpoint: None,
            };
            people.all.push(Person {
                name: (*name).into(),
                login: server.log_in(name),
                editor,
                replication: Replication::new(setup, [].iter()),
                docs: BTreeMap::new(),
                asked: BTreeMap::new(),
                number: number.into(),
                edits: 0,
            });
        }
        people.until(|people| people.all.iter().all(|person| person.is(&Connection::Connected)));
        people
    }

    pub fn named(&mut self, name: &str) -> &mut Person {
        self.all.iter_mut().find(|person| *person.name == *name).expect("somebody of that name")
    }

    /// Requests are made and answers taken until that is so.
    pub fn until(&mut self, is_so: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        loop {
            while let Ok(back) = self.back.1.try_recv() {
                self.take(back);
            }
            for who in 0..self.all.len() {
                self.ask(who);
            }
            if is_so(self) {
                return;
            }
            assert!(begun.elapsed() < LONGEST, "{}", self.states());
            let wake = self.all.iter().filter_map(|person| person.replication.wake()).min();
            let pause = wake.map_or(100, |wake| wake.saturating_sub(now())).clamp(1, 100);
            if let Ok(back) = self.back.1.recv_timeout(Duration::from_millis(pause)) {
                self.take(back);
            }
        }
    }

    /// Everybody logs in again, while answers to who was logged in before may still come.
    pub fn log_in(&mut self, server: &Server) {
        for person in &mut self.all {
            person.login = server.log_in(&person.name);
            person.replication.logged_in();
        }
    }

    /// Until everybody has everything.
    pub fn settle(&mut self) {
        self.until(|people| {
            let mut all = people.all.iter();
            let first = all.next();
            let is_sent = |person: &Person| person.status().to_send == 0;
            let has_same = |person: &Person| {
                first.is_none_or(|first| {
                    first.docs.len() == person.docs.len() && first.docs.keys().eq(person.docs.keys())
                })
            };
            first.is_none_or(is_sent) && all.all(|person| is_sent(person) && has_same(person))
        });
    }

    fn ask(&mut self, who: usize) {
        let person = &mut self.all[who];
        let wants_all = person.replication.wants_all();
        let writes = if wants_all { person.editor.own_writes() } else { person.editor.take_writes() };
        person.replication.offer(writes);
        for request in person.replication.requests(now()) {
            self.asked += 1;
            let number = self.asked;
            let http = couch::http(&request, &self.database);
            person.asked.insert(number, request);
            let (login, back) = (person.login.clone(), self.back.0.clone());
            // The last answers come when nobody is there any more.
            thread::spawn(move || drop(back.send((who, number, login.send(&http)))));
        }
    }

    fn take(&mut self, (who, number, answer): Back) {
        let person = &mut self.all[who];
        let request = person.asked.remove(&number).expect("it was asked");
        let answer = match answer {
            Some((status, text)) => couch::answer(&request, status, &text),
            None => Err(Failure::Unreachable),
        };
        let received = person.replication.answer(&request, answer, now());
        for id in &received.gone {
            person.docs.remove(id);
        }
        person.docs.extend(received.docs.iter().map(|doc| (doc.id.clone(), doc.clone())));
        let outcome = match &received.team {
            Some(team) => person.editor.join(team, &person.name, person.docs.values()),
            None => person.editor.hear(&received.docs, received.is_news),
        };
        assert_eq!(outcome.damaged, [], "{}", person.name);
    }

    fn states(&self) -> String {
        self.all.iter().fold(String::new(), |mut states, person| {
            let _ = writeln!(states, "{}: {:?}, {} docs", person.name, person.status(), person.docs.len());
            states
        })
    }
}

impl Person {
    pub fn status(&self) -> Status {
        self.replication.status()
    }

    pub fn is(&self, connection: &Connection) -> bool {
        self.status().connection == *connection
    }

    pub fn run(&mut self, command: &Command) -> Outcome {
        self.edits += 1;
        let random = u128::from(now()) << 64 | (self.edits as u128) << 16 | self.number;
        let moment = self.editor.moment(Timestamp::from_millis(now()), random);
        let run = self.editor.run(command, &moment);
        run.unwrap_or_else(|why| panic!("{}: {command:?}: {why}", self.name)).1
    }

    /// Adds an article, as a text file of that name.
    pub fn add(&mut self, name: &str, text: &str) {
        let file = formats::read(name, text.as_bytes()).expect("an article");
        self.run(&Command::Import(Rc::new(file)));
    }

    /// Tags those words of an article.
    pub fn tag_words(&mut self, document: &str, words: &str, label: &str) {
        let document = DocumentId::from(document);
        let text = self.editor.corpus().document(&document).expect("an article").text.content().to_owned();
        let start = text.find(words).expect("words of the article");
        let span = Span::new(&text, ByteOffset(start), ByteOffset(start + words.len())).expect("in the text");
        self.run(&Command::Tag { document, span, label: label.into() });
    }

    /// Tags the next word.
    pub fn tag(&mut self) {
        let (document, word) = (self.edits % ARTICLES, self.edits / ARTICLES % WORDS);
        let document = DocumentId::from(&*format!("a{document}"));
        let text = &self.editor.corpus().document(&document).expect("an article").text;
        let span = Span::new(text.content(), ByteOffset(word * 5), ByteOffset(word * 5 + 4)).expect("a word");
        self.run(&Command::Tag { document, span, label: "actor".into() });
    }

    pub fn annotations(&self) -> usize {
        self.editor.corpus().records(&Kind::Annotation).count()
    }

    /// Everything that is shared, in words.
    pub fn view(&self) -> Vec<String> {
        let records = self.editor.corpus().records_between(None, None);
        let is_shared = |key: &RecordKey| SettingId::of(key).is_none_or(|setting| !setting.is_personal());
        records
            .filter(|(key, _)| is_shared(key))
            .flat_map(|(key, record)| {
                record.cells().map(move |(field, cell)| format!("{key:?} {field} {cell:?}"))
            })
            .collect()
    }
}

//! The exchange with the server: what is asked in which order, and what each answer means. How it is read is in `couch`.

mod let_in;

use super::super::store::Browser;
use super::world::{seeds, team};
use glossator_core::edit::command::Command;
use glossator_core::edit::editor::{Editor, Setup as EditorSetup};
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::record::ReplicaId;
use glossator_core::model::role::Role;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::Budget;
use glossator_core::sync::couch;
use glossator_core::sync::doc::Doc;
use glossator_core::sync::replicate::{Connection, Received, Replication, Setup};
use glossator_core::sync::request::{Answer, Failure, Limits, Request, Row};
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use uuid::Uuid;

/// A page of somebody who has loaded everything, and the time.
struct Page {
    editor: Editor,
    replication: Replication,
    docs: Vec<Doc>,
    now: u64,
}

fn design() -> Doc {
    Doc { rev: Some("1-a".to_owned()), ..team().doc("", None) }
}

fn setup(checkpoint: Option<&str>) -> Setup {
    Setup {
        person: "ada".into(),
        replica: ReplicaId(1),
        limits: Limits { rows: 3, batch: (4, 100_000), ..Limits::default() },
        checkpoint: checkpoint.map(str::to_owned),
    }
}

impl Page {
    fn open(checkpoint: Option<&str>, docs: Vec<Doc>) -> Self {
        let newcomer = AnnotatorId(Uuid::from_u128(0xa));
        let editor =
            EditorSetup { seeds: seeds(), replica: ReplicaId(1), newcomer, budget: Budget::default() };
        let (mut editor, _) = Editor::start(editor, Ok(Browser::default().open()));
        editor.join(&team(), "ada", &docs);
        let replication = Replication::new(setup(checkpoint), docs.iter());
        Self { editor, replication, docs, now: 0 }
    }

    /// One that is logged in, follows what comes, and has that many edits.
    fn following(edits: usize) -> Self {
        let mut page = Self::open(Some("9-x"), vec![design()]);
        page.log_in();
        for _ in 0..edits {
            page.edit();
        }
        page
    }

    fn log_in(&mut self) {
        self.say(Some("ada"));
    }

    /// The server says who is logged in, of which it is asked.
    fn say(&mut self, person: Option<&str>) {
        assert_eq!(self.requests(), [Request::Session]);
        self.answer(&Request::Session, Ok(Answer::Session(person.map(str::to_owned))));
    }

    fn edit(&mut self) {
        let moment = self.editor.moment(Timestamp::from_millis(self.now), u128::from(self.now) << 16 | 1);
        self.now += 1;
        let text = self.editor.corpus().document(&"a".into()).expect("there").text.content().to_owned();
        let at = usize::try_from(self.now).expect("small") % 7;
        let span = Span::new(&text, ByteOffset(at), ByteOffset(at + 8)).expect("in the text");
        let label = ["actor", "claim", "location"][at % 3].into();
        let (_, _) =
            self.editor.run(&Command::Tag { document: "a".into(), span, label }, &moment).expect("new");
        self.offer();
    }

    fn offer(&mut self) {
        let wants_all = self.replication.wants_all();
        let writes = if wants_all { self.editor.own_writes() } else { self.editor.take_writes() };
        self.replication.offer(writes);
    }

    fn requests(&mut self) -> Vec<Request> {
        self.replication.requests(self.now)
    }

    /// Docs that are sent now.
    fn sent(&mut self) -> Vec<Doc> {
        let bulk = self.requests().into_iter().find_map(|request| match request {
            Request::Bulk(docs) => Some(docs.to_vec()),
            _ => None,
        });
        bulk.unwrap_or_default()
    }

    fn answer(&mut self, request: &Request, answer: Result<Answer, Failure>) -> Received {
        let received = self.replication.answer(request, answer, self.now);
        self.docs.extend(received.docs.iter().cloned());
        received
    }

    /// Answers what was sent, each doc with the same.
    fn answer_each(&mut self, docs: &[Doc], row: &Row) -> Received {
        let rows = docs.iter().map(|doc| (doc.id.clone(), row.clone())).collect();
        self.answer(&Request::Bulk(docs.into()), Ok(Answer::Bulk(rows)))
    }

    fn connection(&self) -> Connection {
        self.replication.status().connection
    }

    fn to_send(&self) -> usize {
        self.replication.status().to_send
    }
}

fn taken() -> Row {
    Row::Taken("1-b".to_owned())
}

fn changes(docs: Vec<Doc>, last: &str) -> Answer {
    Answer::Changes { rows: docs.len(), docs, last: last.to_owned() }
}

#[test]
fn everything_is_loaded_in_order_and_then_followed_from_the_place_at_which_that_began() {
    let mut page = Page::open(None, Vec::new());
    page.log_in();
    page.edit();
    let chunk =
        |number: u64| Doc { id: format!("c:bob:{:016x}-{number}", 5), rev: None, body: "{}".to_owned() };
    let ask = |page: &mut Page, expected: &str, answer: Answer| {
        let requests = page.requests();
        let [request] = &requests[..] else { panic!("{requests:?} instead of {expected}") };
        assert_eq!(couch::http(request, "p").path, expected);
        assert_eq!(page.connection(), Connection::Loading, "{expected}");
        page.answer(request, Ok(answer)).checkpoint
    };
    let all = "/p/_all_docs?include_docs=true&limit=3&startkey=%22";
    assert_eq!(
        ask(&mut page, "/p/_changes?include_docs=true&limit=3&since=now", changes(vec![], "9-x")),
        None
    );
    let team = format!("{all}_design%2Fglossator%22&endkey=%22_design%2Fglossator%22");
    assert_eq!(ask(&mut page, &team, Answer::All(vec![design()])), None);
    ask(&mut page, &format!("{all}t%3A%22&endkey=%22t%3A%EF%BF%B0%22"), Answer::All(vec![]));
    // The last one of a full answer is asked for again, so that none is passed over if it goes.
    let chunks = format!("{all}c%3A%22&endkey=%22c%3A%EF%BF%B0%22");
    ask(&mut page, &chunks, Answer::All(vec![chunk(0), chunk(1), chunk(2)]));
    let further = chunks.replace("c%3A%22&", "c%3Abob%3A0000000000000005-2%22&");
    ask(&mut page, &further, Answer::All(vec![chunk(2)]));
    assert_eq!((page.to_send(), page.replication.wants_all()), (0, false), "not before all is known");
    let entries = format!("{all}j%3A%22&endkey=%22j%3A%EF%BF%B0%22");
    assert_eq!(ask(&mut page, &entries, Answer::All(vec![])), Some("9-x".to_owned()));
    page.offer();
    assert_eq!((page.to_send(), page.connection()), (2, Connection::Connected));
    let asked: Vec<_> = page.requests().iter().map(|request| couch::http(request, "p").path).collect();
    let feed = "/p/_changes?include_docs=true&limit=3&since=9-x&feed=longpoll&heartbeat=10000";
    assert_eq!(asked, [feed, "/p/_bulk_docs"]);
    assert_eq!((page.requests(), page.replication.wake()), (vec![], None), "each once");
}

#[test]
fn changes_are_asked_for_from_the_place_that_the_server_named_last() {
    let check = |members: usize, rows: usize, waited: u64, rests: u64| {
        let mut team = team();
        let others =
            (team.members.len()..members).map(|number| (format!("coder {number}").into(), Role::Coder));
        team.members.extend(others);
        let mut page = Page::open(Some("9-x"), vec![team.doc("", None)]);
        page.log_in();
        page.now = 1_000 - waited;
        let requests = page.requests();
        page.now = 1_000;
        let answer = Answer::Changes { docs: Vec::new(), rows, last: "5-behind".to_owned() };
        assert_eq!(page.answer(&requests[0], Ok(answer)).checkpoint.as_deref(), Some("5-behind"));
        assert_eq!(page.replication.wake(), Some(1_000 + rests), "{rows}");
        page.now = 1_000 + rests;
        let waits = Request::Changes { since: Some("5-behind".to_owned()), waits: true, rows: 3 };
        assert_eq!(page.requests(), [waits]);
    };
    check(4, 0, 0, 250);
    check(4, 2, 100, 150);
    check(4, 0, 600, 0);
    check(4, 3, 0, 0);
    // Where many ask, each asks less often.
    check(49, 0, 0, 250);
    check(50, 0, 0, 1_000);
    check(50, 0, 600, 400);
}

#[test]
fn each_row_of_an_answer_means_something_else() {
    let check = |row: Row, to_send: usize, held: usize, not_taken: usize, connection: Connection| {
        let mut page = Page::following(1);
        let sent = page.sent();
        assert_eq!(sent.len(), 2, "an introduction and an annotation");
        let received = page.answer_each(&sent[..1], &row);
        let status = page.replication.status();
        assert_eq!(
            (status.to_send, received.docs.len(), status.not_taken),
            (to_send, held, not_taken),
            "{row:?}"
        );
        assert_eq!(status.connection, connection, "{row:?}");
    };
    check(taken(), 1, 1, 0, Connection::Connected);
    check(Row::Conflict, 1, 1, 0, Connection::Connected);
    check(Row::Unauthorised, 2, 0, 0, Connection::Connecting);
    check(Row::Forbidden("this is the lead’s".to_owned()), 1, 0, 1, Connection::Connected);
    check(Row::Failed, 2, 0, 0, Connection::Connected);
}

#[test]
fn whoever_is_logged_out_keeps_everything_and_goes_on_after_logging_in() {
    let mut page = Page::following(3);
    let sent = page.sent();
    page.answer(&Request::Bulk(sent.into()), Err(Failure::Unauthorised));
    assert_eq!(page.connection(), Connection::Connecting, "it is asked who is logged in");
    page.say(None);
    assert_eq!((page.requests(), page.replication.wake()), (vec![], None));
    page.edit();
    assert_eq!((page.connection(), page.to_send()), (Connection::LoggedOut, 5));
    page.replication.logged_in();
    page.say(Some("bob"));
    assert_eq!((page.connection(), page.requests()), (Connection::SomebodyElse("bob".to_owned()), vec![]));
    page.replication.logged_in();
    page.log_in();
    page.now += 200;
    assert_eq!(page.sent().len(), 4, "as many as fit in a request");
}

/// Each request that was made before somebody logged in may be refused after that.
#[test]
fn a_late_refusal_logs_nobody_out() {
    let check = |late: fn(&Request) -> Result<Answer, Failure>| {
        let mut page = Page::following(1);
        let requests = page.requests();
        assert_eq!(requests.len(), 2, "changes and docs");
        for (at, request) in requests.iter().enumerate() {
            page.answer(request, late(request));
            if at == 0 {
                page.say(None);
                assert_eq!(page.connection(), Connection::LoggedOut);
                page.replication.logged_in();
                page.log_in();
            }
        }
        assert_eq!(page.connection(), Connection::Connecting);
        page.log_in();
        assert_eq!((page.connection(), page.to_send()), (Connection::Connected, 2));
        // Where the server goes on like that, it is not asked without a pause.
        assert_eq!((page.requests(), page.replication.wake()), (vec![], Some(page.now + 200)));
    };
    check(|_| Err(Failure::Unauthorised));
    check(|request| match request {
        Request::Bulk(docs) => {
            Ok(Answer::Bulk(docs.iter().map(|doc| (doc.id.clone(), Row::Unauthorised)).collect()))
        }
        _ => Err(Failure::Unauthorised),
    });
}

#[test]
fn it_is_asked_once_more_who_is_logged_in_where_that_was_asked_too_early() {
    for early in [Ok(Answer::Session(None)), Err(Failure::Unauthorised), Err(Failure::Unreachable)] {
        let mut page = Page::open(Some("9-x"), vec![design()]);
        assert_eq!(page.requests(), [Request::Session]);
        page.replication.logged_in();
        assert_eq!(page.requests(), [], "one at a time");
        page.answer(&Request::Session, early);
        page.now += 200;
        page.log_in();
        assert_eq!(page.connection(), Connection::Connected);
    }
}

#[test]
fn after_a_failure_it_is_asked_again_later_and_later() {
    let mut page = Page::following(1);
    let mut waited = Vec::new();
    for _ in 0..12 {
        let requests = page.requests();
        assert!(requests.iter().any(|request| matches!(request, Request::Bulk(_))));
        for request in &requests {
            page.answer(request, Err(Failure::Unreachable));
        }
        let wake = page.replication.wake().expect("a later time");
        waited.push(wake - page.now);
        page.now = wake;
    }
    assert_eq!(waited, [200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000, 30_000, 30_000]);
    assert_eq!(page.connection(), Connection::Offline(1));
    let sent = page.sent();
    page.answer_each(&sent, &taken());
    assert_eq!((page.connection(), page.to_send()), (Connection::Connected, 0));
    // Where the server is in trouble with docs alone, too.
    page.edit();
    let mut waited = Vec::new();
    for _ in 0..3 {
        let sent = page.sent();
        page.answer_each(&sent, &Row::Failed);
        waited.push(page.replication.wake().expect("a later time") - page.now);
        page.now += waited[waited.len() - 1];
    }
    assert_eq!(waited, [200, 400, 800]);
}

#[test]
fn too_much_at_once_is_sent_in_smaller_pieces() {
    let mut page = Page::following(3);
    let mut sizes = Vec::new();
    for _ in 0..4 {
        let sent = page.sent();
        sizes.push(sent.len());
        page.answer(&Request::Bulk(sent.into()), Err(Failure::TooLarge));
    }
    assert_eq!(sizes, [4, 2, 1, 1]);
    assert_eq!((page.to_send(), page.replication.status().not_taken), (2, 2));
}

#[test]
fn what_came_by_the_changes_is_not_sent_again() {
    let mut page = Page::following(2);
    let sent = page.sent();
    let there: Vec<_> = sent.iter().map(|doc| Doc { rev: Some("1-b".to_owned()), ..doc.clone() }).collect();
    let follow = Request::Changes { since: Some("9-x".to_owned()), waits: true, rows: 3 };
    page.answer(&follow, Ok(changes(there, "12-x")));
    assert_eq!(page.to_send(), 0);
    page.answer_each(&sent, &Row::Conflict);
    assert_eq!((page.to_send(), page.replication.status().not_taken), (0, 0));
}

#[test]
fn another_role_lets_go_what_could_not_be_sent() {
    let mut page = Page::following(0);
    let mut reads = team();
    reads.members.insert("ada".into(), Role::Reader);
    let follow = Request::Changes { since: Some("9-x".to_owned()), waits: true, rows: 3 };
    let received = page.answer(&follow, Ok(changes(vec![reads.doc("", None)], "10-x")));
    assert_eq!(received.team, Some(reads));
    page.edit();
    assert_eq!((page.to_send(), page.replication.status().not_taken), (0, 2));
    page.answer(&follow, Ok(changes(vec![design()], "11-x")));
    page.offer();
    assert_eq!((page.to_send(), page.replication.status().not_taken), (2, 0));
}

/// The same doc with so many more bytes.
fn longer(doc: &Doc, bytes: usize) -> Doc {
    Doc { body: format!("{{{}{}", " ".repeat(bytes), &doc.body[1..]), ..doc.clone() }
}

#[test]
fn docs_go_once_chunks_hold_the_same_and_young_entries_stay() {
    const DAY: u64 = 24 * 60 * 60 * 1_000;
    let check = |days: u64, bytes: usize, is_taken: bool, expected: usize| {
        let mut page = Page::following(2);
        let sent = page.sent();
        page.answer_each(&sent, &taken());
        let docs: Vec<_> = page.docs.iter().map(|doc| longer(doc, bytes)).collect();
        page.replication.compact(&docs, Timestamp::from_millis(page.now + days * DAY));
        assert!(!page.replication.is_compaction_due());
        let chunks = page.sent();
        assert!(chunks.iter().all(|doc| doc.id.starts_with("c:ada:")), "nothing goes before they are there");
        let row = if is_taken { taken() } else { Row::Forbidden("too late".to_owned()) };
        page.answer_each(&chunks, &row);
        let goes = page.sent();
        assert!(
            goes.iter().all(|doc| doc.is_deletion() && doc.body.contains("\"_deleted\":true")),
            "{goes:?}"
        );
        assert_eq!(goes.len(), expected, "{days} {bytes} {is_taken}");
        assert_eq!(page.to_send(), 0, "that is not what people wait for");
        let received = page.answer_each(&goes, &Row::Conflict);
        assert_eq!(received.gone.len(), expected);
    };
    check(8, 0, true, 3);
    check(6, 0, true, 0);
    check(8, 0, false, 0);
    // Of many bytes the last ones stay.
    check(6, 400_000, true, 1);
    check(6, 600_000, true, 2);
    check(6, 1_000_000, true, 3);
}

#[test]
fn compaction_is_due_with_many_entries_that_no_chunk_holds() {
    let mut page = Page::following(1);
    let sent = page.sent();
    let [_, annotation] = &sent[..] else { panic!("{sent:?}") };
    let copy = |number: usize| Doc {
        id: format!("j:ada:{}.{:016x}", 100 + number, 7),
        rev: Some("1-c".to_owned()),
        body: annotation.body.clone(),
    };
    let docs: Vec<_> = (0..501).map(copy).collect();
    let is_due = |docs: &[Doc]| Replication::new(setup(Some("9-x")), docs.iter()).is_compaction_due();
    assert_eq!((is_due(&docs[..500]), is_due(&docs)), (false, true));
    let long: Vec<_> = docs[..2].iter().map(|doc| longer(doc, 600_000)).collect();
    assert_eq!((is_due(&long[..1]), is_due(&long)), (false, true));
    let mut replication = Replication::new(setup(Some("9-x")), docs.iter());
    replication.compact(&docs, Timestamp::from_millis(page.now));
    replication.answer(&Request::Session, Ok(Answer::Session(Some("ada".to_owned()))), 0);
    let chunks = replication.requests(0).into_iter().find_map(|request| match request {
        Request::Bulk(docs) => Some(docs.to_vec()),
        _ => None,
    });
    let all: Vec<_> = docs.into_iter().chain(chunks.expect("chunks")).collect();
    assert!(!is_due(&all), "chunks hold them");
}

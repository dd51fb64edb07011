//! Docs: how they look, what is read from them, and what a role lets go.

use super::super::golden;
use super::super::{cells_of, fixture};
use super::world::{seeds, shared};
use glossator_core::edit::command::{Command, introduce};
use glossator_core::import::{Incoming, IncomingDocument};
use glossator_core::model::record::{ReplicaId, Stamp};
use glossator_core::model::role::Role;
use glossator_core::model::setting::PROJECT_NAME;
use glossator_core::sync::doc::{Address, Doc, Place};
use glossator_core::sync::outbox::{Outbox, Writes};
use glossator_core::sync::reading::Reader;
use glossator_core::sync::request::Limits;
use glossator_core::sync::team::Team;
use glossator_core::text::TextVersion;
use glossator_fixture::Fixture;
use std::rc::Rc;

/// A person who does a little of everything: an article, annotations, a speaker, a label, settings, and a file with many annotations.
pub fn work() -> Fixture {
    let mut it = Fixture { corpus: seeds(), ..fixture("") };
    let setup = introduce(&it.corpus, &it.moment).expect("nobody was introduced");
    it.apply(setup);
    let mut give = |command: Command| drop(it.give(&command).expect("something to do"));
    let document =
        IncomingDocument { id: "own".into(), text: Some("She said “so”.".into()), ..Default::default() };
    give(Command::SetName { name: "Ada “A” 🙂".into() });
    give(Command::Import(Rc::new(Incoming { documents: vec![document], ..Default::default() })));
    give(Command::Set { setting: "theme".into(), value: "dark".into() });
    give(Command::Set { setting: PROJECT_NAME.into(), value: "Istanbul".into() });
    for (document, words, label) in
        [("own", "She", "actor"), ("own", "so", "claim"), ("a", "Erdogan", "actor")]
    {
        let span = it.span(document, words).expect("there");
        it.give(&Command::Tag { document: document.into(), span, label: label.into() }).expect("new");
    }
    let links = vec![(it.id("so").into(), it.id("She").into())];
    it.give(&Command::Link { relation_type: "said by".into(), links }).expect("new");
    let note: Rc<str> = "a “note”\n/ with \\ \"signs\" ".repeat(20).into();
    it.give(&Command::SetNote { annotation: it.id("so"), note }).expect("new");
    it
}

/// The fields of a row, of which a text is one.
pub fn writes(it: &Fixture) -> Writes {
    Writes {
        annotator: it.moment.annotator,
        texts: it.transactions.iter().flat_map(|transaction| transaction.texts.iter().cloned()).collect(),
        cells: Vec::new(),
        transactions: it.transactions.iter().cloned().map(Rc::new).collect(),
    }
}

pub fn outbox(limits: Limits) -> Outbox {
    Outbox::new("ada".into(), ReplicaId(0xabc), limits)
}

fn lines<'a>(docs: impl Iterator<Item = &'a Doc>) -> String {
    docs.fold(String::new(), |all, doc| format!("{all}{} {}\n", doc.id, doc.body))
}

#[test]
fn docs_look_as_they_always_did() {
    let it = work();
    let mut all = lines([super::world::team().doc("function (doc) {}", None)].iter());
    let mut whole = outbox(Limits::default());
    whole.offer(writes(&it), Role::Lead);
    all.push_str(&lines(whole.pending().iter()));
    // The same, too large for an entry.
    let mut parts = outbox(Limits { entry: 400, chunk: 100, ..Limits::default() });
    parts.offer(writes(&it), Role::Lead);
    all.push_str(&lines(parts.pending().iter().filter(|doc| !whole.pending().contains(doc))));
    // The same, of which the store has no transactions any more.
    let mut chunks = outbox(Limits { chunk: 900, ..Limits::default() });
    chunks.offer(Writes { cells: cells_of(&it.corpus), ..Writes::default() }, Role::Lead);
    all.push_str(&lines(chunks.pending().iter()));
    let there = Doc { rev: Some("1-abc".to_owned()), ..whole.pending()[0].clone() };
    all.push_str(&lines(there.deletion().iter()));
    golden::check("team-1.txt", &all);
}

#[test]
fn what_was_sent_is_read_as_what_was_written() {
    let it = work();
    let check = |limits: Limits, writes: Writes| {
        let mut outbox = outbox(limits);
        outbox.offer(writes, Role::Lead);
        let read = Reader::default().read(outbox.pending(), &Team::default());
        assert_eq!(read.damaged, []);
        let (found, _) = read.merge_into(&seeds());
        assert_eq!(cells_of(&found), shared(cells_of(&it.corpus)), "{limits:?}");
        assert!(found.document(&"own".into()).is_some_and(|own| !own.text.content().is_empty()));
    };
    let texts = || writes(&it).texts;
    check(Limits::default(), writes(&it));
    check(Limits { entry: 400, chunk: 100, ..Limits::default() }, writes(&it));
    check(Limits::default(), Writes { texts: texts(), cells: cells_of(&it.corpus), ..Writes::default() });
    check(Limits::default(), Writes { cells: cells_of(&it.corpus), ..writes(&it) });
}

#[test]
fn a_transaction_in_parts_comes_as_a_whole_in_any_order() {
    let it = work();
    let mut outbox = outbox(Limits { entry: 400, chunk: 100, ..Limits::default() });
    outbox.offer(writes(&it), Role::Lead);
    let last = outbox.pending().iter().rfind(|doc| doc.body.contains("relation type")).expect("two records");
    let stamp = |doc: &Doc| match doc.address().expect("in a log").place {
        Place::Part(stamp, _) | Place::Entry(stamp) => stamp,
        _ => Stamp::default(),
    };
    let of_one: Vec<_> = outbox.pending().iter().filter(|doc| stamp(doc) == stamp(last)).collect();
    assert_eq!(of_one.len(), 3, "two parts and a mark");
    for turn in 0..of_one.len() {
        let mut reader = Reader::default();
        for number in 0..of_one.len() {
            let doc = of_one[(turn + number) % of_one.len()];
            let read = reader.read([doc], &Team::default());
            assert_eq!(read.is_empty(), number + 1 < of_one.len(), "{turn} {number}");
        }
    }
}

/// Ids of what is sent of the work by somebody with that role, and of what is not taken.
#[test]
fn a_role_lets_go_what_it_may_write_and_nobody_lets_go_settings_of_a_person() {
    let it = work();
    let check = |role: Role, has: &[&str], has_not: &[&str], not_taken: usize| {
        let mut outbox = outbox(Limits::default());
        outbox.offer(writes(&it), role);
        let sent = lines(outbox.pending().iter());
        for word in has {
            assert!(sent.contains(word), "{role:?} does not send {word}");
        }
        for word in has_not {
            assert!(!sent.contains(word), "{role:?} sends {word}");
        }
        assert_eq!(outbox.not_taken().len(), not_taken, "{role:?}");
        assert!(outbox.not_taken().all(|it| it.reason.is_none() && !it.doc.body.contains("theme")));
    };
    let coding = ["[\"annotation\"", "[\"relation\"", "[\"annotator\""];
    let project = ["[\"document\"", "[\"relation type\"", "project name", "t:ada:"];
    let personal = ["theme", "\"setting\",\"annotator\""];
    check(Role::Lead, &[coding, [project[0], project[1], project[2]]].concat(), &personal, 0);
    check(Role::Coder, &coding, &[&project[..], &personal].concat(), 3);
    check(Role::Reader, &[], &["j:", "c:", "t:"], 9);
}

#[test]
fn what_is_on_the_server_is_not_sent_again() {
    let it = work();
    let mut first = outbox(Limits::default());
    first.offer(writes(&it), Role::Lead);
    let chunks = {
        let mut outbox = outbox(Limits::default());
        outbox.offer(Writes { cells: cells_of(&it.corpus), ..Writes::default() }, Role::Lead);
        outbox.pending().clone()
    };
    let check = |there: &mut dyn Iterator<Item = &Doc>, expected: &[&str]| {
        let mut outbox = outbox(Limits::default());
        there.for_each(|doc| outbox.note(doc));
        outbox.offer(Writes { cells: cells_of(&it.corpus), ..writes(&it) }, Role::Lead);
        let kinds: Vec<_> = outbox.pending().iter().map(|doc| &doc.id[..2]).collect();
        assert_eq!(kinds, expected);
        outbox.offer(writes(&it), Role::Lead);
        assert_eq!(outbox.pending().len(), expected.len(), "offered twice");
    };
    check(&mut first.pending().iter(), &[]);
    check(&mut chunks.iter(), &["t:"]);
    check(&mut first.pending().iter().skip(1), &["t:"]);
    let last = first.pending().len() - 1;
    check(&mut first.pending().iter().take(last), &["j:"]);
    // Docs of somebody else are not the own log.
    let theirs: Vec<_> =
        first.pending().iter().map(|doc| Doc { id: doc.id.replace("ada", "bob"), ..doc.clone() }).collect();
    check(
        &mut theirs.iter().filter(|doc| !doc.id.starts_with("t:")),
        &vec!["t:"; 1].into_iter().chain(vec!["j:"; last]).collect::<Vec<_>>(),
    );
}

/// A transaction of which the store kept no more than undoing needs.
#[test]
fn a_transaction_that_lost_fields_is_sent_with_them() {
    let it = work();
    let mut reduced = writes(&it).transactions;
    let large = Rc::make_mut(reduced.last_mut().expect("some"));
    large.operations[0].writes.truncate(1);
    let writes = Writes { cells: cells_of(&it.corpus), transactions: reduced, ..Writes::default() };
    let mut outbox = outbox(Limits::default());
    outbox.offer(writes, Role::Lead);
    let read = Reader::default().read(outbox.pending(), &Team::default());
    assert_eq!(cells_of(&read.merge_into(&seeds()).0), shared(cells_of(&it.corpus)));
    assert_eq!(outbox.pending().iter().filter(|doc| doc.id.starts_with("c:")).count(), 1);
}

#[test]
fn an_id_is_read_as_it_is_written() {
    let stamp = Stamp { counter: 7, replica: ReplicaId(0xabc) };
    let check = |id: &str, by: &str, place: Place| {
        let address = Address::parse(id).expect(id);
        assert_eq!((&*address.by, address.place, address.id()), (by, place, id.to_owned()));
    };
    check("j:ada:7.0000000000000abc", "ada", Place::Entry(stamp));
    check("j:ada:b:7.0000000000000abc", "ada:b", Place::Entry(stamp));
    check("c:ada:7.0000000000000abc-12", "ada", Place::Part(stamp, 12));
    check("c:ada:0000000000000abc-3", "ada", Place::Chunk(ReplicaId(0xabc), 3));
    check("t:lea:00000000000000ff", "lea", Place::Text(TextVersion(255)));
    for id in ["_design/glossator", "j:ada", "j:ada:7", "c:ada:7", "t:lea:x", "x:ada:7.0000000000000abc", ""]
    {
        assert_eq!(Address::parse(id), None, "{id}");
    }
}

#[test]
fn a_damaged_doc_is_listed_and_affects_no_other() {
    let it = work();
    let mut outbox = outbox(Limits::default());
    outbox.offer(writes(&it), Role::Lead);
    let good: Vec<_> = outbox.pending().iter().cloned().collect();
    let bodies = [
        "",
        "{}",
        "[1]",
        r#"{"by":"ada","entry":7}"#,
        r#"{"by":"ada","chunk":"{}"}"#,
        r#"{"by":"ada","text":"x"}"#,
    ];
    for (number, body) in (0..).zip(bodies) {
        for id in ["j:ada:7.0000000000000abc", "c:ada:0000000000000abc-3", "t:ada:00000000000000ff"] {
            let bad = Doc { id: id.to_owned(), rev: None, body: body.to_owned() };
            let read = Reader::default().read(good.iter().chain([&bad]), &Team::default());
            let damaged: Vec<_> = read.damaged.iter().map(|damaged| &*damaged.key).collect();
            assert_eq!(damaged, [id], "{number}");
            assert_eq!(cells_of(&read.merge_into(&seeds()).0), shared(cells_of(&it.corpus)));
        }
    }
}

#[test]
fn a_team_is_read_as_it_is_written() {
    let mut team = super::world::team();
    team.left_out.insert("mal".into());
    let doc = team.doc("function (doc) {}", None);
    assert_eq!(Team::of(&doc), Some(team.clone()));
    let check = |body: &str, person: &str, expected: Option<Role>| {
        let doc = Doc { body: body.to_owned(), ..doc.clone() };
        assert_eq!(Team::of(&doc).map(|team| team.role(person)), expected, "{body}");
    };
    check(r#"{"form":1,"team":{"ada":"coder"}}"#, "ada", Some(Role::Coder));
    check(r#"{"form":1,"team":{"ada":"coder"}}"#, "bob", Some(Role::Reader));
    check(r#"{"form":1,"team":{"ada":"supervisor"}}"#, "ada", Some(Role::Reader));
    check(r#"{"form":2,"team":{"ada":"lead"},"more":[]}"#, "ada", Some(Role::Reader));
    check(r#"{"form":1}"#, "ada", None);
    check("", "ada", None);
    assert_eq!(Team::of(&Doc { id: "j:ada:7.0000000000000abc".to_owned(), ..doc }), None);
    assert_eq!(team.role("lea"), Role::Lead);
}

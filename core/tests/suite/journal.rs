//! Journal: what is stored for a transaction, and what stored entries mean.

use super::{assert_same, fixture};
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::transaction::Transaction;
use glossator_core::model::record::{Field, Record, ReplicaId, Stamp};
use glossator_core::saving::journal::{self, Entry, Key};
use glossator_core::text::Text;
use std::collections::BTreeSet;
use std::rc::Rc;

const STAMP: Stamp = Stamp { counter: 7, replica: ReplicaId(0xab) };

#[test]
fn keys_name_the_form_the_project_and_the_kind() {
    assert_eq!(journal::entry_key(STAMP), "glossator/2/default/journal/7.00000000000000ab");
    assert_eq!(journal::text_key(Text::new("abc").version()), "glossator/2/default/text/ba7816bf8f01cfea");
    assert_eq!(journal::damaged_key("glossator/1/x"), "glossator/2/default/damaged/1/x");
    assert_eq!(journal::damaged_key("x"), "glossator/2/default/damaged/x");
}

#[test]
fn a_key_says_what_it_is_for() {
    let check = |id: &str, expected: Key| {
        for form in 1..=2 {
            let key = format!("glossator/{form}/default/{id}");
            assert_eq!(Key::parse(&key), expected, "{key}");
        }
    };
    check("journal/7.00000000000000ab", Key::Entry(STAMP));
    check("journal/7", Key::Malformed);
    check("text/ba7816bf8f01cfea", Key::Text(Text::new("abc").version()));
    check("text/BA7816BF8F01CFEA", Key::Malformed);
    check("chunk/00000000000000ab-0", Key::Chunk(None));
    check("chunk/7.00000000000000ab-12", Key::Chunk(Some(STAMP)));
    check("commit/7.00000000000000ab", Key::Commit(STAMP));
    check("commit/", Key::Malformed);
    check("generation/00000000000000ab", Key::Generation);
    check("backup/2026-11-22.00000000000000ab/head", Key::Backup);
    check("damaged/1/default/journal/x", Key::Damaged);
    check("something/x", Key::Foreign);
    for (key, expected) in [
        ("theirs", Key::Foreign),
        ("glossator/0/default/journal/7.00000000000000ab", Key::Foreign),
        ("glossator/2/another/journal/7.00000000000000ab", Key::Foreign),
        ("glossator/3/anything", Key::Newer(3)),
    ] {
        assert_eq!(Key::parse(key), expected, "{key}");
    }
}

fn encode(transaction: &Transaction) -> String {
    journal::encode(&Entry::from(Rc::new(transaction.clone())))
}

#[test]
fn an_entry_is_small_and_says_what_was_before() {
    let mut fixture = fixture("[actor:Erdogan] met him");
    let note = |note: &str, fixture: &glossator_fixture::Fixture| {
        let annotation = fixture.id("Erdogan");
        glossator_core::edit::command::Command::SetNote { annotation, note: note.into() }
    };
    fixture.give(&note("who?", &fixture)).expect("new");
    fixture.give(&note("", &fixture)).expect("new");
    let entries: Vec<_> = fixture.transactions.iter().map(|it| super::without_sum(&encode(it))).collect();
    let expected = [
        r#"{"action":"tag","operations":[["annotation","01a201fb-ade8-7000-8000-000000000001",{"annotator":["00000000-0000-0000-0000-00000000000a"],"created":[1795329601000],"deleted":[false],"document":["a"],"label":["actor"],"modified":[1795329601000],"target":[["a00defde24c8d002",0,7]]}]],"origin":"user","time":1795329601000}"#,
        r#"{"action":"note","operations":[["annotation","01a201fb-ade8-7000-8000-000000000001",{"modified":[1795329601000,1795329602000],"note":["who?"]}]],"origin":"user","time":1795329602000}"#,
        r#"{"action":"note","operations":[["annotation","01a201fb-ade8-7000-8000-000000000001",{"modified":[1795329602000,1795329603000],"note":["who?",""]}]],"origin":"user","time":1795329603000}"#,
    ];
    assert_eq!(entries, expected);
    let text = fixture.corpus.document(&"a".into()).expect("there").text.version();
    let texts: Vec<_> = fixture.transactions.iter().map(journal::texts_of).collect();
    assert_eq!(texts, [BTreeSet::from([text]), BTreeSet::new(), BTreeSet::new()]);
}

#[test]
fn entries_load_in_any_order_as_the_corpus_that_wrote_them() {
    let marked = "[claim#1:one [actor#2:two#1] three#2]";
    let fixture = fixture(marked);
    let text = &fixture.corpus.document(&"a".into()).expect("there").text;
    let mut entries: Vec<_> = fixture
        .transactions
        .iter()
        .map(|transaction| (journal::entry_key(transaction.stamp), encode(transaction)))
        .chain([(journal::text_key(text.version()), text.content().to_owned())])
        .collect();
    for _ in 0..entries.len() {
        entries.rotate_left(1);
        let loaded = journal::load(entries.iter().map(|(key, value)| (&**key, &**value)));
        let seeds = [Seed { id: "a", text: text.content(), attributes: &[] }];
        assert_same(&loaded.merge_into(&Corpus::new(seeds)), &fixture.corpus);
        assert_eq!((loaded.damaged, loaded.newer_form), (Vec::new(), None));
    }
}

#[test]
fn what_belongs_to_others_is_left_alone() {
    let check = |key: &str, newer_form: Option<u64>| {
        let loaded = journal::load([(key, "{")]);
        assert_eq!((loaded.entries.len(), loaded.chunks.len(), loaded.texts.len()), (0, 0, 0), "{key}");
        assert_eq!((loaded.damaged, loaded.newer_form), (Vec::new(), newer_form), "{key}");
    };
    check("theirs", None);
    check("glossator", None);
    check("glossator/settings", None);
    check("glossator/1/default", None);
    check("glossator/1/default/journal", None);
    check("glossator/1/another/journal/7.00000000000000ab", None);
    check("glossator/1/default/damaged/x", None);
    check("glossator/1/default/something/x", None);
    check("glossator/2/default/backup/2026-11-22.00000000000000ab/head", None);
    check("glossator/2/default/generation/00000000000000ab", None);
    check("glossator/2/default/commit/7.00000000000000ab", None);
    check("glossator/2/default/chunk/7.00000000000000ab-0", None);
    check("glossator/3/default/journal/7.00000000000000ab", Some(3));
    check("glossator/18446744073709551615/x", Some(u64::MAX));
    check("glossator/18446744073709551616/x", None);
}

#[test]
fn a_damaged_entry_is_named_and_the_rest_loads() {
    let check = |id: &str, value: &str, why: &str| {
        let key = format!("glossator/1/default/{id}");
        let good = ("glossator/1/default/text/ba7816bf8f01cfea", "abc");
        let loaded = journal::load([(&*key, value), good]);
        let [damaged] = &*loaded.damaged else { panic!("{value}") };
        assert_eq!((&damaged.key, damaged.why.to_string()), (&key, why.to_owned()));
        assert_eq!((loaded.entries.len(), loaded.chunks.len(), loaded.texts.len()), (0, 0, 1));
    };
    let stamp = "expected a stamp or a hash in the key, found none that can be read";
    for id in ["", "7", "7.ab", "07.00000000000000ab", "18446744073709551615.00000000000000ab"] {
        check(&format!("journal/{id}"), "{}", stamp);
    }
    let other = "expected the text that its key names, found the one with the hash ba7816bf8f01cfea";
    check("text/0000000000000000", "abc", other);
    check("text/BA7816BF8F01CFEA", "abc", stamp);
    check("commit/7", "1", stamp);

    let entry = |value: &str, why: &str| check("journal/7.00000000000000ab", value, why);
    let around = |operations: &str| {
        format!(r#"{{"action":"tag","operations":{operations},"origin":"user","time":1}}"#)
    };
    let operation = |fields: &str| around(&format!(r#"[["label","x",{fields}]]"#));
    entry("", "expected JSON, found its end instead of a value at line 1, column 1");
    entry("{\n\"time\":x}", "expected JSON, found “x” instead of a value at line 2, column 8");
    entry("[]", "expected milliseconds as its time, found null");
    entry(r#"{"time":-1}"#, "expected milliseconds as its time, found the number -1");
    entry(r#"{"time":1}"#, "expected a list as its operations, found null");
    entry(r#"{"time":1,"operations":[]}"#, "expected a word as its origin, found null");
    entry(
        r#"{"time":1,"operations":[],"origin":"user","action":"tag","history":7}"#,
        "expected a word as its history, found the number 7",
    );
    entry(
        r#"{"time":1,"operations":[],"origin":"user","action":"tag","history":"mine"}"#,
        "expected a replica as its history, found the text “mine”",
    );
    let shape = "expected a kind, an id and fields as an operation, found ";
    entry(&around("[7]"), &format!("{shape}the number 7"));
    entry(&around(r#"[["label","x"]]"#), &format!("{shape}a list of 2"));
    entry(&around(r#"[["label","x",{},1]]"#), &format!("{shape}a list of 4"));
    entry(
        &around(r#"[["label","x",{}],["label","y",{}],["label","x",{}]]"#),
        "expected each record once, found label “x” twice",
    );
    entry(&operation(r#"{"name":"x"}"#), "expected one or two values for name, found the text “x”");
    entry(&operation(r#"{"name":[1,2,3]}"#), "expected one or two values for name, found a list of 3");
    for (field, value, found) in [
        ("+foreign", "{}", "an object"),
        ("+foreign", "[1,2]", "a list of 2"),
        ("name", r#""\ud83d""#, "a text with an escape that makes no sense"),
        ("size", r#"["\ud83d"]"#, "a list of 1"),
    ] {
        let why = format!("expected another value for {field}, found {found}");
        entry(&operation(&format!(r#"{{"{field}":[{value}]}}"#)), &why);
        entry(&operation(&format!(r#"{{"{field}":[{value},null]}}"#)), &why);
    }
}

/// An entry of a later program goes through as it is; a value that its field does not have here reads as nothing.
#[test]
fn words_and_values_that_are_not_known_are_no_damage() {
    let check = |action: &str, origin: &str, operation: &str| {
        let value =
            format!(r#"{{"action":"{action}","operations":[{operation}],"origin":"{origin}","time":1}}"#);
        let entry = journal::decode(STAMP, &value).expect(&value);
        assert_eq!(super::without_sum(&journal::encode(&entry)), value);
        entry
    };
    let record = r#"["verb","x",{"name":["a"]}]"#;
    for (action, origin) in [("sing", "god"), ("", ""), ("Tag", "User"), ("tag", "user")] {
        check(action, origin, record);
    }
    for kind in ["verb", "Label", "", "annotation"] {
        check("tag", "user", &format!(r#"["{kind}","X",{{}}]"#));
    }
    for (field, value) in [
        ("size", "7"),
        ("size", r#"{"b":1.50,"a":[null,1e400]}"#),
        ("", "[[]]"),
        ("Name", r#""n""#),
        ("name", "7"),
        ("name", r#"{"text":"n"}"#),
        ("deleted", "0"),
        ("position", "1.5"),
        ("position", "18446744073709551616"),
        ("target", "[1,2]"),
        ("target", r#"["BA7816BF8F01CFEA",1,2]"#),
        ("target", r#"[["ba7816bf8f01cfea",1,2],["ba7816bf8f01cfea",4,5]]"#),
        ("+foreign", "[null]"),
    ] {
        for sides in [format!("[{value}]"), format!("[{value},null]"), format!("[{value},{value}]")] {
            let entry = check("tag", "user", &format!(r#"["label","x",{{"{field}":{sides}}}]"#));
            let mut record = Record::default();
            entry.transaction.cells().for_each(|(_, field, cell)| record.merge(field, cell));
            assert_eq!((record.text(&Field::Name), record.number(&Field::Position)), (None, None));
            assert!(!record.is_deleted());
        }
    }
    // Other fields of a later entry are passed over.
    let more = r#"{"action":"tag","more":{},"operations":[],"origin":"user","time":1}"#;
    assert!(journal::decode(STAMP, more).is_ok());
}

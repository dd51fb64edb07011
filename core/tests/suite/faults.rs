//! Faults of the store that no program of ours made: keys and values from anywhere, clocks that were wrong, a store that
//! cannot be read.

use super::page::{Page, SAVED};
use super::store::Browser;
use glossator_core::edit::command::Command;
use glossator_core::edit::editor::{Editor, Setup};
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::record::{ReplicaId, Stamp};
use glossator_core::model::time::Timestamp;
use glossator_core::saving::journal::{self, Damaged, chunk};
use glossator_core::saving::storage::{Storage, StorageError};
use glossator_core::saving::{Budget, SaveStatus};
use glossator_fixture::memory::Memory;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A store in which one word is tagged and folded, and another one tagged since.
fn stored() -> BTreeMap<String, String> {
    let browser = Browser::default();
    let mut page = Page::open(&browser, 1, Budget::default());
    page.tag("one");
    page.compact(true);
    page.tag("two");
    browser.stored_in_the_end()
}

fn start(browser: &Browser, replica: u64) -> (Page, Vec<Damaged>) {
    let (page, outcome) = Page::start(browser, replica, Budget::default());
    assert_eq!(outcome.status, SAVED);
    (page, outcome.damaged)
}

/// The last entry under a counter that nobody can have counted up to. Later edits are there at the next start.
#[test]
fn a_counter_that_leaps_ahead_is_set_aside_and_later_edits_are_kept() {
    let last = Stamp::LAST_COUNTER;
    for counter in [last, last - 1, last - 2, last - 1_000, last / 2, 1 << 50, 1 << 41] {
        let mut stored = stored();
        let key = stored.keys().filter(|key| key.contains("/journal/")).max().expect("an entry").clone();
        let value = stored.remove(&key).expect("it");
        let leaping = journal::entry_key(Stamp { counter, replica: ReplicaId(1) });
        stored.insert(leaping.clone(), value);
        let browser = Browser::with(stored);
        let (mut page, damaged) = start(&browser, 2);
        assert_eq!(damaged.iter().map(|one| &one.key).collect::<Vec<_>>(), [&leaping], "{counter}");
        assert!(damaged[0].why.to_string().ends_with(&format!("found {counter}")), "{}", damaged[0].why);
        for words in ["three", "four", "five"] {
            assert_eq!(page.tag(words).status, SAVED);
        }
        page.compact(true);
        page.note("three", "x");
        let (again, damaged) = start(&browser, 3);
        assert_eq!((again.marked(), damaged), (page.marked(), Vec::new()), "{counter}");
        assert_eq!(again.note_of("three").as_deref(), Some("x"));
        assert_eq!(page.editor.stored().set_aside.len(), 1);
    }
}

/// However near to each other counters are, and however far they got: what follows on is no leap.
#[test]
fn what_follows_the_largest_counter_is_kept() {
    let mut browser = Browser::with(stored());
    for round in ["x", "y", "z"] {
        let mut stored = browser.stored_in_the_end();
        let key = stored.keys().filter(|key| key.contains("/journal/")).max_by_key(|key| counter(key));
        let key = key.expect("an entry").clone();
        let next = Stamp { counter: counter(&key) + (1 << 40) - 1, replica: ReplicaId(1) };
        let value = stored.remove(&key).expect("it");
        stored.insert(journal::entry_key(next), value);
        browser = Browser::with(stored);
        let (mut page, damaged) = start(&browser, 2);
        assert_eq!(damaged, []);
        page.note("one", round);
        let (again, damaged) = start(&browser, 3);
        assert_eq!((again.note_of("one").as_deref(), damaged), (Some(round), Vec::new()));
    }
}

fn counter(key: &str) -> u64 {
    let stamp = key.rsplit('/').next().and_then(Stamp::parse);
    stamp.map_or(0, |stamp| stamp.counter)
}

/// A chunk has much else: what leaps in it stays, and counts as the earliest.
#[test]
fn a_field_in_a_chunk_that_leaps_ahead_gives_way_to_later_edits() {
    let mut stored = stored();
    stored.retain(|key, _| !key.contains("/journal/"));
    let (key, value) = stored.iter().find(|(key, _)| key.contains("/chunk/")).expect("a chunk");
    let cells = chunk::decode(value).expect("a chunk").into_iter().map(|(record, field, mut cell)| {
        cell.stamp.counter += Stamp::LAST_COUNTER - 100;
        (record, field, cell)
    });
    let corpus = glossator_core::corpus::Corpus::new([]).merge([], cells).0;
    let chunks = chunk::encode(corpus.records_between(None, None), 100_000);
    let (key, value) = (key.clone(), chunks[0].value.clone());
    stored.insert(key, value);
    let browser = Browser::with(stored);
    let (mut page, damaged) = start(&browser, 2);
    assert_eq!((page.marked().as_str(), damaged), ("[actor:one] two three four five six", Vec::new()));
    page.note("one", "x");
    page.give(&Command::Relabel { annotations: vec![page.id("one")], label: "claim".into() });
    let (again, damaged) = start(&browser, 3);
    assert_eq!((again.marked().as_str(), damaged), ("[claim:one] two three four five six", Vec::new()));
    assert_eq!(again.note_of("one").as_deref(), Some("x"));
}

/// One changed character, anywhere in a chunk or an entry, is seen.
#[test]
fn a_changed_character_is_seen() {
    let stored = stored();
    let mut changed = 0;
    for (key, value) in stored.iter().filter(|(key, _)| key.contains("/chunk/") || key.contains("/journal/"))
    {
        for (at, old) in value.char_indices().filter(|(_, old)| old.is_ascii_alphanumeric()) {
            let new = if old == '9' { '8' } else { char::from_u32(old as u32 + 1).expect("ASCII") };
            let mut damaged = value.clone();
            damaged.replace_range(at..=at, &new.to_string());
            let loaded = journal::load([(&**key, &*damaged)]);
            let is_seen = loaded.damaged.iter().map(|one| &one.key).eq([key]);
            // Without the name of the sum there is none, as in what earlier versions wrote.
            let is_sum = damaged[at.saturating_sub(3)..].starts_with('"') || damaged.len() - at < 20;
            assert!(is_seen || is_sum, "{damaged}");
            changed += usize::from(is_seen);
        }
    }
    assert!(changed > 500, "{changed}");
    for (key, value) in stored.iter().filter(|(key, _)| key.contains("/chunk/") || key.contains("/journal/"))
    {
        let loaded = journal::load([(&**key, &*super::without_sum(value))]);
        assert_eq!((loaded.damaged, loaded.chunks.len() + loaded.entries.len()), (Vec::new(), 1));
    }
}

/// One bit makes a 3 of the 2: the page goes on, names it once, and can throw it away.
#[test]
fn a_single_key_of_a_later_form_stops_nothing() {
    let mut stored = stored();
    let key = stored.keys().find(|key| key.contains("/journal/")).expect("an entry").clone();
    let value = stored.remove(&key).expect("it");
    let stray = key.replacen("/2/", "/3/", 1);
    stored.insert(stray.clone(), value);
    let browser = Browser::with(stored.clone());
    let (mut page, damaged) = start(&browser, 2);
    let why = "expected a key of form 2, found a single one of a later form";
    assert_eq!(
        damaged.iter().map(|one| (&*one.key, one.why.to_string())).collect::<Vec<_>>(),
        [(&*stray, why.to_owned())]
    );
    assert_eq!(page.tag("three").status, SAVED);
    page.compact(true);
    assert!(browser.stored_in_the_end().contains_key(&stray), "it may be a later version's after all");
    let (mut page, damaged) = start(&browser, 3);
    assert_eq!((damaged, page.editor.stored().set_aside.len()), (Vec::new(), 1));
    page.editor.drop_set_aside();
    assert!(!browser.stored_in_the_end().contains_key(&stray));
    let (page, damaged) = start(&browser, 4);
    assert_eq!((damaged, page.editor.stored().set_aside.len()), (Vec::new(), 0));

    // Two of them are a later version.
    stored.insert("glossator/3/default/generation/x".to_owned(), "1".to_owned());
    let (page, outcome) = Page::start(&Browser::with(stored), 2, Budget::default());
    assert_eq!((outcome.status, outcome.damaged), (Some(SaveStatus::NewerForm(3)), Vec::new()));
    drop(page);
}

/// A person who clears everything wants all of it gone, and has it back with one step.
#[test]
fn everything_is_everything_of_every_form() {
    let mut stored = stored();
    for key in ["glossator/3/default/x", "glossator/3/default/y", "glossator/2/another/x", "glossator/x"] {
        stored.insert(key.to_owned(), "theirs".to_owned());
    }
    stored.insert("theirs".to_owned(), "theirs".to_owned());
    let browser = Browser::with(stored.clone());
    let (mut page, outcome) = Page::start(&browser, 2, Budget::default());
    assert_eq!(outcome.status, Some(SaveStatus::NewerForm(3)));
    assert_eq!(page.editor.clear(7).status, SAVED);
    let left: Vec<_> = browser.stored_in_the_end().into_keys().collect();
    assert_eq!(left, ["glossator/2/default/generation/0000000000000007", "theirs"]);
    assert_eq!(page.tag("six").status, SAVED);
    page.editor.undo_clear().expect("something was cleared").0.expect("room");
    let there = browser.stored_in_the_end();
    assert!(stored.iter().all(|(key, value)| there.get(key) == Some(value)));
}

#[test]
fn a_backup_from_the_future_is_neither_the_latest_nor_kept_for_ever() {
    let budget = Budget { backups: (2, 100_000), ..Budget::default() };
    let days = |page: &Page| {
        page.editor.stored().backups.iter().map(|backup| backup.day.clone()).collect::<Vec<_>>()
    };
    let future = Timestamp::parse("2126-01-01T00:00:00Z").expect("a time");
    for has_counter in [true, false] {
        let browser = Browser::default();
        let mut page = Page::open(&browser, 1, budget);
        page.tag("one");
        page.editor.back_up("2126-01-01", future);
        let mut stored = browser.stored_in_the_end();
        if !has_counter {
            let head = stored.iter_mut().find(|(key, _)| key.ends_with("/head")).expect("a head").1;
            *head = head.replacen("\"counter\":", "\"other\":", 1);
        }
        let browser = Browser::with(stored);
        let mut page = Page::open(&browser, 2, budget);
        page.tag("two");
        page.editor.back_up("2026-11-22", Timestamp::from_millis(7));
        assert_eq!(days(&page), ["2026-11-22", "2126-01-01"]);
        page.tag("three");
        page.editor.back_up("2026-11-23", Timestamp::from_millis(8));
        assert_eq!(days(&page), ["2026-11-23", "2026-11-22"]);
    }
}

/// A store that cannot be read never says that all is saved, and nothing is written beside what nobody has seen.
#[test]
fn a_store_that_cannot_be_read_says_so_until_it_can() {
    let memory = Rc::new(Memory::default());
    let open = |replica: u64| {
        let setup = Setup {
            seeds: glossator_core::corpus::Corpus::new([super::page::SEED]),
            replica: ReplicaId(replica),
            newcomer: AnnotatorId(uuid::Uuid::from_u128(0xa)),
            budget: Budget::default(),
        };
        Editor::start(setup, Ok(memory.clone()))
    };
    let rename = |editor: &mut Editor, title: &str| {
        let moment = editor.moment(Timestamp::from_millis(7), 7);
        let command = Command::Rename { document: "a".into(), title: title.into() };
        editor.run(&command, &moment).expect("new").1.status
    };
    let (mut editor, outcome) = open(1);
    assert_eq!((outcome.status, rename(&mut editor, "Before")), (SAVED, SAVED));
    let unreadable = Some(SaveStatus::NotSaved(StorageError::Unreadable));
    let stored = memory.entries();
    memory.hide(true);
    let (mut later, outcome) = open(2);
    assert_eq!((outcome.status, outcome.damaged.len()), (unreadable.clone(), 0));
    assert_eq!(rename(&mut later, "After"), unreadable);
    assert_eq!(later.catch_up().status, unreadable);
    assert_eq!(editor.catch_up().status, unreadable, "also one that could be read before");
    later.back_up("2026-11-22", Timestamp::default());
    later.compact(true).expect("nothing to do");
    assert_eq!(memory.entries(), stored);
    memory.hide(false);
    assert_eq!((later.catch_up().status, editor.catch_up().status), (SAVED, SAVED));
    assert_eq!(
        editor.corpus().document(&"a".into()).map(|document| document.title.to_string()),
        Some("After".to_owned())
    );
    assert!(memory.holds("glossator/2/default/generation/0000000000000001"));
}

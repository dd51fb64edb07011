//! Saving: what is in the store after an edit, a fold, a clearing, and when there is no room.

use super::store::{Browser, Failure, Tab};
use super::{assert_same, fixture, json};
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::Command;
use glossator_core::edit::history::History;
use glossator_core::import::{Incoming, IncomingDocument};
use glossator_core::model::record::ReplicaId;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::storage::StorageError;
use glossator_core::saving::{Budget, Condition, LetGo, SaveStatus, Saving, Started};
use glossator_fixture::Fixture;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A page: a fixture of which everything is saved.
pub struct Page {
    pub it: Fixture,
    pub saving: Saving,
    pub tab: Rc<Tab>,
}

pub const SEED: Seed<'static> = Seed { id: "a", text: "one two three four five six" };

impl Page {
    pub fn open(browser: &Browser, replica: u64, budget: Budget) -> Self {
        let tab = browser.open();
        let Started { corpus, mut saving, news } =
            Saving::start(&Corpus::new([SEED]), Ok(tab.clone()), ReplicaId(replica), budget);
        let mut it = Fixture { corpus, ..fixture("") };
        it.moment.replica = ReplicaId(replica);
        (it.moment.random, it.moment.time) =
            (u128::from(replica) << 32, Timestamp::from_millis(replica * 1_000_000));
        if let Some(last) = news.entries.last() {
            saving.adopt(last.history);
            let steps = news.entries.iter().filter(|entry| entry.history == last.history);
            it.history = History::replay(steps.map(|entry| entry.transaction.clone()));
        }
        Self { it, saving, tab }
    }

    pub fn give(&mut self, command: &Command) -> SaveStatus {
        self.it.give(command).unwrap_or_else(|why| panic!("{command:?}: {why}"));
        self.save()
    }

    pub fn tag(&mut self, words: &str) -> SaveStatus {
        let span = self.it.span("a", words).expect("there");
        self.give(&Command::Tag { document: "a".into(), span, label: "actor".into() })
    }

    pub fn note(&mut self, words: &str, note: &str) -> SaveStatus {
        self.give(&Command::SetNote { annotation: self.it.id(words), note: note.into() })
    }

    /// Writes the last transaction.
    pub fn save(&mut self) -> SaveStatus {
        let transaction = self.it.transactions.last().expect("one").clone();
        self.saving.write(&self.it.corpus, &Rc::new(transaction))
    }

    pub fn undo(&mut self) -> bool {
        let is_undone = self.it.undo().is_some_and(|revert| revert.left.is_empty());
        if is_undone {
            self.save();
        }
        is_undone
    }

    pub fn fold(&mut self, is_alone: bool) {
        let news = self.saving.catch_up();
        self.it.corpus = news.merge_into(&self.it.corpus).0;
        self.saving.fold(&self.it.corpus, is_alone).expect("room");
    }

    pub fn import(&mut self, id: &str, text: &str) -> SaveStatus {
        let document =
            IncomingDocument { id: id.into(), text: Some(text.into()), ..IncomingDocument::default() };
        let incoming = Incoming { documents: vec![document], ..Incoming::default() };
        self.give(&Command::Import(Rc::new(incoming)))
    }

    pub fn marked(&self) -> String {
        self.it.marked("a")
    }
}

/// What a page finds that opens now.
pub fn reopened(browser: &Browser, replica: u64, budget: Budget) -> Page {
    browser.stored_in_the_end();
    Page::open(browser, replica, budget)
}

const FULL: SaveStatus = SaveStatus::NotSaved(StorageError::Full);

fn keys(browser: &Browser, kind: &str) -> usize {
    let prefix = format!("glossator/2/default/{kind}/");
    browser.stored_in_the_end().keys().filter(|key| key.starts_with(&prefix)).count()
}

#[test]
fn an_edit_is_in_the_store_at_once() {
    let browser = Browser::default();
    let mut page = Page::open(&browser, 1, Budget::default());
    assert_eq!(page.tag("two"), SaveStatus::Saved);
    assert_eq!(page.note("two", "x"), SaveStatus::Saved);
    let again = reopened(&browser, 2, Budget::default());
    assert_same(&again.it.corpus, &page.it.corpus);
    assert_eq!(["journal", "text", "generation"].map(|kind| keys(&browser, kind)), [2, 1, 1]);
}

/// Entries that are too large become chunks with a mark, and an entry that says what undoing needs.
#[test]
fn a_large_transaction_counts_only_when_all_of_it_is_there() {
    let whole = Browser::default();
    let budget = Budget { chunk: 200, ..Budget::default() };
    let mut page = Page::open(&whole, 1, budget);
    assert_eq!(page.import("own", "my own"), SaveStatus::Saved);
    let span = page.it.span("own", "own").expect("there");
    page.give(&Command::Tag { document: "own".into(), span, label: "claim".into() });
    assert!(keys(&whole, "chunk") > 0 && keys(&whole, "commit") > 0);
    let mut again = reopened(&whole, 2, budget);
    assert_eq!(again.it.marked("own"), "my [claim:own]");
    assert!(again.undo() && again.undo());
    assert_eq!(again.it.marked("own"), "");
    again.it.redo().expect("a step");
    again.save();
    let mut again = reopened(&whole, 3, budget);
    again.it.redo().expect("a step");
    assert_eq!(again.it.marked("own"), "my [claim:own]");

    let stored = whole.stored_at(whole.log_length());
    for key in stored.keys().filter(|key| key.contains("/commit/")) {
        let mut stored = stored.clone();
        stored.remove(key);
        stored.retain(|key, _| !key.contains("/journal/"));
        let torn = Page::open(&Browser::with(stored), 4, budget);
        assert!(!torn.it.marked("own").contains("[claim:own]"), "{key}");
    }
}

/// Fills the store with an article, then lets the page import one of so many characters.
#[test]
fn what_cannot_fit_anyway_makes_no_room() {
    let check = |length: usize, status: SaveStatus, let_go: Option<LetGo>, backups: usize| {
        let browser = Browser::default();
        let budget = Budget { room: 6_000, ..Budget::default() };
        let mut page = Page::open(&browser, 1, budget);
        page.tag("two");
        page.fold(false);
        page.saving.back_up(&page.it.corpus, "2026-11-22", Timestamp::default());
        browser.limit(Some(budget.room));
        let before = page.it.clone();
        assert_eq!(page.import("own", &"x".repeat(length)), status, "{length}");
        if status == FULL {
            assert!(page.saving.take_back());
            page.it = before;
        }
        assert_eq!((page.saving.let_go(), page.saving.backups().len()), (let_go, backups), "{length}");
        assert_same(&reopened(&browser, 2, budget).it.corpus, &page.it.corpus);
    };
    check(1_000, SaveStatus::Saved, None, 1);
    check(4_700, SaveStatus::Saved, Some(LetGo::Backup), 0);
    check(5_000, SaveStatus::Saved, Some(LetGo::Steps), 0);
    check(8_000, FULL, None, 1);
}

#[test]
fn what_is_taken_back_is_the_last_transaction_and_nothing_else() {
    let browser = Browser::default();
    let budget = Budget { room: 3_000, ..Budget::default() };
    let mut page = Page::open(&browser, 1, budget);
    browser.limit(Some(budget.room));
    page.tag("two");
    // This one waits, the next one fits.
    assert_eq!(page.note("two", &"x".repeat(4_000)), FULL);
    assert_eq!(page.tag("three"), FULL);
    assert!(!page.saving.take_back());
    browser.limit(None);
    assert_eq!(page.saving.retry(), SaveStatus::Saved);
    assert_same(&reopened(&browser, 2, budget).it.corpus, &page.it.corpus);
    assert!(!page.saving.take_back());
}

#[test]
fn nothing_waits_for_ever_for_room_that_cannot_be_made() {
    let browser = Browser::default();
    let budget = Budget { room: 2_600, entries: (0, 0), ..Budget::default() };
    let mut page = Page::open(&browser, 1, budget);
    page.tag("two");
    page.saving.back_up(&page.it.corpus, "2026-11-22", Timestamp::default());
    browser.limit(Some(budget.room));
    browser.fail_after(0, Failure::Refused);
    assert_eq!(
        page.note("two", &"x".repeat(900)),
        SaveStatus::NotSaved(StorageError::Other("refused".into()))
    );
    assert_eq!(page.saving.retry(), SaveStatus::Saved);
    assert_same(&reopened(&browser, 2, budget).it.corpus, &page.it.corpus);
}

/// Deletes, lets go of all that speaks of it, sweeps, and brings it back.
#[test]
fn what_was_swept_comes_back_whole() {
    let budget = Budget { entries: (2, 100_000), ..Budget::default() };
    let check = |brings_back: fn(&mut Page), expected: &str| {
        let browser = Browser::default();
        let mut page = Page::open(&browser, 1, budget);
        page.import("own", "my own");
        let span = page.it.span("own", "own").expect("there");
        page.give(&Command::Tag { document: "own".into(), span, label: "claim".into() });
        page.tag("two");
        page.give(&Command::RemoveDocument { document: "own".into() });
        page.give(&Command::Delete { annotations: vec![page.it.id("two")] });
        for number in 0..4 {
            page.give(&Command::SetName { name: format!("{number}").into() });
        }
        for _ in 0..3 {
            page.fold(true);
        }
        assert_eq!(reopened(&browser, 2, budget).it.corpus.records_between(None, None).count(), 3 + 1 + 1);
        assert_eq!(keys(&browser, "text"), 0);
        brings_back(&mut page);
        let shown = |page: &Page| format!("{} {}", page.it.marked("own"), page.marked());
        assert_eq!(shown(&page), expected);
        assert_eq!(shown(&reopened(&browser, 3, budget)), expected);
        page.fold(false);
        assert_eq!(shown(&reopened(&browser, 4, budget)), expected);
        page.fold(true);
        assert_eq!(shown(&reopened(&browser, 5, budget)), expected);
    };
    let undelete = |page: &mut Page| {
        let deleted = page.it.transactions[2].operations[0].record.clone();
        let annotation =
            glossator_core::model::annotation::AnnotationId::of(&deleted).expect("an annotation");
        page.give(&Command::Undelete { annotation });
    };
    check(undelete, " one [actor:two] three four five six");
    check(|page| assert!((0..6).all(|_| page.undo())), "my [claim:own] one [actor:two] three four five six");
    check(
        |page| assert_eq!(page.import("own", "my own"), SaveStatus::Saved),
        "my [claim:own] one two three four five six",
    );
}

#[test]
fn a_removed_article_comes_back_whole_after_a_reload() {
    let browser = Browser::default();
    let mut page = Page::open(&browser, 1, Budget::default());
    page.import("own", "my own");
    let span = page.it.span("own", "own").expect("there");
    page.give(&Command::Tag { document: "own".into(), span, label: "claim".into() });
    page.fold(true);
    page.give(&Command::RemoveDocument { document: "own".into() });
    // Only the removal can still be undone.
    let budget = Budget { entries: (1, 100_000), ..Budget::default() };
    let mut page = reopened(&browser, 2, budget);
    for _ in 0..3 {
        page.fold(true);
    }
    let mut page = reopened(&browser, 3, budget);
    assert!(page.undo() && !page.undo());
    assert_eq!(page.it.marked("own"), "my [claim:own]");
    assert_eq!(reopened(&browser, 4, budget).it.marked("own"), "my [claim:own]");
}

#[test]
fn a_text_that_another_page_removed_is_written_again() {
    let browser = Browser::default();
    let mut page = Page::open(&browser, 1, Budget::default());
    page.import("own", "my own");
    let texts: Vec<_> =
        browser.stored_in_the_end().into_keys().filter(|key| key.contains("/text/")).collect();
    let remove = |page: &Page| {
        for key in &texts {
            glossator_core::saving::storage::Storage::remove(&*page.tab, key).expect("removed");
        }
    };
    remove(&page);
    let span = page.it.span("own", "own").expect("there");
    page.give(&Command::Tag { document: "own".into(), span, label: "claim".into() });
    assert_eq!(reopened(&browser, 2, Budget::default()).it.marked("own"), "my [claim:own]");
    remove(&page);
    page.fold(false);
    assert_eq!(reopened(&browser, 3, Budget::default()).it.marked("own"), "my [claim:own]");
}

#[test]
fn two_pages_back_up_on_one_day_and_both_backups_are_whole() {
    let browser = Browser::default();
    let budget = Budget { chunk: 100, ..Budget::default() };
    let mut pages = [1, 2].map(|replica| Page::open(&browser, replica, budget));
    pages[0].tag("two");
    for words in ["three", "four", "five"] {
        pages[1].tag(words);
    }
    for page in &mut pages {
        page.saving.back_up(&page.it.corpus, "2026-11-22", Timestamp::default());
    }
    let page = reopened(&browser, 3, budget);
    let backups = page.saving.backups();
    let days: Vec<_> = backups.iter().map(|backup| &*backup.day).collect();
    assert_eq!(days, ["2026-11-22"]);
    let then = page.saving.restore(&Corpus::new([SEED]), &page.it.corpus, &backups[0]).expect("whole");
    assert_eq!(then.annotation_count(), backups[0].annotations);
}

#[test]
fn a_backup_is_made_once_a_day_of_something_and_the_oldest_go() {
    let browser = Browser::default();
    let budget = Budget { backups: (2, 100_000), ..Budget::default() };
    let mut page = Page::open(&browser, 1, budget);
    let check = |page: &mut Page, day: &str, expected: &[(&str, usize)]| {
        page.saving.back_up(&page.it.corpus, day, Timestamp::default());
        let backups = page.saving.backups();
        let found: Vec<_> = backups.iter().map(|backup| (&*backup.day, backup.annotations)).collect();
        assert_eq!(found, expected);
    };
    check(&mut page, "2026-11-20", &[]);
    page.tag("one");
    check(&mut page, "2026-11-21", &[("2026-11-21", 1)]);
    page.tag("two");
    check(&mut page, "2026-11-21", &[("2026-11-21", 1)]);
    check(&mut page, "2026-11-22", &[("2026-11-22", 2), ("2026-11-21", 1)]);
    page.tag("three");
    check(&mut page, "2026-11-23", &[("2026-11-23", 3), ("2026-11-22", 2)]);
    let then = page.saving.restore(&Corpus::new([SEED]), &page.it.corpus, &page.saving.backups()[1]);
    page.give(&Command::GoBack(Rc::new(then.expect("whole"))));
    assert_eq!(page.marked(), "[actor:one] [actor:two] three four five six");
    // Without one of its parts it is none, and when a page is alone the rest of it goes.
    let mut stored: BTreeMap<_, _> = browser.stored_in_the_end();
    stored.retain(|key, _| !(key.contains("2026-11-22") && key.ends_with("/0")));
    let browser = Browser::with(stored);
    let mut page = Page::open(&browser, 2, budget);
    assert_eq!(page.saving.backups().len(), 1);
    page.fold(true);
    assert!(browser.stored_in_the_end().keys().all(|key| !key.contains("2026-11-22")));
}

#[test]
fn clearing_is_seen_by_other_pages_and_can_be_taken_back() {
    let browser = Browser::default();
    let mut pages = [1, 2].map(|replica| reopened(&browser, replica, Budget::default()));
    pages[0].tag("two");
    browser.stored_in_the_end();
    while browser.deliver(1).is_some() {}
    let mut cleared = pages[0].saving.clear(0xc1ea);
    assert_eq!(pages[0].saving.condition(), Condition::Sound);
    assert_eq!(
        browser.stored_in_the_end().keys().collect::<Vec<_>>(),
        ["glossator/2/default/generation/000000000000c1ea"]
    );
    // The other page sees it as soon as anything is gone.
    assert_eq!(pages[1].saving.condition(), Condition::Sound);
    for _ in 0..2 {
        browser.deliver(1);
    }
    assert_eq!(pages[1].saving.condition(), Condition::Cleared);
    let seeds = Corpus::new([SEED]);
    for page in &mut pages {
        page.it.corpus = page.saving.start_again(&seeds).continuing(&page.it.corpus);
    }
    while browser.deliver(1).is_some() {}
    assert_eq!(pages[1].tag("three"), SaveStatus::Saved);
    assert_eq!(pages[0].tag("four"), SaveStatus::Saved);
    pages[0].saving.put_back(&mut cleared).expect("room");
    browser.stored_in_the_end();
    let page = reopened(&browser, 3, Budget::default());
    assert_eq!(page.marked(), "one [actor:two] [actor:three] [actor:four] five six");
}

/// Everything goes behind the pages' backs; one of them stores what it has, and then the other.
#[test]
fn a_store_that_was_emptied_is_written_anew_by_every_page_that_has_something() {
    let browser = Browser::default();
    let mut pages = [1, 2].map(|replica| Page::open(&browser, replica, Budget::default()));
    pages[0].tag("two");
    pages[1].tag("three");
    let stored = browser.stored_in_the_end();
    let somebody = browser.open();
    for key in stored.keys() {
        glossator_core::saving::storage::Storage::remove(&*somebody, key).expect("removed");
    }
    browser.stored_in_the_end();
    for (tab, page) in pages.iter_mut().enumerate() {
        while browser.deliver(tab).is_some() {}
        assert_eq!(page.saving.condition(), Condition::Emptied);
        assert_eq!(page.note(["two", "three"][tab], "x"), SaveStatus::NotSaved(StorageError::Emptied));
        // It fails in the middle first: that must not look like a store with everything in it.
        browser.fail_after(1, Failure::Refused);
        assert_ne!(page.saving.store_anew(&page.it.corpus, 7), SaveStatus::Saved);
        assert_eq!(page.saving.retry(), SaveStatus::NotSaved(StorageError::Emptied));
        assert_eq!(page.saving.store_anew(&page.it.corpus, 8 + tab as u64), SaveStatus::Saved);
        browser.stored_in_the_end();
    }
    let page = reopened(&browser, 3, Budget::default());
    assert_eq!(page.marked(), "one [actor:two] [actor:three] four five six");
    assert_eq!(page.it.annotation("two").map(|annotation| &*annotation.note), Some("x"));
}

#[test]
fn an_entry_that_cannot_be_read_is_set_aside_once() {
    let entry = ("glossator/1/default/journal/7.00000000000000ab".to_owned(), "{".to_owned());
    let browser = Browser::with([entry].into());
    let page = Page::open(&browser, 1, Budget::default());
    assert_eq!(page.saving.set_aside_entries().len(), 1);
    let mut page = reopened(&browser, 2, Budget::default());
    assert_eq!(page.saving.catch_up().damaged, []);
    page.saving.drop_set_aside();
    assert_eq!(keys(&browser, "damaged"), 0);
    assert_eq!(json(&page.it.corpus), json(&Corpus::new([SEED])));
}

#[test]
fn a_store_of_a_later_form_is_left_alone() {
    let browser = Browser::with([("glossator/3/default/x".to_owned(), "1".to_owned())].into());
    let mut page = Page::open(&browser, 1, Budget::default());
    assert_eq!(page.tag("two"), SaveStatus::NewerForm(3));
    page.fold(true);
    assert_eq!(page.saving.store_anew(&page.it.corpus, 7), SaveStatus::NewerForm(3));
    page.saving.back_up(&page.it.corpus, "2026-11-22", Timestamp::default());
    assert_eq!(browser.stored_in_the_end().len(), 1);
}

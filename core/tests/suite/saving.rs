//! Saving: what is in the store after an edit, a fold, a clearing, and when there is no room.

use super::page::{EMPTIED, FULL, Page, SAVED, SEED};
use super::store::{Browser, Failure};
use super::{assert_same, json};
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::edit::editor::Refusal;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::attribute::Attribute;
use glossator_core::model::record::Kind;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::storage::{Storage, StorageError};
use glossator_core::saving::{Budget, Evicted, SaveStatus};
use std::collections::BTreeMap;
use std::rc::Rc;

fn keys(browser: &Browser, kind: &str) -> usize {
    let prefix = format!("glossator/2/default/{kind}/");
    browser.stored_in_the_end().keys().filter(|key| key.starts_with(&prefix)).count()
}

#[test]
fn an_edit_is_in_the_store_at_once() {
    let browser = Browser::default();
    let mut page = Page::open(&browser, 1, Budget::default());
    assert_eq!(page.tag("two").status, SAVED);
    assert_eq!(page.note("two", "x").status, SAVED);
    let again = Page::open(&browser, 2, Budget::default());
    assert_same(again.corpus(), page.corpus());
    assert_eq!(["journal", "text", "generation"].map(|kind| keys(&browser, kind)), [3, 1, 1]);
}

/// Entries that are too large become chunks with a mark, and an entry that says what undoing needs.
#[test]
fn a_large_transaction_counts_only_when_all_of_it_is_there() {
    let whole = Browser::default();
    let budget = Budget { chunk: 200, entry: 200, ..Budget::default() };
    let mut page = Page::open(&whole, 1, budget);
    assert_eq!(page.import("own", "my own").expect("room").status, SAVED);
    page.tag_in("own", "own", "claim");
    assert!(keys(&whole, "chunk") > 0 && keys(&whole, "commit") > 0);
    let mut again = Page::open(&whole, 2, budget);
    assert_eq!(again.marked_in("own"), "my [claim:own]");
    assert!(again.undoes() && again.undoes());
    assert_eq!(again.marked_in("own"), "");
    assert!(again.redoes());
    let mut again = Page::open(&whole, 3, budget);
    assert!(again.redoes());
    assert_eq!(again.marked_in("own"), "my [claim:own]");

    let stored = whole.stored_at(whole.log_length());
    let is_there_without = |commit: &&String| {
        let mut stored = stored.clone();
        stored.remove(*commit);
        stored.retain(|key, _| !key.contains("/journal/"));
        let torn = Page::open(&Browser::with(stored), 4, budget);
        torn.marked_in("own").contains("[claim:own]")
    };
    let commits = stored.keys().filter(|key| key.contains("/commit/"));
    // Between the article and its annotation, who edits was introduced.
    assert_eq!(commits.filter(is_there_without).count(), 1);
}

/// Fills the store with an article, then lets the page import one of so many characters.
#[test]
fn what_cannot_fit_anyway_makes_no_room() {
    let check = |length: usize, evicted: Result<Option<Evicted>, Refusal>, backups: usize| {
        let browser = Browser::default();
        let budget = Budget { room: 6_000, ..Budget::default() };
        let mut page = Page::open(&browser, 1, budget);
        page.tag("two");
        page.compact(false);
        page.editor.back_up("2026-11-22", Timestamp::default());
        browser.limit(Some(budget.room));
        let imported = page.import("own", &"x".repeat(length));
        assert!(imported.as_ref().is_ok_and(|outcome| outcome.status == SAVED) == evicted.is_ok());
        assert_eq!(imported.map(|outcome| outcome.evicted), evicted, "{length}");
        assert_eq!(page.editor.stored().backups.len(), backups, "{length}");
        assert_same(Page::open(&browser, 2, budget).corpus(), page.corpus());
    };
    check(1_000, Ok(None), 1);
    check(4_400, Ok(Some(Evicted::Backup)), 0);
    check(4_700, Ok(Some(Evicted::Steps)), 0);
    check(8_000, Err(Refusal::NoRoom), 1);
}

#[test]
fn what_is_taken_back_is_the_last_transaction_and_nothing_else() {
    let browser = Browser::default();
    let budget = Budget { room: 3_000, ..Budget::default() };
    let mut page = Page::open(&browser, 1, budget);
    browser.limit(Some(budget.room));
    page.tag("two");
    // This one waits, the next ones fit.
    assert_eq!(page.note("two", &"x".repeat(4_000)).status, FULL);
    assert_eq!(page.tag("three").status, FULL);
    assert_eq!(page.import("own", "my own").expect("room").status, FULL);
    assert_eq!(page.import("large", &"x".repeat(4_000)).unwrap_err(), Refusal::NoRoom);
    browser.limit(None);
    assert_eq!(page.hear().status, SAVED);
    assert_same(Page::open(&browser, 2, budget).corpus(), page.corpus());
}

#[test]
fn nothing_waits_for_ever_for_room_that_cannot_be_made() {
    let browser = Browser::default();
    let budget = Budget { room: 2_600, entries: (0, 0), ..Budget::default() };
    let mut page = Page::open(&browser, 1, budget);
    page.tag("two");
    page.editor.back_up("2026-11-22", Timestamp::default());
    browser.limit(Some(budget.room));
    browser.fail_after(0, Failure::Refused);
    let refused = Some(SaveStatus::NotSaved(StorageError::Other("refused".into())));
    assert_eq!(page.note("two", &"x".repeat(600)).status, refused);
    assert_eq!(page.hear().status, SAVED);
    assert_same(Page::open(&browser, 2, budget).corpus(), page.corpus());
}

/// Deletes, lets go of all that speaks of it, sweeps, and brings it back.
#[test]
fn what_was_swept_comes_back_whole() {
    let budget = Budget { entries: (2, 100_000), ..Budget::default() };
    let check = |brings_back: fn(&mut Page), expected: &str| {
        let browser = Browser::default();
        let mut page = Page::open(&browser, 1, budget);
        page.import("own", "my own").expect("room");
        page.tag_in("own", "own", "claim");
        page.tag("two");
        page.remove("own");
        page.delete("two");
        for number in 0..4 {
            page.give(&Command::SetName { name: format!("{number}").into() });
        }
        for _ in 0..3 {
            page.compact(true);
        }
        // Labels, attributes and the article that are built in; the annotator and the setting that names them.
        let built_in = 3 + Attribute::built_in().len() + 1;
        assert_eq!(
            Page::open(&browser, 2, budget).corpus().records_between(None, None).count(),
            built_in + 2
        );
        assert_eq!(keys(&browser, "text"), 0);
        brings_back(&mut page);
        let shown = |page: &Page| format!("{} {}", page.marked_in("own"), page.marked());
        assert_eq!(shown(&page), expected);
        assert_eq!(shown(&Page::open(&browser, 3, budget)), expected);
        page.compact(false);
        assert_eq!(shown(&Page::open(&browser, 4, budget)), expected);
        page.compact(true);
        assert_eq!(shown(&Page::open(&browser, 5, budget)), expected);
    };
    let undelete = |page: &mut Page| {
        let records: Vec<_> = page.corpus().records(&Kind::Annotation).collect();
        let (deleted, _) = records.iter().find(|(_, record)| record.is_deleted()).expect("the actor");
        let annotation = AnnotationId::of(deleted).expect("an annotation");
        page.give(&Command::Undelete { annotation });
    };
    check(undelete, " one [actor:two] three four five six");
    check(
        |page| assert!((0..6).all(|_| page.undoes())),
        "my [claim:own] one [actor:two] three four five six",
    );
    check(
        |page| assert_eq!(page.import("own", "my own").expect("room").status, SAVED),
        "my [claim:own] one two three four five six",
    );
}

#[test]
fn a_removed_article_comes_back_whole_after_a_reload() {
    let browser = Browser::default();
    let mut page = Page::open(&browser, 1, Budget::default());
    page.import("own", "my own").expect("room");
    page.tag_in("own", "own", "claim");
    page.compact(true);
    page.remove("own");
    // Only the removal can still be undone.
    let budget = Budget { entries: (1, 100_000), ..Budget::default() };
    let mut page = Page::open(&browser, 2, budget);
    for _ in 0..3 {
        page.compact(true);
    }
    let mut page = Page::open(&browser, 3, budget);
    assert!(page.undoes() && page.undo().is_none());
    assert_eq!(page.marked_in("own"), "my [claim:own]");
    assert_eq!(Page::open(&browser, 4, budget).marked_in("own"), "my [claim:own]");
}

#[test]
fn a_text_that_another_page_removed_is_written_again() {
    let browser = Browser::default();
    let mut page = Page::open(&browser, 1, Budget::default());
    page.import("own", "my own").expect("room");
    let texts: Vec<_> =
        browser.stored_in_the_end().into_keys().filter(|key| key.contains("/text/")).collect();
    let remove = |page: &Page| {
        for key in &texts {
            page.tab.remove(key).expect("removed");
        }
    };
    remove(&page);
    page.tag_in("own", "own", "claim");
    assert_eq!(Page::open(&browser, 2, Budget::default()).marked_in("own"), "my [claim:own]");
    remove(&page);
    page.compact(false);
    assert_eq!(Page::open(&browser, 3, Budget::default()).marked_in("own"), "my [claim:own]");
}

#[test]
fn two_pages_back_up_on_one_day_and_both_backups_are_whole() {
    let browser = Browser::default();
    let budget = Budget { chunk: 100, entry: 100, ..Budget::default() };
    let mut pages = [1, 2].map(|replica| Page::open(&browser, replica, budget));
    pages[0].tag("two");
    for words in ["three", "four", "five"] {
        pages[1].tag(words);
    }
    for page in &mut pages {
        page.editor.back_up("2026-11-22", Timestamp::default());
    }
    let page = Page::open(&browser, 3, budget);
    let backups = page.editor.stored().backups;
    let days: Vec<_> = backups.iter().map(|backup| &*backup.day).collect();
    assert_eq!(days, ["2026-11-22"]);
    let then = page.editor.backup(&backups[0]).expect("whole");
    assert_eq!(then.annotation_count(), backups[0].annotations);
}

#[test]
fn a_backup_is_made_once_a_day_of_something_and_the_oldest_go() {
    let browser = Browser::default();
    let budget = Budget { backups: (2, 100_000), ..Budget::default() };
    let mut page = Page::open(&browser, 1, budget);
    let check = |page: &mut Page, day: &str, expected: &[(&str, usize)]| {
        page.editor.back_up(day, Timestamp::default());
        let backups = page.editor.stored().backups;
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
    let then = page.editor.backup(&page.editor.stored().backups[1]);
    page.give(&Command::GoBack(Rc::new(then.expect("whole"))));
    assert_eq!(page.marked(), "[actor:one] [actor:two] three four five six");
    // Without one of its parts it is none, and when a page is alone the rest of it goes.
    let mut stored: BTreeMap<_, _> = browser.stored_in_the_end();
    stored.retain(|key, _| !(key.contains("2026-11-22") && key.ends_with("/0")));
    let browser = Browser::with(stored);
    let mut page = Page::open(&browser, 2, budget);
    assert_eq!(page.editor.stored().backups.len(), 1);
    page.compact(true);
    assert!(browser.stored_in_the_end().keys().all(|key| !key.contains("2026-11-22")));
}

#[test]
fn clearing_is_seen_by_other_pages_and_can_be_taken_back() {
    let browser = Browser::default();
    let mut pages = [1, 2].map(|replica| Page::open(&browser, replica, Budget::default()));
    pages[0].tag("two");
    pages[1].hear();
    pages[0].editor.clear(0xc1ea);
    assert_eq!(
        browser.stored_in_the_end().keys().collect::<Vec<_>>(),
        ["glossator/2/default/generation/000000000000c1ea"]
    );
    // The other page sees it as soon as anything is gone.
    assert!(!pages[1].editor.catch_up().was_cleared);
    for was_cleared in [false, true] {
        browser.deliver(1);
        assert_eq!(pages[1].editor.catch_up().was_cleared, was_cleared);
    }
    while browser.deliver(1).is_some() {}
    assert_eq!(pages[1].tag("three").status, SAVED);
    assert_eq!(pages[0].tag("four").status, SAVED);
    let (put_back, _) = pages[0].editor.undo_clear().expect("something was cleared");
    assert_eq!(put_back, Ok(()));
    let page = Page::open(&browser, 3, Budget::default());
    assert_eq!(page.marked(), "one [actor:two] [actor:three] [actor:four] five six");
}

/// A store that was cleared, brought back and cleared again has had several names. Another page sees what was stored go one by
/// one, and reads in between.
#[test]
fn what_is_cleared_again_stays_away_on_other_pages() {
    for names in [[0xc1ea, 0xc1eb], [0xc1eb, 0xc1ea], [0, 0xc1ea], [0xc1ea, 0]] {
        let browser = Browser::default();
        let mut pages = [2, 1].map(|replica| Page::open(&browser, replica, Budget::default()));
        for words in ["two", "three", "four"] {
            pages[0].tag(words);
        }
        pages[1].hear();
        let tagged = pages[0].marked();
        for name in names {
            pages[0].editor.clear(name);
            let mut seen = 0;
            while browser.send(0) {}
            while let Some(key) = browser.deliver(1) {
                seen += 1;
                let news = pages[1].editor.read(&key);
                let outcome = pages[1].editor.take_in(news);
                // Else the second copy would bring it back.
                assert!(!outcome.was_cleared || pages[1].editor.was_cleared(), "{names:x?}");
                if seen % 2 == 0 {
                    pages[1].editor.catch_up();
                }
            }
            assert_eq!(pages[1].marked(), "one two three four five six", "{names:x?}");
            pages[0].editor.undo_clear().expect("something was cleared").0.expect("room");
            pages[1].hear();
            assert_eq!(pages[1].marked(), tagged, "{names:x?}");
            assert!(!pages[0].editor.was_cleared());
        }
    }
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
        somebody.remove(key).expect("removed");
    }
    for (tab, page) in pages.iter_mut().enumerate() {
        assert_eq!(page.hear().status, EMPTIED);
        assert_eq!(page.note(["two", "three"][tab], "x").status, EMPTIED);
        // It fails in the middle first: that must not look like a store with everything in it.
        browser.fail_after(1, Failure::Refused);
        assert_ne!(page.editor.store_anew(7).status, SAVED);
        assert_eq!(page.editor.catch_up().status, EMPTIED);
        assert_eq!(page.editor.store_anew(8 + tab as u64).status, SAVED);
    }
    let page = Page::open(&browser, 3, Budget::default());
    assert_eq!(page.marked(), "one [actor:two] [actor:three] four five six");
    assert_eq!(page.note_of("two").as_deref(), Some("x"));
}

#[test]
fn an_entry_that_cannot_be_read_is_set_aside_once() {
    let entry = ("glossator/1/default/journal/7.00000000000000ab".to_owned(), "{".to_owned());
    let browser = Browser::with([entry].into());
    let (page, outcome) = Page::start(&browser, 1, Budget::default());
    assert_eq!((outcome.damaged.len(), page.editor.stored().set_aside.len()), (1, 1));
    let (mut page, outcome) = Page::start(&browser, 2, Budget::default());
    assert_eq!(outcome.damaged, []);
    page.editor.drop_set_aside();
    assert_eq!(keys(&browser, "damaged"), 0);
    assert_eq!(json(page.corpus()), json(&Corpus::new([SEED])));
}

#[test]
fn a_store_of_a_later_form_is_left_alone() {
    let browser = Browser::with([("glossator/3/default/x".to_owned(), "1".to_owned())].into());
    let mut page = Page::open(&browser, 1, Budget::default());
    let newer = Some(SaveStatus::NewerForm(3));
    assert_eq!(page.tag("two").status, newer);
    page.compact(true);
    assert_eq!(page.editor.store_anew(7).status, newer);
    page.editor.back_up("2026-11-22", Timestamp::default());
    assert_eq!(browser.stored_in_the_end().len(), 1);
}

//! The second copy: what comes back when the store lost its last moments, a part, or all of it.

use super::assert_same;
use super::page::{Page, SAVED};
use super::store::{Browser, Chance};
use glossator_core::edit::editor::PutBack;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::storage::{Storage, StorageError};
use glossator_core::saving::{Budget, Copied, Items};
use std::collections::BTreeMap;

/// So little that folding and letting go happen all the time.
const TINY: Budget = Budget {
    entries: (6, 4_000),
    uncompacted: 3,
    chunk: 500,
    entry: 500,
    backups: (2, 20_000),
    room: 1 << 20,
};

const WORDS: [&str; 6] = ["one", "two", "three", "four", "five", "six"];

/// Rows by the store's name and the key, as IndexedDB has them.
#[derive(Clone, Default)]
struct Copy(BTreeMap<Copied, String>);

impl Copy {
    /// Changes of the page since it was last asked are copied.
    fn follow(&mut self, page: &mut Page) {
        let generation = page.editor.generation().to_owned();
        for (key, value) in page.editor.take_changes() {
            match value {
                Some(value) => drop(self.0.insert((generation.clone(), key), value)),
                None => drop(self.0.remove(&(generation.clone(), key))),
            }
        }
    }

    fn names(&self) -> Vec<Copied> {
        self.0.keys().cloned().collect()
    }

    fn items(&self, names: &[Copied]) -> Items {
        names.iter().map(|name| (name.1.clone(), self.0[name].clone())).collect()
    }

    /// Compares the store of a page with the copy, as at its start; gives what other stores had.
    fn compare(&mut self, page: &mut Page) -> (PutBack, Items) {
        let differences = page.editor.compare(self.names(), None);
        let others = self.items(&differences.others);
        let (put_back, _) = page.editor.recover(self.items(&differences.lost));
        self.follow(page);
        let differences = page.editor.compare(self.names(), None);
        let generation = page.editor.generation().to_owned();
        for (key, value) in page.editor.items(&differences.missing) {
            self.0.insert((generation.clone(), key), value);
        }
        for name in differences.lost {
            self.0.remove(&name);
        }
        (put_back, others)
    }

    /// The copy has what the store has, and nothing else.
    #[track_caller]
    fn check(&self, page: &Page) {
        let copied: BTreeMap<_, _> =
            self.0.iter().map(|((_, key), value)| (key.clone(), value.clone())).collect();
        let stored = page.tab.keys("glossator/").into_iter().filter(|key| !key.contains("/generation/"));
        let stored: BTreeMap<_, _> =
            stored.map(|key| (key.clone(), page.tab.get(&key).expect("a value"))).collect();
        assert_eq!(copied, stored);
    }
}

/// A page that tags, takes notes, folds and makes backups, followed by the copy.
fn live(page: &mut Page, copy: &mut Copy, chance: &mut Chance, steps: usize) {
    for step in 0..steps {
        let words = WORDS[chance.below(6)];
        let is_tagged = page.marked().contains(&format!(":{words}]"));
        let outcome = match chance.below(5) {
            _ if !is_tagged => page.tag(words),
            0 => page.delete(words),
            _ => page.note(words, &step.to_string()),
        };
        assert_eq!(outcome.status, SAVED);
        copy.follow(page);
        if page.editor.is_compaction_due() || chance.one_in(4) {
            page.compact(chance.one_in(2));
            copy.follow(page);
        }
        if chance.one_in(5) {
            page.editor
                .back_up(&format!("2026-11-{:02}", 1 + chance.below(28)), Timestamp::from_millis(page.time));
            copy.follow(page);
        }
    }
}

#[test]
fn all_of_a_store_that_is_gone_comes_back_with_its_backups_and_steps() {
    let browser = Browser::default();
    let mut copy = Copy::default();
    let mut page = Page::open(&browser, 1, Budget::default());
    for words in ["one", "two", "three"] {
        page.tag(words);
    }
    page.compact(true);
    page.editor.back_up("2026-11-22", Timestamp::from_millis(7));
    page.tag("four");
    page.import("own", "my own").expect("room");
    copy.follow(&mut page);
    copy.check(&page);

    let gone = Browser::default();
    let mut again = Page::start(&gone, 2, Budget::default()).0;
    again.tag("six");
    copy.follow(&mut again);
    let (put_back, others) = copy.compare(&mut again);
    assert_eq!((put_back.edits, put_back.annotations), (0, 0));
    assert_eq!(again.marked(), "one two three four five [actor:six]");
    assert_eq!(again.editor.contents(&others), (4, 1));
    let (put_back, outcome) = again.editor.put_back(others);
    assert_eq!((put_back.annotations, put_back.result, outcome.overwritten.len()), (4, Ok(()), 0));
    copy.follow(&mut again);
    let expected = "[actor:one] [actor:two] [actor:three] [actor:four] five [actor:six]";
    assert_eq!((again.marked().as_str(), again.marked_in("own").as_str()), (expected, "my own"));
    let backups = again.editor.stored().backups;
    assert_eq!(backups.iter().map(|backup| backup.annotations).collect::<Vec<_>>(), [3]);
    assert_eq!(again.editor.backup(&backups[0]).expect("whole").annotation_count(), 3);
    // The steps made since come first.
    again.editor.adopt(Some(0));
    assert!(again.undoes() && again.undoes() && again.undoes());
    assert_eq!(again.marked(), "[actor:one] [actor:two] [actor:three] four five six");
    assert!(again.corpus().document(&"own".into()).is_none());
    assert_same(Page::open(&gone, 3, Budget::default()).corpus(), again.corpus());
}

/// The browser is killed: the store has what it had some writes before, the copy has everything.
#[test]
fn nothing_that_was_copied_is_lost_at_whichever_write_the_store_stops() {
    for seed in 0..12 {
        let (browser, mut copy, mut chance) = (Browser::default(), Copy::default(), Chance::new(seed));
        let mut page = Page::open(&browser, 1, TINY);
        live(&mut page, &mut copy, &mut chance, 40);
        browser.close(page.tab.number);
        copy.check(&page);
        let whole = browser.log_length();
        for length in whole.saturating_sub(12)..=whole {
            let killed = Browser::with(browser.stored_at(length));
            let (mut again, mut copied) = (Page::start(&killed, 2, TINY).0, copy.clone());
            copied.compare(&mut again);
            assert_eq!(again.marked(), page.marked(), "{seed}, {length} of {whole}");
            for words in WORDS {
                assert_eq!(again.note_of(words), page.note_of(words), "{seed}, {length} of {whole}");
            }
            copied.check(&again);
            assert_eq!(Page::open(&killed, 3, TINY).marked(), page.marked(), "it is in the store again");
        }
    }
}

/// A page is gone before it told the copy what it did.
#[test]
fn what_was_removed_on_purpose_does_not_come_back() {
    for seed in 0..12 {
        let (browser, mut copy, mut chance) = (Browser::default(), Copy::default(), Chance::new(seed));
        let mut page = Page::open(&browser, 1, TINY);
        live(&mut page, &mut copy, &mut chance, 30);
        let earlier = copy.clone();
        page.compact(false);
        browser.close(page.tab.number);
        let (mut again, mut copied) = (Page::start(&browser, 2, TINY).0, earlier);
        let (put_back, _) = copied.compare(&mut again);
        assert_eq!((put_back.edits, again.marked()), (0, page.marked()), "{seed}");
        copied.check(&again);
    }
}

#[test]
fn edits_that_were_brought_back_are_steps_in_their_order() {
    let browser = Browser::default();
    let mut copy = Copy::default();
    let mut first = Page::open(&browser, 1, Budget::default());
    first.tag("one");
    copy.follow(&mut first);
    browser.close(first.tab.number);
    let mut second = Page::open(&browser, 2, Budget::default());
    let killed = Browser::with(browser.stored());
    second.tag("two");
    second.tag("three");
    copy.follow(&mut second);

    let mut page = Page::start(&killed, 3, Budget::default()).0;
    assert_eq!(copy.compare(&mut page).0.edits, 2);
    page.editor.adopt(Some(0));
    for expected in [
        "[actor:one] [actor:two] three four five six",
        "[actor:one] two three four five six",
        "one two three four five six",
    ] {
        assert!(page.undoes());
        assert_eq!(page.marked(), expected);
    }
    assert!(page.undo().is_none());
}

/// Any page may write what it likes into the copy.
#[test]
fn only_items_of_ours_go_back() {
    let browser = Browser::default();
    let mut page = Page::open(&browser, 1, Budget::default());
    page.tag("two");
    let before = browser.stored_in_the_end();
    let foreign = [
        "theirs",
        "glossator/settings",
        "glossator/2/another/journal/7.00000000000000ab",
        "glossator/2/default/something/x",
        "glossator/2/default/generation/00000000000000ee",
        "glossator/2/default/journal/7",
        "glossator/3/default/journal/7.00000000000000ab",
    ];
    let items: Items = foreign.iter().map(|key| ((*key).to_owned(), "{}".to_owned())).collect();
    for put_back in [page.editor.recover(items.clone()).0, page.editor.put_back(items).0] {
        assert_eq!((put_back.edits, put_back.result), (0, Ok(())));
    }
    assert_eq!(browser.stored_in_the_end(), before);
}

#[test]
fn a_damaged_chunk_is_taken_from_the_copy_unless_that_is_as_damaged() {
    let browser = Browser::default();
    let mut copy = Copy::default();
    let mut page = Page::open(&browser, 1, TINY);
    for words in ["one", "two", "three", "four"] {
        page.tag(words);
    }
    page.compact(true);
    copy.follow(&mut page);
    let mut stored = browser.stored_in_the_end();
    stored.retain(|key, _| !key.contains("/journal/"));
    copy.0.retain(|(_, key), _| !key.contains("/journal/"));
    let chunk = stored.keys().find(|key| key.contains("/chunk/")).expect("a chunk").clone();
    let damaged = stored[&chunk].replacen("1795", "1794", 1).replacen("00-8000", "00-9000", 1);
    assert_ne!(damaged, stored[&chunk]);
    stored.insert(chunk.clone(), damaged.clone());
    for is_whole in [true, false] {
        let (browser, mut copy) = (Browser::with(stored.clone()), copy.clone());
        if !is_whole {
            copy.0
                .iter_mut()
                .filter(|((_, key), _)| *key == chunk)
                .for_each(|(_, value)| value.clone_from(&damaged));
        }
        let (mut again, outcome) = Page::start(&browser, 2, TINY);
        assert_eq!(outcome.damaged.iter().map(|damaged| &damaged.key).collect::<Vec<_>>(), [&chunk]);
        copy.compare(&mut again);
        assert_eq!(again.marked() == page.marked(), is_whole);
        let (mut later, outcome) = Page::start(&browser, 3, TINY);
        copy.compare(&mut later);
        assert_eq!((outcome.damaged.len(), later.marked()), (0, again.marked()), "it is told once");
    }
}

#[test]
fn what_finds_no_room_stays_in_the_copy_and_can_be_tried_again() {
    let browser = Browser::default();
    let mut copy = Copy::default();
    let mut page = Page::open(&browser, 1, Budget::default());
    page.tag("two");
    page.note("two", &"x".repeat(2_000));
    copy.follow(&mut page);
    let gone = Browser::default();
    let mut again = Page::start(&gone, 2, Budget::default()).0;
    let (_, others) = copy.compare(&mut again);
    gone.limit(Some(1_500));
    assert_eq!(again.editor.put_back(others.clone()).0.result, Err(StorageError::Full));
    gone.limit(None);
    assert_eq!(again.editor.put_back(others).0.result, Ok(()));
    assert_eq!(again.note_of("two").map(|note| note.len()), Some(2_000));
}

/// A store that was stored anew has everything but its backups; the copy has those.
#[test]
fn backups_of_a_store_that_was_stored_anew_come_back() {
    let browser = Browser::default();
    let mut copy = Copy::default();
    let mut page = Page::open(&browser, 1, Budget::default());
    page.tag("two");
    page.editor.back_up("2026-11-22", Timestamp::from_millis(7));
    copy.follow(&mut page);
    let former = page.editor.generation().to_owned();
    browser.stored_in_the_end();
    let somebody = browser.open();
    for key in somebody.keys("") {
        somebody.remove(&key).expect("it goes");
    }
    page.hear();
    assert_eq!(page.editor.store_anew(0xee).status, SAVED);
    assert_eq!(page.editor.stored().backups, []);
    let differences = page.editor.compare(copy.names(), Some(&former));
    assert_eq!(differences.others, []);
    page.editor.recover(copy.items(&differences.lost));
    assert_eq!(page.editor.stored().backups.len(), 1);
    assert_eq!(page.marked(), "one [actor:two] three four five six");
}

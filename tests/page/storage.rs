//! The store when it is refused, full, broken or emptied, and shared with others.

use crate::html::{dialog_text, drawn, text_of};
use crate::kit::Page;
use glossator::app::effect::{Effect, Timer};
use glossator::app::intent::{self, Import, Storage, Tagging};
use glossator::app::message::MessageAction;
use glossator::words::storage::save_status;
use glossator_core::saving::storage::{Storage as _, StorageError};

const FULL: &str = "Not saved: the browser’s storage is full. Download your work before you close this page.";

/// The few words about saving that always stand on top.
fn saved(page: &Page) -> &'static str {
    let (words, is_failed) = page.read(|state| save_status(&state.save_status));
    let html = drawn(&page.store);
    assert!(text_of(&html).contains(words), "{words} is not in {html}");
    assert_eq!(html.contains("data-state=\"failed\""), is_failed);
    words
}

fn tag(page: &Page, words: &str) {
    page.select(words);
    assert!(page.press("1"));
}

#[test]
fn a_store_that_is_refused_is_said_and_the_work_can_still_be_taken_away() {
    let page = Page::refused("Istanbul and Hakan Fidan");
    let refused =
        "Not saved: the browser lets this page store nothing. Download your work before you close this page.";
    assert_eq!((page.alerts(), saved(&page)), (vec![refused.to_owned()], "Not saved: storage is refused"));
    tag(&page, "Istanbul");
    page.answer(|action| *action == MessageAction::Download);
    let file = page.downloaded();
    assert!(file.content.windows(8).any(|window| window == b"Istanbul"));
    // It is not answered by that, and said once.
    tag(&page, "Hakan Fidan");
    page.press("Control+z");
    assert_eq!((page.marked("a").as_str(), page.alerts().len()), ("[actor:Istanbul] and Hakan Fidan", 1));
    page.send(Storage::OpenSettings);
    assert!(dialog_text(&page).contains("Room: 0 thousand characters used"));
    for act in [
        Storage::BackUp,
        Storage::CatchUp,
        Storage::Received(None),
        Storage::Compact(true),
        Storage::Adopt(None),
    ] {
        page.send(act);
    }
    page.send(Storage::Clear);
    page.send(Storage::UndoClear);
    assert_eq!(page.marked("a"), "[actor:Istanbul] and Hakan Fidan");
}

#[test]
fn what_does_not_fit_is_said_and_stored_once_there_is_room() {
    for why in [StorageError::Full, StorageError::Other("the disk is gone".to_owned())] {
        let page = Page::of("Istanbul, Hakan Fidan, Yasar Guler, Ibrahim Kalin");
        tag(&page, "Istanbul");
        assert_eq!((page.alerts(), saved(&page)), (Vec::new(), "Saved in this browser"));
        page.storage.fail(Some(why.clone()));
        tag(&page, "Hakan Fidan");
        let (said, status) = match why {
            StorageError::Full => (FULL, "Not saved: storage is full"),
            _ => (
                "Not saved: the disk is gone. Download your work before you close this page.",
                "Not saved: storage failed",
            ),
        };
        assert_eq!((page.alerts(), saved(&page)), (vec![said.to_owned()], status));
        tag(&page, "Yasar Guler");
        page.send(Tagging::TypeNote(page.id("Yasar Guler"), "Who".into()));
        page.wait();
        assert_eq!(page.alerts().len(), 1, "it is said once: {:?}", page.alerts());
        assert_eq!(page.again().marked("a"), "[actor:Istanbul], Hakan Fidan, Yasar Guler, Ibrahim Kalin");
        page.storage.fail(None);
        tag(&page, "Ibrahim Kalin");
        assert_eq!((page.alerts(), saved(&page)), (Vec::new(), "Saved in this browser"));
        let later = page.again();
        assert_eq!(later.json(), page.json());
        assert_eq!(
            later.marked("a"),
            "[actor:Istanbul], [actor:Hakan Fidan], [actor:Yasar Guler], [actor:Ibrahim Kalin]"
        );
    }
}

#[test]
fn what_waits_is_stored_when_another_page_makes_room() {
    let page = Page::of("Istanbul");
    let other = page.again();
    page.storage.set("theirs", "x").expect("room");
    page.storage.fill(true);
    tag(&page, "Istanbul");
    page.storage.fill(false);
    page.storage.remove("theirs").expect("it goes");
    page.send(Storage::Received(Some("theirs".into())));
    assert_eq!((page.alerts(), saved(&page)), (Vec::new(), "Saved in this browser"));
    other.hear();
    assert_eq!(other.marked("a"), "[actor:Istanbul]");
}

/// Nobody tells a page that there is room again: it looks.
#[test]
fn what_waits_is_stored_soon_after_there_is_room() {
    let page = Page::of("Istanbul");
    page.storage.fill(true);
    tag(&page, "Istanbul");
    page.wait();
    assert_eq!((page.alerts(), saved(&page)), (vec![FULL.to_owned()], "Not saved: storage is full"));
    page.storage.fill(false);
    page.wait();
    assert_eq!((page.alerts(), saved(&page)), (Vec::new(), "Saved in this browser"));
    assert_eq!(page.again().marked("a"), "[actor:Istanbul]");
    page.effects();
    page.wait();
    let waits = |effect: &Effect| matches!(effect, Effect::After(Timer::Store, _));
    assert!(!page.effects().iter().any(waits), "it does not look for ever");
}

#[test]
fn a_store_that_cannot_be_read_never_says_that_all_is_saved() {
    let page = Page::of("[actor:Istanbul] and Hakan Fidan");
    page.storage.hide(true);
    let later = page.again();
    let said =
        "Not saved: the browser’s storage cannot be read. Download your work before you close this page.";
    assert_eq!((later.alerts(), saved(&later)), (vec![said.to_owned()], "Not saved: storage cannot be read"));
    tag(&later, "Hakan Fidan");
    assert_eq!(saved(&later), "Not saved: storage cannot be read");
    page.storage.hide(false);
    later.wait();
    assert_eq!((later.alerts(), saved(&later)), (Vec::new(), "Saved in this browser"));
    for page in [&later, &page.again()] {
        assert_eq!(page.marked("a"), "[actor:Istanbul] and [actor:Hakan Fidan]");
    }
}

#[test]
fn a_backup_and_then_the_oldest_steps_are_let_go_of_before_anything_is_not_saved() {
    let page = Page::of("one two three four five six seven eight, Army Chief, Prime Minister");
    tag(&page, "one");
    page.send(Storage::BackUp);
    for (number, words) in (0..).zip("two three four five six seven eight".split(' ')) {
        tag(&page, words);
        for key in ["2", "1"].into_iter().cycle().take(30 + number % 2) {
            page.press(key);
        }
    }
    assert!(page.read(|state| state.editor().is_compaction_due()));
    page.send(Storage::Compact(true));
    let has = |kind: &str| page.storage.entries().keys().any(|key| key.contains(kind));
    assert!(has("/chunk/") && has("/backup/"));
    let check = |words: &str, said: &str| {
        page.storage.limit(Some(page.storage.units()));
        tag(&page, words);
        assert!(page.alerts().last().is_some_and(|alert| alert.ends_with(said)), "{:?}", page.alerts());
        assert_eq!((saved(&page), has("/backup/")), ("Saved in this browser", false));
    };
    check("Army Chief", "nearly full: to save your work, the oldest backup was removed.");
    check("Prime Minister", "nearly full: to save your work, the oldest steps can no longer be undone.");
    let page = page.reload();
    assert_eq!(page.read(|state| state.corpus().annotation_count()), 10);
    page.press("Control+z");
    assert_eq!(page.said(), "Undone: tag “Prime Minister” as Actor.");
}

#[test]
fn a_file_that_does_not_fit_is_refused_whole() {
    let file = Page::of("[actor:Istanbul] and [claim:Hakan Fidan]").json();
    let page = Page::of("Istanbul and Hakan Fidan");
    let (before, units) = ((page.storage.entries(), page.json()), page.storage.units());
    let mut room = 0;
    loop {
        page.storage.limit(Some(units + room));
        page.open_file("work.json", file.as_bytes());
        if page.alerts().is_empty() {
            break;
        }
        let refused = "Could not open “work.json”: the browser’s storage has no room for it (about 5 million characters in all). \
                       Nothing was changed.";
        assert_eq!(page.alerts(), [refused], "with room for {room} units");
        // Its text stays until the page is idle.
        if page.read(|state| state.editor().is_compaction_due()) {
            page.send(Storage::Compact(true));
        }
        assert_eq!((page.storage.entries(), page.json()), before, "with room for {room} units");
        page.send(intent::Messages::CloseAlerts);
        room += 100;
    }
    assert!(room > 500, "it needs more than {room} units");
    for page in [&page, &page.again()] {
        assert_eq!(page.marked("a"), "[actor:Istanbul] and [claim:Hakan Fidan]");
    }
}

#[test]
fn what_others_store_is_never_touched() {
    let foreign = [
        ("", "empty"),
        ("glossator", "a"),
        ("glossator-theme", "dark"),
        ("Glossator/1/x", "b"),
        ("other", "{}"),
        ("ünï/1", "c"),
    ];
    let page = Page::of("[location:Istanbul] and Hakan Fidan");
    for (key, value) in
        foreign.into_iter().chain([("glossator/2/default/journal/99.00000000000000ab", "garbage")])
    {
        page.storage.set(key, value).expect("room");
    }
    let page = page.reload();
    let file = page.json();
    page.click("Istanbul");
    for key in ["2", "Delete", "Control+z", "Control+y"] {
        page.press(key);
    }
    page.open_file("work.json", file.as_bytes());
    page.send(Import::Answer(true));
    page.open_file("own.txt", b"My own article.");
    page.send(intent::Articles::Remove);
    page.send(Storage::BackUp);
    page.send(Storage::Compact(true));
    page.send(Storage::DropSetAside);
    page.send(Storage::Clear);
    page.send(Storage::UndoClear);
    page.send(Storage::StoreAnew);
    let stored = page.storage.entries();
    for (key, value) in foreign {
        assert_eq!(stored.get(key).map(String::as_str), Some(value), "{key:?}");
    }
    let ours = stored.keys().filter(|key| key.starts_with("glossator/2/default/")).count();
    assert_eq!(stored.len(), ours + foreign.len(), "{:?}", stored.keys());
}

/// Takes keys out of the store, as somebody does who clears the browser's data.
fn empty(page: &Page, prefix: &str) {
    for key in page.storage.keys(prefix) {
        page.storage.remove(&key).expect("it goes");
    }
}

#[test]
fn a_store_that_was_emptied_is_said_and_stored_again_on_demand() {
    for (prefix, key) in [("", None), ("glossator/", Some("glossator/2/default/generation/x"))] {
        let page = Page::of("[location:Istanbul] and my own");
        page.storage.set("theirs", "a").expect("room");
        empty(&page, prefix);
        page.send(Storage::Received(key.map(Into::into)));
        let said = "Not saved: the browser’s storage was emptied while this page was open. What you see here is still there, \
                    but in this page alone.";
        assert_eq!((page.alerts(), saved(&page)), (vec![said.to_owned()], "Not saved: storage was emptied"));
        tag(&page, "my own");
        assert_eq!((page.alerts().len(), page.again().marked("a").as_str()), (1, "Istanbul and my own"));
        page.answer(|action| *action == MessageAction::StoreAnew);
        assert_eq!((page.alerts(), saved(&page)), (Vec::new(), "Saved in this browser"));
        let later = page.again();
        assert_eq!((later.json(), later.alerts()), (page.json(), Vec::new()));
        assert_eq!(page.storage.get("theirs").as_deref(), Some("a").filter(|_| !prefix.is_empty()));
    }
}

#[test]
fn two_pages_on_a_store_that_was_emptied_end_with_all_of_their_work() {
    let one = Page::of("[location:Istanbul], Hakan Fidan, Yasar Guler");
    let other = one.again();
    empty(&one, "");
    for page in [&one, &other] {
        page.send(Storage::Received(None));
        assert_eq!(saved(page), "Not saved: storage was emptied");
    }
    tag(&other, "Hakan Fidan");
    one.answer(|action| *action == MessageAction::StoreAnew);
    other.hear();
    other.answer(|action| *action == MessageAction::StoreAnew);
    one.hear();
    tag(&other, "Yasar Guler");
    one.hear();
    for page in [&one, &other, &one.again()] {
        assert_eq!(page.marked("a"), "[location:Istanbul], [actor:Hakan Fidan], [actor:Yasar Guler]");
        assert_eq!((page.alerts(), saved(page)), (Vec::new(), "Saved in this browser"));
    }
}

#[test]
fn each_edit_is_stored_before_anything_is_drawn() {
    let page = Page::of("Istanbul");
    page.select("Istanbul");
    let before = page.stored().len();
    // Nothing is let happen after it.
    page.store.send(Tagging::Tag("actor".into()));
    assert_eq!(page.again().marked("a"), "[actor:Istanbul]");
    let after = page.stored();
    page.send(Storage::CatchUp);
    assert!(after.len() > before);
    assert_eq!(page.stored(), after, "nothing more is stored later");
}

#[test]
fn what_is_typed_as_a_note_is_stored_soon_even_if_the_typing_goes_on() {
    let page = Page::of("[location:Istanbul]");
    let id = page.id("Istanbul");
    let note = || {
        let page = page.again();
        page.read(|state| state.corpus().annotation(id).map(|one| one.note.to_string()).unwrap_or_default())
    };
    assert!(Timer::Note.millis() < 500);
    let type_more = |words: &str| {
        page.effects();
        page.send(Tagging::TypeNote(id, words.into()));
        page.effects().iter().filter(|effect| matches!(effect, Effect::After(Timer::Note, _))).count()
    };
    page.click("Istanbul");
    assert_eq!([type_more("H"), type_more("Ha"), type_more("Hal")], [1, 0, 0], "it is not put off");
    assert_eq!(note(), "");
    page.wait();
    assert_eq!(note(), "Hal");
    assert_eq!([type_more("Half"), type_more("Half a tho")], [1, 0]);
    // The page is left, or the field.
    page.send(Tagging::StoreNote);
    assert_eq!(note(), "Half a tho");
    let stored = page.stored();
    page.wait();
    page.send(Tagging::StoreNote);
    assert_eq!(page.stored(), stored);
}

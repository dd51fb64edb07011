//! Days to go back to, clearing everything, and what the settings say about the store.

use crate::html::{dialog, dialog_text, drawn, texts};
use crate::kit::{Page, set_today};
use glossator::app::effect::Effect;
use glossator::app::intent::{self, Intent, Storage};
use glossator::app::message::MessageAction;
use glossator::app::session::Dialog;
use glossator_core::saving::Backup;
use glossator_core::saving::storage::Storage as _;

/// The backups as the settings list them, the latest first.
fn backups(page: &Page) -> Vec<Backup> {
    page.send(Storage::OpenSettings);
    let backups = page.read(|state| state.storage.report.backups.clone());
    for backup in &backups {
        let row = format!("{} ms – {} annotation", backup.time.millis(), backup.annotations);
        assert!(dialog_text(page).contains(&row), "{row} is not in {}", dialog_text(page));
    }
    page.send(Intent::Show(None));
    backups
}

fn counts(page: &Page) -> Vec<usize> {
    backups(page).iter().map(|backup| backup.annotations).collect()
}

#[test]
fn on_the_next_load_after_something_was_tagged_there_is_a_backup() {
    let page = Page::of("Istanbul and Hakan Fidan");
    page.send(Storage::BackUp);
    assert!(backups(&page).is_empty(), "there is nothing to keep");
    page.send(Storage::OpenSettings);
    assert!(dialog_text(&page).contains("There is none yet."));
    page.send(Intent::Show(None));
    page.select("Istanbul");
    page.press("3");
    let page = page.reload();
    page.send(Storage::BackUp);
    assert_eq!(counts(&page), [1]);
    page.select("Hakan Fidan");
    page.press("1");
    let page = page.reload();
    page.send(Storage::BackUp);
    assert_eq!(counts(&page), [1], "one a day is enough");
}

#[test]
fn going_back_to_a_day_is_looked_at_first_and_is_one_step() {
    let page = Page::with(&[
        ("a", "[location:Istanbul] [actor:Hakan Fidan] Yasar Guler, Ibrahim Kalin"),
        ("b", "in [location:Istanbul]"),
    ]);
    page.send(Storage::BackUp);
    let before = [page.marked("a"), page.marked("b")];
    page.click("Istanbul");
    page.press("1");
    page.click("Hakan Fidan");
    page.press("Delete");
    for words in ["Yasar Guler", "Ibrahim Kalin"] {
        page.select(words);
        page.press("1");
    }
    let after = "[actor:Istanbul] Hakan Fidan [actor:Yasar Guler], [actor:Ibrahim Kalin]";
    assert_eq!(page.marked("a"), after);
    let now = (page.json(), page.stored());
    let backup = backups(&page).remove(0);
    page.send(Storage::LookAt(backup.clone()));
    let said = dialog_text(&page);
    for words in [
        format!("Backup of {} ms", backup.time.millis()),
        "3 annotations in it. Going back brings back 1 annotation, removes 2 annotations, changes 1 annotation."
            .to_owned(),
    ] {
        assert!(said.contains(&words), "{words} is not in {said}");
    }
    assert_eq!(texts(&dialog(&page), "li"), ["LocationIstanbul", "ActorHakan Fidan", "LocationIstanbul"]);
    // "Cancel" leads back to the settings.
    page.send(Intent::Show(Some(Dialog::Settings)));
    assert!(dialog_text(&page).contains("Backups"));
    assert_eq!((page.json(), page.stored()), now);

    page.send(Storage::LookAt(backup.clone()));
    page.send(Storage::GoBack);
    assert_eq!(
        (dialog(&page).as_str(), page.said()),
        ("", format!("Went back to {} ms.", backup.time.millis()))
    );
    assert_eq!([page.marked("a"), page.marked("b")], before);
    page.press("Control+z");
    assert_eq!(page.json(), now.0);
    page.press("Control+y");
    assert_eq!([page.marked("a"), page.marked("b")], before);
    let page = page.reload();
    assert!(drawn(&page.store).contains("aria-label=\"Undo go back to a backup\""));
    page.send(Storage::LookAt(backup));
    assert!(dialog_text(&page).contains("Going back changes nothing."), "{}", dialog_text(&page));
    page.send(Intent::Show(None));
    page.press("Control+z");
    assert_eq!((page.json(), page.said().as_str()), (now.0, "Undone: go back to a backup."));
}

#[test]
fn what_was_opened_or_renamed_since_goes_with_it() {
    let page = Page::of("[location:Istanbul]");
    page.send(Storage::BackUp);
    let before = page.json();
    page.send(intent::Articles::Rename);
    page.send(intent::Articles::EndRename(Some("Talks".into())));
    page.open_file("own.txt", b"My own");
    let now = page.json();
    page.send(Storage::LookAt(backups(&page).remove(0)));
    assert!(dialog_text(&page).contains("Going back changes no annotation."), "{}", dialog_text(&page));
    page.send(Storage::GoBack);
    assert_eq!(
        (page.json(), page.read(|state| state.session.document.to_string())),
        (before, "a".to_owned())
    );
    page.press("Control+z");
    assert_eq!(page.json(), now);
}

#[test]
fn the_backups_of_seven_days_are_kept() {
    let page = Page::of("one two three four five six seven eight nine");
    let mut pages = vec![page];
    for (day, words) in (1..).zip("one two three four five six seven eight nine".split(' ')) {
        set_today(day);
        let page = pages.last().expect("a page").reload();
        page.select(words);
        page.press("1");
        page.send(Storage::BackUp);
        pages.push(page);
    }
    let page = pages.pop().expect("a page");
    assert_eq!(counts(&page), [9, 8, 7, 6, 5, 4, 3]);
    page.send(Storage::LookAt(backups(&page).pop().expect("a backup")));
    assert!(dialog_text(&page).contains("Going back removes 6 annotations."));
    page.send(Storage::GoBack);
    assert_eq!(page.marked("a"), "[actor:one] [actor:two] [actor:three] four five six seven eight nine");
    page.press("Control+z");
    assert_eq!(page.read(|state| state.corpus().annotation_count()), 9);
}

/// Work in two articles, one of them opened, on a page that has a backup of it.
fn with_work() -> Page {
    let page = Page::of("in [location:Istanbul]");
    let id = page.id("Istanbul");
    page.send(intent::Tagging::TypeNote(id, "Why".into()));
    page.open_file("own.txt", b"An article of my own.");
    page.select("article");
    page.press("2");
    page.send(Storage::BackUp);
    page.storage.set("theirs", "a").expect("room");
    page
}

#[test]
fn clearing_is_asked_about_and_offers_the_download() {
    let page = with_work();
    let before = page.storage.entries();
    page.send(Storage::OpenSettings);
    assert!(
        dialog_text(&page).contains("Clear everything…") && !dialog_text(&page).contains("Undo clearing")
    );
    page.send(Intent::Show(Some(Dialog::Clear)));
    let question = dialog_text(&page);
    for words in ["Clear everything?", "until the page is closed", "Download JSON first"] {
        assert!(question.contains(words), "{words} is not in {question}");
    }
    assert!(dialog(&page).contains("<button autofocus=\"autofocus\">Cancel"), "{}", dialog(&page));
    assert!(!page.press("Enter") && !page.press("Delete"));
    assert_eq!(page.storage.entries(), before);
}

#[test]
fn everything_is_cleared_here_and_in_other_tabs_and_can_be_taken_back() {
    let page = with_work();
    let other = page.again();
    other.open_article("own");
    let (json, before) = (page.json(), page.stored());
    page.send(Intent::Show(Some(Dialog::Clear)));
    page.send(Storage::Clear);
    assert_eq!((dialog(&page), page.alerts()), (String::new(), vec!["Everything is cleared.".to_owned()]));
    assert_eq!(page.stored().into_iter().collect::<Vec<_>>(), [("theirs".to_owned(), "a".to_owned())]);
    assert!(backups(&page).is_empty());
    other.send(Storage::Received(None));
    for tab in [&page, &other] {
        assert_eq!(tab.read(|state| state.corpus().documents().count()), 1);
        assert_eq!(
            (tab.marked("a").as_str(), tab.read(|state| state.session.document.to_string())),
            ("in Istanbul", "a".into())
        );
        assert!(drawn(&tab.store).contains("Saved in this browser"));
    }
    other.press("Control+z");
    assert_eq!(other.said(), "Nothing to undo.");
    let elsewhere = "Another tab cleared everything. It can be undone there until that tab is closed.";
    assert_eq!(other.alerts(), [elsewhere]);
    page.send(Storage::OpenSettings);
    assert!(dialog_text(&page).contains("Undo clearing"));
    page.send(Intent::Show(None));

    page.answer(|action| *action == MessageAction::UndoClear);
    assert_eq!((page.said().as_str(), page.alerts()), ("Everything is back.", Vec::new()));
    other.send(Storage::CatchUp);
    for tab in [&page, &other, &page.again()] {
        assert_eq!(tab.json(), json);
    }
    let stored = page.stored();
    assert!(before.iter().all(|entry| stored.get_key_value(entry.0) == Some(entry)), "something is lost");
    assert_eq!(counts(&page), [2]);
    // Tagging in the second article, opening it, the note, and the first tag.
    let page = page.reload();
    for _ in 0..4 {
        page.press("Control+z");
    }
    assert_eq!(
        (page.read(|state| state.corpus().documents().count()), page.marked("a").as_str()),
        (1, "in Istanbul")
    );
}

#[test]
fn clearing_is_undone_like_any_step() {
    let page = with_work();
    let json = page.json();
    page.send(Storage::Clear);
    assert!(drawn(&page.store).contains("aria-label=\"Undo clear everything\""));
    page.open_article("a");
    page.select("Istanbul");
    page.press("3");
    for key in ["Control+z", "Control+z"] {
        assert!(page.press(key));
    }
    assert_eq!((page.said().as_str(), page.alerts()), ("Everything is back.", Vec::new()));
    for page in [&page, &page.again()] {
        assert_eq!(page.json(), json);
    }
    // The steps before it are the next ones.
    let undo = drawn(&page.store).contains("aria-label=\"Undo clear everything\"");
    assert!(!undo && page.read(|state| state.history().next_undo().is_some()));
    // A button of a dialog, a key and the strip all do the same; where there is no room it can be tried again.
    page.send(Storage::Clear);
    page.storage.fill(true);
    page.press("Control+z");
    assert!(page.alerts().iter().any(|alert| alert.starts_with("Not all of it could be put back")));
    page.storage.fill(false);
    page.press("Control+z");
    assert_eq!((page.json(), page.alerts()), (json, Vec::new()));
}

#[test]
fn what_is_tagged_after_clearing_stays_when_that_is_taken_back() {
    let page = Page::of("[location:Istanbul] and Hakan Fidan");
    page.send(Storage::Clear);
    page.select("Hakan Fidan");
    page.press("1");
    page.send(Storage::UndoClear);
    for page in [&page, &page.again()] {
        assert_eq!(page.marked("a"), "[location:Istanbul] and [actor:Hakan Fidan]");
    }
}

#[test]
fn what_has_no_room_any_more_when_clearing_is_taken_back_can_be_tried_again() {
    let page = with_work();
    let json = page.json();
    page.send(Storage::Clear);
    page.storage.fill(true);
    page.answer(|action| *action == MessageAction::UndoClear);
    assert!(
        page.alerts().iter().any(|alert| alert.starts_with("Not all of it could be put back")),
        "{:?}",
        page.alerts()
    );
    page.storage.fill(false);
    page.answer(|action| *action == MessageAction::UndoClear);
    for page in [&page, &page.again()] {
        assert_eq!(page.json(), json);
    }
}

#[test]
fn the_settings_say_how_much_room_is_used_and_left() {
    let page = Page::of("an article");
    let check = |used: usize, said: &str| {
        let others = used - page.storage.units() - "theirs".len();
        page.storage.set("theirs", &"x".repeat(others)).expect("room");
        page.send(Storage::OpenSettings);
        assert!(dialog_text(&page).contains(said), "{said} is not in {}", dialog_text(&page));
        page.storage.remove("theirs").expect("it goes");
    };
    let room =
        |percent, left| format!("{percent} % of the room is used. {left} thousand characters are left.");
    check(1_000, &room(0, 5_242));
    check(2_000_001, &room(38, 3_243));
    check(5_242_880, &room(100, 0));
    check(6_000_000, &room(100, 0));
}

#[test]
fn the_browser_may_promise_to_keep_the_store_or_not() {
    let page = Page::of("an article");
    let says = |words: &str| dialog_text(&page).contains(words);
    page.effects();
    page.send(Storage::OpenSettings);
    assert!(page.effects().contains(&Effect::AskToKeep(false)));
    // The answer to the page's own question is said only where it is yes.
    page.send(Storage::Kept(false, false));
    assert!(says("Asks the browser to keep it") && says("Keep this safe") && page.said().is_empty());
    page.send(Storage::KeepSafe);
    assert!(page.effects().contains(&Effect::AskToKeep(true)));
    // Nothing waits for the answer.
    page.send(Intent::Show(None));
    page.select("article");
    page.press("1");
    assert_eq!(page.marked("a"), "an [actor:article]");
    page.send(Storage::OpenSettings);
    page.send(Storage::Kept(false, true));
    assert_eq!(page.said(), "The browser did not promise to keep it.");
    assert!(says("The browser did not promise it.") && says("Keep this safe"));
    page.send(Storage::Kept(true, true));
    assert_eq!(page.said(), "The browser keeps it.");
    assert!(says("The browser keeps it") && !says("Keep this safe"));
}

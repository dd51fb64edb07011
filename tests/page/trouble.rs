//! Entries of the store that cannot be read, and work of a newer page.

use crate::html::{dialog, dialog_text, texts};
use crate::kit::Page;
use glossator::app::effect::Effect;
use glossator::app::intent::{self, Intent, Storage};
use glossator::app::message::MessageAction;
use glossator::features::storage::state::Found;
use glossator_core::saving::storage::Storage as _;
use serde_json::Value;
use std::rc::Rc;

const OURS: &str = "glossator/2/default/";

fn set(page: &Page, key: &str, value: &str) {
    page.storage.set(key, value).expect("room");
}

/// The first key in the store with these words in it.
#[track_caller]
fn key(page: &Page, words: &str) -> String {
    let found = page.storage.keys("").into_iter().find(|key| key.contains(words));
    found.unwrap_or_else(|| panic!("no {words} in {:?}", page.storage.keys("")))
}

/// The key of the entry that was written last.
#[track_caller]
fn last_entry(page: &Page) -> String {
    let entries = page.storage.keys(&format!("{OURS}journal/"));
    let number = |key: &String| key.rsplit('/').next()?.split('.').next()?.parse::<u64>().ok();
    entries.into_iter().max_by_key(number).expect("an entry")
}

/// The entries that could not be read are said in one alert, listed in the settings, downloaded as they were, and thrown away.
#[track_caller]
fn check_set_aside(page: &Page, entries: &[(&str, &str)]) {
    let alerts = page.alerts();
    let [alert] = &*alerts else { panic!("{alerts:?}") };
    match entries {
        [(key, _)] => {
            assert!(
                alert.starts_with("A stored entry could not be read and was set aside: expected "),
                "{alert}"
            );
            assert!(alert.contains(key), "{key} is not in {alert}");
        }
        several => {
            assert_eq!(
                *alert,
                format!("{} stored entries could not be read and were set aside.", several.len())
            );
        }
    }
    page.answer(|action| *action == MessageAction::Settings);
    assert_eq!(page.alerts(), [""; 0]);
    let listed = texts(&dialog(page), "li");
    page.send(Storage::DownloadSetAside);
    let file = page.downloaded();
    assert_eq!((file.name.as_str(), file.mime), ("glossator-set-aside-2026-11-24.json", "application/json"));
    let file: Value = serde_json::from_slice(&file.content).expect("JSON");
    let values = file["entries"].as_object().expect("entries");
    assert_eq!(values.len(), entries.len());
    for (key, value) in entries {
        let name = key.strip_prefix("glossator/").unwrap_or(key);
        assert!(listed.iter().any(|listed| listed.contains(name)), "{key} is not in {listed:?}");
        assert_ne!(page.storage.get(key).as_deref(), Some(*value), "{key} is not set aside");
        let found = values.iter().find(|(other, _)| other.contains(name));
        assert_eq!(found.and_then(|(_, found)| found.as_str()), Some(*value), "{key} in {file}");
    }
    let again = page.again();
    assert!(again.alerts().is_empty(), "it is said again: {:?}", again.alerts());
    page.send(Storage::DropSetAside);
    assert!(!dialog_text(page).contains("Could not be read"));
    assert!(!page.storage.keys("").iter().any(|key| key.contains("/damaged/")));
    page.send(Intent::Show(None));
}

#[test]
fn an_entry_that_cannot_be_read_is_set_aside_and_costs_nothing_else() {
    for value in ["{\"time\":1", "garbage", "", "{\"time\":1}", "[]"] {
        let page = Page::of("[location:Istanbul] and [actor:Hakan Fidan]");
        let damaged = last_entry(&page);
        set(&page, &damaged, value);
        let page = page.reload();
        assert_eq!(page.marked("a"), "[location:Istanbul] and Hakan Fidan", "{value}");
        check_set_aside(&page, &[(&damaged, value)]);
        page.select("Hakan Fidan");
        page.press("1");
        assert_eq!(page.again().marked("a"), "[location:Istanbul] and [actor:Hakan Fidan]");
    }
}

#[test]
fn several_entries_that_cannot_be_read_are_one_alert() {
    let page = Page::of("[location:Istanbul]");
    let operations =
        "{\"time\":1,\"origin\":\"user\",\"action\":\"tag\",\"operations\":[[\"annotation\",\"x\"]]}";
    let garbage = [
        ("journal/99.00000000000000ab", "garbage"),
        ("journal/98.00000000000000ab", "{\"time\":1}"),
        ("journal/no stamp", "{}"),
        ("text/0123456789abcdef", "Some other text"),
        ("journal/97.00000000000000ab", operations),
        ("chunk/00000000000000ab-7", "garbage"),
    ]
    .map(|(key, value)| (format!("{OURS}{key}"), value));
    for (key, value) in &garbage {
        set(&page, key, value);
    }
    let page = page.reload();
    assert_eq!(page.marked("a"), "[location:Istanbul]");
    check_set_aside(&page, &garbage.each_ref().map(|(key, value)| (&**key, *value)));
    assert_eq!(page.marked("a"), "[location:Istanbul]");
}

#[test]
fn a_chunk_that_cannot_be_read_is_set_aside_and_the_journal_has_what_was_in_it() {
    let page = Page::of("[location:Istanbul] and [actor:Hakan Fidan]");
    page.click("Istanbul");
    for key in ["1", "2"].into_iter().cycle().take(210) {
        page.press(key);
    }
    assert!(page.read(|state| state.editor().is_compaction_due()));
    page.send(Storage::Compact(true));
    assert!(!page.read(|state| state.editor().is_compaction_due()));
    let chunk = key(&page, "/chunk/");
    set(&page, &chunk, "{\"records\":7}");
    let page = page.reload();
    let marked = "[claim:Istanbul] and [actor:Hakan Fidan]";
    assert_eq!(page.marked("a"), marked);
    check_set_aside(&page, &[(&chunk, "{\"records\":7}")]);
    assert_eq!([page.marked("a"), page.again().marked("a")], [marked, marked]);
}

#[test]
fn the_text_of_an_article_that_cannot_be_read_costs_that_article_its_words() {
    let page = Page::of("[location:Istanbul]");
    page.open_file("own.txt", b"An article of my own.");
    page.select("article");
    page.press("2");
    let text = page.storage.keys(&format!("{OURS}text/"));
    let text = text.into_iter().find(|key| page.storage.get(key).is_some_and(|text| text.starts_with("An")));
    let text = text.expect("a text");
    set(&page, &text, "garbage");
    let page = page.reload();
    // The words that were tagged in it are still listed.
    let of = |page: &Page| {
        page.read(|state| {
            let document = state.corpus().document(&"own".into());
            document
                .map(|document| document.annotations().map(|one| one.label.to_string()).collect::<Vec<_>>())
        })
    };
    assert_eq!(
        (page.marked("a").as_str(), of(&page)),
        ("[location:Istanbul]", Some(vec!["claim".to_owned()]))
    );
    check_set_aside(&page, &[(&text, "garbage")]);
    assert_eq!(of(&page), Some(vec!["claim".to_owned()]));
}

#[test]
fn an_entry_that_another_page_damages_is_said() {
    let page = Page::of("[location:Istanbul] and Hakan Fidan");
    let damaged = format!("{OURS}journal/99.00000000000000ab");
    set(&page, &damaged, "garbage");
    page.send(Storage::Received(Some(damaged.as_str().into())));
    page.select("Hakan Fidan");
    page.press("1");
    assert_eq!(page.again().marked("a"), "[location:Istanbul] and [actor:Hakan Fidan]");
    check_set_aside(&page, &[(&damaged, "garbage")]);
}

#[test]
fn edits_that_the_store_has_lost_come_back_from_the_second_copy() {
    let page = Page::of("[location:Istanbul] and [actor:Hakan Fidan]");
    let damaged = last_entry(&page);
    let copied = vec![(damaged.clone(), page.storage.get(&damaged).expect("an entry"))];
    set(&page, &damaged, "garbage");
    let page = page.reload();
    assert_eq!(page.marked("a"), "[location:Istanbul] and Hakan Fidan");
    let copied = Rc::new(copied);
    page.send(Storage::PutBack(copied.clone()));
    assert_eq!(page.said(), "Brought back 1 edit that the browser’s storage did not have.");
    for page in [&page, &page.again()] {
        assert_eq!(page.marked("a"), "[location:Istanbul] and [actor:Hakan Fidan]");
    }
    // Entries that are there already are nothing to talk of.
    page.send(intent::Messages::Expire);
    for entries in [copied, Rc::default()] {
        page.send(Storage::PutBack(entries));
        assert_eq!(page.said(), "");
    }
    check_set_aside(&page, &[(&damaged, "garbage")]);
}

#[test]
fn work_of_a_store_that_is_gone_is_offered_and_restored_or_thrown_away() {
    let gone = Page::of("[location:Istanbul] and Hakan Fidan");
    gone.send(Storage::BackUp);
    let items: Vec<_> = gone.storage.entries().into_iter().collect();
    let page = Page::of("Istanbul and [actor:Hakan Fidan]");
    let offer = |times: &[u64], from: &str| {
        page.send(Storage::OfferFound(Rc::new(Found { times: times.to_vec(), items: items.clone() })));
        let said = format!(
            "Found work{from} that is no longer in this browser’s storage: 1 annotation and 1 backup."
        );
        assert_eq!(page.alerts(), [said]);
        page.effects();
    };
    let forgets = || page.effects().contains(&Effect::ForgetFound);
    offer(&[5, 7, 6], " from 7 ms");
    page.answer(|action| *action == MessageAction::ForgetFound);
    assert!(forgets() && page.alerts().is_empty());
    assert_eq!(page.marked("a"), "Istanbul and [actor:Hakan Fidan]");
    // Times that cannot be are none.
    offer(&[0, u64::MAX, 9_000_000_000_000_000], "");
    page.storage.fill(true);
    page.answer(|action| *action == MessageAction::RestoreFound);
    assert_eq!(page.alerts(), ["Not all of it could be put back: the browser’s storage is full."]);
    assert!(!forgets(), "it can be tried again");
    page.storage.fill(false);
    page.answer(|action| *action == MessageAction::RestoreFound);
    assert!(forgets() && page.alerts().is_empty(), "{:?}", page.alerts());
    assert_eq!(page.said(), "Restored 1 annotation.");
    page.send(Storage::Adopt(Some(0)));
    for page in [&page, &page.again()] {
        assert_eq!(page.marked("a"), "[location:Istanbul] and [actor:Hakan Fidan]");
        page.send(Storage::OpenSettings);
        assert!(dialog_text(page).contains("Look at it"), "{}", dialog_text(page));
        page.send(Intent::Show(None));
    }
    page.press("Control+z");
    page.press("Control+z");
    assert_eq!(page.marked("a"), "Istanbul and Hakan Fidan");
}

#[test]
fn a_backup_that_cannot_be_read_is_said_when_it_is_looked_at() {
    let page = Page::of("[location:Istanbul]");
    page.send(Storage::BackUp);
    let part = page.storage.keys(&format!("{OURS}backup/")).into_iter().find(|key| key.ends_with("/0"));
    set(&page, &part.expect("a part"), "garbage");
    page.send(Storage::OpenSettings);
    let backup = page.read(|state| state.storage.report.backups[0].clone());
    page.send(Storage::LookAt(backup));
    let alerts = page.alerts();
    assert!(alerts.len() == 1 && alerts[0].starts_with("The backup could not be read: "), "{alerts:?}");
    assert_eq!((dialog(&page).as_str(), page.marked("a").as_str()), ("", "[location:Istanbul]"));
}

#[test]
fn work_of_a_newer_page_is_left_alone_and_that_is_said() {
    let newer = "glossator/3/default/journal/1.00000000000000ab";
    let check = |page: &Page| {
        let said = "Not saved: this browser holds work of a newer Glossator (stored form 3), which this page must not touch. \
                    Open the newer page, and download what you tag here.";
        assert_eq!(page.alerts(), [said]);
        assert_eq!(page.marked("a"), "[location:Istanbul] and Hakan Fidan");
        let stored = page.storage.entries();
        page.select("Hakan Fidan");
        page.press("1");
        for act in [Storage::BackUp, Storage::Compact(true), Storage::CatchUp, Storage::StoreAnew] {
            page.send(act);
        }
        page.press("Delete");
        page.press("Control+z");
        assert_eq!(
            (page.alerts().len(), page.marked("a").as_str()),
            (1, "[location:Istanbul] and [actor:Hakan Fidan]")
        );
        assert!(page.json().contains("\"quote\": \"Hakan Fidan\""), "it can still be taken away");
        assert_eq!(page.storage.entries(), stored);
    };
    // It is there at the start, or appears while the page is open.
    let page = Page::of("[location:Istanbul] and Hakan Fidan");
    set(&page, "glossator/3/default/generation/00000000000000ab", "1");
    set(&page, newer, "{\"anything\": true}");
    check(&page.again());
    page.send(Storage::Received(Some(newer.into())));
    check(&page);
}

#[test]
fn entries_that_are_damaged_one_after_the_other_are_one_alert_with_their_number() {
    let page = Page::of("[location:Istanbul]");
    let damaged: Vec<_> =
        (0..300).map(|number| format!("{OURS}journal/{}.00000000000000ab", 99 + number)).collect();
    for key in &damaged {
        set(&page, key, "garbage");
        page.send(Storage::Received(Some(key.as_str().into())));
        assert_eq!(page.alerts().len(), 1);
    }
    check_set_aside(&page, &damaged.iter().map(|key| (&**key, "garbage")).collect::<Vec<_>>());
}

#[test]
fn a_key_that_is_one_bit_away_stops_nothing_and_goes_with_everything() {
    let page = Page::of("[location:Istanbul] and Hakan Fidan");
    let stray = last_entry(&page).replacen("/2/", "/3/", 1);
    set(&page, &stray, "{}");
    let page = page.reload();
    page.select("Hakan Fidan");
    page.press("1");
    assert_eq!(page.again().marked("a"), "[location:Istanbul] and [actor:Hakan Fidan]");
    assert_eq!(page.alerts().len(), 1, "{:?}", page.alerts());
    page.send(Storage::Clear);
    assert!(
        page.storage.keys("").iter().all(|key| key.contains("/generation/")),
        "{:?}",
        page.storage.keys("")
    );
}

#[test]
fn backups_of_a_store_that_is_gone_come_back_unasked() {
    let gone = Page::of("[location:Istanbul]");
    gone.send(Storage::BackUp);
    let entries = gone.storage.entries().into_iter();
    let items: Vec<_> = entries.filter(|(key, _)| key.contains("/backup/")).collect();
    let page = Page::of("Istanbul");
    page.effects();
    page.send(Storage::OfferFound(Rc::new(Found { times: vec![5], items })));
    assert!(page.effects().contains(&Effect::ForgetFound) && page.alerts().is_empty());
    page.send(Storage::OpenSettings);
    assert!(dialog_text(&page).contains("Look at it"), "{}", dialog_text(&page));
}

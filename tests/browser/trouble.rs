//! Entries that cannot be read, and browsers that lack something.

use crate::harness::{ARTICLES, Page, Setup};
use serde_json::{Value, json};

/// The one key in the store that holds these words.
#[track_caller]
fn key(page: &Page, words: &str) -> String {
    let keys: Vec<_> = page.stored().into_keys().filter(|key| key.contains(words)).collect();
    assert!(!keys.is_empty(), "no {words} in {:?}", page.stored().keys());
    keys[0].clone()
}

/// The key of the stored text that begins so.
#[track_caller]
fn key_of_text(page: &Page, words: &str) -> String {
    let found =
        page.stored().into_iter().find(|(key, value)| key.contains("/text/") && value.starts_with(words));
    found.unwrap_or_else(|| panic!("no text “{words}…”")).0
}

#[track_caller]
fn set(page: &Page, key: &str, value: &str) {
    page.session.run("localStorage.setItem(arguments[0], arguments[1])", &[json!(key), json!(value)]);
}

#[track_caller]
fn until_chunk(page: &Page) -> String {
    page.until("Object.keys(localStorage).some((key) => key.includes('/chunk/'))");
    key(page, "/chunk/")
}

/// The key of the entry that was written last.
#[track_caller]
fn last_entry(page: &Page) -> String {
    let entries = page.stored().into_keys().filter(|key| key.contains("/journal/"));
    let number = |key: &String| key.rsplit('/').next()?.split('.').next()?.parse::<u64>().ok();
    entries.max_by_key(number).expect("an entry")
}

/// What could not be read is listed in the settings, can be downloaded as it was, and be thrown away.
#[track_caller]
fn check_set_aside(page: &Page, entries: &[(&str, &str)]) {
    page.click("Look at it");
    page.until("page.dialog()");
    let listed = page.run(
        "return [...document.querySelectorAll('[aria-label=\"Set-aside entries\"] li')].map(({ textContent }) => textContent)",
    );
    assert_eq!(listed.as_array().map(Vec::len), Some(entries.len()), "{listed}");
    page.click("Download them");
    let (name, text) = page.downloaded();
    assert!(name.starts_with("glossator-set-aside-"), "{name}");
    let file: Value = serde_json::from_str(&text).expect("it is JSON");
    let values = file["entries"].as_object().expect("entries");
    for (key, value) in entries {
        let name = key.strip_prefix("glossator/").unwrap_or(key);
        assert!(listed.to_string().contains(name), "{key} is not in {listed}");
        let found = values.iter().find(|(other, _)| other.contains(name));
        assert_eq!(found.map(|(_, found)| found), Some(&json!(value)), "{key} in {file}");
    }
    page.click("Throw them away");
    page.until("!document.querySelector('[aria-label=\"Set-aside entries\"]')");
    let left: Vec<_> = page.stored().into_keys().filter(|key| key.contains("/damaged/")).collect();
    assert!(left.is_empty(), "{left:?}");
    page.click("Close");
    page.until("!page.dialog()");
    page.reload();
    assert!(page.alerts().is_empty(), "{:?}", page.alerts());
}

/// So that nothing comes back by itself.
const NO_SECOND_COPY: &str = "Object.defineProperty(window, 'indexedDB', { value: undefined });";

#[test]
fn an_entry_that_cannot_be_read_is_set_aside_and_costs_nothing_else() {
    let page = Page::with(&Setup::before_load(NO_SECOND_COPY));
    page.tag("Istanbul", "3");
    page.tag("Hakan Fidan", "1");
    let damaged = last_entry(&page);
    set(&page, &damaged, "{\"time\":1");
    page.reload();
    page.expect_alert("A stored entry could not be read and was set aside");
    let quotes: Vec<_> = page.rows().into_iter().map(|row| row.quote).collect();
    assert_eq!(quotes, ["Istanbul"]);
    check_set_aside(&page, &[(&damaged, "{\"time\":1")]);
    assert_eq!(page.rows().len(), 1);
}

#[test]
fn a_chunk_that_cannot_be_read_is_set_aside_and_the_journal_has_what_was_in_it() {
    let page = Page::open();
    page.make_steps(10, 210);
    let chunk = until_chunk(&page);
    set(&page, &chunk, "{\"records\":7}");
    page.reload();
    page.expect_alert("A stored entry could not be read and was set aside");
    assert_eq!(page.rows().len(), 10);
    check_set_aside(&page, &[(&chunk, "{\"records\":7}")]);
    assert_eq!(page.rows().len(), 10);
}

#[test]
fn several_entries_that_cannot_be_read_are_one_alert() {
    let page = Page::with(&Setup::before_load(NO_SECOND_COPY));
    page.tag("Istanbul", "3");
    page.open_own("An article of my own.");
    page.tag("article", "2");
    let text = key_of_text(&page, "An article of my own.");
    let entry = "glossator/2/default/journal/99.00000000000000ab";
    let chunk = "glossator/2/default/chunk/00000000000000ab-7";
    for key in [text.as_str(), entry, chunk] {
        set(&page, key, "garbage");
    }
    page.reload();
    page.expect_alert("3 stored entries could not be read and were set aside.");
    assert_eq!(page.alerts().len(), 1, "{:?}", page.alerts());
    page.show(ARTICLES[0]);
    page.until("page.rows()[0]?.quote === 'Istanbul'");
    // The other article has lost its words, but what was tagged in it is still listed.
    page.show("own");
    assert_eq!(page.rows()[0].label, "Claim");
    check_set_aside(&page, &[(&text, "garbage"), (entry, "garbage"), (chunk, "garbage")]);
    page.show(ARTICLES[0]);
    assert_eq!(page.rows()[0].quote, "Istanbul");
}

#[test]
fn an_entry_that_was_damaged_comes_back_from_the_second_copy() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    let id = page.tag("Hakan Fidan", "1");
    let damaged = last_entry(&page);
    page.session.until_some("a second copy", || {
        page.mirrored().iter().any(|key| key.ends_with(&damaged)).then_some(())
    });
    set(&page, &damaged, "garbage");
    page.reload();
    page.expect_alert("A stored entry could not be read and was set aside");
    page.expect_status("Brought back 1 edit that the browser’s storage did not have.");
    assert_eq!(page.drawn(&id), "Hakan Fidan");
    check_set_aside(&page, &[(&damaged, "garbage")]);
    assert_eq!(page.rows().len(), 2);
}

#[test]
fn an_entry_that_another_page_damages_while_this_one_is_open_is_said() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    let other = page.another();
    set(&other, "glossator/2/default/journal/99.00000000000000ab", "garbage");
    page.expect_alert("A stored entry could not be read and was set aside");
    page.tag("Hakan Fidan", "1");
    assert_eq!(page.save_status(), "Saved in this browser");
    check_set_aside(&page, &[("glossator/2/default/journal/99.00000000000000ab", "garbage")]);
    assert_eq!(page.rows().len(), 2);
}

#[test]
fn a_backup_that_cannot_be_read_is_said_when_it_is_looked_at() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.reload();
    page.until("Object.keys(localStorage).some((key) => key.endsWith('/head'))");
    let part = page
        .stored()
        .into_keys()
        .find(|key| key.contains("/backup/") && key.ends_with("/0"))
        .expect("a part");
    set(&page, &part, "garbage");
    page.click("Settings");
    page.click("Look at the backup of");
    page.expect_alert("The backup could not be read");
    page.answer_alert("The backup could not be read", "Close");
    page.until("page.alerts().length === 0");
    assert_eq!(page.rows().len(), 1);
}

#[test]
fn work_of_a_newer_page_that_appears_while_this_one_is_open_is_said_and_left_alone() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    let other = page.another();
    set(&other, "glossator/3/default/journal/1.00000000000000ab", "{\"anything\":true}");
    page.expect_alert("Not saved: this browser holds work of a newer Glossator (stored form 3)");
    assert_eq!(page.save_status(), "Not saved: needs the newer page");
    let stored = page.stored();
    let unsaved = page.tag("Hakan Fidan", "1");
    page.download().annotation(&unsaved);
    assert_eq!(page.stored(), stored);
}

/// Everything that does not need what is missing works.
#[track_caller]
fn check_without(script: &str) {
    let page = Page::with(&Setup::before_load(script));
    let id = page.tag("Istanbul", "3");
    page.press("n");
    page.type_text("Why");
    page.press("Escape");
    page.until("page.rows()[0].note === 'Why'");
    page.press("1");
    page.press("Control+z");
    page.press("Control+z");
    page.press("Control+y");
    page.until("page.rows()[0].note === 'Why' && page.rows()[0].label === 'Location'");
    page.open_own("An article of my own.");
    page.click("Remove article");
    page.until("page.reader().dataset.document !== 'own'");
    page.show(ARTICLES[0]);
    let other = page.another();
    assert_eq!(other.drawn(&id), "Istanbul");
    other.make_steps(10, 210);
    page.until("page.rows().length === 11");
    until_chunk(&other);
    page.reload();
    page.until("Object.keys(localStorage).some((key) => key.includes('/backup/'))");
    page.click("Settings");
    page.until("page.dialog().includes('Room: ')");
    page.click("Clear everything…");
    page.click("Clear everything");
    page.until("page.rows().length === 0");
    other.until("page.rows().length === 0");
    page.click("Undo clearing");
    page.until("page.rows().length === 11");
    page.reload();
    assert_eq!(page.rows().len(), 11);
    assert_eq!(page.drawn(&id), "Istanbul");
    assert_eq!(page.save_status(), "Saved in this browser");
    assert!(page.alerts().is_empty(), "{:?}", page.alerts());
}

#[test]
fn without_indexed_db_everything_else_works() {
    check_without("Object.defineProperty(window, 'indexedDB', { value: undefined });");
}

#[test]
fn where_indexed_db_refuses_everything_else_works() {
    check_without("IDBFactory.prototype.open = () => { throw new DOMException('No.', 'SecurityError'); };");
}

#[test]
fn where_indexed_db_fails_later_everything_else_works() {
    check_without(
        "IDBDatabase.prototype.transaction = () => { throw new DOMException('No.', 'InvalidStateError'); };",
    );
}

#[test]
fn without_web_locks_everything_else_works() {
    check_without("Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });");
}

#[test]
fn where_web_locks_refuse_everything_else_works() {
    check_without(
        "LockManager.prototype.request = async () => { throw new DOMException('No.', 'SecurityError'); };
        LockManager.prototype.query = async () => { throw new DOMException('No.', 'SecurityError'); };",
    );
}

#[test]
fn without_idle_callbacks_everything_else_works() {
    check_without("delete window.requestIdleCallback;");
}

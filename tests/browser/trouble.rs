//! Entries that cannot be read, and browsers that lack something.

use crate::harness::{ARTICLES, Page, Setup};
use serde_json::json;

#[track_caller]
fn set(page: &Page, key: &str, value: &str) {
    page.session.run("localStorage.setItem(arguments[0], arguments[1])", &[json!(key), json!(value)]);
}

/// The key of the entry that was written last.
#[track_caller]
fn last_entry(page: &Page) -> String {
    let entries = page.stored().into_keys().filter(|key| key.contains("/journal/"));
    let number = |key: &String| key.rsplit('/').next()?.split('.').next()?.parse::<u64>().ok();
    entries.max_by_key(number).expect("an entry")
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
    page.expect_status("Brought back 1 edit that this browser had lost.");
    assert_eq!(page.drawn(&id), "Hakan Fidan");
    // The damaged entry can be downloaded and thrown away.
    page.click("Look at it");
    page.until("page.dialog()");
    page.click("Download them");
    let (name, text) = page.downloaded();
    assert!(name.starts_with("glossator-set-aside-") && text.contains("garbage"), "{name}: {text}");
    page.click("Throw them away");
    page.until("!document.querySelector('[aria-label=\"Set-aside entries\"]')");
    page.click("Close");
    page.until("!page.dialog()");
    page.reload();
    assert!(page.alerts().is_empty(), "{:?}", page.alerts());
    assert_eq!(page.rows().len(), 2);
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
    page.until("page.reader()?.dataset.document !== 'own'");
    page.show(ARTICLES[0]);
    let other = page.another();
    assert_eq!(other.drawn(&id), "Istanbul");
    other.make_steps(10, 210);
    page.until("page.rows().length === 11");
    other.until("Object.keys(localStorage).some((key) => key.includes('/chunk/'))");
    page.reload();
    page.until("Object.keys(localStorage).some((key) => key.includes('/backup/'))");
    page.click("Settings");
    page.until("page.dialog().includes('of the room is used')");
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
fn without_indexed_db_web_locks_and_idle_callbacks_everything_else_works() {
    check_without(
        "Object.defineProperty(window, 'indexedDB', { value: undefined });
        Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
        delete window.requestIdleCallback;",
    );
}

#[test]
fn where_indexed_db_and_web_locks_refuse_everything_else_works() {
    check_without(
        "IDBFactory.prototype.open = () => { throw new DOMException('No.', 'SecurityError'); };
        LockManager.prototype.request = async () => { throw new DOMException('No.', 'SecurityError'); };
        LockManager.prototype.query = async () => { throw new DOMException('No.', 'SecurityError'); };",
    );
}

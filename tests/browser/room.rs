//! A store that has no room, is emptied, or is not there.

use crate::harness::{Page, Setup};
use serde_json::json;

/// Takes all room but so many units, by a key of somebody else.
#[track_caller]
fn fill(page: &Page, left: usize) {
    let script = "const write = (size) => {
          try { localStorage.setItem('filler', 'x'.repeat(size)); return true; } catch { return false; }
        };
        localStorage.removeItem('filler');
        let size = 0;
        for (let step = 4 << 20; step >= 1; step >>= 1) if (write(size + step)) size += step;
        if (!write(size - arguments[0])) throw new Error('it cannot shrink');
        return Object.keys(localStorage).reduce((sum, key) => sum + key.length + localStorage.getItem(key).length, 0)";
    let used = page.session.run(script, &[json!(left)]);
    assert_eq!(used, 5_242_880 - left, "browsers agree on 5 MiB of units");
}

/// True if the browser would ask before it leaves the page.
#[track_caller]
fn asks_before_leaving(page: &Page) -> bool {
    let event = "new Event('beforeunload', { cancelable: true })";
    page.run(&format!("return !dispatchEvent({event})")) == true
}

#[track_caller]
fn until_saved(page: &Page) {
    page.until("page.saved() === 'Saved in this browser'");
}

/// A page of somebody else that shares the store.
#[track_caller]
fn stranger(page: &Page) -> Page {
    let address = page.beside("stranger.html", "<!doctype html><title>Stranger</title>");
    let stranger = page.another();
    stranger.session.visit(&address);
    stranger
}

#[test]
fn what_does_not_fit_is_on_the_screen_and_in_the_file_and_is_stored_once_there_is_room() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    until_saved(&page);
    assert!(!asks_before_leaving(&page));
    fill(&page, 0);
    let unsaved = page.tag("Hakan Fidan", "1");
    page.expect_alert("Not saved: the browser’s storage is full");
    assert_eq!(page.save_status(), "Not saved: storage is full");
    assert_eq!(page.drawn(&unsaved), "Hakan Fidan");
    assert_eq!(page.download().annotation(&unsaved)["quote"], "Hakan Fidan");
    page.until("!dispatchEvent(new Event('beforeunload', { cancelable: true }))");
    page.press("n");
    page.type_text("Why");
    page.press("Escape");
    page.until("page.rows()[1].note === 'Why'");
    assert_eq!(page.alerts().len(), 1, "{:?}", page.alerts());
    page.run("localStorage.removeItem('filler')");
    let last = page.tag("Yasar Guler", "1");
    until_saved(&page);
    page.until("page.alerts().length === 0");
    assert!(!asks_before_leaving(&page));
    let rows = page.rows();
    page.reload();
    let after: Vec<_> = page.rows().into_iter().map(|row| (row.id, row.label, row.note)).collect();
    assert_eq!(after, rows.into_iter().map(|row| (row.id, row.label, row.note)).collect::<Vec<_>>());
    assert_eq!((after.len(), &after[2].0), (3, &last));
}

#[test]
fn a_store_that_is_refused_is_said_beside_the_buttons() {
    let refused = "Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } });";
    let page = Page::with(&Setup::before_load(refused));
    assert_eq!(page.save_status(), "Not saved: storage is refused");
    assert!(!asks_before_leaving(&page), "there is nothing yet that could be lost");
    page.tag("Istanbul", "3");
    page.until("!dispatchEvent(new Event('beforeunload', { cancelable: true }))");
    page.click("Settings");
    page.until("page.dialog()");
    page.press("Escape");
    page.until("!page.dialog()");
    page.press("Control+z");
    page.until("page.rows().length === 0");
}

#[test]
fn a_store_that_somebody_clears_while_the_page_is_open_is_said_and_stored_again() {
    let page = Page::with(&Setup::alone());
    let first = page.tag_in_two_articles();
    let stranger = stranger(&page);
    stranger.run("localStorage.clear()");
    page.expect_alert("Not saved: this browser’s storage was emptied while the page was open");
    assert_eq!(page.save_status(), "Not saved: storage was emptied");
    assert!(asks_before_leaving(&page));
    let unsaved = page.tag("my own", "1");
    assert_eq!(page.rows().len(), 2);
    let file = page.download();
    file.annotation(&unsaved);
    page.click("Store it again");
    until_saved(&page);
    page.until("page.alerts().length === 0");
    page.reload();
    assert_eq!(page.download().undated(), file.undated());
    drop(stranger);
    // Until then a page that is opened offers it.
    let generation =
        page.stored().into_keys().find_map(|key| Some(key.split_once("/generation/")?.1.to_owned()));
    let generation = generation.expect("a store");
    page.session.until_some("nothing but the second copy of this store", || {
        let copied = page.mirrored();
        (!copied.is_empty() && copied.iter().all(|key| key.starts_with(&generation))).then_some(())
    });
    let page = page.start_again();
    assert_eq!(page.drawn(&first), "Istanbul");
    assert_eq!(page.rows()[0].note, "Why");
    assert!(page.alerts().is_empty(), "{:?}", page.alerts());
}

//! When the program itself fails: an alert, and a way to the stored work.

use crate::harness::{Page, Setup};

const NO_WEBASSEMBLY: &str = "delete globalThis.WebAssembly;";
const NO_UNPACKING: &str =
    "window.DecompressionStream = class { constructor() { throw new Error('no unpacking'); } };";
const OLD_BROWSER: &str = "delete globalThis.DecompressionStream;";
const NO_MEMORY: &str = "WebAssembly.instantiate = async () => { throw new RangeError('out of memory'); };";

/// Work from before can be downloaded in spite of the failure, and a fresh browser takes the file.
#[track_caller]
fn check_way_out(page: &Page, id: &str) {
    page.click("Download what is stored");
    let (name, text) = page.downloaded();
    assert!(name.starts_with("glossator-stored-"), "{name}");
    let other = Page::open();
    other.open_file(&name, &text);
    other.until("page.rows().length > 0");
    assert_eq!(other.drawn(id), "Istanbul");
    assert!(other.rows().iter().any(|row| row.id == id && row.note == "Why"), "{:?}", other.rows());
}

/// Tags something, then starts again with the script.
#[track_caller]
fn check_failed_start(script: &str, heading: &str, errors: &[&'static str]) {
    let page = Page::open();
    let id = page.tag("Istanbul", "3");
    page.press("n");
    page.type_text("Why");
    page.press("Escape");
    page.session.devtools("Page.addScriptToEvaluateOnNewDocument", &serde_json::json!({ "source": script }));
    page.tolerate(errors);
    page.session.post("refresh", &serde_json::json!({}));
    page.expect_alert(heading);
    page.expect_alert("Your work is still in this browser’s storage");
    check_way_out(&page, &id);
    assert_ne!(page.run("return document.documentElement.dataset.ready ?? null"), "true");
}

#[test]
fn a_browser_without_webassembly_gives_the_stored_work() {
    check_failed_start(NO_WEBASSEMBLY, "Glossator could not start", &["WebAssembly"]);
}

#[test]
fn a_browser_that_cannot_unpack_the_program_gives_the_stored_work() {
    check_failed_start(NO_UNPACKING, "Glossator could not start", &["no unpacking"]);
}

#[test]
fn a_browser_that_is_too_old_gives_the_stored_work() {
    check_failed_start(OLD_BROWSER, "Glossator could not start", &["too old"]);
}

#[test]
fn a_program_that_does_not_start_gives_the_stored_work() {
    check_failed_start(NO_MEMORY, "Glossator could not start", &["out of memory"]);
}

#[test]
fn a_failed_start_without_a_store_says_that_too() {
    let refused = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('No.', 'SecurityError'); } });";
    let page = Page::start(&Setup {
        before_load: vec![refused.to_owned(), NO_WEBASSEMBLY.to_owned()],
        ..Setup::default()
    });
    page.tolerate(&["WebAssembly"]);
    page.expect_alert("Glossator could not start");
    page.click("Download what is stored");
    page.expect_alert("does not let this page read its storage");
}

#[test]
fn a_panic_is_said_and_the_stored_work_is_there_after_a_reload() {
    let page = Page::open();
    let id = page.tag("Istanbul", "3");
    page.press("n");
    page.type_text("Why");
    page.press("Escape");
    page.tolerate(&["failed to insert node", "panicked", "unreachable"]);
    // A node that the program is going to insert something before is gone: something that cannot happen.
    page.run("page.blocks()[0].firstChild.remove()");
    page.select("This is the first");
    page.press("1");
    page.expect_alert("Glossator stopped because of a mistake in its program");
    check_way_out(&page, &id);
    page.click("Reload");
    page.wait_until_ready();
    assert!(page.alerts().is_empty());
    assert_eq!(page.drawn(&id), "Istanbul");
}

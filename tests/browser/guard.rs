//! The guard, when the program itself fails: an alert, and a way to the stored work.

use crate::harness::{Page, Setup};

const NO_WEBASSEMBLY: &str = "delete globalThis.WebAssembly;";
const NO_MEMORY: &str = "WebAssembly.instantiate = WebAssembly.instantiateStreaming = async () => { throw new RangeError('out of memory'); };";

/// A script that changes the program before it is read, as it stands in the file: in Base64, compressed by gzip.
fn changed(damage: &str) -> String {
    format!(
        "document.addEventListener('readystatechange', () => {{
           const program = document.getElementById('glossator-wasm');
           const embedded = program.textContent;
           if (document.readyState === 'interactive') program.textContent = {damage};
         }});"
    )
}

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

/// One that is not there, one that knows no gzip.
#[test]
fn a_browser_that_cannot_unpack_the_program_says_that_and_not_that_the_file_is_damaged() {
    for (script, words) in [
        ("delete globalThis.DecompressionStream;", "This browser has no DecompressionStream"),
        (
            "globalThis.DecompressionStream = class { constructor() { throw new TypeError('gzip'); } };",
            "This browser cannot unpack the program",
        ),
    ] {
        let page = Page::start(&Setup { before_load: vec![script.to_owned()], ..Setup::default() });
        page.tolerate(&["DecompressionStream"]);
        page.expect_alert(words);
        page.expect_alert("Glossator needs Chromium 120");
        assert!(!page.alerts()[0].contains("damaged"), "{:?}", page.alerts());
    }
}

#[test]
fn a_damaged_file_gives_the_stored_work() {
    check_failed_start(
        &changed("embedded.slice(0, -1000)"),
        "Glossator could not start",
        &["cannot be read"],
    );
}

#[test]
fn a_file_that_is_damaged_anywhere_says_so() {
    let page = Page::open();
    page.tolerate(&["cannot be read"]);
    let damages = [
        // Text that is not Base64.
        "embedded.replace(/.{9}/, 'not base!')",
        // Bytes that say that this is gzip, and by which method.
        "'X' + embedded.slice(1)",
        "embedded.slice(0, 3) + 'X' + embedded.slice(4)",
        // Compressed bytes, and their sum.
        "embedded.slice(0, 40) + '////' + embedded.slice(44)",
        "embedded.slice(0, 100000) + '////' + embedded.slice(100004)",
        "embedded.slice(0, -8) + '////' + embedded.slice(-4)",
        // Text that ends too early, has a gap, or is not there.
        "embedded.slice(0, -4)",
        "embedded.slice(0, 100000) + embedded.slice(100004)",
        "''",
    ];
    for damage in damages {
        let source = serde_json::json!({ "source": changed(damage) });
        let script = page.session.devtools("Page.addScriptToEvaluateOnNewDocument", &source);
        page.session.post("refresh", &serde_json::json!({}));
        page.expect_alert("This file is damaged: the program in it cannot be read.");
        page.session.devtools("Page.removeScriptToEvaluateOnNewDocument", &script);
    }
    page.reload();
    assert!(page.alerts().is_empty());
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
    // Where it was.
    page.expect_alert(".rs:");
    check_way_out(&page, &id);
    page.click("Reload");
    page.wait_until_ready();
    assert!(page.alerts().is_empty());
    assert_eq!(page.drawn(&id), "Istanbul");
}

/// Work of somebody in the page before it breaks: an article of their own, whose text the database keeps, and another project.
#[test]
fn what_the_guard_saves_has_the_texts_and_all_projects_and_comes_back_identical() {
    let page = Page::open();
    page.open_own("An article of my own. It says that somebody met somebody.");
    page.tag("somebody met", "1");
    page.session.until_some("a text in the database", || {
        (page.kept_texts().len() == 1 && page.stored().keys().all(|key| !key.contains("/text/")))
            .then_some(())
    });
    let file = page.download();
    page.click("All projects");
    page.click("New project");
    page.until_project("My project");
    page.open_own("Words of the other project.");
    page.tag("other project", "2");
    let other_file = page.download();
    page.session.until_some("a second text", || (page.kept_texts().len() == 2).then_some(()));
    page.session
        .devtools("Page.addScriptToEvaluateOnNewDocument", &serde_json::json!({ "source": NO_MEMORY }));
    page.tolerate(&["out of memory"]);
    page.session.post("refresh", &serde_json::json!({}));
    page.expect_alert("Glossator could not start");
    page.click("Download what is stored");
    let (name, saved) = page.downloaded();

    let other = Page::open();
    other.open_file(&name, &saved);
    other.expect_status("The file has 1 other project");
    // The open one came into the project that is open here, which has the example.
    assert_eq!(other.article(), "own");
    let own = |file: &crate::harness::Download| {
        let of = |list: &str, id: &str| {
            let rows = file.json[list].as_array().expect("a list").iter();
            rows.filter(|row| row[id] == "own").cloned().collect::<Vec<_>>()
        };
        (of("documents", "id"), of("annotations", "document"))
    };
    assert_eq!(own(&other.download()), own(&other_file));
    other.click("All projects");
    other.click("Example");
    other.until(
        "document.documentElement.dataset.ready === 'true' && !document.querySelector('[data-project]')",
    );
    other.show("own");
    assert_eq!(own(&other.download()), own(&file));
}

#[test]
fn a_database_that_cannot_be_read_is_said_and_the_rest_is_saved() {
    let refused = "IDBFactory.prototype.open = () => { throw new DOMException('No.', 'UnknownError'); };";
    let page = Page::start(&Setup {
        before_load: vec![refused.to_owned(), NO_WEBASSEMBLY.to_owned()],
        ..Setup::default()
    });
    page.tolerate(&["WebAssembly"]);
    page.expect_alert("Glossator could not start");
    page.run("localStorage.setItem('glossator/2/default/generation/1', '1')");
    page.click("Download what is stored");
    page.expect_alert("the browser’s database cannot be read: No.");
    let (_, saved) = page.downloaded();
    assert!(saved.contains("glossator/2/default/generation/1"), "{saved}");
}

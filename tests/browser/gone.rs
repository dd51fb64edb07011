//! A local storage that is gone, or another one than it was: the second copy has everything.

use crate::harness::{Page, Setup, kill};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// A clock that goes on by as much as the test says: `later(milliseconds)`.
const CLOCK: &str = "const now = Date.now; let ahead = 0; Date.now = () => now() + ahead; window.later = (more) => { ahead += more; }";

/// Folder in which the browser keeps local storage, within a profile.
fn local_storage(profile: &Path) -> PathBuf {
    let folder = profile.join("Default/Local Storage");
    assert!(folder.is_dir(), "{}", folder.display());
    folder
}

fn remove_all(profile: &Path) {
    fs::remove_dir_all(local_storage(profile)).expect("it goes");
}

/// The browser finds its database damaged, and makes a new one.
fn remove_manifest(profile: &Path) {
    let files = fs::read_dir(local_storage(profile).join("leveldb")).expect("a database");
    let mut manifests = 0;
    for file in files {
        let file = file.expect("a file");
        if file.file_name().to_string_lossy().starts_with("MANIFEST-") {
            fs::remove_file(file.path()).expect("it goes");
            manifests += 1;
        }
    }
    assert!(manifests > 0);
}

/// Waits until the second copy has all that the store has.
#[track_caller]
fn until_copied(page: &Page) {
    page.session.until_some("a whole second copy", || {
        let copied = page.mirrored();
        let is_copied = |key: &String| copied.iter().any(|copy| copy.ends_with(&**key));
        // The name of the store, the list of projects and the marks of texts are no work.
        let is_work =
            |key: &String| ["/generation/", "/projects/", "/texts/"].iter().all(|it| !key.contains(it));
        let mut keys = page.stored().into_keys().filter(is_work);
        keys.all(|key| is_copied(&key)).then_some(())
    });
}

#[test]
fn everything_comes_back_when_local_storage_is_gone() {
    for happens in [remove_all, remove_manifest] {
        let setup = Setup { before_load: vec![CLOCK.to_owned()], ..Setup::alone() };
        let page = Page::with(&setup);
        let ids = ["Istanbul", "Hakan Fidan", "Yasar Guler"].map(|words| page.tag(words, "1"));
        page.reload();
        page.until("Object.keys(localStorage).some((key) => key.endsWith('/head'))");
        page.run("later(11 * 60 * 1000)");
        let last = page.tag("Ibrahim Kalin", "1");
        until_copied(&page);
        let file = page.download();
        let page = page.start_again_after(happens);
        page.expect_alert("Found work from ");
        page.expect_alert("this browser had lost: 4 annotations and 1 backup.");
        assert!(page.rows().is_empty());
        page.answer_alert("Found work from", "Restore it");
        page.expect_status("Restored 4 annotations.");
        assert_eq!(page.download().undated(), file.undated());
        assert_eq!((page.drawn(&ids[0]).as_str(), page.drawn(&last).as_str()), ("Istanbul", "Ibrahim Kalin"));
        page.click("Settings");
        page.until("page.dialog().includes('– 3 annotations')");
        page.press("Escape");
        until_copied(&page);
        // It is there again, and is not offered any more; its steps can be undone.
        let page = page.start_again();
        assert_eq!(page.download().undated(), file.undated());
        page.until("page.buttons('Undo tag').length === 1");
        assert!(page.alerts().is_empty(), "{:?}", page.alerts());
        for left in [3, 2, 1, 0] {
            page.press("Control+z");
            page.session.until("page.rows().length === arguments[0]", &[json!(left)]);
        }
    }
}

#[test]
fn edits_that_are_brought_back_after_a_kill_are_undone_in_their_order() {
    let page = Page::with(&Setup::alone());
    page.tag("Istanbul", "3");
    let page = page.start_again();
    page.until("page.buttons('Undo tag').length === 1");
    for words in ["Hakan Fidan", "Yasar Guler"] {
        page.tag(words, "1");
    }
    until_copied(&page);
    kill(page.session.context().browser.group());
    let page = page.start_again();
    page.until("page.rows().length === 3");
    page.until("page.buttons('Undo tag').some((button) => page.name(button).includes('Yasar Guler'))");
    for left in [&["Istanbul", "Hakan Fidan"][..], &["Istanbul"], &[]] {
        page.press("Control+z");
        page.session.until("page.rows().length === arguments[0]", &[json!(left.len())]);
        let mut quotes: Vec<_> = page.rows().into_iter().map(|row| row.quote).collect();
        quotes.sort();
        let mut left = left.to_vec();
        left.sort_unstable();
        assert_eq!(quotes, left);
    }
    assert!(page.alerts().is_empty(), "{:?}", page.alerts());
}

#[test]
fn a_clearing_that_is_taken_back_leaves_nothing_to_ask_in_two_windows() {
    let one = Page::with(&Setup::alone());
    let first = one.tag("Istanbul", "3");
    let two = one.another();
    two.until("page.rows().length === 1");
    two.press("g");
    let second = two.tag("Hakan Fidan", "1");
    two.press("n");
    two.type_text("Why");
    two.press("Escape");
    one.until("page.rows().length === 2");
    for _ in 0..2 {
        one.click("Settings");
        one.click("Clear everything…");
        one.click("Clear everything");
        one.expect_alert("Everything is cleared.");
        two.until("page.rows().length === 0");
        one.click("Undo clearing");
        one.expect_status("Everything is back.");
        for page in [&one, &two] {
            page.until("page.rows().length === 2");
        }
    }
    until_copied(&one);
    let only_that =
        |alerts: Vec<String>| alerts.iter().all(|alert| alert.contains("Another tab cleared everything."));
    assert!(one.alerts().is_empty() && only_that(two.alerts()), "{:?} {:?}", one.alerts(), two.alerts());
    for page in [&one, &two] {
        page.reload();
        assert!(page.alerts().is_empty(), "{:?}", page.alerts());
        assert_eq!((page.drawn(&first).as_str(), page.drawn(&second).as_str()), ("Istanbul", "Hakan Fidan"));
    }
    drop(two);
    let page = one.start_again();
    until_copied(&page);
    assert!(page.alerts().is_empty(), "{:?}", page.alerts());
}

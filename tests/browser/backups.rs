//! Days to go back to, and clearing everything, on a real store with its second copy.

use crate::harness::{ARTICLES, Page, Setup};
use serde_json::json;

/// Waits for the backup of a day on which there were so many annotations.
#[track_caller]
fn until_backup(page: &Page, annotations: usize) {
    page.session.until(
        "Object.entries(localStorage).some(([key, value]) => key.endsWith('/head') && JSON.parse(value).annotations === arguments[0])",
        &[json!(annotations)],
    );
}

#[test]
fn on_the_next_load_there_is_a_backup_to_go_back_to() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.reload();
    until_backup(&page, 1);
    page.tag("Hakan Fidan", "1");
    page.click("Settings");
    page.click("Look at the backup of");
    page.until("page.dialog().includes('Going back removes 1 annotation.')");
    page.click("Go back to it");
    page.until("!page.dialog() && page.rows().length === 1");
    page.expect_status("Went back to");
    page.press("Control+z");
    page.until("page.rows().length === 2");
}

#[test]
fn everything_is_cleared_here_in_the_second_copy_and_in_other_tabs_and_can_be_taken_back() {
    let page = Page::open();
    let id = page.tag_in_two_articles();
    page.reload();
    until_backup(&page, 2);
    page.run("localStorage.setItem('theirs', 'a')");
    page.until("page.buttons('Undo tag').length === 1");
    let other = page.another();
    let (file, before) = (page.download(), page.stored());
    page.session.until_some("a second copy", || (page.mirrored().len() >= 4).then_some(()));

    page.click("Settings");
    page.click("Clear everything…");
    assert_eq!(page.run("return page.name(document.activeElement)"), "Cancel");
    page.click("Clear everything");
    page.expect_alert("Everything is cleared.");
    for tab in [&page, &other] {
        tab.until("document.querySelectorAll('[data-article]').length === 3 && page.rows().length === 0");
        assert_eq!(tab.save_status(), "Saved in this browser");
    }
    other.until("page.buttons('Undo')[0].disabled");
    other.expect_alert("Another tab cleared everything.");
    // The name of the store, the list of projects and the marks of texts are no work.
    let is_work = |key: &String| ["/generation/", "/projects/", "/texts/"].iter().all(|it| !key.contains(it));
    let left: Vec<_> = page.stored().into_keys().filter(is_work).collect();
    assert_eq!(left, ["theirs"]);
    page.session.until_some("no second copy", || page.mirrored().is_empty().then_some(()));

    page.click("Undo clearing");
    page.expect_status("Everything is back.");
    page.show("own");
    assert_eq!(page.download().undated(), file.undated());
    let lost: Vec<_> = before
        .into_iter()
        .filter(|(key, value)| is_work(key) && page.stored().get(key) != Some(value))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    other.until("document.querySelectorAll('[data-article]').length === 4");
    assert_eq!(other.download().undated(), file.undated());
    page.until("page.buttons('Undo tag').length === 1");
    for tab in [&page, &other] {
        tab.reload();
        assert_eq!(tab.download().undated(), file.undated());
        assert!(tab.alerts().is_empty(), "{:?}", tab.alerts());
    }
    page.show(ARTICLES[0]);
    assert_eq!((page.drawn(&id).as_str(), page.rows()[0].note.as_str()), ("Istanbul", "Why"));
    page.until("page.buttons('Undo tag').length === 1");
    for _ in 0..4 {
        page.press("Control+z");
    }
    page.until("document.querySelectorAll('[data-article]').length === 3 && page.rows().length === 0");
}

#[test]
fn what_was_cleared_is_not_offered_again_by_the_second_copy() {
    let page = Page::with(&Setup::alone());
    page.tag("Istanbul", "3");
    page.session.until_some("a second copy", || (!page.mirrored().is_empty()).then_some(()));
    page.click("Settings");
    page.click("Clear everything…");
    page.click("Clear everything");
    page.session.until_some("no second copy", || page.mirrored().is_empty().then_some(()));
    let page = page.start_again();
    page.tag("Hakan Fidan", "1");
    page.session.until_some("a second copy", || (!page.mirrored().is_empty()).then_some(()));
    assert!(page.alerts().is_empty(), "{:?}", page.alerts());
    assert_eq!(page.rows().len(), 1);
}

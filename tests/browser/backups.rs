//! Days to go back to, clearing everything, and what the settings say about the store.

use crate::harness::{ARTICLES, Page, Setup};
use serde_json::json;

/// From the next load on it is a day later.
const A_DAY_LATER: &str = "{
    const Then = Date;
    const later = () => Then.now() + 24 * 60 * 60 * 1000;
    window.Date = class extends Then {
      constructor(...moment) { moment.length ? super(...moment) : super(later()); }
      static now() { return later(); }
    };
  }";

/// What is kept in the settings of earlier days.
#[track_caller]
fn backups(page: &Page) -> Vec<String> {
    page.click("Settings");
    page.until("page.dialog()");
    let rows = page.run("return [...document.querySelectorAll('dialog .choices li')].map((row) => row.querySelector('span').textContent)");
    page.press("Escape");
    page.until("!page.dialog()");
    serde_json::from_value(rows).expect("texts")
}

/// Waits for the backup of a day on which there were so many annotations.
#[track_caller]
fn until_backup(page: &Page, annotations: usize) {
    page.session.until(
        "Object.entries(localStorage).some(([key, value]) => key.endsWith('/head') && JSON.parse(value).annotations === arguments[0])",
        &[json!(annotations)],
    );
}

#[test]
fn on_the_next_load_after_something_was_tagged_there_is_a_backup() {
    let page = Page::open();
    assert!(backups(&page).is_empty());
    page.tag("Istanbul", "3");
    page.reload();
    until_backup(&page, 1);
    let kept = backups(&page);
    assert!(kept.len() == 1 && kept[0].ends_with("1 annotation"), "{kept:?}");
    page.tag("Hakan Fidan", "1");
    page.reload();
    page.until("page.buttons('Undo')[0].disabled === false");
    assert_eq!(backups(&page), kept, "one a day is enough");
}

#[test]
fn going_back_to_a_day_is_looked_at_first_and_is_one_step() {
    let page = Page::open();
    let first = page.tag("Istanbul", "3");
    let second = page.tag("Hakan Fidan", "1");
    page.show(ARTICLES[1]);
    page.tag("Istanbul", "3");
    page.reload();
    until_backup(&page, 3);
    page.show(ARTICLES[0]);
    page.click_row(&first);
    page.press("1");
    page.click_row(&second);
    page.press("Delete");
    page.until("page.rows().length === 1");
    page.tag("Yasar Guler", "1");
    page.tag("Ibrahim Kalin", "1");
    let now = page.download();
    page.click("Settings");
    page.click("Look at the backup of");
    page.until("page.dialog().includes('3 annotations in it.')");
    let said = page.expect_question();
    assert!(
        said.contains("Going back brings back 1 annotation, removes 2 annotations, changes 1 annotation."),
        "{said}"
    );
    let listed = page.run("return [...document.querySelectorAll('dialog .findings li')].map(({ innerText }) => innerText.replace(/\\s+/g, ' ').trim())");
    assert_eq!(listed, json!(["Location Istanbul", "Actor Hakan Fidan", "Location Istanbul"]));
    page.click("Cancel");
    page.until("page.dialog().includes('Backups')");
    page.press("Escape");
    page.until("!page.dialog()");
    assert_eq!(page.download().undated(), now.undated());

    page.click("Settings");
    page.click("Look at the backup of");
    page.click("Go back to it");
    page.until("!page.dialog()");
    page.expect_status("Went back to");
    let labels: Vec<_> = page.rows().into_iter().map(|row| (row.quote, row.label)).collect();
    let expected = [("Istanbul", "Location"), ("Hakan Fidan", "Actor")];
    assert_eq!(labels, expected.map(|(quote, label)| (quote.to_owned(), label.to_owned())));
    page.press("Control+z");
    page.until("page.rows().length === 3");
    assert_eq!(page.download().json["annotations"].as_array().map(Vec::len), Some(4));
    page.press("Control+y");
    page.until("page.rows().length === 2");
    page.reload();
    assert_eq!(page.rows().len(), 2);
    page.until("page.buttons('Undo go back to a backup').length === 1");
    page.press("Control+z");
    page.until("page.rows().length === 3");
}

#[test]
fn the_backups_of_seven_days_are_kept() {
    let page = Page::open();
    for day in 0..9 {
        page.session.run("page.tagWord(page.words()[arguments[0]], '1')", &[json!(day)]);
        page.until(&format!("page.rows().length === {}", day + 1));
        page.session.before_load(A_DAY_LATER);
        page.reload();
        until_backup(&page, day + 1);
    }
    let kept = backups(&page);
    let counts: Vec<_> = kept.iter().filter_map(|row| row.split(" – ").nth(1)).collect();
    let expected: Vec<_> = (3..=9).rev().map(|count| format!("{count} annotations")).collect();
    assert_eq!(counts, expected, "{kept:?}");
    page.click("Settings");
    page.click_element("[...document.querySelectorAll('dialog .choices button')].at(-1)");
    page.until("page.dialog().includes('removes 6 annotations')");
    page.click("Go back to it");
    page.until("page.rows().length === 3");
    page.press("Control+z");
    page.until("page.rows().length === 9");
}

#[test]
fn clearing_asks_first_and_offers_the_download() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    let stored = page.stored();
    page.click("Settings");
    page.click("Clear everything…");
    let question = page.expect_question();
    assert!(
        question.contains("Clear everything?") && question.contains("until this page is closed"),
        "{question}"
    );
    assert_eq!(page.run("return page.name(document.activeElement)"), "Cancel");
    page.click("Download JSON first");
    let (name, text) = page.downloaded();
    assert!(name.starts_with("glossator-") && text.contains("Istanbul"), "{name}");
    page.press("Escape");
    page.until("!page.dialog()");
    assert_eq!((page.rows().len(), page.stored()), (1, stored));
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
    page.click("Clear everything");
    page.expect_alert("Everything was cleared.");
    for tab in [&page, &other] {
        tab.until("document.querySelectorAll('[data-article]').length === 3 && page.rows().length === 0");
        tab.until("page.buttons('Undo')[0].disabled");
        assert_eq!(tab.save_status(), "Saved in this browser");
    }
    other.expect_alert("Everything was cleared in another tab.");
    let left: Vec<_> = page.stored().into_keys().filter(|key| !key.contains("/generation/")).collect();
    assert_eq!(left, ["theirs"]);
    page.session.until_some("no second copy", || page.mirrored().is_empty().then_some(()));

    page.click("Undo clearing");
    page.expect_status("Everything is back.");
    page.show("own");
    assert_eq!(page.download().undated(), file.undated());
    let lost: Vec<_> = before
        .into_iter()
        .filter(|(key, value)| !key.contains("/generation/") && page.stored().get(key) != Some(value))
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
fn what_is_tagged_after_clearing_stays_when_that_is_taken_back() {
    let page = Page::open();
    let first = page.tag("Istanbul", "3");
    page.click("Settings");
    page.click("Clear everything…");
    page.click("Clear everything");
    page.until("page.rows().length === 0");
    let second = page.tag("Hakan Fidan", "1");
    page.click("Undo clearing");
    page.until("page.rows().length === 2");
    page.reload();
    assert_eq!(page.rows().into_iter().map(|row| row.id).collect::<Vec<_>>(), [first, second]);
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

#[test]
fn the_settings_say_how_much_room_is_used_and_left() {
    let page = Page::open();
    let room = |page: &Page| {
        page.click("Settings");
        page.until("page.dialog()");
        let said = page.run("return /Room: (\\d+) thousand characters used \\((\\d+) %\\), (\\d+) thousand characters left\\./.exec(page.dialog()).slice(1).map(Number)");
        page.press("Escape");
        page.until("!page.dialog()");
        said
    };
    let before = room(&page);
    page.run("localStorage.setItem('theirs', 'x'.repeat(2_000_000))");
    let after = room(&page);
    assert_eq!(after[0].as_u64().zip(before[0].as_u64()).map(|(after, before)| after - before), Some(2_000));
    assert_eq!(after[1], 38);
    assert_eq!(before[2].as_u64().zip(after[2].as_u64()).map(|(before, after)| before - after), Some(2_000));
}

#[test]
fn nothing_waits_for_the_browser_to_promise_to_keep_the_store() {
    let never = "StorageManager.prototype.persist = () => new Promise(() => {}); window.promise = (kept) => {
        StorageManager.prototype.persist = async () => kept; };";
    let page = Page::with(&Setup::before_load(never));
    page.click("Settings");
    page.click("Keep this safe");
    page.press("Escape");
    page.until("!page.dialog()");
    page.tag("Istanbul", "3");
    assert_eq!(page.save_status(), "Saved in this browser");
    page.run("promise(false)");
    page.click("Settings");
    page.click("Keep this safe");
    page.until("page.dialog().includes('The browser did not promise it.')");
    page.run("promise(true)");
    page.click("Keep this safe");
    page.until("page.dialog().includes('The browser has promised not to clear it')");
}

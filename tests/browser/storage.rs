//! The browser's store: refused, full, damaged, newer, and shared with others.

use crate::harness::{ARTICLES, Page, Setup};

const REFUSED: &str = "Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } });";

/// After `window.room` more writes there is no room left.
const FULL: &str = "window.room = Infinity;
    const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      if (window.room <= 0) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      window.room -= 1;
      return setItem.call(this, key, value);
    };";

const OURS: &str = "glossator/2/default/";

#[test]
fn a_store_that_is_refused_is_said_and_the_work_can_still_be_taken_away() {
    let page = Page::with(&Setup::before_load(REFUSED));
    page.expect_alert("Not saved");
    assert!(page.save_status().starts_with("Not saved"), "{}", page.save_status());
    let id = page.tag("Istanbul", "3");
    assert_eq!(page.drawn(&id), "Istanbul");
    let file = page.download();
    assert_eq!(file.annotation(&id)["quote"], "Istanbul");
    page.press("Control+z");
    page.until("page.rows().length === 0");
    assert_eq!(page.alerts().len(), 1, "{:?}", page.alerts());
}

#[test]
fn an_alert_offers_the_download_itself() {
    let page = Page::with(&Setup::before_load(REFUSED));
    page.tag("Istanbul", "3");
    page.click_element("document.querySelector('[role=\"alert\"] button')");
    let (name, text) = page.downloaded();
    assert!(name.starts_with("glossator-") && text.contains("Istanbul"), "{name}");
}

#[test]
fn a_full_store_is_said_and_what_could_not_be_stored_is_stored_once_there_is_room() {
    let page = Page::with(&Setup::before_load(FULL));
    let first = page.tag("Istanbul", "3");
    assert!(page.alerts().is_empty(), "{:?}", page.alerts());
    assert_eq!(page.save_status(), "Saved in this browser");
    page.run("window.room = 0");
    let second = page.tag("Hakan Fidan", "1");
    page.expect_alert("Not saved: the browser’s storage is full");
    assert_eq!(page.save_status(), "Not saved: storage is full");
    let third = page.tag("Yasar Guler", "1");
    let file = page.download();
    for id in [&first, &second, &third] {
        file.annotation(id);
    }
    page.run("window.room = 100");
    let fourth = page.tag("Ibrahim Kalin", "1");
    page.until("page.saved().startsWith('Saved') && page.alerts().length === 0");
    page.reload();
    let rows: Vec<_> = page.rows().into_iter().map(|row| row.id).collect();
    assert_eq!(rows, [first, second, third, fourth]);
}

#[test]
fn a_damaged_entry_is_said_and_set_aside_and_the_rest_loads() {
    let page = Page::open();
    let id = page.tag("Istanbul", "3");
    let garbage = [
        ("journal/99.00000000000000ab", "garbage"),
        ("journal/98.00000000000000ab", "{\"time\":1}"),
        ("journal/no stamp", "{}"),
        ("text/0123456789abcdef", "Some other text"),
        (
            "journal/97.00000000000000ab",
            "{\"time\":1,\"origin\":\"user\",\"action\":\"tag\",\"operations\":[[\"annotation\",\"x\"]]}",
        ),
    ];
    for (key, value) in garbage {
        page.session.run(
            "localStorage.setItem(arguments[0], arguments[1])",
            &[format!("{OURS}{key}").into(), value.into()],
        );
    }
    page.reload();
    page.expect_alert("5 stored entries could not be read and were set aside.");
    assert_eq!((page.drawn(&id).as_str(), page.alerts().len()), ("Istanbul", 1));
    page.click("Look at it");
    let said = page.expect_question();
    page.press("Escape");
    page.until("!page.dialog()");
    for (key, value) in garbage {
        assert!(said.contains(key), "{key} is not in {said}");
        let stored = page.stored();
        assert!(!stored.contains_key(&format!("{OURS}{key}")), "{key} is not set aside");
        let kept = stored.iter().any(|(of, kept)| of.contains("/damaged/") && kept == value);
        assert!(kept, "{value} is lost");
    }
    let other = page.tag("Hakan Fidan", "1");
    page.reload();
    assert!(page.alerts().is_empty(), "said again: {:?}", page.alerts());
    assert_eq!(page.rows().into_iter().map(|row| row.id).collect::<Vec<_>>(), [id, other]);
}

#[test]
fn work_of_a_newer_page_is_left_alone_and_that_is_said() {
    let page = Page::open();
    let id = page.tag("Istanbul", "3");
    page.run(
        "localStorage.setItem('glossator/3/default/journal/1.00000000000000ab', '{\"anything\": true}')",
    );
    let stored = page.stored();
    page.reload();
    page.expect_alert("newer Glossator (stored form 3)");
    assert_eq!(page.save_status(), "Not saved: needs the newer page");
    assert_eq!(page.drawn(&id), "Istanbul");
    let unsaved = page.tag("Hakan Fidan", "1");
    page.press("Delete");
    page.press("Control+z");
    page.until("page.rows().length === 2");
    page.download().annotation(&unsaved);
    assert_eq!(page.stored(), stored);
}

#[test]
fn what_others_store_is_never_touched() {
    let foreign = [
        ("", "empty"),
        ("glossator", "a"),
        ("glossator-theme", "dark"),
        ("Glossator/1/x", "b"),
        ("other", "{}"),
        ("ünï/1", "c"),
    ];
    let page = Page::open();
    for (key, value) in foreign {
        page.session.run("localStorage.setItem(arguments[0], arguments[1])", &[key.into(), value.into()]);
    }
    page.run(&format!("localStorage.setItem('{OURS}journal/99.00000000000000ab', 'garbage')"));
    page.reload();
    let id = page.tag("Istanbul", "3");
    page.press("n");
    page.type_text("Why");
    page.press("Escape");
    let file = page.download();
    page.press("Delete");
    page.press("Control+z");
    page.press("Control+y");
    page.show(ARTICLES[1]);
    page.open_file("work.json", &file.text);
    page.expect_question();
    page.click("Apply");
    page.until("!page.dialog()");
    page.open_file("own.txt", "My own article.");
    page.until("page.texts()[0] === 'My own article.'");
    page.click("Remove article");
    page.reload();
    assert_eq!(page.drawn(&id), "Istanbul");
    let stored = page.stored();
    for (key, value) in foreign {
        assert_eq!(stored.get(key).map(String::as_str), Some(value), "{key:?}");
    }
    let ours = stored.keys().filter(|key| key.starts_with(OURS)).count();
    assert_eq!(stored.len(), ours + foreign.len(), "{:?}", stored.keys());
}

#[test]
fn each_edit_is_stored_in_its_own_task() {
    let page = Page::open();
    page.run("window.writes = []; const setItem = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, value) { writes.push(key); return setItem.call(this, key, value); };
        addEventListener('keydown', () => { window.tasks = []; setTimeout(() => tasks.push(writes.length)); }, true);");
    // A backup is made when the page is idle, sooner or later.
    let ours = || page.stored().into_keys().filter(|key| !key.contains("/backup/")).count();
    let before = ours();
    page.tag("Istanbul", "3");
    page.until("window.tasks.length === 1");
    let written = page.run("return window.tasks[0]");
    assert_eq!(written, ours() - before);
    assert!(written.as_u64().is_some_and(|written| written > 0), "nothing was stored in the task of the key");
}

#[test]
fn a_file_that_does_not_fit_into_the_store_is_refused_whole() {
    let page = Page::with(&Setup::before_load(FULL));
    page.tag("Istanbul", "3");
    let file = page.download();
    let other = Page::with(&Setup::before_load(FULL));
    for room in [0, 1] {
        other.run(&format!("window.room = {room}"));
        let stored = other.stored();
        other.open_file("work.json", &file.text);
        other.expect_alert("work.json");
        assert!(other.rows().is_empty(), "half of a file came in");
        assert_eq!(other.download().annotations().len(), 0);
        assert_eq!(other.stored(), stored, "with room for {room} entries");
        other.click("Close");
        other.until("page.alerts().length === 0");
    }
    other.run("window.room = 100");
    other.open_file("work.json", &file.text);
    other.until("page.rows().length === 1");
    other.reload();
    assert_eq!(other.rows().len(), 1);
}

/// Whenever something was typed, looks half a second later whether it is stored.
const WATCH_NOTE: &str = "window.late = []; window.looked = 0; let kept = '';
    const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      setItem.call(this, key, value);
      for (const [, , fields] of key.includes('/journal/') ? JSON.parse(value).operations : []) kept = fields.note?.at(-1) ?? kept;
    };
    addEventListener('input', ({ target: { value } }) => setTimeout(() => {
      window.looked = value.length;
      if (!kept.startsWith(value)) window.late.push([value, kept]);
    }, 500), true);";

#[test]
fn what_is_typed_as_a_note_is_stored_half_a_second_later_even_if_the_typing_goes_on() {
    const WORDS: &str = "What is it that he says? ";
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.run(WATCH_NOTE);
    page.press("n");
    page.until("document.activeElement.matches('textarea')");
    for _ in 0..8 {
        page.type_text(WORDS);
    }
    page.until(&format!("window.looked === {}", 8 * WORDS.len()));
    assert_eq!(page.run("return window.late"), serde_json::json!([]));
    assert_eq!(page.run("return document.activeElement.value"), WORDS.repeat(8));
}

#[test]
fn a_note_that_is_being_typed_is_stored_when_the_page_is_left_or_hidden() {
    for leave in [
        "dispatchEvent(new PageTransitionEvent('pagehide'))",
        "document.dispatchEvent(new Event('visibilitychange'))",
    ] {
        let page = Page::open();
        page.tag("Istanbul", "3");
        page.press("n");
        page.until("document.activeElement.matches('textarea')");
        // In one task, so that no timer can come in between.
        let kept = page.run(&format!(
            "const field = document.activeElement;
             field.value = 'Half a tho';
             field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
             {leave};
             return Object.values(localStorage).some((value) => value.includes('Half a tho'))"
        ));
        assert_eq!(kept, true, "{leave}");
    }
}

//! Undo and redo beyond one page: after a reload, beside other tabs, in the tab that comes after.

use crate::harness::{ARTICLES, Page, Setup};
use serde_json::json;

/// What a page of which the history does not begin anew comes to say.
#[track_caller]
fn until_button(page: &Page, name: &str) {
    page.session.until(
        "page.buttons(arguments[0]).some((button) => page.name(button) === arguments[0])",
        &[json!(name)],
    );
}

/// Neither there nor back: buttons that can be pressed have longer names.
#[track_caller]
fn until_nothing(page: &Page, verb: &str) {
    page.session.until(
        "page.buttons(arguments[0]).some((button) => page.name(button) === arguments[0] && button.disabled)",
        &[json!(verb)],
    );
}

fn isolated(words: &str) -> String {
    format!("“\u{2068}{words}\u{2069}”")
}

/// Presses keys of the page so often, each in a task of its own.
#[track_caller]
fn press_often(page: &Page, key: &str, count: usize) {
    page.session.run(
        "const [key, count] = arguments;
         window.pressed = 0;
         const { port1, port2 } = new MessageChannel();
         port1.onmessage = () => {
           if (window.pressed === count) return;
           page.press(key, { ctrlKey: true });
           window.pressed += 1;
           port2.postMessage(null);
         };
         port2.postMessage(null);",
        &[json!(key), json!(count)],
    );
    for pressed in (0..=count).step_by(50) {
        page.session.until("window.pressed >= arguments[0]", &[json!(pressed)]);
    }
}

/// Labels and notes of what is listed, in a few words.
#[track_caller]
fn state(page: &Page) -> String {
    let rows = page.rows().into_iter().map(|row| format!("{}:{}:{}", row.quote, row.label, row.note));
    rows.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn until_state(page: &Page, expected: &str) {
    page.session.until(
        "page.rows().map(({ quote, label, note }) => `${quote}:${label}:${note}`).join(' ') === arguments[0]",
        &[json!(expected)],
    );
}

#[test]
fn what_was_done_before_a_reload_is_undone_and_redone_after_it_across_articles() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.press("1");
    page.show(ARTICLES[1]);
    page.tag("Istanbul", "3");
    page.press("n");
    page.type_text("Why");
    page.press("Escape");
    page.until("page.rows()[0].note === 'Why'");
    let istanbul = isolated("Istanbul");
    page.reload();
    until_button(&page, &format!("Undo note on {istanbul}"));
    page.press("Control+z");
    page.until("page.rows()[0].note === ''");
    until_button(&page, &format!("Undo tag {istanbul} as Location"));
    until_button(&page, &format!("Redo note on {istanbul}"));
    page.reload();
    until_button(&page, &format!("Redo note on {istanbul}"));
    page.click("Undo");
    page.expect_status(&format!("Undone: tag {istanbul} as Location."));
    page.press("Control+z");
    page.expect_status(&format!("Undone: relabel {istanbul}."));
    assert_eq!((page.article().as_str(), state(&page).as_str()), (ARTICLES[0], "Istanbul:Location:"));
    page.reload();
    until_button(&page, &format!("Redo relabel {istanbul}"));
    page.press("Control+y");
    page.expect_status(&format!("Done again: relabel {istanbul}."));
    page.press("Control+y");
    page.expect_status(&format!("Done again: tag {istanbul} as Location."));
    page.click("Redo");
    page.expect_status(&format!("Done again: note on {istanbul}."));
    until_nothing(&page, "Redo");
    assert_eq!((page.article().as_str(), state(&page).as_str()), (ARTICLES[1], "Istanbul:Location:Why"));
    page.reload();
    until_button(&page, &format!("Undo note on {istanbul}"));
    for _ in 0..4 {
        page.press("Control+z");
    }
    until_nothing(&page, "Undo");
    assert_eq!(page.download().annotations().len(), 0);
}

#[test]
fn a_new_step_after_a_reload_ends_what_could_be_redone() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.tag("Hakan Fidan", "1");
    page.press("Control+z");
    page.reload();
    until_button(&page, &format!("Redo tag {} as Actor", isolated("Hakan Fidan")));
    page.tag("Yasar Guler", "1");
    until_nothing(&page, "Redo");
    page.reload();
    until_button(&page, &format!("Undo tag {} as Actor", isolated("Yasar Guler")));
    until_nothing(&page, "Redo");
    page.press("Control+z");
    until_state(&page, "Istanbul:Location:");
}

#[test]
fn what_another_tab_changed_since_stays_and_is_said() {
    let one = Page::open();
    one.tag("Istanbul", "3");
    one.press("1");
    let other = one.another();
    let id = other.rows()[0].id.clone();
    other.click_row(&id);
    other.press("2");
    until_state(&one, "Istanbul:Claim:");
    one.reload();
    until_button(&one, &format!("Undo relabel {}", isolated("Istanbul")));
    one.press("Control+z");
    one.expect_status("1 part changed elsewhere since; that stays.");
    until_state(&one, "Istanbul:Claim:");
    until_state(&other, "Istanbul:Claim:");
    other.press("Control+z");
    until_state(&one, "Istanbul:Actor:");
}

#[test]
fn a_duplicate_of_a_tab_has_a_history_of_its_own() {
    let one = Page::open();
    one.tag("Istanbul", "3");
    let other = one.duplicate();
    other.until("page.rows().length === 1");
    // Its first step comes after it has found out that nothing is free.
    other.press("Control+z");
    other.expect_status("Nothing to undo.");
    other.tag("Hakan Fidan", "1");
    other.press("Control+z");
    other.until("page.rows().length === 1");
    until_nothing(&other, "Undo");
    until_button(&one, &format!("Undo tag {} as Location", isolated("Istanbul")));
    other.reload();
    until_button(&other, &format!("Redo tag {} as Actor", isolated("Hakan Fidan")));
    until_nothing(&other, "Undo");
    one.reload();
    until_button(&one, &format!("Undo tag {} as Location", isolated("Istanbul")));
    until_nothing(&one, "Redo");
}

#[test]
fn a_tab_goes_on_with_the_history_of_one_that_was_closed() {
    let one = Page::open();
    let other = one.another();
    other.tag("Istanbul", "3");
    other.press("1");
    one.until("page.rows().length === 1");
    one.tag("Hakan Fidan", "1");
    other.close();
    let third = one.another();
    until_button(&third, &format!("Undo relabel {}", isolated("Istanbul")));
    third.press("Control+z");
    third.press("Control+z");
    until_state(&third, "Hakan Fidan:Actor:");
    until_nothing(&third, "Undo");
    until_button(&third, &format!("Redo tag {} as Location", isolated("Istanbul")));
    until_button(&one, &format!("Undo tag {} as Actor", isolated("Hakan Fidan")));
}

#[test]
fn the_history_is_there_when_the_browser_is_started_again() {
    let page = Page::with(&Setup::alone());
    page.tag("Istanbul", "3");
    page.tag("Hakan Fidan", "1");
    page.press("Control+z");
    page.until("page.rows().length === 1");
    let page = page.start_again();
    until_button(&page, &format!("Undo tag {} as Location", isolated("Istanbul")));
    page.press("Control+y");
    until_state(&page, "Istanbul:Location: Hakan Fidan:Actor:");
    page.press("Control+z");
    page.press("Control+z");
    until_state(&page, "");
}

#[test]
fn a_thousand_steps_are_undone_after_a_reload_and_redone_after_another() {
    const WORDS: usize = 40;
    const STEPS: usize = 1_000;
    let page = Page::open();
    page.make_steps(WORDS, STEPS);
    page.reload();
    until_button(&page, &format!("Undo relabel {}", isolated(&page.rows()[WORDS - 1].quote)));
    press_often(&page, "z", STEPS);
    until_nothing(&page, "Undo");
    assert_eq!(page.download().annotations().len(), 0);
    page.reload();
    assert!(page.rows().is_empty());
    page.until("page.buttons('Redo')[0].disabled === false");
    press_often(&page, "y", STEPS);
    until_nothing(&page, "Redo");
    let file = page.download();
    assert_eq!(file.annotations().len(), WORDS);
    assert!(file.annotations().iter().all(|annotation| annotation["label"] == "actor"));
    assert!(page.alerts().is_empty(), "{:?}", page.alerts());
}

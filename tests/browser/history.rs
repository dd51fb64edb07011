//! The history of each tab. The browser's locks say which one goes on with which; all else is tested without a browser.

use crate::harness::Page;
use serde_json::json;

/// Waits for a button of just that name; where there is no step, it is the verb alone.
#[track_caller]
fn until_button(page: &Page, name: &str) {
    page.session.until(
        "page.buttons(arguments[0]).some((button) => page.name(button) === arguments[0])",
        &[json!(name)],
    );
}

fn isolated(words: &str) -> String {
    format!("“\u{2068}{words}\u{2069}”")
}

#[test]
pub fn a_tab_goes_on_with_its_own_history_or_that_of_one_that_was_closed() {
    let [istanbul, fidan, guler] = ["Istanbul", "Hakan Fidan", "Yasar Guler"].map(isolated);
    let one = Page::open();
    one.tag("Istanbul", "3");
    one.reload();
    until_button(&one, &format!("Undo tag {istanbul} as Location"));
    // A duplicate finds that nothing is free, before or after its first step.
    let other = one.duplicate();
    other.until("page.rows().length === 1");
    other.press("Control+z");
    other.expect_status("Nothing to undo.");
    other.tag("Hakan Fidan", "1");
    until_button(&one, &format!("Undo tag {istanbul} as Location"));
    other.press("Control+z");
    until_button(&other, &format!("Redo tag {fidan} as Actor"));
    other.reload();
    until_button(&other, &format!("Redo tag {fidan} as Actor"));
    until_button(&other, "Undo");
    one.tag("Yasar Guler", "1");
    other.close();
    // The latest one is another tab's; that of the tab that was closed is free.
    let third = one.another();
    until_button(&third, &format!("Redo tag {fidan} as Actor"));
    third.press("Control+y");
    one.until("page.rows().length === 3");
    until_button(&one, &format!("Undo tag {guler} as Actor"));
    one.reload();
    until_button(&one, &format!("Undo tag {guler} as Actor"));
    until_button(&one, "Redo");
}

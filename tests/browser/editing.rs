//! Selecting, the buttons of what is open, and the fields for a note and a title. Edits by keys are tested without a browser.

use crate::harness::{ARTICLES, Page};

#[test]
fn words_are_selected_by_double_click_with_shift_and_from_their_end() {
    let page = Page::open();
    page.double_click("Recep");
    page.until("page.bar()");
    assert_eq!(page.selected(), "Recep");
    for _ in " Tayyip".chars() {
        page.press("Shift+ArrowRight");
    }
    assert_eq!(page.selected(), "Recep Tayyip");
    let id = page.press_to_tag("1");
    assert_eq!((page.drawn(&id).as_str(), page.selected().as_str()), ("Recep Tayyip", ""));
    assert_eq!(page.opened(), Some(id.clone()));
    page.select_backwards("terror attack.\n\nThe meeting");
    let over_two = page.press_to_tag("2");
    assert_eq!(page.drawn(&over_two), "terror attack.\n\nThe meeting");
    page.click_row(&id);
    assert_eq!(page.opened(), Some(id));
    page.select("Hakan Fidan");
    page.press("Escape");
    page.until("!page.bar()");
    assert_eq!(page.selected(), "");
    assert!(page.opened().is_some());
}

#[test]
fn each_button_of_what_is_selected_or_open_does_what_it_says() {
    let page = Page::open();
    let until_labels = |labels: &str| {
        page.session
            .until("page.rows().map((row) => row.label).join(' ') === arguments[0]", &[labels.into()]);
    };
    page.select("Istanbul");
    let covers = page.run("const words = getSelection().getRangeAt(0).getBoundingClientRect();
        const bar = page.bar().getBoundingClientRect();
        return bar.bottom > words.top && bar.top < words.bottom && bar.right > words.left && bar.left < words.right");
    assert_eq!(covers, false, "the bar lies over the selected words");
    page.click("Location");
    until_labels("Location");
    page.until("!page.bar()");
    let id = page.opened().expect("it is open");
    page.click("Actor");
    until_labels("Actor");
    page.click("Undo");
    until_labels("Location");
    page.click("Redo");
    until_labels("Actor");
    page.hold("Shift");
    page.click("Claim");
    page.release("Shift");
    until_labels("Actor Claim");
    assert_eq!(page.pieces()[0].labels, ["actor", "claim"]);
    page.click("Close annotation");
    page.until("!page.card()");
    page.click_row(&id);
    assert_eq!(page.opened(), Some(id));
    page.click("Delete annotation");
    until_labels("Claim");
    page.until("!page.card()");
    page.click_element("document.querySelector('.message button')");
    until_labels("Actor Claim");
    page.reload();
    until_labels("Actor Claim");
}

#[test]
fn a_note_is_typed_in_its_field_and_kept() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.press("n");
    page.until("document.activeElement.matches('textarea')");
    // Every key that means something elsewhere.
    let note = "1 2 3 acl ACL jk [] n? Ünïcödé";
    page.type_text(note);
    page.press("Escape");
    page.until("!document.activeElement.matches('textarea')");
    page.session.until("page.rows()[0]?.note === arguments[0]", &[note.into()]);
    page.press("n");
    page.press("Control+End");
    page.type_text(" half a th");
    page.reload();
    let row = &page.rows()[0];
    assert_eq!((row.note.as_str(), row.label.as_str()), (&*format!("{note} half a th"), "Location"));
    assert_eq!((page.rows().len(), page.article().as_str()), (1, ARTICLES[0]));
}

#[test]
fn an_article_is_renamed_and_the_name_is_kept() {
    let page = Page::open();
    page.click("Rename article");
    page.until("document.activeElement.matches('input')");
    page.press("Control+a");
    page.type_text("Talks in Istanbul 123");
    page.press("Enter");
    page.until("document.querySelector('h1')?.textContent === 'Talks in Istanbul 123'");
    page.click("Rename article");
    page.until("document.activeElement.matches('input')");
    page.type_text("something else");
    page.press("Escape");
    page.until("document.querySelector('h1')?.textContent === 'Talks in Istanbul 123'");
    page.reload();
    assert_eq!(page.run("return document.querySelector('h1').textContent"), "Talks in Istanbul 123");
}

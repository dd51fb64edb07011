//! Selecting, opening, changing and taking back, by mouse and keys.

use crate::harness::{ARTICLES, Page};

#[test]
fn a_double_click_takes_a_word_and_shift_with_an_arrow_extends_it() {
    let page = Page::open();
    page.double_click("Recep");
    page.until("page.bar()");
    assert_eq!(page.selected(), "Recep");
    for _ in " Tayyip".chars() {
        page.press("Shift+ArrowRight");
    }
    assert_eq!(page.selected(), "Recep Tayyip");
    let id = page.press_to_tag("1");
    assert_eq!(page.drawn(&id), "Recep Tayyip");
    assert_eq!(page.selected(), "");
    assert_eq!(page.opened(), Some(id));
}

#[test]
fn white_space_around_a_selection_is_not_tagged() {
    let page = Page::open();
    let id = page.tag(" on Sunday ", "2");
    assert_eq!(page.drawn(&id), "on Sunday");
    page.show(ARTICLES[2]);
    let id = page.tag(" date 2025-05-26 ", "3");
    assert_eq!(page.drawn(&id), "date 2025-05-26");
    assert_eq!(page.download().annotation(&id)["start"], 1);
}

#[test]
fn a_triple_click_takes_the_paragraph_and_nothing_of_the_next() {
    let page = Page::open();
    page.triple_click("Unshakable Brotherhood");
    page.until("page.bar()");
    let id = page.press_to_tag("c");
    assert_eq!(page.drawn(&id), "Unshakable Brotherhood': Shehbaz Thanks Erdogan for Support Post-Sindoor");
}

#[test]
fn a_selection_from_the_end_to_the_start_is_the_same_words() {
    let page = Page::open();
    page.select_backwards("Asim Munir");
    let id = page.press_to_tag("a");
    assert_eq!(page.drawn(&id), "Asim Munir");
    page.select_backwards("terror attack.\n\nThe meeting");
    let id = page.press_to_tag("2");
    assert_eq!(page.drawn(&id), "terror attack.\n\nThe meeting");
}

#[test]
fn a_click_on_a_drawn_span_opens_the_smallest_and_the_next_one_a_larger() {
    let page = Page::open();
    let name = page.tag("Tayyip", "1");
    let full = page.tag("Recep Tayyip Erdogan", "1");
    let claim = page.tag("Turkish President Recep Tayyip Erdogan on Sunday met", "2");
    page.press("Escape");
    page.until("!page.card()");
    for (spot, expected) in
        [("T|a|yyip", &name), ("Tay|y|ip", &full), ("Tayyi|p|", &claim), ("T|a|yyip", &name)]
    {
        page.click_words(spot);
        assert_eq!(page.opened().as_ref(), Some(expected), "{spot}");
    }
    page.click_words("on Sunday");
    assert_eq!(page.opened(), Some(claim));
    page.click_words("Operation Sindoor");
    page.until("!page.card()");
}

#[test]
fn a_click_on_a_row_opens_its_annotation() {
    let page = Page::open();
    let first = page.tag("Recep Tayyip Erdogan", "1");
    let second = page.tag("Istanbul", "3");
    page.click_row(&first);
    assert_eq!(page.opened(), Some(first));
    page.click_row(&second);
    assert_eq!(page.opened(), Some(second));
}

#[test]
fn the_open_annotation_gets_another_label_by_key_or_button() {
    let page = Page::open();
    let id = page.tag("Istanbul", "1");
    let check = |label: &str| {
        page.session.until("page.rows()[0].label === arguments[0]", &[label.into()]);
        let rows = page.rows();
        assert_eq!((rows.len(), &rows[0].id), (1, &id));
        assert_eq!(page.pieces()[0].labels, [label.to_lowercase()]);
    };
    check("Actor");
    page.press("3");
    check("Location");
    page.press("c");
    check("Claim");
    page.click("Actor");
    check("Actor");
    page.reload();
    check("Actor");
}

#[test]
fn a_text_selection_wins_over_the_open_annotation() {
    let page = Page::open();
    let first = page.tag("Istanbul", "3");
    let second = page.tag("Recep Tayyip Erdogan", "1");
    let rows = page.rows();
    let label = |id: &str| rows.iter().find(|row| row.id == id).map(|row| row.label.clone());
    assert_eq!(label(&first).as_deref(), Some("Location"));
    assert_eq!(label(&second).as_deref(), Some("Actor"));
}

#[test]
fn the_same_words_are_not_tagged_twice_with_one_label() {
    let page = Page::open();
    let id = page.tag("Istanbul", "3");
    page.press("Escape");
    page.select("Istanbul");
    page.press("3");
    page.expect_status("already");
    assert_eq!(page.rows().len(), 1);
    assert_eq!(page.opened(), Some(id));
}

#[test]
fn a_note_is_written_by_key_and_kept() {
    let page = Page::open();
    let id = page.tag("Istanbul", "3");
    page.press("n");
    page.until("document.activeElement.matches('textarea')");
    // Every key that means something elsewhere.
    let note = "1 2 3 acl ACL jk [] n? Ünïcödé";
    page.type_text(note);
    page.press("Escape");
    page.until("!document.activeElement.matches('textarea')");
    let check = || {
        page.session.until("page.rows()[0]?.note === arguments[0]", &[note.into()]);
        assert_eq!(page.rows().len(), 1);
        assert_eq!(page.rows()[0].label, "Location");
        assert_eq!(page.article(), ARTICLES[0]);
    };
    check();
    page.reload();
    check();
    assert_eq!(page.download().annotation(&id)["note"], note);
}

#[test]
fn a_note_that_is_still_being_typed_survives_a_reload() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.press("n");
    page.type_text("half a th");
    page.reload();
    assert_eq!(page.rows()[0].note, "half a th");
}

#[test]
fn keys_in_the_note_field_belong_to_the_field() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.press("n");
    page.type_text("Constantinople");
    page.press("Control+z");
    let value = page.run("return document.activeElement.value");
    assert_ne!(value, "Constantinople", "the field did not take back what was typed");
    assert_eq!(page.rows().len(), 1);
    page.press("Control+Shift+z");
    assert_eq!(page.run("return document.activeElement.value"), "Constantinople");
    for key in ["Backspace", "Delete", "Alt+ArrowDown", "ArrowLeft"] {
        page.press(key);
    }
    assert_eq!(page.run("return document.activeElement.value"), "Constantinopl");
    assert_eq!(page.rows().len(), 1);
    assert_eq!(page.article(), ARTICLES[0]);
}

#[test]
fn delete_and_backspace_remove_the_open_annotation() {
    let page = Page::open();
    for key in ["Delete", "Backspace"] {
        page.tag("Istanbul", "3");
        page.press(key);
        page.until("page.rows().length === 0 && page.pieces().length === 0 && !page.card()");
        page.expect_status("Deleted");
    }
    page.tag("Istanbul", "3");
    page.click("Delete");
    page.until("page.rows().length === 0");
    page.reload();
    assert!(page.rows().is_empty());
}

#[test]
fn every_step_is_undone_and_redone_by_keys() {
    let page = Page::open();
    let states = ["[]", "[Location]", "[Location, Actor]", "[Claim, Actor]", "[Actor]"];
    let check = |state: &str| {
        page.session
            .until("`[${page.rows().map((row) => row.label).join(', ')}]` === arguments[0]", &[state.into()]);
    };
    let first = page.tag("Turkish President", "3");
    page.tag("Istanbul", "1");
    page.click_row(&first);
    page.press("2");
    check(states[3]);
    page.press("Delete");
    check(states[4]);
    for state in states.iter().rev().skip(1) {
        page.press("Control+z");
        check(state);
    }
    for (step, state) in states.iter().enumerate().skip(1) {
        page.press(if step % 2 == 0 { "Control+y" } else { "Control+Shift+z" });
        check(state);
    }
    page.reload();
    check(states[4]);
}

#[test]
fn undo_and_redo_are_buttons_that_say_what_they_do() {
    let page = Page::open();
    let name = |verb: &str| page.run(&format!("return page.name(page.buttons('{verb}')[0])"));
    let disabled = |verb: &str| {
        let button = format!("const button = page.buttons('{verb}')[0];");
        page.run(&format!("{button} return button.disabled || button.ariaDisabled === 'true'"))
    };
    assert_eq!((disabled("Undo"), disabled("Redo")), (true.into(), true.into()));
    page.tag("Istanbul", "3");
    let undo = name("Undo");
    let undo = undo.as_str().unwrap_or_default();
    assert!(undo.starts_with("Undo tag") && undo.contains("Istanbul") && undo.contains("Location"), "{undo}");
    page.click("Undo");
    page.until("page.rows().length === 0");
    page.expect_status("Undone: tag");
    let redo = name("Redo");
    let redo = redo.as_str().unwrap_or_default();
    assert!(redo.starts_with("Redo tag") && redo.contains("Istanbul"), "{redo}");
    page.click("Redo");
    page.until("page.rows().length === 1");
    page.expect_status("Done again: tag");
}

#[test]
fn undo_opens_what_it_changed_even_in_another_article() {
    let page = Page::open();
    let id = page.tag("Istanbul", "3");
    page.press("2");
    page.show(ARTICLES[1]);
    page.press("Control+z");
    page.until("page.rows()[0]?.label === 'Location'");
    assert_eq!((page.article().as_str(), page.opened()), (ARTICLES[0], Some(id)));
}

#[test]
fn j_and_k_walk_through_the_annotations_in_text_order() {
    let page = Page::open();
    let second = page.tag("Istanbul", "3");
    let third = page.tag("Hakan Fidan", "1");
    let first = page.tag("Recep Tayyip Erdogan", "1");
    page.reload();
    for (key, expected) in [("j", &first), ("j", &second), ("j", &third), ("k", &second), ("k", &first)] {
        page.press(key);
        assert_eq!(page.opened().as_ref(), Some(expected), "{key}");
    }
    page.press("k");
    page.expect_status("first annotation");
    assert_eq!(page.opened(), Some(first));
}

#[test]
fn brackets_and_alt_with_arrows_walk_through_the_articles() {
    let page = Page::open();
    let walk = [("]", 1), ("]", 2), ("]", 2), ("[", 1), ("Alt+ArrowUp", 0), ("[", 0), ("Alt+ArrowDown", 1)];
    for (key, expected) in walk {
        page.press(key);
        assert_eq!(page.article(), ARTICLES[expected], "{key}");
    }
    assert_eq!(
        page.run("return document.querySelector('[aria-current=\"true\"][data-article]').dataset.article"),
        ARTICLES[1]
    );
}

#[test]
fn escape_drops_the_selection_then_closes_the_annotation() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.select("Hakan Fidan");
    page.press("Escape");
    page.until("!page.bar()");
    assert_eq!(page.selected(), "");
    assert!(page.opened().is_some());
    page.press("Escape");
    page.until("!page.card()");
}

#[test]
fn the_label_bar_tags_by_mouse_and_names_its_keys() {
    let page = Page::open();
    page.select("Istanbul");
    let keys = page.run("return [...page.bar().querySelectorAll('button')].filter(page.isShown).map((button) => [page.name(button), button.getAttribute('aria-keyshortcuts')])");
    assert_eq!(keys, serde_json::json!([["Actor", "1"], ["Claim", "2"], ["Location", "3"], ["Stay", "S"]]));
    let covers = page.run("const words = getSelection().getRangeAt(0).getBoundingClientRect();
        const bar = page.bar().getBoundingClientRect();
        return bar.bottom > words.top && bar.top < words.bottom && bar.right > words.left && bar.left < words.right");
    assert_eq!(covers, false, "the bar lies over the selected words");
    page.click("Location");
    page.until("page.rows().length === 1 && !page.bar()");
    assert_eq!(page.rows()[0].label, "Location");
}

#[test]
fn counts_per_label_stand_beside_each_article() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.tag("Hakan Fidan", "1");
    page.tag("Yasar Guler", "1");
    let counts =
        page.run(&format!("return document.querySelector('[data-article=\"{}\"]').innerText", ARTICLES[0]));
    let counts = counts.as_str().unwrap_or_default();
    assert!(
        counts.contains("Actor 2") && counts.contains("Location 1") && !counts.contains("Claim"),
        "{counts}"
    );
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
    page.reload();
    assert_eq!(page.run("return document.querySelector('h1').textContent"), "Talks in Istanbul 123");
    assert_eq!(page.download().json["documents"][0]["title"], "Talks in Istanbul 123");
}

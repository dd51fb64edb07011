//! The boundaries of what is tagged: moved by mouse and by keys, and nothing else changes by it.

use crate::harness::{ARTICLES, Page, move_to, up};
use serde_json::{Value, json};

const NAME: &str = "Recep Tayyip Erdogan";
const ARABIC: &str =
    "التقى الرئيس التركي رجب طيب أردوغان يوم الأحد رئيس الوزراء الباكستاني شهباز شريف في إسطنبول.";

/// A page with a name that is tagged and open.
#[track_caller]
fn with_name() -> (Page, String) {
    let page = Page::open();
    let id = page.tag(NAME, "1");
    (page, id)
}

#[track_caller]
fn until_drawn(page: &Page, id: &str, words: &str) {
    let quote = "page.rows().find((row) => row.id === arguments[0])?.quote === arguments[1]";
    page.session.until(quote, &[json!(id), json!(words)]);
    assert_eq!(page.drawn(id), words);
}

/// Takes hold of a boundary by key.
#[track_caller]
fn take(page: &Page, name: &str) {
    page.press_until("b", &format!("document.activeElement.dataset.handle === '{name}'"));
}

#[test]
fn a_boundary_is_dragged_to_another_word_and_shown_while_it_is_dragged() {
    let (page, id) = with_name();
    let steps = [
        ("end", "S|u|nday met", "Recep Tayyip Erdogan on Sunday"),
        ("end", "Erd|o|gan on Sunday", NAME),
        ("end", "Re|c|ep Tayyip", "Recep"),
        ("start", "Turk|i|sh President Recep", "Turkish President Recep"),
        ("start", "Pre|s|ident Recep", "President Recep"),
        (
            "end",
            "Sharif and A|r|my",
            "President Recep Tayyip Erdogan on Sunday met Pakistan's Prime Minister Shehbaz Sharif and Army",
        ),
    ];
    for (handle, words, expected) in steps {
        let before = page.rows()[0].quote.clone();
        page.spot(words);
        page.grasp(handle);
        let spot = page.spot(words);
        page.mouse(&[move_to(&spot)]);
        page.session.until("page.preview() === arguments[0]", &[json!(expected)]);
        assert_eq!(page.rows()[0].quote, before, "it is moved before it is let go of");
        page.mouse(&[up()]);
        until_drawn(&page, &id, expected);
        page.until("page.preview() === ''");
        assert_eq!((page.opened().as_ref(), page.selected().as_str()), (Some(&id), ""));
    }
}

#[test]
fn with_alt_a_boundary_is_dragged_to_the_very_character() {
    let (page, id) = with_name();
    for (handle, words, edge, expected) in [
        ("end", "Erdogan |on Sunda|y met", 1, "Recep Tayyip Erdogan on Sunda"),
        ("start", "Re|cep Tayyip| Erdogan", 0, "cep Tayyip Erdogan on Sunda"),
    ] {
        page.ends(words);
        page.hold("Alt");
        page.grasp(handle);
        page.mouse(&[move_to(&page.ends(words)[edge])]);
        page.session.until("page.preview() === arguments[0]", &[json!(expected)]);
        page.mouse(&[up()]);
        page.release("Alt");
        until_drawn(&page, &id, expected);
    }
}

#[test]
fn a_boundary_is_dragged_into_another_paragraph_and_back() {
    let (page, _) = with_name();
    page.press("Escape");
    let id = page.tag("Pahalgam terror attack", "2");
    page.drag_handle("end", "The me|e|ting, which");
    until_drawn(&page, &id, "Pahalgam terror attack.\n\nThe meeting");
    page.drag_handle("end", "Pahalgam ter|r|or");
    until_drawn(&page, &id, "Pahalgam terror");
}

#[test]
fn a_boundary_that_is_dragged_across_the_other_one_leaves_some_of_the_words() {
    let (page, id) = with_name();
    for (handle, across) in [("end", "Turk|i|sh President Recep"), ("start", "S|u|nday met")] {
        page.drag_handle(handle, across);
        page.until("page.preview() === ''");
        let left = page.drawn(&id);
        assert!(!left.is_empty() && NAME.contains(&left), "{handle} left “{left}”");
        let kept = if handle == "end" { NAME.starts_with(&left) } else { NAME.ends_with(&left) };
        assert!(kept, "the other boundary moved: {handle} left “{left}”");
    }
    // Word by word over the other boundary and further.
    page.drag_handle("end", "Er|d|ogan on");
    until_drawn(&page, &id, NAME);
    let spots = ["Ta|y|yip", "Re|c|ep Tayyip", "Pres|i|dent Recep", "Turk|i|sh President Recep"]
        .map(|words| page.spot(words));
    page.grasp("end");
    for spot in &spots {
        page.mouse(&[move_to(spot)]);
    }
    page.mouse(&[up()]);
    page.until("page.preview() === ''");
    let left = page.drawn(&id);
    assert!(!left.is_empty() && NAME.starts_with(&left), "“{left}” is left");
    let file = page.download();
    assert_eq!(file.annotation(&id)["quote"], left);
}

#[test]
fn escape_ends_a_drag_as_if_it_had_not_begun() {
    let (page, id) = with_name();
    page.grasp("end");
    let spot = page.spot("S|u|nday met");
    page.mouse(&[move_to(&spot)]);
    page.until("page.preview() !== ''");
    page.press("Escape");
    page.until("page.preview() === ''");
    page.mouse(&[up()]);
    assert_eq!(page.drawn(&id), NAME);
    assert_eq!(page.opened(), Some(id));
}

#[test]
fn a_drag_is_one_step_back_and_forth() {
    let (page, id) = with_name();
    page.drag_handle("end", "S|u|nday met");
    until_drawn(&page, &id, "Recep Tayyip Erdogan on Sunday");
    page.press("Control+z");
    until_drawn(&page, &id, NAME);
    page.press("Control+y");
    until_drawn(&page, &id, "Recep Tayyip Erdogan on Sunday");
    page.press("Control+z");
    until_drawn(&page, &id, NAME);
    page.reload();
    assert_eq!(page.drawn(&id), NAME);
}

#[test]
fn keys_take_hold_of_both_boundaries_in_turn_and_move_them() {
    let (page, id) = with_name();
    let slider = || {
        page.run(
            "const at = document.activeElement; return [at.role, page.name(at), Number(at.ariaValueNow)]",
        )
    };
    let at = page.paragraphs()[0].find(NAME).expect("the name is there");
    page.press("b");
    assert_eq!(slider(), json!(["slider", "End of the annotation", at + NAME.len()]));
    for (key, expected) in [
        ("ArrowRight", "Recep Tayyip Erdogan o"),
        ("ArrowRight", "Recep Tayyip Erdogan on"),
        ("ArrowLeft", "Recep Tayyip Erdogan o"),
        ("ArrowLeft", NAME),
        ("Control+ArrowRight", "Recep Tayyip Erdogan on"),
        ("Control+ArrowRight", "Recep Tayyip Erdogan on Sunday"),
        ("Control+ArrowLeft", "Recep Tayyip Erdogan on"),
        ("Control+ArrowLeft", NAME),
        ("ArrowLeft", "Recep Tayyip Erdoga"),
    ] {
        page.press(key);
        until_drawn(&page, &id, expected);
        assert_eq!(slider(), json!(["slider", "End of the annotation", at + expected.len()]), "after {key}");
    }
    page.press("b");
    assert_eq!(slider(), json!(["slider", "Start of the annotation", at]));
    for (key, expected) in [
        ("ArrowRight", "ecep Tayyip Erdoga"),
        ("ArrowLeft", "Recep Tayyip Erdoga"),
        ("Control+ArrowLeft", "President Recep Tayyip Erdoga"),
        ("Control+ArrowRight", "Recep Tayyip Erdoga"),
        ("Control+ArrowRight", "Tayyip Erdoga"),
    ] {
        page.press(key);
        until_drawn(&page, &id, expected);
    }
    page.press("b");
    assert_eq!(page.run("return document.activeElement.dataset.handle"), "end");
    page.press("Escape");
    assert_eq!((page.focused().as_str(), page.opened()), ("reader", Some(id)));
}

#[test]
fn keys_leave_at_least_one_character() {
    let (page, id) = with_name();
    take(&page, "end");
    page.press_times("Control+ArrowLeft", 4);
    until_drawn(&page, &id, "Recep");
    page.press_times("ArrowLeft", 8);
    until_drawn(&page, &id, "R");
    page.expect_status("cannot go further");
    take(&page, "start");
    page.press_times("ArrowRight", 2);
    page.press("Control+ArrowRight");
    until_drawn(&page, &id, "R");
    assert_eq!(page.download().annotation(&id)["quote"], "R");
}

#[test]
fn a_boundary_stops_at_the_ends_of_the_article() {
    let page = Page::open();
    page.show(ARTICLES[1]);
    let id = page.tag("Turkish President", "1");
    take(&page, "start");
    page.press_times("ArrowLeft", 2);
    page.expect_status("cannot go further");
    until_drawn(&page, &id, "Turkish President");
    let last = page.tag("earlier this week", "1");
    take(&page, "end");
    page.press("ArrowRight");
    until_drawn(&page, &last, "earlier this week.");
    page.press("ArrowRight");
    page.expect_status("cannot go further");
    until_drawn(&page, &last, "earlier this week.");
}

#[test]
fn in_an_arabic_article_the_left_arrow_moves_a_boundary_forward() {
    let page = Page::open();
    page.drop_file("istanbul.txt", ARABIC);
    page.until("page.reader().dataset.document === 'istanbul'");
    let id = page.tag("رجب", "1");
    take(&page, "end");
    page.press("Control+ArrowLeft");
    until_drawn(&page, &id, "رجب طيب");
    page.press("ArrowRight");
    until_drawn(&page, &id, "رجب طي");
    page.drag_handle("end", "أردو|غ|ان");
    until_drawn(&page, &id, "رجب طيب أردوغان");
}

#[test]
fn whatever_moves_a_boundary_id_note_and_making_stay() {
    let (page, id) = with_name();
    page.press("n");
    page.type_text("Why");
    page.press("Escape");
    page.until("page.rows()[0].note === 'Why'");
    let before = page.download().annotation(&id).clone();
    let check = |page: &Page, words: &str| {
        until_drawn(page, &id, words);
        let file = page.download();
        let after = file.annotation(&id);
        for field in ["id", "document", "label", "note", "created", "annotator"] {
            assert_ne!(after[field], Value::Null, "{field}");
            assert_eq!(after[field], before[field], "{field}");
        }
        assert_eq!(after["quote"], words);
        assert_eq!(file.annotations().len(), 1);
    };
    page.drag_handle("end", "S|u|nday met");
    check(&page, "Recep Tayyip Erdogan on Sunday");
    take(&page, "start");
    page.press("Control+ArrowRight");
    check(&page, "Tayyip Erdogan on Sunday");
    page.reload();
    check(&page, "Tayyip Erdogan on Sunday");
}

#[test]
fn what_lies_over_or_under_it_at_the_same_border_does_not_move_along() {
    let page = Page::open();
    let actor = page.tag(NAME, "1");
    let claim = page.press_to_tag("Shift+2");
    page.press("Escape");
    let longer = page.tag("Turkish President Recep Tayyip Erdogan", "2");
    page.press("Escape");
    let next = page.tag("Recep Tayyip Erdogan| on Sunday| met", "3");
    page.click_row(&actor);
    page.drag_handle("end", "S|u|nday met");
    until_drawn(&page, &actor, "Recep Tayyip Erdogan on Sunday");
    take(&page, "start");
    page.press("Control+ArrowRight");
    until_drawn(&page, &actor, "Tayyip Erdogan on Sunday");
    for (id, words) in
        [(&claim, NAME), (&longer, "Turkish President Recep Tayyip Erdogan"), (&next, "on Sunday")]
    {
        assert_eq!(page.drawn(id), words);
    }
    // Where all begin or end together, the handles are still those of the open one.
    page.click_row(&claim);
    page.drag_handle("start", "Ta|y|yip");
    until_drawn(&page, &claim, "Tayyip Erdogan");
    assert_eq!(
        (page.drawn(&actor).as_str(), page.drawn(&next).as_str()),
        ("Tayyip Erdogan on Sunday", "on Sunday")
    );
}

#[test]
fn a_boundary_is_not_moved_to_where_the_same_is_tagged_already() {
    let page = Page::open();
    let whole = page.tag(NAME, "1");
    page.press("Escape");
    let part = page.tag("Recep Tayyip", "1");
    take(&page, "end");
    page.press("Control+ArrowRight");
    page.expect_status("These words have this label already.");
    assert_eq!((page.drawn(&part).as_str(), page.drawn(&whole).as_str()), ("Recep Tayyip", NAME));
    page.press("Escape");
    page.press("Escape");
    page.click_row(&part);
    page.drag_handle("end", "Erd|o|gan on Sunday");
    page.expect_status("These words have this label already.");
    assert_eq!((page.drawn(&part).as_str(), page.drawn(&whole).as_str()), ("Recep Tayyip", NAME));
    // Another label may lie there.
    page.press("2");
    page.until("page.rows().some(({ label }) => label === 'Claim')");
    page.drag_handle("end", "Erd|o|gan on Sunday");
    until_drawn(&page, &part, NAME);
}

#[test]
fn one_undo_takes_a_quick_series_of_moves_back() {
    let (page, id) = with_name();
    take(&page, "end");
    page.press_times("Control+ArrowRight", 3);
    page.press_times("ArrowLeft", 2);
    until_drawn(&page, &id, "Recep Tayyip Erdogan on Sunday m");
    page.press("Control+z");
    until_drawn(&page, &id, NAME);
    page.press("Control+y");
    until_drawn(&page, &id, "Recep Tayyip Erdogan on Sunday m");
    page.press("Control+z");
    until_drawn(&page, &id, NAME);
    page.press("Control+z");
    page.until("page.rows().length === 0");
}

#[test]
fn a_press_on_a_handle_that_moves_nowhere_changes_nothing() {
    let (page, id) = with_name();
    let before = page.download();
    for handle in ["start", "end"] {
        page.grasp(handle);
        page.mouse(&[up()]);
        assert_eq!(page.run("return document.activeElement.dataset.handle"), handle);
    }
    assert_eq!((page.drawn(&id).as_str(), page.opened().as_ref()), (NAME, Some(&id)));
    assert_eq!(page.download().undated(), before.undated());
}

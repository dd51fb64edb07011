//! The boundaries of what is tagged: their handles, dragged by mouse and moved by keys. The edits that come of it are tested
//! without a browser.

use crate::harness::{ARTICLES, Page, move_to, up};
use serde_json::json;

const NAME: &str = "Recep Tayyip Erdogan";
const ARABIC: &str =
    "التقى الرئيس التركي رجب طيب أردوغان يوم الأحد رئيس الوزراء الباكستاني شهباز شريف في إسطنبول.";

/// Words that are drawn in more than one line.
const FAR: &str =
    "President Recep Tayyip Erdogan on Sunday met Pakistan's Prime Minister Shehbaz Sharif and Army";

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

#[test]
fn a_boundary_is_dragged_to_another_word_or_character_and_shown_while_it_is_dragged() {
    let (page, id) = with_name();
    for (handle, words, expected) in [
        ("end", "S|u|nday met", "Recep Tayyip Erdogan on Sunday"),
        ("start", "Pre|s|ident Recep", "President Recep Tayyip Erdogan on Sunday"),
        ("end", "Re|c|ep Tayyip", "President Recep"),
        ("end", "Sharif and A|r|my", FAR),
        ("end", "Erd|o|gan on Sunday", "President Recep Tayyip Erdogan"),
    ] {
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
    for (handle, words, edge, expected) in [
        ("end", "Erdogan |on Sunda|y met", 1, "President Recep Tayyip Erdogan on Sunda"),
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
fn a_drag_that_is_broken_off_or_leads_nowhere_changes_nothing() {
    let (page, id) = with_name();
    let before = page.download();
    page.grasp("end");
    let spot = page.spot("S|u|nday met");
    page.mouse(&[move_to(&spot)]);
    page.until("page.preview() !== ''");
    page.press("Escape");
    page.until("page.preview() === ''");
    page.mouse(&[up()]);
    assert_eq!((page.drawn(&id).as_str(), page.opened().as_ref()), (NAME, Some(&id)));
    for handle in ["start", "end"] {
        page.grasp(handle);
        page.mouse(&[up()]);
        assert_eq!(page.run("return document.activeElement.dataset.handle"), handle);
    }
    assert_eq!(page.download().undated(), before.undated());
    // Word by word over the other boundary and further.
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
}

#[test]
fn handles_are_those_of_what_is_open_where_several_begin_or_end() {
    let (page, actor) = with_name();
    let claim = page.press_to_tag("Shift+2");
    page.press("Escape");
    let next = page.tag("Recep Tayyip Erdogan| on Sunday| met", "3");
    page.click_row(&actor);
    page.drag_handle("end", "S|u|nday met");
    until_drawn(&page, &actor, "Recep Tayyip Erdogan on Sunday");
    page.click_row(&claim);
    page.drag_handle("start", "Ta|y|yip");
    until_drawn(&page, &claim, "Tayyip Erdogan");
    for (id, words) in [(&actor, "Recep Tayyip Erdogan on Sunday"), (&next, "on Sunday")] {
        assert_eq!(page.drawn(id), words);
    }
    // Into another paragraph and back.
    page.press("Escape");
    let id = page.tag("Pahalgam terror attack", "2");
    page.drag_handle("end", "The me|e|ting, which");
    until_drawn(&page, &id, "Pahalgam terror attack.\n\nThe meeting");
    page.drag_handle("end", "Pahalgam ter|r|or");
    until_drawn(&page, &id, "Pahalgam terror");
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
        ("ArrowLeft", NAME),
        ("Control+ArrowRight", "Recep Tayyip Erdogan on"),
    ] {
        page.press(key);
        until_drawn(&page, &id, expected);
        assert_eq!(slider(), json!(["slider", "End of the annotation", at + expected.len()]), "after {key}");
    }
    page.press("b");
    assert_eq!(slider(), json!(["slider", "Start of the annotation", at]));
    page.press("Control+ArrowRight");
    until_drawn(&page, &id, "Tayyip Erdogan on");
    page.press("b");
    assert_eq!(page.run("return document.activeElement.dataset.handle"), "end");
    page.press("Escape");
    assert_eq!((page.focused().as_str(), page.opened()), ("reader", Some(id)));
    // The end of the article is drawn at the end of a line.
    page.show(ARTICLES[1]);
    let last = page.tag("earlier this week", "1");
    page.press_until("b", "document.activeElement.dataset.handle === 'end'");
    page.press("ArrowRight");
    until_drawn(&page, &last, "earlier this week.");
    page.press("ArrowRight");
    page.expect_status("cannot go further");
}

#[test]
fn in_an_arabic_article_the_left_arrow_moves_a_boundary_forward() {
    let page = Page::open();
    page.open_own(ARABIC);
    let id = page.tag("رجب", "1");
    page.press_until("b", "document.activeElement.dataset.handle === 'end'");
    page.press("Control+ArrowLeft");
    until_drawn(&page, &id, "رجب طيب");
    page.press("ArrowRight");
    until_drawn(&page, &id, "رجب طي");
    page.drag_handle("end", "أردو|غ|ان");
    until_drawn(&page, &id, "رجب طيب أردوغان");
}

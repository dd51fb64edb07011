//! Selections as hands make them: hastily, crookedly, and while somebody else writes in the same paragraph.

use crate::harness::{ARTICLES, Page, down, move_to, up};
use serde_json::{Value, json};

/// Beside the article.
const OUTSIDE: &str = "document.querySelector('[role=\"region\"][aria-label=\"Annotations\"] h2')";
const ARABIC: &str =
    "التقى الرئيس التركي رجب طيب أردوغان يوم الأحد رئيس الوزراء الباكستاني شهباز شريف في إسطنبول.";

/// Draws the mouse over the first words; what is selected and tagged then are the second.
#[track_caller]
fn check_drawn(page: &Page, drawn: &str, expected: &str) {
    page.select(drawn);
    assert_eq!(page.selected_exactly(), expected, "drawn over “{drawn}”");
    let id = page.press_to_tag("1");
    assert_eq!(page.drawn(&id), expected, "drawn over “{drawn}”");
    page.press("Escape");
    page.until("!page.card()");
}

#[track_caller]
fn middle(page: &Page, element: &str) -> Value {
    page.run(&format!("return page.middle({element})"))
}

#[test]
pub fn a_drag_becomes_whole_words_without_what_stands_around_them() {
    let page = Page::open();
    for (drawn, expected) in [
        ("T|ayyip Erdo|gan", "Tayyip Erdogan"),
        ("terror attack.", "terror attack"),
        ("Pakistan's| Prime Minister Shehbaz Sharif |and", "Prime Minister Shehbaz Sharif"),
        ("|met Pakistan's| Prime", "met Pakistan"),
        ("on |Sunday met Pak|istan's", "Sunday met Pakistan"),
        ("|reaffirming Turkey’s| unwavering", "reaffirming Turkey"),
        ("his |“resolute support”| during", "resolute support"),
        ("X |(formerly Twitter)| to", "formerly Twitter"),
        ("transportation |sectors.“We have fur|ther", "sectors.“We have further"),
        ("Had| the hon|or of", "the honor"),
    ] {
        check_drawn(&page, drawn, expected);
    }
}

#[test]
pub fn what_a_drag_would_become_is_shown_while_the_mouse_is_down() {
    let page = Page::open();
    let [from, to] = page.ends("T|ayyip Erdo|gan");
    page.mouse_down(&from);
    page.mouse_move(&to);
    page.until("page.preview() === 'Tayyip Erdogan'");
    assert_eq!(
        page.selected_exactly(),
        "ayyip Erdo",
        "the browser's own selection is not to jump under the mouse"
    );
    assert_eq!(page.run("return page.bar()"), Value::Null, "labels stand in the way of a drag that goes on");
    page.mouse_up(&to);
    page.until("page.bar() && page.preview() === ''");
    assert_eq!(page.selected_exactly(), "Tayyip Erdogan");
}

#[test]
pub fn with_alt_a_drag_takes_exactly_the_characters() {
    let page = Page::open();
    page.hold("Alt");
    page.select("T|ayyip Erdo|gan");
    page.release("Alt");
    assert_eq!(page.selected_exactly(), "ayyip Erdo");
    let id = page.press_to_tag("1");
    assert_eq!(page.drawn(&id), "ayyip Erdo");
}

#[test]
pub fn alt_in_a_drag_opens_no_menu() {
    let page = Page::open();
    page.run("window.left = [];
        for (const type of ['keydown', 'keyup'])
          addEventListener(type, ({ key, defaultPrevented }) => { if (key === 'Alt' && !defaultPrevented) left.push(type); });");
    let [from, to] = page.ends("T|ayyip Erdo|gan");
    // It may be let go of before the mouse or after it.
    for is_first in [true, false] {
        page.mouse_down(&from);
        page.hold("Alt");
        page.mouse_move(&to);
        if is_first {
            page.release("Alt");
        }
        page.mouse_up(&to);
        if !is_first {
            page.release("Alt");
        }
        page.until("page.bar()");
        assert_eq!(page.run("return window.left"), json!([]), "Alt let go of first: {is_first}");
        page.press("Escape");
        page.until("!page.bar()");
    }
    page.press("Alt");
    assert_eq!(page.run("return window.left"), json!(["keydown", "keyup"]), "alone it is the browser's");
}

#[test]
fn a_double_click_before_a_possessive_takes_the_owner() {
    let page = Page::open();
    for (words, expected) in [("P|a|kistan's Prime", "Pakistan"), ("reaffirming T|u|rkey’s", "Turkey")] {
        page.double_click(words);
        page.until("page.bar()");
        assert_eq!(page.selected_exactly(), expected);
        let id = page.press_to_tag("3");
        assert_eq!(page.drawn(&id), expected);
    }
}

#[test]
pub fn a_triple_click_takes_one_paragraph() {
    let page = Page::open();
    page.show(ARTICLES[2]);
    page.triple_click("|T|he Turkish president’s office stated");
    page.until("page.bar()");
    let paragraph =
        page.paragraphs().into_iter().find(|text| text.starts_with("The Turkish president’s office"));
    let words = paragraph.as_deref().unwrap_or_default().trim_end_matches('.');
    let id = page.press_to_tag("2");
    assert_eq!(page.drawn(&id), words);
}

#[test]
fn a_drag_to_the_start_of_the_next_paragraph_ends_with_this_one() {
    let page = Page::open();
    let spots = page.run(
        "const [from] = page.drag('Pahalgam terror attack.\\n\\nThe');
         const { left, top, bottom } = page.drawn(page.find('|The meeting|, which').start, false);
         return [from, { x: Math.round(left), y: Math.round((top + bottom) / 2) }]",
    );
    let [from, to] = [&spots[0], &spots[1]];
    page.mouse(&[move_to(from), down(), move_to(to), up()]);
    page.until("page.bar()");
    let id = page.press_to_tag("2");
    assert_eq!(page.drawn(&id), "Pahalgam terror attack");
}

#[test]
pub fn words_from_right_to_left_become_whole_too() {
    let page = Page::open();
    page.drop_file("istanbul.txt", ARABIC);
    page.until("page.reader()?.dataset.document === 'istanbul'");
    check_drawn(&page, "ر|جب طيب أردو|غان", "رجب طيب أردوغان");
    check_drawn(&page, "في |إسطنبول.|", "إسطنبول");
    page.select_backwards("ا|لأحد رئ|يس");
    assert_eq!(page.selected_exactly(), "الأحد رئيس");
    page.double_click("الت|ر|كي");
    page.until("page.selected() === 'التركي'");
}

#[test]
pub fn a_drag_that_leaves_the_article_keeps_what_it_had_there() {
    let page = Page::open();
    for element in [OUTSIDE, "page.buttons('Help')[0]"] {
        // Both may scroll, and what is outside stays where it is.
        let outside = middle(&page, element);
        let [from, to] = page.ends("Recep Tayyip");
        page.mouse_down(&from);
        page.mouse_move(&to);
        page.until("page.selected() === 'Recep Tayyip'");
        page.mouse_move(&outside);
        page.mouse_up(&outside);
        page.until("page.bar()");
        assert_eq!(page.selected_exactly(), "Recep Tayyip", "left towards {element}");
        page.press("Escape");
        page.until("!page.bar()");
    }
}

#[test]
pub fn a_hasty_drag_out_of_the_article_takes_the_rest_of_its_line() {
    let page = Page::open();
    // Something else is selected before.
    for before in [None, Some("Hakan Fidan")] {
        if let Some(before) = before {
            page.select(before);
        }
        let from = page.spot("|R|ecep Tayyip");
        let x = page.run("return innerWidth - 20");
        page.mouse(&[move_to(&from), down(), move_to(&json!({ "x": x, "y": from["y"] })), up()]);
        page.until("page.bar()");
        let words = page.selected_exactly();
        let rest = page.paragraphs()[0].split_once("Recep").map(|(_, rest)| format!("Recep{rest}"));
        assert!(rest.is_some_and(|rest| rest.starts_with(&words)), "{words}");
        assert!(words.starts_with("Recep ") && words.len() < 120, "{words}");
        page.press("Escape");
        page.until("!page.bar()");
    }
}

/// Leaves the article after so much was selected, and comes back.
#[track_caller]
fn check_coming_back(before: Option<&str>) {
    let page = Page::open();
    let [from, to] = page.ends("Recep Tayyip Erdogan");
    let outside = middle(&page, OUTSIDE);
    page.mouse_down(&from);
    if let Some(before) = before {
        page.mouse_move(&page.ends(before)[1]);
        page.session.until("page.selected() === arguments[0]", &[json!(before)]);
    }
    page.mouse_move(&outside);
    page.mouse_up(&to);
    page.until("page.bar()");
    assert_eq!(page.selected_exactly(), "Recep Tayyip Erdogan");
}

#[test]
fn a_drag_that_leaves_the_article_and_comes_back_goes_on() {
    check_coming_back(Some("Recep Tay"));
}

#[test]
fn a_drag_that_leaves_the_article_before_a_character_is_selected_goes_on_when_it_is_back() {
    check_coming_back(None);
}

#[test]
fn a_click_after_a_selection_clears_it_and_opens_what_is_there() {
    let page = Page::open();
    let id = page.tag("Istanbul", "3");
    page.press("Escape");
    page.until("!page.card()");
    page.select("Hakan Fidan");
    page.click_words("Ista|n|bul");
    page.until("!page.bar() && page.selected() === ''");
    page.until("page.open()");
    assert_eq!(page.opened(), Some(id));
    page.select("Hakan Fidan");
    page.click_words("Azerbaijan, Iran");
    page.until("!page.bar() && page.selected() === '' && !page.card()");
    assert_eq!(page.rows().len(), 1);
}

#[test]
fn shift_may_be_let_go_of_last() {
    let page = Page::open();
    page.click_words("Re|c|ep Tayyip");
    page.press("Control+ArrowLeft");
    page.expect_caret("‸Recep");
    page.hold("Shift");
    for _ in "Recep".chars() {
        page.press("ArrowRight");
    }
    page.session.until("page.selected() === 'Recep'", &[]);
    page.press("1");
    page.release("Shift");
    page.until("page.rows().length === 1");
    let row = &page.rows()[0];
    assert_eq!((row.label.as_str(), row.quote.as_str()), ("Actor", "Recep"));
    assert_eq!(page.drawn(&row.id), "Recep");
}

#[test]
fn a_click_with_shift_takes_the_selection_to_there() {
    let page = Page::open();
    // The first line of a paragraph, whatever its width: the labels stand below it.
    page.select("In");
    page.hold("Shift");
    page.click_words("hi|g|h-level diplomatic");
    page.until("page.selected() === 'In a high'");
    page.press("1");
    page.release("Shift");
    page.until("page.rows().length === 1");
    assert_eq!(page.rows()[0].quote, "In a high");
}

#[test]
fn keys_go_on_where_the_mouse_stopped() {
    let page = Page::open();
    page.select("Recep Tayyip");
    page.press("Shift+Control+ArrowRight");
    page.until("page.selected() === 'Recep Tayyip Erdogan'");
    page.select_backwards("Hakan Fidan");
    page.press("Shift+Control+ArrowLeft");
    page.until("page.selected() === 'Minister Hakan Fidan'");
}

#[test]
fn a_selection_survives_what_another_tab_draws_in_the_same_paragraph() {
    let one = Page::open();
    let other = one.another();
    one.select("Hakan Fidan");
    for (words, selected) in
        [("Yasar Guler", "Hakan Fidan"), ("Minister Hakan", "Hakan Fidan"), ("Fidan", "Hakan Fidan")]
    {
        let id = other.tag(words, "1");
        one.session.until("page.rows().some(({ id }) => id === arguments[0])", &[json!(id)]);
        assert_eq!(one.drawn(&id), words);
        one.session.until("page.selected() === arguments[0]", &[json!(selected)]);
        assert_eq!(one.selected_exactly(), selected, "after “{words}” was tagged elsewhere");
        other.press("Escape");
    }
    let id = one.press_to_tag("1");
    assert_eq!(one.drawn(&id), "Hakan Fidan");
}

#[test]
fn a_drag_goes_on_over_what_another_tab_draws_meanwhile() {
    let one = Page::open();
    let other = one.another();
    // Looking for words scrolls to them: where all are at last is told by the last one.
    let scrolled = || one.run("return Math.round(scrollY)").as_i64().unwrap_or_default();
    let places =
        ["Hakan", "Hakan Fi", "Hakan Fidan, Defence Minister"].map(|words| (one.ends(words), scrolled()));
    let last = scrolled();
    let place = |at: usize, end: usize| {
        let (ends, scrolled) = &places[at];
        let y = ends[end]["y"].as_i64().unwrap_or_default() + scrolled - last;
        json!({ "x": ends[end]["x"], "y": y })
    };
    let (from, between, to) = (place(0, 0), place(1, 1), place(2, 1));
    for (number, (tagged, label)) in
        [("Hakan", "1"), ("Minister", "2"), ("Fidan,", "3"), ("Yasar", "1")].iter().enumerate()
    {
        one.mouse_down(&from);
        one.mouse_move(&between);
        one.until("page.selected() === 'Hakan Fi'");
        other.session.run(
            "page.tagWord(page.words().find(({ word, block }) => block === 1 && word === arguments[0]), arguments[1])",
            &[json!(tagged), json!(label)],
        );
        one.session.until("page.rows().length === arguments[0]", &[json!(number + 1)]);
        one.mouse_up(&to);
        one.until("page.bar() && page.selected() === 'Hakan Fidan, Defence Minister'");
        assert_eq!(
            one.selected_exactly(),
            "Hakan Fidan, Defence Minister",
            "while “{tagged}” was tagged elsewhere"
        );
        one.press("Escape");
        one.until("!page.bar()");
    }
    one.select("Hakan Fidan, Defence Minister");
    let id = one.press_to_tag("3");
    assert_eq!(one.drawn(&id), "Hakan Fidan, Defence Minister");
}

#[test]
pub fn words_beside_the_handles_of_what_is_open_can_be_selected() {
    let page = Page::open();
    let id = page.tag("Recep Tayyip Erdogan", "1");
    for (first, last) in [
        ("|R|ecep Tayyip", "Recep Ta|y|yip"),
        ("Erdogan |o|n Sunday", "Erdogan on S|u|nday"),
        ("Presid|e|nt Recep", "Presiden|t| Recep"),
    ] {
        assert_eq!(page.opened().as_ref(), Some(&id));
        let [from, to] = [first, last].map(|words| page.spot(words));
        page.draw_between(&from, &to);
        page.until("page.bar()");
        assert_eq!(page.drawn(&id), "Recep Tayyip Erdogan", "the handle was dragged from {first}");
        page.press("Escape");
        page.until("!page.bar()");
    }
}

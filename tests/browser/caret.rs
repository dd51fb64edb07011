//! The reading caret: where keys take it, what they select with it, and where it is seen.

use crate::harness::Page;
use serde_json::json;

const ARABIC: &str = "التقى الرئيس التركي رجب طيب أردوغان يوم الأحد.\n\nوقال أردوغان: «نحن أخوة».";

/// Characters as people see them, whatever they are made of.
const CHARACTERS: [&str; 17] = [
    "A",
    "🇹🇷",
    "🇵🇰",
    " ",
    "👩‍👩‍👧‍👦",
    "👋🏽",
    "e\u{301}",
    "\r\n",
    "𝔗",
    "漢",
    "字",
    "q\u{323}\u{307}",
    "ﬁ",
    "n\u{303}",
    "👨🏿‍🚀",
    "!",
    "\u{1f468}\u{200d}\u{1f52c}",
];

/// A fresh page with the focus in the article.
#[track_caller]
fn in_article() -> Page {
    let page = Page::open();
    page.tab_to("reader");
    page
}

/// The same with an article of one's own.
#[track_caller]
fn in_own_article(text: &str) -> Page {
    let page = Page::open();
    page.drop_file("own.txt", text);
    page.until("page.reader().dataset.document === 'own'");
    page.tab_to("reader");
    page
}

#[track_caller]
fn line(page: &Page) -> i64 {
    page.run("return page.caretBox().line").as_i64().expect("pixels")
}

#[test]
fn the_caret_goes_by_characters_as_people_see_them() {
    let text = CHARACTERS.concat();
    let page = in_own_article(&format!("{text}\r\n\r\nSecond"));
    let places = |at: usize| format!("{}‸{}", CHARACTERS[..at].concat(), CHARACTERS[at..].concat());
    for (at, character) in CHARACTERS.iter().enumerate() {
        page.expect_caret(&places(at));
        page.press("Shift+ArrowRight");
        assert_eq!(page.selected_exactly(), *character, "character {at}");
        // Without Shift it goes to the end of what is selected.
        page.press("ArrowRight");
        assert_eq!(page.selected_exactly(), "");
    }
    page.expect_caret(&places(CHARACTERS.len()));
    page.press("ArrowRight");
    page.expect_caret("‸Second");
    for at in (0..=CHARACTERS.len()).rev() {
        page.press("ArrowLeft");
        page.expect_caret(&places(at));
    }
    page.press("ArrowLeft");
    page.expect_caret(&places(0));
    page.press_times("Shift+ArrowRight", CHARACTERS.len());
    assert_eq!(page.selected_exactly(), text);
    let id = page.press_to_tag("1");
    assert_eq!(page.drawn(&id), text);
    assert_eq!(page.download().annotation(&id)["end"], text.chars().count());
}

#[test]
fn the_caret_goes_by_words_paragraphs_and_to_the_ends() {
    let page = in_article();
    let last = page.paragraphs().len() - 1;
    let texts = page.paragraphs();
    for (keys, place) in [
        ("Control+ArrowRight", "In‸ a high"),
        ("Alt+ArrowRight", "In a‸ high"),
        ("Control+ArrowRight", "high‸-level"),
        ("Control+ArrowLeft", "‸high-level"),
        ("Alt+ArrowLeft", "In ‸a high"),
        ("Control+Home", "‸In a high"),
        ("ArrowLeft", "‸In a high"),
        ("Control+ArrowDown", "‸The meeting, which"),
        ("ArrowLeft", "terror attack.‸"),
        ("Control+ArrowUp", "‸In a high"),
        ("Control+ArrowDown", "‸The meeting, which"),
        ("Control+ArrowDown", "‸'Unshakable Brotherhood'"),
        ("Control+ArrowRight", "'Unshakable‸"),
        ("Control+ArrowUp", "‸'Unshakable Brotherhood'"),
        ("Control+ArrowUp", "‸The meeting, which"),
        ("Control+ArrowLeft", "Pahalgam terror ‸attack."),
        ("Control+End", &*format!("{}‸", texts[last])),
        ("ArrowRight", &*format!("{}‸", texts[last])),
        ("Control+ArrowRight", &*format!("{}‸", texts[last])),
        ("Control+Home", "‸In a high"),
    ] {
        page.press(keys);
        page.expect_caret(place);
        assert_eq!(page.selected_exactly(), "", "{keys}");
    }
}

#[test]
fn the_caret_goes_up_and_down_by_drawn_lines_and_keeps_its_column() {
    let page = in_article();
    page.press_times("ArrowRight", 40);
    let column = page.run("return page.caretBox().x").as_f64().expect("pixels");
    let texts = page.paragraphs();
    let is_last = format!("page.caret()?.replace('‸', '') === {}", json!(texts.last()));
    let mut lines = vec![line(&page)];
    let mut short = 0;
    while page.run(&format!("return Boolean({is_last})")) != true {
        page.press("ArrowDown");
        let here = line(&page);
        let before = lines.last().copied().unwrap_or_default();
        assert!(here > before, "{here} is not below {before}");
        assert!(here - before < 100, "a line is left out between {before} and {here}");
        lines.push(here);
        let at = page.run("return page.caretBox().x").as_f64().expect("pixels");
        // The line may end before.
        if (at - column).abs() > 8.0 {
            assert!(at < column, "{at} instead of {column}");
            short += 1;
        }
        assert!(lines.len() < 200, "it never arrives");
    }
    assert!(short < lines.len() / 4, "{short} of {} lines left the column {column}", lines.len());
    // To the very last line, and no further than its end.
    let whole = json!(texts.last());
    page.press_until("ArrowDown", &format!("page.caret() === {whole} + '‸'"));
    page.press("ArrowDown");
    page.expect_caret(&format!("{}‸", texts.last().expect("there is one")));
    for _ in 0..=lines.len() + 3 {
        page.press("ArrowUp");
        if line(&page) == lines[0] {
            break;
        }
    }
    assert_eq!(line(&page), lines[0]);
    let back = page.run("return page.caretBox().x").as_f64().expect("pixels");
    assert!((back - column).abs() <= 8.0, "{back} instead of {column}");
}

#[test]
fn up_and_down_come_back_to_the_same_place() {
    let page = in_article();
    page.press_times("ArrowRight", 40);
    let start = page.run("return page.caret()");
    page.press_times("ArrowDown", 7);
    assert_ne!(page.run("return page.caret()"), start);
    page.press_times("ArrowUp", 7);
    assert_eq!(page.run("return page.caret()"), start);
}

#[test]
fn home_and_end_stay_on_the_drawn_line() {
    let page = in_article();
    let first = line(&page);
    page.press_times("ArrowRight", 40);
    page.press("End");
    assert_eq!(line(&page), first, "the end of a line is not the start of the next one");
    let end = page.run("return page.caretBox()");
    page.press("Home");
    let home = page.run("return page.caretBox()");
    assert_eq!(home["line"], end["line"]);
    assert!(home["x"].as_f64() < end["x"].as_f64());
    page.expect_caret("‸In a high");
    page.press("Shift+End");
    let words = page.selected_exactly();
    assert!(words.starts_with("In a high-level") && words.len() > 30, "{words}");
    page.press("ArrowRight");
    page.press("Shift+Home");
    assert_eq!(page.selected_exactly(), words);
}

#[test]
fn with_shift_the_selection_grows_and_shrinks_in_both_directions() {
    let page = in_article();
    page.go_to("Control+ArrowRight", "President‸ Recep");
    for (keys, selected) in [
        ("Shift+ArrowRight", " "),
        ("Shift+ArrowRight", " R"),
        ("Shift+ArrowLeft", " "),
        ("Shift+ArrowLeft", ""),
        ("Shift+ArrowLeft", "t"),
        ("Shift+Control+ArrowLeft", "President"),
        ("Shift+Control+ArrowLeft", "Turkish President"),
        ("Shift+Control+ArrowRight", " President"),
        ("Shift+Control+ArrowRight", ""),
        ("Shift+Control+ArrowRight", " Recep"),
        ("ArrowLeft", ""),
        (
            "Shift+Control+ArrowUp",
            "In a high-level diplomatic interaction amid escalating India-Pakistan tensions, Turkish President",
        ),
        ("ArrowRight", ""),
        (
            "Shift+Control+Home",
            "In a high-level diplomatic interaction amid escalating India-Pakistan tensions, Turkish President",
        ),
        ("ArrowRight", ""),
    ] {
        page.press(keys);
        assert_eq!(page.selected_exactly(), selected, "{keys}");
    }
    page.expect_caret("President‸ Recep");
    page.press("Shift+ArrowDown");
    page.press("Shift+ArrowUp");
    assert_eq!(page.selected_exactly(), "");
}

#[test]
fn with_shift_the_selection_goes_over_paragraphs_both_ways() {
    let page = in_article();
    page.go_to("Control+ArrowDown", "‸The meeting, which");
    page.press_times("Control+ArrowLeft", 2);
    page.expect_caret("Pahalgam ‸terror attack.");
    page.press("Shift+Control+ArrowDown");
    page.press_times("Shift+Control+ArrowRight", 2);
    let id = page.press_to_tag("2");
    assert_eq!(page.drawn(&id), "terror attack.\n\nThe meeting");
    page.expect_caret("The meeting‸, which");
    page.press("ArrowLeft");
    page.press("ArrowRight");
    page.press_times("Shift+Control+ArrowLeft", 4);
    let id = page.press_to_tag("1");
    assert_eq!(page.drawn(&id), "terror attack.\n\nThe meeting");
    page.press("Control+Home");
    page.press("Shift+Control+End");
    let id = page.press_to_tag("3");
    assert_eq!(page.drawn(&id), page.paragraphs().join("\n\n"));
}

#[test]
fn e_selects_the_word_the_sentence_the_paragraph_and_shift_e_goes_back() {
    let page = in_article();
    page.go_to("Control+ArrowRight", "Operation‸ Sindoor");
    let sentence = "This is the first high-level interaction between the two nations after India's Operation Sindoor and the \
                    Pahalgam terror attack.";
    let paragraph = page.paragraphs()[0].clone();
    for (keys, selected) in [
        ("e", "Operation"),
        ("e", sentence),
        ("e", &*paragraph),
        ("e", &*paragraph),
        ("Shift+e", sentence),
        ("Shift+e", "Operation"),
        ("Shift+e", ""),
        ("e", "Operation"),
    ] {
        page.press(keys);
        assert_eq!(page.selected_exactly(), selected, "{keys}");
    }
    let id = page.press_to_tag("1");
    assert_eq!(page.drawn(&id), "Operation");
}

#[test]
fn after_tagging_the_caret_stands_behind_the_words() {
    let page = in_article();
    page.go_to("Control+ArrowRight", "President‸ Recep");
    page.press_times("Shift+Control+ArrowRight", 2);
    page.press_to_tag("1");
    page.expect_caret("Recep Tayyip‸ Erdogan");
    page.press("Shift+Control+ArrowRight");
    assert_eq!(page.selected_exactly(), " Erdogan");
    let id = page.press_to_tag("1");
    assert_eq!(page.drawn(&id), "Erdogan");
    // Also when its start is what moved, and by mouse.
    page.go_to("Control+ArrowRight", "on Sunday‸");
    page.press_times("Shift+Control+ArrowLeft", 2);
    page.press_to_tag("2");
    page.expect_caret("on Sunday‸ met");
    page.tag("Shehbaz Sharif", "1");
    page.expect_caret("Shehbaz Sharif‸ and");
    page.press("Shift+Control+ArrowRight");
    assert_eq!(page.selected_exactly(), " and");
}

#[test]
fn in_an_arabic_article_the_left_arrow_goes_forward() {
    let page = in_own_article(ARABIC);
    for (keys, place) in [
        ("ArrowLeft", "ا‸لتقى"),
        ("ArrowRight", "‸التقى"),
        ("Control+ArrowLeft", "التقى‸ الرئيس"),
        ("Control+ArrowLeft", "الرئيس‸ التركي"),
        ("Control+ArrowRight", "التقى ‸الرئيس"),
        ("Control+ArrowDown", "‸وقال"),
        ("ArrowRight", "الأحد.‸"),
        ("ArrowLeft", "‸وقال"),
        ("Control+Home", "‸التقى"),
    ] {
        page.press(keys);
        page.expect_caret(place);
    }
    page.press("Shift+Control+ArrowLeft");
    page.press("Shift+Control+ArrowLeft");
    assert_eq!(page.selected_exactly(), "التقى الرئيس");
    page.press("Shift+Control+ArrowRight");
    assert_eq!(page.selected_exactly(), "التقى ");
    let id = page.press_to_tag("1");
    assert_eq!(page.drawn(&id), "التقى");
}

#[test]
fn the_caret_is_seen_only_while_the_article_has_the_focus() {
    let page = Page::open();
    let shown = || page.run("return page.caretBox().shown");
    assert_eq!(shown(), false);
    page.tab_to("reader");
    assert_eq!(shown(), true);
    page.expect_caret("‸In a high");
    page.press("Tab");
    assert_ne!(page.focused(), "reader");
    assert_eq!(shown(), false);
    page.press("Shift+Tab");
    assert_eq!(shown(), true);
    page.click_words("Asim |M|unir");
    assert_eq!(shown(), true);
    page.press("/");
    page.until("page.dialog()");
    assert_eq!(shown(), false);
    page.press("Escape");
    page.until("!page.dialog()");
    assert_eq!((page.focused().as_str(), shown()), ("reader", true.into()));
}

#[test]
fn a_click_puts_the_caret_there() {
    let page = Page::open();
    for (spot, place) in
        [("Asim| |Munir", "Asim"), ("Hakan| |Fidan", "Hakan"), ("Operation| |Sindoor", "Operation")]
    {
        page.click_words(spot);
        let found = page.run("return page.caret()");
        let found = found.as_str().unwrap_or_default();
        assert!(found.contains(&format!("{place}‸ ")) || found.contains(&format!("{place} ‸")), "{found}");
    }
}

#[test]
fn the_caret_is_scrolled_into_view_and_nothing_lies_over_it() {
    let page = in_article();
    let free = || {
        page.run(
            "const { x, top, bottom } = page.caretBox();
             const hit = document.elementFromPoint(x + 1, (top + bottom) / 2) ?? document.head;
             return top >= 0 && bottom <= innerHeight && page.reader().contains(hit)",
        )
    };
    for keys in ["Control+End", "Control+Home", "Control+End"] {
        page.press(keys);
        assert_eq!(free(), true, "after {keys}");
    }
    for step in 0..40 {
        page.press("ArrowUp");
        assert_eq!(free(), true, "{step} lines up");
    }
}

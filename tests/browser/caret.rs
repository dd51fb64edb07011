//! The reading caret as it is drawn: at characters, along lines, in view. Where keys take it is tested without a browser.

use crate::harness::Page;

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
    page.open_own(text);
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
    for (at, character) in CHARACTERS.iter().enumerate() {
        page.expect_caret(&format!("{}‸{}", CHARACTERS[..at].concat(), CHARACTERS[at..].concat()));
        page.press("Shift+ArrowRight");
        assert_eq!(page.selected_exactly(), *character, "character {at}");
        // Without Shift it goes to the end of what is selected.
        page.press("ArrowRight");
        assert_eq!(page.selected_exactly(), "");
    }
    page.press("ArrowRight");
    page.expect_caret("‸Second");
    page.press("Control+Home");
    page.press_times("Shift+ArrowRight", CHARACTERS.len());
    assert_eq!(page.selected_exactly(), text);
    let id = page.press_to_tag("1");
    assert_eq!(page.drawn(&id), text);
    assert_eq!(page.download().annotation(&id)["end"], text.chars().count());
}

#[test]
pub fn the_caret_and_what_it_selects_are_drawn_where_keys_take_them() {
    let page = in_article();
    let texts = page.paragraphs();
    let last = texts.last().expect("there is one");
    for (keys, place, selected) in [
        ("Control+ArrowRight", "In‸ a high", ""),
        ("Control+ArrowDown", "‸The meeting, which", ""),
        ("ArrowLeft", "terror attack.‸", ""),
        ("Shift+ArrowRight", "‸The meeting, which", ""),
        ("Shift+ArrowRight", "T‸he meeting, which", "T"),
        ("ArrowLeft", "terror attack.‸", ""),
        ("Control+ArrowLeft", "Pahalgam terror ‸attack.", ""),
        ("Shift+Control+ArrowRight", "Pahalgam terror attack‸.", "attack"),
        ("Shift+Control+ArrowRight", "terror attack.‸", "attack."),
        ("Shift+Control+ArrowRight", "The‸ meeting, which", "attack.The"),
        ("ArrowLeft", "Pahalgam terror ‸attack.", ""),
        ("Shift+Control+ArrowLeft", "Pahalgam ‸terror attack.", "terror "),
        ("Shift+Control+ArrowRight", "Pahalgam terror‸ attack.", " "),
        ("Control+End", &*format!("{last}‸"), ""),
        ("Control+Home", "‸In a high", ""),
        ("Shift+Control+End", &*format!("{last}‸"), &*texts.concat()),
    ] {
        page.press(keys);
        page.expect_caret(place);
        assert_eq!(page.selected_exactly(), selected, "{keys}");
    }
    let id = page.press_to_tag("3");
    assert_eq!(page.drawn(&id), texts.join("\n\n"));
    page.press("Escape");
    page.tag("Shehbaz Sharif", "1");
    page.expect_caret("Shehbaz Sharif‸ and");
}

#[test]
pub fn the_caret_goes_up_and_down_by_drawn_lines_and_keeps_its_column() {
    let page = in_article();
    page.press_times("ArrowRight", 40);
    let start = page.run("return page.caret()");
    let column = page.run("return page.caretBox().x").as_f64().expect("pixels");
    let first = line(&page);
    let mut before = first;
    let mut short = 0;
    for _ in 0..16 {
        page.press("ArrowDown");
        let here = line(&page);
        assert!(here > before && here - before < 100, "{here} is not the line below {before}");
        before = here;
        let at = page.run("return page.caretBox().x").as_f64().expect("pixels");
        // The line may end before.
        if (at - column).abs() > 8.0 {
            assert!(at < column, "{at} instead of {column}");
            short += 1;
        }
    }
    assert!(short < 4, "{short} of 16 lines left the column {column}");
    page.press_times("ArrowUp", 16);
    assert_eq!((line(&page), page.run("return page.caret()")), (first, start));
    // To the very last line, and no further than its end.
    page.press("Control+End");
    page.press("Home");
    let last = line(&page);
    page.press("ArrowDown");
    let text = page.paragraphs().pop().expect("there is one");
    page.expect_caret(&format!("{text}‸"));
    assert_eq!(line(&page), last);
}

#[test]
pub fn the_caret_goes_up_and_down_by_as_much_as_is_seen() {
    let page = in_article();
    page.press("ArrowRight");
    let scrolled = || page.run("return Math.round(scrollY)").as_i64().expect("pixels");
    let (start, before) = (line(&page), scrolled());
    page.press("PageDown");
    let (below, after) = (line(&page), scrolled());
    assert!(below - start > 200 && after - before > 200, "{start} to {below}, {before} to {after}");
    assert_eq!(page.focused(), "reader");
    page.press("ArrowDown");
    assert!(line(&page) > below, "it goes on from there");
    // The selection stays while one looks around, and grows with Shift.
    page.press("Control+Home");
    page.press("Shift+Control+ArrowRight");
    page.press("PageDown");
    assert_eq!(page.selected_exactly(), "In");
    page.press("Shift+PageDown");
    assert!(page.selected_exactly().len() > 200);
    for keys in ["PageDown", "PageUp"] {
        page.press("ArrowRight");
        page.press_times(keys, 20);
        let (texts, is_down) = (page.paragraphs(), keys == "PageDown");
        let end = texts.last().expect("there is one");
        page.expect_caret(&if is_down { format!("{end}‸") } else { format!("‸{}", texts[0]) });
    }
}

#[test]
pub fn home_and_end_stay_on_the_drawn_line() {
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
fn the_caret_is_seen_only_while_the_article_has_the_focus_and_goes_where_a_click_is() {
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
    for (spot, place) in
        [("Asim| |Munir", "Asim"), ("Hakan| |Fidan", "Hakan"), ("Operation| |Sindoor", "Operation")]
    {
        page.click_words(spot);
        assert_eq!(shown(), true);
        let found = page.run("return page.caret()");
        let found = found.as_str().unwrap_or_default();
        assert!(found.contains(&format!("{place}‸ ")) || found.contains(&format!("{place} ‸")), "{found}");
    }
    page.press("/");
    page.until("page.search()");
    assert_eq!(shown(), false);
    page.press("Escape");
    page.until("!page.search()");
    assert_eq!((page.focused().as_str(), shown()), ("reader", true.into()));
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
    // More lines than a screen has.
    for step in 0..30 {
        page.press("ArrowUp");
        assert_eq!(free(), true, "{step} lines up");
    }
}

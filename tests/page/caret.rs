//! The reading caret: where keys take it, and what they select with it. `|` is the caret, `^` the other end of the selection.

use crate::kit::Page;
use glossator::app::effect::{Effect, LineMove};
use glossator::app::effects::places::{extent, offset};
use glossator::app::intent::Reader;
use glossator::features::reader::place::Place;
use glossator::features::reader::state::{Motion, Selected};
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;

/// The article with caret and selection.
fn shown(page: &Page) -> String {
    page.read(|state| {
        let mut text =
            state.document().map(|document| document.text.content().to_owned()).unwrap_or_default();
        let caret = state.session.caret;
        let other =
            state.session.selection.map(|span| if span.start() == caret { span.end() } else { span.start() });
        let mut marks: Vec<_> =
            [Some((caret.0, '|')), other.map(|other| (other.0, '^'))].into_iter().flatten().collect();
        marks.sort_unstable();
        marks.into_iter().rev().for_each(|(at, mark)| text.insert(at, mark));
        text
    })
}

/// A page with the caret where `|` stands.
fn at(marked: &str) -> Page {
    let page = Page::of(&marked.replace('|', ""));
    let place = marked.find('|').map(ByteOffset).expect("a caret");
    page.send(Reader::Click(place));
    assert_eq!(shown(&page), marked);
    page
}

/// Presses one key after another; what is shown after each.
#[track_caller]
fn check(marked: &str, steps: &[(&str, &str)]) {
    let page = at(marked);
    for (keys, after) in steps {
        assert!(page.press(keys), "{keys}");
        assert_eq!(shown(&page), *after, "{keys} in {marked}");
    }
}

#[test]
fn the_caret_goes_by_characters_as_people_see_them() {
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
    let text = CHARACTERS.concat();
    let page = at(&format!("|{text}\r\n\r\nSecond"));
    let place =
        |at: usize| format!("{}|{}\r\n\r\nSecond", CHARACTERS[..at].concat(), CHARACTERS[at..].concat());
    for (number, character) in CHARACTERS.iter().enumerate() {
        assert_eq!(shown(&page), place(number));
        page.press("Shift+ArrowRight");
        assert_eq!(page.selected(), *character);
        // Without Shift it goes to the end of what is selected.
        page.press("ArrowRight");
    }
    assert_eq!(shown(&page), place(CHARACTERS.len()));
    page.press("ArrowRight");
    assert_eq!(shown(&page), format!("{text}\r\n\r\n|Second"));
    for number in (0..=CHARACTERS.len()).rev() {
        page.press("ArrowLeft");
        assert_eq!(shown(&page), place(number));
    }
    page.press("ArrowLeft");
    assert_eq!(shown(&page), place(0));
}

#[test]
fn the_caret_goes_by_words_paragraphs_and_to_the_ends() {
    let start = "|In a high-level terror attack.\n\nThe meeting\n\n'Unshakable Bond'";
    let place = |marked: &str| {
        let bare = marked.replace('|', "");
        start.replace('|', "").replacen(&bare, marked, 1)
    };
    let steps = [
        ("Control+ArrowRight", "In| a"),
        ("Alt+ArrowRight", "In a| high"),
        ("Control+ArrowRight", "high|-level"),
        ("Control+ArrowLeft", "|high-level"),
        ("Alt+ArrowLeft", "In |a"),
        ("Control+Home", "|In a"),
        ("ArrowLeft", "|In a"),
        ("Control+ArrowDown", "|The meeting"),
        ("ArrowLeft", "attack.|"),
        ("Control+ArrowUp", "|In a"),
        ("Control+ArrowDown", "|The meeting"),
        ("Control+ArrowDown", "|'Unshakable"),
        ("Control+ArrowRight", "'Unshakable|"),
        ("Control+ArrowUp", "|'Unshakable"),
        ("Control+ArrowUp", "|The meeting"),
        ("Control+ArrowLeft", "|attack."),
        ("Control+End", "Bond'|"),
        ("ArrowRight", "Bond'|"),
        ("Control+ArrowRight", "Bond'|"),
        ("Control+Home", "|In a"),
    ];
    let steps: Vec<_> = steps.iter().map(|(keys, marked)| (*keys, place(marked))).collect();
    check(start, &steps.iter().map(|(keys, after)| (*keys, after.as_str())).collect::<Vec<_>>());
}

#[test]
fn with_shift_the_selection_grows_and_shrinks_in_both_directions() {
    check(
        "Turkish President| Recep met",
        &[
            ("Shift+ArrowRight", "Turkish President^ |Recep met"),
            ("Shift+ArrowRight", "Turkish President^ R|ecep met"),
            ("Shift+ArrowLeft", "Turkish President^ |Recep met"),
            ("Shift+ArrowLeft", "Turkish President| Recep met"),
            ("Shift+ArrowLeft", "Turkish Presiden|t^ Recep met"),
            ("Shift+Control+ArrowLeft", "Turkish |President^ Recep met"),
            ("Shift+Alt+ArrowLeft", "|Turkish President^ Recep met"),
            ("Shift+Control+ArrowRight", "Turkish| President^ Recep met"),
            ("Shift+Control+ArrowRight", "Turkish President| Recep met"),
            ("Shift+Control+ArrowRight", "Turkish President^ Recep| met"),
            ("ArrowLeft", "Turkish President| Recep met"),
            ("Shift+Control+ArrowUp", "|Turkish President^ Recep met"),
            ("ArrowRight", "Turkish President| Recep met"),
            ("Shift+Control+Home", "|Turkish President^ Recep met"),
            ("ArrowLeft", "|Turkish President Recep met"),
            ("Shift+Control+End", "^Turkish President Recep met|"),
            // By anything but characters it goes on from where it is.
            ("Control+ArrowLeft", "Turkish President Recep |met"),
        ],
    );
    check(
        "terror |attack.\n\nThe meeting, which",
        &[
            ("Shift+Control+ArrowDown", "terror ^attack.\n\n|The meeting, which"),
            ("Shift+Control+ArrowRight", "terror ^attack.\n\nThe| meeting, which"),
            ("Shift+Control+ArrowRight", "terror ^attack.\n\nThe meeting|, which"),
            ("ArrowRight", "terror attack.\n\nThe meeting|, which"),
            ("Shift+Control+ArrowLeft", "terror attack.\n\nThe |meeting^, which"),
            ("Shift+Control+ArrowLeft", "terror attack.\n\n|The meeting^, which"),
            ("Shift+Control+ArrowLeft", "terror |attack.\n\nThe meeting^, which"),
        ],
    );
}

#[test]
fn e_selects_the_word_the_sentence_the_paragraph_and_shift_e_goes_back() {
    let page = at("He left. India’s Opera|tion began.\n\nMore");
    let sentence = "India’s Operation began.";
    let paragraph = "He left. India’s Operation began.";
    for (keys, selected) in [
        ("e", "Operation"),
        ("e", sentence),
        ("e", paragraph),
        ("e", paragraph),
        ("Shift+e", sentence),
        ("Shift+e", "Operation"),
        ("Shift+e", ""),
        ("Shift+e", ""),
        ("e", "Operation"),
    ] {
        assert!(page.press(keys));
        assert_eq!(page.selected(), selected, "{keys}");
    }
    page.press("1");
    assert_eq!(page.marked("a"), "He left. India’s [actor:Operation] began.\n\nMore");
}

#[test]
fn after_tagging_the_caret_stands_behind_the_words() {
    let page = at("President| Recep Tayyip Erdogan on Sunday met");
    for (keys, key, after, marked) in [
        (
            &["Shift+Control+ArrowRight"; 2][..],
            "1",
            "President Recep Tayyip| Erdogan on Sunday met",
            "President [actor:Recep Tayyip] Erdogan on Sunday met",
        ),
        (
            &["Shift+Control+ArrowRight"],
            "1",
            "President Recep Tayyip Erdogan| on Sunday met",
            "President [actor:Recep Tayyip] [actor:Erdogan] on Sunday met",
        ),
        // Also when its start is what moved.
        (
            &[
                "Control+ArrowRight",
                "Control+ArrowRight",
                "Shift+Control+ArrowLeft",
                "Shift+Control+ArrowLeft",
            ],
            "2",
            "President Recep Tayyip Erdogan on Sunday| met",
            "President [actor:Recep Tayyip] [actor:Erdogan] [claim:on Sunday] met",
        ),
    ] {
        for keys in keys {
            assert!(page.press(keys));
        }
        assert!(page.press(key));
        assert_eq!((shown(&page).as_str(), page.marked("a").as_str()), (after, marked));
    }
}

/// The line that is asked for since effects were last asked for.
fn line(page: &Page) -> Option<LineMove> {
    page.effects().into_iter().find_map(|effect| match effect {
        Effect::FindLine(line) => Some(line),
        _ => None,
    })
}

#[test]
fn up_down_home_and_end_ask_for_the_lines_as_they_are_drawn() {
    // The first line ends behind "two ".
    let page = at("one t|wo three four");
    let find = |keys: &str| {
        page.effects();
        assert!(page.press(keys));
        line(&page).expect("a line")
    };
    let land = |asked: LineMove, to: Option<usize>, column: Option<i32>, after: &str| {
        let LineMove { from, motion, forward, extend, .. } = asked;
        page.send(Reader::Landed { from, to: to.map(ByteOffset), motion, forward, column, extend });
        assert_eq!(shown(&page), after);
    };
    let asked = |from, forward, column| LineMove {
        from: ByteOffset(from),
        is_line_end: false,
        forward,
        motion: Motion::Line,
        column,
        extend: false,
    };
    let down = find("ArrowDown");
    assert_eq!(down, asked(5, true, None));
    land(down, Some(13), Some(50), "one two three| four");
    // The column is kept as long as it goes up and down, and no longer.
    let up = find("ArrowUp");
    assert_eq!(up, asked(13, false, Some(50)));
    land(up, Some(5), Some(50), "one t|wo three four");
    page.press("ArrowRight");
    assert_eq!(find("ArrowDown"), asked(6, true, None));
    // Beyond the last line and the first one are the ends.
    land(asked(6, true, None), None, Some(60), "one two three four|");
    land(asked(18, false, Some(60)), None, Some(60), "|one two three four");

    // A page keeps the column as well, and the ends are beyond the last one.
    let page_down = find("Shift+PageDown");
    assert_eq!(page_down, LineMove { motion: Motion::Page, extend: true, ..asked(0, true, Some(60)) });
    land(page_down, Some(13), Some(50), "^one two three| four");
    // Without Shift, what is selected stays while the page is looked through.
    let page_up = find("PageUp");
    assert_eq!(page_up, LineMove { motion: Motion::Page, ..asked(13, false, Some(50)) });
    land(page_up, Some(5), Some(50), "^one two three| four");
    page.press("ArrowRight");
    land(find("PageUp"), None, Some(50), "|one two three four");

    // A line that was broken ends before its blank, and the caret knows which line it is in.
    let end = find("End");
    assert_eq!(end, LineMove { motion: Motion::LineEdge, ..asked(0, true, None) });
    land(end, Some(8), None, "one two| three four");
    assert!(find("Home").is_line_end);
    let extending = find("Shift+Home");
    assert_eq!(
        extending,
        LineMove { is_line_end: true, motion: Motion::LineEdge, extend: true, ..asked(7, false, None) }
    );
    land(extending, Some(0), None, "|one two^ three four");
}

#[test]
fn at_the_end_of_a_line_that_is_broken_inside_of_a_word_e_takes_what_stands_there() {
    {
        let (marked, end, word, next) = ("a we|ll-known one", 7, "well", "known");
        let page = at(marked);
        page.press("End");
        let asked = line(&page).expect("a line");
        let LineMove { from, motion, forward, extend, .. } = asked;
        page.send(Reader::Landed { from, to: Some(ByteOffset(end)), motion, forward, column: None, extend });
        page.press("e");
        assert_eq!(page.selected(), word);
        page.press("Shift+e");
        // At the same place in the middle of a line it is the next one.
        page.send(Reader::Click(ByteOffset(end)));
        page.press("e");
        assert_eq!(page.selected(), next);
    }
}

#[test]
fn a_click_puts_the_caret_there() {
    let page = Page::of("one two");
    page.send(Reader::Click(ByteOffset(3)));
    assert_eq!(shown(&page), "one| two");
    page.press("Shift+Control+ArrowRight");
    assert_eq!(shown(&page), "one^ two|");
}

/// Presses a key; the browser then tells of the selection that it was shown.
#[track_caller]
fn press_and_hear(page: &Page, keys: &str) {
    assert!(page.press(keys), "{keys}");
    let heard = page.read(|state| {
        let (text, selected) = (&state.document()?.text, state.session.selection?);
        let drawn = extent(text, selected, state.session.caret)?;
        let [start, end] = [drawn.start, drawn.end].map(|at| offset(text, at));
        let span = Span::new(text.content(), start?, end?).ok();
        Some(Selected { span, backward: drawn.backward, ..Selected::default() })
    });
    page.send(Reader::Selected(heard.unwrap_or_default()));
}

#[test]
fn a_selection_goes_over_the_borders_of_paragraphs_step_by_step() {
    for (marked, steps) in [
        (
            "on|e\n\ntwo\r\n\r\nthree",
            &[
                ("Shift+ArrowRight", "on^e|\n\ntwo\r\n\r\nthree"),
                ("Shift+ArrowRight", "on^e\n\n|two\r\n\r\nthree"),
                ("Shift+ArrowRight", "on^e\n\nt|wo\r\n\r\nthree"),
                ("Shift+Control+ArrowDown", "on^e\n\ntwo\r\n\r\n|three"),
                ("Shift+Control+ArrowDown", "on^e\n\ntwo\r\n\r\nthree|"),
            ][..],
        ),
        ("one|\n\ntwo", &[("Shift+ArrowRight", "one^\n\n|two"), ("Shift+ArrowLeft", "one|\n\ntwo")]),
        (
            "one\n\nt|wo",
            &[
                ("Shift+ArrowLeft", "one\n\n|t^wo"),
                ("Shift+ArrowLeft", "one|\n\nt^wo"),
                ("Shift+ArrowLeft", "on|e\n\nt^wo"),
                ("Shift+Control+ArrowUp", "|one\n\nt^wo"),
            ],
        ),
    ] {
        let page = at(marked);
        for (keys, after) in steps {
            press_and_hear(&page, keys);
            assert_eq!(shown(&page), *after, "{keys} in {marked:?}");
        }
    }
}

#[test]
fn a_reload_comes_back_to_the_caret_and_the_block_in_view() {
    let paragraphs: Vec<_> = (0..100).map(|number| format!("Paragraph {number}.")).collect();
    let page = Page::of(&paragraphs.join("\n\n"));
    let at = page.span("Paragraph 70").start();
    let place = Place { document: "a".into(), caret: at, block: 65, top: -12 };
    assert_eq!(place.to_string().parse(), Ok(place.clone()), "it is kept as text");
    page.effects();
    page.send(Reader::Return(place.clone()));
    assert!(page.effects().contains(&Effect::ScrollToBlock(65, -12)));
    assert!(page.caret().contains("|Paragraph 70."));
    assert!(
        page.read(|state| state.is_drawn(&state.session.document, 3)),
        "the section of the block is drawn"
    );
    // Another article, or another text, has no such place.
    for other in [
        Place { document: "b".into(), ..place.clone() },
        Place { block: 100, ..place.clone() },
        Place { caret: ByteOffset(1_000_000), ..place },
    ] {
        page.send(Reader::Return(other));
        assert_eq!(page.effects(), []);
    }
    for garbage in ["", "1 2", "x 2 3 a"] {
        assert_eq!(garbage.parse::<Place>(), Err(()));
    }
}

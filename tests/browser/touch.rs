//! Fingers: words selected by taps, spans opened by taps, boundaries dragged, and targets that a finger can hit.

use crate::harness::{Page, Setup};
use serde_json::{Value, json};

#[track_caller]
fn telephone() -> Page {
    Page::with(&Setup::telephone())
}

#[track_caller]
fn tap_button(page: &Page, name: &str) {
    page.open_menu_of(name);
    let button = format!("page.buttons({})[0]", json!(name));
    page.until(&button);
    page.tap_element(&button);
}

/// Taps the words where there is room for a panel below them.
#[track_caller]
fn tap(page: &Page, words: &str) {
    page.touch(&page.high_spot(words), 40);
}

/// Taps the words in the mode in which taps select, and checks what is selected after each tap.
#[track_caller]
fn check_taps(page: &Page, taps: &[(&str, &str)]) {
    for (words, selected) in taps {
        tap(page, words);
        page.until("page.bar()");
        assert_eq!(page.selected(), *selected, "after a tap on {words}");
    }
}

/// Tags words as the handles of a telephone select them; the id.
#[track_caller]
fn tag(page: &Page, words: &str, label: &str) -> String {
    let before: Vec<_> = page.rows().into_iter().map(|row| row.id).collect();
    page.select_as_telephones_do(words);
    tap_button(page, label);
    page.session.until("page.rows().length > arguments[0]", &[json!(before.len())]);
    let new = page.rows().into_iter().find(|row| !before.contains(&row.id));
    new.expect("a row that was not there before").id
}

/// Closes the card.
#[track_caller]
fn close(page: &Page) {
    if page.opened().is_some() {
        page.press("Escape");
    }
    page.until("!page.card()");
}

#[test]
fn the_first_tap_takes_a_word_and_the_second_one_all_up_to_another_word() {
    for (first, last) in [("Recep", "Erdogan on"), ("Erdogan on", "Recep"), ("Tayyi|p|", "Re|c|ep")] {
        let page = telephone();
        tap_button(&page, "Select text");
        page.expect_status("Tap the first word");
        tap(&page, first);
        page.until("page.bar()");
        let word = first.replace('|', "");
        assert_eq!(page.selected(), word.split(' ').next().unwrap_or_default());
        tap(&page, last);
        page.until("getSelection().toString().includes(' ')");
        let expected = if last.contains('|') { "Recep Tayyip" } else { "Recep Tayyip Erdogan" };
        assert_eq!(page.selected(), expected);
        tap_button(&page, "Actor");
        page.until("page.rows().length === 1 && !page.bar()");
        let row = &page.rows()[0];
        assert_eq!((row.label.as_str(), row.quote.as_str()), ("Actor", expected));
        assert_eq!(page.drawn(&row.id), expected);
    }
}

#[test]
fn taps_select_inside_of_drawn_spans_and_over_their_borders() {
    let page = telephone();
    tag(&page, "Turkish President Recep Tayyip Erdogan on Sunday met", "Claim");
    close(&page);
    tap_button(&page, "Select text");
    check_taps(&page, &[("Recep", "Recep"), ("Erdogan on", "Recep Tayyip Erdogan")]);
    tap_button(&page, "Actor");
    page.until("page.rows().length === 2 && !page.bar()");
    check_taps(&page, &[("Sunday", "Sunday"), ("Pakistan's Prime", "Sunday met Pakistan")]);
    tap_button(&page, "Location");
    page.until("page.rows().length === 3 && !page.bar()");
    let mut quotes: Vec<_> = page.rows().into_iter().map(|row| row.quote).collect();
    quotes.sort();
    let claim = "Turkish President Recep Tayyip Erdogan on Sunday met";
    assert_eq!(quotes, ["Recep Tayyip Erdogan", "Sunday met Pakistan", claim]);
}

#[test]
fn taps_select_over_paragraphs() {
    let page = telephone();
    tap_button(&page, "Select text");
    tap(&page, "Pahalgam");
    page.until("page.bar()");
    tap(&page, "meeting, which");
    page.until("getSelection().toString().includes('meeting')");
    tap_button(&page, "Claim");
    page.until("page.rows().length === 1 && !page.bar()");
    assert_eq!(page.drawn(&page.rows()[0].id), "Pahalgam terror attack.\n\nThe meeting");
}

#[test]
fn cancel_selects_nothing_and_the_next_tap_begins_anew() {
    let page = telephone();
    tap_button(&page, "Select text");
    check_taps(&page, &[("Recep", "Recep"), ("Erdogan on", "Recep Tayyip Erdogan")]);
    tap_button(&page, "Cancel");
    page.until("!page.bar()");
    assert_eq!((page.selected().as_str(), page.rows().len()), ("", 0));
    check_taps(&page, &[("Sunday", "Sunday")]);
    tap_button(&page, "Cancel");
    page.until("!page.bar()");
}

#[test]
fn when_the_mode_is_off_again_taps_open_annotations_and_select_nothing() {
    let page = telephone();
    let id = tag(&page, "Recep Tayyip Erdogan", "Actor");
    close(&page);
    let is_on = "return page.buttons('Select text')[0].getAttribute('aria-pressed')";
    assert_eq!(page.run(is_on), "false");
    tap_button(&page, "Select text");
    assert_eq!(page.run(is_on), "true");
    tap_button(&page, "Select text");
    assert_eq!(page.run(is_on), "false");
    tap(&page, "Tay|y|ip");
    page.until("page.card()");
    assert_eq!((page.opened(), page.selected().as_str()), (Some(id), ""));
    tap(&page, "This is the");
    page.until("!page.card()");
    assert_eq!(page.selected(), "");
}

/// Five that share one word, the smallest first.
const NESTED: [(&str, &str); 5] = [
    ("Tayyip", "Actor"),
    ("Recep Tayyip", "Location"),
    ("Recep Tayyip Erdogan", "Actor"),
    ("President Recep Tayyip Erdogan", "Location"),
    ("Turkish President Recep Tayyip Erdogan on Sunday met", "Claim"),
];

#[track_caller]
fn nested(page: &Page) -> Vec<String> {
    let ids = NESTED.map(|(words, label)| tag(page, words, label));
    close(page);
    ids.to_vec()
}

/// Taps so many times at one place; what is open after each tap.
#[track_caller]
fn tap_again_and_again(page: &Page, times: usize, pause: u32) -> Vec<Option<String>> {
    let spot = page.high_spot("Tay|y|ip");
    let tap_once = || {
        page.touch(&spot, 40);
        page.lift_for(pause);
        page.opened()
    };
    (0..times).map(|_| tap_once()).collect()
}

#[test]
fn each_of_five_spans_over_each_other_is_opened_by_tapping_again_at_the_same_place() {
    let page = telephone();
    let ids = nested(&page);
    let expected: Vec<_> = ids.iter().chain(&ids[..1]).cloned().map(Some).collect();
    assert_eq!(tap_again_and_again(&page, 6, 900), expected);
}

#[test]
fn quick_taps_at_the_same_place_open_one_span_after_the_other() {
    let page = telephone();
    let ids = nested(&page);
    let expected: Vec<_> = ids.into_iter().map(Some).collect();
    assert_eq!(tap_again_and_again(&page, 5, 0), expected);
}

#[test]
fn each_of_five_spans_over_each_other_is_opened_from_the_chooser_in_the_card() {
    let page = telephone();
    let ids = nested(&page);
    tap(&page, "Tay|y|ip");
    page.until("page.card()");
    let group = "document.querySelector('[aria-label=\"Overlapping\"]')";
    for (place, id) in ids.iter().enumerate().rev() {
        page.tap_element(&format!("{group}.querySelectorAll('button')[{place}]"));
        assert_eq!(page.opened().as_ref(), Some(id), "the button number {place}");
        let quote = page.run("return page.card().querySelector('blockquote').textContent");
        assert_eq!(quote, NESTED[place].0);
        assert_eq!(page.run(&format!("return {group}.querySelectorAll('button').length")), 5);
        let current = format!(
            "return [...{group}.querySelectorAll('button')].findIndex((one) => one.ariaCurrent === 'true')"
        );
        assert_eq!(page.run(&current), place);
    }
}

/// Of everything that can be pressed in view: name, width and height of the area in which a pointer hits it, if one of
/// them is less than so many pixels. A label counts for its field.
const SMALL: &str = "const least = arguments[0];
    const root = document.querySelector('dialog[open]') ?? document.querySelector(arguments[1]);
    const targets = [...root.querySelectorAll('button, label.button, input, select, summary, textarea, [role=\"slider\"]')]
      .filter((one) => page.isShown(one) && !one.disabled && getComputedStyle(one).pointerEvents !== 'none' && !one.matches('label.button input'));
    const hits = (target, x, y) => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && (target.contains(hit) || [...(target.labels ?? [])].some((label) => label.contains(hit)));
    };
    // Width and height at a place in the window; nothing if it is covered by a panel that can be closed.
    const measured = (target, block) => {
      target.scrollIntoView({ block, behavior: 'instant' });
      // Below the bar on top, which stays; a handle is hit above its line.
      if (block === 'start') window.scrollBy({ top: target.role === 'slider' ? -120 : -60, behavior: 'instant' });
      const box = target.getBoundingClientRect();
      const x = (box.left + box.right) / 2;
      const isHandle = target.role === 'slider';
      const y = !isHandle ? (box.top + box.bottom) / 2 : target.dataset.handle === 'end' ? box.bottom + 8 : box.top - 8;
      if (!hits(target, x, y)) {
        const panel = document.elementFromPoint(x, y)?.closest('nav, [role=\"region\"]');
        return panel && !panel.contains(target) ? null : [0, 0];
      }
      const reach = (dx, dy) => { let far = 0; while (far < 60 && hits(target, x + dx * (far + 1), y + dy * (far + 1))) far += 1; return far; };
      return [reach(-1, 0) + reach(1, 0) + 1, reach(0, -1) + reach(0, 1) + 1];
    };
    const small = [];
    for (const target of targets) {
      const places = ['center', 'start'].map((block) => measured(target, block)).filter((one) => one !== null);
      if (places.length > 0 && places.every((sides) => Math.min(...sides) < least))
        small.push([page.name(target) || target.name || target.className, ...places]);
    }
    return small;";

/// Goes through the states of the page; what is too small in each.
#[track_caller]
fn small_targets(page: &Page, is_narrow: bool, least: u32) -> Vec<String> {
    let mut small = Vec::new();
    let mut look_in = |state: &str, part: &str| {
        // A message goes by itself.
        page.until("page.status() === ''");
        let found = page.session.run(SMALL, &[json!(least), json!(part)]);
        small.extend(found.as_array().into_iter().flatten().map(|one| format!("{state}: {one}")));
    };
    look_in("the first visit", "body");
    page.select_as_telephones_do("Hakan Fidan");
    look_in("words are selected", "body");
    page.press_to_tag("1");
    page.select_as_telephones_do("Minister Hakan Fidan");
    page.press_to_tag("2");
    page.press("o");
    page.until("page.card()");
    look_in("an annotation is open", "body");
    page.press("Escape");
    page.until("!page.card()");
    if is_narrow {
        tap_button(page, "Annotations");
    }
    page.click("Filters");
    page.click_element("document.querySelector('[data-annotation] input')");
    page.until("document.querySelector('[aria-label=\"Picked annotations\"]')");
    look_in("the list", "[role=\"region\"]");
    page.run("document.activeElement.blur()");
    if is_narrow {
        tap_button(page, "Annotations");
    }
    page.press("s");
    page.press("1");
    look_in("a label stays", "body");
    page.press("Escape");
    for (key, dialog) in [("?", "the help"), ("d", "the codebook"), ("m", "the counts")] {
        page.press(key);
        page.until("page.dialog()");
        look_in(dialog, "body");
        page.press("Escape");
        page.until("!page.dialog()");
    }
    page.press("/");
    page.until("page.search()");
    page.type_text("Istanbul");
    page.until("page.search().includes(' in ')");
    look_in("the search", "body");
    page.press("Escape");
    page.until("!page.search()");
    page.click("Settings");
    page.until("page.dialog()");
    page.unfold("Change keys");
    look_in("the settings", "body");
    small
}

#[test]
fn every_target_is_at_least_44_pixels_wide_and_high_where_fingers_are() {
    let small = small_targets(&telephone(), true, 44);
    assert!(small.is_empty(), "{small:#?}");
}

#[test]
fn every_target_is_at_least_24_pixels_wide_and_high_where_a_mouse_is() {
    let small = small_targets(&Page::open(), false, 24);
    assert!(small.is_empty(), "{small:#?}");
}

/// Place of the knob of a handle.
#[track_caller]
fn knob(page: &Page, handle: &str) -> Value {
    let script =
        "const box = document.querySelector(`[data-handle=${arguments[0]}]`).getBoundingClientRect();
        const y = arguments[0] === 'end' ? box.bottom + 8 : box.top - 8;
        return { x: Math.round((box.left + box.right) / 2), y: Math.round(y) }";
    page.session.run(script, &[json!(handle)])
}

/// Drags a handle to the first character of the words, in the middle of their line; the words that are tagged then.
#[track_caller]
fn drag(page: &Page, handle: &str, to: &str) -> String {
    let to = page.high_spot(to);
    let from = knob(page, handle);
    let between = json!({ "x": to["x"], "y": from["y"] });
    page.swipe(&[from, between, to]);
    page.rows()[0].quote.clone()
}

#[test]
fn a_handle_that_a_finger_drags_moves_the_boundary_and_nothing_else() {
    let page = telephone();
    let id = tag(&page, "Recep Tayyip", "Actor");
    tap(&page, "Tay|y|ip");
    page.until("document.querySelector('[data-handle]')");
    assert_eq!(drag(&page, "end", "Sund|a|y"), "Recep Tayyip Erdogan on Sunday");
    assert_eq!(drag(&page, "start", "Presi|d|ent"), "President Recep Tayyip Erdogan on Sunday");
    assert_eq!(drag(&page, "end", "Erdo|g|an on"), "President Recep Tayyip Erdogan");
    let row = &page.rows()[0];
    assert_eq!((&row.id, row.label.as_str(), page.rows().len()), (&id, "Actor", 1));
    assert_eq!(page.drawn(&id), "President Recep Tayyip Erdogan");
    assert_eq!(page.selected(), "");
    // Moves that follow each other at once are one step.
    tap_button(&page, "Undo");
    page.until("page.rows()[0].quote === 'Recep Tayyip'");
    tap_button(&page, "Redo");
    page.until("page.rows()[0].quote === 'President Recep Tayyip Erdogan'");
}

#[test]
fn a_handle_follows_a_finger_that_holds_its_knob_along_the_line() {
    let page = telephone();
    // Short enough for one line of any font, with room to scroll below it.
    page.open_own(&format!("Recep Tayyip.{}", "\n\nMore.".repeat(40)));
    tag(&page, "Recep", "Actor");
    tap(&page, "Rec|e|p");
    page.until("document.querySelector('[data-handle]')");
    page.high_spot("Rec|e|p");
    let from = knob(&page, "end");
    let x = page.high_spot("Tayy|i|p")["x"].clone();
    let to = json!({ "x": x, "y": from["y"] });
    page.swipe(&[from, to.clone(), to]);
    assert_eq!(page.rows()[0].quote, "Recep Tayyip");
}

/// Effect of a long press on a telephone; the browser of the tests takes it for a tap.
#[test]
fn words_that_the_telephone_itself_selected_are_taken_up_to_the_next_tap() {
    let page = telephone();
    page.select_as_telephones_do("Recep");
    tap(&page, "Erdog|a|n on");
    page.until("getSelection().toString().includes('Erdogan')");
    assert_eq!(page.selected(), "Recep Tayyip Erdogan");
    page.select_as_telephones_do("Sunday");
    tap(&page, "Turk|i|sh President");
    page.until("getSelection().toString().includes('Turkish')");
    assert_eq!(page.selected(), "Turkish President Recep Tayyip Erdogan on Sunday");
    tap_button(&page, "Claim");
    page.until("page.rows().length === 1 && !page.bar()");
    assert_eq!(page.rows()[0].quote, "Turkish President Recep Tayyip Erdogan on Sunday");
}

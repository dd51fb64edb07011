//! The adapters of `web`, inside a browser: what they make of nodes, keys, fields and the browser's store.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

mod text;

use glossator_web::keyboard::{self, KeyPress};
use glossator_web::selection::{self, Position, Selected};

use glossator_core::saving::storage::Storage as _;
use glossator_web::storage::LocalStorage;
use glossator_web::{clock, element, events, random};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{
    Document, Element, Event, HtmlElement, InputEvent, KeyboardEvent, KeyboardEventInit, Node, Storage,
};

wasm_bindgen_test_configure!(run_in_browser);

const READER: &str = "#reader";

/// The article of these tests. One line, as nodes are drawn: no white space between blocks but where it is meant.
/// An emoji is two units; the marks are nested and stand beside each other.
const ARTICLE: &str = "<article id=reader><div><p data-block=0>On <mark>Sunday <mark>Recep</mark></mark><mark> T</mark>ayyip</p>\
    <p data-block=1>a😀<mark>b👩‍👦</mark>c</p>\n<p data-block=2>\r\nend</p></div></article><p id=outside>outside</p>";

/// An element of a test's own on the page, gone when the test is over.
struct Stage(Element);

impl Stage {
    fn new(html: &str) -> Self {
        let stage = document().create_element("div").expect("an element");
        // A parser would make one line end of two.
        stage.set_inner_html(&html.replace('\r', "&#13;"));
        document().body().expect("a body").append_child(&stage).expect("a place on the page");
        Self(stage)
    }

    fn find(&self, selector: &str) -> Element {
        self.0.query_selector(selector).ok().flatten().expect(selector)
    }

    /// Follows a path of child numbers from an element.
    fn node(&self, path: &str) -> Node {
        let mut parts = path.split('/');
        let mut node: Node = self.find(parts.next().expect("a selector")).into();
        for part in parts {
            node = node.child_nodes().item(part.parse().expect("a number")).expect(path);
        }
        node
    }

    fn select(&self, (from, from_at): (&str, u32), (to, to_at): (&str, u32)) {
        let selection =
            web_sys::window().and_then(|window| window.get_selection().ok()?).expect("a selection");
        selection.set_base_and_extent(&self.node(from), from_at, &self.node(to), to_at).expect("two places");
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        selection::clear();
        self.0.remove();
    }
}

fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect("a document")
}

fn at(block: usize, utf16: usize) -> Position {
    Position { block, utf16 }
}

/// The selection between two nodes is these positions, whichever end came first.
#[track_caller]
fn check(from: (&str, u32), to: (&str, u32), expected: Option<(Position, Position)>) {
    let stage = Stage::new(ARTICLE);
    let expected = |backward| expected.map(|(start, end)| Selected { start, end, backward });
    stage.select(from, to);
    assert_eq!(selection::read(READER), expected(false), "{from:?} to {to:?}");
    let inside = |(path, _): (&str, u32)| !path.starts_with("#outside");
    if inside(to) && inside(from) {
        stage.select(to, from);
        assert_eq!(selection::read(READER), expected(true), "{to:?} to {from:?}");
    }
}

const FIRST: &str = "[data-block='0']";
const SECOND: &str = "[data-block='1']";
const THIRD: &str = "[data-block='2']";

#[wasm_bindgen_test]
fn positions_count_through_nested_marks() {
    let text = |path: &str| format!("{FIRST}/{path}");
    check((&text("0"), 0), (&text("0"), 3), Some((at(0, 0), at(0, 3))));
    check((&text("1/0"), 0), (&text("1/1/0"), 5), Some((at(0, 3), at(0, 15))));
    check((&text("1/1/0"), 2), (&text("3"), 1), Some((at(0, 12), at(0, 18))));
    check((&text("2/0"), 1), (&text("2/0"), 2), Some((at(0, 16), at(0, 17))));
}

#[wasm_bindgen_test]
fn positions_count_utf16_units() {
    let text = |path: &str| format!("{SECOND}/{path}");
    check((&text("0"), 1), (&text("0"), 3), Some((at(1, 1), at(1, 3))));
    check((&text("1/0"), 1), (&text("2"), 1), Some((at(1, 4), at(1, 10))));
    check((&format!("{THIRD}/0"), 0), (&format!("{THIRD}/0"), 5), Some((at(2, 0), at(2, 5))));
}

#[wasm_bindgen_test]
fn an_end_on_an_element_is_an_end_of_what_it_stands_beside() {
    check((FIRST, 0), (FIRST, 4), Some((at(0, 0), at(0, 22))));
    check((FIRST, 1), (FIRST, 2), Some((at(0, 3), at(0, 15))));
    check((&format!("{FIRST}/1"), 1), (&format!("{FIRST}/1"), 2), Some((at(0, 10), at(0, 15))));
    // A triple click leaves it so: the end is the start of the next paragraph.
    check((&format!("{FIRST}/0"), 0), (SECOND, 0), Some((at(0, 0), at(1, 0))));
}

#[wasm_bindgen_test]
fn an_end_between_blocks_moves_to_the_nearest_end_inside() {
    check(("#reader/0", 0), ("#reader/0", 1), Some((at(0, 0), at(0, 22))));
    check(("#reader", 0), ("#reader", 1), Some((at(0, 0), at(2, 5))));
    check(("#reader/0", 1), ("#reader/0", 4), Some((at(1, 0), at(2, 5))));
    check(("#reader/0/2", 0), (&format!("{THIRD}/0"), 4), Some((at(2, 0), at(2, 4))));
}

#[wasm_bindgen_test]
fn a_selection_that_leaves_the_article_ends_with_it() {
    check((&format!("{SECOND}/0"), 1), ("#outside/0", 3), Some((at(1, 1), at(2, 5))));
    check(("#outside/0", 0), ("#outside/0", 3), None);
    check(("#outside/0", 3), (&format!("{SECOND}/0"), 1), None);
}

#[wasm_bindgen_test]
fn nothing_selected_is_nothing() {
    check((&format!("{FIRST}/0"), 2), (&format!("{FIRST}/0"), 2), None);
    check((&format!("{FIRST}/0"), 3), (&format!("{FIRST}/1/0"), 0), None);
    selection::clear();
    assert_eq!(selection::read(READER), None);
    assert_eq!(selection::read("#nowhere"), None);
}

#[wasm_bindgen_test]
fn a_selection_is_restored_after_the_drawing_changed() {
    let stage = Stage::new(ARTICLE);
    for (start, end) in [
        (at(0, 0), at(0, 22)),
        (at(0, 4), at(0, 17)),
        (at(0, 3), at(1, 3)),
        (at(1, 4), at(2, 5)),
        (at(2, 0), at(2, 5)),
    ] {
        let selected = Selected { start, end, backward: start.block == 0 };
        selection::restore(READER, selected);
        assert_eq!(selection::read(READER), Some(selected));
        let blocks: Vec<_> = [FIRST, SECOND, THIRD].iter().map(|block| stage.find(block)).collect();
        for block in &blocks {
            let text = block.text_content();
            block.set_text_content(text.as_deref());
        }
        selection::restore(READER, selected);
        assert_eq!(selection::read(READER), Some(selected), "with other nodes");
    }
    selection::clear();
    selection::restore(READER, Selected { start: at(0, 0), end: at(7, 1), backward: false });
    assert_eq!(selection::read(READER), None, "a block that is not there");
}

#[wasm_bindgen_test]
fn selected_words_have_a_place_in_the_window() {
    let stage = Stage::new(ARTICLE);
    selection::restore(READER, Selected { start: at(0, 3), end: at(0, 9), backward: false });
    let words = selection::rectangle().expect("something is selected");
    let block = element::rectangle(&stage.find(FIRST));
    assert!(words.left > block.left && words.right < block.right, "{words:?} in {block:?}");
    assert!(words.top >= block.top - 1.0 && words.bottom <= block.bottom + 1.0, "{words:?} in {block:?}");
}

fn local_storage() -> Storage {
    web_sys::window().and_then(|window| window.local_storage().ok()?).expect("local storage")
}

#[wasm_bindgen_test]
fn the_store_keeps_our_keys_and_leaves_those_of_others_alone() {
    let browser = local_storage();
    for foreign in ["tests", "tests-other/1", "Tests/1", "x/tests/1"] {
        browser.set_item(foreign, "theirs").expect("room");
    }
    let storage = LocalStorage::open().expect("local storage");
    assert_eq!(storage.keys("tests/").expect("they can be read"), [""; 0]);
    storage.set("tests/b", "2").expect("room");
    storage.set("tests/a", "😀\r\n\0").expect("room");
    storage.set("tests/b", "3").expect("room");
    let mut keys = storage.keys("tests/").expect("they can be read");
    keys.sort();
    assert_eq!(keys, ["tests/a", "tests/b"]);
    let values = ["tests/a", "tests/b", "tests/never"].map(|key| storage.get(key).expect("it can be read"));
    assert_eq!(values, [Some("😀\r\n\0".to_owned()), Some("3".to_owned()), None]);
    storage.remove("tests/a").expect("it goes");
    storage.remove("tests/never").expect("nothing is to go");
    assert_eq!(storage.keys("tests/").expect("they can be read"), ["tests/b"]);
    storage.remove("tests/b").expect("it goes");
    for foreign in ["tests", "tests-other/1", "Tests/1", "x/tests/1"] {
        assert_eq!(browser.get_item(foreign).ok().flatten().as_deref(), Some("theirs"), "{foreign}");
        browser.remove_item(foreign).expect("it goes");
    }
}

#[wasm_bindgen_test]
fn a_full_store_says_so() {
    use glossator_core::saving::storage::StorageError;
    let storage = LocalStorage::open().expect("local storage");
    let too_much = "x".repeat(6_000_000);
    assert_eq!(storage.set("tests/large", &too_much), Err(StorageError::Full));
    assert_eq!(storage.keys("tests/").expect("they can be read"), [""; 0]);
}

/// Press that the adapter reads of a key on that element.
fn pressed(selector: &str, init: &KeyboardEventInit) -> KeyPress {
    let stage = Stage::new(
        "<p id=text>x</p><input id=name><input id=tick type=checkbox><input id=file type=file><textarea id=note></textarea>\
         <select id=choice></select><button id=button>b</button><p id=editable contenteditable>x</p>\
         <div data-document=a><p id=in-article>x</p></div>\
         <div data-annotation=a><input id=pick type=checkbox><button id=row>b</button></div>\
         <p id=start data-handle=start>x</p><p id=end data-handle=end>x</p>",
    );
    init.set_bubbles(true);
    let found = Rc::new(RefCell::new(KeyPress::default()));
    let listener = {
        let found = found.clone();
        Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
            *found.borrow_mut() = keyboard::read(&event);
        })
    };
    let heard = listener.as_ref().unchecked_ref();
    stage.0.add_event_listener_with_callback("keydown", heard).expect("a listener");
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", init).expect("an event");
    stage.find(selector).dispatch_event(&event).expect("it is heard");
    found.take()
}

#[wasm_bindgen_test]
fn a_key_is_read_with_its_modifiers() {
    let init = |key: &str, code: &str| {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_code(code);
        init
    };
    // Key, code, and what is held: Shift, Ctrl or Command, Alt, AltGr.
    let check = |init: &KeyboardEventInit, key: &str, code: &str, expected: [bool; 4]| {
        let KeyPress { key: found, code: place, shift, command, alt, alt_graph, .. } = pressed("#text", init);
        assert_eq!((found.as_str(), place.as_str(), [shift, command, alt, alt_graph]), (key, code, expected));
    };
    check(&init("é", "Digit2"), "é", "Digit2", [false; 4]);
    let shifted = init("A", "KeyA");
    shifted.set_shift_key(true);
    check(&shifted, "A", "KeyA", [true, false, false, false]);
    for set in [KeyboardEventInit::set_ctrl_key, KeyboardEventInit::set_meta_key] {
        let command = init("z", "KeyZ");
        set(&command, true);
        check(&command, "z", "KeyZ", [false, true, false, false]);
    }
    let alt = init("ArrowDown", "ArrowDown");
    alt.set_alt_key(true);
    check(&alt, "ArrowDown", "ArrowDown", [false, false, true, false]);
    // AltGr writes `[` on a German keyboard; Windows reports it as Ctrl and Alt, too.
    let alt_graph = init("[", "Digit8");
    alt_graph.set_modifier_alt_graph(true);
    alt_graph.set_ctrl_key(true);
    alt_graph.set_alt_key(true);
    check(&alt_graph, "[", "Digit8", [false, false, false, true]);
}

#[wasm_bindgen_test]
fn a_key_press_knows_what_has_the_focus() {
    // A text field, any field, and the attribute of what is around it.
    for (selector, expected) in [
        ("#name", (true, true, None)),
        ("#note", (true, true, None)),
        ("#choice", (true, true, None)),
        ("#editable", (true, false, None)),
        ("#text", (false, false, None)),
        ("#tick", (false, true, None)),
        ("#file", (false, true, None)),
        ("#button", (false, false, None)),
        ("#in-article", (false, false, Some("data-document"))),
        ("#row", (false, false, Some("data-annotation"))),
        ("#pick", (false, true, Some("data-annotation"))),
        ("#start", (false, false, Some("data-handle"))),
    ] {
        let press = pressed(selector, &KeyboardEventInit::new());
        let around = ["data-document", "data-annotation", "data-handle"];
        let around = around.into_iter().find(|attribute| press.around(attribute).is_some());
        assert_eq!((press.is_text_field(), press.is_input(), around), expected, "{selector}");
    }
    let press = pressed("#start", &KeyboardEventInit::new());
    assert_eq!(press.around("data-handle").as_deref(), Some("start"));
}

#[wasm_bindgen_test]
fn a_fields_value_is_read_from_its_event() {
    let stage = Stage::new("<input id=name><textarea id=note></textarea><p id=text>x</p>");
    for (selector, expected) in [("#name", "Ana"), ("#note", "one\ntwo"), ("#text", "")] {
        let field = stage.find(selector);
        if let Some(input) = field.dyn_ref::<web_sys::HtmlInputElement>() {
            input.set_value(expected);
        } else if let Some(area) = field.dyn_ref::<web_sys::HtmlTextAreaElement>() {
            area.set_value(expected);
        }
        let typed = InputEvent::new("input").expect("an event");
        field.dispatch_event(&typed).expect("it is heard");
        assert_eq!(events::typed(&typed), expected, "{selector}");
        let changed = Event::new("change").expect("an event");
        field.dispatch_event(&changed).expect("it is heard");
        assert_eq!(events::field_value(&changed), expected, "{selector}");
    }
}

#[wasm_bindgen_test]
fn a_changed_field_says_what_was_chosen() {
    let stage = Stage::new(
        "<input type=checkbox id=tick><input type=checkbox id=ticked checked>\
         <select id=choice><option>A<option selected>B</select>",
    );
    for (selector, is_ticked, choice) in
        [("#tick", false, None), ("#ticked", true, None), ("#choice", false, Some(1))]
    {
        let changed = Event::new("change").expect("an event");
        stage.find(selector).dispatch_event(&changed).expect("it is heard");
        assert_eq!(
            (events::is_ticked(&changed), events::choice(&changed)),
            (is_ticked, choice),
            "{selector}"
        );
    }
}

#[wasm_bindgen_test]
fn a_list_knows_how_many_of_its_rows_are_above_it() {
    let stage = Stage::new(
        "<ul id=list><li>room<li class=row>1<li class=row>2<li class=row>3<li class=row>4<li>room</ul>",
    );
    let list = stage.find("#list").unchecked_into::<HtmlElement>();
    list.set_attribute(
        "style",
        "height: 20px; overflow: auto; padding: 0; line-height: 20px; position: relative",
    )
    .expect("a style");
    for (scrolled, above) in [(20, 0), (40, 1), (60, 2), (0, -1)] {
        list.set_scroll_top(scrolled);
        assert_eq!(element::rows_above("#list"), Some(above), "{scrolled}");
    }
    assert_eq!(element::rows_above("#nowhere"), None);
}

#[wasm_bindgen_test]
fn the_focus_goes_where_it_is_sent() {
    let stage = Stage::new("<div id=box><input id=name value=words></div><button id=button>b</button>");
    element::focus(&stage.find("#name"));
    assert!(element::has_focus(&stage.find("#name")) && element::has_focus(&stage.find("#box")));
    element::focus(&stage.find("#button"));
    assert!(!element::has_focus(&stage.find("#box")));
    let hidden: HtmlElement = stage.find("#button").unchecked_into();
    hidden.set_hidden(true);
    element::focus(&stage.find("#name"));
    assert!(element::has_focus(&stage.find("#name")));
}

#[wasm_bindgen_test]
fn the_clock_is_the_browsers() {
    let today = clock::today();
    let parts: Vec<_> = today.split('-').map(str::len).collect();
    assert_eq!(parts, [4, 2, 2], "{today}");
    assert!(clock::now() > 1_700_000_000_000);
    assert!(clock::local(1_764_000_000_000).contains("2025"), "{}", clock::local(1_764_000_000_000));
}

#[wasm_bindgen_test]
fn random_bits_are_never_the_same() {
    let mut drawn: Vec<_> = (0..100).map(|_| random::bits()).collect();
    drawn.sort_unstable();
    drawn.dedup();
    assert_eq!(drawn.len(), 100);
    assert!(drawn.iter().any(|bits| bits >> 96 != 0), "the upper bits are empty");
}

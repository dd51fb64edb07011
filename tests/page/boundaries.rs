//! The boundaries of what is tagged, moved by keys and by dragging; nothing else changes by it.

use crate::html::{attribute, drawn, inside};
use crate::kit::Page;
use glossator::app::effect::{Effect, Target};
use glossator::app::intent::{self, Annotations, Tagging};
use glossator::app::keys::Focus;
use glossator::app::settings::SNAPPING;
use glossator::features::tagging::state::Progress;
use glossator_core::text::offset::ByteOffset;
use serde_json::Value;

const BEFORE: &str = "Turkish President [actor:Recep Tayyip Erdogan] on Sunday met Army men.";
const NAME: &str = "Recep Tayyip Erdogan";

/// A page with the annotation of those words open.
#[track_caller]
fn open(marked: &str, words: &str) -> Page {
    let page = Page::of(marked);
    page.send(Annotations::Open(page.id(words)));
    page.effects();
    page
}

/// The words as which the open annotation is shown while its handle is dragged.
fn preview(page: &Page) -> String {
    page.read(|state| {
        let dragged = state.tagging.dragged.zip(state.document());
        dragged.map(|(span, document)| span.of(document.text.content()).to_owned()).unwrap_or_default()
    })
}

fn drag(page: &Page, handle: &str, at: Option<ByteOffset>, exact: bool, progress: Progress) {
    page.send(Tagging::Drag { start: handle == "start", at, exact, progress });
}

/// Drags a handle to where the words begin; what is shown meanwhile.
#[track_caller]
fn drag_to(page: &Page, handle: &str, words: &str, exact: bool) -> String {
    drag(page, handle, Some(page.span(words).start()), exact, Progress::Moves);
    let shown = preview(page);
    drag(page, handle, None, exact, Progress::Ends);
    assert_eq!(preview(page), "");
    shown
}

#[test]
fn a_boundary_is_dragged_to_another_word_and_shown_while_it_is_dragged() {
    let page = open(BEFORE, NAME);
    let id = page.id(NAME);
    for (handle, words, expected) in [
        ("end", "unday met", "Recep Tayyip Erdogan on Sunday"),
        ("end", "rdogan", NAME),
        ("end", "cep Tayyip", "Recep"),
        ("start", "ish President", "Turkish President Recep"),
        ("start", "sident", "President Recep"),
        ("end", "my men", "President Recep Tayyip Erdogan on Sunday met Army"),
    ] {
        let before = page.open();
        drag(&page, handle, Some(page.span(words).start()), false, Progress::Moves);
        assert_eq!((preview(&page).as_str(), page.open()), (expected, before), "{handle} to {words}");
        drag(&page, handle, None, false, Progress::Ends);
        assert_eq!((preview(&page).as_str(), page.open().as_str()), ("", expected), "{handle} to {words}");
        assert_eq!(page.said(), format!("Tagged now: “{}”.", glossator::words::shortened(expected)));
        assert_eq!(page.read(|state| (state.session.annotation, state.session.selection)), (Some(id), None));
    }
    let page = open("the Pahalgam [claim:terror attack].\n\nThe meeting", "terror attack");
    for (words, expected) in [("eting", "terror attack.\n\nThe meeting"), ("ror", "terror")] {
        assert_eq!(drag_to(&page, "end", words, false), expected);
        assert_eq!(page.open(), expected);
    }
}

#[test]
fn with_alt_or_by_the_setting_a_boundary_is_dragged_to_the_very_character() {
    let page = open(BEFORE, NAME);
    for (handle, words, expected) in
        [("end", "y met", "Recep Tayyip Erdogan on Sunda"), ("start", "cep", "cep Tayyip Erdogan on Sunda")]
    {
        assert_eq!(drag_to(&page, handle, words, true), expected);
        assert_eq!(page.open(), expected);
    }
    let page = open(BEFORE, NAME);
    page.send(intent::Settings::Set(SNAPPING, "off".into()));
    assert_eq!(drag_to(&page, "end", "gan", false), "Recep Tayyip Erdo");
}

#[test]
fn a_drag_that_leads_nowhere_changes_nothing() {
    let page = open(BEFORE, NAME);
    let stored = page.stored();
    let check = |what: &str| {
        assert_eq!((page.open().as_str(), preview(&page).as_str()), (NAME, ""), "{what}");
        assert_eq!(page.stored(), stored, "{what}");
    };
    // Across the other boundary nothing would be left.
    assert_eq!(drag_to(&page, "end", "rkish", false), "");
    check("the end before the start");
    assert_eq!(drag_to(&page, "start", "unday", false), "");
    check("the start behind the end");
    for words in ["yyip", "cep", "sident", "kish"] {
        drag(&page, "end", Some(page.span(words).start()), false, Progress::Moves);
    }
    drag(&page, "end", None, false, Progress::Ends);
    check("word by word over the other boundary");
    drag(&page, "end", Some(page.span("unday").start()), false, Progress::Moves);
    assert_ne!(preview(&page), "");
    drag(&page, "end", None, false, Progress::Cancelled);
    check("it was cancelled");
    drag(&page, "end", Some(page.span("unday").start()), false, Progress::Moves);
    drag(&page, "end", None, false, Progress::Moves);
    drag(&page, "end", None, false, Progress::Ends);
    check("not over the text");
    assert_eq!(drag_to(&page, "end", " on Sunday", false), NAME);
    check("where it was");
    drag(&page, "start", None, false, Progress::Ends);
    check("a press alone");
}

#[test]
fn keys_take_hold_of_both_boundaries_in_turn_and_move_them() {
    // Positions are counted in code points.
    let page = Page::of("🙂 ünd President [actor:Recep Tayyip Erdogan] on Sunday met");
    page.press("b");
    assert_eq!(page.said(), "Open an annotation first.");
    page.click("Recep");
    page.effects();
    page.press("b");
    assert_eq!(page.focus(), Some(Target::Boundary));
    let sliders = || {
        let html = drawn(&page.store);
        let sliders = inside(&html, "div").into_iter().filter(|(tag, _)| tag.contains("role=\"slider\""));
        let said = sliders.map(|(tag, _)| {
            let [name, now, text] = ["aria-label", "aria-valuenow", "aria-valuetext"]
                .map(|name| attribute(tag, name).unwrap_or_default());
            assert!(tag.contains("aria-valuemin=\"0\" aria-valuemax=\"50\""), "{tag}");
            format!("{name}: {now}, {text}")
        });
        said.collect::<Vec<_>>()
    };
    for (focus, key, words, at) in [
        (Focus::End, "ArrowRight", "Recep Tayyip Erdogan o", [16, 38]),
        (Focus::End, "ArrowRight", "Recep Tayyip Erdogan on", [16, 39]),
        (Focus::End, "ArrowLeft", "Recep Tayyip Erdogan o", [16, 38]),
        (Focus::End, "ArrowDown", NAME, [16, 36]),
        (Focus::End, "Control+ArrowRight", "Recep Tayyip Erdogan on", [16, 39]),
        (Focus::End, "Control+ArrowRight", "Recep Tayyip Erdogan on Sunday", [16, 46]),
        (Focus::End, "Alt+ArrowLeft", "Recep Tayyip Erdogan on", [16, 39]),
        (Focus::End, "Control+ArrowLeft", NAME, [16, 36]),
        (Focus::End, "ArrowLeft", "Recep Tayyip Erdoga", [16, 35]),
        (Focus::Start, "ArrowRight", "ecep Tayyip Erdoga", [17, 35]),
        (Focus::Start, "ArrowLeft", "Recep Tayyip Erdoga", [16, 35]),
        (Focus::Start, "Control+ArrowLeft", "President Recep Tayyip Erdoga", [6, 35]),
        (Focus::Start, "Control+ArrowRight", "Recep Tayyip Erdoga", [16, 35]),
        (Focus::Start, "Control+ArrowRight", "Tayyip Erdoga", [22, 35]),
    ] {
        assert!(page.press_in(focus, key));
        assert_eq!(page.open(), words, "{key}");
        let [start, end] = at;
        let expected = [
            format!("Start of the annotation: {start}, {words}"),
            format!("End of the annotation: {end}, {words}"),
        ];
        assert_eq!(sliders(), expected, "{key}");
    }
    page.effects();
    assert!(page.press_in(Focus::End, "Escape"));
    assert_eq!((page.focus(), page.open().as_str()), (Some(Target::Reader), "Tayyip Erdoga"));
    // While words are selected there are no handles.
    page.select("Sunday");
    assert_eq!(sliders(), [""; 0]);
    // In the list the key is about the row.
    page.press("Escape");
    page.press("Escape");
    page.effects();
    assert!(page.press_in(Focus::Row(page.id("Tayyip Erdoga")), "b"));
    assert_eq!((page.focus(), page.open().as_str()), (Some(Target::Boundary), "Tayyip Erdoga"));
}

#[test]
fn keys_stop_at_the_ends_of_the_article_and_leave_one_character() {
    let page = open("[actor:Turkish President] came. [actor:This week].", "Turkish President");
    let check = |focus: Focus, keys: &[&str], words: &str, said: &str| {
        page.send(intent::Messages::Expire);
        for key in keys {
            assert!(page.press_in(focus, key));
        }
        assert_eq!((page.open().as_str(), page.said().as_str()), (words, said), "{keys:?}");
    };
    let no_further = "It cannot go further.";
    check(Focus::Start, &["ArrowLeft"], "Turkish President", no_further);
    check(Focus::Start, &["Control+ArrowLeft"], "Turkish President", no_further);
    check(Focus::End, &["Control+ArrowLeft"; 2], "Turkish", no_further);
    check(Focus::End, &["ArrowLeft"; 6], "T", "Tagged now: “T”.");
    check(Focus::End, &["ArrowLeft"; 2], "T", no_further);
    check(Focus::Start, &["ArrowRight"], "T", no_further);
    check(Focus::Start, &["Control+ArrowRight"], "T", no_further);
    page.send(Annotations::Open(page.id("This week")));
    check(Focus::End, &["ArrowRight"], "This week.", "Tagged now: “This week.”.");
    check(Focus::End, &["ArrowRight"], "This week.", no_further);
    check(Focus::End, &["Control+ArrowRight"], "This week.", no_further);
    assert_eq!(page.again().marked("a"), "[actor:T]urkish President came. [actor:This week.]");
}

#[test]
fn whatever_moves_a_boundary_id_note_and_making_stay() {
    let page = open(BEFORE, NAME);
    page.send(Tagging::TypeNote(page.id(NAME), "Why".into()));
    page.send(Tagging::StoreNote);
    let row = |page: &Page| {
        let json: Value = serde_json::from_str(&page.json()).expect("JSON");
        assert_eq!(json["annotations"].as_array().map(Vec::len), Some(1));
        json["annotations"][0].clone()
    };
    let before = row(&page);
    let check = |page: &Page, words: &str| {
        let after = row(page);
        for field in ["id", "document", "label", "note", "created", "annotator"] {
            assert_ne!(after[field], Value::Null, "{field}");
            assert_eq!(after[field], before[field], "{field}");
        }
        assert_ne!(after["modified"], before["modified"]);
        assert_eq!(after["quote"], words);
    };
    drag_to(&page, "end", "unday", false);
    check(&page, "Recep Tayyip Erdogan on Sunday");
    page.press_in(Focus::Start, "Control+ArrowRight");
    check(&page, "Tayyip Erdogan on Sunday");
    check(&page.again(), "Tayyip Erdogan on Sunday");
}

#[test]
fn what_lies_over_or_under_it_at_the_same_border_does_not_move_along() {
    let before = "[claim:Turkish President [actor:[claim:Recep Tayyip Erdogan]]] [location:on Sunday] met";
    let page = Page::of(before);
    let open = |label: &str| {
        let found = page.read(|state| {
            let document = state.document()?;
            let mut all = document.annotations();
            all.find(|one| &*one.label.0 == label && one.quote(&document.text).starts_with("Recep"))
                .map(|one| one.id)
        });
        page.send(Annotations::Open(found.expect("it is there")));
    };
    open("actor");
    drag_to(&page, "end", "unday met", false);
    assert!(page.press_in(Focus::Start, "Control+ArrowRight"));
    assert_eq!(
        page.marked("a"),
        "[claim#1:Turkish President [claim#2:Recep [actor#3:Tayyip Erdogan#2]#1] [location:on Sunday]#3] met"
    );
    open("claim");
    drag_to(&page, "start", "yyip", false);
    assert_eq!(
        page.marked("a"),
        "[claim#1:Turkish President Recep [actor#2:[claim:Tayyip Erdogan]#1] [location:on Sunday]#2] met"
    );
}

#[test]
fn a_boundary_is_not_moved_to_where_the_same_is_tagged_already() {
    let both = "[actor:[actor:Recep Tayyip] Erdogan] on Sunday";
    let page = open(both, "Recep Tayyip");
    let said = "These words have this label already.";
    assert!(page.press_in(Focus::End, "Control+ArrowRight"));
    assert_eq!((page.said().as_str(), page.marked("a").as_str()), (said, both));
    page.send(intent::Messages::Expire);
    assert_eq!(drag_to(&page, "end", "gan", false), "Recep Tayyip Erdogan");
    assert_eq!((page.said().as_str(), page.marked("a").as_str()), (said, both));
    // Another label may lie there.
    page.press("2");
    drag_to(&page, "end", "gan", false);
    assert_eq!(page.marked("a"), "[actor:[claim:Recep Tayyip Erdogan]] on Sunday");
}

#[test]
fn one_undo_takes_a_drag_or_a_quick_series_of_moves_back() {
    let check = |act: &dyn Fn(&Page), words: &str| {
        let page = open(BEFORE, NAME);
        act(&page);
        assert_eq!(page.open(), words);
        for (key, expected) in [("z", NAME), ("y", words), ("z", NAME)] {
            page.press(&format!("Control+{key}"));
            let done = if key == "z" { "Undone" } else { "Redone" };
            let said = format!("{done}: move “{expected}”.");
            assert_eq!((page.open().as_str(), page.said()), (expected, said));
        }
        assert_eq!(page.again().marked("a"), BEFORE);
        page.press("Control+z");
        assert_eq!(page.marked("a"), "Turkish President Recep Tayyip Erdogan on Sunday met Army men.");
    };
    check(
        &|page| {
            drag_to(page, "end", "unday met", false);
        },
        "Recep Tayyip Erdogan on Sunday",
    );
    let series = |page: &Page| {
        for key in ["Control+ArrowRight"; 3].into_iter().chain(["ArrowLeft"; 2]) {
            assert!(page.press_in(Focus::End, key));
        }
    };
    check(&series, "Recep Tayyip Erdogan on Sunday m");
}

#[test]
fn moving_a_boundary_scrolls_and_selects_nothing() {
    let page = open(BEFORE, NAME);
    drag_to(&page, "end", "unday", false);
    let moves = |effect: &Effect| {
        matches!(effect, Effect::Reveal(_) | Effect::RevealCaret | Effect::ShowSelection | Effect::Focus(_))
    };
    assert!(!page.effects().iter().any(moves));
}

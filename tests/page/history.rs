//! Undo and redo: what is said of each step, what a step opens, and the history beyond one page.

use crate::html::{attribute, drawn, inside};
use crate::kit::Page;
use glossator::app::intent::{self, Storage, Tagging};

/// The names of "Undo" and "Redo"; a button that cannot be pressed is in brackets.
fn buttons(page: &Page) -> [String; 2] {
    let html = drawn(&page.store);
    let name = |verb: &str| {
        let buttons = inside(&html, "button").into_iter();
        let mut named = buttons.filter_map(|(tag, _)| Some((attribute(tag, "aria-label")?, tag)));
        let (name, tag) = named.find(|(name, _)| name.starts_with(verb)).expect("a button");
        let name = name.replace(['\u{2068}', '\u{2069}'], "");
        if tag.contains(" disabled") { format!("[{name}]") } else { name }
    };
    ["Undo", "Redo"].map(name)
}

#[track_caller]
fn check_buttons(page: &Page, undo: &str, redo: &str) {
    assert_eq!(buttons(page), [undo, redo]);
}

fn write_note(page: &Page, words: &str, note: &str) {
    page.send(Tagging::TypeNote(page.id(words), note.into()));
    page.send(Tagging::StoreNote);
}

fn tag(page: &Page, words: &str, key: &str) {
    page.select(words);
    assert!(page.press(key));
}

/// Takes the last step back (`z`) or does it again (`y`).
#[track_caller]
fn step(page: &Page, key: &str, said: &str) {
    assert!(page.press(&format!("Control+{key}")));
    assert_eq!(page.said(), said);
}

/// Reads the writes of other pages.
fn catch_up(page: &Page) {
    page.send(Storage::CatchUp);
}

#[test]
fn every_step_is_undone_and_redone_by_keys() {
    let page = Page::of("Turkish President in Istanbul");
    let states = [
        "Turkish President in Istanbul",
        "[location:Turkish President] in Istanbul",
        "[location:Turkish President] in [actor:Istanbul]",
        "[claim:Turkish President] in [actor:Istanbul]",
        "Turkish President in [actor:Istanbul]",
    ];
    tag(&page, "Turkish President", "3");
    tag(&page, "Istanbul", "1");
    page.click("Turkish");
    page.press("2");
    page.press("Delete");
    assert_eq!(page.marked("a"), states[4]);
    for state in states.iter().rev().skip(1) {
        assert!(page.press("Control+z"));
        assert_eq!(page.marked("a"), *state);
    }
    step(&page, "z", "Nothing to undo.");
    for (number, state) in states.iter().enumerate().skip(1) {
        assert!(page.press(if number % 2 == 0 { "Control+y" } else { "Control+Shift+z" }));
        assert_eq!(page.marked("a"), *state);
    }
    step(&page, "y", "Nothing to redo.");
    assert_eq!(page.again().marked("a"), states[4]);
}

#[test]
fn the_buttons_and_the_messages_say_what_the_step_is() {
    let check = |act: &dyn Fn(&Page), step: &str| {
        let page = Page::of("Erdogan in [location:Istanbul], Istanbul").again();
        check_buttons(&page, "[Undo]", "[Redo]");
        act(&page);
        check_buttons(&page, &format!("Undo {step}"), "[Redo]");
        assert!(page.press("Control+z"));
        assert_eq!(page.said(), format!("Undone: {step}."));
        check_buttons(&page, "[Undo]", &format!("Redo {step}"));
        assert!(page.press("Control+y"));
        assert_eq!(page.said(), format!("Redone: {step}."));
        check_buttons(&page, &format!("Undo {step}"), "[Redo]");
    };
    let on_open = |key: &'static str| {
        move |page: &Page| {
            page.click("Istanbul");
            assert!(page.press(key));
        }
    };
    check(&|page| tag(page, "Erdogan", "1"), "tag “Erdogan” as Actor");
    check(&on_open("2"), "relabel “Istanbul”");
    check(&on_open("Delete"), "delete “Istanbul”");
    check(&|page| write_note(page, "Istanbul", "why"), "change the note on “Istanbul”");
    let others = |page: &Page| {
        page.click("Istanbul");
        page.press("t");
        page.send(intent::Search::Tag("location".into()));
    };
    check(&others, "tag “Istanbul” as Location");
    let rename = |page: &Page| {
        page.send(intent::Articles::Rename);
        page.send(intent::Articles::EndRename(Some("Talks".into())));
    };
    check(&rename, "rename article");
    check(&|page| page.send(intent::Settings::SetName("Ada".into())), "change your name");
    check(&|page| page.open_file("b.txt", b"Another article."), "open file");
    let page = Page::of("One");
    page.open_file("b.txt", b"Another article.");
    page.send(intent::Articles::Remove);
    check_buttons(&page, "Undo remove article", "[Redo]");
    step(&page, "z", "Undone: remove article.");
    assert_eq!(page.read(|state| state.session.document.to_string()), "b");
    step(&page, "z", "Undone: open file.");
    assert_eq!(page.read(|state| state.session.document.to_string()), "a");
}

#[test]
fn a_step_opens_what_it_changed_even_in_another_article() {
    let page = Page::with(&[("a", "[location:Istanbul]"), ("b", "[actor:Bo] and [actor:Al]")]);
    page.click("Istanbul");
    page.press("2");
    page.open_article("b");
    let check = |key: &str, article: &str, open: &str| {
        assert!(page.press(key));
        let shown = page.read(|state| state.session.document.to_string());
        assert_eq!((shown.as_str(), page.open().as_str()), (article, open), "{key}");
    };
    check("Control+z", "a", "Istanbul");
    check("Control+z", "b", "");
    check("Control+y", "b", "Al");
    check("Control+y", "a", "Istanbul");
}

#[test]
fn what_was_done_before_a_reload_is_undone_and_redone_after_it_across_articles() {
    let page = Page::with(&[("a", "in Istanbul"), ("b", "from Istanbul")]).again();
    tag(&page, "Istanbul", "3");
    page.press("1");
    page.open_article("b");
    tag(&page, "from", "3");
    write_note(&page, "from", "Why");
    let note = |page: &Page| {
        let id = page.id("from");
        page.read(|state| state.corpus().annotation(id).map(|one| one.note.to_string()))
    };
    let page = page.reload();
    check_buttons(&page, "Undo change the note on “from”", "[Redo]");
    step(&page, "z", "Undone: change the note on “from”.");
    assert_eq!(note(&page).as_deref(), Some(""));
    check_buttons(&page, "Undo tag “from” as Location", "Redo change the note on “from”");
    let page = page.reload();
    check_buttons(&page, "Undo tag “from” as Location", "Redo change the note on “from”");
    step(&page, "z", "Undone: tag “from” as Location.");
    step(&page, "z", "Undone: relabel “Istanbul”.");
    assert_eq!([page.marked("a"), page.marked("b")], ["in [location:Istanbul]", "from Istanbul"]);
    let page = page.reload();
    step(&page, "y", "Redone: relabel “Istanbul”.");
    step(&page, "y", "Redone: tag “from” as Location.");
    step(&page, "y", "Redone: change the note on “from”.");
    assert_eq!([page.marked("a"), page.marked("b")], ["in [actor:Istanbul]", "[location:from] Istanbul"]);
    assert_eq!(note(&page).as_deref(), Some("Why"));
    check_buttons(&page, "Undo change the note on “from”", "[Redo]");
    let page = page.reload();
    for _ in 0..4 {
        assert!(page.press("Control+z"));
    }
    check_buttons(&page, "[Undo]", "Redo tag “Istanbul” as Location");
    assert_eq!(page.read(|state| state.corpus().annotation_count()), 0);
}

#[test]
fn a_new_step_after_a_reload_ends_what_could_be_redone() {
    let page = Page::of("[location:Istanbul] and [actor:Fidan], Guler");
    page.press("Control+z");
    let page = page.reload();
    check_buttons(&page, "Undo tag “Istanbul” as Location", "Redo tag “Fidan” as Actor");
    tag(&page, "Guler", "1");
    check_buttons(&page, "Undo tag “Guler” as Actor", "[Redo]");
    let page = page.reload();
    check_buttons(&page, "Undo tag “Guler” as Actor", "[Redo]");
    page.press("Control+z");
    assert_eq!(page.marked("a"), "[location:Istanbul] and Fidan, Guler");
}

#[test]
fn what_another_page_changed_since_stays_and_is_said() {
    let one = Page::of("in Istanbul").again();
    tag(&one, "Istanbul", "3");
    one.press("1");
    let other = one.again();
    other.click("Istanbul");
    other.press("2");
    let one = one.again();
    // The history before the last one is its own.
    one.send(Storage::Adopt(Some(1)));
    check_buttons(&one, "Undo relabel “Istanbul”", "[Redo]");
    step(&one, "z", "Undone: relabel “Istanbul”. 1 part changed elsewhere since. That stays.");
    catch_up(&other);
    assert_eq!([one.marked("a"), other.marked("a")], ["in [claim:Istanbul]", "in [claim:Istanbul]"]);
    step(&other, "z", "Undone: relabel “Istanbul”.");
    catch_up(&one);
    assert_eq!(one.marked("a"), "in [actor:Istanbul]");
}

#[test]
fn each_page_has_a_history_of_its_own_and_one_goes_on_with_that_of_a_page_that_is_gone() {
    let one = Page::of("Istanbul and Fidan").again();
    tag(&one, "Istanbul", "3");
    // No history is free: another page has it.
    let other = one.again();
    other.send(Storage::Adopt(None));
    step(&other, "z", "Nothing to undo.");
    tag(&other, "Fidan", "1");
    step(&other, "z", "Undone: tag “Fidan” as Actor.");
    check_buttons(&other, "[Undo]", "Redo tag “Fidan” as Actor");
    catch_up(&one);
    check_buttons(&one, "Undo tag “Istanbul” as Location", "[Redo]");
    let third = other.reload();
    check_buttons(&third, "[Undo]", "Redo tag “Fidan” as Actor");
    // Steps that were taken before it was known what is free come after those of the history.
    let fourth = one.again();
    tag(&fourth, "and", "2");
    fourth.send(Storage::Adopt(Some(1)));
    assert_eq!(fourth.marked("a"), "[location:Istanbul] [claim:and] Fidan");
    for marked in ["[location:Istanbul] and Fidan", "Istanbul and Fidan"] {
        assert!(fourth.press("Control+z"));
        assert_eq!(fourth.marked("a"), marked);
    }
    check_buttons(&fourth, "[Undo]", "Redo tag “Istanbul” as Location");
}

#[test]
fn a_thousand_steps_are_undone_after_a_reload_and_redone_after_another() {
    const STEPS: usize = 1_000;
    let words: Vec<_> = (0..40).map(|number| format!("word{number:02}")).collect();
    let text = words.join(" ");
    let page = Page::of(&text);
    for word in &words {
        tag(&page, word, "1");
        for key in ["2", "1"].into_iter().cycle().take(STEPS / words.len() - 1) {
            assert!(page.press(key));
        }
    }
    let after = page.marked("a");
    let page = page.reload();
    check_buttons(&page, "Undo relabel “word39”", "[Redo]");
    (0..STEPS).for_each(|_| assert!(page.press("Control+z")));
    check_buttons(&page, "[Undo]", "Redo tag “word00” as Actor");
    assert_eq!(page.marked("a"), text);
    let page = page.reload();
    assert_eq!(page.marked("a"), text);
    (0..STEPS).for_each(|_| assert!(page.press("Control+y")));
    check_buttons(&page, "Undo relabel “word39”", "[Redo]");
    assert_eq!((page.marked("a"), page.alerts()), (after, Vec::new()));
}

//! Editing: labels, notes and deleting by keys, the way from one annotation or article to the next, and what Escape leaves.

use crate::html::{attribute, drawn, inside, text_of, without_signs};
use crate::kit::Page;
use crate::tagging::check;
use glossator::app::effect::{Effect, Target};
use glossator::app::intent::{self, Intent, Tagging};
use glossator::app::keys::Focus;
use glossator::app::message::MessageAction;
use glossator::app::session::{Dialog, Panel};

#[test]
fn white_space_around_a_selection_is_not_tagged() {
    let tag = |words: &'static str| {
        move |page: &Page| {
            page.select(words);
            page.press("2");
        }
    };
    let said = "Tagged “on Sunday” as Claim.";
    check("met  on Sunday  in", tag("  on Sunday  "), "met  [claim:on Sunday]  in", said);
    check("met \n on Sunday\n\nThe", tag(" \n on Sunday\n\n"), "met \n [claim:on Sunday]\n\nThe", said);
    check("met   in", tag("   "), "met   in", "Select some words first.");
}

#[test]
fn a_selection_wins_over_the_open_annotation() {
    let act = |page: &Page| {
        page.click("Istanbul");
        page.select("Erdogan");
        page.press("1");
    };
    let after = "[location:Istanbul] and [actor:Erdogan]";
    check("[location:Istanbul] and Erdogan", act, after, "Tagged “Erdogan” as Actor.");
}

#[test]
fn the_open_annotation_gets_another_label_and_stays_the_same() {
    let page = Page::of("met in [actor:Istanbul]");
    let id = page.id("Istanbul");
    page.click("Istanbul");
    for (key, marked) in [
        ("3", "met in [location:Istanbul]"),
        ("c", "met in [claim:Istanbul]"),
        ("A", "met in [actor:Istanbul]"),
        ("l", "met in [location:Istanbul]"),
    ] {
        assert!(page.press(key));
        assert_eq!((page.marked("a").as_str(), page.id("Istanbul")), (marked, id), "{key}");
    }
    assert_eq!(page.again().marked("a"), "met in [location:Istanbul]");
}

#[test]
fn delete_and_backspace_remove_what_is_open() {
    for (key, focus) in [
        ("Delete", Focus::Article),
        ("Backspace", Focus::Article),
        ("Delete", Focus::Elsewhere),
        ("Backspace", Focus::End),
    ] {
        let page = Page::of("met in [location:Istanbul]");
        assert!(page.press_in(focus, key));
        assert_eq!(page.said(), "Open an annotation first.", "{key}");
        page.click("Istanbul");
        page.effects();
        assert!(page.press_in(focus, key));
        assert_eq!(
            (page.marked("a").as_str(), page.said().as_str()),
            ("met in Istanbul", "Deleted “Istanbul”.")
        );
        assert_eq!((page.open().as_str(), page.focus()), ("", Some(Target::Reader)));
        assert_eq!(page.again().marked("a"), "met in Istanbul");
        page.answer(|action| *action == MessageAction::Undo);
        assert_eq!(page.marked("a"), "met in [location:Istanbul]");
    }
}

fn note(page: &Page, words: &str) -> String {
    let id = page.id(words);
    page.read(|state| state.corpus().annotation(id).map(|one| one.note.to_string())).unwrap_or_default()
}

#[test]
fn keys_in_a_field_are_the_fields() {
    let page = Page::of("met in [location:Istanbul]");
    let id = page.id("Istanbul");
    page.click("Istanbul");
    for key in [
        "1",
        "a",
        "Shift+A",
        "e",
        "b",
        "o",
        "s",
        "j",
        "k",
        "n",
        "x",
        "[",
        "]",
        "/",
        "?",
        "d",
        "g",
        "m",
        "Space",
        "Enter",
        "Delete",
        "Backspace",
        "ArrowLeft",
        "Shift+ArrowLeft",
        "Alt+ArrowDown",
        "Home",
        "Control+z",
        "Control+Shift+z",
    ] {
        assert!(!page.press_in(Focus::Field, key), "{key}");
    }
    let written = "1 2 3 acl ACL jk [] n? Ünïcödé\n🙂 ";
    page.send(Tagging::TypeNote(id, written.into()));
    page.effects();
    assert!(page.press_in(Focus::Field, "Escape"));
    assert_eq!(page.focus(), Some(Target::Reader));
    // The note is stored as soon as the field is left.
    page.send(Tagging::StoreNote);
    assert_eq!((note(&page, "Istanbul").as_str(), page.open().as_str()), (written, "Istanbul"));
    assert_eq!(note(&page.again(), "Istanbul"), written);
    let json: serde_json::Value = serde_json::from_str(&page.json()).expect("JSON");
    assert_eq!(json["annotations"][0]["note"], written);
}

#[test]
fn a_note_is_stored_before_anything_else_is_done() {
    let check = |what: &str, act: &dyn Fn(&Page)| {
        let page = Page::with(&[("a", "[location:Istanbul] and [actor:Bo]"), ("b", "More")]);
        page.click("Istanbul");
        page.send(Tagging::TypeNote(page.id("Istanbul"), "half a th".into()));
        act(&page);
        assert_eq!(note(&page.again(), "Istanbul"), "half a th", "{what}");
    };
    check("another article", &|page| page.open_article("b"));
    check("another annotation", &|page| page.click("Bo"));
    check("its card is closed", &|page| assert!(page.press("Escape")));
    check("other words are tagged", &|page| {
        page.select("and");
        assert!(page.press("2"));
    });
    check("something is undone", &|page| assert!(page.press("Control+z") && page.press("Control+y")));
    check("a download", &|page| page.send(intent::Export::DownloadJson));
    check("the typing pauses", &Page::wait);
}

#[test]
fn j_and_k_walk_through_the_annotations_in_text_order() {
    let page = Page::of("[actor:One] and [claim:two and [location:three]]").again();
    for (key, open, said) in [
        ("j", "One", ""),
        ("j", "two and three", ""),
        ("j", "three", ""),
        ("j", "three", "This was the last annotation."),
        ("k", "two and three", ""),
        ("k", "One", ""),
        ("k", "One", "This was the first annotation."),
    ] {
        page.send(intent::Messages::Expire);
        page.effects();
        assert!(page.press(key));
        assert_eq!((page.open().as_str(), page.said().as_str()), (open, said), "{key}");
        let id = page.id(open);
        assert_eq!(page.effects().contains(&Effect::Reveal(id)), said.is_empty(), "{key}");
    }
    // Without an open one they begin at the caret.
    for (words, key, open) in [("and two", "j", "two and three"), ("and two", "k", "One")] {
        page.press("Escape");
        page.select(words);
        page.press("ArrowLeft");
        page.press(key);
        assert_eq!(page.open(), open, "{key}");
    }
}

#[test]
fn brackets_and_alt_with_arrows_walk_through_the_articles() {
    let page = Page::with(&[("a", "[actor:First]"), ("b", "Second\n\nand more"), ("c", "Third")]);
    page.click("First");
    for (key, article, said) in [
        ("]", "b", "“Second”"),
        ("]", "c", "“Third”"),
        ("]", "c", "This was the last article."),
        ("[", "b", "“Second”"),
        ("Alt+ArrowUp", "a", "“First”"),
        ("[", "a", "This was the first article."),
        ("Alt+ArrowDown", "b", "“Second”"),
    ] {
        page.effects();
        assert!(page.press(key));
        let shown = page.read(|state| state.session.document.to_string());
        assert_eq!((shown.as_str(), page.said().as_str()), (article, said), "{key}");
        let effects = page.effects();
        let is_another = effects.contains(&Effect::Remember(article.into()));
        assert_eq!(is_another, effects.contains(&Effect::Focus(Target::Reader)), "{key}");
        assert_eq!(is_another, !said.starts_with("This"), "{key}");
        assert_eq!((page.open().as_str(), page.selected().as_str()), ("", ""));
        let html = drawn(&page.store);
        let mut current =
            inside(&html, "button").into_iter().filter(|(tag, _)| tag.contains(" aria-current="));
        let current = current.find_map(|(tag, _)| attribute(tag, "data-article"));
        assert_eq!(current.as_deref(), Some(article), "{key}");
    }
}

#[test]
fn a_card_lies_over_a_narrow_article_once_words_are_tagged_and_makes_way_for_the_labels() {
    let page = Page::of("Istanbul and Bo");
    let over = || page.read(glossator::app::state::State::over);
    page.select("Istanbul");
    assert_eq!(over(), "labels");
    page.press("3");
    assert_eq!((page.open().as_str(), over()), ("Istanbul", "panel"));
    assert!(page.effects().contains(&Effect::Reveal(page.id("Istanbul"))), "its words are not hidden");
    page.select("Bo");
    assert_eq!(over(), "labels");
    page.press("Escape");
    assert_eq!((page.open().as_str(), over()), ("Istanbul", "panel"));
    // While a label stays, nothing is in the way of the words that come next.
    page.press("Escape");
    page.press("s");
    page.press("1");
    page.select("Bo");
    page.press("Enter");
    assert_eq!((page.open().as_str(), over()), ("Bo", ""));
}

#[test]
fn escape_closes_what_was_opened_last() {
    let page = Page::of("[location:Istanbul] and Bo");
    page.click("Istanbul");
    page.press("s");
    page.select("and");
    page.send(Intent::ShowPanel(Some(Panel::Annotations)));
    for (left, after) in [
        ("the panel", [true, true, true]),
        ("the selection", [false, true, true]),
        ("the label that stays", [false, false, true]),
        ("the annotation", [false, false, false]),
    ] {
        assert!(page.press("Escape"));
        let now = page.read(|state| {
            assert_eq!(state.session.panel.filter(|panel| *panel != Panel::Card), None, "{left}");
            [state.session.selection.is_some(), state.tagging.stays, state.open().is_some()]
        });
        assert_eq!(now, after, "{left}");
    }
    // That is seen and only read out; what is shown goes.
    assert_eq!(page.said(), "No longer tagging.");
    assert!(!page.press("Escape"), "the browser may have it");
    page.send(intent::Messages::Say("Nothing is tagged here.".into()));
    assert!(page.press("Escape"));
    assert_eq!(page.said(), "");
    assert!(!page.press("Escape"), "the browser may have it");
    // It leaves a field or a handle first of all.
    page.click("Istanbul");
    for focus in [Focus::Field, Focus::Box(page.id("Istanbul")), Focus::Start, Focus::End] {
        page.effects();
        assert!(page.press_in(focus, "Escape"));
        assert_eq!((page.focus(), page.open().as_str()), (Some(Target::Reader), "Istanbul"), "{focus:?}");
    }
}

#[test]
fn dialogs_open_by_their_keys_and_say_what_they_are_about() {
    let page = Page::of("[location:Istanbul] and Bo");
    for (key, dialog, words) in [
        ("d", Dialog::Codebook, "Actor"),
        ("?", Dialog::Help, "Undo"),
        ("m", Dialog::Counts, "Different strings"),
    ] {
        assert!(page.press(key));
        assert_eq!(page.read(|state| state.session.dialog), Some(dialog), "{key}");
        assert!(crate::html::dialog_text(&page).contains(words), "{key}");
        // Nothing behind it hears of keys.
        for key in ["1", "n", "]", "j", "Escape", "Delete"] {
            assert!(!page.press_in(Focus::Elsewhere, key), "{key} in {dialog:?}");
        }
        page.send(Intent::Show(None));
    }
}

#[test]
fn an_article_is_renamed_as_one_step() {
    let page = Page::with(&[("a", "First"), ("b", "Second")]);
    let title = |page: &Page| {
        let html = drawn(&page.store);
        inside(&html, "h1").first().map(|(_, title)| text_of(title)).unwrap_or_default()
    };
    let end = |words: Option<&str>| {
        page.send(intent::Articles::Rename);
        page.effects();
        page.send(intent::Articles::EndRename(words.map(Into::into)));
        assert_eq!(page.focus(), Some(Target::Reader));
        // Leaving the field is no second end.
        page.send(intent::Articles::EndRename(Some("something else".into())));
        assert_eq!(page.focus(), None);
        title(&page)
    };
    assert_eq!(end(None), "First");
    assert_eq!(end(Some("First")), "First");
    assert_eq!(page.said(), "");
    assert_eq!(end(Some("Talks in Istanbul 123")), "Talks in Istanbul 123");
    assert_eq!(page.said(), "Renamed.");
    assert_eq!(title(&page.again()), "Talks in Istanbul 123");
    assert!(page.json().contains("\"title\": \"Talks in Istanbul 123\""));
    page.answer(|action| *action == MessageAction::Undo);
    assert_eq!((title(&page).as_str(), page.said().as_str()), ("First", "Undone: rename article."));
    // Another article ends it.
    page.send(intent::Articles::Rename);
    assert_eq!(title(&page), "");
    page.open_article("b");
    assert_eq!(title(&page), "Second");
}

#[test]
fn the_labels_beside_a_selection_name_their_keys() {
    let page = Page::of("Bo came");
    assert!(!drawn(&page.store).contains("id=\"label-bar\""));
    page.select("Bo");
    let html = drawn(&page.store);
    let (_, bar) = html.split_once("id=\"label-bar\"").expect("the bar");
    let (bar, _) = bar.split_once("</main>").expect("its end");
    let of_bar = |(tag, _): &(&str, &str)| !tag.contains("select-text");
    let buttons = inside(bar, "button").into_iter().filter(of_bar).map(|(tag, words)| {
        let words = without_signs(words);
        let words = words.split("<kbd").next().unwrap_or_default();
        let name = attribute(tag, "aria-label").unwrap_or_else(|| text_of(words));
        (name, attribute(tag, "aria-keyshortcuts").unwrap_or_default())
    });
    let expected = [
        ("Actor", "1"),
        ("Claim", "2"),
        ("Location", "3"),
        ("Keep tagging", "S"),
        ("Select less", "Shift E"),
        ("Select more", "E"),
        ("Cancel", ""),
    ];
    assert_eq!(buttons.collect::<Vec<_>>(), expected.map(|(name, key)| (name.to_owned(), key.to_owned())));
}

#[test]
fn each_article_says_how_much_is_tagged_in_it() {
    let page = Page::with(&[("a", "[location:Istanbul]: [actor:Bo] and [actor:Al]"), ("b", "Nothing")]);
    let html = drawn(&page.store);
    let navs = inside(&html, "nav");
    let nav = navs.iter().find(|(tag, _)| tag.contains("\"Articles\"")).expect("the list of articles");
    let words = text_of(nav.1);
    assert!(words.contains("Actor 2Location 1") && words.contains("Nothing tagged yet"), "{words}");
    assert!(!words.contains("Claim"), "{words}");
}

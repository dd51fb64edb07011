//! Two pages on one store: what is done in one comes into the other, and nothing is overwritten unseen.
//!
//! A page hears of the other when the test says so, key by key or all at once.

use crate::kit::Page;
use glossator::app::intent::{self, Storage};
use glossator::app::message::MessageAction;
use glossator::features::reader::state::Pointer;

/// Two pages, of which each has what the other has.
fn two(marked: &str) -> [Page; 2] {
    let one = Page::of(marked);
    let other = one.again();
    [one, other]
}

type Deed = fn(&Page);

fn catch_up(page: &Page) {
    page.send(Storage::CatchUp);
}

fn note(page: &Page, words: &str) -> String {
    let id = page.id(words);
    page.read(|state| state.corpus().annotation(id).map(|one| one.note.to_string()).unwrap_or_default())
}

fn write_note(page: &Page, words: &str, note: &str) {
    page.send(intent::Tagging::TypeNote(page.id(words), note.into()));
    page.send(intent::Tagging::StoreNote);
}

#[test]
fn whatever_is_done_in_one_comes_into_the_other() {
    let deeds: [(&str, Deed); 14] = [
        ("tag", |page| {
            page.select("Istanbul");
            page.press("3");
        }),
        ("relabel", |page| {
            page.click("Istanbul");
            page.press("2");
        }),
        ("note", |page| write_note(page, "Istanbul", "Why")),
        ("undo", |page| _ = page.press("Control+z")),
        ("redo", |page| _ = page.press("Control+y")),
        ("another label", |page| _ = page.press("Shift+1")),
        ("boundary", |page| {
            page.send(intent::Annotations::TakeBoundary(page.id("Istanbul")));
            page.press_in(glossator::app::keys::Focus::End, "Control+ArrowRight");
        }),
        ("delete", |page| _ = page.press("Delete")),
        ("undo of that", |page| _ = page.press("Control+z")),
        ("all others", |page| {
            page.click("Hakan");
            page.press("t");
            page.send(intent::Search::Tag("actor".into()));
        }),
        ("rename", |page| {
            page.send(intent::Articles::Rename);
            page.send(intent::Articles::EndRename(Some("Talks".into())));
        }),
        ("open", |page| page.open_file("own.txt", b"An article of my own.")),
        ("remove", |page| page.send(intent::Articles::Remove)),
        ("setting", |page| page.send(intent::Settings::Set("theme", "dark".into()))),
    ];
    for hears in [Page::hear as Deed, catch_up] {
        let [one, other] = two("[actor:Hakan] Fidan in Istanbul today, Hakan and Hakan");
        for (name, deed) in deeds {
            let before = one.stored();
            deed(&one);
            assert_ne!(one.stored(), before, "{name} did nothing");
            hears(&other);
            assert_eq!(other.json(), one.json(), "{name}");
            assert_eq!(
                other.read(|state| state.setting("theme").to_owned()),
                one.read(|state| state.setting("theme").to_owned())
            );
            assert_eq!((one.alerts(), other.alerts()), (Vec::new(), Vec::new()), "{name}");
        }
        // To the other page, none of it is a step of its own.
        other.press("Control+z");
        assert_eq!(other.said(), "Nothing to undo.");
    }
}

#[test]
fn an_opened_file_comes_in_whole_and_goes_whole() {
    let file = Page::of("[actor:Hakan Fidan] in [location:Istanbul]").json();
    let [one, other] = two("Hakan Fidan in Istanbul");
    one.open_file("work.json", file.as_bytes());
    other.hear();
    assert_eq!(other.marked("a"), "[actor:Hakan Fidan] in [location:Istanbul]");
    one.press("Control+z");
    other.hear();
    assert_eq!(other.marked("a"), "Hakan Fidan in Istanbul");
}

#[test]
fn a_note_written_in_one_and_a_label_changed_in_the_other_both_stay() {
    let [one, other] = two("[location:Istanbul]");
    write_note(&one, "Istanbul", "Why");
    other.click("Istanbul");
    other.press("1");
    assert_eq!((one.marked("a").as_str(), note(&other, "Istanbul").as_str()), ("[location:Istanbul]", ""));
    for page in [&one, &other] {
        catch_up(page);
    }
    for page in [&one, &other, &one.again()] {
        assert_eq!((page.marked("a").as_str(), note(page, "Istanbul").as_str()), ("[actor:Istanbul]", "Why"));
        assert!(page.alerts().is_empty(), "{:?}", page.alerts());
    }
}

#[test]
fn what_both_write_on_one_note_is_said_in_both_and_either_can_be_taken() {
    for takes in [true, false] {
        let [one, other] = two("[location:Istanbul]");
        write_note(&one, "Istanbul", "First");
        write_note(&other, "Istanbul", "Second");
        catch_up(&one);
        catch_up(&other);
        let kept = note(&one, "Istanbul");
        let lost = if kept == "Second" { "First" } else { "Second" };
        let said = format!(
            "Two changes of the note on “Istanbul” came at the same time. Now it is “{kept}”, the other was “{lost}”."
        );
        for page in [&one, &other] {
            assert_eq!((page.alerts(), note(page, "Istanbul")), (vec![said.clone()], kept.clone()));
        }
        one.answer(|action| {
            if takes {
                matches!(action, MessageAction::Take(_))
            } else {
                matches!(action, MessageAction::Leave(_))
            }
        });
        other.hear();
        let chosen = if takes { lost } else { &kept };
        for page in [&one, &other, &one.again()] {
            assert_eq!((page.alerts(), note(page, "Istanbul").as_str()), (Vec::new(), chosen));
        }
        one.press("Control+z");
        assert_eq!(one.said(), "Undone: choose between two versions.");
        other.hear();
        for page in [&one, &other] {
            assert_eq!((page.alerts(), note(page, "Istanbul")), (Vec::new(), kept.clone()));
        }
    }
}

#[test]
fn what_both_make_of_one_label_is_asked_until_it_is_decided_and_not_after() {
    let [one, other] = two("[location:Istanbul]");
    for (page, key) in [(&one, "1"), (&other, "2")] {
        page.click("Istanbul");
        page.press(key);
    }
    catch_up(&one);
    catch_up(&other);
    let kept = one.marked("a");
    let [now, then] = if kept == "[claim:Istanbul]" { ["Claim", "Actor"] } else { ["Actor", "Claim"] };
    let said = format!(
        "Two changes of the label of “Istanbul” came at the same time. Now it is {now}, the other was {then}."
    );
    let later = one.again();
    for page in [&one, &other, &later] {
        assert_eq!((page.alerts(), page.marked("a")), (vec![said.clone()], kept.clone()));
    }
    other.answer(|action| matches!(action, MessageAction::Leave(_)));
    one.hear();
    catch_up(&later);
    for page in [&one, &other, &later, &one.again()] {
        assert_eq!((page.alerts(), page.marked("a")), (Vec::new(), kept.clone()));
    }
}

#[test]
fn who_saw_the_other_value_before_overwrites_it_without_a_question() {
    let [one, other] = two("[location:Istanbul]");
    write_note(&one, "Istanbul", "First");
    other.hear();
    write_note(&other, "Istanbul", "Second");
    one.hear();
    for page in [&one, &other, &one.again()] {
        assert_eq!((page.alerts(), note(page, "Istanbul").as_str()), (Vec::new(), "Second"));
    }
}

#[test]
fn an_open_annotation_that_another_page_deletes_comes_back_with_the_note_that_is_being_typed() {
    let [one, other] = two("[location:Istanbul] and [location:Ankara]");
    let id = one.id("Istanbul");
    other.click("Istanbul");
    other.send(intent::Tagging::TypeNote(id, "Half a tho".into()));
    one.click("Istanbul");
    one.press("Delete");
    other.hear();
    assert_eq!(other.alerts(), ["“Istanbul” was deleted in another tab."]);
    assert_eq!((other.marked("a").as_str(), other.open().as_str()), ("Istanbul and [location:Ankara]", ""));
    other.answer(|action| matches!(action, MessageAction::Undelete(_)));
    one.hear();
    for page in [&one, &other, &one.again()] {
        assert_eq!((page.id("Istanbul"), note(page, "Istanbul").as_str()), (id, "Half a tho"));
    }
    assert_eq!((other.open().as_str(), other.alerts()), ("Istanbul", Vec::new()));
    other.press("Control+z");
    one.hear();
    assert_eq!(one.marked("a"), "Istanbul and [location:Ankara]");

    // Of one that is not open nothing is said.
    one.click("Ankara");
    one.press("Delete");
    other.hear();
    assert_eq!((other.marked("a").as_str(), other.alerts()), ("Istanbul and Ankara", Vec::new()));
}

#[test]
fn what_another_page_does_leaves_selection_card_and_typing_alone() {
    let [one, other] = two("[location:Istanbul] Hakan Fidan, Yasar Guler");
    let id = one.id("Istanbul");
    other.click("Istanbul");
    other.send(intent::Tagging::TypeNote(id, "Half".into()));
    one.select("Hakan Fidan");
    one.press("1");
    other.hear();
    let draft = other.read(|state| state.session.draft.clone().map(|(_, note)| note.to_string()));
    assert_eq!((other.open().as_str(), draft.as_deref()), ("Istanbul", Some("Half")));
    other.select("Yasar");
    let caret = other.caret();
    one.select("Guler");
    one.press("2");
    one.open_file("own.txt", b"An article of my own.");
    other.hear();
    assert_eq!((other.selected().as_str(), other.caret()), ("Yasar", caret));
    assert_eq!(other.read(|state| state.session.document.to_string()), "a");
    other.press("3");
    assert_eq!(other.marked("a"), "[location:Istanbul] [actor:Hakan Fidan], [location:Yasar] [claim:Guler]");
    assert_eq!(note(&other, "Istanbul"), "Half");
}

#[test]
fn an_article_that_another_page_removes_makes_way_for_its_neighbour() {
    let [one, other] = two("[location:Istanbul]");
    one.open_file("own.txt", b"An article of my own.");
    other.hear();
    other.open_article("own");
    other.select("article");
    one.send(intent::Articles::Remove);
    other.hear();
    let shown = other.read(|state| (state.session.document.to_string(), state.session.selection));
    assert_eq!((shown, other.alerts()), (("a".to_owned(), None), Vec::new()));
    one.press("Control+z");
    other.hear();
    assert_eq!(
        (other.read(|state| state.session.document.to_string()), other.json()),
        ("a".to_owned(), one.json())
    );
}

#[test]
fn until_the_selection_is_looked_after_in_a_new_drawing_the_browsers_own_is_not_read() {
    let [one, other] = two("Erdogan met Sharif in Istanbul.");
    let is_read = |down| one.read(|state| !Pointer { down, ..Pointer::default() }.is_outdated(state));
    let receive = |words: &str| {
        other.select(words);
        other.press("1");
        catch_up(&one);
    };
    receive("Sharif");
    assert_eq!([is_read(false), is_read(true)], [true, true], "nothing is selected");
    one.select("Istanbul");
    receive("met");
    assert_eq!([is_read(false), is_read(true)], [false, false]);
    one.send(intent::Reader::Shown);
    assert_eq!([is_read(false), is_read(true)], [true, true]);
}

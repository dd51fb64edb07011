//! Tagging every other occurrence of what is open: what is listed and ticked, and what comes of it in one step.

use crate::html::{dialog, dialog_text, drawn, elements, inside, text_of};
use crate::kit::Page;
use glossator::app::effect::{Effect, Target, Timer};
use glossator::app::intent::{self, Annotations, Search};
use glossator::app::keys::Focus;
use glossator::app::message::MessageAction;
use glossator::app::session::Dialog;
use glossator_core::query::search::Concordance;

const ARTICLES: [(&str, &str); 3] = [
    ("a", "Erdogan met him. He left. Then President Erdogan said no. Erdogan!"),
    ("b", "It was Erdogan’s idea."),
    ("c", "Erdoganism of erdogan, not of Erdogan."),
];

/// A page on which the first one of those words was just tagged.
#[track_caller]
fn tagged(articles: &[(&str, &str)], words: &str, key: &str) -> Page {
    let page = Page::with(articles);
    page.select(words);
    assert!(page.press(key));
    page
}

fn summary(page: &Page) -> String {
    elements(&dialog(page), "p", "aria-live").remove(0).1
}

/// The sentences that are listed, the words in brackets; those that are ticked begin with a plus.
fn listed(page: &Page) -> Vec<String> {
    let html = dialog(page).replace("<strong>", "[").replace("</strong>", "]");
    let hits = inside(&html, "li").into_iter().filter(|(tag, _)| tag.contains(" data-hit="));
    let sign = |row: &str| if row.contains("aria-pressed=\"true\"") { "+" } else { "-" };
    hits.map(|(_, row)| format!("{} {}", sign(row), text_of(row))).collect()
}

/// The number of annotations in each article.
fn counts(page: &Page) -> Vec<usize> {
    page.read(|state| state.corpus().documents().map(|document| document.annotation_count()).collect())
}

fn asks(page: &Page) -> bool {
    page.read(|state| state.session.dialog) == Some(Dialog::Others)
}

#[test]
fn every_other_one_is_tagged_in_two_actions_and_back_in_one() {
    let page = tagged(&ARTICLES, "Erdogan", "1");
    assert_eq!(page.said(), "Tagged as Actor. 4 more in 3 articles.");
    assert!(text_of(&drawn(&page.store)).contains("Tag 4 more in 3 articles …"), "the card offers it");
    page.press("t");
    assert!(asks(&page) && dialog_text(&page).starts_with("Every other “Erdogan”"));
    assert_eq!(page.said(), "");
    assert_eq!(summary(&page), "4 in 3 articles. 1 more is tagged so already.");
    let sentences = [
        "+ Then President [Erdogan] said no.",
        "+ [Erdogan]!",
        "+ It was [Erdogan]’s idea.",
        "+ Erdoganism of erdogan, not of [Erdogan].",
    ];
    assert_eq!(listed(&page), sentences);
    // The first press of Enter is for the button that says what it does.
    assert!(dialog(&page).contains("autofocus") && dialog_text(&page).contains("Tag 4 as Actor"));
    page.effects();
    page.send(Search::Tag("actor".into()));
    assert_eq!((page.focus(), asks(&page)), (Some(Target::Reader), false));
    assert_eq!(page.said(), "Tagged 4 as Actor.");
    assert_eq!(counts(&page), [3, 1, 1]);
    for (key, said, expected) in [
        ("z", "Undone: tag 4 annotations as Actor.", [1, 0, 0]),
        ("y", "Redone: tag 4 annotations as Actor.", [3, 1, 1]),
    ] {
        page.press(&format!("Control+{key}"));
        assert_eq!((page.said().as_str(), counts(&page)), (said, expected.to_vec()));
    }
    assert_eq!(page.read(|state| state.session.document.to_string()), "a");
    // It is stored as one step, too.
    let page = page.reload();
    assert_eq!(counts(&page), [3, 1, 1]);
    page.press("Control+z");
    assert_eq!(
        page.marked("a"),
        "[actor:Erdogan] met him. He left. Then President Erdogan said no. Erdogan!"
    );
    assert_eq!(counts(&page), [1, 0, 0]);
}

#[test]
fn the_question_is_asked_by_the_message_the_card_or_a_row() {
    type Ask = fn(&Page);
    let ways: [(&str, Ask); 4] = [
        ("the key", |page| assert!(page.press("t"))),
        ("the message", |page| page.answer(|action| matches!(action, MessageAction::Others(_)))),
        ("the card", |page| page.send(Search::AskOthers(page.id("Erdogan")))),
        ("a row", |page| assert!(page.press_in(Focus::Row(page.id("Erdogan")), "t"))),
    ];
    for (way, ask) in ways {
        let page = tagged(&ARTICLES, "Erdogan", "1");
        if way == "a row" {
            page.press("Escape");
        }
        ask(&page);
        assert!(asks(&page), "{way}");
        assert_eq!(listed(&page).len(), 4, "{way}");
    }
}

#[test]
fn what_lies_in_a_longer_one_of_that_label_is_listed_and_not_ticked() {
    let articles = [
        ("a", "The [actor:President Erdogan] left. So the [claim:President Erdogan] said. One Erdogan."),
        ("b", "Now Erdogan came."),
    ];
    let page = Page::with(&articles);
    page.open_article("b");
    page.select("Erdogan");
    page.press("1");
    assert_eq!(page.said(), "Tagged as Actor. 2 more in 1 article.");
    page.press("t");
    // Another label's is no reason.
    let sentences = [
        "- The President [Erdogan] left. inside a longer Actor",
        "+ So the President [Erdogan] said.",
        "+ One [Erdogan].",
    ];
    assert_eq!(listed(&page), sentences);
    page.send(Search::Tag("actor".into()));
    assert_eq!(
        page.marked("a"),
        "The [actor:President Erdogan] left. So the [claim:President [actor:Erdogan]] said. One [actor:Erdogan]."
    );
}

#[test]
fn single_ones_are_ticked_and_no_longer() {
    let page = tagged(&[("a", "Oslo: c Oslo b. Oslo a. Oslo d. Oslo e.")], "Oslo", "3");
    page.press("t");
    let check = |act: &dyn Fn(), signs: &str, button: &str| {
        act();
        let listed: String = listed(&page).iter().map(|row| &row[..1]).collect();
        assert_eq!(listed, signs);
        assert!(dialog_text(&page).contains(button), "{}", dialog_text(&page));
    };
    let send = |intent: Search| page.send(intent);
    let place = |number: usize| {
        page.read(|state| {
            let hits = state.sought().hits(state.corpus());
            (hits[number].document.id.clone(), hits[number].span.start())
        })
    };
    check(&|| {}, "++++", "Tag 4 as Location");
    check(&|| send(Search::Turn(place(0))), "-+++", "Tag 3 as Location");
    check(&|| send(Search::Turn(place(2))), "-+-+", "Tag 2 as Location");
    check(&|| assert!(page.press_in(Focus::Hit(3), "Space")), "-+--", "Tag 1 as Location");
    // Another order ticks nothing else.
    check(&|| send(Search::SetOrder(Concordance::Behind)), "+---", "Tag 1 as Location");
    check(&|| send(Search::SetOrder(Concordance::Text)), "-+--", "Tag 1 as Location");
    check(&|| assert!(page.press_in(Focus::Hit(3), "Space")), "-+-+", "Tag 2 as Location");
    check(&|| send(Search::TurnAll), "++++", "Tick none");
    check(&|| send(Search::TurnAll), "----", "Tag 0 as Location");
    assert!(
        inside(&dialog(&page), "button")
            .iter()
            .any(|(tag, _)| tag.contains("class=\"main\"") && tag.contains("disabled"))
    );
    page.send(Search::Tag("location".into()));
    assert_eq!((page.said().as_str(), asks(&page)), ("Nothing is ticked.", true));
    check(&|| assert!(page.press_in(Focus::Hit(2), "Space")), "--+-", "Tag 1 as Location");
    // Enter accepts, wherever the keyboard is.
    assert!(page.press_in(Focus::Hit(1), "Enter"));
    assert_eq!(page.marked("a"), "[location:Oslo]: c Oslo b. Oslo a. [location:Oslo] d. Oslo e.");
}

#[test]
fn the_switches_find_more_or_fewer() {
    let page = tagged(
        &[("a", "Oslo, OSLO and Oslos.\n\nIn Oslo.\n\nNorth\nOslo: Oslo’s North  Oslo."), ("b", "oslo")],
        "Oslo",
        "3",
    );
    assert_eq!(page.said(), "Tagged as Location. 4 more in 1 article.");
    page.press("t");
    let check = |change: Search, said: &str| {
        page.send(change);
        assert_eq!(summary(&page), format!("{said} 1 more is tagged so already."));
    };
    check(Search::SetAsWritten(false), "6 in 2 articles.");
    check(Search::SetWholeWords(false), "7 in 2 articles.");
    check(Search::SetHere(true), "6 in 1 article.");
    // Enter accepts from a switch, too.
    assert!(page.press_in(Focus::Field, "Enter"));
    assert_eq!(page.said(), "Tagged 6 as Location.");
    assert_eq!(
        page.marked("a"),
        "[location:Oslo], [location:OSLO] and [location:Oslo]s.\n\nIn [location:Oslo].\n\nNorth\n[location:Oslo]: [location:Oslo]’s North  [location:Oslo]."
    );
    // Nothing is left of it, and the card does not offer it.
    page.press("j");
    assert!(!text_of(&drawn(&page.store)).contains("more in"));
}

#[test]
fn words_in_two_lines_are_the_same_words() {
    let page =
        tagged(&[("a", "North Oslo and North\nOslo, North  Oslo.\n\nNorth\n\nOslo")], "North Oslo", "3");
    page.press("t");
    assert_eq!(listed(&page).len(), 2);
    page.send(Search::Tag("location".into()));
    let marked = "[location:North Oslo] and [location:North\nOslo], [location:North  Oslo].\n\nNorth\n\nOslo";
    assert_eq!(page.marked("a"), marked);
}

#[test]
fn where_nothing_else_is_found_nothing_is_offered() {
    let page = Page::of("Bo met Bo: spying, intelligence …, …");
    page.press("t");
    assert_eq!(page.said(), "Open an annotation first.");
    for (words, said) in [
        ("spying, intelligence", "Tagged “spying, intelligence” as Claim."),
        // Without a letter there is nothing to look for.
        ("…", "Tagged “…” as Claim."),
    ] {
        page.select(words);
        page.press("2");
        assert_eq!(page.said(), said);
        assert!(!text_of(&drawn(&page.store)).contains("more in"), "{words}");
    }
    page.send(Annotations::Open(page.id("spying, intelligence")));
    page.press("t");
    assert_eq!(summary(&page), "Nothing found. 1 more is tagged so already.");
    page.send(intent::Intent::Show(None));
    assert_eq!(page.open(), "spying, intelligence");
}

#[test]
fn what_another_page_does_meanwhile_is_seen() {
    let page = tagged(&ARTICLES, "Erdogan", "1");
    page.press("t");
    let other = page.again();
    other.select("President Erdogan");
    other.press("1");
    page.hear();
    assert_eq!(
        listed(&page)[..2],
        ["- Then President [Erdogan] said no. inside a longer Actor", "+ [Erdogan]!"]
    );
    assert!(dialog_text(&page).contains("Tag 3 as Actor"));
    page.send(Search::Tag("actor".into()));
    assert_eq!((page.said().as_str(), counts(&page)), ("Tagged 3 as Actor.", vec![3, 1, 1]));
}

#[test]
fn what_takes_longer_than_a_frame_is_said_and_done_whole() {
    let page = tagged(&[("a", &"Oslo, ".repeat(1_200))], "Oslo", "3");
    page.press("t");
    assert!(dialog_text(&page).contains("Tag 1199 as Location"));
    page.send(Search::Tag("location".into()));
    assert!(asks(&page) && summary(&page).ends_with("Tagging …"), "{}", summary(&page));
    page.wait();
    assert_eq!((page.said().as_str(), asks(&page)), ("Tagged 1199 as Location.", false));
    page.press("Control+z");
    assert_eq!(counts(&page), [1]);

    // Where there is much to look through, it is looked through once the annotation is drawn.
    let text = format!("Oslo. {} Oslo.", "and so on ".repeat(30_000));
    let page = tagged(&[("a", &text)], "Oslo", "3");
    assert_eq!(page.said(), "Tagged “Oslo” as Location.");
    assert!(page.effects().iter().any(|effect| matches!(effect, Effect::After(Timer::Others, _))));
    page.wait();
    assert!(text_of(&drawn(&page.store)).contains("Tag 1 more in 1 article …"));
}

#[test]
fn other_names_of_what_is_open_count_as_well_if_that_is_wanted() {
    let page = Page::with(&[
        ("a", "[actor:Ankara] spoke. [actor:Turkey] heard. [actor:It] left."),
        ("b", "Turkey and Ankara; Turkey."),
    ]);
    for words in ["Ankara", "Turkey"] {
        page.means(words, "Turkish government");
    }
    page.click("Ankara");
    page.press("t");
    let count = || page.read(|state| state.search.question.count());
    assert_eq!(count(), 2);
    assert!(dialog_text(&page).contains("Other names"));
    page.send(Search::SetNames(true));
    assert_eq!(count(), 5);
    page.press("Enter");
    assert_eq!(page.marked("b"), "[actor:Turkey] and [actor:Ankara]; [actor:Turkey].");
    let speak = page.read(|state| {
        let all = state.corpus().document(&"b".into()).expect("there").annotations();
        all.filter(|one| state.corpus().entities().of(one).is_some()).count()
    });
    assert_eq!(speak, 3);
}

//! Shared passages: they are found in idle time, found again when texts change, listed, filtered, and lead to their places.

use crate::html::{attribute, dialog_text, drawn, elements, texts};
use crate::kit::Page;
use glossator::app::intent::{Articles, Attribution, Claims, Compare, History, Intent, Passages};
use glossator::app::place::Place;
use glossator::app::session::Dialog;
use glossator::features::passages::state::Filter;
use glossator_core::query::passages::Kind;
use std::rc::Rc;

/// Three articles, two of which say the same.
fn page() -> Page {
    Page::with(&[
        ("a", "Alpha. It was [claim:in the interest of our two dear old peoples]. Rest."),
        ("b", "Beta said: “It is in the interest of our two dear old peoples.” More."),
        ("c", "Gamma tells nothing. Alpha. It was in the interest of our two dear cats."),
    ])
}

/// The rows of the list, as they read.
fn rows(page: &Page) -> Vec<String> {
    let rows = elements(&drawn(&page.store), "button", "data-passage");
    rows.into_iter().map(|(_, words)| words.replace(['\u{2068}', '\u{2069}'], "")).collect()
}

fn found(page: &Page) -> Option<Vec<usize>> {
    page.read(|state| {
        let found = state.passages.found.as_ref()?;
        Some(found.all().iter().map(|passage| passage.words).collect())
    })
}

#[test]
fn passages_are_listed_with_both_outlets_and_their_marks() {
    let page = page();
    page.send(Passages::List(None));
    assert_eq!(page.read(|state| state.session.dialog), Some(Dialog::Passages));
    let found = rows(&page);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("Alpha. It was in the interest"), "{found:?}");
    assert!(found[0].contains("10 words are the same. Neither has them in quotation marks."), "{found:?}");
    assert!(found[1].contains("9 words are the same. Only Beta said:"), "{found:?}");
    assert!(found[1].ends_with("has them in quotation marks.in the interest of our two dear old peoples"));
}

#[test]
fn the_list_is_filtered_by_kind_and_outlet() {
    let page = page();
    page.send(Passages::List(Some("b".into())));
    assert_eq!(rows(&page).len(), 1);
    let outlet = page.read(|state| state.passages.filter.outlet.clone());
    assert!(outlet.is_some_and(|outlet| outlet.starts_with("Beta said")));
    page.send(Passages::SetFilter(Filter { kind: Some(Kind::Left), outlet: None }));
    let rows = rows(&page);
    assert!(rows.len() == 1 && rows[0].contains("9 words are the same. Only Beta"), "{rows:?}");
    page.send(Passages::SetFilter(Filter { kind: Some(Kind::Both), outlet: None }));
    assert!(dialog_text(&page).contains("No passage is like this."));
}

#[test]
fn a_passage_is_shown_side_by_side() {
    let page = page();
    page.send(Intent::Go(Place::Claims));
    page.send(Passages::List(None));
    let passage = page.read(|state| state.passages.found.as_ref().expect("found").all()[1].clone());
    page.send(Passages::Choose(passage.clone()));
    page.read(|state| {
        assert_eq!((state.place, state.session.dialog), (Place::Compare, None));
        assert_eq!(state.side_by_side(), ["a".into(), "b".into()]);
        assert_eq!(state.compare.passage.as_deref(), Some(&passage));
    });
    // It is not in focus any more once one of its texts is gone.
    page.open_article("b");
    page.send(Articles::Remove);
    assert_eq!(page.read(|state| state.compare.passage.clone()), None);
}

#[test]
fn the_article_that_is_read_has_bars_in_its_margin_and_a_chip_above() {
    let page = page();
    let shown = || {
        let html = drawn(&page.store);
        let bars =
            elements(&html, "div", "title").into_iter().filter_map(|(tag, _)| attribute(&tag, "title"));
        let chips = elements(&html, "button", "title")
            .into_iter()
            .filter_map(|(tag, _)| attribute(&tag, "aria-label"));
        let bars = bars.map(|bar| bar.split('.').next().unwrap_or_default().to_owned()).collect::<Vec<_>>();
        (bars, chips.filter(|words| words.ends_with("elsewhere")).collect::<Vec<_>>())
    };
    // Two passages that overlap have one bar.
    let of = |bar: &str, chip: &str| (vec![bar.to_owned()], vec![chip.to_owned()]);
    assert_eq!(shown(), of("These words are in 2 passages", "2 passages elsewhere"));
    page.open_article("b");
    assert_eq!(shown(), of("9 words are the same", "1 passage elsewhere"));
    page.send(Articles::Remove);
    page.open_article("c");
    assert_eq!(shown(), of("10 words are the same", "1 passage elsewhere"));
    page.send(Articles::Remove);
    assert_eq!(shown(), (vec![], vec![]));
}

#[test]
fn a_claim_of_the_matrix_says_how_many_of_its_words_stand_elsewhere() {
    let page = page();
    page.click("in the interest");
    page.press("i");
    page.send(Attribution::Type("It is good for us".into()));
    page.send(Attribution::Take(0, false));
    page.send(Intent::Go(Place::Claims));
    let html = drawn(&page.store);
    let badges: Vec<_> = elements(&html, "button", "tabindex")
        .into_iter()
        .filter(|(tag, _)| attribute(tag, "class").is_some_and(|class| class == "badge same"))
        .map(|(_, words)| words)
        .collect();
    // The 10 words that the first article shares with the third one are 7 of the claim.
    assert_eq!(badges, ["≡ 9"]);
    assert!(texts(&html, "button").iter().any(|words| words.ends_with("Same words 2")), "{html}");
    let group = page.read(|state| state.corpus().entities().in_order()[0].id.clone());
    page.send(Claims::Show(Some((group.clone(), None))));
    let leads = texts(&drawn(&page.store), "button");
    assert!(leads.iter().any(|words| words.starts_with("9 words are the same. Only")), "{leads:?}");
    page.send(Compare::Focus(Some(group)));
    let leads = texts(&drawn(&page.store), "button");
    assert!(leads.iter().any(|words| words.ends_with("Same words 9")), "{leads:?}");
}

#[test]
fn they_are_found_again_when_articles_go_and_come_and_not_when_something_is_tagged() {
    let page = page();
    assert_eq!(found(&page), Some(vec![10, 9]));
    let before = page.read(|state| state.passages.found.clone()).expect("found");
    page.select("Alpha");
    page.press("1");
    assert!(page.read(|state| Rc::ptr_eq(state.passages.found.as_ref().expect("found"), &before)));
    page.open_article("c");
    page.send(Articles::Remove);
    assert_eq!(found(&page), Some(vec![9]));
    page.send(History::Undo);
    assert_eq!(found(&page), Some(vec![10, 9]));
}

#[test]
fn very_much_text_is_not_looked_through_before_a_view_asks() {
    let long = "x".repeat(1_600_000);
    let page = Page::with(&[("a", "one two three four five six seven eight"), ("b", &long)]);
    assert_eq!(found(&page), None);
    page.send(Intent::Go(Place::Claims));
    assert_eq!(found(&page), Some(vec![]));
    page.send(Passages::List(None));
    assert!(dialog_text(&page).contains("No two articles have 8 words in a row that are the same."));
}

//! Counts: how much is tagged as what, the list that a number leads to, and the table as a file.

use crate::html::{dialog, drawn, elements, inside, text_of, texts};
use crate::kit::Page;
use glossator::app::effect::Target;
use glossator::app::intent::{Annotations, Articles, Counts, Intent};
use glossator::app::session::Panel;
use glossator_core::query::Query;

fn tagged() -> Page {
    Page::with(&[
        ("a", "[actor:Erdogan] in [location:Istanbul], \"again\""),
        ("b", "[location:Istanbul] and [location:Istanbul] and [claim:Istanbul]"),
        ("c", "nothing"),
    ])
}

/// The numbers of the table, row by row, and the names of those that lead somewhere.
fn table(page: &Page) -> (Vec<Vec<usize>>, Vec<String>) {
    let html = dialog(page);
    let rows = inside(&html, "tr").into_iter().skip(1);
    let numbers =
        |(_, row)| texts(row, "td").iter().map(|number| number.parse().expect("a number")).collect();
    let buttons =
        inside(&html, "td").into_iter().flat_map(|(_, cell)| elements(cell, "button", "aria-label"));
    (rows.map(numbers).collect(), buttons.map(|(tag, _)| tag).collect())
}

#[test]
fn mentions_and_strings_are_counted() {
    let page = tagged();
    assert!(page.press("m"));
    // Where names have no room, the letters of the labels stand there.
    assert_eq!(texts(&dialog(&page), "th")[..5], ["Article", "aActor", "cClaim", "lLocation", "All"]);
    assert_eq!(texts(&dialog(&page), "th")[7..], ["nothing", "All articles"]);
    let (mentions, buttons) = table(&page);
    assert_eq!(mentions, [[1, 0, 1, 2], [0, 1, 2, 3], [0; 4], [1, 1, 3, 5]]);
    // None of nothing.
    assert_eq!(buttons.len(), 10);
    assert!(buttons[9].contains("aria-label=\"5: show them\""), "{}", buttons[9]);
    page.send(Counts::CountStrings(true));
    assert_eq!(table(&page).0, [[1, 0, 1, 2], [0, 1, 1, 1], [0; 4], [1, 1, 1, 2]]);
}

#[test]
fn a_number_leads_to_what_it_counts() {
    let page = tagged();
    let check = |document: Option<&str>, label: Option<&str>, once: bool, article: &str, rows: &[&str]| {
        page.press("m");
        page.send(Annotations::SetWords("x".into()));
        page.effects();
        let query = Query { labels: label.map(Into::into).into_iter().collect(), once, ..Query::default() };
        page.send(Annotations::List(document.map(Into::into), query));
        assert_eq!(page.focus(), Some(Target::Row));
        let shown = page
            .read(|state| (state.session.document.to_string(), state.session.dialog, state.session.panel));
        assert_eq!(shown, (article.to_owned(), None, Some(Panel::Annotations)));
        let found = elements(&drawn(&page.store), "li", "data-annotation");
        let found: Vec<_> = found.iter().map(|(_, row)| text_of(row)).collect();
        assert_eq!(found.len(), rows.len(), "{found:?}");
        for (found, expected) in found.iter().zip(rows) {
            assert!(found.contains(expected), "{found} is not {expected}");
        }
    };
    check(Some("b"), Some("location"), false, "b", &["LocationIstanbul", "LocationIstanbul"]);
    check(Some("a"), None, false, "a", &["ActorErdogan", "LocationIstanbul"]);
    check(None, Some("claim"), false, "a", &["ClaimIstanbul"]);
    let all = ["ActorErdogan", "LocationIstanbul", "LocationIstanbul", "LocationIstanbul", "ClaimIstanbul"];
    check(None, None, false, "a", &all);
    // A number of different strings leads to as many rows.
    check(Some("b"), Some("location"), true, "b", &["LocationIstanbul"]);
    check(None, None, true, "b", &["ActorErdogan", "LocationIstanbul"]);
    assert!(text_of(&drawn(&page.store)).contains("Annotations 2 of 5"));
    page.send(Annotations::SetOnce(false));
    assert!(text_of(&drawn(&page.store)).contains("Annotations 5"));
}

#[test]
fn the_table_is_downloaded_as_csv() {
    let page = tagged();
    page.send(Intent::Show(Some(glossator::app::session::Dialog::Counts)));
    page.send(Counts::CountStrings(true));
    page.send(Articles::Set(vec![("b".into(), "outlet".into(), "Le Monde".into())]));
    page.send(Counts::Download);
    let file = page.downloaded();
    assert_eq!(
        (file.name.as_str(), file.mime),
        ("glossator-counts-2026-11-24.csv", "text/csv;charset=utf-8")
    );
    let expected = "document,title,label,mentions,strings,outlet,date,headline\r\n\
        a,\"Erdogan in Istanbul, \"\"again\"\"\",Actor,1,1,,,\r\n\
        a,\"Erdogan in Istanbul, \"\"again\"\"\",Claim,0,0,,,\r\n\
        a,\"Erdogan in Istanbul, \"\"again\"\"\",Location,1,1,,,\r\n\
        b,Istanbul and Istanbul and Istanbul,Actor,0,0,Le Monde,,\r\n\
        b,Istanbul and Istanbul and Istanbul,Claim,1,1,Le Monde,,\r\n\
        b,Istanbul and Istanbul and Istanbul,Location,2,1,Le Monde,,\r\n\
        c,nothing,Actor,0,0,,,\r\n\
        c,nothing,Claim,0,0,,,\r\n\
        c,nothing,Location,0,0,,,\r\n";
    assert_eq!(std::str::from_utf8(&file.content), Ok(expected));
}

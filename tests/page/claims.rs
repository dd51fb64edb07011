//! The matrix of claims: its cells, what is missing where, and what is done by keys.

use crate::html::{attribute, drawn, elements, inside, text_of};
use crate::kit::Page;
use glossator::app::intent::{Attribution, Claims, History, Intent};
use glossator::app::place::Place;
use glossator::app::session::Dialog;
use glossator_core::model::entity::EntityId;
use glossator_core::query::matrix::{By, Filter, Order};

/// Two articles with claims, in a group each or in none.
fn page() -> Page {
    let page = Page::with(&[
        ("le-monde", "[claim:They met in Ankara.] [actor:Sharif] thanked him. [claim:He is content.]"),
        ("the-times", "[claim:The two met.] [claim:They did not talk.] [actor:Erdogan] left."),
    ]);
    group(&page, "They met in Ankara.", "They met");
    page.open_article("the-times");
    group(&page, "The two met.", "They met");
    page.send(Claims::SetBy(By::Article));
    page
}

/// Says which group a claim of the article in view belongs to.
fn group(page: &Page, claim: &str, name: &str) {
    page.click(claim);
    page.press("i");
    page.send(Attribution::Type(name.into()));
    page.send(Attribution::Take(0, false));
}

fn id(page: &Page, name: &str) -> EntityId {
    let found = page.read(|state| {
        let mut all = state.corpus().entities().in_order().into_iter().filter(|it| *it.name == *name);
        all.next().map(|it| it.id.clone())
    });
    found.expect("such a group")
}

/// Every row of the matrix: the group, and of each cell the column and the states.
fn rows(page: &Page) -> Vec<String> {
    let html = drawn(&page.store);
    let groups = inside(&html, "tr").into_iter().filter(|(tag, _)| tag.contains(" data-group="));
    let row = |(_, content): (&str, &str)| {
        let name = inside(content, "th").first().map(|(_, it)| text_of(it)).unwrap_or_default();
        let cells = elements(content, "td", "data-state");
        let cells = cells.into_iter().map(|(tag, _)| {
            let of = |name| attribute(&tag, name).unwrap_or_default();
            format!("{}: {}", of("data-outlet"), of("data-state"))
        });
        std::iter::once(name).chain(cells).collect::<Vec<_>>().join(" | ")
    };
    groups.map(row).collect()
}

#[test]
fn the_matrix_says_who_says_a_claim_and_where_it_is_missing() {
    let page = page();
    page.send(Intent::Go(Place::Claims));
    assert_eq!(rows(&page), ["They met | le-monde: asserts | the-times: asserts"]);
    let html = drawn(&page.store);
    assert!(html.contains("aria-label=\"Claims and outlets\""), "{html}");
    assert!(html.contains("2 in no group"), "{html}");
    // From the claims in no group one goes into a row.
    page.send(Attribution::AskAbout(page.id("They did not talk.")));
    assert_eq!(page.read(|state| state.session.dialog), Some(Dialog::Attribution));
    page.send(Attribution::Type("They met".into()));
    page.send(Attribution::Take(0, false));
    assert_eq!(page.read(|state| state.session.dialog), None);
    assert_eq!(rows(&page), ["They met | le-monde: asserts | the-times: asserts"]);
    assert!(drawn(&page.store).contains("1 in no group"));
}

#[test]
fn space_says_that_a_claim_is_absent_and_takes_it_back() {
    let page = page();
    page.send(Intent::Go(Place::Claims));
    page.send(Claims::BeginNew);
    page.send(Claims::EndNew(Some("He is content".into())));
    page.send(Claims::SetOrder(Order::Own));
    assert_eq!(rows(&page)[1], "He is content | le-monde: open | the-times: open");
    let content = id(&page, "He is content");
    page.send(Claims::TurnAbsent(content.clone(), 1, false));
    assert_eq!(
        (rows(&page)[1].as_str(), page.said().as_str()),
        (
            "He is content | le-monde: open | the-times: absent",
            "Absent in “The two met. They did not talk. Erdogan…”."
        )
    );
    page.send(Claims::TurnAbsent(content.clone(), 1, false));
    assert_eq!(rows(&page)[1], "He is content | le-monde: open | the-times: open");
    page.send(Claims::TurnAbsent(content.clone(), 0, true));
    assert_eq!(rows(&page)[1], "He is content | le-monde: absent | the-times: open");
    assert_eq!(page.said(), "1 claim absent in “They met in Ankara. Sharif thanked him.…”.");
    page.send(Claims::TurnAbsent(id(&page, "They met"), 0, false));
    assert_eq!(page.said(), "The claim is there. Enter shows its words.");
    // A claim beats the mark, which holds again when it goes.
    page.send(Attribution::AskAbout(page.read(|state| {
        let all = state.corpus().documents().flat_map(|it| it.annotations());
        let document = |one: &glossator_core::model::annotation::Annotation| {
            state.corpus().document(&one.document).cloned()
        };
        let found = all
            .into_iter()
            .find(|one| document(one).is_some_and(|it| one.quote(&it.text) == "He is content."));
        found.expect("the claim").id
    })));
    page.send(Attribution::Type("He is content".into()));
    page.send(Attribution::Take(0, false));
    assert_eq!(rows(&page)[1], "He is content | le-monde: asserts | the-times: open");
    page.send(History::Undo);
    assert_eq!(rows(&page)[1], "He is content | le-monde: absent | the-times: open");
}

#[test]
fn groups_are_renamed_merged_moved_and_deleted() {
    let page = page();
    page.send(Intent::Go(Place::Claims));
    for name in ["One", "Two"] {
        page.send(Claims::BeginNew);
        page.send(Claims::EndNew(Some(name.into())));
    }
    page.send(Claims::SetOrder(Order::Own));
    let names = |page: &Page| {
        rows(page)
            .iter()
            .map(|row| row.split(" | ").next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&page), ["They met", "One", "Two"]);
    page.send(Claims::Move(id(&page, "Two"), false));
    assert_eq!(names(&page), ["They met", "Two", "One"]);
    page.send(Claims::Rename(id(&page, "One"), "They talked".into()));
    assert_eq!(names(&page), ["They met", "Two", "They talked"]);
    page.send(Claims::Pick(vec![id(&page, "They talked")], true));
    page.send(Claims::Pick(vec![id(&page, "They met")], true));
    page.send(Claims::Merge);
    assert_eq!(page.said(), "2 claims merged into “They talked”.");
    assert_eq!(
        rows(&page),
        ["Two | le-monde: open | the-times: open", "They talked | le-monde: asserts | the-times: asserts"]
    );
    page.send(Claims::Delete(vec![id(&page, "They talked")]));
    assert_eq!(names(&page), ["Two"]);
    assert!(drawn(&page.store).contains("4 in no group"));
    page.send(History::Undo);
    assert_eq!(names(&page), ["Two", "They talked"]);
    page.send(Claims::SetFilter(Filter::Open));
    assert_eq!(names(&page), ["Two"]);
}

#[test]
fn claims_are_left_out_and_grouped_again() {
    let page = page();
    page.send(Intent::Go(Place::Claims));
    page.press("i");
    assert_eq!(page.read(|state| state.session.dialog), Some(Dialog::Attribution));
    page.send(Intent::Show(None));
    assert!(page.read(|state| state.attribution.asked.is_none()));
    page.open_article("the-times");
    let claims = vec![page.id("They did not talk.")];
    page.send(Claims::SetApart(claims.clone(), true));
    page.send(Intent::Go(Place::Claims));
    assert!(drawn(&page.store).contains("1 in no group"));
    page.send(Claims::SetApart(claims, false));
    assert!(drawn(&page.store).contains("2 in no group"));
}

#[test]
fn the_matrix_leaves_as_a_table_with_a_line_for_each_cell() {
    let page = page();
    page.send(Intent::Go(Place::Claims));
    page.send(Claims::Download);
    let download = page.downloaded();
    let content = String::from_utf8_lossy(&download.content).into_owned();
    let lines: Vec<_> = content.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines,
        [
            "group,outlet,state,speakers,claims,quotes,by,at",
            "They met,le-monde,asserts,,1,They met in Ankara.,,",
            "They met,the-times,asserts,,1,The two met.,,",
        ]
    );
}

#[test]
fn marks_of_groups_that_were_merged_are_taken_back_at_once() {
    let page = page();
    page.send(Intent::Go(Place::Claims));
    for name in ["One", "Two"] {
        page.send(Claims::BeginNew);
        page.send(Claims::EndNew(Some(name.into())));
        page.send(Claims::TurnAbsent(id(&page, name), 1, false));
    }
    page.send(Claims::Pick(vec![id(&page, "One"), id(&page, "Two")], true));
    page.send(Claims::Merge);
    page.send(Claims::SetOrder(Order::Own));
    assert_eq!(rows(&page)[1], "One | le-monde: open | the-times: absent");
    page.send(Claims::TurnAbsent(id(&page, "One"), 1, false));
    assert_eq!(rows(&page)[1], "One | le-monde: open | the-times: open");
    page.send(History::Undo);
    assert_eq!(rows(&page)[1], "One | le-monde: open | the-times: absent");
}

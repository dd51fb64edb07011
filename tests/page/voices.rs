//! Voices: who says a claim and what things mean, as the list says it, sorts by it and is narrowed to it; and the rings in the text.

use crate::html::{drawn, inside, text_of};
use crate::kit::Page;
use crate::list::{check, list};
use crate::unfinished::{coded, link, means, value};
use glossator::app::effect::Effect;
use glossator::app::intent::{Annotations, Reader};
use glossator::app::part::Part;
use glossator::features::reader::links::rings;
use glossator_core::query::Order;
use glossator_core::query::attribution::{Conditions, SaidBy, voices};
use glossator_core::query::stance::Form;

const TEXT: &str = "“[claim:We agreed],” said [actor:Mr Sharif] to [actor:a paper]. [claim:They did not meet], [actor:Bilawal]. \
    [claim:Somebody came]. [claim:It rained] in [location:Ankara].";

fn page() -> Page {
    coded(
        &[("a", TEXT)],
        &[
            &means("Mr Sharif", "Shehbaz Sharif"),
            &means("Bilawal", "Bilawal"),
            &means("Ankara", "City of Ankara"),
            &means("We agreed", "They agree"),
            &link("said by", "We agreed", "Mr Sharif"),
            &link("via", "We agreed", "a paper"),
            &link("said by", "They did not meet", "Bilawal"),
            &value("They did not meet", "position", "denies"),
            &value("Somebody came", "form", "indirect"),
        ],
    )
}

const ROWS: [&str; 8] = [
    "Claim Shehbaz Sharif: We agreed Shehbaz Sharif They agree",
    "Actor Mr Sharif is Shehbaz Sharif",
    "Actor a paper",
    "Claim Bilawal denies: They did not meet Bilawal denies",
    "Actor Bilawal",
    "Claim Somebody came no speaker yet",
    "Claim It rained own voice",
    "Location Ankara is City of Ankara",
];

#[test]
fn a_row_says_whose_a_claim_is_and_what_things_mean() {
    let page = page();
    check(&page, "Annotations 8", &ROWS);
    // The speaker of a claim is heard before its words, and not once more behind them.
    let html = drawn(&page.store);
    let voices: Vec<_> = inside(&html, "bdi")
        .into_iter()
        .filter(|(tag, _)| tag.contains("class=\"voice\""))
        .map(|(tag, words)| (tag.contains("aria-hidden=\"true\""), text_of(words)))
        .collect();
    let expected =
        [(true, "Shehbaz Sharif"), (true, "Bilawal denies"), (false, "no speaker yet"), (false, "own voice")];
    assert_eq!(voices, expected.map(|(is_hidden, words)| (is_hidden, words.to_owned())));
    // Where nobody is said to say anything, a claim is as plain as anything else.
    let plain = Page::of("[claim:It rained] in [location:Ankara]");
    check(&plain, "Annotations 2", &["Claim It rained", "Location Ankara"]);
}

#[test]
fn the_list_is_narrowed_to_voices_and_sorted_by_them() {
    let page = page();
    let narrowed = |conditions: Conditions, rows: &[usize]| {
        page.effects();
        page.send(Annotations::SetConditions(conditions.clone()));
        let heading = if rows.len() < 8 {
            format!("Annotations {} of 8", rows.len())
        } else {
            "Annotations 8".to_owned()
        };
        let rows: Vec<_> = rows.iter().map(|row| ROWS[*row].to_owned()).collect();
        assert_eq!(list(&page), (heading, rows), "{conditions:?}");
        assert!(page.effects().contains(&Effect::CheckRows));
    };
    let all = Conditions::default();
    let who = page.read(|state| voices(state.corpus(), None));
    let names: Vec<_> = who.iter().map(|(_, name)| name.to_string()).collect();
    assert_eq!(names, ["Bilawal", "Shehbaz Sharif"]);
    narrowed(Conditions { said_by: Some(SaidBy::Who(who[1].0.clone())), ..all.clone() }, &[0]);
    // The filters are there, and what is chosen stands in them.
    let html = drawn(&page.store);
    assert!(html.contains("aria-label=\"Filters (on)\""));
    let chosen: Vec<_> = inside(&html, "option")
        .into_iter()
        .filter(|(tag, _)| tag.contains("selected"))
        .map(|(_, words)| text_of(words))
        .collect();
    assert!(chosen.contains(&"Shehbaz Sharif".to_owned()), "{chosen:?}");
    narrowed(Conditions { said_by: Some(SaidBy::Missing), ..all.clone() }, &[5]);
    narrowed(Conditions { said_by: Some(SaidBy::Own), ..all.clone() }, &[6]);
    narrowed(Conditions { form: Some(Form::Indirect), ..all.clone() }, &[3, 5]);
    narrowed(Conditions { is_denial: Some(true), ..all.clone() }, &[3]);
    narrowed(Conditions { is_without_entity: true, ..all.clone() }, &[2, 3, 5, 6]);
    narrowed(all, &[0, 1, 2, 3, 4, 5, 6, 7]);
    page.send(Annotations::SetOrder(Order::Speaker));
    let sorted: Vec<_> = [3, 0, 5, 6, 1, 2, 4, 7].map(|row: usize| ROWS[row].to_owned()).into();
    assert_eq!(list(&page).1, sorted);
}

#[test]
fn rings_stand_around_what_is_linked_to_the_open_annotation() {
    let page = page();
    let ringed = || {
        page.read(|state| {
            let text = state.document().expect("an article").text.content();
            let all = rings(state).into_iter();
            all.map(|ring| (ring.part, ring.span.of(text).to_owned())).collect::<Vec<_>>()
        })
    };
    let check = |expected: &[(Part, &str)]| {
        let expected: Vec<_> = expected.iter().map(|(part, words)| (*part, (*words).to_owned())).collect();
        assert_eq!(ringed(), expected);
        let html = drawn(&page.store);
        assert_eq!(html.matches("class=\"ring\"").count(), expected.len());
        let line = expected.iter().any(|(part, _)| *part == Part::SaidBy);
        assert_eq!(html.matches("class=\"line\"").count(), usize::from(line));
    };
    check(&[]);
    page.click("agreed");
    check(&[(Part::SaidBy, "Mr Sharif"), (Part::Via, "a paper")]);
    page.click("Sharif");
    check(&[(Part::Says, "We agreed")]);
    page.click("paper");
    check(&[]);
    page.click("rained");
    check(&[]);
    // Nothing is around words that are being selected.
    page.click("did not");
    check(&[(Part::SaidBy, "Bilawal")]);
    page.select("in Ankara");
    check(&[]);
    page.send(Reader::ClearSelection);
    check(&[(Part::SaidBy, "Bilawal")]);
}

#[test]
fn a_link_is_dragged_from_the_card_to_whoever_says_the_claim() {
    let page = page();
    let at = |words: &str| Some(page.span(words).start());
    let said_by = || {
        let over = page.read(|state| rings(state).into_iter().find(|ring| ring.part == Part::SaidBy));
        over.map(|ring| {
            page.read(|state| ring.span.of(state.document().expect("there").text.content()).to_owned())
        })
    };
    page.click("came");
    assert!(drawn(&page.store).contains("data-link=\"said by\""));
    page.send(Reader::DragLink(at("rained")));
    assert_eq!(said_by(), None);
    page.send(Reader::DragLink(at("Bilawal")));
    assert_eq!(said_by().as_deref(), Some("Bilawal"));
    page.send(Reader::DragLink(None));
    assert_eq!(said_by(), None);
    page.send(Reader::EndLink(true));
    assert_eq!(page.said(), "Drop it on words that are tagged as an actor.");
    page.send(Reader::DragLink(at("Sharif")));
    page.send(Reader::EndLink(false));
    assert_eq!(said_by(), None);
    page.send(Reader::DragLink(at("Sharif")));
    page.send(Reader::EndLink(true));
    assert_eq!((said_by().as_deref(), page.open().as_str()), (Some("Mr Sharif"), "Somebody came"));
    page.press("Control+z");
    assert_eq!(said_by(), None);
}

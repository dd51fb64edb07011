//! Work that is left to do: how much of each article, and the way through it.

use crate::html::{drawn, inside, text_of};
use crate::kit::Page;
use glossator::app::intent::{Annotations, Articles, History, Import, Messages, Reader, Tagging};
use glossator_core::corpus::Seed;
use glossator_core::edit::command::Command;
use glossator_core::formats::native;
use glossator_core::model::time::Timestamp;
use glossator_fixture::Fixture;
use std::rc::Rc;

/// A page with what these commands make of those articles.
pub fn coded(articles: &[(&str, &str)], commands: &[&dyn Fn(&Fixture) -> Command]) -> Page {
    let mut it = Fixture::new(articles).expect("well-formed marks");
    for (number, command) in commands.iter().enumerate() {
        let command = command(&it);
        it.give(&command).unwrap_or_else(|why| panic!("command {number}: {why:?}"));
    }
    let seeds: Vec<_> = it
        .corpus
        .documents()
        .map(|document| Seed { id: &document.id.0, text: document.text.content(), attributes: &[] })
        .collect();
    let page = Page::start(&seeds, Rc::default());
    page.open_file("coded.json", native::write(&it.corpus, Timestamp::default()).as_bytes());
    page.send(Import::Answer(true));
    page.send(Messages::Expire);
    page.open_article(articles[0].0);
    page.effects();
    page
}

pub fn link<'a>(kind: &'a str, from: &'a str, to: &'a str) -> impl Fn(&Fixture) -> Command + 'a {
    move |it| Command::Link {
        relation_type: kind.into(),
        links: vec![(it.id(from).into(), it.id(to).into())],
    }
}

pub fn means<'a>(words: &'a str, name: &'a str) -> impl Fn(&Fixture) -> Command + 'a {
    move |it| {
        let label = it.annotation(words).expect(words).label.clone();
        Command::IntroduceEntity { label, name: name.into(), annotations: vec![it.id(words)] }
    }
}

pub fn value<'a>(words: &'a str, attribute: &'a str, value: &'a str) -> impl Fn(&Fixture) -> Command + 'a {
    move |it| Command::SetAttributes { values: vec![(it.id(words).key(), attribute.into(), value.into())] }
}

/// The last line of each card in the list of articles.
fn cards(page: &Page) -> Vec<String> {
    let html = drawn(&page.store);
    let cards = inside(&html, "button").into_iter().filter(|(tag, _)| tag.contains("data-article"));
    let counts = cards.filter_map(|(_, card)| card.split_once("class=\"counts\""));
    counts.map(|(_, counts)| text_of(&format!("<{counts}"))).collect()
}

/// The chip above the text that leads to what is left; empty where there is none.
fn chip(page: &Page) -> String {
    let html = drawn(&page.store);
    let chips = inside(&html, "button").into_iter().filter(|(tag, _)| tag.contains("to-do"));
    chips.map(|(_, content)| text_of(content)).collect()
}

const ARTICLES: [(&str, &str); 3] = [
    ("a", "[actor:Sharif] said [claim:they agreed] and [claim:it was late]. [claim:It rained]."),
    ("b", "[claim:They left], said [actor:he]; [claim:they came back]"),
    ("c", "[location:Ankara]"),
];

#[test]
fn nobody_is_reminded_before_entities_or_speakers_are_used() {
    let page = coded(&ARTICLES, &[&value("they agreed", "form", "direct")]);
    assert_eq!(cards(&page), ["Actor 1Claim 3", "Actor 1Claim 2", "Location 1"]);
    assert_eq!(chip(&page), "");
    // A person who asks is answered.
    page.press("u");
    assert_eq!(page.open(), "Sharif");
}

#[test]
fn each_article_says_how_much_is_left_and_u_goes_through_it() {
    let page = coded(
        &ARTICLES,
        &[
            &link("said by", "they agreed", "Sharif"),
            &value("it was late", "form", "indirect"),
            &value("they came back", "form", "direct"),
        ],
    );
    assert_eq!(cards(&page), ["1 claim, 1 actor to do", "1 claim, 1 actor to do", "Location 1"]);
    assert_eq!(chip(&page), "1 claim, 1 actor to doU");
    let go = |words: &str, said: &str| {
        page.press("u");
        assert_eq!((page.open().as_str(), page.said().as_str()), (words, said));
    };
    let [who, whose] = ["Nobody has said yet who this is.", "Nobody has said yet who says this."];
    go("Sharif", who);
    go("it was late", whose);
    go("he", who);
    go("they came back", whose);
    go("Sharif", who);
    // From the caret, where nothing is open.
    page.click("rained");
    page.send(Annotations::Close);
    go("he", who);
    // The buttons of a page are enough.
    page.send(Articles::Unfinished);
    assert_eq!(page.open(), "they came back");
}

#[test]
fn what_is_done_is_said_and_counted_once_for_each_edit() {
    let page = coded(
        &[
            ("a", "[actor:Sharif] said [claim:they agreed], [claim:it was late]"),
            ("b", "[actor:He] said [claim:no]"),
        ],
        &[
            &means("Sharif", "Shehbaz Sharif"),
            &means("He", "Shehbaz Sharif"),
            &link("said by", "they agreed", "Sharif"),
            &value("no", "form", "indirect"),
        ],
    );
    assert_eq!(cards(&page), ["2 claims, all done", "1 of 1 claim to do"]);
    assert_eq!(chip(&page), "");
    page.press("u");
    assert_eq!(page.open(), "no");
    page.press("u");
    assert_eq!(page.said(), "This is the only one left.");
    let no = page.id("no");
    page.send(Tagging::Delete(no));
    assert_eq!(cards(&page), ["2 claims, all done", "1 actor, all done"]);
    page.press("u");
    assert_eq!(page.said(), "Nothing is left to do.");
    page.send(History::Undo);
    assert_eq!(cards(&page), ["2 claims, all done", "1 of 1 claim to do"]);
    // A speaker that goes takes along that he says the claim.
    page.open_article("a");
    page.click("Sharif");
    page.press("Delete");
    assert_eq!(cards(&page)[0], "2 claims, all done");
    page.send(History::Undo);
    page.select("late");
    page.press("1");
    assert_eq!((cards(&page)[0].as_str(), chip(&page).as_str()), ("1 of 2 actors to do", "1 actor to doU"));
    page.send(Reader::ClearSelection);
}

#[test]
fn claims_are_asked_for_groups_where_they_have_any() {
    let page = coded(
        &ARTICLES,
        &[&means("they agreed", "They agree"), &means("Sharif", "Sharif"), &means("he", "He")],
    );
    assert_eq!(cards(&page), ["2 of 3 claims to do", "2 of 2 claims to do", "Location 1"]);
    page.press("u");
    assert_eq!(
        (page.open().as_str(), page.said().as_str()),
        ("it was late", "This claim is in no group yet.")
    );
}

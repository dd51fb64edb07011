//! Articles side by side: which of them, which group is in focus, what is said of it in each, and what is done by keys.

use crate::html::{attribute, drawn, elements, inside, text_of};
use crate::kit::Page;
use glossator::app::effect::Effect;
use glossator::app::intent::{Articles, Claims, Compare, Intent};
use glossator::app::keys::Focus;
use glossator::app::place::Place;
use glossator_core::model::attribute::OUTLET;
use glossator_core::model::document::DocumentId;
use glossator_core::query::matrix::Order;
use glossator_core::query::passages::{Kind, Passage};
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use std::rc::Rc;

/// Three articles: a group in two of them, in one of them twice, and one that is in the last alone.
fn page() -> Page {
    let page = Page::with(&[
        ("le-monde", "[claim:They met in Ankara.] [actor:Sharif] thanked him."),
        ("the-times", "He said [claim:they had met]. [actor:Erdogan] left. [claim:The two met], it is said."),
        ("zeit", "Nothing. [claim:Trade grows.]"),
    ]);
    let outlet = |id: &str| (id.into(), OUTLET.into(), id.into());
    page.send(Articles::Set(["le-monde", "the-times", "zeit"].map(outlet).into()));
    page.means("They met in Ankara.", "They met");
    page.open_article("the-times");
    page.means("they had met", "They met");
    page.means("The two met", "They met");
    page.open_article("zeit");
    page.means("Trade grows.", "Trade grows");
    page.send(Claims::SetOrder(Order::Own));
    page
}

/// Each lane: its article, the state of the group in focus, the marks that have a part in it.
fn lanes(page: &Page) -> Vec<String> {
    let html = drawn(&page.store);
    let lane = |(tag, content): (&str, &str)| {
        let states = inside(content, "p").into_iter().filter(|(tag, _)| tag.contains("lane-state"));
        let state = states.map(|(_, words)| text_of(words)).collect::<String>();
        let parts = elements(content, "mark", "data-part");
        let part = |(tag, words): &(String, String)| {
            format!("{}={words}", attribute(tag, "data-part").unwrap_or_default())
        };
        let is_read = content.contains("aria-current=\"true\" data-document");
        let parts: Vec<_> = parts.iter().map(part).collect();
        let name = attribute(tag, "aria-label").unwrap_or_default();
        format!("{}{name}: {} [{}]", if is_read { "*" } else { "" }, state.trim(), parts.join(", "))
    };
    inside(&html, "section").into_iter().filter(|(tag, _)| tag.contains("\"lane\"")).map(lane).collect()
}

#[test]
fn f_shows_a_claim_in_every_article_and_goes_on_to_the_next() {
    let page = page();
    page.open_article("the-times");
    page.click("they had met");
    page.press("f");
    assert_eq!(page.read(|state| state.place), Place::Compare);
    let first = [
        "le-monde: own voice [claim=They met in Ankara.]",
        "*the-times: own voice [claim=they had met, claim=The two met]",
        "zeit: not looked for []",
    ];
    assert_eq!(lanes(&page), first);
    // The claims come to one height, the first of each article.
    let places = |page: &Page| {
        let effects = page.effects();
        let aligned = effects.iter().rev().find_map(|effect| match effect {
            Effect::Align(words) => Some(words.clone()),
            _ => None,
        });
        let quote = |(document, span): (DocumentId, Span)| {
            page.read(|state| {
                let text = &state.corpus().document(&document).expect("the article").text;
                span.of(text.content()).to_owned()
            })
        };
        aligned.expect("an effect").into_iter().map(quote).collect::<Vec<_>>()
    };
    assert_eq!(places(&page), ["They met in Ankara.", "they had met"]);
    page.press("j");
    assert_eq!(places(&page), ["They met in Ankara.", "The two met"]);
    assert_eq!(page.said(), "2 of 2");
    page.press("j");
    assert_eq!(places(&page), ["They met in Ankara.", "they had met"]);
    page.press("f");
    assert_eq!(
        page.said(),
        "2 of 2: Trade grows. le-monde: not looked for; the-times: not looked for; zeit: own voice"
    );
    page.press("f");
    assert_eq!(page.said(), "This is the last group.");
    page.press("Shift+F");
    assert_eq!(lanes(&page), first);
    // The next column, and back to reading.
    page.press("]");
    assert!(lanes(&page)[2].starts_with("*zeit"));
    page.press("Escape");
    assert_eq!(
        page.read(|state| (state.place, state.session.document.to_string())),
        (Place::Read, "zeit".into())
    );
}

#[test]
fn a_blank_says_that_it_is_absent_where_it_is() {
    let page = page();
    page.press("f");
    page.send(Compare::Step(false));
    page.press("]");
    page.send(Compare::Activate("zeit".into()));
    let state = |page: &Page| lanes(page)[2].clone();
    assert_eq!(state(&page), "*zeit: not looked for []");
    page.press("Space");
    assert_eq!(state(&page), "*zeit: absent []");
    assert!(drawn(&page.store).contains("Looked for, not found."));
    page.press("Space");
    assert_eq!(state(&page), "*zeit: not looked for []");
    // Where it is, a blank scrolls.
    page.send(Compare::Activate("le-monde".into()));
    assert!(!page.press("Space"));
}

#[test]
fn articles_are_chosen_by_the_group_and_then_by_hand() {
    let texts: Vec<_> =
        (0..7).map(|number| (format!("a{number}"), format!("[claim:Claim {number}.] And more."))).collect();
    let texts: Vec<_> = texts.iter().map(|(id, text)| (&**id, &**text)).collect();
    let page = Page::with(&texts);
    for number in [1, 4, 6] {
        page.open_article(&format!("a{number}"));
        page.means(&format!("Claim {number}."), "The claim");
    }
    page.press("f");
    let columns = |page: &Page| {
        page.read(|state| state.compare.columns.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    assert_eq!(columns(&page), ["a1", "a4", "a6"]);
    page.send(Compare::AskToAdd(true));
    page.send(Compare::Type("a2".into()));
    assert!(drawn(&page.store).contains("role=\"combobox\""));
    page.send(Compare::Add("a2".into()));
    assert_eq!(columns(&page), ["a1", "a4", "a6", "a2"]);
    assert_eq!(page.read(|state| state.session.document.to_string()), "a2");
    page.send(Compare::Remove("a2".into()));
    page.send(Compare::Remove("a1".into()));
    assert_eq!(columns(&page), ["a4", "a6"]);
    page.send(Compare::ChooseAgain);
    assert_eq!(columns(&page), ["a1", "a4", "a6"]);
    // A passage stands beside its other half, and what was chosen comes back with the next claim.
    page.send(Compare::Remove("a6".into()));
    let content = "a b c";
    let span = Span::new(content, ByteOffset(0), ByteOffset(5)).expect("a span");
    let passage =
        Passage { left: ("a2".into(), span), right: ("a3".into(), span), words: 8, kind: Kind::Neither };
    page.send(Compare::Passage(Rc::new(passage)));
    assert_eq!(columns(&page), ["a2", "a3"]);
    page.press("f");
    assert_eq!(columns(&page), ["a1", "a4"]);
    page.send(Compare::ChooseAgain);
    // An article that goes leaves its lane.
    page.open_article("a4");
    page.send(Articles::RemoveAll([DocumentId::from("a4")].into()));
    assert_eq!(columns(&page), ["a1", "a6"]);
}

#[test]
fn words_are_tagged_in_the_article_that_is_read() {
    let page = page();
    page.press("f");
    page.send(Compare::Activate("le-monde".into()));
    page.select("thanked");
    page.press("1");
    assert_eq!(page.read(|state| state.open().map(|it| it.document.to_string())), Some("le-monde".into()));
    assert_eq!(page.read(|state| state.place), Place::Compare);
    assert!(drawn(&page.store).contains("aria-label=\"Open annotation\""));
    // A claim that is tagged now is most often the one that is compared.
    page.send(Compare::Activate("zeit".into()));
    page.select("Nothing");
    page.press("2");
    page.press("i");
    let first =
        page.read(|state| state.attribution.asked.as_ref().map(|asked| format!("{:?}", asked.choices[0])));
    assert!(first.is_some_and(|it| it.contains("Trade grows")));
    page.press_in(Focus::Field, "Escape");
    // Something in an article that is not there leads to reading.
    page.send(Compare::Remove("zeit".into()));
    page.send(glossator::app::intent::Annotations::Open(page.id("Trade grows.")));
    assert_eq!(page.read(|state| state.place), Place::Read);
}

#[test]
fn the_groups_have_a_sign_for_each_article() {
    let page = page();
    page.send(Intent::Go(Place::Compare));
    let html = drawn(&page.store);
    let list = inside(&html, "nav");
    let (_, groups) = list.iter().find(|(tag, _)| tag.contains("Claim groups")).expect("the groups");
    let rows: Vec<_> = inside(groups, "li").into_iter().map(|(_, row)| text_of(row)).collect();
    assert_eq!(rows, ["", "They met", "Trade grows", ""]);
    let signs = inside(groups, "span").into_iter().filter_map(|(tag, _)| attribute(tag, "aria-label"));
    let signs: Vec<_> = signs.collect();
    assert_eq!(
        signs,
        [
            "le-monde: own voice",
            "the-times: own voice",
            "zeit: not looked for",
            "le-monde: not looked for",
            "the-times: not looked for",
            "zeit: own voice"
        ]
    );
}

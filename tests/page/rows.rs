//! The rows of the list: what each of them says, equal words that share one, and a list of which only a part is drawn.

use crate::html::{attribute, drawn, inside, text_of};
use crate::kit::Page;
use crate::list::{alone, check, list, picked};
use glossator::app::effect::{Effect, Target};
use glossator::app::intent::{self, Annotations};
use glossator::app::keys::Focus;

#[test]
fn the_name_of_a_row_says_label_words_paragraph_and_what_overlaps() {
    let page = Page::of(
        "[claim:President [actor:Erdogan] on Sunday met the men of a long name]\n\n[actor:Fidan] and \
         [actor#1:chief [claim#2:[location#3:[actor#4:Ibrahim#3]#1] Kalin#2]#4] [claim:Ibrahim]",
    );
    let html = drawn(&page.store);
    let rows = inside(&html, "button").into_iter().filter(|(tag, _)| tag.contains("class=\"row\""));
    let names: Vec<_> = rows
        .map(|(_, name)| {
            text_of(&alone(name).replace("<bdi", " <bdi").replace("<span class=\"unseen\"", " <span"))
        })
        .map(|name| name.replace(['\u{2068}', '\u{2069}'], ""))
        .collect();
    let expected = [
        "Claim President Erdogan on Sunday met the men of a long name Paragraph 1. Overlaps with Actor “Erdogan”.",
        "Actor Erdogan Paragraph 1. Overlaps with Claim “President Erdogan on Sunday met the men…”.",
        "Actor Fidan Paragraph 2.",
        "Actor chief Ibrahim Paragraph 2. Overlaps with Claim “Ibrahim Kalin”, Actor “Ibrahim Kalin”, Location “Ibrahim”.",
        "Claim Ibrahim Kalin Paragraph 2. Overlaps with Actor “chief Ibrahim”, Actor “Ibrahim Kalin”, Location “Ibrahim”.",
        "Actor Ibrahim Kalin Paragraph 2. Overlaps with Actor “chief Ibrahim”, Claim “Ibrahim Kalin”, Location “Ibrahim”.",
        "Location Ibrahim Paragraph 2. Overlaps with Actor “chief Ibrahim”, Claim “Ibrahim Kalin”, Actor “Ibrahim Kalin”.",
        "Claim Ibrahim Paragraph 2.",
    ];
    assert_eq!(names, expected);
    // More than three are counted.
    page.select("Ibrahim");
    page.press("2");
    let html = drawn(&page.store);
    assert!(html.contains(" and 1 more."), "{html}");
}

/// A row, with the sign of what is folded away behind it and the words of its button.
fn grouped(page: &Page) -> Vec<String> {
    let html = drawn(&page.store);
    let rows = inside(&html, "li").into_iter().filter(|(tag, _)| tag.contains(" data-annotation="));
    let row = |(_, row): (&str, &str)| {
        let (_, quote) = row.split_once("class=\"quote\">").expect("words");
        let (quote, _) = quote.split_once('<').expect("their end");
        let times = inside(row, "button").into_iter().find(|(tag, _)| tag.contains("class=\"times\""));
        times.map_or_else(|| quote.to_owned(), |(_, times)| format!("{quote} {times}"))
    };
    rows.map(row).collect()
}
#[test]
fn equal_words_with_one_label_share_a_row_that_unfolds() {
    let page = Page::of(
        "[actor:India] and [actor:Ankara], [claim:India] on [actor:India], [location:Oslo], [actor:India]",
    );
    let id = |number: usize| {
        let all = page.read(|state| {
            state.document().map(|document| document.annotations().map(|one| one.id).collect::<Vec<_>>())
        });
        all.expect("an article")[number]
    };
    let folded = ["India ×3", "Ankara", "India", "Oslo"];
    let unfolded = ["India ×3", "India", "India", "Ankara", "India", "Oslo"];
    assert_eq!(grouped(&page), folded);
    assert_eq!(list(&page).0, "Annotations 6");
    // Each of them has an entry: its tick in the line of the article.
    let html = drawn(&page.store);
    let ticks = inside(&html, "rect").into_iter().filter_map(|(tag, _)| attribute(tag, "data-annotation"));
    assert_eq!(ticks.collect::<Vec<_>>(), [id(3), id(5)].map(|id| id.to_string()));
    // The open one has a row of its own, with the card; keys go on from there.
    page.send(Annotations::Open(id(3)));
    assert_eq!(grouped(&page), ["India ×3", "India", "Ankara", "India", "Oslo"]);
    assert!(page.press_in(Focus::Row(id(3)), "ArrowDown"));
    assert_eq!((page.open().as_str(), grouped(&page)), ("Ankara", folded.map(str::to_owned).to_vec()));
    assert!(page.press("j"));
    assert!(page.press("j"));
    assert_eq!(page.read(|state| state.session.annotation), Some(id(3)));
    page.press("Escape");
    // Keys unfold and fold it, from any of its rows.
    assert!(page.press_in(Focus::Row(id(0)), "ArrowRight"));
    assert_eq!(grouped(&page), unfolded);
    assert!(page.press_in(Focus::Row(id(0)), "ArrowDown"));
    assert_eq!(page.read(|state| state.session.annotation), Some(id(3)));
    page.press("Escape");
    page.effects();
    assert!(page.press_in(Focus::Row(id(5)), "ArrowLeft"));
    assert_eq!((grouped(&page), page.focus()), (folded.map(str::to_owned).to_vec(), Some(Target::Row)));
    // Picked, it is all that it stands for.
    assert!(page.press_in(Focus::Row(id(0)), "Space"));
    assert_eq!(picked(&page), "3 picked");
    assert!(page.press_in(Focus::Row(id(0)), "3"));
    assert_eq!(
        page.marked("a"),
        "[location:India] and [actor:Ankara], [claim:India] on [location:India], [location:Oslo], [location:India]"
    );
    page.press("Control+z");
    page.send(Annotations::PickNone);
    page.send(Annotations::Unfold(id(0), true));
    page.send(Annotations::Pick(id(0)));
    assert_eq!(picked(&page), "1 picked");
    page.send(Annotations::Pick(id(5)));
    page.send(Annotations::Unfold(id(0), false));
    assert_eq!(picked(&page), "2 picked");
    page.send(Annotations::Pick(id(0)));
    assert_eq!(picked(&page), "3 picked", "what is picked in part is picked whole");
    page.send(Annotations::Pick(id(0)));
    assert_eq!(picked(&page), "");
    // It can be switched off.
    page.send(Annotations::SetApart(true));
    assert_eq!(grouped(&page), ["India", "Ankara", "India", "India", "Oslo", "India"]);
}

#[test]
fn a_row_says_who_else_tagged_it() {
    let page = Page::of("[actor:Erdogan] met Fidan");
    assert!(!drawn(&page.store).contains("class=\"who\""));
    let annotator = "6f0c0000-0000-4000-8000-000000000001";
    let file = serde_json::json!({
        "format": "glossator", "version": 1, "annotators": [{ "id": annotator, "name": "Ada" }],
        "documents": [{ "id": "a", "text": "Erdogan met Fidan" }],
        "annotations": [{
            "id": "01920000-0000-7000-8000-000000000001", "document": "a", "label": "actor", "start": 12, "end": 17,
            "quote": "Fidan", "note": "", "annotator": annotator,
            "created": "2026-11-22T06:38:12.345Z", "modified": "2026-11-22T06:38:12.345Z",
        }],
    });
    page.open_file("ada.json", file.to_string().as_bytes());
    check(&page, "Annotations 2", &["Actor Erdogan", "Actor Fidan Ada"]);
}

#[test]
fn up_to_five_hundred_rows_are_all_drawn_and_of_more_those_in_view() {
    let marked: Vec<_> = (0..500).map(|number| format!("[actor:word{number}]")).collect();
    let page = Page::of(&format!("{} last", marked.join(" ")));
    let rows = || {
        let html = drawn(&page.store);
        let rows = inside(&html, "li").into_iter().filter(|(tag, _)| tag.contains(" data-annotation="));
        let rows = rows.map(|(tag, _)| {
            (
                attribute(tag, "aria-posinset").unwrap_or_default(),
                attribute(tag, "aria-setsize").unwrap_or_default(),
            )
        });
        rows.collect::<Vec<_>>()
    };
    let all = rows();
    assert_eq!(all.len(), 500);
    assert!(all.iter().all(|row| *row == Default::default()), "nothing but the rows says how many there are");
    page.press("Control+Home");
    page.select("last");
    page.press("1");
    page.press("Escape");
    let check = |first: usize| {
        let expected: Vec<_> =
            (first..first + 100).map(|place| (place.to_string(), "501".to_owned())).collect();
        assert_eq!(rows(), expected);
    };
    page.press("Control+Home");
    page.press("j");
    check(1);
    page.send(Annotations::Scrolled(130));
    check(106);
    // A step within what is drawn draws nothing else.
    page.send(Annotations::Scrolled(40));
    check(106);
    page.send(Annotations::Scrolled(-1_000));
    check(1);
    // An annotation that is opened is drawn.
    page.effects();
    page.send(Annotations::Open(page.id("last")));
    check(402);
    page.send(Annotations::Open(page.id("word0")));
    page.send(intent::Reader::Select(page.span("word300")));
    page.send(Annotations::ShowOpenRow);
    check(1);
    assert!(page.effects().contains(&Effect::Reveal(page.id("word0"))));
}

//! Of a store that holds very much the article in view is shown first, and the rest is read while nobody waits. Everything that is
//! asked for meanwhile is right.

use crate::html::{drawn, text_of};
use crate::kit::Page;
use glossator::app::intent::{self, Intent};
use glossator::app::state::State;
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::{Command, Moment, plan};
use glossator_core::formats::native;
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::record::ReplicaId;
use glossator_core::model::role::Role;
use glossator_core::model::time::Timestamp;
use glossator_core::text::offset::CodePointOffset;
use glossator_fixture::memory::Memory;
use std::fmt::Write as _;
use std::rc::Rc;

const ARTICLES: usize = 100;
const EACH: usize = 70;

/// A file with a hundred articles, in each of which seventy words are tagged.
fn file() -> String {
    let words = (0..=EACH).fold(String::new(), |mut words, number| {
        write!(words, "word{number:02} ").expect("a string");
        words
    });
    let texts: Vec<_> =
        (0..ARTICLES).map(|number| (format!("report {number:02}"), format!("{number:02} {words}"))).collect();
    let corpus = Corpus::new(texts.iter().map(|(id, text)| Seed { id, text, attributes: &[] }));
    let spans = corpus.documents().flat_map(|document| {
        (0..EACH).map(|number| {
            let [start, end] = [number * 7 + 3, number * 7 + 9].map(CodePointOffset);
            (document.id.clone(), document.text.span(start, end).expect("a word"))
        })
    });
    let command = Command::TagAll { spans: spans.collect(), label: "actor".into(), entity: None };
    let (time, annotator) = (Timestamp::default(), AnnotatorId::default());
    let moment = Moment { time, random: 1 << 64, replica: ReplicaId(1), annotator, role: Role::default() };
    native::write(&corpus.apply(&plan(&corpus, &command, &moment).expect("new")).0, time)
}

/// A store with these.
fn storage() -> Rc<Memory> {
    let page = Page::start(&[], Rc::default());
    page.open_file("all.json", file().as_bytes());
    assert_eq!(counts(&page), (ARTICLES, ARTICLES * EACH), "{}", page.said());
    page.storage
}

fn counts(page: &Page) -> (usize, usize) {
    page.read(|state| (state.corpus().documents().count(), state.corpus().annotation_count()))
}

#[test]
fn the_article_in_view_is_drawn_first_and_the_rest_follows() {
    let storage = storage();
    let stored = storage.entries();
    let page = Page::opening("report 42", &storage);
    assert!(page.read(State::is_opening));
    assert_eq!(counts(&page), (1, EACH));
    let html = drawn(&page.store);
    assert_eq!(html.matches("<mark").count(), EACH);
    let text = text_of(&html);
    assert!(text.contains("42 word00") && text.contains(&format!("Annotations {EACH}")), "{text}");
    // A part of the articles would be taken for all of them.
    assert!(html.contains("aria-busy=\"true\"") && !html.contains("data-article"), "{html}");
    assert!(!text.contains("Articles 1") && !text.contains("First steps"), "{text}");
    for _ in 0..1_000 {
        page.send(intent::Storage::ReadOn);
    }
    assert!(!page.read(State::is_opening));
    assert_eq!(counts(&page), (ARTICLES, ARTICLES * EACH));
    let html = drawn(&page.store);
    assert!(!html.contains("aria-busy") && text_of(&html).contains("Articles 100"), "{html}");
    assert_eq!(page.alerts(), Vec::<String>::new());
    assert_eq!(storage.entries(), stored, "reading writes nothing");
    assert_eq!(page.json(), Page::start(&[], storage).json());
}

#[test]
fn whoever_asks_for_more_meanwhile_waits_until_all_is_read() {
    let storage = storage();
    let check = |act: &dyn Fn(&Page), expected: &dyn Fn(&Page) -> bool| {
        let page = Page::opening("report 42", &storage);
        page.send(intent::Storage::ReadOn);
        page.select("word70");
        page.send(intent::Hints::Look);
        assert!(page.read(State::is_opening), "looking is no question about the rest");
        act(&page);
        assert_eq!(counts(&page).0, ARTICLES);
        assert!(expected(&page), "{}", page.said());
        page
    };
    check(&|page| page.open_article("report 07"), &|page| page.marked("report 07").starts_with("07 [actor:"));
    check(&|page| page.send(intent::Search::Open), &|page| drawn(&page.store).contains("id=\"sought\""));
    let tagged = |page: &Page| counts(page).1 == ARTICLES * EACH + 1;
    let page = check(&|page| assert!(page.press("1")), &tagged);
    assert!(tagged(&Page::start(&[], storage.clone())), "it is stored");
    page.send(intent::History::Undo);
    assert_eq!(counts(&page).1, ARTICLES * EACH);
    // Writes of another page meanwhile come in with the rest.
    let other = Page::start(&[], storage.clone());
    let late = Page::opening("report 42", &storage);
    other.open_article("report 42");
    other.select("word70");
    other.press("2");
    late.send(Intent::from(intent::Storage::CatchUp));
    assert!(tagged(&late));
}

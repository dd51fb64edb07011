//! Articles as a whole: what they know, their table, their list, their head.

use crate::html::{drawn, elements, text_of, texts};
use crate::kit::Page;
use glossator::app::intent::{Intent, Reader};
use glossator::app::keys::Focus;
use glossator::app::place::Place;
use glossator::features::articles::listing::{Lengths, Line, lines, listed};
use glossator::features::articles::state::{Intent as Articles, Only, Query, WORDS, Writing};
use glossator::features::articles::update::list_query;
use glossator_core::model::document::{DocumentId, State};
use std::rc::Rc;

/// Four articles, two of one outlet, one without anything.
fn page() -> Page {
    let page = Page::with(&[
        ("a", "Erdogan met Sharif."),
        ("b", "[actor:Ankara] denies. Nothing else was said."),
        ("c", "A third report."),
        ("d", "Nobody knows."),
    ]);
    set(
        &page,
        &[
            ("a", "outlet", "Le Monde"),
            ("b", "outlet", "Bild"),
            ("c", "outlet", "Le Monde"),
            ("a", "date", "2025-05-26"),
            ("c", "date", "2025-05-25"),
            ("c", "headline", "Report"),
        ],
    );
    page
}

fn set(page: &Page, values: &[(&str, &str, &str)]) {
    let values = values
        .iter()
        .map(|(id, attribute, value)| (DocumentId::from(*id), (*attribute).into(), (*value).into()));
    page.send(Articles::Set(values.collect()));
}

fn value(page: &Page, id: &str, attribute: &str) -> String {
    page.read(|state| {
        state
            .corpus()
            .document(&id.into())
            .map(|it| it.attributes.get(attribute).to_owned())
            .unwrap_or_default()
    })
}

/// The lines of a query: articles by their ids, outlets in brackets with their number.
fn shown(page: &Page, query: &Query) -> String {
    page.read(|state| words_of(lines(state.corpus(), query, &Lengths::default())))
}

fn words_of(lines: Vec<Line>) -> String {
    let word = |line: Line| match line {
        Line::Outlet(name, count) => format!("[{name} {count}]"),
        Line::Article(document) => document.id.to_string(),
    };
    lines.into_iter().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn articles_are_sorted_filtered_and_grouped() {
    let page = page();
    let check = |query: Query, expected: &str| assert_eq!(shown(&page, &query), expected, "{query:?}");
    let all = Query::default();
    check(all.clone(), "a b c d");
    check(Query { by: "date".into(), ..all.clone() }, "c a b d");
    // Articles without a date stay last.
    check(Query { by: "date".into(), is_down: true, ..all.clone() }, "a c b d");
    check(Query { by: "outlet".into(), ..all.clone() }, "b a c d");
    check(Query { by: WORDS.into(), is_down: true, ..all.clone() }, "b a c d");
    check(Query { words: "MONDE rep".into(), ..all.clone() }, "c");
    check(Query { words: "nowhere".into(), ..all.clone() }, "");
    check(Query { only: Only::NoOutlet, ..all.clone() }, "d");
    check(Query { only: Only::NoDate, ..all.clone() }, "b d");
    let grouped = Query { is_grouped: true, by: "date".into(), ..all };
    check(grouped, "[Bild 1] b [Le Monde 2] c a [ 1] d");
}

#[test]
fn the_list_has_outlets_where_one_has_several_articles() {
    let page = page();
    let list = |page: &Page| page.read(|state| words_of(listed(state.corpus(), &list_query(state))));
    assert_eq!(list(&page), "[Bild 1] b [Le Monde 2] a c [ 1] d");
    set(&page, &[("c", "outlet", "Reuters")]);
    assert_eq!(list(&page), "a b c d");
    // Keys go through the articles as the list has them.
    page.send(Articles::List(Query { by: "date".into(), is_grouped: true, ..Query::default() }));
    page.open_article("c");
    page.press("]");
    assert_eq!(page.read(|state| state.session.document.to_string()), "a");
}

#[test]
fn values_are_one_step_however_many() {
    let page = page();
    let before = page.json();
    set(&page, &[("a", "author", "A. Author"), ("b", "author", "B. Author")]);
    assert_eq!(page.said(), "2 cells changed.");
    assert_eq!(
        (value(&page, "a", "author"), value(&page, "b", "author")),
        ("A. Author".into(), "B. Author".into())
    );
    page.press("Control+z");
    assert_eq!(page.json(), before);
    // A person who wants what is so already gets no step.
    set(&page, &[("a", "outlet", "Le Monde")]);
    assert_eq!(page.json(), before);
}

#[test]
fn a_headline_is_the_name_of_an_article_everywhere() {
    let page = page();
    let title =
        |id: &str| page.read(|state| state.corpus().document(&id.into()).map(|it| it.title.to_string()));
    assert_eq!((title("c"), title("a")), (Some("Report".into()), Some("Erdogan met Sharif.".into())));
    page.open_article("c");
    page.send(Articles::Rename);
    page.send(Articles::EndRename(Some("The report".into())));
    assert_eq!(value(&page, "c", "headline"), "The report");
    set(&page, &[("c", "headline", "")]);
    assert_eq!(title("c"), Some("A third report.".into()));
    // A file that says it again brings nothing.
    let file = page.json();
    page.open_file("work.json", file.as_bytes());
    assert_eq!(page.said(), "Everything in “work.json” is here already.");
}

#[test]
fn notes_and_states_belong_to_articles() {
    let page = page();
    page.send(Articles::SetNote("a".into(), "Looks like agency copy".into()));
    page.send(Articles::SetState(vec!["a".into(), "b".into()], State::Done));
    let html = drawn(&page.store);
    assert!(text_of(&html).contains("Looks like agency copy"));
    assert_eq!(shown(&page, &Query { only: Only::Done, ..Query::default() }), "a b");
    let again = page.again();
    assert_eq!(shown(&again, &Query { only: Only::Done, ..Query::default() }), "a b");
    page.press("Control+z");
    assert_eq!(shown(&page, &Query { only: Only::Done, ..Query::default() }), "");
}

#[test]
fn what_stands_above_the_text_is_written_there() {
    let page = page();
    page.open_article("d");
    let write = |attribute: &str, value: &str| {
        page.send(Articles::Write(Writing::Attribute(attribute.into())));
        page.send(Articles::EndWrite(Some(value.into())));
        // Leaving the field, which goes, is no second time.
        page.send(Articles::EndWrite(Some("something else".into())));
    };
    write("outlet", " Die Zeit ");
    write("date", "2025-05-27");
    assert_eq!(
        (value(&page, "d", "outlet"), value(&page, "d", "date")),
        ("Die Zeit".into(), "2025-05-27".into())
    );
    write("date", "soon");
    assert_eq!(page.said(), "“soon” is no day that can be read here. Write it as 26 May 2025 or 2025-05-26.");
    assert_eq!(value(&page, "d", "date"), "2025-05-27");
    page.send(Articles::Write(Writing::Note));
    page.send(Articles::EndWrite(None));
    let head = drawn(&page.store);
    let head = head.split("class=\"article-header\"").nth(1).unwrap_or_default();
    let head = text_of(head);
    assert!(head.contains("Die Zeit") && head.contains("27 May 2025"), "{head}");
}

#[test]
fn the_table_has_a_cell_for_each_value_and_asks_for_those_that_are_missing() {
    let page = page();
    page.send(Intent::Go(Place::Articles));
    let html = drawn(&page.store);
    assert!(html.contains("role=\"grid\" aria-label=\"Articles\""), "{html}");
    let heads = elements(&html, "th", "data-column");
    let heads: Vec<_> = heads.iter().map(|(_, words)| words.as_str()).collect();
    let expected = [
        "Outlet",
        "Date",
        "Headline",
        "Section",
        "Author",
        "Kind",
        "Language",
        "Words",
        "Annotations",
        "State",
    ];
    assert_eq!(heads, expected);
    let cells: Vec<_> = texts(&html, "td");
    for cell in ["Le Monde", "26 May 2025", "Add date", "Add outlet", "Report", "Article", "Open"] {
        assert!(cells.iter().any(|words| words == cell), "{cell} is not among {cells:?}");
    }
    page.send(Articles::TurnColumn("kind".into()));
    page.send(Articles::TurnColumn("address".into()));
    let heads = elements(&drawn(&page.store), "th", "data-column");
    let heads: Vec<_> = heads.iter().map(|(_, words)| words.as_str()).collect();
    assert!(!heads.contains(&"Kind") && heads.contains(&"Address"), "{heads:?}");
}

#[test]
fn on_paper_a_table_has_all_its_rows() {
    let articles: Vec<_> = (0..130).map(|at| (format!("a{at}"), format!("Text {at}."))).collect();
    let articles: Vec<_> = articles.iter().map(|(id, text)| (&**id, &**text)).collect();
    let page = Page::with(&articles);
    page.send(Intent::Go(Place::Articles));
    let rows = || drawn(&page.store).matches("<tr role=\"row\"").count() - 1;
    assert_eq!(rows(), 60);
    for (prints, expected) in [(true, 130), (false, 60)] {
        page.send(Reader::Prints(prints));
        assert_eq!(rows(), expected);
    }
}

#[test]
fn rows_are_picked_and_changed_together() {
    let page = page();
    page.send(Intent::Go(Place::Articles));
    page.send(Articles::Pick(vec!["a".into(), "c".into()], true));
    page.send(Articles::Pick(vec!["c".into()], false));
    page.send(Articles::Pick(vec!["d".into()], true));
    let html = drawn(&page.store);
    assert!(text_of(&html).contains("2 articles chosen"));
    // Escape lets go of them first, and then of the page.
    assert!(page.press_in(Focus::Elsewhere, "Escape"));
    assert_eq!(page.read(|state| (state.articles.picked.len(), state.place)), (0, Place::Articles));
    assert!(page.press_in(Focus::Elsewhere, "Escape"));
    assert_eq!(page.read(|state| state.place), Place::Read);
}

#[test]
fn articles_are_removed_together_and_those_of_the_page_can_be_got_back() {
    let page = page();
    page.send(Intent::Go(Place::Articles));
    let ids: Rc<[DocumentId]> = ["a", "b"].map(DocumentId::from).into();
    page.send(Articles::RemoveAll(ids));
    assert_eq!(page.said(), "Removed 2 articles and their 1 annotation.");
    assert_eq!(shown(&page, &Query::default()), "c d");
    assert!(text_of(&drawn(&page.store)).contains("2 articles of the example are put away."));
    page.send(Articles::BringBack(vec!["a".into(), "b".into()]));
    assert_eq!(shown(&page, &Query::default()), "a b c d");
    assert_eq!(page.marked("b"), "[actor:Ankara] denies. Nothing else was said.");
    page.press_in(Focus::Elsewhere, "Control+z");
    page.press_in(Focus::Elsewhere, "Control+z");
    assert_eq!(shown(&page, &Query::default()), "a b c d");
}

#[test]
fn an_article_of_the_table_is_read_where_it_is_pressed() {
    let page = page();
    page.send(Intent::Go(Place::Articles));
    page.send(Articles::Choose("c".into()));
    assert_eq!(
        page.read(|state| (state.place, state.session.document.to_string())),
        (Place::Read, "c".into())
    );
}

#[test]
fn a_page_without_an_article_names_the_ways_to_bring_some_in() {
    let page = Page::of("Erdogan met Sharif.");
    page.send(Articles::Remove);
    let words = text_of(&drawn(&page.store));
    for way in [
        "Choose files",
        "Paste an article",
        "Get the articles of the page back",
        "Open the example",
        ".docx",
        "press databases",
    ] {
        assert!(words.contains(way), "{way} is not in {words}");
    }
    page.send(Articles::BringBack(vec!["a".into()]));
    assert_eq!(page.marked("a"), "Erdogan met Sharif.");
}

#[test]
fn of_five_thousand_articles_those_in_view_are_drawn() {
    let texts: Vec<_> =
        (0..5_000).map(|number| (format!("{number:04}"), format!("Article {number}."))).collect();
    let seeds: Vec<_> = texts
        .iter()
        .map(|(id, text)| glossator_core::corpus::Seed {
            id,
            text,
            ..glossator_core::corpus::Seed::default()
        })
        .collect();
    let page = Page::start(&seeds, Rc::default());
    let drawn_in = |page: &Page| drawn(&page.store).matches("data-article=").count();
    assert!(drawn_in(&page) <= 60);
    page.send(Intent::Go(Place::Articles));
    let html = drawn(&page.store);
    assert!(html.contains("aria-rowcount=\"5001\""));
    assert!(html.matches("aria-rowindex=").count() <= 61);
}

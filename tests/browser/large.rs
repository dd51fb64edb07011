//! A book: drawn bit by bit, and nothing of it missing wherever somebody looks, finds, selects or prints; and its long list.

use crate::harness::{ARTICLES, Page, Setup};
use glossator_benches::{ARTICLE, SIZES, article, corpus, file};
use glossator_core::model::document::Block;
use serde_json::{Value, json};

/// 100 KB with 1,000 annotations: the file, and what is drawn of each block: which annotations, which words.
fn book() -> (String, Vec<Value>) {
    let corpus = corpus(SIZES[1]);
    let pieces = |block: &Block| {
        let marked = block.segments().iter().filter(|segment| !segment.annotations.is_empty());
        let piece = |segment: &glossator_core::corpus::segment::Segment| {
            let ids: Vec<_> = segment.annotations.iter().map(|one| one.id.to_string()).collect();
            json!([ids.join(" "), segment.span.of(block.text.content())])
        };
        marked.map(piece).collect::<Value>()
    };
    let blocks = article(&corpus).sections.iter().flat_map(|section| &section.blocks);
    let expected = blocks.map(|block| pieces(block)).collect();
    (file(&corpus), expected)
}

/// The pieces that are drawn of the blocks in view.
const IN_VIEW: &str = "return page.blocks().filter((block) => {
      const { top, bottom } = block.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    }).map((block) => [Number(block.dataset.block),
      [...block.querySelectorAll('mark')].map((mark) => [mark.dataset.annotations, mark.textContent])])";

/// The browser prints what is there when it is asked to.
const PRINTS: &str = "window.print = () => { window.printed = [page.blocks().length, document.querySelectorAll('main mark').length]; };";

#[track_caller]
fn open(page: &Page, book: &str) {
    page.open_file("book.json", book);
    page.session.until("page.reader()?.dataset.document === arguments[0]", &[json!(ARTICLE)]);
}

/// All that is in view is drawn as it is stored.
#[track_caller]
fn check_view(page: &Page, expected: &[Value], place: &str) {
    page.session.frame();
    let seen: Vec<(usize, Value)> = serde_json::from_value(page.run(IN_VIEW)).expect("blocks");
    assert!(!seen.is_empty(), "{place}: nothing is there");
    for (block, pieces) in seen {
        assert_eq!(pieces, expected[block], "{place}: block {block}");
    }
}

#[test]
fn what_is_stored_is_drawn_wherever_one_looks() {
    let (book, expected) = book();
    let page = Page::open();
    open(&page, &book);
    page.reload();
    page.session.until("page.reader()?.dataset.document === arguments[0]", &[json!(ARTICLE)]);
    check_view(&page, &expected, "after a start");
    // A fixed seed: the same places each time.
    let mut seed = 20_261_122_u64;
    for _ in 0..30 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = (seed >> 33) % 1_000;
        page.run(&format!("scrollTo(0, document.documentElement.scrollHeight * {share} / 1000)"));
        check_view(&page, &expected, &format!("at {share} of 1000"));
    }
    let blocks = expected.len();
    page.until(&format!("page.blocks().length === {blocks}"));
    let drawn: Vec<Value> = serde_json::from_value(page.run(
        "return page.blocks().map((block) => [...block.querySelectorAll('mark')].map((mark) => [mark.dataset.annotations, mark.textContent]))",
    ))
    .expect("blocks");
    assert_eq!(drawn, expected, "all of it, in the end");
}

#[test]
fn keys_reach_what_is_not_drawn_yet() {
    let (book, expected) = book();
    let page = Page::open();
    open(&page, &book);
    page.show(ARTICLES[0]);
    page.show(ARTICLE);
    page.run("page.reader().focus()");
    page.press("Control+End");
    let last = expected.len() - 1;
    page.session.until(
        "page.blocks().some((block) => block.dataset.block === arguments[0] && block.getBoundingClientRect().top < innerHeight)",
        &[json!(last.to_string())],
    );
    check_view(&page, &expected, "at the end");
    page.press("k");
    page.until("page.card()");
    let id = page.opened().expect("open");
    page.session.until(
        "document.querySelector('mark[data-state~=open]')?.dataset.annotations.includes(arguments[0])",
        &[json!(id)],
    );
    check_view(&page, &expected, "at the last annotation");
}

#[test]
fn the_browser_finds_selects_and_prints_all_of_it() {
    let (book, expected) = book();
    let marks: usize = expected.iter().map(|block| block.as_array().map_or(0, Vec::len)).sum();
    let page = Page::with(&Setup::default());
    open(&page, &book);
    for way in ["print", "Control+p", "Control+a", "Control+f"] {
        page.show(ARTICLES[0]);
        page.run(PRINTS);
        page.show(ARTICLE);
        if way == "print" {
            page.click("Print");
            page.until("window.printed");
            assert_eq!(page.run("return window.printed"), json!([expected.len(), marks]));
            continue;
        }
        page.run("page.reader().focus()");
        page.press(way);
        let drawn = page.run("return [page.blocks().length, document.querySelectorAll('main mark').length]");
        assert_eq!(drawn, json!([expected.len(), marks]), "{way}");
    }
    // Nobody has seen the end yet.
    page.run("scrollTo(0, 0); getSelection().removeAllRanges()");
    let last = page.run("return page.texts().at(-1).split(/\\s+/).slice(-6).join(' ')");
    assert_eq!(page.session.run("return window.find(arguments[0], true)", &[last]), json!(true));
    let found =
        "return Number(getSelection().anchorNode.parentElement.closest('[data-block]').dataset.block)";
    assert_eq!(page.run(found), json!(expected.len() - 1));
}

#[test]
fn a_page_that_takes_a_while_says_so() {
    // The program is stopped before it can draw anything.
    let page =
        Page::start(&Setup::before_load("WebAssembly.instantiateStreaming = () => new Promise(() => {});"));
    page.until("document.querySelector('.loading')?.textContent === 'Opening …'");
    page.until("page.isShown(document.querySelector('.loading'))");
}

/// The rows of the list that can be seen, from top to bottom: which of how many, and their words.
const SEEN: &str = "const list = document.querySelector('#rows').getBoundingClientRect();
    return [...document.querySelectorAll('#rows [data-annotation]')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > list.top && top < list.bottom;
    }).map((row) => [Number(row.getAttribute('aria-posinset')), row.querySelector('.quote').textContent])";

/// A file with an article "word0 word1 …" of so many words, all of which are tagged but the last few.
fn long(words: usize, untagged: usize) -> String {
    let text: Vec<_> = (0..words).map(|number| format!("word{number}")).collect();
    let (mut spans, mut end) = (Vec::new(), 0);
    for word in &text {
        spans.push(json!([end, end + word.len(), "actor"]));
        end += word.len() + 1;
    }
    spans.truncate(words - untagged);
    json!({ "text": text.join(" "), "label": spans }).to_string()
}

#[test]
fn a_long_list_shows_the_rows_that_it_is_scrolled_to_and_keys_go_through_it() {
    let page = Page::open();
    page.open_file("long.jsonl", long(800, 0));
    page.until("document.querySelector('[aria-label=\"Annotations\"] h2').textContent.includes('800')");
    for share in [0.5, 0.93, 1.0, 0.2, 0.0] {
        let scroll = "const list = document.querySelector('#rows');
            list.scrollTop = arguments[0] * (list.scrollHeight - list.clientHeight);";
        page.session.run(scroll, &[json!(share)]);
        // No gap is seen from the top of the list to its bottom, and each row is the one that belongs there.
        page.session.until(
            "(() => {
               const list = document.querySelector('#rows').getBoundingClientRect();
               const rows = [...document.querySelectorAll('#rows [data-annotation]')];
               const place = (row) => Number(row.getAttribute('aria-posinset'));
               return rows[0].getBoundingClientRect().top <= list.top + 8 && rows.at(-1).getBoundingClientRect().bottom >= list.bottom - 20
                 && rows.every((row) => row.querySelector('.quote').textContent === `word${place(row) - 1}`);
             })()",
            &[],
        );
        let seen: Vec<(u64, String)> = serde_json::from_value(page.run(SEEN)).expect("rows");
        assert!(seen.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1), "{share}: {seen:?}");
        assert!(seen.len() > 3, "{share}: {seen:?}");
    }
    page.until("page.rows()[0].quote === 'word0'");
    page.run("document.querySelector('#rows .row').focus()");
    for row in (5..=70).step_by(5) {
        page.press_times("ArrowDown", 5);
        page.session.until(
            "document.activeElement.querySelector('.quote')?.textContent === arguments[0]",
            &[json!(format!("word{row}"))],
        );
    }
}

#[test]
fn a_long_list_is_never_empty_in_the_place_where_it_is_shown() {
    let page = Page::with(&Setup::telephone());
    page.open_file("long.jsonl", long(600, 1));
    page.until("document.querySelector('.for-annotations').textContent.includes('599')");
    page.until("page.words().length === 600");
    page.edit(&[vec!["599".to_owned(), "1".to_owned()]]);
    page.until("document.querySelector('.for-annotations').textContent.includes('600')");
    let seen = |page: &Page| -> Vec<(u64, String)> { serde_json::from_value(page.run(SEEN)).expect("rows") };
    // The last one is open, and the list was not there until now.
    page.click("Annotations");
    page.until(&format!("(() => {{ {SEEN} }})().some(([, quote]) => quote === 'word599')"));
    for (label, rows) in [("Actor", 600), ("Actor", 600), ("Claim", 0), ("Claim", 600)] {
        page.click(&format!("Show {label}"));
        page.session.until("page.rows().length > 0 === arguments[0] > 0", &[json!(rows)]);
        page.session.frame();
        assert_eq!(seen(&page).is_empty(), rows == 0, "{label}");
    }
}

//! From nothing to a file: reading, tagging, coming back, taking it away, opening it elsewhere.

use crate::harness::{ARTICLES, Page};

/// What is tagged in an article: an actor, a claim that contains it, a location, a span that crosses the claim,
/// one over several paragraphs.
const WORK: [(&str, [(&str, &str); 5]); 3] = [
    (
        ARTICLES[0],
        [
            ("1", "Recep Tayyip Erdogan"),
            (
                "2",
                "Turkish President Recep Tayyip Erdogan on Sunday met Pakistan's Prime Minister Shehbaz Sharif",
            ),
            ("3", "Istanbul"),
            ("1", "Shehbaz Sharif and Army Chief General Asim Munir"),
            ("2", "the Pahalgam terror attack.\n\nThe meeting, which included Turkish Foreign Minister"),
        ],
    ),
    (
        ARTICLES[1],
        [
            ("1", "Field Marshal General Asim Munir"),
            ("2", "came even as Field Marshal General Asim Munir met the Turkish Land Forces Commander"),
            ("3", "Istanbul"),
            ("1", "Turkish Land Forces Commander during an official visit"),
            ("2", "also attended the meeting.\n\nErdogan’s office said"),
        ],
    ),
    (
        ARTICLES[2],
        [
            ("1", "Ankara"),
            ("2", "Ankara supported Islamabad"),
            ("3", "Pakistan"),
            ("1", "Islamabad, Turkey said"),
            ("2", "Turkish products.\n\nAdvertisement\n\nRelated Articles\n\nAmid that"),
        ],
    ),
];

struct Tagged {
    article: &'static str,
    id: String,
    label: &'static str,
    quote: &'static str,
}

/// Tags all of it by mouse and keys, and each location as an actor as well.
#[track_caller]
fn tag_everything(page: &Page) -> Vec<Tagged> {
    let mut tagged = Vec::new();
    for (article, spans) in WORK {
        page.show(article);
        for (key, quote) in spans {
            let label = ["Actor", "Claim", "Location"][usize::from(key.as_bytes()[0] - b'1')];
            tagged.push(Tagged { article, id: page.tag(quote, key), label, quote });
            if label == "Location" {
                let id = page.press_to_tag("Shift+1");
                tagged.push(Tagged { article, id, label: "Actor", quote });
            }
        }
    }
    tagged
}

#[track_caller]
fn check_drawn_and_listed(page: &Page, tagged: &[Tagged]) {
    for article in ARTICLES {
        page.show(article);
        let seed = std::fs::read_to_string(format!("{}/seeds/{article}.txt", env!("CARGO_MANIFEST_DIR")))
            .expect("the article's file");
        assert_eq!(page.paragraphs(), seed.split("\n\n").collect::<Vec<_>>(), "{article}");
        let here: Vec<_> = tagged.iter().filter(|tagged| tagged.article == article).collect();
        let rows = page.rows();
        assert_eq!(rows.len(), here.len(), "{article}: {rows:?}");
        for Tagged { id, label, quote, .. } in here {
            assert_eq!(page.drawn(id), *quote, "{article}");
            let row =
                rows.iter().find(|row| row.id == *id).unwrap_or_else(|| panic!("“{quote}” is not listed"));
            assert_eq!((row.label.as_str(), row.quote.as_str()), (*label, *quote));
            let pieces = page.pieces();
            let drawn_with = pieces.iter().filter(|piece| piece.ids.contains(id));
            assert!(
                drawn_with.clone().all(|piece| piece.labels.contains(&label.to_lowercase())),
                "“{quote}” as {label}"
            );
        }
    }
}

#[test]
fn what_is_tagged_in_three_articles_is_drawn_listed_and_there_after_a_reload() {
    let page = Page::open();
    assert_eq!(page.article(), ARTICLES[0]);
    let tagged = tag_everything(&page);
    check_drawn_and_listed(&page, &tagged);
    page.reload();
    check_drawn_and_listed(&page, &tagged);
}

#[test]
fn a_download_opened_in_an_empty_browser_gives_the_same_download() {
    let page = Page::open();
    let tagged = tag_everything(&page);
    page.click_row(&tagged.last().expect("something was tagged").id);
    page.press("n");
    page.type_text("Who says so?");
    let file = page.download();
    assert_eq!(file.annotations().len(), tagged.len());
    for Tagged { article, id, label, quote } in &tagged {
        let annotation = file.annotation(id);
        assert_eq!(annotation["document"], *article);
        assert_eq!(annotation["label"], label.to_lowercase());
        assert_eq!(annotation["quote"], *quote);
    }
    for article in ARTICLES {
        page.show(article);
        let listed: Vec<_> = page.rows().into_iter().map(|row| row.id).collect();
        let in_file = file.annotations().iter().filter(|annotation| annotation["document"] == article);
        let in_file: Vec<_> = in_file.filter_map(|annotation| annotation["id"].as_str()).collect();
        assert_eq!(listed, in_file, "{article}: list and file are both in text order");
    }

    let other = Page::open();
    other.open_file("work.json", &file.text);
    other.expect_status(&format!("{} annotations", tagged.len()));
    check_drawn_and_listed(&other, &tagged);
    assert_eq!(other.download().undated(), file.undated());
    let stored = other.stored();
    other.open_file("work.json", &file.text);
    other.expect_status("here already");
    assert_eq!(other.stored(), stored);
    assert_eq!(other.download().undated(), file.undated());
    other.reload();
    check_drawn_and_listed(&other, &tagged);
    assert_eq!(other.download().undated(), file.undated());
}

#[test]
fn what_was_deleted_since_comes_back_from_the_file_only_if_that_is_wanted() {
    let page = Page::open();
    let kept = page.tag("Shehbaz Sharif", "1");
    let deleted = page.tag("Recep Tayyip Erdogan", "1");
    let file = page.download();
    page.click_row(&deleted);
    page.press("Delete");
    page.until("page.rows().length === 1");
    let stored = page.stored();

    page.open_file("work.json", &file.text);
    let question = page.expect_question();
    assert!(question.contains("was deleted here and comes back"), "{question}");
    page.click("Cancel");
    page.until("!page.dialog()");
    assert_eq!(page.rows().iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), [&kept]);
    assert_eq!(page.stored(), stored);

    page.open_file("work.json", &file.text);
    page.expect_question();
    page.press("Escape");
    page.until("!page.dialog()");
    assert_eq!(page.stored(), stored);

    page.open_file("work.json", &file.text);
    page.expect_question();
    page.click("Apply");
    page.until("!page.dialog() && page.rows().length === 2");
    assert_eq!(page.drawn(&deleted), "Recep Tayyip Erdogan");
    assert_eq!(page.download().undated(), file.undated());
    page.reload();
    assert_eq!(page.drawn(&deleted), "Recep Tayyip Erdogan");
    page.click("Undo");
}

#[test]
fn an_opened_file_is_one_step_that_can_be_undone() {
    let page = Page::open();
    page.tag("Shehbaz Sharif", "1");
    page.tag("Istanbul", "3");
    let file = page.download();

    let other = Page::open();
    let before = other.download();
    other.open_file("work.json", &file.text);
    other.until("page.rows().length === 2");
    other.press("Control+z");
    other.until("page.rows().length === 0");
    assert_eq!(other.download().json["annotations"], before.json["annotations"]);
    other.press("Control+y");
    other.until("page.rows().length === 2");
    assert_eq!(other.download().undated(), file.undated());
}

#[test]
fn tagging_never_moves_a_word() {
    let page = Page::open();
    // Where every hundredth character of the article is drawn.
    let places = || {
        page.run(
            "return page.blocks().flatMap((block, number) =>
               Array.from({ length: Math.ceil(block.textContent.length / 100) }, (_, at) => {
                 const { left, top } = page.drawn({ block: number, at: at * 100 }, false);
                 return [left + scrollX, top + scrollY].map((place) => Math.round(place * 10)).join();
               }))",
        )
    };
    page.run("scrollTo(0, 0)");
    let before = places();
    page.tag("Turkish President Recep Tayyip Erdogan on Sunday met Pakistan's Prime Minister", "2");
    page.tag("Recep Tayyip Erdogan", "1");
    page.tag("Tayyip", "3");
    page.press("Escape");
    page.until("!page.card()");
    page.run("scrollTo(0, 0)");
    let after = places();
    let moved = before.as_array().into_iter().flatten().zip(after.as_array().into_iter().flatten());
    let moved: Vec<_> = moved.filter(|(before, after)| before != after).collect();
    assert!(
        moved.is_empty(),
        "{} places moved, the first from {:?} to {:?}",
        moved.len(),
        moved[0].0,
        moved[0].1
    );
}

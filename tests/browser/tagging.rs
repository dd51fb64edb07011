//! From nothing to a file: reading, tagging, coming back, taking it away, opening it elsewhere.

use crate::harness::{ARTICLES, Page};

/// The spans that are tagged: an actor, a claim that contains it, a location, a span that crosses the claim, one over several
/// paragraphs; and something in the other articles.
const WORK: [(&str, &[(&str, &str)]); 3] = [
    (
        ARTICLES[0],
        &[
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
    (ARTICLES[1], &[("2", "also attended the meeting.\n\nErdogan’s office said")]),
    (ARTICLES[2], &[("1", "Islamabad, Turkey said")]),
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
pub fn what_is_tagged_in_three_articles_is_there_after_a_reload_and_in_another_browser() {
    let page = Page::open();
    assert_eq!(page.article(), ARTICLES[0]);
    let tagged = tag_everything(&page);
    page.click_row(&tagged.last().expect("something was tagged").id);
    page.press("n");
    page.type_text("Who says so?");
    page.press("Escape");
    check_drawn_and_listed(&page, &tagged);
    page.reload();
    check_drawn_and_listed(&page, &tagged);
    let file = page.download();
    assert_eq!(file.annotations().len(), tagged.len());

    let other = Page::open();
    other.open_file("work.json", &file.text);
    other.expect_status(&format!("{} annotations", tagged.len()));
    check_drawn_and_listed(&other, &tagged);
    assert_eq!(other.download().undated(), file.undated());
}

#[test]
pub fn a_question_about_a_file_is_answered_by_mouse_and_by_escape() {
    let page = Page::open();
    let kept = page.tag("Shehbaz Sharif", "1");
    let deleted = page.tag("Recep Tayyip Erdogan", "1");
    let file = page.download();
    page.click_row(&deleted);
    page.press("Delete");
    page.until("page.rows().length === 1");
    for answer in ["Cancel", "Escape", "Add"] {
        page.open_file("work.json", &file.text);
        let question = page.expect_question();
        assert!(question.contains("was deleted here and comes back"), "{question}");
        if answer == "Escape" {
            page.press(answer);
        } else {
            page.click(answer);
        }
        page.until("!page.dialog()");
        let rows: Vec<_> = page.rows().into_iter().map(|row| row.id).collect();
        let is_back = rows.contains(&deleted);
        assert_eq!((rows.contains(&kept), is_back), (true, answer == "Add"), "{answer}");
    }
    assert_eq!(page.drawn(&deleted), "Recep Tayyip Erdogan");
}

#[test]
pub fn tagging_never_moves_a_word() {
    let page = Page::open();
    // They go with the third tag otherwise.
    page.click("Got it");
    // The place of every hundredth character of the article.
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

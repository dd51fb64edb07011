//! Work that is taken away as a file and opened elsewhere, and what a file may bring back.

use crate::html::dialog_text;
use crate::kit::Page;
use glossator::app::intent::{self, Export, Import};
use glossator::app::message::MessageAction;
use glossator_core::corpus::Seed;
use std::rc::Rc;

/// An actor, a claim that contains it, words with two labels, a span that crosses the claim, one over several paragraphs.
const WORK: [(&str, &str); 3] = [
    (
        "a",
        "[claim#1:Turkish President [actor:Recep Tayyip Erdogan] met [actor#2:Shehbaz Sharif#1] and Munir#2] in \
         [location:[actor:Istanbul]].\n\nAfter [claim:the attack.\n\nThe meeting], which included 🙂",
    ),
    ("b", "[actor:Field Marshal] Munir"),
    ("c", "[claim:[actor:Ankara] supported [location:[actor:Islamabad]]]"),
];

/// The articles of the work, with nothing tagged.
fn elsewhere() -> Page {
    let texts = WORK.map(|(id, marked)| (id, glossator_fixture::parse(marked).expect("well-formed marks").0));
    let seeds: Vec<_> = texts.iter().map(|(id, text)| Seed { id, text, attributes: &[] }).collect();
    Page::start(&seeds, Rc::default())
}

/// The work, with a note that is still being typed.
fn with_work() -> Page {
    let page = Page::with(&WORK);
    page.send(intent::Tagging::TypeNote(page.id("Istanbul"), "Who says “so”?\n<b>".into()));
    page
}

/// The file that "Download JSON" gives.
fn download(page: &Page) -> String {
    page.send(Export::DownloadJson);
    let file = page.downloaded();
    assert_eq!((file.name.as_str(), file.mime), ("glossator-2026-11-24.json", "application/json"));
    String::from_utf8(file.content.clone()).expect("text")
}

#[test]
fn a_download_opened_elsewhere_gives_the_same_download() {
    let page = with_work();
    let file = download(&page);
    assert_eq!(page.reload().json(), page.json());
    for (other, new) in [
        (elsewhere(), "11 annotations are in."),
        (Page::start(&[], Rc::default()), "3 articles, 11 annotations are in."),
    ] {
        other.open_file("work.json", file.as_bytes());
        assert_eq!(other.said(), new);
        for (id, marked) in WORK {
            assert_eq!(glossator_fixture::parse(&other.marked(id)), glossator_fixture::parse(marked), "{id}");
        }
        assert_eq!(other.json(), page.json());
        let stored = other.stored();
        other.open_file("work.json", file.as_bytes());
        assert_eq!(other.said(), "Everything in “work.json” is here already.");
        assert_eq!((other.stored(), other.json()), (stored, page.json()));
        assert_eq!(other.again().json(), page.json());
    }
}

#[test]
fn list_and_file_are_both_in_the_order_of_the_text() {
    let page = with_work();
    let file: serde_json::Value = serde_json::from_str(&download(&page)).expect("JSON");
    let rows = file["annotations"].as_array().expect("a list");
    let in_file: Vec<_> = rows.iter().filter_map(|row| row["id"].as_str().map(str::to_owned)).collect();
    let listed: Vec<_> = page.read(|state| {
        let documents = state.corpus().documents();
        documents.flat_map(|document| document.annotations().map(|one| one.id.to_string())).collect()
    });
    assert_eq!(in_file, listed);
    let quotes: Vec<_> = rows.iter().take(4).map(|row| row["quote"].as_str().unwrap_or_default()).collect();
    assert_eq!(quotes[1..3], ["Recep Tayyip Erdogan", "Shehbaz Sharif and Munir"]);
}

#[test]
fn an_opened_file_is_one_step_and_shows_its_first_new_article() {
    let file = download(&with_work());
    let page = elsewhere();
    page.open_article("b");
    let before = page.json();
    page.open_file("work.json", file.as_bytes());
    let after = page.json();
    assert_eq!(page.read(|state| state.session.document.to_string()), "b", "no article is new");
    page.answer(|action| *action == MessageAction::Undo);
    assert_eq!((page.json(), page.said().as_str()), (before.clone(), "Undone: open file."));
    page.press("Control+y");
    assert_eq!((page.json(), page.said().as_str()), (after.clone(), "Redone: open file."));
    let later = page.reload();
    later.press("Control+z");
    assert_eq!(later.json(), before);

    let empty = Page::start(&[], Rc::default());
    empty.open_file("work.json", file.as_bytes());
    assert_eq!(empty.read(|state| state.session.document.to_string()), "a");
    empty.press("Control+z");
    assert_eq!(empty.read(|state| state.corpus().documents().count()), 0);
}

#[test]
fn what_was_deleted_since_comes_back_from_the_file_only_if_that_is_wanted() {
    let page = Page::of("[actor:Erdogan] met [actor:Sharif]");
    let file = download(&page);
    page.click("Erdogan");
    page.press("Delete");
    let before = (page.stored(), page.json());
    let ask = || {
        page.open_file("work.json", file.as_bytes());
        let question = dialog_text(&page);
        assert!(question.contains("was deleted here and comes back"), "{question}");
        assert_eq!((page.stored(), page.json()), before);
        // No key but those of the dialog does anything.
        for key in ["1", "Delete", "Control+z", "/", "Enter"] {
            assert!(!page.press(key), "{key}");
        }
    };
    ask();
    page.send(Import::Answer(false));
    assert_eq!((page.stored(), page.json()), before);
    ask();
    page.send(Import::Answer(true));
    assert_eq!(page.marked("a"), "[actor:Erdogan] met [actor:Sharif]");
    assert_eq!(page.said(), "1 annotation is in. 1 was here already.");
    assert_eq!(page.json(), Page::json(&page.again()));
    page.press("Control+z");
    assert_eq!(page.marked("a"), "Erdogan met [actor:Sharif]");
}

#[test]
fn an_article_that_is_opened_is_in_view_and_can_be_taken_out_again() {
    let page = Page::of("[actor:Erdogan] met him");
    let before = page.json();
    page.open_file("own.txt", "My own [article].\n\nIt has two paragraphs.".as_bytes());
    assert_eq!(page.read(|state| state.session.document.to_string()), "own");
    page.select("My own");
    page.press("1");
    page.open_article("a");
    // A second time it is there already, and in view.
    page.open_file("own.txt", "My own [article].\n\nIt has two paragraphs.".as_bytes());
    assert_eq!(page.said(), "“My own [article].” is here already.");
    assert_eq!(page.read(|state| state.session.document.to_string()), "own");
    page.send(intent::Articles::Remove);
    assert_eq!(
        (page.said().as_str(), page.json()),
        ("Removed “My own [article].” and its 1 annotation.", before)
    );
    page.answer(|action| *action == MessageAction::Undo);
    assert_eq!(page.marked("own"), "[actor:My own] \\[article\\].\n\nIt has two paragraphs.");
    assert_eq!(page.again().json(), page.json());
}

#[test]
fn a_text_that_is_pasted_is_an_article() {
    let page = Page::of("an article");
    let before = page.json();
    let paste = |text: &str| page.send(Import::Paste(text.into(), "".into()));
    paste("Mara met Ivo.\n");
    assert_eq!(page.said(), "1 article is in.");
    assert_eq!(page.marked("pasted"), "Mara met Ivo.\n");
    paste("Ivo rang Mara.\n");
    assert_eq!(page.marked("pasted 2"), "Ivo rang Mara.\n");
    let both = page.json();
    paste("Mara met Ivo.\n");
    assert!(page.said().ends_with("is here already."), "{}", page.said());
    paste(" \n");
    assert_eq!(page.json(), both);
    page.press("Control+z");
    page.press("Control+z");
    assert_eq!(page.json(), before);
}

#[test]
fn a_file_that_names_no_article_is_about_the_open_one() {
    let page = Page::with(&[("a", "Ivo rang Mara."), ("b", "Mara met Ivo.")]);
    page.send(intent::Articles::Open("b".into()));
    let file = r#"[{"type":"Annotation","body":{"value":"actor","purpose":"tagging"},"target":{"selector":
        [{"type":"TextPositionSelector","start":0,"end":4},{"type":"TextQuoteSelector","exact":"Mara"}]}}]"#;
    page.open_file("w3c.json", file.as_bytes());
    let question = dialog_text(&page);
    let remark = "The file does not say which article it is about. Its annotations go to the open one, “b”.";
    assert!(question.contains(remark), "{question}");
    page.send(Import::Answer(true));
    assert_eq!(page.marked("b"), "[actor:Mara] met Ivo.");
}

#[test]
fn positions_without_words_are_placed_with_a_remark() {
    let page = Page::with(&[("n", "Mara met Ivo.")]);
    for (name, file) in [
        ("a.csv", "document,start,end,label\nn,0,4,actor\n"),
        (
            "a.json",
            r#"{"type":"Annotation","body":{"value":"actor","purpose":"tagging"},"target":{"source":"http://example.org/n.txt",
            "selector":{"type":"TextPositionSelector","start":9,"end":12}}}"#,
        ),
    ] {
        page.open_file(name, file.as_bytes());
        let question = dialog_text(&page);
        assert!(question.contains("Nothing proves the place"), "{question}");
        page.send(Import::Answer(true));
    }
    assert_eq!(page.marked("n"), "[actor:Mara] met [actor:Ivo].");
}

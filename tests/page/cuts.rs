//! Articles that are cut out of files: shown before they are taken in, and corrected.

use crate::html::dialog_text;
use crate::kit::Page;
use glossator::app::intent::Import;
use glossator::features::import::cutting::{Place, place};
use glossator::features::import::state::File;
use glossator_core::import::{Cut, Meaning};
use std::rc::Rc;

/// A saved page of an outlet.
const PAGE: &str = "<!doctype html><html lang=en><head><title>Talks – The Example</title>\
    <meta property='og:site_name' content='The Example'><meta property='og:title' content='Talks in Istanbul'>\
    <meta property='article:published_time' content='2025-05-26T09:30:00+05:30'><script>alert(1)</script></head>\
    <body><nav><a href='/'>Home</a></nav><article><h1>Talks in Istanbul</h1><p>Erdogan met Sharif on Sunday, and both spoke at \
    length about trade.</p><p>Nobody else was there, officials said after the meeting.</p></article></body></html>";

fn cuts(page: &Page) -> Vec<Rc<Cut>> {
    page.read(|state| {
        state.import.pending.first().map(|it| it.source.cuts().cloned().collect()).unwrap_or_default()
    })
}

fn first_place(page: &Page) -> Place {
    place(cuts(page).first().expect("an article"))
}

/// The articles with their outlets, dates and headlines.
fn known(page: &Page) -> Vec<String> {
    page.read(|state| {
        let documents = state.corpus().documents();
        let line = documents.map(|it| {
            let [outlet, date] = ["outlet", "date"].map(|id| it.attributes.get(id));
            format!("{outlet} | {date} | {}", it.title)
        });
        line.collect()
    })
}

#[test]
fn a_plain_text_comes_in_at_once() {
    let page = Page::start(&[], Rc::default());
    page.open_file("mine.txt", b"Erdogan met Sharif.");
    assert_eq!((cuts(&page).len(), page.said().as_str()), (0, "1 article is in."));
}

#[test]
fn what_a_saved_page_knows_is_shown_before_it_is_taken_in() {
    let page = Page::start(&[], Rc::default());
    page.open_file("talks.html", PAGE.as_bytes());
    assert!(known(&page).is_empty());
    let words = dialog_text(&page);
    for said in [
        "“talks.html” is 1 article. It has a date and an outlet.",
        "web page",
        "Erdogan met Sharif",
        "Nothing is added yet.",
        "Add 1 article",
    ] {
        assert!(words.contains(said), "{said} is not in {words}");
    }
    page.send(Import::Answer(true));
    assert_eq!(known(&page), ["The Example | 2025-05-26T09:30:00+05:30 | Talks in Istanbul"]);
    page.press("Control+z");
    assert!(known(&page).is_empty());
}

#[test]
fn values_are_corrected_and_articles_left_out_before_they_come_in() {
    let page = Page::start(&[], Rc::default());
    page.open_files(&[("talks.html", PAGE.as_bytes()), ("2025-05-27 Bild - Krach.txt", b"Es gab Krach.")]);
    let all = cuts(&page);
    assert_eq!(all.len(), 2, "{all:?}");
    let talks = all.iter().find(|cut| &*cut.file == "talks.html").expect("the page");
    let krach = all.iter().find(|cut| &*cut.file != "talks.html").expect("the text");
    page.send(Import::Correct(vec![(place(talks), "outlet".into(), "Example Times".into())]));
    page.send(Import::Take(vec![place(krach)], false));
    assert!(dialog_text(&page).contains("1 is left out."));
    page.send(Import::Answer(true));
    assert_eq!(known(&page), ["Example Times | 2025-05-26T09:30:00+05:30 | Talks in Istanbul"]);
}

#[test]
fn what_is_left_out_can_be_kept_and_an_article_cut_elsewhere() {
    let page = Page::start(&[], Rc::default());
    page.open_file("talks.html", PAGE.as_bytes());
    let (file, within) = first_place(&page);
    let pieces = cuts(&page)[0].pieces.clone();
    let last = pieces.iter().rfind(|piece| piece.left_out.is_none()).expect("a paragraph").number;
    page.send(Import::Begin(file.clone(), last, true));
    assert_eq!(cuts(&page).len(), 2, "cut at {last}, not at {within}");
    page.send(Import::Begin(file.clone(), last, false));
    assert_eq!(cuts(&page).len(), 1);
    page.send(Import::Keep(file, last, false));
    page.send(Import::Answer(true));
    let text = page.read(|state| state.document().map(|it| it.text.content().to_owned()).unwrap_or_default());
    assert!(text.contains("Erdogan met Sharif") && !text.contains("Nobody else"), "{text}");
}

#[test]
fn another_encoding_is_tried_and_one_that_cannot_be_is_said() {
    let page = Page::start(&[], Rc::default());
    page.open_file("brief.txt", b"Er sagte, es sei \x84sch\xf6n\x93.");
    let encoding = |page: &Page| cuts(page)[0].encoding.clone().map(|it| it.label.to_lowercase());
    assert_eq!(encoding(&page).as_deref(), Some("windows-1252"));
    page.send(Import::Decode("brief.txt".into(), "windows-1250".into()));
    assert_eq!(encoding(&page).as_deref(), Some("windows-1250"));
    page.send(Import::Decode("brief.txt".into(), "utf-8".into()));
    assert_eq!(encoding(&page).as_deref(), Some("windows-1250"));
    assert!(dialog_text(&page).contains("They cannot be read so"));
}

#[test]
fn columns_are_mapped_once_and_remembered() {
    const TABLE: &[u8] = b"Zeitung;Inhalt;Wann\nBild;Es gab Krach in der Stadt.;2025-05-27\n";
    let page = Page::start(&[], Rc::default());
    page.open_file("table.csv", TABLE);
    let header = page.read(|state| {
        let pending = state.import.pending.first().expect("a question");
        pending.source.read.tables.first().expect("a table").header.clone()
    });
    let attribute = |id: &str| Meaning::Attribute(id.into());
    let meanings = vec![attribute("outlet"), Meaning::Text, attribute("date")];
    page.send(Import::Mean(header, meanings.clone()));
    assert_eq!(cuts(&page).len(), 1);
    page.send(Import::Answer(false));
    page.open_file("another.csv", TABLE);
    let again = page.read(|state| state.import.pending[0].source.read.tables[0].meanings.clone());
    assert_eq!(again, meanings);
    page.send(Import::Answer(true));
    assert_eq!(known(&page), ["Bild | 2025-05-27 | Es gab Krach in der Stadt."]);
}

#[test]
fn what_is_pasted_is_read_as_what_it_is() {
    let check = |text: &str, page_of: &str, file: &str| {
        let page = Page::start(&[], Rc::default());
        page.send(Import::Paste(text.into(), page_of.into()));
        let found =
            page.read(|state| state.import.pending.first().map(|it| it.source.files[0].name.to_string()));
        let found = found.unwrap_or_else(|| "at once".to_owned());
        assert_eq!(found, file, "{text}");
    };
    check("Erdogan met Sharif.", "", "at once");
    check("Erdogan met Sharif.", "<span style=x>Erdogan met Sharif.</span>", "at once");
    check("Talks\nErdogan met Sharif.", "<h1>Talks</h1><p>Erdogan met Sharif.</p>", "pasted.html");
    check("outlet\ttext\nBild\tKrach.", "<table><tr><td>outlet</td></tr></table>", "pasted.tsv");
}

#[test]
fn the_text_of_an_article_here_is_known_whatever_its_line_ends() {
    let page = Page::of("Erdogan met Sharif.\n\nHe left.");
    page.open_file("2025-05-26 Bild - Talks.txt", b"Erdogan met Sharif.\r\n\r\nHe left.");
    assert!(dialog_text(&page).contains("It has the text of an article here."), "{}", dialog_text(&page));
}

#[test]
fn a_text_of_which_the_encoding_was_chosen_stays_in_view() {
    let page = Page::start(&[], Rc::default());
    page.open_file("brief.txt", b"Er sagte, es sei \x84sch\xf6n\x93.");
    page.send(Import::Decode("brief.txt".into(), "windows-1251".into()));
    let words = dialog_text(&page);
    for said in ["is read as", "schцn", "Nothing is added yet. The file itself is not kept."] {
        assert!(words.contains(said), "{said} is not in {words}");
    }
}

/// Pages with many paragraphs each, together more than is read at once.
fn many_pages() -> Vec<(String, Vec<u8>)> {
    let paragraph = "<p>Erdogan met Sharif on Sunday, and both spoke at length about trade.</p>".repeat(400);
    let page = |number| {
        let html = PAGE.replace("</h1>", &format!(" {number}</h1>{paragraph}"));
        (format!("{number:02}.html"), html.into_bytes())
    };
    (0..30).map(page).collect()
}

fn open_many(page: &Page) {
    let pages = many_pages();
    let files: Vec<_> = pages.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    page.open_files(&files);
    assert_eq!(cuts(page).len(), 30);
}

#[test]
fn many_files_are_read_some_at_a_time_and_said_so() {
    let page = Page::start(&[], Rc::default());
    let pages = many_pages();
    let file = |(name, bytes): &(String, Vec<u8>)| File {
        name: name.as_str().into(),
        size: bytes.len() as u64,
        bytes: Some(bytes.as_slice().into()),
    };
    page.store.send(Import::Open(pages.iter().map(file).collect()));
    let mut said = vec![page.said()];
    while page.read(|state| !state.import.steps.is_empty()) {
        page.store.send(Import::GoOn);
        said.push(page.said());
    }
    said.dedup();
    assert_eq!(said[0], "Reading 0 of 30 files …");
    assert!(said.len() > 3 && said[1..3].iter().all(|it| it.ends_with(" of 30 files …")), "{said:?}");
}

#[test]
fn reading_again_is_said_in_the_dialog_and_can_be_stopped() {
    let page = Page::start(&[], Rc::default());
    open_many(&page);
    let before = page.read(|state| state.import.pending[0].source.read.clone());
    let first = cuts(&page)[0].clone();
    let piece = first.pieces.iter().rfind(|piece| piece.left_out.is_none()).expect("a paragraph").number;
    page.store.send(Import::Keep(first.file.clone(), piece, false));
    page.store.send(Import::GoOn);
    let words = dialog_text(&page);
    assert!(words.contains(" of 30 files …") && words.contains("Stop"), "{words}");
    // Nothing is taken in meanwhile.
    page.store.send(Import::Answer(true));
    assert!(known(&page).is_empty());
    page.store.send(Import::Stop);
    assert!(dialog_text(&page).contains("Stopped. They are as they were read before."));
    assert!(page.read(|state| Rc::ptr_eq(&state.import.pending[0].source.read, &before)));
    // To its end, with what is corrected meanwhile.
    page.store.send(Import::Keep(first.file.clone(), piece, false));
    page.store.send(Import::Keep(first.file.clone(), piece - 1, false));
    page.send(Import::GoOn);
    assert_eq!(cuts(&page)[0].left_out().count(), first.left_out().count() + 2);
    page.store.send(Import::Keep(first.file.clone(), piece, true));
    page.send(Import::Answer(false));
    assert!(page.read(|state| state.import.again.is_none() && state.import.pending.is_empty()));
}

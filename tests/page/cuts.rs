//! Articles that are cut out of files: shown before they are taken in, and corrected.

use crate::html::dialog_text;
use crate::kit::Page;
use glossator::app::intent::Import;
use glossator::features::import::cutting::{Place, place};
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
        "“talks.html” is 1 article. It has a date, it has an outlet.",
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
    assert!(dialog_text(&page).contains("1 has the text of an article here."), "{}", dialog_text(&page));
}

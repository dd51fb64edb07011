//! Export: files for other tools, of what the dialog says, and what is said about them.

use crate::html::{dialog, dialog_text, texts};
use crate::kit::Page;
use glossator::app::effect::Download;
use glossator::app::intent::{self, Export, Intent};
use glossator::app::session::Dialog;
use glossator::words::formats::{keeps, leaves_out};
use glossator_core::formats::{FORMATS, Format};
use std::io::{Cursor, Read};
use std::rc::Rc;
use zip::ZipArchive;

/// A name with the sentence around it, and a place in the third article.
fn tagged() -> Page {
    let page = Page::with(&[
        ("a", "Today [claim:President [actor:Erdogan] met] him"),
        ("b", "quiet"),
        ("c", "in [location:Istanbul]"),
    ]);
    page.send(Intent::Show(Some(Dialog::Export)));
    page
}

fn format(id: &str) -> &'static Format {
    FORMATS.into_iter().find(|format| format.id == id).expect("a format")
}

fn export(page: &Page, id: &str) -> Rc<Download> {
    page.send(Export::Export(format(id)));
    page.downloaded()
}

/// The words of the dialog about a tool.
fn about(page: &Page, tool: &str) -> String {
    let rows = texts(&dialog(page), "li");
    rows.into_iter().find(|row| row.starts_with(tool)).expect("a tool")
}

/// Everything in an archive, as another program unpacks it.
fn unpacked(archive: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let mut content = Vec::new();
    for index in 0..archive.len() {
        archive.by_index(index).expect("a file").read_to_end(&mut content).expect("its content");
    }
    content
}

#[test]
fn each_tool_gets_a_file_of_its_own() {
    let page = tagged();
    for format in FORMATS {
        let file = export(&page, format.id);
        assert_eq!(file.name, format!("glossator-{}-2026-11-24.{}", format.id, format.ending));
        let is_archive = format.ending == "zip";
        assert_eq!(file.content.starts_with(b"PK\x03\x04"), is_archive, "{}", file.name);
        let mime = if is_archive { "application/zip" } else { "text/plain;charset=utf-8" };
        assert_eq!(file.mime, mime, "{}", file.name);
        let content = if is_archive { unpacked(&file.content) } else { file.content.clone() };
        let holds = |words: &str| content.windows(words.len()).any(|window| window == words.as_bytes());
        // A token in each line, somewhere.
        assert!(holds("Istanbul") && holds("Erdogan") && holds("location"), "{}", file.name);
        let about = about(&page, format.name);
        let Format { name, ending, .. } = format;
        let expected = format!("{name}.{ending}Keeps {}. Without {}.", keeps(format), leaves_out(format));
        assert!(about.starts_with(&expected), "{about}");
    }
}

#[test]
fn what_a_tool_has_no_room_for_is_said_before_and_after() {
    let page = tagged();
    let check = |id: &str, left_out: Option<&str>| {
        let about = about(&page, format(id).name);
        let expected = left_out.map(|left_out| format!("Left out: {left_out}."));
        assert_eq!(about.find("Left out").map(|at| about[at..].to_owned()), expected, "{id}");
        let Download { name, with, .. } = Rc::unwrap_or_clone(export(&page, id));
        page.send(Export::Downloaded { name: name.clone(), with, is_taken: true });
        let with = left_out.map_or_else(
            || " with 3 annotations".to_owned(),
            |left_out| format!(" of 3 annotations, without {left_out}"),
        );
        assert_eq!(page.said(), format!("Downloaded {name}{with}."));
        assert!(dialog_text(&page).contains(&page.said()), "it is said in the dialog");
    };
    check("w3c", None);
    check("spacy", Some("1 annotation in “entities” (in “spans” are all)"));
}

#[test]
fn an_article_and_some_labels_go_out_as_they_are_chosen() {
    let page = tagged();
    page.open_article("c");
    let check = |change: Option<Export>, said: &str| {
        if let Some(change) = change {
            page.send(change);
        }
        assert!(dialog_text(&page).contains(said), "{said}: {}", dialog_text(&page));
    };
    check(None, "3 articles with 3 annotations");
    check(Some(Export::SetHere(true)), "1 article with 1 annotation");
    check(Some(Export::SetLabel("location".into(), false)), "1 article with 0 annotations");
    let file = export(&page, "doccano");
    let text = std::str::from_utf8(&file.content).expect("text");
    assert!(text.contains("\"label\":[]") && text.lines().count() == 1, "{text}");
    assert_eq!(file.with, " with 0 annotations");
    // The choice stays, and is no matter of the download of everything.
    page.send(Intent::Show(None));
    page.send(Intent::Show(Some(Dialog::Export)));
    check(None, "1 article with 0 annotations");
    page.send(Export::DownloadJson);
    assert_eq!(page.downloaded().with, " with 3 annotations");
    check(Some(Export::SetHere(false)), "3 articles with 2 annotations");
    check(Some(Export::SetLabel("location".into(), true)), "3 articles with 3 annotations");
    check(Some(Export::SetLabel("actor".into(), false)), "3 articles with 2 annotations");
    check(Some(Export::SetLabel("actor".into(), false)), "3 articles with 2 annotations");
}

#[test]
fn a_note_that_is_being_typed_goes_out_too() {
    for act in [Export::DownloadJson, Export::Export(format("csv"))] {
        let page = tagged();
        page.send(intent::Tagging::TypeNote(page.id("Istanbul"), "half a tho".into()));
        page.send(act);
        let file = page.downloaded();
        let holds = |words: &[u8]| file.content.windows(words.len()).any(|window| window == words);
        assert!(holds(b"half a tho"), "{}", file.name);
    }
}

#[test]
fn a_download_that_the_browser_refuses_is_said_until_it_is_answered() {
    let page = tagged();
    page.send(Export::DownloadJson);
    let Download { name, with, mime, .. } = Rc::unwrap_or_clone(page.downloaded());
    assert_eq!((name.as_str(), mime), ("glossator-2026-11-24.json", "application/json"));
    page.send(Export::Downloaded { name, with, is_taken: false });
    assert_eq!(
        (page.alerts(), page.said().as_str()),
        (vec!["The browser refused the download.".to_owned()], "")
    );
}

//! Files of other tools, opened.

use crate::html::dialog_text;
use crate::kit::Page;
use glossator::app::intent::{self, Export, Import, Intent};
use glossator::app::message::MessageAction;
use glossator::app::session::Dialog;
use glossator::words::formats::keeps;
use glossator_core::formats::FORMATS;
use glossator_core::import::LabelChoice;
use serde_json::json;

/// brat's files of an article "news" with two spans, a note and a relation, packed by a ZIP program.
pub const DEFLATED: &[u8] = include_bytes!("foreign/brat.zip");

#[test]
fn what_was_exported_is_here_already() {
    let page = Page::with(&[
        ("a", "Today [claim:President [actor:Erdogan] met] him"),
        ("b", "quiet"),
        ("c", "in [location:Istanbul]"),
    ]);
    let stored = page.stored();
    for format in FORMATS.into_iter().filter(|format| format.is_read()) {
        page.send(Export::Export(format));
        let file = page.downloaded();
        page.open_file(&file.name, &file.content);
        assert_eq!(page.said(), format!("Everything in “{}” is here already.", file.name));
        assert_eq!(page.stored(), stored, "{}", file.name);
    }
}

/// The annotations as label, words and note.
fn annotations(page: &Page) -> Vec<String> {
    page.read(|state| {
        let documents = state.corpus().documents();
        let of = documents.flat_map(|document| document.annotations().map(move |one| (document, one)));
        of.map(|(document, one)| format!("{} {} {}", one.label, one.quote(&document.text), one.note))
            .collect()
    })
}

#[test]
fn an_archive_of_another_tool_comes_in_whole_and_goes_in_one_step() {
    let page = Page::of("an article");
    page.open_file("annotations.zip", DEFLATED);
    assert_eq!(page.said(), "1 article, 2 annotations, 1 relation are in.");
    assert_eq!(page.read(|state| state.session.document.to_string()), "news");
    assert_eq!(annotations(&page), ["actor Erdoğan 🙂 who?", "location Istanbul "]);
    let stored = page.json();
    assert_eq!(page.reload().json(), stored);
    page.answer(|action| *action == MessageAction::Undo);
    assert_eq!(
        (page.read(|state| state.session.document.to_string()), annotations(&page).len()),
        ("a".into(), 0)
    );
    page.press("Control+y");
    assert_eq!(annotations(&page).len(), 2);
}

#[test]
fn labels_that_are_new_are_added_left_out_or_taken_for_others() {
    let text = "Ana met Bob in Rome on Monday.";
    let label = json!([[0, 3, "PER"], [8, 11, "Actor"], [15, 19, "LOC"], [23, 29, "DATE"], [0, 99, "PER"]]);
    let file = json!({ "text": text, "label": label }).to_string();
    let check = |choices: &[(&str, LabelChoice)], said: &str, expected: &[&str]| {
        let page = Page::of("an article");
        page.open_file("rows.jsonl", file.as_bytes());
        let question = dialog_text(&page);
        for words in [
            "Open “rows.jsonl”?",
            "3 labels, 1 article, 4 annotations are",
            "1 remark",
            "label[4]",
            "30 code points long",
            "The label “PER” is new here",
        ] {
            assert!(question.contains(words), "“{words}” is not in {question}");
        }
        for (label, choice) in choices {
            let place = page.read(|state| {
                let labels = &state.import.pending[0].choices.labels;
                labels.iter().position(|(id, _)| *id.0 == **label)
            });
            page.send(Import::ChooseLabel(place.expect("a new label"), choice.clone()));
        }
        assert!(dialog_text(&page).contains(said), "“{said}” is not in {}", dialog_text(&page));
        page.send(Import::Answer(true));
        assert_eq!(page.said(), format!("{said} in."));
        assert_eq!(annotations(&page), expected);
    };
    let actor = LabelChoice::Take("actor".into());
    // A label that is called like one that is here is taken for that.
    check(
        &[],
        "3 labels, 1 article, 4 annotations are",
        &["PER Ana ", "actor Bob ", "LOC Rome ", "DATE Monday "],
    );
    check(
        &[("PER", actor), ("DATE", LabelChoice::LeaveOut)],
        "1 label, 1 article, 3 annotations are",
        &["actor Ana ", "actor Bob ", "LOC Rome "],
    );
    check(
        &[("Actor", LabelChoice::Add), ("PER", LabelChoice::LeaveOut), ("LOC", LabelChoice::LeaveOut)],
        "2 labels, 1 article, 2 annotations are",
        &["Actor Bob ", "DATE Monday "],
    );
}

#[test]
fn a_note_that_is_being_typed_is_kept_when_a_file_comes_in() {
    let page = Page::of("[actor:Erdogan] met him");
    let id = page.id("Erdogan");
    page.send(intent::Tagging::TypeNote(id, "half a tho".into()));
    page.open_file("annotations.zip", DEFLATED);
    page.wait();
    let note = page.read(|state| state.corpus().annotation(id).map(|one| one.note.to_string()));
    assert_eq!(note.as_deref(), Some("half a tho"));
}

#[test]
fn the_help_lists_every_format() {
    let page = Page::of("an article");
    page.send(Intent::Show(Some(Dialog::Help)));
    let help = dialog_text(&page);
    for format in FORMATS {
        let words = format!("{}: {}.", format.name, keeps(format));
        assert!(help.contains(&words), "“{words}” is not in {help}");
    }
}

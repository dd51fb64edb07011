//! Room: a project of thousands of articles, whose texts are not in the store.

use super::page::SEED;
use super::store::{Browser, Tab};
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::{Command, Moment};
use glossator_core::edit::editor::{Editor, Outcome, Setup};
use glossator_core::import::{self, FilePart, Incoming, IncomingAnnotation, IncomingDocument};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::record::{Quotation, ReplicaId};
use glossator_core::model::time::Timestamp;
use glossator_core::saving::{Budget, SaveStatus};
use glossator_core::text::Text;
use glossator_core::text::offset::{ByteOffset, CodePointOffset};
use glossator_core::text::span::Span;
use std::collections::BTreeSet;
use std::rc::Rc;
use uuid::Uuid;

/// Articles, and annotations in each.
const ARTICLES: usize = 600;
const EACH: usize = 4;

fn text(number: usize) -> String {
    format!("Article {number} says that somebody met somebody else. ").repeat(8)
}

fn incoming(articles: usize) -> Incoming {
    let id = |number: usize| format!("article {number:05}").as_str().into();
    let document = |number| IncomingDocument {
        id: id(number),
        text: Some(text(number).into()),
        ..IncomingDocument::default()
    };
    let annotation = |number: usize| IncomingAnnotation {
        id: AnnotationId(Uuid::from_u128(0x1000 + number as u128)),
        document: id(number / EACH),
        label: "actor".into(),
        quotation: Quotation {
            quote: "Article".into(),
            start: CodePointOffset(0),
            end: CodePointOffset(7),
            ..Quotation::default()
        },
        at: FilePart::value(format!("annotations[{number}]")),
        unplaced: false,
        note: "".into(),
        annotator: AnnotatorId(Uuid::from_u128(0xb)),
        created: Timestamp::from_millis(1),
        modified: Timestamp::from_millis(1),
        foreign: Vec::new(),
        said: None,
    };
    Incoming {
        documents: (0..articles).map(document).collect(),
        annotations: (0..articles * EACH).map(annotation).collect(),
        ..Incoming::default()
    }
}

fn open(tab: &Rc<Tab>, replica: u64) -> (Editor, Outcome) {
    let setup = Setup {
        seeds: Corpus::new([SEED]),
        replica: ReplicaId(replica),
        newcomer: AnnotatorId(Uuid::from_u128(0xa)),
        budget: Budget::default(),
    };
    Editor::start(setup, Ok(tab.clone()))
}

fn moment(editor: &Editor) -> Moment {
    editor.moment(Timestamp::from_millis(1_795_329_600_000), 7)
}

/// A browser with so many articles, and the texts that the database has.
fn browser(articles: usize) -> (Browser, Vec<Rc<Text>>) {
    let browser = Browser::default();
    let (mut editor, _) = open(&browser.open(), 1);
    let planned = import::plan(editor.corpus(), &incoming(articles), &moment(&editor));
    let texts = editor.unkept_texts(&planned);
    editor.note_kept(texts.iter().map(|text| text.version()));
    let outcome = editor.import(planned).expect("room");
    assert_eq!(outcome.status, Some(SaveStatus::Saved));
    browser.stored_in_the_end();
    (browser, texts)
}

#[test]
fn the_store_holds_no_text_and_a_start_reads_none() {
    let (browser, texts) = browser(ARTICLES);
    assert_eq!(texts.len(), ARTICLES);
    let stored = browser.stored();
    assert!(stored.keys().all(|key| !key.contains("/text/")));
    assert!(stored.values().all(|value| !value.contains("somebody else")));
    let (editor, outcome) = open(&browser.open(), 2);
    assert_eq!((outcome.damaged.len(), editor.wanted().len()), (0, ARTICLES));
    let lacking = editor.corpus().documents().filter(|document| document.lacks_text);
    assert_eq!(lacking.filter(|document| document.annotation_count() == EACH).count(), ARTICLES);
    // Of the article in view one text is wanted, and of one that is built in none.
    assert!(editor.wanted_by(&"article 00300".into()).is_some());
    assert_eq!(editor.wanted_by(&"a".into()), None);
}

#[test]
fn texts_come_in_any_order_and_everything_is_placed_then() {
    let (browser, texts) = browser(50);
    let (mut editor, _) = open(&browser.open(), 2);
    let whole = {
        let (mut editor, _) = open(&browser.open(), 3);
        let sought: Vec<_> = editor.wanted().iter().copied().collect();
        drop(editor.take_texts(&sought, texts.clone()));
        super::view(editor.corpus())
    };
    for text in texts.iter().rev() {
        let outcome = editor.take_texts(&[text.version()], vec![text.clone()]);
        assert_eq!(outcome.change.map(|change| change.documents.len()), Some(1));
    }
    assert_eq!(super::view(editor.corpus()), whole);
    assert!(editor.corpus().documents().all(|document| !document.lacks_text));
    assert!(editor.wanted().is_empty());
}

#[test]
fn an_edit_before_the_texts_are_here_is_kept() {
    let (browser, texts) = browser(3);
    let (mut editor, _) = open(&browser.open(), 2);
    let first = texts.iter().find(|text| text.content() == self::text(1)).expect("its text").clone();
    drop(editor.take_texts(&[first.version()], vec![first.clone()]));
    let span = Span::new(first.content(), ByteOffset(13), ByteOffset(17)).expect("a span");
    let tag = Command::Tag { document: "article 00001".into(), span, label: "claim".into() };
    let moment = moment(&editor);
    assert_eq!(editor.run(&tag, &moment).expect("tagged").1.status, Some(SaveStatus::Saved));
    let note = Command::SetNote { annotation: AnnotationId(Uuid::from_u128(0x1000)), note: "x".into() };
    editor.run(&note, &moment).expect("noted");
    browser.stored_in_the_end();
    let (mut again, _) = open(&browser.open(), 3);
    let sought: Vec<_> = again.wanted().iter().copied().collect();
    drop(again.take_texts(&sought, texts));
    assert_eq!(again.corpus().annotation_count(), 13);
    let noted = again.corpus().annotation(AnnotationId(Uuid::from_u128(0x1000))).expect("there");
    assert!(noted.span().is_some() && &*noted.note == "x");
}

#[test]
fn a_text_that_is_lost_is_not_asked_for_again_unless_somebody_wants_it() {
    let (browser, texts) = browser(2);
    let (mut editor, _) = open(&browser.open(), 2);
    let sought: Vec<_> = editor.wanted().iter().copied().collect();
    drop(editor.take_texts(&sought, vec![texts[0].clone()]));
    assert!(editor.wanted().is_empty());
    let lacking: Vec<_> = editor.corpus().documents().filter(|document| document.lacks_text).collect();
    assert_eq!(lacking.len(), 1);
    assert_eq!(lacking[0].annotation_count(), EACH);
    // It is not in a file of everything as an empty one.
    editor.want_lost();
    assert_eq!(editor.wanted().len(), 1);
    let sought: Vec<_> = editor.wanted().iter().copied().collect();
    drop(editor.take_texts(&sought, texts));
    assert!(editor.corpus().documents().all(|document| !document.lacks_text));
}

#[test]
fn texts_that_nothing_names_are_garbage_and_no_others() {
    let (browser, texts) = browser(3);
    let (mut editor, _) = open(&browser.open(), 2);
    let sought: Vec<_> = editor.wanted().iter().copied().collect();
    drop(editor.take_texts(&sought, texts.clone()));
    let stray = Text::new("of a file that never came in").version();
    let kept: BTreeSet<_> = texts.iter().map(|text| text.version()).chain([stray]).collect();
    assert_eq!(editor.unneeded(&kept), BTreeSet::from([stray]));
    // An article that was removed can come back.
    let moment = moment(&editor);
    editor.run(&Command::RemoveDocuments(vec!["article 00001".into()]), &moment).expect("removed");
    assert_eq!(editor.unneeded(&kept), BTreeSet::from([stray]));
    drop(editor.clear(9));
    assert_eq!(editor.unneeded(&kept), BTreeSet::new());
}

/// The project of 5,000 articles: how long it takes is printed, for who asks with `--nocapture`.
#[test]
fn a_start_does_the_same_for_each_article() {
    let count = std::env::var("GLOSSATOR_ARTICLES").ok().and_then(|count| count.parse().ok()).unwrap_or(300);
    let (browser, _) = browser(count);
    let tab = browser.open();
    let begun = std::time::Instant::now();
    let (editor, _) = open(&tab, 2);
    println!(
        "{count} articles: {:?}, {} units",
        begun.elapsed(),
        glossator_core::saving::storage::Storage::units(&*tab)
    );
    assert_eq!(editor.corpus().documents().count(), count + 1);
}

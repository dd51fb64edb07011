//! Texts that are kept outside of the store.

use crate::kit::{Page, Texts};
use glossator::app::intent;
use glossator::app::message::MessageAction;
use glossator_core::corpus::Seed;
use glossator_core::saving::project::ProjectId;
use glossator_fixture::memory::Memory;
use std::rc::Rc;

const SEEDS: [Seed<'static>; 1] = [Seed { id: "a", text: "Erdogan met Sharif.", attributes: &[] }];

fn page(storage: &Rc<Memory>, texts: &Texts) -> Page {
    Page::in_project(&ProjectId::default(), &SEEDS, storage, texts)
}

fn keys(storage: &Memory, kind: &str) -> usize {
    storage.keys("").iter().filter(|key| key.contains(&format!("/{kind}/"))).count()
}

#[test]
fn a_text_is_kept_before_the_entry_that_names_it_and_is_there_after_a_reload() {
    let (storage, texts) = (Rc::<Memory>::default(), Texts::default());
    let first = page(&storage, &texts);
    first.open_file("own.txt", b"My own words.");
    first.select("own");
    first.press("1");
    assert_eq!(texts.borrow().len(), 1);
    assert_eq!(keys(&storage, "text"), 0);
    let again = page(&storage, &texts);
    assert_eq!(again.marked("own"), "My [actor:own] words.");
    assert_eq!(again.alerts(), Vec::<String>::new());
}

#[test]
fn a_text_that_is_gone_is_said_and_its_annotations_stay() {
    let (storage, texts) = (Rc::<Memory>::default(), Texts::default());
    let first = page(&storage, &texts);
    first.open_file("own.txt", b"My own words.");
    first.select("own");
    first.press("1");
    let gone = texts.take();
    let again = page(&storage, &texts);
    assert_eq!(
        again.alerts(),
        [
            "The text of 1 article is missing. They are not in this browser any more. The annotations are kept."
        ]
    );
    assert_eq!(again.read(|state| state.corpus().annotation_count()), 1);
    texts.replace(gone);
    again.answer(|action| *action == MessageAction::ReadAgain);
    assert_eq!(again.marked("own"), "My [actor:own] words.");
    assert_eq!(again.alerts(), Vec::<String>::new());
}

#[test]
fn texts_of_earlier_versions_move() {
    let (storage, texts) = (Rc::<Memory>::default(), Texts::default());
    let before = Page::start(&SEEDS, storage.clone());
    before.open_file("own.txt", b"My own words.");
    assert_eq!(keys(&storage, "text"), 1);
    let page = page(&storage, &texts);
    page.send(intent::Storage::MoveTexts);
    assert_eq!((keys(&storage, "text"), texts.borrow().len()), (0, 1));
    assert_eq!(self::page(&storage, &texts).marked("own"), "My own words.");
}

#[test]
fn a_download_waits_until_every_text_is_read() {
    let (storage, texts) = (Rc::<Memory>::default(), Texts::default());
    let first = page(&storage, &texts);
    first.open_file("own.txt", b"My own words.");
    let unread = Page::unread(&SEEDS, &storage, &texts);
    assert!(!unread.json().contains("My own words."));
    unread.send(intent::Export::DownloadJson);
    let download = unread.downloaded();
    assert!(String::from_utf8_lossy(&download.content).contains("My own words."));
}

#[test]
fn a_store_that_was_emptied_is_written_anew_with_its_texts() {
    let (storage, texts) = (Rc::<Memory>::default(), Texts::default());
    let first = page(&storage, &texts);
    first.open_file("own.txt", b"My own words.");
    texts.take();
    storage.clear();
    first.send(intent::Storage::CatchUp);
    first.answer(|action| *action == MessageAction::StoreAnew);
    assert_eq!(page(&storage, &texts).marked("own"), "My own words.");
}

#[test]
fn where_the_database_refuses_texts_are_in_the_store() {
    let page = Page::of("Erdogan met Sharif.");
    page.open_file("own.txt", b"My own words.");
    assert_eq!(keys(&page.storage, "text"), 1);
    assert_eq!(page.again().marked("own"), "My own words.");
}

//! Projects: what can be done with those in this browser.

use crate::kit::{Page, Texts};
use glossator::app::effect::Effect;
use glossator::app::intent::{self, Projects};
use glossator::app::message::MessageAction;
use glossator_core::corpus::Seed;
use glossator_core::saving::project::{self, ProjectId};
use glossator_fixture::memory::Memory;
use std::rc::Rc;

const SEEDS: [Seed<'static>; 1] = [Seed { id: "a", text: "Erdogan met Sharif.", attributes: &[] }];

struct Browser {
    storage: Rc<Memory>,
    texts: Texts,
}

impl Browser {
    fn new() -> Self {
        Self { storage: Rc::default(), texts: Texts::default() }
    }

    fn open(&self, id: &ProjectId) -> Page {
        let page = Page::in_project(id, &SEEDS, &self.storage, &self.texts);
        page.send(Projects::Describe(true));
        page
    }

    /// Names, and numbers of articles and annotations.
    fn listed(&self) -> Vec<(String, usize, usize)> {
        let listed = project::list(&*self.storage).into_iter();
        listed.map(|it| (it.about.name, it.about.articles, it.about.annotations)).collect()
    }
}

/// The project that the page opens instead.
#[track_caller]
fn opened(page: &Page) -> ProjectId {
    let found = page.effects().into_iter().find_map(|effect| match effect {
        Effect::OpenProject(id) => Some(id),
        _ => None,
    });
    found.expect("another project")
}

#[test]
fn a_new_project_is_empty_or_has_the_example_and_looks_as_the_page_did() {
    let browser = Browser::new();
    let page = browser.open(&ProjectId::default());
    page.send(intent::Settings::Set("theme", "dark".into()));
    page.send(intent::Settings::SetName("Ada".into()));
    for (has_example, name, articles) in [(false, "My project", 0), (true, "Example", 1)] {
        page.send(Projects::New(has_example));
        let id = opened(&page);
        let other = browser.open(&id);
        let found = other.read(|state| {
            let person = state.corpus().annotator_name(state.annotator());
            (state.corpus().documents().count(), state.setting("theme").to_owned(), person.to_string())
        });
        assert_eq!(found, (articles, "dark".to_owned(), "Ada".to_owned()));
        assert_eq!(other.read(|state| state.setting("project name").to_owned()), name);
        assert_eq!(project::last_opened(&*browser.storage), id);
    }
    assert_eq!(browser.listed().len(), 3);
}

#[test]
fn a_project_is_renamed_open_or_not() {
    let browser = Browser::new();
    let page = browser.open(&ProjectId::default());
    page.send(Projects::New(false));
    let other = opened(&page);
    for id in [ProjectId::default(), other.clone()] {
        page.send(Projects::Rename(id.clone()));
        page.send(Projects::EndRename(Some(format!(" {id}! ").into())));
        assert_eq!(
            browser.open(&id).read(|state| state.setting("project name").to_owned()),
            format!("{id}!")
        );
        // Nothing, or no change.
        page.send(Projects::Rename(id.clone()));
        page.send(Projects::EndRename(Some(" ".into())));
        page.send(Projects::EndRename(Some("late".into())));
    }
    assert!(browser.listed().iter().any(|(name, ..)| *name == format!("{other}!")));
}

#[test]
fn a_copy_has_everything_and_goes_its_own_way() {
    let browser = Browser::new();
    let page = browser.open(&ProjectId::default());
    page.open_file("own.txt", b"My own words.");
    page.select("own");
    page.press("1");
    page.send(Projects::Duplicate(ProjectId::default()));
    let effects = page.effects();
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::CopyTexts(from, to) => Some((from.clone(), to.clone())),
        _ => None,
    });
    let (from, to) = asked.expect("texts are copied first");
    assert_eq!(browser.listed().len(), 1);
    page.send(Projects::DuplicateNow(from.clone(), to.clone(), true));
    let copy = browser.open(&to);
    assert_eq!(copy.marked("own"), "My [actor:own] words.");
    copy.open_article("own");
    copy.select("words");
    copy.press("2");
    assert_eq!(browser.open(&from).marked("own"), "My [actor:own] words.");
    assert!(
        browser.listed().iter().any(|it| *it == ("Copy of First project".to_owned(), 2, 1)),
        "{:?}",
        browser.listed()
    );
    // Without its texts there is no copy.
    let to = ProjectId::new(9, true);
    page.send(Projects::DuplicateNow(from, to.clone(), false));
    assert_eq!(page.alerts(), ["Not duplicated: the browser’s storage is full. Nothing was changed."]);
    assert!(!project::is_there(&*browser.storage, &to));
}

#[test]
fn another_project_is_saved_to_a_file_with_its_texts() {
    let browser = Browser::new();
    let first = browser.open(&ProjectId::default());
    first.open_file("own.txt", b"My own words.");
    first.send(Projects::New(false));
    let page = browser.open(&opened(&first));
    page.send(Projects::Download(ProjectId::default()));
    let versions = page.effects().into_iter().find_map(|effect| match effect {
        Effect::ReadTextsOf(_, versions) => Some(versions),
        _ => None,
    });
    let versions = versions.expect("texts are read first");
    page.send(Projects::DownloadNow(ProjectId::default(), versions.clone(), None));
    assert_eq!(page.alerts(), ["Not downloaded: the text of 1 article could not be read."]);
    let found = versions.iter().filter_map(|version| browser.texts.borrow().get(version).cloned()).collect();
    page.send(Projects::DownloadNow(ProjectId::default(), versions, Some(found)));
    let content = page.downloaded().content.clone();
    assert!(String::from_utf8_lossy(&content).contains("My own words."));
    let empty = Page::of("Erdogan met Sharif.");
    empty.open_file("all.json", &content);
    assert_eq!(empty.marked("own"), "My own words.");
}

#[test]
fn a_project_is_deleted_and_comes_back() {
    let browser = Browser::new();
    let first = browser.open(&ProjectId::default());
    first.select("Sharif");
    first.press("1");
    first.send(Projects::New(false));
    let page = browser.open(&opened(&first));
    page.send(Projects::AskDelete(ProjectId::default()));
    page.send(Projects::Delete);
    assert!(page.effects().contains(&Effect::DeleteProject(ProjectId::default())));
    page.send(Projects::DeleteNow(ProjectId::default(), true));
    assert_eq!(browser.listed().len(), 2);
    page.send(Projects::DeleteNow(ProjectId::default(), false));
    assert_eq!(browser.listed().len(), 1);
    page.answer(|action| *action == MessageAction::UndoDelete);
    assert_eq!(page.said(), "“First project” is back.");
    assert_eq!(browser.listed().len(), 2);
    assert_eq!(browser.open(&ProjectId::default()).marked("a"), "Erdogan met [actor:Sharif].");
    // The one that is open stays.
    let open = page.read(|state| state.projects.open.clone());
    page.send(Projects::DeleteNow(open, false));
    assert_eq!(browser.listed().len(), 2);
}

#[test]
fn without_room_there_is_no_new_project_and_nothing_is_left_of_it() {
    let browser = Browser::new();
    let page = browser.open(&ProjectId::default());
    let before = browser.storage.entries();
    browser.storage.fill(true);
    page.send(Projects::New(false));
    assert_eq!(page.alerts(), ["No new project: the browser’s storage is full."]);
    assert_eq!(browser.storage.entries(), before);
    assert!(!page.effects().iter().any(|effect| matches!(effect, Effect::OpenProject(_))));
}

#[test]
fn a_project_without_a_name_takes_that_of_the_download_in_the_same_step() {
    let browser = Browser::new();
    let page = browser.open(&ProjectId::default());
    page.select("Sharif");
    page.press("1");
    page.send(Projects::Rename(ProjectId::default()));
    page.send(Projects::EndRename(Some("Talks".into())));
    page.send(Projects::Download(ProjectId::default()));
    let content = page.downloaded().content.clone();
    let name = |page: &Page| page.read(|state| state.setting("project name").to_owned());
    let fresh = Page::start(&SEEDS, Rc::default());
    fresh.open_file("all.json", &content);
    assert_eq!((name(&fresh), fresh.marked("a")), ("Talks".into(), "Erdogan met [actor:Sharif].".into()));
    fresh.send(intent::History::Undo);
    assert_eq!((name(&fresh), fresh.marked("a")), (String::new(), "Erdogan met Sharif.".into()));
    // One with work of its own, or with a name, keeps it.
    fresh.select("Erdogan");
    fresh.press("1");
    fresh.open_file("all.json", &content);
    assert_eq!(name(&fresh), "");
    page.send(Projects::New(false));
    let named = browser.open(&opened(&page));
    named.open_file("all.json", &content);
    assert_eq!(name(&named), "My project");
}

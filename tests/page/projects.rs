//! Projects: what can be done with those in this browser.

#[path = "projects/leaving.rs"]
mod leaving;

use crate::kit::{Page, Texts};
use glossator::app::effect::Effect;
use glossator::app::intent::{self, Destination, Projects};
use glossator::app::message::MessageAction;
use glossator::app::place::Place;
use glossator::app::seeds::SEEDS as SEEDS_OF_THE_PAGE;
use glossator_core::corpus::Seed;
use glossator_core::model::document::Document;
use glossator_core::saving::journal;
use glossator_core::saving::project::{self, ProjectId};
use glossator_fixture::memory::Memory;
use serde_json::Value;
use std::collections::BTreeSet;
use std::rc::Rc;

const FILE: &str = include_str!("../../seeds/example/istanbul-meeting.json");

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

/// Rows of a list of a download, without what this page brings along and what follows from the texts.
fn rows(file: &Value, list: &str) -> Vec<Value> {
    let mut rows = file[list].as_array().cloned().unwrap_or_default();
    for row in &mut rows {
        let fields = row.as_object_mut().expect("a row");
        fields.retain(|name, value| name != "title" && !value.as_array().is_some_and(Vec::is_empty));
        if let Some(Value::Object(values)) = fields.get_mut("attributes") {
            // A flag is written as such, or as its value.
            values.values_mut().filter(|value| **value == true).for_each(|value| *value = "yes".into());
            if values.is_empty() {
                fields.remove("attributes");
            }
        }
    }
    rows
}

#[test]
fn the_example_is_a_project_of_its_own_with_all_that_its_file_holds() {
    let browser = Browser::new();
    let open = |id: &ProjectId| Page::in_project(id, SEEDS_OF_THE_PAGE, &browser.storage, &browser.texts);
    let page = open(&ProjectId::default());
    page.send(Projects::OpenExample);
    let id = opened(&page);
    let example = open(&id);
    example.send(Projects::Describe(true));
    assert_eq!(browser.listed()[0], ("Istanbul meeting".to_owned(), 3, 239));
    let file: Value = serde_json::from_str(FILE).expect("JSON");
    let found: Value = serde_json::from_str(&example.json()).expect("JSON");
    for list in ["labels", "relation_types", "entities", "documents", "annotations", "relations"] {
        let [mut expected, mut found] = [&file, &found].map(|file| rows(file, list));
        if ["annotations", "relations"].contains(&list) {
            for rows in [&mut expected, &mut found] {
                rows.sort_by_key(|row| row["id"].to_string());
            }
        }
        for (expected, found) in expected.iter().zip(&found) {
            for (name, value) in expected.as_object().expect("a row") {
                assert_eq!(&found[name], value, "{list} {} {name}", expected["id"]);
            }
        }
        assert_eq!(found.len(), expected.len(), "{list}");
    }
    let key = |row: &Value| (row["of"].to_string(), row["id"].to_string());
    let there: Vec<_> = rows(&found, "attributes");
    for expected in rows(&file, "attributes") {
        let found = there.iter().find(|row| key(row) == key(&expected)).expect("an attribute");
        assert_eq!([&found["holds"], &found["values"]], [&expected["holds"], &expected["values"]]);
    }
    // It is no step that could be taken back, and there is one of it.
    assert!(example.read(|state| state.editor().history().next_undo().is_none()));
    let is_step = |key: &&String| key.contains(id.as_str()) && key.contains("/journal/");
    let keys = browser.storage.keys("glossator/");
    assert_eq!(keys.iter().find(is_step), None, "another page would go on with it");
    page.send(Projects::OpenExample);
    assert_eq!(opened(&page), id);
    example.send(Projects::OpenExample);
    assert_eq!((example.read(|state| state.place), browser.listed().len()), (Place::Read, 2));
    // Under another name it is somebody’s own.
    page.send(Projects::Rename(id.clone()));
    page.send(Projects::EndRename(Some("Mine".into())));
    page.send(Projects::OpenExample);
    assert_ne!(opened(&page), id);
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
    page.send(Projects::Take(ProjectId::default(), Destination::File));
    let versions = page.effects().into_iter().find_map(|effect| match effect {
        Effect::ReadTextsOf(_, _, versions) => Some(versions),
        _ => None,
    });
    let versions = versions.expect("texts are read first");
    page.send(Projects::TakeNow(ProjectId::default(), Destination::File, versions.clone(), None));
    assert_eq!(page.alerts(), ["Not downloaded: the text of 1 article could not be read."]);
    let found = versions.iter().filter_map(|version| browser.texts.borrow().get(version).cloned()).collect();
    page.send(Projects::TakeNow(ProjectId::default(), Destination::File, versions, Some(found)));
    let content = page.downloaded().content.clone();
    assert!(String::from_utf8_lossy(&content).contains("My own words."));
    let empty = Page::of("Erdogan met Sharif.");
    empty.open_file("all.json", &content);
    assert_eq!(empty.marked("own"), "My own words.");
}

#[test]
fn another_project_comes_into_the_one_that_is_open_as_from_a_file() {
    let browser = Browser::new();
    let first = browser.open(&ProjectId::default());
    first.send(intent::Settings::SetName("Ada".into()));
    first.select("Sharif");
    first.press("1");
    first.send(Projects::New(true));
    let page = browser.open(&opened(&first));
    page.select("Erdogan");
    page.press("1");
    page.send(Projects::Look);
    page.send(Projects::Take(ProjectId::default(), Destination::Here));
    assert_eq!((page.marked("a"), page.alerts()), ("[actor:Erdogan] met [actor:Sharif].".into(), Vec::new()));
    // Both were tagged by the person at this browser.
    let annotators = page.read(|state| {
        let of = |document: &Document| document.annotations().map(|it| it.annotator).collect::<Vec<_>>();
        state.corpus().documents().flat_map(|it| of(it)).collect::<BTreeSet<_>>()
    });
    assert_eq!(annotators.len(), 1);
    page.send(intent::History::Undo);
    assert_eq!(page.marked("a"), "[actor:Erdogan] met Sharif.");
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
    // Where projects are looked at, a step back brings the last one back.
    page.send(Projects::DeleteNow(ProjectId::default(), false));
    page.send(intent::Intent::Go(Place::Projects));
    page.press("Control+z");
    assert_eq!(browser.listed().len(), 2);
    assert_eq!(browser.open(&ProjectId::default()).marked("a"), "Erdogan met [actor:Sharif].");
}

/// The project that the page opens instead of its own, which is deleted then.
#[track_caller]
fn opened_instead(page: &Page, browser: &Browser) -> ProjectId {
    let open = page.read(|state| state.projects.open.clone());
    page.send(Projects::AskDelete(open.clone()));
    page.send(Projects::Delete);
    assert!(page.effects().contains(&Effect::DeleteProject(open.clone())));
    page.send(Projects::DeleteNow(open.clone(), true));
    assert!(project::is_there(&*browser.storage, &open) && page.effects().is_empty());
    page.send(Projects::DeleteNow(open.clone(), false));
    let left = page.effects().into_iter().find_map(|effect| match effect {
        Effect::LeaveProject(left, instead) => Some((left, instead)),
        _ => None,
    });
    let (left, instead) = left.expect("another project");
    assert_eq!(left, open);
    instead
}

#[test]
fn instead_of_the_only_project_an_empty_one_opens() {
    let browser = Browser::new();
    let page = browser.open(&ProjectId::default());
    page.select("Sharif");
    page.press("1");
    let instead = opened_instead(&page, &browser);
    let other = browser.open(&instead);
    assert_eq!(other.read(|state| state.corpus().documents().count()), 0);
    other.send(Projects::DeleteNow(ProjectId::default(), false));
    assert_eq!(browser.listed(), [("My project".to_owned(), 0, 0)]);
    other.answer(|action| *action == MessageAction::UndoDelete);
    assert_eq!(browser.open(&ProjectId::default()).marked("a"), "Erdogan met [actor:Sharif].");
}

/// Everything that is stored, texts that are kept elsewhere included, as the page's emergency exit saves it.
fn saved(browser: &Browser, open: &ProjectId) -> Vec<u8> {
    let mut entries: serde_json::Map<_, _> =
        browser.storage.entries().into_iter().map(|(key, value)| (key, value.into())).collect();
    for id in project::list(&*browser.storage).into_iter().map(|listed| listed.id) {
        for (version, text) in &*browser.texts.borrow() {
            entries.insert(id.outside(&journal::text_key(*version)), (&**text).into());
        }
    }
    let file =
        serde_json::json!({ "format": "glossator-stored", "project": open.as_str(), "entries": entries });
    file.to_string().into_bytes()
}

#[test]
fn a_file_of_everything_that_is_stored_brings_back_every_project() {
    let before = Browser::new();
    let first = before.open(&ProjectId::default());
    first.open_file("own.txt", b"My own words.");
    first.select("own");
    first.press("1");
    first.send(Projects::New(false));
    let id = opened(&first);
    let second = before.open(&id);
    second.open_file("other.txt", b"Other words.");
    second.select("Other");
    second.press("2");
    second.send(Projects::Describe(false));
    let file = saved(&before, &ProjectId::default());

    for has_database in [true, false] {
        let browser = Browser::new();
        let page = if has_database {
            browser.open(&ProjectId::default())
        } else {
            Page::start(&SEEDS, browser.storage.clone())
        };
        page.open_file("all.json", &file);
        assert_eq!(page.said(), "The file has 1 other project, which is under Projects now: “My project”.");
        assert_eq!(page.marked("own"), "My [actor:own] words.");
        let listed = project::list(&*browser.storage);
        let other = listed.iter().find(|listed| listed.about.name == "My project").expect("the other one");
        assert_ne!(other.id, id, "it is another one");
        assert_eq!((other.about.articles, other.about.annotations), (1, 1));
        assert_eq!(browser.open(&other.id).marked("other"), "[claim:Other] words.");
    }
    // Without room there is nothing of it.
    let browser = Browser::new();
    let page = browser.open(&ProjectId::default());
    page.open_file("all.json", &file);
    let brought = page.effects().into_iter().find_map(|effect| match effect {
        Effect::KeepProjects(brought) => Some(brought),
        _ => None,
    });
    let before = browser.storage.entries();
    browser.storage.fill(true);
    let again = brought
        .expect("other projects")
        .iter()
        .map(|(_, other)| (ProjectId::new(9, false), other.clone()))
        .collect();
    page.send(Projects::BringNow(again, [true].into()));
    assert_eq!(
        page.alerts(),
        ["“My project”, another project of the file, was not taken: the browser’s storage is full."]
    );
    assert_eq!(browser.storage.entries(), before);
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
    page.send(Projects::Take(ProjectId::default(), Destination::File));
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

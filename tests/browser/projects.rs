//! Articles of one's own and projects: what is kept in which database, through reloads, kills, other tabs and other projects.

use crate::harness::{Page, Setup, kill};
use serde_json::{Value, json};

const OWN: &str = "An article of my own.\n\nIt says that somebody met somebody.";

/// Waits until the database has so many texts, and local storage none.
#[track_caller]
fn until_kept(page: &Page, texts: usize) {
    page.session.until_some("texts in the database alone", || {
        let is_gone = page.stored().keys().all(|key| !key.contains("/text/"));
        (is_gone && page.kept_texts().len() == texts).then_some(())
    });
}

/// Chooses something about a project.
#[track_caller]
fn choose(page: &Page, project: &str, item: &str) {
    page.click(&format!("More about {project}"));
    let items = "[...document.querySelectorAll('[role=\"menuitem\"]')].filter(page.isShown)";
    page.click_element(&format!("{items}.find((one) => page.name(one) === {})", json!(item)));
}

/// Names of the projects in the table, and their numbers of articles and annotations.
#[track_caller]
fn listed(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('[data-project]')].map((row) =>
        [row.querySelector('th button').textContent, ...[...row.querySelectorAll('.amount')].map((cell) => cell.textContent)].join(' '))";
    let mut listed: Vec<String> = serde_json::from_value(page.run(script)).expect("rows");
    listed.sort();
    listed
}

#[track_caller]
fn until_listed(page: &Page, expected: &[&str]) {
    page.session.until_some(&format!("projects {expected:?}"), || (listed(page) == expected).then_some(()));
}

#[test]
fn texts_of_own_articles_stand_in_the_database_and_survive_a_reload() {
    let page = Page::open();
    page.open_own(OWN);
    let id = page.tag("somebody met", "1");
    until_kept(&page, 1);
    let file = page.download();
    page.reload();
    page.until("page.reader()?.dataset.document === 'own' && page.pieces().length === 1");
    assert_eq!(page.drawn(&id), "somebody met");
    assert_eq!(page.download().undated(), file.undated());
    until_kept(&page, 1);
    assert!(page.alerts().is_empty(), "{:?}", page.alerts());
}

#[test]
fn a_browser_that_is_killed_in_the_middle_of_adding_leaves_each_article_whole_or_absent() {
    const ARTICLES: usize = 400;
    let text = |number: usize| format!("Article {number} says that somebody met somebody. ").repeat(80);
    let document = |number: usize| json!({ "id": format!("own {number:03}"), "text": text(number) });
    let documents: Vec<Value> = (0..ARTICLES).map(document).collect();
    let file = json!({ "format": "glossator", "version": 1, "documents": documents }).to_string();
    let mut page = Page::with(&Setup::alone());
    for frames in [0, 1, 2, 3, 5, 8, 13, 21] {
        page.open_file("many.json", &file);
        let group = page.session.context().browser.group();
        (0..frames).for_each(|_| page.session.frame());
        kill(group);
        page = page.start_again();
        let found = page.download();
        let documents = found.json["documents"].as_array().expect("articles");
        let own = documents
            .iter()
            .filter(|document| document["id"].as_str().is_some_and(|id| id.starts_with("own")));
        for document in own {
            let number =
                document["id"].as_str().and_then(|id| id.split(' ').nth(1)?.parse().ok()).expect("a number");
            assert_eq!(document["text"], text(number), "after {frames} frames");
        }
        assert!(!page.alerts().iter().any(|alert| alert.contains("text of")), "{:?}", page.alerts());
    }
    page.open_file("many.json", &file);
    page.session.until_some("all articles", || {
        let count = page.run("return page.name(document.querySelector('.find'))");
        count.as_str().is_some_and(|name| name.contains("403 articles")).then_some(())
    });
}

#[test]
fn projects_are_made_opened_copied_saved_deleted_and_brought_back() {
    let page = Page::open();
    page.open_own(OWN);
    page.tag("somebody met", "1");
    let first = page.download();
    page.click("All projects");
    page.click("New project");
    page.until_project("My project");
    assert_eq!(page.run("return document.querySelectorAll('[data-article]').length"), 0);
    page.open_own("Words of the second project.");
    page.tag("second project", "2");
    let second = page.download();
    until_kept(&page, 2);

    // Back and forth.
    page.click("All projects");
    until_listed(&page, &["First project 4 1", "My project 1 1"]);
    page.click("First project");
    page.until_project("First project");
    assert_eq!(page.download().undated(), first.undated());

    // A copy, and the file of a project that is not open.
    page.click("All projects");
    choose(&page, "My project", "Duplicate");
    until_listed(&page, &["Copy of My project 1 1", "First project 4 1", "My project 1 1"]);
    choose(&page, "My project", "Download JSON");
    let (_, text) = page.downloaded();
    let found: Value = serde_json::from_str(&text).expect("JSON");
    for list in ["documents", "annotations"] {
        assert_eq!(found[list], second.json[list]);
    }

    // Deleted and brought back: one that is not open, and the one that is.
    choose(&page, "My project", "Delete");
    page.click("Delete project");
    until_listed(&page, &["Copy of My project 1 1", "First project 4 1"]);
    page.answer_alert("is deleted.", "Undo");
    until_listed(&page, &["Copy of My project 1 1", "First project 4 1", "My project 1 1"]);
    choose(&page, "First project", "Delete");
    page.until("page.dialog()?.includes('opens instead')");
    page.click("Delete project");
    page.until_project("My project");
    page.expect_alert("is deleted.");
    assert_eq!(page.download().json["annotations"], second.json["annotations"]);
    page.click("All projects");
    until_listed(&page, &["Copy of My project 1 1", "My project 1 1"]);
    page.answer_alert("is deleted.", "Undo");
    until_listed(&page, &["Copy of My project 1 1", "First project 4 1", "My project 1 1"]);
    page.click("First project");
    page.until_project("First project");
    assert_eq!(page.download().undated(), first.undated());
}

#[test]
fn the_only_project_is_deleted_an_empty_one_opens_and_it_can_be_brought_back() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    let file = page.download();
    page.click("All projects");
    choose(&page, "First project", "Delete");
    page.until("page.dialog()?.includes('an empty project opens instead')");
    page.click("Delete project");
    page.until_project("My project");
    page.answer_alert("is deleted.", "Undo");
    page.click("All projects");
    until_listed(&page, &["First project 3 1", "My project 0 0"]);
    page.click("First project");
    page.until_project("First project");
    assert_eq!(page.download().undated(), file.undated());
}

#[test]
fn two_tabs_have_two_projects_and_neither_touches_the_other() {
    let one = Page::open();
    one.tag("Istanbul", "3");
    let other = one.another();
    other.click("All projects");
    other.click("New project with its articles");
    other.until_project("Example");
    let words = |page: &Page| page.rows().into_iter().map(|row| row.quote).collect::<Vec<_>>();
    assert!(other.rows().is_empty());
    for (number, words) in ["Hakan Fidan", "Yasar Guler"].into_iter().enumerate() {
        other.tag(words, "1");
        one.tag(["Hakan Fidan", "This is the first"][number], "2");
    }
    for page in [&one, &other] {
        let before = words(page);
        page.reload();
        assert_eq!(words(page), before);
    }
    assert_eq!(words(&other).len(), 2);
    assert_eq!(words(&one).len(), 3);
    // The project of the other tab is not deleted from here.
    one.click("All projects");
    choose(&one, "Example", "Delete");
    one.click("Delete project");
    one.expect_alert("the project is open in another tab");
    // Nor the one that both have open.
    other.click("All projects");
    other.click("First project");
    other.until_project("First project");
    choose(&one, "First project", "Delete");
    one.click("Delete project");
    one.expect_alert("the project is open in another tab");
    one.until_project("First project");
    assert_eq!(words(&other).len(), 3);
}

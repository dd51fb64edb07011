//! Without a mouse and without eyes: names, roles, the order of the tab key.

use crate::harness::Page;
use serde_json::json;

#[track_caller]
fn check_names(page: &Page) {
    let tree = page.roles_and_names();
    let named = [
        "button",
        "textbox",
        "dialog",
        "region",
        "navigation",
        "toolbar",
        "alertdialog",
        "article",
        "group",
        "link",
    ];
    for (role, name) in &tree {
        assert!(
            !named.contains(&role.as_str()) || !name.trim().is_empty(),
            "a {role} without a name in {tree:#?}"
        );
    }
    assert!(tree.iter().any(|(role, _)| role == "button"), "{tree:#?}");
}

#[test]
fn every_control_has_a_name_in_every_state_of_the_page() {
    let page = Page::open();
    check_names(&page);
    page.select("Recep Tayyip Erdogan");
    check_names(&page);
    page.press("1");
    page.until("page.card()");
    check_names(&page);
    page.click("Rename article");
    check_names(&page);
    page.press("Escape");
    page.click("Settings");
    page.until("page.dialog()");
    check_names(&page);
    page.press("Escape");
    page.until("!page.dialog()");
    let file = page.download();
    page.click("Undo");
    page.open_file("broken.json", "{");
    page.expect_alert("broken.json");
    page.open_file("work.json", file.changed(|json| json["annotations"][0]["label"] = json!("new")));
    page.expect_question();
    check_names(&page);
}

#[test]
fn the_contract_of_the_page_holds_in_the_accessibility_tree() {
    let page = Page::open();
    page.select("Istanbul");
    page.open_menu_of("Download JSON");
    let tree = page.roles_and_names();
    let has = |role: &str, name: &str| tree.iter().any(|(of, named)| of == role && named.starts_with(name));
    for (role, name) in [
        ("navigation", "Articles"),
        ("region", "Annotations"),
        ("article", "In a high-level diplomatic interaction"),
        ("button", "Undo"),
        ("button", "Redo"),
        ("menuitem", "Download JSON"),
        ("button", "Export"),
        ("button", "Settings"),
        ("button", "Open files"),
        ("button", "Search"),
        ("button", "Help"),
        ("button", "Actor"),
        ("button", "Claim"),
        ("button", "Location"),
        ("toolbar", "Tag the selected words"),
    ] {
        assert!(has(role, name), "no {role} named “{name}…” in {tree:#?}");
    }
    let regions = page.run("return [...document.querySelectorAll('[role=\"status\"], [aria-live]')].length");
    assert_eq!(regions, 1, "more than one polite live region");
}

/// Name of the element that has the focus.
const FOCUS: &str = "const at = document.activeElement;
    return at === document.body ? 'body' : at.matches('input[type=file]') ? 'Open files' : at.dataset.document ? 'reader' : at.matches('textarea') ? 'note' : page.name(at)";

/// Everything that the tab key must reach, in words. Among the rows of the list, arrows go from one to the next.
const REACHABLE: &str = "return [...document.querySelectorAll('a[href], button:not(:disabled), input, textarea, select, summary, [tabindex=\"0\"]')]
    .filter((element) => element.tabIndex === 0)
    .filter((element) => page.isShown(element) || element.matches('input[type=file]'))
    .map((element) => element.matches('input[type=file]') ? 'Open files' : element.dataset.document ? 'reader' : element.matches('textarea') ? 'note' : page.name(element))";

#[test]
fn the_tab_key_reaches_everything_in_the_order_of_the_page() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.tag("Recep Tayyip Erdogan", "1");
    page.reload();
    page.press("j");
    page.until("page.card()");
    // The steps of the page before are there a little later.
    page.until("[...document.querySelectorAll('button:not(:disabled)')].some((button) => page.name(button).startsWith('Undo'))");
    let expected: Vec<String> = serde_json::from_value(page.run(REACHABLE)).expect("names");
    page.run("document.activeElement.blur(); getSelection().removeAllRanges();");
    let mut reached = Vec::new();
    for _ in 0..=expected.len() {
        page.press("Tab");
        reached.push(page.run(FOCUS).as_str().unwrap_or_default().to_owned());
    }
    for name in &expected {
        assert!(reached.contains(name), "the tab key never reaches “{name}”: {reached:?}");
    }
    // The round begins where the browser thinks that the reader is.
    let mut in_order: Vec<_> =
        reached.into_iter().filter(|name| name != "body").take(expected.len()).collect();
    let begins = (0..expected.len()).find(|turn| {
        let turned = expected.iter().cycle().skip(*turn);
        turned.zip(&in_order).all(|(expected, reached)| expected == reached)
    });
    in_order.rotate_right(begins.unwrap_or_default());
    assert_eq!(in_order, expected);
}

#[test]
fn a_dialog_keeps_the_focus_and_gives_it_back() {
    let page = Page::open();
    page.click("Settings");
    page.until("page.dialog()");
    for _ in 0..6 {
        page.press("Tab");
        let inside = page.run("return document.activeElement === document.body || document.activeElement.closest('dialog') !== null");
        assert_eq!(inside, true);
    }
    page.press("Escape");
    page.until("!page.dialog()");
    assert_eq!(page.run(FOCUS), "Settings");
    page.click("Export");
    page.until("page.dialog()");
    page.click("Close");
    page.until("!page.dialog()");
    assert_eq!(page.run(FOCUS), "Export");
    page.click("Search");
    page.until("page.search()");
    page.click("Close");
    page.until("!page.search()");
    assert!(page.focused().starts_with("Search"), "{}", page.focused());
}

#[test]
fn keys_mean_nothing_outside_of_an_open_dialog() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    page.click("Settings");
    page.until("page.dialog()");
    page.press("Tab");
    for key in ["1", "Delete", "j", "]", "Control+z"] {
        page.press(key);
    }
    page.press("Escape");
    page.until("!page.dialog()");
    assert_eq!((page.article().as_str(), page.rows().len()), (crate::harness::ARTICLES[0], 1));
    assert_eq!(page.rows()[0].label, "Location");
}

#[test]
fn an_annotation_is_opened_relabelled_and_deleted_without_a_mouse() {
    let page = Page::open();
    page.tag("Istanbul", "3");
    // The caret is where it was, behind the words.
    page.reload();
    page.press("k");
    page.until("page.card()");
    page.press("2");
    page.until("page.rows()[0].label === 'Claim'");
    page.press("Delete");
    page.until("page.rows().length === 0");
    assert_eq!(page.run(FOCUS), "reader", "after deleting, the focus is nowhere");
    page.press("Control+z");
    page.until("page.rows().length === 1");
}

#[test]
fn the_focus_is_never_lost_when_what_had_it_goes() {
    let page = Page::open();
    let mut lost = Vec::new();
    let mut check = |after: &'static str| {
        if page
            .run("return document.activeElement === document.body || !page.isShown(document.activeElement)")
            == true
        {
            lost.push(after);
            page.run("page.reader().focus()");
        }
    };
    page.tag("Istanbul", "3");
    let file = page.download();
    page.click("Close annotation");
    page.until("!page.card()");
    check("closing the annotation");
    page.press("]");
    page.until("page.texts()[0].startsWith('Turkish President Tayyip')");
    check("going to the next article");
    page.press("[");
    page.until("page.rows().length === 1");
    page.press("j");
    page.until("page.card()");
    page.click("Delete annotation");
    page.until("!page.card()");
    check("deleting");
    page.click("Undo");
    page.click("Undo");
    page.until("page.rows().length === 0");
    check("undoing the first step");
    page.click("Rename article");
    page.until("document.activeElement.matches('input')");
    page.press("Enter");
    page.until("!document.querySelector('main input')");
    check("renaming");
    page.click("Rename article");
    page.until("document.activeElement.matches('input')");
    page.press("Escape");
    page.until("!document.querySelector('main input')");
    check("not renaming");
    page.select("Hakan Fidan");
    page.click("Actor");
    page.until("page.rows().length === 1");
    check("tagging by the label bar");
    page.run("page.reader().focus()");
    page.open_file("broken.json", "{");
    page.expect_alert("broken.json");
    page.click_element("document.querySelector('[role=\"alert\"] button')");
    page.until("page.alerts().length === 0");
    check("answering an alert");
    for answer in ["Cancel", "Add"] {
        page.run("page.reader().focus()");
        page.open_file("work.json", file.changed(|json| json["annotations"][0]["label"] = json!("new")));
        page.expect_question();
        page.click(answer);
        page.until("!page.dialog()");
        check(answer);
    }
    page.click("Settings");
    page.until("page.dialog()");
    page.click("Close");
    page.until("!page.dialog()");
    check("closing the settings");
    page.click("Settings");
    page.until("page.dialog()");
    page.type_text("Ana");
    page.press("Escape");
    page.until("!page.dialog()");
    check("closing the settings after changing them");
    page.run("page.reader().focus()");
    page.open_file("own.txt", "An article of my own.");
    page.until("page.texts()[0] === 'An article of my own.'");
    check("opening an article");
    page.click("Remove article");
    page.until("document.querySelectorAll('[data-article]').length === 3");
    check("removing an article");
    assert!(lost.is_empty(), "the focus is lost after {lost:?}");
}

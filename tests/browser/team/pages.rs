//! People with the page itself, each in a browser of their own: joining, marks of the other, a server that goes away, no connection,
//! roles, tabs, and the ways into a team and out of it.

use super::people::People;
use super::server::{PASSWORD, Server};
use super::site::Site;
use super::{install, project};
use crate::harness::{Page, Setup};
use glossator_core::model::role::Role;
use glossator_fixture::server::cases::{self, RULES};
use serde_json::Value;

/// The article of the projects.
pub const TALKS: &str = "Turkish President Recep Tayyip Erdogan met Shehbaz Sharif in Istanbul.\n\nHakan Fidan and Yasar Guler were there, and spoke of Turkey.";

/// A server with a project of that name, and a site before it. The lead has added the article.
pub fn begin(database: &str) -> (Server, Site, People) {
    let server = project(database);
    let site = Site::of(&server);
    let mut people = People::join(&server, database, &["lea", "bob"]);
    people.named("lea").add("talks.txt", TALKS);
    people.settle();
    (server, site, people)
}

/// The page at that address.
#[track_caller]
pub fn open(address: String) -> Page {
    let page = Page::start(&Setup { address: Some(address), ..Setup::default() });
    // Of an answer that is a refusal, or of none, the browser tells in the console.
    page.tolerate(&["/db/"]);
    page
}

/// The page of somebody who follows the link and logs in.
#[track_caller]
pub fn join(site: &Site, project: &str, name: &str) -> Page {
    let page = open(site.link(project));
    log_in(&page, name, PASSWORD);
    until_in(&page);
    page
}

#[track_caller]
pub fn log_in(page: &Page, name: &str, password: &str) {
    page.until("document.querySelector('#log-in')");
    page.write_into("Name on the server", name);
    page.write_into("Password", password);
    page.press("Enter");
}

/// Waits until all is here and there, and that is said.
#[track_caller]
pub fn until_in(page: &Page) {
    page.until("!document.querySelector('#log-in')");
    until_state(page, "with the team");
    page.wait_until_ready();
}

/// Waits until the bar says that of the exchange with the server.
#[track_caller]
pub fn until_state(page: &Page, words: &str) {
    page.session.until("page.team()?.includes(arguments[0])", &[words.into()]);
}

#[track_caller]
fn until_rows(page: &Page, count: usize) {
    page.session.until("page.rows().length === arguments[0]", &[count.into()]);
}

/// Takes the connection away.
#[track_caller]
pub fn disconnect(site: &Site, pages: &[&Page]) {
    site.cut();
    for page in pages {
        until_state(page, "Offline");
    }
}

/// Gives it back, as browsers tell.
#[track_caller]
pub fn connect(site: &Site, pages: &[&Page]) {
    site.mend();
    for page in pages {
        page.run("dispatchEvent(new Event('online'))");
    }
}

#[track_caller]
pub fn open_settings(page: &Page) {
    page.click("Settings");
    page.until("page.dialog()");
}

#[test]
fn what_one_tags_the_other_sees_and_nothing_is_lost_while_the_server_is_away() {
    let (mut server, site, _) = begin("pages");
    let ada = open(site.link("pages"));
    log_in(&ada, "ada", "wrong");
    ada.until("document.querySelector('dialog [role=alert]')");
    assert_eq!(ada.in_field("Name on the server"), "ada");
    log_in(&ada, "ada", PASSWORD);
    until_in(&ada);
    let bob = join(&site, "pages", "bob");
    let id = ada.tag("Istanbul", "3");
    until_rows(&bob, 1);
    assert_eq!(bob.drawn(&id), "Istanbul");
    bob.click_row(&id);
    bob.press("2");
    ada.until("page.rows()[0].label === 'Claim'");

    if server.is_own() {
        server.kill();
        for page in [&ada, &bob] {
            until_state(page, "Offline");
            page.press("Escape");
        }
        ada.tag("Hakan Fidan", "1");
        bob.tag("Turkey", "1");
        assert_eq!((ada.rows().len(), bob.rows().len()), (2, 2));
        server.revive();
        // It has forgotten who was logged in.
        for (page, name) in [(&ada, "ada"), (&bob, "bob")] {
            until_state(page, "Log in again");
            page.click_element("document.querySelector('button.team-state')");
            log_in(page, name, PASSWORD);
            until_in(page);
        }
        for page in [&ada, &bob] {
            until_rows(page, 3);
        }
    }
    let rows = bob.rows().len();
    // Everything that the replica has is there without the server.
    site.hold("/");
    bob.reload();
    until_rows(&bob, rows);
    site.let_go();
    until_state(&bob, "with the team");
    assert_eq!((ada.alerts(), bob.alerts()), (Vec::new(), Vec::new()));
}

#[test]
fn both_write_without_a_connection_and_what_a_reader_wrote_is_listed_as_not_taken() {
    let (server, site, _) = begin("away");
    let [ada, bob] = ["ada", "bob"].map(|name| join(&site, "away", name));
    disconnect(&site, &[&ada, &bob]);
    ada.tag("Istanbul", "3");
    bob.tag("Hakan Fidan", "1");
    assert_eq!((ada.rows().len(), bob.rows().len()), (1, 1));
    connect(&site, &[&ada, &bob]);
    for page in [&ada, &bob] {
        until_rows(page, 2);
        until_state(page, "with the team");
    }

    disconnect(&site, &[&ada]);
    let id = ada.tag("Turkey", "1");
    let mut team = cases::team();
    team.members.insert("ada".into(), Role::Reader);
    install(&server, "away", &team, RULES);
    connect(&site, &[&ada, &bob]);
    until_state(&ada, "1 not taken");
    open_settings(&ada);
    ada.until("document.querySelector('[aria-label=\"Not taken by the project\"] li')");
    ada.click("Download them");
    let (_, file) = ada.downloaded();
    let file: Value = serde_json::from_str(&file).expect("JSON");
    let refused = file.as_array().expect("a list");
    assert!(refused.iter().any(|one| one["doc"].to_string().contains(&id)), "{file}");
    ada.press("Escape");
    // It is kept here, and nobody else has it.
    assert_eq!((ada.rows().len(), bob.rows().len()), (3, 2));
    assert_eq!((ada.alerts(), bob.alerts()), (Vec::new(), Vec::new()));
}

#[test]
fn of_six_tabs_one_talks_to_the_server_and_when_it_goes_another_does() {
    let (_server, site, mut people) = begin("tabs");
    let first = join(&site, "tabs", "ada");
    let others = [(); 5].map(|()| first.another());
    people.named("bob").tag_words("talks", "Istanbul", "location");
    people.settle();
    for tab in others.iter().chain([&first]) {
        until_rows(tab, 1);
        until_state(tab, "with the team");
    }
    others[4].tag("Hakan Fidan", "1");
    people.until(|people| people.all[1].annotations() == 2);
    for tab in others.iter().chain([&first]) {
        until_rows(tab, 2);
    }
    assert_eq!(site.most_polls(), 1);
    first.close();
    others[0].tag("Turkey", "1");
    people.until(|people| people.all[1].annotations() == 3);
    people.named("bob").tag_words("talks", "Yasar Guler", "actor");
    people.settle();
    for tab in &others {
        until_rows(tab, 4);
    }
}

#[test]
fn whoever_leaves_without_a_connection_has_the_copy_alone() {
    let (_server, site, _) = begin("left");
    let ada = join(&site, "left", "ada");
    ada.tolerate(&["Failed to load resource"]);
    // The browser tells that there is no connection while a request waits, of which nothing can be seen.
    site.hold("_changes");
    ada.run("dispatchEvent(new Event('offline'))");
    until_state(&ada, "Offline");
    site.let_go();
    until_in(&ada);

    disconnect(&site, &[&ada]);
    let id = ada.tag("Istanbul", "3");
    open_settings(&ada);
    ada.click("Leave the team…");
    ada.until("page.dialog()?.includes('1 change is not sent yet: only the copy has that then.')");
    ada.click("Leave the team");
    ada.until("page.dialog()?.includes('There is no connection to the server')");
    ada.run("window.isOfTeam = true");
    ada.click("Open it now");
    ada.press("Escape");
    ada.until("page.dialog()?.includes('There is no connection to the server')");
    site.mend();
    ada.click("Open it now");
    ada.until("!window.isOfTeam && location.search === ''");
    ada.wait_until_ready();
    // It lies over the articles, or moves them.
    ada.answer_alert("left", "Close");
    ada.show("talks");
    until_rows(&ada, 1);
    assert_eq!(ada.drawn(&id), "Istanbul");
    ada.session.until_some("the end of the project in this browser", || {
        let mut keys = ada.mirrored().into_iter().chain(ada.stored().into_keys());
        keys.all(|key| !key.contains("team-left")).then_some(())
    });
}

#[test]
fn a_page_without_a_team_asks_the_server_nothing_until_a_project_is_made_of_it_and_whoever_leaves_has_a_copy()
{
    let (server, site, _) = begin("taken");
    server.make("begun", &["lea"], "lea");
    let lea = open(format!("{}/", site.address));
    lea.wait_until_ready();
    lea.open_own(TALKS);
    lea.tag("Istanbul", "3");
    lea.reload();
    until_rows(&lea, 1);
    lea.tag("Turkey", "1");
    lea.session.frame();
    assert_eq!(site.asked(), Vec::<String>::new());

    open_settings(&lea);
    lea.click("Make this a project of a team…");
    for (project, is_taken) in [("taken", true), ("begun", false)] {
        lea.write_into("Name of the project", project);
        log_in(&lea, "lea", PASSWORD);
        if is_taken {
            lea.until("document.querySelector('dialog [role=alert]')");
        }
    }
    lea.until("new URLSearchParams(location.search).get('project') === 'begun'");
    until_in(&lea);
    lea.show("own");
    until_rows(&lea, 2);
    open_settings(&lea);
    lea.write_into("Add a coder, by the name on the server", "ada");
    lea.press("Enter");
    lea.until("document.querySelector('[data-member=ada]')");
    lea.press("Escape");

    let ada = join(&site, "begun", "ada");
    ada.show("own");
    until_rows(&ada, 2);
    let id = ada.tag("Hakan Fidan", "1");
    until_rows(&lea, 3);
    open_settings(&ada);
    ada.click("Leave the team…");
    // The address changes before the page is loaded again.
    ada.run("window.isOfTeam = true");
    ada.click("Leave the team");
    ada.until("!window.isOfTeam && location.search === ''");
    ada.wait_until_ready();
    assert_eq!(ada.run("return page.team()"), Value::Null);
    // It lies over the articles, or moves them.
    ada.answer_alert("begun", "Close");
    ada.show("own");
    until_rows(&ada, 3);
    assert_eq!(ada.drawn(&id), "Hakan Fidan");
    // Nothing of it is left that could be offered as lost.
    ada.session.until_some("the end of the project in this browser", || {
        let mut keys = ada.mirrored().into_iter().chain(ada.stored().into_keys());
        keys.all(|key| !key.contains("team-begun")).then_some(())
    });
    let before = site.asked().len();
    ada.reload();
    ada.tag("Yasar Guler", "1");
    assert_eq!((ada.alerts(), lea.alerts()), (Vec::new(), Vec::new()));
    assert!(site.asked()[before..].iter().all(|asked| !asked.contains("_bulk_docs")));
    assert_eq!(lea.rows().len(), 3);
}

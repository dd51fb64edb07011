//! Two people with the page itself, each in a browser of their own: joining, marks of the other, a server that goes away, logging in.

use super::project;
use super::server::{PASSWORD, Server};
use super::site::Site;
use crate::harness::{Page, Setup};

/// The page of somebody who follows the link and logs in.
#[track_caller]
fn join(site: &Site, name: &str) -> Page {
    let page =
        Page::start(&Setup { address: Some(format!("{}/?project=pages", site.address)), ..Setup::default() });
    // Of an answer that is a refusal, or of none, the browser tells in the console.
    page.tolerate(&["/db/"]);
    log_in(&page, name);
    page
}

#[track_caller]
fn log_in(page: &Page, name: &str) {
    page.until("document.querySelector('#log-in-name')");
    for (field, words) in [("name", name), ("password", PASSWORD)] {
        page.run(&format!("document.querySelector('#log-in-{field}').select()"));
        page.type_text(words);
    }
    page.press("Enter");
    page.until("!document.querySelector('#log-in') && document.querySelector('.team-state')?.textContent.includes('with the team')");
    page.wait_until_ready();
}

fn kill(server: &mut Server, pages: &[&Page]) {
    server.kill();
    for page in pages {
        page.until("document.querySelector('.team-state').textContent.includes('Offline')");
    }
}

#[test]
fn what_one_tags_the_other_sees_and_nothing_is_lost_while_the_server_is_away() {
    let mut server = project("pages");
    let site = Site::of(&server);
    let (ada, bob) = (join(&site, "ada"), join(&site, "bob"));
    let id = ada.tag("Istanbul", "3");
    bob.until("page.rows().length === 1");
    assert_eq!(bob.drawn(&id), "Istanbul");
    bob.click_row(&id);
    bob.press("2");
    ada.until("page.rows()[0].label === 'Claim'");

    if server.is_own() {
        kill(&mut server, &[&ada, &bob]);
        ada.press("Escape");
        bob.press("Escape");
        ada.tag("Hakan Fidan", "1");
        bob.tag("Turkey", "1");
        assert_eq!((ada.rows().len(), bob.rows().len()), (2, 2));
        server.revive();
        // It has forgotten who was logged in.
        for (page, name) in [(&ada, "ada"), (&bob, "bob")] {
            page.until("document.querySelector('button.team-state')");
            page.click_element("document.querySelector('button.team-state')");
            log_in(page, name);
        }
        for page in [&ada, &bob] {
            page.until("page.rows().length === 3");
        }
        bob.reload();
        bob.until("page.rows().length === 3");
    }
    assert_eq!((ada.alerts(), bob.alerts()), (Vec::new(), Vec::new()));
}

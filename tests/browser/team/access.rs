//! No barrier that axe-core finds in what only a team shows: the way in, the state of the exchange in each of its forms, and the
//! settings of a coder and of a lead.

use super::pages::{begin, connect, disconnect, join, log_in, open, open_settings, until_in, until_state};
use super::server::PASSWORD;
use super::{NAMES, install};
use crate::axe::Walk;
use glossator_core::model::role::Role;
use glossator_fixture::server::cases::{self, RULES};

#[test]
fn axe_finds_no_barrier_in_what_a_team_shows() {
    let (server, site, mut people) = begin("seen");
    let page = open(site.link("seen"));
    page.until("document.querySelector('#log-in')");
    let mut walk = Walk::on(page);
    walk.look_in_each("the way in");
    log_in(&walk.page, "ada", "wrong");
    walk.page.until("document.querySelector('dialog [role=alert]')");
    walk.look_in_each("a password that is wrong");
    site.hold("_all_docs");
    log_in(&walk.page, "ada", PASSWORD);
    until_state(&walk.page, "loading");
    walk.look_in_each("all is loaded");
    site.let_go();
    until_in(&walk.page);
    walk.look_in_each("with the team");
    site.hold("_session");
    walk.page.reload();
    until_state(&walk.page, "connecting");
    walk.look_in_each("it is asked who is logged in");
    server.let_in("seen", &["bob", "lea"], "lea");
    site.let_go();
    until_state(&walk.page, "not in the team");
    walk.look_in_each("not in the team");
    open_settings(&walk.page);
    walk.look_in_each("settings of somebody who is not in the team");
    walk.page.press("Escape");
    server.let_in("seen", &NAMES, "lea");
    walk.page.click("not in the team: try again");
    until_in(&walk.page);
    site.hold("_bulk_docs");
    walk.page.tag("Istanbul", "3");
    until_state(&walk.page, "to send");
    walk.look_in_each("something is to be sent");
    site.let_go();
    until_state(&walk.page, "with the team");
    disconnect(&site, &[&walk.page]);
    walk.look_in_each("without a connection");
    walk.page.tag("Turkey", "1");
    let mut team = cases::team();
    team.members.insert("ada".into(), Role::Reader);
    install(&server, "seen", &team, RULES);
    connect(&site, &[&walk.page]);
    until_state(&walk.page, "1 not taken");
    walk.look_in_each("something was not taken");
    open_settings(&walk.page);
    walk.page.until("document.querySelector('[aria-label=\"Not taken by the project\"]')");
    walk.look_in_each("settings of somebody whose writes were not taken");
    walk.page.click("Leave the team…");
    walk.look_in_each("the question before the team is left");
    walk.page.press("Escape");
    walk.page.session.call("fetch('/db/_session', { method: 'DELETE' }).then(done)");
    // A page that waits until something comes asks again then.
    people.named("lea").tag_words("talks", "Hakan Fidan", "actor");
    people.settle();
    until_state(&walk.page, "Log in again");
    walk.look_in_each("logged out");
    walk.end();

    let lea = join(&site, "seen", "lea");
    let mut walk = Walk::on(lea);
    open_settings(&walk.page);
    walk.page.until("document.querySelector('[data-member=ada] select')");
    walk.look_in_each("settings of a lead");
    walk.end();
}

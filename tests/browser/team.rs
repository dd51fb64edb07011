//! A team on a real server: its rules, and people whose edits arrive with all, whatever becomes of the server meanwhile.
//!
//! Times that something took are printed; nothing fails by them.

mod access;
mod figures;
mod large;
mod pages;
mod people;
mod server;
mod site;

use self::people::People;
use self::server::Server;
use glossator_core::edit::command::Command;
use glossator_core::model::label::Label;
use glossator_core::model::record::Kind;
use glossator_core::sync::doc::Doc;
use glossator_core::sync::replicate::Connection;
use glossator_core::sync::team::Team;
use glossator_fixture::server::cases::{self, RULES};
use std::time::{Duration, Instant};

/// Everybody with an account: the members, and eve.
const NAMES: [&str; 5] = ["ada", "bob", "lea", "rea", "eve"];

/// A server with a project of that name, where not even eve is kept out, so that the rules have something to say to her.
fn project(database: &str) -> Server {
    let server = Server::start();
    for name in NAMES {
        server.sign_up(name);
    }
    server.make(database, &NAMES, "lea");
    install(&server, database, &cases::team(), RULES);
    server
}

/// Writes the design document with that team and those rules.
fn install(server: &Server, database: &str, team: &Team, rules: &str) {
    let path = format!("/{database}/{}", Team::ID);
    let admin = server.admin();
    let there = admin.ask("GET", &path, None).filter(|(status, _)| *status == 200);
    let rev = there.and_then(|(_, body)| {
        let doc: serde_json::Value = serde_json::from_str(&body).ok()?;
        doc["_rev"].as_str().map(|rev| format!(r#""_rev":"{rev}","#))
    });
    let Doc { body, .. } = team.doc(rules, None);
    let body = body.replacen('{', &format!("{{{}", rev.unwrap_or_default()), 1);
    admin.expect("PUT", &path, &body, 201);
}

fn assert_same(people: &People) {
    let mut views = people.all.iter().map(|person| (&person.name, person.view()));
    let (first, expected) = views.next().expect("somebody");
    for (name, found) in views {
        assert_eq!(found.len(), expected.len(), "{first} and {name}");
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "{first} and {name}");
        }
    }
}

#[test]
fn documents_are_taken_or_refused_by_role_log_and_form() {
    let server = project("rules");
    let logins = NAMES.map(|name| (name, server.log_in(name)));
    let (count, wrong) = cases::wrong("rules", |who, http| {
        let (_, login) = logins.iter().find(|(name, _)| *name == who).expect("an account");
        login.send(http).expect("the server answers")
    });
    assert_eq!(wrong, Vec::<String>::new());
    println!("rules: {count} documents were taken or refused as they should");
}

#[test]
fn nobody_else_reads_a_project() {
    let server = project("closed");
    server.make("closed", &["ada"], "lea");
    let check = |login: server::Login, status: u16| {
        for path in ["/closed", "/closed/_all_docs", "/closed/_changes"] {
            login.expect("GET", path, "", status);
        }
    };
    check(server.log_in("ada"), 200);
    check(server.log_in("lea"), 200);
    check(server.nobody(), 401);
    let (status, _) = server.log_in("eve").ask("GET", "/closed/_all_docs", None).expect("an answer");
    // Of a person who may not, CouchDB says 403 and PouchDB Server 401.
    assert!([401, 403].contains(&status), "{status}");
}

#[test]
fn what_each_writes_is_with_all_and_what_is_refused_is_kept() {
    let server = project("shared");
    let mut people = People::join(&server, "shared", &["ada", "bob", "lea", "rea"]);
    for _ in 0..20 {
        for name in ["ada", "bob", "lea"] {
            people.named(name).tag();
        }
    }
    let event = Label { name: "Event".into(), ..Label::bare("event".into()) };
    people.named("lea").run(&Command::PutLabel(event));
    people.settle();
    assert_same(&people);
    for person in &people.all {
        assert_eq!(person.annotations(), 60, "{}", person.name);
        assert!(person.editor.corpus().records(&Kind::Label).any(|(key, _)| *key.id == *"event"));
        assert_eq!(person.replication.not_taken().count(), 0);
    }

    install(
        &server,
        "shared",
        &cases::team(),
        "function () { throw { forbidden: 'the project is closed' }; }",
    );
    people.named("ada").tag();
    people.until(|people| people.all[0].status().not_taken == 1);
    let ada = people.named("ada");
    let reasons: Vec<_> = ada.replication.not_taken().map(|it| it.reason.clone()).collect();
    assert_eq!(reasons, [Some("the project is closed".to_owned())]);
    assert_eq!((ada.annotations(), ada.status().to_send), (61, 0));
    assert_eq!(people.named("bob").annotations(), 60);
}

#[test]
fn whoever_is_logged_out_keeps_everything_and_goes_on_after_logging_in() {
    let mut server = project("sessions");
    let mut people = People::join(&server, "sessions", &["ada", "bob"]);
    if server.is_own() {
        server.kill();
        people.until(|people| {
            people.all.iter().all(|it| matches!(it.status().connection, Connection::Offline(_)))
        });
        people.named("ada").tag();
        server.revive();
    }
    let nobody = server.nobody();
    people.named("ada").login = nobody;
    people.named("ada").tag();
    people.named("bob").tag();
    people.until(|people| people.all[0].is(&Connection::LoggedOut));
    let waiting = people.named("ada").status().to_send;
    assert!(waiting > 0, "{waiting}");
    people.log_in(&server);
    people.settle();
    assert_same(&people);
    assert_eq!(people.named("bob").annotations(), if server.is_own() { 3 } else { 2 });
}

#[test]
fn a_server_that_is_killed_among_ten_thousand_edits_loses_none() {
    const EDITS: usize = 5_000;
    let mut server = project("killed");
    let mut people = People::join(&server, "killed", &["ada", "bob"]);
    let begun = Instant::now();
    for edit in 0..EDITS {
        people.named("ada").tag();
        people.named("bob").tag();
        // Requests are made meanwhile, as if both typed on.
        if edit % 100 == 0 {
            people.until(|_| true);
        }
    }
    let made = begun.elapsed();
    people.until(|people| people.all[0].docs.len() > EDITS / 2);
    if server.is_own() {
        server.kill();
        let back = Instant::now() + Duration::from_secs(3);
        people.until(|_| Instant::now() >= back);
        server.revive();
        // It has forgotten who was logged in.
        people.log_in(&server);
    }
    people.settle();
    let all = begun.elapsed();
    assert_same(&people);
    assert_eq!(people.named("ada").annotations(), 2 * EDITS);
    println!(
        "2 × {EDITS} edits, made in {made:.1?}: with both after {all:.1?}, the server killed meanwhile and back after 3 s"
    );
}

#[test]
fn an_edit_is_soon_with_the_other() {
    let server = project("soon");
    let mut people = People::join(&server, "soon", &["ada", "bob"]);
    people.settle();
    let mut times = Vec::new();
    for edit in 1..=60 {
        let begun = Instant::now();
        people.named("ada").tag();
        people.until(|people| people.all[1].annotations() == edit);
        times.push(begun.elapsed());
        // Nobody tags faster than the rest between two polls.
        let rested = Instant::now() + Duration::from_millis(300);
        people.until(|_| Instant::now() >= rested);
    }
    times.sort();
    println!("from an edit to the corpus of the other: median {:.0?}, p95 {:.0?}", times[30], times[56]);
}

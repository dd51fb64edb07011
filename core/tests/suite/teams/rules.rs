//! Rules: what the server of a project takes. A real server is asked the same by `cargo xtask team`.

use glossator_fixture::server::{Server, cases};

#[test]
fn documents_are_taken_or_refused_by_role_log_and_form() {
    let mut server = Server::new(&cases::team().doc(cases::RULES, None));
    server.now = 1_795_329_600_000;
    for who in ["ada", "bob", "lea", "rea", "eve"] {
        server.log_in(who);
    }
    let (count, wrong) = cases::wrong("project", |who, http| server.answer(who, http));
    assert_eq!(wrong, Vec::<String>::new());
    assert!(count > 50, "{count}");
}

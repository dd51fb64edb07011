//! A person whom the server does not let in, in the ways in which servers say so.

use super::{Answer, Connection, Failure, Page, Request};

#[test]
fn whoever_is_not_let_in_asks_again_and_goes_on_once_they_are() {
    let check = |page: &mut Page, answer: Result<Answer, Failure>, expected: Connection| {
        assert_eq!((page.requests(), page.connection()), (Vec::new(), Connection::Forbidden));
        page.now = page.replication.wake().expect("it is asked again");
        // Nothing is to be waited for, so the answer comes at once.
        let asked = Request::Changes { since: Some("9-x".to_owned()), waits: false, rows: 3 };
        assert_eq!(page.requests(), std::slice::from_ref(&asked));
        page.answer(&asked, answer);
        assert_eq!(page.connection(), expected);
    };
    let mut page = Page::following(1);
    let refuse = |page: &mut Page, why: &Failure| {
        page.now += 1_000;
        for request in page.requests() {
            page.answer(&request, Err(why.clone()));
        }
    };
    // Some servers say of a person who is logged in that nobody is.
    refuse(&mut page, &Failure::Unauthorised);
    page.log_in();
    refuse(&mut page, &Failure::Unauthorised);
    check(&mut page, Err(Failure::Unauthorised), Connection::Forbidden);
    page.replication.logged_in();
    page.log_in();
    refuse(&mut page, &Failure::Forbidden);
    let before = page.now;
    check(&mut page, Err(Failure::Forbidden), Connection::Forbidden);
    assert_eq!(page.now - before, 5_000);
    let news = Answer::Changes { docs: Vec::new(), rows: 0, last: "9-x".to_owned() };
    check(&mut page, Ok(news), Connection::Connected);
    page.now += 1_000;
    assert_eq!((page.sent().len(), page.to_send()), (2, 2), "what was written meanwhile is sent");
}

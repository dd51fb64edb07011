//! Requests and answers in HTTP and JSON, as servers have them.

use glossator_core::sync::couch::{self, Http};
use glossator_core::sync::doc::Doc;
use glossator_core::sync::request::{Answer, Failure, Request, Row};

/// Answers of a CouchDB and a PouchDB Server.
#[test]
fn answers_are_read_as_servers_write_them() {
    let all = Request::All { from: "c:".to_owned(), upto: "c:\u{fff0}".to_owned(), rows: 3 };
    let feed = Request::Changes { since: None, waits: true, rows: 3 };
    let bulk = Request::Bulk([].into());
    let check = |request: &Request, status: u16, body: &str, expected: Result<Answer, Failure>| {
        assert_eq!(couch::answer(request, status, body), expected, "{status} {body}");
    };
    let doc = |body: &str| Doc {
        id: "c:ada:0000000000000001-0".to_owned(),
        rev: Some("1-6e".to_owned()),
        body: body.to_owned(),
    };
    check(
        &Request::Session,
        200,
        "{\"ok\":true,\"userCtx\":{\"name\":\"ada\",\"roles\":[]},\"info\":{}}\n",
        Ok(Answer::Session(Some("ada".to_owned()))),
    );
    check(
        &Request::Session,
        200,
        r#"{"ok":true,"userCtx":{"name":null,"roles":[]}}"#,
        Ok(Answer::Session(None)),
    );
    check(
        &all,
        200,
        "{\"total_rows\":9,\"offset\":1,\"rows\":[\r\n{\"id\":\"c:ada:0000000000000001-0\",\"key\":\"c\",\"value\":{\"rev\":\"1-6e\"},\"doc\":{\"_id\":\"c:ada:0000000000000001-0\",\"_rev\":\"1-6e\",\"by\":\"ada\",\"chunk\":\"{\\\"a\\\"}\"}},\r\n{\"id\":\"x\",\"key\":\"x\",\"value\":{\"rev\":\"2-a\",\"deleted\":true},\"doc\":null}\r\n]}\n",
        Ok(Answer::All(vec![doc(r#"{"by":"ada","chunk":"{\"a\"}"}"#)])),
    );
    // Signs of life come before an answer that was waited for.
    check(
        &feed,
        200,
        "\n\n\n{\"results\":[\n{\"seq\":\"4-g1AAAA\",\"id\":\"c:ada:0000000000000001-0\",\"changes\":[{\"rev\":\"1-6e\"}],\"doc\":{\"_id\":\"c:ada:0000000000000001-0\",\"_rev\":\"1-6e\",\"n\":1.50}},\n{\"seq\":\"5-g1AAAA\",\"id\":\"j\",\"changes\":[{\"rev\":\"2-a\"}],\"deleted\":true,\"doc\":{\"_id\":\"j\",\"_rev\":\"2-a\",\"_deleted\":true}}\n],\n\"last_seq\":\"5-g1AAAA\",\"pending\":0}\n",
        Ok(Answer::Changes { docs: vec![doc(r#"{"n":1.50}"#)], rows: 2, last: "5-g1AAAA".to_owned() }),
    );
    check(
        &feed,
        200,
        r#"{"results":[],"last_seq":17}"#,
        Ok(Answer::Changes { docs: vec![], rows: 0, last: "17".to_owned() }),
    );
    check(
        &bulk,
        201,
        r#"[{"ok":true,"id":"a","rev":"1-b"},{"id":"b","error":"conflict","reason":"Document update conflict."},{"id":"c","error":"forbidden","reason":"Labels are the lead’s."},{"id":"d","error":"unauthorized","reason":"x"},{"id":"e","error":"internal_server_error","reason":"x"}]"#,
        Ok(Answer::Bulk(
            [
                ("a", Row::Taken("1-b".to_owned())),
                ("b", Row::Conflict),
                ("c", Row::Forbidden("Labels are the lead’s.".to_owned())),
                ("d", Row::Unauthorised),
                ("e", Row::Failed),
            ]
            .map(|(id, row)| (id.to_owned(), row))
            .into(),
        )),
    );
    check(&feed, 401, "", Err(Failure::Unauthorised));
    check(&feed, 403, "", Err(Failure::Forbidden));
    check(&bulk, 413, "<html>", Err(Failure::TooLarge));
    for status in [404, 429, 500, 502, 503, 504] {
        check(&bulk, status, "[]", Err(Failure::Unreachable));
    }
    for body in ["", "<html>Log in to the wireless network", "{}", "[", "null"] {
        for request in [&all, &feed, &bulk, &Request::Session] {
            check(request, 200, body, Err(Failure::Unreachable));
        }
    }
}

#[test]
fn docs_are_sent_with_their_ids_and_those_that_go_with_their_revisions() {
    let doc = Doc {
        id: "t:lea:00000000000000ff".to_owned(),
        rev: None,
        body: r#"{"by":"lea","text":"x"}"#.to_owned(),
    };
    let there = Doc { rev: Some("1-b".to_owned()), ..doc.clone() };
    let docs = [doc.clone(), there.deletion().expect("a revision")];
    let body = r#"{"docs":[{"_id":"t:lea:00000000000000ff","by":"lea","text":"x"},{"_id":"t:lea:00000000000000ff","_rev":"1-b","by":"lea","_deleted":true}]}"#;
    let expected = Http { method: "POST", path: "/p/_bulk_docs".to_owned(), body: Some(body.to_owned()) };
    assert_eq!(couch::http(&Request::Bulk(docs.into()), "p"), expected);
    assert_eq!(doc.deletion(), None, "its revision is not known");
    assert_eq!(
        couch::http(&Request::Session, "p"),
        Http { method: "GET", path: "/_session".to_owned(), body: None }
    );
}

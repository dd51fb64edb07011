//! Articles: which article here stands for each of the file, and which of them are new.

use super::*;
use glossator_core::import::{Expected, FilePart, Finding, Item, Refusal, Unexpected};

/// Articles here, articles of the file, the id that each of these has here (`+` in front of a new one), the doubts and the
/// findings.
#[track_caller]
fn check(
    here: &[(&str, &str)],
    incoming: &Incoming,
    expected: &[&str],
    doubts: &[&str],
    findings: &[Finding],
) {
    let it = Fixture::new(here).expect("well formed");
    let choices = Choices::default();
    let found = articles(&it.corpus, incoming, &choices);
    let ids = incoming.documents.iter().map(|document| {
        let Some(landing) = found.landing(&document.id) else { return "-".to_owned() };
        let is_new = found.added.contains(landing.document());
        format!("{}{}", if is_new { "+" } else { "" }, landing.document())
    });
    assert_eq!(ids.collect::<Vec<_>>(), expected);
    assert_eq!(found.findings, findings);
    assert_eq!(found.doubts.iter().map(ToString::to_string).collect::<Vec<_>>(), doubts);
    assert_eq!(found.texts.len(), found.added.len());
}

#[test]
fn an_article_is_the_same_by_its_id() {
    let here = [("a", "Ana met Bob"), ("b", "twin"), ("c", "twin")];
    let check = |articles: &[(&str, &str)], expected: &[&str], doubts: &[&str]| {
        check(&here, &file(articles), expected, doubts, &[]);
    };
    check(&[("a", "Ana met Bob")], &["a"], &[]);
    check(&[("x", "something else")], &["+x"], &[]);
    check(&[("x", "Ana met Bob")], &["+x"], &["doubt: x = a, SameText [Apart, Here] [Apart]"]);
    check(&[("x", "twin")], &["+x"], &["doubt: x = b, SameText [Apart, Here] [Apart]"]);
    let other = "doubt: a = a, OtherText [Here, NewVersion, Apart] [Here]";
    check(&[("a", "So [actor:Ana] met Bob")], &["a"], &[other]);
    let other = "doubt: a = a, OtherText [Apart, NewVersion] [Apart]";
    check(&[("a", "[actor:Eve] left")], &["+a (2)"], &[other]);
    // Tools that tag change white space; nobody else does.
    check(&[("a", "Ana\u{a0}met [actor:Bob]\n")], &["a"], &[]);
    let spelling = "doubt: a = a, OtherSpelling [Here, NewVersion, Apart] [Here]";
    check(&[("a", "Ana met\r\nBob")], &["a"], &[spelling]);
    // Files that were opened together may have it twice.
    check(&[("a", "Ana met Bob"), ("a", "Ana met Bob")], &["a", "a"], &[]);
}

#[test]
fn an_article_for_which_the_file_has_no_name_is_the_same_by_its_text() {
    let here = [("a", "Ana met Bob"), ("b", "twin"), ("c", "twin")];
    let check = |text: &str, expected: &str| {
        let mut incoming = file(&[("rows 1", text)]);
        incoming.documents[0].is_nameless = true;
        check(&here, &incoming, &[expected], &[], &[]);
    };
    check("Ana met Bob", "a");
    check("Ana met Eve", "+rows 1");
    // Two have that text, so that neither is it.
    check("twin", "+rows 1");
}

#[test]
fn an_article_without_a_text_is_kept_for_its_annotations() {
    let mut incoming = file(&[("x", "[actor:Ana]"), ("y", "nothing")]);
    incoming.documents.iter_mut().for_each(|document| document.text = None);
    incoming.documents[1].sha256 = Some("00".into());
    let part = FilePart { file: None, item: Item::Article("y".into()) };
    let refused = Finding::Refused { part, why: Refusal::new(Expected::ArticleText, Unexpected::Nothing) };
    check(&[], &incoming, &["x", "-"], &[], &[Finding::WithoutText("x".into()), refused]);
}

#[test]
fn articles_that_annotations_refer_to_are_found_by_id() {
    let mut incoming = file(&[("a", "[actor:Ana] met Bob"), ("b", "[actor:Eve]")]);
    incoming.documents.clear();
    let it = Fixture::new(&[("a", "Ana met Bob")]).expect("well formed");
    let choices = Choices::default();
    let found = articles(&it.corpus, &incoming, &choices);
    assert!(found.landing(&"a".into()).is_some() && found.landing(&"b".into()).is_none());
    assert!(found.operations.is_empty() && found.findings.is_empty());
}

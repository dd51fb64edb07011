//! Articles: which article here stands for each of the file, and which of them are new.

use super::*;
use glossator_core::import::{Expected, FilePart, Finding, Item, Refusal, Unexpected};

/// Articles here, articles of the file, the id that each of these has here (`+` in front of a new one), and the findings.
#[track_caller]
fn check(here: &[(&str, &str)], incoming: &Incoming, expected: &[&str], findings: &[Finding]) {
    let it = Fixture::new(here).expect("well formed");
    let found = articles(&it.corpus, incoming);
    let ids = incoming.documents.iter().map(|document| {
        let Some(landing) = found.landing(&document.id) else { return "-".to_owned() };
        let is_new = found.added.contains(landing.document());
        format!("{}{}", if is_new { "+" } else { "" }, landing.document())
    });
    assert_eq!(ids.collect::<Vec<_>>(), expected);
    assert_eq!(found.findings, findings);
    assert_eq!(found.texts.len(), found.added.len());
}

#[test]
fn an_article_is_the_same_by_its_id_then_by_its_text() {
    let here = [("a", "Ana met Bob"), ("b", "twin"), ("c", "twin")];
    let check = |articles: &[(&str, &str)], expected: &[&str], findings: &[Finding]| {
        check(&here, &file(articles), expected, findings);
    };
    check(&[("a", "Ana met Bob")], &["a"], &[]);
    check(&[("x", "Ana met Bob")], &["a"], &[]);
    check(&[("x", "something else")], &["+x"], &[]);
    // Two have that text, so that neither is it.
    check(&[("x", "twin")], &["+x"], &[]);
    check(&[("a", "So [actor:Ana] met Bob")], &["a"], &[Finding::OtherText("a".into())]);
    let beside = Finding::AddedBeside { id: "a".into(), new: "a (2)".into() };
    check(&[("a", "[actor:Eve] left")], &["+a (2)"], &[beside]);
    // Tools that tag change white space; nobody else does.
    check(&[("a", "Ana\u{a0}met [actor:Bob]\n")], &["a"], &[]);
}

#[test]
fn an_article_without_a_text_is_kept_for_its_annotations() {
    let mut incoming = file(&[("x", "[actor:Ana]"), ("y", "nothing")]);
    incoming.documents.iter_mut().for_each(|document| document.text = None);
    incoming.documents[1].sha256 = Some("00".into());
    let part = FilePart { file: None, item: Item::Article("y".into()) };
    let refused = Finding::Refused { part, why: Refusal::new(Expected::ArticleText, Unexpected::Nothing) };
    check(&[], &incoming, &["x", "-"], &[Finding::WithoutText("x".into()), refused]);
}

#[test]
fn articles_that_annotations_refer_to_are_found_by_id() {
    let mut incoming = file(&[("a", "[actor:Ana] met Bob"), ("b", "[actor:Eve]")]);
    incoming.documents.clear();
    let it = Fixture::new(&[("a", "Ana met Bob")]).expect("well formed");
    let found = articles(&it.corpus, &incoming);
    assert!(found.landing(&"a".into()).is_some() && found.landing(&"b".into()).is_none());
    assert!(found.operations.is_empty() && found.findings.is_empty());
}

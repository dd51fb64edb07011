//! Relations: which of them are new here, and between which annotations.

use super::*;
use glossator_core::export::{Choice, Contents};
use glossator_core::import::IncomingRelation;
use glossator_core::import::steps::relations::relations;

fn relation(id: &str, kind: &str, [from, to]: [AnnotationId; 2]) -> IncomingRelation {
    IncomingRelation {
        id: id.into(),
        kind: kind.into(),
        from: from.to_string().into(),
        to: to.to_string().into(),
        note: "".into(),
        annotator: AnnotatorId::default(),
        created: Timestamp::default(),
        modified: Timestamp::default(),
        foreign: Vec::new(),
    }
}

/// Marked text of the file over the same text, relations of the file; relations afterwards, and the number of new ones.
#[track_caller]
fn check(
    it: &Fixture,
    marked: &str,
    choices: &[(LabelId, LabelChoice)],
    links: &[IncomingRelation],
    expected: &[&str],
    added: usize,
) -> Fixture {
    let incoming = file(&[("a", marked)]);
    let choices = about_labels(choices);
    let steps = Steps::of(it, &incoming, &choices);
    let found = steps.annotations(&incoming);
    let links = relations(steps.before(), &found, links);
    assert_eq!(links.added, added);
    let it = after(it, &[found.operations, links.operations].concat());
    let contents = Contents::of(
        &it.corpus,
        &Choice::default(),
        Timestamp::default(),
        &glossator_fixture::language::Unicode,
    );
    let article = &contents.articles[0];
    let words = |at: usize| article.spans[at].quote;
    let links = contents.relations_in(article);
    let links: Vec<_> =
        links.map(|(link, from, to)| format!("{}: {} → {}", link.kind(), words(from), words(to))).collect();
    assert_eq!(links, expected);
    it
}

#[test]
fn a_relation_comes_in_once_with_both_of_its_ends() {
    let it = crate::fixture("Ana met Bob");
    let marked = "[actor:Ana] [claim:met] [actor:Bob]";
    let ends = [id(1), id(3)];
    let it = check(&it, marked, &[], &[relation("r", "says", ends)], &["says: Ana → Bob"], 1);
    check(&it, marked, &[], &[relation("r", "says", ends)], &["says: Ana → Bob"], 0);
    // The same under another id, where one of the two was made by a reader.
    let made = derived(1).to_string();
    check(&it, marked, &[], &[relation(&made, "SAYS", ends)], &["says: Ana → Bob"], 0);
    let twice = ["says: Ana → Bob", "says: Ana → Bob"];
    check(&it, marked, &[], &[relation("s", "says", ends)], &twice, 1);
    // An annotation that is left out with its label takes its relations along.
    let choices = [("claim".into(), LabelChoice::LeaveOut)];
    let it = crate::fixture("Ana met Bob");
    check(&it, marked, &choices, &[relation("r", "says", [id(1), id(2)])], &[], 0);
}

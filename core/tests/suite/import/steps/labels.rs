//! Labels: what becomes of each label of the file, and which of them come in.

use super::*;
use glossator_core::import::Finding;
use glossator_core::model::label::Label;
use std::collections::HashSet;

#[test]
fn a_label_comes_in_if_the_file_defines_it_or_an_annotation_with_it_does() {
    use LabelChoice::{Add, LeaveOut, Take};
    // Labels that the file defines with their keys, marked text, choices, labels of what comes in; labels that are added,
    // with their positions and keys.
    let check = |defined: &[(&str, &str)],
                 marked: &str,
                 choices: &[(&str, LabelChoice)],
                 come: &[&str],
                 expected: &[&str]| {
        let it = crate::fixture("x");
        let mut incoming = file(&[("a", marked)]);
        let label = |(id, key): &(&str, &str)| Label { key: (*key).into(), ..Label::bare((*id).into()) };
        incoming.labels = defined.iter().map(label).collect();
        let choices: Vec<_> = choices.iter().map(|(id, choice)| ((*id).into(), choice.clone())).collect();
        let come: HashSet<LabelId> = come.iter().map(|id| (*id).into()).collect();
        let added = labels(&it.corpus, &incoming, &choices).added(&come);
        let it = after(&it, &added.operations);
        let found = it.corpus.labels().iter().skip(3);
        let found: Vec<_> = found.map(|it| format!("{} {} {}", it.position, it.id, it.key)).collect();
        assert_eq!(found, expected, "{marked}");
        let new: Vec<_> =
            it.corpus.labels().iter().skip(3).map(|it| Finding::NewLabel(it.id.clone())).collect();
        assert_eq!(added.findings, new);
    };
    check(&[], "[actor:a]", &[], &["actor"], &[]);
    check(&[("x", "4")], "", &[], &[], &["4 x 4"]);
    check(&[("actor", "9"), ("x", "1"), ("y", "4"), ("z", "4")], "", &[], &[], &["4 x ", "5 y 4", "6 z "]);
    check(&[("y", "")], "[x:a] [y:b] [z:c] [x:d]", &[], &["x", "y"], &["4 y ", "5 x "]);
    check(&[("x", ""), ("y", "")], "", &[("x", LeaveOut), ("y", Take("actor".into()))], &[], &[]);
    check(&[("x", "")], "", &[("x", Add), ("x", LeaveOut)], &[], &["4 x "]);
}

#[test]
fn a_label_is_itself_another_or_left_out() {
    let it = crate::fixture("x");
    let incoming = file(&[("a", "[x:a]")]);
    let choices = [("y".into(), LabelChoice::LeaveOut), ("z".into(), LabelChoice::Take("actor".into()))];
    let labels = labels(&it.corpus, &incoming, &choices);
    let check = |id: &str, expected: Option<&str>| {
        assert_eq!(labels.here(&id.into()).map(|label| &*label.0), expected);
    };
    check("x", Some("x"));
    check("y", None);
    check("z", Some("actor"));
}

//! Annotations: where each of the file lands here, and which of two versions stands.

use super::*;
use glossator_core::edit::command::Command;
use glossator_core::import::Finding;

/// Marked text here and in the file; marked text afterwards, numbers of new, updated and unchanged ones, and findings.
#[track_caller]
fn check(it: &Fixture, incoming: &Incoming, expected: &str, counts: [usize; 3], findings: &[Finding]) {
    let choices = Choices::default();
    let found = Steps::of(it, incoming, &choices).annotations(incoming);
    assert_eq!(after(it, &found.operations).marked("a"), expected);
    assert_eq!([found.added, found.updated, found.unchanged], counts, "{expected}");
    assert_eq!(found.findings, findings, "{expected}");
}

#[test]
fn an_annotation_lands_in_its_article() {
    let check = |here: &str, theirs: &str, expected: &str, counts: [usize; 3], findings: &[Finding]| {
        check(&crate::fixture(here), &file(&[("a", theirs)]), expected, counts, findings);
    };
    check("🙂 Ana met Bob", "🙂 [actor:Ana] met Bob", "🙂 [actor:Ana] met Bob", [1, 0, 0], &[]);
    check("[actor:Ana] met Bob", "[claim:Ana met] Bob", "[claim:[actor:Ana] met] Bob", [1, 0, 0], &[]);
    let moved = Finding::Moved { quote: "Bob".into() };
    check("Ana met Bob", "So Ana met [actor:Bob]", "Ana met [actor:Bob]", [1, 0, 0], &[moved]);
}

#[test]
fn an_annotation_that_is_here_under_another_id_is_not_doubled() {
    let check = |here: &str, theirs: &str, ids: &[AnnotationId], expected: &str, counts: [usize; 3]| {
        let mut incoming = file(&[("a", theirs)]);
        for (annotation, id) in incoming.annotations.iter_mut().zip(ids) {
            annotation.id = *id;
        }
        check(&crate::fixture(here), &incoming, expected, counts, &[]);
    };
    check("[actor:Ana]", "[actor:Ana]", &[derived(1)], "[actor:Ana]", [0, 0, 1]);
    // Another label may be an edit: a choice.
    check("[actor:Ana]", "[claim:Ana]", &[derived(1)], "[actor:Ana]", [0, 0, 0]);
    check("[actor:Ana]", "[actor:[actor:Ana]]", &[derived(1), derived(2)], "[actor:[actor:Ana]]", [1, 0, 1]);
    // Two that have ids of their own are two, and so are two of the file.
    check("[actor:Ana]", "[actor:Ana]", &[id(1)], "[actor:[actor:Ana]]", [1, 0, 0]);
    check("Ana", "[actor:[actor:Ana]]", &[derived(1), derived(2)], "[actor:[actor:Ana]]", [2, 0, 0]);
}

#[test]
fn a_note_comes_in_where_there_is_none() {
    let check = |ours: &str, theirs: &str, expected: &str, counts: [usize; 3], differences: &[&str]| {
        let mut it = crate::fixture("[actor:Ana]");
        let _ = it.give(&Command::SetNote { annotation: it.id("Ana"), note: ours.into() });
        let mut incoming = file(&[("a", "[actor:Ana]")]);
        incoming.annotations[0].id = derived(1);
        incoming.annotations[0].note = theirs.into();
        check(&it, &incoming, "[actor:Ana]", counts, &[]);
        let choices = Choices::default();
        let found = Steps::of(&it, &incoming, &choices).annotations(&incoming);
        assert_eq!(&*after(&it, &found.operations).annotation("Ana").expect("there").note, expected);
        assert_eq!(found.differences.iter().map(ToString::to_string).collect::<Vec<_>>(), differences);
    };
    check("", "who?", "who?", [0, 1, 0], &[]);
    check("who?", "", "who?", [0, 0, 1], &[]);
    check("who\nis it?", "who is it?", "who\nis it?", [0, 0, 1], &[]);
    check("ours", "theirs", "ours", [0, 0, 0], &[r#"changed: "Ana", note "ours" → "theirs" [Ours]"#]);
}

#[test]
fn labels_of_what_comes_in_are_known_and_ends_of_relations_are_found() {
    let it = crate::fixture("[actor:Ana] met Bob");
    let mut incoming = file(&[("a", "[actor:Ana] [x:met] [y:Bob]")]);
    incoming.annotations[0].id = derived(1);
    let choices = about_labels(&[("y".into(), LabelChoice::LeaveOut)]);
    let found = Steps::of(&it, &incoming, &choices).annotations(&incoming);
    assert_eq!(found.labels, ["x".into()].into());
    let end = |id: AnnotationId| found.here(&id.to_string().into());
    assert_eq!(end(derived(1)).as_deref(), Some(&*it.id("Ana").to_string()));
    assert_eq!(end(id(2)).as_deref(), Some(&*uuid(2)));
    assert_eq!(end(id(3)), None);
}

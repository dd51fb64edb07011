//! Labels: added, changed, moved, merged and deleted, with what is tagged with them.

use super::{choice, fixture, give, label, labels, open, refused, relation_type};
use glossator_core::edit::command::{Command, Rejection, plan};
use glossator_core::model::label::{Label, LabelId};
use glossator_fixture::Fixture;

fn put(id: &str, key: &str) -> Command {
    Command::PutLabel(label(id, key))
}

fn merge(from: &str, into: &str) -> Command {
    Command::MergeLabels { from: from.into(), into: into.into() }
}

#[test]
fn a_label_is_added_behind_the_others_and_changed_in_its_place() {
    let mut it = fixture("[claim:one]");
    give(&mut it, &put("cue", "ü"));
    assert_eq!(labels(&it.corpus), "actor1 claim2 location3 cueü");
    give(&mut it, &put("claim", ""));
    assert_eq!(labels(&it.corpus), "actor1 claim location3 cueü");
    assert_eq!(it.corpus.labels().name(&"claim".into()), "CLAIM");
    // Fields that it does not have any more are empty.
    let child = Label {
        parent: Some("claim".into()),
        examples: vec!["“x”".into()].into(),
        definition: "y".into(),
        ..label("cue", "q")
    };
    give(&mut it, &Command::PutLabel(child.clone()));
    let found = it.corpus.labels().get(&"cue".into()).expect("there").clone();
    assert_eq!(found, Label { position: 4, ..child });
    give(&mut it, &put("cue", "q"));
    assert_eq!(it.corpus.labels().get(&"cue".into()).map(|cue| cue.parent.clone()), Some(None));
    // One that was deleted comes back, at the end.
    give(&mut it, &Command::DeleteLabel { label: "actor".into() });
    give(&mut it, &put("actor", "1"));
    assert_eq!(labels(&it.corpus), "claim location3 cueq actor1");
}

#[test]
fn labels_are_moved() {
    let check = |id: &str, to: usize, expected: &str| {
        let mut it = fixture("one");
        give(&mut it, &put("cue", ""));
        give(&mut it, &Command::MoveLabel { label: id.into(), to });
        assert_eq!(labels(&it.corpus), expected);
    };
    check("cue", 0, "cue actor1 claim2 location3");
    check("actor", 2, "claim2 location3 actor1 cue");
    check("actor", 9, "claim2 location3 cue actor1");
    let it = fixture("one");
    assert_eq!(refused(&it, &Command::MoveLabel { label: "actor".into(), to: 0 }), Rejection::NothingToDo);
}

#[test]
fn labels_that_make_no_sense_are_refused() {
    let mut it = fixture("one");
    give(&mut it, &Command::PutLabel(Label { parent: Some("claim".into()), ..label("cue", "c") }));
    let check =
        |command: Command, expected: Rejection| assert_eq!(refused(&it, &command), expected, "{command:?}");
    let none = || Rejection::NoLabel("x".into());
    check(Command::PutLabel(Label { name: " ".into(), ..label("x", "") }), Rejection::NoName);
    check(put("x", "xy"), Rejection::NotAKey("xy".into()));
    check(put("x", " "), Rejection::NotAKey(" ".into()));
    check(put("x", "C"), Rejection::KeyTaken { key: "C".into(), by: "CUE".into() });
    check(Command::PutLabel(Label { parent: Some("x".into()), ..label("y", "") }), none());
    let under =
        |parent: &str| Command::PutLabel(Label { parent: Some(parent.into()), ..label("claim", "2") });
    check(under("claim"), Rejection::UnderItself("claim".into()));
    check(under("cue"), Rejection::UnderItself("claim".into()));
    check(Command::DeleteLabel { label: "x".into() }, none());
    check(merge("x", "claim"), none());
    check(merge("claim", "x"), none());
    check(merge("claim", "claim"), Rejection::NothingToDo);
}

#[test]
fn a_label_is_deleted_with_what_is_for_it_alone() {
    let mut it = fixture("[claim:one [actor:two]] [claim:three]");
    give(&mut it, &Command::PutLabel(Label { parent: Some("claim".into()), ..label("cue", "c") }));
    give(&mut it, &Command::PutAttribute(choice("claim", "position", &[("denies", "d")])));
    give(&mut it, &Command::PutAttribute(choice("entity:claim", "weight", &[])));
    give(&mut it, &Command::PutRelationType(relation_type("said by", "claim", "actor")));
    give(&mut it, &Command::PutRelationType(relation_type("near", "actor", "location")));
    let ends = ["one two", "two"].map(|words| it.id(words));
    open(
        &mut it,
        &format!(
            r#""entities":[{{"id":"G","label":"claim","name":"G"}}],
            "relations":[{{"id":"r","type":"said by","from":"{}","to":"{}"}}]"#,
            ends[0], ends[1],
        ),
    );
    let delete = Command::DeleteLabel { label: "claim".into() };
    // The plan says how many annotations would go.
    let planned = plan(&it.corpus, &delete, &it.moment).expect("it is there");
    assert_eq!(planned.annotations().count(), 2);
    give(&mut it, &delete);
    assert_eq!(it.marked("a"), "one [actor:two] three");
    assert_eq!(labels(&it.corpus), "actor1 location3 cuec");
    assert_eq!(it.corpus.labels().get(&"cue".into()).and_then(|cue| cue.parent.clone()), None);
    assert_eq!((it.corpus.relations().iter().count(), it.corpus.entities().iter().count()), (0, 0));
    assert!(it.corpus.attributes().iter().all(|attribute| &*attribute.of == "document"));
    let types: Vec<_> = it.corpus.relation_types().iter().map(|it| it.id.to_string()).collect();
    assert_eq!(types, ["near"]);
}

#[test]
fn relations_go_and_come_back_with_their_annotation() {
    let mut it = fixture("[claim:one] [actor:two] [actor:three]");
    let [one, two, three] = ["one", "two", "three"].map(|words| it.id(words));
    open(
        &mut it,
        &format!(
            r#""relations":[{{"id":"r","type":"said by","from":"{one}","to":"{two}"}},
            {{"id":"s","type":"said by","from":"{one}","to":"{three}"}}]"#
        ),
    );
    let relations =
        |it: &Fixture| it.corpus.relations().iter().map(|it| it.id.to_string()).collect::<Vec<_>>().join(" ");
    give(&mut it, &Command::Delete { annotations: vec![two] });
    assert_eq!(relations(&it), "s");
    give(&mut it, &Command::Delete { annotations: vec![one] });
    assert_eq!(relations(&it), "");
    // The other end of one is still gone.
    give(&mut it, &Command::Undelete { annotation: one });
    assert_eq!(relations(&it), "s");
    give(&mut it, &Command::Undelete { annotation: two });
    assert_eq!(relations(&it), "r s");
}

#[test]
fn merged_labels_leave_one_annotation_of_each_person_at_a_place() {
    let check = |marked: &str, from: &str, into: &str, expected: &str| {
        let mut it = fixture(marked);
        give(&mut it, &merge(from, into));
        assert_eq!(it.marked("a"), expected);
        assert!(it.corpus.labels().get(&LabelId::from(from)).is_none());
    };
    check("[actor:one] [claim:two]", "claim", "actor", "[actor:one] [actor:two]");
    check("[actor:[claim:one]] [claim:two]", "claim", "actor", "[actor:one] [actor:two]");
    check("[claim:a [actor:b]]", "claim", "actor", "[actor:a [actor:b]]");
    check("one", "location", "actor", "one");
}

#[test]
fn what_a_doubled_annotation_held_goes_to_the_one_that_stays() {
    let mut it = fixture("[actor:[claim:one]] [location:two]");
    let document = it.corpus.document(&"a".into()).expect("there").clone();
    let [actor, claim] = ["actor", "claim"].map(|label| {
        document.annotations().find(|annotation| &*annotation.label.0 == label).expect("there").id
    });
    give(&mut it, &Command::SetNote { annotation: actor, note: "kept".into() });
    give(&mut it, &Command::SetNote { annotation: claim, note: "joined".into() });
    let values = vec![
        (claim.key(), "position".into(), "denies".into()),
        (claim.key(), "form".into(), "direct".into()),
        (actor.key(), "form".into(), "none".into()),
    ];
    give(&mut it, &Command::SetAttributes { values });
    give(&mut it, &Command::PutAttribute(choice("claim", "position", &[("denies", "d")])));
    give(&mut it, &Command::PutRelationType(relation_type("where", "claim", "location")));
    let two = it.id("two");
    open(&mut it, &format!(r#""relations":[{{"id":"r","type":"where","from":"{claim}","to":"{two}"}}]"#));
    give(&mut it, &merge("claim", "actor"));
    let stays = it.corpus.annotation(actor).expect("there");
    assert_eq!(&*stays.note, "kept\njoined");
    assert_eq!(["position", "form"].map(|id| stays.attributes.get(id)), ["denies", "none"]);
    assert_eq!(it.corpus.relations().from(actor.into()).count(), 1);
    assert!(it.corpus.attributes().get("actor", "position").is_some());
    assert_eq!(&*it.corpus.relation_types()[0].from, "actor");
}

//! The codebook and the values of attributes: what each command does to labels, attributes, relation types, entities and articles,
//! and when it refuses.

mod entities;
mod labels;
mod relations;
mod values;

use super::{fixture, json};
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::{Command, Rejection, plan};
use glossator_core::formats;
use glossator_core::model::attribute::{Attribute, Holds};
use glossator_core::model::codebook::{Codebook, Taking};
use glossator_core::model::label::Label;
use glossator_core::model::record::AttributeValue;
use glossator_core::model::relation_type::RelationType;
use glossator_fixture::Fixture;
use std::rc::Rc;

fn label(id: &str, key: &str) -> Label {
    Label { name: id.to_uppercase().into(), key: key.into(), ..Label::bare(id.into()) }
}

fn choice(of: &str, id: &str, values: &[(&str, &str)]) -> Attribute {
    let value =
        |(id, key): &(&str, &str)| AttributeValue { key: (*key).into(), ..AttributeValue::new(*id, *id) };
    Attribute {
        holds: Holds::Choice,
        values: values.iter().map(value).collect(),
        ..Attribute::bare(of, id.into())
    }
}

fn relation_type(id: &str, from: &str, to: &str) -> RelationType {
    RelationType {
        id: id.into(),
        name: id.into(),
        from: from.into(),
        to: to.into(),
        many: false,
        key: "".into(),
        definition: "".into(),
        position: 0,
    }
}

/// Rows of a file in JSON, opened over the fixture.
fn open(it: &mut Fixture, rows: &str) {
    let file = format!(r#"{{"format":"glossator","version":2,{rows}}}"#);
    let incoming = formats::read("a.json", file.as_bytes()).expect("a download");
    it.give(&Command::Import(Rc::new(incoming))).expect("new");
}

/// Labels with their keys, in their order.
fn labels(corpus: &Corpus) -> String {
    let labels = corpus.labels().iter().map(|label| format!("{}{}", label.id, label.key));
    labels.collect::<Vec<_>>().join(" ")
}

/// Gives the commands, and takes each back and does it again.
fn give(it: &mut Fixture, command: &Command) {
    let before = json(&it.corpus);
    it.give(command).unwrap_or_else(|why| panic!("{command:?}: {why}"));
    let after = json(&it.corpus);
    assert!(it.undo().expect("a step").left.is_empty());
    assert_eq!(json(&it.corpus), before);
    assert!(it.redo().expect("a step").left.is_empty());
    assert_eq!(json(&it.corpus), after);
}

fn refused(it: &Fixture, command: &Command) -> Rejection {
    plan(&it.corpus, command, &it.moment).map(|_| ()).expect_err("it does nothing")
}

#[test]
fn an_attribute_is_added_behind_the_others_changed_moved_and_deleted() {
    let mut it = fixture("[claim:one]");
    let all = |corpus: &Corpus, of: &str| {
        corpus.attributes_of(of).map(|it| it.name.to_string()).collect::<Vec<_>>().join(" ")
    };
    give(&mut it, &Command::PutAttribute(choice("claim", "position", &[("affirms", "a"), ("denies", "d")])));
    give(&mut it, &Command::PutAttribute(choice("claim", "form", &[("none", "o")])));
    give(&mut it, &Command::PutAttribute(Attribute::bare("document", "page".into())));
    assert_eq!(all(&it.corpus, "claim"), "position form");
    let move_to = |of: &str, id: &str, to| Command::MoveAttribute { of: of.into(), attribute: id.into(), to };
    give(&mut it, &move_to("claim", "form", 0));
    give(&mut it, &move_to("document", "page", 1));
    assert_eq!(all(&it.corpus, "claim"), "form position");
    assert!(all(&it.corpus, "document").starts_with("Outlet page Date Headline"));
    let named = Attribute { name: " Stance ".into(), ..choice("claim", "position", &[("denies", "x")]) };
    give(&mut it, &Command::PutAttribute(named));
    assert_eq!(all(&it.corpus, "claim"), "form Stance");
    give(&mut it, &Command::DeleteAttribute { of: "claim".into(), attribute: "form".into() });
    give(&mut it, &Command::DeleteAttribute { of: "document".into(), attribute: "outlet".into() });
    assert_eq!(all(&it.corpus, "claim"), "Stance");
    assert!(it.corpus.attributes().get("document", "outlet").is_none());
}

#[test]
fn definitions_that_make_no_sense_are_refused() {
    let mut it = fixture("[claim:one]");
    give(&mut it, &Command::PutAttribute(choice("claim", "position", &[("affirms", "a"), ("denies", "d")])));
    give(
        &mut it,
        &Command::PutRelationType(RelationType {
            key: "w".into(),
            ..relation_type("said by", "claim", "actor")
        }),
    );
    let check =
        |command: Command, expected: Rejection| assert_eq!(refused(&it, &command), expected, "{command:?}");
    let put = Command::PutAttribute;
    let taken = |key: &str, by: &str| Rejection::KeyTaken { key: key.into(), by: by.into() };
    check(put(choice("claim", "position", &[("affirms", "a"), ("denies", "d")])), Rejection::NothingToDo);
    check(put(choice("claims", "x", &[])), Rejection::NoSuchThings("claims".into()));
    check(put(Attribute { name: " ".into(), ..choice("claim", "x", &[]) }), Rejection::NoName);
    check(put(choice("claim", "x", &[("y", "A")])), taken("A", "affirms"));
    check(put(choice("claim", "x", &[("y", "k"), ("z", "k")])), taken("k", "z"));
    check(put(choice("claim", "x", &[("y", ""), ("y", "")])), Rejection::ValueTwice("y".into()));
    check(put(choice("claim", "x", &[("y", "ab")])), Rejection::NotAKey("ab".into()));
    // Another noun has keys of its own.
    assert!(plan(&it.corpus, &put(choice("entity:claim", "x", &[("y", "a")])), &it.moment).is_ok());
    let put = Command::PutRelationType;
    check(put(relation_type("via", "claim", "actors")), Rejection::NoSuchThings("actors".into()));
    check(
        put(RelationType { key: "W".into(), ..relation_type("via", "claim", "actor") }),
        taken("W", "said by"),
    );
    check(
        Command::DeleteAttribute { of: "actor".into(), attribute: "position".into() },
        Rejection::NoAttribute("position".into()),
    );
    check(
        Command::DeleteRelationType { relation_type: "via".into() },
        Rejection::NoRelationType("via".into()),
    );
}

#[test]
fn a_codebook_is_taken_over_as_one_step() {
    let codebook = Codebook {
        labels: vec![label("frame", "1"), Label { colour: "#123456".into(), ..label("claim", "c") }],
        attributes: vec![choice("frame", "tone", &[("good", "g")])],
        relation_types: vec![relation_type("about", "frame", "document")],
        ..Codebook::default()
    };
    let check = |taking: Taking, expected: &str, claim: &str| {
        let mut it = fixture("[actor:one] two");
        give(&mut it, &Command::PutAttribute(choice("actor", "kind", &[("state", "s")])));
        give(&mut it, &Command::TakeCodebook(codebook.clone(), taking));
        assert_eq!(labels(&it.corpus), expected);
        assert_eq!(it.corpus.labels().name(&"claim".into()), claim);
        assert!(it.corpus.attributes().get("frame", "tone").is_some());
        assert!(it.corpus.attributes().get("document", "outlet").is_some());
        assert_eq!(it.corpus.attributes().get("actor", "kind").is_some(), taking == Taking::Add);
        assert_eq!(it.corpus.relation_types().len(), 1);
        assert_eq!(it.marked("a"), "[actor:one] two");
        let again = Command::TakeCodebook(codebook.clone(), taking);
        assert_eq!(refused(&it, &again), Rejection::NothingToDo);
        let own = Command::TakeCodebook(it.corpus.codebook(), taking);
        assert_eq!(refused(&it, &own), Rejection::NothingToDo);
    };
    // Here the key is taken.
    check(Taking::Add, "actor1 claim2 location3 frame", "Claim");
    // A label that something is tagged with stays behind the others, without a key that has another meaning now.
    check(Taking::Replace, "frame1 claimc actor", "CLAIM");
}

#[test]
fn an_entity_that_is_deleted_leaves_its_annotations_without_one_and_takes_what_was_merged_into_it_along() {
    let mut it = fixture("[actor:Ankara] and [actor:Turkey]");
    let [ankara, turkey] = ["Ankara", "Turkey"].map(|words| it.id(words));
    open(
        &mut it,
        r#""entities":[{"id":"tr","label":"actor","name":"Turkey"},{"id":"an","label":"actor","name":"Ankara","same":"tr"}],
        "relations":[{"id":"r","type":"absent","from":"tr","to":"a"}]"#,
    );
    for (annotation, entity) in [(ankara, "an"), (turkey, "tr")] {
        let value = Some(glossator_core::model::record::Value::text(entity));
        let field = glossator_core::model::record::Field::Entity;
        give(&mut it, &Command::Settle { record: annotation.key(), field, value });
    }
    let of = |it: &Fixture, id| {
        let annotation = it.corpus.annotation(id).expect("there");
        it.corpus.entities().of(annotation).map_or("", |entity| &entity.name).to_owned()
    };
    assert_eq!([of(&it, ankara), of(&it, turkey)], ["Turkey", "Turkey"]);
    assert_eq!(it.corpus.entities().in_order().len(), 1);
    give(&mut it, &Command::DeleteEntities(vec!["tr".into()]));
    assert_eq!([of(&it, ankara), of(&it, turkey)], ["", ""]);
    assert_eq!(it.corpus.entities().iter().count(), 0);
    assert_eq!(it.corpus.relations().iter().count(), 0);
    assert_eq!(refused(&it, &Command::DeleteEntities(vec!["tr".into()])), Rejection::NoEntity("tr".into()));
}

#[test]
fn entities_that_were_merged_are_followed_to_the_one_that_counts() {
    let check = |same: &[(&str, &str)], expected: &[(&str, &str)]| {
        let mut it = fixture("one");
        let rows = same
            .iter()
            .map(|(id, same)| format!(r#"{{"id":"{id}","label":"actor","name":"{id}","same":"{same}"}}"#));
        open(&mut it, &format!(r#""entities":[{}]"#, rows.collect::<Vec<_>>().join(",")));
        for (id, expected) in expected {
            let found = it.corpus.entities().resolve(&(*id).into()).map_or("", |entity| &*entity.id.0);
            assert_eq!(found, *expected, "{same:?} {id}");
        }
    };
    check(&[("a", ""), ("b", "a"), ("c", "b")], &[("a", "a"), ("b", "a"), ("c", "a"), ("d", "")]);
    check(&[("a", "b"), ("b", "a")], &[("a", "a"), ("b", "a")]);
    check(&[("d", "c"), ("c", "b"), ("b", "c")], &[("d", "b"), ("c", "b"), ("b", "b")]);
    check(&[("a", "a")], &[("a", "a")]);
    check(&[("a", "gone"), ("b", "a")], &[("a", "a"), ("b", "a")]);
}

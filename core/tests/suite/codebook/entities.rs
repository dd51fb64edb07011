//! Entities: who or what annotations speak of, through every command and back.

use super::{fixture, give, refused};
use glossator_core::edit::command::{Command, Rejection};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::entity::{Entity, EntityId};
use glossator_core::model::record::RecordKey;
use glossator_fixture::Fixture;
use std::rc::Rc;

const TEXT: &str = "[actor:Ankara] and [actor:Turkey] and [actor:Sharif] in [location:Turkey]";

/// The names of the entities that the annotations speak of, in the order of the text.
fn named(it: &Fixture) -> String {
    let documents = it.corpus.documents();
    let annotations = documents.flat_map(|document| document.annotations());
    let names = annotations.map(|one| it.corpus.entities().of(one).map_or("–", |entity| &entity.name));
    names.collect::<Vec<_>>().join(" ")
}

/// The entities that count, with their other names.
fn entities(it: &Fixture) -> String {
    let all = it.corpus.entities().in_order().into_iter();
    let all = all.map(|one| match &*one.aliases {
        [] => one.name.to_string(),
        aliases => format!("{} ({})", one.name, aliases.join(", ")),
    });
    all.collect::<Vec<_>>().join(" · ")
}

fn introduce(it: &mut Fixture, name: &str, annotations: &[AnnotationId]) -> EntityId {
    let known: Vec<_> = it.corpus.entities().iter().map(|entity| entity.id.clone()).collect();
    let annotations = annotations.to_vec();
    give(it, &Command::IntroduceEntity { label: "actor".into(), name: name.into(), annotations });
    let new = it.corpus.entities().iter().find(|entity| !known.contains(&entity.id));
    new.expect("a new one").id.clone()
}

fn ids(it: &Fixture) -> [AnnotationId; 3] {
    ["Ankara", "Turkey", "Sharif"].map(|words| it.id(words))
}

fn merge(from: &[&EntityId], into: &EntityId) -> Command {
    Command::MergeEntities { from: from.iter().map(|id| (*id).clone()).collect(), into: into.clone() }
}

#[test]
fn annotations_speak_of_an_entity_of_their_label_or_of_none() {
    let mut it = fixture(TEXT);
    let [ankara, turkey, sharif] = ids(&it);
    let place = it.corpus.documents().flat_map(|it| it.annotations()).last().expect("a place").id;
    let state = introduce(&mut it, " Turkey ", &[ankara]);
    assert_eq!(named(&it), "Turkey – – –");
    let assign = |annotations: &[AnnotationId], entity: Option<&EntityId>| Command::Assign {
        annotations: annotations.to_vec(),
        entity: entity.cloned(),
    };
    give(&mut it, &assign(&[turkey, place], Some(&state)));
    assert_eq!(named(&it), "Turkey Turkey – –", "the place has another label");
    assert_eq!(refused(&it, &assign(&[place], Some(&state))), Rejection::OtherLabel("Turkey".into()));
    assert_eq!(refused(&it, &assign(&[turkey], Some(&state))), Rejection::NothingToDo);
    assert_eq!(refused(&it, &assign(&[sharif], None)), Rejection::NothingToDo);
    assert_eq!(refused(&it, &assign(&[sharif], Some(&"x".into()))), Rejection::NoEntity("x".into()));
    give(&mut it, &assign(&[ankara], None));
    assert_eq!(named(&it), "– Turkey – –");
    let nameless =
        Command::IntroduceEntity { label: "actor".into(), name: "  ".into(), annotations: vec![sharif] };
    assert_eq!(refused(&it, &nameless), Rejection::NoName);
    let misplaced =
        Command::IntroduceEntity { label: "actor".into(), name: "Turkey".into(), annotations: vec![place] };
    assert_eq!(refused(&it, &misplaced), Rejection::OtherLabel("Turkey".into()));
}

#[test]
fn merged_entities_are_one_that_has_the_names_notes_and_values_of_all() {
    let mut it = fixture(TEXT);
    let [ankara, turkey, sharif] = ids(&it);
    let one = introduce(&mut it, "Turkey", &[turkey]);
    let two = introduce(&mut it, "Ankara", &[ankara]);
    let three = introduce(&mut it, "Sharif", &[sharif]);
    let note = |it: &Fixture, id: &EntityId, note: &str| {
        let here = it.corpus.entities().get(id).expect("there");
        Command::ChangeEntity(Entity { note: note.into(), ..(**here).clone() })
    };
    let (first, second) = (note(&it, &one, "a state"), note(&it, &two, "its capital"));
    give(&mut it, &first);
    give(&mut it, &second);
    let value = |id: &EntityId, attribute: &str, value: &str| {
        let key: RecordKey = id.key();
        (key, attribute.into(), Rc::<str>::from(value))
    };
    let values = vec![
        value(&one, "kind", "state"),
        value(&two, "kind", "city"),
        value(&two, "side", "Turkey"),
        value(&three, "side", "Pakistan"),
    ];
    give(&mut it, &Command::SetAttributes { values });
    give(&mut it, &merge(&[&two, &three, &one], &one));
    assert_eq!(
        (entities(&it).as_str(), named(&it).as_str()),
        ("Turkey (Ankara, Sharif)", "Turkey Turkey Turkey –")
    );
    let merged = it.corpus.entities().get(&one).expect("there").clone();
    assert_eq!(&*merged.note, "a state\nits capital");
    assert_eq!([merged.attributes.get("kind"), merged.attributes.get("side")], ["state", "Turkey"]);
    assert_eq!(refused(&it, &merge(&[&two], &one)), Rejection::NothingToDo, "it is the same already");
    // By the name of one that is gone, the one that counts is meant.
    give(&mut it, &Command::Assign { annotations: vec![sharif], entity: None });
    give(&mut it, &Command::Assign { annotations: vec![sharif], entity: Some(three.clone()) });
    assert_eq!(it.corpus.annotation(sharif).expect("there").entity.as_ref(), Some(&one));
    give(&mut it, &Command::SeparateEntity { entity: two.clone() });
    assert_eq!(named(&it), "Ankara Turkey Turkey –");
    assert_eq!(refused(&it, &Command::SeparateEntity { entity: two }), Rejection::NothingToDo);
}

#[test]
fn the_order_of_merging_does_not_matter() {
    let check = |steps: &[(&[usize], usize)]| {
        let mut it = fixture(TEXT);
        let annotations = ids(&it);
        let all: Vec<_> = ["a", "b", "c"]
            .iter()
            .zip(annotations)
            .map(|(name, annotation)| introduce(&mut it, name, &[annotation]))
            .collect();
        for (from, into) in steps {
            let from: Vec<_> = from.iter().map(|at| &all[*at]).collect();
            give(&mut it, &merge(&from, &all[*into]));
        }
        assert_eq!(named(&it), "a a a –", "{steps:?}");
        assert_eq!(it.corpus.entities().in_order().len(), 1);
    };
    check(&[(&[1], 0), (&[2], 0)]);
    check(&[(&[2], 1), (&[1], 0)]);
    check(&[(&[1, 2], 0)]);
    check(&[(&[2], 1), (&[2], 0)]);
}

#[test]
fn an_entity_is_renamed_and_moved_among_those_of_its_label() {
    let mut it = fixture(TEXT);
    let one = introduce(&mut it, "Turkey", &[]);
    introduce(&mut it, "Ankara", &[]);
    let place =
        Command::IntroduceEntity { label: "location".into(), name: "Istanbul".into(), annotations: vec![] };
    give(&mut it, &place);
    introduce(&mut it, "Sharif", &[]);
    assert_eq!(entities(&it), "Turkey · Ankara · Istanbul · Sharif");
    give(&mut it, &Command::MoveEntity { entity: one.clone(), to: 1 });
    assert_eq!(entities(&it), "Ankara · Turkey · Istanbul · Sharif");
    let here = it.corpus.entities().get(&one).expect("there").clone();
    let renamed = |name: &str, aliases: &[&str]| {
        let aliases = aliases.iter().map(|alias| Rc::from(*alias)).collect();
        Command::ChangeEntity(Entity { name: name.into(), aliases, ..(*here).clone() })
    };
    give(&mut it, &renamed(" Türkiye ", &["Turkey", "", " Turkey", "Türkiye"]));
    assert_eq!(entities(&it), "Ankara · Türkiye (Turkey) · Istanbul · Sharif");
    assert_eq!(refused(&it, &renamed(" ", &[])), Rejection::NoName);
}

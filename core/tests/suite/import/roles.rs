//! Roles: a coder takes in of a file what coders write, and is told what is left out.

use super::said;
use crate::fixture;
use glossator_core::edit::command::{Command, Moment};
use glossator_core::formats::{self, native};
use glossator_core::import::{self, Incoming};
use glossator_core::model::label::Label;
use glossator_core::model::role::Role;
use glossator_core::model::time::Timestamp;
use glossator_fixture::Fixture;
use std::rc::Rc;

/// Download of a project with another article, another label, and a link between annotations of both.
fn download() -> Rc<Incoming> {
    let mut it = Fixture::new(&[
        ("a", "[actor:Mara] met Ivo in [location:Oslo]."),
        ("b", "[claim:All went well], [actor:Ivo] said."),
    ])
    .expect("well-formed");
    it.give(&Command::SetName { name: "Mia".into() }).expect("a name");
    let thing = Label { name: "Thing".into(), ..Label::bare("thing".into()) };
    it.give(&Command::PutLabel(thing)).expect("new");
    let span = it.span("a", "met").expect("there");
    it.give(&Command::Tag { document: "a".into(), span, label: "thing".into() }).expect("new");
    let links = vec![(it.id("All went well").into(), it.id("Ivo").into())];
    it.give(&Command::Link { relation_type: "said by".into(), links }).expect("new");
    let file = native::write(&it.corpus, Timestamp::default());
    Rc::new(formats::read("theirs.json", file.as_bytes()).expect("a download"))
}

#[test]
fn what_the_lead_writes_is_left_out_for_a_coder_with_what_needs_it() {
    let incoming = download();
    let check = |role: Role, expected: &str, findings: &[&str], counts: [usize; 3]| {
        let mut it = fixture("Mara met Ivo in Oslo.");
        let planned = import::plan(&it.corpus, &incoming, &Moment { role, ..it.moment });
        assert_eq!(said(&planned.report), findings, "{role:?}");
        let import::Report { documents, added, relations, .. } = &planned.report;
        assert_eq!([documents.len(), *added, *relations], counts, "{role:?}");
        let transaction = planned.transaction.expect("annotations");
        assert_eq!(transaction.texts.is_empty(), role == Role::Coder, "{role:?}");
        it.apply(transaction);
        assert_eq!(it.marked("a"), expected, "{role:?}");
    };
    check(
        Role::Lead,
        "[actor:Mara] [thing:met] Ivo in [location:Oslo].",
        &["new label: thing", "added: 1 relation type"],
        [1, 5, 1],
    );
    check(
        Role::Coder,
        "[actor:Mara] met Ivo in [location:Oslo].",
        &[
            "new label: thing",
            "not permitted: {Annotation: 3, Document: 1, Label: 1, Relation: 1, RelationType: 1}, changes of {}",
        ],
        [0, 2, 0],
    );
}

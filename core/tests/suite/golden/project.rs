//! A project that uses everything there is.

use super::{SEEDS, check, entries, everything, fixture, give, stored_of, written};
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::formats::{self, native};
use glossator_core::import::IncomingProject;
use glossator_core::model::attribute::{Attribute, Holds};
use glossator_core::model::document::{DocumentId, State};
use glossator_core::model::label::Label;
use glossator_core::model::record::{AttributeValue, Field, Kind, RecordKey, Value as RecordValue};
use glossator_core::model::relation_type::RelationType;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::journal;
use glossator_fixture::Fixture;
use serde_json::json;
use std::rc::Rc;

/// The same, with everything that a project can know beside it: values of attributes, a codebook of its own, entities, and
/// links to what is no annotation.
pub fn project() -> Fixture {
    let mut it = everything();
    let [first, second, third] = SEEDS.map(|seed| seed.id);
    let document = |id: &str| DocumentId::from(id).key();
    let set = |values: &[(RecordKey, &str, &str)]| Command::SetAttributes {
        values: values.iter().map(|(key, id, value)| (key.clone(), (*id).into(), (*value).into())).collect(),
    };
    give(&mut it, |_| {
        set(&[
            (document(first), "outlet", "The “Daily” <b>Jagran</b>"),
            (document(first), "date", "2025-05-25T18:30:00+05:30"),
            (document(first), "headline", "What the paper printed"),
            (document(second), "outlet", ""),
            (document("kept"), "page of its own", "A 3"),
        ])
    });
    give(&mut it, |_| Command::Rename { document: first.into(), title: "What I call it".into() });
    give(&mut it, |_| Command::SetDocumentNote { document: first.into(), note: "read\ntwice".into() });
    give(&mut it, |_| Command::SetDocumentState { documents: vec![first.into()], state: State::Done });
    let label = |id: &str, name: &str| Label { name: name.into(), ..Label::bare(id.into()) };
    give(&mut it, |_| {
        Command::PutLabel(Label {
            key: "ü".into(),
            colour: "#5f2787".into(),
            parent: Some("claim".into()),
            examples: vec!["“said”".into(), "according to".into()].into(),
            ..label("cue", "Cue")
        })
    });
    give(&mut it, |_| Command::MoveLabel { label: "cue".into(), to: 0 });
    let value = |id: &str, key: &str| AttributeValue {
        key: key.into(),
        definition: format!("It {id}.").into(),
        ..AttributeValue::new(id, id.to_uppercase())
    };
    give(&mut it, |_| {
        Command::PutAttribute(Attribute {
            holds: Holds::Choice,
            values: vec![value("affirms", "a"), value("denies", "d")].into(),
            default: "affirms".into(),
            ..Attribute::bare("claim", "position".into())
        })
    });
    give(&mut it, |_| {
        Command::PutAttribute(Attribute {
            holds: Holds::Flag,
            ..Attribute::bare("entity:actor", "state".into())
        })
    });
    give(&mut it, |_| Command::DeleteAttribute { of: "document".into(), attribute: "retrieved".into() });
    give(&mut it, |_| {
        Command::PutRelationType(RelationType {
            id: "absent".into(),
            name: "Absent".into(),
            from: "entity:claim".into(),
            to: "document".into(),
            many: true,
            key: "-".into(),
            definition: "Looked for, and not there.".into(),
            position: 0,
        })
    });
    let claim = {
        let mut all = it.corpus.documents().flat_map(|document| document.annotations());
        all.find(|annotation| &*annotation.label.0 == "claim").expect("a claim").id.to_string()
    };
    let file = json!({
        "format": "glossator", "version": 2,
        "entities": [
            { "id": "actor:turkey", "label": "actor", "name": "Turkey", "aliases": ["Türkiye", "TR"],
                "attributes": { "state": true }, "note": "a state", "x-wikidata": "Q43" },
            { "id": "actor:ankara", "label": "actor", "name": "Ankara", "same": "actor:turkey" },
            { "id": "claim:G1", "label": "claim", "name": "They met" },
        ],
        "relations": [{ "id": "r2", "type": "absent", "from": "claim:G1", "to": third, "attributes": { "by": "hand" } }],
    });
    let incoming = formats::read("entities.json", file.to_string().as_bytes()).expect("a download");
    it.give(&Command::Import(Rc::new(incoming))).expect("new");
    let claim = RecordKey::new(Kind::Annotation, claim);
    give(&mut it, |_| {
        set(&[(claim.clone(), "position", "denies"), (claim.clone(), "no longer defined", "7")])
    });
    give(&mut it, |_| Command::Settle {
        record: claim,
        field: Field::Entity,
        value: Some(RecordValue::text("claim:G1")),
    });
    give(&mut it, |_| Command::RemoveDocuments(vec![second.into()]));
    give(&mut it, |_| Command::DeleteLabel { label: "location".into() });
    it
}

fn name() -> IncomingProject {
    IncomingProject { id: "default".into(), name: "Talks “in” Ankara".into() }
}

/// Its download, whatever the number of this release.
fn downloaded(corpus: &Corpus) -> String {
    let exported = Timestamp::parse("2026-11-22T08:00:00.000Z").expect("a time");
    let this = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    native::write_project(corpus, Some(&name()), exported).replace(&this, "\"version\": \"0.1.0\"")
}

#[test]
fn a_download_is_written_byte_for_byte_as_it_ever_was() {
    check("native-2.json", &downloaded(&project().corpus));
}

#[test]
fn the_download_comes_in_as_itself() {
    let incoming = formats::read("a.json", super::NATIVE.as_bytes()).expect("a download");
    assert_eq!((incoming.project.as_ref(), incoming.findings.len()), (Some(&name()), 0));
    let mut it = Fixture { corpus: Corpus::new(SEEDS), ..fixture("") };
    it.give(&Command::Import(Rc::new(incoming.clone()))).expect("new");
    assert_eq!(downloaded(&it.corpus), super::NATIVE);
    it.give(&Command::Import(Rc::new(incoming))).expect_err("nothing new");
}

#[test]
fn a_whole_project_is_stored_byte_for_byte_as_it_ever_was_and_means_the_same() {
    let mut stored = stored_of(project());
    stored.sort_keys();
    let stored = serde_json::to_string_pretty(&stored).expect("JSON") + "\n";
    check("stored-2-project.json", &stored);
    for field in [
        "@position",
        "aliases",
        "default",
        "definition",
        "entity",
        "examples",
        "holds",
        "many",
        "note",
        "of",
        "parent",
        "same",
        "state",
        "values",
    ] {
        let (in_entry, in_shape) = (format!(r#"\"{field}\":["#), format!(r#",\"{field}\""#));
        assert!(stored.contains(&in_entry) || stored.contains(&in_shape), "{field}");
    }
    let entries = entries(&stored);
    let loaded = journal::load(entries.iter().map(|(key, value)| (&**key, &**value)));
    assert_eq!(written(&loaded.merge_into(&Corpus::new(SEEDS))), written(&project().corpus));
    assert_eq!((loaded.damaged, loaded.newer_form), (Vec::new(), None));
}

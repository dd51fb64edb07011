//! A project that uses everything there is.

use super::{SEEDS, everything, give};
use glossator_core::edit::command::Command;
use glossator_core::formats;
use glossator_core::model::attribute::{Attribute, Holds};
use glossator_core::model::document::{DocumentId, State};
use glossator_core::model::label::Label;
use glossator_core::model::record::{AttributeValue, Field, Kind, RecordKey, Value as RecordValue};
use glossator_core::model::relation_type::RelationType;
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
            (document(second), "outlet", ""),
            (document("kept"), "page of its own", "A 3"),
        ])
    });
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
        "relations": [{ "id": "r2", "type": "absent", "from": "claim:G1", "to": third }],
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

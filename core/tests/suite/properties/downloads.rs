//! Properties of downloads: whatever a project holds, all of it is in its download, and comes in elsewhere.

use super::edits::{Deed, deed, live};
use super::*;
use glossator_core::model::attribute::{Attribute, AttributeId, Holds};
use glossator_core::model::document::DocumentId;
use glossator_core::model::record::{AttributeValue, Field, Kind, Record, Value as FieldValue};
use glossator_core::model::relation_type::RelationType;

/// Something that a project may hold beside what deeds give it.
#[derive(Clone, Debug)]
enum Noun {
    Deed(Deed),
    Headline(Index, &'static str),
    DocumentNote(Index, &'static str),
    /// An attribute of these things, with that id, of that type, and perhaps a default.
    Attribute(&'static str, &'static str, Holds, bool),
    RelationType(&'static str, &'static str, &'static str),
    /// An entity with that name, and perhaps merged into another one.
    Entity(usize, &'static str, bool),
    /// An annotation that speaks of that entity, and has a value.
    Is(Index, usize),
    /// A relation between two things, with a value.
    Relation(usize, &'static str, Index, Index),
}

const ENTITIES: [&str; 3] = ["actor:ankara", "actor:türkiye", "claim:1"];

fn noun() -> impl Strategy<Value = Noun> {
    let words = || select(&["", "x", "“<b>” 🙂\r\n", "a “headline”"][..]);
    let ids = || select(&["said by", "position", "own / id"][..]);
    let things = || select(&["claim", "entity:actor", "document", "said by", "own / id"][..]);
    let holds = select(&Holds::ALL[..]);
    prop_oneof![
        6 => deed().prop_map(Noun::Deed),
        1 => (any::<Index>(), words()).prop_map(|(a, b)| Noun::Headline(a, b)),
        1 => (any::<Index>(), words()).prop_map(|(a, b)| Noun::DocumentNote(a, b)),
        2 => (things(), ids(), holds, any::<bool>()).prop_map(|(a, b, c, d)| Noun::Attribute(a, b, c, d)),
        2 => (ids(), things(), things()).prop_map(|(a, b, c)| Noun::RelationType(a, b, c)),
        2 => (0..ENTITIES.len(), words(), any::<bool>()).prop_map(|(a, b, c)| Noun::Entity(a, b, c)),
        2 => (any::<Index>(), 0..ENTITIES.len()).prop_map(|(a, b)| Noun::Is(a, b)),
        2 => (0..3_usize, ids(), any::<Index>(), any::<Index>()).prop_map(|(a, b, c, d)| Noun::Relation(a, b, c, d)),
    ]
}

fn command(it: &Fixture, noun: &Noun) -> Option<Command> {
    let documents: Vec<_> = it.corpus.documents().map(|document| document.id.clone()).collect();
    let document = |at: &Index| documents.get(at.index(documents.len().max(1))).cloned();
    let file = |list: &str, row: Value| {
        let file = serde_json::json!({ "format": "glossator", "version": 2, list: [row] });
        let incoming = formats::read("a.json", file.to_string().as_bytes()).expect("a file");
        Command::Import(Rc::new(incoming))
    };
    Some(match noun {
        Noun::Deed(_) => return None,
        Noun::Headline(at, words) => {
            Command::SetAttributes { values: vec![(document(at)?.key(), "headline".into(), (*words).into())] }
        }
        Noun::DocumentNote(at, note) => {
            Command::SetDocumentNote { document: document(at)?, note: (*note).into() }
        }
        Noun::Attribute(of, id, holds, has_default) => Command::PutAttribute(Attribute {
            holds: *holds,
            values: vec![AttributeValue { key: "x".into(), ..AttributeValue::new("yes", "Yes") }].into(),
            default: if *has_default { "yes".into() } else { "".into() },
            definition: (*of).into(),
            ..Attribute::bare(*of, AttributeId::from(*id))
        }),
        Noun::RelationType(id, from, to) => Command::PutRelationType(RelationType {
            from: (*from).into(),
            to: (*to).into(),
            many: from == to,
            ..RelationType::bare((*id).into())
        }),
        Noun::Entity(entity, name, is_merged) => {
            let label = if *entity < 2 { "actor" } else { "claim" };
            let mut row = serde_json::json!({
                "id": ENTITIES[*entity], "label": label, "name": format!("{name}!"), "aliases": [name],
                "note": name, "attributes": { "position": name }, "x-foreign": [name],
            });
            if *is_merged {
                row["same"] = ENTITIES[(*entity + 1) % 2].into();
            }
            file("entities", row)
        }
        Noun::Is(at, entity) => {
            let annotations: Vec<_> =
                it.corpus.documents().flat_map(|document| document.annotations()).collect();
            let annotation = annotations.get(at.index(annotations.len().max(1)))?.id;
            Command::Settle {
                record: annotation.key(),
                field: Field::Entity,
                value: Some(FieldValue::text(ENTITIES[*entity])),
            }
        }
        Noun::Relation(number, kind, from, to) => {
            let annotations = it.corpus.documents().flat_map(|document| document.annotations());
            let ends = annotations.map(|one| one.id.to_string());
            let entities = ENTITIES.iter().map(|id| (*id).to_owned());
            let ends: Vec<_> =
                ends.chain(documents.iter().map(ToString::to_string)).chain(entities).collect();
            let [from, to] = [from, to].map(|at| ends[at.index(ends.len())].clone());
            file(
                "relations",
                serde_json::json!({
                    "id": format!("r{number}"), "type": kind, "from": from, "to": to, "attributes": { "position": kind },
                }),
            )
        }
    })
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_download_holds_all_that_a_project_holds(nouns in vec(noun(), 0..32)) {
        let mut it = start();
        for noun in &nouns {
            if let Noun::Deed(deed) = noun {
                live(&mut it, std::slice::from_ref(deed));
            } else if let Some(command) = command(&it, noun) {
                let _ = it.give(&command);
            }
        }
        let written = json(&it.corpus);
        let incoming = formats::read("a.json", written.as_bytes()).expect("a download");
        prop_assert_eq!(&incoming.findings, &[], "{}", written);
        prop_assert!(import::plan(&it.corpus, &incoming, &it.moment).transaction.is_none());
        let mut elsewhere = Fixture { corpus: Corpus::new(TEXTS), ..start() };
        let _ = elsewhere.give(&Command::Import(Rc::new(incoming)));
        prop_assert_eq!(json(&elsewhere.corpus), written);
        // Titles that were given are there as well where a headline stands in front of them.
        for (key, record) in it.corpus.records(&Kind::Document).filter(|(_, record)| !record.is_deleted()) {
            let id = DocumentId::of(key).expect("the id of an article");
            let title = |record: &Rc<Record>| record.text(&Field::Title).cloned();
            let (here, there) = (title(record), elsewhere.corpus.record(key).and_then(title));
            let is_shown = |title: &Rc<str>| it.corpus.document(&id).is_some_and(|it| it.title == *title);
            if here.as_ref().is_some_and(|title| !is_shown(title)) {
                prop_assert_eq!(here, there);
            }
        }
    }
}

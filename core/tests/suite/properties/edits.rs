//! Properties of edits: back and forth, in any order, through files and through the store.

use super::chunks::{cells, field};
use super::*;
use glossator_core::corpus::Cells;
use glossator_core::model::attribute::{Attribute, Holds};
use glossator_core::model::document::State;
use glossator_core::model::label::Label;
use glossator_core::model::record::{AttributeValue, Cell, Field, Kind, RecordKey, Value as RecordValue};
use std::collections::BTreeMap;

/// Labels that are edited.
const EDITED: [&str; 4] = ["actor", "claim", "location", "cue"];

/// Types of relations that are made.
const KINDS: [&str; 3] = ["said by", "via", "where"];

/// Something that a person may do, whatever there is.
#[derive(Clone, Debug)]
pub enum Deed {
    Tag(Index, Index, Index, usize),
    Relabel(Index, usize),
    Note(Index, &'static str),
    Delete(Vec<Index>),
    Rename(Index, &'static str),
    Remove(Index),
    Name(&'static str),
    /// A value of an attribute, of an article or of an annotation.
    Value(Index, bool, &'static str, &'static str),
    State(Index, bool),
    /// The entity of an annotation.
    Entity(Index, &'static str),
    /// A new entity for annotations.
    Introduce(Index, &'static str),
    Assign(Vec<Index>, Option<Index>),
    MergeEntities(Index, Index),
    Separate(Index),
    MoveEntity(Index, usize),
    DeleteEntity(Index),
    /// A speaker, a cue or a place of annotations.
    Link(usize, Vec<Index>, Index),
    Nobody(Index, bool),
    /// A label of the codebook, with another name and perhaps a parent.
    Label(usize, &'static str, bool),
    MoveLabel(usize, usize),
    MergeLabels(usize, usize),
    DeleteLabel(usize),
    Attribute(&'static str, &'static str),
    DeleteAttribute(&'static str),
    /// The download of an earlier state, perhaps with its text changed and some fields added.
    Open(Index, Option<&'static str>, bool),
    Undo,
    Redo,
}

pub fn deed() -> impl Strategy<Value = Deed> {
    let ids = || select(&["outlet", "date", "own / id", "@"][..]);
    let words = || select(&["", "x", "“<b>” 🙂\r\n", "another"][..]);
    prop_oneof![
        6 => (any::<Index>(), any::<Index>(), any::<Index>(), 0..3_usize).prop_map(|(a, b, c, d)| Deed::Tag(a, b, c, d)),
        2 => (any::<Index>(), 0..3_usize).prop_map(|(a, b)| Deed::Relabel(a, b)),
        3 => (any::<Index>(), words()).prop_map(|(a, b)| Deed::Note(a, b)),
        2 => vec(any::<Index>(), 1..4).prop_map(Deed::Delete),
        1 => (any::<Index>(), words()).prop_map(|(a, b)| Deed::Rename(a, b)),
        1 => any::<Index>().prop_map(Deed::Remove),
        1 => words().prop_map(Deed::Name),
        3 => (any::<Index>(), any::<bool>(), ids(), words()).prop_map(|(a, b, c, d)| Deed::Value(a, b, c, d)),
        1 => (any::<Index>(), any::<bool>()).prop_map(|(a, b)| Deed::State(a, b)),
        1 => (any::<Index>(), ids()).prop_map(|(a, b)| Deed::Entity(a, b)),
        2 => (any::<Index>(), words()).prop_map(|(a, b)| Deed::Introduce(a, b)),
        1 => (vec(any::<Index>(), 1..4), proptest::option::of(any::<Index>())).prop_map(|(a, b)| Deed::Assign(a, b)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Deed::MergeEntities(a, b)),
        1 => any::<Index>().prop_map(Deed::Separate),
        1 => (any::<Index>(), 0..4_usize).prop_map(|(a, b)| Deed::MoveEntity(a, b)),
        1 => any::<Index>().prop_map(Deed::DeleteEntity),
        3 => (0..KINDS.len(), vec(any::<Index>(), 1..3), any::<Index>()).prop_map(|(a, b, c)| Deed::Link(a, b, c)),
        1 => (any::<Index>(), any::<bool>()).prop_map(|(a, b)| Deed::Nobody(a, b)),
        2 => (0..4_usize, words(), any::<bool>()).prop_map(|(a, b, c)| Deed::Label(a, b, c)),
        1 => (0..4_usize, 0..4_usize).prop_map(|(a, b)| Deed::MoveLabel(a, b)),
        1 => (0..4_usize, 0..4_usize).prop_map(|(a, b)| Deed::MergeLabels(a, b)),
        1 => (0..4_usize).prop_map(Deed::DeleteLabel),
        1 => (ids(), words()).prop_map(|(a, b)| Deed::Attribute(a, b)),
        1 => ids().prop_map(Deed::DeleteAttribute),
        2 => (any::<Index>(), proptest::option::of(select(&PIECES[..])), any::<bool>()).prop_map(|(a, b, c)| Deed::Open(a, b, c)),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ]
}

/// The deed as a command, if there is anything to do it to.
fn command(it: &Fixture, downloads: &[String], deed: &Deed) -> Option<Command> {
    let documents: Vec<_> = it.corpus.documents().cloned().collect();
    let document = |at: &Index| documents.get(at.index(documents.len().max(1)));
    let ids: Vec<_> = documents.iter().flat_map(|document| document.annotations().map(|it| it.id)).collect();
    let annotation = |at: &Index| ids.get(at.index(ids.len().max(1))).copied();
    let things: Vec<_> = it.corpus.entities().iter().map(|entity| entity.id.clone()).collect();
    let entity = |at: &Index| things.get(at.index(things.len().max(1))).cloned();
    Some(match deed {
        Deed::Tag(at, from, to, label) => {
            let document = document(at)?;
            let span = span(document.text.content(), *from, *to)?;
            Command::Tag { document: document.id.clone(), span, label: LABELS[*label].into() }
        }
        Deed::Relabel(at, label) => {
            Command::Relabel { annotations: vec![annotation(at)?], label: LABELS[*label].into() }
        }
        Deed::Note(at, note) => Command::SetNote { annotation: annotation(at)?, note: (*note).into() },
        Deed::Delete(at) => Command::Delete { annotations: at.iter().filter_map(annotation).collect() },
        Deed::Rename(at, title) => {
            Command::Rename { document: document(at)?.id.clone(), title: (*title).into() }
        }
        Deed::Remove(at) => Command::RemoveDocuments(vec![document(at)?.id.clone()]),
        Deed::Value(at, is_of_article, id, value) => {
            let key = if *is_of_article { document(at)?.id.key() } else { annotation(at)?.key() };
            Command::SetAttributes { values: vec![(key, (*id).into(), (*value).into())] }
        }
        Deed::State(at, is_done) => Command::SetDocumentState {
            documents: vec![document(at)?.id.clone()],
            state: if *is_done { State::Done } else { State::Open },
        },
        Deed::Entity(at, id) => Command::Settle {
            record: annotation(at)?.key(),
            field: Field::Entity,
            value: Some(RecordValue::text(*id)),
        },
        Deed::Introduce(at, name) => {
            let id = annotation(at)?;
            let label = it.corpus.annotation(id)?.label.clone();
            Command::IntroduceEntity { label, name: (*name).into(), annotations: vec![id] }
        }
        Deed::Assign(at, of) => Command::Assign {
            annotations: at.iter().filter_map(annotation).collect(),
            entity: of.as_ref().and_then(entity),
        },
        Deed::MergeEntities(from, into) => {
            Command::MergeEntities { from: vec![entity(from)?], into: entity(into)? }
        }
        Deed::Separate(at) => Command::SeparateEntity { entity: entity(at)? },
        Deed::MoveEntity(at, to) => Command::MoveEntity { entity: entity(at)?, to: *to },
        Deed::DeleteEntity(at) => Command::DeleteEntities(vec![entity(at)?]),
        Deed::Link(kind, from, to) => {
            let to = annotation(to)?;
            let links = from.iter().filter_map(annotation).map(|from| (from.into(), to.into())).collect();
            Command::Link { relation_type: KINDS[*kind].into(), links }
        }
        Deed::Nobody(at, is_nobody) => {
            Command::SetNobody { claims: vec![annotation(at)?], is_nobody: *is_nobody }
        }
        Deed::Label(label, name, has_parent) => Command::PutLabel(Label {
            name: (*name).into(),
            parent: has_parent.then(|| LABELS[0].into()),
            examples: vec![(*name).into()].into(),
            ..Label::bare(EDITED[*label].into())
        }),
        Deed::MoveLabel(label, to) => Command::MoveLabel { label: EDITED[*label].into(), to: *to },
        Deed::MergeLabels(from, into) => {
            Command::MergeLabels { from: EDITED[*from].into(), into: EDITED[*into].into() }
        }
        Deed::DeleteLabel(label) => Command::DeleteLabel { label: EDITED[*label].into() },
        Deed::Attribute(id, name) => Command::PutAttribute(Attribute {
            name: (*name).into(),
            values: vec![AttributeValue::new("x", *name)].into(),
            holds: Holds::Choice,
            ..Attribute::bare("document", (*id).into())
        }),
        Deed::DeleteAttribute(id) => {
            Command::DeleteAttribute { of: "document".into(), attribute: (*id).into() }
        }
        Deed::Name(name) => Command::SetName { name: (*name).into() },
        Deed::Open(at, text, foreign) => {
            let mut file: Value =
                serde_json::from_str(downloads.get(at.index(downloads.len()))?).expect("JSON");
            if let (Some(piece), Some(document)) = (text, file["documents"].get_mut(0)) {
                document["text"] = format!("{piece}{}", document["text"].as_str().expect("text")).into();
            }
            for list in ["documents", "annotations"] {
                for row in file[list].as_array_mut().expect("a list").iter_mut().filter(|_| *foreign) {
                    row["x-foreign"] = Value::from(vec!["y", text.unwrap_or_default()]);
                }
            }
            let incoming = formats::read("a.json", file.to_string().as_bytes()).expect("a download");
            Command::Import(Rc::new(incoming))
        }
        Deed::Undo | Deed::Redo => return None,
    })
}

/// Does it all; says what every state's download was.
pub fn live(it: &mut Fixture, deeds: &[Deed]) -> Vec<String> {
    let mut downloads = vec![json(&it.corpus)];
    for deed in deeds {
        match deed {
            Deed::Undo => drop(it.undo()),
            Deed::Redo => drop(it.redo()),
            _ => {
                if let Some(command) = command(it, &downloads, deed) {
                    let _ = it.give(&command);
                }
            }
        }
        downloads.push(json(&it.corpus));
    }
    downloads
}

/// Cells as a page may write them, of a vocabulary that is known here or not.
fn cells_of_replica(replica: u64) -> impl Strategy<Value = Cells> {
    cells().prop_map(move |cells| {
        let mut counter = 1_000;
        let of_field = cells.into_iter().map(|(key, field, cell)| ((key, field), cell));
        let of_field: BTreeMap<_, _> = of_field.collect();
        let with_own_stamp = of_field.into_iter().map(|((key, field), mut cell)| {
            counter += 1;
            cell.stamp = Stamp { counter, replica: ReplicaId(replica) };
            (key, field, cell)
        });
        with_own_stamp.collect()
    })
}

/// Writes of few records under few stamps, so that many fields have two values under one.
fn clashing_cells() -> impl Strategy<Value = Cells> {
    let keys = vec![
        RecordKey::new(Kind::Label, "actor"),
        RecordKey::new(Kind::Document, "a"),
        RecordKey::new(Kind::Entity, "e"),
        RecordKey::new(Kind::named("faction"), "f"),
    ];
    let stamp = (0..3_u64, 0..2_u64)
        .prop_map(|(counter, replica)| Stamp { counter, replica: ReplicaId(replica.min(counter)) });
    let cell = (select(keys), field(), stamp);
    vec(cell.prop_map(|(key, (field, value), stamp)| (key, field, Cell { value, stamp })), 0..40)
}

/// In another order.
pub fn shuffled<T>(mut items: Vec<T>, seed: u64) -> Vec<T> {
    let mut state = seed | 1;
    for at in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(at, usize::try_from(state >> 33).unwrap_or_default() % (at + 1));
    }
    items
}

fn texts_of(it: &Fixture) -> Vec<Rc<Text>> {
    let versions = it.transactions.iter().flat_map(journal::texts_of);
    versions.filter_map(|version| it.corpus.text(version).cloned()).collect()
}

/// A transaction in words, with the fields of a record by name, as an entry has them; texts are not in it.
pub fn in_order(mut transaction: Transaction) -> String {
    for operation in &mut transaction.operations {
        operation.writes.sort_by_key(|write| write.field.to_string());
    }
    transaction.texts.clear();
    format!("{transaction:?}")
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn undo_to_the_start_and_redo_to_the_end_give_the_same_downloads(deeds in vec(deed(), 0..24)) {
        let mut it = start();
        let first = json(&it.corpus);
        live(&mut it, &deeds);
        let last = json(&it.corpus);
        let mut steps = 0;
        while let Some(revert) = it.undo() {
            prop_assert!(revert.left.is_empty(), "{:?}", revert.left);
            steps += 1;
        }
        prop_assert_eq!(json(&it.corpus), first);
        for _ in 0..steps {
            let left = it.redo().map(|revert| revert.left);
            prop_assert_eq!(left, Some(Vec::new()));
        }
        prop_assert_eq!(json(&it.corpus), last);
    }

    #[test]
    fn what_follows_from_records_does_not_depend_on_the_way(deeds in vec(deed(), 0..24), seed: u64) {
        let mut it = start();
        live(&mut it, &deeds);
        let cells = shuffled(cells_of(&it.corpus), seed);
        let at_once = Corpus::new(TEXTS).merge(texts_of(&it), cells.clone()).0;
        assert_same(&at_once, &it.corpus);
        let one_by_one = cells.into_iter().fold(Corpus::new(TEXTS), |corpus, cell| corpus.merge([], [cell]).0);
        assert_same(&one_by_one.merge(texts_of(&it), []).0, &it.corpus);
    }

    #[test]
    fn a_change_names_exactly_the_blocks_that_are_not_shared(deeds in vec(deed(), 0..16)) {
        let mut it = start();
        let mut downloads = vec![json(&it.corpus)];
        for deed in &deeds {
            let before = it.corpus.clone();
            let given = command(&it, &downloads, deed).and_then(|command| it.give(&command).ok());
            let Some(change) = given else { continue };
            for document in it.corpus.documents() {
                let old = before.document(&document.id).filter(|old| Rc::ptr_eq(&old.text, &document.text));
                let Some(old) = old else {
                    prop_assert!(change.documents.contains(&document.id));
                    continue;
                };
                let is_named = change.documents.contains(&document.id);
                prop_assert!(is_named || Rc::ptr_eq(old, document));
                for (old, new) in old.sections.iter().zip(&document.sections) {
                    let blocks = old.blocks.iter().zip(&new.blocks);
                    let touched = blocks.clone().filter(|(old, new)| !Rc::ptr_eq(old, new)).count();
                    prop_assert_eq!(Rc::ptr_eq(old, new), touched == 0);
                    for (old, new) in blocks {
                        let is_named = change.blocks.contains(&(document.id.clone(), new.number));
                        prop_assert_eq!(Rc::ptr_eq(old, new), !is_named);
                    }
                }
            }
            downloads.push(json(&it.corpus));
        }
    }

    #[test]
    fn merging_is_commutative_associative_and_idempotent(
        ours in vec(deed(), 0..12),
        theirs in vec(deed(), 0..12),
        ours_later in cells_of_replica(10),
        theirs_later in cells_of_replica(20),
    ) {
        let base = start();
        let [one, two] = [(&ours, 10), (&theirs, 20)].map(|(deeds, replica)| {
            let mut tab = base.clone();
            (tab.moment.replica, tab.moment.random) = (ReplicaId(replica), u128::from(replica) << 32);
            live(&mut tab, deeds);
            tab
        });
        let [one, two] = [(one, ours_later), (two, theirs_later)].map(|(mut tab, cells)| {
            tab.corpus = tab.corpus.merge([], cells).0;
            tab
        });
        let merged = |into: &Corpus, from: &Fixture| into.merge(texts_of(from), cells_of(&from.corpus)).0;
        let both = merged(&one.corpus, &two);
        assert_same(&merged(&two.corpus, &one), &both);
        assert_same(&merged(&merged(&base.corpus, &two), &one), &both);
        assert_same(&merged(&both, &one), &both);
        prop_assert_eq!(both.merge(texts_of(&two), cells_of(&two.corpus)).1, Change::default());
    }

    #[test]
    fn merging_does_not_depend_on_the_way_where_two_values_have_one_stamp(cells in clashing_cells(), at: Index, seed: u64) {
        let it = start();
        let all = it.corpus.merge([], cells.clone()).0;
        let one_by_one = shuffled(cells.clone(), seed).into_iter();
        assert_same(&one_by_one.fold(it.corpus.clone(), |corpus, cell| corpus.merge([], [cell]).0), &all);
        let (one, other) = cells.split_at(at.index(cells.len() + 1));
        let [one, other] = [one, other].map(|cells| it.corpus.merge([], cells.to_vec()).0);
        assert_same(&one.union(&other), &all);
        assert_same(&other.union(&one), &all);
        prop_assert_eq!(all.merge([], cells).1, Change::default());
    }

    #[test]
    fn a_download_comes_in_as_itself_and_changes_nothing_where_it_was_made(deeds in vec(deed(), 0..24)) {
        let mut it = start();
        live(&mut it, &deeds);
        let written = json(&it.corpus);
        let incoming = formats::read("a.json", written.as_bytes()).expect("a download");
        prop_assert!(import::plan(&it.corpus, &incoming, &it.moment).transaction.is_none());
        let mut elsewhere = Fixture { corpus: Corpus::new(TEXTS), ..start() };
        let _ = elsewhere.give(&Command::Import(Rc::new(incoming)));
        prop_assert_eq!(json(&elsewhere.corpus), written);
    }

    #[test]
    fn the_journal_gives_every_transaction_and_the_corpus_back(deeds in vec(deed(), 0..24), seed: u64) {
        let mut it = start();
        live(&mut it, &deeds);
        let mut entries = Vec::new();
        for transaction in &it.transactions {
            let value = journal::encode(&Entry::from(Rc::new(transaction.clone())));
            let found = journal::decode(transaction.stamp, &value).expect("what was encoded");
            prop_assert_eq!(in_order((*found.transaction).clone()), in_order(transaction.clone()));
            entries.push((journal::entry_key(transaction.stamp), value));
        }
        entries.extend(texts_of(&it).iter().map(|text| (journal::text_key(text.version()), text.content().into())));
        let entries = shuffled(entries, seed);
        let loaded = journal::load(entries.iter().map(|(key, value)| (&**key, &**value)));
        assert_same(&loaded.merge_into(&Corpus::new(TEXTS)), &it.corpus);
        prop_assert_eq!(loaded.damaged, Vec::new());
    }
}

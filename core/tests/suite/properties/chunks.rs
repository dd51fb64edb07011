//! Properties of chunks: whatever records there are, they come back, and several chunks are merged like one.

use super::edits::{deed, in_order, live, shuffled};
use super::*;
use crate::store::Browser;
use glossator_core::corpus::Cells;
use glossator_core::edit::operation::{Operation, Write};
use glossator_core::edit::transaction::{Action, Origin};
use glossator_core::model::record::Value as RecordValue;
use glossator_core::model::record::{AttributeValue, Cell, Field, Kind, Quotation, RecordKey, Target};
use glossator_core::model::time::Timestamp;
use glossator_core::saving::journal::chunk;
use glossator_core::saving::{Budget, NewlyRead, Saving};
use glossator_core::text::TextVersion;
use std::collections::BTreeMap;

fn word() -> impl Strategy<Value = String> {
    vec(select(&PIECES[..]), 0..6).prop_map(|pieces| pieces.concat())
}

fn key() -> impl Strategy<Value = RecordKey> {
    let kinds = [
        "annotator",
        "attribute",
        "document",
        "entity",
        "label",
        "relation",
        "relation type",
        "setting",
        "faction",
        "Label",
        "",
    ]
    .map(Kind::named);
    prop_oneof![
        any::<u128>().prop_map(|id| RecordKey::new(Kind::Annotation, uuid::Uuid::from_u128(id).to_string())),
        (select(kinds.to_vec()), word()).prop_map(|(kind, id)| RecordKey::new(kind, id)),
    ]
}

fn stamp() -> impl Strategy<Value = Stamp> {
    let counter = prop_oneof![1..9_u64, 1..=Stamp::LAST_COUNTER];
    (counter, prop_oneof![1..4_u64, any::<u64>()])
        .prop_map(|(counter, replica)| Stamp { counter, replica: ReplicaId(replica) })
}

fn target() -> impl Strategy<Value = Target> {
    let offset = || prop_oneof![0..90_u64, Just(u64::from(u32::MAX))].prop_map(CodePointOffset::from_number);
    prop_oneof![
        (any::<u64>(), offset(), offset()).prop_map(|(text, start, end)| Target::Anchored {
            text: TextVersion(text),
            start,
            end
        }),
        (word(), word(), word(), offset(), offset()).prop_map(|(quote, prefix, suffix, start, end)| {
            let (quote, prefix, suffix) = (quote.into(), prefix.into(), suffix.into());
            Target::Unplaced(Rc::new(Quotation { quote, prefix, suffix, start, end }))
        }),
    ]
}

fn foreign() -> impl Strategy<Value = &'static str> {
    select(&["null", "[null]", "{\"a\":[1.5,-0,1e400]}", "\"\\u0000\"", "18446744073709551616"][..])
}

/// A field that only a later program has, or to which it gave another type.
fn later_field() -> impl Strategy<Value = Field> {
    select(
        ["faction", "", "Note", "größe", "note", "created", "deleted", "target"].map(Field::named).to_vec(),
    )
}

/// A value that no field holds here.
fn later_value() -> impl Strategy<Value = &'static str> {
    select(&["[null]", "{\"a\":[1.50,-0,1E400],\"b\":\"\\u0000\"}", "-1", "1.0", "[[\"🙂\",1,2]]", "{}"][..])
}

/// A field with a value of its type, or of another one, or emptied.
pub fn field() -> impl Strategy<Value = (Field, Option<RecordValue>)> {
    let text =
        select(vec![Field::Note, Field::Label, Field::Document, Field::Text, Field::Name, Field::Value]);
    let number = select(vec![Field::Created, Field::Modified, Field::Position]);
    prop_oneof![
        4 => (text, word()).prop_map(|(field, text)| (field, Some(RecordValue::text(text)))),
        3 => (number, any::<u64>()).prop_map(|(field, number)| (field, Some(RecordValue::Number(number)))),
        1 => any::<bool>().prop_map(|flag| (Field::Deleted, Some(RecordValue::Flag(flag)))),
        2 => target().prop_map(|target| (Field::Target, Some(RecordValue::Target(target)))),
        2 => (word(), foreign())
            .prop_map(|(name, json)| (Field::Foreign(name.into()), Some(RecordValue::Json(json.into())))),
        2 => (later_field(), later_value())
            .prop_map(|(field, json)| (field, Some(RecordValue::Json(json.into())))),
        1 => Just((Field::Unknown("faction".into()), None)),
        1 => (word(), word()).prop_map(|(id, it)| (Field::Attribute(id.into()), Some(RecordValue::text(it)))),
        1 => vec(word(), 0..3).prop_map(|it| {
            let texts = it.into_iter().map(Rc::from).collect();
            (Field::Aliases, Some(RecordValue::Texts(texts)))
        }),
        1 => vec((word(), word()), 0..3).prop_map(|it| {
            let value = |(id, name): (String, String)| AttributeValue::new(id, name);
            (Field::Values, Some(RecordValue::Values(it.into_iter().map(value).collect())))
        }),
        1 => any::<bool>().prop_map(|flag| (Field::Many, Some(RecordValue::Flag(flag)))),
        1 => Just((Field::Note, None)),
        1 => Just((Field::Created, None)),
        1 => Just((Field::Target, None)),
        1 => Just((Field::Foreign("x".into()), None)),
    ]
}

/// Any records, with several stamps in each; some fields are the page's own.
pub fn cells() -> impl Strategy<Value = Cells> {
    let stamp = prop_oneof![8 => stamp(), 1 => Just(Stamp::default())];
    let fields = vec((field(), stamp), 1..6);
    vec((key(), fields), 0..12).prop_map(|records| {
        let cells = records.into_iter().flat_map(|(key, fields)| {
            fields.into_iter().map(move |((field, value), stamp)| (key.clone(), field, Cell { value, stamp }))
        });
        cells.collect()
    })
}

fn written(corpus: &Corpus) -> Cells {
    cells_of(corpus).into_iter().filter(|(.., cell)| cell.stamp != Stamp::default()).collect()
}

/// News that pages folded and wrote, as entries and as chunks.
fn news(ours: &Fixture, chunk: usize) -> Vec<NewlyRead> {
    let chunks = chunk::encode(ours.corpus.records_between(None, None), chunk);
    let chunks = chunks.iter().map(|chunk| chunk::decode(&chunk.value).expect("a chunk"));
    let entries = ours.transactions.iter().map(|transaction| Entry::from(Rc::new(transaction.clone())));
    let texts = ours.transactions.iter().flat_map(journal::texts_of);
    let texts = texts.filter_map(|version| ours.corpus.text(version).cloned());
    chunks
        .map(|cells| NewlyRead { cells, ..NewlyRead::default() })
        .chain(entries.map(|entry| NewlyRead { entries: vec![entry], ..NewlyRead::default() }))
        .chain(texts.map(|text| NewlyRead { texts: vec![text], ..NewlyRead::default() }))
        .collect()
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn whatever_is_written_into_chunks_comes_back(cells in cells(), longest in 0..2_000_usize) {
        let corpus = Corpus::new(TEXTS).merge([], cells).0;
        let chunks = chunk::encode(corpus.records_between(None, None), longest);
        let found: Cells =
            chunks.iter().flat_map(|chunk| chunk::decode(&chunk.value).expect("what was encoded")).collect();
        prop_assert_eq!(&found, &written(&corpus));
        for chunk in &chunks {
            let cells = chunk::decode(&chunk.value).expect("what was encoded");
            prop_assert_eq!(cells.first().map(|(key, ..)| key), Some(&chunk.first));
            prop_assert_eq!(cells.last().map(|(key, ..)| key), Some(&chunk.last));
            // Without its last record it is not too long, but for the names of fields and replicas.
            let last: Cells = cells.iter().filter(|(key, ..)| *key == chunk.last).cloned().collect();
            let alone = Corpus::new([]).merge([], last).0;
            let alone = chunk::encode(alone.records_between(None, None), 0);
            let alone: usize = alone.iter().map(|chunk| chunk.value.len()).sum();
            let json: Value = serde_json::from_str(&chunk.value).expect("JSON");
            let names = json["shapes"].to_string().len() + json["replicas"].to_string().len();
            let longest_of = longest + alone + names;
            prop_assert!(chunk.value.len() <= longest_of, "{} {longest_of}", chunk.value.len());
        }
    }

    /// Known or not: in any order, twice, in parts or at once.
    #[test]
    fn any_cells_are_merged_in_any_order(cells in cells(), seed: u64) {
        // No two writes of a field have the same stamp.
        let cells: BTreeMap<_, _> =
            cells.into_iter().map(|(key, field, cell)| ((key, field, cell.stamp), cell)).collect();
        let cells: Cells = cells.into_iter().map(|((key, field, _), cell)| (key, field, cell)).collect();
        let merged = |cells: &[_]| Corpus::new(TEXTS).merge([], cells.iter().cloned()).0;
        let expected = merged(&cells);
        let order = shuffled(cells.iter().chain(&cells).cloned().collect(), seed);
        assert_same(&merged(&order), &expected);
        let [one, other] = [&order[..order.len() / 3], &order[order.len() / 3..]].map(merged);
        assert_same(&one.union(&other), &expected);
        assert_same(&other.union(&one), &expected);
    }

    #[test]
    fn whatever_a_transaction_writes_is_in_its_entry(cells in cells(), action in word(), origin in word()) {
        let mut records: BTreeMap<RecordKey, BTreeMap<Field, Vec<_>>> = BTreeMap::new();
        for (key, field, cell) in cells {
            records.entry(key).or_default().entry(field).or_default().push(cell.value);
        }
        let write = |(field, values): (Field, Vec<Option<RecordValue>>)| Write {
            field,
            before: values[1..].last().cloned().flatten(),
            after: values[0].clone(),
        };
        let operations = records.into_iter().map(|(record, fields)| Operation {
            record,
            writes: fields.into_iter().map(write).collect(),
        });
        let transaction = Transaction {
            stamp: Stamp { counter: 1, replica: ReplicaId(1) },
            time: Timestamp::default(),
            origin: Origin::of_word(&origin),
            action: Action::of_word(&action),
            texts: Vec::new(),
            operations: operations.collect(),
        };
        let value = journal::encode(&Entry::from(Rc::new(transaction.clone())));
        let found = journal::decode(transaction.stamp, &value).expect("what was encoded");
        prop_assert_eq!(in_order((*found.transaction).clone()), in_order(transaction));
    }

    /// News that is not in order is merged as well: in any order, twice, as entries or as chunks of any size.
    #[test]
    fn chunks_and_entries_are_merged_in_any_order(
        ours in vec(deed(), 0..12),
        theirs in vec(deed(), 0..12),
        longest in 0..2_000_usize,
        seed: u64,
    ) {
        let base = start();
        let tabs = [(&ours, 10), (&theirs, 20)].map(|(deeds, replica)| {
            let mut tab = base.clone();
            (tab.moment.replica, tab.moment.random) = (ReplicaId(replica), u128::from(replica) << 32);
            live(&mut tab, deeds);
            tab
        });
        let all: Vec<_> = tabs.iter().flat_map(|tab| news(tab, longest)).collect();
        let merged = |news: &mut dyn Iterator<Item = &NewlyRead>| {
            news.fold(Corpus::new(TEXTS), |corpus, news| news.merge_into(&corpus).0)
        };
        let expected = merged(&mut all.iter());
        let order = shuffled((0..all.len()).chain(0..all.len()).collect(), seed);
        assert_same(&merged(&mut order.iter().map(|at| &all[*at])), &expected);
        let half = order.len() / 4;
        let [one, other] = [&order[..half], &order[half..]]
            .map(|order| merged(&mut order.iter().map(|at| &all[*at])));
        assert_same(&one.union(&other), &expected);
        assert_same(&other.union(&one), &expected);
    }

    /// A page that folds whatever is there changes nothing for those that come after.
    #[test]
    fn folding_loses_nothing(
        ours in vec(deed(), 0..24),
        chunk in 0..2_000_usize,
        entries in 0..20_usize,
        is_alone: bool,
    ) {
        let budget = Budget { chunk, entry: chunk, entries: (entries, 1 << 20), uncompacted: 1, ..Budget::default() };
        let browser = Browser::default();
        let seeds = Corpus::new(TEXTS);
        let mut saving = Saving::start(&seeds, Ok(browser.open()), ReplicaId(1), budget).saving;
        let mut it = start();
        live(&mut it, &ours);
        let mut corpus = seeds.clone();
        for transaction in it.transactions {
            corpus = corpus.apply(&transaction).0;
            saving.write(&corpus, &Rc::new(transaction));
        }
        saving.compact(&corpus, is_alone).expect("room");
        prop_assert!(!saving.is_compaction_due());
        browser.close(0);
        let again = Saving::start(&seeds, Ok(browser.open()), ReplicaId(2), budget);
        prop_assert_eq!(json(&again.corpus), json(&corpus));
        if !is_alone {
            assert_same(&again.corpus, &corpus);
        }
        prop_assert!(again.newly_read.entries.len() <= entries);
    }
}

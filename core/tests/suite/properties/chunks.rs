//! Properties of chunks: whatever records there are, they come back, and several chunks are merged like one.

use super::edits::{deed, live, shuffled};
use super::*;
use crate::store::Browser;
use glossator_core::corpus::Cells;
use glossator_core::journal::chunk;
use glossator_core::record::Value as RecordValue;
use glossator_core::record::{Cell, Field, Kind, Quotation, RecordKey, Target};
use glossator_core::saving::{Budget, News, Saving};
use glossator_core::text::TextVersion;

fn word() -> impl Strategy<Value = String> {
    vec(select(&PIECES[..]), 0..6).prop_map(|pieces| pieces.concat())
}

fn key() -> impl Strategy<Value = RecordKey> {
    let kinds = [Kind::Annotator, Kind::Document, Kind::Label, Kind::Relation, Kind::Setting];
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

/// A field with a value of its type, or emptied.
fn field() -> impl Strategy<Value = (Field, Option<RecordValue>)> {
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
        1 => Just((Field::Note, None)),
        1 => Just((Field::Created, None)),
        1 => Just((Field::Target, None)),
        1 => Just((Field::Foreign("x".into()), None)),
    ]
}

/// Any records, with several stamps in each; some fields are the page's own.
fn cells() -> impl Strategy<Value = Cells> {
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

/// What different pages folded and wrote, as entries and as chunks.
fn news(ours: &Fixture, chunk: usize) -> Vec<News> {
    let chunks = chunk::encode(ours.corpus.records_between(None, None), chunk);
    let chunks = chunks.iter().map(|chunk| chunk::decode(&chunk.value).expect("a chunk"));
    let entries = ours.transactions.iter().map(|transaction| Entry::from(Rc::new(transaction.clone())));
    let texts = ours.transactions.iter().flat_map(journal::texts_of);
    let texts = texts.filter_map(|version| ours.corpus.text(version).cloned());
    chunks
        .map(|cells| News { cells, ..News::default() })
        .chain(entries.map(|entry| News { entries: vec![entry], ..News::default() }))
        .chain(texts.map(|text| News { texts: vec![text], ..News::default() }))
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

    /// What is not in order is merged as well: in any order, twice, as entries or as chunks of any size.
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
        let merged = |news: &mut dyn Iterator<Item = &News>| {
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
        let budget = Budget { chunk, entries: (entries, 1 << 20), unfolded: 1, ..Budget::default() };
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
        saving.fold(&corpus, is_alone).expect("room");
        prop_assert!(!saving.is_fold_due());
        browser.close(0);
        let again = Saving::start(&seeds, Ok(browser.open()), ReplicaId(2), budget);
        prop_assert_eq!(json(&again.corpus), json(&corpus));
        if !is_alone {
            assert_same(&again.corpus, &corpus);
        }
        prop_assert!(again.news.entries.len() <= entries);
    }
}

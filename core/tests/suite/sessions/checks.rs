//! Checks of a page that opens after a session, against what was said to be saved.

use super::super::store::Browser;
use super::super::{cells_of, json, view};
use super::world::{World, seeds};
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Moment;
use glossator_core::edit::history::History;
use glossator_core::edit::transaction::{Origin, Transaction};
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::document::DocumentId;
use glossator_core::model::record::{Cell, Field, Kind, Record, RecordKey, ReplicaId, Stamp, Target, Value};
use glossator_core::model::role::Role;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::{Budget, Saving, Started};
use glossator_core::text::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use uuid::Uuid;

/// Every page is closed. The writes that are left were never said to be saved.
pub fn after_all(world: &World, left: &[Stamp]) {
    let saved: Vec<_> = world.saved.keys().copied().collect();
    let browser = &world.browser;
    let texts = world.database.texts();
    let first = holds(world, browser, &texts, &saved);
    let stored = browser.stored();
    let second = start(browser, world.plan.budget, &texts);
    assert_lines(&view(&second.corpus), &view(&first.corpus), "two fresh pages agree");
    assert_eq!(browser.stored(), stored, "to open a page changes nothing");
    drop(second);

    let is_all_saved = left.is_empty() && world.saved.len() == world.done.len();
    if is_all_saved {
        let excuses = Excuses::new(world);
        let is_swept = |(key, field, cell): &(RecordKey, Field, Cell)| {
            let found = first.corpus.record(key).is_none_or(|record| record.is_earlier_than(field, cell));
            found && excuses.is_anew(key, cell.stamp)
        };
        let cells = world.done.iter().flat_map(|transaction| transaction.cells());
        let cells: Vec<_> = cells.filter(|cell| !is_swept(cell)).collect();
        let all = seeds().merge(world.texts.iter().cloned(), cells).0;
        assert_lines(&json(&first.corpus), &json(&all), "what is shown is what was done");
        for ((_, mut one), (_, mut other)) in History::by_page(&first.newly_read.entries)
            .into_iter()
            .zip(History::by_page(&first.newly_read.entries))
        {
            let undone = undo_all(&mut one, first.corpus.clone());
            assert_lines(
                &json(&undone),
                &json(&undo_all(&mut other, all.clone())),
                "every step can be undone",
            );
        }
    }

    // Alone, a page tidies up; that changes nothing for who comes after, and comes to an end.
    let Started { corpus, mut saving, .. } = first;
    for _ in 0..3 {
        saving.compact(&corpus, true).expect("there is room");
        assert!(!saving.is_compaction_due());
    }
    let tidy = browser.stored_in_the_end();
    saving.compact(&corpus, true).expect("there is room");
    assert_eq!(browser.stored_in_the_end(), tidy, "nothing is left to do");
    let third = start(&Browser::with(tidy), world.plan.budget, &texts);
    assert_lines(&json(&third.corpus), &json(&corpus), "tidying up loses nothing");
    if !world.was_cleared {
        texts_are_there(&third.corpus);
    }
}

fn assert_lines(found: &str, expected: &str, what: &str) {
    for (number, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "{what}, line {number}");
    }
    assert_eq!(found.lines().count(), expected.lines().count(), "{what}");
}

/// Every field of what was said to be saved is there, unless somebody wrote it again or deleted the record.
pub fn holds(world: &World, browser: &Browser, texts: &[Rc<Text>], saved: &[Stamp]) -> Started {
    let started = start(browser, world.plan.budget, texts);
    assert_eq!(started.newly_read.damaged, []);
    let corpus = &started.corpus;
    let done: BTreeMap<Stamp, &Rc<Transaction>> =
        world.done.iter().map(|transaction| (transaction.stamp, transaction)).collect();
    for (record, field, cell) in cells_of(corpus).into_iter().filter(|it| it.2.stamp != Stamp::default()) {
        let transaction = done.get(&cell.stamp).unwrap_or_else(|| panic!("nobody wrote {record:?} {field}"));
        let written = transaction.cells().any(|other| other == (record.clone(), field.clone(), cell.clone()));
        assert!(written, "nobody wrote {record:?} {field} {cell:?}");
    }
    let saved: Vec<_> = saved.iter().filter_map(|stamp| done.get(stamp).copied().cloned()).collect();
    let expected = merged(&saved, world);
    let excuses = Excuses::new(world);
    for (key, field, cell) in saved.iter().flat_map(|transaction| transaction.cells()) {
        let found = corpus.record(&key).and_then(|record| record.cell(&field));
        let is_there = found.is_some_and(|found| found.stamp >= cell.stamp);
        let may_be_swept = || excuses.cover(&expected, &key, cell.stamp);
        assert!(is_there || may_be_swept(), "{key:?} {field} is lost: expected {cell:?}, found {found:?}");
    }
    if !world.was_cleared {
        texts_are_there(corpus);
    }
    started
}

/// Reasons why something that was saved need not be there: deleted, and forgotten when a page was alone.
struct Excuses {
    /// Deleted records. A deletion that was never said to be saved may be there all the same, and with nothing that came after.
    deleted: BTreeSet<RecordKey>,
    /// Records that were made when there was none any more. Fields that they had before are not part of them.
    anew: BTreeMap<RecordKey, Stamp>,
    /// Article of each record that is part of one.
    documents: BTreeMap<RecordKey, RecordKey>,
}

impl Excuses {
    fn new(world: &World) -> Self {
        let (mut deleted, mut anew, mut documents) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
        for transaction in &world.done {
            for operation in &transaction.operations {
                if operation.deletes() && !world.saved.contains_key(&transaction.stamp) {
                    deleted.insert(operation.record.clone());
                }
                let document = operation.writes.iter().find(|write| write.field == Field::Document);
                if let Some(Value::Text(id)) = document.and_then(|write| write.after.clone()) {
                    documents.insert(operation.record.clone(), DocumentId(id).key());
                }
                // An article that comes with a file again comes without what was forgotten of it.
                let comes = transaction.origin == Origin::Import && operation.adds();
                if operation.creates() || comes && operation.record.kind == Kind::Document {
                    let latest = anew.entry(operation.record.clone()).or_insert(transaction.stamp);
                    *latest = transaction.stamp.max(*latest);
                }
            }
        }
        Self { deleted, anew, documents }
    }

    fn cover(&self, expected: &Corpus, key: &RecordKey, stamp: Stamp) -> bool {
        let is_deleted = |key: &RecordKey| {
            self.deleted.contains(key) || expected.record(key).is_some_and(|record| record.is_deleted())
        };
        self.is_anew(key, stamp) || self.with_document(key).any(is_deleted)
    }

    fn is_anew(&self, key: &RecordKey, stamp: Stamp) -> bool {
        self.with_document(key).any(|key| self.anew.get(key).is_some_and(|latest| stamp < *latest))
    }

    fn with_document<'a>(&'a self, key: &'a RecordKey) -> impl Iterator<Item = &'a RecordKey> {
        std::iter::once(key).chain(self.documents.get(key))
    }
}

fn document_of(record: &Record) -> Option<RecordKey> {
    record.text(&Field::Document).map(|id| DocumentId(id.clone()).key())
}

fn is_gone(corpus: &Corpus, key: &RecordKey) -> bool {
    let Some(record) = corpus.record(key) else { return false };
    let document = document_of(record).and_then(|key| corpus.record(&key).cloned());
    record.is_deleted() || document.is_some_and(|document| document.is_deleted())
}

fn texts_are_there(corpus: &Corpus) {
    let kept = |record: &Rc<Record>| !record.is_deleted();
    for (key, record) in
        corpus.records_between(None, None).filter(|(key, record)| kept(record) && !is_gone(corpus, key))
    {
        if let Some(Value::Target(Target::Anchored { text, .. })) = record.value(&Field::Target) {
            assert!(corpus.text(*text).is_some(), "the text of {key:?} is lost");
        }
    }
    for document in corpus.documents() {
        // Else an annotation of an article that was removed would make it seem to be there.
        assert!(corpus.record(&document.id.key()).is_some(), "{} came back", document.id);
        assert!(!document.text.content().is_empty(), "the text of {} is lost", document.id);
    }
}

fn merged(transactions: &[Rc<Transaction>], world: &World) -> Corpus {
    let cells = transactions.iter().flat_map(|transaction| transaction.cells());
    seeds().merge(world.texts.iter().cloned(), cells).0
}

pub fn start(browser: &Browser, budget: Budget, texts: &[Rc<Text>]) -> Started {
    let mut started = Saving::start(&seeds(), Ok(browser.open()), ReplicaId(0xffff), budget);
    if !texts.is_empty() {
        started.corpus = started.corpus.merge(texts.iter().cloned(), []).0;
        started.saving.note_elsewhere(texts.iter().map(|text| text.version()).collect());
    }
    started
}

fn undo_all(history: &mut History, mut corpus: Corpus) -> Corpus {
    let moment = Moment {
        time: Timestamp::from_millis(1_900_000_000_000),
        random: 0,
        replica: ReplicaId(0xfffe),
        annotator: AnnotatorId(Uuid::nil()),
        role: Role::default(),
    };
    while let Some(revert) = history.undo(&corpus, &moment) {
        corpus = corpus.apply(&revert.transaction).0;
    }
    corpus
}

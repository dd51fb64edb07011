//! One edit – planned, applied, written to a store in memory – with 10 annotations stored and with 20,000, in the
//! same megabyte of text. The floor is writing the edit’s entry alone.
//!
//! Folding happens when the page is idle, so it is not timed. The time that a browser adds is not here.

#![expect(clippy::expect_used, reason = "a bench fails by panicking")]

use criterion::{Criterion, criterion_group, criterion_main};
use glossator_benches::Memory;
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::{Command, Moment, plan};
use glossator_core::edit::transaction::Transaction;
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::record::ReplicaId;
use glossator_core::model::role::Role;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::journal::{self, Entry};
use glossator_core::saving::storage::Storage;
use glossator_core::saving::{Budget, SaveStatus, Saving};
use glossator_core::text::offset::CodePointOffset;
use std::hint::black_box;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// One word of eight characters after the other, sixty to a paragraph.
const WORD: usize = 8;
const WORDS: usize = 131_072;

/// A page with so many annotations, all of them stored and folded.
struct Page {
    corpus: Corpus,
    saving: Saving,
    edits: u64,
}

impl Page {
    fn with(annotations: usize) -> Self {
        let text: String =
            (0..WORDS).map(|word| if word % 60 == 59 { "wordend\n\n" } else { "wording " }).collect();
        let corpus = Corpus::new([Seed { id: "a", text: &text, attributes: &[] }]);
        let storage: Rc<dyn Storage> = Rc::new(Memory::default());
        let saving = Saving::start(&corpus, Ok(storage), ReplicaId(1), Budget::default()).saving;
        let mut page = Self { corpus, saving, edits: 0 };
        for number in 0..annotations {
            let every = WORDS / annotations;
            page.tag(number * every, "claim");
            page.idle();
        }
        page
    }

    fn tag(&mut self, word: usize, label: &str) -> Rc<Transaction> {
        let document = self.corpus.document(&"a".into()).expect("there");
        let start = word * WORD + word / 60;
        let span =
            document.text.span(CodePointOffset(start), CodePointOffset(start + WORD - 1)).expect("there");
        self.edits += 1;
        let moment = Moment {
            time: Timestamp::from_millis(1_764_000_000_000 + self.edits),
            random: u128::from(self.edits),
            replica: ReplicaId(1),
            annotator: AnnotatorId::default(),
            role: Role::default(),
        };
        let command = Command::Tag { document: "a".into(), span, label: label.into() };
        let transaction = Rc::new(plan(&self.corpus, &command, &moment).expect("new"));
        self.corpus = self.corpus.apply(&transaction).0;
        assert_eq!(self.saving.write(&self.corpus, &transaction), SaveStatus::Saved);
        transaction
    }

    /// The work of the page when nobody edits.
    fn idle(&mut self) {
        if self.saving.is_compaction_due() {
            self.saving.compact(&self.corpus, true).expect("there is room");
        }
    }
}

/// The time of so many edits: a word that is not tagged yet, each time another one.
fn edits(page: &mut Page, times: u64) -> Duration {
    let before = page.corpus.clone();
    let mut taken = Duration::ZERO;
    for time in 0..times {
        let word = usize::try_from(time).expect("few") * 7 % WORDS + 1;
        let start = Instant::now();
        black_box(page.tag(word, "actor"));
        taken += start.elapsed();
        page.idle();
        // The number of annotations stays the same: only the store may differ.
        page.corpus = before.clone().continuing(&page.corpus);
    }
    taken
}

fn edit(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("edit");
    for annotations in [10, 20_000] {
        let mut page = Page::with(annotations);
        group.bench_function(format!("{annotations} stored"), |bencher| {
            bencher.iter_custom(|times| edits(&mut page, times));
        });
    }
    let (storage, transaction) = (Memory::default(), Page::with(1).tag(1, "actor"));
    let key = journal::entry_key(transaction.stamp);
    group.bench_function("floor", |bencher| {
        bencher.iter(|| storage.set(&key, &journal::encode(&Entry::from(transaction.clone()))));
    });
    group.finish();
}

criterion_group!(benches, edit);
criterion_main!(benches);

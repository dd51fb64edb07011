//! Words that recur, in a megabyte with 20,000 strings that are tagged and stand there once more: the lexicon after an edit, the
//! hints of a screen, the tag for every other occurrence of a name that occurs 10,000 times. The floors are comparing two
//! numbers for each tagged string, reading the screen’s characters, and making the 10,000 records of an empty corpus.
//!
//! The places of words are found by the browser’s expressions, which are not here.

#![expect(clippy::expect_used, reason = "a bench fails by panicking")]

use criterion::{Criterion, criterion_group, criterion_main};
use glossator_core::corpus::lexicon::Lexicon;
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::{Command, Moment, plan};
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::document::DocumentId;
use glossator_core::model::record::ReplicaId;
use glossator_core::model::role::Role;
use glossator_core::model::time::Timestamp;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_core::text::tokenise::{Segmenter, Token, Unit};
use std::fmt::Write;
use std::hint::black_box;
use std::rc::Rc;

const STRINGS: usize = 20_000;
/// Paragraphs of a screen.
const SCREEN: usize = 10;

/// Everything that a place could ask about is a word.
struct Words;

impl Segmenter for Words {
    fn token(&self, _: Unit, text: &str, at: usize) -> Token {
        Token { start: at, end: text.len().min(at + 1), is_word: true }
    }
}

fn moment(number: u64) -> Moment {
    Moment {
        time: Timestamp::from_millis(1_764_000_000_000 + number),
        random: u128::from(number) << 32,
        replica: ReplicaId(1),
        annotator: AnnotatorId::default(),
        role: Role::default(),
    }
}

/// The corpus, and where its most frequent name stands.
fn corpus() -> (Corpus, Rc<[(DocumentId, Span)]>) {
    let (mut text, mut strings, mut names) = (String::new(), Vec::new(), Vec::new());
    for place in 0..2 * STRINGS {
        if place % 4 == 0 {
            names.push(text.len()..text.len() + "Erdogan".len());
            text.push_str("Erdogan met ");
        }
        let start = text.len();
        // A permutation, twice over: 7,919 is prime.
        let _ = write!(text, "Name{:05} Surname", place * 7_919 % STRINGS);
        if place < STRINGS {
            strings.push(start..text.len());
        }
        text.push_str(if place % 14 == 13 { ".\n\n" } else { ", " });
    }
    let span = |range: &std::ops::Range<usize>| {
        let span = Span::new(&text, ByteOffset(range.start), ByteOffset(range.end)).expect("there");
        (DocumentId::from("a"), span)
    };
    let corpus = Corpus::new([Seed { id: "a", text: &text, attributes: &[] }]);
    let tag =
        Command::TagAll { spans: strings.iter().map(span).collect(), label: "claim".into(), entity: None };
    let transaction = plan(&corpus, &tag, &moment(1)).expect("new");
    (corpus.apply(&transaction).0, names.iter().map(span).collect())
}

fn recur(criterion: &mut Criterion) {
    let (corpus, names) = corpus();
    let document = corpus.document(&"a".into()).expect("there");
    let mut group = criterion.benchmark_group("recur");

    let mut lexicon = Some(Lexicon::of(&corpus));
    let (there, span) = &names[7];
    let tag = Command::Tag { document: there.clone(), span: *span, label: "actor".into() };
    let transaction = plan(&corpus, &tag, &moment(2)).expect("new");
    let (edited, change) = corpus.apply(&transaction);
    group.bench_function("lexicon after an edit and back", |bencher| {
        bencher.iter(|| {
            for (before, after) in [(&corpus, &edited), (&edited, &corpus)] {
                lexicon = lexicon.take().and_then(|lexicon: Lexicon| lexicon.after(before, after, &change));
            }
        });
    });
    let numbers: Vec<usize> = (0..STRINGS).collect();
    group.bench_function("floor: one number for each string", |bencher| {
        bencher.iter(|| black_box(&numbers).iter().max());
    });

    let blocks: Vec<_> = document.sections.iter().flat_map(|section| &section.blocks).collect();
    let screen = &blocks[blocks.len() - SCREEN..];
    group.bench_function("hints of a screen", |bencher| {
        bencher.iter(|| {
            let hints = screen.iter().map(|block| {
                lexicon
                    .as_ref()
                    .expect("few edits")
                    .hints(document, block, corpus.labels(), &Words, &|_| false)
            });
            hints.map(|hints| hints.len()).sum::<usize>()
        });
    });
    group.bench_function("floor: characters of a screen", |bencher| {
        bencher.iter(|| screen.iter().map(|block| black_box(block.content()).chars().max()).max());
    });

    group.sample_size(10);
    let tag = Command::TagAll { spans: names, label: "actor".into(), entity: None };
    group.bench_function("tag 10,000 others", |bencher| {
        bencher.iter(|| corpus.apply(&plan(&corpus, &tag, &moment(3)).expect("new")).0);
    });
    let transaction = plan(&corpus, &tag, &moment(3)).expect("new");
    group.bench_function("floor: 10,000 records", |bencher| {
        bencher.iter(|| Corpus::new([]).apply(&transaction).0);
    });
    group.finish();
}

criterion_group!(benches, recur);
criterion_main!(benches);

//! Properties: what holds of any text, any edits and any file. A case that failed once is kept in
//! `proptest-regressions` and tried first ever after.

mod chunks;
mod damage;
mod downloads;
pub mod edits;
mod foreign;
mod imports;
mod matrix;
mod passages;
mod texts;

use super::golden::{NATIVE, SEEDS, STORED_1, STORED_2, STORED_2_SUMS};
use super::{assert_same, cells_of, json};
use glossator_core::corpus::change::Change;
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::Command;
use glossator_core::edit::history::History;
use glossator_core::edit::transaction::Transaction;
use glossator_core::formats;
use glossator_core::import::{self, Incoming, IncomingDocument};
use glossator_core::model::record::{ReplicaId, Stamp};
use glossator_core::saving::journal::{self, Entry};
use glossator_core::text::Text;
use glossator_core::text::anchor::Anchoring;
use glossator_core::text::offset::{ByteOffset, CodePointOffset, OffsetIndex, Utf16Offset};
use glossator_core::text::span::Span;
use glossator_fixture::{self, Fixture};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::FileFailurePersistence;
use serde_json::{Map, Value};
use std::rc::Rc;

/// Number of cases, unless `PROPTEST_CASES` says how many.
fn cases(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { cases };
    let kept = FileFailurePersistence::Direct("proptest-regressions/properties.txt");
    ProptestConfig { cases, failure_persistence: Some(Box::new(kept)), ..default }
}

/// Pieces that make offsets go wrong: emoji, joined and flagged ones, combining marks, right to left, line ends
/// of every kind, blank lines that are not empty, and words.
const PIECES: [&str; 26] = [
    "a",
    "word ",
    "Erdoğan ",
    "g\u{306}",
    "e\u{301}\u{327}",
    "🙂",
    "👩‍👩‍👧",
    "🇹🇷",
    "👍🏽",
    "عربي ",
    "\u{202b}עברית\u{202c}",
    "字",
    "𝒜",
    "\u{200d}",
    "\u{feff}",
    "\u{2028}",
    "\u{a0}",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\r\n \r\n",
    ". ",
    "“…”",
];

fn text() -> impl Strategy<Value = String> {
    vec(select(&PIECES[..]), 0..60).prop_map(|pieces| pieces.concat())
}

/// Long enough for checkpoints, cut blocks and several sections.
fn long_text() -> impl Strategy<Value = String> {
    (text(), 1..40_usize).prop_map(|(text, times)| text.repeat(times))
}

/// A span of the text, between two characters that the indices choose.
fn span(text: &str, from: Index, to: Index) -> Option<Span> {
    let borders: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (one, other) = (borders[from.index(borders.len())], borders[to.index(borders.len())]);
    Span::new(text, ByteOffset(one.min(other)), ByteOffset(one.max(other))).ok()
}

/// The text with as many of the tags as can be given.
fn tagged(content: &str, tags: &[(Index, Index, usize)]) -> Fixture {
    let corpus = Corpus::new([Seed { id: "a", text: content, attributes: &[] }]);
    let mut fixture = Fixture { corpus, ..Fixture::new(&[]).expect("nothing") };
    for (from, to, label) in tags {
        if let Some(span) = span(content, *from, *to) {
            let label = LABELS[*label].into();
            let _ = fixture.give(&Command::Tag { document: "a".into(), span, label });
        }
    }
    fixture
}

const LABELS: [&str; 3] = ["actor", "claim", "location"];

const TEXTS: [Seed<'static>; 2] = [
    Seed {
        id: "a",
        text: "Erdogan met Sharif 🙂\r\n\r\nin Istanbul, said g\u{306} عربي Erdogan.\n\nEnd",
        attributes: &[],
    },
    Seed { id: "b", text: "one two three", attributes: &[] },
];

pub fn start() -> Fixture {
    let nothing = Fixture::new(&[]).expect("nothing");
    let mut it = Fixture { corpus: Corpus::new(TEXTS), ..nothing };
    for (document, words, label) in
        [("a", "Sharif", "actor"), ("b", "one two", "claim"), ("b", "two three", "actor")]
    {
        let span = it.span(document, words).expect("there");
        it.give(&Command::Tag { document: document.into(), span, label: label.into() }).expect("new");
    }
    let own = IncomingDocument { id: "own".into(), text: Some("my 🙂 own".into()), ..Default::default() };
    let incoming = Incoming { documents: vec![own], ..Default::default() };
    it.give(&Command::Import(Rc::new(incoming))).expect("new");
    it.history = History::default();
    it
}

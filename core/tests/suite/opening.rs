//! Opening: one article can be looked at before the rest is read, and what comes of reading in steps is what comes of reading in
//! one go.

use super::store::Browser;
use super::{assert_same, json};
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::edit::command::{Command, Moment, plan};
use glossator_core::edit::editor::{Editor, Opening, Setup};
use glossator_core::formats;
use glossator_core::import;
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::document::DocumentId;
use glossator_core::model::record::ReplicaId;
use glossator_core::model::role::Role;
use glossator_core::model::time::Timestamp;
use glossator_core::saving::journal::chunk::{Outline, encode};
use glossator_core::saving::{Budget, SaveStatus, Saving};
use glossator_core::text::offset::CodePointOffset;
use std::rc::Rc;
use uuid::Uuid;

const SEED: Seed<'static> = Seed { id: "article 07a", text: "comes with the page", attributes: &[] };
const BUDGET: Budget = Budget {
    entries: (1_500, 700_000),
    uncompacted: 200,
    chunk: 1_000,
    entry: 1_000,
    backups: (7, 700_000),
    room: 5 << 20,
};
const WORDS: [&str; 3] = ["one", "two", "three"];

fn moment(number: u64) -> Moment {
    Moment {
        time: Timestamp::from_millis(number),
        random: u128::from(number + 1) << 64,
        replica: ReplicaId(1),
        annotator: AnnotatorId(Uuid::from_u128(0xa)),
        role: Role::default(),
    }
}

fn tag(corpus: &Corpus, label: &str, word: usize, number: u64) -> Corpus {
    let spans = corpus.documents().filter_map(|document| {
        let start = document.text.content().find(WORDS[word])?;
        let [start, end] = [start, start + WORDS[word].len()].map(CodePointOffset);
        Some((document.id.clone(), document.text.span(start, end)?))
    });
    let command = Command::TagAll { spans: spans.collect(), label: label.into(), entity: None };
    corpus.apply(&plan(corpus, &command, &moment(number)).expect("not tagged")).0
}

/// A store with sixty articles, each tagged three times, and with edits that are not in the chunks.
fn browser() -> Browser {
    let texts: Vec<_> =
        (0..60).map(|number| (format!("article {number:02}"), format!("{number} one two three"))).collect();
    let mut there = Corpus::new(texts.iter().map(|(id, text)| Seed { id, text, attributes: &[] }));
    for (word, label) in ["actor", "claim", "location"].into_iter().enumerate() {
        there = tag(&there, label, word, word as u64);
    }
    let incoming = formats::read("all.json", json(&there).as_bytes()).expect("our own");
    let seeds = Corpus::new([SEED]);
    let browser = Browser::default();
    let mut saving = Saving::start(&seeds, Ok(browser.open()), ReplicaId(1), BUDGET).saving;
    let transaction = Rc::new(import::plan(&seeds, &incoming, &moment(9)).transaction.expect("new"));
    let (mut corpus, _) = seeds.apply(&transaction);
    assert_eq!(saving.write(&corpus, &transaction), SaveStatus::Saved);
    saving.compact(&corpus, true).expect("there is room");
    let document = DocumentId::from("article 33");
    let first = corpus.document(&document).expect("there").annotations().next().expect("tagged").id;
    let commands = [
        Command::SetDocumentNote { document: document.clone(), note: "read".into() },
        Command::SetNote { annotation: first, note: "sure".into() },
        Command::Set { setting: "theme".into(), value: "dark".into() },
    ];
    for (number, command) in (10..).zip(commands) {
        let transaction = Rc::new(plan(&corpus, &command, &moment(number)).expect("new"));
        corpus = corpus.apply(&transaction).0;
        assert_eq!(saving.write(&corpus, &transaction), SaveStatus::Saved);
    }
    browser.stored_in_the_end();
    browser
}

fn opening(browser: &Browser) -> Opening {
    let newcomer = AnnotatorId(Uuid::from_u128(0xa));
    let setup = Setup { seeds: Corpus::new([SEED]), replica: ReplicaId(7), newcomer, budget: BUDGET };
    Opening::of(setup, Ok(browser.open()))
}

fn finished(mut opening: Opening, one: Option<&Editor>) -> Rc<Corpus> {
    let mut steps = 0;
    while opening.step() {
        steps += 1;
    }
    assert!(steps > 2, "{steps}");
    let (editor, outcome) = opening.finish(one);
    assert_eq!((outcome.status, outcome.damaged), (Some(SaveStatus::Saved), Vec::new()));
    editor.corpus().clone()
}

#[test]
fn an_article_is_there_before_the_rest_is_read() {
    let browser = browser();
    let all = opening(&browser).finish(None).0.corpus().clone();
    assert_eq!((all.documents().count(), all.annotation_count()), (61, 180));
    let check = |wanted: Option<&str>, expected: &str| {
        let mut opening = opening(&browser);
        let wanted = wanted.map(DocumentId::from);
        let (document, one) = opening.one(wanted.as_ref()).expect("much is left");
        assert_eq!(&*document.0, expected);
        let [found, whole] = [one.corpus(), &all].map(|corpus| corpus.document(&document).expect("there"));
        assert_eq!(found.fields(), whole.fields());
        assert_eq!((found.text.version(), found.lacks_text), (whole.text.version(), whole.lacks_text));
        let [found, whole] = [found, whole].map(|document| document.annotations().collect::<Vec<_>>());
        assert_eq!(found, whole);
        assert_eq!(one.corpus().labels(), all.labels());
        assert_eq!(one.corpus().setting("theme").map(|theme| &**theme), Some("dark"));
        let others = one.corpus().documents().filter(|it| it.id != document && &*it.id.0 != SEED.id);
        assert_eq!(others.count(), 0);
        assert_same(&finished(opening, Some(&one)), &all);
    };
    for id in ["article 00", "article 33", "article 59", SEED.id] {
        check(Some(id), id);
    }
    check(None, "article 00");
}

#[test]
fn what_is_not_there_is_not_shown_and_everything_is_read() {
    let browser = browser();
    let mut opening = opening(&browser);
    assert!(opening.one(Some(&DocumentId::from("article 99"))).is_none());
    let all = finished(opening, None);
    assert_eq!(all.documents().count(), 61);
    // Little is read at once.
    let small = Budget { chunk: 1 << 20, ..BUDGET };
    let newcomer = AnnotatorId(Uuid::from_u128(0xa));
    let setup = Setup { seeds: Corpus::new([SEED]), replica: ReplicaId(7), newcomer, budget: small };
    assert!(Opening::of(setup, Ok(browser.open())).one(None).is_none());
}

#[test]
fn a_chunk_is_outlined_as_it_is_written() {
    let all = opening(&browser()).finish(None).0.corpus().clone();
    let chunks = encode(all.records_between(None, None), 2_000);
    assert!(chunks.len() > 4);
    for chunk in chunks {
        let outline = Outline::of(&chunk.value).expect("ours");
        assert_eq!(outline.first, chunk.first);
        assert!(outline.kinds.contains(&chunk.last.kind), "{outline:?}");
    }
    for other in ["", "{}", "[]", "{\"records\":[],\"replicas\":[],\"shapes\":[],\"words\":[]}"] {
        assert_eq!(Outline::of(&other.to_owned()), None);
    }
}

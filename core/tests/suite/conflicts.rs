//! Conflicts: what is lost when two pages write at the same time, and what is not.

use super::fixture;
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::{Command, plan};
use glossator_core::edit::conflict::{Overwritten, among, between};
use glossator_core::edit::transaction::Transaction;
use glossator_core::model::record::{Field, ReplicaId, Value};
use glossator_core::saving::journal::Entry;
use glossator_fixture::Fixture;
use std::rc::Rc;

/// A page that has what the first one had when it opened.
struct Page {
    it: Fixture,
    done: Vec<Transaction>,
}

fn pages<const N: usize>() -> [Page; N] {
    let base = fixture("[actor:one] [actor:two]");
    std::array::from_fn(|at| {
        let mut it = base.clone();
        it.moment.replica = ReplicaId(10 + at as u64);
        it.moment.random = (at as u128 + 1) << 32;
        it.transactions.clear();
        Page { it, done: Vec::new() }
    })
}

impl Page {
    fn give(&mut self, command: &Command) {
        let moment = self.it.next_moment();
        let transaction = plan(&self.it.corpus, command, &moment).expect("it does something");
        self.it.apply(transaction.clone());
        self.done.push(transaction);
    }

    fn note(&mut self, words: &str, note: &str) {
        self.give(&Command::SetNote { annotation: self.it.id(words), note: note.into() });
    }

    fn label(&mut self, words: &str, label: &str) {
        self.give(&Command::Relabel { annotations: vec![self.it.id(words)], label: label.into() });
    }

    /// Takes in what another page did, one by one; says what was lost.
    fn hear(&mut self, other: &[Transaction]) -> Vec<String> {
        let mut lost: Vec<Overwritten> = Vec::new();
        for transaction in other {
            lost.retain(|lost| !lost.is_settled_by(transaction));
            lost.extend(between(&self.it.corpus, transaction, self.it.moment.replica));
            self.it.apply(transaction.clone());
        }
        words(&self.it.corpus, &lost)
    }
}

/// The value that was lost, and the one that stands.
fn words(corpus: &Corpus, lost: &[Overwritten]) -> Vec<String> {
    let value = |value: Option<&Value>| match value {
        Some(Value::Text(text)) => text.to_string(),
        Some(other) => format!("{other:?}"),
        None => "nothing".to_owned(),
    };
    let stands = |lost: &Overwritten| {
        corpus.record(&lost.record).and_then(|record| record.value(&lost.field).cloned())
    };
    let words = |lost: &Overwritten| {
        format!("{}: {} for {}", lost.field, value(lost.value.as_ref()), value(stands(lost).as_ref()))
    };
    lost.iter().map(words).collect()
}

fn entries(pages: &[Page]) -> Vec<Entry> {
    let mut all: Vec<_> = pages.iter().flat_map(|page| page.done.clone()).collect();
    all.sort_by_key(|transaction| transaction.stamp);
    all.into_iter().map(|transaction| Rc::new(transaction).into()).collect()
}

/// Two pages do something unknown to each other; both find the same, and so does one that opens later.
#[test]
fn a_field_that_two_pages_wrote_is_found_by_all_of_them() {
    let check = |ours: fn(&mut Page), theirs: fn(&mut Page), expected: &[&str]| {
        let mut pages = pages::<2>();
        ours(&mut pages[0]);
        theirs(&mut pages[1]);
        let found = entries(&pages);
        let [one, two] = &mut pages;
        assert_eq!(one.hear(&two.done), expected, "ours first");
        assert_eq!(two.hear(&one.done), expected, "theirs first");
        assert_eq!(words(&one.it.corpus, &among(&found)), expected, "later");
    };
    check(|page| page.note("one", "ours"), |page| page.note("one", "theirs"), &["note: ours for theirs"]);
    check(
        |page| page.label("one", "claim"),
        |page| page.label("one", "location"),
        &["label: claim for location"],
    );
    check(
        |page| page.give(&Command::Rename { document: "a".into(), title: "Ours".into() }),
        |page| page.give(&Command::Rename { document: "a".into(), title: "Theirs".into() }),
        &["title: Ours for Theirs"],
    );
    // The later one stands, whoever it was.
    check(
        |page| {
            page.note("two", "x");
            page.note("one", "ours");
        },
        |page| page.note("one", "theirs"),
        &["note: theirs for ours"],
    );
    // An emptied note is lost as well, and so is one that was emptied.
    check(
        |page| {
            page.note("one", "ours");
            page.note("one", "");
        },
        |page| page.note("one", "theirs"),
        &["note: theirs for "],
    );
    // The same words, other fields, other annotations, and what nobody would miss.
    check(|page| page.note("one", "agreed"), |page| page.note("one", "agreed"), &[]);
    check(|page| page.note("one", "ours"), |page| page.label("one", "claim"), &[]);
    check(|page| page.note("one", "ours"), |page| page.note("two", "theirs"), &[]);
    let delete = |page: &mut Page| {
        let annotations = vec![page.it.id("one")];
        page.give(&Command::Delete { annotations });
    };
    check(delete, |page| page.note("one", "theirs"), &[]);
    check(delete, delete, &[]);
}

#[test]
fn what_was_seen_is_no_conflict() {
    let [mut one, mut two] = pages();
    one.note("one", "first");
    assert_eq!(two.hear(&one.done), [""; 0]);
    two.note("one", "second");
    two.note("one", "third");
    assert_eq!(one.hear(&two.done), [""; 0]);
    one.note("one", "fourth");
    assert_eq!(among(&entries(&[one, two])), []);
}

/// The first page hears the third's edit of its own through nobody.
#[test]
fn an_edit_through_another_page_is_no_conflict() {
    let [mut one, mut two, mut three] = pages();
    one.note("one", "first");
    two.hear(&one.done);
    two.note("one", "second");
    three.hear(&one.done);
    three.hear(&two.done);
    three.note("one", "third");
    assert_eq!(one.hear(&two.done), [""; 0]);
    assert_eq!(one.hear(&three.done), [""; 0]);
    assert_eq!(among(&entries(&[one, two, three])), []);
}

#[test]
fn a_conflict_is_settled_by_whoever_writes_the_field() {
    let check = |settles: fn(&mut Page, &Overwritten), is_settled: bool, note: &str| {
        let [mut one, mut two] = pages();
        one.note("one", "ours");
        two.note("one", "theirs");
        let lost = between(&one.it.corpus, &two.done[0], one.it.moment.replica);
        one.hear(&two.done);
        let (done, lost) = (one.done.len(), &lost[0]);
        settles(&mut one, lost);
        assert_eq!(lost.is_settled_by(&one.done[done]), is_settled, "{note}");
        assert_eq!(&*one.it.annotation("one").expect("there").note, note);
        // A page that opens later asks nothing any more.
        let left = among(&entries(&[one, two]));
        assert_eq!(left.is_empty(), is_settled, "{note}: {left:?}");
    };
    check(
        |page, lost| {
            let value = lost.value.clone();
            page.give(&Command::Settle { record: lost.record.clone(), field: Field::Note, value });
        },
        true,
        "ours",
    );
    check(
        |page, lost| {
            let value = Some(Value::text("theirs"));
            page.give(&Command::Settle { record: lost.record.clone(), field: Field::Note, value });
        },
        true,
        "theirs",
    );
    check(|page, _| page.note("one", "both"), true, "both");
    check(|page, _| page.note("two", "another"), false, "theirs");
    check(|page, _| page.label("one", "claim"), false, "theirs");
}

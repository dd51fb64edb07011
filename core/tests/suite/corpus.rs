//! Corpus: what an edit shares with the corpus before it, and what follows from the same records in any order.

use super::{Given, assert_same, cells_of, fixture, json};
use glossator_core::corpus::change::Change;
use glossator_core::corpus::{Cells, Corpus, Seed};
use glossator_core::edit::command::{Command, plan};
use glossator_core::edit::operation::{Operation, Write};
use glossator_core::edit::transaction::{Action, Origin};
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::document::Document;
use glossator_core::model::record::{Field, FieldType, Kind, RecordKey, ReplicaId, Stamp, Value};
use glossator_core::model::relation::{EndId, Relation};
use glossator_core::model::time::Timestamp;
use glossator_core::text::Text;
use glossator_fixture::Fixture;
use std::rc::Rc;

fn document<'a>(corpus: &'a Corpus, id: &str) -> &'a Rc<Document> {
    corpus.document(&id.into()).expect("the article is there")
}

/// Two articles, the first of 120 one-word blocks in three sections.
fn long() -> Fixture {
    let words: Vec<_> = (0..120).map(|number| format!("word{number}")).collect();
    let marked = words.join("\n\n").replace("word51", "[actor:word51]").replace("word60", "[claim:word60]");
    Fixture::new(&[("a", &marked), ("b", "[actor:other]")]).expect("well formed")
}

/// The blocks of `a` that are not the same allocations any more, their sections, and whether `b` is the same.
fn replaced(before: &Corpus, after: &Corpus) -> (Vec<usize>, Vec<usize>, bool) {
    let [old, new] = [before, after].map(|corpus| &document(corpus, "a").sections);
    let sections = old.iter().zip(new).filter(|(old, new)| !Rc::ptr_eq(old, new)).map(|(old, _)| old.index);
    let blocks = old.iter().zip(new).flat_map(|(old, new)| old.blocks.iter().zip(&new.blocks));
    let blocks = blocks.filter(|(old, new)| !Rc::ptr_eq(old, new)).map(|(old, _)| old.number);
    (blocks.collect(), sections.collect(), Rc::ptr_eq(document(before, "b"), document(after, "b")))
}

#[test]
fn what_an_edit_does_not_touch_is_shared() {
    let check = |command: Given, blocks: &[usize], sections: &[usize]| {
        let mut fixture = long();
        let before = fixture.corpus.clone();
        let command = command(&fixture);
        let change = fixture.give(&command).expect("it does something");
        assert_eq!(
            replaced(&before, &fixture.corpus),
            (blocks.to_vec(), sections.to_vec(), true),
            "{command:?}"
        );
        let named: Vec<_> = blocks.iter().map(|number| ("a".into(), *number)).collect();
        assert_eq!(change.blocks, named, "{command:?}");
    };
    check(
        |fixture| Command::Tag {
            document: "a".into(),
            span: fixture.span("a", "word0").expect("there"),
            label: "claim".into(),
        },
        &[0],
        &[0],
    );
    check(
        |fixture| Command::Tag {
            document: "a".into(),
            span: fixture.span("a", "word19\n\nword20\n\nword2").expect("there"),
            label: "claim".into(),
        },
        &[19, 20, 21],
        &[0, 1],
    );
    check(|fixture| Command::SetNote { annotation: fixture.id("word51"), note: "x".into() }, &[51], &[2]);
    check(
        |fixture| Command::Relabel { annotations: vec![fixture.id("word60")], label: "actor".into() },
        &[60],
        &[3],
    );
    check(
        |fixture| Command::Delete { annotations: vec![fixture.id("word60"), fixture.id("word51")] },
        &[51, 60],
        &[2, 3],
    );
    check(|_| Command::Rename { document: "a".into(), title: "Title".into() }, &[], &[]);
    check(|_| Command::SetName { name: "Ana".into() }, &[], &[]);
}

#[test]
fn a_change_names_what_came_and_went() {
    let mut fixture = fixture("[actor:Erdogan] met him");
    let id = fixture.id("Erdogan");
    let change = fixture.give(&Command::Delete { annotations: vec![id] }).expect("there");
    let expected = Change {
        documents: vec!["a".into()],
        blocks: vec![("a".into(), 0)],
        annotations: vec![id],
        ..Change::default()
    };
    assert_eq!(change, expected);
    let change = fixture.give(&Command::Rename { document: "a".into(), title: "T".into() }).expect("new");
    assert_eq!(change, Change { documents: vec!["a".into()], ..Change::default() });
    let change = fixture.give(&Command::SetName { name: "Ana".into() }).expect("new");
    assert_eq!(change, Change { project: true, ..Change::default() });
}

#[test]
fn what_is_here_already_changes_nothing() {
    let fixture = long();
    let texts = fixture.corpus.documents().map(|document| Rc::new(Text::new(document.text.content())));
    let (again, change) = fixture.corpus.merge(texts, cells_of(&fixture.corpus));
    assert_eq!(change, Change::default());
    assert_eq!(replaced(&fixture.corpus, &again), (Vec::new(), Vec::new(), true));
    let older = fixture.transactions.iter().map(|transaction| fixture.corpus.apply(transaction).1);
    assert!(older.into_iter().all(|change| change == Change::default()));
}

#[test]
fn counts_follow_every_edit() {
    let mut fixture = fixture("[actor:one] [actor:two] [claim:three]");
    let counts = |fixture: &Fixture| {
        let document = document(&fixture.corpus, "a");
        let mut counts: Vec<_> =
            document.counts.iter().map(|(label, count)| format!("{label} {count}")).collect();
        counts.sort();
        assert_eq!(document.annotation_count(), document.annotations().count());
        assert_eq!(document.annotation_count(), fixture.corpus.annotation_count());
        counts.join(", ")
    };
    assert_eq!(counts(&fixture), "actor 2, claim 1");
    let relabel = Command::Relabel { annotations: vec![fixture.id("two")], label: "claim".into() };
    fixture.give(&relabel).expect("new");
    assert_eq!(counts(&fixture), "actor 1, claim 2");
    fixture.give(&Command::Delete { annotations: vec![fixture.id("one")] }).expect("there");
    assert_eq!(counts(&fixture), "claim 2");
}

/// The fixture's edits over articles that are other than they were: what is shown, and what has no place.
fn check_elsewhere(marked: &str, seeds: &[Seed<'_>], texts_kept: bool, expected: &str, unplaced: &[&str]) {
    let fixture = fixture(marked);
    let texts = fixture.corpus.documents().map(|document| document.text.clone()).filter(|_| texts_kept);
    let seeds = || seeds.iter().copied();
    // Fields that the page brought along are not stored.
    let cells: Cells =
        cells_of(&fixture.corpus).into_iter().filter(|(_, _, cell)| cell.stamp != Stamp::default()).collect();
    let texts: Vec<_> = texts.collect();
    let (corpus, _) = Corpus::new(seeds()).merge(texts.clone(), cells.clone());
    let after = Fixture { corpus, ..fixture.clone() };
    assert_eq!(after.marked("a"), expected, "{marked}");
    let document = document(&after.corpus, "a");
    let found: Vec<_> =
        document.unplaced.iter().map(|annotation| annotation.quote(&document.text).to_owned()).collect();
    assert_eq!(found, unplaced, "{marked}");
    assert_eq!(after.corpus.annotation_count(), fixture.corpus.annotation_count(), "{marked}");
    let (texts_last, _) = Corpus::new(seeds()).merge([], cells.clone()).0.merge(texts.clone(), []);
    assert_same(&texts_last, &after.corpus);
    let (texts_first, _) = Corpus::new(seeds()).merge(texts, []).0.merge([], cells);
    assert_same(&texts_first, &after.corpus);
}

#[test]
fn annotations_of_an_article_that_is_gone_are_still_listed() {
    let marked = "[actor:Erdogan] met [claim:him]";
    check_elsewhere(marked, &[], true, marked, &[]);
    check_elsewhere(marked, &[Seed { id: "b", text: "another", attributes: &[] }], true, marked, &[]);
}

#[test]
fn annotations_of_an_article_that_changed_are_found_by_their_words_or_listed() {
    let check = |marked: &str, text: &str, expected: &str, unplaced: &[&str]| {
        check_elsewhere(marked, &[Seed { id: "a", text, attributes: &[] }], true, expected, unplaced);
    };
    check("[actor:Erdogan] met him", "News: Erdogan met him.", "News: [actor:Erdogan] met him.", &[]);
    check("[actor:Erdogan] met [claim:him]", "Erdogan met her", "[actor:Erdogan] met her", &["him"]);
    check("he met [actor:him]", "\r\n he met him", "\r\n he met [actor:him]", &[]);
    check("he met [actor:him]", "him, him", "him, him", &["him"]);
    check("he met [claim:him]", " \n ", " \n ", &["him"]);
}

#[test]
fn annotations_whose_text_is_lost_are_still_listed() {
    let marked = "[actor:Erdogan] met [claim:him]";
    check_elsewhere(marked, &[], false, "", &["", ""]);
    check_elsewhere(
        marked,
        &[Seed { id: "a", text: "another", attributes: &[] }],
        false,
        "another",
        &["", ""],
    );
    let fixture = fixture(marked);
    let own = cells_of(&fixture.corpus).into_iter().filter(|(_, _, cell)| cell.stamp != Stamp::default());
    let (corpus, _) = Corpus::new([]).merge([], own);
    assert_eq!(&*document(&corpus, "a").title, "a");
    let place = &document(&corpus, "a").unplaced[1].place;
    let glossator_core::model::annotation::Place::Unplaced(quotation) = place else { panic!("{place:?}") };
    assert_eq!((quotation.start.0, quotation.end.0), (12, 15));
}

#[test]
fn an_article_that_is_gone_goes_with_its_last_annotation() {
    let before = fixture("[actor:Erdogan] met him");
    let texts = before.corpus.documents().map(|document| document.text.clone()).collect::<Vec<_>>();
    let own = cells_of(&before.corpus).into_iter().filter(|(_, _, cell)| cell.stamp != Stamp::default());
    let (corpus, _) = Corpus::new([]).merge(texts, own);
    let mut after = Fixture { corpus, ..before };
    after.give(&Command::Delete { annotations: vec![after.id("Erdogan")] }).expect("there");
    assert_eq!(after.corpus.documents().count(), 0);
    after.undo().expect("a step");
    assert_eq!(after.marked("a"), "[actor:Erdogan] met him");
    after.give(&Command::RemoveDocuments(vec!["a".into()])).expect("the page does not bring it along");
    assert_eq!(after.corpus.documents().count(), 0);
}

#[test]
fn an_article_that_is_gone_is_shown_as_it_was_tagged_last() {
    let first = fixture("[actor:Erdogan] met him");
    let text = Text::new("Erdogan met her");
    let seeds = [Seed { id: "a", text: text.content(), attributes: &[] }];
    let own = |corpus: &Corpus| -> Cells {
        cells_of(corpus).into_iter().filter(|(_, _, cell)| cell.stamp != Stamp::default()).collect()
    };
    let old = first.corpus.documents().map(|document| document.text.clone()).collect::<Vec<_>>();
    let (corpus, _) = Corpus::new(seeds).merge(old.clone(), own(&first.corpus));
    let mut second = Fixture { corpus, ..first };
    let span = second.span("a", "her").expect("there");
    second.give(&Command::Tag { document: "a".into(), span, label: "claim".into() }).expect("new");

    let texts = || old.iter().cloned().chain([Rc::new(Text::new(text.content()))]);
    let mut cells = own(&second.corpus);
    let (corpus, _) = Corpus::new([]).merge(texts(), cells.clone());
    let after = Fixture { corpus, ..second };
    assert_eq!(after.marked("a"), "[actor:Erdogan] met [claim:her]");
    cells.reverse();
    for cell in cells.clone() {
        cells.push(cell);
    }
    let one_by_one = cells
        .into_iter()
        .fold(Corpus::new([]).merge(texts(), []).0, |corpus, cell| corpus.merge([], [cell]).0);
    assert_same(&one_by_one, &after.corpus);
}

#[test]
fn half_an_annotation_waits_for_the_rest() {
    let fixture = fixture("[actor:Erdogan] met him");
    let seeds = [Seed { id: "a", text: "Erdogan met him", attributes: &[] }];
    let own = cells_of(&fixture.corpus).into_iter().filter(|(_, _, cell)| cell.stamp != Stamp::default());
    let (target, rest): (Vec<_>, Vec<_>) = own.partition(|(_, field, _)| *field == Field::Target);
    let (half, _) = Corpus::new(seeds).merge([], rest);
    assert_eq!((half.annotation_count(), half.annotation(fixture.id("Erdogan"))), (0, None));
    let (whole, _) = half.merge([], target);
    assert_same(&whole, &fixture.corpus);
}

#[test]
fn two_spellings_of_an_id_are_not_one_annotation() {
    let fixture = fixture("[actor:Erdogan] met him");
    let shouted = cells_of(&fixture.corpus).into_iter().filter(|(key, ..)| key.kind == Kind::Annotation);
    let shouted = shouted
        .map(|(key, field, cell)| (RecordKey::new(key.kind, key.id.to_uppercase()), field, cell))
        .filter(|(key, ..)| *key.id != *fixture.id("Erdogan").to_string());
    let (corpus, _) = fixture.corpus.merge([], shouted);
    assert_eq!(json(&corpus), json(&fixture.corpus));
}

/// Links one record to another, in both directions of time, and asks at every end which relations are there.
#[test]
fn a_relation_is_found_at_each_of_its_ends() {
    let mut it = fixture("[actor:one] [actor:two]");
    let [one, two] = ["one", "two"].map(|words| EndId::from(it.id(words)));
    let other = EndId::Text("an entity of a later program".into());
    let mut check = |operation: Operation, [from, of]: [&[&EndId]; 2]| {
        let moment = it.next_moment();
        let transaction = moment.transaction(&it.corpus, Origin::Import, Action::Import, vec![operation]);
        it.apply(transaction);
        let relations = it.corpus.relations();
        for end in [&one, &two, &other] {
            assert_eq!(relations.from(end.clone()).count(), usize::from(from.contains(&end)), "{end:?}");
            assert_eq!(relations.of(end.clone()).count(), usize::from(of.contains(&end)), "{end:?}");
        }
        assert_same(&Corpus::new([]).union(&it.corpus), &it.corpus);
    };
    let relation = Relation {
        id: "r".into(),
        kind: "said by".into(),
        from: one.clone(),
        to: two.clone(),
        note: "".into(),
        annotator: AnnotatorId::default(),
        created: Timestamp::default(),
        modified: Timestamp::default(),
    };
    let key = relation.id.key();
    let to = |before: &EndId, after: &EndId| {
        let write = Write { field: Field::To, before: Some(before.value()), after: Some(after.value()) };
        Operation { record: relation.id.key(), writes: vec![write] }
    };
    check(Operation::create(key.clone(), relation.fields()), [&[&one], &[&one, &two]]);
    check(to(&two, &other), [&[&one], &[&one, &other]]);
    check(to(&other, &one), [&[&one], &[&one]]);
    check(Operation::delete(key.clone()), [&[], &[]]);
    check(Operation::restore(key), [&[&one], &[&one]]);
    // Some files have capital letters.
    let shouted = one.value();
    let Value::Text(id) = shouted else { panic!("{shouted:?}") };
    assert_eq!(EndId::from(&Rc::<str>::from(id.to_uppercase())), one);
}

/// Two tabs over the same article, neither of which knows the other's edits.
fn two_tabs() -> (Corpus, [Corpus; 2]) {
    let base = Fixture::new(&[("a", "[claim:he met [actor:Erdogan]] in Istanbul"), ("b", "[actor:x] y")])
        .expect("well formed");
    let commands: [&[Given]; 2] = [
        &[
            |it| Command::SetNote { annotation: it.id("Erdogan"), note: "one".into() },
            |it| Command::Delete { annotations: vec![it.id("he met Erdogan")] },
            |_| Command::Rename { document: "b".into(), title: "One".into() },
        ],
        &[
            |it| Command::Relabel { annotations: vec![it.id("Erdogan")], label: "location".into() },
            |it| Command::SetNote { annotation: it.id("he met Erdogan"), note: "two".into() },
            |_| Command::Rename { document: "b".into(), title: "Two".into() },
            |_| Command::SetName { name: "Ana".into() },
        ],
    ];
    let tabs = [0, 1].map(|number: usize| {
        let mut tab = base.clone();
        tab.moment.replica = ReplicaId(10 + number as u64);
        for command in commands[number] {
            let command = command(&tab);
            let moment = tab.next_moment();
            let transaction = plan(&tab.corpus, &command, &moment).expect("it does something");
            tab.apply(transaction);
        }
        tab.corpus
    });
    (base.corpus, tabs)
}

#[test]
fn merging_is_commutative_associative_and_idempotent() {
    let (base, [one, two]) = two_tabs();
    let merged = |into: &Corpus, from: &Corpus| into.merge([], cells_of(from)).0;
    let expected = merged(&one, &two);
    assert_same(&merged(&two, &one), &expected);
    assert_same(&merged(&merged(&base, &two), &one), &expected);
    assert_same(&merged(&base, &merged(&two, &one)), &expected);
    assert_same(&merged(&expected, &two), &expected);
    assert_same(&merged(&expected, &one), &expected);
    let both = Fixture { corpus: expected, ..fixture("") };
    // Deleted in one tab and noted in the other, it stays deleted; the later title stands.
    assert_eq!(both.marked("a"), "he met [location:Erdogan] in Istanbul");
    assert_eq!(&*both.annotation("Erdogan").expect("there").note, "one");
    assert_eq!(&*document(&both.corpus, "b").title, "Two");
}

#[test]
fn the_clock_does_not_run_over() {
    let fixture = fixture("[actor:Erdogan]");
    let key = fixture.id("Erdogan").key();
    let stamp = Stamp { counter: u64::MAX, replica: ReplicaId(9) };
    let cell = glossator_core::model::record::Cell { value: None, stamp };
    let (corpus, _) = fixture.corpus.merge([], [(key, Field::Note, cell)]);
    assert_eq!(corpus.next_stamp(ReplicaId(1)).counter, Stamp::LAST_COUNTER);
}

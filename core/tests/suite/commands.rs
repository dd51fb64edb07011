//! Commands: what each does, and when it refuses.

use super::{Given, fixture};
use glossator_core::edit::command::{Command, Rejection, introduce, introduced, plan};
use glossator_core::edit::transaction::{Action, Origin, Transaction};
use glossator_core::import::{Incoming, IncomingDocument};
use glossator_core::model::record::{Field, Value};
use glossator_fixture::Fixture;
use std::rc::Rc;

fn tag(fixture: &Fixture, words: &str, label: &str) -> Command {
    let span = fixture.span("a", words).unwrap_or_else(|| panic!("{words:?} is in the text"));
    Command::Tag { document: "a".into(), span, label: label.into() }
}

/// Tags the words and prints the article.
#[test]
fn a_span_is_tagged_wherever_it_lies() {
    let check = |marked: &str, words: &str, label: &str, expected: &str| {
        let mut fixture = fixture(marked);
        fixture.give(&tag(&fixture, words, label)).expect(words);
        assert_eq!(fixture.marked("a"), expected);
    };
    check("Erdogan met him", "Erdogan", "actor", "[actor:Erdogan] met him");
    check("he met him", "him", "actor", "he met [actor:him]");
    check("Erdogan", "Erdogan", "actor", "[actor:Erdogan]");
    // White space and invisible marks at its ends are left out, whatever they are.
    check("so Erdogan said", " Erdogan ", "actor", "so [actor:Erdogan] said");
    check(
        "so\r\n\u{a0}Erdogan\t\r\n",
        "\r\n\u{a0}Erdogan\t\r\n",
        "actor",
        "so\r\n\u{a0}[actor:Erdogan]\t\r\n",
    );
    check("one\n\n two", "one\n\n ", "claim", "[claim:one]\n\n two");
    check("met \u{feff}Mara\u{200e}.", " \u{feff}Mara\u{200e}", "actor", "met \u{feff}[actor:Mara]\u{200e}.");
    // The same span with two labels, within, around, across, and over two blocks.
    check("[actor:Erdogan]", "Erdogan", "claim", "[actor:[claim:Erdogan]]");
    check("he met [actor:Erdogan]", "he met Erdogan", "claim", "[claim:he met [actor:Erdogan]]");
    check("[claim:he met Erdogan]", "Erdogan", "actor", "[claim:he met [actor:Erdogan]]");
    check("[claim:one two] three", "two three", "actor", "[claim#1:one [actor#2:two#1] three#2]");
    check("one\n\ntwo", "one\n\ntwo", "claim", "[claim:one\n\ntwo]");
    check("🙂 g\u{306} 👩‍👩‍👧 عربي", "👩‍👩‍👧 عربي", "location", "🙂 g\u{306} [location:👩‍👩‍👧 عربي]");
}

#[test]
fn an_annotation_knows_who_made_it_and_when() {
    let fixture = fixture("[actor:Erdogan] met [actor:him]");
    let annotation = fixture.annotation("him").expect("it is there");
    assert_eq!(annotation.created.to_string(), "2026-11-22T06:40:02.000Z");
    assert_eq!(annotation.modified, annotation.created);
    assert_eq!(annotation.annotator, fixture.moment.annotator);
    assert_eq!((&*annotation.note, annotation.id.0.get_version_num()), ("", 7));
}

#[test]
fn commands_that_do_nothing_are_refused() {
    let marked = "[actor:Erdogan] met [claim:him]  \n\n";
    let check = |command: Given, expected: fn(&Fixture) -> Rejection| {
        let fixture = fixture(marked);
        let command = command(&fixture);
        let found = plan(&fixture.corpus, &command, &fixture.moment).map(|_| ());
        assert_eq!(found, Err(expected(&fixture)), "{command:?}");
        assert!(!expected(&fixture).to_string().is_empty());
    };
    check(
        |fixture| tag(fixture, "Erdogan", "actor"),
        |fixture| Rejection::AlreadyTagged(fixture.id("Erdogan")),
    );
    check(|fixture| tag(fixture, " him ", "claim"), |fixture| Rejection::AlreadyTagged(fixture.id("him")));
    check(|fixture| tag(fixture, "met", "nonsense"), |_| Rejection::NoLabel("nonsense".into()));
    check(|fixture| tag(fixture, "  \n\n", "actor"), |_| Rejection::NothingSelected);
    check(
        |fixture| Command::Tag {
            document: "b".into(),
            span: fixture.span("a", "met").expect("there"),
            label: "actor".into(),
        },
        |_| Rejection::NoDocument("b".into()),
    );
    check(
        |_| {
            let longer = fixture("a text that is much longer than the other one is");
            Command::Tag {
                document: "a".into(),
                span: longer.span("a", "other one is").expect("there"),
                label: "actor".into(),
            }
        },
        |_| Rejection::NothingSelected,
    );
    check(
        |fixture| Command::Relabel { annotations: vec![fixture.id("him")], label: "claim".into() },
        |_| Rejection::NothingToDo,
    );
    check(
        |fixture| Command::Relabel { annotations: vec![fixture.id("him")], label: "nonsense".into() },
        |_| Rejection::NoLabel("nonsense".into()),
    );
    check(
        |fixture| Command::Relabel { annotations: vec![fixture.id("nobody")], label: "actor".into() },
        |fixture| Rejection::NoAnnotation(fixture.id("nobody")),
    );
    check(
        |fixture| Command::SetNote { annotation: fixture.id("him"), note: "".into() },
        |_| Rejection::NothingToDo,
    );
    check(
        |fixture| Command::SetNote { annotation: fixture.id("nobody"), note: "x".into() },
        |fixture| Rejection::NoAnnotation(fixture.id("nobody")),
    );
    check(|_| Command::Delete { annotations: Vec::new() }, |_| Rejection::NothingToDo);
    check(
        |fixture| Command::Delete { annotations: vec![fixture.id("him"), fixture.id("nobody")] },
        |fixture| Rejection::NoAnnotation(fixture.id("nobody")),
    );
    check(|_| Command::Rename { document: "a".into(), title: " ".into() }, |_| Rejection::NothingToDo);
    check(
        |_| Command::Rename { document: "a".into(), title: "Erdogan met him".into() },
        |_| Rejection::NothingToDo,
    );
    check(
        |_| Command::Rename { document: "b".into(), title: "B".into() },
        |_| Rejection::NoDocument("b".into()),
    );
    check(|_| Command::RemoveDocuments(Vec::new()), |_| Rejection::NothingToDo);
    check(|_| Command::RemoveDocuments(vec!["b".into()]), |_| Rejection::NoDocument("b".into()));
    check(|_| Command::SetName { name: "  ".into() }, |_| Rejection::NothingToDo);
    check(|_| Command::Import(Rc::default()), |_| Rejection::NothingToDo);
}

#[test]
fn the_same_words_may_be_tagged_by_somebody_else() {
    let mut fixture = fixture("[actor:Erdogan]");
    fixture.moment.annotator = glossator_core::model::annotator::AnnotatorId(uuid(0xb));
    fixture.give(&tag(&fixture, "Erdogan", "actor")).expect("another annotator's own");
    assert_eq!(fixture.marked("a"), "[actor:[actor:Erdogan]]");
}

fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

#[test]
fn an_annotation_is_changed_and_keeps_its_place() {
    let check = |command: Given, expected: &str, note: &str| {
        let mut fixture = fixture("[claim:he met [actor:Erdogan]] again");
        let before = fixture.annotation("Erdogan").expect("there").clone();
        fixture.give(&command(&fixture)).expect("it does something");
        assert_eq!(fixture.marked("a"), expected);
        let after = fixture.annotation("Erdogan");
        assert_eq!(after.map_or("", |after| &after.note), note);
        assert!(
            after.is_none_or(|after| after.modified > before.modified && after.created == before.created)
        );
    };
    check(
        |fixture| Command::Relabel { annotations: vec![fixture.id("Erdogan")], label: "location".into() },
        "[claim:he met [location:Erdogan]] again",
        "",
    );
    check(
        |fixture| Command::SetNote {
            annotation: fixture.id("Erdogan"), note: "who?\n\t“<b>” 🙂".into()
        },
        "[claim:he met [actor:Erdogan]] again",
        "who?\n\t“<b>” 🙂",
    );
    check(
        |fixture| Command::Delete { annotations: vec![fixture.id("Erdogan"), fixture.id("Erdogan")] },
        "[claim:he met Erdogan] again",
        "",
    );
}

#[test]
fn a_relabelled_annotation_may_not_repeat_another() {
    let fixture = fixture("[actor:[claim:Erdogan]]");
    let [actor, claim] = ["actor", "claim"].map(|label| {
        let document = fixture.corpus.document(&"a".into()).expect("there");
        document.annotations().find(|annotation| &*annotation.label.0 == label).expect("there").id
    });
    let relabel = Command::Relabel { annotations: vec![claim], label: "actor".into() };
    let found = plan(&fixture.corpus, &relabel, &fixture.moment).map(|_| ());
    assert_eq!(found, Err(Rejection::AlreadyTagged(actor)));
}

#[test]
fn several_annotations_are_relabelled_at_once_and_what_would_repeat_is_left() {
    let check = |marked: &str, label: &str, expected: Result<&str, fn(&Rejection) -> bool>| {
        let mut fixture = fixture(marked);
        let document = fixture.corpus.document(&"a".into()).expect("there");
        let annotations = document.annotations().map(|annotation| annotation.id).collect();
        match (fixture.give(&Command::Relabel { annotations, label: label.into() }), expected) {
            (Ok(_), Ok(expected)) => assert_eq!(fixture.marked("a"), expected),
            (Err(why), Err(expected)) => assert!(expected(&why), "{marked}: {why:?}"),
            (found, _) => panic!("{marked}: {found:?}"),
        }
    };
    check("[actor:one] [claim:two]", "location", Ok("[location:one] [location:two]"));
    check("[actor:one] [location:two]", "location", Ok("[location:one] [location:two]"));
    // Of two at the same place only one can get it.
    check("[actor:[claim:one]] [actor:two]", "location", Ok("[location:[claim:one]] [location:two]"));
    check("[actor:[claim:one]] [claim:two]", "actor", Ok("[actor:[claim:one]] [actor:two]"));
    check("[actor:one] two", "actor", Err(|why| *why == Rejection::NothingToDo));
    check("[actor:[claim:one]]", "actor", Err(|why| matches!(why, Rejection::AlreadyTagged(_))));
    check("one", "actor", Err(|why| *why == Rejection::NothingToDo));
}

#[test]
fn a_setting_is_written_and_is_no_step() {
    let mut it = fixture("one");
    let set = |value: &str| Command::Set { setting: "theme".into(), value: value.into() };
    let transaction = plan(&it.corpus, &set("dark"), &it.moment).expect("it changes something");
    assert_eq!(transaction.origin, Origin::Setup);
    it.apply(transaction);
    assert_eq!(it.corpus.setting("theme").map(|value| &**value), Some("dark"));
    let again = plan(&it.corpus, &set("dark"), &it.moment).map(|_| ());
    assert_eq!(again, Err(Rejection::NothingToDo));
    assert!(plan(&it.corpus, &set(""), &it.moment).is_ok(), "it goes back to what it was at first");
}

#[test]
fn a_title_is_given_and_taken_back() {
    let mut fixture = fixture("First words.\n\nMore.");
    let mut check = |title: &str, expected: &str| {
        fixture.give(&Command::Rename { document: "a".into(), title: title.into() }).expect(title);
        assert_eq!(&*fixture.corpus.document(&"a".into()).expect("there").title, expected);
    };
    check("  <b>Mine</b> ", "<b>Mine</b>");
    check("Another", "Another");
    check(" ", "First words.");
}

#[test]
fn an_article_that_was_added_can_be_removed_with_its_annotations() {
    let mut fixture = fixture("brought along");
    let own = IncomingDocument { id: "own".into(), text: Some("my own".into()), ..Default::default() };
    let incoming = Incoming { documents: vec![own], ..Default::default() };
    fixture.give(&Command::Import(Rc::new(incoming))).expect("it is new");
    let span = fixture.span("own", "own").expect("there");
    fixture.give(&Command::Tag { document: "own".into(), span, label: "actor".into() }).expect("a tag");
    assert!(!fixture.corpus.is_built_in(&"own".into()) && fixture.corpus.is_built_in(&"a".into()));

    fixture.give(&Command::RemoveDocuments(vec!["own".into()])).expect("it may go");
    assert_eq!((fixture.corpus.documents().count(), fixture.corpus.annotation_count()), (1, 0));
    fixture.undo().expect("a step");
    assert_eq!(fixture.marked("own"), "my [actor:own]");
}

#[test]
fn the_annotator_is_introduced_once_and_named_at_will() {
    let mut fixture = fixture("");
    assert_eq!(introduced(&fixture.corpus), None);
    let setup = introduce(&fixture.corpus, &fixture.moment).expect("nobody was introduced");
    assert_eq!((&setup.origin, &setup.action), (&Origin::Setup, &Action::Setting));
    fixture.apply(setup);
    assert_eq!(introduced(&fixture.corpus), Some(fixture.moment.annotator));
    assert!(introduce(&fixture.corpus, &fixture.moment).is_none());

    let mut check = |name: &str, expected: &str| {
        fixture.give(&Command::SetName { name: name.into() }).expect(name);
        assert_eq!(&*fixture.corpus.annotator_name(fixture.moment.annotator), expected);
    };
    check(" Ana ", "Ana");
    check("<i>Zoë</i>", "<i>Zoë</i>");
    check("", "");
}

#[test]
fn a_transaction_says_what_it_does() {
    let check = |command: Given, action: Action| {
        let fixture = fixture("[actor:Erdogan] met him");
        let command = command(&fixture);
        let Transaction { origin, action: found, stamp, .. } =
            plan(&fixture.corpus, &command, &fixture.moment).expect("it does something");
        assert_eq!((origin, found), (Origin::User, action));
        assert_eq!(stamp, fixture.corpus.next_stamp(fixture.moment.replica));
    };
    check(|fixture| tag(fixture, "him", "actor"), Action::Tag);
    check(
        |fixture| Command::Relabel { annotations: vec![fixture.id("Erdogan")], label: "claim".into() },
        Action::Relabel,
    );
    check(|fixture| Command::SetNote { annotation: fixture.id("Erdogan"), note: "x".into() }, Action::Note);
    check(|fixture| Command::Delete { annotations: vec![fixture.id("Erdogan")] }, Action::Delete);
    check(|_| Command::Rename { document: "a".into(), title: "x".into() }, Action::Rename);
    check(|_| Command::SetName { name: "x".into() }, Action::Setting);
    check(
        |fixture| Command::Reanchor {
            annotation: fixture.id("Erdogan"),
            span: fixture.span("a", "met").expect("there"),
        },
        Action::Reanchor,
    );
    check(
        |fixture| Command::Settle { record: fixture.id("Erdogan").key(), field: Field::Note, value: None },
        Action::Settle,
    );
    check(|_| Command::GoBack(Rc::new(fixture("").corpus)), Action::GoBack);
}

fn deleted(fixture: &mut Fixture, words: &str) -> glossator_core::model::annotation::AnnotationId {
    let annotation = fixture.id(words);
    fixture.give(&Command::Delete { annotations: vec![annotation] }).expect("there");
    annotation
}

#[test]
fn a_deleted_annotation_comes_back_as_it_was() {
    let mut fixture = fixture("[claim:he met [actor:Erdogan]]");
    fixture.give(&Command::SetNote { annotation: fixture.id("Erdogan"), note: "x".into() }).expect("new");
    let before = fixture.annotation("Erdogan").expect("there").clone();
    let annotation = deleted(&mut fixture, "Erdogan");
    fixture.give(&Command::Undelete { annotation }).expect("deleted");
    assert_eq!(fixture.annotation("Erdogan"), Some(&before));
    let again = plan(&fixture.corpus, &Command::Undelete { annotation }, &fixture.moment);
    assert_eq!(again.map(|_| ()), Err(Rejection::NothingToDo));
    let nobody = Command::Undelete { annotation: fixture.id("nobody") };
    assert_eq!(plan(&fixture.corpus, &nobody, &fixture.moment).map(|_| ()), Err(Rejection::NothingToDo));
    fixture.undo().expect("bringing it back");
    assert_eq!(fixture.marked("a"), "[claim:he met Erdogan]");
    fixture.undo().expect("deleting it");
    assert_eq!(fixture.marked("a"), "[claim:he met [actor:Erdogan]]");
}

/// Places the annotation of “one” at other words.
#[test]
fn an_annotation_gets_another_place() {
    let check = |marked: &str, words: &str, expected: Result<&str, Rejection>| {
        let mut fixture = fixture(marked);
        let before = fixture.marked("a");
        let annotation = fixture.id("one");
        let span = fixture.span("a", words).expect(words);
        let given = fixture.give(&Command::Reanchor { annotation, span });
        let given = given.map(|_| fixture.marked("a"));
        assert_eq!(given, expected.map(str::to_owned));
        if given.is_ok() {
            fixture.undo().expect("a step");
        }
        assert_eq!(fixture.marked("a"), before);
    };
    check("[actor:one] two", "two", Ok("one [actor:two]"));
    check("[actor:one] two\n\nthree", " two\n\n", Ok("one [actor:two]\n\nthree"));
    check("[actor:one] [claim:two]", "two", Ok("one [actor:[claim:two]]"));
    check("[actor:one]  \n", "  \n", Err(Rejection::NothingSelected));
    let same = fixture("[actor:one] [actor:two]").id("two");
    check("[actor:one] [actor:two]", "two", Err(Rejection::AlreadyTagged(same)));
    let itself = fixture("[actor:one] two").id("one");
    check("[actor:one] two", "one", Err(Rejection::AlreadyTagged(itself)));
}

#[test]
fn an_annotation_without_a_place_gets_one() {
    let mut fixture = fixture("some words");
    let file = r#"{ "format": "glossator", "version": 1, "documents": [{ "id": "a" }], "annotations": [{
        "id": "0192f000-0000-7000-8000-000000000001", "document": "a", "label": "actor", "start": 3, "end": 8,
        "quote": "other", "unplaced": true }] }"#;
    let incoming = glossator_core::formats::read("a.json", file.as_bytes()).expect("a download");
    fixture.give(&Command::Import(Rc::new(incoming))).expect("new");
    let annotation = fixture.id("other");
    let span = fixture.span("a", "words").expect("there");
    fixture.give(&Command::Reanchor { annotation, span }).expect("a place");
    assert_eq!(fixture.marked("a"), "some [actor:words]");
    fixture.undo().expect("a step");
    assert_eq!(fixture.id("other"), annotation);
}

#[test]
fn one_of_two_values_is_taken() {
    let check = |field: Field, value: Option<Value>, expected: &str| {
        let mut fixture = fixture("[actor:one]");
        fixture.give(&Command::SetNote { annotation: fixture.id("one"), note: "x".into() }).expect("new");
        let shown = |fixture: &Fixture| {
            let note =
                fixture.annotation("one").map(|annotation| annotation.note.clone()).unwrap_or_default();
            format!("{} {note}", fixture.marked("a"))
        };
        let before = shown(&fixture);
        let record = fixture.id("one").key();
        fixture.give(&Command::Settle { record, field, value }).expect("a decision");
        assert_eq!(shown(&fixture), expected);
        assert!(fixture.undo().expect("a step").left.is_empty());
        assert_eq!(shown(&fixture), before);
    };
    check(Field::Note, Some(Value::text("other")), "[actor:one] other");
    check(Field::Note, None, "[actor:one] ");
    // Also the one that stands: that is a decision, too.
    check(Field::Note, Some(Value::text("x")), "[actor:one] x");
    check(Field::Label, Some(Value::text("claim")), "[claim:one] x");
}

/// Goes back from one state to another, and takes that back.
#[test]
fn everything_becomes_what_it_was() {
    let base =
        || Fixture::new(&[("a", "[actor:one] [claim:two] three"), ("b", "four")]).expect("well formed");
    let check = |deeds: &[Given]| {
        let mut fixture = base();
        let then = fixture.corpus.clone();
        for deed in deeds {
            let command = deed(&fixture);
            fixture.give(&command).expect("it does something");
        }
        let now = super::json(&fixture.corpus);
        let go_back = Command::GoBack(Rc::new(then.clone()));
        fixture.give(&go_back).expect("something to go back from");
        assert_eq!(super::json(&fixture.corpus), super::json(&then));
        // And then there is nothing to do any more.
        let again = plan(&fixture.corpus, &go_back, &fixture.moment).map(|_| ());
        assert_eq!(again, Err(Rejection::NothingToDo));
        assert!(fixture.undo().expect("a step").left.is_empty());
        assert_eq!(super::json(&fixture.corpus), now);
        fixture.redo().expect("a step");
        assert_eq!(super::json(&fixture.corpus), super::json(&then));
    };
    let import: Given = |_| {
        let own = IncomingDocument { id: "own".into(), text: Some("my own".into()), ..Default::default() };
        Command::Import(Rc::new(Incoming { documents: vec![own], ..Default::default() }))
    };
    let note: Given = |fixture| Command::SetNote { annotation: fixture.id("one"), note: "x".into() };
    let delete: Given = |fixture| Command::Delete { annotations: vec![fixture.id("two")] };
    let label: Given =
        |fixture| Command::Relabel { annotations: vec![fixture.id("one")], label: "location".into() };
    check(&[note]);
    check(&[delete]);
    check(&[|fixture| tag(fixture, "three", "actor")]);
    check(&[label, note, delete]);
    check(&[import]);
    check(&[import, |_| Command::Rename { document: "own".into(), title: "Mine".into() }, note]);
    check(&[import, |_| Command::RemoveDocuments(vec!["own".into()]), delete]);
    check(&[|_| Command::Rename { document: "b".into(), title: "B".into() }]);
    check(&[|_| Command::SetName { name: "Ana".into() }, note]);
    // An article that had been removed stays away, also where its annotations were forgotten since.
    let mut fixture = base();
    let command = import(&fixture);
    fixture.give(&command).expect("new");
    let span = fixture.span("own", "own").expect("there");
    fixture.give(&Command::Tag { document: "own".into(), span, label: "actor".into() }).expect("a tag");
    fixture.give(&Command::RemoveDocuments(vec!["own".into()])).expect("there");
    let then = Rc::new(fixture.corpus.clone());
    let mut fixture = base();
    let command = note(&fixture);
    fixture.give(&command).expect("new");
    fixture.give(&Command::GoBack(then.clone())).expect("something to go back from");
    assert_eq!(super::json(&fixture.corpus), super::json(&then));
    let fixture = base();
    let same = Command::GoBack(Rc::new(fixture.corpus.clone()));
    assert_eq!(plan(&fixture.corpus, &same, &fixture.moment).map(|_| ()), Err(Rejection::NothingToDo));
}

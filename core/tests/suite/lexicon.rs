//! The lexicon: where strings that are tagged recur.

use super::fixture;
use super::properties::edits::{deed, live};
use super::properties::start;
use glossator_core::corpus::lexicon::{Hint, Lexicon, folded};
use glossator_core::edit::command::Command;
use glossator_core::model::entity::Entity;
use glossator_fixture::Fixture;
use glossator_fixture::language::Unicode;
use proptest::collection::vec;
use proptest::prelude::*;

fn hints(it: &Fixture, document: &str, unwanted: &str) -> Vec<Hint> {
    let lexicon = Lexicon::of(&it.corpus);
    let document = it.corpus.document(&document.into()).expect("there");
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let hints = blocks.map(|block| {
        lexicon.hints(document, block, it.corpus.labels(), &Unicode, &|words| words == unwanted)
    });
    hints.flatten().collect()
}

/// Hints in the second article, by what is tagged in the first.
#[track_caller]
fn check(tagged: &str, expected: &str) {
    let text = expected.replace(['{', '}'], "");
    let it = Fixture::new(&[("a", tagged), ("b", &text)]).expect("two articles");
    let document = it.corpus.document(&"b".into()).expect("there");
    let mut shown = document.text.content().to_owned();
    for hint in hints(&it, "b", "unwanted").iter().rev() {
        shown.insert(hint.span.end().0, '}');
        shown.insert(hint.span.start().0, '{');
    }
    // Marks of the second article are not in its text.
    let plain = Fixture::of(expected).expect("marks").corpus;
    let plain = plain.document(&"a".into()).expect("there").text.content().to_owned();
    assert_eq!(shown, plain, "{tagged}");
}

#[test]
fn what_is_tagged_is_hinted_at_where_it_recurs() {
    check("[actor:Erdogan]", "{Erdogan}, {Erdogan}’s, Erdogans, erdogan");
    check("[actor:Erdogan]", "[actor:Erdogan] [claim:Erdogan] {Erdogan}");
    check("[actor:Recep Erdogan] [actor:Erdogan]", "{Recep  Erdogan} {Recep\nErdogan} {Erdogan} Recep");
    check("[claim:he’s won]", "{he's won} {he’s won}");
    check("[actor:أردوغان]", "قال {أردوغان}، وأردوغان");
    check("[location:北京]", "{北京}天气");
    check("[actor:unwanted] [actor:wanted]", "unwanted {wanted}");
}

#[test]
fn a_hint_does_not_repeat_what_is_there() {
    // Inside of something longer with the label, not inside of something else.
    check("[actor:Erdogan]", "[actor:President Erdogan] [claim:{Erdogan} won]");
    check("[actor:Erdogan] [actor:Tayyip Erdogan]", "{Tayyip Erdogan} [actor:Recep Tayyip Erdogan]");
}

#[test]
fn there_are_no_hints_for_single_characters_and_punctuation() {
    check(
        "[actor:x] [claim:…!] [claim:—] [location:é] [location:e\u{301}] [actor:🙂🙂] [actor:xy]",
        "x …! — é e\u{301} 🙂🙂 {xy}",
    );
}

#[test]
fn the_most_frequent_label_is_offered_first() {
    let it = fixture(
        "[claim:Oslo] [location:Oslo] [actor:Oslo] [actor:Oslo] [location:Oslo] Oslo; [claim:one] [actor:one] one",
    );
    let labels = |words: &str| {
        let found = hints(&it, "a", "");
        let hint = found.iter().find(|hint| &*hint.words == words).expect("a hint");
        hint.labels.iter().map(|(label, count)| format!("{label} {count}")).collect::<Vec<_>>()
    };
    assert_eq!(labels("Oslo"), ["actor 2", "location 2", "claim 1"]);
    assert_eq!(labels("one"), ["actor 1", "claim 1"]);
}

#[test]
fn any_selection_is_offered_what_it_is_elsewhere() {
    let it = fixture("[actor:Mr  Oslo] Mr\nOslo Oslo");
    let document = it.corpus.document(&"a".into()).expect("there");
    let offer = |words: &str| {
        let span = it.span("a", words).expect("there");
        Lexicon::of(&it.corpus)
            .hint(&document.text, span, it.corpus.labels())
            .map(|hint| hint.words.to_string())
    };
    assert_eq!(offer("Mr\nOslo").as_deref(), Some("Mr Oslo"));
    assert_eq!(offer("Mr"), None);
}

#[test]
fn words_are_compared_as_on_a_typewriter() {
    let check = |words: &str, expected: &str| assert_eq!(folded(words), expected);
    check("a \r\n b\u{a0}c", "a b c");
    check("‘a’ “b” „c“ «d» e‐f‑g–h", "'a' \"b\" \"c\" \"d\" e-f-g-h");
    check("", "");
}

proptest! {
    #[test]
    fn what_edits_leave_is_what_a_look_at_everything_finds(deeds in vec(deed(), 1..24)) {
        let mut it = start();
        let mut lexicon = Lexicon::of(&it.corpus);
        for deed in deeds {
            let before = it.corpus.clone();
            let transactions = it.transactions.len();
            live(&mut it, &[deed]);
            let mut step = before;
            for transaction in &it.transactions[transactions..] {
                let (after, change) = step.apply(transaction);
                lexicon = lexicon.after(&step, &after, &change).unwrap_or_else(|| Lexicon::of(&after));
                step = after;
            }
            prop_assert_eq!(&lexicon, &Lexicon::of(&it.corpus));
        }
    }
}

#[test]
fn a_removed_article_takes_its_strings_along() {
    let mut it = start();
    let span = it.span("own", "my").expect("there");
    it.give(&Command::Tag { document: "own".into(), span, label: "actor".into() }).expect("new");
    let lexicon = Lexicon::of(&it.corpus);
    let before = it.corpus.clone();
    let change = it.give(&Command::RemoveDocuments(vec!["own".into()])).expect("there");
    assert_eq!(lexicon.after(&before, &it.corpus, &change), Some(Lexicon::of(&it.corpus)));
}

#[test]
fn names_of_entities_are_hinted_at_and_say_who_is_meant() {
    let mut it = fixture("[actor:Turkey] and [actor:Ankara]. Turkey, Ankara, Türkiye; [location:Ankara]");
    let turkey = it.id("Turkey");
    let introduce = |name: &str, annotations| Command::IntroduceEntity {
        label: "actor".into(),
        name: name.into(),
        annotations,
    };
    it.give(&introduce("Turkish government", vec![turkey])).expect("new");
    let entities = it.corpus.entities().in_order();
    let entity = Entity { aliases: ["Türkiye".into()].into(), ..(**entities[0]).clone() };
    let id = entity.id.clone();
    it.give(&Command::ChangeEntity(entity)).expect("new");
    let meant = |it: &Fixture, words: &str, label: &str| {
        let lexicon = Lexicon::of(&it.corpus);
        lexicon.entity(&it.corpus, words, &label.into()).map(|entity| entity.name.to_string())
    };
    let hinted: Vec<_> =
        hints(&it, "a", "").iter().map(|hint| format!("{} {:?}", hint.words, hint.labels[0])).collect();
    assert_eq!(hinted.len(), 3, "{hinted:?}");
    let government = Some("Turkish government".to_owned());
    assert_eq!(
        [meant(&it, "Turkey", "actor"), meant(&it, "Türkiye", "actor")],
        [government.clone(), government.clone()]
    );
    // One string, two things: the label says which.
    let ankara = it.corpus.document(&"a".into()).expect("there").annotations();
    let ankara: Vec<_> = ankara.filter(|one| *one.label.0 == *"actor").map(|one| one.id).collect();
    it.give(&Command::Assign { annotations: ankara, entity: Some(id) }).expect("new");
    assert_eq!([meant(&it, "Ankara", "actor"), meant(&it, "Ankara", "location")], [government, None]);
}

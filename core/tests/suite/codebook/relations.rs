//! Relations: who said a claim, by which words and where, through every command and back.

use super::{fixture, give, refused};
use glossator_core::edit::command::{Command, Link, Rejection};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::relation::EndId;
use glossator_fixture::Fixture;

const TEXT: &str = "[actor:Sharif] and [actor:Erdogan] said [claim:they agreed] and [claim:would meet] in [location:Ankara] again";

/// Every relation in words, sorted.
fn relations(it: &Fixture) -> String {
    let words = |end: &EndId| {
        let annotation = end.annotation().and_then(|id| it.corpus.annotation(id));
        let document = annotation.and_then(|one| it.corpus.document(&one.document));
        match annotation.zip(document) {
            Some((one, document)) => one.quote(&document.text).to_owned(),
            None => it
                .corpus
                .entities()
                .get(&end.entity())
                .map_or_else(|| end.document().0.to_string(), |it| it.name.to_string()),
        }
    };
    let all = it.corpus.relations().iter();
    let mut all: Vec<_> =
        all.map(|it| format!("{} → {}: {}", words(&it.from), it.kind, words(&it.to))).collect();
    all.sort();
    all.join("\n")
}

fn ids(it: &Fixture) -> [AnnotationId; 5] {
    ["Sharif", "Erdogan", "they agreed", "would meet", "Ankara"].map(|words| it.id(words))
}

fn link(relation_type: &str, links: &[(AnnotationId, AnnotationId)]) -> Command {
    let links: Vec<Link> = links.iter().map(|(from, to)| ((*from).into(), (*to).into())).collect();
    Command::Link { relation_type: relation_type.into(), links }
}

fn is_nobody(it: &Fixture, claim: AnnotationId) -> bool {
    !it.corpus.annotation(claim).expect("there").attributes.get("nobody").is_empty()
}

#[test]
fn a_claim_has_one_speaker_and_any_number_of_places() {
    let mut it = fixture(TEXT);
    let [sharif, erdogan, agreed, meet, ankara] = ids(&it);
    give(&mut it, &link("said by", &[(agreed, sharif), (meet, sharif)]));
    let first = it.corpus.relations().from(agreed.into()).next().expect("there").id.clone();
    assert_eq!(relations(&it), "they agreed → said by: Sharif\nwould meet → said by: Sharif");
    let defined: Vec<_> =
        it.corpus.relation_types().iter().map(|it| (it.id.0.to_string(), it.key.to_string())).collect();
    assert_eq!(defined, [("said by".to_owned(), "w".to_owned())], "the step that uses it first defines it");
    give(&mut it, &link("said by", &[(agreed, erdogan)]));
    assert_eq!(relations(&it), "they agreed → said by: Erdogan\nwould meet → said by: Sharif");
    assert_eq!(
        it.corpus.relations().from(agreed.into()).next().expect("there").id,
        first,
        "it leads elsewhere"
    );
    assert_eq!(refused(&it, &link("said by", &[(agreed, erdogan)])), Rejection::NothingToDo);
    assert_eq!(refused(&it, &link("said by", &[(agreed, ankara)])), Rejection::DoesNotFit("Said by".into()));
    assert_eq!(refused(&it, &link("said by", &[(sharif, erdogan)])), Rejection::DoesNotFit("Said by".into()));
    assert_eq!(
        refused(&it, &link("seen by", &[(agreed, erdogan)])),
        Rejection::NoRelationType("seen by".into())
    );
    give(&mut it, &link("where", &[(agreed, ankara), (sharif, ankara)]));
    assert_eq!(
        relations(&it),
        "they agreed → said by: Erdogan\nthey agreed → where: Ankara\nwould meet → said by: Sharif"
    );
    let of_claim: Vec<_> = it.corpus.relations().from(agreed.into()).map(|it| it.id.clone()).collect();
    give(&mut it, &Command::Unlink(of_claim.clone()));
    assert_eq!(relations(&it), "would meet → said by: Sharif");
    assert_eq!(refused(&it, &Command::Unlink(of_claim)), Rejection::NothingToDo);
}

#[test]
fn a_speaker_and_nobody_exclude_each_other() {
    let mut it = fixture(TEXT);
    let [sharif, erdogan, agreed, meet, _] = ids(&it);
    give(&mut it, &link("said by", &[(agreed, sharif)]));
    give(&mut it, &link("via", &[(agreed, erdogan)]));
    let nobody = |is_nobody| Command::SetNobody { claims: vec![agreed, meet], is_nobody };
    give(&mut it, &nobody(true));
    assert_eq!(relations(&it), "they agreed → via: Erdogan");
    assert!(is_nobody(&it, agreed) && is_nobody(&it, meet));
    assert!(it.corpus.attributes().get("claim", "nobody").is_some());
    assert_eq!(refused(&it, &nobody(true)), Rejection::NothingToDo);
    give(&mut it, &link("said by", &[(meet, sharif)]));
    assert!(is_nobody(&it, agreed) && !is_nobody(&it, meet));
    give(&mut it, &nobody(false));
    assert!(!is_nobody(&it, agreed));
    // A write of the attribute's value does the same.
    let value =
        |value: &str| Command::SetAttributes { values: vec![(meet.key(), "nobody".into(), value.into())] };
    give(&mut it, &value("yes"));
    assert_eq!(relations(&it), "they agreed → via: Erdogan");
}

#[test]
fn words_are_tagged_and_linked_in_one_step() {
    let mut it = fixture(TEXT);
    let [sharif, _, agreed, meet, _] = ids(&it);
    let tag = |it: &Fixture, words: &str, label: &str, relation_type: &str| Command::TagAndLink {
        document: "a".into(),
        span: it.span("a", words).expect("there"),
        label: label.into(),
        relation_type: relation_type.into(),
        from: vec![agreed, meet],
    };
    let new = tag(&it, "again", "location", "where");
    give(&mut it, &new);
    assert_eq!(relations(&it), "they agreed → where: again\nwould meet → where: again");
    assert_eq!(refused(&it, &new), Rejection::NothingToDo);
    let known = tag(&it, "Sharif", "actor", "said by");
    let count = it.corpus.annotation_count();
    give(&mut it, &known);
    assert_eq!(it.corpus.annotation_count(), count, "they are tagged so already");
    assert_eq!(it.corpus.relations().of(sharif.into()).count(), 2);
    let unfit = tag(&it, "said", "location", "said by");
    assert_eq!(refused(&it, &unfit), Rejection::DoesNotFit("Said by".into()));
}

#[test]
fn a_deleted_speaker_takes_the_link_along_and_brings_it_back() {
    let mut it = fixture(TEXT);
    let [sharif, _, agreed, ..] = ids(&it);
    give(&mut it, &link("said by", &[(agreed, sharif)]));
    give(&mut it, &Command::Delete { annotations: vec![sharif] });
    assert_eq!(relations(&it), "");
    give(&mut it, &Command::Undelete { annotation: sharif });
    assert_eq!(relations(&it), "they agreed → said by: Sharif");
}

#[test]
fn absence_joins_a_group_and_an_article() {
    let mut it = fixture(TEXT);
    let [.., meet, _] = ids(&it);
    give(
        &mut it,
        &Command::IntroduceEntity {
            label: "claim".into(),
            name: "They meet".into(),
            annotations: vec![meet],
        },
    );
    let group = it.corpus.entities().in_order()[0].id.clone();
    let article = it.corpus.documents().next().expect("one").id.clone();
    let absent =
        Command::Link { relation_type: "absent".into(), links: vec![((&group).into(), (&article).into())] };
    give(&mut it, &absent);
    assert_eq!(relations(&it), "They meet → absent: a");
    assert_eq!(refused(&it, &absent), Rejection::NothingToDo);
}

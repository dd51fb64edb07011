//! Unfinished annotations: what an article has left to do, counted once and kept up with every edit.

use super::fixture;
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::query::unfinished::{Left, Tally, Use, lack};
use glossator_fixture::Fixture;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

const TEXT: &str = "[actor:Sharif] and [actor:Erdogan] told [actor:a paper]: “[claim:they agreed]”; [claim:they would meet], [claim:it is late] in [location:Ankara]";

/// Lacks of the annotations of the first article, each behind its words.
fn lacks(corpus: &Corpus) -> Vec<String> {
    let used = Use::of(corpus);
    let document = corpus.documents().next().expect("an article");
    let lacking = document.annotations().filter_map(|one| Some((one, lack(corpus, used, one)?)));
    lacking.map(|(one, lack)| format!("{} {lack:?}", one.quote(&document.text))).collect()
}

fn link(relation_type: &str, from: AnnotationId, to: AnnotationId) -> Command {
    Command::Link { relation_type: relation_type.into(), links: vec![(from.into(), to.into())] }
}

fn introduce(it: &Fixture, name: &str, annotation: AnnotationId) -> Command {
    let label = it.corpus.annotation(annotation).expect("there").label.clone();
    Command::IntroduceEntity { label, name: name.into(), annotations: vec![annotation] }
}

#[test]
fn a_claim_lacks_a_speaker_or_a_group_and_an_actor_an_entity() {
    let mut it = fixture(TEXT);
    let [sharif, erdogan, paper, agreed, meet, late] =
        ["Sharif", "Erdogan", "a paper", "they agreed", "they would meet", "it is late"]
            .map(|words| it.id(words));
    assert_eq!(Use::of(&it.corpus), Use::default());
    assert_eq!(lacks(&it.corpus), ["Sharif Entity", "Erdogan Entity", "a paper Entity"]);
    // A claim that somebody passed on is somebody's.
    it.give(&link("via", agreed, paper)).expect("new");
    assert_eq!(Use::of(&it.corpus), Use::default(), "nobody is asked for before somebody is named");
    assert_eq!(
        lacks(&it.corpus),
        ["Sharif Entity", "Erdogan Entity", "a paper Entity", "they agreed Speaker"]
    );
    it.give(&link("said by", agreed, sharif)).expect("new");
    assert_eq!(Use::of(&it.corpus), Use { any: true, groups: false });
    assert_eq!(lacks(&it.corpus), ["Sharif Entity", "Erdogan Entity", "a paper Entity"]);
    it.give(&introduce(&it, "The paper", paper)).expect("new");
    it.give(&introduce(&it, "Shehbaz Sharif", sharif)).expect("new");
    assert_eq!(lacks(&it.corpus), ["Erdogan Entity"]);
    it.give(&introduce(&it, "They agreed", agreed)).expect("new");
    assert_eq!(Use::of(&it.corpus), Use { any: true, groups: true });
    let left = ["Erdogan Entity", "they would meet Group", "it is late Group"];
    assert_eq!(lacks(&it.corpus), left);
    let apart = vec![(late.key(), "apart".into(), "yes".into())];
    it.give(&Command::SetAttributes { values: apart }).expect("new");
    assert_eq!(lacks(&it.corpus), left[..2]);
    let form = vec![(late.key(), "form".into(), "indirect".into())];
    it.give(&Command::SetAttributes { values: form }).expect("new");
    assert_eq!(lacks(&it.corpus), ["Erdogan Entity", "they would meet Group", "it is late Speaker"]);
    it.give(&Command::SetNobody { claims: vec![late], is_nobody: true }).expect("new");
    it.give(&introduce(&it, "Erdogan", erdogan)).expect("new");
    it.give(&introduce(&it, "They meet", meet)).expect("new");
    assert_eq!(lacks(&it.corpus), [""; 0]);
    // A speaker who goes takes the link along, and with it what is known of the claim.
    it.give(&Command::Delete { annotations: vec![sharif] }).expect("there");
    assert_eq!(lacks(&it.corpus), ["they agreed Speaker"]);
}

/// A deed of those that what is left depends on.
#[derive(Clone, Debug)]
enum Deed {
    Introduce(Index, &'static str),
    Forget(Index),
    Link(&'static str, Index, Index),
    Unlink(Index),
    Nobody(Index, bool),
    Relabel(Index, &'static str),
    Delete(Index),
    DeleteEntity(Index),
    Remove,
    BringBack,
    Undo,
    Redo,
}

fn deed() -> impl Strategy<Value = Deed> {
    let one = any::<Index>;
    let kinds = proptest::sample::select(&["said by", "via", "where"][..]);
    let labels = proptest::sample::select(&["actor", "claim", "location"][..]);
    prop_oneof![
        4 => (one(), proptest::sample::select(&["A", "B"][..])).prop_map(|(a, b)| Deed::Introduce(a, b)),
        1 => one().prop_map(Deed::Forget),
        6 => (kinds, one(), one()).prop_map(|(a, b, c)| Deed::Link(a, b, c)),
        2 => one().prop_map(Deed::Unlink),
        2 => (one(), any::<bool>()).prop_map(|(a, b)| Deed::Nobody(a, b)),
        2 => (one(), labels).prop_map(|(a, b)| Deed::Relabel(a, b)),
        2 => one().prop_map(Deed::Delete),
        1 => one().prop_map(Deed::DeleteEntity),
        1 => Just(Deed::Remove),
        1 => Just(Deed::BringBack),
        3 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ]
}

/// The command of a deed, if there is anything that it can be done to.
fn command(it: &Fixture, deed: &Deed) -> Option<Command> {
    let all = it.corpus.documents().flat_map(|document| document.annotations()).map(|one| one.id);
    let all: Vec<_> = all.collect();
    let at = |index: &Index| (!all.is_empty()).then(|| *index.get(&all));
    let entities: Vec<_> = it.corpus.entities().iter().map(|entity| entity.id.clone()).collect();
    let relations: Vec<_> = it.corpus.relations().iter().map(|relation| relation.id.clone()).collect();
    Some(match deed {
        Deed::Introduce(one, name) => introduce(it, name, at(one)?),
        Deed::Forget(one) => Command::Assign { annotations: vec![at(one)?], entity: None },
        Deed::Link(kind, from, to) => link(kind, at(from)?, at(to)?),
        Deed::Unlink(one) if !relations.is_empty() => Command::Unlink(vec![one.get(&relations).clone()]),
        Deed::Nobody(one, is_nobody) => Command::SetNobody { claims: vec![at(one)?], is_nobody: *is_nobody },
        Deed::Relabel(one, label) => Command::Relabel { annotations: vec![at(one)?], label: (*label).into() },
        Deed::Delete(one) => Command::Delete { annotations: vec![at(one)?] },
        Deed::DeleteEntity(one) if !entities.is_empty() => {
            Command::DeleteEntities(vec![one.get(&entities).clone()])
        }
        Deed::Remove => Command::RemoveDocuments(vec!["b".into()]),
        Deed::BringBack => Command::BringBackDocuments(vec!["b".into()]),
        _ => return None,
    })
}

proptest! {
    /// The numbers that were kept up are those of a count that begins anew, whatever was done.
    #[test]
    fn what_is_left_follows_every_edit(deeds in vec(deed(), 1..40)) {
        let mut it = Fixture::new(&[("a", TEXT), ("b", "[claim:they agreed], said [actor:Sharif] in [location:Ankara]")]).expect("two articles");
        let mut tally = Tally::default();
        for deed in &deeds {
            for document in it.corpus.documents() {
                tally.left(&it.corpus, document);
            }
            let before = it.corpus.clone();
            let change = match deed {
                Deed::Undo => it.undo().map(|_| before.apply(it.transactions.last().expect("undone")).1),
                Deed::Redo => it.redo().map(|_| before.apply(it.transactions.last().expect("redone")).1),
                _ => command(&it, deed).and_then(|command| it.give(&command).ok()),
            };
            if let Some(change) = change {
                tally.follow(&before, &it.corpus, Some(&change));
            }
            let used = Use::of(&it.corpus);
            prop_assert_eq!(tally.used(&it.corpus), used);
            for document in it.corpus.documents() {
                prop_assert_eq!(tally.left(&it.corpus, document), Left::of(&it.corpus, used, document), "{:?}", deed);
            }
        }
    }
}

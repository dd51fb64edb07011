//! Attribution: what a list says of a claim, and how it is sorted and narrowed by it.

use super::fixture;
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::query::attribution::{Attribution, Conditions, SaidBy, name_of, said_by, voices};
use glossator_core::query::speakers::Who;
use glossator_core::query::stance::Form;
use glossator_core::query::{self, Order, Query};
use glossator_fixture::Fixture;
use glossator_fixture::language::Expressions;

/// Sharif says the first claim directly and denies the second, under another name; “he” says the third; the next is nobody's, the
/// next somebody's, and the last the article's own.
fn told() -> Fixture {
    let mut it = fixture(
        "“[claim:We agreed],” said [actor:Mr Sharif]. [claim:They did not meet], [actor:Shehbaz]. “[claim:It is] late,” [actor:he] added. \
         [claim:Nobody came], they say. [claim:Somebody], [actor:a paper] wrote. [claim:It rained] in [location:Ankara].",
    );
    let id = |words: &str| it.id(words);
    let [agreed, sharif, meet, shehbaz, late, he, nobody, somebody, paper, ankara] = [
        "We agreed",
        "Mr Sharif",
        "They did not meet",
        "Shehbaz",
        "It is",
        "he",
        "Nobody came",
        "Somebody",
        "a paper",
        "Ankara",
    ]
    .map(id);
    let link = |kind: &str, links: &[(AnnotationId, AnnotationId)]| Command::Link {
        relation_type: kind.into(),
        links: links.iter().map(|(from, to)| ((*from).into(), (*to).into())).collect(),
    };
    let introduce = |label: &str, name: &str, annotations: &[AnnotationId]| Command::IntroduceEntity {
        label: label.into(),
        name: name.into(),
        annotations: annotations.to_vec(),
    };
    let commands = [
        introduce("actor", "Shehbaz Sharif", &[sharif, shehbaz]),
        introduce("claim", "They agree", &[agreed]),
        introduce("location", "Ankara", &[ankara]),
        link("said by", &[(agreed, sharif), (meet, shehbaz), (late, he)]),
        link("via", &[(somebody, paper)]),
        Command::SetNobody { claims: vec![nobody], is_nobody: true },
        Command::SetAttributes { values: vec![(meet.key(), "position".into(), "denies".into())] },
    ];
    for command in &commands {
        it.give(command).unwrap_or_else(|why| panic!("{command:?}: {why:?}"));
    }
    it
}

fn listed(corpus: &Corpus, query: &Query) -> Vec<String> {
    let listed = query::annotations(corpus, None, query, &Expressions);
    listed.iter().map(|(document, one)| one.quote(&document.text).to_owned()).collect()
}

fn who(corpus: &Corpus, name: &str) -> SaidBy {
    let voices = voices(corpus, None);
    SaidBy::Who(voices.iter().find(|(_, of)| **of == *name).expect(name).0.clone())
}

#[test]
fn a_list_says_of_a_claim_whose_it_is() {
    let it = told();
    let check = |words: &str, expected: &str| {
        let said = Attribution::of(&it.corpus, it.annotation(words).expect(words)).map(|said| {
            let missing = if said.is_missing { ", missing" } else { "" };
            format!("{}: {:?} {:?}{missing}", said.name, said.stance.form, said.stance.state())
        });
        assert_eq!(said.unwrap_or_default(), expected, "{words}");
    };
    check("We agreed", "Shehbaz Sharif: Direct Attributes");
    check("They did not meet", "Shehbaz Sharif: Indirect AttributesDenial");
    check("It is", "he: Direct Attributes");
    check("Nobody came", ": Indirect AttributesNobody");
    check("Somebody", ": Indirect AttributesNobody, missing");
    check("It rained", ": None Asserts");
    check("Mr Sharif", "");
    let name = |words: &str| name_of(&it.corpus, it.annotation(words).expect(words)).to_string();
    assert_eq!(["Shehbaz", "he", "We agreed"].map(name), ["Shehbaz Sharif", "he", "They agree"]);
    let names: Vec<_> =
        voices(&it.corpus, Some(&"a".into())).into_iter().map(|(_, name)| name.to_string()).collect();
    assert_eq!(names, ["he", "Shehbaz Sharif"]);
    assert_eq!(voices(&it.corpus, Some(&"b".into())), []);
}

#[test]
fn a_list_is_narrowed_to_speakers_forms_and_sides() {
    let it = told();
    let check = |conditions: Conditions, expected: &[&str]| {
        let query = Query { conditions: conditions.clone(), ..Query::default() };
        assert_eq!(listed(&it.corpus, &query), expected, "{conditions:?}");
    };
    let by = |said_by: SaidBy| Conditions { said_by: Some(said_by), ..Conditions::default() };
    check(by(who(&it.corpus, "Shehbaz Sharif")), &["We agreed", "They did not meet"]);
    check(by(who(&it.corpus, "he")), &["It is"]);
    check(by(SaidBy::Who(Who::Words("nobody".into()))), &[]);
    check(by(SaidBy::Own), &["It rained"]);
    check(by(SaidBy::Nobody), &["Nobody came", "Somebody"]);
    check(by(SaidBy::Missing), &["Somebody"]);
    let in_form = |form: Form| Conditions { form: Some(form), ..Conditions::default() };
    check(in_form(Form::Direct), &["We agreed", "It is"]);
    check(in_form(Form::None), &["It rained"]);
    check(Conditions { is_denial: Some(true), ..Conditions::default() }, &["They did not meet"]);
    let direct = Conditions { is_denial: Some(true), ..in_form(Form::Direct) };
    check(direct, &[]);
    let without = Conditions { is_without_entity: true, ..Conditions::default() };
    let left = ["They did not meet", "It is", "he", "Nobody came", "Somebody", "a paper", "It rained"];
    check(without.clone(), &left);
    check(Conditions { said_by: Some(SaidBy::Missing), ..without.clone() }, &["Somebody"]);
    let actors = Query { labels: vec!["actor".into()], conditions: without, ..Query::default() };
    assert_eq!(listed(&it.corpus, &actors), ["he", "a paper"]);
}

#[test]
fn a_list_is_sorted_by_speaker() {
    let it = told();
    let sorted = listed(&it.corpus, &Query { order: Order::Speaker, ..Query::default() });
    let claims = ["It is", "We agreed", "They did not meet", "Nobody came", "Somebody", "It rained"];
    assert_eq!(sorted[..6], claims);
    assert_eq!(sorted[6..], ["Mr Sharif", "Shehbaz", "he", "a paper", "Ankara"]);
}

#[test]
fn the_claims_of_an_actor_are_those_of_all_his_mentions() {
    let mut it = told();
    let check = |it: &Fixture, words: &str, expected: &[&str]| {
        let claims = said_by(&it.corpus, it.annotation(words).expect(words));
        let text = &it.corpus.document(&"a".into()).expect("there").text;
        let claims: Vec<_> = claims.into_iter().map(|claim| claim.quote(text)).collect();
        assert_eq!(claims, expected, "{words}");
    };
    check(&it, "Mr Sharif", &["We agreed", "They did not meet"]);
    check(&it, "Shehbaz", &["We agreed", "They did not meet"]);
    check(&it, "he", &["It is"]);
    check(&it, "Ankara", &[]);
    let entity = it.annotation("Shehbaz").expect("there").entity.clone();
    it.give(&Command::Assign { annotations: vec![it.id("he")], entity }).expect("new");
    check(&it, "he", &["We agreed", "They did not meet", "It is"]);
}

#[test]
fn equal_words_that_say_something_else_are_not_alike() {
    let mut it = fixture(
        "[actor:India] and [actor:India], [actor:India], [actor:India]; [claim:it rains], [claim:it rains], [claim:it rains], says [actor:he]",
    );
    let ids: Vec<_> =
        it.corpus.documents().flat_map(|document| document.annotations()).map(|one| one.id).collect();
    let groups = |it: &Fixture| {
        let listed = query::annotations(&it.corpus, None, &Query::default(), &Expressions);
        let groups = query::alike(&it.corpus, &listed).into_iter();
        groups
            .map(|group| {
                group.iter().map(|(_, one)| ids.iter().position(|id| *id == one.id).expect("known")).collect()
            })
            .collect::<Vec<Vec<_>>>()
    };
    assert_eq!(groups(&it), [vec![0, 1, 2, 3], vec![4, 5, 6], vec![7]]);
    let introduce = |name: &str, one: usize| Command::IntroduceEntity {
        label: "actor".into(),
        name: name.into(),
        annotations: vec![ids[one]],
    };
    it.give(&introduce("India", 1)).expect("new");
    it.give(&introduce("Government of India", 3)).expect("new");
    let entity = it.corpus.annotation(ids[1]).expect("there").entity.clone();
    it.give(&Command::Assign { annotations: vec![ids[2]], entity }).expect("new");
    assert_eq!(groups(&it), [vec![0], vec![1, 2], vec![3], vec![4, 5, 6], vec![7]]);
    let links = vec![(ids[5].into(), ids[7].into())];
    it.give(&Command::Link { relation_type: "said by".into(), links }).expect("new");
    assert_eq!(groups(&it)[3..], [vec![4, 6], vec![5], vec![7]]);
}

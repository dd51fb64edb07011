//! Actors: names by outlet, speakers, stances and suggestions, in small.

use super::fixture;
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::{Command, Link};
use glossator_core::formats::csv::{self, EntityTable};
use glossator_core::formats::{RawFile, ReadError};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::attribute::{Attribute, Holds, of_entity};
use glossator_core::model::entity::EntityId;
use glossator_core::model::label::Label;
use glossator_core::model::record::AttributeValue;
use glossator_core::query::naming::{Counted, Naming, Row, naming};
use glossator_core::query::speakers::{Who, speakers};
use glossator_core::query::stance::{Links, Stance};
use glossator_core::query::suggestions::{Vocabulary, Why, near};
use glossator_fixture::Fixture;
use glossator_fixture::language::Unicode;

fn give(it: &mut Fixture, command: &Command) {
    it.give(command).unwrap_or_else(|why| panic!("{command:?}: {why}"));
}

fn link(it: &mut Fixture, kind: &str, from: &str, to: &str) {
    let link: Link = (it.id(from).into(), it.id(to).into());
    give(it, &Command::Link { relation_type: kind.into(), links: vec![link] });
}

/// An entity with all annotations of these words.
fn introduce(it: &mut Fixture, label: &str, name: &str, words: &[&str]) -> EntityId {
    let annotations = words.iter().flat_map(|words| all(it, words)).collect();
    give(it, &Command::IntroduceEntity { label: label.into(), name: name.into(), annotations });
    let entities = it.corpus.entities().in_order();
    entities.iter().find(|entity| *entity.name == *name).expect("it is new").id.clone()
}

fn all(it: &Fixture, words: &str) -> Vec<AnnotationId> {
    let all = it.corpus.documents().flat_map(|document| {
        document.annotations().filter(|one| one.quote(&document.text) == words).map(|one| one.id)
    });
    all.collect()
}

fn set(it: &mut Fixture, words: &str, attribute: &str, value: &str) {
    let values = vec![(it.id(words).key(), attribute.into(), value.into())];
    give(it, &Command::SetAttributes { values });
}

fn publish(it: &mut Fixture, outlets: &[(&str, &str)]) {
    let values = outlets.iter().map(|(id, outlet)| {
        (glossator_core::model::document::DocumentId::from(*id).key(), "outlet".into(), (*outlet).into())
    });
    give(it, &Command::SetAttributes { values: values.collect() });
}

/// "Erdogan 3 = Le Monde 0 %: Erdogan 2; Bild 10 %: he 1".
fn shown(naming: &Naming, row: &Row) -> String {
    let cells = row.cells().iter().map(|cell| {
        let names = cell.names.iter().map(|name| {
            let sign = if name.is_quoted { "”" } else { "" };
            format!("{}{sign} {}", name.words, name.mentions.len())
        });
        let first = cell.first.map_or("nowhere".to_owned(), |first| format!("{} %", first.percent()));
        format!("{} {first}: {}", naming.outlets[cell.outlet].name, names.collect::<Vec<_>>().join(", "))
    });
    format!("{} {} = {}", row.name, row.mentions.len(), cells.collect::<Vec<_>>().join("; "))
}

fn names(it: &Fixture, label: &str, counted: Counted) -> Vec<String> {
    let naming = naming(&it.corpus, &label.into(), counted);
    naming.rows.iter().chain(&naming.loose).map(|row| shown(&naming, row)).collect()
}

#[test]
fn names_of_an_entity_are_those_of_all_that_was_merged_into_it() {
    let mut it = Fixture::new(&[
        ("a", "0123456789 [actor:Turkey] and [actor:Ankara], “[actor:Ankara]” or [actor:it], [actor:Sharif]"),
        ("b", "[actor:Sharif] on [actor:the\n  Turks], [location:Ankara]"),
        ("c", "[actor:Turkey]"),
    ])
    .expect("three articles");
    publish(&mut it, &[("b", "Bild"), ("c", "Le Monde")]);
    let turkey = introduce(&mut it, "actor", "Turkey", &["Turkey", "it"]);
    let ankara = introduce(&mut it, "actor", "Ankara", &["the\n  Turks"]);
    // The place of that name is no actor.
    let places = all(&it, "Ankara");
    give(&mut it, &Command::Assign { annotations: places, entity: Some(ankara.clone()) });
    give(&mut it, &Command::MergeEntities { from: vec![ankara], into: turkey });
    set(&mut it, "it", "mention", "pronoun");
    let all = Counted { pronouns: true, quoted: true };
    // The outlet without a name comes last.
    let sharif = "Sharif 2 = Bild 0 %: Sharif 1;  88 %: Sharif 1".to_owned();
    let turks = "Turkey 6 = Bild 34 %: the Turks 1; Le Monde 0 %: Turkey 1;  21 %: Ankara 2, Turkey 1, it 1";
    assert_eq!(names(&it, "actor", all), [turks.to_owned(), sharif.clone()]);
    let turks = "Turkey 5 = Bild 34 %: the Turks 1; Le Monde 0 %: Turkey 1;  21 %: Ankara 2, Turkey 1";
    assert_eq!(names(&it, "actor", Counted::default()), [turks.to_owned(), sharif.clone()]);
    let turks = "Turkey 4 = Bild 34 %: the Turks 1; Le Monde 0 %: Turkey 1;  21 %: Turkey 1, Ankara 1";
    let counted = Counted { quoted: false, pronouns: false };
    assert_eq!(names(&it, "actor", counted), [turks.to_owned(), sharif]);
    assert_eq!(names(&it, "location", all), ["Ankara 1 = Bild 79 %: Ankara 1"]);
}

const INDIRECT: &str = "[actor:Sharif] [location:said] that [claim:they agreed]";

#[test]
fn a_stance_follows_from_links_and_marks() {
    let check = |marked: &str, links: &[&str], values: &[(&str, &str)], expected: &str| {
        let mut it = with_cues(marked);
        let claim = all_of(&it, "claim");
        let [claim] = claim[..] else { panic!("one claim") };
        for kind in links {
            let to = if *kind == "cue" { "said" } else { "Sharif" };
            let link: Link = (claim.into(), it.id(to).into());
            give(&mut it, &Command::Link { relation_type: (*kind).into(), links: vec![link] });
        }
        for (attribute, value) in values {
            let values = vec![(claim.key(), (*attribute).into(), (*value).into())];
            give(&mut it, &Command::SetAttributes { values });
        }
        let claim = it.corpus.annotation(claim).expect("there");
        let stance = Stance::of(&it.corpus, claim, &Links::of(&it.corpus, claim));
        let guess = if stance.is_guessed { ", guessed" } else { "" };
        assert_eq!(format!("{} {}{guess}", stance.form.word(), stance.state().word()), expected, "{marked}");
    };
    check(INDIRECT, &[], &[], "none asserts, guessed");
    check(INDIRECT, &["said by"], &[], "indirect attributes, guessed");
    check(INDIRECT, &["via"], &[], "indirect attributes-nobody, guessed");
    check(INDIRECT, &["cue"], &[], "indirect attributes-nobody, guessed");
    check(INDIRECT, &[], &[("nobody", "yes")], "indirect attributes-nobody, guessed");
    check(INDIRECT, &[], &[("form", "none"), ("nobody", "yes")], "none attributes-nobody");
    check(INDIRECT, &[], &[("form", "mixed")], "mixed attributes-nobody");
    check(INDIRECT, &["said by"], &[("form", "none")], "none attributes");
    check(INDIRECT, &[], &[("position", "denies")], "none denies, guessed");
    check(INDIRECT, &["said by"], &[("position", "denies")], "indirect attributes-denial, guessed");
    check(INDIRECT, &["cue"], &[("position", "denies")], "indirect attributes-denial-nobody, guessed");
    check(
        "“[claim:They agreed],” [location:said] [actor:Sharif]",
        &["said by"],
        &[],
        "direct attributes, guessed",
    );
    check(
        "[claim:They “agreed”], [location:said] [actor:Sharif]",
        &["said by"],
        &[],
        "mixed attributes, guessed",
    );
}

/// An article whose “said” is a cue.
fn with_cues(marked: &str) -> Fixture {
    let mut it = fixture(marked);
    let cue = Label { name: "Cue".into(), ..Label::bare("cue".into()) };
    give(&mut it, &Command::PutLabel(cue));
    let annotations = [all(&it, "said"), all(&it, "Said")].concat();
    give(&mut it, &Command::Relabel { annotations, label: "cue".into() });
    it
}

fn all_of(it: &Fixture, label: &str) -> Vec<AnnotationId> {
    let all = it.corpus.documents().flat_map(|document| document.annotations());
    all.filter(|one| *one.label.0 == *label).map(|one| one.id).collect()
}

#[test]
fn a_speaker_that_is_gone_says_nothing() {
    let mut it = fixture("[actor:Sharif] said [claim:they agreed]");
    link(&mut it, "said by", "they agreed", "Sharif");
    let sharif = it.id("Sharif");
    give(&mut it, &Command::Delete { annotations: vec![sharif] });
    let claim = it.annotation("they agreed").expect("there");
    let stance = Stance::of(&it.corpus, claim, &Links::of(&it.corpus, claim));
    assert_eq!(stance.state().word(), "asserts");
}

#[test]
fn words_that_are_quoted_count_once_a_place() {
    let mut it = with_cues(
        "“[claim#1:We [claim#2:agreed#1] today#2],” said [actor:Sharif]. [claim:It rained]. [claim:“Yes,”] they [location:Said].\n\n\
         According to [actor:reports], told by [actor:him], [claim:no].",
    );
    for claim in ["We agreed", "agreed today"] {
        link(&mut it, "said by", claim, "Sharif");
    }
    link(&mut it, "cue", "“Yes,”", "Said");
    link(&mut it, "said by", "no", "reports");
    link(&mut it, "via", "no", "him");
    let sharif = introduce(&mut it, "actor", "Shehbaz Sharif", &["Sharif"]);
    let [table] = &speakers(&it.corpus, &Unicode)[..] else { panic!("one outlet") };
    let named: Vec<_> = table.named.iter().map(|it| (it.who.clone(), it.claims.len(), it.words)).collect();
    assert_eq!(named, [(Who::Entity(sharif), 2, 3), (Who::Words("reports".into()), 1, 0)]);
    assert_eq!((table.attributed(), table.nobody.len(), table.own.len()), (3, 1, 1));
    let cues: Vec<_> = table.cues.iter().map(|cue| (&*cue.words, cue.claims.len())).collect();
    assert_eq!(cues, [("said", 1)]);
}

#[test]
fn the_nearest_mention_of_the_same_paragraph_comes_first_and_those_within_the_claim_last() {
    let mut it = fixture(
        "[actor:Fidan] came.\n\n[actor:Sharif] and [actor:Guler] said [claim:that [actor:Erdogan] agreed] with \
         [actor:Kalin]\n\n[actor:Munir] and the [actor:PM]",
    );
    introduce(&mut it, "actor", "Shehbaz Sharif", &["Sharif", "PM"]);
    let claim = it.annotation("that Erdogan agreed").expect("there");
    let found = near(&it.corpus, claim, &"actor".into());
    let text = &it.corpus.documents().next().expect("one").text;
    let found: Vec<_> = found.iter().map(|near| near.mention.quote(text)).collect();
    assert_eq!(found, ["Guler", "Kalin", "Sharif", "Munir", "Fidan", "Erdogan"]);
}

#[test]
fn the_same_words_are_suggested_before_those_that_share_a_rare_one() {
    let mut it = fixture(
        "[actor:Prime Minister Sharif] and [actor:Prime Minister Modi], [actor:Sharif], [actor:Sharif] and [actor:Ishaq Dar], \
         [location:Ankara] and [actor:Ankara], [actor:外交部]",
    );
    introduce(&mut it, "actor", "Shehbaz Sharif", &["Prime Minister Sharif", "Sharif"]);
    introduce(&mut it, "actor", "Narendra Modi", &["Prime Minister Modi"]);
    introduce(&mut it, "actor", "中国外交部", &["外交部"]);
    introduce(&mut it, "actor", "Nobody of that name", &["Ishaq Dar"]);
    introduce(&mut it, "location", "Ankara", &[]);
    let check = |label: &str, words: &[&str], expected: &[(&str, Why)]| {
        let vocabulary = Vocabulary::of(&it.corpus, &label.into(), &Unicode);
        let found = vocabulary.suggestions(words, &Unicode);
        let found: Vec<_> = found.iter().map(|it| (&*it.entity.name, it.why)).collect();
        assert_eq!(found, expected, "{words:?}");
    };
    check("actor", &["Sharif"], &[("Shehbaz Sharif", Why::SameWords(2))]);
    check("actor", &["Sharif’s"], &[("Shehbaz Sharif", Why::RareWords)]);
    check(
        "actor",
        &["Prime Minister Narendra Modi"],
        &[("Narendra Modi", Why::RareWords), ("Shehbaz Sharif", Why::RareWords)],
    );
    // A name that no text has.
    check("actor", &["Narendra Modi"], &[("Narendra Modi", Why::SameWords(0))]);
    // The label decides first.
    check("location", &["Ankara"], &[("Ankara", Why::SameWords(0))]);
    check("actor", &["Ankara"], &[]);
    check("actor", &["a stranger"], &[]);
}

fn read(corpus: &Corpus, name: &str, table: &str) -> Option<Result<EntityTable, ReadError>> {
    csv::read_entities(&RawFile::new(name, table.as_bytes()), corpus, &"actor".into())
}

/// A project whose actors have a kind and a number.
fn with_attributes() -> Fixture {
    let mut it = fixture("");
    let kind = Attribute {
        name: "Kind".into(),
        holds: Holds::Choice,
        values: [("person", "Person"), ("state", "State")]
            .map(|(id, name)| AttributeValue::new(id, name))
            .into(),
        ..Attribute::bare(of_entity("actor"), "kind".into())
    };
    let age = Attribute { holds: Holds::Number, ..Attribute::bare(of_entity("actor"), "age".into()) };
    give(&mut it, &Command::PutAttribute(kind));
    give(&mut it, &Command::PutAttribute(age));
    it
}

#[test]
fn a_table_of_names_is_read_line_by_line() {
    let mut it = with_attributes();
    let check = |it: &Fixture, table: &str, expected: &str, left_out: &[&str]| {
        let read = read(&it.corpus, "names.csv", table).expect("a table of names").expect("it can be read");
        let entities = read.entities.iter().map(|entity| {
            let values: Vec<_> =
                entity.attributes.iter().map(|(id, value)| format!("{id}={value}")).collect();
            format!("{}:{}({})[{}]", entity.label, entity.name, entity.aliases.join("|"), values.join(" "))
        });
        assert_eq!(entities.collect::<Vec<_>>().join(" "), expected, "{table}");
        let findings: Vec<_> = read.findings.iter().map(ToString::to_string).collect();
        assert_eq!(findings.len(), left_out.len(), "{findings:?}");
        for (finding, name) in findings.iter().zip(left_out) {
            assert!(finding.contains(name), "{findings:?}");
        }
    };
    check(
        &it,
        "name,kind,aliases\nErdogan,person,the president | he",
        "actor:Erdogan(the president|he)[kind=person]",
        &[],
    );
    check(&it, "Name;Kind\r\nErdogan;Person\r\n", "actor:Erdogan()[kind=person]", &[]);
    check(&it, "\u{feff}aliases\tname\tage\n\tErdogan\t71\n", "actor:Erdogan()[age=71]", &[]);
    check(&it, "name,aliases,age,side\nErdogan,,old,x\n", "actor:Erdogan()[]", &["age", "side"]);
    check(&it, "name,aliases\n,he\nErdogan,\n", "actor:Erdogan()[]", &["name"]);
    check(&it, "name,aliases,label\nOslo,,Location\nElse,,nothing\n", "location:Oslo()[]", &["label"]);
    // A value that the codebook does not know stays.
    check(&it, "name,kind\nErdogan,king", "actor:Erdogan()[kind=king]", &[]);
    // Two lines are one entity.
    check(&it, "name,kind,aliases\nA,person,b\nA,state,c\n", "actor:A(b|c)[kind=state]", &[]);
    for other in ["name,text\na,b", "name,colour,kind\na,b,c", "title,aliases\na,b", "", "name"] {
        assert!(read(&it.corpus, "names.csv", other).is_none(), "{other}");
    }
    assert!(read(&it.corpus, "names.txt", "name,kind\na,b").is_none());
    // It comes back as it went out.
    let table = "name,kind,aliases,age\n=Erdogan,person,\"he | '+1\",71\nSharif,,,\n";
    let read = read(&it.corpus, "names.csv", table).expect("a table").expect("read");
    give(&mut it, &Command::TakeEntities(read.entities));
    let written = csv::entities(&it.corpus, &"actor".into());
    let again = self::read(&it.corpus, "names.csv", &written).expect("a table").expect("read");
    assert!(it.give(&Command::TakeEntities(again.entities)).is_err(), "{written}");
}

#[test]
fn names_that_are_here_get_what_is_given() {
    let mut it = with_attributes();
    let take = |it: &mut Fixture, table: &str| {
        let read = read(&it.corpus, "names.csv", table).expect("a table").expect("read");
        give(it, &Command::TakeEntities(read.entities));
    };
    let shown = |it: &Fixture| {
        let all = it.corpus.entities().in_order();
        let all = all
            .into_iter()
            .map(|it| format!("{}({})[{}]", it.name, it.aliases.join("|"), it.attributes.get("kind")));
        all.collect::<Vec<_>>().join(" ")
    };
    take(&mut it, "name,kind,aliases\nErdogan,person,the president\nSharif,person,\n");
    take(&mut it, "name,kind,aliases\nthe president,state,he\nPM,,\nErdogan,,\n");
    assert_eq!(shown(&it), "Erdogan(the president|he)[state] Sharif()[person] PM()[]");
    it.undo();
    assert_eq!(shown(&it), "Erdogan(the president)[person] Sharif()[person]");
}

#[test]
fn typed_words_find_first_whoever_is_called_so() {
    let mut it =
        fixture("[actor:Erdogan’s office] said; [actor:The president] left. [actor:Erdogan’s office] again");
    introduce(&mut it, "actor", "Turkish presidency", &["Erdogan’s office"]);
    introduce(&mut it, "actor", "Recep Tayyip Erdoğan", &["The president"]);
    let vocabulary = Vocabulary::of(&it.corpus, &"actor".into(), &Unicode);
    let check = |typed: &str, expected: &[&str]| {
        let found = vocabulary.containing(typed);
        assert_eq!(found.iter().map(|entity| &*entity.name).collect::<Vec<_>>(), expected, "{typed}");
    };
    check("erdogan", &["Recep Tayyip Erdoğan", "Turkish presidency"]);
    check("ERDOĞAN’S", &["Turkish presidency"]);
    check("pres", &["Turkish presidency", "Recep Tayyip Erdoğan"]);
    check("none", &[]);
}

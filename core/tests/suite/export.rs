//! Export: what other tools are given, file by file, of texts and names that are hard to write down.

use super::golden::{self, SEEDS};
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::export::{Choice, Contents};
use glossator_core::formats::{self, FORMATS, Format, LeftOut, Unwritten};
use glossator_core::model::time::Timestamp;
use glossator_fixture::Fixture;
use glossator_fixture::language::Unicode;
use std::rc::Rc;

const HARD: &str = include_str!("../golden/hard.json");

/// Emoji, combining marks, two directions, CR LF, white space of all kinds, markup and formulas, in texts, labels, notes,
/// names and ids.
pub fn hard() -> Corpus {
    let incoming = formats::read("hard.json", HARD.as_bytes()).expect("a download");
    let mut it = Fixture { corpus: Corpus::new([]), ..super::fixture("") };
    it.give(&Command::Import(Rc::new(incoming))).expect("new");
    it.corpus
}

fn contents<'a>(corpus: &'a Corpus, choice: &Choice) -> Contents<'a> {
    Contents::of(corpus, choice, Timestamp::default(), &Unicode)
}

fn format(id: &str) -> &'static Format {
    FORMATS.into_iter().find(|format| format.id == id).expect("a format")
}

#[test]
fn every_export_is_written_byte_for_byte_as_it_ever_was() {
    let corpus = hard();
    let contents = contents(&corpus, &Choice::default());
    for format in FORMATS {
        for file in (format.write)(&contents) {
            golden::check(&format!("export/{}/{}", format.id, file.name), &file.content);
        }
    }
}

#[test]
fn what_is_left_out_is_counted() {
    use Unwritten::{
        Blank, Entities, LooseRelations, Overlapping, OverlappingEntities, Relations,
        RelationsBetweenArticles, RelationsBetweenArticlesOrBlank, Values,
    };
    let corpus = hard();
    let contents = contents(&corpus, &Choice::default());
    let check = |id: &str, expected: &[(Unwritten, usize)]| {
        let all = std::iter::once(&(Unwritten::Unplaced, 1)).chain(expected);
        let all: Vec<_> = all.map(|(what, count)| LeftOut { what: *what, count: *count }).collect();
        assert_eq!(format(id).left_out(&contents), all, "{id}");
    };
    check("w3c", &[]);
    check("csv", &[]);
    check("spacy", &[(OverlappingEntities, 7), (Values, 7), (Relations, 5)]);
    let entities_and_values = [(Entities, 5), (Values, 7)];
    let loose = (LooseRelations, 1);
    let in_tokens = (RelationsBetweenArticlesOrBlank, 1);
    check("prodigy", &[&[(Blank, 1)], &entities_and_values[..], &[in_tokens, loose]].concat());
    check("webanno", &[(Blank, 1), (Values, 7), (Relations, 5)]);
    check("uima", &[(Blank, 1), (Values, 7), in_tokens, loose]);
    check("conll", &[&[(Blank, 1), (Overlapping, 1)], &entities_and_values[..], &[(Relations, 5)]].concat());
    check("tei", &[(RelationsBetweenArticles, 1), loose]);
    check("hugging-face", &[(RelationsBetweenArticles, 1), loose]);
    check("doccano", &[&entities_and_values[..], &[(Relations, 5)]].concat());
    check("doccano-relations", &[&entities_and_values[..], &[(RelationsBetweenArticles, 1), loose]].concat());
    // One value is of no attribute, and one is neither a choice nor a flag.
    check("label-studio", &[(Values, 1), (RelationsBetweenArticles, 1), loose]);
    check("brat", &[(Blank, 1), (Values, 2), in_tokens, loose]);
}

#[test]
fn an_article_and_some_labels_can_be_chosen() {
    let corpus = hard();
    let check = |document: Option<&str>, without: &[&str], expected: (usize, usize, [usize; 2], usize)| {
        let without = without.iter().map(|label| (*label).into()).collect();
        let contents = contents(&corpus, &Choice { document: document.map(Into::into), without });
        let spans: usize = contents.articles.iter().map(|article| article.spans.len()).sum();
        let relations = [contents.relations.len(), contents.loose.len()];
        let found = (contents.articles.len(), spans, relations, contents.labels.len());
        assert_eq!(found, expected, "{document:?}");
    };
    check(None, &[], (3, 13, [4, 1], 7));
    check(Some("hard"), &[], (1, 10, [3, 0], 7));
    check(Some("hard"), &["claim"], (1, 8, [1, 0], 6));
    check(Some("emptyé"), &[], (1, 0, [0, 1], 7));
    check(None, &["actor", "claim", "location"], (3, 4, [0, 0], 4));
}

#[test]
fn entities_do_not_overlap_and_the_longest_stay() {
    let check = |marked: &str, expected: &str| {
        let it = super::fixture(marked);
        let contents = contents(&it.corpus, &Choice::default());
        let article = &contents.articles[0];
        let flat: Vec<_> = article.flat(|_| true).into_iter().map(|at| article.spans[at].quote).collect();
        assert_eq!(flat.join("|"), expected, "{marked}");
    };
    check("nothing", "");
    check("[actor:a] [actor:b]", "a|b");
    check("[claim:a [actor:b c] d]", "a b c d");
    check("[actor:a][actor:b]", "a|b");
}

#[test]
fn sentences_and_tokens_are_those_of_the_language_but_never_cut_an_annotation() {
    // Of `actor`, tokens with their tags, a line for each sentence.
    let check = |marked: &str, expected: &[&str]| {
        let it = super::fixture(marked);
        let files = (format("conll").write)(&contents(&it.corpus, &Choice::default()));
        let file = files.iter().find(|file| file.name == "actor.conll").expect("a label");
        let sentences = file.content.trim_end().split("\n\n").skip(1);
        let found: Vec<_> = sentences.map(|lines| lines.replace('\t', "/").replace('\n', " ")).collect();
        assert_eq!(found, expected, "{marked}");
    };
    check("", &[]);
    check(
        "[actor:Mr. Sharif] met him. He left!",
        &["Mr./B-actor Sharif/I-actor met/O him/O ./O", "He/O left/O !/O"],
    );
    check(
        "In the U.S. Erdogan’s men didn't go.",
        &["In/O the/O U.S./O Erdogan/O ’s/O men/O did/O n't/O go/O ./O"],
    );
    check("New sectors.“We go.” End", &["New/O sectors/O ./O", "“/O We/O go/O ./O ”/O", "End/O"]);
    check("[actor:Erdogan]’s \'s o\'clock’ A.", &["Erdogan/B-actor ’s/O \'/O s/O o\'clock/O ’/O A./O"]);
    check(
        "One. [actor:Two. Three] four. Five",
        &["One/O ./O", "Two/B-actor ./I-actor Three/I-actor four/O ./O", "Five/O"],
    );
    check("Line one\r\n\r\n  Line\u{a0}two ", &["Line/O one/O", "Line/O two/O"]);
    // Words that are tagged in part are cut; two annotations beside each other are two.
    check(
        "anti[actor:-Erdogan]s [actor:Ana][actor:Bob]",
        &["anti/O -/B-actor Erdogan/I-actor s/O Ana/B-actor Bob/B-actor"],
    );
    // Of those that overlap the longest stays; other labels are in other files.
    check("[actor:a [actor:b] [claim:c]] d", &["a/B-actor b/I-actor c/I-actor d/O"]);
    check(
        "1\u{202f}000 [actor:👩\u{200d}👩\u{200d}👧 e\u{301}]",
        &["1/O 000/O 👩\u{200d}👩\u{200d}👧/B-actor e\u{301}/I-actor"],
    );
}

#[test]
fn in_webanno_parts_of_words_follow_the_word_and_sentences_stay() {
    let check = |marked: &str, expected: &[&str]| {
        let it = super::fixture(marked);
        let files = (format("webanno").write)(&contents(&it.corpus, &Choice::default()));
        let (_, rows) = files[0].content.split_once("\n\n\n").expect("a header");
        let rows: Vec<_> = rows.lines().map(|line| line.trim_end().replace('\t', " ")).collect();
        assert_eq!(rows, expected, "{marked}");
    };
    check(
        "anti[actor:war] 🙂",
        &["#Text=antiwar 🙂", "1-1 0-7 antiwar _ _", "1-1.1 4-7 war *[1] actor[1]", "1-2 8-10 🙂 _ _"],
    );
    check(
        "[claim:A. pre[actor:war] B] c.",
        &[
            "#Text=A. prewar B c.",
            "1-1 0-2 A. *[1] claim[1]",
            "1-2 3-9 prewar *[1] claim[1]",
            "1-2.1 6-9 war *[2] actor[2]",
            "1-3 10-11 B *[1] claim[1]",
            "1-4 12-13 c _ _",
            "1-5 13-14 . _ _",
        ],
    );
}

#[test]
fn in_uima_relations_stand_where_they_end_and_bring_their_layer_along() {
    let check = |marked: &str, links: &[(&str, &str)], expected: &[&str]| {
        let mut it = super::fixture(marked);
        let links: Vec<_> = links.iter().map(|(from, to)| (it.id(from).into(), it.id(to).into())).collect();
        if !links.is_empty() {
            it.give(&Command::Link { relation_type: "said by".into(), links }).expect("new");
        }
        let files = (format("uima").write)(&contents(&it.corpus, &Choice::default()));
        let cas: serde_json::Value = serde_json::from_str(&files[0].content).expect("JSON");
        let of = |structure: &serde_json::Value| {
            let kind = structure["%TYPE"].as_str()?.rsplit('.').next()?;
            let is_tagged = ["NamedEntity", "Relation"].contains(&kind);
            is_tagged.then(|| {
                let ends = format!("{kind} {}-{}", structure["begin"], structure["end"]);
                let [from, to] = [&structure["@Governor"], &structure["@Dependent"]];
                if from.is_null() { ends } else { format!("{ends}: {from} → {to}") }
            })
        };
        let structures = cas["%FEATURE_STRUCTURES"].as_array().expect("a list");
        let mut found: Vec<_> = structures.iter().filter_map(of).collect();
        let is_related = found.iter().any(|it| it.starts_with("Relation"));
        assert_eq!(cas["%TYPES"]["glossator.Relation"].is_object(), is_related, "{marked}");
        found.extend(files[1..].iter().map(|file| file.name.clone()));
        assert_eq!(found, expected, "{marked}");
    };
    check("[claim:🙂 one] [actor:two]", &[], &["NamedEntity 0-6", "NamedEntity 7-10"]);
    // The text, its description, a sentence and three tokens have the numbers before.
    check(
        "[claim:🙂 one] [actor:two]",
        &[("🙂 one", "two")],
        &[
            "NamedEntity 0-6",
            "NamedEntity 7-10",
            "Relation 7-10: 7 → 8",
            "layer-to-import-first/TypeSystem.xml",
        ],
    );
}

#[test]
fn for_inception_white_space_at_the_ends_of_a_span_is_left_out() {
    let check = |id: &str, expected: &str| {
        let mut it = super::fixture("");
        let row = r#"{"text":"One two.","spans":[{"start":3,"end":8,"label":"actor"}]}"#;
        let incoming = formats::read("a.jsonl", row.as_bytes()).expect("a row");
        it.give(&Command::Import(Rc::new(incoming))).expect("new");
        let files = (format(id).write)(&contents(&it.corpus, &Choice::default()));
        assert!(files.iter().any(|file| file.content.contains(expected)), "{id}: {files:?}");
    };
    check("uima", r#"NamedEntity","@sofa":1,"begin":4,"end":8,"value":"actor"}"#);
    check("webanno", "1-2\t4-7\ttwo\t*[1]\tactor[1]\t\n1-3\t7-8\t.\t*[1]\tactor[1]\t");
}

#[test]
fn the_seeds_can_be_written_in_every_format_without_annotations() {
    let corpus = Corpus::new(SEEDS);
    let contents = contents(&corpus, &Choice::default());
    for format in FORMATS {
        assert!(!(format.write)(&contents).is_empty());
        assert!(format.left_out(&contents).is_empty());
    }
}

#[test]
fn every_format_has_an_id_of_its_own() {
    let mut ids: Vec<_> = FORMATS.iter().map(|format| format.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), FORMATS.len());
}

#[test]
fn a_table_has_a_column_for_each_attribute_that_an_annotation_has_a_value_of() {
    let mut it = super::fixture("[claim:one] [claim:two] [actor:three]");
    let value =
        |it: &Fixture, words: &str, id: &str, value: &str| (it.id(words).key(), id.into(), value.into());
    let values = vec![
        value(&it, "one", "position", "denies"),
        value(&it, "two", "note", "=1"),
        value(&it, "two", "form", "direct"),
    ];
    it.give(&Command::SetAttributes { values }).expect("new");
    let contents = contents(&it.corpus, &Choice::default());
    let check = |id: &str, expected: [&str; 4]| {
        let written = (format(id).write)(&contents);
        let behind = |line: &str| line.splitn(19, ',').last().unwrap_or_default().to_owned();
        let found: Vec<_> = written[0].content.lines().map(behind).collect();
        assert_eq!(found, expected, "{id}");
    };
    check("csv", ["form,attribute note,position", ",,denies", "direct,=1,", ",,"]);
    check("spreadsheet", ["form,attribute note,position", ",,denies", "direct,'=1,", ",,"]);
}

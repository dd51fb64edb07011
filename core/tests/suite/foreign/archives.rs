//! Archives of other tools: whose work it is, where something stands that cannot be read, and which labels it brings.

use super::{empty, findings};
use glossator_core::edit::command::Command;
use glossator_core::export::{Choice, Contents};
use glossator_core::formats::{self, RawFile};
use glossator_core::import;
use glossator_core::model::time::Timestamp;
use glossator_fixture::Fixture;
use glossator_fixture::language::Unicode;
use std::rc::Rc;

/// Findings in an archive of those files, and, once it is here, what is tagged in which article by whom.
#[track_caller]
pub fn check(files: &[(&str, &str)], said: &[&str], expected: &[&str]) -> Fixture {
    let files: Vec<_> = files.iter().map(|(name, content)| RawFile::new(*name, content.as_bytes())).collect();
    let incoming = Rc::new(formats::read_together(&files).expect("a file that is known"));
    let mut it = empty();
    assert_eq!(findings(&import::plan(&it.corpus, &incoming, &it.moment).report), said);
    let _ = it.give(&Command::Import(incoming));
    let contents = Contents::of(&it.corpus, &Choice::default(), Timestamp::default(), &Unicode);
    let mut found = Vec::new();
    for article in &contents.articles {
        let id = &article.document.id;
        let words = article
            .spans
            .iter()
            .map(|span| format!("{} {} {}", span.annotation.label, span.quote, span.annotator));
        found.extend(words.map(|words| format!("{id}: {words}").trim_end().to_owned()));
    }
    assert_eq!(found, expected);
    it
}

pub const ANA: &str = "#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value


#Text=Ana met Bob.
1-1\t0-3\tAna\t*\tactor\t
1-2\t4-7\tmet\t_\t_\t
";

#[test]
fn in_a_project_of_inception_each_person_has_a_file() {
    let cas = r#"{"%FEATURE_STRUCTURES":[
        {"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":"Bob left."},
        {"%ID":2,"%TYPE":"de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData","documentTitle":"TITLE","documentId":"ID"},
        {"%ID":3,"%TYPE":"de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity","begin":0,"end":3,"value":"actor"}]}"#;
    let of = |title: &str, id: &str| cas.replace("TITLE", title).replace("ID\"}", &format!("{id}\"}}"));
    check(
        &[
            ("annotation/merkel.txt/ana.tsv", ANA),
            ("annotation/merkel.txt/bob.tsv", ANA),
            ("annotation/other.txt/ana.json", &of("other.txt", "ana")),
            ("exportedproject.json", r#"{"name":"News"}"#),
            ("log/events.log", "nothing of interest"),
        ],
        &[
            r#"exportedproject.json: expected KnownFile, found File(Object(["name"]))"#,
            r#"left out: 1 Files ".log""#,
        ],
        &["merkel: actor Ana ana", "merkel: actor Ana bob", "other: actor Bob ana"],
    );
    // Alone, a file says whose it is; what other tools put there is no person.
    check(&[("a.json", &of("b.txt", "eve"))], &[], &["b: actor Bob eve"]);
    check(&[("a.json", &of("b.txt", "folder/b.txt"))], &[], &["b: actor Bob"]);
    check(&[("a.json", &of("", "b"))], &[], &["b: actor Bob"]);
}

#[test]
fn what_cannot_be_read_is_named_with_its_file() {
    let rows =
        |label: &str| format!("{{\"text\":\"Bob left.\",\"label\":[[0,3,\"{label}\"],[0,99,\"X\"]]}}\n");
    check(
        &[("one/a.jsonl", &rows("actor")), ("two/b.tsv", "nonsense"), ("readme.md", "words"), ("c.csv", "")],
        &[
            "one/a.jsonl, label[1]: expected Span(9), found Ends([Some(0), Some(99)])",
            r"c.csv: expected Words, found File(Empty)",
            r#"two/b.tsv: expected KnownFile, found File(Text(Text("nonsense")))"#,
            r#"left out: 1 Files ".md""#,
        ],
        &["a 1: actor Bob"],
    );
}

#[test]
fn labels_come_in_with_what_has_them_only() {
    let table = "document,start,end,label,text\ngone,0,3,lonely,Bob\n";
    let it = check(&[("a.csv", table)], &[r#"line 2: expected Article, found Word("gone")"#], &[]);
    assert!(it.corpus.labels().get(&"lonely".into()).is_none());
}

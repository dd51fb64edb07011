//! Codebooks that were opened with other files: their definitions come in with these, or are named as left out.

use super::{empty, findings, read};
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::formats::RawFile;
use glossator_core::import::{self, Choices, LabelChoice};
use glossator_fixture::Fixture;

const MARA: &str = "Mara met Ivo in Oslo.\n";

fn files(files: &[(&str, &str)]) -> Vec<RawFile> {
    files.iter().map(|(name, content)| RawFile::new(*name, content.as_bytes())).collect()
}

/// Labels but those that are built in, attributes but those of articles, and relation types, a word each.
fn codebook(corpus: &Corpus) -> String {
    let built_in = ["actor", "claim", "location"];
    let labels = corpus.labels().iter().filter(|label| !built_in.contains(&&*label.id.0));
    let labels = labels.map(|label| {
        let parent = label.parent.as_ref().map_or_else(String::new, |parent| format!("<{parent}"));
        format!("{}={}{}{parent}", label.id, label.key, label.colour)
    });
    let attributes = corpus.attributes().iter().filter(|attribute| &*attribute.of != "document");
    let attributes = attributes.map(|attribute| format!("{}.{}", attribute.of, attribute.id));
    let types = corpus.relation_types().iter().map(|kind| format!("{}:{}>{}", kind.id, kind.from, kind.to));
    labels.chain(attributes).chain(types).collect::<Vec<_>>().join(" ")
}

/// Findings in those files, the codebook once they are here, and that they bring nothing a second time.
#[track_caller]
fn check(given: &[(&str, &str)], said: &[&str], expected: &str) -> Fixture {
    let incoming = read(&files(given));
    let mut it = empty();
    assert_eq!(findings(&import::plan(&it.corpus, &incoming, &it.moment).report), said);
    it.give(&Command::Import(incoming.clone())).expect("new");
    assert_eq!(codebook(&it.corpus), expected);
    assert!(import::plan(&it.corpus, &incoming, &it.moment).transaction.is_none(), "a second time");
    it
}

#[test]
fn every_codebook_comes_in_beside_an_article() {
    let article = ("n.txt", MARA);
    let qdc = "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes><Code guid=\"1\" name=\"Frame\" color=\"#FF0000\">\
        <Code guid=\"2\" name=\"Blame\"/></Code></Codes><Sets><Set name=\"s\"/></Sets></CodeBook>";
    check(
        &[article, ("frames.qdc", qdc)],
        &["new label: frame", "new label: blame", "left out: 1 Fields \"Set\""],
        "frame=#ff0000 blame=<frame",
    );
    check(
        &[article, ("codes.csv", "name,description,parent\nBlame,Who did it,\nVictim,,Blame\n")],
        &["new label: blame", "new label: victim"],
        "blame= victim=<blame",
    );
    let config = "<View><Relations><Relation value=\"met\"/></Relations><Labels name=\"l\" toName=\"t\">\
        <Label value=\"PER\" hotkey=\"p\" background=\"#0a0b0c\"/></Labels><Text name=\"t\" value=\"$text\"/>\
        <Choices name=\"PER.sure\" toName=\"t\" perRegion=\"true\"><Choice value=\"no\"/></Choices></View>";
    check(
        &[article, ("any.xml", config)],
        &["new label: PER", "added: 1 attribute", "added: 1 relation type"],
        "PER=p#0a0b0c PER.sure met:>",
    );
    check(
        &[
            article,
            (
                "labels.json",
                "[{\"text\": \"PER\", \"suffix_key\": \"p\", \"background_color\": \"#0a0b0c\"}]",
            ),
        ],
        &["new label: PER"],
        "PER=p#0a0b0c",
    );
    let own = "{\"format\": \"glossator\", \"version\": 2, \"name\": \"Frames\", \"labels\": [{\"id\": \"frame\", \"examples\": [\"x\"]}],\
        \"attributes\": [{\"id\": \"sure\", \"of\": \"frame\"}], \"relation_types\": [{\"id\": \"by\", \"from\": \"frame\", \"to\": \"actor\"}]}";
    check(
        &[article, ("codebook.json", own)],
        &["new label: frame", "added: 1 attribute", "added: 1 relation type", "left out: 1 Fields \"name\""],
        "frame= frame.sure by:frame>actor",
    );
}

#[test]
fn the_configuration_of_brat_defines_what_its_annotations_have() {
    let configuration = "[entities]\nPerson\n\tMinister\nPlace\n[relations]\nMet\tArg1:<ENTITY>, Arg2:<ENTITY>\n\
        Knows\tArg1:Person, Arg2:Person\n[events]\n[attributes]\nSure\tArg:Person\n";
    let annotations = "T1\tPerson 0 4\tMara\nT2\tPerson 9 12\tIvo\nR1\tMet Arg1:T1 Arg2:T2\t\n";
    // A type between anything of which relations are there needs no definition.
    let mut it = check(
        &[
            ("p/n.txt", MARA),
            ("p/n.ann", annotations),
            ("p/annotation.conf", configuration),
            ("p/tools.conf", "[x]\n"),
        ],
        &[
            "new label: Person",
            "new label: Minister",
            "new label: Place",
            "added: 1 attribute",
            "added: 1 relation type",
        ],
        "Person= Minister=<Person Place= Person.Sure Knows:Person>Person",
    );
    assert_eq!(super::spans(&it.corpus).len(), 2);
    // Names that are shown for types, and shortcuts, for which there is no room.
    it = check(
        &[
            ("annotation.conf", configuration),
            ("visual.conf", "[labels]\nPerson | Human being | Human\n"),
            ("kb_shortcuts.conf", "P\tPerson\n"),
        ],
        &[
            "new label: Person",
            "new label: Minister",
            "new label: Place",
            "added: 1 attribute",
            "added: 2 relation type",
            "left out: 1 Files \".conf\"",
        ],
        "Person= Minister=<Person Place= Person.Sure Met:> Knows:Person>Person",
    );
    assert_eq!(it.corpus.labels().name(&"Person".into()), "Human being");
}

#[test]
fn what_a_codebook_does_not_say_contradicts_nothing() {
    let mut it = empty();
    let config = "<View><Labels name=\"l\" toName=\"t\"><Label value=\"claim\" background=\"#a84700\"/><Label value=\"Own\" hotkey=\"1\" background=\"#0a0b0c\"/></Labels></View>";
    let incoming = read(&files(&[("n.txt", MARA), ("label_config.xml", config)]));
    let report = import::plan(&it.corpus, &incoming, &it.moment).report;
    assert_eq!((findings(&report), report.differences.len()), (vec!["new label: Own".to_owned()], 0));
    it.give(&Command::Import(incoming)).expect("new");
    // The key belongs to the label that had it.
    assert_eq!(codebook(&it.corpus), "Own=#0a0b0c");
    let key = |id: &str| it.corpus.labels().get(&id.into()).map(|label| label.key.to_string());
    assert_eq!([key("actor"), key("claim")], [Some("1".to_owned()), Some("2".to_owned())]);
    let other = config.replace("#0a0b0c", "#000000");
    let incoming = read(&files(&[("n.txt", MARA), ("label_config.xml", &other)]));
    assert_eq!(import::plan(&it.corpus, &incoming, &it.moment).report.differences.len(), 1);
}

#[test]
fn what_a_label_has_follows_it_to_the_label_that_is_taken_instead() {
    let own = "{\"format\": \"glossator\", \"version\": 2, \"labels\": [{\"id\": \"ACTOR\"}, {\"id\": \"minister\", \"parent\": \"ACTOR\"}, {\"id\": \"gone\"}],\
        \"attributes\": [{\"id\": \"side\", \"of\": \"entity:ACTOR\"}, {\"id\": \"sure\", \"of\": \"gone\"}],\
        \"relation_types\": [{\"id\": \"by\", \"from\": \"gone\", \"to\": \"ACTOR\"}]}";
    let incoming = read(&files(&[("codebook.json", own), ("n.txt", MARA)]));
    let labels =
        vec![("ACTOR".into(), LabelChoice::Take("actor".into())), ("gone".into(), LabelChoice::LeaveOut)];
    let choices = Choices { labels, ..Choices::default() };
    let mut it = empty();
    let planned = import::plan_with(&it.corpus, &incoming, &choices, &it.moment);
    it.apply(planned.transaction.expect("new"));
    assert_eq!(codebook(&it.corpus), "minister=<actor entity:actor.side by:>actor");
    assert!(import::plan_with(&it.corpus, &incoming, &choices, &it.moment).transaction.is_none());
}

#[test]
fn a_codebook_that_cannot_be_read_costs_itself_only() {
    let mut it = empty();
    let incoming = read(&files(&[("n.txt", MARA), ("broken.qdc", "<CodeBook><Codes>")]));
    assert_eq!(super::take(&mut it, &incoming), ["broken.qdc: expected Xml, found BrokenXml"]);
    // A page of the web is none, whatever it speaks of.
    let page = "<html><body><p>Use the &lt;View&gt; tag.</p><!-- <View/> --></body></html>";
    let why = glossator_core::formats::read_together(&files(&[("a.html", page)])).expect_err("no reader");
    assert!(format!("{why:?}").contains("Html"), "{why:?}");
}

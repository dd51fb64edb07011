//! Chunks: how records are written in little room, and what is said of one that cannot be read.

use super::{cells_of, fixture};
use glossator_core::corpus::{Cells, Corpus};
use glossator_core::edit::command::Command;
use glossator_core::saving::journal::{self, chunk};

fn encode(corpus: &Corpus, longest: usize) -> Vec<String> {
    let chunks = chunk::encode(corpus.records_between(None, None), longest);
    chunks.into_iter().map(|chunk| chunk.value).collect()
}

#[test]
fn records_are_written_one_like_the_other_in_little_room() {
    let mut fixture = fixture("[actor:Erdogan] met [actor:him]");
    let annotation = fixture.id("him");
    fixture.give(&Command::SetNote { annotation, note: "who?".into() }).expect("new");
    let expected = concat!(
        r#"{"records":["#,
        r#"[0,0,"01a201fb-ade8-7000-8000-000000000001",1,0,0,1795329601000,0,1,2,1795329601000,[3,0,7]],"#,
        r#"[1,9,"b1d0-7000-8000-000000000002",1,0,0,1000,0,1,2,2000,4,[3,12,3],[5,1,0,6,1,0]]"#,
        r#"],"replicas":["0000000000000001"],"shapes":["#,
        r#"["annotation","annotator","created","deleted","document","label","modified","target"],"#,
        r#"["annotation","annotator","created","deleted","document","label","modified","note","target"]"#,
        r#"],"words":["00000000-0000-0000-0000-00000000000a","a","actor","a00defde24c8d002","who?"]}"#,
    );
    let found = encode(&fixture.corpus, 10_000);
    assert_eq!(found.iter().map(|chunk| super::without_sum(chunk)).collect::<Vec<_>>(), [expected]);
}

#[test]
fn what_the_page_brings_along_is_not_written() {
    assert_eq!(encode(&fixture("nothing tagged").corpus, 10_000), [(); 0].map(|()| String::new()));
}

#[test]
fn a_chunk_is_closed_when_it_is_long_enough() {
    let marked = (0..40).map(|number| format!("[actor:word{number}]")).collect::<Vec<_>>().join(" ");
    let corpus = fixture(&marked).corpus;
    let check = |longest: usize, chunks: usize| {
        let found = encode(&corpus, longest);
        assert_eq!(found.len(), chunks, "{longest}");
        let cells: Cells = found.iter().flat_map(|chunk| chunk::decode(chunk).expect("a chunk")).collect();
        let written = cells_of(&corpus).into_iter().filter(|(.., cell)| cell.stamp.counter > 0);
        assert_eq!(cells, written.collect::<Vec<_>>());
    };
    check(0, 40);
    check(1, 40);
    check(1_000, 3);
    check(100_000, 1);
}

#[test]
fn a_damaged_chunk_is_named_and_the_rest_loads() {
    let check = |value: &str, why: &str| {
        let key = "glossator/2/default/chunk/00000000000000ab-0".to_owned();
        let other = "glossator/2/default/chunk/00000000000000ab-1";
        let good = encode(&fixture("[actor:Erdogan]").corpus, 1_000).concat();
        let loaded = journal::load([(&*key, value), (other, &good)]);
        let [damaged] = &*loaded.damaged else { panic!("{value}") };
        assert_eq!((&damaged.key, damaged.why.to_string()), (&key, why.to_owned()), "{value}");
        assert_eq!(loaded.chunks.len(), 1);
    };
    check("", "expected JSON, found its end instead of a value at line 1, column 1");
    check("[]", "expected a list of words, found null");
    check(r#"{"words":["a",7]}"#, "expected a list of words, found a list of 2");
    check(r#"{"words":7}"#, "expected a list of words, found the number 7");
    check(r#"{"words":[]}"#, "expected a list of replicas, found null");
    check(r#"{"words":[],"replicas":["x"]}"#, "expected a replica, found the text “x”");
    check(r#"{"words":[],"replicas":[]}"#, "expected a list of shapes, found null");
    let shape = |shape: &str, found: &str| {
        let value = format!(r#"{{"words":[],"replicas":[],"shapes":[{shape}]}}"#);
        check(&value, &format!("expected a kind and fields, found {found}"));
    };
    shape("7", "the number 7");
    shape("[]", "a list of 0");
    shape(r#"["label",7]"#, "a list of 2");
    // A field that came later has to say how it is written, and in no way that nobody knows.
    shape(r#"["label","size"]"#, "a list of 2");
    shape(r#"["label",["size","large"]]"#, "a list of 2");
    shape(r#"["label",["size"]]"#, "a list of 2");
    let chunk = |records: &str| {
        format!(
            r#"{{"records":{records},"replicas":["00000000000000ab"],"shapes":[["label","deleted","name","position","+x"],["annotation","target"]],"words":["a","b"]}}"#
        )
    };
    check(&chunk("7"), "expected a list of records, found the number 7");
    let whole = r#"[0,0,"x",7,0,0,0,5,[null]]"#;
    assert_eq!(chunk::decode(&chunk(&format!("[{whole}]"))).map(|cells| cells.len()), Ok(4));
    let record = |record: &str| {
        let value = chunk(&format!("[{whole},{record}]"));
        check(&value, "expected a record, found another row at 1");
    };
    record("7");
    record("[]");
    record(r#"[0,0,"y",7,0]"#);
    record(r#"[0,0,"y",7,0,0,0,5]"#);
    // No such shape, replica, word; more of the id before than there is, and half a character.
    record(r#"[9,0,"y",7,0,0,0,5,[1]]"#);
    record(r#"[0,0,"y",7,9,0,0,5,[1]]"#);
    record(r#"[0,0,"y",7,0,0,9,5,[1]]"#);
    record(r#"[0,2,"y",7,0,0,0,5,[1]]"#);
    record(r#"[0,-1,"y",7,0,0,0,5,[1]]"#);
    // More than its shape says, values of another type, a counter beyond all counting, and before all.
    record(r#"[0,0,"y",7,0,0,1,5,[1],[],7]"#);
    record(r#"[0,0,"y",7,0,true,0,5,[1]]"#);
    record(r#"[0,0,"y",7,0,0,0,"5",[1]]"#);
    record(r#"[0,0,"y",7,0,0,0,5,1]"#);
    record(r#"[0,0,"y",9007199254740990,0,0,0,5,[1]]"#);
    record(r#"[0,0,"y",-8,0,0,0,5,[1]]"#);
    record(r#"[0,0,"y",1.5,0,0,0,5,[1]]"#);
    // Stamps of fields that are not there, or half of one.
    record(r#"[0,0,"y",7,0,0,0,5,[1],[9,0,0]]"#);
    record(r#"[0,0,"y",7,0,0,0,5,[1],[0,0]]"#);
    record(r#"[0,0,"y",7,0,0,0,5,[1],[0,0,9]]"#);
    // Targets that are none.
    let id = "01a201fb-ade8-7000-8000-000000000001";
    for target in ["[0,1,2]", "[9,1,2]", "[1,1]", r#"["x",1,2]"#, "[0,18446744073709551615,1]", "{}"] {
        record(&format!(r#"[1,0,"{id}",7,0,{target}]"#));
    }
}

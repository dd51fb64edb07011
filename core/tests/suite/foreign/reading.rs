//! Reading files as each tool writes them: annotations and relations that come in, and parts that are left out.

use super::findings;
use crate::fixture;
use glossator_core::edit::command::Command;
use glossator_core::export::{Choice, Contents};
use glossator_core::formats::{self, ReadError};
use glossator_core::import;
use glossator_core::json::Shape;
use glossator_core::model::time::Timestamp;
use glossator_fixture::language::Unicode;
use std::rc::Rc;

/// A corpus with one article, `a`, opened with that file: what is tagged as what then, and what was to be said.
#[track_caller]
pub fn check(name: &str, content: &str, expected: &[&str], said: &[&str]) {
    let mut it = fixture(TEXT);
    let incoming = Rc::new(formats::read(name, content.as_bytes()).expect(name));
    let report = import::plan(&it.corpus, &incoming, &it.moment).report;
    let new = |said: &String| !said.starts_with("new label");
    assert_eq!(findings(&report).into_iter().filter(new).collect::<Vec<_>>(), said, "{content}");
    let done = it.give(&Command::Import(incoming.clone()));
    assert!(done.is_ok() || expected.is_empty(), "{content}");
    let contents = Contents::of(&it.corpus, &Choice::default(), Timestamp::default(), &Unicode);
    let mut found = Vec::new();
    for article in &contents.articles {
        found.extend(article.spans.iter().map(|span| {
            let annotation = span.annotation;
            let more = [&*annotation.note, &*span.annotator].join(" ");
            format!("{} {} {}", annotation.label, span.quote, more).trim_end().to_owned()
        }));
        let words = |at: usize| article.spans[at].quote;
        let links = contents.relations_in(article);
        found.extend(
            links.map(|(link, from, to)| format!("{}: {} → {}", link.kind(), words(from), words(to))),
        );
    }
    assert_eq!(found, expected, "{content}");
    assert!(
        import::plan(&it.corpus, &incoming, &it.moment).transaction.is_none(),
        "a second time: {content}"
    );
}

const TEXT: &str = "🙂 Ana met Bob.";

#[test]
fn rows_of_texts_with_spans_are_read_as_each_tool_writes_them() {
    // doccano’s own export has an id and comments.
    check(
        "a.jsonl",
        r#"{"id":7,"text":"🙂 Ana met Bob.","label":[[2,5,"PER"],[10,13,"PER"]],"Comments":[]}"#,
        &["PER Ana", "PER Bob"],
        &[],
    );
    check(
        "a.jsonl",
        r#"{"id":7,"text":"🙂 Ana met Bob.","entities":[{"id":3,"label":"PER","start_offset":2,"end_offset":5},{"id":4,"label":"PER","start_offset":10,"end_offset":13}],"relations":[{"id":1,"from_id":3,"to_id":4,"type":"met"}]}"#,
        &["PER Ana", "PER Bob", "met: Ana → Bob"],
        &[],
    );
    // spaCy: `Doc.to_json`, and training rows in which entities are among the spans.
    check(
        "doc.json",
        r#"{"text":"🙂 Ana met Bob.","ents":[{"start":2,"end":5,"label":"PERSON"}],"spans":{"sc":[{"start":2,"end":5,"label":"PERSON","kb_id":""},{"start":2,"end":13,"label":"EVENT","kb_id":""}]},"tokens":[{"id":0,"start":0,"end":1}]}"#,
        &["EVENT Ana met Bob", "PERSON Ana"],
        &[],
    );
    // Prodigy.
    check(
        "a.jsonl",
        r#"{"text":"🙂 Ana met Bob.","spans":[{"start":2,"end":5,"token_start":1,"token_end":1,"label":"PERSON"}],"answer":"accept"}"#,
        &["PERSON Ana"],
        &[],
    );
    check(
        "rows.json",
        r#"[{"text":"🙂 Ana met Bob.","label":[[2,5,"A"]]},{"text":"Bob.","label":[[0,3,"B"]]}]"#,
        &["A Ana", "B Bob"],
        &[],
    );
    check(
        "a.jsonl",
        "{\"text\":\"🙂 Ana met Bob.\",\"label\":[[2,5,\"A\"],[2,5,\"A\"],[5,2,\"A\"],[2,\"5\",\"A\"],[2,5,\"\"]]}\n{\"label\":1}\n{\"te",
        &["A Ana", "A Ana"],
        &[
            "line 3: expected Json, found NoJson(SyntaxError { line: 3, column: 5, expected: QuotationMark, found: None })",
            "line 1 label[2]: expected Span(14), found Ends([Some(5), Some(2)])",
            "line 1 label[3]: expected LabelledSpan, found Json(List(3))",
            "line 1 label[4]: expected Label, found Nothing",
            r#"line 2: expected RowWithText, found File(Object(["label"]))"#,
        ],
    );
}

#[test]
fn a_part_whose_escapes_make_no_sense_is_left_out_and_named() {
    const HALF: &str = "expected Token(SurrogatePair), found Character";
    // Of a row, a span, a link, a task, an annotation and a structure.
    check(
        "a.jsonl",
        "{\"text\":\"🙂 Ana met Bob.\",\"label\":[[2,5,\"\\ud800\"],[10,13,\"B\"]],\"relations\":[{\"type\":\"\\udc00\"}]}\n{\"text\":\"\\ud83dx\",\"label\":[]}",
        &["B Bob"],
        &[
            &format!("line 1 label[0]: {HALF}(Some('\"'))"),
            &format!("line 1 relations[0]: {HALF}(Some('0'))"),
            &format!("line 2: {HALF}(Some('x'))"),
        ],
    );
    check(
        "a.json",
        r#"[{"data":{"text":"🙂 Ana met Bob."},"annotations":[{"result":[{"id":"\ud800"},{"value":{"start":2,"end":5,"labels":["A"]}}]}]},{"data":{"text":"\ud800"}}]"#,
        &["A Ana"],
        &[&format!("[0].annotations[0].result[0]: {HALF}(Some('\"'))"), &format!("[1]: {HALF}(Some('\"'))")],
    );
    check(
        "a.jsonld",
        r#"{"type":"AnnotationPage","items":[{"body":"\ud800"},{"body":"A","target":{"source":"a","selector":{"type":"TextQuoteSelector","exact":"Ana"}}}]}"#,
        &["A Ana"],
        &[&format!("items[0]: {HALF}(Some('\"'))")],
    );
    check(
        "a.json",
        r#"{"%FEATURE_STRUCTURES":[{"%TYPE":"uima.cas.Sofa","sofaString":"🙂 Ana met Bob."},{"%TYPE":"x.A","begin":3,"end":6},{"%TYPE":"x.B\ud800"}]}"#,
        &["A Ana"],
        &[&format!("%FEATURE_STRUCTURES[2]: {HALF}(Some('\"'))")],
    );
}

#[test]
fn what_is_nested_too_deeply_is_left_out_and_named() {
    let deep = "[".repeat(200) + &"]".repeat(200);
    let row =
        format!(r#"{{"text":"🙂 Ana met Bob.","label":[[2,5,"A",{deep}],[10,13,"B"]],"Comments":{deep}}}"#);
    check(
        "a.json",
        &row,
        &["B Bob"],
        &[
            "label[0]: expected Token(LessNesting), found Character(Some('['))",
            r#"left out: 1 Fields "Comments""#,
        ],
    );
    let pages = r#"{"type":"AnnotationPage","next":"#.repeat(200) + "7" + &"}".repeat(200);
    check("a.json", &pages, &[], &["the file: expected FewerPages, found More"]);
}

#[test]
fn what_nobody_accepted_is_left_out() {
    check(
        "prodigy.jsonl",
        r#"{"text":"🙂 Ana met Bob.","spans":[{"start":2,"end":5,"label":"PERSON"}],"answer":"reject"}"#,
        &[],
        &[r#"left out: 1 Answers "reject""#],
    );
}

/// Contents of the article after files have come in, one after the other: label, words and note.
#[track_caller]
fn check_in_turn(files: &[(&str, &str)], expected: &[&str]) {
    let mut it = fixture(TEXT);
    for (name, content) in files {
        let incoming = Rc::new(formats::read(name, content.as_bytes()).expect(name));
        let _ = it.give(&Command::Import(incoming));
    }
    let contents = Contents::of(&it.corpus, &Choice::default(), Timestamp::default(), &Unicode);
    let spans = contents.articles.iter().flat_map(|article| &article.spans);
    let found = spans.map(|span| {
        let annotation = span.annotation;
        format!("{} {} {} {}", annotation.label, span.quote, annotation.note, span.annotator)
            .trim_end()
            .to_owned()
    });
    assert_eq!(found.collect::<Vec<_>>(), expected, "{files:?}");
}

#[test]
fn the_same_work_from_two_tools_is_not_doubled() {
    const BARE: (&str, &str) = ("a.jsonl", r#"{"text":"🙂 Ana met Bob.","label":[[2,5,"actor"]]}"#);
    const NOTED: (&str, &str) = (
        "a.csv",
        "id,document,start,end,label,text,note,annotator\n0192f000-0000-7000-8000-000000000001,a,2,5,actor,Ana,who?,Eve\n",
    );
    const OTHER: (&str, &str) = (
        "b.csv",
        "id,document,start,end,label,text,note,annotator\n0192f000-0000-7000-8000-000000000002,a,2,5,actor,Ana,,Eve\n",
    );
    check_in_turn(&[BARE, NOTED], &["actor Ana who? Eve"]);
    check_in_turn(&[NOTED, BARE], &["actor Ana who? Eve"]);
    check_in_turn(&[BARE, BARE], &["actor Ana"]);
    // Two people, or one twice, may say the same: each has an id.
    check_in_turn(&[NOTED, OTHER], &["actor Ana who? Eve", "actor Ana  Eve"]);
}

#[test]
fn who_is_here_is_not_taken_for_somebody_of_the_same_name() {
    let mut it = fixture(TEXT);
    let by_name = "document,start,end,label,text,note,annotator\na,2,5,actor,Ana,,Eve\n";
    let incoming = Rc::new(formats::read("a.csv", by_name.as_bytes()).expect("a table"));
    it.give(&Command::Import(incoming)).expect("a row");
    it.give(&Command::SetName { name: "Eve".into() }).expect("a name");
    let ours = formats::read("a.json", crate::json(&it.corpus).as_bytes()).expect("our own file");
    let import = import::plan(&it.corpus, &ours, &it.moment);
    assert!(import.transaction.is_none(), "{:?}", import.transaction);
}

#[test]
fn label_studio_exports_are_read() {
    // JSON-MIN, its short form.
    check(
        "min.json",
        r#"[{"text":"🙂 Ana met Bob.","id":1,"label":[{"start":2,"end":5,"text":"Ana","labels":["PER"]}],"annotator":1}]"#,
        &["PER Ana  1"],
        &[],
    );
    check(
        "project-1.json",
        r#"[{"id":5,"annotations":[{"id":9,"completed_by":{"email":"ana@example.org"},"result":[
            {"value":{"start":2,"end":5,"text":"Ana","labels":["PER","ORG"]},"id":"x1","from_name":"label","to_name":"text","type":"labels","origin":"manual","meta":{"text":["who?","she"]}},
            {"value":{"start":10,"end":13,"text":"Bob","labels":["PER"]},"id":"x2","from_name":"label","to_name":"text","type":"labels"},
            {"from_id":"x1","to_id":"x2","type":"relation","direction":"left","labels":["met"]},
            {"value":{"choices":["good"]},"id":"x3","type":"choices"}]},
            {"was_cancelled":true,"result":[{"value":{"start":2,"end":5,"labels":["X"]},"id":"x4","type":"labels"}]}],
            "data":{"body":"🙂 Ana met Bob.","lang":"en"}}]"#,
        &[
            "ORG Ana who?\nshe ana@example.org",
            "PER Ana who?\nshe ana@example.org",
            "PER Bob  ana@example.org",
            "met: Bob → Ana",
        ],
        &[r#"left out: 1 LabelsOfArticles "good""#, r#"left out: 1 Answers "cancelled""#],
    );
    check(
        "tasks.json",
        r#"[{"data":{"text":"🙂 Ana met Bob."},"predictions":[{"result":[{"value":{"start":2,"end":5,"labels":["PER"]},"id":"p","type":"labels"}]}]}]"#,
        &["PER Ana"],
        &[],
    );
}

#[test]
fn web_annotations_of_other_programs_are_read() {
    // Recogito and Hypothesis write them so: positions may be UTF-16, sources are addresses, bodies are what they like.
    check(
        "recogito.json",
        r##"[{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#a1","type":"Annotation","body":[{"type":"TextualBody","purpose":"tagging","value":"person"},{"type":"TextualBody","purpose":"commenting","value":"who?"}],
            "target":{"source":"https://example.org/texts/a.txt","selector":[{"type":"TextQuoteSelector","exact":"Ana"},{"type":"TextPositionSelector","start":3,"end":6}]}},
          {"id":"#a2","type":"Annotation","body":"person","creator":[{"name":"Eve"}],"target":[{"source":"urn:glossator:document:a","selector":{"type":"TextQuoteSelector","exact":"Bob","prefix":"met "}}]},
          {"id":"#r","type":"Annotation","motivation":"linking","body":[{"value":"met","purpose":"tagging"}],"target":[{"id":"#a1"},{"id":"#a2"}]},
          {"id":"#n","type":"Annotation","creator":[],"body":"person","target":"https://example.org/texts/a.txt"},
          {"id":"#c","type":"Annotation","motivation":"commenting","body":"nice","target":{"source":"a","selector":{"type":"TextQuoteSelector","exact":"met"}}},
          {"id":"#x","type":"Annotation","motivation":"linking","body":[],"target":["#a1","#gone"]}]"##,
        &["person Ana who?", "person Bob  Eve", "met: Ana → Bob"],
        &[
            r#"[3]: expected TargetWithSelector, found Json(Text("https://example.org/texts/a.txt"))"#,
            "[4]: expected Label, found Nothing",
            r##"[5]: expected TwoAnnotations, found Word("#gone")"##,
            "counted: 1 Counting { unit: Utf16, ends: Same, mark: Same, form: Same, blanks: Same }",
        ],
    );
}

#[test]
fn brat_annotations_are_read_beside_an_article_that_is_here() {
    check(
        "a.ann",
        "T1\tPER 2 5\tAna\nT2\tPER 10 13\tBob\nR1\tmet Arg1:T1 Arg2:T2\t\nX1\tMeet:T1\n#1\tAnnotatorNotes T2\twho?\nR2\tmet Arg1:T1 Arg2:T9\t\n",
        &["PER Ana", "PER Bob who?", "met: Ana → Bob"],
        &[
            r#"line 4: expected StandoffRecord, found Word("X1")"#,
            r#"line 6: expected TwoAnnotations, found Word("T9")"#,
        ],
    );
}

#[test]
fn webanno_files_are_read_as_inception_writes_them() {
    const HEADER: &str = "#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
#T_SP=webanno.custom.Claim|strength|note
#T_RL=webanno.custom.Link|kind|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity


";
    let layer = r#"left out: 3 Layers "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS""#;
    // Positions are UTF-16; the sentence goes on over two, a part of a token is tagged, another twice.
    let file = "#Text=🙂 Ana met
1-1\t0-2\t🙂\t_\t_\t_\t_\t_\t_\t_\t
1-2\t3-6\tAna\tNNP\t*[1]|*[2]\tPER[1]|a\\_b\\|c[2]\t_\t_\t_\t_\t
1-3\t7-10\tmet\tVBD\t_\t_\tstrong[3]\tsays\\nwho?[3]\t_\t_\t
1-3.1\t7-8\tm\t_\t_\t_\t*\t*\t_\t_\t

#Sentence.id=two
#Text=Bob.
2-1\t11-14\tBob\tNNP\t*\tPER\t*[3]\t*[3]\tmet\t1-2[1_0]\t
2-2\t14-15\t.\t_\t_\t_\t_\t_\t_\t_\t
";
    // The line end between the sentences is a blank in the article that is here.
    let all = ["a_b|c Ana", "PER Ana", "strong met Bob says\nwho?", "Claim m", "PER Bob", "met: Ana → Bob"];
    check("a.tsv", &(HEADER.to_owned() + file), &all, &[layer]);
    check(
        "a.tsv",
        &(HEADER.to_owned()
            + "#Text=🙂 Ana met Bob.\n1-1\t0-2\t🙂\t_\t*\tX\t_\t_\t_\t_\t\n1-2\t3-6\tEva\t_\t*\tX\t_\t_\t_\t_\t\n1-3\t99999999-100000000\tx\t_\t*\tX\t_\t_\t_\t_\t\n1-4\t11\n1-5\t11-14\tBob\t_\t*[1]\tY[1]\t_\t_\t_\t_\t\n1-6\t14-15\t!\t_\t*[1]\tY[1]\t_\t_\t_\t_\t\n"),
        &["X 🙂"],
        &[
            r#"line 12: expected TokenRow(7), found Columns("1-4 11", 0)"#,
            r#"line 10: expected TokensOfText, found Misplaced("Eva", "3-6")"#,
            r#"line 11: expected TokensOfText, found Misplaced("x", "99999999-100000000")"#,
            r#"line 13: expected TokensOfText, found Misplaced("!", "14-15")"#,
        ],
    );
}

#[test]
fn an_article_with_other_white_space_is_perhaps_another_article() {
    let it = fixture(TEXT);
    let incoming = formats::read("a.txt", TEXT.replace("met ", "met\n").as_bytes()).expect("an article");
    let import = import::plan(&it.corpus, &incoming, &it.moment);
    assert_eq!((import.transaction.is_none(), import.report.doubts.len()), (true, 1));
}

#[test]
fn no_cell_of_a_webanno_file_keeps_the_reader_busy() {
    let file = |row: &str| {
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.A|value\n\n\n#Text=a\n".to_owned()
            + &format!("1-1\t0-1\ta\t{row}\t\n")
    };
    check("b.tsv", &file("X[1]|Y[200001]"), &["X a", "Y a"], &[]);
    let many = "X|".repeat(1_000_000);
    let why = formats::read("b.tsv", file(&many).as_bytes()).expect_err("too many");
    assert_eq!(why, ReadError::TooMany);
}

#[test]
fn uima_files_are_read_as_inception_writes_them() {
    let file = r#"{"%TYPES":{},"%FEATURE_STRUCTURES":[
        {"%ID":1,"%TYPE":"uima.cas.Sofa","sofaNum":1,"sofaID":"_InitialView","mimeType":"text","sofaString":"🙂 Ana met Bob."},
        {"%ID":2,"%TYPE":"webanno.custom.Link","@sofa":1,"begin":11,"end":14,"@Dependent":5,"@Governor":4,"kind":"met"},
        {"%ID":3,"%TYPE":"de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token","@sofa":1,"begin":3,"end":6},
        {"%ID":4,"%TYPE":"de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity","@sofa":1,"begin":3,"end":6,"identifier":"Q1","value":"PER"},
        {"%ID":5,"%TYPE":"webanno.custom.Person","@sofa":1,"begin":11,"end":14,"note":"who?"},
        {"%ID":6,"%TYPE":"webanno.custom.Claim","@sofa":1,"begin":0,"end":1,"strength":"strong"},
        {"%ID":7,"%TYPE":"webanno.custom.Other"}],
        "%VIEWS":{"_InitialView":{"%SOFA":1,"%MEMBERS":[2,3,4,5,6]}}}"#;
    check(
        "a.json",
        file,
        &["PER Ana", "Person Bob who?", "met: Ana → Bob"],
        &[
            "%FEATURE_STRUCTURES[5]: expected SpanInUtf16, found Ends([Some(0), Some(1)])",
            "%FEATURE_STRUCTURES[6]: expected SpanInUtf16, found Ends([None, None])",
        ],
    );
    check(
        "a.json",
        r#"{"%FEATURE_STRUCTURES":[]}"#,
        &[],
        &["the file: expected ViewWithText, found Nothing"],
    );
}

#[test]
fn links_of_prodigy_and_datasets_are_read() {
    check(
        "a.jsonl",
        r#"{"text":"🙂 Ana met Bob.","spans":[{"start":2,"end":5,"token_start":1,"token_end":1,"label":"PERSON"},{"start":10,"end":13,"token_start":3,"token_end":3,"label":"PERSON"}],"relations":[{"head":1,"child":3,"head_span":{"start":2,"end":5,"token_start":1,"token_end":1,"label":"PERSON"},"child_span":{"start":10,"end":13,"token_start":3,"token_end":3,"label":"PERSON"},"color":"\#ffd882","label":"met"}],"answer":"accept"}"#.replace("\\#", "#").as_str(),
        &["PERSON Ana", "PERSON Bob", "met: Ana → Bob"],
        &[],
    );
    check(
        "train.jsonl",
        r#"{"id":"a","title":"","text":"🙂 Ana met Bob.","spans":[{"id":"1","start":2,"end":5,"label":"PER","note":"who?","annotator":"Eve","created":"2026-11-22T06:38:12.345Z","modified":""},{"id":"2","start":10,"end":13,"label":"PER"}],"relations":[{"from":"1","to":"2","type":"met"}]}"#,
        &["PER Ana who? Eve", "PER Bob", "met: Ana → Bob"],
        &[],
    );
}

#[test]
fn a_link_to_an_annotation_that_was_left_out_is_left_out_with_it() {
    check(
        "a.ann",
        "T1\tPER 2 5\tAna\r\nT2\t 10 13\tBob\r\nR1\tmet Arg1:T2 Arg2:T1\t\r\n",
        &["PER Ana"],
        &["line 2: expected Label, found Nothing", r#"line 3: expected TwoAnnotations, found Word("T2")"#],
    );
    check(
        "a.jsonl",
        r#"{"text":"🙂 Ana met Bob.","entities":[{"id":3,"label":"PER","start_offset":2,"end_offset":5},{"id":4,"label":"PER","start_offset":90,"end_offset":93}],"relations":[{"from_id":3,"to_id":4,"type":"met"}]}"#,
        &["PER Ana"],
        &[
            "entities[1]: expected Span(14), found Ends([Some(90), Some(93)])",
            r#"relations[0]: expected TwoAnnotations, found Word("4")"#,
        ],
    );
}

#[test]
fn a_row_with_a_field_called_format_is_not_taken_for_our_own_file() {
    check(
        "a.jsonl",
        r#"{"text":"🙂 Ana met Bob.","format":"news","label":[[2,5,"PER"]]}"#,
        &["PER Ana"],
        &[],
    );
    let other = formats::read("a.json", br#"{"format":"news","words":"a"}"#).expect_err("another format");
    assert_eq!(other, ReadError::NotOurs { format: Some(Shape::of_text("news")) });
}

#[test]
fn too_many_articles_or_rows_are_refused() {
    let rows = |count: usize| "{\"text\":\"a\",\"label\":[],\"document\":\"N\"}\n".repeat(count);
    let numbered = |count: usize| {
        let rows = rows(count);
        rows.lines().enumerate().map(|(at, row)| row.replace('N', &at.to_string()) + "\n").collect::<String>()
    };
    assert!(formats::read("a.jsonl", numbered(20_000).as_bytes()).is_ok());
    let check = |name: &str, file: &str| {
        assert_eq!(formats::read(name, file.as_bytes()).expect_err("too many"), ReadError::TooMany);
    };
    check("a.jsonl", &numbered(20_002));
    check("a.csv", &("document,start,end,label\n".to_owned() + &"a,0,1,X\n".repeat(500_002)));
    check("a.csv", &("document,start,end,label\n".to_owned() + &"a,b,1,X\n".repeat(500_002)));
    let labels: Vec<_> = (0..1_001).map(|at| format!("a,0,1,{at}\n")).collect();
    check("a.csv", &("document,start,end,label\n".to_owned() + &labels.concat()));
    check("a.ann", &"T1\tX 0 1\ta\n".repeat(500_002));
    check("a.json", &format!("[{}0]", r#"{"type":"Annotation"},"#.repeat(500_002)));
    let task =
        r#"{"data":{"text":"a"},"annotations":[{"result":[{"value":{"start":0,"end":1,"labels":["X"]}}]}]}"#;
    check("a.json", &format!("[{}{task}]", r#"{"data":{}},"#.repeat(500_002)));
}

//! Articles of a file: which one here each stands for.

use super::*;

#[test]
fn an_article_that_was_removed_here_comes_back() {
    let mut fixture = fixture("x");
    let own = |text: &str| File {
        documents: vec![article("own", text)],
        annotations: vec![row(1, "own", "actor", text, "Sharif")],
        ..File::default()
    };
    check(&mut fixture, &own("met Sharif"), &[("own", "met [actor:Sharif]")], &[]);
    let remove = Command::RemoveDocument { document: "own".into() };
    fixture.give(&remove).expect("there");
    assert_eq!(fixture.marked("own"), "");
    let finding = "article came back: own";
    check(&mut fixture, &own("met Sharif"), &[("own", "met [actor:Sharif]")], &[finding]);
    // Another text under its name would bring its annotations back where they do not belong.
    fixture.give(&remove).expect("there");
    let finding = "added beside own: own (2)";
    check(
        &mut fixture,
        &own("Sharif alone"),
        &[("own", ""), ("own (2)", "[actor:Sharif] alone")],
        &[finding],
    );
}

/// The article `a` has another text in the file.
#[test]
fn an_article_with_another_text_is_the_same_if_half_of_its_quotes_are_found() {
    let check = |theirs: &str, words: &[&str], marked: &[(&str, &str)], findings: &[&str]| {
        let mut fixture = fixture("Erdogan met Sharif");
        let rows = (1..).zip(words).map(|(number, words)| row(number, "a", "actor", theirs, words)).collect();
        let file = File { documents: vec![article("a", theirs)], annotations: rows, ..File::default() };
        check(&mut fixture, &file, marked, findings)
    };
    let other = "other text: a";
    let beside = "added beside a: a (2)";
    let sharif = r#"moved: "Sharif", by words"#;
    let lost = r#"unplaced: "Bhutto""#;
    check("So Erdogan met Sharif", &["Sharif"], &[("a", "Erdogan met [actor:Sharif]")], &[other, sharif]);
    check(
        "Sharif, Bhutto",
        &["Sharif", "Bhutto"],
        &[("a", "Erdogan met [actor:Sharif]")],
        &[other, sharif, lost],
    );
    let report = check(
        "Sharif, Bhutto, Zardari",
        &["Sharif", "Bhutto", "Zardari"],
        &[("a", "Erdogan met Sharif"), ("a (2)", "[actor:Sharif], [actor:Bhutto], [actor:Zardari]")],
        &[beside],
    );
    assert_eq!(&*report.documents, ["a (2)".into()]);
    check(
        "Another, without tags",
        &[],
        &[("a", "Erdogan met Sharif"), ("a (2)", "Another, without tags")],
        &[beside],
    );
}

#[test]
fn an_article_with_another_id_is_the_one_that_has_its_text() {
    let mut fixture = Fixture::new(&[("a", TEXT), ("b", "twin"), ("c", "twin")]).expect("well formed");
    let file = File {
        documents: vec![article("other", TEXT), article("d", "twin")],
        annotations: vec![row(1, "other", "actor", TEXT, "Sharif"), row(2, "d", "claim", "twin", "twin")],
        ..File::default()
    };
    let marked = [
        ("a", "Erdogan met [actor:Sharif] in Istanbul, said Erdogan"),
        ("other", ""),
        ("b", "twin"),
        ("c", "twin"),
        ("d", "[claim:twin]"),
    ];
    let report = check(&mut fixture, &file, &marked, &[]);
    assert_eq!(&*report.documents, ["d".into()]);
    // The text is not needed where its hash names it.
    let mut without = article("again", TEXT);
    without["text"] = Value::Null;
    let file = File {
        documents: vec![without],
        annotations: vec![row(3, "again", "claim", TEXT, "Istanbul")],
        ..File::default()
    };
    check(&mut fixture, &file, &[("a", "Erdogan met [actor:Sharif] in [claim:Istanbul], said Erdogan")], &[]);
}

#[test]
fn articles_without_a_text_that_is_here_keep_their_annotations_without_a_place() {
    let without = |id: &str| json!({ "id": id, "title": "Gone <b>", "url": "https://example.org" });
    let finding = "without text: gone";
    let mut fixture = fixture(TEXT);
    let rows = || vec![row(1, "gone", "actor", "met Sharif", "Sharif")];
    let lost = r#"unplaced: "Sharif""#;
    let file = File { documents: vec![without("gone")], annotations: rows(), ..File::default() };
    check(&mut fixture, &file, &[("gone", "")], &[finding, lost]);
    let gone = fixture.corpus.document(&"gone".into()).expect("listed");
    assert_eq!((&*gone.title, gone.unplaced.len()), ("Gone <b>", 1));

    // Its download comes in elsewhere.
    let mut elsewhere = crate::fixture(TEXT);
    let incoming = formats::read("a.json", download(&fixture.corpus).as_bytes()).expect("a download");
    elsewhere.give(&Command::Import(Rc::new(incoming))).expect("new");
    assert_eq!(download(&elsewhere.corpus), download(&fixture.corpus));

    // A file that has the text gives it back.
    let whole =
        File { documents: vec![article("gone", "met Sharif")], annotations: rows(), ..File::default() };
    let conflict = r#"conflict: "Sharif", ours stands"#;
    check(&mut fixture, &whole, &[("gone", "met Sharif")], &[conflict]);

    let refused = "article empty: expected ArticleText, found Nothing";
    let blank = "article blank: expected Words, found WhiteSpace";
    let file = File { documents: vec![without("empty"), article("blank", " \r\n")], ..File::default() };
    check(&mut fixture, &file, &[("empty", ""), ("blank", "")], &[refused, blank]);
}

#[test]
fn an_article_that_the_file_only_mentions_is_matched_by_words() {
    let mut fixture = fixture(TEXT);
    let mut positions_only = row(2, "a", "actor", TEXT, "Istanbul");
    positions_only["quote"] = json!("");
    let file =
        File { annotations: vec![row(1, "a", "actor", TEXT, "Sharif"), positions_only], ..File::default() };
    let refused = "annotations[1]: expected QuoteOrSpan(44), found Unquoted([22, 30])";
    check(&mut fixture, &file, &[("a", "Erdogan met [actor:Sharif] in Istanbul, said Erdogan")], &[refused]);
}

#[test]
fn titles_that_are_here_stay() {
    let check = |ours: Option<&str>, theirs: Value, expected: &str, findings: &[&str]| {
        let mut fixture = fixture("Erdogan met Sharif");
        if let Some(title) = ours {
            fixture.give(&Command::Rename { document: "a".into(), title: title.into() }).expect("new");
        }
        let mut document = article("a", "Erdogan met Sharif");
        document["title"] = theirs;
        check(&mut fixture, &File { documents: vec![document], ..File::default() }, &[], findings);
        assert_eq!(&*fixture.corpus.document(&"a".into()).expect("there").title, expected);
    };
    let stays = "other title: a";
    check(None, json!("Theirs <img>"), "Theirs <img>", &[]);
    check(None, json!(null), "Erdogan met Sharif", &[]);
    check(Some("Ours"), json!("Ours"), "Ours", &[]);
    check(Some("Ours"), json!("Erdogan met Sharif"), "Ours", &[]);
    check(Some("Ours"), json!("Theirs"), "Ours", &[stays]);
}

#[test]
fn a_text_that_does_not_fit_its_hash_is_named() {
    let mut fixture = fixture("x");
    let mut document = article("b", "edited by hand");
    document["sha256"] = article("b", "as it was")["sha256"].clone();
    let finding = "wrong hash: b";
    let file = File { documents: vec![document], ..File::default() };
    check(&mut fixture, &file, &[("b", "edited by hand")], &[finding]);
    let mut shouted = article("c", "text");
    shouted["sha256"] = json!(shouted["sha256"].as_str().expect("text").to_uppercase());
    check(&mut fixture, &File { documents: vec![shouted], ..File::default() }, &[("c", "text")], &[]);
}

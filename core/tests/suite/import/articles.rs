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
    let remove = Command::RemoveDocuments(vec!["own".into()]);
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
    let other = "doubt: a = a, OtherText [Here, NewVersion, Apart] [Here]";
    let beside = "doubt: a = a, OtherText [Apart, NewVersion] [Apart]";
    let sharif = r#"moved: "Sharif""#;
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
fn the_copy_that_another_outlet_printed_is_another_article() {
    let mut fixture = Fixture::new(&[("a", TEXT), ("b", "twin"), ("c", "twin")]).expect("well formed");
    let file = File {
        documents: vec![article("other", TEXT), article("d", "twin")],
        annotations: vec![row(1, "other", "actor", TEXT, "Sharif"), row(2, "d", "claim", "twin", "twin")],
        ..File::default()
    };
    let marked = [
        ("a", TEXT),
        ("other", "Erdogan met [actor:Sharif] in Istanbul, said Erdogan"),
        ("b", "twin"),
        ("c", "twin"),
        ("d", "[claim:twin]"),
    ];
    let doubt = |id: &str, here: &str| format!("doubt: {id} = {here}, SameText [Apart, Here] [Apart]");
    let report = check(&mut fixture, &file, &marked, &[&doubt("other", "a"), &doubt("d", "b")]);
    assert_eq!(&*report.documents, ["other".into(), "d".into()]);
}

#[test]
fn an_article_with_another_id_is_the_one_here_where_no_other_can_be_meant() {
    let tagged = "Erdogan met [actor:Sharif] in Istanbul, said Erdogan";
    let check = |here: &str, document: Value, id: &str, marked: &[(&str, &str)]| {
        let mut fixture = Fixture::new(&[(here, TEXT)]).expect("well formed");
        let rows = vec![row(1, id, "actor", TEXT, "Sharif")];
        let file = File { documents: vec![document], annotations: rows, ..File::default() };
        check(&mut fixture, &file, marked, &[]);
    };
    // The name of a file in which the article was exported, or downloaded once more.
    check("What? Now", article("What__Now", TEXT), "What__Now", &[("What? Now", tagged), ("What__Now", "")]);
    check("a", article("a (1)", TEXT), "a (1)", &[("a", tagged), ("a (1)", "")]);
    // The text is not needed where its hash names it.
    let mut without = article("again", TEXT);
    without["text"] = Value::Null;
    check("a", without, "again", &[("a", tagged), ("again", "")]);
    // Annotations that are here already.
    let mut fixture = Fixture::new(&[("a", tagged)]).expect("well formed");
    let mut file: Value = serde_json::from_str(&download(&fixture.corpus)).expect("JSON");
    file["documents"][0]["id"] = json!("renamed");
    file["annotations"][0]["document"] = json!("renamed");
    let list = |name: &str| file[name].as_array().expect("a list").clone();
    let file = File { documents: list("documents"), annotations: list("annotations"), ..File::default() };
    let report = super::check(&mut fixture, &file, &[("a", tagged), ("renamed", "")], &[]);
    assert_eq!(report.unchanged, 1);
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
    check(&mut fixture, &whole, &[("gone", "met [actor:Sharif]")], &[]);

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
    let refused = "annotations[1]: expected Quote, found Unquoted([22, 30])";
    // Positions without words count where the words of others prove what they count in.
    let marked = "Erdogan met [actor:Sharif] in [actor:Istanbul], said Erdogan";
    check(&mut fixture, &file, &[("a", marked)], &[]);
    let mut fixture = crate::fixture(TEXT);
    let mut elsewhere = row(1, "a", "actor", TEXT, "Sharif");
    elsewhere["start"] = json!(0);
    let file = File { annotations: vec![elsewhere, file.annotations[1].clone()], ..File::default() };
    let moved = r#"moved: "Sharif""#;
    let marked = "Erdogan met [actor:Sharif] in Istanbul, said Erdogan";
    check(&mut fixture, &file, &[("a", marked)], &[refused, moved]);
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
    let stays = r#"changed: "Ours", title "Ours" → "Theirs" [Ours]"#;
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

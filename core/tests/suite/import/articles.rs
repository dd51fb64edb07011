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
    let finding = "The article “own” was removed here and comes back.";
    check(&mut fixture, &own("met Sharif"), &[("own", "met [actor:Sharif]")], &[finding]);
    // Another text under its name would bring its annotations back where they do not belong.
    fixture.give(&remove).expect("there");
    let finding = "The id “own” belongs to another article here; the file’s is added as “own (2)”.";
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
    let other = "The article “a” has another text here; its annotations are placed by their words.";
    let beside = "The id “a” belongs to another article here; the file’s is added as “a (2)”.";
    let sharif = "“Sharif” stands elsewhere than the file says; it was found by its words.";
    let lost = "“Bhutto” was not found, or in several places; it is kept without a place.";
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
    let finding = "The text of the article “gone” is neither here nor in the file; its annotations are kept without a place.";
    let mut fixture = fixture(TEXT);
    let rows = || vec![row(1, "gone", "actor", "met Sharif", "Sharif")];
    let lost = "“Sharif” was not found, or in several places; it is kept without a place.";
    let file = File { documents: vec![without("gone")], annotations: rows(), ..File::default() };
    check(&mut fixture, &file, &[("gone", "")], &[finding, lost]);
    let gone = fixture.corpus.document(&"gone".into()).expect("listed");
    assert_eq!((&*gone.title, gone.unplaced.len()), ("Gone <b>", 1));

    // What is exported of it comes in elsewhere.
    let mut elsewhere = crate::fixture(TEXT);
    let incoming = formats::read("a.json", download(&fixture.corpus).as_bytes()).expect("a download");
    elsewhere.give(&Command::Import(Rc::new(incoming))).expect("new");
    assert_eq!(download(&elsewhere.corpus), download(&fixture.corpus));

    // A file that has the text gives it back.
    let whole =
        File { documents: vec![article("gone", "met Sharif")], annotations: rows(), ..File::default() };
    let conflict = "“Sharif” differs; the version here is as late or later and stays.";
    check(&mut fixture, &whole, &[("gone", "met Sharif")], &[conflict]);

    let refused = "Left out the article “empty”: expected its text, as this article is not here; found none.";
    let blank = "Left out the article “blank”: expected some text, found nothing but white space.";
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
    let refused = "Left out annotations[1]: expected a quote or a span of its text, 44 code points long; \
                   found 22 to 30 without a quote.";
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
    let stays = "The article “a” has another title here, which stays.";
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
    let finding = "The article “b” was changed since the file was written: its hash does not fit its text.";
    let file = File { documents: vec![document], ..File::default() };
    check(&mut fixture, &file, &[("b", "edited by hand")], &[finding]);
    let mut shouted = article("c", "text");
    shouted["sha256"] = json!(shouted["sha256"].as_str().expect("text").to_uppercase());
    check(&mut fixture, &File { documents: vec![shouted], ..File::default() }, &[("c", "text")], &[]);
}

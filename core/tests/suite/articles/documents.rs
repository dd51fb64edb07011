//! Documents of offices: Word, `OpenDocument`, RTF.

use super::{LONG, left_out, packed, paragraphs, read, shown, word};
use glossator_core::import::ArticleFile;

#[test]
fn a_document_of_word_is_an_article() {
    let body = paragraphs(&[
        "#Talks in Istanbul",
        "The Paper",
        "26 May 2025",
        "https://www.example.org/1",
        LONG,
        "Advertisement",
        "Also read: Others",
        "Bob left.",
    ]) + "<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>\
           <w:ins><w:r><w:t>, three</w:t></w:r></w:ins><w:r><w:instrText>HYPERLINK</w:instrText></w:r></w:p>\
           <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>";
    let incoming = read("t.docx", word(&body));
    assert_eq!(
        shown(&incoming),
        [format!(
            "t | headline=Talks in Istanbul | date=2025-05-26 | address=https://www.example.org/1 | outlet=example.org | The Paper¶{LONG}¶Bob left.¶One\ntwo, three¶a\tb"
        )]
    );
    assert_eq!(
        left_out(&incoming),
        [
            "headline: Talks in Istanbul",
            "date: 26 May 2025",
            "address: https://www.example.org/1",
            "Advertisement: Advertisement",
            "Related: Also read: Others",
        ]
    );
}

#[test]
fn headings_with_enough_below_begin_articles() {
    let long = LONG.repeat(4);
    let three = ["#One", "Date: 2025-05-25", &long, "#Two", &long, "#Three", &long];
    let incoming = read("t.docx", word(&paragraphs(&three)));
    let ids: Vec<_> =
        shown(&incoming).iter().map(|it| it.split(&long).next().expect("a head").to_owned()).collect();
    assert_eq!(
        ids,
        ["t 1 | headline=One | date=2025-05-25 | ", "t 2 | headline=Two | ", "t 3 | headline=Three | "]
    );
    // Short ones are parts of one article.
    assert_eq!(read("t.docx", word(&paragraphs(&["#One", "Ana.", "#Two", "Bob."]))).documents.len(), 1);
}

#[test]
fn what_stands_beside_the_text_can_be_kept() {
    let part = |text: &str| format!("<w:x xmlns:w=\"w\">{}</w:x>", paragraphs(&[text]));
    let document =
        format!("<w:document xmlns:w=\"w\"><w:body>{}</w:body></w:document>", paragraphs(&["Ana left."]));
    let file = packed(&[
        ("word/document.xml", &document),
        ("word/footnotes.xml", &part("a note")),
        ("word/header1.xml", &part("page 1")),
        ("word/comments.xml", &part("check this")),
    ]);
    let incoming = read("t.docx", &file);
    assert_eq!(shown(&incoming), ["t |  | Ana left."]);
    assert_eq!(left_out(&incoming), ["Margin: a note", "Margin: page 1", "Comment: check this"]);
    let mut readings = glossator_core::formats::Readings::default();
    readings.keep("t.docx".into(), 1, true);
    let incoming = super::read_with("t.docx", &file, &readings).expect("a document");
    assert_eq!(shown(&incoming), ["t |  | Ana left.¶a note"]);
}

#[test]
fn open_documents_are_read() {
    let content = "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\"><office:body><office:text>\
        <text:tracked-changes><text:p>gone</text:p></text:tracked-changes>\
        <text:h text:outline-level=\"1\">Talks</text:h>\
        <text:p>Ana <text:span>met</text:span>\n   Bob<text:s text:c=\"2\"/>again<text:note><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>a note</text:p></text:note-body></text:note>.<text:line-break/>Bob<text:tab/>left.</text:p>\
        <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>\
        </office:text></office:body></office:document-content>";
    let file = packed(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)]);
    let incoming = read("t.odt", &file);
    assert_eq!(shown(&incoming), ["t | headline=Talks | Ana met Bob  again.\nBob\tleft.¶a\tb"]);
    assert_eq!(left_out(&incoming), ["headline: Talks", "Margin: a note"]);
    assert_eq!(super::cut(&incoming).kind, ArticleFile::OpenDocument);
    let locked = packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", "<m><encryption-data/></m>"),
        ("content.xml", "x"),
    ]);
    assert_eq!(super::refused("t.odt", locked).to_string(), "document: Locked");
}

#[test]
fn rich_text_is_read() {
    let check = |rtf: &str, expected: &str| {
        assert_eq!(shown(&read("t.rtf", rtf)), [format!("t |  | {expected}")], "{rtf}");
    };
    check(
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}}{\colortbl;\red0;}{\*\generator X;}{\info{\title T}}
\pard Ana met \b Bob\b0  \'93there\'94.\par
Erdo\u287 ?an \u-10179?\u-8638? caf\'e9\line next\par\par {\f1 \'cf\'f0} {\pict\pngblip 89504e47}{\field{\*\fldinst HYPERLINK x}{\fldrslt a link}}\par}",
        "Ana met Bob “there”.¶Erdoğan 🙂 café\nnext¶Пр a link",
    );
    check(
        r"{\rtf1\ansi a\~b\_c\{d\}\\ {\footnote a note}e{\header page}\par\trowd one\cell two\cell\row}",
        "a\u{a0}b\u{2011}c{d}\\ e¶one\ttwo",
    );
    check(r"{\rtf1 {\uc2 \u8220\'81\'67a}{\upr{x}{\*\ud{y}}}\bin3 xyzb}", "“axb");
    // Cut in the middle, or nested beyond all reason.
    check(r"{\rtf1 Ana {\b Bob", "Ana Bob");
    check(&format!("{{\\rtf1 {}Ana{}", "{".repeat(100_000), "}".repeat(100_000)), "Ana");
}

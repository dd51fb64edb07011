//! Files that mean harm, or are broken: read right, or refused before memory is spent.

use super::{packed, read, refused, shown, word};
use glossator_core::formats::{LARGEST_FILE, RawFile, ReadError, Readings};
use glossator_core::import::DocumentFault;
use glossator_fixture::tools::TOOLS;

#[test]
fn nothing_of_a_page_but_its_words_comes_in() {
    let html = "<base href=\"https://evil.example/\"><body onload=alert(1)><p style=\"x\" onclick='a'>Ana<script>alert(2)</script><img src=x onerror=alert(3)><svg onload=alert(4)><text>svg</text></svg> left.<iframe srcdoc=\"<p>inner\"></iframe><style>p{}</style></p><template><p>hidden</p></template>";
    assert_eq!(shown(&read("p.html", html)), ["p |  | Ana left."]);
    let deep = format!("{}Ana{}", "<div>".repeat(500), "</div>".repeat(500));
    assert_eq!(shown(&read("p.html", deep)), ["p |  | Ana"]);
    assert_eq!(refused("p.html", "<p>Ana\0Bob"), ReadError::Binary);
    // Right to left, and characters that nobody sees.
    assert_eq!(shown(&read("p.html", "<p dir=rtl>שלום \u{202e}עולם")), ["p |  | שלום \u{202e}עולם"]);
}

#[test]
fn documents_that_would_grow_without_end_are_refused() {
    let of = |fault: DocumentFault| ReadError::Document(fault);
    let bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    assert_eq!(refused("a.docx", packed(&[("word/document.xml", bomb)])), of(DocumentFault::Doctype));
    assert_eq!(refused("a.docx", word("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")), of(DocumentFault::Damaged));
    assert_eq!(refused("a.docx", word("<w:p><w:r>")), of(DocumentFault::Damaged));
    let tei = "<TEI><!DOCTYPE x><text><body><p>a</p></body></text></TEI>";
    assert_eq!(refused("a.xml", tei), of(DocumentFault::Doctype));
    // 65 MB of blanks in a few kilobytes.
    let large = usize::try_from(LARGEST_FILE).expect("it fits") + 1;
    let document =
        format!("<w:document xmlns:w=\"w\"><w:body><w:p>{}</w:p></w:body></w:document>", " ".repeat(large));
    assert_eq!(refused("a.docx", deflated("word/document.xml", &document)), of(DocumentFault::TooLarge));
    assert_eq!(refused("a.docx", word("")), ReadError::Empty);
}

/// Archive with one part that is packed.
fn deflated(name: &str, content: &str) -> Vec<u8> {
    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use std::io::Write;
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content.as_bytes()).expect("in memory");
    let packed = encoder.finish().expect("in memory");
    let sum = crc32fast::hash(content.as_bytes()).to_le_bytes();
    let size = |it: usize| u32::try_from(it).expect("small").to_le_bytes();
    let length = u16::try_from(name.len()).expect("short").to_le_bytes();
    let mut common = vec![20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0];
    common.extend(sum);
    common.extend(size(packed.len()));
    common.extend(size(content.len()));
    common.extend(length);
    common.extend([0, 0]);
    let mut file = b"PK\x03\x04".to_vec();
    file.extend(&common);
    file.extend(name.as_bytes());
    file.extend(&packed);
    let directory = file.len();
    file.extend(b"PK\x01\x02\x14\0");
    file.extend(&common);
    file.extend([0; 14]);
    file.extend(name.as_bytes());
    let end = file.len();
    file.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    file.extend(size(end - directory));
    file.extend(size(directory));
    file.extend([0, 0]);
    file
}

#[test]
fn too_much_is_refused() {
    let large = vec![b'a'; 100_000_000];
    assert_eq!(refused("a.csv", large), ReadError::TooLarge(100_000_000));
    let rows = |count: usize| format!("date,text\n{}", "2025-05-26,a\n".repeat(count));
    assert_eq!(read("a.csv", rows(20_000)).documents.len(), 20_000);
    assert_eq!(refused("a.csv", rows(20_001)), ReadError::TooMany);
    assert_eq!(refused("a.csv", rows(500_001)), ReadError::TooMany);
    let row = "{\"title\":\"a\",\"text\":\"a\"}\n";
    assert_eq!(refused("a.jsonl", row.repeat(20_001)), ReadError::TooMany);
    let article = "____________________________________________________________\n\nTalks\n\nPublication info: The Paper. 25 May 2025: A.1.\n\nFull text: Four.\n\nProQuest document ID: 2\n\n";
    assert_eq!(refused("ProQuestDocuments.txt", article.repeat(20_001)), ReadError::TooMany);
    let files: Vec<_> = (0..20_001).map(|number| RawFile::new(format!("{number}.txt"), *b"a")).collect();
    let why = glossator_core::formats::read_with(&files, &Readings::default(), TOOLS).expect_err("too many");
    assert_eq!(why, ReadError::TooMany);
}

#[test]
fn a_folder_of_mixed_files_is_read_as_one() {
    let archive = packed(&[
        ("news/2025-05-26 Le Monde - Un.txt", "Un."),
        ("news/b.html", "<title>Two</title><p>Two."),
        ("news/rows.csv", "outlet,text\nThe Paper,Three.\n"),
        ("news/c.docx", "broken"),
        ("news/x.pdf", "%PDF-1.4"),
        ("news/.DS_Store", "x"),
    ]);
    let files = glossator_core::formats::unpack(&[RawFile::new("news.zip", archive)]);
    let incoming =
        glossator_core::formats::read_with(&files, &Readings::default(), TOOLS).expect("most of it");
    assert_eq!(
        shown(&incoming),
        [
            "2025-05-26 Le Monde - Un | date=2025-05-26 | outlet=Le Monde | headline=Un | Un.",
            "b | headline=Two | Two.",
            "rows | outlet=The Paper | Three.",
        ]
    );
    assert_eq!(
        super::findings(&incoming),
        [
            "news/c.docx: expected KnownFile, found File(Other(Word))",
            "news/x.pdf: expected KnownFile, found File(Other(Pdf))",
        ]
    );
}

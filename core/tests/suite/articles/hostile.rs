//! Files that mean harm, or are broken: read right, or refused before memory is spent.

use super::{packed, read, read_with, refused, shown, word};
use glossator_core::formats::{self, LARGEST_FILE, RawFile, ReadError, Readings};
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
    let why = formats::read_with(&files, &Readings::default(), TOOLS).expect_err("too many");
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
    let files = formats::unpack(&[RawFile::new("news.zip", archive)]);
    let incoming = formats::read_with(&files, &Readings::default(), TOOLS).expect("most of it");
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

/// Zeros of that number of bytes, in a few kilobytes.
fn bomb(name: &str, size: u64) -> Vec<u8> {
    deflated(name, &"\0".repeat(usize::try_from(size).expect("it fits")))
}

#[test]
fn archives_that_would_grow_without_end_are_refused() {
    let files = formats::unpack(&[RawFile::new("news.zip", bomb("a.txt", LARGEST_FILE + 1))]);
    let read = formats::read_with(&files, &Readings::default(), TOOLS);
    assert!(read.is_err(), "{:?}", read.map(|it| it.documents.len()));
    // In an archive that fits, the part that a document is read from may not.
    for (name, part) in
        [("a.docx", "word/document.xml"), ("a.odt", "content.xml"), ("a.xlsx", "xl/workbook.xml")]
    {
        assert_eq!(refused(name, bomb(part, LARGEST_FILE + 1)), ReadError::Document(DocumentFault::TooLarge));
    }
}

#[test]
fn broken_workbooks_are_refused() {
    let of = |parts: &[(&str, &str)]| refused("a.xlsx", packed(parts));
    let book =
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let links = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    assert_eq!(of(&[("xl/workbook.xml", book)]), ReadError::NoTable);
    assert_eq!(of(&[("xl/workbook.xml", "<workbook><sheets>")]), ReadError::Document(DocumentFault::Damaged));
    let sheet = |xml: &str| {
        of(&[
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", links),
            ("xl/worksheets/sheet1.xml", xml),
        ])
    };
    assert_eq!(sheet("<worksheet><sheetData><row>"), ReadError::Document(DocumentFault::Damaged));
    assert_eq!(sheet("<!DOCTYPE x><worksheet/>"), ReadError::Document(DocumentFault::Doctype));
    // Cells that lie far beyond what a sheet has, and strings that are not there.
    let far = "<worksheet><sheetData><row r=\"1\"><c r=\"ZZZZZZZ1\" t=\"s\"><v>99999999999</v></c></row></sheetData></worksheet>";
    assert_eq!(sheet(far), ReadError::NoTable);
    let mut cut_off = packed(&[("xl/workbook.xml", book)]);
    cut_off.truncate(cut_off.len() / 2);
    assert!(matches!(refused("a.xlsx", cut_off), ReadError::Unknown(_) | ReadError::Document(_)));
}

#[test]
fn text_in_every_direction_stays_as_it_is() {
    let arabic = "اجتمع الرئيس أردوغان مع شريف في إسطنبول، وقال: «شكرًا».";
    let japanese = "トルコの大統領は二十五日、首相と会談した。";
    for text in [arabic, japanese] {
        assert_eq!(shown(&read("a.txt", text)), [format!("a |  | {text}")]);
    }
    let vertical = format!(
        "<w:p><w:pPr><w:textDirection w:val=\"tbRl\"/><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>{japanese}</w:t></w:r></w:p>"
    );
    assert_eq!(shown(&read("a.docx", word(&vertical))), [format!("a |  | {japanese}")]);
    let page = format!("<body style=\"writing-mode: vertical-rl\"><p dir=rtl>{arabic}<p lang=ja>{japanese}");
    assert_eq!(shown(&read("a.html", page)), [format!("a |  | {arabic}¶{japanese}")]);
}

#[test]
fn nothing_with_a_null_in_it_is_text() {
    assert_eq!(refused("a.txt", "Ana\0met Bob."), ReadError::Binary);
    assert_eq!(refused("a.html", "<p>Ana\0met Bob."), ReadError::Binary);
    let table = read_with("a.csv", b"date,outlet,text\n2025-05-26,x,An\0a\n", &Readings::default());
    assert!(table.is_err(), "{table:?}");
    assert_eq!(
        refused("a.docx", word("<w:p><w:r><w:t>An\0a</w:t></w:r></w:p>")),
        ReadError::Document(DocumentFault::Damaged)
    );
}

#[test]
fn files_that_are_read_some_at_a_time_are_the_same() {
    let files: Vec<_> = (0..40)
        .map(|number| RawFile::new(format!("{number}.txt"), format!("Text {number}.").into_bytes()))
        .chain([RawFile::new("x.pdf", &b"%PDF-1.4"[..])])
        .collect();
    let whole = formats::read_with(&files, &Readings::default(), TOOLS).expect("most of it");
    let mut reading = formats::Reading::new(&files, Readings::default(), TOOLS);
    let mut seen = vec![reading.progress()];
    while reading.go_on(30) {
        seen.push(reading.progress());
    }
    assert_eq!(reading.progress(), (41, 41));
    assert!(seen.len() > 5 && seen.is_sorted(), "{seen:?}");
    let stepped = reading.finish().expect("most of it");
    assert_eq!((shown(&stepped), super::findings(&stepped)), (shown(&whole), super::findings(&whole)));
}

//! Plain text and Markdown: encodings, what their first lines and their names say, and where a person cuts.

use super::{cut, left_out, read, read_with, refused, shown};
use glossator_core::formats::{self, RawFile, ReadError, Readings};
use glossator_core::import::{EncodingFrom, FieldFrom};
use glossator_fixture::tools::TOOLS;

#[test]
fn encodings_are_known_or_guessed_and_the_guess_is_said() {
    let check = |bytes: &[u8], text: &str, label: &str, because: EncodingFrom| {
        let incoming = read("a.txt", bytes);
        assert_eq!(incoming.documents[0].text.as_deref(), Some(text));
        let encoding = cut(&incoming).encoding.as_ref().expect("an encoding");
        assert_eq!((&*encoding.label, encoding.because), (label, because));
    };
    check("Erdoğan".as_bytes(), "Erdoğan", "utf-8", EncodingFrom::Certain);
    check("\u{feff}Erdoğan".as_bytes(), "\u{feff}Erdoğan", "utf-8", EncodingFrom::Mark);
    let utf16 =
        |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<_>>();
    check(&utf16("\u{feff}Erdoğan 🙂", u16::to_le_bytes), "Erdoğan 🙂", "utf-16le", EncodingFrom::Mark);
    check(&utf16("\u{feff}Erdoğan", u16::to_be_bytes), "Erdoğan", "utf-16be", EncodingFrom::Mark);
    check(&utf16("Erdoğan met him", u16::to_le_bytes), "Erdoğan met him", "utf-16le", EncodingFrom::Guess);
    check(&utf16("Erdoğan met him", u16::to_be_bytes), "Erdoğan met him", "utf-16be", EncodingFrom::Guess);
    check(b"caf\xe9 \x93au lait\x94", "café “au lait”", "windows-1252", EncodingFrom::Guess);
    let encoded = |label: &str, text: &str| {
        encoding_rs::Encoding::for_label(label.as_bytes()).expect("an encoding").encode(text).0.into_owned()
    };
    for (label, text) in [
        ("windows-1251", "Президент Турции встретился с премьером."),
        ("gb18030", "土耳其总统在伊斯坦布尔会见了巴基斯坦总理。"),
        ("shift_jis", "トルコの大統領はイスタンブールで会談した。"),
        ("euc-kr", "터키 대통령이 이스탄불에서 총리를 만났다."),
        ("big5", "土耳其總統在伊斯坦堡會見了巴基斯坦總理。"),
        ("windows-1253", "Ο πρόεδρος της Τουρκίας συνάντησε τον πρωθυπουργό."),
        ("windows-1256", "التقى الرئيس التركي برئيس الوزراء الباكستاني"),
    ] {
        check(&encoded(label, text), text, label, EncodingFrom::Guess);
    }
}

#[test]
fn a_person_can_choose_another_encoding() {
    let bytes = b"Erdo\xf0an";
    assert_eq!(read("a.txt", bytes).documents[0].text.as_deref(), Some("Erdoðan"));
    let mut readings = Readings::default();
    readings.decode("a.txt".into(), "windows-1254".into());
    let incoming = read_with("a.txt", bytes, &readings).expect("Turkish");
    assert_eq!(incoming.documents[0].text.as_deref(), Some("Erdoğan"));
    assert_eq!(cut(&incoming).encoding.as_ref().map(|it| it.because), Some(EncodingFrom::Choice));
    readings.decode("a.txt".into(), "utf-8".into());
    let why = read_with("a.txt", bytes, &readings).expect_err("no UTF-8");
    assert_eq!(why, ReadError::OtherEncoding("utf-8".into()));
}

/// The two encodings differ in six letters, of which Turkish has what Icelandic never has at the end of a word.
#[test]
fn turkish_is_told_from_icelandic() {
    let check = |label: &str, text: &str| {
        let bytes: Vec<u8> =
            encoding_rs::Encoding::for_label(label.as_bytes()).expect("it").encode(text).0.into();
        let incoming = read("a.txt", bytes);
        assert_eq!(incoming.documents[0].text.as_deref(), Some(text));
    };
    check(
        "windows-1254",
        "Cumhurbaşkanı Erdoğan İstanbul’da Başbakan Şerif ile görüştü, dış işleri bakanı da vardı.",
    );
    check(
        "windows-1252",
        "Forsætisráðherra sagði að hann hefði ekki talað við þá, og það væri ekki þörf á því með þeim.",
    );
    check("windows-1252", "Le président a été reçu à Istanbul, où il a parlé français – « déjà ».");
}

#[test]
fn what_the_name_of_a_file_says_is_a_guess() {
    let incoming = read("2025-05-26 Le Monde - Erdogan reçoit Sharif.txt", "Un texte.");
    assert_eq!(
        shown(&incoming),
        [
            "2025-05-26 Le Monde - Erdogan reçoit Sharif | date=2025-05-26 | outlet=Le Monde | headline=Erdogan reçoit Sharif | Un texte."
        ]
    );
    assert!(cut(&incoming).fields.iter().all(|field| field.from == FieldFrom::FileName));
}

#[test]
fn first_lines_that_say_something_of_the_article_are_no_text_of_it() {
    let check = |name: &str, text: &str, expected: &str, lines: &[&str]| {
        let incoming = read(name, text);
        assert_eq!(
            (shown(&incoming), left_out(&incoming)),
            (vec![expected.to_owned()], lines.iter().map(|it| (*it).to_owned()).collect())
        );
    };
    check(
        "a.txt",
        "Title: Talks\nSource: The Paper\nDate: 26. Mai 2025\nhttps://www.example.org/1\n\nAna met Bob.\n\nBob left.\n",
        "a | headline=Talks | outlet=The Paper | date=2025-05-26 | address=https://www.example.org/1 | Ana met Bob.¶Bob left.",
        &[
            "headline: Title: Talks",
            "outlet: Source: The Paper",
            "date: Date: 26. Mai 2025",
            "address: https://www.example.org/1",
        ],
    );
    // Front matter, as trafilatura writes it.
    check(
        "a.md",
        "---\ntitle: \"Talks\"\nsitename: The Paper\ndate: 2025-05-26\nfingerprint: 1a\n---\nAna met Bob.\n",
        "a | headline=Talks | outlet=The Paper | date=2025-05-26 | Ana met Bob.",
        &[
            "Database: ---",
            "headline: title: \"Talks\"",
            "outlet: sitename: The Paper",
            "date: date: 2025-05-26",
            "Database: fingerprint: 1a",
            "Database: ---",
        ],
    );
    check(
        "a.md",
        "# Talks\n\nAna met *Bob*.\n",
        "a | headline=Talks | Ana met *Bob*.",
        &["headline: # Talks"],
    );
    // Lines that only look so are text.
    check("a.txt", "Note: Ana met Bob.\n\nBob left.", "a |  | Note: Ana met Bob.¶Bob left.", &[]);
    check("a.txt", "Date: 26 May 2025\n\nBob left.", "a |  | Date: 26 May 2025¶Bob left.", &[]);
    // Positions in a file of annotations count them.
    let files = [
        RawFile::new("n.txt", &b"Title: Talks\nDate: 2025-05-26\n\nMara left.\n"[..]),
        RawFile::new("n.ann", &b"T1\tactor 31 35\tMara\n"[..]),
    ];
    let incoming = formats::read_with(&files, &Readings::default(), TOOLS).expect("a pair");
    assert_eq!(incoming.documents[0].text.as_deref(), Some("Title: Talks\nDate: 2025-05-26\n\nMara left.\n"));
}

#[test]
fn a_person_can_cut_elsewhere_and_keep_what_is_left_out() {
    let file = "Title: One\nDate: 2025-05-26\n\nAna.\n\nBob.\n\nTwo\n\nEve.\n";
    let check = |change: fn(&mut Readings), expected: &[&str]| {
        let mut readings = Readings::default();
        change(&mut readings);
        let incoming = read_with("a.txt", file.as_bytes(), &readings).expect("a text");
        assert_eq!(shown(&incoming), expected);
    };
    check(|_| {}, &["a | headline=One | date=2025-05-26 | Ana.¶Bob.¶Two¶Eve."]);
    check(
        |it| it.split("a.txt".into(), 4),
        &["a 1 | headline=One | date=2025-05-26 | Ana.¶Bob.", "a 2 |  | Two¶Eve."],
    );
    check(
        |it| {
            it.split("a.txt".into(), 4);
            it.join("a.txt".into(), 4);
        },
        &["a | headline=One | date=2025-05-26 | Ana.¶Bob.¶Two¶Eve."],
    );
    check(
        |it| {
            it.keep("a.txt".into(), 0, true);
            it.keep("a.txt".into(), 3, false);
        },
        &["a | headline=One | date=2025-05-26 | Title: One¶Ana.¶Two¶Eve."],
    );
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(refused("a.txt", b"a\0"), ReadError::Binary);
    assert_eq!(refused("a.txt", b"Ana\0met\0Bob, who was\0there"), ReadError::Binary);
    assert_eq!(refused("a.md", b" \n"), ReadError::Empty);
}

/// Bytes of Windows-1252 in a text in UTF-8, as they come from files that were joined.
#[test]
fn a_file_in_two_encodings_is_read_in_both_where_that_is_plain() {
    let check = |bytes: &[u8], expected: &str, because: EncodingFrom| {
        let incoming = read("a.txt", bytes);
        let encoding = cut(&incoming).encoding.clone().expect("an encoding");
        assert_eq!((incoming.documents[0].text.as_deref(), encoding.because), (Some(expected), because));
    };
    check(
        "Erdoğan, Şerif, İstanbul\n\ncaf\u{0}"
            .bytes()
            .map(|it| if it == 0 { 0xe9 } else { it })
            .collect::<Vec<_>>()
            .as_slice(),
        "Erdoğan, Şerif, İstanbul\n\ncafé",
        EncodingFrom::Mixed,
    );
    // With as many of one as of the other, they are all taken for those of one.
    check(b"caf\xe9 Erdo\xc4\x9fan", "café ErdoÄŸan", EncodingFrom::Guess);
}

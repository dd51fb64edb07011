//! Press databases: downloads with many articles in one file.

use super::{LONG, cut, left_out, paragraphs, read, shown, word};
use glossator_core::import::ArticleFile;

/// Layout of Nexis Uni as <https://github.com/seolub/Nexis_uni_parser> (its reading of a document’s paragraphs) and
/// <https://github.com/JBGruber/LexisNexisTools> (its sample and its reader) describe it.
#[test]
fn nexis_uni_is_cut_into_articles() {
    let lines = [
        "User Name: = Ana Lyst",
        "Date and Time: = Monday, June 2, 2025 10:00:00 AM EDT",
        "Documents (2)",
        "1. Sharif thanks Erdogan",
        "Sharif thanks Erdogan",
        "Business Today",
        "May 26, 2025 Monday",
        "Copyright 2025 Living Media India Limited All Rights Reserved",
        "Section: WORLD; Pg. 5",
        "Length: 331 words",
        "Byline: Ana Pen",
        "Highlight: A short summary.",
        "Body",
        LONG,
        "Language: a matter of taste.",
        "Graphic",
        "Two men shake hands",
        "Classification",
        "Language: ENGLISH",
        "Publication-Type: Newspaper",
        "Subject: HEADS OF STATE (90%)",
        "Load-Date: May 27, 2025",
        "End of Document",
        "Talks in Istanbul",
        "The Daily Jagran",
        "May 25, 2025 Sunday 10:30 AM GMT",
        "Copyright 2025 Jagran All Rights Reserved",
        "Length: 513 words",
        "Body",
        "One.",
        "Two.",
        "Load-Date: May 26, 2025",
        "End of Document",
    ];
    let incoming = read("nexis.docx", word(&paragraphs(&lines)));
    assert_eq!(cut(&incoming).kind, ArticleFile::Nexis);
    assert_eq!(
        shown(&incoming),
        [
            format!(
                "nexis 1 | headline=Sharif thanks Erdogan | outlet=Business Today | date=2025-05-26 | section=WORLD | author=Ana Pen | language=en | {LONG}¶Language: a matter of taste."
            ),
            "nexis 2 | headline=Talks in Istanbul | outlet=The Daily Jagran | date=2025-05-25T10:30:00Z | One.¶Two.".to_owned(),
        ]
    );
    let left = left_out(&incoming);
    assert_eq!(left.len(), lines.len() - 4);
    assert!(left.contains(&"Caption: Two men shake hands".to_owned()), "{left:?}");
}

/// Layout of nexis.com as <https://github.com/JBGruber/LexisNexisTools> (sample.TXT) has it.
#[test]
fn texts_of_the_older_nexis_are_cut_into_articles() {
    let article = |number: u8, outlet: &str, body: &str| {
        format!(
            "\n                              {number} of 2 DOCUMENTS\n\n                                  {outlet}\n\n                             May 26, 2025 Monday\n\nSharif thanks Erdogan\n\nBYLINE: Ana Pen\n\nSECTION: NEWS; Pg. 1\n\nLENGTH: 4 words\n\n\n{body}\n\nLOAD-DATE: May 27, 2025\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n                         Copyright 2025 {outlet}\n"
        )
    };
    let file = article(1, "The Guardian", "Ana met Bob and\nEve in town.\n\nBob left.")
        + &article(2, "The Times", "One.");
    let incoming = read("old.txt", &file);
    assert_eq!(
        shown(&incoming),
        [
            "old 1 | outlet=The Guardian | date=2025-05-26 | headline=Sharif thanks Erdogan | author=Ana Pen | section=NEWS | language=en | Ana met Bob and Eve in town.¶Bob left.",
            "old 2 | outlet=The Times | date=2025-05-26 | headline=Sharif thanks Erdogan | author=Ana Pen | section=NEWS | language=en | One.",
        ]
    );
}

/// Fields of Factiva as <https://github.com/vkelk/factiva-rtf-db> (importer.py) and
/// <https://cran.r-project.org/package=tm.plugin.factiva> read them.
#[test]
fn factiva_with_codes_is_cut_into_articles() {
    let codes = |head: &str, between: &str| {
        [
            ("SE", "World"),
            ("HD", head),
            ("BY", "Ana Pen"),
            ("WC", "331 words"),
            ("PD", "26 May 2025"),
            ("ET", "10:30 GMT"),
            ("SN", "Business Today"),
            ("SC", "BUSTOD"),
            ("LA", "English"),
            ("CY", "(c) 2025 Living Media India Limited"),
            ("LP", "The lead."),
            ("TD", "One.\nTwo."),
            ("CO", "x : Company"),
            ("AN", "Document BUSTOD0020250526el5q00001"),
        ]
        .map(|(code, value)| format!("{code}{between}{value}"))
        .join("\n\n")
    };
    let expected = |name: &str, number: u8, head: &str| {
        format!(
            "{name} {number} | section=World | headline={head} | author=Ana Pen | outlet=Business Today | language=en | date=2025-05-26T10:30:00Z | The lead.¶One.¶Two."
        )
    };
    let text = format!("{}\n\n{}\n", codes("First", "      "), codes("Second", "\t"))
        .replace("One.\nTwo.", "One.\n\nTwo.");
    let incoming = read("f.txt", &text);
    assert_eq!(cut(&incoming).kind, ArticleFile::Factiva);
    assert_eq!(shown(&incoming), [expected("f", 1, "First"), expected("f", 2, "Second")]);
    // Rows of tables in rich text: the code in the first cell.
    let rows = |text: &str| {
        let row = |line: &str| match line.split_once('\t') {
            Some((code, value)) => format!("\\trowd {code}\\cell {value}"),
            None => format!("\\par {line}"),
        };
        let rows: Vec<_> = text
            .split("\n\n")
            .map(|part| part.lines().map(row).collect::<String>() + "\\cell\\row\n")
            .collect();
        format!("{{\\rtf1\\ansi {}}}", rows.concat())
    };
    let both = rows(&format!("{}\n\n{}", codes("First", "\t"), codes("Second", "\t")));
    assert_eq!(shown(&read("f.rtf", &both)), [expected("f", 1, "First"), expected("f", 2, "Second")]);
    // Tables of a page.
    let page = |text: &str| {
        let row = |part: &str| {
            let (code, value) = part.split_once('\t').expect("a code");
            let value: Vec<_> = value
                .lines()
                .map(|line| format!("<p class=\"articleParagraph enarticleParagraph\">{line}</p>"))
                .collect();
            let value = value.concat();
            format!("<tr><td class=\"index\"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>")
        };
        let rows: String = text.split("\n\n").map(row).collect();
        format!("<div class=\"article enArticle\"><table>{rows}</table></div>")
    };
    let html = format!(
        "<html><body>{}<br>{}</body></html>",
        page(&codes("First", "\t")),
        page(&codes("Second", "\t"))
    );
    assert_eq!(shown(&read("f.html", &html)), [expected("f", 1, "First"), expected("f", 2, "Second")]);
}

/// Factiva’s articles without codes, as <https://github.com/BernhardClemm/factiva-parsing> finds them in a page.
#[test]
fn factiva_without_codes_is_cut_by_the_order_of_its_lines() {
    let lines = [
        "First headline",
        "By Ana Pen",
        "331 words",
        "26 May 2025",
        "10:30",
        "Business Today",
        "BUSTOD",
        "English",
        "(c) 2025 Living Media India Limited",
        "One.",
        "Two.",
        "Document BUSTOD0020250526el5q00001",
    ];
    let expected = "f | headline=First headline | author=By Ana Pen | date=2025-05-26 | outlet=Business Today | language=en | One.¶Two.";
    assert_eq!(shown(&read("f.docx", word(&paragraphs(&lines)))), [expected]);
    let divs = lines[..9].iter().map(|line| format!("<div>{line}</div>")).collect::<Vec<_>>().concat();
    let html = format!(
        "<html><body><div class=\"article enArticle\">{divs}<p class=\"articleParagraph enarticleParagraph\">One.</p><p class=\"articleParagraph\">Two.</p><p>{}</p></div></body></html>",
        lines[11]
    );
    assert_eq!(shown(&read("f.html", &html)), [expected]);
}

/// Page of somebody who reads Factiva in German, as <https://github.com/BernhardClemm/factiva-parsing> (Factiva-example.html) has it:
/// divisions within a paragraph, and the number of a page between outlet and language.
#[test]
fn pages_of_factiva_are_cut_in_the_language_in_which_they_were_saved() {
    let article = |number: u8, page: &str| {
        format!(
            "<div id=\"article-sddz{number}\" class=\"article\"><div class=\"article deArticle\"><p><div id=\"hd\"><span class='deHeadline'> Fragen {number}.</span>\n</div><div>2029 Wörter\n</div><div>9 Mai 1998\n</div><div>Süddeutsche Zeitung\n</div><div>SDDZ\n</div>{page}<div>Deutsch\n</div><div>(c) 1998 Süddeutsche Zeitung\n</div></p><p class=\"articleParagraph dearticleParagraph\"> Große <b>Erwartungen</b>.\n</p><p class=\"articleParagraph dearticleParagraph\">Ende.</p><p>Dokument sddz000020010927du5900a1{number}\n</p></div></div><br/>"
        )
    };
    let table = "<table class=\"searchPreview\"><tr><td>Zusammenfassung der Suche</td></tr><tr><td>Text</td><td>Israel</td></tr></table>";
    let html = format!(
        "<html><head><style>td {{}}</style></head><body><h1>Dow Jones Factiva</h1>{}{}{table}</body></html>",
        article(1, ""),
        article(2, "<div>18\n</div>")
    );
    let incoming = read("f.html", &html);
    assert_eq!(cut(&incoming).kind, ArticleFile::Factiva);
    let expected = |number: u8| {
        format!(
            "f {number} | headline=Fragen {number}. | date=1998-05-09 | outlet=Süddeutsche Zeitung | language=de | Große Erwartungen.¶Ende."
        )
    };
    assert_eq!(shown(&incoming), [expected(1), expected(2)]);
}

/// Layout of `ProQuest` as <https://github.com/sjkiss/importProquest> (its sample files) and <https://github.com/chennesy/pq_parser>
/// describe it.
#[test]
fn proquest_is_cut_into_articles() {
    const LINE: &str = "____________________________________________________________";
    let file = format!(
        "{LINE}\n\nSharif thanks Erdogan\n\nAuthor: Pen, Ana.\n\nPublication info: Business Today ; New Delhi [New Delhi]. 26 May 2025: A.1.\n\nhttps://www.proquest.com/docview/1\n\nAbstract: None available.\n\nLinks: https://example.org\n\nFull text: One.\nTwo: three.\n\nCAPTION: A picture.\nCREDIT: Ana Pen\n\nSubject: Prime ministers\n\nTitle: Sharif thanks Erdogan\n\nPublication title: Business Today; New Delhi\n\nPublication year: 2025\n\nPublication date: May 26, 2025\n\nSection: World\n\nLanguage of publication: English\n\nProQuest document ID: 1\n\nDocument URL: https://www.proquest.com/docview/1\n\nDatabase: Newsstream\n\n{LINE}\n\nTalks\n\nPublication info: Toronto Star ; Toronto, Ont. [Toronto, Ont]. 25 May 2025: A.1.\n\nFull text: Four.\n\nProQuest document ID: 2\n\n{LINE}\n\nNo words\n\nPublication info: May 24, 2025.\n\nFull text: Not available.\n\nProQuest document ID: 3\n\n{LINE}\n\nContact ProQuest\nCopyright (c) 2025 ProQuest LLC\n"
    );
    let incoming = read("ProQuestDocuments-2025-06-02.txt", &file);
    assert_eq!(cut(&incoming).kind, ArticleFile::ProQuest);
    assert_eq!(
        shown(&incoming),
        [
            "ProQuestDocuments-2025-06-02 1 | author=Pen, Ana. | headline=Sharif thanks Erdogan | outlet=Business Today; New Delhi | date=2025-05-26 | section=World | language=en | address=https://www.proquest.com/docview/1 | One.¶Two: three.",
            "ProQuestDocuments-2025-06-02 2 | headline=Talks | outlet=Toronto Star | date=2025-05-25 | Four.",
        ]
    );
    assert_eq!(
        super::findings(&incoming),
        ["article ProQuestDocuments-2025-06-02 3: expected OwnText, found Nothing"]
    );
}

/// Files of trafilatura as <https://trafilatura.readthedocs.io/en/latest/usage-cli.html> shows them, with the names that
/// <https://github.com/adbar/trafilatura> (trafilatura/xml.py, `META_ATTRIBUTES`) gives; older versions call the address `source`.
#[test]
fn files_of_trafilatura_are_articles() {
    let check = |name: &str, text: &str, expected: &str| {
        let incoming = read(name, text);
        assert_eq!(shown(&incoming), [expected]);
        assert_eq!(cut(&incoming).kind, ArticleFile::Trafilatura);
        assert_eq!(left_out(&incoming), ["Comment: First!"]);
    };
    check(
        "t.xml",
        "<doc sitename=\"The Paper\" title=\"Talks\" author=\"Ana Pen\" date=\"2025-05-26\" source=\"https://example.org/1\" hostname=\"example.org\"><main><head rend=\"h2\">Above</head><p>Ana met <hi>Bob</hi>.</p><list><item>one</item></list></main><comments><p>First!</p></comments></doc>",
        "t | headline=Talks | author=Ana Pen | outlet=The Paper | date=2025-05-26 | address=https://example.org/1 | Above¶Ana met Bob.¶one",
    );
    check(
        "t.xml",
        "<doc sitename=\"The Paper\" title=\"Talks\" author=\"Ana Pen\" date=\"2025-05-26\" url=\"https://example.org/1\" hostname=\"example.org\"><main><head rend=\"h2\">Above</head><p>Ana met <hi>Bob</hi>.</p><list><item>one</item></list></main><comments><p>First!</p></comments></doc>",
        "t | headline=Talks | author=Ana Pen | outlet=The Paper | date=2025-05-26 | address=https://example.org/1 | Above¶Ana met Bob.¶one",
    );
    check(
        "t.xml",
        "<?xml version=\"1.0\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title type=\"main\">Talks</title><author>Ana Pen</author></titleStmt><publicationStmt><publisher>The Paper</publisher><date>2025-05-26</date></publicationStmt><sourceDesc><biblFull><publicationStmt><ptr type=\"URL\" target=\"https://example.org/1\"/></publicationStmt></biblFull></sourceDesc></fileDesc></teiHeader><text><body><div type=\"entry\"><p>Ana met Bob.</p><p>Bob left.</p></div><div type=\"comments\"><p>First!</p></div></body></text></TEI>",
        "t | headline=Talks | author=Ana Pen | outlet=The Paper | date=2025-05-26 | address=https://example.org/1 | Ana met Bob.¶Bob left.",
    );
}

//! Tables of articles: CSV, JSON and workbooks, with columns that are known by their names or mapped by a person.

use super::{LONG, findings, packed, read, read_with, shown};
use glossator_core::formats::{ReadError, Readings};
use glossator_core::import::{Header, Meaning};

#[test]
fn columns_are_known_by_their_names() {
    let incoming = read(
        "c.csv",
        "Titel;Zeitung;Datum;Volltext;Seite\nGespräche;Die Zeitung;26.05.2025;Ana traf Bob.;2\n;;gestern;\"Bob, \"\"er\"\".\";\n",
    );
    assert_eq!(
        shown(&incoming),
        [
            "c 1 | headline=Gespräche | outlet=Die Zeitung | date=2025-05-26 | Ana traf Bob.",
            "c 2 | date=gestern | Bob, \"er\".",
        ]
    );
    let cut = incoming.documents[1].cut.as_ref().expect("a cut");
    assert!(!cut.fields[0].is_understood && cut.pieces.is_empty());
    let foreign: Vec<_> = incoming.documents[0].foreign.iter().map(|(field, _)| field.to_string()).collect();
    assert_eq!(foreign, ["+Seite"]);
    let [table] = &incoming.tables[..] else { panic!("one table") };
    assert_eq!((table.rows, table.samples.len(), table.is_chosen), (2, 2, false));
}

#[test]
fn a_column_of_dates_decides_what_one_date_does_not() {
    let rows = |dates: &str| {
        let rows = dates.split(' ').map(|date| format!("{date},x\n")).collect::<Vec<_>>().concat();
        shown(&read("c.csv", format!("date,text\n{rows}"))).join("; ")
    };
    assert_eq!(rows("05/06/2025 26/05/2025"), "c 1 | date=2025-06-05 | x; c 2 | date=2025-05-26 | x");
    assert_eq!(rows("05/06/2025 06/06/2025"), "c 1 | date=05/06/2025 | x; c 2 | date=2025-06-06 | x");
}

#[test]
fn a_person_says_what_columns_are_and_a_table_of_that_header_is_read_so() {
    let table = |text: &str| format!("a,b,date,outlet\nOne,{text},2025-05-26,The Paper\n");
    // No column with a usual name, and none with long cells.
    let incoming = read("c.csv", table("x"));
    assert_eq!(shown(&incoming), [""; 0]);
    assert_eq!(findings(&incoming), ["the file: expected ColumnOfTexts, found Count(4)"]);
    assert!(!incoming.tables[0].has_text());
    // The longest cells are the texts.
    assert_eq!(read("c.csv", table(&LONG.repeat(2).replace(',', ""))).documents.len(), 1);
    let mut readings = Readings::default();
    let meanings =
        vec![Meaning::Attribute("headline".into()), Meaning::Text, Meaning::Nothing, Meaning::Field];
    readings.columns.insert(Header::new(["A", "b ", "date", "outlet"]), meanings);
    let incoming = read_with("other.csv", table("x").as_bytes(), &readings).expect("a table");
    assert_eq!(shown(&incoming), ["other | headline=One | x"]);
    assert!(incoming.tables[0].is_chosen);
}

/// A table of which nothing is known: a person is asked, instead of being told that nothing here reads it.
#[test]
fn of_an_unknown_table_a_person_says_what_the_columns_are() {
    let incoming = read("c.csv", "أ,ب\nOne,x\n");
    assert_eq!(shown(&incoming), [""; 0]);
    assert_eq!(findings(&incoming), ["the file: expected ColumnOfTexts, found Count(2)"]);
    assert_eq!(incoming.tables[0].meanings, [Meaning::Field, Meaning::Field]);
    // Long cells are the texts, cells that are all days the days.
    let rows = format!("Wann\tCosa\n26.05.2025\t{0}\n27.05.2025\t{0}\n", LONG.repeat(2));
    let incoming = read("c.tsv", rows);
    assert_eq!(incoming.tables[0].meanings, [Meaning::Attribute("date".into()), Meaning::Text]);
    assert!(shown(&incoming)[0].starts_with("c 1 | date=2025-05-26 | The meeting"), "{:?}", shown(&incoming));
    let cells = ["Kto", "Co", "Ana", "met"];
    let cell = |(at, text): (usize, &&str)| {
        let (row, column) = (at / 2 + 1, ["A", "B"][at % 2]);
        format!("<row r=\"{row}\"><c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c></row>")
    };
    let rows = cells.iter().enumerate().map(cell).collect::<String>().replace("</row><row r=\"1\">", "");
    let incoming = read("b.xlsx", workbook(&rows.replace("</row><row r=\"2\"><c r=\"B2", "<c r=\"B2")));
    assert_eq!(incoming.tables[0].names, ["Kto".into(), "Co".into()]);
    assert_eq!((incoming.tables[0].rows, incoming.documents.len()), (1, 0));
    // A head alone, or one with the same name twice, is no table.
    assert!(matches!(super::refused("c.csv", "a,b\n"), ReadError::Unknown(_)));
    assert!(matches!(super::refused("c.csv", "a,a\n1,2\n"), ReadError::Unknown(_)));
}

#[test]
fn other_tables_go_on_as_they_are() {
    for table in [
        "document,start,end,label,text\na,0,3,actor,Ana\n",
        "type,from,to,text\nx,a,b,c\n",
        "document,title,label,mentions,strings\na,Talks,actor,1,1\n",
    ] {
        let read = read_with("a.csv", table.as_bytes(), &Readings::default());
        assert!(read.is_ok_and(|it| it.documents.is_empty()) || table.contains("mentions"), "{table}");
    }
    let labels = "{\"text\":\"Ana.\",\"label\":[],\"outlet\":\"The Paper\"}";
    assert!(read("a.jsonl", labels).documents[0].cut.is_none());
}

#[test]
fn tables_in_other_encodings_are_read() {
    let text = "date,text,source\n2025-05-26,caf\u{e9},The Paper\n";
    let bytes: Vec<u8> = text.chars().map(|it| u8::try_from(u32::from(it)).expect("Latin-1")).collect();
    assert_eq!(shown(&read("c.csv", &bytes)), ["c | date=2025-05-26 | outlet=The Paper | café"]);
    let utf16: Vec<u8> = "\u{feff}date\ttext\tsource\n2025-05-26\tcafé\tThe Paper\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(shown(&read("c.csv", &utf16)), ["c | date=2025-05-26 | outlet=The Paper | café"]);
    assert_eq!(
        shown(&read("c.csv", "sep=;\ndate;text;source\n2025-05-26;x;y\n")),
        ["c | date=2025-05-26 | outlet=y | x"]
    );
}

/// Objects as <https://trafilatura.readthedocs.io/en/latest/usage-cli.html>, <https://github.com/fhamborg/news-please> and
/// <https://newsapi.org/docs/endpoints/everything> describe them.
#[test]
fn rows_of_programs_that_gather_news_are_articles() {
    let check = |name: &str, json: &str, expected: &[&str]| assert_eq!(shown(&read(name, json)), expected);
    check(
        "t.json",
        r#"{"title":"Talks","author":"Ana Pen","hostname":"example.org","date":"2025-05-26","fingerprint":"1a","id":null,"raw_text":"Ana. Bob.","text":"Ana.\nBob.","language":"en","source":"https://example.org/1","source-hostname":"The Paper","categories":"World","tags":""}"#,
        &[
            "t | headline=Talks | author=Ana Pen | date=2025-05-26 | language=en | address=https://example.org/1 | outlet=The Paper | section=World | Ana.\nBob.",
        ],
    );
    check(
        "n.jsonl",
        "{\"authors\":[\"Ana Pen\",\"Bob Ink\"],\"date_publish\":\"2025-05-26 10:00:00\",\"language\":\"en\",\"maintext\":\"One.\",\"source_domain\":\"www.example.org\",\"title\":\"Talks\",\"url\":\"https://example.org/1\"}\n",
        &[
            "n | author=Ana Pen; Bob Ink | date=2025-05-26 | language=en | outlet=www.example.org | headline=Talks | address=https://example.org/1 | One.",
        ],
    );
    check(
        "api.json",
        r#"{"status":"ok","totalResults":1,"articles":[{"source":{"id":null,"name":"The Paper"},"author":"Ana","title":"Talks","url":"https://example.org/1","publishedAt":"2025-05-26T10:00:00Z","content":"One."}]}"#,
        &[
            "api | outlet=The Paper | author=Ana | headline=Talks | address=https://example.org/1 | date=2025-05-26T10:00:00Z | One.",
        ],
    );
}

/// Workbook with those cells in one sheet, of which the second is formatted as a day.
fn workbook(rows: &str) -> Vec<u8> {
    packed(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Articles\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Notes\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>Outlet</t></si><si><r><t>Da</t></r><r><t>te</t></r></si><si><t>Text</t></si><si><t xml:space=\"preserve\">Ana met Bob._x000D_\n\nBob left.</t></si></sst>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
        (
            "xl/worksheets/sheet2.xml",
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>to do</t></is></c></row></sheetData></worksheet>",
        ),
    ])
}

#[test]
fn workbooks_are_tables_of_articles() {
    let head = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"D1\" t=\"s\"><v>2</v></c></row>";
    let rows = "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>The Paper</t></is></c><c r=\"B3\" s=\"1\"><v>45803</v></c><c r=\"D3\" t=\"s\"><v>3</v></c></row>\
                <row r=\"4\"><c r=\"B4\" t=\"str\"><f>X1</f><v>26 May 2025</v></c><c r=\"D4\" t=\"str\"><v>Eve.</v></c></row>";
    let incoming = read("b.xlsx", workbook(&format!("{head}{rows}")));
    assert_eq!(
        shown(&incoming),
        ["b 1 | outlet=The Paper | date=2025-05-26 | Ana met Bob.¶Bob left.", "b 2 | date=2025-05-26 | Eve."]
    );
    assert_eq!(findings(&incoming), [r#"left out: 1 Sheets "Notes""#]);
    assert_eq!(&*incoming.tables[0].sheet, "Articles");
    assert_eq!(super::refused("b.xlsx", workbook("")), ReadError::NoTable);
}

//! Files of every kind with an article or two, made from templates: headline, outlet and day of each are known.

use glossator_core::formats::{File, zip};
use std::fmt::Write;

/// An article and what is known of it.
#[derive(Clone, Debug)]
pub struct Article {
    pub headline: String,
    pub outlet: &'static str,
    /// Day of May 2025.
    pub day: usize,
    number: usize,
}

impl Article {
    fn new(number: usize) -> Self {
        const OUTLETS: [&str; 6] =
            ["The Daily Jagran", "Financial Express", "Business Today", "Le Monde", "Dawn", "The Hindu"];
        let outlet = OUTLETS[number % OUTLETS.len()];
        Self { headline: format!("Headline {number}"), outlet, day: 1 + number % 28, number }
    }

    /// The day as the table shows it.
    pub fn date(&self) -> String {
        format!("{} May 2025", self.day)
    }

    fn iso(&self) -> String {
        format!("2025-05-{:02}", self.day)
    }

    /// The name that says all of it.
    fn name(&self, ending: &str) -> String {
        format!("{} {} - {}.{ending}", self.iso(), self.outlet, self.headline)
    }

    fn paragraphs(&self) -> [String; 2] {
        [
            format!(
                "Article {} says that the presidents met on Sunday, and that both sides spoke at length about trade, about energy and \
                 about transportation, as officials told reporters in the evening after the meeting.",
                self.number
            ),
            "Nobody else was there, and no more was to be heard of it before the next morning.".to_owned(),
        ]
    }

    fn text(&self) -> String {
        self.paragraphs().join("\n\n")
    }
}

/// A file: its name, its content, and its articles.
pub struct Made {
    pub name: String,
    pub content: Vec<u8>,
    pub articles: Vec<Article>,
}

/// Files of every kind in turn, of that number.
pub fn files(count: usize) -> Vec<Made> {
    (0..count).map(|number| KINDS[number % KINDS.len()](number * 2)).collect()
}

const KINDS: [fn(usize) -> Made; 20] = [
    data_page,
    graph_page,
    web_archive,
    word,
    nexis,
    open_document,
    rich_text,
    markdown,
    text,
    utf16,
    utf16_unmarked,
    windows_1252,
    commas,
    tabs,
    list,
    lines,
    workbook,
    factiva,
    proquest,
    trafilatura,
];

fn one(
    number: usize,
    name: impl FnOnce(&Article) -> String,
    content: impl FnOnce(&Article) -> Vec<u8>,
) -> Made {
    let article = Article::new(number);
    Made { name: name(&article), content: content(&article), articles: vec![article] }
}

fn two(number: usize, ending: &str, content: impl FnOnce(&[Article]) -> Vec<u8>) -> Made {
    let articles = vec![Article::new(number), Article::new(number + 1)];
    Made { name: format!("file {number}.{ending}"), content: content(&articles), articles }
}

fn named(number: usize, ending: &str, content: impl FnOnce(&Article) -> Vec<u8>) -> Made {
    one(number, |it| it.name(ending), content)
}

/// A page that would run, fetch and change whatever a page can.
fn page(head: &str, article: &Article) -> String {
    let [first, second] = article.paragraphs();
    format!(
        "<!doctype html><html lang=\"en\"><head><base href=\"http://127.0.0.1:9/\"><meta http-equiv=\"refresh\" content=\"0;url=http://127.0.0.1:9/\">\
         <link rel=\"stylesheet\" href=\"http://127.0.0.1:9/a.css\"><style>@import url(http://127.0.0.1:9/b.css);</style>\
         <script src=\"http://127.0.0.1:9/a.js\"></script><script>window.ran = true</script>{head}</head>\
         <body onload=\"window.ran = true\" style=\"background: url(http://127.0.0.1:9/c.png)\"><nav><a href=\"/\">Home</a></nav>\
         <article><h1>{}</h1><img src=\"http://127.0.0.1:9/d.png\" onerror=\"window.ran = true\"><p onclick=\"x()\">{first}</p>\
         <iframe src=\"http://127.0.0.1:9/\"></iframe><svg onload=\"window.ran = true\"><style>a {{}}</style></svg><p>{second}</p></article>\
         <video autoplay src=\"http://127.0.0.1:9/e.mp4\"></video><object data=\"http://127.0.0.1:9/f\"></object></body></html>",
        article.headline
    )
}

fn data_page(number: usize) -> Made {
    one(
        number,
        |it| format!("page {}.html", it.number),
        |it| {
            let data = serde_json::json!({
                "@context": "https://schema.org", "@type": "NewsArticle", "headline": it.headline, "datePublished": it.iso(),
                "publisher": { "@type": "Organization", "name": it.outlet },
            });
            page(&format!("<script type=\"application/ld+json\">{data}</script>"), it).into_bytes()
        },
    )
}

fn graph_page(number: usize) -> Made {
    one(
        number,
        |it| format!("page {}.htm", it.number),
        |it| {
            let meta = |property: &str, content: &str| {
                format!("<meta property=\"{property}\" content=\"{content}\">")
            };
            let head = [
                meta("og:title", &it.headline),
                meta("og:site_name", it.outlet),
                meta("article:published_time", &it.iso()),
            ];
            page(&head.concat(), it).into_bytes()
        },
    )
}

fn web_archive(number: usize) -> Made {
    one(
        number,
        |it| format!("page {}.mhtml", it.number),
        |it| {
            let head = format!(
                "<meta property=\"og:title\" content=\"{}\"><meta property=\"og:site_name\" content=\"{}\"><meta property=\"article:published_time\" content=\"{}\">",
                it.headline,
                it.outlet,
                it.iso()
            );
            format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/{}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"--B\"\r\n\r\n\r\n----B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}\r\n----B--\r\n",
            it.number,
            page(&head, it)
        )
        .into_bytes()
        },
    )
}

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let file = |(name, content): &(&str, String)| File { name: (*name).to_owned(), content: content.clone() };
    zip::write(&parts.iter().map(file).collect::<Vec<_>>()).expect("an archive")
}

fn word_of(lines: &[String]) -> Vec<u8> {
    let body =
        format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", lines.join("</w:t></w:r></w:p><w:p><w:r><w:t>"));
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    packed(&[("[Content_Types].xml", "<Types/>".to_owned()), ("word/document.xml", document)])
}

fn word(number: usize) -> Made {
    named(number, "docx", |it| word_of(&it.paragraphs()))
}

fn nexis(number: usize) -> Made {
    two(number, "docx", |articles| {
        let mut lines = Vec::new();
        for it in articles {
            let [first, second] = it.paragraphs();
            let day = format!("May {}, 2025", it.day);
            lines.extend([it.headline.clone(), it.outlet.to_owned(), day]);
            lines.extend(
                ["Copyright 2025 All Rights Reserved", "Length: 50 words", "Body"].map(str::to_owned),
            );
            lines.extend([first, second]);
            lines.extend(["Load-Date: June 1, 2025", "End of Document"].map(str::to_owned));
        }
        word_of(&lines)
    })
}

fn open_document(number: usize) -> Made {
    named(number, "odt", |it| {
        let body = format!("<text:p>{}</text:p>", it.paragraphs().join("</text:p><text:p>"));
        packed(&[
            ("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
            (
                "content.xml",
                format!(
                    "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>{body}</office:text></office:body></office:document-content>"
                ),
            ),
        ])
    })
}

fn rich_text(number: usize) -> Made {
    named(number, "rtf", |it| {
        format!("{{\\rtf1\\ansi\\ansicpg1252 {}\\par}}", it.paragraphs().join("\\par ")).into_bytes()
    })
}

fn markdown(number: usize) -> Made {
    one(
        number,
        |it| format!("note {}.md", it.number),
        |it| {
            format!(
                "---\ntitle: {}\ndate: {}\noutlet: {}\n---\n\n{}\n",
                it.headline,
                it.iso(),
                it.outlet,
                it.text()
            )
            .into_bytes()
        },
    )
}

fn text(number: usize) -> Made {
    named(number, "txt", |it| it.text().into_bytes())
}

fn utf16(number: usize) -> Made {
    named(number, "txt", |it| {
        format!("\u{feff}{}", it.text()).encode_utf16().flat_map(u16::to_le_bytes).collect()
    })
}

fn utf16_unmarked(number: usize) -> Made {
    named(number, "txt", |it| it.text().encode_utf16().flat_map(u16::to_be_bytes).collect())
}

fn windows_1252(number: usize) -> Made {
    named(number, "txt", |it| {
        let mut bytes = it.text().into_bytes();
        bytes.extend(b"\n\nIl a d\xe9j\xe0 \xe9t\xe9 re\xe7u, \x93dit-il\x94.");
        bytes
    })
}

fn table(number: usize, ending: &str, separator: &str) -> Made {
    two(number, ending, |articles| {
        let mut table = ["headline", "outlet", "date", "text"].join(separator) + "\n";
        for it in articles {
            let cells = [it.headline.clone(), it.outlet.to_owned(), it.iso(), format!("\"{}\"", it.text())];
            table += &(cells.join(separator) + "\n");
        }
        table.into_bytes()
    })
}

fn commas(number: usize) -> Made {
    table(number, "csv", ",")
}

fn tabs(number: usize) -> Made {
    table(number, "tsv", "\t")
}

fn object(it: &Article) -> serde_json::Value {
    serde_json::json!({ "title": it.headline, "sitename": it.outlet, "date": it.iso(), "text": it.text() })
}

fn list(number: usize) -> Made {
    two(number, "json", |articles| {
        serde_json::Value::from(articles.iter().map(object).collect::<Vec<_>>()).to_string().into_bytes()
    })
}

fn lines(number: usize) -> Made {
    two(number, "jsonl", |articles| {
        articles.iter().map(|it| object(it).to_string() + "\n").collect::<String>().into_bytes()
    })
}

fn workbook(number: usize) -> Made {
    two(number, "xlsx", |articles| {
        let cell = |column: char, row: usize, text: &str| {
            format!(
                "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
            )
        };
        let row = |row: usize, cells: [&str; 4]| {
            let cells: String = ('A'..).zip(cells).map(|(column, text)| cell(column, row, text)).collect();
            format!("<row r=\"{row}\">{cells}</row>")
        };
        let mut rows = row(1, ["Headline", "Outlet", "Date", "Text"]);
        for (at, it) in articles.iter().enumerate() {
            rows += &row(at + 2, [&it.headline, it.outlet, &it.iso(), &it.text()]);
        }
        packed(&[
            (
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>".to_owned(),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>".to_owned(),
            ),
            ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
        ])
    })
}

fn factiva(number: usize) -> Made {
    two(number, "txt", |articles| {
        let mut text = String::new();
        for it in articles {
            let [first, second] = it.paragraphs();
            let _ = write!(
                text,
                "HD      {}\n\nWC      50 words\n\nPD      {}\n\nSN      {}\n\nSC      PAPER\n\nLA      English\n\nLP      {first}\n\nTD      {second}\n\nAN      Document PAPER00020250526el5q{:05}\n\n",
                it.headline,
                it.date(),
                it.outlet,
                it.number
            );
        }
        text.into_bytes()
    })
}

fn proquest(number: usize) -> Made {
    const LINE: &str = "____________________________________________________________";
    two(number, "txt", |articles| {
        let mut text = format!("{LINE}\n\n");
        for it in articles {
            let _ = write!(
                text,
                "{0}\n\nPublication info: {1} ; 1 May 2025: A.1.\n\nFull text: {2}\n\nTitle: {0}\n\nPublication title: {1}\n\nPublication date: May {3}, 2025\n\nProQuest document ID: {4}\n\nDatabase: Newsstream\n\n{LINE}\n\n",
                it.headline,
                it.outlet,
                it.text(),
                it.day,
                it.number
            );
        }
        (text + "Contact ProQuest\nCopyright (c) 2025 ProQuest LLC\n").into_bytes()
    })
}

fn trafilatura(number: usize) -> Made {
    one(
        number,
        |it| format!("scraped {}.json", it.number),
        |it| {
            serde_json::json!({
            "title": it.headline, "author": null, "hostname": "example.org", "date": it.iso(), "fingerprint": "1a", "id": null,
            "license": null, "comments": "", "text": it.text(), "language": null,
            "source": format!("https://example.org/{}", it.number), "source-hostname": it.outlet, "excerpt": "", "categories": "", "tags": "",
        })
        .to_string()
        .into_bytes()
        },
    )
}

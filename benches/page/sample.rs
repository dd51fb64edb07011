//! One article in all the forms in which the pages want it.

use crate::folder::Folder;
use glossator_benches::people::{PEOPLE, people};
use glossator_benches::{PROJECT, Size, article, corpus, file, project};
use glossator_core::corpus::Corpus;
use glossator_core::model::document::{Block, Document};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;

/// See the module.
pub struct Sample {
    /// Its size.
    pub size: Size,
    /// The file that Glossator opens.
    pub download: PathBuf,
    /// A page that sets it all as HTML.
    pub floor: PathBuf,
    /// A page that gives it to the reference.
    pub reference: PathBuf,
    /// A script that says how many marks each block has.
    pub expected: String,
    _folder: Folder,
}

impl Sample {
    /// Makes it.
    pub fn new(size: Size) -> Self {
        Self::of(size, &corpus(size))
    }

    /// Of a project of many articles, the one that is in view first.
    pub fn of_project() -> Self {
        Self::of(Size { name: PROJECT, bytes: 0, spans: 0 }, &project())
    }

    /// Of the article with entities and relations.
    pub fn of_people() -> Self {
        Self::of(Size { name: PEOPLE, bytes: 0, spans: 0 }, &people())
    }

    fn of(size: Size, corpus: &Corpus) -> Self {
        let folder = Folder::default();
        let document = article(corpus);
        let blocks = || document.sections.iter().flat_map(|section| &section.blocks);
        let marks: Vec<_> = blocks().map(|block| marks(block)).collect();
        let total: usize = marks.iter().sum();
        Self {
            size,
            download: folder.file("sample.json", file(corpus)),
            floor: folder.file("floor.html", floor(document)),
            reference: folder.file("reference.html", reference(document)),
            expected: format!("probe.expected = {}; probe.total = {total};", json!(marks)),
            _folder: folder,
        }
    }
}

fn marks(block: &Block) -> usize {
    block.segments().iter().filter(|segment| !segment.annotations.is_empty()).count()
}

/// A page that sets the whole text with its marks when it is clicked.
fn floor(document: &Document) -> String {
    let mut html = String::new();
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        let _ = write!(html, "<p data-block=\"{}\" dir=\"auto\">", block.number);
        for segment in block.segments() {
            let words = escaped(segment.span.of(block.text.content()));
            if segment.annotations.is_empty() {
                html.push_str(&words);
                continue;
            }
            let ids: Vec<_> = segment.annotations.iter().map(|one| one.id.to_string()).collect();
            let labels: Vec<_> = segment.annotations.iter().map(|one| one.label.to_string()).collect();
            let _ = write!(
                html,
                "<mark data-annotations=\"{}\" data-labels=\"{}\">{words}</mark>",
                ids.join(" "),
                labels.join(" ")
            );
        }
        html.push_str("</p>");
    }
    page(&format!(
        "<main></main><script>const html = {};
         addEventListener('click', () => {{
           const article = document.createElement('article');
           article.dataset.document = 'book';
           article.innerHTML = html;
           document.querySelector('main').replaceChildren(article);
         }}, {{ once: true }});</script>",
        script(&json!(html))
    ))
}

/// A page that opens it in the reference when it is clicked.
fn reference(document: &Document) -> String {
    const CODE: &str = include_str!("../reference/codemirror.js");
    let units = |text: &str| text.encode_utf16().count();
    let content = document.text.content();
    // From one span to the next: counting each from the start would take as long as the square of the text.
    let (mut bytes, mut count) = (0, 0);
    let spans: Vec<_> = document
        .annotations()
        .filter_map(|one| {
            let span = one.span()?;
            let (start, end) = (span.start().0, span.end().0);
            if start >= bytes {
                count += units(&content[bytes..start]);
            } else {
                count -= units(&content[start..bytes]);
            }
            bytes = start;
            Some(json!([count, count + units(&content[start..end]), one.label.to_string()]))
        })
        .collect();
    page(&format!(
        "<main></main><script>{CODE}</script><script>const text = {}, spans = {};
         addEventListener('click', () => reference.open(document.querySelector('main'), text, spans), {{ once: true }});</script>",
        script(&json!(content)),
        json!(spans)
    ))
}

/// The text as large as in Glossator, a mark for each piece.
fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Bench</title><style>
         body {{ margin: 0; font: 18px/1.7 Georgia, serif }}
         main {{ max-width: 68ch; margin: 0 auto; padding: 24px }}
         mark, .actor, .claim, .location {{ background: #dbe9f6; color: inherit; text-decoration: underline 2px }}
         .cm-editor {{ height: 760px }} .cm-scroller {{ font: inherit; line-height: inherit; overflow: auto }}
         </style><body>{body}</body></html>"
    )
}

/// JSON that can stand in a script element.
fn script(value: &Value) -> String {
    value.to_string().replace("</", "<\\/")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

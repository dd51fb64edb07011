//! Word: documents of Word and of whoever else writes `WordprocessingML`.
//!
//! - **Reads** the paragraphs of a `.docx` (ECMA-376, part 1, 17: <https://ecma-international.org/publications-and-standards/standards/ecma-376/>),
//!   those in tables and text boxes too, as they are once all changes are accepted; titles and headings of the first rank.
//! - **Leaves out** foot and end notes, heads and feet of pages and comments, which can be kept; pictures, deleted words, and all
//!   looks.

use super::package::Package;
use super::paragraph::Paragraph;
use super::xml::{self, Part};
use crate::formats::reading::paths::ending;
use crate::import::{DocumentFault, LeftOutBecause};

/// Paragraphs of a document.
///
/// # Errors
/// When it is damaged, too large, or has a DOCTYPE.
pub fn read(bytes: &[u8]) -> Result<Vec<Paragraph>, DocumentFault> {
    let mut package = Package::open(bytes)?;
    let document = package.part("word/document.xml")?.ok_or(DocumentFault::Damaged)?;
    let mut paragraphs = body(&document)?;
    for (part, because) in [
        ("word/footnotes", LeftOutBecause::Margin),
        ("word/endnotes", LeftOutBecause::Margin),
        ("word/header", LeftOutBecause::Margin),
        ("word/footer", LeftOutBecause::Margin),
        ("word/comments.", LeftOutBecause::Comment),
    ] {
        for name in package.names(part).into_iter().filter(|name| ending(name) == ".xml") {
            let Some(xml) = package.part(&name)? else { continue };
            for mut paragraph in body(&xml)? {
                paragraph.part.left_out = Some(because.clone());
                paragraph.is_heading = false;
                paragraphs.push(paragraph);
            }
        }
    }
    Ok(paragraphs)
}

/// Paragraph that is being read.
#[derive(Default)]
struct Open {
    text: String,
    is_heading: bool,
}

fn body(xml: &str) -> Result<Vec<Paragraph>, DocumentFault> {
    let mut reading = Reading::default();
    xml::read(xml, |part| reading.see(part))?;
    Ok(reading.done)
}

#[derive(Default)]
struct Reading {
    done: Vec<Paragraph>,
    /// Paragraphs that are being read, those of text boxes within others.
    open: Vec<Open>,
    /// Rows of tables that are being read, as the paragraphs of each cell.
    rows: Vec<Vec<Vec<String>>>,
    /// Number of elements around, of those whose words do not count.
    passed_over: usize,
    is_text: bool,
    is_in_run: bool,
}

impl Reading {
    fn see(&mut self, part: Part<'_>) {
        match part {
            Part::Begin(name, _) if PASSED_OVER.contains(&name) => self.passed_over += 1,
            Part::End(name) if PASSED_OVER.contains(&name) => {
                self.passed_over = self.passed_over.saturating_sub(1);
            }
            _ if self.passed_over > 0 => {}
            Part::Begin("p", _) => self.open.push(Open::default()),
            Part::Begin("pStyle", attributes) => {
                let style = attributes.get("val").to_lowercase();
                if let Some(open) = self.open.last_mut() {
                    open.is_heading = HEADINGS.contains(&&*style);
                }
            }
            Part::Begin("r", _) => self.is_in_run = true,
            Part::End("r") => self.is_in_run = false,
            Part::Begin("t", _) => self.is_text = true,
            Part::End("t") => self.is_text = false,
            Part::Text(text) if self.is_text => self.add(text),
            Part::Begin("tab", _) if self.is_in_run => self.add("\t"),
            Part::Begin("br" | "cr", _) if self.is_in_run => self.add("\n"),
            Part::Begin("noBreakHyphen", _) => self.add("\u{2011}"),
            Part::Begin("tr", _) => self.rows.push(Vec::new()),
            Part::Begin("tc", _) => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(Vec::new());
                }
            }
            Part::End("p") => self.end_paragraph(),
            Part::End("tr") => {
                let row = self.rows.pop().unwrap_or_default();
                for text in of_row(row) {
                    self.push(text, false);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
        }
    }

    fn end_paragraph(&mut self) {
        if let Some(Open { text, is_heading }) = self.open.pop() {
            self.push(text, is_heading);
        }
    }

    fn push(&mut self, text: String, is_heading: bool) {
        if text.trim().is_empty() {
            return;
        }
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push(text);
            return;
        }
        let mut paragraph = Paragraph::plain(text.trim());
        paragraph.is_heading = is_heading;
        self.done.push(paragraph);
    }
}

/// Paragraphs of a row of a table: its cells side by side, and what is below the first line of a cell below.
pub fn of_row(row: Vec<Vec<String>>) -> Vec<String> {
    let mut first = Vec::new();
    let mut below = Vec::new();
    for cell in row {
        let mut texts = cell.into_iter();
        first.extend(texts.next());
        below.extend(texts);
    }
    std::iter::once(first.join("\t")).chain(below).filter(|text| !text.trim().is_empty()).collect()
}

/// Elements whose words are no words of the text: deleted ones, codes of fields, and what is there for older programs again.
const PASSED_OVER: [&str; 5] = ["del", "moveFrom", "Fallback", "instrText", "delText"];

/// Styles of titles and of headings of the first rank; Word writes their names in some languages.
const HEADINGS: [&str; 9] =
    ["title", "heading1", "heading 1", "titel", "titre", "titre1", "berschrift1", "überschrift1", "ttulo1"];

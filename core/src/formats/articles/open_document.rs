//! `OpenDocument`: texts of `LibreOffice` and of whoever else writes `OpenDocument`.
//!
//! - **Reads** the paragraphs of an `.odt` (`OpenDocument` 1.3, part 3, 5 and 6:
//!   <https://docs.oasis-open.org/office/OpenDocument/v1.3/os/part3-schema/OpenDocument-v1.3-os-part3-schema.html>), those in tables
//!   too, and headings of the first rank.
//! - **Leaves out** notes and comments, which can be kept; tracked deletions, pictures, indexes, and all looks.

use super::package::Package;
use super::paragraph::Paragraph;
use super::word::of_row;
use super::xml::{self, Part};
use crate::import::{DocumentFault, LeftOutBecause};

/// Paragraphs of a document.
///
/// # Errors
/// When it is damaged, too large, locked, or has a DOCTYPE.
pub fn read(bytes: &[u8]) -> Result<Vec<Paragraph>, DocumentFault> {
    let mut package = Package::open(bytes)?;
    if package.part("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(DocumentFault::Locked);
    }
    let content = package.part("content.xml")?.ok_or(DocumentFault::Damaged)?;
    let mut reading = Reading::default();
    xml::read(&content, |part| reading.see(&part))?;
    reading.done.extend(reading.aside);
    Ok(reading.done)
}

#[derive(Default)]
struct Reading {
    done: Vec<Paragraph>,
    aside: Vec<Paragraph>,
    /// Paragraphs that are being read, those of notes within others: their text, and if they are headings.
    open: Vec<(String, bool)>,
    rows: Vec<Vec<Vec<String>>>,
    passed_over: usize,
    /// Notes and comments around.
    around: Vec<LeftOutBecause>,
}

impl Reading {
    fn see(&mut self, part: &Part<'_>) {
        const PASSED_OVER: [&str; 8] = [
            "tracked-changes",
            "sequence-decls",
            "table-of-content",
            "alphabetical-index",
            "forms",
            "note-citation",
            "creator",
            "date",
        ];
        match part {
            Part::Begin(name, _) if PASSED_OVER.contains(name) => self.passed_over += 1,
            Part::End(name) if PASSED_OVER.contains(name) => {
                self.passed_over = self.passed_over.saturating_sub(1);
            }
            _ if self.passed_over > 0 => {}
            Part::Begin("note", _) => self.around.push(LeftOutBecause::Margin),
            Part::Begin("annotation", _) => self.around.push(LeftOutBecause::Comment),
            Part::End("note" | "annotation") => drop(self.around.pop()),
            Part::Begin("p", attributes) => {
                let style = attributes.get("style-name");
                self.open.push((String::new(), style == "Title"));
            }
            Part::Begin("h", attributes) => {
                self.open.push((String::new(), ["", "1"].contains(&&*attributes.get("outline-level"))));
            }
            Part::End("p" | "h") => self.end_paragraph(),
            Part::Text(text) => {
                // White space of the file is one blank.
                let words = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
                let is_white = |it: Option<char>| it.is_none_or(|it| [' ', '\t', '\n', '\r'].contains(&it));
                let mut plain = words.collect::<Vec<_>>().join(" ");
                if !plain.is_empty() && is_white(text.chars().next()) {
                    plain.insert(0, ' ');
                }
                if !text.is_empty() && is_white(text.chars().next_back()) {
                    plain.push(' ');
                }
                let ends_white = self.open.last().is_some_and(|(open, _)| open.ends_with([' ', '\n', '\t']));
                self.add(if ends_white { plain.trim_start_matches(' ') } else { &plain });
            }
            Part::Begin("s", attributes) => {
                let count = attributes.get("c").parse().unwrap_or(1_usize);
                self.add(&" ".repeat(count.min(100)));
            }
            Part::Begin("tab", _) => self.add("\t"),
            Part::Begin("line-break", _) => self.add("\n"),
            Part::Begin("table-row", _) => self.rows.push(Vec::new()),
            Part::Begin("table-cell", _) => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(Vec::new());
                }
            }
            Part::End("table-row") => {
                for text in of_row(self.rows.pop().unwrap_or_default()) {
                    self.push(&text, false);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if let Some((open, _)) = self.open.last_mut() {
            open.push_str(text);
        }
    }

    fn end_paragraph(&mut self) {
        if let Some((text, is_heading)) = self.open.pop() {
            self.push(&text, is_heading);
        }
    }

    fn push(&mut self, text: &str, is_heading: bool) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let mut paragraph = Paragraph::plain(text);
        if let Some(because) = self.around.last() {
            paragraph.part.left_out = Some(because.clone());
            self.aside.push(paragraph);
        } else if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push(text.to_owned());
        } else {
            paragraph.is_heading = is_heading;
            self.done.push(paragraph);
        }
    }
}

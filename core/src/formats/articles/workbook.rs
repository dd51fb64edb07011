//! Workbooks: tables of articles in Excel’s files.
//!
//! - **Reads** the cells of every sheet of an `.xlsx` (ECMA-376, part 1, 18:
//!   <https://ecma-international.org/publications-and-standards/standards/ecma-376/>): shared and own strings, numbers, results of
//!   formulas, and days where a cell is formatted as one.
//! - **Leaves out** formulas, looks, comments, pictures and hidden parts of other kinds; sheets that are no tables of articles are
//!   named.

use super::Readings;
use super::package::Package;
use super::table::{self, Rows, See, Table};
use super::taking::Source;
use super::xml::{self, Part};
use crate::formats::error::ReadError;
use crate::formats::limits::MOST_ROWS;
use crate::formats::reading::intake::Intake;
use crate::import::{DocumentFault, FilePart, Untaken};
use std::collections::HashMap;

/// Takes in the tables of articles of a workbook.
///
/// # Errors
/// When it is damaged or too large, or has no such table.
pub fn read(
    bytes: &[u8],
    source: &Source<'_>,
    readings: &Readings,
    intake: &mut Intake,
) -> Result<(), ReadError> {
    let mut package = Package::open(bytes)?;
    let book = Book::read(&mut package)?;
    let mut others = Vec::new();
    // Where no sheet is known, a person may say what the columns of each are.
    for may_be_any in [false, true] {
        others.clear();
        let mut is_taken = false;
        for (name, part) in &book.sheets {
            let Some(xml) = package.part(part)? else { continue };
            match take_sheet(&book.rows(&xml)?, name, may_be_any, source, readings, intake) {
                Some(true) => is_taken = true,
                Some(false) => others.push(name),
                None => {}
            }
        }
        if is_taken {
            for name in others {
                intake.leave_out(Untaken::Sheets, name);
            }
            return Ok(());
        }
    }
    Err(ReadError::NoTable)
}

/// Takes in a sheet, if it is a table of articles; `None` if nothing is in it.
fn take_sheet(
    rows: &[(usize, Vec<String>)],
    name: &str,
    may_be_any: bool,
    source: &Source<'_>,
    readings: &Readings,
    intake: &mut Intake,
) -> Option<bool> {
    let mut filled = rows.iter().filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
    let (first, header) = filled.next()?;
    let width = header.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
    let names: Vec<_> = header[..width].iter().map(|name| name.trim().to_owned()).collect();
    let behind = |see: &mut See<'_>| {
        for (number, row) in rows.iter().filter(|(number, _)| number > first) {
            let mut cells: Vec<_> = row.iter().map(|cell| &**cell).collect();
            let is_blank = cells.iter().all(|cell| cell.trim().is_empty());
            cells.resize(width, "");
            if !is_blank && !see(FilePart::line(*number), &cells) {
                return;
            }
        }
    };
    let behind: &Rows<'_> = &behind;
    let table = Table { names, sheet: name, may_be_any, rows: behind };
    Some(table::read(&table, source, readings, intake))
}

#[derive(Default)]
struct Book {
    /// Names of sheets, and the parts in which they are.
    sheets: Vec<(String, String)>,
    strings: Vec<String>,
    /// For each format of cells, if it is one of days.
    are_days: Vec<bool>,
    /// True if days count from 1904.
    is_from_1904: bool,
}

impl Book {
    fn read(package: &mut Package<'_>) -> Result<Self, DocumentFault> {
        let mut book = Self::default();
        let mut parts = HashMap::new();
        if let Some(relations) = package.part("xl/_rels/workbook.xml.rels")? {
            xml::read(&relations, |part| {
                if let Part::Begin("Relationship", attributes) = part {
                    let target = attributes.get("Target");
                    let target =
                        target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                    parts.insert(attributes.get("Id"), target);
                }
            })?;
        }
        let workbook = package.part("xl/workbook.xml")?.ok_or(DocumentFault::Damaged)?;
        xml::read(&workbook, |part| match part {
            Part::Begin("sheet", attributes) => {
                // The id of the relation has a prefix, the number of the sheet has none and another name.
                if let Some(part) = parts.get(&attributes.get("id")) {
                    book.sheets.push((attributes.get("name"), part.clone()));
                }
            }
            Part::Begin("workbookPr", attributes) => {
                book.is_from_1904 = ["1", "true"].contains(&&*attributes.get("date1904"));
            }
            _ => {}
        })?;
        if let Some(strings) = package.part("xl/sharedStrings.xml")? {
            book.read_strings(&strings)?;
        }
        if let Some(styles) = package.part("xl/styles.xml")? {
            book.read_styles(&styles)?;
        }
        Ok(book)
    }

    fn read_strings(&mut self, xml: &str) -> Result<(), DocumentFault> {
        let (mut is_text, mut is_phonetic) = (false, false);
        xml::read(xml, |part| match part {
            Part::Begin("si", _) => self.strings.push(String::new()),
            Part::Begin("rPh", _) => is_phonetic = true,
            Part::End("rPh") => is_phonetic = false,
            Part::Begin("t", _) => is_text = !is_phonetic,
            Part::End("t") => is_text = false,
            Part::Text(text) if is_text => {
                if let Some(last) = self.strings.last_mut() {
                    last.push_str(text);
                }
            }
            _ => {}
        })
    }

    fn read_styles(&mut self, xml: &str) -> Result<(), DocumentFault> {
        let mut own = HashMap::new();
        let mut is_of_cells = false;
        xml::read(xml, |part| match part {
            Part::Begin("numFmt", attributes) => {
                own.insert(attributes.get("numFmtId"), is_of_days(&attributes.get("formatCode")));
            }
            Part::Begin("cellXfs", _) => is_of_cells = true,
            Part::End("cellXfs") => is_of_cells = false,
            Part::Begin("xf", attributes) if is_of_cells => {
                let id = attributes.get("numFmtId");
                let built_in = id.parse().is_ok_and(|id: u32| matches!(id, 14..=17 | 22 | 27..=36 | 50..=58));
                self.are_days.push(own.get(&id).copied().unwrap_or(built_in));
            }
            _ => {}
        })
    }

    /// Cells of a sheet by the numbers of their rows.
    fn rows(&self, xml: &str) -> Result<Vec<(usize, Vec<String>)>, ReadError> {
        const MOST_COLUMNS: usize = 16_384;
        let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
        let (mut column, mut kind, mut style) = (0, String::new(), 0);
        let (mut is_value, mut value) = (false, String::new());
        xml::read(xml, |part| match part {
            Part::Begin("row", attributes) if rows.len() <= MOST_ROWS => {
                let next = rows.last().map_or(1, |(number, _)| number + 1);
                rows.push((attributes.get("r").parse().unwrap_or(next), Vec::new()));
            }
            Part::Begin("c", attributes) => {
                let next = rows.last().map_or(0, |(_, cells)| cells.len());
                column = column_of(&attributes.get("r")).unwrap_or(next);
                kind = attributes.get("t");
                style = attributes.get("s").parse().unwrap_or(usize::MAX);
                value.clear();
            }
            Part::Begin("v" | "t", _) => is_value = true,
            Part::End("v" | "t") => is_value = false,
            Part::Text(text) if is_value => value.push_str(text),
            Part::End("c") => {
                let Some((_, cells)) = rows.last_mut().filter(|_| column < MOST_COLUMNS && !value.is_empty())
                else {
                    return;
                };
                cells.resize(cells.len().max(column), String::new());
                cells.push(self.value(&kind, style, &value));
            }
            _ => {}
        })?;
        if rows.len() > MOST_ROWS {
            return Err(ReadError::TooMany);
        }
        Ok(rows)
    }

    fn value(&self, kind: &str, style: usize, value: &str) -> String {
        match kind {
            "s" => {
                let place: Option<usize> = value.trim().parse().ok();
                unescaped(place.and_then(|place| self.strings.get(place)).map_or("", |it| &**it))
            }
            "inlineStr" | "str" => unescaped(value),
            "b" => if value == "1" { "true" } else { "false" }.to_owned(),
            "e" => String::new(),
            "" | "n" if self.are_days.get(style) == Some(&true) => {
                day(value, self.is_from_1904).unwrap_or_else(|| value.to_owned())
            }
            _ => value.to_owned(),
        }
    }
}

/// Text without the escapes that Excel has for carriage returns.
fn unescaped(text: &str) -> String {
    text.replace("_x000D_\n", "\n").replace("_x000D_", "\n")
}

/// Number of a column from its letters: `B3` is 1.
fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase).take(3);
    let number = letters.fold(0, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1)
}

/// True for a format with a year and a day, without what stands in quotation marks and brackets.
fn is_of_days(format: &str) -> bool {
    let mut bare = String::new();
    let mut end = None;
    for sign in format.chars() {
        match (end, sign) {
            (Some(close), sign) if sign == close => end = None,
            (Some(_), _) => {}
            (None, '"') => end = Some('"'),
            (None, '[') => end = Some(']'),
            (None, sign) => bare.extend(sign.to_lowercase()),
        }
    }
    bare.contains('y') && bare.contains('d') || bare.contains('j') && bare.contains('t')
}

/// Day of a serial number, by the algorithm of civil days (<https://howardhinnant.github.io/date_algorithms.html>).
fn day(serial: &str, is_from_1904: bool) -> Option<String> {
    // The time of day stands behind the point.
    let (serial, _) = serial.split_once('.').unwrap_or((serial, ""));
    let serial: i64 = serial.parse().ok().filter(|serial| (0..3_000_000).contains(serial))?;
    // Excel has a 29 February 1900, which never was.
    let epoch = if is_from_1904 { 24_107 } else { 25_569 - i64::from(serial < 60) };
    let days = serial - epoch + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_are_days() {
        let check = |serial: &str, expected: &str| assert_eq!(day(serial, false).as_deref(), Some(expected));
        check("45803", "2025-05-26");
        check("45803.5", "2025-05-26");
        check("1", "1900-01-01");
        check("61", "1900-03-01");
        assert_eq!(day("44341", true).as_deref(), Some("2025-05-26"));
        assert_eq!(day("NaN", false), None);
        assert_eq!([column_of("A1"), column_of("AB12"), column_of("")], [Some(0), Some(27), None]);
        assert!(
            is_of_days("yyyy\\-mm\\-dd") && is_of_days("[$-409]d\\ mmm\\ yyyy;@") && is_of_days("TT.MM.JJJJ")
        );
        assert!(!is_of_days("0.00") && !is_of_days("\"day\" 0") && !is_of_days("[Red]0"));
    }
}

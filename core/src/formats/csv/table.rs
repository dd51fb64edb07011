//! Tables: rows of cells by RFC 4180, as programs for spreadsheets have them.
//!
//! Cells with a comma, another separator, a quotation mark or a line end stand in quotation marks, lines end with CR LF. It does
//! not know the meaning of the columns.

use csv::{Reader, ReaderBuilder, StringRecord, Terminator};

/// Table that is being written, with the function through which each cell goes.
pub struct Table {
    written: String,
    cell: fn(&str) -> String,
}

impl Table {
    pub fn new(names: &[&str], cell: fn(&str) -> String) -> Self {
        let mut table = Self { written: String::new(), cell };
        table.push(names);
        table
    }

    pub fn push(&mut self, cells: &[&str]) {
        let cells: Vec<_> = cells.iter().map(|content| quoted((self.cell)(content))).collect();
        self.written += &cells.join(",");
        self.written += "\r\n";
    }

    pub fn finish(self) -> String {
        self.written
    }
}

/// Cell in quotation marks, where it has a separator of any country. The `csv` crate knows one separator a table.
fn quoted(content: String) -> String {
    let is_bare = !content.contains([',', ';', '\t', '|', '"', '\r', '\n']);
    if is_bare { content } else { format!("\"{}\"", content.replace('"', "\"\"")) }
}

/// Records of a table with the lines in which they begin. A quotation mark within a cell is a character, and so is
/// all that follows a closing one; lines end with LF or CR LF, and empty ones are no records.
pub struct Records<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
}

impl<'a> Records<'a> {
    pub fn new(text: &'a str, separator: u8) -> Self {
        let mut reader = ReaderBuilder::new();
        // By itself a CR ends no line.
        reader.delimiter(separator).has_headers(false).flexible(true).terminator(Terminator::Any(b'\n'));
        Self { text, reader: reader.from_reader(text.as_bytes()) }
    }

    /// Reads the next record, if there is one, and gives the line in which it begins, from 1.
    pub fn read(&mut self, record: &mut StringRecord) -> Option<usize> {
        loop {
            let before = self.reader.position().clone();
            // Records of any length can be read, and the text is UTF-8.
            if !self.reader.read_record(record).unwrap_or_default() {
                return None;
            }
            let number = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
            let read = self.text.get(number(before.byte())..number(self.reader.position().byte()))?;
            if read.ends_with("\r\n") {
                take_carriage_return(record);
            }
            if record.len() > 1 || record.iter().any(|cell| !cell.is_empty()) {
                let empty_lines = read.bytes().take_while(|byte| *byte == b'\n').count();
                return Some(number(before.line()) + empty_lines);
            }
        }
    }
}

/// Takes the CR away that belongs to the end of the line.
fn take_carriage_return(record: &mut StringRecord) {
    let last = record.len().saturating_sub(1);
    if let Some(cell) = record.get(last).and_then(|cell| cell.strip_suffix('\r')) {
        let cell = cell.to_owned();
        record.truncate(last);
        record.push_field(&cell);
    }
}

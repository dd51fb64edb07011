//! Tables as comma-separated values, by RFC 4180: fields with a comma, a quotation mark or a line end stand in quotation
//! marks, lines end with CR LF. For the sake of spreadsheets there is a variant with a byte order mark, in which no cell
//! begins like a formula.

use super::format::BYTE_ORDER_MARK;
use super::format::{File, Format};
use super::limits::MOST_ROWS;
use super::reading::intake::{Intake, Link, Tag};
use super::reading::source::Source;
use crate::export::Contents;
use crate::model::label::LabelSet;
use crate::model::time::Timestamp;
use crate::query::counts::{Count, Counts};
use csv::{Reader, ReaderBuilder, StringRecord, Terminator, Writer, WriterBuilder};

/// One line for each span, with its positions in code points; links in a table of their own.
pub const FORMAT: Format = Format {
    id: "csv",
    name: "CSV",
    ending: "csv",
    keeps: "spans with their words, labels, notes, people, times, relations",
    leaves_out: "the articles’ texts",
    lost: |_| Vec::new(),
    write: |contents| tables(contents, str::to_owned),
    read: Some(read),
};

/// The same, but no cell is a formula for a spreadsheet.
pub const SPREADSHEET: Format = Format {
    id: "spreadsheet",
    name: "CSV for spreadsheets",
    ending: "csv",
    keeps: "the same, with an apostrophe before = + - @ so that no cell is a formula",
    leaves_out: "the articles’ texts",
    lost: |_| Vec::new(),
    write: |contents| {
        let mut files = tables(contents, harmless);
        // Or Excel takes it for a text in its old encoding.
        for file in &mut files {
            file.content.insert(0, BYTE_ORDER_MARK);
        }
        files
    },
    read: Some(read),
};

fn tables(contents: &Contents<'_>, cell: fn(&str) -> String) -> Vec<File> {
    let mut spans = Table::new(
        &["id", "document", "start", "end", "label", "text", "note", "annotator", "created", "modified"],
        cell,
    );
    for article in &contents.articles {
        for span in &article.spans {
            let annotation = span.annotation;
            spans.push(&[
                &annotation.id.to_string(),
                &article.document.id.0,
                &span.start.to_string(),
                &span.end.to_string(),
                &annotation.label.0,
                span.quote,
                &annotation.note,
                &span.annotator,
                &annotation.created.to_string(),
                &annotation.modified.to_string(),
            ]);
        }
    }
    let mut files = vec![File::new("annotations.csv", spans.finish())];
    if !contents.relations.is_empty() {
        let mut links =
            Table::new(&["id", "type", "from", "to", "note", "annotator", "created", "modified"], cell);
        for relation in &contents.relations {
            links.push(&[
                relation.id,
                relation.kind(),
                &relation.from.to_string(),
                &relation.to.to_string(),
                relation.note(),
                &relation.annotator_name,
                &relation.created().to_string(),
                &relation.modified().to_string(),
            ]);
        }
        files.push(File::new("relations.csv", links.finish()));
    }
    files
}

/// A table that is being written, and how its cells are.
struct Table {
    writer: Writer<Vec<u8>>,
    cell: fn(&str) -> String,
}

impl Table {
    fn new(names: &[&str], cell: fn(&str) -> String) -> Self {
        let writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
        let mut table = Self { writer, cell };
        table.push(names);
        table
    }

    fn push(&mut self, cells: &[&str]) {
        // A list of bytes takes whatever comes, and every row has as many cells as the first.
        let _ = self.writer.write_record(cells.iter().map(|content| (self.cell)(content)));
    }

    fn finish(self) -> String {
        self.writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// One more apostrophe in front of what would be a formula without those that are there.
fn harmless(content: &str) -> String {
    if begins_formula(content.trim_start_matches('\'')) { format!("'{content}") } else { content.to_owned() }
}

/// The opposite of [`harmless`].
fn restored(content: &str) -> &str {
    content.strip_prefix('\'').filter(|rest| begins_formula(rest.trim_start_matches('\''))).unwrap_or(content)
}

fn begins_formula(content: &str) -> bool {
    content.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Reads a table of spans or one of links: fields by the names in its first line, between commas, semicolons or tabs.
fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
    if !source.values.is_empty() {
        return None;
    }
    let (first, rest) = source.text.split_once('\n').unwrap_or((source.text, ""));
    let separator =
        [b',', b';', b'\t'].into_iter().max_by_key(|it| first.matches(char::from(*it)).count())?;
    if first.matches(char::from(separator)).count() > MOST_COLUMNS {
        return None;
    }
    let mut names = StringRecord::new();
    Records::new(first, separator).read(&mut names)?;
    let column = |name: &str| names.iter().position(|it| it.trim().eq_ignore_ascii_case(name));
    let is_table = |wanted: &[&str]| wanted.iter().all(|name| column(name).is_some());
    let is_spans = is_table(&["document", "start", "end", "label"]);
    if !is_spans && !is_table(&["type", "from", "to"]) {
        return None;
    }
    // In a table for spreadsheets no cell begins like a formula.
    let (mut cells, mut count, mut is_harmless) = (StringRecord::new(), 0, true);
    let mut records = Records::new(rest, separator);
    while records.read(&mut cells).is_some() {
        count += 1;
        if count > MOST_ROWS {
            intake.overflow();
            return Some(());
        }
        is_harmless &= !cells.iter().any(begins_formula);
    }
    let columns = COLUMNS.map(column);
    let mut records = Records::new(rest, separator);
    while let Some(line) = records.read(&mut cells) {
        let at = format!("line {}", line + 1);
        if cells.len() != names.len() {
            intake.refuse(&at, &format!("{} fields", names.len()), &cells.len());
            continue;
        }
        let row = columns.map(|column| {
            let content = column.and_then(|at| cells.get(at)).unwrap_or_default();
            if is_harmless { restored(content) } else { content }
        });
        read_row(&at, is_spans, row, intake);
    }
    Some(())
}

/// No program for spreadsheets has more (Excel has so many).
const MOST_COLUMNS: usize = 16_384;

/// The columns that are read, of spans and of links.
const COLUMNS: [&str; 13] = [
    "id",
    "document",
    "start",
    "end",
    "label",
    "text",
    "type",
    "from",
    "to",
    "note",
    "annotator",
    "created",
    "modified",
];

#[inline(never)] // See the crate's documentation.
fn read_row(at: &str, is_span: bool, row: [&str; COLUMNS.len()], intake: &mut Intake) {
    let [id, document, start, end, label, quote, kind, from, to, note, annotator, created, modified] = row;
    let [created, modified] = [created, modified].map(|time| Timestamp::parse(time).unwrap_or_default());
    if !is_span {
        return intake.relation(at, [from, to], &Link { id, kind, note, annotator, created, modified });
    }
    let (Ok(first), Ok(behind)) = (start.parse(), end.parse()) else {
        let found = format!("“{start}” and “{end}”");
        return intake.refuse(at, "whole numbers as start and end", &found);
    };
    let tag = Tag {
        at: at.into(),
        article: intake.elsewhere(document),
        id,
        label,
        start: first,
        end: behind,
        quote,
        note,
        annotator,
        created,
        modified,
        ..Tag::default()
    };
    intake.annotation(&tag);
}

/// The records of a table with the lines in which they begin. A quotation mark within a field is a character, and so is
/// whatever follows a closing one; lines end with LF or CR LF, and empty ones are no records.
struct Records<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, separator: u8) -> Self {
        let mut reader = ReaderBuilder::new();
        // A CR by itself ends no line.
        reader.delimiter(separator).has_headers(false).flexible(true).terminator(Terminator::Any(b'\n'));
        Self { text, reader: reader.from_reader(text.as_bytes()) }
    }

    /// Reads the next record, if there is one, and gives the line in which it begins, from 1.
    fn read(&mut self, record: &mut StringRecord) -> Option<u64> {
        loop {
            let before = self.reader.position().clone();
            // Records of any length can be read, and the text is UTF-8.
            if !self.reader.read_record(record).unwrap_or_default() {
                return None;
            }
            let bytes = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
            let read = self.text.get(bytes(before.byte())..bytes(self.reader.position().byte()))?;
            if read.ends_with("\r\n") {
                take_carriage_return(record);
            }
            if record.len() > 1 || record.iter().any(|cell| !cell.is_empty()) {
                let empty_lines = read.bytes().take_while(|byte| *byte == b'\n').count();
                return Some(before.line() + empty_lines as u64);
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

/// One line for each article and label: how many annotations there are, and how many different strings are in them.
/// Without sums, which follow from the lines – but for the strings, of which two articles may have the same.
#[must_use]
pub fn counts(counts: &Counts, labels: &LabelSet) -> String {
    let mut table = Table::new(&["document", "title", "label", "mentions", "strings"], str::to_owned);
    for row in &counts.rows {
        for (label, Count { mentions, strings }) in counts.labels.iter().zip(&row.cells) {
            let [mentions, strings] = [mentions, strings].map(ToString::to_string);
            table.push(&[&row.document.0, &row.title, labels.name(label), &mentions, &strings]);
        }
    }
    table.finish()
}

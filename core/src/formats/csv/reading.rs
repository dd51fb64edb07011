//! Reading: a table of spans or one of relations, told by the names of its columns.

use super::formula::{begins_formula, restored};
use super::table::Records;
use crate::formats::limits::MOST_ROWS;
use crate::formats::reading::intake::{Intake, RelationRow, SpanRow};
use crate::formats::reading::source::Source;
use crate::import::{Expected, FilePart, Unexpected};
use csv::StringRecord;

/// Reads the file, if it is such a table: cells by the names in its first line, between commas, semicolons or tabs.
pub fn read(source: &Source<'_>, intake: &mut Intake) -> Option<()> {
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
        let at = FilePart::line(line + 1);
        if cells.len() != names.len() {
            intake.refuse(&at, Expected::Cells(names.len()), Unexpected::Count(cells.len()));
            continue;
        }
        let row = columns.map(|column| {
            let content = column.and_then(|at| cells.get(at)).unwrap_or_default();
            if is_harmless { restored(content) } else { content }
        });
        read_row(at, is_spans, row, intake);
    }
    Some(())
}

/// Largest number of columns, that of Excel: no program for spreadsheets has more.
const MOST_COLUMNS: usize = 16_384;

/// Names of the columns that are read, of spans and of relations.
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
fn read_row(at: FilePart, is_span: bool, row: [&str; COLUMNS.len()], intake: &mut Intake) {
    let [id, document, start, end, label, quote, kind, from, to, note, annotator, created, modified] = row;
    let [created, modified] = [created, modified].map(|time| intake.time(time));
    if !is_span {
        return intake.relation(
            &at,
            [from, to],
            &RelationRow { id, kind, note, annotator, created, modified, ..RelationRow::default() },
        );
    }
    let (Ok(first), Ok(behind)) = (start.parse(), end.parse()) else {
        let found = Unexpected::NoNumbers([start.into(), end.into()]);
        return intake.refuse(&at, Expected::StartAndEnd, found);
    };
    let span = SpanRow {
        at,
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
        ..SpanRow::default()
    };
    intake.annotation(&span);
}

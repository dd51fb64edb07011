//! Reading: a table of spans or of relations, told by the names of its columns.

use super::formula::Guard;
use super::table::Records;
use super::{OF_RELATIONS, OF_SPANS};
use crate::formats::format::BYTE_ORDER_MARK;
use crate::formats::limits::MOST_ROWS;
use crate::formats::reading::intake::{Intake, RelationRow, SpanRow};
use crate::formats::reading::paths::folders;
use crate::formats::reading::source::Source;
use crate::import::{Expected, FilePart, Unexpected, Untaken};
use crate::model::attribute::{DATE, HEADLINE, OUTLET};
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
    let wanted: &[&str] = if is_spans { &OF_SPANS } else { &OF_RELATIONS };
    let columns = COLUMNS.map(|name| column(name).filter(|_| wanted.contains(&name)));
    let (mut cells, mut count, mut guard) = (StringRecord::new(), 0, Guard::default());
    let mut records = Records::new(rest, separator);
    while records.read(&mut cells).is_some() {
        count += 1;
        if count > MOST_ROWS {
            intake.overflow();
            return Some(());
        }
        cells.iter().for_each(|cell| guard.see(cell));
    }
    // Tables of one folder belong together: relations mean the spans of another one.
    intake.called.enter(folders(source.path));
    let mut records = Records::new(rest, separator);
    while let Some(line) = records.read(&mut cells) {
        let at = FilePart::line(line + 1);
        if cells.len() != names.len() {
            intake.refuse(&at, Expected::Cells(names.len()), Unexpected::Count(cells.len()));
            continue;
        }
        for (place, cell) in cells.iter().enumerate() {
            if !cell.is_empty() && !columns.contains(&Some(place)) {
                intake.leave_out(Untaken::Fields, names.get(place).unwrap_or_default().trim());
            }
        }
        let cell = |column: Option<usize>| column.and_then(|at| cells.get(at)).unwrap_or_default();
        read_row(at, is_spans, columns.map(|column| guard.restored(cell(column))), intake);
    }
    intake.called.leave(folders(source.path));
    Some(())
}

/// True for a table of relations, by its first line. Spans, to which it refers, are read before.
pub fn is_of_relations(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = String::from_utf8_lossy(&line[..line.len().min(1_000)]).to_ascii_lowercase();
    let names = line.split([',', ';', '\t']).map(|name| name.trim_matches([BYTE_ORDER_MARK, '"', ' ', '\r']));
    let has = |wanted: &str| names.clone().any(|name| name == wanted);
    ["type", "from", "to"].into_iter().all(has) && !has("start")
}

/// Largest number of columns, that of Excel: no program for spreadsheets has more.
const MOST_COLUMNS: usize = 16_384;

/// Names of both.
const COLUMNS: [&str; 16] = [
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
    OUTLET,
    DATE,
    HEADLINE,
];

#[inline(never)] // See the crate's documentation.
fn read_row(at: FilePart, is_span: bool, row: [&str; COLUMNS.len()], intake: &mut Intake) {
    let [
        id,
        document,
        start,
        end,
        label,
        quote,
        kind,
        from,
        to,
        note,
        annotator,
        created,
        modified,
        values @ ..,
    ] = row;
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
    let article = intake.elsewhere(document);
    for (attribute, value) in [OUTLET, DATE, HEADLINE].into_iter().zip(values) {
        if !intake.values.take(article, attribute, value) {
            intake.leave_out(Untaken::Fields, attribute);
        }
    }
    let span = SpanRow {
        at,
        article,
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

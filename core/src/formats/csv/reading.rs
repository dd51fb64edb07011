//! Reading: a table of spans or of relations, told by the names of its columns.

use super::formula::Guard;
use super::table::Records;
use super::{LINKS, OF_RELATIONS, OF_SPANS};
use crate::formats::format::BYTE_ORDER_MARK;
use crate::formats::iri;
use crate::formats::limits::MOST_ROWS;
use crate::formats::reading::intake::{Intake, RelationRow, SpanRow};
use crate::formats::reading::paths::folders;
use crate::formats::reading::source::Source;
use crate::import::{Expected, FilePart, Said, Unexpected, Untaken};
use crate::model::attribute::{DATE, HEADLINE, OUTLET};
use crate::model::document::DocumentId;
use crate::model::entity::EntityId;
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
    let table = if is_spans {
        Table::Spans(OF_SPANS.map(column))
    } else {
        Table::Relations(OF_RELATIONS.map(column))
    };
    // Tables of one folder belong together: relations mean the spans of another one.
    intake.called.enter(folders(source.path));
    let mut records = Records::new(rest, separator);
    while let Some(line) = records.read(&mut cells) {
        let at = FilePart::line(line + 1);
        if cells.len() != names.len() {
            intake.refuse(&at, Expected::Cells(names.len()), Unexpected::Count(cells.len()));
            continue;
        }
        table.row(at, &Row { names: &names, cells: &cells, guard: &guard }, intake);
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

/// Sort of a table, with the places of its columns.
enum Table {
    Spans([Option<usize>; OF_SPANS.len()]),
    Relations([Option<usize>; OF_RELATIONS.len()]),
}

/// Row with the names of its columns.
struct Row<'a> {
    names: &'a StringRecord,
    cells: &'a StringRecord,
    guard: &'a Guard,
}

impl<'a> Row<'a> {
    fn cell(&self, column: Option<usize>) -> &'a str {
        self.guard.restored(column.and_then(|at| self.cells.get(at)).unwrap_or_default())
    }

    /// Cells of other columns that are not empty, each with the column's name.
    fn others(&self, columns: &[Option<usize>]) -> impl Iterator<Item = (&'a str, &'a str)> {
        let places = (0..self.cells.len()).filter(|place| !columns.contains(&Some(*place)));
        let named =
            places.map(|place| (self.names.get(place).unwrap_or_default().trim(), self.cell(Some(place))));
        named.filter(|(_, cell)| !cell.is_empty())
    }
}

impl Table {
    #[inline(never)] // See the crate's documentation.
    fn row(&self, at: FilePart, row: &Row<'_>, intake: &mut Intake) {
        match self {
            Self::Spans(columns) => read_span(at, row, columns, intake),
            Self::Relations(columns) => read_relation(&at, row, columns, intake),
        }
    }
}

fn read_span(at: FilePart, row: &Row<'_>, columns: &[Option<usize>; OF_SPANS.len()], intake: &mut Intake) {
    let [
        id,
        document,
        start,
        end,
        label,
        quote,
        entity,
        speaker,
        via,
        cue,
        place,
        note,
        annotator,
        created,
        modified,
        of_article @ ..,
    ] = columns.map(|column| row.cell(column));
    let [created, modified] = [created, modified].map(|time| intake.time(time));
    let (Ok(first), Ok(behind)) = (start.parse(), end.parse()) else {
        let found = Unexpected::NoNumbers([start.into(), end.into()]);
        return intake.refuse(&at, Expected::StartAndEnd, found);
    };
    let article = intake.elsewhere(document);
    for (attribute, value) in [OUTLET, DATE, HEADLINE].into_iter().zip(of_article) {
        if !intake.values.take(article, attribute, value) {
            intake.leave_out(Untaken::Fields, attribute);
        }
    }
    let links = LINKS.iter().zip([speaker, via, cue, place]).filter(|(_, names)| !names.is_empty());
    let said = Said {
        name: entity.into(),
        values: row.others(columns).map(|(name, value)| (name.into(), value.into())).collect(),
        links: links.map(|((_, kind), names)| ((*kind).into(), names.into())).collect(),
        ..Said::default()
    };
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
        said,
        ..SpanRow::default()
    };
    intake.annotation(&span);
}

fn read_relation(
    at: &FilePart,
    row: &Row<'_>,
    columns: &[Option<usize>; OF_RELATIONS.len()],
    intake: &mut Intake,
) {
    for (name, _) in row.others(columns) {
        intake.leave_out(Untaken::Fields, name);
    }
    let [id, kind, from, to, from_text, from_entity, to_text, to_entity, note, annotator, created, modified] =
        columns.map(|column| row.cell(column));
    // Our own tables have the words of each annotation, and the name of each entity.
    let has_words = columns[4].is_some() && columns[6].is_some();
    let mut end = |id: &str, words: &str, name: &str| {
        if !has_words || !words.is_empty() {
            return id.to_owned();
        }
        if name.is_empty() {
            return iri::of_article(&DocumentId(id.into()));
        }
        intake.incoming.named.push((EntityId(id.into()), name.into()));
        iri::of_entity(id)
    };
    let ends = [end(from, from_text, from_entity), end(to, to_text, to_entity)];
    let [created, modified] = [created, modified].map(|time| intake.time(time));
    let relation = RelationRow { id, kind, note, annotator, created, modified, ..RelationRow::default() };
    intake.relation(at, [&ends[0], &ends[1]], &relation);
}

//! Tables of articles: CSV and TSV, and the rows that other readers give, with columns that are mapped once.
//!
//! - **Reads** a row as an article: its text, which is needed, its id and attributes, by what a person said of the columns, or else
//!   by their names, or for the text by the length of the cells (RFC 4180: <https://www.rfc-editor.org/rfc/rfc4180>).
//! - **Leaves out** rows without a text, which are named. Columns without a meaning are kept with each article.

use super::date::{self, Order};
use super::draft::Draft;
use super::taking::{Source, take};
use super::{Readings, columns};
use crate::formats::csv::table::Records;
use crate::formats::limits::MOST_ROWS;
use crate::formats::reading::intake::Intake;
use crate::formats::reading::object::{Object, Of};
use crate::import::{Expected, FieldFrom, FilePart, Header, IncomingTable, Meaning, Unexpected};
use csv::StringRecord;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::rc::Rc;

/// Table whose rows can be looked at again and again.
pub struct Table<'a> {
    pub names: Vec<String>,
    pub sheet: &'a str,
    /// True if a person may say what the columns are of a table that nothing here knows.
    pub may_be_any: bool,
    /// Shows each row with its place, until it is told to stop.
    pub rows: &'a Rows<'a>,
}

/// Function that shows each row.
pub type Rows<'a> = dyn Fn(&mut See<'_>) + 'a;

/// Function that is shown a row, and says if the next one is wanted.
pub type See<'a> = dyn FnMut(FilePart, &[&str]) -> bool + 'a;

/// Takes in a table between commas, semicolons or tabs; false if it is no table of articles.
pub fn read_text(
    text: &str,
    source: &Source<'_>,
    readings: &Readings,
    intake: &mut Intake,
    may_be_any: bool,
) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Excel's word for the separator.
    let told = text.get(..5).and_then(|it| it.strip_prefix("sep=")).and_then(|it| it.bytes().next());
    let (skipped, text) = match told {
        Some(_) => (1, text.split_once('\n').map_or("", |(_, rest)| rest)),
        None => (0, text),
    };
    let first = text.lines().next().unwrap_or_default();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(|it| first.matches(char::from(*it)).count());
    let separator = told.or(separator).unwrap_or(b',');
    if first.matches(char::from(separator)).count() > MOST_COLUMNS {
        return false;
    }
    let mut names = StringRecord::new();
    if Records::new(text, separator).read(&mut names).is_none() {
        return false;
    }
    let rows = |see: &mut See<'_>| {
        let (mut records, mut cells) = (Records::new(text, separator), StringRecord::new());
        records.read(&mut cells);
        while let Some(line) = records.read(&mut cells) {
            let cells: Vec<_> = cells.iter().collect();
            if !see(FilePart::line(line + skipped), &cells) {
                return;
            }
        }
    };
    let names = names.iter().map(|it| it.trim().to_owned()).collect();
    let table = Table { names, sheet: "", may_be_any, rows: &rows };
    read(&table, source, readings, intake)
}

/// Largest number of columns, that of Excel.
const MOST_COLUMNS: usize = 16_384;

/// Takes a table in; false if it is no table of articles.
pub fn read(table: &Table<'_>, source: &Source<'_>, readings: &Readings, intake: &mut Intake) -> bool {
    let header = Header::new(table.names.iter().map(|name| &**name));
    let chosen = readings.columns.get(&header).filter(|chosen| chosen.len() == table.names.len());
    if chosen.is_none() && is_of_annotations(&table.names) {
        return false;
    }
    let named = columns::meanings(table.names.iter().map(|name| &**name));
    let attributes = named.iter().filter(|it| matches!(it, Meaning::Attribute(_))).count();
    let is_known = chosen.is_some() || named.contains(&Meaning::Text) || attributes > 1;
    if !(is_known || table.may_be_any && is_table(&table.names)) {
        return false;
    }
    let survey = Survey::of(table);
    if !is_known && survey.rows == 0 {
        return false;
    }
    let meanings = chosen.cloned().unwrap_or_else(|| guess(&table.names, &survey));
    let has_text = meanings.contains(&Meaning::Text);
    if survey.rows > MOST_ROWS {
        intake.overflow();
        return true;
    }
    let names: Vec<Rc<str>> = table.names.iter().map(|name| (&**name).into()).collect();
    intake.incoming.tables.push(IncomingTable {
        file: source.path.into(),
        sheet: table.sheet.into(),
        header,
        names,
        meanings: meanings.clone(),
        is_chosen: chosen.is_some(),
        samples: survey.samples,
        rows: survey.rows,
    });
    if !has_text {
        intake.refuse(&FilePart::default(), Expected::ColumnOfTexts, Unexpected::Count(table.names.len()));
        return true;
    }
    let mut drafts = Vec::new();
    (table.rows)(&mut |at, cells| {
        if cells.len() == table.names.len() {
            drafts.push(draft(at, &table.names, cells, &meanings, &survey.orders, intake));
        } else {
            intake.refuse(&at, Expected::Cells(table.names.len()), Unexpected::Count(cells.len()));
        }
        // One more than there is room for, so that this is found.
        let is_full = drafts.len() > crate::formats::limits::MOST_ARTICLES;
        if is_full {
            intake.overflow();
        }
        !is_full && !intake.is_full()
    });
    take(source, drafts, readings, intake);
    true
}

/// True for names that may be those of columns: several, and each another one.
fn is_table(names: &[String]) -> bool {
    let different: HashSet<_> = names.iter().filter(|name| !name.is_empty()).collect();
    different.len() > 1 && different.len() == names.len()
}

/// True for the names of a table of annotations, of relations, or of counts.
pub fn is_of_annotations(names: &[String]) -> bool {
    let has = |wanted: &str| names.iter().any(|name| name.trim().eq_ignore_ascii_case(wanted));
    let has_all = |wanted: &[&str]| wanted.iter().all(|name| has(name));
    has("start") || has_all(&["type", "from", "to"]) || has_all(&["label", "mentions", "strings"])
}

/// First rows of a table and what all of them say.
struct Survey {
    samples: Vec<Vec<Rc<str>>>,
    /// Order of day and month in each column.
    orders: Vec<Order>,
    /// Length in bytes of all cells of each column.
    lengths: Vec<usize>,
    rows: usize,
}

impl Survey {
    fn of(table: &Table<'_>) -> Self {
        const SAMPLES: usize = 3;
        const LONGEST: usize = 120;
        const LONGEST_DATE: usize = 40;
        let count = table.names.len();
        let (mut samples, mut lengths, mut rows) = (Vec::new(), vec![0; count], 0);
        let mut dates: Vec<[bool; 2]> = vec![[false; 2]; count];
        (table.rows)(&mut |_, cells| {
            rows += 1;
            if samples.len() < SAMPLES {
                let cut = |cell: &&str| match cell.char_indices().nth(LONGEST) {
                    Some((end, _)) => format!("{}…", &cell[..end]).into(),
                    None => Rc::from(*cell),
                };
                samples.push(cells.iter().map(cut).collect());
            }
            for (place, cell) in cells.iter().enumerate().take(count) {
                lengths[place] += cell.len();
                if cell.len() < LONGEST_DATE {
                    match Order::of(std::iter::once(*cell)) {
                        Order::DayFirst => dates[place][0] = true,
                        Order::MonthFirst => dates[place][1] = true,
                        Order::Unknown => {}
                    }
                }
            }
            rows <= MOST_ROWS
        });
        let order = |of: &[bool; 2]| match of {
            [true, false] => Order::DayFirst,
            [false, true] => Order::MonthFirst,
            _ => Order::Unknown,
        };
        Self { samples, orders: dates.iter().map(order).collect(), lengths, rows }
    }
}

fn guess(names: &[String], survey: &Survey) -> Vec<Meaning> {
    /// Average length in bytes from which on a column without a usual name may be the texts.
    const LONG: usize = 200;
    let mut meanings = columns::meanings(names.iter().map(|name| &**name));
    // A source may be an address instead of an outlet.
    let outlet = meanings.iter().position(|it| *it == Meaning::Attribute("outlet".into()));
    let is_address = |place: &usize| {
        survey.samples.iter().any(|row| row.get(*place).is_some_and(|it| it.starts_with("http")))
    };
    if let Some(place) = outlet.filter(is_address) {
        let named = |(at, name)| if at == place { "url" } else { name };
        meanings = columns::meanings(names.iter().map(|name| &**name).enumerate().map(named));
    }
    // A column without a usual name is the day if all of its cells are days.
    let day = Meaning::Attribute("date".into());
    if !meanings.contains(&day) {
        let is_day = |place: &usize| {
            let cells =
                survey.samples.iter().filter_map(|row| row.get(*place)).filter(|cell| !cell.is_empty());
            let mut days = cells.map(|cell| date::read(cell, survey.orders[*place]).is_some()).peekable();
            meanings[*place] == Meaning::Field && days.peek().is_some() && days.all(|it| it)
        };
        if let Some(place) = (0..meanings.len()).find(is_day) {
            meanings[place] = day;
        }
    }
    let average = |place: usize| survey.lengths[place] / survey.rows.max(1);
    if !meanings.contains(&Meaning::Text) {
        let fields = (0..meanings.len()).filter(|place| meanings[*place] == Meaning::Field);
        let longest = fields.max_by_key(|place| average(*place)).filter(|place| average(*place) >= LONG);
        if let Some(place) = longest {
            meanings[place] = Meaning::Text;
        }
    }
    meanings
}

#[inline(never)] // See the crate's documentation.
fn draft(
    at: FilePart,
    names: &[String],
    cells: &[&str],
    meanings: &[Meaning],
    orders: &[Order],
    intake: &mut Intake,
) -> Draft {
    let mut draft = Draft { at, ..Draft::default() };
    let mut fields = Map::new();
    for (place, ((name, cell), meaning)) in names.iter().zip(cells).zip(meanings).enumerate() {
        match meaning {
            _ if cell.trim().is_empty() => {}
            Meaning::Text => draft.push(cell),
            Meaning::Id => (*cell).trim().clone_into(&mut draft.id),
            Meaning::Attribute(id) => {
                draft.tell_in(id, cell, FieldFrom::Named((&**name).into()), orders[place]);
            }
            Meaning::Field => {
                fields.insert(name.clone(), Value::from(*cell));
            }
            Meaning::Nothing => {}
        }
    }
    draft.foreign = Object(fields).rest(Of::Article, intake);
    draft
}

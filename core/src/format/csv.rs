//! Tables as comma-separated values, by RFC 4180: fields with a comma, a quotation mark or a line end stand in quotation
//! marks, lines end with CR LF. For the sake of spreadsheets there is a variant with a byte order mark, in which no cell
//! begins like a formula.

use super::BYTE_ORDER_MARK;
use super::intake::{Intake, Link, MOST_ROWS, Tag};
use super::source::Source;
use super::table::{File, Format};
use crate::counts::{Count, Counts};
use crate::export::Contents;
use crate::label::LabelSet;
use crate::time::Timestamp;
use std::fmt::Write;

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
    let mut spans = String::from("id,document,start,end,label,text,note,annotator,created,modified\r\n");
    for article in &contents.articles {
        for span in &article.spans {
            let annotation = span.annotation;
            push(
                &mut spans,
                cell,
                &[
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
                ],
            );
        }
    }
    let mut files = vec![File::new("annotations.csv", spans)];
    if !contents.relations.is_empty() {
        let mut links = String::from("id,type,from,to,note,annotator,created,modified\r\n");
        for relation in &contents.relations {
            push(
                &mut links,
                cell,
                &[
                    relation.id,
                    relation.kind(),
                    &relation.from.to_string(),
                    &relation.to.to_string(),
                    relation.note(),
                    &relation.annotator_name,
                    &relation.created().to_string(),
                    &relation.modified().to_string(),
                ],
            );
        }
        files.push(File::new("relations.csv", links));
    }
    files
}

fn push(table: &mut String, cell: fn(&str) -> String, cells: &[&str]) {
    let cells: Vec<_> = cells.iter().map(|content| field(&cell(content))).collect();
    *table += &cells.join(",");
    *table += "\r\n";
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
    let (first, rest) = source.text.split_once('\n').unwrap_or((source.text, ""));
    let separator = [',', ';', '\t'].into_iter().max_by_key(|it| first.matches(*it).count())?;
    let (_, names) = records(first, separator).into_iter().next()?;
    let column = |name: &str| names.iter().position(|it| it.trim().eq_ignore_ascii_case(name));
    let is_table = |wanted: &[&str]| wanted.iter().all(|name| column(name).is_some());
    let is_spans = is_table(&["document", "start", "end", "label"]);
    if !is_spans && !is_table(&["type", "from", "to"]) {
        return None;
    }
    let rows = records(rest, separator);
    if rows.len() > MOST_ROWS {
        intake.overflow();
        return Some(());
    }
    // In a table for spreadsheets no cell begins like a formula.
    let is_harmless = !rows.iter().any(|(_, cells)| cells.iter().any(|cell| begins_formula(cell)));
    for (line, cells) in &rows {
        let at = format!("line {}", line + 1);
        let cell = |name: &str| {
            let content = column(name).and_then(|at| cells.get(at)).map_or("", |cell| cell);
            if is_harmless { restored(content) } else { content }
        };
        let time = |name: &str| Timestamp::parse(cell(name)).unwrap_or_default();
        let [created, modified] = ["created", "modified"].map(time);
        let (id, note, annotator) = (cell("id"), cell("note"), cell("annotator"));
        if cells.len() != names.len() {
            intake.refuse(&at, &format!("{} fields", names.len()), &cells.len());
        } else if !is_spans {
            let link = Link { id, kind: cell("type"), note, annotator, created, modified };
            intake.relation(&at, [cell("from"), cell("to")], &link);
        } else if let (Ok(start), Ok(end)) = (cell("start").parse(), cell("end").parse()) {
            let (label, quote) = (cell("label"), cell("text"));
            let article = intake.elsewhere(cell("document"));
            let at = at.into();
            let tag = Tag {
                at,
                article,
                id,
                label,
                start,
                end,
                quote,
                note,
                annotator,
                created,
                modified,
                ..Tag::default()
            };
            intake.annotation(&tag);
        } else {
            intake.refuse(
                &at,
                "whole numbers as start and end",
                &format!("“{}” and “{}”", cell("start"), cell("end")),
            );
        }
    }
    Some(())
}

/// More columns are not looked at.
const MOST_COLUMNS: usize = 100;

/// The records of a table with the lines in which they begin, no more than are taken in. What follows a closing quotation
/// mark belongs to the field.
fn records(text: &str, separator: char) -> Vec<(usize, Vec<String>)> {
    let mut records = Vec::new();
    let (mut line, mut first, mut is_quoted) = (1, 1, false);
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        line += usize::from(character == '\n');
        match character {
            '"' if is_quoted => {
                is_quoted = rest.next_if_eq(&'"').is_some();
                if is_quoted {
                    cell.push('"');
                }
            }
            '"' if cell.is_empty() => is_quoted = true,
            _ if is_quoted => cell.push(character),
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' => {
                if !cell.is_empty() || !cells.is_empty() {
                    cells.push(std::mem::take(&mut cell));
                    records.push((first, std::mem::take(&mut cells)));
                }
                first = line;
            }
            _ if records.len() > MOST_ROWS || cells.len() > MOST_COLUMNS => {}
            _ if character == separator => cells.push(std::mem::take(&mut cell)),
            _ => cell.push(character),
        }
    }
    if !cell.is_empty() || !cells.is_empty() {
        cells.push(cell);
        records.push((first, cells));
    }
    records
}

/// One line for each article and label: how many annotations there are, and how many different strings are in them.
/// Without sums, which follow from the lines – but for the strings, of which two articles may have the same.
#[must_use]
pub fn counts(counts: &Counts, labels: &LabelSet) -> String {
    let mut table = String::from("document,title,label,mentions,strings\r\n");
    for row in &counts.rows {
        for (label, Count { mentions, strings }) in counts.labels.iter().zip(&row.cells) {
            let [document, title, label] = [&row.document.0, &*row.title, labels.name(label)].map(field);
            let _ = write!(table, "{document},{title},{label},{mentions},{strings}\r\n");
        }
    }
    table
}

fn field(content: &str) -> String {
    if content.contains([',', '"', '\r', '\n']) {
        return format!("\"{}\"", content.replace('"', "\"\""));
    }
    content.to_owned()
}

//! The matrix of claims as a workbook: the sheet that people look at, all quotes with a row each, the meaning of the signs.

use super::{Cell as OfMatrix, Row, Table, glyph, person};
use crate::corpus::Corpus;
use crate::formats::writing::workbook::{self, Cell, Content, Face, Look, Sheet};
use crate::query::attribution::name_of;
use crate::query::matrix::{Matrix, Sign, Speaker};
use crate::query::stance::{Links, Stance};

/// Columns of the sheet of quotes, each with its width.
const OF_QUOTES: [(&str, usize); 11] = [
    ("group", 36),
    ("outlet", 20),
    ("article", 28),
    ("state", 18),
    ("speaker", 20),
    ("via", 20),
    ("form", 10),
    ("quote", 60),
    ("note", 30),
    ("by", 14),
    ("at", 24),
];

/// Workbook with three sheets: `Claims`, the matrix as it is shown, each state with its fill, sign and words; `Quotes`, with a row
/// for each claim of those rows of the matrix; and `Legend`.
///
/// # Errors
/// Never: its names are short.
pub fn workbook(
    corpus: &Corpus,
    matrix: &Matrix,
    rows: &[usize],
    table: &Table,
) -> Result<Vec<u8>, rawzip::Error> {
    workbook::write(&[claims(table), quotes(corpus, matrix, rows), legend(table)])
}

fn claims(table: &Table) -> Sheet<'static> {
    let mut head = vec![Cell::of(&table.corner, Look::Head)];
    head.extend(table.heads.iter().map(|head| {
        let mut pieces = vec![(head.name.clone(), Face::Strong)];
        pieces.extend(head.notes.iter().map(|note| (format!("\n{note}"), Face::Sans)));
        Cell { content: Content::Text(pieces), look: Look::Head }
    }));
    head.push(Cell::of(&table.end, Look::Head));
    let mut widths = vec![44];
    widths.resize(table.heads.len() + 1, 38);
    widths.push(10);
    let mut rows = vec![head];
    for part in &table.parts {
        if !part.name.is_empty() {
            rows.push(vec![Cell::of(&part.name, Look::Part)]);
        }
        rows.extend(part.rows.iter().map(row));
    }
    for (name, numbers) in &table.sums {
        let cell = |number: &Option<usize>| match number {
            Some(number) => Cell { content: Content::Number(*number), look: Look::Plain },
            None => Cell::of("", Look::Plain),
        };
        rows.push(std::iter::once(Cell::of(name, Look::Name)).chain(numbers.iter().map(cell)).collect());
    }
    Sheet { name: "Claims", widths, frozen: 1, is_filtered: false, rows }
}

fn row(row: &Row) -> Vec<Cell> {
    let mut cells = vec![Cell::of(row.named(), Look::Name)];
    cells.extend(row.cells.iter().map(cell));
    cells.push(Cell::of(&row.end, Look::Plain));
    cells
}

fn cell(cell: &OfMatrix) -> Cell {
    let mut pieces = Vec::new();
    for line in &cell.lines {
        let end = if pieces.is_empty() { "" } else { "\n" };
        let face = if line.quote.is_empty() { Face::Sans } else { Face::Strong };
        pieces.push((format!("{end}{}", line.said()), face));
        if !line.quote.is_empty() {
            pieces.push((format!("\n{}", line.quote), Face::Serif));
        }
    }
    Cell { content: Content::Text(pieces), look: look(cell.sign) }
}

fn look(sign: Sign) -> Look {
    match sign {
        Sign::Contested => Look::Framed,
        Sign::State(_) => Look::Plain,
        Sign::Absent => Look::Sunken,
        Sign::Open => Look::Hatched,
    }
}

fn quotes(corpus: &Corpus, matrix: &Matrix, of: &[usize]) -> Sheet<'static> {
    let mut rows = vec![OF_QUOTES.map(|(name, _)| Cell::of(name, Look::Head)).into()];
    for row in of.iter().filter_map(|at| matrix.rows.get(*at)) {
        for (column, cell) in matrix.columns.iter().zip(&row.cells) {
            for line in &cell.lines {
                for claim in &line.claims {
                    let Some(document) = corpus.document(&claim.document) else { continue };
                    let links = Links::of(corpus, claim);
                    let via = links.via.map(|mention| name_of(corpus, mention));
                    let cells: [&str; 11] = [
                        &row.group.name,
                        &column.name,
                        &document.title,
                        line.state.word(),
                        line.speaker.as_ref().map_or("", Speaker::name),
                        via.as_deref().unwrap_or_default(),
                        Stance::of(corpus, claim, &links).form.word(),
                        claim.quote(&document.text),
                        &claim.note,
                        &person(corpus, claim.annotator),
                        &claim.created.to_string(),
                    ];
                    rows.push(cells.map(|words| Cell::of(words, Look::Plain)).into());
                }
            }
        }
    }
    let widths = OF_QUOTES.map(|(_, width)| width).into();
    Sheet { name: "Quotes", widths, frozen: 0, is_filtered: true, rows }
}

fn legend(table: &Table) -> Sheet<'static> {
    let mut rows = vec![vec![Cell::of(&table.title, Look::Head), Cell::of(&table.about, Look::Head)]];
    for (sign, words) in &table.legend {
        rows.push(vec![Cell::of(glyph(*sign), look(*sign)), Cell::of(words, Look::Plain)]);
    }
    Sheet { name: "Legend", widths: vec![24, 70], frozen: 0, is_filtered: false, rows }
}

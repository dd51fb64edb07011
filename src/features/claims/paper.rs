//! The matrix in words, as it is taken along: the rows that the page shows, in its order.

use super::listing::{Line, rows};
use super::parts;
use crate::words::claims as words;
use crate::words::without_isolation;
use glossator_core::corpus::Corpus;
use glossator_core::formats::matrix::{Cell, Head, Line as Written, Part, Row, Table};
use glossator_core::query::matrix::{Column, Matrix, Sign};

/// The matrix with those lines.
#[must_use]
pub fn table(corpus: &Corpus, matrix: &Matrix, lines: &[Line]) -> Table {
    let sums = matrix.sums();
    let mut table = Table {
        title: words::TITLE.to_owned(),
        corner: words::CLAIM.to_owned(),
        heads: matrix
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| Head {
                name: words::column(corpus, column),
                notes: words::notes(matrix, at, &sums),
            })
            .collect(),
        end: words::IN.to_owned(),
        legend: words::LEGEND.map(|(sign, name, _)| (sign, name.to_owned())).into(),
        ..Table::default()
    };
    for line in lines {
        match line {
            Line::Head(name, count) => {
                table.parts.push(Part { name: format!("{name} {count}"), rows: Vec::new() });
            }
            Line::Row(at) => {
                if table.parts.is_empty() {
                    table.parts.push(Part::default());
                }
                if let Some(part) = table.parts.last_mut() {
                    part.rows.push(row(corpus, matrix, *at));
                }
            }
            Line::Sum(sum) => {
                let number =
                    |(at, column): (usize, &Column)| (!column.is_source).then_some(sums[at][*sum as usize]);
                let numbers = matrix.columns.iter().enumerate().map(number).collect();
                table.sums.push((words::sum(*sum).to_owned(), numbers));
            }
        }
    }
    table.about = words::about(rows(lines).count(), matrix.columns.len());
    table
}

fn row(corpus: &Corpus, matrix: &Matrix, at: usize) -> Row {
    let row = &matrix.rows[at];
    let cells = row.cells.iter().zip(&matrix.columns).map(|(cell, column)| {
        let mut lines: Vec<_> = cell
            .lines
            .iter()
            .map(|line| Written {
                sign: Sign::State(line.state),
                words: without_isolation(&parts::line_words(corpus, line)),
                quote: line.quote.to_string(),
            })
            .collect();
        let sign = cell.sign();
        match sign {
            Sign::State(_) => {}
            Sign::Contested => {
                lines.push(Written { sign, words: words::CONTESTED.to_owned(), quote: String::new() });
            }
            Sign::Absent | Sign::Open => {
                lines.push(Written {
                    sign,
                    words: without_isolation(&parts::cell_words(corpus, cell, column)),
                    quote: String::new(),
                });
            }
        }
        Cell { sign, lines }
    });
    Row {
        name: row.group.name.to_string(),
        contested: row.is_contested().then(|| words::CONTESTED.to_owned()),
        cells: cells.collect(),
        end: words::present(row.present, matrix.outlets()),
    }
}

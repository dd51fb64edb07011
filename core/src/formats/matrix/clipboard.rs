//! The matrix of claims as a table for the clipboard: with marks, for programs for texts and spreadsheets, and without.

use super::{Cell, Head, Table};
use crate::formats::csv::formula::harmless;
use crate::formats::writing::xml::Xml;
use crate::query::matrix::Sign;

/// Table in HTML. Its looks are attributes, which programs for texts know best and the page’s policy allows. Every cell is one line, as
/// a spreadsheet would go on below where one ends; none begins like a formula.
#[must_use]
pub fn html(table: &Table) -> String {
    let mut xml = Xml::new();
    let attributes = [("border", "1"), ("cellspacing", "0"), ("cellpadding", "4")];
    xml.element("table", &attributes, |xml| {
        xml.field("caption", &table.title);
        xml.element("thead", &[], |xml| {
            xml.element("tr", &[], |xml| {
                head(xml, "col", &table.corner);
                table.heads.iter().for_each(|it| head(xml, "col", &named(it)));
                head(xml, "col", &table.end);
            });
        });
        xml.element("tbody", &[], |xml| body(xml, table));
    });
    xml.finish()
}

fn body(xml: &mut Xml, table: &Table) {
    let width = (table.heads.len() + 2).to_string();
    for part in &table.parts {
        if !part.name.is_empty() {
            xml.element("tr", &[], |xml| {
                let attributes = [("colspan", &*width), ("align", "left"), ("scope", "rowgroup")];
                xml.element("th", &attributes, |xml| xml.lines(&part.name));
            });
        }
        for row in &part.rows {
            xml.element("tr", &[("valign", "top")], |xml| {
                head(xml, "row", &row.named());
                row.cells.iter().for_each(|it| cell(xml, it));
                xml.field("td", &row.end);
            });
        }
    }
    for (name, numbers) in &table.sums {
        xml.element("tr", &[], |xml| {
            head(xml, "row", name);
            for number in numbers {
                xml.field("td", &number.map_or_else(String::new, |number| number.to_string()));
            }
            xml.element("td", &[], |_| {});
        });
    }
}

fn head(xml: &mut Xml, scope: &str, name: &str) {
    xml.element("th", &[("align", "left"), ("scope", scope)], |xml| xml.lines(&harmless(name)));
}

fn named(Head { name, notes }: &Head) -> String {
    format!("{name} ({})", notes.join(", "))
}

fn cell(xml: &mut Xml, cell: &Cell) {
    let colour = match cell.sign {
        Sign::Contested => Some("#e9e4d9"),
        Sign::Absent => Some("#f3f0ea"),
        Sign::State(_) | Sign::Open => None,
    };
    let attributes = Vec::from_iter(colour.map(|colour| ("bgcolor", colour)));
    xml.element("td", &attributes, |xml| {
        for (at, line) in cell.lines.iter().enumerate() {
            if at > 0 {
                xml.lines("; ");
            }
            if line.quote.is_empty() {
                xml.lines(&line.said());
            } else {
                xml.field("b", &line.said());
                xml.lines(&format!(": {}", line.quote));
            }
        }
    });
}

/// The same without marks: cells between tabs, rows in lines.
#[must_use]
pub fn text(table: &Table) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let heads = table.heads.iter().map(|head| head.name.clone());
    rows.push(std::iter::once(table.corner.clone()).chain(heads).chain([table.end.clone()]).collect());
    for row in table.rows() {
        let cells = row.cells.iter().map(in_words);
        rows.push(std::iter::once(row.named()).chain(cells).chain([row.end.clone()]).collect());
    }
    for (name, numbers) in &table.sums {
        let number = |number: &Option<usize>| number.map_or_else(String::new, |number| number.to_string());
        rows.push(std::iter::once(name.clone()).chain(numbers.iter().map(number)).collect());
    }
    let line = |row: Vec<String>| {
        let cells = row.iter().map(|cell| harmless(&cell.split_whitespace().collect::<Vec<_>>().join(" ")));
        cells.collect::<Vec<_>>().join("\t")
    };
    rows.into_iter().map(line).collect::<Vec<_>>().join("\r\n")
}

fn in_words(cell: &Cell) -> String {
    let line = |line: &super::Line| {
        if line.quote.is_empty() { line.said() } else { format!("{}: {}", line.said(), line.quote) }
    };
    cell.lines.iter().map(line).collect::<Vec<_>>().join("; ")
}

//! Values of attributes as people write them in a cell or paste them from a spreadsheet.

use crate::words::dates;
use glossator_core::formats;
use glossator_core::model::attribute::DATE;
use std::rc::Rc;

/// The value of an article’s attribute that is written so.
///
/// # Errors
/// The sentence that says why it is none.
pub fn value(attribute: &str, written: &str) -> Result<Rc<str>, String> {
    let written = written.trim();
    if written.is_empty() || ![DATE, "retrieved"].contains(&attribute) {
        return Ok(written.into());
    }
    read_date(written).ok_or_else(|| dates::not_understood(written))
}

/// The day that is written so, and its time; `None` for what is not understood.
#[must_use]
pub fn read_date(written: &str) -> Option<Rc<str>> {
    formats::read_date(written).map(Into::into)
}

/// The cells that were pasted, each with its row and column, beginning at that cell.
#[must_use]
pub fn pasted(text: &str, row: usize, column: usize) -> Vec<(usize, usize, Rc<str>)> {
    let lines = rows(text).into_iter().enumerate();
    let cells = lines.flat_map(|(down, cells)| {
        let cells = cells.into_iter().enumerate();
        cells.map(move |(right, cell)| (row + down, column + right, Rc::from(cell.trim())))
    });
    cells.collect()
}

/// The rows of cells, as spreadsheets give them to the clipboard: parted by tabs, in quotes where there are line ends in a cell.
#[must_use]
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let mut rows = vec![vec![String::new()]];
    let mut characters = text.chars().peekable();
    let (mut is_quoted, mut begins) = (false, true);
    while let Some(character) = characters.next() {
        let cells = rows.last_mut();
        let Some(cell) = cells.and_then(|cells| cells.last_mut()) else { break };
        match character {
            '"' if is_quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            // A cell in quotes ends in one, and has a line end in it.
            '"' if begins && is_cell_in_quotes(characters.clone()) => is_quoted = true,
            '\t' | '\n' if !is_quoted => {
                begins = true;
                if character == '\n' {
                    rows.push(vec![String::new()]);
                } else if let Some(cells) = rows.last_mut() {
                    cells.push(String::new());
                }
                continue;
            }
            character => cell.push(character),
        }
        begins = false;
    }
    rows
}

/// True if a quote closes what one has opened, with the end of a cell behind it.
fn is_cell_in_quotes(rest: impl Iterator<Item = char>) -> bool {
    let mut rest = rest.peekable();
    let mut has_line_end = false;
    while let Some(character) = rest.next() {
        match character {
            '"' if rest.peek() == Some(&'"') => {
                rest.next();
            }
            '"' => return has_line_end && rest.peek().is_none_or(|next| ['\t', '\n'].contains(next)),
            '\n' => has_line_end = true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_cells_are_those_of_the_spreadsheet() {
        let check = |text: &str, expected: &[&[&str]]| assert_eq!(rows(text), expected, "{text:?}");
        check("Le Monde", &[&["Le Monde"]]);
        check("Le Monde\r\nBild\r\n", &[&["Le Monde"], &["Bild"]]);
        check("a\tb\n\tc\n", &[&["a", "b"], &["", "c"]]);
        check("\"two\nlines, \"\"so\"\"\"\nx", &[&["two\nlines, \"so\""], &["x"]]);
        check("\"Quoted\" headline\nx", &[&["\"Quoted\" headline"], &["x"]]);
        check("\"Whole\"\nx", &[&["\"Whole\""], &["x"]]);
    }

    #[test]
    fn pasted_cells_begin_where_the_focus_is() {
        let cells: Vec<_> = pasted("a\tb\nc", 3, 1)
            .iter()
            .map(|(row, column, value)| format!("{row} {column} {value}"))
            .collect();
        assert_eq!(cells, ["3 1 a", "3 2 b", "4 1 c"]);
    }
}

//! The matrix of claims as a picture (SVG 2: <https://www.w3.org/TR/SVG2/>), for a paper: on light ground, with nothing from
//! outside, its text as text.
//!
//! Nobody measures the text: lines are broken and cut by the number of their characters.

use super::{Cell, Drawing, Head, Row, Table, drawing};
use crate::formats::writing::xml::Xml;
use crate::query::matrix::Sign;

// Lengths, in pixels.
const MARGIN: usize = 24;
const NAME: usize = 250;
const COLUMN: usize = 216;
const END: usize = 64;
const PAD: usize = 8;
const LINE: usize = 17;
/// Room for a sign, before its words.
const SIGN: usize = 20;
/// Mean width of a character, with some to spare; of one in a quote.
const CHARACTER: usize = 7;
const QUOTED: usize = 6;

// Colours, as the page has them in daylight.
const PAPER: &str = "#fdfcf9";
const INK: &str = "#1d1c1a";
const QUIET: &str = "#5a5750";
const RULE: &str = "#e3dfd6";
const EDGE: &str = "#8a857b";
const CHOSEN: &str = "#e9e4d9";
const ABSENT: &str = "#f3f0ea";

/// Picture in SVG.
#[must_use]
pub fn picture(table: &Table) -> String {
    let width = 2 * MARGIN + NAME + COLUMN * table.heads.len() + END;
    let height = Board::of(&mut Xml::new(), table, width);
    let mut xml = Xml::new();
    xml.declaration();
    let [width_words, height_words] = [width, height].map(|length| length.to_string());
    let root = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("width", &width_words),
        ("height", &height_words),
        ("viewBox", &format!("0 0 {width} {height}")),
        ("role", "img"),
    ];
    xml.element("svg", &root, |xml| {
        xml.field("title", &table.title);
        xml.field("desc", &table.about);
        xml.element("defs", &[], |xml| {
            let pattern =
                [("id", "open"), ("width", "7"), ("height", "7"), ("patternUnits", "userSpaceOnUse")];
            xml.element("pattern", &pattern, |xml| {
                xml.empty("path", &[("d", "M0 7L7 0"), ("stroke", CHOSEN)]);
            });
        });
        xml.empty("rect", &[("width", "100%"), ("height", "100%"), ("fill", PAPER)]);
        let look =
            [("font-family", "system-ui, Helvetica, Arial, sans-serif"), ("font-size", "12"), ("fill", INK)];
        xml.element("g", &look, |xml| {
            Board::of(xml, table, width);
        });
    });
    xml.finish()
}

/// Board that is drawn from the top downwards.
struct Board<'a> {
    xml: &'a mut Xml,
    table: &'a Table,
    width: usize,
    /// Upper edge of what comes next.
    top: usize,
}

impl<'a> Board<'a> {
    /// Draws all of it, and says how high it is.
    fn of(xml: &'a mut Xml, table: &'a Table, width: usize) -> usize {
        let mut board = Self { xml, table, width, top: MARGIN };
        board.text(MARGIN, 0, &table.title, &[("font-size", "17"), ("font-weight", "600")]);
        board.top += 2 * LINE;
        board.heads();
        for part in &table.parts {
            if !part.name.is_empty() {
                board.top += PAD;
                board.text(MARGIN, 0, &part.name, &[("font-weight", "600"), ("fill", QUIET)]);
                board.top += LINE + PAD / 2;
                board.rule(EDGE);
            }
            part.rows.iter().for_each(|row| board.row(row));
        }
        board.sums();
        board.legend();
        board.top + MARGIN
    }

    fn heads(&mut self) {
        let heads: Vec<_> = self.table.heads.iter().map(head_lines).collect();
        let lines = heads.iter().map(Vec::len).max().unwrap_or(1);
        self.text(MARGIN, lines - 1, &self.table.corner, &[("font-weight", "600")]);
        for (at, head) in heads.iter().enumerate() {
            for (line, (words, is_name)) in head.iter().enumerate() {
                let look: &[_] = if *is_name { &[("font-weight", "600")] } else { &[("fill", QUIET)] };
                self.text(column(at) + PAD, lines - head.len() + line, words, look);
            }
        }
        self.end(lines - 1, &self.table.end);
        self.top += lines * LINE + PAD;
        self.rule(EDGE);
    }

    fn row(&mut self, row: &Row) {
        let names = broken(&row.name, (NAME - SIGN) / CHARACTER);
        let cells: Vec<_> = row.cells.iter().map(cell_lines).collect();
        let lines = cells.iter().map(Vec::len).chain([names.len()]).max().unwrap_or(1);
        let height = lines * LINE + 2 * PAD;
        for (at, cell) in row.cells.iter().enumerate() {
            self.ground(column(at), height, cell.sign);
        }
        self.top += PAD;
        let indent = if row.contested.is_some() { SIGN } else { 0 };
        if indent > 0 {
            self.sign(MARGIN, 0, Sign::Contested);
        }
        for (line, words) in names.iter().enumerate() {
            self.text(MARGIN + indent, line, words, &[("font-weight", "500")]);
        }
        for (at, cell) in cells.iter().enumerate() {
            let left = column(at) + PAD;
            for (line, CellLine { sign, words, is_quote }) in cell.iter().enumerate() {
                if let Some(sign) = sign {
                    self.sign(left, line, *sign);
                }
                let serif = [("font-family", "Georgia, Charter, serif"), ("font-size", "13")];
                let look: &[_] = if *is_quote { &serif } else { &[] };
                self.text(left + SIGN, line, words, look);
            }
        }
        self.end(0, &row.end);
        self.top += height - PAD;
        self.rule(RULE);
    }

    fn sums(&mut self) {
        for (name, numbers) in &self.table.sums {
            self.top += PAD;
            self.text(MARGIN, 0, name, &[("font-weight", "600")]);
            for (at, number) in numbers.iter().enumerate() {
                if let Some(number) = number {
                    self.text(column(at) + PAD + SIGN, 0, &number.to_string(), &[]);
                }
            }
            self.top += LINE + PAD;
            self.rule(RULE);
        }
    }

    fn legend(&mut self) {
        self.top += 2 * PAD;
        let mut left = MARGIN;
        for (sign, words) in &self.table.legend {
            let width = SIGN + width(words) * CHARACTER + 2 * PAD;
            if left + width > self.width - MARGIN && left > MARGIN {
                self.top += LINE + PAD / 2;
                left = MARGIN;
            }
            self.sign(left, 0, *sign);
            self.text(left + SIGN, 0, words, &[("fill", QUIET)]);
            left += width;
        }
        self.top += LINE;
    }

    /// Ground of a cell.
    fn ground(&mut self, left: usize, height: usize, sign: Sign) {
        let fill = match sign {
            Sign::State(_) => return,
            Sign::Contested => CHOSEN,
            Sign::Absent => ABSENT,
            Sign::Open => "url(#open)",
        };
        let [x, y, width, height] = [left, self.top, COLUMN, height].map(|length| length.to_string());
        let mut look = vec![("x", &*x), ("y", &y), ("width", &width), ("height", &height), ("fill", fill)];
        if sign == Sign::Contested {
            look.push(("stroke", INK));
        }
        self.xml.empty("rect", &look);
    }

    fn sign(&mut self, left: usize, line: usize, sign: Sign) {
        let place = format!("translate({left} {})", self.top + line * LINE + 1);
        self.xml.element("g", &[("transform", &place)], |xml| draw(xml, drawing(sign)));
    }

    /// Words at the right edge.
    fn end(&mut self, line: usize, words: &str) {
        self.text(self.width - MARGIN, line, words, &[("text-anchor", "end"), ("fill", QUIET)]);
    }

    fn text(&mut self, left: usize, line: usize, words: &str, look: &[(&str, &str)]) {
        let [x, y] = [left, self.top + line * LINE + 12].map(|length| length.to_string());
        let attributes: Vec<_> = [("x", &*x), ("y", &y)].into_iter().chain(look.iter().copied()).collect();
        self.xml.element("text", &attributes, |xml| xml.lines(words));
    }

    fn rule(&mut self, colour: &str) {
        let path = format!("M{MARGIN} {}H{}", self.top, self.width - MARGIN);
        self.xml.empty("path", &[("d", &path), ("stroke", colour)]);
    }
}

/// Left edge of a column.
fn column(at: usize) -> usize {
    MARGIN + NAME + COLUMN * at
}

fn draw(xml: &mut Xml, Drawing { area, line, dashes }: Drawing) {
    if !area.is_empty() {
        xml.empty("path", &[("d", area)]);
    }
    if !line.is_empty() {
        let mut look = vec![("d", line), ("fill", "none"), ("stroke", INK), ("stroke-width", "1.5")];
        look.extend((!dashes.is_empty()).then_some(("stroke-dasharray", dashes)));
        xml.empty("path", &look);
    }
}

/// Lines of the head of a column, each with the answer to whether it is of the name.
fn head_lines(head: &Head) -> Vec<(String, bool)> {
    let most = (COLUMN - 2 * PAD) / CHARACTER;
    let name = broken(&head.name, most).into_iter().map(|line| (line, true));
    name.chain(head.notes.iter().map(|note| (fitting(note, most), false))).collect()
}

/// Line of a cell as it is drawn.
struct CellLine {
    sign: Option<Sign>,
    words: String,
    is_quote: bool,
}

fn cell_lines(cell: &Cell) -> Vec<CellLine> {
    let room = COLUMN - SIGN - 2 * PAD;
    let mut lines = Vec::new();
    for line in &cell.lines {
        for (at, words) in broken(&line.words, room / CHARACTER).into_iter().enumerate() {
            lines.push(CellLine { sign: (at == 0).then_some(line.sign), words, is_quote: false });
        }
        if !line.quote.is_empty() {
            lines.push(CellLine { sign: None, words: fitting(&line.quote, room / QUOTED), is_quote: true });
        }
    }
    lines
}

/// Width of a text, in Latin letters; those of the East are twice as wide.
fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

fn width_of(sign: char) -> usize {
    if ('\u{1100}'..).contains(&sign) && !('\u{1e00}'..'\u{2e80}').contains(&sign) { 2 } else { 1 }
}

/// Text on one line, or as much of it as has room.
fn fitting(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if width(&text) <= most { text } else { format!("{}…", beginning(&text, most - 1).trim_end()) }
}

/// Beginning of the text, as much of it as has room.
fn beginning(text: &str, most: usize) -> &str {
    let mut room = most;
    let end = text.char_indices().find(|(_, sign)| {
        let left = room.checked_sub(width_of(*sign));
        room = left.unwrap_or_default();
        left.is_none()
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// Lines of a text, broken between words, or within one that is too long.
fn broken(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for mut word in text.split_whitespace() {
        let last = lines.len() - 1;
        if !lines[last].is_empty() && width(&lines[last]) + 1 + width(word) <= most {
            lines[last].push(' ');
            lines[last].push_str(word);
            continue;
        }
        while !word.is_empty() {
            let piece = beginning(word, most);
            lines.push(piece.to_owned());
            word = &word[piece.len()..];
        }
    }
    if lines.len() > 1 {
        lines.remove(0);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_or_within_long_ones() {
        let check = |text: &str, expected: &[&str]| assert_eq!(broken(text, 8), expected, "{text}");
        check("", &[""]);
        check("one", &["one"]);
        check("one two three", &["one two", "three"]);
        check("a donaudampfschiff b", &["a", "donaudam", "pfschiff", "b"]);
        check("日本語日本語", &["日本語日", "本語"]);
    }

    #[test]
    fn a_text_that_is_too_long_ends_with_a_sign() {
        let check = |text: &str, expected: &str| assert_eq!(fitting(text, 8), expected);
        check("one  two", "one two");
        check("one two three", "one two…");
        check("日本語日本語", "日本語…");
    }
}

//! Workbooks: sheets of an `.xlsx` (ECMA-376, part 1, 18:
//! <https://ecma-international.org/publications-and-standards/standards/ecma-376/>), with few looks.
//!
//! Text stands in the cells themselves and is of the kind “inline string”, which no program takes for a formula. It does not know
//! the meaning of a sheet.

use super::xml::Xml;
use crate::formats::format::File;
use crate::formats::zip;

/// Longest text of a cell, in UTF-16 units, as Excel has it.
const LONGEST: usize = 32_767;

/// Namespace of what stands in a workbook.
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// Namespace of relations between its parts.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Sheet of a workbook.
pub struct Sheet<'a> {
    /// Name: at most 31 characters, none of `[]:*?/\`.
    pub name: &'a str,
    /// Widths of the columns, in characters.
    pub widths: Vec<usize>,
    /// Number of columns that stay in view, as the first row does.
    pub frozen: usize,
    /// True if rows can be filtered by the words of each column.
    pub is_filtered: bool,
    /// Rows, the first of which is the head.
    pub rows: Vec<Vec<Cell>>,
}

/// Cell of a sheet.
pub struct Cell {
    /// Contents.
    pub content: Content,
    /// Look.
    pub look: Look,
}

/// Contents of a cell.
pub enum Content {
    /// Pieces of text, each in its face.
    Text(Vec<(String, Face)>),
    /// Number.
    Number(usize),
}

/// Face of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// That of the page.
    Sans,
    /// The same, bold.
    Strong,
    /// That of an article.
    Serif,
}

/// Look of a cell, in the order of `STYLES`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Words on paper.
    Plain,
    /// Head of a column.
    Head,
    /// Head of a row.
    Name,
    /// Head of several rows.
    Part,
    /// Sunken.
    Sunken,
    /// Hatched.
    Hatched,
    /// Chosen, within an edge.
    Framed,
}

/// Looks, as the page has them in daylight: `--ink`, `--quiet`, `--rule`, `--edge`, `--sunken` and `--chosen` of its style sheet.
const STYLES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
    r#"<fonts count="3"><font><sz val="11"/><color rgb="FF1D1C1A"/><name val="Calibri"/><family val="2"/></font>"#,
    r#"<font><b/><sz val="11"/><color rgb="FF1D1C1A"/><name val="Calibri"/><family val="2"/></font>"#,
    r#"<font><b/><sz val="11"/><color rgb="FF5A5750"/><name val="Calibri"/><family val="2"/></font></fonts>"#,
    r#"<fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>"#,
    r#"<fill><patternFill patternType="solid"><fgColor rgb="FFECE8DF"/></patternFill></fill>"#,
    r#"<fill><patternFill patternType="lightUp"><fgColor rgb="FF8A857B"/><bgColor rgb="FFFFFFFF"/></patternFill></fill>"#,
    r#"<fill><patternFill patternType="solid"><fgColor rgb="FFE9E4D9"/></patternFill></fill></fills>"#,
    r#"<borders count="3"><border/><border><bottom style="thin"><color rgb="FFE3DFD6"/></bottom></border>"#,
    r#"<border><left style="thin"><color rgb="FF1D1C1A"/></left><right style="thin"><color rgb="FF1D1C1A"/></right>"#,
    r#"<top style="thin"><color rgb="FF1D1C1A"/></top><bottom style="thin"><color rgb="FF1D1C1A"/></bottom></border></borders>"#,
    r#"<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7">"#,
    r#"<xf borderId="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf fontId="1" borderId="1" applyAlignment="1"><alignment vertical="bottom" wrapText="1"/></xf>"#,
    r#"<xf fontId="1" borderId="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf fontId="2" borderId="1" applyAlignment="1"><alignment vertical="bottom"/></xf>"#,
    r#"<xf fillId="2" borderId="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf fillId="3" borderId="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf fillId="4" borderId="2" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#,
);

impl Cell {
    /// Cell with a text in one face.
    pub fn of(text: impl Into<String>, look: Look) -> Self {
        let face =
            if matches!(look, Look::Head | Look::Name | Look::Part) { Face::Strong } else { Face::Sans };
        Self { content: Content::Text(vec![(text.into(), face)]), look }
    }
}

/// Workbook with those sheets.
///
/// # Errors
/// Never: its names are short.
pub fn write(sheets: &[Sheet<'_>]) -> Result<Vec<u8>, rawzip::Error> {
    let part = |at: usize| format!("xl/worksheets/sheet{}.xml", at + 1);
    let mut files = vec![
        File::new("[Content_Types].xml", types(&(0..sheets.len()).map(part).collect::<Vec<_>>())),
        File::new("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml".to_owned())])),
        File::new("xl/workbook.xml", workbook(sheets)),
        File::new("xl/_rels/workbook.xml.rels", {
            let of_sheet = |at: usize| ("worksheet", format!("worksheets/sheet{}.xml", at + 1));
            let styles = ("styles", "styles.xml".to_owned());
            relations(&(0..sheets.len()).map(of_sheet).chain([styles]).collect::<Vec<_>>())
        }),
        File::new("xl/styles.xml", STYLES.to_owned()),
    ];
    files.extend(sheets.iter().enumerate().map(|(at, sheet)| File::new(part(at), worksheet(sheet))));
    zip::write(&files)
}

fn types(sheets: &[String]) -> String {
    const OF: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    document("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")], |xml| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        xml.empty("Default", &[("Extension", "rels"), ("ContentType", relations)]);
        let mut part = |name: &str, kind: &str| {
            let kind = format!("{OF}{kind}+xml");
            xml.empty("Override", &[("PartName", &format!("/{name}")), ("ContentType", &kind)]);
        };
        part("xl/workbook.xml", "sheet.main");
        part("xl/styles.xml", "styles");
        for name in sheets {
            part(name, "worksheet");
        }
    })
}

fn relations(targets: &[(&str, String)]) -> String {
    let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
    document("Relationships", &[("xmlns", namespace)], |xml| {
        for (at, (kind, target)) in targets.iter().enumerate() {
            let (id, kind) = (format!("rId{}", at + 1), format!("{RELATIONS}/{kind}"));
            xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", target)]);
        }
    })
}

fn workbook(sheets: &[Sheet<'_>]) -> String {
    document("workbook", &[("xmlns", MAIN), ("xmlns:r", RELATIONS)], |xml| {
        xml.element("sheets", &[], |xml| {
            for (at, sheet) in sheets.iter().enumerate() {
                let number = (at + 1).to_string();
                let id = format!("rId{number}");
                xml.empty("sheet", &[("name", sheet.name), ("sheetId", &number), ("r:id", &id)]);
            }
        });
    })
}

fn worksheet(sheet: &Sheet<'_>) -> String {
    document("worksheet", &[("xmlns", MAIN)], |xml| {
        xml.element("sheetPr", &[], |xml| xml.empty("pageSetUpPr", &[("fitToPage", "1")]));
        xml.element("sheetViews", &[], |xml| {
            xml.element("sheetView", &[("workbookViewId", "0")], |xml| freeze(xml, sheet.frozen));
        });
        xml.element("cols", &[], |xml| {
            for (at, width) in sheet.widths.iter().enumerate() {
                let (number, width) = ((at + 1).to_string(), width.to_string());
                xml.empty(
                    "col",
                    &[("min", &number), ("max", &number), ("width", &width), ("customWidth", "1")],
                );
            }
        });
        xml.element("sheetData", &[], |xml| {
            for (at, row) in sheet.rows.iter().enumerate() {
                xml.element("row", &[("r", &(at + 1).to_string())], |xml| {
                    for (column, cell) in row.iter().enumerate() {
                        write_cell(xml, &reference(column, at), cell);
                    }
                });
            }
        });
        if sheet.is_filtered && !sheet.rows.is_empty() {
            let last = reference(sheet.widths.len().saturating_sub(1), sheet.rows.len() - 1);
            xml.empty("autoFilter", &[("ref", &format!("A1:{last}"))]);
        }
        xml.empty("pageSetup", &[("orientation", "landscape"), ("fitToHeight", "0")]);
    })
}

/// Keeps the first row in view, and so many columns.
fn freeze(xml: &mut Xml, columns: usize) {
    let (number, first) = (columns.to_string(), reference(columns, 1));
    let pane = if columns > 0 { "bottomRight" } else { "bottomLeft" };
    let mut attributes = Vec::from_iter((columns > 0).then_some(("xSplit", &*number)));
    attributes.extend([("ySplit", "1"), ("topLeftCell", &first), ("activePane", pane), ("state", "frozen")]);
    xml.empty("pane", &attributes);
}

fn write_cell(xml: &mut Xml, place: &str, cell: &Cell) {
    let look = (cell.look as usize).to_string();
    match &cell.content {
        Content::Number(number) => {
            xml.element("c", &[("r", place), ("s", &look)], |xml| xml.field("v", &number.to_string()));
        }
        Content::Text(pieces) if pieces.iter().all(|(text, _)| text.is_empty()) => {
            xml.empty("c", &[("r", place), ("s", &look)]);
        }
        Content::Text(pieces) => {
            xml.element("c", &[("r", place), ("s", &look), ("t", "inlineStr")], |xml| {
                xml.element("is", &[], |xml| write_pieces(xml, pieces));
            });
        }
    }
}

fn write_pieces(xml: &mut Xml, pieces: &[(String, Face)]) {
    let mut room = LONGEST;
    for (text, face) in pieces {
        let text = escaped(&fitting(text, &mut room));
        if text.is_empty() {
            continue;
        }
        xml.element("r", &[], |xml| {
            xml.element("rPr", &[], |xml| {
                if *face == Face::Strong {
                    xml.empty("b", &[]);
                }
                xml.empty("sz", &[("val", "11")]);
                xml.empty("color", &[("rgb", "FF1D1C1A")]);
                xml.empty("rFont", &[("val", if *face == Face::Serif { "Georgia" } else { "Calibri" })]);
            });
            xml.element("t", &[("xml:space", "preserve")], |xml| xml.lines(&text));
        });
    }
}

/// Text, or as much of it as there is room for.
fn fitting(text: &str, room: &mut usize) -> String {
    let mut fitting = String::new();
    for sign in text.chars() {
        let Some(left) = room.checked_sub(sign.len_utf16()) else { break };
        *room = left;
        fitting.push(sign);
    }
    fitting
}

/// Text in which nothing reads like Excel’s own escapes, such as `_x000D_`.
fn escaped(text: &str) -> String {
    let is_escape = |rest: &str| {
        let bytes = rest.as_bytes();
        bytes.get(6) == Some(&b'_') && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
    };
    let mut escaped = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, behind) = rest.split_at(at);
        escaped += before;
        escaped += if is_escape(behind) { "_x005F_" } else { "_" };
        rest = &behind[1..];
    }
    escaped + rest
}

/// Name of a cell, such as `B3`.
fn reference(column: usize, row: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    format!("{}{}", letters.into_iter().collect::<String>(), row + 1)
}

fn document(root: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Xml)) -> String {
    let mut xml = Xml::new();
    xml.declaration();
    xml.element(root, attributes, inside);
    xml.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_names_of_letters_and_a_number() {
        let check = |column, row, expected: &str| assert_eq!(reference(column, row), expected);
        check(0, 0, "A1");
        check(25, 1, "Z2");
        check(26, 2, "AA3");
        check(701, 3, "ZZ4");
        check(702, 4, "AAA5");
    }

    #[test]
    fn escapes_of_excel_in_a_text_are_characters() {
        let check = |text: &str, expected: &str| assert_eq!(escaped(text), expected);
        check("plain_x", "plain_x");
        check("_x000D_", "_x005F_x000D_");
        check("a_x0041_b_x0042_", "a_x005F_x0041_b_x005F_x0042_");
        check("_xGGGG_ _x12é4_", "_xGGGG_ _x12é4_");
    }

    #[test]
    fn a_text_is_as_long_as_excel_has_it() {
        let mut room = 4;
        assert_eq!(fitting("a👍", &mut room), "a👍");
        assert_eq!((fitting("bc", &mut room).as_str(), room), ("b", 0));
    }
}

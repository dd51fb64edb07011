//! Rich text: documents of RTF.
//!
//! - **Reads** the paragraphs of Rich Text Format 1.9.1 (<https://www.microsoft.com/download/details.aspx?id=10725)>: bytes in the
//!   code page of the document or of their font, `\u` with what stands there for older programs, rows of tables.
//! - **Leaves out** foot notes, heads and feet of pages and comments, which can be kept; pictures, objects, codes of fields, and
//!   all looks.

use super::Tools;
use super::encoding::windows_1252;
use super::paragraph::Paragraph;
use crate::import::LeftOutBecause;
use std::collections::HashMap;

/// Paragraphs of a document.
pub fn read(bytes: &[u8], tools: Tools) -> Vec<Paragraph> {
    let mut reading = Reading { tools, rest: bytes, code_page: 1252, ..Reading::default() };
    reading.read();
    reading.end_paragraph();
    reading.done.append(&mut reading.aside);
    reading.done
}

/// Properties that a group gives the characters in it.
#[derive(Clone, Default)]
struct Group {
    /// Kind of text of which they are.
    kind: Kind,
    /// Number of bytes for older programs behind each character of Unicode.
    skip: usize,
    font: i32,
}

#[derive(Clone, Default, PartialEq)]
enum Kind {
    #[default]
    Body,
    Aside(LeftOutBecause),
    /// Tables of fonts, which say code pages.
    Fonts,
    /// Nothing that anybody reads.
    Nothing,
}

struct Reading<'a> {
    tools: Tools,
    rest: &'a [u8],
    done: Vec<Paragraph>,
    aside: Vec<Paragraph>,
    groups: Vec<Group>,
    group: Group,
    /// Text of the paragraph that is being read, and that of a note in it.
    texts: [String; 2],
    /// Bytes in a code page that are not decoded yet.
    bytes: Vec<u8>,
    code_page: u32,
    /// Code pages of fonts, by their numbers.
    fonts: HashMap<i32, u32>,
    /// Bytes that stand for a character that was read already.
    to_skip: usize,
    /// First half of a character of two UTF-16 units.
    half: Option<u16>,
    is_ignorable: bool,
}

impl Default for Reading<'_> {
    fn default() -> Self {
        Self {
            tools: Tools::NONE,
            rest: &[],
            done: Vec::new(),
            aside: Vec::new(),
            groups: Vec::new(),
            group: Group { skip: 1, ..Group::default() },
            texts: Default::default(),
            bytes: Vec::new(),
            code_page: 1252,
            fonts: HashMap::new(),
            to_skip: 0,
            half: None,
            is_ignorable: false,
        }
    }
}

/// Most groups within each other.
const DEEPEST: usize = 1_000;

impl Reading<'_> {
    fn read(&mut self) {
        while let Some((first, rest)) = self.rest.split_first() {
            self.rest = rest;
            match first {
                b'{' => {
                    self.flush();
                    self.to_skip = 0;
                    if self.groups.len() < DEEPEST {
                        self.groups.push(self.group.clone());
                    }
                }
                b'}' => self.end_group(),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => {}
                byte => self.byte(*byte),
            }
        }
        self.flush();
    }

    fn end_group(&mut self) {
        self.flush();
        self.to_skip = 0;
        let before = std::mem::replace(&mut self.group, self.groups.pop().unwrap_or_default());
        if let (Kind::Aside(because), false) = (&before.kind, before.kind == self.group.kind) {
            self.end_aside(because);
        }
    }

    fn control(&mut self) {
        let Some((first, rest)) = self.rest.split_first() else { return };
        if !first.is_ascii_alphabetic() {
            self.rest = rest;
            return self.sign(*first);
        }
        let end = self.rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        let is_minus = rest.first() == Some(&b'-');
        let digits = &rest[usize::from(is_minus)..];
        let count = digits.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&digits[..count]).ok().and_then(|it| it.parse::<i64>().ok());
        let number = number.map(|it| if is_minus { -it } else { it });
        let rest = if count > 0 { &digits[count..] } else { rest };
        self.rest = rest.strip_prefix(b" ").unwrap_or(rest);
        let word = std::str::from_utf8(word).unwrap_or_default();
        self.word(word, number.and_then(|it| i32::try_from(it).ok()));
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'\'' => {
                let digits = self.rest.get(..2).and_then(|it| std::str::from_utf8(it).ok());
                if let Some(byte) = digits.and_then(|it| u8::from_str_radix(it, 16).ok()) {
                    self.rest = &self.rest[2..];
                    self.byte(byte);
                }
            }
            b'*' => self.is_ignorable = true,
            b'~' => self.add('\u{a0}'),
            b'_' => self.add('\u{2011}'),
            b'-' => {}
            b'\r' | b'\n' => self.end_paragraph(),
            sign => self.byte(sign),
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let is_ignorable = std::mem::take(&mut self.is_ignorable);
        if word == "bin" {
            let count = number.and_then(|it| usize::try_from(it).ok()).unwrap_or_default();
            self.rest = self.rest.get(count..).unwrap_or_default();
            return;
        }
        if word != "u" {
            self.flush();
        }
        match (word, number) {
            ("u", Some(unit)) => self.unit(unit),
            ("uc", number) => self.group.skip = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8),
            ("ansicpg", Some(page)) => self.code_page = u32::try_from(page).unwrap_or(1252),
            ("mac", _) => self.code_page = 10_000,
            ("f", Some(font)) => self.group.font = font,
            ("fcharset", Some(set)) if self.group.kind == Kind::Fonts => {
                if let Some((_, page)) = CHARACTER_SETS.iter().find(|(other, _)| *other == set) {
                    self.fonts.insert(self.group.font, *page);
                }
            }
            ("par" | "sect" | "page" | "row" | "nestrow", _) => self.end_paragraph(),
            ("line" | "softline", _) => self.add('\n'),
            ("tab" | "cell" | "nestcell", _) => self.add('\t'),
            ("fonttbl", _) => self.group.kind = Kind::Fonts,
            (
                "footnote" | "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
                | "footerf",
                _,
            ) => {
                self.begin_aside(LeftOutBecause::Margin);
            }
            ("annotation", _) => self.begin_aside(LeftOutBecause::Comment),
            _ if NOTHING.contains(&word) => self.group.kind = Kind::Nothing,
            _ => match SIGNS.iter().find(|(other, _)| *other == word) {
                Some((_, sign)) => self.add(*sign),
                // A group that a reader does not know says itself that it may be passed over.
                None if is_ignorable && !["shppict", "shptxt"].contains(&word) => {
                    self.group.kind = Kind::Nothing;
                }
                None => {}
            },
        }
    }

    fn begin_aside(&mut self, because: LeftOutBecause) {
        if self.group.kind == Kind::Body {
            self.group.kind = Kind::Aside(because);
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
        } else if matches!(self.group.kind, Kind::Body | Kind::Aside(_)) {
            self.bytes.push(byte);
        }
    }

    /// Character as the number of its UTF-16 unit, which may be negative.
    fn unit(&mut self, unit: i32) {
        self.flush();
        let Ok(unit) = u16::try_from(unit & 0xffff) else { return };
        let units = [self.half.take().unwrap_or(unit), unit];
        let units = if units[0] == unit { &units[..1] } else { &units[..] };
        match char::decode_utf16(units.iter().copied()).collect::<Result<String, _>>() {
            Ok(text) => text.chars().for_each(|it| self.add(it)),
            Err(_) => self.half = Some(unit),
        }
        self.to_skip = self.group.skip;
    }

    fn add(&mut self, character: char) {
        self.flush();
        match self.group.kind {
            Kind::Body => self.texts[0].push(character),
            Kind::Aside(_) => self.texts[1].push(character),
            Kind::Fonts | Kind::Nothing => {}
        }
    }

    /// Decodes the bytes so far.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let page =
            self.fonts.get(&self.group.font).copied().filter(|_| !bytes.is_ascii()).unwrap_or(self.code_page);
        let text = match (page, LABELS.iter().find(|(other, _)| *other == page)) {
            (1252, _) => None,
            (_, Some((_, label))) => (self.tools.decode)(label, &bytes),
            (page, None) => (self.tools.decode)(&format!("windows-{page}"), &bytes),
        };
        let text = text.unwrap_or_else(|| bytes.iter().copied().map(windows_1252).collect());
        match self.group.kind {
            Kind::Body => self.texts[0].push_str(&text),
            Kind::Aside(_) => self.texts[1].push_str(&text),
            Kind::Fonts | Kind::Nothing => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if let Kind::Aside(because) = self.group.kind.clone() {
            return self.end_aside(&because);
        }
        let text = std::mem::take(&mut self.texts[0]);
        if self.group.kind != Kind::Nothing && !text.trim().is_empty() {
            self.done.push(Paragraph::plain(text.trim_matches([' ', '\n', '\t'])));
        }
    }

    fn end_aside(&mut self, because: &LeftOutBecause) {
        let text = std::mem::take(&mut self.texts[1]);
        if !text.trim().is_empty() {
            let mut paragraph = Paragraph::plain(text.trim());
            paragraph.part.left_out = Some(because.clone());
            self.aside.push(paragraph);
        }
    }
}

/// Groups in which nobody reads.
const NOTHING: [&str; 26] = [
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "fldinst",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "themedata",
    "colorschememapping",
    "latentstyles",
    "datastore",
    "generator",
    "xmlnstbl",
    "filetbl",
    "template",
    "atnid",
    "atnauthor",
    "atnref",
    "pntext",
    "listtext",
    "bkmkstart",
    "bkmkend",
    "nonshppict",
];

const SIGNS: [(&str, char); 10] = [
    ("emdash", '—'),
    ("endash", '–'),
    ("lquote", '‘'),
    ("rquote", '’'),
    ("ldblquote", '“'),
    ("rdblquote", '”'),
    ("bullet", '•'),
    ("emspace", '\u{2003}'),
    ("enspace", '\u{2002}'),
    ("zwnj", '\u{200c}'),
];

/// Code pages of character sets of fonts.
const CHARACTER_SETS: [(i32, u32); 13] = [
    (0, 1252),
    (77, 10_000),
    (128, 932),
    (129, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (177, 1255),
    (178, 1256),
    (186, 1257),
    (204, 1251),
    (238, 1250),
];

/// Labels of code pages that are not called `windows-` and their number.
const LABELS: [(u32, &str); 8] = [
    (932, "shift_jis"),
    (936, "gbk"),
    (949, "euc-kr"),
    (950, "big5"),
    (65001, "utf-8"),
    (10_000, "macintosh"),
    (866, "ibm866"),
    (20_866, "koi8-r"),
];

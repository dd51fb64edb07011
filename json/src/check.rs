//! Checking: whether a text is JSON, and if not, where that shows. Nothing is kept of it.

use crate::DEEPEST;
use std::fmt;

/// Where a text stops being JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// What belongs there.
    pub expected: &'static str,
    /// What is there; nothing at the text's end.
    pub found: Option<char>,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, expected, found } = self;
        match found {
            None => formatter.write_str("its end")?,
            Some(found) if found.is_control() => {
                write!(formatter, "the character U+{:04X}", u32::from(*found))?;
            }
            Some(found) => write!(formatter, "“{found}”")?,
        }
        write!(formatter, " instead of {expected} at line {line}, column {column}")
    }
}

/// Whether the text is one value, with white space around it.
pub(crate) fn check(text: &str) -> Result<(), SyntaxError> {
    let mut scanner = Scanner { bytes: text.as_bytes(), at: 0 };
    scanner.document().map_err(|expected| {
        // Everything before is whole characters, but for a cut escape.
        let at =
            (0..=scanner.at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let (before, rest) = text.split_at(at);
        SyntaxError {
            line: 1 + before.matches('\n').count(),
            column: 1 + before.rsplit('\n').next().unwrap_or_default().chars().count(),
            expected,
            found: rest.chars().next(),
        }
    })
}

/// An error is what was expected; where that was is where the scanner stands.
type Checked = Result<(), &'static str>;

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn document(&mut self) -> Checked {
        // The brackets that close what is open.
        let mut open = Vec::new();
        loop {
            self.space();
            match self.peek() {
                Some(bracket @ (b'{' | b'[')) => {
                    if open.len() == DEEPEST {
                        return Err("fewer lists and objects in each other");
                    }
                    self.at += 1;
                    self.space();
                    let close = bracket + 2;
                    open.push(close);
                    if self.peek() != Some(close) {
                        if bracket == b'{' {
                            self.name()?;
                        }
                        continue;
                    }
                }
                Some(b'"') => self.string()?,
                Some(b'-' | b'0'..=b'9') => self.number()?,
                Some(b't') => self.word(b"true")?,
                Some(b'f') => self.word(b"false")?,
                Some(b'n') => self.word(b"null")?,
                _ => return Err("a value"),
            }
            loop {
                self.space();
                match (open.last(), self.peek()) {
                    (None, None) => return Ok(()),
                    (None, Some(_)) => return Err("the end"),
                    (Some(close), Some(found)) if found == *close => {
                        open.pop();
                        self.at += 1;
                    }
                    (Some(close), Some(b',')) => {
                        self.at += 1;
                        if *close == b'}' {
                            self.space();
                            self.name()?;
                        }
                        break;
                    }
                    (Some(b'}'), _) => return Err("“,” or “}”"),
                    (Some(_), _) => return Err("“,” or “]”"),
                }
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// A field's name, and the colon behind it.
    fn name(&mut self) -> Checked {
        if self.peek() != Some(b'"') {
            return Err("the name of a field");
        }
        self.string()?;
        self.space();
        if self.peek() != Some(b':') {
            return Err("“:”");
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> Checked {
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => self.escape()?,
                Some(0..=0x1f) => return Err("an escape like \\n"),
                Some(_) => self.at += 1,
                None => return Err("“\"”"),
            }
        }
    }

    fn escape(&mut self) -> Checked {
        self.at += 1;
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.at += 1;
                Ok(())
            }
            Some(b'u') => match self.unit()? {
                0xd800..0xdc00 => {
                    if self.bytes.get(self.at..self.at + 2) != Some(b"\\u") {
                        return Err("the second half of a pair of escapes");
                    }
                    self.at += 1;
                    match self.unit()? {
                        0xdc00..0xe000 => Ok(()),
                        _ => Err("the second half of a pair of escapes before"),
                    }
                }
                0xdc00..0xe000 => Err("the first half of a pair of escapes before"),
                _ => Ok(()),
            },
            _ => Err("an escape"),
        }
    }

    /// The UTF-16 unit that an escape names.
    fn unit(&mut self) -> Result<u32, &'static str> {
        self.at += 1;
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|digit| char::from(digit).to_digit(16));
            unit = unit * 16 + digit.ok_or("four hexadecimal digits")?;
            self.at += 1;
        }
        Ok(unit)
    }

    fn number(&mut self) -> Checked {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Checked {
        let from = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        if from == self.at { Err("a digit") } else { Ok(()) }
    }

    fn word(&mut self, word: &[u8]) -> Checked {
        for letter in word {
            if self.peek() != Some(*letter) {
                return Err("true, false or null");
            }
            self.at += 1;
        }
        Ok(())
    }
}

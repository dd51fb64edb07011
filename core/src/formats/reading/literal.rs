//! Literal: lists, tuples, dictionaries and strings as Python writes them, as JSON. Training data for spaCy 2 often stands in
//! such files.
//!
//! It does not know what they mean; what it makes of a broken literal is no JSON.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::Chars;

/// Text as it is, or, if it begins like a literal of Python that is no JSON, as JSON.
pub fn as_json(text: &str) -> Cow<'_, str> {
    let Some(literal) = literal(text) else { return text.into() };
    let mut writer = Writer { rest: literal.chars().peekable(), json: String::new(), depth: 0 };
    while writer.token() {}
    writer.json.into()
}

/// Literal in a text: behind comments, imports and the name to which it is assigned.
fn literal(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    while ["#", "import ", "from "].iter().any(|begins| rest.starts_with(begins)) {
        rest = rest.split_once('\n')?.1.trim_start();
    }
    let name = rest.trim_start_matches(|it: char| it.is_alphanumeric() || it == '_').trim_start();
    let is_assigned = name.len() < rest.len();
    if is_assigned {
        rest = name.strip_prefix('=')?.trim_start();
    }
    // Neither a tuple nor a string in apostrophes is JSON.
    let inside = rest.trim_start_matches(|it: char| it.is_whitespace() || "[{".contains(it));
    let begins = rest.starts_with(['[', '{', '(']);
    (begins && (is_assigned || inside.starts_with(['(', '\'']))).then_some(rest)
}

struct Writer<'a> {
    rest: Peekable<Chars<'a>>,
    json: String,
    depth: usize,
}

impl Writer<'_> {
    /// Writes one token; false behind the last one.
    fn token(&mut self) -> bool {
        let Some(first) = self.rest.next() else { return false };
        match first {
            '[' | '(' => self.open('['),
            '{' => self.open('{'),
            ']' | ')' => return self.close(']'),
            '}' => return self.close('}'),
            '#' => while self.rest.next_if(|it| *it != '\n').is_some() {},
            '\'' | '"' => self.string(first, false),
            _ if first.is_alphabetic() => self.word(first),
            _ if first.is_whitespace() => {}
            other => self.json.push(other),
        }
        true
    }

    fn open(&mut self, bracket: char) {
        self.json.push(bracket);
        self.depth += 1;
    }

    /// Ends a list or an object; false for the outermost one.
    fn close(&mut self, bracket: char) -> bool {
        if self.json.ends_with(',') {
            self.json.pop();
        }
        self.json.push(bracket);
        self.depth = self.depth.saturating_sub(1);
        self.depth > 0
    }

    /// Writes a name, or the string before which it stands.
    fn word(&mut self, first: char) {
        let mut word = String::from(first);
        while let Some(next) = self.rest.next_if(|it| it.is_alphanumeric() || *it == '_') {
            word.push(next);
        }
        if let Some(quote) = self.rest.next_if(|it| ['\'', '"'].contains(it)) {
            return self.string(quote, word.eq_ignore_ascii_case("r"));
        }
        self.json.push_str(match &*word {
            "True" => "true",
            "False" => "false",
            "None" => "null",
            other => other,
        });
    }

    /// Writes a string, joined to the one before it, if nothing stands between them.
    fn string(&mut self, quote: char, is_raw: bool) {
        let text = match self.run(quote, 1) {
            2 => String::new(),
            quotes => self.characters(quote, quotes, is_raw),
        };
        let text = serde_json::to_string(&text).unwrap_or_default();
        if self.json.ends_with('"') {
            self.json.pop();
            self.json.push_str(&text[1..]);
        } else {
            self.json.push_str(&text);
        }
    }

    /// Number of quotes in a row, at most three, of which so many are taken.
    fn run(&mut self, quote: char, taken: usize) -> usize {
        (taken..3).find(|_| self.rest.next_if_eq(&quote).is_none()).unwrap_or(3)
    }

    /// Characters up to so many quotes, which are taken as well.
    fn characters(&mut self, quote: char, quotes: usize, is_raw: bool) -> String {
        let mut text = String::new();
        while let Some(next) = self.rest.next() {
            match next {
                '\\' if is_raw => text.extend([Some(next), self.rest.next()].into_iter().flatten()),
                '\\' => self.escape(&mut text),
                _ if next == quote => {
                    let run = if quotes == 1 { 1 } else { self.run(quote, 1) };
                    if run == quotes {
                        break;
                    }
                    text.extend(std::iter::repeat_n(quote, run));
                }
                other => text.push(other),
            }
        }
        text
    }

    fn escape(&mut self, text: &mut String) {
        let Some(escaped) = self.rest.next() else { return };
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            'n' => return text.push('\n'),
            't' => return text.push('\t'),
            'r' => return text.push('\r'),
            '\n' => return,
            '\\' | '\'' | '"' => return text.push(escaped),
            other => return text.extend(['\\', other]),
        };
        let code: String = self.rest.by_ref().take(digits).collect();
        let code = u32::from_str_radix(&code, 16).ok();
        text.push(code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_of_python_becomes_json() {
        let check = |python: &str, json: &str| assert_eq!(as_json(python), json, "{python}");
        check("[('a', {'b': [(0, 1, \"c\"),],}),]", r#"[["a",{"b":[[0,1,"c"]]}]]"#);
        check("# x\nimport y\n\nTRAIN = [\n  (\"a\", None), # z\n]\n\nprint(TRAIN)", r#"[["a",null]]"#);
        check(
            r"[('it\'s', u'\x41\u00e9\U0001F642', r'\n', '''a'b''', '', 'a' 'b', True, -1.5)]",
            r#"[["it's","Aé🙂","\\n","a'b","","ab",true,-1.5]]"#,
        );
        check("{'a': 'say \"x\"'}", r#"{"a":"say \"x\""}"#);
        let others = ["[1, 2]", "{\"a\": 'x'}", "[entities]\nPER", "a,b\n1,2\n", "", "x = 1", "[\"it's\"]"];
        for other in others {
            check(other, other);
        }
    }
}

//! JSON of an unknown meaning, which is kept and written again.
//!
//! No tree is made of it: a tree would write numbers with an exponent in another way.

use super::{Fields, bytes, items, text};
use serde::Serialize;
use serde::ser::{Error, Serializer};
use serde_json::value::RawValue;
use std::rc::Rc;

/// A part that is written again: with the white space of the text around it, strings in their shortest
/// spelling, and numbers with their digits.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a>(pub &'a RawValue);

impl Serialize for Kept<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(value) = self;
        let broken = || S::Error::custom("an escape makes no sense");
        match value.get().as_bytes().first() {
            Some(b'[') => serializer.collect_seq(items(value).unwrap_or_default().into_iter().map(Self)),
            Some(b'{') => {
                let fields = Fields::of(value).ok_or_else(broken)?;
                serializer.collect_map(fields.0.iter().map(|(name, value)| (name, Kept(value))))
            }
            Some(b'"') => text(value).ok_or_else(broken)?.serialize(serializer),
            _ => value.serialize(serializer),
        }
    }
}

/// Compact form of a part, see [`Kept`]; `None` for an escape that makes no sense, and for a part that is
/// nested so deeply that it could exhaust the stack.
#[must_use]
pub fn kept(value: &RawValue) -> Option<Rc<str>> {
    let is_shallow = !is_deeper_than(value, DEEPEST);
    is_shallow.then(|| serde_json::to_string(&Kept(value)).ok()).flatten().map(Rc::from)
}

/// Number of lists and objects in each other that `serde_json` reads.
const DEEPEST: usize = 127;

/// True if more than `most` lists and objects are in each other.
#[must_use]
pub fn is_deeper_than(value: &RawValue, most: usize) -> bool {
    let mut depth = 0_usize;
    for (byte, is_in_text) in bytes(value.get()) {
        match byte {
            b'[' | b'{' if !is_in_text => depth += 1,
            b']' | b'}' if !is_in_text => depth -= 1,
            _ => {}
        }
        if depth > most {
            return true;
        }
    }
    false
}

/// JSON to be written as it stands; `null` for a text that is none.
#[must_use]
pub fn verbatim(json: &str) -> &RawValue {
    serde_json::from_str(json).unwrap_or(RawValue::NULL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_has_one_spelling_and_its_digits() {
        let check = |text: &str, expected: Option<&str>| {
            let raw: &RawValue = serde_json::from_str(text).expect("JSON");
            assert_eq!(kept(raw).as_deref(), expected, "{text}");
        };
        check(
            "{ \"b\" : [1.50, -0, 1E400, 1e+2, {}, []],\n\"a\":null }",
            Some("{\"b\":[1.50,-0,1E400,1e+2,{},[]],\"a\":null}"),
        );
        check("\"\\u0041\\/\\u001f\"", Some("\"A/\\u001f\""));
        check("\"\\ud83d\\ude42\"", Some("\"🙂\""));
        check("\"\\ud83d\"", None);
        let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        check(&deep(127), Some(&deep(127)));
        check(&deep(128), None);
        check(&deep(10_000), None);
        let broken: &RawValue = serde_json::from_str("\"\\ud83d\"").expect("JSON");
        assert_eq!(crate::json::describe_part(broken), "a text with an escape that makes no sense");
        assert_eq!([verbatim("[ 1]").get(), verbatim("[").get()], ["[ 1]", "null"]);
    }
}

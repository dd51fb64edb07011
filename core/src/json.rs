//! JSON that somebody else wrote, read row by row: a list or an object becomes the texts of its parts, and only the part
//! that is being read becomes a tree. A file of 64 MB would fill the memory as one tree.
//!
//! It knows no format. serde_json parses; numbers keep the digits that somebody gave them (`arbitrary_precision`), and
//! fields their order (`preserve_order`).

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// The fields of an object: in the order of the text, and a name as often as it stands there.
#[derive(Debug)]
pub struct Fields<'a>(pub Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Fields<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some((Name(name), value)) = map.next_entry()? {
                    fields.push((name, value));
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

/// A name that is borrowed where it has no escape.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> Fields<'a> {
    /// The fields of an object; `None` if it is none.
    #[must_use]
    pub fn of(value: &'a RawValue) -> Option<Self> {
        serde_json::from_str(value.get()).ok()
    }

    /// The value of that name, the last one if there are several.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().rfind(|(field, _)| field == name).map(|(_, value)| *value)
    }
}

/// The items of a list; `None` if it is none.
#[must_use]
pub fn items(value: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(value.get()).ok()
}

/// The tree of a part; `null` if an escape in it makes no sense, which is seen only now.
#[must_use]
pub fn tree(value: &RawValue) -> Value {
    serde_json::from_str(value.get()).unwrap_or_default()
}

/// A value in words, for the "found …" of a message.
#[must_use]
pub fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => describe_text(text),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// Characters in words, likewise.
#[must_use]
pub fn describe_text(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        _ if text.is_empty() => "an empty text".to_owned(),
        Some((cut, _)) => format!("the text “{}…”", &text[..cut]),
        None => format!("the text “{text}”"),
    }
}

/// Lists and objects in each other: none in a number, one in an empty list.
#[must_use]
pub fn depth(value: &Value) -> usize {
    let deepest = match value {
        Value::Array(items) => items.iter().map(depth).max(),
        Value::Object(fields) => fields.values().map(depth).max(),
        _ => return 0,
    };
    1 + deepest.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, names: Option<&[&str]>, in_words: &str, deep: usize) {
        let raw: &RawValue = serde_json::from_str(text).expect("JSON");
        let fields = Fields::of(raw);
        let found: Option<Vec<_>> =
            fields.as_ref().map(|fields| fields.0.iter().map(|(name, _)| &**name).collect());
        assert_eq!(found.as_deref(), names, "{text}");
        assert_eq!((describe(&tree(raw)), depth(&tree(raw))), (in_words.to_owned(), deep), "{text}");
    }

    #[test]
    fn an_object_keeps_every_field_in_its_order() {
        check(r#"{"b":1,"a":[],"b":{"c":[]}}"#, Some(&["b", "a", "b"]), "an object", 3);
        check(r#"{"\u0061\n":1}"#, Some(&["a\n"]), "an object", 1);
        check("[1, {}]", None, "a list of 2", 2);
        check("\"\"", None, "an empty text", 0);
        check("1.50", None, "the number 1.50", 0);
        let fields: Fields<'_> = serde_json::from_str(r#"{"a":1,"a":2}"#).expect("an object");
        assert_eq!(fields.get("a").map(RawValue::get), Some("2"));
        assert!(fields.get("b").is_none());
    }
}

//! JSON from elsewhere, read row by row: a list or an object becomes the texts of its parts, and only the
//! part that is being read becomes a tree. A file of 64 MB would fill the memory as one tree.
//!
//! It knows no format. `serde_json` parses; numbers keep their digits (`arbitrary_precision`), and fields
//! their order (`preserve_order`). A text can be JSON by its grammar although a string in it is none
//! (`"\\ud83d"`, half a character): that is found only where the string is read.

mod error;
mod finite;
mod kept;
mod shape;

pub use self::error::{SyntaxError, Token};
pub use self::finite::finite;
pub use self::kept::{Kept, is_deeper_than, kept, verbatim};
pub use self::shape::Shape;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Fields of an object, in the order of the text, and a name as often as it stands there.
#[derive(Debug, Default)]
pub struct Fields<'a>(pub Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Fields<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some((Text(name), value)) = map.next_entry()? {
                    fields.push((name, value));
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

/// Characters of a string, borrowed if it has no escape.
#[derive(Debug, Deserialize)]
pub struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

/// Any value with a `Display`, written as a string.
#[derive(Clone, Copy, Debug)]
pub struct Shown<T>(pub T);

impl<T: fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'a> Fields<'a> {
    /// Reads the fields of an object; `None` for anything else.
    #[must_use]
    pub fn of(value: &'a RawValue) -> Option<Self> {
        serde_json::from_str(value.get()).ok()
    }

    /// Value of that name, the last one if there are several.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().rfind(|(field, _)| field == name).map(|(_, value)| *value)
    }
}

/// Bytes of a JSON text; true beside those of strings and of their quotation marks.
fn bytes(json: &str) -> impl Iterator<Item = (u8, bool)> {
    let (mut is_in_text, mut is_escaped) = (false, false);
    json.bytes().map(move |byte| {
        let was_in_text = is_in_text;
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_in_text,
            b'"' => is_in_text = !is_in_text,
            _ => {}
        }
        (byte, was_in_text || is_in_text)
    })
}

/// Items of a list; `None` for anything else.
#[must_use]
pub fn items(value: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(value.get()).ok()
}

/// Passes on each item of a list with its index, and keeps none. Returns false for anything else.
pub fn each<'a>(value: &'a RawValue, act: impl FnMut(usize, &'a RawValue)) -> bool {
    struct InTurn<F>(F);

    impl<'de, F: FnMut(usize, &'de RawValue)> Visitor<'de> for InTurn<F> {
        type Value = ();

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
            let mut place = 0;
            while let Some(item) = list.next_element()? {
                (self.0)(place, item);
                place += 1;
            }
            Ok(())
        }
    }

    serde_json::Deserializer::from_str(value.get()).deserialize_seq(InTurn(act)).is_ok()
}

/// Number of items of a list; 0 for anything else.
#[must_use]
pub fn count(value: &RawValue) -> usize {
    let mut count = 0;
    each(value, |_, _| count += 1);
    count
}

/// Parses a part as a tree.
///
/// # Errors
/// When an escape in it makes no sense, or it is nested too deeply: both are found only now.
pub fn parse(value: &RawValue) -> Result<Value, SyntaxError> {
    serde_json::from_str(value.get()).map_err(|error| SyntaxError::new(value.get(), &error))
}

/// Tree of a part; `null` if an escape in it makes no sense.
#[must_use]
pub fn tree(value: &RawValue) -> Value {
    serde_json::from_str(value.get()).unwrap_or_default()
}

/// Characters of a string; `None` for anything else, and for an escape that makes no sense.
#[must_use]
pub fn text(value: &RawValue) -> Option<Cow<'_, str>> {
    serde_json::from_str(value.get()).ok().map(|Text(text)| text)
}

/// Characters of a text, a number or a flag that is set, or of a list with one of them and no more; `None` for anything else.
#[must_use]
pub fn only_text(json: &str) -> Option<String> {
    let value: Value = serde_json::from_str(json).ok()?;
    match if let Value::Array(items) = &value { items.first().filter(|_| items.len() == 1)? } else { &value }
    {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(true) => Some(true.to_string()),
        _ => None,
    }
}

/// Shape of a part as developers read it, for errors that hold it as text.
#[must_use]
pub fn describe_part(value: &RawValue) -> String {
    Shape::of_part(value).to_string()
}

/// Number of lists and objects in each other: 0 for a number, 1 for an empty list.
#[must_use]
pub fn depth(value: &Value) -> usize {
    let deepest = match value {
        Value::Array(items) => items.iter().map(depth).max(),
        Value::Object(fields) => fields.values().map(depth).max(),
        _ => return 0,
    };
    1 + deepest.unwrap_or_default()
}

/// Writes a value of our own as JSON without white space.
#[must_use]
pub fn compact(value: &impl Serialize) -> String {
    // None of our own types can fail: their fields have names, and their numbers are whole.
    serde_json::to_string(value).unwrap_or_default()
}

/// Writes a value of our own as JSON with an indent of two spaces and one value a line.
#[must_use]
pub fn indented(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// Writes a value as its `Display`, for `serialize_with`.
///
/// # Errors
/// When the text cannot be written.
pub fn displayed<S: Serializer>(value: &impl fmt::Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
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
        assert_eq!(
            (Shape::of(&tree(raw)).to_string(), depth(&tree(raw))),
            (in_words.to_owned(), deep),
            "{text}"
        );
        assert_eq!(describe_part(raw), in_words, "{text}");
        let mut found = Vec::new();
        let is_list = each(raw, |place, item| found.push((place, item.get())));
        let expected = items(raw).map(|items| items.into_iter().map(RawValue::get).enumerate().collect());
        assert_eq!((is_list, found), (expected.is_some(), expected.unwrap_or_default()), "{text}");
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

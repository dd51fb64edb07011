//! JSON values: how a message speaks of one, and how deep one may be.

use serde_json::Value;

/// Lists and objects in each other, of a value that nobody here knows but that is kept. A file and an entry of
/// the journal wrap a few more around it, and a parser gives up at 128.
pub(crate) const DEEPEST: usize = 64;

/// What a value is, for the "found …" of a message.
pub(crate) fn describe(value: &Value) -> String {
    const LONGEST: usize = 40;
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) if text.is_empty() => "an empty text".to_owned(),
        Value::String(text) if text.chars().count() > LONGEST => {
            format!("the text “{}…”", text.chars().take(LONGEST).collect::<String>())
        }
        Value::String(text) => format!("the text “{text}”"),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// Lists and objects in each other: none in a number, one in an empty list.
pub(crate) fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_message_says_in_words_what_a_value_is() {
        let check = |value: Value, expected: &str| assert_eq!(describe(&value), expected);
        check(json!(null), "null");
        check(json!(-1.5), "the number -1.5");
        check(json!(""), "an empty text");
        check(json!("<b>"), "the text “<b>”");
        check(json!("ğ".repeat(41)), &format!("the text “{}…”", "ğ".repeat(40)));
        check(json!([1, 2]), "a list of 2");
        check(json!({}), "an object");
    }

    #[test]
    fn depth_counts_lists_and_objects() {
        assert_eq!([json!(1), json!([]), json!({"a": [[1], 2]})].map(|value| depth(&value)), [0, 1, 3]);
    }
}

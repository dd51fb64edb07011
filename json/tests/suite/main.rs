//! Against `serde_json`: the same texts are JSON, and the same values are in them.

#![cfg(not(target_family = "wasm"))]
#![expect(clippy::expect_used, clippy::panic, reason = "tests")]

use glossator_json::{DEEPEST, Json, Writer};
use proptest::prelude::*;
use serde_json::{Map, Value};

/// What is in a value, built from what it says when it is asked for everything.
fn tree(json: Json<'_>) -> Value {
    if let Some(flag) = json.flag() {
        flag.into()
    } else if let Some(text) = json.text() {
        text.into()
    } else if let Some(items) = json.items() {
        items.map(tree).collect()
    } else if let Some(fields) = json.fields() {
        fields.map(|(name, value)| (name.into_owned(), tree(value))).collect::<Map<_, _>>().into()
    } else {
        serde_json::from_str(json.source()).expect("null or a number")
    }
}

fn write(writer: &mut Writer, value: &Value) {
    match value {
        Value::Null => writer.null(),
        Value::Bool(flag) => writer.flag(*flag),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            _ if number.as_str() == "-0" => writer.json(Json::parse("-0").expect("a number")),
            (Some(number), _) => writer.number(number),
            (None, Some(integer)) => writer.integer(integer),
            (None, None) => writer.json(Json::parse(number.as_str()).expect("a number")),
        },
        Value::String(text) => writer.text(text),
        Value::Array(items) => writer.list(|list| items.iter().for_each(|item| write(list, item))),
        Value::Object(fields) => {
            writer.object(|object| fields.iter().for_each(|(name, value)| write(object.name(name), value)));
        }
    }
}

#[track_caller]
fn check(text: &str) {
    match (Json::parse(text), serde_json::from_str::<Value>(text)) {
        (Ok(json), Ok(value)) => assert_eq!(tree(json), value, "{text}"),
        (Err(_), Err(_)) => {}
        (ours, theirs) => panic!("{text}: {ours:?}, {theirs:?}"),
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,3})?"
            .prop_map(|number| serde_json::from_str(&number).expect("a number")),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::vec((text(), inner), 0..6)
                .prop_map(|fields| fields.into_iter().collect::<Map<_, _>>().into()),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-c\"\\\\/\\[\\]{}:,]{0,6}",
        "\\PC{0,6}",
        proptest::collection::vec(any::<char>(), 0..4).prop_map(String::from_iter)
    ]
}

/// With every character of strings as an escape, and white space wherever there may be some.
fn spaced_out(value: &Value) -> String {
    let escape = |unit: u16| format!("\\u{unit:04X}");
    let string = |text: &str| text.encode_utf16().map(escape).collect::<Vec<_>>().concat();
    match value {
        Value::String(text) => format!("\t\"{}\"\r", string(text)),
        Value::Array(items) => {
            format!("\n[ {} ]", items.iter().map(spaced_out).collect::<Vec<_>>().join(" ,\n"))
        }
        Value::Object(fields) => {
            let fields =
                fields.iter().map(|(name, value)| format!("\"{}\" : {}", string(name), spaced_out(value)));
            format!(" {{ {} }}\r\n", fields.collect::<Vec<_>>().join(" , "))
        }
        other => other.to_string(),
    }
}

proptest! {
    #[test]
    fn what_serde_json_writes_is_read_and_the_other_way_round(value in value()) {
        for text in [value.to_string(), format!("{value:#}"), spaced_out(&value)] {
            prop_assert_eq!(&tree(Json::parse(&text).expect("JSON")), &value);
        }
        let (mut compact, mut indented) = (Writer::compact(), Writer::indented());
        write(&mut compact, &value);
        write(&mut indented, &value);
        prop_assert_eq!(compact.finish(), value.to_string());
        prop_assert_eq!(indented.finish(), serde_json::to_string_pretty(&value).expect("JSON"));
    }

    #[test]
    fn a_value_that_is_written_again_is_the_same(value in value()) {
        let text = spaced_out(&value);
        let json = Json::parse(&text).expect("JSON");
        prop_assert_eq!(json.compact(), value.to_string());
        let mut indented = Writer::indented();
        indented.list(|list| list.json(json));
        prop_assert_eq!(indented.finish(), serde_json::to_string_pretty(&[&value]).expect("JSON"));
    }

    #[test]
    fn a_damaged_text_is_json_for_both_or_for_neither(
        value in value(),
        at in any::<prop::sample::Index>(),
        damage in "[\\[\\]{}:,\"\\\\0-9+\\-.eEtrufalsn\u{1}\u{7f} é]{0,3}",
        cut in 0..3_usize,
    ) {
        for text in [value.to_string(), spaced_out(&value)] {
            let characters: Vec<char> = text.chars().collect();
            let at = at.index(characters.len() + 1);
            let rest = characters.iter().skip(at + cut);
            let damaged: String = characters[..at].iter().copied().chain(damage.chars()).chain(rest.copied()).collect();
            check(&damaged);
        }
    }

    #[test]
    fn any_characters_are_json_for_both_or_for_neither(text in "[\\[\\]{}:,\"\\\\0-9+\\-.eEtrufalsn\u{1} é]{0,12}") {
        check(&text);
    }
}

#[test]
fn escapes_and_numbers_at_the_edges() {
    for text in [
        r#""\ud83d\ude00""#,
        r#""\ud83d""#,
        r#""\ude00""#,
        r#""\ud83d\ud83d""#,
        r#""\ud83dx""#,
        r#""\ud83d\n""#,
        r#""\u00e9\/\b\f""#,
        r#""\u00E""#,
        r#""\uD7FF\uE000""#,
        r#""\dbff""#,
        r#""\"#,
        r#"""#,
        "\"\u{0}\"",
        "\"\t\"",
        "\"\u{7f}\"",
        "-",
        "-0",
        "00",
        "01",
        "1.",
        ".1",
        "1.5",
        "1e",
        "1e+",
        "1E-2",
        "0e0",
        "18446744073709551615",
        "18446744073709551616",
        "",
        " ",
        "\u{feff}1",
        "nul",
        "nulll",
        "true false",
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{a:1}",
        "{\"a\":1,\"a\":2}",
        "[1}",
        "\u{a0}1",
    ] {
        check(text);
    }
}

#[test]
fn more_lists_than_fit_into_each_other_are_refused() {
    for depth in [1, DEEPEST, DEEPEST + 1, 200_000] {
        let text = "[".repeat(depth) + &"]".repeat(depth);
        check(&text);
        assert_eq!(Json::parse(&text).is_ok(), depth <= DEEPEST);
    }
    let depth = |text| Json::parse(text).expect("JSON").depth();
    assert_eq!(["1", "[]", r#"{"a":[[1],2],"[[[[":"[[[["}"#].map(depth), [0, 1, 3]);
}

#[test]
fn a_message_says_where_what_was_found_and_what_was_expected() {
    let check = |text: &str, expected: &str| {
        let found = Json::parse(text).map(Json::source).map_err(|error| error.to_string());
        assert_eq!(found, Err(expected.to_owned()));
    };
    check("", "its end instead of a value at line 1, column 1");
    check("{\n  \"é\": x}", "“x” instead of a value at line 2, column 8");
    check("[1 2]", "“2” instead of “,” or “]” at line 1, column 4");
    check("{\"a\":1,\n}", "“}” instead of the name of a field at line 2, column 1");
    check("\"a\nb\"", "the character U+000A instead of an escape like \\n at line 1, column 3");
    check("\"\\é\"", "“é” instead of an escape at line 1, column 3");
    check("[tru]", "“]” instead of true, false or null at line 1, column 5");
    check("1 2", "“2” instead of the end at line 1, column 3");
}

#[test]
fn a_message_says_in_words_what_a_value_is() {
    let check =
        |text: &str, expected: &str| assert_eq!(Json::parse(text).expect("JSON").to_string(), expected);
    check(" null ", "null");
    check("true", "true");
    check("-1.50", "the number -1.50");
    check("\"\"", "an empty text");
    check("\"<b>\"", "the text “<b>”");
    check(&format!("\"{}\"", "ğ".repeat(41)), &format!("the text “{}…”", "ğ".repeat(40)));
    check("[1, [2, 3]]", "a list of 2");
    check("{}", "an object");
}

#[test]
fn a_field_is_found_by_name_and_the_last_of_its_name_counts() {
    let json = Json::parse(r#"{"a": 1, "b": {"a": 3}, "\u0061": 2, "c": null}"#).expect("JSON");
    assert_eq!(json.field("a").number(), Some(2));
    assert_eq!(json.field("b").field("a").integer(), Some(3));
    assert!(json.field("c").is_null() && json.field("d").is_null() && json.field("a").field("b").is_null());
}

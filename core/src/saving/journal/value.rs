//! Values in entries: the JSON of a field's value.
//!
//! Several texts are a list; the values of an attribute are a list of objects with `id`, `name`, `key` and `definition`.
//! A target is `[version, start, end]` in code points, or `[start, end, quote, prefix, suffix]` without a
//! place. A foreign value stands in a list of its own, so that a foreign null is not taken for an empty
//! field. A value of another type than its field has here comes from a later version, and is kept as it is.

use crate::json::{self, Kept, Shown};
use crate::model::record::{AttributeValue, Field, Quotation, Target, Value, ValueType};
use crate::text::TextVersion;
use crate::text::offset::CodePointOffset;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;
use std::rc::Rc;

/// Value of a field, to be written.
#[derive(Clone, Copy)]
pub(crate) struct Written<'a>(pub &'a Field, pub &'a Value);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self(_, Value::Flag(flag)) => flag.serialize(serializer),
            Self(_, Value::Number(number)) => number.serialize(serializer),
            Self(_, Value::Text(text)) => text.serialize(serializer),
            Self(_, Value::Texts(texts)) => texts.serialize(serializer),
            Self(_, Value::Values(values)) => serializer.collect_seq(values.iter().map(ValueJson::of)),
            Self(Field::Foreign(_), Value::Json(value)) => {
                [Kept(json::verbatim(value))].serialize(serializer)
            }
            Self(_, Value::Json(value)) => Kept(json::verbatim(value)).serialize(serializer),
            Self(_, Value::Target(Target::Anchored { text, start, end })) => {
                (Shown(text), start.0, end.0).serialize(serializer)
            }
            Self(_, Value::Target(Target::Unplaced(quotation))) => {
                let Quotation { quote, prefix, suffix, start, end } = &**quotation;
                (start.0, end.0, quote, prefix, suffix).serialize(serializer)
            }
        }
    }
}

/// Value of an attribute. One with other fields is of a later version.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueJson {
    id: Rc<str>,
    name: Rc<str>,
    key: Rc<str>,
    definition: Rc<str>,
}

impl ValueJson {
    fn of(value: &AttributeValue) -> Self {
        let AttributeValue { id, name, key, definition } = value.clone();
        Self { id, name, key, definition }
    }

    fn read(self) -> AttributeValue {
        let Self { id, name, key, definition } = self;
        AttributeValue { id, name, key, definition }
    }
}

/// Reads the value of that field. `None` for a foreign value without its list, and for JSON with an escape
/// that makes no sense or with too deep a nesting.
pub(crate) fn decode(field: &Field, value: &RawValue) -> Option<Value> {
    if let Field::Foreign(_) = field {
        let [value] = json::items(value)?[..] else { return None };
        return json::kept(value).map(Value::Json);
    }
    let known = match field.value_type() {
        ValueType::Flag => serde_json::from_str(value.get()).ok().map(Value::Flag),
        ValueType::Number => serde_json::from_str(value.get()).ok().map(Value::Number),
        ValueType::Text => serde_json::from_str(value.get()).ok().map(Value::Text),
        ValueType::Target => target(value).map(Value::Target),
        ValueType::Texts => serde_json::from_str(value.get()).ok().map(Value::Texts),
        ValueType::Values => values(value).map(Value::Values),
        ValueType::Json => None,
    };
    known.or_else(|| json::kept(value).map(Value::Json))
}

fn values(value: &RawValue) -> Option<Rc<[AttributeValue]>> {
    let values: Vec<ValueJson> = serde_json::from_str(value.get()).ok()?;
    Some(values.into_iter().map(ValueJson::read).collect())
}

/// Reads a target.
pub(super) fn target(value: &RawValue) -> Option<Target> {
    if let Ok((version, start, end)) = serde_json::from_str::<(json::Text<'_>, u64, u64)>(value.get()) {
        let [start, end] = [start, end].map(CodePointOffset::from_number);
        return Some(Target::Anchored { text: TextVersion::parse(&version.0)?, start, end });
    }
    let (start, end, quote, prefix, suffix): (u64, u64, Rc<str>, Rc<str>, Rc<str>) =
        serde_json::from_str(value.get()).ok()?;
    let [start, end] = [start, end].map(CodePointOffset::from_number);
    Some(Target::Unplaced(Rc::new(Quotation { quote, prefix, suffix, start, end })))
}

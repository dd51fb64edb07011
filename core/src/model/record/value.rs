//! Values: the types of data that a field can hold, and their order, which decides between two writes with one stamp.

use crate::text::TextVersion;
use crate::text::offset::CodePointOffset;
use std::rc::Rc;

/// Value of a field. The order is that of the variants, then of what they hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A yes or no.
    Flag(bool),
    /// Compact JSON: the value of an unknown or foreign field, or one of another type than the field has
    /// here. A known field that holds it reads as empty.
    Json(Rc<str>),
    /// A count, a position or milliseconds.
    Number(u64),
    /// Target of an annotation.
    Target(Target),
    /// Characters.
    Text(Rc<str>),
    /// Several texts in their order, such as names.
    Texts(Rc<[Rc<str>]>),
    /// Values that an attribute can have, in their order.
    Values(Rc<[AttributeValue]>),
}

/// A value that an attribute can have, as the codebook defines it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttributeValue {
    /// Id, which records hold: `denies`.
    pub id: Rc<str>,
    /// Name that people read: `Denies`.
    pub name: Rc<str>,
    /// Character that gives it; empty for none.
    pub key: Rc<str>,
    /// Definition: the cases that count as it.
    pub definition: Rc<str>,
}

/// Target of an annotation, in the unit of stored records.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Half-open positions in one exact text.
    Anchored {
        /// Text that the positions count in.
        text: TextVersion,
        /// First code point.
        start: CodePointOffset,
        /// Code point behind the last.
        end: CodePointOffset,
    },
    /// A quotation without a known place.
    Unplaced(Rc<Quotation>),
}

/// A piece of text with its context and its last known positions (`TextQuoteSelector`, W3C Web Annotation
/// Data Model 4.2.4).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quotation {
    /// Words of the piece.
    pub quote: Rc<str>,
    /// Words before it.
    pub prefix: Rc<str>,
    /// Words behind it.
    pub suffix: Rc<str>,
    /// Last known start.
    pub start: CodePointOffset,
    /// Last known end.
    pub end: CodePointOffset,
}

impl Value {
    /// Makes a value of characters.
    pub fn text(text: impl Into<Rc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// True for an empty text and an empty list, which are the same as an empty field.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Texts(texts) => texts.is_empty(),
            Self::Values(values) => values.is_empty(),
            _ => false,
        }
    }

    /// True if both are the same value, or both empty.
    #[must_use]
    pub fn is_same(one: Option<&Self>, other: Option<&Self>) -> bool {
        let filled = |value: Option<&Self>| value.is_some_and(|value| !value.is_empty());
        one == other || !filled(one) && !filled(other)
    }
}

/// Type that a field of a noun can have in the noun's view.
pub trait FieldType: Sized {
    /// Reads a field's value; `None` if it is of another type.
    fn of(value: &Value) -> Option<Self>;

    /// Value that a record holds for it.
    fn value(&self) -> Value;
}

impl FieldType for Rc<str> {
    fn of(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }

    fn value(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl FieldType for u64 {
    fn of(value: &Value) -> Option<Self> {
        if let Value::Number(number) = value { Some(*number) } else { None }
    }

    fn value(&self) -> Value {
        Value::Number(*self)
    }
}

/// An id that may be missing: an empty text stands for none.
impl<T: FieldType> FieldType for Option<T> {
    fn of(value: &Value) -> Option<Self> {
        if value.is_empty() { Some(None) } else { T::of(value).map(Some) }
    }

    fn value(&self) -> Value {
        self.as_ref().map_or_else(|| Value::text(""), FieldType::value)
    }
}

impl FieldType for bool {
    fn of(value: &Value) -> Option<Self> {
        if let Value::Flag(flag) = value { Some(*flag) } else { None }
    }

    fn value(&self) -> Value {
        Value::Flag(*self)
    }
}

impl FieldType for Rc<[Rc<str>]> {
    fn of(value: &Value) -> Option<Self> {
        if let Value::Texts(texts) = value { Some(texts.clone()) } else { None }
    }

    fn value(&self) -> Value {
        Value::Texts(self.clone())
    }
}

impl FieldType for Rc<[AttributeValue]> {
    fn of(value: &Value) -> Option<Self> {
        if let Value::Values(values) = value { Some(values.clone()) } else { None }
    }

    fn value(&self) -> Value {
        Value::Values(self.clone())
    }
}

impl FieldType for TextVersion {
    fn of(value: &Value) -> Option<Self> {
        <Rc<str>>::of(value).and_then(|text| Self::parse(&text))
    }

    fn value(&self) -> Value {
        Value::text(self.to_string())
    }
}

impl FieldType for Target {
    fn of(value: &Value) -> Option<Self> {
        if let Value::Target(target) = value { Some(target.clone()) } else { None }
    }

    fn value(&self) -> Value {
        Value::Target(self.clone())
    }
}

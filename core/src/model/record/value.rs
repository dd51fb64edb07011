//! Values: what a field can hold.

use crate::text::TextVersion;
use crate::text::offset::CodePointOffset;
use std::rc::Rc;

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// The value of a field that this program does not know, or one of another shape than the field has here: compact
    /// JSON, which a field that we know reads as nothing.
    Json(Rc<str>),
    /// A count, a position or milliseconds.
    Number(u64),
    /// Where an annotation points.
    Target(Target),
    /// Characters.
    Text(Rc<str>),
}

/// Where an annotation points, in the unit of stored records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Half-open positions in one exact text.
    Anchored {
        /// The text that the positions count in.
        text: TextVersion,
        /// First code point.
        start: CodePointOffset,
        /// Behind the last code point.
        end: CodePointOffset,
    },
    /// A quotation whose place is not known (any more).
    Unplaced(Rc<Quotation>),
}

/// A piece of text with what stood around it, and its last known positions
/// (`TextQuoteSelector`, W3C Web Annotation Data Model 4.2.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotation {
    /// The words themselves.
    pub quote: Rc<str>,
    /// What stood before them.
    pub prefix: Rc<str>,
    /// What stood behind them.
    pub suffix: Rc<str>,
    /// The last known start.
    pub start: CodePointOffset,
    /// The last known end.
    pub end: CodePointOffset,
}

impl Value {
    /// Characters.
    pub fn text(text: impl Into<Rc<str>>) -> Self {
        Self::Text(text.into())
    }
}

/// Type that a field of a noun has in the noun's view.
pub trait FieldType: Sized {
    /// Reads a field's value; `None` if it is of another type.
    fn of(value: &Value) -> Option<Self>;

    /// The value that a record holds for it.
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

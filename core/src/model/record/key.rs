//! Keys, by which the store and the corpus find records, and typed ids, each for records of one kind.
//!
//! Ids are what the rest of the program passes on; [`id!`] declares one.

use super::Kind;
use std::rc::Rc;

/// Kind and id of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey {
    /// Kind of the record.
    pub kind: Kind,
    /// Id, unique among records of that kind.
    pub id: Rc<str>,
}

impl RecordKey {
    /// Key of the record with that kind and id.
    pub fn new(kind: Kind, id: impl Into<Rc<str>>) -> Self {
        Self { kind, id: id.into() }
    }
}

/// Declares the id of one kind of records, a text or a UUID: `key` gives the key of its record, and `of`
/// reads the id back.
macro_rules! id {
    ($(#[$meta:meta])* $id:ident(Rc<str>) of $kind:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id(pub std::rc::Rc<str>);

        const _: () = {
            use $crate::model::record::{FieldType, Kind, RecordKey, Value};
            use std::{fmt, rc::Rc};

            impl $id {
                /// Key of its record.
                #[must_use]
                pub fn key(&self) -> RecordKey {
                    RecordKey::new(Kind::$kind, self.0.clone())
                }

                /// Id in a record's key; `None` for a record of another kind.
                #[must_use]
                pub fn of(key: &RecordKey) -> Option<Self> {
                    (key.kind == Kind::$kind).then(|| Self(key.id.clone()))
                }
            }

            impl FieldType for $id {
                fn of(value: &Value) -> Option<Self> {
                    <Rc<str>>::of(value).map(Self)
                }

                fn value(&self) -> Value {
                    self.0.value()
                }
            }

            impl From<&str> for $id {
                fn from(id: &str) -> Self {
                    Self(id.into())
                }
            }

            impl fmt::Display for $id {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    formatter.write_str(&self.0)
                }
            }
        };
    };
    ($(#[$meta:meta])* $id:ident(Uuid) of $kind:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id(pub uuid::Uuid);

        const _: () = {
            use $crate::model::record::{FieldType, Kind, RecordKey, Value};
            use std::{fmt, rc::Rc};
            use uuid::Uuid;

            impl $id {
                /// Key of its record.
                #[must_use]
                pub fn key(self) -> RecordKey {
                    RecordKey::new(Kind::$kind, self.text())
                }

                /// Id in a record's key; `None` for a record of another kind, and for another spelling than
                /// that of `key`, so that no two records have one id.
                #[must_use]
                pub fn of(key: &RecordKey) -> Option<Self> {
                    // Other spellings have another length, or capital letters.
                    let is_its_spelling =
                        key.id.len() == 36 && !key.id.bytes().any(|byte| byte.is_ascii_uppercase());
                    if key.kind == Kind::$kind && is_its_spelling { Self::parse(&key.id) } else { None }
                }

                /// Reads a UUID in any of its spellings.
                #[must_use]
                pub fn parse(text: &str) -> Option<Self> {
                    Uuid::parse_str(text).ok().map(Self)
                }

                fn text(self) -> Rc<str> {
                    Rc::from(&*self.0.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()))
                }
            }

            impl FieldType for $id {
                fn of(value: &Value) -> Option<Self> {
                    <Rc<str>>::of(value).and_then(|text| Self::parse(&text))
                }

                fn value(&self) -> Value {
                    Value::Text(self.text())
                }
            }

            impl fmt::Display for $id {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    self.0.fmt(formatter)
                }
            }
        };
    };
}
pub(crate) use id;

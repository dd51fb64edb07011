//! Names: of the kinds of records, and of the fields that they have.
//!
//! The vocabulary is open. A name that this program does not know is one that a later one wrote: it is carried with what
//! stands under it, and shown to nobody.

use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

/// Kind of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A tagged span.
    Annotation,
    /// Somebody who tags.
    Annotator,
    /// An article.
    Document,
    /// A label of the codebook.
    Label,
    /// A link between two annotations.
    Relation,
    /// Something that belongs to the project as a whole.
    Setting,
    /// A kind that a later program wrote, by its name.
    Unknown(Rc<str>),
}

/// Type of a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "one for each variant of Value")]
pub enum ValueType {
    Flag,
    Json,
    Number,
    Target,
    Text,
}

/// Names are what files and the store say; a foreign field has a `+` in front, so that it can never be taken
/// for one of ours, of this program or of a later one.
macro_rules! names {
    ($type:ty { $($variant:ident = $name:literal,)* } $($other:pat => $otherwise:expr)?) => {
        impl $type {
            fn bare_name(&self) -> &str {
                match self { $(Self::$variant => $name,)* Self::Unknown(name) => name, $($other => $otherwise)? }
            }

            fn of_bare_name(name: &str) -> Self {
                match name { $($name => Self::$variant,)* _ => Self::Unknown(name.into()) }
            }

            /// All that this program knows.
            #[cfg(test)]
            const KNOWN: &[Self] = &[$(Self::$variant),*];
        }
    };
}

names!(Kind {
    Annotation = "annotation",
    Annotator = "annotator",
    Document = "document",
    Label = "label",
    Relation = "relation",
    Setting = "setting",
});

/// A line a field: its variant, the type of its values, and its name.
macro_rules! fields {
    ($($variant:ident: $holds:ident = $name:literal,)*) => {
        /// The name of a field. Records keep their fields in the order of the variants.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "a field is what its name says")]
        pub enum Field {
            $($variant,)*
            /// A field that a file of another program brought: kept, and written into files again.
            Foreign(Rc<str>),
            /// A field that a later program wrote into the store, by its name: kept, and written as it was.
            Unknown(Rc<str>),
        }

        names!(Field { $($variant = $name,)* } Self::Foreign(name) => name);

        impl Field {
            /// The type of its values.
            #[must_use]
            pub fn value_type(&self) -> ValueType {
                match self {
                    $(Self::$variant => ValueType::$holds,)*
                    Self::Foreign(_) | Self::Unknown(_) => ValueType::Json,
                }
            }
        }
    };
}

fields! {
    Annotator: Text = "annotator",
    Colour: Text = "colour",
    Created: Number = "created",
    Definition: Text = "definition",
    Deleted: Flag = "deleted",
    Document: Text = "document",
    From: Text = "from",
    Key: Text = "key",
    Label: Text = "label",
    Modified: Number = "modified",
    Name: Text = "name",
    Note: Text = "note",
    Position: Number = "position",
    Target: Target = "target",
    Text: Text = "text",
    Title: Text = "title",
    To: Text = "to",
    Type: Text = "type",
    Value: Text = "value",
}

impl Kind {
    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::of_bare_name(name)
    }

    /// Its name in files and in the store.
    #[must_use]
    pub fn name(&self) -> &str {
        self.bare_name()
    }
}

impl Field {
    /// The field of that name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name.strip_prefix('+') {
            Some(foreign) => Self::Foreign(foreign.into()),
            None => Self::of_bare_name(name),
        }
    }

    /// Its name in the store.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Foreign(name) => format!("+{name}").into(),
            _ => self.bare_name().into(),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        let foreign = ["deleted", "", "+", "ünknown"].map(|name| Field::Foreign(name.into()));
        let unknown = ["", "Deleted", "ünknown"].map(|name| Field::Unknown(name.into()));
        for field in Field::KNOWN.iter().chain(&foreign).chain(&unknown) {
            assert_eq!(&Field::named(&field.to_string()), field);
        }
        for kind in Kind::KNOWN.iter().chain(&[Kind::Unknown("verb".into()), Kind::Unknown("".into())]) {
            assert_eq!(&Kind::named(kind.name()), kind);
        }
    }

    #[test]
    fn fields_stand_in_the_order_of_their_names() {
        assert!(Field::KNOWN.is_sorted_by_key(|field| field.name()));
    }
}

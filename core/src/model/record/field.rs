//! Vocabulary: the names of the kinds of records and of their fields, and the type of each field's values.
//!
//! The vocabulary is open. A name that is not known here comes from a later version: it is carried with its
//! values, and shown to nobody.

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
    /// A property that articles, annotations or entities may have, as the codebook defines it.
    Attribute,
    /// An article.
    Document,
    /// A person, a place or a proposition that annotations speak of.
    Entity,
    /// A label of the codebook.
    Label,
    /// A link between two records.
    Relation,
    /// A type of such links, as the codebook defines it.
    RelationType,
    /// A setting of the project.
    Setting,
    /// A kind of a later version, by its name.
    Unknown(Rc<str>),
}

/// Type of a field's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "one for each variant of Value")]
pub enum ValueType {
    Flag,
    Json,
    Number,
    Target,
    Text,
    Texts,
    Values,
}

/// Maps variants to the names in files and in the store, and back. An attribute has an `@` in front and a foreign field a `+`,
/// so that neither can ever be taken for a field of this version or of a later one.
macro_rules! names {
    ($type:ty { $($variant:ident = $name:literal,)* } $($other:pat => $otherwise:expr),*) => {
        impl $type {
            fn bare_name(&self) -> &str {
                match self { $(Self::$variant => $name,)* Self::Unknown(name) => name, $($other => $otherwise,)* }
            }

            fn of_bare_name(name: &str) -> Self {
                match name { $($name => Self::$variant,)* _ => Self::Unknown(name.into()) }
            }

            /// Variants with a name of their own.
            #[cfg(test)]
            const KNOWN: &[Self] = &[$(Self::$variant),*];
        }
    };
}

names!(Kind {
    Annotation = "annotation",
    Annotator = "annotator",
    Attribute = "attribute",
    Document = "document",
    Entity = "entity",
    Label = "label",
    Relation = "relation",
    RelationType = "relation type",
    Setting = "setting",
});

/// Declares the fields, one a line: variant, type of its values, name.
macro_rules! fields {
    ($($variant:ident: $holds:ident = $name:literal,)*) => {
        /// Name of a field. Records keep their fields in the order of the variants.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "a field is what its name says")]
        pub enum Field {
            $($variant,)*
            /// The value of an attribute, by the attribute's id.
            Attribute(Rc<str>),
            /// A field that a file of another program brought: kept, and written into files again.
            Foreign(Rc<str>),
            /// A field of a later version, by its name: kept, and written as it was.
            Unknown(Rc<str>),
        }

        names!(Field { $($variant = $name,)* } Self::Attribute(name) | Self::Foreign(name) => name);

        impl Field {
            /// Type of the field's values.
            #[must_use]
            pub fn value_type(&self) -> ValueType {
                match self {
                    $(Self::$variant => ValueType::$holds,)*
                    Self::Attribute(_) => ValueType::Text,
                    Self::Foreign(_) | Self::Unknown(_) => ValueType::Json,
                }
            }
        }
    };
}

fields! {
    Aliases: Texts = "aliases",
    Annotator: Text = "annotator",
    Colour: Text = "colour",
    Created: Number = "created",
    Default: Text = "default",
    Definition: Text = "definition",
    Deleted: Flag = "deleted",
    Document: Text = "document",
    Entity: Text = "entity",
    Examples: Texts = "examples",
    From: Text = "from",
    Holds: Text = "holds",
    Key: Text = "key",
    Label: Text = "label",
    Many: Flag = "many",
    Modified: Number = "modified",
    Name: Text = "name",
    Note: Text = "note",
    Of: Text = "of",
    Parent: Text = "parent",
    Position: Number = "position",
    Same: Text = "same",
    State: Text = "state",
    Target: Target = "target",
    Text: Text = "text",
    Title: Text = "title",
    To: Text = "to",
    Type: Text = "type",
    Value: Text = "value",
    Values: Values = "values",
}

impl Kind {
    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::of_bare_name(name)
    }

    /// Name in files and in the store.
    #[must_use]
    pub fn name(&self) -> &str {
        self.bare_name()
    }
}

impl Field {
    /// The field of that name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match (name.strip_prefix('+'), name.strip_prefix('@')) {
            (Some(foreign), _) => Self::Foreign(foreign.into()),
            (_, Some(attribute)) => Self::Attribute(attribute.into()),
            _ => Self::of_bare_name(name),
        }
    }

    /// Name in the store.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Foreign(name) => format!("+{name}").into(),
            Self::Attribute(name) => format!("@{name}").into(),
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
        let attributes = ["outlet", "deleted", "", "@", "+"].map(|name| Field::Attribute(name.into()));
        let unknown = ["", "Deleted", "ünknown"].map(|name| Field::Unknown(name.into()));
        for field in Field::KNOWN.iter().chain(&attributes).chain(&foreign).chain(&unknown) {
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

//! Names: of the kinds of records, and of the fields that they have.

use std::fmt;
use std::rc::Rc;

/// What sort of thing a record is.
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
}

/// The name of a field. Its type stands beside it: see [`Field::holds`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "a field is what its name says")]
pub enum Field {
    Annotator,
    Colour,
    Created,
    Definition,
    Deleted,
    Document,
    From,
    Key,
    Label,
    Modified,
    Name,
    Note,
    Position,
    Target,
    Text,
    Title,
    To,
    Type,
    Value,
    /// A field that a file brought and this program does not know: kept and written back.
    Foreign(Rc<str>),
}

/// The type of a field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "one for each variant of Value")]
pub enum Holds {
    Flag,
    Json,
    Number,
    Target,
    Text,
}

/// Names are what files and the store say; a foreign field has a `+` in front, so that it can never be taken
/// for one of ours.
macro_rules! names {
    ($type:ty { $($variant:ident = $name:literal),* $(,)? } $($other:pat => $otherwise:expr)?) => {
        impl $type {
            fn known_name(&self) -> &str {
                match self { $(Self::$variant => $name,)* $($other => $otherwise)? }
            }

            fn from_known_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }

            /// All but the foreign ones.
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

names!(Field {
    Annotator = "annotator",
    Colour = "colour",
    Created = "created",
    Definition = "definition",
    Deleted = "deleted",
    Document = "document",
    From = "from",
    Key = "key",
    Label = "label",
    Modified = "modified",
    Name = "name",
    Note = "note",
    Position = "position",
    Target = "target",
    Text = "text",
    Title = "title",
    To = "to",
    Type = "type",
    Value = "value",
} Self::Foreign(name) => name);

impl Kind {
    /// Reads what `Display` writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::from_known_name(name)
    }
}

impl Field {
    /// Reads what `Display` writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name.strip_prefix('+') {
            Some(foreign) => Some(Self::Foreign(foreign.into())),
            None => Self::from_known_name(name),
        }
    }

    /// The type of its values.
    #[must_use]
    pub fn holds(&self) -> Holds {
        match self {
            Self::Deleted => Holds::Flag,
            Self::Created | Self::Modified | Self::Position => Holds::Number,
            Self::Target => Holds::Target,
            Self::Foreign(_) => Holds::Json,
            _ => Holds::Text,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.known_name())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if matches!(self, Self::Foreign(_)) { "+" } else { "" };
        write!(formatter, "{mark}{}", self.known_name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        let foreign = ["deleted", "", "+", "ünknown"].map(|name| Field::Foreign(name.into()));
        for field in Field::KNOWN.iter().chain(&foreign) {
            assert_eq!(Field::parse(&field.to_string()).as_ref(), Some(field));
        }
        for kind in Kind::KNOWN {
            assert_eq!(Kind::parse(&kind.to_string()).as_ref(), Some(kind));
        }
        assert_eq!((Field::parse("nonsense"), Kind::parse("")), (None, None));
    }
}

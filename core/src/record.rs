//! Records: everything that is kept is one, and every field of one carries the stamp of its last write.
//!
//! The later stamp wins, field by field, so merging is commutative, associative and idempotent, and a reload,
//! a second tab and a file all come in by the same door. A record does not know what its fields mean: the
//! modules named after the nouns (annotation, document, label …) read them.

use crate::offset::CodePointOffset;
use crate::text::TextVersion;
use std::fmt;
use std::rc::Rc;

/// When a field was written: Lamport's counter, then the writer, so that no two writes are equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// One more than the largest that the writer had seen. 0 is what the page brings along itself.
    pub counter: u64,
    /// Fresh and random for every load of the page.
    pub replica: ReplicaId,
}

/// Who wrote: one load of the page in one tab. Never stored as "mine": a duplicated tab would copy it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReplicaId(pub u64);

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

/// Which record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey {
    /// What sort of thing it is.
    pub kind: Kind,
    /// Unique among its kind.
    pub id: Rc<str>,
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

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// A foreign field's value, as it came.
    Json(Rc<serde_json::Value>),
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

/// A field's value with its stamp; `None` is a field that was emptied.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub value: Option<Value>,
    /// Its last write.
    pub stamp: Stamp,
}

/// One thing that is kept: its fields, sorted by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    cells: Vec<(Field, Cell)>,
}

impl Record {
    /// The field with its stamp, if it was ever written.
    #[must_use]
    pub fn cell(&self, field: &Field) -> Option<&Cell> {
        let at = self.cells.binary_search_by(|(name, _)| name.cmp(field)).ok()?;
        Some(&self.cells[at].1)
    }

    /// Every field that was ever written.
    pub fn cells(&self) -> impl Iterator<Item = &(Field, Cell)> {
        self.cells.iter()
    }

    /// What the field holds now.
    #[must_use]
    pub fn value(&self, field: &Field) -> Option<&Value> {
        self.cell(field)?.value.as_ref()
    }

    /// The field's characters, if it holds any.
    #[must_use]
    pub fn text(&self, field: &Field) -> Option<&Rc<str>> {
        match self.value(field) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The field's number, if it holds one.
    #[must_use]
    pub fn number(&self, field: &Field) -> Option<u64> {
        match self.value(field) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// Deleted things are kept, so that a late note from another tab does not bring back half of one.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        matches!(self.value(&Field::Deleted), Some(Value::Flag(true)))
    }

    /// The fields that this program does not know, by name.
    pub fn foreign(&self) -> impl Iterator<Item = (&Rc<str>, &Rc<serde_json::Value>)> {
        self.cells.iter().filter_map(|(field, cell)| match (field, &cell.value) {
            (Field::Foreign(name), Some(Value::Json(value))) => Some((name, value)),
            _ => None,
        })
    }

    /// Takes the cell in if it is later than what is here; says whether it was.
    pub fn merge(&mut self, field: &Field, cell: &Cell) -> bool {
        match self.cells.binary_search_by(|(name, _)| name.cmp(field)) {
            Ok(at) if self.cells[at].1.stamp >= cell.stamp => false,
            Ok(at) => {
                self.cells[at].1 = cell.clone();
                true
            }
            Err(at) => {
                self.cells.insert(at, (field.clone(), cell.clone()));
                true
            }
        }
    }
}

impl RecordKey {
    /// The record of that kind and id.
    pub fn new(kind: Kind, id: impl Into<Rc<str>>) -> Self {
        Self { kind, id: id.into() }
    }
}

impl Value {
    /// Characters.
    pub fn text(text: impl Into<Rc<str>>) -> Self {
        Self::Text(text.into())
    }
}

/// Names are what files and the store say; a foreign field has a `+` in front, so that it can never be taken
/// for one of ours.
macro_rules! names {
    ($type:ty { $($variant:ident = $name:literal),* $(,)? }) => {
        impl $type {
            /// Its name in the store.
            #[must_use]
            pub fn known_name(&self) -> Option<&'static str> {
                #[allow(unreachable_patterns, reason = "one of the two types has a variant without a name")]
                match self { $(Self::$variant => Some($name),)* _ => None }
            }

            fn from_known_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
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
});

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
        formatter.write_str(self.known_name().unwrap_or_default())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign(name) => write!(formatter, "+{name}"),
            known => formatter.write_str(known.known_name().unwrap_or_default()),
        }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{:016x}", self.counter, self.replica.0)
    }
}

impl Stamp {
    /// Reads what `Display` writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (counter, replica) = text.split_once('.')?;
        let replica = (replica.len() == 16).then(|| u64::from_str_radix(replica, 16).ok()).flatten()?;
        Some(Self { counter: counter.parse().ok()?, replica: ReplicaId(replica) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, counter: u64, replica: u64) -> Cell {
        Cell { value: Some(Value::text(text)), stamp: Stamp { counter, replica: ReplicaId(replica) } }
    }

    #[test]
    fn the_later_stamp_wins_in_any_order() {
        let writes = [cell("a", 1, 1), cell("b", 2, 1), cell("c", 2, 2), cell("b", 2, 1)];
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]] {
            let mut record = Record::default();
            for at in order {
                record.merge(&Field::Note, &writes[at]);
            }
            assert_eq!(record.text(&Field::Note).map(|text| &**text), Some("c"));
        }
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for field in [Field::Annotator, Field::To, Field::Foreign("deleted".into())] {
            assert_eq!(Field::parse(&field.to_string()), Some(field));
        }
        for kind in [Kind::Annotation, Kind::Setting] {
            assert_eq!(Kind::parse(&kind.to_string()), Some(kind));
        }
        let stamp = Stamp { counter: 12, replica: ReplicaId(0xabc) };
        assert_eq!(stamp.to_string(), "12.0000000000000abc");
        assert_eq!(Stamp::parse("12.0000000000000abc"), Some(stamp));
        assert_eq!(Field::parse("nonsense"), None);
    }
}

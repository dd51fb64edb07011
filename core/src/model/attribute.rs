//! Attributes: what can be said about articles, annotations and entities beyond their own fields, as the codebook defines it,
//! and the values that a record has for them.
//!
//! An attribute is named by two things: whatever has it, and its id among those. It does not know the records that have values:
//! a value stays where its attribute, or the value itself, left the codebook.

use crate::model::noun::noun;
use crate::model::record::{AttributeValue, Field, FieldType, Kind, Record, RecordKey, Value};
use std::fmt;
use std::rc::Rc;

/// Id of an attribute among those of one thing: `outlet`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeId(pub Rc<str>);

noun! {
    /// An attribute.
    #[derive(Clone, Debug, PartialEq, Eq)]
    Attribute {
        /// Id, see [`AttributeId`].
        id: AttributeId,
        /// Things that have it: [`DOCUMENT`], the id of a label for its annotations, [`of_entity`] for its entities, or the id of a
        /// relation type.
        of: Rc<str> = Of [Plain] else return None,
        /// Name that people read: `Outlet`.
        name: Rc<str> = Name [Told, Plain] else return None,
        /// Definition: the meaning of its values.
        definition: Rc<str> = Definition [Told, Plain],
        /// Type of its values.
        holds: Holds = Holds [Plain],
        /// Values to choose from, in their order.
        values: Rc<[AttributeValue]> = Values [Told, Sparse],
        /// Value of things that have none; empty for none.
        default: Rc<str> = Default [Sparse],
        /// Position in the codebook, from 1.
        position: u64 = Position else u64::MAX,
    }
}

/// Type of the values of an attribute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holds {
    /// One of the values that the codebook lists.
    Choice,
    /// Any characters.
    #[default]
    Text,
    /// A number.
    Number,
    /// A day, or a day and a time with its zone.
    Date,
    /// `yes`, or nothing. Its key, if it has one, is that of the value `yes`.
    Flag,
}

/// Values that a record has for attributes, each once and none empty, by the ids of the attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(Box<[(AttributeId, Rc<str>)]>);

/// Attributes of a codebook, by position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributeSet(Vec<Attribute>);

/// Articles, as things that have attributes.
pub const DOCUMENT: &str = "document";

/// Form of a claim: see [`crate::query`].
pub const FORM: &str = "form";

/// Position of whoever speaks towards a claim: `affirms`, unless it `denies`.
pub const POSITION: &str = "position";

/// Flag of a claim: somebody looked for whoever says it, and the article names nobody.
pub const NOBODY: &str = "nobody";

/// Flag of a claim: it is in no group on purpose.
pub const APART: &str = "apart";

/// Sort of words that mention an actor: `name`, unless they are a `noun` or a `pronoun`.
pub const MENTION: &str = "mention";

/// Outlet that published an article.
pub const OUTLET: &str = "outlet";
/// Day, or day and time, at which an article was published.
pub const DATE: &str = "date";
/// Headline of an article.
pub const HEADLINE: &str = "headline";

/// Value of a flag that is set.
pub const YES: &str = "yes";

/// Entities of that label, as things that have attributes.
#[must_use]
pub fn of_entity(label: &str) -> Rc<str> {
    format!("{OF_ENTITY}{label}").into()
}

/// Label of the entities that are meant by [`of_entity`]; `None` for other things.
#[must_use]
pub fn entity_label(of: &str) -> Option<&str> {
    of.strip_prefix(OF_ENTITY)
}

const OF_ENTITY: &str = "entity:";

impl Holds {
    /// Every type.
    pub const ALL: [Self; 5] = [Self::Choice, Self::Text, Self::Number, Self::Date, Self::Flag];

    /// Word in files and in the store.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Flag => "flag",
        }
    }

    /// True if an attribute of this type can have that value, which is not empty; for a choice any, as values may have left the
    /// codebook.
    #[must_use]
    pub fn fits(self, value: &str) -> bool {
        match self {
            Self::Choice | Self::Text => true,
            Self::Number => is_number(value),
            Self::Date => is_date(value),
            Self::Flag => value == YES,
        }
    }

    /// Type of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|holds| holds.word() == word)
    }
}

/// True for a number as people write it: digits, in front of them a sign, behind them a fraction.
fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    [whole, fraction].iter().all(|it| !it.is_empty() && it.bytes().all(|digit| digit.is_ascii_digit()))
}

/// True for a year, a month or a day of the calendar, or a time of RFC 3339 after a day.
fn is_date(value: &str) -> bool {
    let (day, time) = value.split_once(['T', ' ']).map_or((value, None), |(day, time)| (day, Some(time)));
    let parts: Vec<_> = day.split('-').collect();
    let number = |at: usize, length: usize| -> Option<u32> {
        let part = parts
            .get(at)
            .filter(|part| part.len() == length && part.bytes().all(|it| it.is_ascii_digit()))?;
        part.parse().ok()
    };
    let (year, month, date) = (number(0, 4), number(1, 2), number(2, 2));
    let is_leap = |year: u32| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = |year: u32, month: u32| match month {
        2 => 28 + u32::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let is_day = match (parts.len(), year, month, date) {
        (1, Some(_), ..) => true,
        (2, Some(_), Some(month), _) => (1..=12).contains(&month),
        (3, Some(year), Some(month), Some(date)) => {
            (1..=12).contains(&month) && (1..=days(year, month)).contains(&date)
        }
        _ => false,
    };
    let is_time = |time: &str| {
        time.len() >= 5 && time.starts_with(|it: char| it.is_ascii_digit()) && time.as_bytes()[2] == b':'
    };
    is_day && time.is_none_or(|time| parts.len() == 3 && is_time(time))
}

impl FieldType for Holds {
    fn of(value: &Value) -> Option<Self> {
        if let Value::Text(word) = value { Self::of_word(word) } else { None }
    }

    fn value(&self) -> Value {
        Value::text(self.word())
    }
}

impl Attribute {
    /// An attribute of which only the two things that name it are known.
    #[must_use]
    pub fn bare(of: impl Into<Rc<str>>, id: AttributeId) -> Self {
        let (none, name): (Rc<str>, _) = ("".into(), id.0.clone());
        Self {
            id,
            of: of.into(),
            name,
            definition: none.clone(),
            holds: Holds::default(),
            values: Rc::default(),
            default: none,
            position: 0,
        }
    }

    /// Key of its record.
    #[must_use]
    pub fn key(&self) -> RecordKey {
        Self::key_of(&self.of, &self.id)
    }

    /// Key of the record of the attribute of those things with that id: `OF/ID`, where a `/` in the first part is `%2F`.
    #[must_use]
    pub fn key_of(of: &str, id: &AttributeId) -> RecordKey {
        let of = of.replace('%', "%25").replace('/', "%2F");
        RecordKey::new(Kind::Attribute, format!("{of}/{id}"))
    }

    /// Id in the key of a record; `None` for another record.
    #[must_use]
    pub fn id_in(key: &RecordKey) -> Option<AttributeId> {
        let (_, id) = key.id.split_once('/').filter(|_| key.kind == Kind::Attribute)?;
        Some(id.into())
    }

    /// Value of a thing with those attributes: the one that it has, or else the default.
    #[must_use]
    pub fn value_in<'a>(&'a self, attributes: &'a Attributes) -> &'a str {
        let value = attributes.get(&self.id.0);
        if value.is_empty() { &self.default } else { value }
    }

    /// Definition of that value; `None` for one that is not in the codebook.
    #[must_use]
    pub fn value(&self, id: &str) -> Option<&AttributeValue> {
        self.values.iter().find(|value| *value.id == *id)
    }

    /// The flag [`NOBODY`] of claims with that label.
    #[must_use]
    pub fn nobody(label: &str) -> Self {
        Self {
            name: "Attributed to nobody".into(),
            definition: "Looked for: the article reports the claim and names nobody who makes it.".into(),
            holds: Holds::Flag,
            ..Self::bare(label, NOBODY.into())
        }
    }

    /// Attributes of articles that every project begins with.
    #[must_use]
    pub fn built_in() -> Vec<Self> {
        let kinds = [("article", "Article"), ("source", "Source")];
        let kinds = kinds.map(|(id, name)| AttributeValue {
            definition: if id == "source" { "A press release, a post, agency copy." } else { "" }.into(),
            ..AttributeValue::new(id, name)
        });
        let all = [
            (OUTLET, "Outlet", Holds::Text, "Who published it."),
            (DATE, "Date", Holds::Date, "When it was published: a day, or a day and a time with its zone."),
            (HEADLINE, "Headline", Holds::Text, ""),
            ("author", "Author", Holds::Text, ""),
            ("address", "Address", Holds::Text, "Where it stands on the web."),
            ("language", "Language", Holds::Text, "The language’s code: en, zh-TW."),
            ("section", "Section", Holds::Text, ""),
            ("kind", "Kind", Holds::Choice, "An article, or a source of articles."),
            ("retrieved", "Retrieved", Holds::Date, "When it was taken from there."),
        ];
        let attribute = |((id, name, holds, definition), position): ((&str, &str, _, &str), _)| Self {
            name: name.into(),
            definition: definition.into(),
            holds,
            values: if holds == Holds::Choice { kinds.to_vec().into() } else { Rc::default() },
            default: if holds == Holds::Choice { "article".into() } else { "".into() },
            position,
            ..Self::bare(DOCUMENT, id.into())
        };
        all.into_iter().zip(1..).map(attribute).collect()
    }
}

impl AttributeValue {
    /// Value without a key and a definition.
    pub fn new(id: impl Into<Rc<str>>, name: impl Into<Rc<str>>) -> Self {
        Self { id: id.into(), name: name.into(), ..Self::default() }
    }
}

impl Attributes {
    /// Values in a record.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let values = record.cells().filter_map(|(field, cell)| match (field, &cell.value) {
            (Field::Attribute(id), Some(Value::Text(value))) if !value.is_empty() => {
                Some((AttributeId(id.clone()), value.clone()))
            }
            _ => None,
        });
        Self(values.collect())
    }

    /// Value for the attribute of that id; empty where there is none.
    #[must_use]
    pub fn get(&self, id: &str) -> &str {
        let at = self.0.binary_search_by(|(other, _)| (*other.0).cmp(id));
        at.map_or("", |at| &self.0[at].1)
    }

    /// Every value with the id of its attribute, by these ids.
    pub fn iter(&self) -> std::slice::Iter<'_, (AttributeId, Rc<str>)> {
        self.0.iter()
    }

    /// True if there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Fields that a record holds for them.
    pub fn fields(&self) -> impl Iterator<Item = (Field, Value)> {
        self.iter().map(|(id, value)| (Field::Attribute(id.0.clone()), Value::Text(value.clone())))
    }
}

impl<'a> IntoIterator for &'a Attributes {
    type Item = &'a (AttributeId, Rc<str>);
    type IntoIter = std::slice::Iter<'a, (AttributeId, Rc<str>)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl AttributeSet {
    /// Sorts the attributes by position, and by what names them among equals.
    #[must_use]
    pub fn new(attributes: impl IntoIterator<Item = Attribute>) -> Self {
        let mut attributes: Vec<_> = attributes.into_iter().collect();
        attributes.sort_unstable_by(|one, other| {
            (one.position, &one.of, &one.id).cmp(&(other.position, &other.of, &other.id))
        });
        Self(attributes)
    }

    /// Every attribute, by position.
    pub fn iter(&self) -> std::slice::Iter<'_, Attribute> {
        self.0.iter()
    }

    /// Attributes of those things, by position.
    pub fn of(&self, of: &str) -> impl Iterator<Item = &Attribute> {
        self.iter().filter(move |attribute| *attribute.of == *of)
    }

    /// The attribute of those things with that id.
    #[must_use]
    pub fn get(&self, of: &str, id: &str) -> Option<&Attribute> {
        self.iter().find(|attribute| *attribute.of == *of && *attribute.id.0 == *id)
    }
}

impl<'a> IntoIterator for &'a AttributeSet {
    type Item = &'a Attribute;
    type IntoIter = std::slice::Iter<'a, Attribute>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<&str> for AttributeId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for AttributeId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_names_never_make_one_key() {
        let check = |of: &str, id: &str, expected: &str| {
            let key = Attribute::key_of(of, &id.into());
            assert_eq!((&*key.id, Attribute::id_in(&key)), (expected, Some(id.into())));
        };
        check(DOCUMENT, OUTLET, "document/outlet");
        check(&of_entity("actor"), "kind", "entity:actor/kind");
        check("a", "b/c", "a/b/c");
        check("a/b", "c", "a%2Fb/c");
        check("a%2Fb", "", "a%252Fb/");
        assert_eq!(Attribute::id_in(&RecordKey::new(Kind::Label, "a/b")), None);
    }

    #[test]
    fn a_value_fits_its_type() {
        let check = |holds: Holds, fits: &[&str], misfits: &[&str]| {
            for (values, expected) in [(fits, true), (misfits, false)] {
                for value in values {
                    assert_eq!(holds.fits(value), expected, "{value}");
                }
            }
        };
        check(Holds::Number, &["3", "-2.5", "2,5"], &["three", "1 2", "inf", "NaN"]);
        check(
            Holds::Date,
            &["2025-05-26", "2025-05", "2025", "2024-02-29", "2025-05-26T10:00:00+02:00", "2025-05-26 10:00"],
            &[
                "26 May 2025",
                "2025-02-29",
                "2025-13-01",
                "2025-5-6",
                "2025-05T10:00",
                "2025-05-26T",
                "2025-05-26 é:00",
                "20250526",
            ],
        );
        check(Holds::Flag, &[YES], &["no"]);
        check(Holds::Text, &["anything"], &[]);
    }

    #[test]
    fn values_are_found_and_empty_ones_are_none() {
        let text = |id: &str, value: &str| (Field::Attribute(id.into()), Value::text(value));
        let record = Record::of([
            text("outlet", "Le Monde"),
            text("date", ""),
            (Field::Attribute("kind".into()), Value::Json("7".into())),
            (Field::Title, Value::text("outlet")),
        ]);
        let values = Attributes::of(&record);
        assert_eq!(
            ["outlet", "date", "kind", "title", ""].map(|id| values.get(id)),
            ["Le Monde", "", "", "", ""]
        );
        let kind = Attribute::built_in().into_iter().find(|it| &*it.id.0 == "kind").expect("it is built in");
        assert_eq!(kind.value_in(&values), "article");
        assert_eq!(kind.value_in(&Attributes::of(&Record::of([text("kind", "post")]))), "post");
    }
}

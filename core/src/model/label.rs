//! Labels: the categories that a span can be tagged with, and the set of them that is in use.
//!
//! A label knows its name, its key and its definition. Drawing it is the page's affair; its look and the letter that tells
//! it from the others follow from the set.

use crate::model::look::{Look, looks};
use crate::model::noun::noun;
use crate::model::record::id;
use std::rc::Rc;

id! {
    /// Id of a label in files: `actor`.
    LabelId(Rc<str>) of Label
}

/// Label of those who act or speak.
pub const ACTOR: &str = "actor";
/// Label of what is claimed.
pub const CLAIM: &str = "claim";
/// Id of the built-in label for places.
pub const LOCATION: &str = "location";

noun! {
    /// A label.
    #[derive(Clone, Debug, PartialEq, Eq)]
    Label {
        /// Id, see [`LabelId`].
        id: LabelId,
        /// Name that people read: `Actor`.
        name: Rc<str> = Name [Told, Plain] else return None,
        /// Character that tags with it; empty for none.
        key: Rc<str> = Key [Plain],
        /// Colour as `#rrggbb`, or empty: one of the palette names the look, see [`Look`].
        colour: Rc<str> = Colour [Plain],
        /// Definition: the spans that count as one.
        definition: Rc<str> = Definition [Plain],
        /// Label under which it stands in lists and sums; nothing is inherited.
        parent: Option<LabelId> = Parent [Sparse],
        /// Examples of such spans.
        examples: Rc<[Rc<str>]> = Examples [Sparse],
        /// Position in the set, from 1.
        position: u64 = Position else u64::MAX,
    }
}

/// The labels in use, by position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelSet {
    labels: Vec<Label>,
    /// Letter of each label, see [`LabelSet::letter`].
    letters: Vec<Rc<str>>,
    /// Look of each label.
    looks: Vec<Look>,
}

impl LabelSet {
    /// Sorts the labels by position, and by id among equals.
    #[must_use]
    pub fn new(labels: impl IntoIterator<Item = Label>) -> Self {
        let mut labels: Vec<Label> = labels.into_iter().collect();
        labels.sort_unstable_by(|one, other| (one.position, &one.id).cmp(&(other.position, &other.id)));
        let mut letters: Vec<Rc<str>> = Vec::with_capacity(labels.len());
        for label in &labels {
            let all = letters_of(&label.name);
            let own = all.iter().find(|letter| !letters.contains(letter)).or(all.first());
            letters.push(own.cloned().unwrap_or_default());
        }
        let looks = looks(&labels);
        Self { labels, letters, looks }
    }

    /// Every label, by position.
    pub fn iter(&self) -> std::slice::Iter<'_, Label> {
        self.labels.iter()
    }

    /// The label of that id.
    #[must_use]
    pub fn get(&self, id: &LabelId) -> Option<&Label> {
        self.labels.iter().find(|label| label.id == *id)
    }

    /// The label whose id or name is the same in [`plain`] letters: other tools write names in their own way.
    #[must_use]
    pub fn like(&self, name: &str) -> Option<&Label> {
        let wanted = plain(name);
        let is_name = !wanted.trim_matches('_').is_empty();
        self.iter().find(|label| is_name && [&label.id.0, &label.name].iter().any(|it| plain(it) == wanted))
    }

    /// Index of the label, from 0; the number of labels for one that is not in the set.
    #[must_use]
    pub fn rank(&self, id: &LabelId) -> usize {
        self.labels.iter().position(|label| label.id == *id).unwrap_or(self.labels.len())
    }

    /// Look of the label; that of the next one for a label that is not in the set.
    #[must_use]
    pub fn look(&self, id: &LabelId) -> Look {
        let rank = self.rank(id);
        self.looks.get(rank).copied().unwrap_or(Look::of_rank(rank))
    }

    /// Letter that stands for the label where its name has no room, a small one: the first of the name that no label before it
    /// has; its first letter where all are taken, and empty for a name without letters.
    #[must_use]
    pub fn letter(&self, id: &LabelId) -> Rc<str> {
        let own = self.letters.get(self.rank(id)).cloned();
        own.unwrap_or_else(|| letters_of(&id.0).first().cloned().unwrap_or_default())
    }

    /// Name of the label; the id of one that is not in the set.
    #[must_use]
    pub fn name<'a>(&'a self, id: &'a LabelId) -> &'a str {
        self.get(id).map_or(&id.0, |label| &label.name)
    }
}

/// Letters and digits of a name, small ones.
fn letters_of(name: &str) -> Vec<Rc<str>> {
    let letters = name.chars().filter(|it| it.is_alphanumeric());
    letters.map(|it| it.to_lowercase().collect::<String>().into()).collect()
}

/// Index of the label in the list, to which it is added if it is not there yet.
pub(crate) fn index_in(list: &mut Vec<LabelId>, label: &LabelId) -> usize {
    list.iter().position(|other| other == label).unwrap_or_else(|| {
        list.push(label.clone());
        list.len() - 1
    })
}

impl<'a> IntoIterator for &'a LabelSet {
    type Item = &'a Label;
    type IntoIter = std::slice::Iter<'a, Label>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Label {
    /// A label of which only the id is known.
    #[must_use]
    pub fn bare(id: LabelId) -> Self {
        let none: Rc<str> = "".into();
        let name = id.0.clone();
        Self {
            id,
            name,
            key: none.clone(),
            colour: none.clone(),
            definition: none,
            parent: None,
            examples: Rc::default(),
            position: 0,
        }
    }

    /// Lines for a help text: exclusions, and two examples from the news. Empty for labels that are not built
    /// in.
    #[must_use]
    pub fn guidance(&self) -> &'static [&'static str] {
        match &*self.id.0 {
            "actor" => &[
                "Not: a state that is only where something happens; a word like “he”.",
                "Example: “Prime Minister Mette Frederiksen” opened the session.",
                "Example: “Oslo” rejected the offer.",
            ],
            "claim" => &[
                "Not: what the outlet itself reports as an event; the words that attribute it (“she said”).",
                "Example: The minister insisted that “no decision had been taken”.",
                "Example: “The bridge will reopen in May,” the company promised.",
            ],
            "location" => &[
                "Not: a state, a city or a house that stands for those who act there; that is an actor.",
                "Example: Talks resumed in “Geneva”.",
                "Example: Trucks waited on “the Norwegian side of the border”.",
            ],
            _ => &[],
        }
    }

    /// The three labels that every project begins with.
    #[must_use]
    pub fn built_in() -> Vec<Self> {
        let label = |position: u64, id: &str, name: &str, colour: &str, definition: &str| Self {
            id: LabelId(id.into()),
            name: name.into(),
            key: position.to_string().into(),
            colour: colour.into(),
            definition: definition.into(),
            position,
            ..Self::bare("".into())
        };
        vec![
            label(
                1,
                "actor",
                "Actor",
                "#0067a3",
                "A person, organisation or state that acts or speaks, with its title where it stands beside the name.",
            ),
            label(
                2,
                "claim",
                "Claim",
                "#a84700",
                "A statement that somebody makes or that is attributed to somebody: an assertion, a demand, a promise.",
            ),
            label(
                3,
                "location",
                "Location",
                "#00734f",
                "A place where something happens or that is spoken of as a place; a state that acts is an actor.",
            ),
        ]
    }
}

/// Name reduced to lower-case ASCII letters and digits, all else as `_`. Names that other tools wrote are
/// compared in this form.
#[must_use]
pub fn plain(name: &str) -> String {
    let letter = |it: char| if it.is_ascii_alphanumeric() { it.to_ascii_lowercase() } else { '_' };
    name.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_label_has_a_letter_of_its_name_and_no_two_have_the_same_while_there_are_others() {
        let check = |names: &[&str], expected: &[&str]| {
            let label = |(position, name): (usize, &&str)| Label {
                name: (*name).into(),
                position: position as u64,
                ..Label::bare(LabelId(format!("{position:03}").into()))
            };
            let labels = LabelSet::new(names.iter().enumerate().map(label));
            let letters: Vec<_> = labels.iter().map(|label| labels.letter(&label.id)).collect();
            let letters: Vec<_> = letters.iter().map(|letter| &**letter).collect();
            assert_eq!(letters, expected, "{names:?}");
        };
        check(&["Actor", "Claim", "Location", "Cue"], &["a", "c", "l", "u"]);
        check(&["“Überschrift”", "1st frame", "aa", "Aa"], &["ü", "1", "a", "a"]);
        check(&["ß", "–", ""], &["ß", "", ""]);
        assert_eq!(&*LabelSet::default().letter(&"elsewhere".into()), "e");
    }
}

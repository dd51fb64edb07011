//! Looks: twelve colours for labels, each with a line of its own; and the look of each label of a set.
//!
//! The colour that a label stores names its look: the hex of the palette on light paper. Any other hex is kept for other
//! programs, and the label gets the nearest look that is free. Of labels that have one colour the second gets its other line,
//! so that no two of twenty-four are drawn alike, in grey neither. Where a look is drawn, and by what, is not known here.

use crate::model::label::Label;

/// Look of a label: its colour, and which of the two lines of that colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Index of the colour, from 0.
    colour: usize,
    /// True for the other line.
    is_second: bool,
}

/// Colours on light paper. Programs that draw labels themselves get them.
const COLOURS: [&str; 12] = [
    "#0067a3", "#a84700", "#00734f", "#5f2787", "#7a6100", "#b01c4b", "#005f73", "#4f6f1a", "#3338a8",
    "#a8378f", "#6d3b26", "#4a5560",
];

/// Numbers of the looks, as the style sheet knows them.
const NUMBERS: [&str; 24] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19",
    "20", "21", "22", "23", "24",
];

impl Look {
    /// The first look of each colour, in the order in which they are given.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..COLOURS.len()).map(|colour| Self { colour, is_second: false })
    }

    /// The first look of the colour that the hex names; `None` for a hex that is not in the palette.
    #[must_use]
    pub fn of_colour(hex: &str) -> Option<Self> {
        let colour = COLOURS.iter().position(|colour| colour.eq_ignore_ascii_case(hex.trim()))?;
        Some(Self { colour, is_second: false })
    }

    /// Number, from 1: that of the colour, and twelve more for the other line.
    #[must_use]
    pub fn number(self) -> &'static str {
        NUMBERS[self.colour + if self.is_second { COLOURS.len() } else { 0 }]
    }

    /// Index of the colour, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.colour
    }

    /// Colour as a hex, for the field of a label.
    #[must_use]
    pub fn colour(self) -> &'static str {
        COLOURS[self.colour]
    }

    /// Look of the label that would stand at that rank of a set without colours.
    #[must_use]
    pub fn of_rank(rank: usize) -> Self {
        Self { colour: rank % COLOURS.len(), is_second: rank / COLOURS.len() % 2 == 1 }
    }
}

/// Look of each of the labels, in their order. Colours of the palette are given first, then the nearest free ones to other
/// hexes, then the first free ones.
#[must_use]
pub fn looks(labels: &[Label]) -> Vec<Look> {
    let wanted: Vec<_> =
        labels.iter().map(|label| (Look::of_colour(&label.colour), rgb(&label.colour))).collect();
    let mut order: Vec<_> = (0..labels.len()).collect();
    order.sort_unstable_by_key(|at| (wanted[*at].0.is_none(), wanted[*at].1.is_none(), *at));
    // Number of labels that have each colour.
    let mut times = [0_usize; COLOURS.len()];
    let mut looks = vec![Look::of_rank(0); labels.len()];
    for at in order {
        let (chosen, hex) = wanted[at];
        let distance = |colour: usize| distance(hex, rgb(COLOURS[colour]));
        let free = (0..COLOURS.len()).min_by_key(|colour| (times[*colour], distance(*colour)));
        let colour = chosen.map_or(free.unwrap_or_default(), |chosen| chosen.colour);
        looks[at] = Look { colour, is_second: times[colour] % 2 == 1 };
        times[colour] += 1;
    }
    looks
}

/// Red, green and blue of `#rrggbb`.
fn rgb(hex: &str) -> Option<[u8; 3]> {
    let digits = hex.trim().strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let all = u32::from_str_radix(digits, 16).ok()?;
    let [_, rgb @ ..] = all.to_be_bytes();
    Some(rgb)
}

/// Distance of two colours; none where one of them is missing.
fn distance(one: Option<[u8; 3]>, other: Option<[u8; 3]>) -> u32 {
    let (Some(one), Some(other)) = (one, other) else { return 0 };
    one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::label::LabelId;

    #[track_caller]
    fn check(colours: &[&str], expected: &[&str]) {
        let label = |colour: &&str| Label { colour: (*colour).into(), ..Label::bare(LabelId("x".into())) };
        let found: Vec<_> =
            looks(&colours.iter().map(label).collect::<Vec<_>>()).into_iter().map(Look::number).collect();
        assert_eq!(found, expected, "{colours:?}");
    }

    #[test]
    fn a_colour_of_the_palette_is_the_look_and_the_others_take_what_is_free() {
        check(&["", "", ""], &["1", "2", "3"]);
        check(&["", "#A84700", " #0067a3 "], &["3", "2", "1"]);
        // Nearly orange, and orange is free; then it is not.
        check(&["#a94800", ""], &["2", "1"]);
        check(&["#a94800", "#a84700"], &["5", "2"]);
        check(&["red;background:url(x)", "#12", "#ééé"], &["1", "2", "3"]);
    }

    #[test]
    fn no_two_of_twenty_four_labels_look_alike() {
        check(&["#0067a3", "#0067a3", "#0067a3"], &["1", "13", "1"]);
        check(&["", "#0067a3", "#0067a3"], &["2", "1", "13"]);
        let all: std::collections::BTreeSet<_> =
            looks(&vec![Label::bare(LabelId("x".into())); 24]).into_iter().map(Look::number).collect();
        assert_eq!(all.len(), 24);
        check(&[""; 25][..], &NUMBERS.iter().chain(&["1"]).copied().collect::<Vec<_>>());
    }
}

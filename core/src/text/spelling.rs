//! Spellings: two texts that are the same to a reader, though programs wrote them differently.
//!
//! Line ends, other white space between words and at both ends, a byte order mark and Unicode normal forms (UAX 15) may
//! differ; nothing else may. An [`Alignment`] leads from a position of one spelling to that of the other. It does not know
//! what stands at a position.

use crate::text::form::{cluster, composed, is_mark};

/// Character that some programs put in front of a text, and that is none of its words.
pub const MARK: char = '\u{feff}';

/// Positions of one spelling in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    runs: Vec<Run>,
}

/// Bytes that are the same in both, or (of length 0) a place where both have a border.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    one: usize,
    other: usize,
    length: usize,
}

/// True if the two are spellings of the same.
#[must_use]
pub fn is_alike(one: &str, other: &str) -> bool {
    one == other || Alignment::of(one, other).is_some()
}

impl Alignment {
    /// Aligns two spellings; `None` if they differ in more.
    #[must_use]
    pub fn of(one: &str, other: &str) -> Option<Self> {
        let start = |text: &str| text.len() - text.trim_start_matches(MARK).len();
        let marks = [start(one), start(other)];
        let mut walk = Walk { one, other, at: [0, 0], runs: Vec::new() };
        // A mark that only one of them has is not a part of its text.
        if marks[0] == marks[1] {
            walk.pair(marks);
        } else {
            walk.at = marks;
        }
        walk.pair_blanks(true)?;
        while !walk.is_over() {
            walk.step()?;
        }
        Some(Self { runs: walk.runs })
    }

    /// Byte of the other spelling that the byte of the first is; `None` inside of what is spelled in another way.
    #[must_use]
    pub fn follow(&self, byte: usize) -> Option<usize> {
        let behind = self.runs.partition_point(|run| run.one <= byte);
        let run = self.runs.get(behind.checked_sub(1)?)?;
        let inside = byte - run.one;
        (inside <= run.length).then_some(run.other + inside)
    }
}

/// Walk along both spellings.
struct Walk<'a> {
    one: &'a str,
    other: &'a str,
    /// Bytes of both that are paired.
    at: [usize; 2],
    runs: Vec<Run>,
}

impl<'a> Walk<'a> {
    fn is_over(&self) -> bool {
        self.at == [self.one.len(), self.other.len()]
    }

    fn rest(&self) -> [&'a str; 2] {
        [&self.one[self.at[0]..], &self.other[self.at[1]..]]
    }

    /// Notes that both have a border, so many bytes further.
    fn pair(&mut self, lengths: [usize; 2]) {
        let [one, other] = self.at;
        let length = if lengths[0] == lengths[1] { lengths[0] } else { 0 };
        // Bytes that are as many, but others, have no borders within.
        let is_same = self.rest()[0][..length] == self.rest()[1][..length];
        let length = if is_same { length } else { 0 };
        match self.runs.last_mut() {
            Some(last) if [last.one + last.length, last.other + last.length] == self.at => {
                last.length += length;
            }
            _ => self.runs.push(Run { one, other, length }),
        }
        self.at = [one + lengths[0], other + lengths[1]];
        if length != lengths[0] || length != lengths[1] {
            let [one, other] = self.at;
            self.runs.push(Run { one, other, length: 0 });
        }
    }

    /// Pairs what is the same from here on, and the one thing behind it that is spelled in two ways.
    fn step(&mut self) -> Option<()> {
        let [one, other] = self.rest();
        let mut same = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
        while !one.is_char_boundary(same) || !other.is_char_boundary(same) {
            same -= 1;
        }
        let next = |text: &str| text[same..].chars().next();
        let (first, second) = (next(one), next(other));
        let are = |kind: fn(char) -> bool| [first, second].into_iter().flatten().any(kind);
        let is_over = first.is_none() && second.is_none();
        if !is_over && are(is_mark) {
            // The cluster began before.
            let start = one[..same].char_indices().rev().find(|(_, it)| !is_mark(*it));
            same = start.map_or(same, |(start, _)| start);
            self.pair([same, same]);
            return self.pair_clusters();
        }
        if !is_over && (are(char::is_whitespace) || first.is_none() || second.is_none()) {
            same = one[..same].trim_end().len();
            self.pair([same, same]);
            return self.pair_blanks(false);
        }
        self.pair([same, same]);
        if is_over { Some(()) } else { self.pair_clusters() }
    }

    /// Pairs a character with all that joins it.
    fn pair_clusters(&mut self) -> Option<()> {
        let [one, other] = self.rest().map(cluster);
        let is_same = !one.is_empty() && !other.is_empty() && composed(one) == composed(other);
        let lengths = [one.len(), other.len()];
        is_same.then(|| self.pair(lengths))
    }

    /// Pairs the white space here, one by one where both have as much of it, a line end counting once. Only at the ends of
    /// the texts may one of them have none.
    fn pair_blanks(&mut self, is_start: bool) -> Option<()> {
        let blank = |text: &str| text.len() - text.trim_start().len();
        let lengths = self.rest().map(blank);
        let [one, other] = self.rest();
        let is_end = lengths == [one.len(), other.len()];
        if !is_start && !is_end && lengths.contains(&0) {
            return None;
        }
        let pieces = [blanks(&one[..lengths[0]]), blanks(&other[..lengths[1]])];
        if pieces[0].len() == pieces[1].len() {
            for (one, other) in pieces[0].iter().zip(&pieces[1]) {
                self.pair([*one, *other]);
            }
            if pieces[0].is_empty() {
                self.pair([0, 0]);
            }
            return Some(());
        }
        if is_start {
            // A position in front of the text is none in it.
            self.at = [self.at[0] + lengths[0], self.at[1] + lengths[1]];
            self.pair([0, 0]);
            return Some(());
        }
        self.pair(lengths);
        Some(())
    }
}

/// Lengths in bytes of the pieces of white space, a CR LF being one.
fn blanks(text: &str) -> Vec<usize> {
    let mut pieces = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_pair = character == '\r' && characters.next_if_eq(&'\n').is_some();
        pieces.push(character.len_utf8() + usize::from(is_pair));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two spellings of one text, with `|` at borders of the first and where they lead in the second.
    fn check(one: &str, other: &str) {
        let [bare_one, bare_other] = [one, other].map(|text| text.replace('|', ""));
        let borders = |text: &str| {
            let places = text.match_indices('|').enumerate();
            places.map(|(number, (at, _))| at - number).collect::<Vec<_>>()
        };
        let alignment = Alignment::of(&bare_one, &bare_other).unwrap_or_else(|| panic!("{one:?} {other:?}"));
        let found: Vec<_> = borders(one).iter().map(|at| alignment.follow(*at)).collect();
        assert_eq!(found, borders(other).into_iter().map(Some).collect::<Vec<_>>(), "{one:?} {other:?}");
        assert!(Alignment::of(&bare_other, &bare_one).is_some(), "{other:?} {one:?}");
    }

    #[test]
    fn a_position_is_followed_into_another_spelling() {
        check("|Mara| met| Ivo|", "|Mara| met| Ivo|");
        check("a|\n|b|\n\n|c", "a|\r\n|b|\r\n\r\n|c");
        check("a|\n|\n|c", "a|\r|\r\n|c");
        check("|Mara| met", "\u{feff}|Mara| met");
        check("|Mara| met", " \n|Mara| met\n\n");
        check("|Zu\u{308}rich| und| O\u{308}l|", "|Zürich| und| Öl|");
        check("e|\u{1eb9}\u{301}|x", "e|e\u{323}\u{301}|x");
        check("|각| x", "|\u{1100}\u{1161}\u{11a8}| x");
        check("a| |b|\u{a0}|c", "a|\u{a0}|b| |c");
        check("a|  \n|b", "a| |b");
        check("🙂| |x|\r\n", "🙂|\t|x|\n");
        check("||", "||");
    }

    #[test]
    fn what_is_spelled_as_one_has_no_position_inside() {
        let alignment = Alignment::of("a\r\nu\u{308}b", "a\nüb").expect("alike");
        let found: Vec<_> = (0..=7).map(|at| alignment.follow(at)).collect();
        assert_eq!(found, [Some(0), Some(1), None, Some(2), None, None, Some(4), Some(5)]);
    }

    #[test]
    fn other_words_are_no_spelling() {
        let check = |one: &str, other: &str| {
            assert!(!is_alike(one, other) && !is_alike(other, one), "{one:?} {other:?}");
        };
        check("Mara met Ivo", "Mara met with Ivo");
        check("Mara", "Maria");
        check("Mara", "Mara met");
        check("Zurich", "Zürich");
        check("a b", "ab");
        check("a", "a\u{301}");
        check("a", "A");
        check("a", "");
    }
}

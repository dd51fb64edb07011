//! Countings: the ways in which other programs count the positions of a text.
//!
//! A position is read on a [`Ruler`]: the text as the other program had it, in the unit that it counted. [`explain`] finds the
//! counting under which every quotation stands where its positions say. It does not know files, nor what is quoted for.

use crate::model::record::Quotation;
use crate::text::Text;
use crate::text::form::{composed, decomposed};
use crate::text::offset::{ByteOffset, CodePointOffset, OffsetIndex, Utf16Offset};
use crate::text::span::Span;
use crate::text::spelling::{Alignment, MARK};

/// Way of counting: the unit, and what was different in the text that was counted. The default is Glossator's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counting {
    /// Unit of a position.
    pub unit: Unit,
    /// Line ends that were counted.
    pub ends: Ends,
    /// Byte order mark that was counted.
    pub mark: Mark,
    /// Normal form that was counted.
    pub form: Form,
    /// White space that was counted.
    pub blanks: Blanks,
}

/// Unit of a position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "a unit is what its name says")]
pub enum Unit {
    #[default]
    CodePoints,
    Utf16,
    Bytes,
}

/// Line ends of the text that was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ends {
    /// Line ends of the text.
    #[default]
    Same,
    /// LF where the text has CR LF: each counts one.
    Short,
    /// CR LF where the text has LF: each counts two.
    Long,
}

/// Byte order mark of the text that was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Mark of the text.
    #[default]
    Same,
    /// None, though the text has one.
    Gone,
    /// One, though the text has none.
    InFront,
}

/// Unicode normal form of the text that was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Form of the text.
    #[default]
    Same,
    /// NFC.
    Composed,
    /// NFD.
    Decomposed,
}

/// White space of the text that was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Blanks {
    /// White space of the text.
    #[default]
    Same,
    /// None at the start of the text.
    Trimmed,
    /// One character for each stretch of it, and none at the start of the text.
    Folded,
}

impl Counting {
    /// Every counting that differs from ours in at most two ways: those in one way first, and of these the usual ones.
    fn others() -> impl Iterator<Item = Self> {
        let others =
            [Unit::CodePoints, Unit::Utf16, Unit::Bytes].into_iter().flat_map(|unit| {
                [Ends::Same, Ends::Short, Ends::Long].into_iter().flat_map(move |ends| {
                    [Mark::Same, Mark::Gone, Mark::InFront].into_iter().flat_map(move |mark| {
                        [Form::Same, Form::Composed, Form::Decomposed].into_iter().flat_map(move |form| {
                            [Blanks::Same, Blanks::Trimmed, Blanks::Folded]
                                .into_iter()
                                .map(move |blanks| Self { unit, ends, mark, form, blanks })
                        })
                    })
                })
            });
        let mut others: Vec<_> = others.filter(|it| (1..=2).contains(&it.differences())).collect();
        others.sort_by_key(|it| (it.differences(), it.rarity()));
        others.into_iter()
    }

    fn differences(self) -> usize {
        let Self { unit, ends, mark, form, blanks } = self;
        let differs = [
            unit != Unit::CodePoints,
            ends != Ends::Same,
            mark != Mark::Same,
            form != Form::Same,
            blanks != Blanks::Same,
        ];
        differs.into_iter().filter(|differs| *differs).count()
    }

    /// Number that is the higher, the fewer programs count so.
    fn rarity(self) -> u8 {
        let Self { unit, ends, mark, form, blanks } = self;
        let ways = [
            (unit == Unit::Utf16, 1),
            (ends != Ends::Same, 2),
            (mark != Mark::Same, 4),
            (form != Form::Same, 8),
            (unit == Unit::Bytes, 16),
            (blanks != Blanks::Same, 32),
        ];
        ways.into_iter().map(|(is_so, rarity)| if is_so { rarity } else { 0 }).sum()
    }

    /// Text as it was counted; `None` where the text is just so already, though the counting says otherwise.
    fn spelled(self, text: &str) -> Option<String> {
        let (mut spelled, mut is_other) = (text.to_owned(), true);
        let mut change = |is_meant: bool, change: &dyn Fn(&str) -> String| {
            if is_meant && is_other {
                let changed = change(&spelled);
                is_other = changed != spelled;
                spelled = changed;
            }
        };
        change(self.mark == Mark::Gone, &|it| it.trim_start_matches(MARK).to_owned());
        change(self.mark == Mark::InFront, &|it| format!("{MARK}{}", it.trim_start_matches(MARK)));
        change(self.form == Form::Composed, &|it| composed(it).into_owned());
        change(self.form == Form::Decomposed, &|it| decomposed(it).into_owned());
        change(self.ends == Ends::Short, &|it| it.replace("\r\n", "\n"));
        change(self.ends == Ends::Long, &|it| it.replace("\r\n", "\n").replace('\n', "\r\n"));
        change(self.blanks == Blanks::Trimmed, &|it| it.trim_start().to_owned());
        change(self.blanks == Blanks::Folded, &|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
        let counts_otherwise = match self.unit {
            Unit::CodePoints => true,
            Unit::Utf16 => spelled.chars().any(|it| it.len_utf16() > 1),
            Unit::Bytes => !spelled.is_ascii(),
        };
        (is_other && counts_otherwise).then_some(spelled)
    }
}

/// Text with its positions as another program counted them.
#[derive(Debug)]
pub struct Ruler {
    counting: Counting,
    spelled: String,
    index: OffsetIndex,
    /// Way from that spelling to the text.
    alignment: Alignment,
}

impl Ruler {
    /// Ruler for a text; `None` where the counting is no other than ours in that text.
    #[must_use]
    pub fn new(text: &Text, counting: Counting) -> Option<Self> {
        let spelled = counting.spelled(text.content())?;
        let alignment = Alignment::of(&spelled, text.content())?;
        Some(Self { counting, index: OffsetIndex::new(&spelled), spelled, alignment })
    }

    /// Counting of the ruler.
    #[must_use]
    pub fn counting(&self) -> Counting {
        self.counting
    }

    /// Span of the text between two of its positions; `None` if they are no span.
    #[must_use]
    pub fn span(&self, text: &Text, start: CodePointOffset, end: CodePointOffset) -> Option<Span> {
        let byte = |at: CodePointOffset| match self.counting.unit {
            Unit::CodePoints => self.index.code_point_to_byte(&self.spelled, at),
            Unit::Utf16 => self.index.utf16_to_byte(&self.spelled, Utf16Offset(at.0)),
            Unit::Bytes => Some(ByteOffset(at.0)),
        };
        let follow = |at| Some(ByteOffset(self.alignment.follow(byte(at)?.0)?));
        Span::new(text.content(), follow(start)?, follow(end)?).ok()
    }
}

/// Counting that explains the positions of quotations.
#[derive(Debug)]
pub enum Explained {
    /// Ours: each stands where it says.
    AsIs,
    /// Another one.
    By(Box<Ruler>),
    /// None.
    Not,
}

/// Finds the counting under which each quotation `fits` the span at its positions. Words that are nowhere in the text, however
/// they are spelled, contradict none.
pub fn explain(text: &Text, quotations: &[&Quotation], fits: impl Fn(&Quotation, Span) -> bool) -> Explained {
    let has_place = |it: &&&Quotation| !it.quote.is_empty() && it.end > CodePointOffset::default();
    let as_is = |it: &Quotation| text.span(it.start, it.end).is_some_and(|span| fits(it, span));
    let (fitting, mut others): (Vec<&Quotation>, Vec<_>) =
        quotations.iter().filter(has_place).copied().partition(|it| as_is(it));
    if !others.is_empty() {
        let plain = plain(text.content());
        others.retain(|it| plain.contains(&self::plain(&it.quote)));
    }
    if others.is_empty() {
        return if fitting.is_empty() { Explained::Not } else { Explained::AsIs };
    }
    let mut rulers = Counting::others().filter_map(|counting| Ruler::new(text, counting));
    let explains = |ruler: &Ruler| {
        let stands = |it: &&Quotation| ruler.span(text, it.start, it.end).is_some_and(|span| fits(it, span));
        others.iter().all(stands) && fitting.iter().all(stands)
    };
    rulers.find(explains).map_or(Explained::Not, |ruler| Explained::By(Box::new(ruler)))
}

/// Text without what differs between its spellings.
fn plain(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().map(composed).collect();
    words.join(" ").replace(MARK, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::spelling::is_alike;

    /// Text that another program counted, with the words in brackets, and the text that is here; the counting.
    #[track_caller]
    fn check(theirs: &str, unit: Unit, ours: &str, expected: Option<Counting>) {
        let mut quotations = Vec::new();
        let mut bare = String::new();
        for piece in theirs.split('[') {
            let (words, rest) = piece.split_once(']').unwrap_or(("", piece));
            if !words.is_empty() {
                let at = |text: &str| match unit {
                    Unit::CodePoints => text.chars().count(),
                    Unit::Utf16 => text.encode_utf16().count(),
                    Unit::Bytes => text.len(),
                };
                let start = CodePointOffset(at(&bare));
                bare += words;
                let end = CodePointOffset(at(&bare));
                quotations.push(Quotation { quote: words.into(), start, end, ..Quotation::default() });
            }
            bare += rest;
        }
        let text = Text::new(ours);
        let all: Vec<_> = quotations.iter().collect();
        let found = explain(&text, &all, |it, span| is_alike(span.of(text.content()), &it.quote));
        match (&found, expected) {
            (Explained::AsIs, Some(expected)) => assert_eq!(expected, Counting::default(), "{theirs:?}"),
            (Explained::By(ruler), Some(expected)) => assert_eq!(ruler.counting(), expected, "{theirs:?}"),
            (Explained::Not, None) => {}
            _ => panic!("{theirs:?}: {found:?}"),
        }
        if let Explained::By(ruler) = found {
            for it in all.into_iter().filter(|it| *it.quote != *"Eve") {
                let span = ruler.span(&text, it.start, it.end).expect("a span");
                assert!(is_alike(span.of(text.content()), &it.quote));
            }
        }
    }

    #[test]
    fn positions_that_count_another_way_are_explained() {
        let ours = Counting::default();
        let check = |theirs: &str, ours: &str, expected: Counting| {
            check(theirs, Unit::CodePoints, ours, Some(expected));
        };
        check("Mara met [Ivo].\n[Mara] left.", "Mara met Ivo.\nMara left.", ours);
        let short = Counting { ends: Ends::Short, ..ours };
        check("a\n[Mara] met\n[Mara]", "a\r\nMara met\r\nMara", short);
        let long = Counting { ends: Ends::Long, ..ours };
        check("a\r\n[Mara] met\r\n[Mara]", "a\nMara met\nMara", long);
        check("[Mara\nmet] [Ivo]", "Mara\r\nmet Ivo", short);
        check("[\u{feff}Mara\nmet] [Ivo]", "\u{feff}Mara\r\nmet Ivo", short);
        check("[Mara] met", "\u{feff}Mara met", Counting { mark: Mark::Gone, ..ours });
        check("\u{feff}[Mara] met", "Mara met", Counting { mark: Mark::InFront, ..ours });
        let form = |form| Counting { form, ..ours };
        check("Zürich, [Öl], [Ivo]", "Zu\u{308}rich, O\u{308}l, Ivo", form(Form::Composed));
        check("Zu\u{308}rich, [O\u{308}l], [Ivo]", "Zürich, Öl, Ivo", form(Form::Decomposed));
        let blanks = |blanks| Counting { blanks, ..ours };
        check("[Mara] met [Ivo]", "\n\n  Mara met Ivo", blanks(Blanks::Trimmed));
        check("Mara met [Ivo] [there]", "Mara  met \n\nIvo\n there\n", blanks(Blanks::Folded));
        // Two ways at once.
        let both = Counting { mark: Mark::Gone, ends: Ends::Short, ..ours };
        check("a\n[Mara]", "\u{feff}a\r\nMara", both);
    }

    #[test]
    fn positions_in_another_unit_are_explained() {
        let unit = |unit| Some(Counting { unit, ..Counting::default() });
        let text = "🙂 [Ana], 🙂 [Ana], ü [Ana]";
        let ours = &text.replace(['[', ']'], "");
        for it in [Unit::CodePoints, Unit::Utf16, Unit::Bytes] {
            check(text, it, ours, unit(it));
        }
        let both = Counting { unit: Unit::Utf16, ends: Ends::Short, ..Counting::default() };
        check("🙂🙂🙂\n[Ana]\n🙂 [Ana]", Unit::Utf16, "🙂🙂🙂\r\nAna\r\n🙂 Ana", Some(both));
    }

    #[test]
    fn one_that_contradicts_leaves_all_unexplained() {
        check("a\n[Mara] met\n[Mara]", Unit::CodePoints, "a\r\nMara met x\r\nMara", None);
        // Words that are not in the text contradict nothing, but explain nothing either.
        let short = Counting { ends: Ends::Short, ..Counting::default() };
        check("a\n[Mara] met [Eve]", Unit::CodePoints, "a\r\nMara met Ivo", Some(short));
        check("[Eve] met", Unit::CodePoints, "Ana met", None);
        check("[Ana] met [Eve]", Unit::CodePoints, "Ana met Ivo", Some(Counting::default()));
    }
}

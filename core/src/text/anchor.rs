//! Anchoring: from a span to a quotation, and from a quotation back to a span.
//!
//! The rules are those of the `TextQuoteSelector` (W3C Web Annotation Data Model 4.2.4): a quotation with its
//! context on both sides. If the context does not decide between two places, none is chosen: a wrong guess
//! would be worse than an annotation that waits to be placed by hand. Anchoring does not know the annotation.

mod occurrences;

use self::occurrences::Index;
use crate::model::record::{Quotation, Target};
use crate::text::Text;
use crate::text::offset::{ByteOffset, Utf16Offset};
use crate::text::span::Span;
use std::cell::OnceCell;
use std::rc::Rc;

/// Code points of context on each side, where that makes the place unique.
const CONTEXT: usize = 32;

/// Most code points of context on each side, so that a text of repetitions does not become one download of
/// itself for every annotation.
const LONGEST_CONTEXT: usize = 8 * CONTEXT;

/// Lead in agreeing characters by which the context decides between two places, unless all of it agrees.
/// Fewer agree by chance, a space here and an article there.
const CLEARLY: usize = 8;

/// The place of a quotation in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Span of the words.
    pub span: Span,
    /// Evidence for the place.
    pub by: MatchedBy,
}

/// Evidence by which a quotation was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedBy {
    /// The positions of the quotation.
    Exact,
    /// The words and their context, at other positions.
    Moved,
}

/// Stored form of a span of that text.
#[must_use]
pub fn target(text: &Text, span: Span) -> Target {
    let (start, end) = text.code_point_ends(span);
    Target::Anchored { text: text.version(), start, end }
}

/// A text with an index for quoting from it and for finding quotations in it. The index is built at the first
/// question; each quotation then costs little, however long the text is.
#[derive(Debug)]
pub struct Anchoring {
    text: Rc<Text>,
    index: OnceCell<Index>,
}

impl Anchoring {
    /// Makes an anchoring; its index is not built yet.
    #[must_use]
    pub fn new(text: Rc<Text>) -> Self {
        Self { text, index: OnceCell::new() }
    }

    /// Text of the anchoring.
    #[must_use]
    pub fn text(&self) -> &Rc<Text> {
        &self.text
    }

    /// Words and positions of the span, with as much context as makes the place unique, but at most 256 code
    /// points on each side: in an article that repeats so long a passage, the positions decide.
    #[must_use]
    pub fn quotation(&self, span: Span) -> Quotation {
        let content = self.text.content();
        let (before, after) = (&content[..span.start().0], &content[span.end().0..]);
        let mut length = CONTEXT;
        loop {
            let prefix = last_characters(before, length);
            let suffix = first_characters(after, length);
            let whole = &content[before.len() - prefix.len()..span.end().0 + suffix.len()];
            if length >= LONGEST_CONTEXT || whole.len() == content.len() || self.is_unique(whole) {
                let (start, end) = self.text.code_point_ends(span);
                let quote = span.of(content).into();
                return Quotation { quote, prefix: prefix.into(), suffix: suffix.into(), start, end };
            }
            length *= 2;
        }
    }

    /// Finds a quotation: where its words stand once, or in clearly its context, or at its positions in no
    /// worse a context than elsewhere. `None` where more than one place is left.
    #[must_use]
    pub fn find(&self, quotation: &Quotation) -> Option<Match> {
        let content = self.text.content();
        let places = self.occurrences(&quotation.quote);
        let scored: Vec<_> = places.map(|at| (context_score(content, at, quotation), at)).collect();
        let best = scored.iter().map(|(score, _)| *score).max()?;
        let whole = quotation.prefix.chars().count() + quotation.suffix.chars().count();
        let margin = if best == whole { 1 } else { CLEARLY };
        let start = |span: Span| span.start().0;
        let stated = self.text.span(quotation.start, quotation.end).map(start);
        let [first, last] = [quotation.start, quotation.end].map(|end| Utf16Offset(end.0));
        let utf16 = self.text.span_from_utf16(first, last).map(start);
        let mut likely = scored.iter().filter(|(score, _)| score + margin > best);
        let mut decided = likely.next()?;
        if likely.next().is_some() {
            let is_at = |place| scored.iter().find(|(score, at)| *score == best && Some(*at) == place);
            decided = is_at(stated).or_else(|| is_at(utf16))?;
        }
        let (_, at) = decided;
        let span = Span::new(content, ByteOffset(*at), ByteOffset(at + quotation.quote.len())).ok()?;
        let by = if Some(*at) == stated { MatchedBy::Exact } else { MatchedBy::Moved };
        Some(Match { span, by })
    }

    fn occurrences<'a>(&'a self, words: &'a str) -> impl Iterator<Item = usize> {
        let content = self.text.content();
        self.index.get_or_init(|| Index::new(content)).occurrences(content, words)
    }

    fn is_unique(&self, words: &str) -> bool {
        self.occurrences(words).nth(1).is_none()
    }
}

/// Number of characters of the context that agree, counted outwards from the words.
fn context_score(content: &str, at: usize, quotation: &Quotation) -> usize {
    let agreeing = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        one.zip(other).take_while(|(one, other)| one == other).count()
    };
    let behind = &content[at + quotation.quote.len()..];
    agreeing(&mut content[..at].chars().rev(), &mut quotation.prefix.chars().rev())
        + agreeing(&mut behind.chars(), &mut quotation.suffix.chars())
}

fn first_characters(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

fn last_characters(text: &str, count: usize) -> &str {
    let Some(skip) = count.checked_sub(1) else { return "" };
    text.char_indices().rev().nth(skip).map_or(text, |(start, _)| &text[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str, words: &str, nth: usize) -> Quotation {
        let (at, _) = text.match_indices(words).nth(nth).expect("the words are there");
        let span = Span::new(text, ByteOffset(at), ByteOffset(at + words.len())).expect("a span");
        Anchoring::new(Rc::new(Text::new(text))).quotation(span)
    }

    #[test]
    fn context_grows_until_the_place_is_unique() {
        let text = format!("{0}Erdogan{0}Erdogan{0}", " and so on ".repeat(10));
        for nth in [0, 1] {
            let quoted = quoted(&text, "Erdogan", nth);
            assert!(quoted.prefix.chars().count() > CONTEXT && quoted.suffix.chars().count() > CONTEXT);
            let triple = format!("{}{}{}", quoted.prefix, quoted.quote, quoted.suffix);
            assert_eq!(text.matches(&triple).count(), 1, "{triple}");
        }
    }

    #[test]
    fn context_is_shorter_at_the_ends_and_bounded_in_the_middle() {
        let check = |text: &str, words: &str, nth, prefix: usize, suffix: usize| {
            let quoted = quoted(text, words, nth);
            assert_eq!((quoted.prefix.chars().count(), quoted.suffix.chars().count()), (prefix, suffix));
        };
        check("met Erdogan today", "Erdogan", 0, 4, 6);
        check("Erdogan", "Erdogan", 0, 0, 0);
        check(&format!("{0} Erdoğan {1}", "ğ".repeat(50), "é".repeat(50)), "Erdoğan", 0, 32, 32);
        check(&"again and ".repeat(1_000), "again", 500, LONGEST_CONTEXT, LONGEST_CONTEXT);
    }

    /// Takes the quotation from the first text and looks for it in the second; `[` and `]` mark the words.
    fn check(from: &str, expected: &str) {
        let unmarked = |marked: &str| (marked.find('['), Text::new(marked.replace(['[', ']'], "")));
        let words = &from[from.find('[').expect("[") + 1..from.find(']').expect("]")];
        let (start, old) = unmarked(from);
        let start = ByteOffset(start.expect("["));
        let span = Span::new(old.content(), start, ByteOffset(start.0 + words.len())).expect("a span");
        let (place, new) = unmarked(expected);
        let quotation = Anchoring::new(Rc::new(old)).quotation(span);
        let found = Anchoring::new(Rc::new(new)).find(&quotation);
        assert_eq!(found.map(|found| found.span.start().0), place, "{from} -> {expected}");
    }

    #[test]
    fn words_are_found_again_where_their_context_is() {
        check("he met [Erdogan] in Istanbul", "News: he met [Erdogan] in Istanbul");
        check("Erdogan and then [Erdogan] said", "Then Erdogan and then [Erdogan] said");
        check("he met [Erdogan] in Istanbul", "nobody was met");
        check("x [Erdogan] y", "to Erdogan b, to Erdogan d");
        check("then [Erdogan] said", "and then Erdogan went, Erdogan came");
        check("so [Erdogan] said", "so [Erdogan] went, Erdogan came");
        check("aa[aa]", "aa[aa]");
        check("b[ü]b", "x, b[ü]b, ü");
        check("the whole [🙂]", "[🙂]");
    }
}

//! Anchoring: from a span to words that find it again, and from words back to a span.
//!
//! The rules are those of the W3C Web Annotation Data Model's `TextQuoteSelector` (4.2.4): a quotation with what
//! stands around it. Where the context does not decide between two places, none is chosen: a wrong guess would
//! be worse than an annotation that waits to be placed by hand.

use crate::offset::{ByteOffset, Utf16Offset};
use crate::record::{Quotation, Target};
use crate::span::Span;
use crate::text::Text;

/// Code points of context on each side, where that is enough to make the place unique.
const CONTEXT: usize = 32;

/// A place that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where the words are.
    pub span: Span,
    /// How they were found.
    pub how: How,
}

/// How a quotation was found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// At its positions.
    Exact,
    /// At its positions, once they were read as UTF-16 units: another program had counted those.
    Utf16,
    /// Somewhere else, by its words and their context.
    Moved,
}

/// The span's words and positions, with as much context as makes them unique in the text.
#[must_use]
pub fn quotation(text: &Text, span: Span) -> Quotation {
    let content = text.content();
    let (before, after) = (&content[..span.start().0], &content[span.end().0..]);
    let (start, end) = text.code_point_ends(span);
    let mut length = CONTEXT;
    loop {
        let prefix = last_characters(before, length);
        let suffix = first_characters(after, length);
        let whole = prefix.len() == before.len() && suffix.len() == after.len();
        let triple = &content[before.len() - prefix.len()..span.end().0 + suffix.len()];
        if whole || is_unique(content, triple) {
            let quote = span.of(content);
            return Quotation {
                quote: quote.into(),
                prefix: prefix.into(),
                suffix: suffix.into(),
                start,
                end,
            };
        }
        length *= 2;
    }
}

/// The stored form of a span of that text.
#[must_use]
pub fn target(text: &Text, span: Span) -> Target {
    let (start, end) = text.code_point_ends(span);
    Target::Anchored { text: text.version(), start, end }
}

/// Finds a quotation in exactly the text that its positions count in: at its positions, else by its words.
#[must_use]
pub fn find_in_same_text(text: &Text, quotation: &Quotation) -> Option<Found> {
    let Quotation { quote, start, end, .. } = quotation;
    let agrees = |span: &Span| span.of(text.content()) == &**quote;
    let exact = text.span(*start, *end).filter(agrees).map(|span| Found { span, how: How::Exact });
    let utf16 = || {
        let span = text.span_from_utf16(Utf16Offset(start.0), Utf16Offset(end.0)).filter(agrees)?;
        Some(Found { span, how: How::Utf16 })
    };
    exact.or_else(utf16).or_else(|| find(text, quotation))
}

/// Finds a quotation in a text that may be another one: where its words stand in the same context, and at the
/// same positions if the context alone does not decide. `None` where that leaves more than one place.
#[must_use]
pub fn find(text: &Text, quotation: &Quotation) -> Option<Found> {
    let content = text.content();
    let places = occurrences(content, &quotation.quote);
    let scored: Vec<_> = places.map(|at| (context_score(content, at, quotation), at)).collect();
    let best = scored.iter().map(|(score, _)| *score).max()?;
    let mut best_places = scored.iter().filter(|(score, _)| *score == best).map(|(_, at)| *at);
    let stated = text.span(quotation.start, quotation.end).map(|span| span.start().0);
    let at = match (best_places.next(), best_places.next()) {
        (Some(only), None) => only,
        (Some(first), Some(second)) => {
            let stated = stated?;
            [first, second].into_iter().chain(best_places).find(|at| *at == stated)?
        }
        (None, _) => return None,
    };
    let span = Span::new(content, ByteOffset(at), ByteOffset(at + quotation.quote.len())).ok()?;
    let how = if stated == Some(at) { How::Exact } else { How::Moved };
    Some(Found { span, how })
}

/// How many characters of the context agree, counted outwards from the words.
fn context_score(content: &str, at: usize, quotation: &Quotation) -> usize {
    let agreeing = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        one.zip(other).take_while(|(one, other)| one == other).count()
    };
    let behind = &content[at + quotation.quote.len()..];
    agreeing(&mut content[..at].chars().rev(), &mut quotation.prefix.chars().rev())
        + agreeing(&mut behind.chars(), &mut quotation.suffix.chars())
}

/// Where the words begin, overlapping occurrences included.
fn occurrences<'a>(content: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let step = words.chars().next().map_or(0, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + content.get(from..).filter(|_| step > 0)?.find(words)?;
        from = at + step;
        Some(at)
    })
}

fn is_unique(content: &str, words: &str) -> bool {
    occurrences(content, words).nth(1).is_none()
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
    use crate::offset::CodePointOffset;

    fn span_of(text: &Text, words: &str, nth: usize) -> Span {
        let at = occurrences(text.content(), words).nth(nth).expect("the words are there");
        Span::new(text.content(), ByteOffset(at), ByteOffset(at + words.len())).expect("a span")
    }

    #[test]
    fn context_grows_until_the_place_is_unique() {
        let text = Text::new(format!("{0}Erdogan{0}Erdogan{0}", " and so on ".repeat(10)));
        for nth in [0, 1] {
            let quoted = quotation(&text, span_of(&text, "Erdogan", nth));
            assert!(quoted.prefix.chars().count() >= CONTEXT || nth == 0);
            let triple = format!("{}{}{}", quoted.prefix, quoted.quote, quoted.suffix);
            assert!(is_unique(text.content(), &triple), "{triple}");
        }
        let short = Text::new("met Erdogan today");
        let quoted = quotation(&short, span_of(&short, "Erdogan", 0));
        assert_eq!((&*quoted.prefix, &*quoted.suffix), ("met ", " today"));
    }

    /// The quotation is taken from the first text and looked for in the second; `[` and `]` mark the words.
    fn check(from: &str, expected: &str) {
        let unmarked = |marked: &str| (marked.find('['), Text::new(marked.replace(['[', ']'], "")));
        let words = &from[from.find('[').expect("[") + 1..from.find(']').expect("]")];
        let (start, old) = unmarked(from);
        let start = ByteOffset(start.expect("["));
        let span = Span::new(old.content(), start, ByteOffset(start.0 + words.len())).expect("a span");
        let (place, new) = unmarked(expected);
        let found = find(&new, &quotation(&old, span));
        assert_eq!(found.map(|found| found.span.start().0), place, "{from} -> {expected}");
    }

    #[test]
    fn words_are_found_again_where_their_context_is() {
        check("he met [Erdogan] in Istanbul", "News: he met [Erdogan] in Istanbul");
        check("Erdogan and then [Erdogan] said", "Then Erdogan and then [Erdogan] said");
        check("he met [Erdogan] in Istanbul", "nobody was met");
        check("x [Erdogan] y", "to Erdogan b, to Erdogan d");
        check("aa[aa]", "aa[aa]");
    }

    #[test]
    fn positions_are_also_tried_as_utf16_units() {
        let text = Text::new("🙂 Erdogan, 🙂 Erdogan");
        let at = |start| Quotation {
            quote: "Erdogan".into(),
            start: CodePointOffset(start),
            end: CodePointOffset(start + 7),
            ..Quotation::default()
        };
        let check = |start, expected: Option<(usize, How)>| {
            let found = find_in_same_text(&text, &at(start));
            assert_eq!(found.map(|found| (text.code_point_ends(found.span).0.0, found.how)), expected);
        };
        check(2, Some((2, How::Exact)));
        check(3, Some((2, How::Utf16)));
        check(15, Some((13, How::Utf16)));
        check(7, None);
    }
}

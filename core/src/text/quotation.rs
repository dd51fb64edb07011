//! Quotation marks: the parts of a text that stand within them, and how much of a span does.
//!
//! Marks pair within a paragraph. A mark opens behind white space, a bracket, a dash or another mark, and closes in front of
//! white space, punctuation or the end; between two letters or digits it is an apostrophe. Marks whose shape says on which side
//! they stand need no blank there, as scripts without blanks have none, and as a blank is forgotten now and then. A mark that
//! does not close reaches to the end of its paragraph if the next paragraph opens with the same one, else it opens nothing.
//! This module does not know who speaks.

use crate::text::Text;
use crate::text::characters::{is_invisible, is_unseparated};
use crate::text::span::Span;
use std::ops::Range;

/// Parts of a text that stand within quotation marks: the outermost ones, in order, in bytes and without their marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotations(Box<[Range<usize>]>);

/// Share of the letters of a span that stand within quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quoted {
    /// None of them.
    Not,
    /// Some.
    Partly,
    /// Every letter.
    Wholly,
}

/// A mark that may close further on.
struct Open {
    mark: char,
    /// Byte behind it.
    behind: usize,
}

impl Quotations {
    /// Finds them in a text: one walk over its characters.
    pub(super) fn of(text: &Text) -> Self {
        let content = text.content();
        let paragraphs = paragraphs(text);
        let mut found: Vec<Range<usize>> = Vec::new();
        for (number, paragraph) in paragraphs.iter().enumerate() {
            let first = found.len();
            let open = pairs(content, paragraph, &mut found);
            let next = paragraphs.get(number + 1).map_or("", |next| &content[next.clone()]);
            let opens_with = next.chars().find(|it| !it.is_whitespace() && !is_invisible(*it));
            let going_on = open.iter().filter(|open| Some(open.mark) == opens_with);
            found.extend(going_on.map(|open| open.behind..paragraph.end));
            found[first..].sort_by_key(|range| range.start);
        }
        let mut upto = 0;
        // One within another says nothing more.
        found.retain(|range| {
            let is_outermost = !range.is_empty() && range.end > upto;
            upto = upto.max(range.end);
            is_outermost
        });
        Self(found.into())
    }

    /// The parts, in order, in bytes.
    #[must_use]
    pub fn parts(&self) -> &[Range<usize>] {
        &self.0
    }

    /// Pieces of the bytes that stand within marks, in order.
    pub fn within(&self, bytes: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let first = self.0.partition_point(|part| part.end <= bytes.start);
        let parts = self.0[first..].iter().take_while(move |part| part.start < bytes.end);
        parts.map(move |part| part.start.max(bytes.start)..part.end.min(bytes.end))
    }
}

impl Text {
    /// Parts that stand within quotation marks. They are found once, when first asked for.
    #[must_use]
    pub fn quotations(&self) -> &Quotations {
        self.quotations.get_or_init(|| Quotations::of(self))
    }

    /// Share of the letters and digits of a span that stand within quotation marks.
    #[must_use]
    pub fn quoted(&self, span: Span) -> Quoted {
        let content = self.content();
        let (mut inside, mut outside, mut at) = (false, false, span.start().0);
        for part in self.quotations().within(span.bytes()) {
            outside |= has_letter(&content[at..part.start]);
            inside |= has_letter(&content[part.clone()]);
            at = part.end;
        }
        outside |= has_letter(&content[at..span.end().0]);
        match (inside, outside) {
            (false, _) => Quoted::Not,
            (true, true) => Quoted::Partly,
            (true, false) => Quoted::Wholly,
        }
    }
}

fn has_letter(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Blocks of the text, those as one that were cut because they are long.
fn paragraphs(text: &Text) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for block in text.blocks() {
        let block = block.bytes();
        let gap = paragraphs.last().map(|last| &text.content()[last.end..block.start]);
        match paragraphs.last_mut() {
            Some(last) if matches!(gap, Some("" | "\n" | "\r\n" | "\r")) => last.end = block.end,
            _ => paragraphs.push(block),
        }
    }
    paragraphs
}

/// Adds what stands between two marks of the paragraph to the list. Returns the marks that do not close.
fn pairs(content: &str, paragraph: &Range<usize>, found: &mut Vec<Range<usize>>) -> Vec<Open> {
    let mut open: Vec<Open> = Vec::new();
    let mut from = paragraph.start;
    while let Some(mark) = next_mark(content, from..paragraph.end) {
        let Range { start: at, end: behind } = mark;
        from = behind;
        let seen = |it: &char| !is_invisible(*it);
        let before = content[paragraph.start..at].chars().rev().find(seen);
        let after = content[behind..paragraph.end].chars().find(seen);
        let Some(mark) = content[at..behind].chars().next() else { continue };
        let is_apostrophe = before.is_some_and(joins) && after.is_some_and(joins);
        let closed = open.iter().rposition(|open| {
            let is_pair = closing(open.mark).contains(&mark);
            is_pair && closes(open.mark, mark, before, after, is_apostrophe)
        });
        if let Some(closed) = closed {
            found.push(open[closed].behind..at);
            open.truncate(closed);
        } else if !is_apostrophe && opens(mark, before) {
            open.push(Open { mark, behind });
        }
    }
    open
}

/// The next mark in that part of the content, found by the first byte of its character.
fn next_mark(content: &str, part: Range<usize>) -> Option<Range<usize>> {
    let mut from = part.start;
    loop {
        let bytes = &content.as_bytes()[from..part.end];
        let begins = |byte: &u8| matches!(byte, b'"' | b'\'' | 0xc2 | 0xe2 | 0xe3);
        let at = from + bytes.iter().position(begins)?;
        let character = content[at..].chars().next()?;
        from = at + character.len_utf8();
        if !closing(character).is_empty() || matches!(character, '」' | '』') {
            return Some(at..from);
        }
    }
}

/// Marks that close what this one opens: those of all languages that write so. None for a character that opens nothing.
fn closing(mark: char) -> &'static [char] {
    match mark {
        '“' => &['”'],
        '”' => &['”', '“'],
        '„' => &['“', '”', '"'],
        '‘' => &['’'],
        '’' => &['’', '‘'],
        '‚' => &['‘', '’', '\''],
        '«' => &['»'],
        '»' => &['»', '«'],
        '‹' => &['›'],
        '›' => &['›', '‹'],
        '「' => &['」'],
        '『' => &['』'],
        '"' => &['"'],
        '\'' => &['\''],
        _ => &[],
    }
}

fn opens(mark: char, before: Option<char>) -> bool {
    let Some(before) = before else { return true };
    let is_behind = |it: char| {
        it.is_whitespace()
            || is_unseparated(it)
            || matches!(it, '(' | '[' | '{' | '<' | '（' | '［' | '【' | '《' | '〈' | '¿' | '¡' | '/')
            || is_dash(it)
            || is_mark(it)
    };
    let has_a_side = matches!(mark, '“' | '„' | '‘' | '‚' | '«' | '‹' | '「' | '『');
    is_behind(before) || has_a_side && !joins(before)
}

fn closes(opening: char, mark: char, before: Option<char>, after: Option<char>, is_apostrophe: bool) -> bool {
    // No apostrophe looks like these.
    let has_a_side = matches!(
        (opening, mark),
        ('“' | '„', '”') | ('«', '»') | ('»', '«') | ('‹', '›') | ('「', '」') | ('『', '』')
    );
    let stands_behind = before.is_some_and(|before| !before.is_whitespace());
    has_a_side && stands_behind || !is_apostrophe && after.is_none_or(|after| !joins(after))
}

fn is_mark(character: char) -> bool {
    !closing(character).is_empty() || matches!(character, '」' | '』')
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}' | '\u{ff0d}')
}

/// True for letters and digits of scripts that know an apostrophe: those without blanks do not, nor does Korean, which joins its
/// particles to a closing mark.
fn joins(character: char) -> bool {
    let is_korean =
        matches!(character, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}');
    character.is_alphanumeric() && !is_unseparated(character) && !is_korean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::offset::ByteOffset;

    /// A text in which ⟦ and ⟧ stand around what is within marks.
    fn check(expected: &str) {
        let text = Text::new(expected.replace(['⟦', '⟧'], ""));
        let mut shown = String::new();
        let mut upto = 0;
        for part in text.quotations().parts() {
            let content = text.content();
            shown.extend([&content[upto..part.start], "⟦", &content[part.clone()], "⟧"]);
            upto = part.end;
        }
        shown.push_str(&text.content()[upto..]);
        assert_eq!(shown, expected);
    }

    #[test]
    fn marks_of_any_language_pair() {
        check("He said “⟦yes⟧” and ‘⟦no⟧’.");
        check("He said \"⟦yes⟧\" and '⟦no⟧'.");
        check("Er sagte: „⟦Ja⟧“ und ‚⟦nein⟧‘, dann »⟦gut⟧« und ›⟦so⟧‹.");
        check("Er sagte: „⟦Ja⟧\" und „⟦nein⟧”.");
        check("Il a dit «⟦ oui ⟧» et ‹⟦non⟧›.");
        check("Hän sanoi: ”⟦kyllä⟧” ja »⟦ei⟧» ja ’⟦no⟧’.");
        check("他说「⟦你好『世界』⟧」。他说“⟦你好⟧”了。他说\"⟦你好⟧\"了。");
        check("그는“⟦안녕⟧”이라고 \"⟦네⟧\"라고 했다.");
        check("قال «⟦نعم⟧» وقال “⟦لا⟧”.");
        check("\u{200f}\"⟦שלום\u{200f}⟧\" אמר צה\"ל");
        check("");
    }

    #[test]
    fn a_mark_opens_and_closes_where_the_rule_says() {
        check("(“⟦a⟧”) [‘⟦b⟧’] —“⟦c⟧”— -'⟦d⟧'- “⟦‘e’⟧”");
        check("“⟦I was—⟧” \"⟦I was—⟧\" \"⟦why?⟧\" he");
        check("sectors.“⟦We have,⟧” he said.");
        check("“⟦Yes,⟧”he said");
        check("sectors.\"We have,\" he said");
        check("a 12\" pipe and a 10\" pipe, 5'10\" tall");
        check("\"⟦one \"two\" three⟧\"");
        check("“⟦one ‘two’ three⟧” “⟦four⟧”");
        check("\"\" '' “”");
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("India's and Turkey’s, don't, roll’s");
        check("“⟦It’s Turkey’s turn, he’d said⟧”");
        check("‘⟦It’s India's turn⟧’");
        check("the dogs' bowl and the boys’ room");
        check("“⟦’tis fine⟧” and more");
        check("'⟦Operation Dost⟧', Erdogan's");
    }

    #[test]
    fn one_that_does_not_close_goes_on_in_the_next_paragraph_or_opens_nothing() {
        check("“⟦One.⟧\n\n“⟦Two.⟧\n\n“⟦Three,⟧” he said.");
        check("He: “⟦One ‘a’ b.⟧\n\n\u{200e} “⟦Two.⟧”");
        check("“One.\n\nTwo.”");
        check("“One.\n\n‘⟦Two⟧’.");
        check("“One");
        check("One” and “⟦two⟧”");
        check("A “wild ‘⟦card⟧’ here.\n\nNo more.");
    }

    #[test]
    fn a_long_paragraph_is_one_though_it_is_drawn_in_pieces() {
        let half = "word ".repeat(Text::LONGEST_BLOCK / 5 + 10);
        check(&format!("“⟦{half}and {half}⟧” he said"));
    }

    #[test]
    fn letters_decide_how_much_of_a_span_is_quoted() {
        let check = |marked: &str, expected: Quoted| {
            let (start, end) = (marked.find('[').expect("["), marked.find(']').expect("]") - 1);
            let text = Text::new(marked.replace(['[', ']'], ""));
            let span = Span::new(text.content(), ByteOffset(start), ByteOffset(end)).expect("not empty");
            assert_eq!(text.quoted(span), expected, "{marked}");
        };
        check("He said [“yes,”] she", Quoted::Wholly);
        check("He said “[yes] and no”", Quoted::Wholly);
        check("He said [“yes” … “no”].", Quoted::Wholly);
        check("He [said “yes”]", Quoted::Partly);
        check("He said [“yes” and “no”]", Quoted::Partly);
        check("[He said ]“yes”", Quoted::Not);
        check("[He said “]yes”", Quoted::Not);
        check("He said “yes[”, –]", Quoted::Not);
        check("“One [two.\n\n“Three] four”", Quoted::Wholly);
    }
}

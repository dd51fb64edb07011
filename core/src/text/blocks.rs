//! Blocks: the paragraphs into which a text is cut, and which are drawn one by one.
//!
//! It does not know annotations.

use super::Text;
use crate::text::offset::ByteOffset;
use crate::text::span::Span;

/// Cuts a text into runs of lines that are not blank, and too long runs into several.
pub(super) fn blocks(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (start, end) in lines(text) {
        let blank = text[start..end].trim().is_empty();
        match (&mut open, blank) {
            (Some((_, block_end)), false) => *block_end = end,
            (None, false) => open = Some((start, end)),
            (Some(_), true) => push_cut(text, open.take(), &mut found),
            (None, true) => {}
        }
    }
    push_cut(text, open, &mut found);
    found
}

/// Start and end of each line, without its LF, CRLF or CR.
fn lines(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let Some(length) = text[start..].bytes().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            next = None;
            return Some((start, text.len()));
        };
        let end = start + length;
        let separator = if text[end..].starts_with("\r\n") { 2 } else { 1 };
        next = Some(end + separator);
        Some((start, end))
    })
}

fn push_cut(text: &str, block: Option<(usize, usize)>, found: &mut Vec<Span>) {
    let Some((mut start, end)) = block else { return };
    while let Some((limit, _)) = text[start..end].char_indices().nth(Text::LONGEST_BLOCK) {
        let (cut, next) = cut(&text[start..start + limit]);
        found.extend(Span::new(text, ByteOffset(start), ByteOffset(start + cut)));
        start += next;
        start += line_end(text, start);
    }
    found.extend(Span::new(text, ByteOffset(start), ByteOffset(end)));
}

/// Length of the line end at that byte, which begins no block; 0 if there is none. A CRLF may have been cut
/// in two.
fn line_end(text: &str, at: usize) -> usize {
    let behind = &text[at..];
    if behind.starts_with("\r\n") { 2 } else { usize::from(behind.starts_with(['\n', '\r'])) }
}

/// End of a block that is too long, and start of the next: at its last line end, which then separates the
/// two, else behind its last sentence, else behind its last word, else at the limit.
fn cut(part: &str) -> (usize, usize) {
    if let Some(end) = part.rfind(['\n', '\r']).filter(|end| *end > 0) {
        let before = part[..end].strip_suffix('\r').filter(|_| part[end..].starts_with('\n'));
        return (before.map_or(end, str::len), end + 1);
    }
    let behind_space = |(at, space): (usize, char)| at + space.len_utf8();
    let ends_sentence = |before: &str| before.ends_with(['.', '!', '?', '…', '”', '"', '؟', '。']);
    let mut spaces = part.char_indices().filter(|(_, space)| space.is_whitespace());
    let sentence = spaces.rfind(|(at, _)| ends_sentence(&part[..*at]));
    let word = || part.char_indices().rfind(|(_, space)| space.is_whitespace());
    let cut = sentence.or_else(word).map_or(part.len(), behind_space);
    (cut, cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_what_stands_between_blank_lines() {
        let check = |text: &str, expected: &[&str]| {
            let text = Text::new(text);
            let found: Vec<_> = text.blocks().iter().map(|block| block.of(text.content())).collect();
            assert_eq!(found, expected);
        };
        check("", &[]);
        check("\n \r\n", &[]);
        check("one", &["one"]);
        check(" one\n\ntwo\n", &[" one", "two"]);
        check("one\r\nstill one\r\n\r\n\r\ntwo", &["one\r\nstill one", "two"]);
        check("one\r\rtwo\n \t\nthree \n", &["one", "two", "three "]);
    }

    #[test]
    fn a_long_block_is_cut_where_a_reader_would_pause() {
        let check = |unit: &str, first_ends: &str, second_begins: &str| {
            let text = Text::new(unit.repeat(Text::LONGEST_BLOCK + 1));
            let [first, second, ..] = text.blocks() else { panic!("not cut") };
            assert!(first.of(text.content()).ends_with(first_ends), "{unit:?}");
            assert!(second.of(text.content()).starts_with(second_begins), "{unit:?}");
            assert!(text.blocks().iter().all(|block| block.of(text.content()).chars().count() <= 8_000));
        };
        check("A line.\r\n", "line.", "A line.");
        check("A sentence. ", "sentence. ", "A sentence");
        check("word ", "word ", "word");
        check("字", "字", "字");
    }
}

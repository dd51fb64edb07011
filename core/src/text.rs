//! Texts: the exact characters of an article, kept byte for byte, hashed, and cut into blocks.
//!
//! A text never changes; a corrected article is another text. It does not know the document that it belongs
//! to, nor its annotations.

pub mod anchor;
mod blocks;
pub(crate) mod characters;
pub mod counting;
pub mod form;
pub mod offset;
pub mod quotation;
pub mod span;
pub mod spelling;
pub mod tokenise;

use crate::text::offset::{ByteOffset, CodePointOffset, OffsetIndex, Utf16Offset};
use crate::text::quotation::Quotations;
use crate::text::span::Span;
use sha2::{Digest, Sha256};
use std::cell::OnceCell;
use std::fmt;
use std::ops::{Range, RangeInclusive};
use std::rc::Rc;

/// An immutable text with its hash, its blocks and an index of positions.
pub struct Text {
    content: Rc<str>,
    sha256: [u8; 32],
    index: OffsetIndex,
    blocks: Vec<Span>,
    quotations: OnceCell<Quotations>,
}

/// Version of a text: the first 64 bits of its SHA-256. That is short enough for every stored target, and
/// long enough to tell the few versions of one article apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextVersion(pub u64);

impl Text {
    /// Largest number of characters in a block. A longer one is cut, so that one redraw stays small.
    pub const LONGEST_BLOCK: usize = 8_000;

    /// Makes a text: hashes it, indexes its positions and cuts it into blocks.
    #[must_use]
    pub fn new(content: impl Into<Rc<str>>) -> Self {
        let content = content.into();
        Self {
            sha256: hash(content.as_bytes()),
            index: OffsetIndex::new(&content),
            blocks: blocks::blocks(&content),
            quotations: OnceCell::new(),
            content,
        }
    }

    /// Characters of the text, byte for byte as they were read.
    #[must_use]
    pub fn content(&self) -> &str {
        &self.content
    }

    /// The same characters, shared.
    #[must_use]
    pub fn shared(&self) -> Rc<str> {
        self.content.clone()
    }

    /// SHA-256 of the UTF-8 bytes, in lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        self.sha256
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }

    /// Version of the text.
    #[must_use]
    pub fn version(&self) -> TextVersion {
        let mut first = [0; 8];
        first.copy_from_slice(&self.sha256[..8]);
        TextVersion(u64::from_be_bytes(first))
    }

    /// Length in code points.
    #[must_use]
    pub fn code_points(&self) -> usize {
        self.index.code_points()
    }

    /// Spans between blank lines (LF, CRLF or CR), in order. Separators belong to no block.
    #[must_use]
    pub fn blocks(&self) -> &[Span] {
        &self.blocks
    }

    /// Numbers of the blocks that a span touches. A span of nothing but separators belongs to the block
    /// behind it.
    #[must_use]
    pub fn blocks_of(&self, span: Span) -> RangeInclusive<usize> {
        let last_block = self.blocks.len().saturating_sub(1);
        let first = self.blocks.partition_point(|block| block.end() <= span.start()).min(last_block);
        let behind = self.blocks.partition_point(|block| block.start() < span.end());
        first..=behind.saturating_sub(1).max(first)
    }

    /// Number of the block that the position lies in or at the end of, or else of the nearest one behind;
    /// `None` for a text without blocks.
    #[must_use]
    pub fn block_at(&self, at: ByteOffset) -> Option<usize> {
        let number = self.blocks.partition_point(|block| block.end() < at);
        Some(number.min(self.blocks.len().checked_sub(1)?))
    }

    /// Span between two positions in code points; `None` if they are no span of this text.
    #[must_use]
    pub fn span(&self, start: CodePointOffset, end: CodePointOffset) -> Option<Span> {
        let start = self.index.code_point_to_byte(&self.content, start)?;
        let end = self.index.code_point_to_byte(&self.content, end)?;
        Span::new(&self.content, start, end).ok()
    }

    /// Span between two positions in UTF-16 units; `None` if they are no span of this text, or cut a
    /// surrogate pair.
    #[must_use]
    pub fn span_from_utf16(&self, start: Utf16Offset, end: Utf16Offset) -> Option<Span> {
        let start = self.index.utf16_to_byte(&self.content, start)?;
        let end = self.index.utf16_to_byte(&self.content, end)?;
        Span::new(&self.content, start, end).ok()
    }

    /// Start and end of a span in code points. A span of another text gives the nearest positions of this
    /// one.
    #[must_use]
    pub fn code_point_ends(&self, span: Span) -> (CodePointOffset, CodePointOffset) {
        let end = CodePointOffset(self.code_points());
        let convert = |offset| self.index.byte_to_code_point(&self.content, offset).unwrap_or(end);
        (convert(span.start()), convert(span.end()))
    }

    /// Start and end of a range of bytes, in UTF-16 units. Bytes that are no border of a character of this
    /// text become 0.
    #[must_use]
    pub fn utf16_of(&self, bytes: &Range<usize>) -> [u64; 2] {
        let at = |byte| self.index.byte_to_utf16(&self.content, ByteOffset(byte));
        [bytes.start, bytes.end].map(|byte| at(byte).map_or(0, |units| units.0 as u64))
    }

    /// Start and end of a range of bytes, in code points. Bytes that are no border of a character of this
    /// text become 0.
    #[must_use]
    pub fn code_points_of(&self, bytes: &Range<usize>) -> [u64; 2] {
        let at = |byte| self.index.byte_to_code_point(&self.content, ByteOffset(byte));
        [bytes.start, bytes.end].map(|byte| at(byte).map_or(0, |points| points.0 as u64))
    }

    /// Whole words before a span, the span's words, and whole words behind it, within its blocks and at most
    /// so many characters on each side.
    #[must_use]
    pub fn in_context(&self, span: Span, characters: usize) -> [&str; 3] {
        let blocks = self.blocks_of(span);
        let around = self.blocks.get(*blocks.start()).zip(self.blocks.get(*blocks.end()));
        let (from, upto) = around.map_or((span.start().0, span.end().0), |(first, last)| {
            (first.start().0.min(span.start().0), last.end().0.max(span.end().0))
        });
        let (before, behind) = (&self.content[from..span.start().0], &self.content[span.end().0..upto]);
        let before = match before.char_indices().nth_back(characters) {
            Some((cut, _)) => before[cut..].split_once(char::is_whitespace).map_or("", |(_, whole)| whole),
            None => before,
        };
        let behind = match behind.char_indices().nth(characters + 1) {
            Some((cut, _)) => behind[..cut].rsplit_once(char::is_whitespace).map_or("", |(whole, _)| whole),
            None => behind,
        };
        [before, span.of(&self.content), behind]
    }

    /// Position that is so many UTF-16 units behind the start of a block, as a browser gives it; `None`
    /// beyond the block.
    #[must_use]
    pub fn position_in_block(&self, block: usize, offset: Utf16Offset) -> Option<ByteOffset> {
        let block = self.blocks.get(block)?;
        let start = self.index.byte_to_utf16(&self.content, block.start())?;
        let offset = Utf16Offset(start.0.checked_add(offset.0)?);
        let found = self.index.utf16_to_byte(&self.content, offset)?;
        (found <= block.end()).then_some(found)
    }

    /// UTF-16 units from the start of a block to the position: the inverse of [`Text::position_in_block`],
    /// for positions inside the block or at its end.
    #[must_use]
    pub fn utf16_in_block(&self, block: usize, position: ByteOffset) -> Option<Utf16Offset> {
        let block = self.blocks.get(block)?;
        let start = self.index.byte_to_utf16(&self.content, block.start())?;
        let found = self.index.byte_to_utf16(&self.content, position)?;
        Some(Utf16Offset(found.0.checked_sub(start.0)?))
    }

    /// First words of the text, cut at a word, as a title for an article that was given none.
    #[must_use]
    pub fn first_words(&self) -> String {
        const LONGEST: usize = 72;
        // A byte order mark is a character of the text, but none of its words.
        let lines = self.content.trim_start_matches('\u{feff}').split(['\n', '\r']);
        let line = lines.map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        let Some((cut, _)) = line.char_indices().nth(LONGEST) else { return line.to_owned() };
        let ends_a_word = line[cut..].starts_with(char::is_whitespace);
        let last_space = || line[..cut].rfind(char::is_whitespace).unwrap_or(cut);
        let whole_words = if ends_a_word { cut } else { last_space() };
        let kept = line[..whole_words]
            .trim_end_matches(|last: char| last.is_whitespace() || last.is_ascii_punctuation());
        format!("{kept}…")
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Text({}, {} code points)", self.version(), self.code_points())
    }
}

impl fmt::Display for TextVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

impl TextVersion {
    /// Reads the form of `Display`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        // No other spelling is read, so that each text has one key.
        let is_digit = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let is_its_spelling = text.len() == 16 && text.bytes().all(is_digit);
        if is_its_spelling { u64::from_str_radix(text, 16).ok().map(Self) } else { None }
    }
}

/// Hash of the bytes, computed in chunks: browsers optimise a function that is called often, but not a loop
/// while it runs.
fn hash(bytes: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    bytes.chunks(4_096).for_each(|chunk| hash.update(chunk));
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_knows_the_blocks_it_touches() {
        let text = Text::new("one\n\ntwo\n\nthree");
        let check = |start, end, expected| {
            let span = text.span(CodePointOffset(start), CodePointOffset(end)).expect("inside");
            assert_eq!(text.blocks_of(span), expected, "{start}..{end}");
        };
        check(0, 3, 0..=0);
        check(1, 6, 0..=1);
        check(0, 15, 0..=2);
        check(3, 5, 1..=1);
        check(5, 8, 1..=1);
    }

    #[test]
    fn a_title_is_cut_at_a_word() {
        let check = |text: &str, expected: &str| assert_eq!(Text::new(text).first_words(), expected);
        check("\n  Short title \nrest", "Short title");
        check(
            "Turkish President Tayyip Erdogan met his Pakistani counterpart Shehbaz Sharif on Sunday",
            "Turkish President Tayyip Erdogan met his Pakistani counterpart Shehbaz…",
        );
    }

    #[test]
    fn the_hash_is_of_the_bytes() {
        let text = Text::new("abc");
        assert_eq!(text.sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(TextVersion::parse("ba7816bf8f01cfea"), Some(text.version()));
        assert_eq!(text.version().to_string(), "ba7816bf8f01cfea");
    }
}

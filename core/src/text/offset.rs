//! Positions in a text, in three units, and the index that converts between them.
//!
//! Bytes slice, code points are stored and exchanged, and browsers count UTF-16 units. Each unit is a type of
//! its own, so that mixing two of them does not compile. This module does not know spans and blocks, which
//! are built on top.

use std::fmt;

macro_rules! offset {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }
    };
}

offset!(
    /// Number of UTF-8 bytes from the start of a text.
    ByteOffset
);
offset!(
    /// Number of Unicode code points from the start of a text: the unit of files and of stored records (W3C
    /// Web Annotation Data Model 4.2.4 and 4.2.5).
    CodePointOffset
);
offset!(
    /// Number of UTF-16 code units from the start of a text: the unit of the DOM.
    Utf16Offset
);

impl CodePointOffset {
    /// Reads a number from a file or the store. No text is long enough for more than 32 bits; a larger number
    /// is cut to that, on every machine alike.
    #[must_use]
    pub fn from_number(number: u64) -> Self {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        Self(usize::try_from(number).unwrap_or(usize::MAX))
    }
}

/// A position in all three units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Checkpoint {
    byte: usize,
    code_point: usize,
    utf16: usize,
}

impl Checkpoint {
    fn past(self, character: char) -> Self {
        Self {
            byte: self.byte + character.len_utf8(),
            code_point: self.code_point + 1,
            utf16: self.utf16 + character.len_utf16(),
        }
    }

    /// The position behind so many characters, which are the same in all three units.
    fn past_ascii(self, count: usize) -> Self {
        let Self { byte, code_point, utf16 } = self;
        Self { byte: byte + count, code_point: code_point + count, utf16: utf16 + count }
    }
}

/// Converts positions of one text between the three units.
///
/// It keeps a checkpoint about every [`OffsetIndex::STRIDE`] bytes; a conversion is a binary search among
/// them and, except in ASCII, a walk of less than a stride. The index does not own the text and must be asked
/// with the same one.
#[derive(Clone, Debug)]
pub struct OffsetIndex {
    checkpoints: Vec<Checkpoint>,
    end: Checkpoint,
}

impl OffsetIndex {
    /// Smallest number of bytes between two checkpoints.
    pub const STRIDE: usize = 64;

    /// Builds the index in one walk over the text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let (mut checkpoints, mut here) = (Vec::new(), Checkpoint::default());
        loop {
            checkpoints.push(here);
            let end = text.len().min(here.byte + Self::STRIDE);
            if text.as_bytes()[here.byte..end].is_ascii() {
                here = here.past_ascii(end - here.byte);
            }
            let mut characters = text[here.byte..].chars();
            while here.byte < end
                && let Some(character) = characters.next()
            {
                here = here.past(character);
            }
            if here.byte == text.len() {
                return Self { checkpoints, end: here };
            }
        }
    }

    /// Length of the text in code points.
    #[must_use]
    pub fn code_points(&self) -> usize {
        self.end.code_point
    }

    /// Position in code points; `None` outside the text or inside a character.
    #[must_use]
    pub fn byte_to_code_point(&self, text: &str, offset: ByteOffset) -> Option<CodePointOffset> {
        let found = self.seek(text, offset.0, |at| at.byte)?;
        Some(CodePointOffset(found.code_point))
    }

    /// Position in UTF-16 units; `None` outside the text or inside a character.
    #[must_use]
    pub fn byte_to_utf16(&self, text: &str, offset: ByteOffset) -> Option<Utf16Offset> {
        let found = self.seek(text, offset.0, |at| at.byte)?;
        Some(Utf16Offset(found.utf16))
    }

    /// Position in bytes; `None` outside the text.
    #[must_use]
    pub fn code_point_to_byte(&self, text: &str, offset: CodePointOffset) -> Option<ByteOffset> {
        let found = self.seek(text, offset.0, |at| at.code_point)?;
        Some(ByteOffset(found.byte))
    }

    /// Position in bytes; `None` outside the text or between the two halves of a surrogate pair.
    #[must_use]
    pub fn utf16_to_byte(&self, text: &str, offset: Utf16Offset) -> Option<ByteOffset> {
        let found = self.seek(text, offset.0, |at| at.utf16)?;
        Some(ByteOffset(found.byte))
    }

    fn seek(&self, text: &str, target: usize, unit: impl Fn(&Checkpoint) -> usize) -> Option<Checkpoint> {
        if target > unit(&self.end) {
            return None;
        }
        let after = self.checkpoints.partition_point(|checkpoint| unit(checkpoint) <= target);
        let mut here = self.checkpoints[after - 1];
        let next = self.checkpoints.get(after).unwrap_or(&self.end);
        if next.byte - here.byte == next.code_point - here.code_point {
            // In nothing but ASCII, the three units are the same.
            return Some(here.past_ascii(target - unit(&here)));
        }
        let mut characters = text[here.byte..].chars();
        while unit(&here) < target {
            here = here.past(characters.next()?);
        }
        (unit(&here) == target).then_some(here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Walks the text by hand and asks the index the same questions.
    fn check(text: &str) {
        let index = OffsetIndex::new(text);
        let mut expected = Checkpoint::default();
        for character in text.chars().map(Some).chain([None]) {
            let Checkpoint { byte, code_point, utf16 } = expected;
            let (byte, code_point, utf16) =
                (ByteOffset(byte), CodePointOffset(code_point), Utf16Offset(utf16));
            assert_eq!(index.byte_to_code_point(text, byte), Some(code_point));
            assert_eq!(index.byte_to_utf16(text, byte), Some(utf16));
            assert_eq!(index.code_point_to_byte(text, code_point), Some(byte));
            assert_eq!(index.utf16_to_byte(text, utf16), Some(byte));
            if let Some(character) = character {
                if character.len_utf8() > 1 {
                    assert_eq!(index.byte_to_code_point(text, ByteOffset(byte.0 + 1)), None);
                }
                if character.len_utf16() > 1 {
                    assert_eq!(index.utf16_to_byte(text, Utf16Offset(utf16.0 + 1)), None);
                }
                expected = expected.past(character);
            }
        }
        assert_eq!(index.code_point_to_byte(text, CodePointOffset(expected.code_point + 1)), None);
        assert_eq!(index.byte_to_utf16(text, ByteOffset(text.len() + 1)), None);
    }

    #[test]
    fn every_position_converts_in_every_unit() {
        check("");
        check("plain");
        check("Erdoğan “met” Şehbaz…");
        check("👩‍👩‍👧 family, 🇹🇷 flag, g\u{306} combining, عربي and עברית\r\n");
        check(&"x🙂é ".repeat(400));
    }
}

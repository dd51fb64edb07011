//! Normal forms of Unicode (UAX 15): letters in one piece (NFC) or taken apart (NFD).

use icu_normalizer::properties::{CanonicalCombiningClassMapBorrowed, CanonicalCompositionBorrowed};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use std::borrow::Cow;

/// Text with each letter in one piece (NFC).
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// Text with each letter taken apart (NFD).
#[must_use]
pub fn decomposed(text: &str) -> Cow<'_, str> {
    DecomposingNormalizerBorrowed::new_nfd().normalize(text)
}

/// True for a mark whose place among other marks does not matter, as an accent above and one below.
#[must_use]
pub fn is_mark(character: char) -> bool {
    !character.is_ascii() && CanonicalCombiningClassMapBorrowed::new().get_u8(character) != 0
}

/// First character of the text, with all that is one letter with it.
#[must_use]
pub fn cluster(text: &str) -> &str {
    let mut characters = text.char_indices();
    let Some((_, mut letter)) = characters.next() else { return text };
    for (at, character) in characters {
        match CanonicalCompositionBorrowed::new().compose(letter, character) {
            Some(composed) => letter = composed,
            None if is_mark(character) => {}
            None => return &text[..at],
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_in_one_piece_or_taken_apart() {
        let check = |one: &str, apart: &str| {
            assert_eq!((&*composed(apart), &*decomposed(one)), (one, apart));
            assert_eq!([cluster(one), cluster(apart)], [one, apart]);
            assert_eq!(cluster(&format!("{apart}x")), apart);
        };
        check("é", "e\u{301}");
        check("ộ", "o\u{323}\u{302}");
        check("\u{9cb}", "\u{9c7}\u{9be}");
        check("한", "\u{1112}\u{1161}\u{11ab}");
        check("Ω", "Ω");
    }
}

//! Characters that are no letters though they stand in words, and letters whose words do not stand apart.
//!
//! It does not know words.

/// True for marks that have no width and no shape: byte order marks, blanks and joiners of no width, soft
/// hyphens, marks of direction. At the end of a word they are no part of it.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

/// Separates words, though nobody sees it.
pub const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// True for letters of scripts that are written without blanks: East Asian ones, Thai, Lao, Tibetan, Burmese,
/// Khmer, Tai, Balinese, Javanese, Ahom, Yi. Words in them are guessed by a dictionary.
#[must_use]
pub fn is_unseparated(character: char) -> bool {
    matches!(
        character,
        '\u{e00}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{1950}'..='\u{19ff}'
            | '\u{1a20}'..='\u{1aaf}'
            | '\u{1b00}'..='\u{1b7f}'
            | '\u{2e80}'..='\u{2fdf}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3021}'..='\u{302f}'
            | '\u{3031}'..='\u{303b}'
            | '\u{3041}'..='\u{312f}'
            | '\u{31a0}'..='\u{31bf}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{a4cf}'
            | '\u{a980}'..='\u{a9ff}'
            | '\u{aa60}'..='\u{aadf}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{11700}'..='\u{1174f}'
            | '\u{1aff0}'..='\u{1b16f}'
            | '\u{20000}'..='\u{3fffd}'
    )
}

//! Encodings: the characters of a file of text, by its mark, by what it declares, or as a guess.
//!
//! - **Reads** UTF-8, UTF-16 with and without a mark, and Windows-1252 by itself, with the table of the WHATWG’s Encoding Standard
//!   (<https://encoding.spec.whatwg.org/index-windows-1252.txt>); all else through [`Tools`].
//! - **Guesses**, where nothing else tells: of the encodings that decode every byte the one whose letters look most like words. In
//!   a text that is UTF-8 but for a few bytes, as files that were joined are, those bytes are Windows-1252.
//! - **Leaves out** nothing: bytes that are no characters in the encoding refuse the file.

use super::Tools;
use crate::formats::error::ReadError;
use crate::import::{Encoding, EncodingFrom};
use std::borrow::Cow;

/// Characters of a file, with their encoding. `declared` is the one that the file itself names.
///
/// # Errors
/// When the bytes are no characters in the encoding that a person chose, or in any that is known here.
pub fn decode<'a>(
    bytes: &'a [u8],
    chosen: Option<&str>,
    declared: Option<&str>,
    tools: Tools,
) -> Result<(Cow<'a, str>, Encoding), ReadError> {
    let encoding = |label: &str, because| Encoding { label: label.to_ascii_lowercase().into(), because };
    if let Some(label) = chosen {
        let text = by_label(bytes, label, tools).ok_or_else(|| ReadError::OtherEncoding(label.into()))?;
        return Ok((text, encoding(label, EncodingFrom::Choice)));
    }
    if let Some(label) = marked(bytes) {
        let text = by_label(bytes, label, tools).ok_or_else(|| ReadError::OtherEncoding(label.into()))?;
        return Ok((text, encoding(label, EncodingFrom::Mark)));
    }
    if let Some(label) = declared
        && let Some(text) = by_label(bytes, label, tools)
    {
        return Ok((text, encoding(label, EncodingFrom::Declared)));
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Ok((text.into(), encoding("utf-8", EncodingFrom::Certain)));
    }
    if bytes.contains(&0) {
        let label = unmarked_utf16(bytes).ok_or(ReadError::Binary)?;
        let text = by_label(bytes, label, tools).ok_or(ReadError::Binary)?;
        return Ok((text, encoding(label, EncodingFrom::Guess)));
    }
    if let Some(text) = mixed(bytes) {
        return Ok((text.into(), encoding("utf-8", EncodingFrom::Mixed)));
    }
    let (label, text) = guess(bytes, tools).ok_or_else(|| {
        ReadError::NotUtf8(std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len))
    })?;
    Ok((text.into(), encoding(label, EncodingFrom::Guess)))
}

/// Encoding of a byte order mark.
fn marked(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => Some("utf-8"),
        [0xff, 0xfe, ..] => Some("utf-16le"),
        [0xfe, 0xff, ..] => Some("utf-16be"),
        _ => None,
    }
}

/// Characters in that encoding, without the mark of UTF-16; `None` if the bytes are none.
pub fn by_label<'a>(bytes: &'a [u8], label: &str, tools: Tools) -> Option<Cow<'a, str>> {
    match &*label.trim().to_ascii_lowercase() {
        "utf-8" | "utf8" => std::str::from_utf8(bytes).ok().map(Cow::from),
        "utf-16le" | "utf-16" => utf16(bytes, u16::from_le_bytes).map(Cow::from),
        "utf-16be" => utf16(bytes, u16::from_be_bytes).map(Cow::from),
        // The standard makes one of them.
        "windows-1252" | "cp1252" | "iso-8859-1" | "iso8859-1" | "latin1" | "us-ascii" | "ascii" => {
            Some(bytes.iter().copied().map(windows_1252).collect::<String>().into())
        }
        label => (tools.decode)(label, bytes).map(Cow::from),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: String =
        char::decode_utf16(units).collect::<Result<_, _>>().ok().filter(|_| rest.is_empty())?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    (!text.contains('\0')).then_some(text)
}

/// UTF-16 of a text that is mostly Latin or has blanks and line ends: every other byte of it is 0, on one side.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static str> {
    let (pairs, _) = bytes.as_chunks::<2>();
    let zeros = |side: usize| pairs.iter().filter(|pair| pair[side] == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    let are_many = |zeros: usize| pairs.len() > 4 && zeros * 3 > pairs.len();
    match () {
        () if are_many(low) && high == 0 => Some("utf-16le"),
        () if are_many(high) && low == 0 => Some("utf-16be"),
        () => None,
    }
}

/// Character of a byte in Windows-1252, with which browsers read ISO-8859-1 as well.
pub fn windows_1252(byte: u8) -> char {
    const FROM_128: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let place = usize::from(byte).checked_sub(0x80).filter(|place| *place < 32);
    place.map_or(char::from(byte), |place| FROM_128[place])
}

/// Characters of a text in UTF-8 with some bytes of Windows-1252 in it; `None` if it is another one.
fn mixed(bytes: &[u8]) -> Option<String> {
    let (mut text, mut letters, mut strange) = (String::new(), 0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        strange += chunk.invalid().len();
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().copied().map(windows_1252));
    }
    // Characters of East Asia may be letters of UTF-8 by chance.
    (letters > 2 * strange).then_some(text)
}

/// Encodings among which is guessed, of equally good ones the first. Encodings of Latin letters differ in few bytes.
const GUESSES: [&str; 12] = [
    "windows-1252",
    "windows-1254",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-kr",
    "windows-1251",
    "koi8-r",
    "windows-1253",
    "windows-1256",
    "windows-1255",
    "windows-1250",
];

fn guess(bytes: &[u8], tools: Tools) -> Option<(&'static str, String)> {
    const LOOKED_AT: usize = 40_000;
    // A cut within a character would be a wrong byte: the cut is behind one of ASCII.
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let head = if head.len() < bytes.len() {
        &head[..head.iter().rposition(|byte| *byte < 0x40).map_or(head.len(), |at| at + 1)]
    } else {
        head
    };
    let mut best: Option<(i64, &'static str)> = None;
    for label in GUESSES {
        let Some(text) = by_label(head, label, tools) else { continue };
        let score = likeness(&text);
        if best.is_none_or(|(other, _)| score > other) {
            best = Some((score, label));
        }
    }
    best.into_iter().find_map(|(_, label)| Some((label, by_label(bytes, label, tools)?.into_owned())))
}

/// Number that is the larger, the more the letters beyond ASCII look like those of words: beside letters of their own script, in
/// small letters within a word, and in East Asia the ones that stand in every text.
fn likeness(text: &str) -> i64 {
    const LONGEST_WORD: usize = 8;
    let mut score = 0;
    let mut before = [' '; 2];
    let mut run = 0;
    for letter in text.chars() {
        let [last, earlier] = before;
        before = [letter, last];
        let of_last = script(last);
        run = if script(letter) == Script::Korean { run + 1 } else { 0 };
        if letter.is_ascii() {
            // No blank stands between Chinese characters. The letters of Turkish that end its words are those of Icelandic in
            // other encodings which end none, and the other way round.
            score -= if letter.is_ascii_alphabetic() {
                if of_last == Script::Chinese { 4 } else { 0 }
            } else {
                if "ýþğ".contains(last) { 5 } else { 0 }
            };
            continue;
        }
        let is_first = !last.is_alphabetic();
        score += match script(letter) {
            Script::None if "“”‘’„–—…«»•€°。，、「」".contains(letter) => 2,
            Script::None => -6,
            Script::Latin if letter.is_uppercase() && !is_first && last.is_lowercase() => -6,
            // A letter with an accent stands among plain ones.
            Script::Latin if is_first || last.is_ascii_alphabetic() => 3,
            Script::Latin => -2,
            Script::Chinese | Script::Korean | Script::Kana if last.is_ascii_alphabetic() => -4,
            Script::Chinese if last == ' ' && script(earlier) == Script::Chinese => -6,
            Script::Chinese if FREQUENT.contains(letter) => 8,
            Script::Chinese => 2,
            Script::Kana => 6,
            // Blanks stand between Korean words.
            Script::Korean if run > LONGEST_WORD => -2,
            Script::Korean => 4,
            Script::Rare => -4,
            _ if is_first && letter.is_uppercase() => 2,
            _ if letter.is_uppercase() && last.is_lowercase() => -6,
            other if is_first || of_last == other => 3,
            _ => -3,
        };
    }
    score
}

/// Characters that stand in nearly every Chinese text, as they are written on the mainland and elsewhere.
const FREQUENT: &str = "的一是不了在人有我他这個个们中来上大为和国國地到以说說时時要就出会會可也你对對生能而子那得于着下自之年过過後後这這们們来來为為发發与與及日月部在理";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    None,
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Chinese,
    Kana,
    Korean,
    /// East Asian, of those that seldom stand in a text.
    Rare,
}

fn script(letter: char) -> Script {
    match letter {
        'A'..='Z' | 'a'..='z' | 'À'..='ɏ' if letter.is_alphabetic() => Script::Latin,
        '\u{370}'..='\u{3ff}' if letter.is_alphabetic() => Script::Greek,
        '\u{400}'..='\u{45f}' => Script::Cyrillic,
        '\u{5d0}'..='\u{5ea}' => Script::Hebrew,
        '\u{621}'..='\u{64a}' => Script::Arabic,
        'ぁ'..='ヺ' | 'ー' => Script::Kana,
        '一'..='龥' => Script::Chinese,
        '가'..='힣' => Script::Korean,
        '\u{ff61}'..='\u{ff9f}' | '\u{e000}'..='\u{f8ff}' | '\u{3400}'..='\u{4dbf}' => Script::Rare,
        _ => Script::None,
    }
}

//! The browser's knowledge of languages: the ends of characters, words and sentences (`Intl.Segmenter`), and the same word in
//! another case (`RegExp`) or in other code points (`normalize`). The purpose of a question is decided elsewhere.

use glossator_core::query::search::{Matcher, Pattern};
use glossator_core::text::tokenise::{Segmenter, Token, Unit};
use js_sys::Intl::{self, SegmentData, SegmenterGranularity, SegmenterOptions, Segments};
use js_sys::{Array, JsString, RegExp};
use std::cell::OnceCell;
use std::ops::Range;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

// js-sys has no type for one match of an expression.
#[wasm_bindgen]
extern "C" {
    type Match;

    #[wasm_bindgen(method, getter)]
    fn index(this: &Match) -> usize;
}

/// The browser's languages.
pub struct Language;

impl Segmenter for Language {
    fn token(&self, unit: Unit, text: &str, at: usize) -> Token {
        let at = u32::try_from(text[..at].encode_utf16().count()).unwrap_or(u32::MAX);
        let Some(found) = segments(unit, text).containing(at) else {
            return Token { start: 0, end: text.len(), is_word: false };
        };
        let start = byte(text, found.index());
        let end = start + String::from(found.segment()).len();
        Token { start, end, is_word: found.is_word_like().unwrap_or_default() }
    }

    fn words(&self, text: &str) -> Vec<Range<usize>> {
        let words = Array::from(&segments(Unit::Word, text));
        let starts = words.iter().map(|word| word.unchecked_ref::<SegmentData>().index() as usize);
        // Each begins where the one before ends.
        ranges(text, starts.flat_map(|start| [start, start]).skip(1).chain([usize::MAX]))
    }
}

fn segments(unit: Unit, text: &str) -> Segments {
    let granularity = match unit {
        Unit::Character => SegmenterGranularity::Grapheme,
        Unit::Word => SegmenterGranularity::Word,
        Unit::Sentence => SegmenterGranularity::Sentence,
    };
    // Making one takes as long as a hundred questions.
    thread_local! {
        static SEGMENTERS: [OnceCell<Intl::Segmenter>; 3] = const { [const { OnceCell::new() }; 3] };
    }
    SEGMENTERS.with(|segmenters| {
        let segmenter = segmenters[unit as usize].get_or_init(|| {
            let options = SegmenterOptions::new();
            options.set_granularity(granularity);
            Intl::Segmenter::new(&Array::of1(&"en".into()), &options)
        });
        segmenter.segment(text)
    })
}

impl Matcher for Language {
    fn find(&self, pattern: &Pattern, text: &str) -> Vec<Range<usize>> {
        let flags = if pattern.as_written { "gu" } else { "giu" };
        let expression = RegExp::new(&expression(pattern), flags);
        let matches = JsString::from(text).match_all(&expression);
        let mut ends = Vec::new();
        while let Ok(next) = matches.next() {
            if next.done() {
                break;
            }
            let found = next.value();
            let start = found.unchecked_ref::<Match>().index();
            let words = found.unchecked_into::<Array>().get(0).unchecked_into::<JsString>();
            ends.extend([start, start + words.length() as usize]);
        }
        ranges(text, ends)
    }
}

/// The words as an expression that finds what a person takes for the same.
fn expression(Pattern { words, as_written, .. }: &Pattern) -> String {
    let normal = |words: &str, form: &str| String::from(JsString::from(words).normalize(form));
    let mut expression = String::new();
    for (number, word) in normal(words, "NFC").split_whitespace().enumerate() {
        if number > 0 {
            expression.push_str("\\s+");
        }
        for character in word.chars() {
            let alike = match character {
                '\'' | '‘' | '’' | 'ʼ' => "['‘’ʼ]",
                '"' | '“' | '”' | '„' | '«' | '»' => "[\"“”„«»]",
                '-' | '‐' | '‑' | '–' => "[-‐‑–]",
                // The same letter in Turkish and elsewhere.
                'i' | 'ı' | 'I' | 'İ' if !as_written => "[iıIİ]\u{307}?",
                _ => "",
            };
            expression.push_str(alike);
            if !alike.is_empty() {
                continue;
            }
            if character.is_ascii() {
                if "^$\\.*+?()[]{}|/".contains(character) {
                    expression.push('\\');
                }
                expression.push(character);
                continue;
            }
            let whole = character.to_string();
            let parts = normal(&whole, "NFD");
            let pieces = if parts == whole { vec![&*whole] } else { vec!["(?:", &whole, "|", &parts, ")"] };
            expression.extend(pieces);
        }
    }
    expression
}

/// Neighbouring pairs of ends in UTF-16 units, in order, as ranges of bytes. Empty ranges are left out.
pub(super) fn ranges(text: &str, ends: impl IntoIterator<Item = usize>) -> Vec<Range<usize>> {
    let mut characters = text.char_indices();
    let (mut at, mut passed) = (0, 0);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for units in ends {
        while passed < units {
            let Some((_, character)) = characters.next() else { break };
            passed += character.len_utf16();
            at = characters.offset();
        }
        match start.take() {
            None => start = Some(at),
            Some(start) if start < at => found.push(start..at),
            Some(_) => {}
        }
    }
    found
}

/// The byte behind so many UTF-16 units.
fn byte(text: &str, units: u32) -> usize {
    let mut left = units as usize;
    for (at, character) in text.char_indices() {
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(character.len_utf16());
    }
    text.len()
}

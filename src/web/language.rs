//! What the browser knows about languages: where characters, words and sentences end (`Intl.Segmenter`), and what is
//! the same word in another case (`RegExp`). Its tables would weigh more than the whole page.

use glossator_core::query::Matcher;
use glossator_core::tokenise::{Segmenter, Token, Unit};
use js_sys::RegExp;
use std::ops::Range;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Segmenter, js_namespace = Intl)]
    type IntlSegmenter;

    #[wasm_bindgen(constructor, js_class = "Segmenter", js_namespace = Intl)]
    fn new(language: &str, options: &JsValue) -> IntlSegmenter;

    #[wasm_bindgen(method)]
    fn segment(this: &IntlSegmenter, text: &str) -> Segments;

    type Segments;

    #[wasm_bindgen(method)]
    fn containing(this: &Segments, at: usize) -> Option<Segment>;

    type Segment;

    #[wasm_bindgen(method, getter)]
    fn index(this: &Segment) -> usize;

    #[wasm_bindgen(method, getter)]
    fn segment(this: &Segment) -> String;

    #[wasm_bindgen(method, getter, js_name = isWordLike)]
    fn is_word_like(this: &Segment) -> Option<bool>;

    type Match;

    #[wasm_bindgen(method, getter)]
    fn index(this: &Match) -> usize;
}

/// The browser's languages.
pub struct Language;

impl Segmenter for Language {
    fn token(&self, unit: Unit, text: &str, at: usize) -> Token {
        let granularity = match unit {
            Unit::Character => "grapheme",
            Unit::Word => "word",
            Unit::Sentence => "sentence",
        };
        let segmenter = IntlSegmenter::new("en", &super::value::options("granularity", &granularity.into()));
        let Some(found) = segmenter.segment(text).containing(units(&text[..at])) else {
            return Token { start: 0, end: text.len(), is_word: false };
        };
        let start = byte(text, found.index());
        Token { start, end: start + found.segment().len(), is_word: found.is_word_like().unwrap_or_default() }
    }
}

impl Matcher for Language {
    fn find(&self, words: &str, text: &str) -> Vec<Range<usize>> {
        let mut pattern = String::new();
        for character in words.chars() {
            if "^$\\.*+?()[]{}|/".contains(character) {
                pattern.push('\\');
            }
            pattern.push(character);
        }
        let expression = RegExp::new(&pattern, "giu");
        let mut found = Vec::new();
        while let Some(one) = expression.exec(text) {
            let start = byte(text, wasm_bindgen::JsCast::unchecked_ref::<Match>(&one).index());
            let length = one.get(0).as_string().map_or(0, |words| words.len());
            if length == 0 {
                break;
            }
            found.push(start..start + length);
        }
        found
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The byte behind so many UTF-16 units.
fn byte(text: &str, units: usize) -> usize {
    let mut left = units;
    for (at, character) in text.char_indices() {
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(character.len_utf16());
    }
    text.len()
}

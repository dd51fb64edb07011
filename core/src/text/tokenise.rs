//! Tokens: characters as people see them, words and sentences; steps of a caret by them; and the words that a
//! hasty selection meant.
//!
//! A [`Segmenter`] knows the ends of tokens, by the rules of Unicode (Standard Annex 29) and the dictionaries
//! of languages that write without blanks. The tables are the browser's; the rules built on them are here.

use crate::text::Text;
use crate::text::characters::{ZERO_WIDTH_SPACE, is_invisible, is_unseparated};
use crate::text::offset::ByteOffset;
use crate::text::span::Span;
use std::ops::Range;

/// A unit into which a text can be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A character as a reader sees it, however many code points it has.
    Character,
    /// A word, or the characters between two words.
    Word,
    /// A sentence with the white space behind it.
    Sentence,
}

/// A piece of a text, in bytes. Not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// True if letters or digits are in it.
    pub is_word: bool,
}

/// Cuts a text into tokens.
pub trait Segmenter {
    /// Token of the character at the byte `at`, which lies on the border of a character before the text's
    /// end.
    fn token(&self, unit: Unit, text: &str, at: usize) -> Token;

    /// Words of the text and the pieces between them, in bytes, without a gap.
    fn words(&self, text: &str) -> Vec<Range<usize>> {
        let mut words = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let end = self.token(Unit::Word, text, at).end;
            words.push(at..end);
            at = end;
        }
        words
    }
}

/// A step of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One character.
    Character,
    /// To the end of a word, or back to its start.
    Word,
    /// To the start of a paragraph.
    Paragraph,
    /// To the end of the article, or back to its start.
    Article,
}

/// A text with a segmenter for its language.
#[derive(Clone, Copy)]
pub struct Tokens<'a> {
    text: &'a Text,
    segmenter: &'a dyn Segmenter,
}

impl<'a> Tokens<'a> {
    /// Joins a text with a segmenter.
    #[must_use]
    pub fn of(text: &'a Text, segmenter: &'a dyn Segmenter) -> Self {
        Self { text, segmenter }
    }

    /// Position of the caret after the step. It stays inside of blocks, and does not move beyond the two ends
    /// of the text.
    #[must_use]
    pub fn step(&self, from: ByteOffset, step: Step, forward: bool) -> ByteOffset {
        let Some((number, block)) = self.block(from) else { return from };
        let neighbour = if forward { number.checked_add(1) } else { number.checked_sub(1) };
        let neighbour = neighbour.and_then(|number| self.text.blocks().get(number));
        let is_over = if forward { from >= block.end() } else { from <= block.start() };
        match (step, forward) {
            (Step::Paragraph, true) => neighbour.map_or(block.end(), |block| block.start()),
            (Step::Paragraph, false) if !is_over => block.start(),
            (Step::Paragraph, false) => neighbour.map_or(block.start(), |block| block.start()),
            (Step::Article, true) => self.text.blocks().last().map_or(from, |block| block.end()),
            (Step::Article, false) => self.text.blocks().first().map_or(from, |block| block.start()),
            (Step::Character, true) if is_over => neighbour.map_or(from, |block| block.start()),
            (Step::Character, false) if is_over => neighbour.map_or(from, |block| block.end()),
            (Step::Word, _) if is_over => neighbour.map_or(from, |block| {
                let from = if forward { block.start() } else { block.end() };
                self.border_of_word(*block, from, forward)
            }),
            (Step::Word, _) => self.border_of_word(block, from, forward),
            (Step::Character, _) => {
                let token = self.beside(Unit::Character, block, from, forward);
                ByteOffset(if forward { token.end } else { token.start })
            }
        }
    }

    /// Words of the text and the pieces between them, in bytes and without white space. "Mr." and "U.S." are one,
    /// "Erdogan's" and "isn't" are two, as linguists cut.
    #[must_use]
    pub fn words(&self, is_blank: fn(char) -> bool) -> Vec<Range<usize>> {
        let content = self.text.content();
        let mut words: Vec<Range<usize>> = Vec::new();
        for block in self.text.blocks() {
            for token in self.segmenter.words(block.of(content)) {
                let mut start = block.start().0 + token.start;
                // By the rules, some white space joins words.
                for part in block.of(content)[token].split_inclusive(is_blank) {
                    let word = part.trim_end_matches(is_blank);
                    let end = start + word.len();
                    match words.last_mut() {
                        _ if word.is_empty() => {}
                        Some(last)
                            if last.end == start
                                && goes_on(&content[last.clone()], &content[start..], word) =>
                        {
                            last.end = end;
                        }
                        _ => {
                            let cut = end - ending(word).len();
                            words.extend([start..cut, cut..end].into_iter().filter(|word| !word.is_empty()));
                        }
                    }
                    start += part.len();
                }
            }
        }
        words
    }

    /// Ends of the sentences, or starts of the next ones, in bytes.
    #[must_use]
    pub fn sentence_ends(&self) -> Vec<usize> {
        let mut ends = Vec::new();
        for block in self.text.blocks() {
            let mut at = block.start();
            while at < block.end() {
                let end = self.sentence(*block, at).map(Span::end).filter(|end| *end > at);
                at = end.unwrap_or(block.end());
                ends.push(at.0);
            }
        }
        ends
    }

    /// Word at the position, or the one that ends there, or the next one of the block, or else the last.
    #[must_use]
    pub fn word(&self, at: ByteOffset) -> Option<Span> {
        let (_, block) = self.block(at)?;
        let there = |forward| {
            let is_over = if forward { at >= block.end() } else { at <= block.start() };
            (!is_over).then(|| self.beside(Unit::Word, block, at, forward)).filter(|token| token.is_word)
        };
        let token = there(true).or_else(|| there(false));
        let token = token.or_else(|| {
            let ahead = self.border_of_word(block, at, true);
            let behind = self.border_of_word(block, at, false);
            let last = || self.beside(Unit::Word, block, behind, true);
            let next = (ahead > at).then(|| self.beside(Unit::Word, block, ahead, false));
            next.filter(|token| token.is_word).or_else(|| (behind < at).then(last))
        })?;
        let content = self.text.content();
        let span = Span::new(content, ByteOffset(token.start), ByteOffset(token.end)).ok()?;
        Some(self.snapped(span))
    }

    /// Smallest word, sentence or paragraph around the position that is more than the selection.
    #[must_use]
    pub fn expanded(&self, at: ByteOffset, selected: Option<Span>) -> Option<Span> {
        let is_more = |span: &Span| {
            selected.is_none_or(|now| *span != now && span.start() <= now.start() && now.end() <= span.end())
        };
        self.around(at).into_iter().flatten().find(is_more)
    }

    /// Largest word or sentence around the position that is less than the selection.
    #[must_use]
    pub fn shrunk(&self, at: ByteOffset, selected: Span) -> Option<Span> {
        let is_less = |span: &Span| {
            *span != selected && selected.start() <= span.start() && span.end() <= selected.end()
        };
        self.around(at).into_iter().flatten().rev().find(is_less)
    }

    fn around(&self, at: ByteOffset) -> [Option<Span>; 3] {
        let Some((_, block)) = self.block(at) else { return [None; 3] };
        let content = self.text.content();
        let trimmed = |span: Span| span.trimmed(content);
        [self.word(at), self.sentence(block, at).and_then(trimmed), trimmed(block)]
    }

    /// Span from the start of the sentence that it begins in to the end of the one that it ends in.
    #[must_use]
    pub fn sentence_of(&self, span: Span) -> Span {
        let content = self.text.content();
        let there = |at| {
            let (_, block) = self.block(at)?;
            self.sentence(block, at)?.trimmed(content)
        };
        let start = there(span.start()).map_or(span.start(), |sentence| sentence.start().min(span.start()));
        let last = content[span.bytes()].char_indices().next_back().map_or(0, |(last, _)| last);
        let end = there(ByteOffset(span.start().0 + last));
        let end = end.map_or(span.end(), |sentence| sentence.end().max(span.end()));
        Span::new(content, start, end).unwrap_or(span)
    }

    /// Sentence at the position. Unlike by the rules, "Gen. Munir" and "the U.S. President" are in one
    /// sentence, and a quotation mark before a word begins one, even without a blank before it.
    fn sentence(&self, block: Span, at: ByteOffset) -> Option<Span> {
        let content = self.text.content();
        let at = ByteOffset(at.0 + opening(content, at.0).len());
        let mut found = self.beside(Unit::Sentence, block, at, at < block.end());
        while found.end < block.end().0 && ends_short(&content[found.start..found.end]) {
            found.end = self.beside(Unit::Sentence, block, ByteOffset(found.end), true).end;
        }
        while found.start > block.start().0 && ends_short(&content[block.start().0..found.start]) {
            found.start = self.beside(Unit::Sentence, block, ByteOffset(found.start), false).start;
        }
        let [start, end] = [found.start, found.end].map(|border| border - closed(content, border).len());
        Span::new(content, ByteOffset(start.max(block.start().0)), ByteOffset(end)).ok()
    }

    /// Span that a selection by hand meant: whole words, without the punctuation, quotation marks and
    /// possessive at its ends. A selection without a word stays as it is, and so does an end in a word that
    /// is only guessed, because its script is written without blanks.
    #[must_use]
    pub fn snapped(&self, span: Span) -> Span {
        let content = self.text.content();
        let start = self.block(span.start()).filter(|(_, block)| span.start() < block.end());
        let start = start.map(|(_, block)| self.beside(Unit::Word, block, span.start(), true));
        let end = self.block(span.end()).filter(|(_, block)| span.end() > block.start());
        let end = end.map(|(_, block)| self.beside(Unit::Word, block, span.end(), false));
        let word = |token: &Token| token.is_word && !content[token.start..token.end].contains(is_unseparated);
        let start = start.filter(word).map_or(span.start().0, |token| token.start);
        let last = end.filter(word);
        let end = last.map_or(span.end().0, |token| token.end);

        let Some(words) = content.get(start..end) else { return span };
        let from = start + (words.len() - words.trim_start_matches(is_outside).len());
        let mut upto = start + words.trim_end_matches(is_outside).len();
        if from >= upto {
            return span;
        }
        let chosen = &content[from..upto];
        if let Some(owner) = ["'s", "’s"].iter().find_map(|mark| chosen.strip_suffix(mark))
            && owner.ends_with(|last| !is_outside(last))
        {
            upto = from + owner.len();
        }
        // "U.S." ends with a full stop of its own.
        if content[upto..].starts_with('.') && has_initials(last_word(&content[from..upto])) {
            upto += 1;
        }
        Span::new(content, ByteOffset(from), ByteOffset(upto)).unwrap_or(span)
    }

    /// True if no word continues beyond either end of the span. "Erdogan" is whole in "Erdogan’s", "U.S" is
    /// not in "U.S.A".
    #[must_use]
    pub fn is_whole(&self, span: Span) -> bool {
        self.is_border(span.start()) && self.is_border(span.end())
    }

    /// True if no word continues across the position, or across the invisible marks there. Most positions
    /// need no segmenter.
    fn is_border(&self, at: ByteOffset) -> bool {
        let content = self.text.content();
        let (before, behind) = content.split_at(at.0);
        let is_joining = |mark: char| is_invisible(mark) && mark != ZERO_WIDTH_SPACE;
        let (before, behind) = (before.trim_end_matches(is_joining), behind.trim_start_matches(is_joining));
        let at = ByteOffset(content.len() - behind.len());
        let (mut before, mut behind) = (before.chars().rev(), behind.chars());
        let (Some(last), Some(next)) = (before.next(), behind.next()) else { return true };
        let is_plain = |character: char| character.is_ascii_alphanumeric();
        if is_plain(last) && is_plain(next) {
            return false;
        }
        // Apostrophes separate, too: a name is the same word with a possessive.
        let parts = |mark: char, beyond: Option<char>| {
            let joins =
                mark == '_' || (".,:;".contains(mark) && beyond.is_some_and(|beyond| !is_outside(beyond)));
            is_outside(mark) && !joins
        };
        if parts(next, behind.next()) || parts(last, before.next()) {
            return true;
        }
        let Some((_, block)) = self.block(at) else { return true };
        at >= block.end() || self.beside(Unit::Word, block, at, true).start == at.0
    }

    /// Number and span of the block that the position lies in, or else of the nearest one behind.
    fn block(&self, at: ByteOffset) -> Option<(usize, Span)> {
        let number = self.text.block_at(at)?;
        Some((number, self.text.blocks()[number]))
    }

    /// Token behind a position inside of the block, or before it; in bytes of the whole text.
    fn beside(&self, unit: Unit, block: Span, at: ByteOffset, forward: bool) -> Token {
        let content = block.of(self.text.content());
        let offset = at.0.clamp(block.start().0, block.end().0) - block.start().0;
        let before = || content[..offset].char_indices().next_back().map_or(0, |(start, _)| start);
        let offset = if forward && offset < content.len() { offset } else { before() };
        let Token { start, end, is_word } = self.segmenter.token(unit, content, offset);
        Token { start: block.start().0 + start, end: block.start().0 + end, is_word }
    }

    /// End of the next word of the block, or start of the one before; the block's own end if there is none.
    fn border_of_word(&self, block: Span, from: ByteOffset, forward: bool) -> ByteOffset {
        let mut at = from;
        while if forward { at < block.end() } else { at > block.start() } {
            let token = self.beside(Unit::Word, block, at, forward);
            at = ByteOffset(if forward { token.end } else { token.start });
            if token.is_word {
                break;
            }
        }
        at
    }
}

/// True if the text has a word: letters or digits.
#[must_use]
pub fn has_word(text: &str, segmenter: &dyn Segmenter) -> bool {
    let mut at = 0;
    while at < text.len() {
        let token = segmenter.token(Unit::Word, text, at);
        if token.is_word {
            return true;
        }
        at = token.end;
    }
    false
}

/// True for characters that belong to the sentence around a name or a statement, not to the name itself.
fn is_outside(character: char) -> bool {
    character.is_whitespace()
        || is_invisible(character)
        || "\"'“”‘’„‚‟«»‹›()[]{}<>.,;:!?¡¿…–—―-·|/\\*_،؛؟。、，．！？；：「」『』《》〈〉（）【】"
            .contains(character)
}

/// Quotation marks and brackets that end at the byte and have a word right behind, but no blank before them.
fn closed(text: &str, at: usize) -> &str {
    let before = &text[..at];
    let marks = &before[before.trim_end_matches(OPENING).len()..];
    let is_before_word = text[at..].starts_with(|next: char| !is_outside(next));
    if is_before_word && !marks.is_empty() { marks } else { "" }
}

/// Quotation marks and brackets that begin at the byte, likewise.
fn opening(text: &str, at: usize) -> &str {
    let behind = &text[at..];
    let marks = &behind[..behind.len() - behind.trim_start_matches(OPENING).len()];
    if closed(text, at + marks.len()).is_empty() { "" } else { marks }
}

const OPENING: [char; 8] = ['“', '„', '«', '‘', '‚', '(', '[', '"'];

fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// True for letters with full stops between them: "U.S", "a.m".
fn has_initials(word: &str) -> bool {
    let is_letter = |part: &str| {
        part.chars().count() == 1 && !part.starts_with(|one: char| is_outside(one) || one.is_ascii_digit())
    };
    word.contains('.') && word.split('.').all(is_letter)
}

/// True if a short form continues with this word: with its full stop, or with the next initial.
fn goes_on(before: &str, behind: &str, word: &str) -> bool {
    let initial = before.strip_suffix('.').is_some_and(|before| has_initials(before) || before.len() == 1);
    match word {
        "." => is_short(before),
        _ => initial && word.len() == 1 && behind[word.len()..].starts_with('.'),
    }
}

/// Ending that English writes together with a word though it is a word of its own: "'s", "n't".
fn ending(word: &str) -> &str {
    let Some((at, mark)) = word.char_indices().rev().find(|(_, one)| ['\'', '’'].contains(one)) else {
        return "";
    };
    match &word[at + mark.len_utf8()..] {
        "s" | "S" | "re" | "ve" | "ll" | "d" | "m" => &word[at..],
        "t" if word[..at].ends_with('n') => &word[at - 1..],
        _ => "",
    }
}

/// True if the full stop at the end belongs to a short form, so that the sentence may go on behind it.
fn ends_short(sentence: &str) -> bool {
    let Some(word) = sentence.trim_end().strip_suffix('.').map(last_word) else { return false };
    is_short(word.trim_start_matches(is_outside))
}

/// True for a word that a full stop belongs to: "Mr", "U.S", "J".
fn is_short(word: &str) -> bool {
    const SHORT: [&str; 20] = [
        "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Maj", "Lt", "Capt", "Sgt", "Sen", "Rep", "Gov",
        "Pres", "St", "Jr", "Sr", "No", "vs",
    ];
    SHORT.contains(&word)
        || has_initials(word)
        || (word.len() == 1 && word.starts_with(|one: char| one.is_ascii_uppercase()))
}

//! Tokens: where the caret goes, what a hasty selection was meant to be. The rules of Unicode come from a library here,
//! from the browser in the page.

use glossator_core::text::Text;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use glossator_core::text::tokenise::{Segmenter, Step, Token, Tokens, Unit};
use glossator_fixture::language::Unicode;

/// A text in which `|` is the caret, or `[` and `]` the selection.
struct Marked {
    text: Text,
    marks: Vec<ByteOffset>,
}

fn marked(marked: &str) -> Marked {
    let (mut text, mut marks) = (String::new(), Vec::new());
    for character in marked.chars() {
        if "|[]".contains(character) {
            marks.push(ByteOffset(text.len()));
        } else {
            text.push(character);
        }
    }
    Marked { text: Text::new(text), marks }
}

fn span(Marked { text, marks }: &Marked) -> Span {
    Span::new(text.content(), marks[0], marks[1]).expect("a selection")
}

fn with_caret(text: &Text, at: ByteOffset) -> String {
    let (before, behind) = text.content().split_at(at.0);
    format!("{before}|{behind}")
}

fn with_selection(text: &Text, span: Option<Span>) -> String {
    let Some(span) = span else { return text.content().to_owned() };
    let content = text.content();
    format!("{}[{}]{}", &content[..span.start().0], span.of(content), &content[span.end().0..])
}

#[test]
fn the_caret_goes_by_what_people_take_for_characters() {
    let check = |before: &str, after: &str| {
        let [from, to] = [before, after].map(marked);
        let tokens = Tokens::of(&from.text, &Unicode);
        let there = tokens.step(from.marks[0], Step::Character, true);
        assert_eq!(with_caret(&from.text, there), after, "forward from {before}");
        let back = tokens.step(to.marks[0], Step::Character, false);
        assert_eq!(with_caret(&from.text, back), before, "back from {after}");
    };
    check("|ab", "a|b");
    check("|e\u{301}a", "e\u{301}|a");
    check("a|👩‍👩‍👧b", "a👩‍👩‍👧|b");
    check("|🇹🇷🇵🇰", "🇹🇷|🇵🇰");
    check("ا|ل", "ال|");
    check("one|\r\ntwo", "one\r\n|two");
    // Between two blocks there is nothing to stand in.
    check("one|\n\ntwo", "one\n\n|two");
    check("one| \r\n\r\n\r\ntwo", "one |\r\n\r\n\r\ntwo");
}

#[test]
fn the_caret_goes_by_words() {
    let check = |before: &str, forward: bool, after: &str| {
        let from = marked(before);
        let to = Tokens::of(&from.text, &Unicode).step(from.marks[0], Step::Word, forward);
        assert_eq!(with_caret(&from.text, to), after, "{before}");
    };
    check("|Erdogan’s visit", true, "Erdogan’s| visit");
    check("Erdogan’s| visit", true, "Erdogan’s visit|");
    check("Erd|ogan, he", true, "Erdogan|, he");
    check("Erdogan|, he", true, "Erdogan, he|");
    check("said, “we|", false, "said, “|we");
    check("said, “|we", false, "|said, “we");
    check("one|\n\ntwo three", true, "one\n\ntwo| three");
    check("one two\n\n|three", false, "one |two\n\nthree");
    check("one …|", true, "one …|");
    check("|… one", false, "|… one");
}

#[test]
fn the_caret_goes_by_paragraphs_and_to_the_ends() {
    let check = |step: Step, before: &str, forward: bool, after: &str| {
        let from = marked(before);
        let to = Tokens::of(&from.text, &Unicode).step(from.marks[0], step, forward);
        assert_eq!(with_caret(&from.text, to), after, "{before}");
    };
    check(Step::Paragraph, "o|ne\n\ntwo", true, "one\n\n|two");
    check(Step::Paragraph, "one\n\nt|wo", true, "one\n\ntwo|");
    check(Step::Paragraph, "one\n\nt|wo", false, "one\n\n|two");
    check(Step::Paragraph, "one\n\n|two", false, "|one\n\ntwo");
    check(Step::Article, "\none\n\ntw|o\n", false, "\n|one\n\ntwo\n");
    check(Step::Article, "\no|ne\n\ntwo\n", true, "\none\n\ntwo|\n");
    check(Step::Article, "|", true, "|");
}

#[test]
fn a_selection_by_mouse_becomes_whole_words() {
    let check = |before: &str, after: &str| {
        let selected = marked(before);
        let snapped = Tokens::of(&selected.text, &Unicode).snapped(span(&selected));
        assert_eq!(with_selection(&selected.text, Some(snapped)), after);
        let again = Tokens::of(&selected.text, &Unicode).snapped(snapped);
        assert_eq!(again, snapped, "it stays what it is: {after}");
    };
    check("met Er[dog]an in", "met [Erdogan] in");
    check("met[ Erdogan ]in", "met [Erdogan] in");
    check("[met Er]dogan", "[met Erdogan]");
    // Punctuation of the sentence is left out.
    check("in [Istanbul.] This", "in [Istanbul]. This");
    check("in [Istanbul. ]This", "in [Istanbul]. This");
    check("[“We act,”] he", "“[We act],” he");
    check("said [(Turkey)]", "said ([Turkey])");
    check("['Operation Dost', ]he", "'[Operation Dost]', he");
    check("قال[ أردوغان،] في", "قال [أردوغان]، في");
    check("[「安卡拉」]", "「[安卡拉]」");
    // So is the possessive, straight or curly, but no other apostrophe.
    check("met [Pakistan's] army", "met [Pakistan]'s army");
    check("[Erdogan’s] office", "[Erdogan]’s office");
    check("Erdog[an’s of]fice", "[Erdogan’s office]");
    check("the [Pakistanis’] army", "the [Pakistanis]’ army");
    check("[l’État] est", "[l’État] est");
    check("[O'Neil] met", "[O'Neil] met");
    // Punctuation that stands inside stays.
    check("[India-Pakistan] talks", "[India-Pakistan] talks");
    check("[he said: “no” to] it", "[he said: “no” to] it");
    check("the [U.S.] said", "the [U.S.] said");
    check("in the [U.S]. He", "in the [U.S.] He");
    check("costs [3.5]. He", "costs [3.5]. He");
    check("[50%] of $5", "[50%] of $5");
    check("50% of [$5 million]", "50% of [$5 million]");
    check("e\u{301}l[e\u{300}v]e", "[e\u{301}le\u{300}ve]");
    // Where there is no word, it stays as it is.
    check("yes [👩‍👩‍👧] no", "yes [👩‍👩‍👧] no");
    check("yes [ — ] no", "yes [ — ] no");
    check("one[\n\n]two", "one[\n\n]two");
    check("on[e\n\nt]wo", "[one\n\ntwo]");
    check("one[\n\nt]wo", "one\n\n[two]");
}

/// Words as a dictionary guesses them.
struct Dictionary(&'static [&'static str]);

impl Segmenter for Dictionary {
    fn token(&self, unit: Unit, text: &str, at: usize) -> Token {
        let mut known = self.0.iter().flat_map(|word| text.match_indices(word));
        let around = known.find(|(start, word)| *start <= at && at < start + word.len());
        match around.filter(|_| unit == Unit::Word) {
            Some((start, word)) => Token { start, end: start + word.len(), is_word: true },
            None => Unicode.token(unit, text, at),
        }
    }
}

#[test]
fn where_words_are_guessed_a_selection_stays_what_it_is() {
    let check = |words: &'static [&'static str], before: &str, after: &str| {
        let selected = marked(before);
        let snapped = Tokens::of(&selected.text, &Dictionary(words)).snapped(span(&selected));
        assert_eq!(with_selection(&selected.text, Some(snapped)), after);
    };
    let japanese = &["安田", "晋", "三元", "市長", "京都市", "内"];
    check(japanese, "[安田晋三]元市長は京都市内で", "[安田晋三]元市長は京都市内で");
    check(japanese, "安田晋三[元市長]は京都市内で", "安田晋三[元市長]は京都市内で");
    check(japanese, "元市長は[「京都」]市内で", "元市長は「[京都]」市内で");
    check(&["トランプ大統領"], "[トランプ]大統領", "[トランプ]大統領");
    check(&["ประเทศไทย"], "ใน[ประเทศ]ไทย", "ใน[ประเทศ]ไทย");
    check(&["ប្រទេសកម្ពុជា"], "[ប្រទេស]កម្ពុជា", "[ប្រទេស]កម្ពុជា");
    check(&["မြန်မာနိုင်ငံ"], "[မြန်မာ]နိုင်ငံ", "[မြန်မာ]နိုင်ငံ");
    // An end in a word with blanks around it goes to its border all the same.
    check(japanese, "NATO[とRuss]ia", "NATO[とRussia]");
    check(&[], "문[재인 대]통령", "[문재인 대통령]");
}

#[test]
fn invisible_marks_are_no_part_of_a_word() {
    let check = |before: &str, after: &str| {
        let selected = marked(before);
        let snapped = Tokens::of(&selected.text, &Unicode).snapped(span(&selected));
        assert_eq!(with_selection(&selected.text, Some(snapped)), after, "{before:?}");
    };
    check("[\u{feff}Ma]ra met", "\u{feff}[Mara] met");
    check("met [Mara\u{200e}] today", "met [Mara]\u{200e} today");
    check("met[\u{200b}Mara\u{200b}]today", "met\u{200b}[Mara]\u{200b}today");
    check("met [Mara’s\u{2060}] men", "met [Mara]’s\u{2060} men");
    check("[می\u{200c}خوا]هم", "[می\u{200c}خواهم]");
    let word = |before: &str, after: &str| {
        let at = marked(before);
        let found = Tokens::of(&at.text, &Unicode).expanded(at.marks[0], None);
        assert_eq!(with_selection(&at.text, found), after, "{before:?}");
    };
    word("|\u{feff}Mara met", "\u{feff}[Mara] met");
    word("met Mara|\u{200f}", "met [Mara]\u{200f}");
    let whole = |before: &str, expected: bool| {
        let found = marked(before);
        assert_eq!(Tokens::of(&found.text, &Unicode).is_whole(span(&found)), expected, "{before:?}");
    };
    whole("\u{feff}[Mara] met", true);
    whole("met [Mara]\u{200f} today", true);
    whole("met\u{200b}[Mara]\u{200b}today", true);
    whole("[می]\u{200c}خواهم", false);
    whole("می\u{200c}[خواهم]", false);
    whole("[co]\u{ad}operate", false);
}

#[test]
fn a_selection_grows_from_word_to_sentence_to_paragraph_and_back() {
    let check = |steps: &[&str]| {
        let at = marked(steps[0]);
        let tokens = Tokens::of(&at.text, &Unicode);
        let mut selected = None;
        for step in &steps[1..] {
            selected = tokens.expanded(at.marks[0], selected);
            assert_eq!(with_selection(&at.text, selected), *step);
        }
        assert_eq!(tokens.expanded(at.marks[0], selected), None, "there is nothing larger");
        for step in steps[1..].iter().rev().skip(1) {
            selected = selected.and_then(|selected| tokens.shrunk(at.marks[0], selected));
            assert_eq!(with_selection(&at.text, selected), *step);
        }
    };
    check(&[
        "One. He m|et him. Two.\n\nThree.",
        "One. He [met] him. Two.\n\nThree.",
        "One. [He met him.] Two.\n\nThree.",
        "[One. He met him. Two.]\n\nThree.",
    ]);
    check(&["He met Erdogan’s| men.", "He met [Erdogan]’s men.", "[He met Erdogan’s men.]"]);
    // Behind the last word, in front of the first one, between two.
    check(&["One.|", "[One].", "[One.]"]);
    check(&["|“One.” Two.", "“[One].” Two.", "[“One.”] Two.", "[“One.” Two.]"]);
    check(&["|word", "[word]"]);
    // A short form ends no sentence.
    check(&[
        "He met Gen. Mu|nir of the U.S. Army. Then he left.",
        "He met Gen. [Munir] of the U.S. Army. Then he left.",
        "[He met Gen. Munir of the U.S. Army.] Then he left.",
        "[He met Gen. Munir of the U.S. Army. Then he left.]",
    ]);
}

#[test]
fn a_selection_that_is_no_unit_grows_to_the_next_one() {
    let selected = marked("One. He [met h]im. Two.");
    let tokens = Tokens::of(&selected.text, &Unicode);
    let grown = tokens.expanded(selected.marks[1], Some(span(&selected)));
    assert_eq!(with_selection(&selected.text, grown), "One. [He met him.] Two.");
}

#[test]
fn an_empty_article_has_no_place_to_go() {
    let text = Text::new(" \n");
    let tokens = Tokens::of(&text, &Unicode);
    let start = ByteOffset::default();
    assert_eq!(tokens.step(start, Step::Word, true), start);
    assert_eq!((tokens.word(start), tokens.expanded(start, None)), (None, None));
}

#[test]
fn a_span_is_shown_in_its_sentence() {
    let check = |before: &str, expected: &str| {
        let marked = marked(before);
        let found = Tokens::of(&marked.text, &Unicode).sentence_of(span(&marked));
        assert_eq!(found.of(marked.text.content()), expected, "{before}");
    };
    check("One. He [met] him. Two.", "He met him.");
    check("One. He [met him. Two] three. Four.", "He met him. Two three.");
    check("He [met] Gen. Munir. Two.", "He met Gen. Munir.");
    check("One.\n\n[Two]", "Two");
    check("[One.\n\nTwo] three.", "One.\n\nTwo three.");
}

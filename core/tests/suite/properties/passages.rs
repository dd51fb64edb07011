//! Passages of two texts of few words against what the definition says, written down as it reads: every two places are looked at.

use super::*;
use crate::passages::passages;
use glossator_core::query::passages::{Differences, GAP, LEAST, PLACES};
use glossator_fixture::language::Unicode;
use std::cmp::Reverse;
use std::ops::Range;

/// Words of the left and of the right text, and how many of them are the same.
type Both = (Range<usize>, Range<usize>, usize);

/// Words that come again in another order, so that runs overlap and stand in several places.
fn words() -> impl Strategy<Value = Vec<usize>> {
    let piece = (2..24_usize, 0..24_usize, 0..30_usize);
    let words = |(different, from, length): (usize, usize, usize)| {
        (from..from + length).map(move |it| it % different)
    };
    vec(piece, 0..6).prop_map(move |pieces| pieces.into_iter().flat_map(words).collect())
}

/// True if the [`LEAST`] words at the place stand at fewer than [`PLACES`] places before.
fn is_looked_for(words: &[usize], place: usize) -> bool {
    let all: Vec<_> = words.windows(LEAST).collect();
    place < all.len() && all[..place].iter().filter(|it| **it == all[place]).count() < PLACES
}

/// The longest runs at any two places.
fn runs(left: &[usize], right: &[usize]) -> Vec<Both> {
    let mut runs = Vec::new();
    for from in 0..left.len() {
        for to in 0..right.len() {
            let is_start = from == 0 || to == 0 || left[from - 1] != right[to - 1];
            let words = left[from..].iter().zip(&right[to..]).take_while(|(one, other)| one == other).count();
            let is_found = (0..words.saturating_sub(LEAST - 1))
                .any(|it| is_looked_for(left, from + it) && is_looked_for(right, to + it));
            if is_start && is_found {
                runs.push((from..from + words, to..to + words, words));
            }
        }
    }
    runs
}

/// The run with the next one, if that stands close behind. Words that both have count once.
fn join((left, right, words): &Both, (next_left, next_right, next_words): &Both) -> Option<Both> {
    let inside = |at: usize, next: &Range<usize>| at.max(next.start) - next.start;
    let twice = inside(left.end, next_left).max(inside(right.end, next_right));
    if twice >= *next_words {
        return None;
    }
    let is_close = |at: usize, next: &Range<usize>| (at..=at + GAP).contains(&(next.start + twice));
    let is_next = is_close(left.end, next_left) && is_close(right.end, next_right);
    is_next.then(|| (left.start..next_left.end, right.start..next_right.end, words + next_words - twice))
}

fn expected(left: &[usize], right: &[usize]) -> Vec<Both> {
    let mut joined: Vec<Both> = Vec::new();
    for run in runs(left, right) {
        let last = (0..joined.len()).rev().find_map(|at| Some((at, join(&joined[at], &run)?)));
        match last {
            Some((at, longer)) => joined[at] = longer,
            None => joined.push(run),
        }
    }
    joined.sort_by_key(|(.., words)| Reverse(*words));
    let lies_in = |one: &Range<usize>, other: &Range<usize>| other.start <= one.start && one.end <= other.end;
    let mut found: Vec<Both> = Vec::new();
    for (left, right, words) in joined {
        if !found.iter().any(|longer| lies_in(&left, &longer.0) && lies_in(&right, &longer.1)) {
            found.push((left, right, words));
        }
    }
    found
}

/// A few words around ten that are always the same.
fn around() -> impl Strategy<Value = Vec<String>> {
    let words = || vec(select(&["a", "b", "c", "d"][..]), 0..12);
    (words(), words()).prop_map(|(before, behind)| {
        let middle = "one two three four five six seven eight nine ten".split(' ');
        before.into_iter().chain(middle).chain(behind).map(str::to_owned).collect()
    })
}

/// The number of words that both have in the same order: a table of all pairs.
fn common(left: &[String], right: &[String]) -> usize {
    let mut above = vec![0; right.len() + 1];
    for one in left {
        let mut row = vec![0];
        for (at, other) in right.iter().enumerate() {
            row.push(if one == other { above[at] + 1 } else { above[at + 1].max(row[at]) });
        }
        above = row;
    }
    above[right.len()]
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn passages_are_the_runs_of_the_definition(left in words(), right in words()) {
        let text = |words: &[usize]| words.iter().fold(String::new(), |text, word| format!("{text}w{word:02} "));
        let (one, other) = (text(&left), text(&right));
        let seed = |id, text| Seed { id, text, attributes: &[] };
        let corpus = Corpus::new([seed("a", &*one), seed("b", &*other)]);
        // Each word and its blank are four bytes.
        let words = |span: Span| span.start().0 / 4..span.end().0.div_ceil(4);
        let found = passages(&corpus).into_iter().map(|it| (words(it.left.1), words(it.right.1), it.words));
        prop_assert_eq!(found.collect::<Vec<_>>(), expected(&left, &right));
    }

    #[test]
    fn differences_are_as_few_as_can_be(left in around(), right in around()) {
        let (one, other) = (left.join(" "), right.join(" "));
        let seed = |id, text| Seed { id, text, attributes: &[] };
        let corpus = Corpus::new([seed("a", &*one), seed("b", &*other)]);
        let passage = passages(&corpus).into_iter().next().expect("what stands in the middle");
        let differences = Differences::of(&corpus, &passage, &Unicode);
        let rest = |text: &str, spans: &[Span]| {
            let mut rest = text.to_owned();
            spans.iter().rev().for_each(|span| rest.replace_range(span.bytes(), ""));
            rest.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        let kept = rest(&one, &differences.left);
        prop_assert_eq!(&kept, &rest(&other, &differences.right));
        prop_assert_eq!(kept.len(), common(&left, &right));
    }
}

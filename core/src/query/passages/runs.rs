//! Common runs: the same words, in the same order, in two articles.
//!
//! Words are numbers here. An [`Index`] has every [`LEAST`] neighbouring words of the articles by their hash, so that what an
//! article shares with all others is found by one walk over its words. It does not know texts.

use super::{GAP, LEAST, PLACES};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

/// Words that an article shares with an earlier one, by their places among the words of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Number of the earlier article.
    pub(super) article: usize,
    /// Words of the earlier one.
    pub(super) left: Range<usize>,
    /// Words of the other one.
    pub(super) right: Range<usize>,
    /// Number of words that are the same.
    pub(super) words: usize,
}

/// Words of all articles, one article behind the other.
#[derive(Debug, Default)]
pub(super) struct Index {
    words: Vec<Word>,
    /// First word of each article.
    starts: Vec<usize>,
    /// Last place at which the words with that hash begin.
    last: HashMap<u32, usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Word {
    /// Number of the word; of the border behind an article one that nothing else has.
    id: usize,
    link: Link,
}

/// Chain of the places at which words with one hash begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// No words that are looked for begin here.
    Unlooked,
    /// They are the first ones.
    First,
    /// Others begin there.
    Behind(usize),
}

impl Index {
    /// Takes an article in. Returns the longest runs that it shares with earlier ones, by article and place.
    pub(super) fn add(&mut self, ids: &[usize]) -> Vec<Run> {
        let border = |place| Word { id: usize::MAX - place, link: Link::Unlooked };
        if self.words.is_empty() {
            self.words.push(border(0));
        }
        let start = self.words.len();
        self.starts.push(start);
        self.words.extend(ids.iter().map(|id| Word { id: *id, link: Link::Unlooked }));
        self.words.push(border(self.words.len()));
        let mut runs = Vec::new();
        for place in start..(start + ids.len() + 1).saturating_sub(LEAST) {
            self.look(start, place, &mut runs);
        }
        // One that was met from two sides.
        runs.sort_unstable_by_key(|run: &Run| (run.article, run.left.start, run.right.start));
        runs.dedup();
        runs
    }

    /// Adds the runs that begin at the place, and the place itself.
    #[inline(never)] // See the crate's documentation.
    fn look(&mut self, start: usize, place: usize, runs: &mut Vec<Run>) {
        let hash = self.hash(place);
        let mut others = 0;
        let mut next = self.last.get(&hash).copied();
        while let Some(other) = next {
            next = match self.words[other].link {
                Link::Behind(next) => Some(next),
                Link::First | Link::Unlooked => None,
            };
            let is_earlier = other < start;
            if is_earlier && self.goes_on(other, place) || !self.is_same(other, place) {
                continue;
            }
            if is_earlier {
                runs.extend(self.run(other, place));
                continue;
            }
            others += 1;
            if others == PLACES {
                return;
            }
        }
        let before = self.last.insert(hash, place);
        self.words[place].link = before.map_or(Link::First, Link::Behind);
    }

    /// The [`LEAST`] words that begin at the place.
    fn ids(&self, place: usize) -> impl Iterator<Item = usize> {
        self.words[place..].iter().take(LEAST).map(|word| word.id)
    }

    fn is_same(&self, one: usize, other: usize) -> bool {
        self.ids(one).eq(self.ids(other))
    }

    fn hash(&self, place: usize) -> u32 {
        let mut hasher = DefaultHasher::new();
        self.ids(place).for_each(|id| id.hash(&mut hasher));
        (hasher.finish() >> 32) as u32
    }

    /// True if a run was met at the places before these two.
    fn goes_on(&self, other: usize, place: usize) -> bool {
        let [other, place] = [other, place].map(|it| self.words[it - 1]);
        other.id == place.id && ![other.link, place.link].contains(&Link::Unlooked)
    }

    /// Longest run around two places.
    fn run(&self, other: usize, place: usize) -> Option<Run> {
        let is_same = |(one, other): &(&Word, &Word)| one.id == other.id;
        let [before, of_place] = [other, place].map(|it| self.words[..it].iter().rev());
        let back = before.zip(of_place).take_while(is_same).count();
        let [behind, of_place] = [other, place].map(|it| self.words[it..].iter());
        let words = back + behind.zip(of_place).take_while(is_same).count();
        let article = self.starts.partition_point(|start| *start <= other).checked_sub(1)?;
        let range = |article: usize, place: usize| {
            let first = place - back - self.starts[article];
            first..first + words
        };
        let (left, right) = (range(article, other), range(self.starts.len() - 1, place));
        Some(Run { article, left, right, words })
    }
}

/// Passages of two articles: the runs, joined where few other words stand between them, without those that lie within a longer
/// one on both sides. The longest come first.
pub(super) fn joined(runs: &[Run]) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for run in runs {
        if !found.iter_mut().rev().any(|before| before.take(run)) {
            found.push(run.clone());
        }
    }
    found.sort_by_key(|run| Reverse(run.words));
    let mut longest: Vec<Run> = Vec::new();
    for run in found {
        if !longest.iter().any(|longer| longer.covers(&run)) {
            longest.push(run);
        }
    }
    longest
}

impl Run {
    /// Takes the next run in if it stands close behind; returns false if not. Words that both have count once.
    fn take(&mut self, next: &Self) -> bool {
        let overlap = |before: &Range<usize>, next: &Range<usize>| before.end.saturating_sub(next.start);
        let twice = overlap(&self.left, &next.left).max(overlap(&self.right, &next.right));
        let gap = |before: &Range<usize>, next: &Range<usize>| next.start + twice - before.end;
        let is_close = gap(&self.left, &next.left) <= GAP && gap(&self.right, &next.right) <= GAP;
        let is_taken = twice < next.words && is_close;
        if is_taken {
            (self.left.end, self.right.end) = (next.left.end, next.right.end);
            self.words += next.words - twice;
        }
        is_taken
    }

    fn covers(&self, other: &Self) -> bool {
        let covers =
            |one: &Range<usize>, other: &Range<usize>| one.start <= other.start && other.end <= one.end;
        covers(&self.left, &other.left) && covers(&self.right, &other.right)
    }
}

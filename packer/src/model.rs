//! How likely a bit is: several predictions, each by what was seen in one context, mixed by how far they were to be
//! trusted where the same was asked.
//!
//! After the family of “PAQ” (Matt Mahoney, “Data Compression Explained”, <https://mattmahoney.net/dc/dce.html>, 4.3).
//! It does not know what the contexts are, only that they are hashes, those of one kind always in the same order.
//! Whoever packs and whoever unpacks ask the same questions in the same order, so both learn the same.

use alloc::boxed::Box;
use alloc::vec;

use crate::coder::Coder;
use crate::curve::{Curve, FAR};
use crate::history::{self, Next};
use crate::shape::{LEAVES, ROOT, Shape};

/// How many contexts a question has.
pub const CONTEXTS: usize = 6;

/// The contexts of a question, as hashes.
pub type Contexts = [u32; CONTEXTS];

/// A power of two that contexts fit in.
const CONTEXT_ROOM: usize = 8;

/// How many kinds of questions there can be.
pub const KINDS: usize = 33;

/// The histories of the questions of one shape, in one context. What is at 0, where no question is, tells contexts
/// apart that share a place.
#[derive(Clone)]
#[repr(align(16))]
struct Line([u8; LEAVES]);

/// How many lines there is room for, as a power of two.
const LINES: u32 = 19;

/// What is mixed: a prediction for each context, that of the repetition, and one that is always the same.
const INPUTS: usize = CONTEXTS + 2;

/// A weight of 1; mixing begins with less, as contexts agree more often than not.
const ONE: i32 = 1 << 16;

/// How fast weights change, of either set.
const LEARNING: [i32; 2] = [1_000, 600];

/// How fast chances change, as a power of two: those of histories, of repetitions and of the last step.
const PACE: [u32; 3] = [7, 6, 6];

/// How many contexts the last step tells apart, as a power of two.
const FINE: u32 = 14;

/// The chances of a context in the last step, between which it interpolates.
const STEPS: usize = 33;

/// A chance stays this far from 0 and from 65,536.
const LEAST: i32 = 24;

/// What is likely to come, because it came after the same bytes before.
#[derive(Clone, Copy)]
pub struct Guess {
    /// The leaf that would be found.
    pub leaf: usize,
    /// How many bytes were the same.
    pub length: usize,
}

/// The longest repetition that is told apart from longer ones.
pub const LONGEST: usize = 63;

/// All that was learned.
pub struct Model {
    curve: Curve,
    next: Next,
    lines: Box<[Line; 1 << LINES]>,
    /// For each kind, context and history the chance of a 1.
    chances: Box<[u16; KINDS * CONTEXT_ROOM * 256]>,
    /// For each kind and question the weights of what is mixed.
    weights: Box<[[i32; INPUTS]; KINDS * LEAVES]>,
    /// The same for each kind and each choice of contexts that were seen before.
    by_known: Box<[[i32; INPUTS]; KINDS << CONTEXTS]>,
    /// For each kind and length of a repetition the chance that it goes on.
    repeats: Box<[u16; KINDS * (LONGEST + 1)]>,
    /// For each context of the last step its chances.
    fine: Box<[[u16; STEPS]; 1 << FINE]>,
}

impl Model {
    /// What is known before anything was seen.
    #[must_use]
    pub fn new() -> Self {
        let curve = Curve::new();
        let mut chances = boxed(0);
        for (at, chance) in chances.iter_mut().enumerate() {
            *chance = history::first_guess(at % 256);
        }
        let mut steps = [0; STEPS];
        for (step, chance) in (-16..=16).zip(&mut steps) {
            *chance = u16::try_from(curve.chance(step * 128)).unwrap_or(u16::MAX);
        }
        Self {
            next: history::next(),
            lines: boxed(Line([0; LEAVES])),
            chances,
            weights: boxed([ONE / 4; INPUTS]),
            by_known: boxed([ONE / 4; INPUTS]),
            repeats: boxed(60_000),
            fine: boxed(steps),
            curve,
        }
    }

    /// Codes which leaf of a shape it is, and returns it.
    pub fn code(
        &mut self,
        coder: &mut Coder<'_>,
        kind: usize,
        shape: &Shape,
        leaf: usize,
        contexts: &Contexts,
        guess: Option<Guess>,
    ) -> usize {
        let hashes: Contexts = core::array::from_fn(|at| hash([contexts[at], (kind * CONTEXTS + at) as u32]));
        // All marks first: the processor waits for memory once, not for each.
        let marks = hashes.map(|hash| {
            let first = (hash >> (32 - LINES)) as usize;
            [self.lines[first].0[0], self.lines[first ^ 1].0[0]]
        });
        let mut lines = [0; CONTEXTS];
        for at in 0..CONTEXTS {
            lines[at] = self.line(hashes[at], marks[at]);
        }
        let mut guess = guess;
        let mut question = ROOT;
        loop {
            let expected = guess.map(|guess| shape.answer(question, guess.leaf));
            let place = Place {
                kind,
                question,
                lines: &lines,
                fine: (hash([contexts[0], (kind * LEAVES + question) as u32]) >> (32 - FINE)) as usize,
                repeat: guess.zip(expected).map(|(guess, bit)| (kind * (LONGEST + 1) + guess.length, bit)),
            };
            let bit = self.bit(coder, &place, shape.answer(question, leaf));
            guess = guess.filter(|_| expected == Some(bit));
            match shape.follow(question, bit) {
                Ok(next) => question = next,
                Err(leaf) => return leaf,
            }
        }
    }

    fn bit(&mut self, coder: &mut Coder<'_>, place: &Place<'_>, bit: usize) -> usize {
        let Place { kind, question, lines, .. } = *place;
        let (kind, question) = (kind % KINDS, question % LEAVES);
        let mut inputs = [0; INPUTS];
        let mut learned = [0; CONTEXTS];
        let mut known = 0;
        for at in 0..CONTEXTS {
            let history = usize::from(self.lines[lines[at] % (1 << LINES)].0[question]);
            learned[at] = (kind * CONTEXT_ROOM + at) << 8 | history;
            if history > 0 {
                inputs[at] = self.curve.evidence(self.chances[learned[at]]);
                known |= 1 << at;
            }
        }
        if let Some((repeat, expected)) = place.repeat {
            let evidence = self.curve.evidence(self.repeats[repeat]);
            inputs[CONTEXTS] = if expected == 1 { evidence } else { -evidence };
        }
        inputs[CONTEXTS + 1] = 256;
        let sets =
            [&mut self.weights[kind * LEAVES + question], &mut self.by_known[kind << CONTEXTS | known]];
        let mut sums = [0; 2];
        for (sum, weights) in sums.iter_mut().zip(&sets) {
            for at in 0..INPUTS {
                *sum += i64::from(inputs[at]) * i64::from(weights[at]);
            }
        }

        let evidences = sums.map(|sum| (sum >> 16) as i32);
        let evidence = i32::midpoint(evidences[0], evidences[1]);
        let mixed = self.curve.chance(evidence);
        // The last step: what came of such evidence in the first context.
        let position = (evidence.clamp(-FAR, FAR) + FAR + 1) as usize;
        let (step, rest) = (position / 128, (position % 128) as i32);
        let fine = &mut self.fine[place.fine % (1 << FINE)];
        let refined = (i32::from(fine[step]) * (128 - rest) + i32::from(fine[step + 1]) * rest) >> 7;
        let chance = i32::midpoint(mixed, refined).clamp(LEAST, 65_536 - LEAST);

        let bit = coder.code(bit, chance as u32);

        for set in 0..2 {
            let missed = ((bit as i32) << 16) - self.curve.chance(evidences[set]);
            let error = (missed * LEARNING[set]) >> 10;
            for at in 0..INPUTS {
                sets[set][at] += (inputs[at] * error + 0x2000) >> 14;
            }
        }
        learn(&mut fine[step + usize::from(rest >= 64)], bit, PACE[2]);
        if let Some((repeat, expected)) = place.repeat {
            learn(&mut self.repeats[repeat], usize::from(expected == bit), PACE[1]);
        }
        for at in 0..CONTEXTS {
            learn(&mut self.chances[learned[at]], bit, PACE[0]);
            let history = &mut self.lines[lines[at] % (1 << LINES)].0[question];
            *history = self.next[usize::from(*history)][bit];
        }
        bit
    }

    /// The line of a context. One that has none gets a free one, or that of two which is the smaller loss.
    fn line(&mut self, context: u32, marks: [u8; 2]) -> usize {
        let [mark, ..] = (context | 1).to_le_bytes();
        let first = (context >> (32 - LINES)) as usize;
        if marks[0] == mark {
            return first;
        }
        if marks[1] == mark {
            return first ^ 1;
        }
        self.replace(first, mark)
    }

    #[inline(never)]
    fn replace(&mut self, first: usize, mark: u8) -> usize {
        let worth = |line: usize| history::worth(self.lines[line % (1 << LINES)].0[ROOT]);
        let line = if worth(first) > worth(first ^ 1) { first ^ 1 } else { first };
        self.lines[line % (1 << LINES)] = Line([0; LEAVES]);
        self.lines[line % (1 << LINES)].0[0] = mark;
        line
    }
}

/// Where a bit is asked for.
struct Place<'a> {
    kind: usize,
    question: usize,
    lines: &'a [usize; CONTEXTS],
    /// The context of the last step.
    fine: usize,
    /// Which repetition it would be, and the bit that it expects.
    repeat: Option<(usize, usize)>,
}

/// Room that needs none on the stack.
pub fn boxed<T: Clone, const N: usize>(value: T) -> Box<[T; N]> {
    let Ok(room) = vec![value; N].into_boxed_slice().try_into() else { unreachable!("it has N elements") };
    room
}

fn learn(chance: &mut u16, bit: usize, pace: u32) {
    let target = if bit == 1 { 65_535 } else { 0 };
    *chance = (i32::from(*chance) + ((target - i32::from(*chance)) >> pace)) as u16;
}

/// One number from several.
#[must_use]
pub fn hash<const N: usize>(parts: [u32; N]) -> u32 {
    parts.iter().fold(0, |hash: u32, part| {
        let mixed = (hash ^ part).wrapping_mul(0x9e37_79b1);
        mixed ^ mixed >> 15
    })
}

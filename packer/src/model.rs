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
pub const CONTEXTS: usize = 8;

/// The contexts of a question, as hashes.
pub type Contexts = [u32; CONTEXTS];

/// A power of two that contexts fit in.
const CONTEXT_ROOM: usize = 8;

/// How many kinds of questions there can be.
pub const KINDS: usize = 33;

/// What was seen for the questions of one shape, in one context.
#[derive(Clone)]
#[repr(align(16))]
struct Line {
    histories: [u8; LEAVES],
    /// The chances of a 1, and in the lowest bits how often they were learned.
    chances: [u16; LEAVES],
}

/// Nothing was seen.
const BLANK: Line = Line { histories: [0; LEAVES], chances: [1 << 15; LEAVES] };

/// The bits of a line's chance that count.
const TIMES: u16 = 0x3f;

/// How many lines there is room for, as a power of two.
const LINES: u32 = 20;

/// How many lines a context can have.
const WAYS: usize = 8;

/// What is mixed: for each context what came of such a history anywhere and what came of this one, the repetition, one
/// that is always the same, and as many as make it a multiple of [`LANES`].
const INPUTS: usize = 2 * CONTEXTS + 4;

/// Where the repetition is, and what is always the same.
const REPEAT: usize = 2 * CONTEXTS;

/// So many numbers are added up side by side, in the same order on every machine.
const LANES: usize = 4;

/// What weights begin with: for histories and repetitions, and for the rest.
const FIRST: [f32; 2] = [0.2, 0.125];

/// How many sets of weights there are.
const SETS: usize = 3;

/// How fast weights change, of each set.
const LEARNING: [f32; SETS] = [1.0e-9, 0.6e-9, 0.8e-9];

/// How fast the weights of the sets change.
const LAST_LEARNING: f32 = 0.1e-9;

/// How many contexts the third set of weights tells apart, as a power of two.
const THIRD: u32 = 14;

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
    /// What tells contexts apart that share a line; apart from it, as it is looked at far more often.
    marks: Box<[u16; 1 << LINES]>,
    /// How often a line was looked at: what would be lost with it.
    worths: Box<[u8; 1 << LINES]>,
    /// For each kind, context and history the chance of a 1.
    chances: Box<[u16; KINDS * CONTEXT_ROOM * 256]>,
    /// For each kind and question the weights of what is mixed.
    weights: Box<[[f32; INPUTS]; KINDS * LEAVES]>,
    /// The same for each kind and each choice of contexts that were seen before.
    by_known: Box<[[f32; INPUTS]; KINDS << CONTEXTS]>,
    /// The same for each kind and question and what the byte belongs to.
    by_owner: Box<[[f32; INPUTS]; 1 << THIRD]>,
    /// For each kind and question the weights of what each set says.
    last: Box<[[f32; SETS]; KINDS * LEAVES]>,
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
        let mut first = [FIRST[1]; INPUTS];
        for at in (0..CONTEXTS).chain([REPEAT, REPEAT + 1]) {
            first[at] = FIRST[0];
        }
        Self {
            next: history::next(),
            lines: boxed(BLANK),
            marks: boxed(0),
            worths: boxed(0),
            chances,
            weights: boxed(first),
            by_known: boxed(first),
            by_owner: boxed(first),
            last: boxed([1.0 / SETS as f32; SETS]),
            repeats: boxed(60_000),
            fine: boxed(steps),
            curve,
        }
    }

    /// Codes which leaf of a shape it is, and returns it.
    pub fn code(
        &mut self,
        coder: &mut Coder<'_>,
        Asked { kind, shape, contexts, guess, owner }: Asked<'_>,
        leaf: usize,
    ) -> usize {
        let hashes: Contexts = core::array::from_fn(|at| hash([contexts[at], (kind * CONTEXTS + at) as u32]));
        let lines = hashes.map(|hash| self.line(hash));
        for line in lines {
            let worth = &mut self.worths[line % (1 << LINES)];
            *worth = worth.saturating_add(1);
        }
        let mut guess = guess;
        let mut question = ROOT;
        loop {
            let expected = guess.map(|guess| shape.answer(question, guess.leaf));
            let place = Place {
                kind,
                question,
                lines: &lines,
                owner: (hash([owner, (kind * LEAVES + question) as u32]) >> (32 - THIRD)) as usize,
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
        let mut inputs = [0.0; INPUTS];
        let mut learned = [0; CONTEXTS];
        let mut known = 0;
        for at in 0..CONTEXTS {
            let line = &self.lines[lines[at] % (1 << LINES)];
            let history = usize::from(line.histories[question]);
            learned[at] = (kind * CONTEXT_ROOM + at) << 8 | history;
            if history > 0 {
                inputs[at] = self.curve.evidence(self.chances[learned[at]]);
                inputs[CONTEXTS + at] = self.curve.evidence(line.chances[question]);
                known |= 1 << at;
            }
        }
        if let Some((repeat, expected)) = place.repeat {
            let evidence = self.curve.evidence(self.repeats[repeat]);
            inputs[REPEAT] = if expected == 1 { evidence } else { -evidence };
        }
        inputs[REPEAT + 1] = 256.0;
        let sets = [
            &mut self.weights[kind * LEAVES + question],
            &mut self.by_known[kind << CONTEXTS | known],
            &mut self.by_owner[place.owner % (1 << THIRD)],
        ];
        let evidences = [0, 1, 2].map(|set| mix(&inputs, sets[set]) as i32);
        let last = &mut self.last[kind * LEAVES + question];
        let parts = evidences.map(|evidence| evidence.clamp(-FAR, FAR) as f32);
        let evidence = (parts[0] * last[0] + parts[1] * last[1] + parts[2] * last[2]) as i32;
        let mixed = self.curve.chance(evidence);
        // The last step: what came of such evidence in the first context.
        let position = (evidence.clamp(-FAR, FAR) + FAR + 1) as usize;
        let (step, rest) = (position / 128, (position % 128) as i32);
        let fine = &mut self.fine[place.fine % (1 << FINE)];
        let refined = (i32::from(fine[step]) * (128 - rest) + i32::from(fine[step + 1]) * rest) >> 7;
        let chance = i32::midpoint(mixed, refined).clamp(LEAST, 65_536 - LEAST);

        let bit = coder.code(bit, chance as u32);

        let missed = ((bit as i32) << 16) - mixed;
        for set in 0..SETS {
            last[set] += parts[set] * missed as f32 * LAST_LEARNING;
        }
        for set in 0..SETS {
            let missed = ((bit as i32) << 16) - self.curve.chance(evidences[set]);
            if missed.abs() < 0 {
                continue;
            }
            let error = missed as f32 * LEARNING[set];
            for at in 0..INPUTS {
                sets[set][at] += inputs[at] * error;
            }
        }
        learn(&mut fine[step + usize::from(rest >= 64)], bit, PACE[2]);
        if let Some((repeat, expected)) = place.repeat {
            learn(&mut self.repeats[repeat], usize::from(expected == bit), PACE[1]);
        }
        for at in 0..CONTEXTS {
            learn(&mut self.chances[learned[at]], bit, PACE[0]);
            let line = &mut self.lines[lines[at] % (1 << LINES)];
            learn_exactly(&mut line.chances[question], bit);
            let history = &mut line.histories[question];
            *history = self.next[usize::from(*history)][bit];
        }
        bit
    }

    /// The line of a context. One that has none gets a free one, or that of eight which is the smallest loss.
    fn line(&mut self, context: u32) -> usize {
        let mark = (context | 1) as u16;
        let first = (context >> (32 - LINES)) as usize;
        for way in 0..WAYS {
            if self.marks[first ^ way] == mark {
                return first ^ way;
            }
        }
        self.replace(first, mark)
    }

    #[inline(never)]
    fn replace(&mut self, first: usize, mark: u16) -> usize {
        let mut line = first;
        for way in 1..WAYS {
            if self.worths[(first ^ way) % (1 << LINES)] < self.worths[line % (1 << LINES)] {
                line = first ^ way;
            }
        }
        self.lines[line % (1 << LINES)] = BLANK;
        self.marks[line % (1 << LINES)] = mark;
        self.worths[line % (1 << LINES)] = 0;
        line
    }
}

/// What is asked for, and all that is known of it.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The kind of question.
    pub kind: usize,
    /// By which questions it is found.
    pub shape: &'a Shape,
    /// See [`Contexts`].
    pub contexts: &'a Contexts,
    /// What came after the same bytes before.
    pub guess: Option<Guess>,
    /// What it belongs to.
    pub owner: u32,
}

/// Where a bit is asked for.
struct Place<'a> {
    kind: usize,
    question: usize,
    lines: &'a [usize; CONTEXTS],
    /// The context of the third set of weights.
    owner: usize,
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

/// The evidence of all inputs together.
fn mix(inputs: &[f32; INPUTS], weights: &[f32; INPUTS]) -> f32 {
    let mut sums = [0.0; LANES];
    for (inputs, weights) in inputs.chunks_exact(LANES).zip(weights.chunks_exact(LANES)) {
        for lane in 0..LANES {
            sums[lane] += inputs[lane] * weights[lane];
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

/// How much of the way a chance goes after so many times, of 16,384: 2 / (2 × times + 3).
const SHARES: [i32; 64] = {
    let mut shares = [0; 64];
    let mut times = 0;
    while times < 64 {
        shares[times] = 32_768 / (2 * times as i32 + 3);
        times += 1;
    }
    shares
};

/// The average of what came so far, as long as it was no more than [`TIMES`]; then what is older counts less.
fn learn_exactly(chance: &mut u16, bit: usize) {
    let times = i32::from(*chance & TIMES);
    let before = i32::from(*chance & !TIMES);
    let target = if bit == 1 { 65_535 } else { 0 };
    let after = before + (((target - before) * SHARES[times.unsigned_abs() as usize % SHARES.len()]) >> 14);
    let after = after.clamp(i32::from(TIMES) + 1, i32::from(u16::MAX - TIMES)) as u16;
    *chance = after & !TIMES | (times + 1).min(60) as u16;
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

//! What was seen in one place so far, in one byte: how often the same bit came, or, if both came, the last six ones.
//!
//! It does not know how likely a bit is after that, which `model` learns for each history.

/// How many times the same bit are counted.
const RUN: usize = 60;

/// The histories in which both bits came are behind those in which one did, each with a 1 in front of its bits.
const MIXED: usize = 2 * RUN;

/// The longest mixed history, with the 1 in front.
const LONGEST: usize = 1 << 6;

/// For each history, what it becomes by a 0 and by a 1. The history of a place where nothing came is 0.
pub type Next = [[u8; 2]; 256];

/// Computes what each history becomes.
#[must_use]
pub fn next() -> Next {
    let mut next = [[0; 2]; 256];
    next[0] = [run(0, 1), run(1, 1)];
    for bit in 0..2 {
        for count in 1..=RUN {
            let entry = &mut next[usize::from(run(bit, count))];
            entry[bit] = run(bit, count + 1);
            // As many of the same bits as there is room for, and the other one.
            let same = ((1 + bit) << count.min(5)) - bit;
            entry[1 - bit] = mixed(same << 1 | (1 - bit));
        }
    }
    for bits in 4..2 * LONGEST {
        for (bit, entry) in next[usize::from(mixed(bits))].iter_mut().enumerate() {
            let all = bits << 1 | bit;
            *entry = match all % LONGEST {
                _ if all < 2 * LONGEST => mixed(all),
                // The other bit is out of sight.
                0 => run(0, 4),
                same if same == LONGEST - 1 => run(1, 4),
                last => mixed(LONGEST | last),
            };
        }
    }
    next
}

/// How likely a 1 is after a history, of 65,536, before anything is learned.
#[must_use]
pub fn first_guess(history: usize) -> u16 {
    if history == 0 {
        return 1 << 15;
    }
    if history <= MIXED {
        let count = 1 + (history - 1) % RUN;
        let against = 20_000 * 5 / (5 * count + 8);
        let against = u16::try_from(against).unwrap_or(u16::MAX);
        return if history <= RUN { against } else { u16::MAX - against };
    }
    let bits = history - MIXED;
    let mut chance = 1 << 15;
    for (seen, place) in (0..bits.max(1).ilog2()).rev().enumerate() {
        let target = if bits >> place & 1 == 1 { 65_535 } else { 0 };
        chance += (target - chance) * 5 / (5 * (i32::try_from(seen).unwrap_or_default() + 1) + 3);
    }
    u16::try_from(chance).unwrap_or_default()
}

fn run(bit: usize, count: usize) -> u8 {
    byte(bit * RUN + count.min(RUN))
}

fn mixed(bits: usize) -> u8 {
    byte(MIXED + bits)
}

fn byte(history: usize) -> u8 {
    history.to_le_bytes()[0]
}

#[cfg(test)]
mod tests {
    use super::{MIXED, RUN, first_guess, mixed, next, run};

    #[track_caller]
    fn check(bits: &[usize], expected: u8) {
        let next = next();
        let history = bits.iter().fold(0, |history, bit| next[usize::from(history)][*bit]);
        assert_eq!(history, expected, "{bits:?}");
    }

    #[test]
    fn a_history_counts_or_remembers() {
        check(&[], 0);
        check(&[0], run(0, 1));
        check(&[1, 1, 1], run(1, 3));
        check(&[0; 100], run(0, RUN));
        check(&[1, 0], mixed(0b110));
        check(&[0, 1, 1, 0, 1], mixed(0b10_1101));
        check(&[0, 0, 0, 0, 0, 0, 0, 0, 1], mixed(0b100_0001));
        check(&[1, 1, 1, 1, 1, 1, 1, 1, 0], mixed(0b111_1110));
        check(&[0, 1, 1, 1, 1, 1, 1], run(1, 4));
        check(&[1, 0, 0, 0, 0, 0, 0], run(0, 4));
        check(&[1, 0, 0, 0, 0, 0, 1], mixed(0b100_0001));
    }

    #[test]
    fn every_history_leads_to_known_ones() {
        let known = |history: u8| (1..MIXED + 128).contains(&usize::from(history));
        assert!(next()[..MIXED + 128].iter().flatten().all(|history| *history == 0 || known(*history)));
    }

    #[test]
    fn guesses_follow_what_was_seen() {
        assert_eq!(first_guess(0), 1 << 15);
        let ones: Vec<_> = (1..=RUN).map(|count| first_guess(run(1, count).into())).collect();
        assert!(ones[0] > 1 << 15 && ones.is_sorted(), "{ones:?}");
        let zeros: Vec<_> = (1..=RUN).map(|count| first_guess(run(0, count).into())).collect();
        assert!(zeros[0] < 1 << 15 && zeros.is_sorted_by(|one, other| one >= other), "{zeros:?}");
        assert!(first_guess(mixed(0b1011).into()) > first_guess(mixed(0b1001).into()));
    }
}

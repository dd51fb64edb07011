//! Finding what came after the same bytes before.
//!
//! It does not know what the bytes mean: where it makes sense to look, and by what, is told.

use alloc::boxed::Box;
use alloc::vec;

/// Places are found by this many bits of a hash.
const BITS: u32 = 18;

/// The shortest repetition that counts.
const SHORTEST: usize = 4;

/// How far back it is seen how long a repetition is.
const SIGHT: usize = 40;

/// The repetition that goes on, and the places where one could begin.
pub struct Repeats {
    places: Box<[u32]>,
    /// The byte that is expected, and how many were the same before it; 0 when there is no repetition.
    at: usize,
    length: usize,
}

impl Repeats {
    /// Nothing was seen yet.
    #[must_use]
    pub fn new() -> Self {
        Self { places: vec![0; 1 << BITS].into_boxed_slice(), at: 0, length: 0 }
    }

    /// Looks for an earlier place with the same key, and keeps this one, which is behind the bytes.
    pub fn look(&mut self, seen: &[u8], key: u32) {
        let place = &mut self.places[(key.wrapping_mul(0x9e37_79b1) >> (32 - BITS)) as usize];
        if self.length == 0 {
            self.at = *place as usize;
            let pairs = seen[..self.at].iter().rev().zip(seen.iter().rev()).take(SIGHT);
            let length = pairs.take_while(|(one, other)| one == other).count();
            self.length = if length < SHORTEST { 0 } else { length };
        }
        *place = u32::try_from(seen.len()).unwrap_or_default();
    }

    /// Which byte is expected, and after how many that were the same.
    #[must_use]
    pub fn expected(&self, seen: &[u8]) -> Option<(u8, usize)> {
        (self.length > 0).then(|| (seen[self.at], self.length))
    }

    /// The byte that came.
    pub fn follow(&mut self, seen: &[u8], byte: u8) {
        if self.length > 0 {
            self.length = if seen[self.at] == byte { self.length + 1 } else { 0 };
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Repeats;

    #[test]
    fn what_came_before_is_expected_again() {
        let bytes = b"the same bytes; the same bytes, again";
        let mut repeats = Repeats::new();
        repeats.look(&bytes[..10], 7);
        assert_eq!(repeats.expected(&bytes[..10]), None);
        repeats.look(&bytes[..26], 7);
        assert_eq!(repeats.expected(&bytes[..26]), Some((b'y', 10)));
        for at in 26..30 {
            repeats.follow(&bytes[..at], bytes[at]);
        }
        assert_eq!(repeats.expected(&bytes[..30]), Some((b';', 14)));
        repeats.follow(&bytes[..30], bytes[30]);
        assert_eq!(repeats.expected(&bytes[..31]), None);
    }

    #[test]
    fn what_is_short_is_no_repetition() {
        let mut repeats = Repeats::new();
        repeats.look(b"abc", 1);
        repeats.look(b"abcdabc", 1);
        assert_eq!(repeats.expected(b"abcdabc"), None);
    }
}

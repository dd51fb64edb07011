//! Arithmetic coding of bits: a bit that was expected takes next to no room.
//!
//! It does not know where the chances come from. It codes in both directions by the same steps, so that whoever drives
//! it need not know in which one it goes.

use alloc::vec::Vec;

/// Writes or reads one bit after the other.
pub struct Coder<'a> {
    /// The numbers that the coming bytes can be, which every bit divides by its chance.
    low: u32,
    high: u32,
    /// What is read: the bytes that come, and the number that the first ones are. None when bits are written.
    coming: Option<&'a [u8]>,
    number: u32,
    /// What was written.
    written: Vec<u8>,
}

impl<'a> Coder<'a> {
    /// Writes bits behind what is already there.
    #[must_use]
    pub fn write(written: Vec<u8>) -> Self {
        Self { low: 0, high: u32::MAX, coming: None, number: 0, written }
    }

    /// Reads bits, from the first byte on.
    #[must_use]
    pub fn read(coming: &'a [u8]) -> Self {
        let mut coder = Self { coming: Some(coming), ..Self::write(Vec::new()) };
        for _ in 0..4 {
            coder.shift();
        }
        coder.high = u32::MAX;
        coder
    }

    /// Codes a bit and returns it; `chance` of 65,536 is how likely it is to be 1, neither 0 nor all.
    ///
    /// When bits are read, `bit` says nothing, as nobody knows it yet.
    pub fn code(&mut self, bit: usize, chance: u32) -> usize {
        let width = self.high - self.low;
        let border = self.low + (width >> 16) * chance + (((width & 0xffff) * chance) >> 16);
        let bit = if self.coming.is_some() { usize::from(self.number <= border) } else { bit };
        if bit == 0 {
            self.low = border + 1;
        } else {
            self.high = border;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            self.shift();
        }
        bit
    }

    /// Goes on by a byte: the first one of all numbers is the same.
    #[inline(never)]
    fn shift(&mut self) {
        if let Some(coming) = &mut self.coming {
            let next = coming.split_off_first().copied().unwrap_or(0);
            self.number = self.number << 8 | u32::from(next);
        } else {
            self.written.push(self.high.to_be_bytes()[0]);
        }
        self.low <<= 8;
        self.high = self.high << 8 | 0xff;
    }

    /// What was written, once all bits are.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        // As few bytes as settle the rest: whoever reads on finds zeros.
        if self.low > 0 {
            self.written.push(self.high.to_be_bytes()[0]);
        }
        self.written
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::Coder;

    #[track_caller]
    fn check(bits: &[(usize, u32)], longest: usize) {
        let mut coder = Coder::write(Vec::new());
        for (bit, chance) in bits {
            coder.code(*bit, *chance);
        }
        let bytes = coder.finish();
        assert!(bytes.len() <= longest, "{} bytes", bytes.len());
        let mut coder = Coder::read(&bytes);
        for (at, (bit, chance)) in bits.iter().enumerate() {
            assert_eq!(coder.code(0, *chance), *bit, "bit {at} of {}", bits.len());
        }
    }

    #[test]
    fn bits_come_back() {
        check(&[], 0);
        check(&[(0, 1), (1, 65_535), (0, 32_768), (1, 1), (0, 65_535), (1, 32_768)], 6);
        let mixed: Vec<_> = (0..5000).map(|at| (at * at / 7 % 2, 1 + at as u32 * 7919 % 65_535)).collect();
        check(&mixed, 3000);
    }

    #[test]
    fn what_was_expected_takes_no_room() {
        check(&[(1, 65_500); 1000], 3);
        check(&[(0, 30); 1000], 3);
        check(&[(1, 30); 1000], 1400);
    }
}

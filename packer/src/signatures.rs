//! What functions take and give, from the front of a program: from that follows which values are at hand in code.
//!
//! It does not know whether the program is valid: what it cannot read, it leaves out.

use alloc::vec::Vec;

/// How many values a function takes and gives.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Signature {
    /// Those that it takes.
    pub takes: u32,
    /// Those that it gives.
    pub gives: u32,
}

/// The signatures of a program.
#[derive(Default)]
pub struct Signatures {
    types: Vec<Signature>,
    functions: Vec<Signature>,
}

const TYPES: u8 = 1;
const IMPORTS: u8 = 2;
const FUNCTIONS: u8 = 3;

impl Signatures {
    /// Reads what is in front of the functions.
    #[must_use]
    pub fn read(front: &[u8]) -> Self {
        let mut signatures = Self::default();
        let mut rest = Reader(front.get(8..).unwrap_or_default());
        while let Some(section) = rest.byte() {
            let size = rest.number().unwrap_or_default();
            let mut content = Reader(rest.take(size).unwrap_or_default());
            let count = content.number().unwrap_or_default();
            for _ in 0..count {
                if signatures.entry(section, &mut content).is_none() {
                    break;
                }
            }
        }
        signatures
    }

    /// Reads one entry of a section.
    fn entry(&mut self, section: u8, content: &mut Reader<'_>) -> Option<()> {
        match section {
            TYPES => {
                content.byte()?;
                let takes = content.number()?;
                content.take(takes)?;
                let gives = content.number()?;
                content.take(gives)?;
                self.types.push(Signature { takes, gives });
            }
            IMPORTS => {
                for _ in 0..2 {
                    let length = content.number()?;
                    content.take(length)?;
                }
                // Other things than functions may be longer, so that they end the section here.
                (content.byte()? == 0).then_some(())?;
                let kind = content.number()?;
                self.functions.push(self.of_type(kind));
            }
            FUNCTIONS => {
                let kind = content.number()?;
                self.functions.push(self.of_type(kind));
            }
            _ => return None,
        }
        Some(())
    }

    /// The signature that is a type.
    #[must_use]
    pub fn of_type(&self, number: u32) -> Signature {
        self.types.get(number as usize).copied().unwrap_or_default()
    }

    /// The signature of a function.
    #[must_use]
    pub fn of_function(&self, number: u32) -> Signature {
        self.functions.get(number as usize).copied().unwrap_or_default()
    }

    /// Those of a function that is not imported, counted from 0; `count` is how many such there are.
    #[must_use]
    pub fn of_own(&self, number: usize, count: usize) -> Signature {
        let imported = self.functions.len().saturating_sub(count);
        self.functions.get(imported + number).copied().unwrap_or_default()
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn take(&mut self, count: u32) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count as usize)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::{Signature, Signatures};

    /// Two types, an imported function of the second one, a function of the first one.
    const FRONT: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x0a\x02\x60\0\0\x60\x02\x7f\x7e\x01\x7f\
        \x02\x07\x01\x01m\x01f\0\x01\
        \x03\x02\x01\0\
        \x07\x01\x05\x0a\x02\x00";

    #[test]
    fn signatures_are_found() {
        let found = Signatures::read(FRONT);
        let second = Signature { takes: 2, gives: 1 };
        assert_eq!(
            [0, 1, 2].map(|it| found.of_type(it)),
            [Signature::default(), second, Signature::default()]
        );
        assert_eq!([0, 1].map(|it| found.of_function(it)), [second, Signature::default()]);
        assert_eq!(found.functions.len(), 2);
    }

    #[test]
    fn what_is_damaged_is_left_out() {
        for end in 0..FRONT.len() {
            let _ = Signatures::read(&FRONT[..end]);
        }
        assert!(Signatures::read(&[0xff; 100]).types.is_empty());
    }
}

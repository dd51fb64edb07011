//! The bytes of a program, one after the other: known when packing, found out when unpacking.
//!
//! It does not know WebAssembly beyond its numbers in LEB128; of each byte it is told the kind and the contexts.

use alloc::vec::Vec;

use crate::coder::Coder;
use crate::contexts::{BYTES, CODE, COLUMN, MASKS, PARTS, SIX, Scene, WORD, WORD_BEFORE};
use crate::model::{Asked, Contexts, Guess, LONGEST, Model, hash};
use crate::repeats::Repeats;
use crate::shape::{LEAVES, Shape};

/// What a byte is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What an instruction does.
    Opcode,
    /// The number of a local variable.
    Local,
    /// The place of a load or store, from an address on.
    Offset,
    /// A constant.
    Constant,
    /// How many blocks a branch leaves.
    Branch,
    /// The alignment of a load or store.
    Alignment,
    /// Another number of an instruction, or of local variables.
    Other,
    /// The function that is called.
    Call,
    /// A byte in front of the functions.
    Front,
    /// A byte behind the functions.
    Data,
    /// Not the first byte of a number.
    More,
}

/// The kinds whose bytes are found by one shape where they are among the 15 most frequent: its depths.
const SHAPES: [[u8; LEAVES]; 7] = [
    [2, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 3],
    [3, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 7, 6, 6, 7, 4],
    [2, 4, 3, 4, 4, 5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 2],
    [3, 4, 4, 5, 4, 6, 5, 7, 5, 7, 6, 7, 6, 7, 6, 1],
    [1, 2, 4, 4, 5, 6, 7, 7, 7, 7, 8, 8, 8, 9, 9, 5],
    [3, 4, 1, 2, 8, 8, 8, 8, 8, 8, 8, 8, 7, 7, 7, 7],
    [2, 1, 3, 5, 6, 6, 6, 6, 7, 8, 8, 8, 10, 9, 10, 7],
];

/// The leaf for bytes that are not among the most frequent ones.
const RARE: usize = LEAVES - 1;

/// The most frequent opcodes.
const OPCODES: [u8; RARE] =
    [0x20, 0x41, 0x6a, 0x28, 0x21, 0x36, 0x10, 0x0b, 0x22, 0x02, 0x0d, 0x37, 0x29, 0x0c, 0x45];

impl Kind {
    /// The leaf of a byte, [`RARE`] if it has none.
    fn leaf(self, byte: u8) -> usize {
        match self {
            Self::Opcode => OPCODES.iter().position(|opcode| *opcode == byte).unwrap_or(RARE),
            // Numbers that can be divided by 4 are more frequent.
            Self::Offset | Self::Constant => usize::from(byte.rotate_right(2)).min(RARE),
            _ => usize::from(byte).min(RARE),
        }
    }

    /// The byte of a leaf that is not [`RARE`].
    fn byte(self, leaf: usize) -> u8 {
        let [low, ..] = leaf.to_le_bytes();
        match self {
            Self::Opcode => OPCODES[leaf % RARE],
            Self::Offset | Self::Constant => low.rotate_left(2),
            _ => low,
        }
    }
}

/// What has been read, and all that it takes to read on.
pub struct Tape<'a> {
    coder: Coder<'a>,
    model: Model,
    repeats: Repeats,
    shapes: [Shape; SHAPES.len()],
    half: Shape,
    bytes: Vec<u8>,
    /// The next byte.
    at: usize,
    /// What is known at this place, see [`crate::contexts`].
    pub scene: Scene,
}

impl<'a> Tape<'a> {
    /// A tape of bytes; unpacking, it only matters how many they are.
    pub fn new(coder: Coder<'a>, bytes: Vec<u8>) -> Self {
        Self {
            coder,
            model: Model::new(),
            repeats: Repeats::new(),
            shapes: SHAPES.map(|depths| Shape::new(&depths)),
            half: Shape::new(&[4; LEAVES]),
            bytes,
            at: 0,
            scene: [0; PARTS],
        }
    }

    /// All bytes, and the coder.
    pub fn finish(self) -> (Vec<u8>, Coder<'a>) {
        (self.bytes, self.coder)
    }

    /// The bytes that have been read.
    pub fn seen(&self) -> &[u8] {
        &self.bytes[..self.at]
    }

    /// How many bytes there are in all.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Looks for an earlier place like this one.
    pub fn look(&mut self, key: u32) {
        self.repeats.look(&self.bytes[..self.at], key);
    }

    /// Reads a byte. At the end there are only zeros, which are not written.
    pub fn byte(&mut self, kind: Kind) -> u8 {
        self.seeded(kind, kind, kind as u32)
    }

    /// Reads a byte in the contexts of a kind, which begin with a seed.
    fn seeded(&mut self, kind: Kind, contexts: Kind, seed: u32) -> u8 {
        let Some(byte) = self.bytes.get(self.at).copied() else { return 0 };
        let contexts = MASKS[contexts as usize].map(|mask| {
            let mut context = hash([seed]);
            let mut mask = mask;
            while mask > 0 {
                context = hash([context, self.scene[mask.trailing_zeros() as usize]]);
                mask &= mask - 1;
            }
            context
        });
        let expected = self.repeats.expected(&self.bytes[..self.at]);
        let byte = self.code(kind, byte, &contexts, expected);
        self.repeats.follow(&self.bytes[..self.at], byte);
        self.bytes[self.at] = byte;
        self.at += 1;
        byte
    }

    /// Codes a byte: by its leaf, or, if that is rare or there is no shape for the kind, by two halves.
    fn code(&mut self, kind: Kind, byte: u8, contexts: &Contexts, expected: Option<(u8, usize)>) -> u8 {
        let guess = |leaf: &dyn Fn(u8) -> usize| {
            expected.map(|(byte, length)| Guess { leaf: leaf(byte), length: length.min(LONGEST) })
        };
        let number = kind as usize;
        let Self { coder, model, shapes, half, scene, .. } = self;
        let mut asked = Asked { kind: number, shape: half, contexts, guess: None, owner: scene[CODE] };
        if let Some(shape) = shapes.get(number) {
            let guess = guess(&|byte| kind.leaf(byte));
            let leaf = model.code(coder, Asked { shape, guess, ..asked }, kind.leaf(byte));
            if leaf != RARE {
                return kind.byte(leaf);
            }
        }
        asked.kind = HIGH + number;
        asked.guess = guess(&|byte| usize::from(byte >> 4));
        let high = model.code(coder, asked, usize::from(byte >> 4));
        asked.guess = guess(&|byte| usize::from(byte & 15))
            .filter(|_| expected.is_some_and(|(byte, _)| usize::from(byte >> 4) == high));
        let contexts =
            contexts.map(|context| context.wrapping_add((high as u32 + 1).wrapping_mul(0x3d4d_51cb)));
        asked = Asked { kind: LOW + number, contexts: &contexts, ..asked };
        let low = model.code(coder, asked, usize::from(byte & 15));
        (high << 4 | low).to_le_bytes()[0]
    }

    /// Reads a number in LEB128, and returns its lowest 32 bits.
    pub fn number(&mut self, kind: Kind) -> u32 {
        let mut byte = self.byte(kind);
        let mut number = u32::from(byte & 0x7f);
        let mut shift = 7;
        while byte > 0x7f {
            byte = self.seeded(Kind::More, kind, hash([kind as u32, number, shift]));
            number |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            shift += 7;
        }
        number
    }

    /// Reads bytes that are no code.
    pub fn plain(&mut self, kind: Kind, count: usize) {
        for _ in 0..count {
            let before = self.bytes[..self.at].last_chunk().map_or(0, |last| u32::from_be_bytes(*last));
            for (part, byte) in self.scene[BYTES..].iter_mut().zip(before.to_le_bytes()) {
                *part = byte.into();
            }
            self.scene[COLUMN] = (self.at % 4) as u32;
            let byte = self.byte(kind);
            let word = self.scene[WORD];
            if byte.is_ascii_alphabetic() {
                self.scene[WORD] = hash([word, byte.into()]);
            } else if word > 0 {
                self.scene[WORD_BEFORE] = word;
                self.scene[WORD] = 0;
            }
            let six =
                self.bytes[..self.at].last_chunk().map_or(0, |last: &[u8; 6]| hash(last.map(u32::from)));
            self.scene[SIX] = six;
            self.look(hash([before << 8 | u32::from(byte), 1]));
        }
    }
}

/// The first kind of questions for the higher half of a byte, behind one for each kind of byte.
const HIGH: usize = 11;

/// The first kind of questions for the lower half.
const LOW: usize = 2 * HIGH;

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::{Kind, Tape};
    use crate::coder::Coder;

    const KINDS: [Kind; 10] = [
        Kind::Opcode,
        Kind::Local,
        Kind::Offset,
        Kind::Constant,
        Kind::Branch,
        Kind::Alignment,
        Kind::Other,
        Kind::Call,
        Kind::Front,
        Kind::Data,
    ];

    #[test]
    fn every_byte_of_every_kind_comes_back() {
        let bytes: Vec<u8> = (0..=255).flat_map(|byte| [byte; KINDS.len()]).collect();
        let mut tape = Tape::new(Coder::write(Vec::new()), bytes.clone());
        for at in 0..bytes.len() {
            assert_eq!(tape.byte(KINDS[at % KINDS.len()]), bytes[at]);
        }
        assert_eq!(tape.byte(Kind::Data), 0, "behind the end");
        let packed = tape.finish().1.finish();
        let mut tape = Tape::new(Coder::read(&packed), [0].repeat(bytes.len()));
        for (at, byte) in bytes.iter().enumerate() {
            assert_eq!(tape.byte(KINDS[at % KINDS.len()]), *byte, "byte {at}");
        }
        assert_eq!(tape.finish().0, bytes);
    }
}

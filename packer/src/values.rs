//! The values that code has at hand, as far as predicting needs them: which instruction gave each.
//!
//! It does not know whether the code is valid. Of what cannot be reached it knows nothing.

use crate::model::hash;
use crate::signatures::Signatures;

/// An instruction: what it does, and its number, 0 if it has none.
#[derive(Clone, Copy, Default)]
pub struct Instruction {
    /// What it does.
    pub opcode: u8,
    /// With what.
    pub number: u32,
}

impl Instruction {
    /// One number for all of it.
    #[must_use]
    pub fn hash(self) -> u32 {
        hash([self.opcode.into(), self.number])
    }
}

/// The opcodes of the instructions that have a meaning of their own here.
pub mod opcode {
    pub const BLOCK: u8 = 0x02;
    pub const LOOP: u8 = 0x03;
    pub const END: u8 = 0x0b;
    pub const BR: u8 = 0x0c;
    pub const BR_IF: u8 = 0x0d;
    pub const BR_TABLE: u8 = 0x0e;
    pub const CALL: u8 = 0x10;
    pub const CALL_INDIRECT: u8 = 0x11;
    pub const LOCAL_GET: u8 = 0x20;
    pub const LOCAL_SET: u8 = 0x21;
    pub const LOCAL_TEE: u8 = 0x22;
    pub const LOAD: u8 = 0x28;
    pub const STORE: u8 = 0x36;
    pub const LAST_STORE: u8 = 0x3e;
    pub const I32_CONST: u8 = 0x41;
    pub const I64_CONST: u8 = 0x42;
    pub const F64_CONST: u8 = 0x44;
    pub const NUMERIC: u8 = 0xfc;
}

/// A block that has not ended.
#[derive(Clone, Copy, Default)]
pub struct Block {
    /// What began it; for a function it is 0.
    pub opcode: u8,
    /// Whether it gives a value.
    gives: bool,
    /// How many values were at hand when it began.
    before: usize,
}

/// The type of a block that gives nothing.
const EMPTY: u32 = 0x40;

/// How many values, and how many blocks, there is room for; more are only predicted less well.
const ROOM: usize = 256;

/// The values at hand, and the blocks that have not ended.
pub struct Values {
    given: [Instruction; ROOM],
    count: usize,
    blocks: [Block; ROOM],
    depth: usize,
}

impl Values {
    /// No values, and no block.
    #[must_use]
    pub fn new() -> Self {
        Self { given: [Instruction::default(); ROOM], count: 0, blocks: [Block::default(); ROOM], depth: 0 }
    }

    /// A function begins.
    pub fn begin(&mut self) {
        *self = Self::new();
        self.depth = 1;
    }

    /// Whether the function goes on.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.depth > 0
    }

    /// The instruction that gave a value; 0 is the last one.
    #[must_use]
    pub fn value(&self, back: usize) -> Instruction {
        if back < self.count { self.given[(self.count - 1 - back) % ROOM] } else { Instruction::default() }
    }

    /// A block that has not ended; 0 is the innermost one.
    #[must_use]
    pub fn block(&self, back: usize) -> Block {
        if back < self.depth { self.blocks[(self.depth - 1 - back) % ROOM] } else { Block::default() }
    }

    /// How many blocks have not ended.
    #[must_use]
    pub fn depth(&self) -> u32 {
        self.depth as u32
    }

    /// How many values came since the innermost block began.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count.wrapping_sub(self.block(0).before) as u32
    }

    /// What an instruction takes and gives.
    pub fn apply(&mut self, instruction: Instruction, signatures: &Signatures) {
        let (takes, gives) = match instruction.opcode {
            opcode::BLOCK | opcode::LOOP => {
                self.blocks[self.depth % ROOM] = Block {
                    opcode: instruction.opcode,
                    gives: instruction.number != EMPTY,
                    before: self.count,
                };
                self.depth += 1;
                (0, 0)
            }
            opcode::END => {
                let block = self.block(0);
                self.depth -= 1;
                self.count = block.before;
                (0, block.gives.into())
            }
            // Whatever follows cannot be reached before the block ends: unreachable, br, br_table, return.
            0x00 | opcode::BR | opcode::BR_TABLE | 0x0f => {
                self.count = self.block(0).before;
                (0, 0)
            }
            opcode::CALL => {
                let signature = signatures.of_function(instruction.number);
                (signature.takes, signature.gives)
            }
            opcode::CALL_INDIRECT => {
                let signature = signatures.of_type(instruction.number);
                (signature.takes + 1, signature.gives)
            }
            // drop and global.set, like those with names.
            opcode::BR_IF | 0x1a | opcode::LOCAL_SET | 0x24 => (1, 0),
            // select.
            0x1b => (3, 1),
            // global.get, f32.const, memory.size, ref.null.
            opcode::LOCAL_GET | 0x23 | 0x3f | opcode::I32_CONST..=opcode::F64_CONST | 0xd0 => (0, 1),
            // table.set.
            0x26 | opcode::STORE..=opcode::LAST_STORE => (2, 0),
            // table.get, memory.grow, comparing with 0, and calculating with one value.
            opcode::LOCAL_TEE
            | 0x25
            | opcode::LOAD..=0x35
            | 0x40
            | 0x45
            | 0x50
            | 0x67..=0x69
            | 0x79..=0x7b
            | 0x8b..=0x91
            | 0x99..=0x9f
            | 0xa7..=0xc4 => (1, 1),
            opcode::NUMERIC => match instruction.number {
                0..=7 => (1, 1),
                15 => (2, 1),
                16 => (0, 1),
                _ => (3, 0),
            },
            _ => (2, 1),
        };
        self.count = self.count.saturating_sub(takes as usize);
        // Programs give one value at most; more would only be predicted less well.
        if gives > 0 {
            self.given[self.count % ROOM] = instruction;
            self.count += 1;
        }
    }
}

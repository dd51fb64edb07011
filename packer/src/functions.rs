//! Reading functions: which byte is what, and what is known when it is read.
//!
//! After the “WebAssembly Core Specification”, chapter “Binary Format: Instructions”,
//! <https://webassembly.github.io/spec/core/binary/instructions.html>. An instruction that it does not know is taken for
//! one without numbers: a function with such comes back all the same if its end is found, but is packed less well.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::contexts::{
    ADDRESS, BASE, BLOCKS, CALLED, CODE, CONSTANT, COUNT, DEPTH, FUNCTION, GIVERS, HIGHEST, LAST, LEFT,
    LOCALS, OFFSET, OPCODES, PARTS, Scene, UNREAD, VALUES, WHOLE,
};
use crate::model::{boxed, hash};
use crate::signatures::Signatures;
use crate::tape::{Kind, Tape};
use crate::values::{Instruction, Values, opcode};

/// How many addresses there is room for, as a power of two.
const ADDRESSES: u32 = 12;

/// Reads functions, each from its local variables to its `end`.
pub struct Functions {
    signatures: Signatures,
    /// How many they are.
    count: usize,
    values: Values,
    /// The last instructions in this function, the latest in front: their opcodes, and all of them as hashes.
    opcodes: [u32; 6],
    whole: [u32; 3],
    /// What was loaded or stored last at an address, in places by the address’s hash.
    addresses: Box<[u32; 1 << ADDRESSES]>,
    /// The local variables that were set and not read since, the last one behind.
    unread: Vec<u32>,
}

impl Functions {
    /// Reads functions of a program with these signatures.
    #[must_use]
    pub fn new(signatures: Signatures, count: usize) -> Self {
        Self {
            count,
            signatures,
            values: Values::new(),
            opcodes: [0; 6],
            whole: [0; 3],
            addresses: boxed(0),
            unread: Vec::new(),
        }
    }

    /// Reads a function.
    pub fn read(&mut self, tape: &mut Tape<'_>) {
        let function = tape.scene[FUNCTION] + 1;
        tape.scene = [0; PARTS];
        tape.scene[FUNCTION] = function;
        tape.scene[HIGHEST] = self.signatures.of_own(function as usize - 1, self.count).takes;
        self.opcodes = [0; 6];
        self.whole = [0; 3];
        self.values.begin();
        self.unread.clear();
        let types = other(tape, 1, 0);
        let mut before = types;
        for rest in 0..types.min(9) {
            let count = other(tape, 2 + rest, before);
            before = before << 8 | other(tape, 3, count);
        }
        while self.values.is_open() && tape.seen().len() < tape.size() {
            self.instruction(tape);
        }
    }

    fn instruction(&mut self, tape: &mut Tape<'_>) {
        self.set(&mut tape.scene);
        tape.look(tape.scene[WHOLE + 2]);
        let opcode = tape.byte(Kind::Opcode);
        tape.scene[CODE] = opcode.into();
        let number = match opcode {
            opcode::LOCAL_GET..=opcode::LOCAL_TEE => {
                let local = tape.number(Kind::Local);
                tape.scene.copy_within(LOCALS..LOCALS + 2, LOCALS + 1);
                tape.scene[LOCALS] = local;
                tape.scene[HIGHEST] = tape.scene[HIGHEST].max(local + 1);
                self.unread.retain(|other| *other != local);
                if opcode != opcode::LOCAL_GET {
                    self.unread.push(local);
                }
                tape.scene[UNREAD] = self.unread.last().map_or(0, |it| it + 1);
                local
            }
            opcode::LOAD..=opcode::LAST_STORE => self.memory(tape, opcode),
            opcode::I32_CONST | opcode::I64_CONST => {
                tape.scene[CONSTANT] = tape.number(Kind::Constant);
                tape.scene[CONSTANT]
            }
            opcode::CALL => {
                tape.scene[CALLED] = tape.number(Kind::Call);
                tape.scene[CALLED]
            }
            opcode::BR | opcode::BR_IF => {
                let blocks = tape.number(Kind::Branch);
                tape.scene[LEFT] = tape.scene[DEPTH].wrapping_sub(blocks);
                blocks
            }
            opcode::BR_TABLE => {
                let targets = other(tape, 0x10e, 0);
                let mut last = 0;
                for _ in 0..=targets.min(tape.size() as u32) {
                    last = other(tape, 0x20e, last);
                }
                targets
            }
            opcode::CALL_INDIRECT => {
                let kind = other(tape, opcode.into(), 0);
                other(tape, 0x111, kind);
                kind
            }
            // block, loop, global.get and .set, table.get and .set, memory.size and .grow, ref.null.
            opcode::BLOCK | opcode::LOOP | 0x23..=0x26 | 0x3f | 0x40 | 0xd0 => other(tape, opcode.into(), 0),
            opcode::F64_CONST => {
                tape.plain(Kind::Data, 8);
                0
            }
            opcode::NUMERIC => {
                let operation = other(tape, opcode.into(), 0);
                let operands = match operation {
                    // memory.init and .copy, table.init and .copy.
                    8 | 10 | 12 | 14 => 2,
                    // data.drop, memory.fill, elem.drop, table.grow, .size and .fill.
                    9 | 11 | 13 | 15..=17 => 1,
                    // Converting without a trap.
                    _ => 0,
                };
                for _ in 0..operands {
                    other(tape, 0x1fc, operation);
                }
                operation
            }
            _ => 0,
        };
        let instruction = Instruction { opcode, number };
        self.values.apply(instruction, &self.signatures);
        push(&mut self.opcodes, opcode.into());
        push(&mut self.whole, instruction.hash());
    }

    fn memory(&mut self, tape: &mut Tape<'_>, opcode: u8) -> u32 {
        let base = tape.scene[VALUES + usize::from(opcode >= opcode::STORE)];
        let address = &mut self.addresses[(hash([base, tape.scene[FUNCTION]]) >> (32 - ADDRESSES)) as usize];
        tape.scene[BASE] = base;
        tape.scene[ADDRESS] = *address;
        tape.scene[LAST] = tape.number(Kind::Alignment);
        let offset = tape.number(Kind::Offset);
        tape.scene[OFFSET] = offset;
        *address = offset << 6 | u32::from(opcode);
        offset
    }

    /// What is known before an instruction.
    fn set(&self, scene: &mut Scene) {
        let mut hashed = 0;
        for (at, opcode) in self.opcodes.iter().enumerate() {
            hashed = hash([hashed, *opcode]);
            scene[OPCODES + at] = hashed;
        }
        for (at, whole) in self.whole.iter().enumerate() {
            hashed = if at == 0 { 0 } else { hashed };
            hashed = hash([hashed, *whole]);
            scene[WHOLE + at] = hashed;
        }
        for at in 0..3 {
            scene[GIVERS + at] = self.values.value(at).opcode.into();
        }
        for at in 0..2 {
            scene[VALUES + at] = self.values.value(at).hash();
            scene[BLOCKS + at] = self.values.block(at).opcode.into();
        }
        scene[COUNT] = self.values.count();
        scene[DEPTH] = self.values.depth();
    }
}

/// Reads another number than those with a kind of their own; `code` says which one, `last` what is before it.
fn other(tape: &mut Tape<'_>, code: u32, last: u32) -> u32 {
    tape.scene[CODE] = code;
    tape.scene[LAST] = last;
    tape.number(Kind::Other)
}

/// Puts what is latest in front.
fn push<const N: usize>(latest: &mut [u32; N], value: u32) {
    latest.copy_within(..N - 1, 1);
    latest[0] = value;
}

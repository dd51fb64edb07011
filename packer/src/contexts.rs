//! What is known where a byte is read, and which part of it each prediction goes by.
//!
//! The masks were found by trial on the page's program: they matter for how small it gets, and for nothing else.

use crate::model::CONTEXTS;

/// What is known at a place, as numbers that may be hashes.
pub type Scene = [u32; PARTS];

/// How many numbers they are at most.
pub const PARTS: usize = 32;

/// In code: the instruction whose number is read, and which of its numbers it is.
pub const CODE: usize = 0;
/// The function.
pub const FUNCTION: usize = 1;
/// The last opcode, the last two, and so on up to 6.
pub const OPCODES: usize = 2;
/// The last instruction with its number, the last two, the last three.
pub const WHOLE: usize = 8;
/// The local variables that were used last.
pub const LOCALS: usize = 11;
/// The opcodes of what gave the last three values.
pub const GIVERS: usize = 14;
/// The instructions that gave the last two values, with their numbers.
pub const VALUES: usize = 17;
/// How many values there are since the block began.
pub const COUNT: usize = 19;
/// How many blocks are open.
pub const DEPTH: usize = 20;
/// The opcodes of the two innermost blocks.
pub const BLOCKS: usize = 21;
/// The block that was left last.
pub const LEFT: usize = 23;
/// The last offset.
pub const OFFSET: usize = 24;
/// The last constant.
pub const CONSTANT: usize = 25;
/// The function that was called last.
pub const CALLED: usize = 26;
/// The instruction that gave the address.
pub const BASE: usize = 27;
/// What was loaded or stored last at the address.
pub const ADDRESS: usize = 28;
/// The number before this one in the same instruction.
pub const LAST: usize = 29;

/// In what is no code: the last four bytes, the latest in front.
pub const BYTES: usize = 0;
/// The letters of the word that is being read, as a hash.
pub const WORD: usize = 4;
/// The place in a row of words of 4 bytes.
pub const COLUMN: usize = 5;

const fn mask<const N: usize>(parts: [usize; N]) -> u32 {
    let mut mask = 0;
    let mut at = 0;
    while at < N {
        mask |= 1 << parts[at];
        at += 1;
    }
    mask
}

/// For each kind of byte the parts of the scene that each context is made of.
pub const MASKS: [[u32; CONTEXTS]; 10] = [
    // The opcode.
    [
        mask([OPCODES, BLOCKS]),
        mask([WHOLE, COUNT]),
        mask([OPCODES, WHOLE + 1, VALUES + 1]),
        mask([OPCODES + 3, GIVERS, GIVERS + 1]),
        mask([CODE, OPCODES + 1, OPCODES + 5, GIVERS, GIVERS + 2, COUNT, BLOCKS]),
        mask([GIVERS + 1, COUNT]),
    ],
    // The number of a local variable.
    [
        mask([CODE, OPCODES]),
        mask([CODE, OPCODES + 2, LOCALS, GIVERS, VALUES, BASE]),
        mask([FUNCTION]),
        mask([GIVERS + 2, COUNT]),
        mask([OPCODES + 1, OPCODES + 2, OPCODES + 5, LOCALS, GIVERS, BLOCKS, BLOCKS + 1]),
        mask([CODE, OPCODES + 2, OPCODES + 3, LOCALS + 1, VALUES + 1, COUNT]),
    ],
    // An offset.
    [
        0,
        mask([CODE, OPCODES + 2, OPCODES + 3]),
        mask([LAST]),
        mask([CODE, OPCODES + 2, ADDRESS]),
        mask([CODE, BASE]),
        mask([CODE, ADDRESS]),
    ],
    // A constant.
    [
        mask([CODE, OPCODES]),
        mask([CODE, OPCODES, WHOLE + 1, GIVERS]),
        0,
        mask([CODE, OPCODES + 3]),
        mask([CODE, OPCODES + 5, CONSTANT]),
        mask([CODE, FUNCTION, VALUES]),
    ],
    // How many blocks a branch leaves.
    [
        mask([CODE, OPCODES, BLOCKS, BLOCKS + 1]),
        mask([GIVERS + 1, COUNT, BLOCKS, BLOCKS + 1]),
        mask([VALUES + 1, DEPTH, BLOCKS + 1]),
        mask([OPCODES + 4, BLOCKS, BLOCKS + 1]),
        mask([CODE, DEPTH, BLOCKS]),
        mask([GIVERS + 2, DEPTH, BLOCKS, BLOCKS + 1]),
    ],
    // An alignment.
    [
        mask([CODE]),
        mask([CODE, OPCODES, OPCODES + 3, OPCODES + 4, OPCODES + 5, GIVERS + 2, CALLED]),
        mask([CODE, VALUES + 1]),
        mask([CODE, WHOLE, COUNT]),
        mask([BASE]),
        mask([FUNCTION]),
    ],
    // Another number.
    [
        mask([CODE, WHOLE, GIVERS, COUNT]),
        mask([CODE, GIVERS + 2, LAST]),
        mask([CODE, LAST]),
        mask([CODE, LOCALS + 2, LAST]),
        mask([CODE, COUNT, LAST]),
        mask([CODE, BLOCKS]),
    ],
    // The function that is called.
    [
        mask([CODE, OPCODES + 1, OPCODES + 3, OPCODES + 4, GIVERS + 1]),
        0,
        mask([CODE, FUNCTION, COUNT]),
        mask([OPCODES + 2, COUNT, CALLED]),
        mask([GIVERS, GIVERS + 1, GIVERS + 2, COUNT]),
        mask([COUNT]),
    ],
    // A byte in front of the functions.
    [
        mask([BYTES]),
        0,
        mask([BYTES + 1]),
        mask([BYTES, BYTES + 2, BYTES + 3]),
        mask([WORD]),
        mask([BYTES + 2]),
    ],
    // A byte behind the functions.
    [
        mask([BYTES, COLUMN]),
        mask([BYTES]),
        mask([BYTES, BYTES + 1]),
        mask([BYTES, BYTES + 1, BYTES + 2, BYTES + 3]),
        mask([WORD]),
        mask([COLUMN]),
    ],
];

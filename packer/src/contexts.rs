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
/// The highest local variable so far.
pub const HIGHEST: usize = 30;
/// The local variable that was set last and not read since.
pub const UNREAD: usize = 31;

/// In what is no code: the last four bytes, the latest in front.
pub const BYTES: usize = 0;
/// The letters of the word that is being read, as a hash.
pub const WORD: usize = 4;
/// The place in a row of words of 4 bytes.
pub const COLUMN: usize = 5;
/// The last six bytes.
pub const SIX: usize = 6;
/// The word before.
pub const WORD_BEFORE: usize = 7;

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
        mask([OPCODES, GIVERS, BLOCKS]),
        mask([CODE, OPCODES, WHOLE, COUNT]),
        mask([OPCODES, WHOLE, WHOLE + 1, VALUES, VALUES + 1]),
        mask([OPCODES + 3, GIVERS, GIVERS + 1]),
        mask([
            CODE,
            OPCODES,
            OPCODES + 1,
            OPCODES + 3,
            OPCODES + 5,
            GIVERS,
            GIVERS + 1,
            GIVERS + 2,
            COUNT,
            BLOCKS,
            CALLED,
        ]),
        mask([GIVERS + 1, COUNT]),
        mask([OPCODES + 4, WHOLE, BLOCKS, BLOCKS + 1, CONSTANT]),
        mask([OPCODES, OPCODES + 5, GIVERS + 1, COUNT, LAST]),
    ],
    // The number of a local variable.
    [
        mask([CODE, OPCODES, UNREAD]),
        mask([GIVERS + 1]),
        mask([CODE, HIGHEST]),
        mask([FUNCTION, COUNT]),
        mask([OPCODES + 1, OPCODES + 2, OPCODES + 5, LOCALS, GIVERS, GIVERS + 2, BLOCKS]),
        mask([CODE, OPCODES + 2, OPCODES + 3, LOCALS + 1, VALUES + 1, COUNT]),
        mask([HIGHEST]),
        mask([CODE, OPCODES, OPCODES + 2, LOCALS, GIVERS, BASE]),
    ],
    // An offset.
    [
        mask([CODE, GIVERS, COUNT]),
        mask([CODE, OPCODES + 2, OPCODES + 3, OPCODES + 5, CONSTANT]),
        mask([FUNCTION, BASE, LAST]),
        mask([CODE, OPCODES, OPCODES + 1, OPCODES + 2, ADDRESS]),
        mask([FUNCTION, DEPTH, BLOCKS + 1, CALLED, BASE]),
        mask([CODE, ADDRESS]),
        mask([LAST]),
        0,
    ],
    // A constant.
    [
        mask([OPCODES, COUNT]),
        mask([CODE, OPCODES, WHOLE + 1, GIVERS, BLOCKS]),
        mask([CODE]),
        mask([CODE, OPCODES + 1, OPCODES + 2, OPCODES + 3]),
        mask([CODE, OPCODES, OPCODES + 2, OPCODES + 5, CONSTANT]),
        mask([CODE, FUNCTION, VALUES]),
        mask([OPCODES + 2, OPCODES + 3, OPCODES + 5, GIVERS + 1, BLOCKS + 1, CALLED, LAST]),
        mask([FUNCTION]),
    ],
    // How many blocks a branch leaves.
    [
        mask([OPCODES, GIVERS + 1, COUNT, BLOCKS, BLOCKS + 1, LEFT]),
        mask([GIVERS + 1, GIVERS + 2, COUNT, BLOCKS, LAST]),
        mask([GIVERS + 1, VALUES + 1, DEPTH]),
        mask([OPCODES, OPCODES + 1, OPCODES + 2, OPCODES + 4, GIVERS, COUNT, BLOCKS, BLOCKS + 1]),
        mask([OPCODES + 5, DEPTH, LEFT, BASE]),
        mask([GIVERS + 2, DEPTH, BLOCKS, BLOCKS + 1]),
        mask([OPCODES, OPCODES + 1, OPCODES + 3, BLOCKS]),
        mask([GIVERS + 1, COUNT, DEPTH, BLOCKS, BLOCKS + 1, LEFT, BASE]),
    ],
    // An alignment.
    [
        mask([CODE]),
        mask([CODE, OPCODES, OPCODES + 3, GIVERS, GIVERS + 2, CALLED, LAST]),
        mask([CODE, OPCODES + 1, VALUES + 1, BLOCKS + 1, CONSTANT]),
        mask([CODE, OPCODES + 1, WHOLE, VALUES, COUNT]),
        mask([BASE]),
        mask([FUNCTION, BLOCKS]),
        mask([CODE, LOCALS, GIVERS + 1, VALUES + 1, BLOCKS, BASE]),
        0,
    ],
    // Another number.
    [
        mask([CODE, GIVERS, VALUES, COUNT, BASE, LAST]),
        mask([CODE, GIVERS + 1, GIVERS + 2, LAST]),
        mask([CODE, BLOCKS, LAST]),
        mask([CODE, LOCALS, VALUES, COUNT, LAST]),
        mask([CODE, COUNT, LAST]),
        mask([CODE, OPCODES + 1, GIVERS, BLOCKS]),
        mask([VALUES + 1, COUNT, BLOCKS]),
        mask([FUNCTION]),
    ],
    // The function that is called.
    [
        mask([CODE, OPCODES + 1, OPCODES + 3, OPCODES + 4, GIVERS + 1]),
        0,
        mask([CODE, FUNCTION, COUNT]),
        mask([GIVERS, GIVERS + 1, COUNT, CALLED]),
        mask([GIVERS, GIVERS + 1, GIVERS + 2, COUNT]),
        mask([COUNT]),
        mask([CODE, OPCODES + 3, OPCODES + 4, OPCODES + 5, GIVERS + 1, CONSTANT, LAST]),
        mask([WHOLE, WHOLE + 1, GIVERS, CONSTANT]),
    ],
    // A byte in front of the functions.
    [
        mask([BYTES]),
        mask([BYTES, BYTES + 1, BYTES + 3, WORD_BEFORE]),
        mask([BYTES + 1]),
        mask([BYTES, BYTES + 2, BYTES + 3]),
        mask([WORD]),
        mask([COLUMN, WORD_BEFORE]),
        mask([BYTES, BYTES + 1, BYTES + 2]),
        0,
    ],
    // A byte behind the functions.
    [
        0,
        mask([BYTES]),
        mask([BYTES, BYTES + 1]),
        mask([BYTES, BYTES + 1, BYTES + 2, BYTES + 3]),
        mask([WORD]),
        mask([BYTES + 3, COLUMN]),
        mask([BYTES, WORD, COLUMN]),
        mask([BYTES + 1, BYTES + 2]),
    ],
];

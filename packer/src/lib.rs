//! Packs the page's program, a WebAssembly module, smaller than general packers do, and unpacks it in the browser.
//!
//! Each bit is predicted from what a byte means and what was before it (`functions`, `model`), and then takes the less
//! room the more it was expected (`coder`). Whoever unpacks makes the same predictions by the same code. It does not know
//! what is in the page besides the program, nor how the packed bytes stand in it.
//!
//! Packed bytes are, numbers of four bytes with the lowest first:
//!
//! | size | what |
//! |---|---|
//! | 4 | the program's size |
//! | 4 | its size without the functions' sizes |
//! | 4 | the checksum of all but these four bytes |
//! | 4 | how many bytes are in front of the functions |
//! | 4 | how many functions there are |
//! | | the coded bits |

#![cfg_attr(all(target_arch = "wasm32", not(test)), no_std)]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "hashes, chances and evidence, which are small or may lose bits, and sizes of less than 4 GB"
)]

extern crate alloc;

pub mod coder;
mod contexts;
mod curve;
#[cfg(all(target_arch = "wasm32", not(test)))]
mod door;
mod functions;
mod history;
mod model;
mod repeats;
mod shape;
mod signatures;
mod sizes;
mod tape;
mod values;

use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use coder::Coder;
use functions::Functions;
use signatures::Signatures;
use sizes::Bare;
use tape::{Kind, Tape};

/// How many numbers are in front of the coded bits.
const HEADER: usize = 5;

/// Where the checksum is.
const CHECKSUM: Range<usize> = 8..12;

/// A program that would not come back as it is.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(
            "the program would not come back as it is: a function's end is not where its code ends, which \
             `packer/src/functions.rs` knows, or a size is not in its shortest form",
        )
    }
}

impl core::error::Error for Refused {}

/// Packs a program, or other bytes, less well.
///
/// The same bytes always give the same result.
///
/// # Errors
/// When unpacking would give other bytes.
pub fn pack(program: &[u8]) -> Result<Vec<u8>, Refused> {
    let Bare { bytes, front, ends } = sizes::leave_out(program);
    let mut packed = Vec::new();
    for number in [program.len(), bytes.len(), 0, front, ends.len()] {
        packed.extend((number as u32).to_le_bytes());
    }
    let count = ends.len();
    let (bare, coder) = read(Tape::new(Coder::write(packed), bytes), front, count);
    if bare.ends == ends && sizes::put_in(&bare, program.len()) == program {
        let mut packed = coder.finish();
        let checksum = checksum(&packed).to_le_bytes();
        packed[CHECKSUM].copy_from_slice(&checksum);
        Ok(packed)
    } else {
        Err(Refused)
    }
}

/// Unpacks a program; nothing comes of bytes that are damaged.
#[must_use]
pub fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut numbers = [0; HEADER];
    let mut coded = packed;
    for number in &mut numbers {
        let (first, rest) = coded.split_first_chunk()?;
        *number = u32::from_le_bytes(*first) as usize;
        coded = rest;
    }
    let [size, bare, expected, front, functions] = numbers;
    // Damaged numbers could keep whoever unpacks busy for ever.
    if checksum(packed) as usize != expected {
        return None;
    }
    let (bare, _) = read(Tape::new(Coder::read(coded), vec![0; bare]), front, functions);
    let program = sizes::put_in(&bare, size);
    (program.len() == size).then_some(program)
}

/// Reads a whole program.
fn read(mut tape: Tape<'_>, front: usize, functions: usize) -> (Bare, Coder<'_>) {
    tape.plain(Kind::Front, front);
    let mut reader = Functions::new(Signatures::read(tape.seen()), functions);
    let mut ends = Vec::with_capacity(functions);
    for _ in 0..functions {
        reader.read(&mut tape);
        ends.push(tape.seen().len());
    }
    tape.plain(Kind::Data, tape.size() - tape.seen().len());
    let (bytes, coder) = tape.finish();
    (Bare { bytes, front, ends }, coder)
}

/// The checksum FNV-1a of packed bytes, but for those where it stands itself: by it damage is found, not malice.
fn checksum(packed: &[u8]) -> u32 {
    let bytes = packed.iter().enumerate().filter(|(at, _)| !CHECKSUM.contains(at));
    bytes.fold(0x811c_9dc5, |sum, (_, byte)| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests;

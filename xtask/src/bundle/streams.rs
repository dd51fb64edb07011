//! Sorting a program by what its bytes mean, so that LZMA packs it smaller; join.js puts it together again.
//!
//! Like stands with like: one byte, a symbol, for what each instruction begins with; then all numbers behind
//! instructions of one kind, a stream for each. What is not code stays as it is. The sorted form has, one after the
//! other:
//!
//! | size | what |
//! |---|---|
//! | 4 | the program's size |
//! | 4 × 4 | at which byte of the sorted form each of the last four parts begins |
//! | | the table: for each symbol the kind of what is behind it, the number of its bytes, its bytes |
//! | | the symbols |
//! | | what is behind the functions in the program |
//! | | what is in front of them |
//! | | the streams, see [`stream`] |
//!
//! Numbers of four bytes have the lowest first. It does not know instructions, which `code` takes apart.

mod code;
mod reader;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};

use code::{CONST, Piece};
use reader::Reader;

/// What every program begins with, the format's version included.
const MAGIC: &[u8] = b"\0asm\x01\0\0\0";

/// The section that has the functions.
const CODE: u8 = 10;

/// The size of the program's size and the places of four parts.
const HEADER: usize = 20;

/// How many bytes a symbol can stand for.
const LONGEST: usize = 4;

/// Sorts a program.
///
/// The same program always gives the same result.
///
/// # Errors
/// When it is none, or has instructions that are not known, or numbers that are longer than they need be, which would
/// not come back.
pub fn split(program: &[u8]) -> Result<Vec<u8>> {
    let Sections { front, count, functions, behind } = Sections::find(program)?;
    let pieces = code::take_apart(functions, count)?;
    let (table, symbols) = number(&pieces)?;
    let mut sorted = vec![0; HEADER];
    let mut places = Vec::new();
    for part in [&table, &symbols, behind, front] {
        sorted.extend(part);
        places.push(sorted.len());
    }
    let mut streams: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
    for (piece, after) in pieces.iter().zip(HEADER + table.len() + 1..) {
        streams.entry(stream(piece.kind, &sorted[after..])).or_default().extend(&piece.number);
    }
    sorted.extend(streams.into_values().flatten());
    let numbers = [&[program.len()], places.as_slice()].concat();
    for (place, number) in sorted[..HEADER].chunks_exact_mut(4).zip(numbers) {
        place.copy_from_slice(&u32::try_from(number)?.to_le_bytes());
    }
    Ok(sorted)
}

/// The parts of a program.
struct Sections<'a> {
    /// All up to the number of functions, inclusive.
    front: &'a [u8],
    /// How many functions there are.
    count: u32,
    functions: &'a [u8],
    /// All from the next section on.
    behind: &'a [u8],
}

impl<'a> Sections<'a> {
    fn find(program: &'a [u8]) -> Result<Self> {
        let mut reader = Reader::new(program);
        ensure!(
            reader.take(MAGIC.len()).is_ok_and(|start| start == MAGIC),
            "this is no WebAssembly, version 1"
        );
        loop {
            let section = reader.byte().context("the program has no code")?;
            let size = usize::try_from(reader.number()?)?;
            if section != CODE {
                reader.take(size).with_context(|| format!("section {section} of the program"))?;
                continue;
            }
            let behind = reader.left().checked_sub(size).context("the program's code has an early end")?;
            let count = reader.number()?;
            let (front, rest) = program.split_at(program.len() - reader.left());
            let functions = rest.len().checked_sub(behind).context("the program's code has no functions")?;
            let (functions, behind) = rest.split_at(functions);
            return Ok(Self { front, count, functions, behind });
        }
    }
}

/// The table of symbols, and the symbol of each piece.
fn number(pieces: &[Piece]) -> Result<(Vec<u8>, Vec<u8>)> {
    let begin = |piece: &Piece| (piece.head.clone(), piece.kind);
    let different: BTreeSet<_> = pieces.iter().map(begin).collect();
    ensure!(
        different.len() <= 256,
        "the program's instructions begin in {} ways, but a byte has only 256: let `streams::code` put more into streams",
        different.len()
    );
    let mut table = Vec::new();
    for (head, kind) in &different {
        ensure!(
            head.len() <= LONGEST,
            "an instruction begins with {head:#04x?}, which is too much for a symbol"
        );
        table.extend([*kind, u8::try_from(head.len())?]);
        table.extend(head);
    }
    let symbols: BTreeMap<_, _> = different.into_iter().zip(0..=u8::MAX).collect();
    Ok((table, pieces.iter().map(|piece| symbols[&begin(piece)]).collect()))
}

/// The stream that the number of a symbol is in, by the symbol's kind and the bytes after it in the sorted form.
/// Streams stand in the order of their numbers.
///
/// A constant's depends on the next two symbols: what is added is another number than what is stored or called with.
fn stream(kind: u8, after: &[u8]) -> usize {
    let next = |place: usize| usize::from(after.get(place).copied().unwrap_or(0));
    if kind == CONST { 256 + 256 * next(0) + next(1) } else { usize::from(kind) }
}

#[cfg(test)]
mod tests;

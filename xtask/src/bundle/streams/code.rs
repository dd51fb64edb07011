//! Taking apart the code of a program: what each instruction begins with, and the number behind it.
//!
//! After the “WebAssembly Core Specification”, chapters “Binary Format: Instructions” and “Binary Format: Modules”,
//! <https://webassembly.github.io/spec/core/binary/instructions.html>. It knows the instructions that the compiler has
//! used so far, and refuses others: each is one line more in [`Function::instruction`], and none in join.js.

use anyhow::{Context, Result, bail, ensure};

use super::reader::{Reader, leb};

/// A part of a function: bytes of which there are few different ones, and at most one number.
pub struct Piece {
    /// What it begins with.
    pub head: Vec<u8>,
    /// What is behind the head: one of the constants of this module, or the opcode of instructions whose numbers are
    /// of one kind.
    pub kind: u8,
    /// The number behind the head; empty where the kind says all.
    pub number: Vec<u8>,
}

/// Nothing is behind the head.
pub const NOTHING: u8 = 0;
/// Nothing, and the function ends.
pub const END: u8 = 1;
/// The local variable that was used last, and, one higher, the one before.
pub const LATEST: u8 = 2;
/// The first kind with a number: how many types of local variables, and how many variables of a type.
pub const LOCALS: u8 = 4;

const BR: u8 = 0x0c;
const BR_IF: u8 = 0x0d;
const BR_TABLE: u8 = 0x0e;
const CALL_INDIRECT: u8 = 0x11;
const LOCAL_GET: u8 = 0x20;
const LOCAL_TEE: u8 = 0x22;
const TABLE_GET: u8 = 0x25;
const LOAD: u8 = 0x28;
const STORE: u8 = 0x36;
const LAST_STORE: u8 = 0x3e;
/// Constants of all types: their numbers differ by what is done with them, see `streams::stream`.
pub const CONST: u8 = 0x41;
const I64_CONST: u8 = 0x42;

/// How many local variables a function may have, by the “WebAssembly JavaScript Interface”.
const MOST_LOCALS: u32 = 50_000;

/// Takes apart functions as they stand in the code section, behind their number.
///
/// # Errors
/// When they are not as many, are damaged, or have an instruction that is not known here.
pub fn take_apart(functions: &[u8], count: u32) -> Result<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut reader = Reader::new(functions);
    for index in 0..count {
        let body = reader.number().and_then(|size| reader.take(usize::try_from(size)?));
        body.and_then(|body| Function { pieces: &mut pieces, recent: Vec::new() }.read(body))
            .with_context(|| format!("the program's function {index} of {count}"))?;
    }
    ensure!(reader.left() == 0, "the program's code goes on behind its last function");
    Ok(pieces)
}

/// A function that is being taken apart.
struct Function<'p> {
    pieces: &'p mut Vec<Piece>,
    /// Its local variables, those used last in front. Those that were not used yet follow in their order; the list
    /// has as many as are needed.
    recent: Vec<u32>,
}

impl Function<'_> {
    fn read(mut self, body: &[u8]) -> Result<()> {
        let mut reader = Reader::new(body);
        let types = reader.number()?;
        self.push(&[], LOCALS, &leb(types.into()));
        for _ in 0..types {
            self.push(&[], LOCALS, reader.leb()?);
            self.push(&[reader.byte()?], NOTHING, &[]);
        }
        while reader.left() > 0 {
            self.instruction(&mut reader)?;
        }
        // `end`, the last instruction.
        let last = self.pieces.last_mut().filter(|last| last.head == [0x0b]).context("no end")?;
        last.kind = END;
        Ok(())
    }

    fn instruction(&mut self, reader: &mut Reader<'_>) -> Result<()> {
        let opcode = reader.byte()?;
        match opcode {
            // unreachable, end, return, drop, select; comparing, calculating and converting.
            0x00 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 => self.push(&[opcode], NOTHING, &[]),
            // block, loop, global.get and .set, table.get and .set, memory.grow, ref.null: few different numbers.
            0x02 | 0x03 | 0x23..=0x26 | 0x40 | 0xd0 => {
                self.push(&[&[opcode], reader.leb()?].concat(), NOTHING, &[]);
            }
            // f64.const, with what is like in many of them apart.
            0x44 => {
                self.push(&[opcode], NOTHING, &[]);
                self.push(reader.take(4)?, NOTHING, &[]);
                self.push(reader.take(4)?, NOTHING, &[]);
            }
            0xfc => {
                let operation = reader.number()?;
                let operands = match operation {
                    // Converting without a trap.
                    0..=7 => 0,
                    // memory.fill, table.grow, .size and .fill.
                    11 | 15..=17 => 1,
                    // memory.copy.
                    10 => 2,
                    _ => bail!("unknown instruction 0xfc {operation}: tell `{}` about it", file!()),
                };
                let mut head = [vec![opcode], leb(operation.into())].concat();
                for _ in 0..operands {
                    head.extend(reader.leb()?);
                }
                self.push(&head, NOTHING, &[]);
            }
            // br, br_if, call.
            BR | BR_IF | 0x10 => self.with_number(&[opcode], opcode, reader.leb()?),
            BR_TABLE => {
                let targets = reader.number()?;
                self.push(&[opcode], opcode, &leb(targets.into()));
                for _ in 0..=targets {
                    self.push(&[], BR, reader.leb()?);
                }
            }
            // The type of what is called, and the table that it is in.
            CALL_INDIRECT => {
                self.push(&[opcode], opcode, reader.leb()?);
                self.push(&[], TABLE_GET, reader.leb()?);
            }
            LOCAL_GET..=LOCAL_TEE => self.local(opcode, reader.number()?)?,
            // The alignment is nearly always the same for an instruction, so it goes with it.
            LOAD..=LAST_STORE => {
                let alignment = reader.leb()?;
                ensure!(matches!(alignment, [0..0x40]), "a memory that has a number");
                self.with_number(&[&[opcode], alignment].concat(), opcode.min(STORE), reader.leb()?);
            }
            CONST | I64_CONST => self.with_number(&[opcode], CONST, reader.leb()?),
            _ => bail!("unknown instruction {opcode:#04x}: tell `{}` about it", file!()),
        }
        Ok(())
    }

    /// What uses a local variable, with the number of others that were used since it was. The nearest ones are so
    /// frequent that they go with the instruction.
    fn local(&mut self, opcode: u8, local: u32) -> Result<()> {
        ensure!(local < MOST_LOCALS, "too many local variables");
        while self.recent.len() <= usize::try_from(local)? {
            self.recent.push(u32::try_from(self.recent.len())?);
        }
        let rank = self.recent.iter().take_while(|other| **other != local).count();
        self.recent[..=rank].rotate_right(1);
        match rank {
            0 => self.push(&[opcode], LATEST, &[]),
            1 if opcode == LOCAL_GET => self.push(&[opcode], LATEST + 1, &[]),
            _ => self.push(&[opcode], opcode, &leb(u64::try_from(rank)?)),
        }
        Ok(())
    }

    /// What has a number, which goes with it where it is one of the most frequent ones.
    fn with_number(&mut self, head: &[u8], kind: u8, number: &[u8]) {
        match (head[0], number) {
            (BR_IF | LOAD..=LAST_STORE, [0]) | (CONST, [0 | 1]) => {
                self.push(&[head, number].concat(), NOTHING, &[]);
            }
            _ => self.push(head, kind, number),
        }
    }

    fn push(&mut self, head: &[u8], kind: u8, number: &[u8]) {
        self.pieces.push(Piece { head: head.to_vec(), kind, number: number.to_vec() });
    }
}

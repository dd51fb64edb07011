//! What was split comes back, and what would not is refused.

use std::fs;

use super::reader::leb;
use super::{CODE, HEADER, MAGIC, code, split, stream};
use crate::workspace::Workspace;

/// The sections around the code: a type of functions, and a table that nobody needs.
const BEFORE: &[u8] = b"\x01\x04\x01\x60\0\0";
const BEHIND: &[u8] = b"\x0b\x02\x01\x07";

/// A section, with its size.
fn section(id: u8, content: &[u8]) -> Vec<u8> {
    [&[id], leb(content.len().try_into().unwrap()).as_slice(), content].concat()
}

/// A program with functions, each from its local variables to its `end`.
fn program(functions: &[&[u8]]) -> Vec<u8> {
    let mut content = leb(functions.len().try_into().unwrap());
    for function in functions {
        content.extend(leb(function.len().try_into().unwrap()));
        content.extend(*function);
    }
    [MAGIC, BEFORE, &section(CODE, &content), BEHIND].concat()
}

/// What join.js does, for bytes that are right.
fn join(sorted: &[u8]) -> Vec<u8> {
    let header: Vec<_> = sorted[..HEADER]
        .chunks(4)
        .map(|number| usize::try_from(u32::from_le_bytes(number.try_into().unwrap())).unwrap())
        .collect();
    let [size, symbols, behind, front, streams] = header[..] else { panic!("{header:?}") };
    let mut table = Vec::new();
    let mut rest = &sorted[HEADER..symbols];
    while let [kind, length, bytes @ ..] = rest {
        let (head, next) = bytes.split_at((*length).into());
        table.push((*kind, head));
        rest = next;
    }

    // The places of numbers, in the order of their streams.
    let mut numbered: Vec<_> = (symbols..behind)
        .map(|at| (stream(table[usize::from(sorted[at])].0, &sorted[at + 1..]), at))
        .filter(|(stream, _)| *stream >= code::LOCALS.into())
        .collect();
    numbered.sort_unstable();
    let mut numbers = vec![&sorted[..0]; behind];
    let mut rest = &sorted[streams..];
    for (_, at) in numbered {
        let length = 1 + rest.iter().take_while(|byte| **byte >= 0x80).count();
        (numbers[at], rest) = rest.split_at(length);
    }
    assert!(rest.is_empty());

    let mut out = sorted[front..streams].to_vec();
    let mut function = Vec::new();
    let mut recent: Vec<u64> = (0..1000).collect();
    for at in symbols..behind {
        let (kind, head) = table[usize::from(sorted[at])];
        function.extend(head);
        let rank = match kind {
            code::LATEST..code::LOCALS => Some(usize::from(kind - code::LATEST)),
            0x20..=0x22 => {
                Some(numbers[at].iter().rev().fold(0, |value, byte| value << 7 | usize::from(byte & 0x7f)))
            }
            _ => None,
        };
        match rank {
            Some(rank) => {
                recent[..=rank].rotate_right(1);
                function.extend(leb(recent[0]));
            }
            None => function.extend(numbers[at]),
        }
        if kind == code::END {
            out.extend(leb(function.len().try_into().unwrap()));
            out.append(&mut function);
            recent.sort_unstable();
        }
    }
    out.extend(&sorted[behind..front]);
    assert_eq!(out.len(), size);
    out
}

#[track_caller]
fn check(program: &[u8]) {
    let sorted = split(program).unwrap();
    assert!(join(&sorted) == program, "{program:02x?} was sorted into {sorted:02x?}");
    assert!(sorted == split(program).unwrap(), "{program:02x?} is sorted in different ways");
}

#[test]
fn what_was_split_comes_back() {
    check(&program(&[]));
    check(&[MAGIC, &section(CODE, &[0])].concat());
    check(&program(&[b"\0\x0b"]));
    check(&program(&[b"\0\x0b", b"\x02\x03\x7f\x81\x01\x7e\0\x0b", b"\0\x41\x2a\x0b"]));
    // block, loop, br, br_if, br_table, return and the ends of both.
    check(&program(&[b"\0\x02\x40\x03\x7f\x0c\x01\x0d\0\x0d\x81\x01\x0e\x02\0\x01\x02\x0f\x0b\x0b\x0b"]));
    // call, call_indirect, drop, select, global.get and .set, table.get and .set, memory.grow, ref.null.
    check(&program(&[
        b"\0\x10\x85\x01\x11\x03\x80\0\x1a\x1b\x23\0\x24\x01\x25\x01\x26\x01\x40\0\xd0\x6f\x0b",
    ]));
    // Local variables: the same again, the one before, others; more than a byte counts.
    check(&program(&[
        b"\0\x20\0\x20\0\x20\x01\x20\0\x21\x05\x21\0\x22\x90\x03\x20\x05\x20\x90\x03\x22\x07\x0b",
        b"\0\x20\x05\x0b",
    ]));
    // Loads and stores: the usual alignment, another one, offset 0 and long ones.
    check(&program(&[
        b"\0\x28\x02\0\x28\x02\x08\x28\0\x0c\x29\x03\xf0\x80\x01\x36\x02\0\x37\x02\x08\x3a\0\x01\x0b",
    ]));
    // Constants, also as the last instruction; f64.const; numeric ones.
    check(&program(&[
        b"\0\x41\0\x41\x01\x41\x7f\x6a\x41\x80\x80\xc0\0\x36\x02\x04\x42\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\x7c\x0b",
        b"\0\x44\0\0\0\0\0\0\xe0\x3f\x99\x44\xff\xff\xff\xff\xff\xff\xdf\x7f\x63\xa7\xc4\x41\x02\x0b",
    ]));
    // memory.copy, memory.fill, table.grow, .size and .fill, converting without a trap.
    check(&program(&[b"\0\xfc\x0a\0\0\xfc\x0b\0\xfc\x0f\x01\xfc\x10\x01\xfc\x11\x01\xfc\x07\x0b"]));
    // A function whose size has two bytes, and one that has three.
    let long = |times: usize| [&b"\0"[..], &b"\x20\x03\x41\x09\x6a\x21\x04".repeat(times), b"\x0b"].concat();
    check(&program(&[&long(30), &long(3000), b"\0\x0b"]));
}

#[test]
fn what_is_alike_stands_together() {
    // i32.const 5, call 7, i32.const 6, call 8.
    let program = program(&[b"\0\x41\x05\x10\x07\x41\x06\x10\x08\x0b"]);
    let header = [program.len(), 31, 37, 41, 58].map(|number| u32::try_from(number).unwrap().to_le_bytes());
    let sorted = [
        header.as_flattened(),
        // The declaration of local variables, end, call, i32.const: kind, length, bytes.
        b"\x04\0\x01\x01\x0b\x10\x01\x10\x41\x01\x41",
        b"\0\x03\x02\x03\x02\x01",
        BEHIND,
        &program[..17],
        // How many types local variables have, what is called; the constant in front of the end, the other one.
        b"\0\x07\x08\x06\x05",
    ];
    assert_eq!(split(&program).unwrap(), sorted.concat());
}

/// The program of the page, if it was built before.
#[test]
fn the_program_comes_back() {
    let built = Workspace::locate().unwrap().target().join("bundle/program/glossator_bg.wasm");
    if let Ok(program) = fs::read(built) {
        check(&program);
    }
}

#[track_caller]
fn check_refused(program: &[u8], expected: &str) {
    let error = format!("{:#}", split(program).unwrap_err());
    assert!(error.contains(expected), "{error}");
}

#[test]
fn what_would_not_come_back_is_refused() {
    check_refused(b"", "no WebAssembly");
    check_refused(b"\0asm\x02\0\0\0", "no WebAssembly");
    check_refused(MAGIC, "no code");
    check_refused(&[MAGIC, b"\x01\x05\x01"].concat(), "section 1 of the program: an early end");
    check_refused(&[MAGIC, b"\x0a\x02\0"].concat(), "an early end");
    check_refused(&[MAGIC, b"\x0a\x01\x80"].concat(), "an early end");
    check_refused(&[MAGIC, b"\x0a\0\x01\x02\0\x0b"].concat(), "no functions");
    check_refused(&[MAGIC, b"\x0a\x02\0\0"].concat(), "goes on behind its last function");
    check_refused(&[MAGIC, b"\x0a\x82\0\x01\0"].concat(), "not in its shortest form");
    check_refused(&[MAGIC, b"\x0a\x05\x01\x82\0\0\x0b"].concat(), "function 0 of 1: a number that is");
    check_refused(&[MAGIC, b"\x0a\x04\x02\x02\0\x0b"].concat(), "function 1 of 2: an early end");
    check_refused(&program(&[b"\0"]), "no end");
    check_refused(&program(&[b"\0\x0b\x01"]), "unknown instruction 0x01");
    check_refused(&program(&[b"\0\x20\x80\0\x0b"]), "not in its shortest form");
    check_refused(&program(&[b"\0\x20\xff\xff\xff\xff\x1f\x0b"]), "function 0 of 1: out of range");
    check_refused(&program(&[b"\0\x20\xff\xff\xff\xff\x0f\x0b"]), "too many local variables");
    check_refused(&program(&[b"\0\x41\x80\x80"]), "function 0 of 1: an early end");
    check_refused(&program(&[b"\0\x44\0\0\0\0\0\x0b"]), "an early end");
    check_refused(&program(&[b"\0\x0e\x05\0\x0b"]), "an early end");
    check_refused(&program(&[b"\0\x28\x42\0\0\x0b"]), "a memory that has a number");
    check_refused(&program(&[b"\0\xfc\x08\0\0\x0b"]), "unknown instruction 0xfc 8");
    check_refused(
        &program(&[b"\0\xfd\x0c\x0b"]),
        "unknown instruction 0xfd: tell `xtask/src/bundle/streams/code.rs`",
    );
    check_refused(&program(&[b"\0\x23\x80\x80\x80\x80\x01\x0b"]), "too much for a symbol");
    let globals = (0..300).flat_map(|global| [vec![0x23], leb(global)].concat());
    let many: Vec<_> = [0].into_iter().chain(globals).chain([0x0b]).collect();
    check_refused(&program(&[&many]), "begin in 302 ways");
}

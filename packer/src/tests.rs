//! What was packed comes back, and what would not is refused.

use alloc::vec::Vec;
use std::path::Path;

use super::{HEADER, Refused, pack, unpack};

const MAGIC: &[u8] = b"\0asm\x01\0\0\0";

/// Two types of functions, and three functions.
const FRONT: &[u8] = b"\x01\x0a\x02\x60\0\0\x60\x02\x7f\x7e\x01\x7f\x03\x04\x03\0\x01\0";
const BEHIND: &[u8] = b"\x0b\x0a\x01\0\x41\0\x0b\x04text";

/// A size in LEB128, of less than 16,384.
fn size(bytes: usize) -> Vec<u8> {
    let [low, high, ..] = (bytes % 128 + bytes / 128 * 256).to_le_bytes();
    if high == 0 { [low].to_vec() } else { [low | 0x80, high].to_vec() }
}

/// A program with functions, each from its local variables to its `end`.
fn program(functions: &[&[u8]]) -> Vec<u8> {
    let mut code = size(functions.len());
    for function in functions {
        code.extend(size(function.len()));
        code.extend(*function);
    }
    [MAGIC, FRONT, &[0x0a], &size(code.len()), &code, BEHIND].concat()
}

/// Numbers that repeat late, by Marsaglia's xorshift.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_u32;
    let next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_be_bytes()[0]
    };
    core::iter::repeat_with(next).take(count).collect()
}

/// The packed bytes.
#[track_caller]
fn check(bytes: &[u8]) -> Vec<u8> {
    let packed = pack(bytes).unwrap();
    assert!(unpack(&packed).as_deref() == Some(bytes), "{} bytes", bytes.len());
    assert!(pack(bytes).unwrap() == packed, "packed in different ways");
    packed
}

#[test]
fn any_bytes_come_back() {
    check(b"");
    check(b"a");
    check(&[0; 3000]);
    check(&noise(5000));
    check(&[MAGIC, &noise(500)].concat());
    assert!(check(&b"The same words again. ".repeat(200)).len() < 120);
}

#[test]
fn programs_come_back() {
    check(MAGIC);
    check(&program(&[]));
    check(&program(&[b"\0\x0b"]));
    check(&program(&[b"\0\x0b", b"\x02\x03\x7f\x81\x01\x7e\0\x0b", b"\0\x41\x2a\x0b"]));
    // block, loop, br, br_if, br_table, return and the ends of both.
    check(&program(&[b"\0\x02\x40\x03\x7f\x0c\x01\x0d\0\x0d\x81\x01\x0e\x02\0\x01\x02\x0f\x0b\x0b\x0b"]));
    // call, call_indirect, drop, select, global.get and .set, table.get and .set, memory.grow, ref.null.
    check(&program(&[
        b"\0\x10\x01\x10\x85\x01\x11\x03\x80\0\x1a\x1b\x23\0\x24\x01\x25\x01\x26\x01\x40\0\xd0\x6f\x0b",
    ]));
    // Loads and stores; constants, long ones too.
    check(&program(&[b"\0\x28\x02\0\x28\x02\x08\x28\0\x0c\x29\x03\xf0\x80\x01\x36\x02\0\x3a\0\x01\x0b"]));
    check(&program(&[b"\0\x41\x7f\x41\x80\x80\xc0\0\x42\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\x0b"]));
    check(&program(&[b"\0\x44\0\0\0\0\0\0\xe0\x3f\x99\x44\xff\xff\xff\xff\xff\xff\xdf\x7f\x63\x0b"]));
    // memory.copy, memory.fill, table.grow, .size and .fill, converting without a trap.
    check(&program(&[b"\0\xfc\x0a\0\0\xfc\x0b\0\xfc\x0f\x01\xfc\x10\x01\xfc\x11\x01\xfc\x07\x0b"]));
    // Local variables, blocks and values, more than there is room for.
    check(&program(&[&[b"\0", &b"\x02\x40\x20\x90\x03".repeat(400)[..], &[0x0b; 401]].concat()]));
}

#[test]
fn what_repeats_is_small() {
    let body: Vec<_> =
        noise(40).iter().flat_map(|byte| [0x20, byte % 9, 0x41, byte % 64, 0x6a, 0x21, byte % 7]).collect();
    let function = [&[0], &body[..], &[0x0b]].concat();
    let packed = check(&program(&[function.as_slice(); 20]));
    assert!(packed.len() < 300, "{}", packed.len());
}

/// The program of the page, if it was built before.
#[test]
fn the_program_comes_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root, Into::into);
    if let Ok(program) = std::fs::read(target.join("bundle/program/glossator_bg.wasm")) {
        assert!(check(&program).len() * 4 < program.len());
    }
}

#[test]
fn what_would_not_come_back_is_refused() {
    let refused = [&b"\0"[..], b"\0\x0b\x01", b"\0\x41\x80\x80", b"\0\x02\x40\x0b"];
    for function in refused {
        assert_eq!(pack(&program(&[function])), Err(Refused), "{function:02x?}");
    }
    // A size that is longer than it need be.
    assert_eq!(pack(b"\0asm\x01\0\0\0\x0a\x05\x01\x82\0\0\x0b"), Err(Refused));
}

#[test]
fn nothing_comes_of_damaged_bytes() {
    let packed = pack(&program(&[b"\0\x41\x2a\x41\x2b\x6a\x1a\x0b", b"\0\x0b"])).unwrap();
    for end in 0..4 * HEADER {
        assert_eq!(unpack(&packed[..end]), None, "{end} bytes");
    }
    for at in 4 * HEADER..packed.len() {
        let mut damaged = packed.clone();
        damaged[at] ^= 0x55;
        assert_eq!(unpack(&damaged), None, "byte {at} of {}", packed.len());
    }
}

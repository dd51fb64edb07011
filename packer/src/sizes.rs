//! The sizes of functions, which need not be kept: each ends where its code does.
//!
//! It knows the sections of a program, but no instructions.

use alloc::vec::Vec;

/// A program without its functions’ sizes.
#[derive(Debug, PartialEq, Eq)]
pub struct Bare {
    /// All bytes but the sizes.
    pub bytes: Vec<u8>,
    /// How many of them are in front of the functions.
    pub front: usize,
    /// Where each function ends.
    pub ends: Vec<usize>,
}

/// What every program begins with, the format's version included.
const MAGIC: &[u8] = b"\0asm\x01\0\0\0";

/// The section that has the functions.
const CODE: u8 = 10;

/// Leaves out the sizes. Bytes that are no program, or have no functions, all belong to the front.
#[must_use]
pub fn leave_out(program: &[u8]) -> Bare {
    find(program).unwrap_or_else(|| Bare { bytes: program.to_vec(), front: program.len(), ends: Vec::new() })
}

fn find(program: &[u8]) -> Option<Bare> {
    let mut rest = program.strip_prefix(MAGIC)?;
    loop {
        let (section, content) = rest.split_first()?;
        let (size, content) = number(content)?;
        if *section != CODE {
            rest = content.get(size..)?;
            continue;
        }
        let (count, mut functions) = number(content.get(..size)?)?;
        let front = program.len() - content.len() + size - functions.len();
        let mut bytes = program[..front].to_vec();
        let mut ends = Vec::new();
        for _ in 0..count {
            let (size, body) = number(functions)?;
            let (body, next) = body.split_at_checked(size)?;
            bytes.extend(body);
            ends.push(bytes.len());
            functions = next;
        }
        bytes.extend(functions);
        bytes.extend(&content[size..]);
        return Some(Bare { bytes, front, ends });
    }
}

/// Puts the sizes in again; `size` is that of the program.
#[must_use]
pub fn put_in(bare: &Bare, size: usize) -> Vec<u8> {
    let mut program = Vec::with_capacity(size);
    program.extend_from_slice(&bare.bytes[..bare.front]);
    let mut start = bare.front;
    for end in bare.ends.iter().copied() {
        let mut size = end - start;
        while size > 0x7f {
            program.push((size | 0x80).to_le_bytes()[0]);
            size >>= 7;
        }
        program.push(size.to_le_bytes()[0]);
        program.extend_from_slice(&bare.bytes[start..end]);
        start = end;
    }
    program.extend_from_slice(&bare.bytes[start..]);
    program
}

/// Reads a number in LEB128.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0;
    for (at, byte) in bytes.iter().enumerate().take(5) {
        number |= usize::from(byte & 0x7f) << (7 * at);
        if *byte < 0x80 {
            return Some((number, &bytes[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::{Bare, leave_out, put_in};

    #[test]
    fn sizes_are_left_out_and_come_back() {
        let program = b"\0asm\x01\0\0\0\x01\x01\0\x0a\x09\x02\x02\0\x0b\x04\0\x41\x05\x0b\x0b\x01\0";
        let bare = leave_out(program);
        let expected = Bare {
            bytes: b"\0asm\x01\0\0\0\x01\x01\0\x0a\x09\x02\0\x0b\0\x41\x05\x0b\x0b\x01\0".to_vec(),
            front: 14,
            ends: vec![16, 20],
        };
        assert_eq!(bare, expected);
        assert_eq!(put_in(&bare, program.len()), program);
    }

    #[test]
    fn long_sizes_come_back() {
        let body = [&[0][..], &[0x20, 1].repeat(100), &[0x0b]].concat();
        let program = [b"\0asm\x01\0\0\0\x0a\xcd\x01\x01\xca\x01", body.as_slice()].concat();
        let bare = leave_out(&program);
        assert_eq!((bare.front, bare.ends.as_slice()), (12, &[214][..]));
        assert_eq!(put_in(&bare, program.len()), program);
    }

    #[test]
    fn what_is_no_program_is_all_front() {
        for bytes in [&b""[..], b"abc", b"\0asm\x01\0\0\0", b"\0asm\x01\0\0\0\x0a\x03\x01\x05\0"] {
            let bare = leave_out(bytes);
            assert_eq!((bare.front, bare.ends.len()), (bytes.len(), 0), "{bytes:?}");
            assert_eq!(put_in(&bare, bytes.len()), bytes);
        }
    }
}

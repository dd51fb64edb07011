//! Short names for what the page's module and the program give each other: people do not read them in the page, and
//! nothing can compress the hash of 16 digits behind each of them.
//!
//! It knows the sections of a program that have names; the rest it passes on as it is, but for sections that only
//! people and tools read.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};

/// Replaces the names with a hash behind them, in the module and in the program.
///
/// # Errors
/// When the program is damaged, imports something else than functions, or does not have just the names of the module.
pub fn shorten(module: &str, program: &[u8]) -> Result<(String, Vec<u8>)> {
    let mut names = BTreeMap::new();
    let mut shortened = String::new();
    let mut rest = module;
    while let Some(start) = rest.find(is_part) {
        let (between, word) = rest.split_at(start);
        let (word, behind) = word.split_at(word.find(|character| !is_part(character)).unwrap_or(word.len()));
        shortened.push_str(between);
        if is_hashed(word) {
            let number = names.len();
            shortened.push_str(names.entry(word.to_owned()).or_insert_with(|| short(number)));
        } else {
            shortened.push_str(word);
        }
        rest = behind;
    }
    shortened.push_str(rest);
    let program = rename(program, &mut names)?;
    ensure!(names.is_empty(), "the program has no {:?}", names.keys());
    Ok((shortened, program))
}

/// The program without its custom sections.
///
/// # Errors
/// When it is damaged.
pub fn without_custom_sections(program: &[u8]) -> Result<Vec<u8>> {
    rename(program, &mut BTreeMap::new())
}

/// The program with a custom section behind it.
pub fn push_custom_section(program: &mut Vec<u8>, name: &str, content: &str) {
    let mut section = Vec::new();
    write_name(&mut section, name.as_bytes());
    section.extend_from_slice(content.as_bytes());
    program.push(0);
    write_name(program, &section);
}

fn is_part(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// Whether it is a name of wasm-bindgen's with a hash behind it.
fn is_hashed(word: &str) -> bool {
    const DIGITS: usize = 16;
    let Some((stem, hash)) = word.len().checked_sub(DIGITS).and_then(|at| word.split_at_checked(at)) else {
        return false;
    };
    let is_hash = hash.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    is_hash && (stem.starts_with("__wb") && stem.ends_with('_') || stem.ends_with("__h"))
}

/// A name that nothing else has: `$a`, `$b` and so on, then `$aa`, `$ba`.
fn short(mut number: usize) -> String {
    let mut name = String::from("$");
    loop {
        name.extend(('a'..='z').nth(number % 26));
        number /= 26;
        if number == 0 {
            return name;
        }
        number -= 1;
    }
}

/// Replaces names in the sections of imports and exports, and takes those that it found out of the map.
fn rename(program: &[u8], names: &mut BTreeMap<String, String>) -> Result<Vec<u8>> {
    const MAGIC: usize = 8;
    const CUSTOM: u8 = 0;
    const IMPORTS: u8 = 2;
    const EXPORTS: u8 = 7;

    let mut reader = Reader(program);
    let mut out = reader.take(MAGIC)?.to_vec();
    while let Some(section) = reader.0.first().copied() {
        reader.take(1)?;
        let size = reader.number()?;
        let content = reader.take(size)?;
        let mut entries = Reader(content);
        let mut renamed = Vec::new();
        match section {
            CUSTOM => continue,
            IMPORTS | EXPORTS => {
                let count = entries.number()?;
                write_number(&mut renamed, count);
                for _ in 0..count {
                    if section == IMPORTS {
                        write_name(&mut renamed, entries.name()?);
                    }
                    let name = entries.name()?;
                    let short = std::str::from_utf8(name).ok().and_then(|name| names.remove(name));
                    write_name(&mut renamed, short.as_deref().map_or(name, str::as_bytes));
                    let kind = entries.take(1)?;
                    ensure!(
                        section == EXPORTS || kind == [0],
                        "the program imports something else than functions"
                    );
                    renamed.extend(kind);
                    write_number(&mut renamed, entries.number()?);
                }
                ensure!(
                    entries.0.is_empty(),
                    "section {section} of the program is longer than what is in it"
                );
            }
            _ => renamed.extend(content),
        }
        out.push(section);
        write_name(&mut out, &renamed);
    }
    Ok(out)
}

fn write_number(out: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        out.push((number | 0x80).to_le_bytes()[0]);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    write_number(out, name.len());
    out.extend(name);
}

/// Bytes of a program that have not been read yet.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).context("the program has an early end")?;
        self.0 = rest;
        Ok(taken)
    }

    /// A number in LEB128.
    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.take(1)?[0];
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        bail!("the program has a number that is too large")
    }

    fn name(&mut self) -> Result<&'a [u8]> {
        let length = self.number()?;
        self.take(length)
    }
}

#[cfg(test)]
mod tests {
    use super::{short, shorten, without_custom_sections, write_name};

    /// A program that imports two functions and exports one.
    fn program() -> Vec<u8> {
        let imports = b"\x02\x01m\x1a__wbg_log_00c0ffee00c0ffee\0\x01\x01m\x05short\0\0";
        let exports = b"\x01\x19invoke__h00c0ffee00c0ffee\0\x02";
        let mut program = b"\0asm\x01\0\0\0\0\x05\x04name".to_vec();
        for (section, content) in [(2, &imports[..]), (7, exports)] {
            program.push(section);
            write_name(&mut program, content);
        }
        program
    }

    #[test]
    fn names_are_short_in_the_module_and_in_the_program() {
        let module = "{ __wbg_log_00c0ffee00c0ffee: f, short: wasm.invoke__h00c0ffee00c0ffee }";
        let (module, program) = shorten(module, &program()).unwrap();
        assert_eq!(module, "{ $a: f, short: wasm.$b }");
        let expected =
            b"\0asm\x01\0\0\0\x02\x12\x02\x01m\x02$a\0\x01\x01m\x05short\0\0\x07\x06\x01\x02$b\0\x02";
        assert_eq!(program, expected);
        assert_eq!(without_custom_sections(&program).unwrap(), program);
    }

    #[test]
    fn what_is_not_in_both_is_refused() {
        assert!(shorten("__wbg_a_1234567890abcdef", &program()).is_err());
        assert!(without_custom_sections(&program()[..20]).is_err());
        assert!(without_custom_sections(b"\0asm").is_err());
    }

    #[test]
    fn short_names_differ() {
        assert_eq!([0, 25, 26, 27, 52].map(short), ["$a", "$z", "$aa", "$ba", "$ab"]);
    }
}

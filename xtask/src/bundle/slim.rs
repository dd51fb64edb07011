//! Leaving out what only people read: the page that is released does the same with less to load.
//!
//! Works line by line on what wasm-bindgen and this project write; it is no general minifier.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};

/// Lines without their indentation, and without those that are comments as a whole. The input has no string that
/// runs over several lines.
pub fn script(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let kept = lines
        .filter(|line| !line.is_empty() && !["//", "/*", "*"].iter().any(|start| line.starts_with(start)));
    kept.fold(String::new(), |text, line| text + line + "\n")
}

/// A style sheet without comments and indentation. The input has neither `/*` nor `*/` inside a string.
pub fn style(text: &str) -> String {
    let mut without_comments = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        without_comments.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    without_comments.push_str(rest);
    let lines = without_comments.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |text, line| text + line + "\n")
}

/// wasm-bindgen ends the name of each function that the program imports with a hash of 16 digits, which nothing can
/// compress, and people do not read the rest. A running number of the same length, in the module and in the program,
/// says as much.
///
/// # Errors
/// When a name does not stand in the program just once.
pub fn number_imports(module: &str, mut wasm: Vec<u8>) -> Result<(String, Vec<u8>)> {
    let mut names = BTreeMap::new();
    for word in module.split(|character: char| !character.is_ascii_alphanumeric() && character != '_') {
        if is_hashed(word) {
            let number = names.len();
            let digits = word.len() - PREFIX.len();
            names.entry(word).or_insert_with(|| format!("{PREFIX}{number:0digits$x}"));
        }
    }
    let mut module = module.to_owned();
    for (name, numbered) in &names {
        let places: Vec<_> = find_all(&wasm, name.as_bytes()).collect();
        ensure!(
            places.len() == 1,
            "expected {name} once among the program's imports, found it {} times",
            places.len()
        );
        wasm[places[0]..][..name.len()].copy_from_slice(numbered.as_bytes());
        module = module.replace(name, numbered);
    }
    Ok((module, wasm))
}

/// In front of the name of every function that the program imports.
const PREFIX: &str = "__wb";

/// Whether it is an imported function's name with a hash behind it.
fn is_hashed(word: &str) -> bool {
    const DIGITS: usize = 16;
    let Some((stem, hash)) = word.len().checked_sub(DIGITS).and_then(|at| word.split_at_checked(at)) else {
        return false;
    };
    let is_hash = hash.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    stem.starts_with(PREFIX) && stem.ends_with('_') && is_hash
}

fn find_all<'a>(bytes: &'a [u8], wanted: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let windows = bytes.windows(wanted.len()).enumerate();
    windows.filter(move |(_, window)| *window == wanted).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::{number_imports, script, style};

    #[test]
    fn scripts_lose_comments_and_indentation() {
        let text = "/**\n * Says.\n */\nfunction f() {\n    // why\n    return 1 * 2; // kept\n}\n";
        assert_eq!(script(text), "function f() {\nreturn 1 * 2; // kept\n}\n");
    }

    #[test]
    fn style_sheets_lose_comments_and_indentation() {
        let text = "/* one\n two */\na {\n  b: c; /* three */\n}\n\nd { }\n";
        assert_eq!(style(text), "a {\nb: c;\n}\nd { }\n");
    }

    #[test]
    fn imports_are_numbered_in_the_module_and_in_the_program() {
        let module = "__wbg_log_00c0ffee00c0ffee: f, __wbg_a_1234567890abcdef: g, __wbg_short_12: h";
        let wasm = b"\0\x1a__wbg_log_00c0ffee00c0ffee\x18__wbg_a_1234567890abcdef\x0e__wbg_short_12".to_vec();
        let (module, wasm) = number_imports(module, wasm).unwrap();
        let expected = "__wb0000000000000000000000: f, __wb00000000000000000001: g, __wbg_short_12: h";
        assert_eq!(module, expected);
        assert_eq!(wasm, b"\0\x1a__wb0000000000000000000000\x18__wb00000000000000000001\x0e__wbg_short_12");
        assert!(number_imports("__wbg_a_1234567890abcdef", Vec::new()).is_err());
    }
}

//! The digest of everything that the page is made from, by which a stale page is known.
//!
//! It is the same on every machine: names are sorted and written with forward slashes, and lines end with
//! LF, but for the articles, which are kept byte for byte.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest as _, Sha256};

/// Files, and folders with all that is in them.
const SOURCES: [&str; 10] = [
    "Cargo.lock",
    "Cargo.toml",
    "build.rs",
    "core/Cargo.toml",
    "core/src",
    "index.html",
    "json/Cargo.toml",
    "json/src",
    SEEDS,
    "src",
];

const SEEDS: &str = "seeds";

/// The digest of the sources in a workspace, in hexadecimal.
///
/// # Errors
/// When a source cannot be read.
pub fn digest(root: &Path) -> Result<String> {
    let mut files = Vec::new();
    for source in SOURCES {
        collect(root, source, &mut files)?;
    }
    files.sort();
    let mut digest = Digester::default();
    for name in files {
        let bytes = fs::read(root.join(&name)).with_context(|| format!("cannot read {name}"))?;
        digest.add(&name, &bytes);
    }
    Ok(digest.finish())
}

/// Adds a file, or what is in a folder. Hidden files are a system's or an editor's, and no source.
fn collect(root: &Path, name: &str, files: &mut Vec<String>) -> Result<()> {
    let path = root.join(name);
    if !path.is_dir() {
        files.push(name.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(&path).with_context(|| format!("cannot read the folder {name}"))? {
        let entry = entry?.file_name();
        let entry = entry.to_str().with_context(|| format!("{name} has a file whose name is not Unicode"))?;
        if !entry.starts_with('.') {
            collect(root, &format!("{name}/{entry}"), files)?;
        }
    }
    Ok(())
}

#[derive(Default)]
struct Digester(Sha256);

impl Digester {
    fn add(&mut self, name: &str, bytes: &[u8]) {
        let bytes = if name.starts_with(SEEDS) { bytes.to_vec() } else { without_cr(bytes) };
        // The length keeps a file's end apart from the next one's name.
        self.0.update(format!("{name}\n{}\n", bytes.len()));
        self.0.update(bytes);
    }

    fn finish(self) -> String {
        self.0.finalize().iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

fn without_cr(bytes: &[u8]) -> Vec<u8> {
    let next = bytes.iter().skip(1).chain(b"\0");
    bytes.iter().zip(next).filter(|pair| *pair != (&b'\r', &b'\n')).map(|(byte, _)| *byte).collect()
}

#[cfg(test)]
mod tests {
    use super::Digester;

    fn digest(files: &[(&str, &str)]) -> String {
        let mut digest = Digester::default();
        for (name, text) in files {
            digest.add(name, text.as_bytes());
        }
        digest.finish()
    }

    #[track_caller]
    fn check(one: &[(&str, &str)], other: &[(&str, &str)], same: bool) {
        assert_eq!(digest(one) == digest(other), same, "{one:?} {other:?}");
    }

    #[test]
    fn the_digest_tells_sources_apart_but_not_machines() {
        check(&[("src/a.rs", "a\nb\n")], &[("src/a.rs", "a\r\nb\r\n")], true);
        check(&[("src/a.rs", "a\rb\n")], &[("src/a.rs", "a\nb\n")], false);
        check(&[("seeds/a.txt", "a\nb\n")], &[("seeds/a.txt", "a\r\nb\r\n")], false);
        check(&[("a", "b")], &[("b", "a")], false);
        check(&[("a", "1\nb\n0\n")], &[("a", "1\n"), ("b", "")], false);
        assert_eq!(digest(&[]), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}

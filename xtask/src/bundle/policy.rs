//! The content security policy of the page: nothing is allowed but what stands in the file itself, and the server that gave it.
//!
//! It knows elements only by their text; <https://www.w3.org/TR/CSP3/> says what each word of it does.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// The inline scripts and styles that may run, each by its hash.
#[derive(Default)]
pub struct Policy {
    scripts: Vec<String>,
    styles: Vec<String>,
}

impl Policy {
    /// Allows a script: exactly the text between its tags, with its lines ended by LF.
    pub fn allow_script(&mut self, text: &str) {
        self.scripts.push(hash(text));
    }

    /// Allows a style sheet, likewise.
    pub fn allow_style(&mut self, text: &str) {
        self.styles.push(hash(text));
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // WebAssembly is compiled from bytes in the file, which counts as `eval` unless it is named.
        write!(out, "default-src 'none'; script-src {}'wasm-unsafe-eval'; ", words(&self.scripts))?;
        if !self.styles.is_empty() {
            write!(out, "style-src {}; ", words(&self.styles).trim_end())?;
        }
        // Regular expressions run in a worker, whose program is in the file, too. The origin of a file matches nothing; a page that a
        // server gave may ask that server alone, for the project of a team.
        write!(
            out,
            "connect-src 'self'; img-src data:; worker-src blob:; base-uri 'none'; form-action 'none'"
        )
    }
}

fn words(hashes: &[String]) -> String {
    hashes.iter().flat_map(|hash| [hash, " "]).collect()
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::Policy;

    const NOTHING: &str = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
    // The example in Content Security Policy Level 2.
    const HELLO: &str = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";

    #[track_caller]
    fn check(scripts: &[&str], styles: &[&str], expected: &str) {
        let mut policy = Policy::default();
        for text in scripts {
            policy.allow_script(text);
        }
        for text in styles {
            policy.allow_style(text);
        }
        assert_eq!(policy.to_string(), expected);
    }

    #[test]
    fn only_what_stands_in_the_file_may_run() {
        let rest = "connect-src 'self'; img-src data:; worker-src blob:; base-uri 'none'; form-action 'none'";
        check(&[], &[], &format!("default-src 'none'; script-src 'wasm-unsafe-eval'; {rest}"));
        check(
            &["alert('Hello, world.');", ""],
            &[""],
            &format!(
                "default-src 'none'; script-src {HELLO} {NOTHING} 'wasm-unsafe-eval'; style-src {NOTHING}; {rest}"
            ),
        );
    }
}

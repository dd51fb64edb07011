//! The tools that build the page, each in the one version that is known to work.
//!
//! This is the only place where a version is written down. It does not know how a tool is found or installed.

use anyhow::{Context, Result, ensure};

/// A tool from crates.io.
#[derive(Debug, PartialEq, Eq)]
pub struct Tool {
    /// Its package.
    pub package: &'static str,
    /// Its version, exactly.
    pub version: String,
    /// The programs of it that are called; all must be there in that version.
    pub programs: &'static [&'static str],
    /// What `cargo install` is told besides package and version.
    pub options: &'static [&'static str],
    /// How long it takes to compile on two cores, in seconds.
    pub seconds: u64,
}

/// Serves the page while it is being written.
pub fn trunk() -> Tool {
    Tool {
        package: "trunk",
        version: "0.21.14".to_owned(),
        programs: &["trunk"],
        // Its default features are for fetching tools and news of itself, which is never asked of it here.
        options: &["--no-default-features"],
        seconds: 120,
    }
}

/// Makes what the compiler wrote loadable by a browser, and runs tests there.
///
/// It has to be the version of the library that the page is linked with, so Cargo.lock says which.
///
/// # Errors
/// When Cargo.lock does not name exactly one version of wasm-bindgen.
pub fn wasm_bindgen(lock: &str) -> Result<Tool> {
    Ok(Tool {
        package: "wasm-bindgen-cli",
        version: locked_version(lock, "wasm-bindgen")?.to_owned(),
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        options: &[],
        seconds: 45,
    })
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Result<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    let mut versions = Vec::new();
    while lines.by_ref().any(|line| line == name) {
        let version = lines.next().and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
        versions.push(
            version
                .with_context(|| format!("Cargo.lock: expected the version of {package} after its name"))?,
        );
    }
    ensure!(versions.len() == 1, "Cargo.lock: expected one version of {package}, found {versions:?}");
    Ok(versions[0])
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[track_caller]
    fn check(lock: &str, expected: Result<&str, &str>) {
        let found = locked_version(lock, "wasm-bindgen").map_err(|error| error.to_string());
        assert_eq!(found.as_deref().map_err(String::as_str), expected, "{lock}");
    }

    #[test]
    fn the_lock_file_says_which_version_is_linked() {
        let futures = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.79\"\n\n";
        let first = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\nsource = \"registry\"\n\n";
        let second = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        check(&format!("{futures}{first}"), Ok("0.2.129"));
        check(&format!("{first}{futures}"), Ok("0.2.129"));
        check(&first.replace('\n', "\r\n"), Ok("0.2.129"));
        check(futures, Err("Cargo.lock: expected one version of wasm-bindgen, found []"));
        check(
            &format!("{first}{second}"),
            Err("Cargo.lock: expected one version of wasm-bindgen, found [\"0.2.129\", \"0.2.130\"]"),
        );
        check(
            "name = \"wasm-bindgen\"\nsource = \"registry\"\n",
            Err("Cargo.lock: expected the version of wasm-bindgen after its name"),
        );
    }
}

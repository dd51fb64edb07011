//! The tools that build and test the page, each in the one version that is known to work: `cargo install` finds or makes them.
//!
//! This is the only place where a version is written down. It does not know what the tools are used for.

use std::env;
use std::ffi::OsString;
use std::path::{self, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::process;
use crate::workspace::Workspace;

/// A tool from crates.io.
#[derive(Debug, PartialEq, Eq)]
pub struct Tool {
    /// Its package.
    pub package: &'static str,
    /// Its version, exactly.
    pub version: String,
    /// The arguments of `cargo install` besides package and version.
    pub options: &'static [&'static str],
}

/// Serves the page while it is being written.
pub fn trunk() -> Tool {
    // Its default features are for fetching tools and news of itself, which is never asked of it here.
    Tool { package: "trunk", version: "0.21.14".to_owned(), options: &["--no-default-features"] }
}

/// Makes what the compiler wrote loadable by a browser, and runs tests there.
///
/// It has to be the version of the library that the page is linked with, so Cargo.lock says which.
///
/// # Errors
/// When Cargo.lock does not name exactly one version of wasm-bindgen.
pub fn wasm_bindgen(lock: &str) -> Result<Tool> {
    let version = locked_version(lock, "wasm-bindgen")?.to_owned();
    Ok(Tool { package: "wasm-bindgen-cli", version, options: &[] })
}

/// Drives Firefox.
pub fn geckodriver() -> Tool {
    Tool { package: "geckodriver", version: "0.37.1".to_owned(), options: &[] }
}

/// The tools that a command asked for, all of them there.
pub struct Toolbox {
    /// The folders of their programs, to be looked into before those of `PATH`.
    folders: Vec<PathBuf>,
}

impl Toolbox {
    /// Lets cargo install the tools that are missing. Each has a folder of its own in cargo's home, so that nothing that
    /// the user installed is replaced.
    ///
    /// # Errors
    /// When a tool cannot be installed.
    pub fn with(tools: &[Tool], workspace: &Workspace) -> Result<Self> {
        let home = cargo_home()?.join("glossator");
        let mut folders = Vec::new();
        for Tool { package, version, options } in tools {
            let root = home.join(format!("{package}-{version}"));
            let programs = root.join("bin");
            if !programs.is_dir() {
                println!("Installing {package} {version} into cargo's folder, once: about two minutes.");
                // Unoptimised, because nobody waits for a tool at the size of this page; built apart, because a cargo
                // that runs in a checkout builds with the checkout's settings.
                let mut cargo = workspace.cargo("install --locked --debug --quiet --root");
                cargo.arg(&root).args(["--version", version, package]).args(*options);
                // With the folder on PATH, cargo does not advise to put it there.
                let found = Self { folders: vec![programs.clone()] };
                let target = workspace.target().join("tools");
                let cargo = found.lend(&mut cargo)?.env("CARGO_PROFILE_DEV_DEBUG", "0");
                process::run(cargo.env("CARGO_TARGET_DIR", target))
                    .with_context(|| format!("cannot install {package} {version}"))?;
            }
            folders.push(programs);
        }
        Ok(Self { folders })
    }

    /// Lets a command, and whatever it starts, find the tools.
    ///
    /// # Errors
    /// When a folder's name cannot stand in `PATH`.
    pub fn lend<'a>(&self, command: &'a mut Command) -> Result<&'a mut Command> {
        Ok(command.env("PATH", self.path()?))
    }

    /// One of the tools' programs, to be run in the workspace.
    ///
    /// # Errors
    /// Errors of [`Toolbox::lend`].
    pub fn command(&self, program: &str, workspace: &Workspace) -> Result<Command> {
        let file = format!("{program}{}", env::consts::EXE_SUFFIX);
        let own = self.folders.iter().map(|folder| folder.join(&file)).find(|path| path.is_file());
        let mut command = workspace.command(own.unwrap_or_else(|| program.into()));
        self.lend(&mut command)?;
        Ok(command)
    }

    fn path(&self) -> Result<OsString> {
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(env::split_paths(&path));
        env::join_paths(folders).context("cargo's home cannot stand in PATH")
    }
}

/// Cargo's own folder, which holds downloaded sources and installed tools.
///
/// # Errors
/// When neither `CARGO_HOME` nor a home folder is known.
pub fn cargo_home() -> Result<PathBuf> {
    match env::var_os("CARGO_HOME") {
        Some(folder) if !folder.is_empty() => Ok(path::absolute(folder)?),
        _ => Ok(env::home_dir().context("no home folder is known: set CARGO_HOME")?.join(".cargo")),
    }
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

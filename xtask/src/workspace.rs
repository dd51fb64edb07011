//! The place of the workspace, and the start of its commands.
//!
//! Every cargo that is started from here builds into the same folder, so that what one step builds is
//! found by the next. It does not know what is built.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{self, Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The version that all packages of the workspace share.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The target for which the page is compiled.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The folders of the workspace.
pub struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Finds the workspace that this program belongs to.
    ///
    /// # Errors
    /// When the current folder cannot be read, which a relative `CARGO_TARGET_DIR` needs.
    pub fn locate() -> Result<Self> {
        // Cargo says where the package is when it runs it; without cargo, it is where it was compiled.
        let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root =
            Path::new(&package).parent().context("xtask's folder has no folder above it")?.to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) if !folder.is_empty() => path::absolute(folder)?,
            _ => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// A path of the workspace, given with forward slashes.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// The folder of the workspace.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder into which cargo builds.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The text of a file of the workspace, with its lines ended by LF whatever the checkout did.
    ///
    /// # Errors
    /// When the file cannot be read as UTF-8.
    pub fn read(&self, relative: &str) -> Result<String> {
        let text =
            fs::read_to_string(self.path(relative)).with_context(|| format!("cannot read {relative}"))?;
        Ok(text.replace("\r\n", "\n"))
    }

    /// A program, to be run in the workspace.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Cargo, to be run in the workspace with the words given, separated by blanks.
    pub fn cargo(&self, words: &str) -> Command {
        let mut command = self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(words.split_whitespace());
        command
    }

    /// Adds the target for which the page is compiled, where rustup does not do so by itself.
    ///
    /// # Errors
    /// When the compiler has no such target, and rustup cannot add it.
    pub fn add_target(&self) -> Result<()> {
        let libraries = self.ask_rustc(&format!("--print target-libdir --target {WASM}"))?;
        if Path::new(libraries.trim()).is_dir() {
            return Ok(());
        }
        process::run(self.command("rustup").args(["target", "add", WASM]))
            .with_context(|| format!("the compiler cannot compile for {WASM}"))
    }

    /// The answer of the compiler that cargo uses here to words, separated by blanks.
    ///
    /// # Errors
    /// When there is no compiler, or it does not understand.
    pub fn ask_rustc(&self, words: &str) -> Result<String> {
        let mut command = self.command(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        process::output(command.args(words.split_whitespace()))
    }
}

//! The standard library for WebAssembly, compiled and as source.
//!
//! It knows rustup, which most people have, and that a distribution may bring them without it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::process;
use crate::workspace::{WASM, Workspace};

/// Adds the target for WebAssembly to the toolchain in use, unless it is there.
///
/// # Errors
/// When it is missing and rustup cannot add it.
pub fn ensure_wasm_target(workspace: &Workspace) -> Result<()> {
    let folder = workspace.ask_rustc(&format!("--print target-libdir --target {WASM}"))?;
    ensure_there(Path::new(&folder), &["target", "add", WASM], workspace)
}

/// Adds the source of the standard library likewise.
///
/// # Errors
/// When it is missing and rustup cannot add it.
pub fn ensure_library_source(workspace: &Workspace) -> Result<()> {
    let folder = library_source(workspace)?.join("library/std");
    ensure_there(&folder, &["component", "add", "rust-src"], workspace)
}

/// The folder in which that is.
///
/// # Errors
/// When there is no compiler.
pub fn library_source(workspace: &Workspace) -> Result<PathBuf> {
    Ok(PathBuf::from(workspace.ask_rustc("--print sysroot")?).join("lib/rustlib/src/rust"))
}

/// Lets rustup add what should be in that folder.
fn ensure_there(folder: &Path, words: &[&str; 3], workspace: &Workspace) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let [kind, _, name] = words;
    ensure!(
        process::output(Command::new("rustup").arg("--version")).is_ok(),
        "this Rust has no {kind} {name} and there is no rustup to add it: \
         install Rust from https://rustup.rs, or your distribution's package of it"
    );
    println!("Adding the {kind} {name} to the Rust toolchain, once.");
    process::run(workspace.command("rustup").args(words))?;
    ensure!(
        folder.is_dir(),
        "rustup added {name} to another toolchain than the one in use: see `rustup show`"
    );
    Ok(())
}

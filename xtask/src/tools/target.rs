//! The standard library for WebAssembly.
//!
//! It knows rustup, which most people have, and that a distribution may bring the target without it.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::process;
use crate::workspace::{WASM, Workspace};

/// Adds the target for WebAssembly to the toolchain in use, unless it is there.
///
/// # Errors
/// When it is missing and rustup cannot add it.
pub fn ensure_wasm_target(workspace: &Workspace) -> Result<()> {
    if is_there(workspace)? {
        return Ok(());
    }
    ensure!(
        process::output(Command::new("rustup").arg("--version")).is_ok(),
        "this Rust has no target {WASM} and there is no rustup to add it: \
         install Rust from https://rustup.rs, or your distribution's package of that target"
    );
    println!("Adding the target {WASM} to the Rust toolchain: some 20 MB to download, once.");
    process::run(workspace.command("rustup").args(["target", "add", WASM]))?;
    ensure!(
        is_there(workspace)?,
        "rustup added {WASM} to another toolchain than the one in use: see `rustup show`"
    );
    Ok(())
}

fn is_there(workspace: &Workspace) -> Result<bool> {
    let folder = workspace.ask_rustc(&format!("--print target-libdir --target {WASM}"))?;
    Ok(Path::new(&folder).is_dir())
}

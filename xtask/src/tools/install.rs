//! Installing tools, as fast as it can be done.
//!
//! It does not know which tools there are, nor where they belong.

use std::env;
use std::fs;
use std::iter;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Tool;
use crate::process;
use crate::workspace::Workspace;

/// What makes a tool quick to build. It then runs slower, which is not felt at the size of this page.
const PROFILE: [(&str, &str); 6] = [
    // Nobody here can do anything about what future compilers will say of the tools' sources.
    ("CARGO_FUTURE_INCOMPAT_REPORT_FREQUENCY", "never"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    // The tools' own profiles differ here, and what they share would be built twice.
    ("CARGO_PROFILE_RELEASE_PANIC", "abort"),
];

/// Installs each tool into the folder that stands beside it.
///
/// # Errors
/// When one cannot be installed; those before it stay.
pub fn install(tools: &[(&Tool, PathBuf)], workspace: &Workspace) -> Result<()> {
    let names: Vec<_> = tools.iter().map(|(tool, _)| format!("{} {}", tool.package, tool.version)).collect();
    let minutes = tools.iter().map(|(tool, _)| tool.seconds).sum::<u64>().div_ceil(60);
    println!("Installing {} into cargo's folder, once.", names.join(" and "));
    println!(
        "Compiling takes about {minutes} min on two cores; cargo-binstall, if it is there, is asked first."
    );
    let binstall = has_binstall(workspace);
    // Shared: what both depend on is built once.
    let build = workspace.target().join("tools");
    for (tool, root) in tools {
        if binstall && fetch(tool, root, workspace).is_ok() {
            continue;
        }
        compile(tool, root, &build, workspace)
            .with_context(|| format!("cannot install {} {}", tool.package, tool.version))?;
    }
    if build.exists() {
        fs::remove_dir_all(&build).with_context(|| format!("cannot remove {}", build.display()))?;
    }
    Ok(())
}

/// Builds a tool from its source, with the dependencies that its authors locked.
fn compile(tool: &Tool, root: &Path, build: &Path, workspace: &Workspace) -> Result<()> {
    let mut command = workspace.cargo("install --locked --force --root");
    command.arg(root).args(["--version", &tool.version, tool.package]).args(tool.options);
    // With the folder on PATH, cargo does not advise to put it there.
    let path = env::var_os("PATH").unwrap_or_default();
    command.env("PATH", env::join_paths(iter::once(root.join("bin")).chain(env::split_paths(&path)))?);
    process::run(command.env("CARGO_TARGET_DIR", build).envs(PROFILE))
}

/// Downloads a tool ready to run. It may not be offered for this machine: then it is built.
fn fetch(tool: &Tool, root: &Path, workspace: &Workspace) -> Result<()> {
    let mut command = workspace.cargo("binstall --no-confirm --disable-strategies compile --root");
    process::run(command.arg(root).args(["--version", &tool.version, tool.package]))
}

fn has_binstall(workspace: &Workspace) -> bool {
    process::output(&mut workspace.cargo("binstall -V")).is_ok()
}

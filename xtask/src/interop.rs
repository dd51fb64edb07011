//! Interop: the readers of other tools read what is exported, in a Python environment of its own.
//!
//! It does not know what they check; `tests/interop/readers.py` does.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

const READERS: &str = "tests/interop/readers.py";

const REQUIREMENTS: &str = "tests/interop/requirements.txt";

/// Installs what is pinned, unless it is there, and lets the readers read; each line that they print is handed to `read`.
///
/// # Errors
/// When there is no Python, something cannot be installed, or a reader does not find what it should.
pub fn run(workspace: &Workspace, read: impl FnMut(&str)) -> Result<()> {
    let python = environment(workspace)?;
    // Names of files and what is printed are UTF-8 everywhere.
    process::run_reading(workspace.command(python).arg(READERS).env("PYTHONUTF8", "1"), read)
}

/// Says how much is not checked.
///
/// # Errors
/// When the readers' file cannot be read.
pub fn skip(workspace: &Workspace) -> Result<()> {
    let count = workspace.read(READERS)?.matches("    def test_").count();
    println!("SKIPPED: {count} checks by the readers of other tools; `cargo xtask interop` makes them");
    Ok(())
}

/// The environment's Python.
fn environment(workspace: &Workspace) -> Result<PathBuf> {
    let wanted = workspace.read(REQUIREMENTS)?;
    let folder = workspace.target().join("interop");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let installed = folder.join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    let system = if cfg!(windows) { "python" } else { "python3" };
    process::run(workspace.command(system).args(["-m", "venv"]).arg(&folder))?;
    let pip =
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", REQUIREMENTS];
    process::run(workspace.command(&python).args(pip))?;
    fs::write(&installed, wanted).with_context(|| format!("cannot write {}", installed.display()))?;
    Ok(python)
}

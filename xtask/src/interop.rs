//! Interop: the readers of other tools read what is exported, in Python environments of their own.
//!
//! It does not know what they check; the scripts in `tests/interop` do.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// Scripts whose packages do not go together, and what pip has to be told about these besides.
const READERS: [(&str, &[&str]); 3] = [
    ("readers", &[]),
    // Packages that it asks for cannot be had any more: its requirements are complete, so that nothing is added.
    ("doccano_reader", &["--no-deps"]),
    ("label_studio_reader", &[]),
];

/// Installs what is pinned, unless it is there, and lets the readers read; each line that they print is handed to `read`.
///
/// # Errors
/// When there is no Python, something cannot be installed, or a reader does not find what it should.
pub fn run(workspace: &Workspace, mut read: impl FnMut(&str)) -> Result<()> {
    for (name, options) in READERS {
        let python = environment(workspace, name, options)?;
        let mut command = workspace.command(python);
        // Names of files and what is printed are UTF-8 everywhere.
        process::run_reading(command.arg(script(name)).env("PYTHONUTF8", "1"), &mut read)?;
    }
    Ok(())
}

/// Says how much is not checked.
///
/// # Errors
/// When a script cannot be read.
pub fn skip(workspace: &Workspace) -> Result<()> {
    let mut count = 0;
    for (name, _) in READERS {
        count += workspace.read(&script(name))?.matches("    def test_").count();
    }
    println!("SKIPPED: {count} checks by the readers of other tools; `cargo xtask interop` makes them");
    Ok(())
}

fn script(name: &str) -> String {
    format!("tests/interop/{name}.py")
}

/// The Python of a script's environment.
fn environment(workspace: &Workspace, name: &str, options: &[&str]) -> Result<PathBuf> {
    let requirements = format!("tests/interop/requirements/{name}.txt");
    let wanted = workspace.read(&requirements)?;
    let folder = workspace.target().join("interop").join(name);
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
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", &requirements];
    process::run(workspace.command(&python).args(pip).args(options))?;
    fs::write(&installed, wanted).with_context(|| format!("cannot write {}", installed.display()))?;
    Ok(python)
}

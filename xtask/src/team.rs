//! Team: people work together through a real server, PouchDB Server, or the Apache CouchDB that `GLOSSATOR_COUCHDB` names.
//!
//! It does not know what they do; the tests in `tests/browser/team` do.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// The server for tests alone: it lets people give themselves roles.
const SERVER: &str = "pouchdb-server@4.2.0";

/// Installs the server, unless it is there, and runs the tests; each line that they print is handed to `read`.
///
/// # Errors
/// When there is no npm, the server cannot be installed, or a test fails.
pub fn run(workspace: &Workspace, read: impl FnMut(&str)) -> Result<()> {
    let mut cargo =
        workspace.cargo("test --workspace --features glossator/browser-tests --test browser --locked");
    // One after the other, as some say how long something took.
    cargo.args(["--", "--nocapture", "--test-threads=1", "team::"]);
    process::run_reading(cargo.env("GLOSSATOR_POUCHDB", install(workspace)?), read)
}

/// True if there is npm.
pub fn is_possible(workspace: &Workspace) -> bool {
    process::output(npm(workspace).arg("--version")).is_ok()
}

/// Says how much is not checked.
///
/// # Errors
/// When the tests cannot be read.
pub fn skip(workspace: &Workspace) -> Result<()> {
    let count = workspace.read("tests/browser/team.rs")?.matches("#[test]").count();
    println!("SKIPPED: {count} tests of a team on a real server; `cargo xtask team` runs them");
    Ok(())
}

/// The program of the server.
fn install(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target().join("team");
    let program = folder.join("node_modules/pouchdb-server/bin/pouchdb-server");
    if !program.is_file() {
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let words = ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"];
        process::run(npm(workspace).args(words).arg(&folder).arg(SERVER))
            .context("the server for the tests needs Node.js with npm")?;
    }
    Ok(program)
}

fn npm(workspace: &Workspace) -> Command {
    workspace.command(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

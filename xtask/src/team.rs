//! Team: people work together through a real server, PouchDB Server, or the Apache CouchDB that `GLOSSATOR_COUCHDB` names.
//!
//! It does not know what they do; the tests in `tests/browser/team` do.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::browser::Browser;
use crate::bundle;
use crate::process;
use crate::tools::{self, Toolbox};
use crate::workspace::Workspace;

/// The server for tests alone: it lets people give themselves roles.
const SERVER: &str = "pouchdb-server@4.2.0";

/// The tests that only measure. They take minutes, and nothing fails by what they find.
const FIGURES: &str = "team::figures::";

/// Installs the server, unless it is there, and runs the tests on the page that was bundled; each line that they print is handed
/// to `read`.
///
/// # Errors
/// When there is no npm, the server cannot be installed, or a test fails.
pub fn run(workspace: &Workspace, browser: &Browser, read: impl FnMut(&str)) -> Result<()> {
    let mut cargo = tests(workspace, browser)?;
    process::run_reading(cargo.args(["team::", "--skip", FIGURES]), read)
}

/// Bundles the page and measures how soon what somebody writes is with others, and how long a project takes to load.
///
/// # Errors
/// When something that is needed cannot be had, or the page cannot be built or measured.
pub fn measure(workspace: &Workspace) -> Result<()> {
    let browser = Browser::ensure()?;
    let toolbox = Toolbox::with(&[tools::wasm_bindgen(&workspace.read("Cargo.lock")?)?], workspace)?;
    bundle::write(workspace, &toolbox, &bundle::tested(workspace))?;
    process::run(tests(workspace, &browser)?.arg(FIGURES))
}

/// The command that runs tests with the server.
fn tests(workspace: &Workspace, browser: &Browser) -> Result<Command> {
    let mut cargo =
        workspace.cargo("test --workspace --features glossator/browser-tests --test browser --locked");
    cargo
        // One after the other, as some say how long something took.
        .args(["--", "--nocapture", "--test-threads=1"])
        .env("GLOSSATOR_PAGE", bundle::tested(workspace))
        .env("GLOSSATOR_CHROME", &browser.chrome)
        .env("GLOSSATOR_CHROMEDRIVER", &browser.driver)
        .env("GLOSSATOR_POUCHDB", install(workspace)?);
    Ok(cargo)
}

/// True if the server is there, or can be installed; else the reason is said.
pub fn is_possible(workspace: &Workspace) -> bool {
    install(workspace).inspect_err(|why| println!("no server for a team: {why:#}")).is_ok()
}

/// Says how much is not checked.
///
/// # Errors
/// When the tests cannot be read.
pub fn skip(workspace: &Workspace) -> Result<()> {
    let mut count = workspace.read("tests/browser/team.rs")?.matches("#[test]").count();
    for file in fs::read_dir(workspace.path("tests/browser/team"))? {
        let name = file?.file_name();
        if name != "figures.rs" {
            let path = format!("tests/browser/team/{}", name.to_string_lossy());
            count += workspace.read(&path)?.matches("#[test]").count();
        }
    }
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

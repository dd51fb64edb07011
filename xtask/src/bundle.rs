//! The released page: the whole app in one HTML file, which opens by double click.
//!
//! It does not know what the page does, only of which files it is made.

mod build;
mod gzip;
mod letters;
mod line;
mod module;
mod names;
mod page;
mod policy;
mod slim;
mod sources;

use std::fs;
use std::path::{self, Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::tools::{self, Toolbox, ensure_wasm_target};
use crate::workspace::{VERSION, Workspace};

/// Where the released page is kept.
pub const RELEASED: &str = "pkg/glossator.html";

/// What the page may weigh, gzipped, in bytes.
const LIMIT: usize = 200_000;

/// Whether the released page was made from the sources as they are.
#[derive(Debug, PartialEq, Eq)]
pub enum Released {
    /// It was.
    Current,
    /// The sources have changed since.
    Stale,
    /// There is no such file.
    Missing,
}

/// Makes the page: `--out PATH` says where, otherwise it is the released one.
///
/// # Errors
/// When something that is needed cannot be had, the page cannot be built, or it is too heavy.
pub fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let out = destination(workspace, arguments)?;
    ensure_wasm_target(workspace)?;
    let toolbox = Toolbox::with(&[tools::wasm_bindgen(&workspace.read("Cargo.lock")?)?], workspace)?;
    write(workspace, &toolbox, &out)
}

/// Builds the page into a file and says what it weighs.
///
/// # Errors
/// When the page cannot be built, or it is too heavy; the file is there then, to be looked into.
pub fn write(workspace: &Workspace, toolbox: &Toolbox, out: &Path) -> Result<()> {
    let page = write_page(workspace, toolbox, "glossator", "index.html", out)?;
    let weight = gzip::weight(out)?;
    let name = out.strip_prefix(workspace.root()).unwrap_or(out).display();
    println!(
        "{name}: {}, gzipped {} of at most {}",
        kilobytes(page.len()),
        kilobytes(weight),
        kilobytes(LIMIT)
    );
    ensure!(weight <= LIMIT, "the page is too heavy by {} bytes", weight - LIMIT);
    Ok(())
}

/// Builds a package’s page into a file.
///
/// # Errors
/// When it cannot be built.
pub fn write_page(
    workspace: &Workspace,
    toolbox: &Toolbox,
    package: &str,
    index: &str,
    out: &Path,
) -> Result<String> {
    let program = build::build(workspace, toolbox, package)?;
    let parts = page::Parts {
        module: &program.module,
        wasm: &program.wasm,
        unpacker: &program.unpacker,
        version: VERSION,
        sources: &sources::digest(workspace.root())?,
    };
    let page = page::assemble(&workspace.read(index)?, |file| workspace.read(file), &parts)?;
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    fs::write(out, &page).with_context(|| format!("cannot write {}", out.display()))?;
    Ok(page)
}

/// Compares the released page with the sources.
///
/// # Errors
/// When a source cannot be read.
pub fn released(workspace: &Workspace) -> Result<Released> {
    if !workspace.path(RELEASED).is_file() {
        return Ok(Released::Missing);
    }
    let current = sources::digest(workspace.root())?;
    let made_from = page::sources_of(&workspace.read(RELEASED)?).map(str::to_owned);
    Ok(if made_from.is_some_and(|digest| digest == current) { Released::Current } else { Released::Stale })
}

fn destination(workspace: &Workspace, arguments: &[String]) -> Result<PathBuf> {
    match arguments {
        [] => Ok(workspace.path(RELEASED)),
        [flag, path] if flag == "--out" => Ok(path::absolute(path)?),
        _ => bail!("expected nothing or `--out PATH`, found `{}`", arguments.join(" ")),
    }
}

/// A size as people read it; a kilobyte is 1,000 bytes.
fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

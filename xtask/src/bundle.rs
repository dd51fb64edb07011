//! The released page: the whole app in one HTML file, which opens by double click.
//!
//! It does not know what the page does, only of which files it is made.

mod build;
mod gzip;
mod line;
mod order;
mod page;
mod policy;

use std::fs;
use std::path::{self, Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::tools::{self, Toolbox};
use crate::workspace::{VERSION, Workspace};

/// The place of the released page.
pub const RELEASED: &str = "pkg/glossator.html";

/// The most that the page may weigh, gzipped, in bytes.
const LIMIT: usize = 1_650_000;

/// The relation of the released page to the one that the sources make.
#[derive(Debug, PartialEq, Eq)]
pub enum Released {
    /// They are the same, byte for byte.
    Current,
    /// They are not.
    Stale,
    /// There is no such file.
    Missing,
    /// Another compiler made it: nothing can be said.
    OtherCompiler(String),
}

/// Makes the page: `--out PATH` says where, otherwise it is the released one.
///
/// # Errors
/// When something that is needed cannot be had, the page cannot be built, or it is too heavy.
pub fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let out = destination(workspace, arguments)?;
    let toolbox = Toolbox::with(&[tools::wasm_bindgen(&workspace.read("Cargo.lock")?)?], workspace)?;
    write(workspace, &toolbox, &out)
}

/// The page that is tested; the released one is left alone.
pub fn tested(workspace: &Workspace) -> PathBuf {
    workspace.target().join("bundle/glossator.html")
}

/// Builds the page into a file and says what it weighs.
///
/// # Errors
/// When the page cannot be built, or it is too heavy; the file is there then, to be looked into.
pub fn write(workspace: &Workspace, toolbox: &Toolbox, out: &Path) -> Result<()> {
    let page = write_page(workspace, toolbox, "glossator", "index.html", out)?;
    let weight = gzip::gzip(page.as_bytes())?.len();
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
    let about = [VERSION, &compiler(workspace)?];
    let page = page::assemble(&workspace.read(index)?, |file| workspace.read(file), &program, about)?;
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    fs::write(out, &page).with_context(|| format!("cannot write {}", out.display()))?;
    Ok(page)
}

/// Compares the released page with one that was just made from the sources.
///
/// # Errors
/// When one of them cannot be read, or there is no compiler.
pub fn released(workspace: &Workspace, made: &Path) -> Result<Released> {
    let released = workspace.path(RELEASED);
    if !released.is_file() {
        return Ok(Released::Missing);
    }
    let read =
        |file: &Path| fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()));
    let (released, made) = (read(&released)?, read(made)?);
    if released == made {
        return Ok(Released::Current);
    }
    let compiler = compiler(workspace)?;
    Ok(match page::compiler_of(&released) {
        Some(other) if other != compiler => Released::OtherCompiler(other.to_owned()),
        _ => Released::Stale,
    })
}

/// The compiler in use, by name and version.
fn compiler(workspace: &Workspace) -> Result<String> {
    workspace.ask_rustc("--version")
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

//! Building the program of the page: the same bytes from the same sources, wherever they lie.
//!
//! It does not know how the program gets into the page.

use std::ffi::OsString;
use std::fs;

use anyhow::{Context, Result};

use crate::process;
use crate::tools::{Toolbox, ensure_library_source, library_source};
use crate::workspace::{WASM, Workspace, cargo_home};

/// What wasm-bindgen makes of the compiled page.
pub struct Program {
    /// A JavaScript module that loads the program.
    pub module: String,
    /// The program, as WebAssembly.
    pub wasm: Vec<u8>,
    /// What unpacks the program in the page, as WebAssembly.
    pub unpacker: Vec<u8>,
}

/// A standard library that is compiled with the program, for size, and ends it where it panics without a word about why,
/// is 15 KB less of the page. That is not stable yet.
const OWN_LIBRARY: [&str; 3] =
    ["-Zpanic-immediate-abort", "--config", "profile.release.panic='immediate-abort'"];

/// Builds a package’s page as it is released.
///
/// # Errors
/// When it does not compile, or what should come out is not there.
pub fn build(workspace: &Workspace, toolbox: &Toolbox, package: &str) -> Result<Program> {
    let mut cargo =
        workspace.cargo(&format!("build --release --locked --package {package} --bin {package} --target"));
    ensure_library_source(workspace)?;
    cargo.arg(WASM).args(OWN_LIBRARY).args(["-Zbuild-std=std", "-Zbuild-std-features=optimize_for_size"]);
    process::run(cargo.env("RUSTC_BOOTSTRAP", "1").env("CARGO_ENCODED_RUSTFLAGS", flags(workspace)?))?;

    let compiled = workspace.target().join(WASM).join(format!("release/{package}.wasm"));
    let out = workspace.target().join("bundle/program");
    let mut bindgen = toolbox.command("wasm-bindgen", workspace)?;
    bindgen.args([
        "--target",
        "web",
        "--no-typescript",
        "--remove-name-section",
        "--remove-producers-section",
    ]);
    process::run(bindgen.args(["--out-name", package, "--out-dir"]).arg(&out).arg(&compiled))?;

    let module = out.join(format!("{package}.js"));
    let wasm = out.join(format!("{package}_bg.wasm"));
    Ok(Program {
        module: fs::read_to_string(&module).with_context(|| format!("cannot read {}", module.display()))?,
        wasm: fs::read(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?,
        unpacker: unpacker(workspace)?,
    })
}

/// Builds what unpacks the program.
fn unpacker(workspace: &Workspace) -> Result<Vec<u8>> {
    let mut cargo = workspace.cargo("rustc --release --locked --package glossator-packer --lib --target");
    cargo.arg(WASM).args(OWN_LIBRARY).arg("-Zbuild-std=core,alloc");
    cargo.args(["--crate-type", "cdylib", "--", "-C", "strip=symbols"]);
    // As fast as without these, and 1 KB less.
    cargo.args(["-C", "llvm-args=-unroll-threshold=50", "-C", "llvm-args=-inline-threshold=60"]);
    process::run(cargo.env("RUSTC_BOOTSTRAP", "1").env("CARGO_ENCODED_RUSTFLAGS", flags(workspace)?))?;
    let built = workspace.target().join(WASM).join("release/glossator_packer.wasm");
    fs::read(&built).with_context(|| format!("cannot read {}", built.display()))
}

/// The compiler's flags: folders of this machine get names that are the same on every machine.
fn flags(workspace: &Workspace) -> Result<OsString> {
    let answer = workspace.ask_rustc("--version --verbose")?;
    let commit = answer.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or("unknown");
    let mut folders = vec![
        (workspace.root().to_path_buf(), "/glossator".to_owned()),
        // Often a part of the one before; the last one that fits is taken.
        (workspace.target().to_path_buf(), "/target".to_owned()),
        (cargo_home()?, "/cargo".to_owned()),
        // What the standard library calls itself where its source is not installed.
        (library_source(workspace)?, format!("/rustc/{commit}")),
    ];
    // Where the crates came from, a registry or its mirror, is a matter of the machine.
    for registry in fs::read_dir(cargo_home()?.join("registry/src")).into_iter().flatten() {
        folders.push((registry?.path(), "/crates".to_owned()));
    }
    // The hash is for a few texts; a loop that is not unrolled is 6 KB smaller.
    let mut flags = OsString::from("--cfg\u{1f}sha2_backend_soft=\"compact\"");
    for (folder, name) in folders {
        if !flags.is_empty() {
            // What cargo takes apart the flags by.
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(folder);
        flags.push("=");
        flags.push(name);
    }
    Ok(flags)
}

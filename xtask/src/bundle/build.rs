//! Building the program of the page: the same bytes from the same sources, wherever they lie.
//!
//! It does not know how the program gets into the page.

use std::ffi::OsString;
use std::fs;

use anyhow::{Context, Result};

use super::order;
use crate::process;
use crate::tools::{self, Toolbox};
use crate::workspace::{WASM, Workspace};

/// The compiled page as wasm-bindgen makes it.
pub struct Program {
    /// A JavaScript module that loads the program.
    pub module: String,
    /// The program, as WebAssembly.
    pub wasm: Vec<u8>,
}

/// Builds a package’s page as it is released.
///
/// # Errors
/// When it does not compile, or what should come out is not there.
pub fn build(workspace: &Workspace, toolbox: &Toolbox, package: &str) -> Result<Program> {
    let mut cargo =
        workspace.cargo(&format!("build --release --locked --package {package} --bin {package} --target"));
    process::run(cargo.arg(WASM).env("CARGO_ENCODED_RUSTFLAGS", flags(workspace)?))?;

    let compiled = workspace.target().join(WASM).join(format!("release/{package}.wasm"));
    let out = workspace.target().join("bundle/program");
    let mut bindgen = toolbox.command("wasm-bindgen", workspace)?;
    bindgen.args(["--target", "web", "--no-typescript", "--remove-producers-section"]);
    process::run(bindgen.args(["--out-name", package, "--out-dir"]).arg(&out).arg(&compiled))?;

    let module = out.join(format!("{package}.js"));
    let wasm = out.join(format!("{package}_bg.wasm"));
    Ok(Program {
        module: fs::read_to_string(&module).with_context(|| format!("cannot read {}", module.display()))?,
        wasm: order::by_name(&fs::read(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?)?,
    })
}

/// The compiler's flags: folders of this machine get names that are the same on every machine.
fn flags(workspace: &Workspace) -> Result<OsString> {
    let cargo_home = tools::cargo_home()?;
    let mut folders = vec![
        (workspace.root().to_path_buf(), "/glossator"),
        // Often a part of the one before; the last one that fits is taken.
        (workspace.target().to_path_buf(), "/target"),
        (cargo_home.clone(), "/cargo"),
    ];
    // Where the crates came from, a registry or its mirror, is a matter of the machine.
    for registry in fs::read_dir(cargo_home.join("registry/src")).into_iter().flatten() {
        folders.push((registry?.path(), "/crates"));
    }
    let mut flags = OsString::new();
    for (folder, name) in folders {
        if !flags.is_empty() {
            // The character at which cargo takes the flags apart.
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(folder);
        flags.push("=");
        flags.push(name);
    }
    Ok(flags)
}

//! Serving the page while it is being written: `trunk serve`, with everything that it needs.
//!
//! It does not know how the page is built: Trunk.toml and index.html say that.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result};

use crate::process;
use crate::tools::{self, Toolbox};
use crate::workspace::Workspace;

/// The port that is tried first, and how many after it.
const PORTS: std::ops::Range<u16> = 8080..8180;

/// Serves the page until it is stopped; the arguments go to trunk.
///
/// # Errors
/// When something that is needed cannot be had, or trunk ends with a failure.
pub fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let wanted = [tools::wasm_bindgen(&workspace.read("Cargo.lock")?)?, tools::trunk()];
    let toolbox = Toolbox::with(&wanted, workspace)?;
    // Trunk.toml ignores the folder of the released page, and trunk insists that it is there.
    fs::create_dir_all(workspace.path("pkg"))?;
    let mut trunk = toolbox.command("trunk", workspace)?;
    // One address is enough; looking up its other names can take seconds.
    trunk.args(["serve", "--skip-version-check", "--disable-address-lookup=true"]);
    if !names_port(arguments) {
        let port = free_port()?;
        println!("Building the page; then it is at http://127.0.0.1:{port}/ until Ctrl+C.");
        trunk.args(["--port", &port.to_string()]);
    }
    process::hand_over(trunk.args(arguments))
}

/// True if the arguments for trunk say on which port to serve.
fn names_port(arguments: &[String]) -> bool {
    arguments
        .iter()
        .any(|word| word.starts_with("--port") || (word.starts_with("-p") && !word.starts_with("--")))
}

/// The first port that nobody else listens on.
fn free_port() -> Result<u16> {
    let port = PORTS
        .into_iter()
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .with_context(|| format!("no port from {} to {} is free", PORTS.start, PORTS.end - 1))?;
    if port != PORTS.start {
        println!("Port {} is taken.", PORTS.start);
    }
    Ok(port)
}

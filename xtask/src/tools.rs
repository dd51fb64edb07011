//! The tools that build the page: found where they are, installed where they are missing.
//!
//! It does not know what they are used for.

mod install;
mod pinned;
mod target;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

pub use pinned::{Tool, trunk, wasm_bindgen};
pub use target::{ensure_library_source, ensure_wasm_target, library_source};

use crate::process;
use crate::workspace::{Workspace, cargo_home};

/// The tools that a command asked for, all of them there.
pub struct Toolbox {
    /// Folders to look into before those of `PATH`.
    folders: Vec<PathBuf>,
}

impl Toolbox {
    /// Finds the tools, and installs those that are missing or of another version.
    ///
    /// A tool on `PATH` is used if its version is the pinned one; otherwise it has a folder of its own in
    /// cargo's home, so that nothing that the user installed is replaced.
    ///
    /// # Errors
    /// When a tool cannot be installed.
    pub fn with(tools: &[Tool], workspace: &Workspace) -> Result<Self> {
        let home = cargo_home()?;
        let mut folders = Vec::new();
        let mut missing = Vec::new();
        for tool in tools {
            if has(tool, None) {
                continue;
            }
            let root = home.join("glossator").join(format!("{}-{}", tool.package, tool.version));
            let programs = root.join("bin");
            if !has(tool, Some(&programs)) {
                missing.push((tool, root));
            }
            folders.push(programs);
        }
        if !missing.is_empty() {
            install::install(&missing, workspace)?;
        }
        Ok(Self { folders })
    }

    /// Lets a command, and whatever it starts, find the tools.
    ///
    /// # Errors
    /// When a folder's name cannot stand in `PATH`.
    pub fn lend<'a>(&self, command: &'a mut Command) -> Result<&'a mut Command> {
        Ok(command.env("PATH", self.path()?))
    }

    /// One of the tools' programs, to be run in the workspace.
    ///
    /// # Errors
    /// As for [`Toolbox::lend`].
    pub fn command(&self, program: &str, workspace: &Workspace) -> Result<Command> {
        let file = format!("{program}{}", env::consts::EXE_SUFFIX);
        let own = self.folders.iter().map(|folder| folder.join(&file)).find(|path| path.is_file());
        let mut command = workspace.command(own.unwrap_or_else(|| program.into()));
        self.lend(&mut command)?;
        Ok(command)
    }

    fn path(&self) -> Result<OsString> {
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(env::split_paths(&path));
        env::join_paths(folders).context("cargo's home cannot stand in PATH")
    }
}

/// Whether all programs of a tool are in a folder, or on `PATH`, in its version.
fn has(tool: &Tool, folder: Option<&Path>) -> bool {
    tool.programs.iter().all(|program| {
        let program = folder.map_or_else(|| program.into(), |folder| folder.join(program));
        process::output(Command::new(program).arg("--version"))
            .is_ok_and(|answer| answer.split_whitespace().any(|word| word == tool.version))
    })
}

//! `cargo xtask`: serves, tests and bundles Glossator, the same way on every machine.
//!
//! It knows how the page is built and with which tools, not what the page does.

mod bench;
mod browser;
mod bundle;
mod changelog;
mod interop;
mod process;
mod serve;
mod team;
mod test;
mod tools;
mod workspace;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};

use workspace::Workspace;

const HELP: &str = "\
cargo xtask serve    builds the page, serves it on this machine and builds it again at every change;
                     --open opens a browser, other arguments go to `trunk serve`
cargo xtask test     runs every check; names of steps after it run only these, --list shows them
cargo xtask bundle   writes the page in one file, pkg/glossator.html; --out PATH writes it elsewhere
cargo xtask bench    measures the page in a browser, against floors; --runs N, and names of sizes after it
cargo xtask interop  lets the readers of other tools read what is exported; needs Python
cargo xtask team     lets people work together through a real server; needs Node.js with npm; --figures measures instead
cargo xtask help     prints this
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let words = env::args_os().skip(1).map(OsString::into_string);
    let words: Vec<_> = words
        .collect::<Result<_, _>>()
        .map_err(|word| anyhow!("an argument is not Unicode: {}", word.display()))?;
    let workspace = Workspace::locate()?;
    if matches!(words.first().map(String::as_str), Some("serve" | "test" | "bundle" | "bench" | "team")) {
        workspace.add_target()?;
    }
    match words.split_first().map(|(command, rest)| (command.as_str(), rest)) {
        None | Some(("help" | "--help" | "-h", _)) => print!("{HELP}"),
        Some(("serve", rest)) => serve::run(&workspace, rest)?,
        Some(("test", rest)) => return test::run(&workspace, rest),
        Some(("bundle", rest)) => bundle::run(&workspace, rest)?,
        Some((step @ ("interop" | "team"), [])) => return test::run(&workspace, &[step.to_owned()]),
        Some(("team", [word])) if word == "--figures" => team::measure(&workspace)?,
        Some(("bench", rest)) => bench::run(&workspace, rest)?,
        Some((other, _)) => bail!("there is no command `{other}`\n\n{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}

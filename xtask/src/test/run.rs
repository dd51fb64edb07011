//! The commands that each step runs.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::kit::Kit;
use super::step::Step;
use super::tally::Tally;
use crate::browser::with_binary;
use crate::bundle::{self, Released};
use crate::changelog;
use crate::interop;
use crate::process;
use crate::team;
use crate::workspace::{VERSION, WASM, Workspace};

/// Runs a step and counts its tests.
///
/// # Errors
/// When a check or a test fails, or cannot be run.
pub fn run(step: Step, workspace: &Workspace, kit: &Kit, tally: &mut Tally) -> Result<()> {
    match step {
        Step::Format => process::run(&mut workspace.cargo("fmt --all --check")),
        Step::Lint => process::run(&mut workspace.cargo(
            "clippy --workspace --all-targets --features glossator/browser-tests --locked -- --deny warnings",
        )),
        Step::LintWeb => lint_web(workspace),
        Step::Native => count(&mut workspace.cargo("test --workspace --locked --no-fail-fast"), tally),
        Step::Web => web(workspace, kit, tally),
        Step::Bundle => bundle::write(workspace, &kit.toolbox, &bundle::tested(workspace)),
        Step::Browser => browser(workspace, kit, tally),
        Step::Team if kit.has_server => team::run(workspace, kit.browser()?, |line| tally.read(line)),
        Step::Team => team::skip(workspace),
        Step::Interop if kit.has_readers => interop::run(workspace, |line| tally.read(line)),
        Step::Interop => interop::skip(workspace),
        Step::Released => released(workspace),
    }
}

/// The core's own tests are left out: what they depend on need not compile for a browser.
fn lint_web(workspace: &Workspace) -> Result<()> {
    for package in ["glossator-core", "glossator-web --all-targets", "glossator"] {
        let words = format!("clippy --package {package} --target {WASM} --locked -- --deny warnings");
        process::run(&mut workspace.cargo(&words))?;
    }
    Ok(())
}

fn web(workspace: &Workspace, kit: &Kit, tally: &mut Tally) -> Result<()> {
    let browser = kit.browser()?;
    let settings = workspace.target().join("webdriver.json");
    fs::write(&settings, with_binary(&workspace.read("webdriver.json")?, &browser.chrome)?)
        .with_context(|| format!("cannot write {}", settings.display()))?;
    let mut cargo = workspace.cargo(
        "test --package glossator-web --test adapters --test storage --locked --no-fail-fast \
         --target wasm32-unknown-unknown",
    );
    cargo
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &settings)
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        // Times in seconds. The defaults are too short for a machine that is busy.
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    count(kit.toolbox.lend(&mut cargo)?, tally)
}

fn browser(workspace: &Workspace, kit: &Kit, tally: &mut Tally) -> Result<()> {
    let browser = kit.browser()?;
    // All of the workspace, so that nothing is compiled again with fewer features of what it depends on.
    let mut cargo =
        workspace.cargo("test --workspace --features glossator/browser-tests --test browser --locked");
    cargo
        .env("GLOSSATOR_PAGE", bundle::tested(workspace))
        .env("GLOSSATOR_CHROME", &browser.chrome)
        .env("GLOSSATOR_CHROMEDRIVER", &browser.driver);
    // Step::Team runs these.
    let mut left_out = vec!["--", "--skip", "team::"];
    if let Some(firefox) = &kit.firefox {
        kit.toolbox.lend(&mut cargo)?.env("GLOSSATOR_FIREFOX", firefox);
    } else {
        println!("Firefox is not here: the tests that run there as well are left out");
        left_out.extend(["--skip", "firefox::"]);
    }
    cargo.args(left_out);
    count(&mut cargo, tally)
}

fn released(workspace: &Workspace) -> Result<()> {
    let file = bundle::RELEASED;
    let problem = match bundle::released(workspace, &bundle::tested(workspace))? {
        Released::Current => {
            println!("{file} is current");
            return Ok(());
        }
        Released::OtherCompiler(other) => {
            println!("{file} was made by {other}: not compared");
            return Ok(());
        }
        Released::Stale => format!("{file} is stale: run `cargo xtask bundle`"),
        Released::Missing => format!("{file} is missing: run `cargo xtask bundle`"),
    };
    // Between releases it may lag behind; a version that people can have must be what its sources say.
    if changelog::is_released(&workspace.read("CHANGELOG.md")?, VERSION) {
        bail!("{problem}; CHANGELOG.md says that {VERSION} is released");
    }
    println!("{problem}");
    Ok(())
}

fn count(command: &mut Command, tally: &mut Tally) -> Result<()> {
    process::run_reading(command, |line| tally.read(line))
}

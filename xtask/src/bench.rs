//! The speed of the page: builds it as it is released, and an empty one to compare its start with, and measures both in a
//! browser.
//!
//! It does not know what is measured.

use anyhow::Result;

use crate::browser::Browser;
use crate::bundle;
use crate::process;
use crate::tools::{self, Toolbox};
use crate::workspace::Workspace;

/// Measures; the arguments go to the bench.
///
/// # Errors
/// When something that is needed cannot be had, or a page cannot be built or measured.
pub fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let browser = Browser::ensure()?;
    let toolbox = Toolbox::with(&[tools::wasm_bindgen(&workspace.read("Cargo.lock")?)?], workspace)?;
    let page = bundle::tested(workspace);
    let empty = page.with_file_name("empty.html");
    bundle::write(workspace, &toolbox, &page)?;
    bundle::write_page(workspace, &toolbox, "glossator-empty", "benches/empty/index.html", &empty)?;
    let mut cargo = workspace.cargo("bench --package glossator-benches --bench page --locked --");
    cargo
        .args(arguments)
        .env("GLOSSATOR_PAGE", &page)
        .env("GLOSSATOR_EMPTY", &empty)
        .env("GLOSSATOR_CHROME", &browser.chrome)
        .env("GLOSSATOR_CHROMEDRIVER", &browser.driver);
    process::run(&mut cargo)
}

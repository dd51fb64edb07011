//! The kit that the steps of a test run need, collected before the first one so that nothing is asked for later.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::step::Step;
use crate::browser::{self, Browser};
use crate::team;
use crate::tools::{self, Toolbox};
use crate::workspace::Workspace;

/// The tools and the browser.
pub struct Kit {
    /// Programs for building the page and for driving Firefox, as far as a step needs them.
    pub toolbox: Toolbox,
    /// True if other tools are installed, which is a lot to load: in CI, or when that alone was asked for.
    pub has_readers: bool,
    /// True if a server for teams is installed: likewise, if npm is there.
    pub has_server: bool,
    /// Firefox, where there is one; its driver is among the tools.
    pub firefox: Option<PathBuf>,
    browser: Option<Browser>,
}

impl Kit {
    /// Finds what the steps need, and installs what is missing.
    ///
    /// # Errors
    /// When something cannot be had.
    pub fn collect(steps: &[Step], workspace: &Workspace) -> Result<Self> {
        let any = |needs: fn(Step) -> bool| steps.iter().any(|step| needs(*step));
        // First, because a person may have to install it.
        let browser = any(Step::needs_browser).then(Browser::ensure).transpose()?;
        let firefox = if steps.contains(&Step::Browser) { browser::firefox()? } else { None };
        let bindgen = any(Step::needs_bindgen)
            .then(|| tools::wasm_bindgen(&workspace.read("Cargo.lock")?))
            .transpose()?;
        let tools: Vec<_> =
            bindgen.into_iter().chain(firefox.as_ref().map(|_| tools::geckodriver())).collect();
        let is_in_ci = env::var_os("CI").is_some();
        Ok(Self {
            toolbox: Toolbox::with(&tools, workspace)?,
            has_readers: is_in_ci || Step::Interop.is_all_of(steps),
            has_server: is_in_ci && steps.contains(&Step::Team) && team::is_possible(workspace)
                || Step::Team.is_all_of(steps),
            firefox,
            browser,
        })
    }

    /// The browser.
    ///
    /// # Errors
    /// When no step said that it needs one.
    pub fn browser(&self) -> Result<&Browser> {
        self.browser.as_ref().context("this step did not say that it needs a browser")
    }
}

//! The kit that the steps of a test run need, collected before the first one so that nothing is asked for later.

use std::env;

use anyhow::{Context, Result};

use super::step::Step;
use crate::browser::Browser;
use crate::tools::{self, Toolbox};
use crate::workspace::Workspace;

/// The tools and the browser.
pub struct Kit {
    /// Programs for building the page; empty when no step builds it.
    pub toolbox: Toolbox,
    /// True if other tools are installed, which is a lot to load: in CI, or when that alone was asked for.
    pub has_readers: bool,
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
        let tool = any(Step::needs_bindgen)
            .then(|| tools::wasm_bindgen(&workspace.read("Cargo.lock")?))
            .transpose()?;
        let has_readers = steps == [Step::Interop] || env::var_os("CI").is_some();
        Ok(Self { toolbox: Toolbox::with(tool.as_slice(), workspace)?, has_readers, browser })
    }

    /// The browser.
    ///
    /// # Errors
    /// When no step said that it needs one.
    pub fn browser(&self) -> Result<&Browser> {
        self.browser.as_ref().context("this step did not say that it needs a browser")
    }
}

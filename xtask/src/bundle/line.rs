//! The lines of index.html, by what trunk is told in them.
//!
//! It knows only the kinds of asset that the page has, each on a line of its own; it does not know what becomes of
//! them.

use anyhow::{Context, Result, bail, ensure};

/// The request of a line of index.html.
pub enum Line<'a> {
    /// Nothing.
    Plain,
    /// The page's icon, an SVG file.
    Icon(&'a str),
    /// A style sheet.
    Style(&'a str),
    /// A classic script.
    Script(&'a str),
    /// The program.
    Program,
}

impl<'a> Line<'a> {
    /// Reads a line.
    ///
    /// # Errors
    /// When it asks for something that is not known here, or that the policy would not allow.
    pub fn read(line: &'a str) -> Result<Self> {
        if !line.contains("data-trunk") {
            ensure!(
                !line.contains("<script") && !line.contains("<style"),
                "expected `data-trunk`: the policy is made from it"
            );
            return Ok(Self::Plain);
        }
        if line.trim_start().starts_with("<script") {
            return attribute(line, "src").map(Self::Script);
        }
        match attribute(line, "rel")? {
            "icon" => attribute(line, "href").map(Self::Icon),
            "css" => attribute(line, "href").map(Self::Style),
            "rust" => Ok(Self::Program),
            other => bail!("expected icon, css or rust as `rel`, found {other}"),
        }
    }
}

fn attribute<'a>(line: &'a str, name: &str) -> Result<&'a str> {
    let value = line.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
    Ok(value.with_context(|| format!("expected the attribute {name}=\"…\""))?.0)
}

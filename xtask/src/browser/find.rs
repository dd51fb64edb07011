//! The places where systems keep Chrome, Chromium and the driver.

use std::env;
use std::path::PathBuf;

use anyhow::{Result, ensure};

/// The browser: `CHROME`, or what is found.
///
/// # Errors
/// When `CHROME` names no file.
pub fn chrome() -> Result<Option<PathBuf>> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    find("CHROME", &names, chrome_places())
}

/// The driver: `CHROMEDRIVER`, or what is found.
///
/// # Errors
/// When `CHROMEDRIVER` names no file.
pub fn driver() -> Result<Option<PathBuf>> {
    let places = ["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];
    find("CHROMEDRIVER", &["chromedriver", "chromium.chromedriver"], places.map(PathBuf::from).to_vec())
}

fn find(variable: &str, names: &[&str], places: Vec<PathBuf>) -> Result<Option<PathBuf>> {
    if let Some(path) = env::var_os(variable).filter(|path| !path.is_empty()).map(PathBuf::from) {
        ensure!(path.is_file(), "{variable} is {}: there is no such file", path.display());
        return Ok(Some(path));
    }
    let folders: Vec<_> = env::var_os("PATH").iter().flat_map(env::split_paths).collect();
    let on_path = names.iter().flat_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        folders.iter().map(move |folder| folder.join(&file))
    });
    Ok(on_path.chain(places).find(|path| path.is_file()))
}

/// The places where the browser's own installers put it, outside of `PATH`.
fn chrome_places() -> Vec<PathBuf> {
    if cfg!(target_os = "macos") {
        let applications = [Some(PathBuf::from("/")), env::home_dir()];
        let names = ["Google Chrome", "Chromium"];
        return applications
            .into_iter()
            .flatten()
            .flat_map(|root| {
                names.map(|name| root.join(format!("Applications/{name}.app/Contents/MacOS/{name}")))
            })
            .collect();
    }
    if cfg!(windows) {
        return ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"]
            .into_iter()
            .filter_map(env::var_os)
            .flat_map(|root| ["Google/Chrome", "Chromium"].map(|name| PathBuf::from(&root).join(name)))
            .map(|folder| folder.join("Application/chrome.exe"))
            .collect();
    }
    Vec::new()
}

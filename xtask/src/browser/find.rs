//! The places where systems keep Chrome, Chromium and its driver, and Firefox.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

/// The browser: `CHROME`, or what is found.
///
/// # Errors
/// When `CHROME` names no file.
pub fn chrome() -> Result<Option<PathBuf>> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let windows = ["Google/Chrome", "Chromium"].map(|name| format!("{name}/Application/chrome.exe"));
    let mac = ["Google Chrome", "Chromium"].map(|name| (name, name));
    find("CHROME", &names, installed(&mac, &windows))
}

/// Firefox: `FIREFOX`, or what is found. A snap is none: no other program can give it a profile.
///
/// # Errors
/// When `FIREFOX` names no file.
pub fn firefox() -> Result<Option<PathBuf>> {
    let is_snap = Path::new("/snap/bin/firefox").exists();
    let names: &[_] = if is_snap { &["firefox-esr"] } else { &["firefox-esr", "firefox"] };
    find("FIREFOX", names, installed(&[("Firefox", "firefox")], &["Mozilla Firefox/firefox.exe".to_owned()]))
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

/// The places where browsers' own installers put them, outside of `PATH`: on a Mac by the names of application and program, on
/// Windows by their paths among all programs.
fn installed(mac: &[(&str, &str)], windows: &[String]) -> Vec<PathBuf> {
    if cfg!(target_os = "macos") {
        let roots = [Some(PathBuf::from("/")), env::home_dir()].into_iter().flatten();
        let program = |root: &PathBuf, (name, program): &(&str, &str)| {
            root.join(format!("Applications/{name}.app/Contents/MacOS/{program}"))
        };
        return roots.flat_map(|root| mac.iter().map(move |names| program(&root, names))).collect();
    }
    if cfg!(windows) {
        let roots = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].into_iter().filter_map(env::var_os);
        return roots
            .flat_map(|root| windows.iter().map(move |path| PathBuf::from(&root).join(path)))
            .collect();
    }
    Vec::new()
}

//! Installing browsers where a package manager can be asked, and saying what to install elsewhere.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Error, Result, anyhow};

use crate::process;

/// Chromium and its driver, as Debian calls them.
const DEBIAN: [&str; 2] = ["chromium", "chromium-driver"];

/// Installs Chromium and its driver, if this is Debian or Ubuntu and we may; says whether it did.
///
/// # Errors
/// When the package manager fails.
pub fn chromium() -> Result<bool> {
    install(debian_packages().as_ref().map_or(&[], |packages| packages))
}

/// Installs Firefox, if this is Debian and we may; says whether it did.
///
/// # Errors
/// When the package manager fails.
pub fn firefox() -> Result<bool> {
    let is_debian = debian_packages().is_some_and(|packages| packages == DEBIAN);
    install(if is_debian { &["firefox-esr"] } else { &[] })
}

fn install(packages: &[&str]) -> Result<bool> {
    if packages.is_empty() || !process::output(Command::new("id").arg("-u")).is_ok_and(|user| user == "0") {
        return Ok(false);
    }
    println!("Installing {} with apt-get: about a minute, once.", packages.join(" and "));
    process::run(apt_get().arg("update"))?;
    process::run(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages))?;
    Ok(true)
}

/// The advice to a person who has to install it.
pub fn advice(chrome: Option<&Path>, driver: Option<&Path>) -> Error {
    let state =
        |found: Option<&Path>| found.map_or("not found".to_owned(), |path| path.display().to_string());
    let advice = match debian_packages() {
        Some(packages) => format!("run `sudo apt-get install {}`", packages.join(" ")),
        None => "install Google Chrome or Chromium, and the ChromeDriver of the same version \
                 (https://googlechromelabs.github.io/chrome-for-testing/)"
            .to_owned(),
    };
    anyhow!(
        "the page is tested in Chrome or Chromium ({}), driven by ChromeDriver ({}): {advice}; \
         where they are not on PATH, name their programs in CHROME and CHROMEDRIVER",
        state(chrome),
        state(driver)
    )
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// The packages that hold the two, where packages are Debian's.
fn debian_packages() -> Option<[&'static str; 2]> {
    packages(&fs::read_to_string("/etc/os-release").ok()?)
}

fn packages(os_release: &str) -> Option<[&'static str; 2]> {
    let value = |key: &str| os_release.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
    let is_like = |name: &str| {
        let names = format!("{} {}", value("ID="), value("ID_LIKE="));
        names.split([' ', '"']).any(|word| word == name)
    };
    // Ubuntu's names bring a snap.
    match (value("ID=").trim_matches('"'), is_like("debian")) {
        ("ubuntu", _) => Some(["chromium-browser", "chromium-chromedriver"]),
        (_, true) => Some(DEBIAN),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::packages;

    #[track_caller]
    fn check(os_release: &str, expected: Option<&str>) {
        assert_eq!(
            packages(os_release).map(|packages| packages.join(" ")).as_deref(),
            expected,
            "{os_release}"
        );
    }

    #[test]
    fn the_packages_have_the_names_of_the_system() {
        check("NAME=\"Debian GNU/Linux\"\nID=debian\n", Some("chromium chromium-driver"));
        check("ID=ubuntu\nID_LIKE=debian\n", Some("chromium-browser chromium-chromedriver"));
        check("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", Some("chromium chromium-driver"));
        check("ID=\"fedora\"\n", None);
        check("", None);
    }
}

//! The browsers that tests run in, and the programs that drive them.
//!
//! It knows Chrome, Chromium and Firefox under the names that systems give them, not what is tested there.

mod find;
mod install;
mod webdriver;

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};

pub use webdriver::with_binary;

use crate::process;

/// Chrome or Chromium, with the driver that fits.
pub struct Browser {
    /// The browser's program.
    pub chrome: PathBuf,
    /// The program of its driver, `chromedriver`.
    pub driver: PathBuf,
}

impl Browser {
    /// Finds both, and installs them where that takes no questions: on Debian and Ubuntu as root.
    ///
    /// `CHROME` and `CHROMEDRIVER` name them where they are not found.
    ///
    /// # Errors
    /// When one is missing, with what to install; or when they do not fit each other.
    pub fn ensure() -> Result<Self> {
        let mut found = (find::chrome()?, find::driver()?);
        if let (None, _) | (_, None) = found
            && install::chromium()?
        {
            found = (find::chrome()?, find::driver()?);
        }
        match found {
            (Some(chrome), Some(driver)) => Self { chrome, driver }.checked(),
            (chrome, driver) => Err(install::advice(chrome.as_deref(), driver.as_deref())),
        }
    }

    /// The driver drives its own major version only, and says so late and in a roundabout way.
    fn checked(self) -> Result<Self> {
        let driver = process::output(Command::new(&self.driver).arg("--version"))?;
        // On Windows, Chrome opens a window instead of answering.
        if cfg!(not(windows)) {
            let chrome = process::output(Command::new(&self.chrome).arg("--version"))?;
            ensure!(
                major(&chrome) == major(&driver),
                "ChromeDriver must be of the browser's version: found `{chrome}` at {} and `{driver}` at {}",
                self.chrome.display(),
                self.driver.display()
            );
        }
        Ok(self)
    }
}

/// Finds Firefox, which runs some tests as well, and installs it where that takes no questions: on Debian as root. `None` where
/// it is not to be had; then its tests are left out.
///
/// `FIREFOX` names it where it is not found.
///
/// # Errors
/// When `FIREFOX` names no file.
pub fn firefox() -> Result<Option<PathBuf>> {
    let found = find::firefox()?;
    if found.is_some() {
        return Ok(found);
    }
    match install::firefox() {
        Ok(true) => find::firefox(),
        Ok(false) => Ok(None),
        Err(error) => {
            println!("Firefox cannot be installed: {error:#}");
            Ok(None)
        }
    }
}

/// The major version in an answer such as `Chromium 131.0.6778.85 built on Debian`.
fn major(answer: &str) -> Option<&str> {
    let version =
        answer.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    version.split('.').next()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[track_caller]
    fn check(answer: &str, expected: Option<&str>) {
        assert_eq!(major(answer), expected, "{answer}");
    }

    #[test]
    fn browser_and_driver_say_their_version_in_their_own_words() {
        check("Chromium 131.0.6778.85 built on Debian GNU/Linux 12 (bookworm)", Some("131"));
        check("Google Chrome 131.0.6778.85", Some("131"));
        check("Google Chrome for Testing 99.0.1", Some("99"));
        check("ChromeDriver 131.0.6778.85 (3d81e41b6f3ac8bcae63b32e8145c9eb0cd60a2d)", Some("131"));
        check("", None);
        check("no version", None);
    }
}

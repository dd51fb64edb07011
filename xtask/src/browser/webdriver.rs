//! webdriver.json, by which `wasm-bindgen-test` starts the browser.

use std::path::Path;

use anyhow::{Context, Result};

const OPTIONS: &str = "\"goog:chromeOptions\": {";

/// The settings with the browser that was found; the driver by itself looks only where it expects one.
///
/// # Errors
/// When the settings have no place for it.
pub fn with_binary(settings: &str, chrome: &Path) -> Result<String> {
    let (before, after) =
        settings.split_once(OPTIONS).with_context(|| format!("webdriver.json: expected `{OPTIONS}`"))?;
    let path = chrome.to_string_lossy().replace('\\', "\\\\").replace('"', "\\\"");
    Ok(format!("{before}{OPTIONS}\n    \"binary\": \"{path}\",{after}"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::with_binary;

    #[track_caller]
    fn check(settings: &str, chrome: &str, expected: Option<&str>) {
        assert_eq!(with_binary(settings, Path::new(chrome)).ok().as_deref(), expected, "{settings}");
    }

    #[test]
    fn the_browser_that_was_found_is_the_one_that_is_driven() {
        check(
            "{\n  \"goog:chromeOptions\": {\n    \"args\": []\n  }\n}\n",
            "/usr/bin/chromium",
            Some(
                "{\n  \"goog:chromeOptions\": {\n    \"binary\": \"/usr/bin/chromium\",\n    \"args\": []\n  }\n}\n",
            ),
        );
        check(
            "{\"goog:chromeOptions\": {\"args\": []}}",
            r"C:\Chrome\chrome.exe",
            Some("{\"goog:chromeOptions\": {\n    \"binary\": \"C:\\\\Chrome\\\\chrome.exe\",\"args\": []}}"),
        );
        check("{}", "/usr/bin/chromium", None);
    }
}

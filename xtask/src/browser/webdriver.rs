//! webdriver.json, by which `wasm-bindgen-test` starts the browser.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// The settings with the browser that was found; the driver by itself looks only where it expects one.
///
/// # Errors
/// When they are no JSON, or have no place for it.
pub fn with_binary(settings: &str, chrome: &Path) -> Result<String> {
    let mut settings: Value = serde_json::from_str(settings).context("webdriver.json")?;
    let options = settings
        .get_mut("goog:chromeOptions")
        .and_then(Value::as_object_mut)
        .context("webdriver.json: expected an object `goog:chromeOptions`")?;
    options.insert("binary".to_owned(), json!(chrome));
    Ok(settings.to_string())
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
            r#"{"goog:chromeOptions": {"args": []}}"#,
            r"C:\Chrome\chrome.exe",
            Some(r#"{"goog:chromeOptions":{"args":[],"binary":"C:\\Chrome\\chrome.exe"}}"#),
        );
        check("{}", "/usr/bin/chromium", None);
        check("", "/usr/bin/chromium", None);
    }
}

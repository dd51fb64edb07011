//! The browser that a test runs in: Chromium, unless the test says that Firefox is to show the same.

use super::driver::program;
use serde_json::{Value, json};
use std::cell::Cell;
use std::path::{Path, PathBuf};

/// See the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chrome or Chromium, driven by `ChromeDriver`, and by the `DevTools` protocol for what that refuses.
    Chromium,
    /// Firefox, driven by geckodriver, and by `WebDriver` `BiDi` for what that lacks.
    Firefox,
}

thread_local! {
    /// Each test has a thread of its own, or takes turns in one.
    static CURRENT: Cell<Engine> = const { Cell::new(Engine::Chromium) };
}

/// Runs a test in Firefox.
pub fn in_firefox(test: fn()) {
    struct Back;
    impl Drop for Back {
        fn drop(&mut self) {
            CURRENT.set(Engine::Chromium);
        }
    }
    CURRENT.set(Engine::Firefox);
    let _back = Back;
    test();
}

impl Engine {
    /// The one that this test runs in.
    pub fn current() -> Self {
        CURRENT.get()
    }

    /// The program of its driver.
    pub fn driver(self) -> PathBuf {
        let (variable, names): (_, &[_]) = match self {
            Self::Chromium => ("GLOSSATOR_CHROMEDRIVER", &["chromedriver", "chromium.chromedriver"]),
            Self::Firefox => ("GLOSSATOR_GECKODRIVER", &["geckodriver"]),
        };
        program(variable, names)
            .unwrap_or_else(|| panic!("{} must be on PATH, or named in {variable}", names[0]))
    }

    /// The arguments of its driver, which takes a free port and keeps what it writes in that folder.
    pub fn arguments(self, folder: &Path) -> Vec<String> {
        match self {
            Self::Chromium => vec!["--port=0".to_owned()],
            Self::Firefox => {
                let folder = folder.display().to_string();
                ["--port", "0", "--websocket-port", "0", "--profile-root", &folder].map(str::to_owned).into()
            }
        }
    }

    /// The port that the driver says it listens on: "`ChromeDriver` was started successfully on port 41225.", "Listening on
    /// 127.0.0.1:41225".
    pub fn port(self, line: &str) -> Option<u16> {
        let (_, port) = match self {
            Self::Chromium => line.split_once("successfully on port ")?,
            Self::Firefox => line.split_once("Listening on ")?.1.rsplit_once(':')?,
        };
        port.trim_end_matches('.').parse().ok()
    }

    /// The session that is asked of the driver: with that profile or in that folder, and with a log of every request where one
    /// is wanted.
    pub fn capabilities(self, folder: &Path, logs_requests: bool) -> Value {
        let mut wanted = match self {
            Self::Chromium => chromium(folder, logs_requests),
            Self::Firefox => firefox(folder),
        };
        wanted["unhandledPromptBehavior"] = json!("accept");
        json!({ "capabilities": { "alwaysMatch": wanted } })
    }
}

fn chromium(profile: &Path, logs_requests: bool) -> Value {
    let mut options = json!({ "args": [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-GB",
        format!("--user-data-dir={}", profile.display()),
    ] });
    // Where it is not where the driver looks by itself.
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    if let Some(program) = program("GLOSSATOR_CHROME", &names) {
        options["binary"] = json!(program);
    }
    let mut logs = json!({ "browser": "ALL" });
    if logs_requests {
        logs["performance"] = json!("ALL");
    }
    json!({ "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": logs })
}

fn firefox(downloads: &Path) -> Value {
    let mut options = json!({
        "args": ["-headless"],
        "prefs": {
            "browser.download.dir": downloads,
            "browser.download.folderList": 2,
            "browser.download.useDownloadDir": true,
            "browser.download.always_ask_before_handling_new_types": false,
            "browser.helperApps.neverAsk.saveToDisk": "application/json,application/zip,text/csv,text/plain",
            "intl.accept_languages": "en-GB",
            // Each file has a store of its own, as people have it. The driver would let all files share one.
            "security.fileuri.strict_origin_policy": true,
        },
    });
    if let Some(program) = program("GLOSSATOR_FIREFOX", &["firefox-esr", "firefox"]) {
        options["binary"] = json!(program);
    }
    json!({ "browserName": "firefox", "webSocketUrl": true, "moz:firefoxOptions": options })
}

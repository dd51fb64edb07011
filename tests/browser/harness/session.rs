//! A browser of its own: starting it, commands, scripts, mouse, keys and logs. Knows nothing of the page.

use super::driver::{self, Driver};
use super::folder::Folder;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::session::http::CmdResponse;
use thirtyfour::{Capabilities, RequestData, SessionId, WebDriver};
use tokio::runtime::{Builder, Runtime};

/// A condition that does not come true in so many milliseconds never will.
const LONGEST_WAIT: u32 = 20_000;

/// What every script can use.
const HELPERS: &str = include_str!("helpers.js");

/// What is different about a browser from the start.
pub struct Setup {
    /// Run in every new document before anything else.
    pub before_load: Vec<String>,
    /// Width and height of the window.
    pub size: (u32, u32),
    /// Whether it is touched.
    pub touch: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self { before_load: Vec::new(), size: (1280, 800), touch: false }
    }
}

impl Setup {
    /// A telephone.
    pub fn telephone() -> Self {
        Self { size: (390, 844), touch: true, ..Self::default() }
    }

    /// A browser in whose every document this script runs first.
    pub fn before_load(script: &str) -> Self {
        Self { before_load: vec![script.to_owned()], ..Self::default() }
    }
}

/// A running browser with an empty profile. Ends with this value.
pub struct Session {
    web_driver: WebDriver,
    runtime: Runtime,
    _driver: Driver,
    profile: Folder,
}

/// A command of the driver's protocol: path below the session, and body.
#[derive(Debug)]
struct Post<'a>(&'a str, &'a Value);

impl FormatRequestData for Post<'_> {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let method = "POST".parse().expect("a method");
        RequestData::new(method, format!("/session/{session}/{}", self.0)).add_body(self.1.clone())
    }
}

impl Session {
    /// Starts a browser.
    pub fn start(setup: &Setup) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let driver = Driver::start();
        let profile = Folder::new();
        let web_driver = runtime
            .block_on(WebDriver::new(&driver.address, capabilities(&profile)))
            .unwrap_or_else(|error| panic!("the browser does not start: {error}"));
        let session = Self { web_driver, runtime, _driver: driver, profile };
        session.post("timeouts", &json!({ "script": LONGEST_WAIT }));
        session.size(setup);
        for script in &setup.before_load {
            session.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
        }
        let downloads = session.downloads();
        std::fs::create_dir_all(&downloads).expect("a folder for downloads");
        let allow = json!({ "behavior": "allow", "downloadPath": downloads });
        session.devtools("Browser.setDownloadBehavior", &allow);
        session
    }

    fn size(&self, setup: &Setup) {
        let Setup { size: (width, height), touch, .. } = *setup;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
        if touch {
            self.devtools(
                "Emulation.setTouchEmulationEnabled",
                &json!({ "enabled": true, "maxTouchPoints": 1 }),
            );
        }
    }

    /// Where downloads go.
    pub fn downloads(&self) -> std::path::PathBuf {
        self.profile.path().join("downloads")
    }

    /// Sends a command; its answer.
    #[track_caller]
    pub fn post(&self, path: &str, body: &Value) -> Value {
        self.try_post(path, body).unwrap_or_else(|error| panic!("{path} {body}: {error}"))
    }

    fn try_post(&self, path: &str, body: &Value) -> Result<Value, String> {
        let answer = self.runtime.block_on(self.web_driver.cmd(Post(path, body)));
        answer.and_then(CmdResponse::value_json).map_err(|error| {
            let error = error.to_string();
            // What follows are addresses in the driver's program.
            error.split("Stacktrace:").next().unwrap_or_default().trim_end().to_owned()
        })
    }

    /// Sends a command of the `DevTools` protocol.
    #[track_caller]
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Opens an address.
    #[track_caller]
    pub fn visit(&self, address: &str) {
        self.post("url", &json!({ "url": address }));
    }

    /// What a script returns. `args` are its `arguments`.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        let body = json!({ "script": format!("{HELPERS}\n{script}"), "args": arguments });
        self.try_post("execute/sync", &body).unwrap_or_else(|error| panic!("{script} {arguments:?}: {error}"))
    }

    /// Waits for an expression of JavaScript to be true, looking once a frame; what it is then.
    #[track_caller]
    pub fn until(&self, condition: &str, arguments: &[Value]) -> Value {
        let script = format!(
            "{HELPERS}\nconst done = arguments[arguments.length - 1];\nconst given = [...arguments];\n\
             const look = (...arguments) => ({condition});\n\
             const again = () => {{ const found = look(...given); if (found) done(found); else requestAnimationFrame(again); }};\n\
             again();"
        );
        let body = json!({ "script": script, "args": arguments });
        self.try_post("execute/async", &body).unwrap_or_else(|error| {
            let alerts = self.run("return page.said()", &[]);
            panic!("never came true: {condition} {arguments:?}\nthe page says {alerts}\n{error}")
        })
    }

    /// Waits for something outside of the page, looking once a frame.
    #[track_caller]
    pub fn until_some<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let deadline = Instant::now() + Duration::from_millis(LONGEST_WAIT.into());
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(Instant::now() < deadline, "never came: {what}");
            self.frame();
        }
    }

    /// Waits until the page has drawn what it has to draw.
    #[track_caller]
    pub fn frame(&self) {
        let script = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        self.post("execute/async", &json!({ "script": script, "args": [] }));
    }

    /// Lets one input device act.
    #[track_caller]
    pub fn act(&self, device: &str, kind: &str, actions: &[Value]) {
        let mut source = json!({ "type": device, "id": format!("{device}-{kind}"), "actions": actions });
        if device == "pointer" {
            source["parameters"] = json!({ "pointerType": kind });
        }
        self.post("actions", &json!({ "actions": [source] }));
    }

    /// The messages of a log since they were last asked for.
    #[track_caller]
    pub fn log(&self, name: &str) -> Vec<Value> {
        match self.post("se/log", &json!({ "type": name })) {
            Value::Array(entries) => entries,
            other => panic!("the log {name} is {other}"),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Its connection is driven by this runtime and by no other.
        let _ = self.runtime.block_on(self.web_driver.clone().quit());
    }
}

fn capabilities(profile: &Folder) -> Capabilities {
    let profile = profile.path().join("profile");
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
    if let Some(chrome) = driver::chrome() {
        options["binary"] = json!(chrome);
    }
    let mut capabilities = Capabilities::new();
    let settings = [
        ("browserName", json!("chrome")),
        ("goog:chromeOptions", options),
        ("goog:loggingPrefs", json!({ "browser": "ALL", "performance": "ALL" })),
        ("unhandledPromptBehavior", json!("accept")),
    ];
    for (name, value) in settings {
        capabilities.set(name, value).expect("a capability");
    }
    capabilities
}

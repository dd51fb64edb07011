//! A browser of its own, with as many windows as a test opens.

use super::driver::{self, Driver};
use super::folder::Folder;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::session::http::CmdResponse;
use thirtyfour::{Capabilities, RequestData, SessionId, WebDriver};
use tokio::runtime::{Builder, Runtime};

/// A running browser. Ends with this value; its profile stays as long as somebody holds it.
pub struct Browser {
    web_driver: WebDriver,
    runtime: Runtime,
    _driver: Driver,
    profile: Rc<Folder>,
    /// The window to which commands go.
    current: RefCell<String>,
    killed: Cell<bool>,
}

/// A command of the driver's protocol: method, path below the session, and body.
#[derive(Debug)]
struct Command<'a>(&'static str, &'a str, Option<&'a Value>);

impl FormatRequestData for Command<'_> {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let Self(method, path, body) = self;
        let request =
            RequestData::new(method.parse().expect("a method"), format!("/session/{session}/{path}"));
        match body {
            Some(body) => request.add_body((*body).clone()),
            None => request,
        }
    }
}

impl Browser {
    /// Starts one.
    pub fn start(profile: Rc<Folder>) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let driver = Driver::start();
        let web_driver = runtime
            .block_on(WebDriver::new(&driver.address, capabilities(&profile)))
            .unwrap_or_else(|error| panic!("the browser does not start: {error}"));
        Self {
            web_driver,
            runtime,
            _driver: driver,
            profile,
            current: RefCell::default(),
            killed: Cell::default(),
        }
    }

    /// What it leaves.
    pub fn profile(&self) -> &Rc<Folder> {
        &self.profile
    }

    /// Its windows.
    pub fn windows(&self) -> Vec<String> {
        let windows = self.send(Command("GET", "window/handles", None)).expect("a list of windows");
        serde_json::from_value(windows).expect("names of windows")
    }

    /// Sends the next commands to that window.
    pub fn go_to(&self, window: &str) -> Result<(), String> {
        if *self.current.borrow() != window {
            self.post("window", &json!({ "handle": window }))?;
            window.clone_into(&mut self.current.borrow_mut());
        }
        Ok(())
    }

    /// Closes a window.
    #[track_caller]
    pub fn close(&self, window: &str) {
        let closed = self.go_to(window).and_then(|()| self.send(Command("DELETE", "window", None)));
        closed.unwrap_or_else(|error| panic!("the window does not close: {error}"));
        self.current.borrow_mut().clear();
    }

    /// Sends a command to the current window; its answer.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        self.send(Command("POST", path, Some(body)))
    }

    fn send(&self, command: Command<'_>) -> Result<Value, String> {
        let answer = self.runtime.block_on(self.web_driver.cmd(command));
        answer.and_then(CmdResponse::value_json).map_err(|error| {
            let error = error.to_string();
            // What follows are addresses in the driver's program.
            error.split("Stacktrace:").next().unwrap_or_default().trim_end().to_owned()
        })
    }

    /// Notes that it was killed.
    pub fn forget_killed(&self) {
        self.killed.set(true);
    }

    /// Whether it was killed.
    pub fn is_killed(&self) -> bool {
        self.killed.get()
    }
}

impl Drop for Browser {
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

//! A browser's process and the `WebDriver` session in it.
//!
//! It does not know whose windows it shows: contexts do.

use super::devtools::DevTools;
use super::driver::{self, Driver};
use super::folder::Folder;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use ureq::http::Request;
use ureq::{Agent, Body, SendBody};

/// A command that has not answered by then never will.
const LONGEST_ANSWER: Duration = Duration::from_secs(120);

/// A running browser. It is killed with this value, unless it was told to quit before.
pub struct Browser {
    agent: Agent,
    /// The session's address.
    session: String,
    driver: Driver,
    devtools: Mutex<DevTools>,
    /// The window to which commands go.
    current: Mutex<String>,
    /// Held after the driver, so that nobody writes there any more when it goes.
    _profile: Arc<Folder>,
}

impl Browser {
    /// Starts one for tests to share, on a profile that goes when it ends.
    pub fn shared() -> Self {
        let profile = Arc::<Folder>::default();
        let driver = Driver::start(Some(profile.path()));
        Self::start(driver, profile, false)
    }

    /// Starts one on that profile, which stays. With a log of every request where one is wanted.
    pub fn on(profile: &Arc<Folder>, logs_requests: bool) -> Self {
        Self::start(Driver::start(None), profile.clone(), logs_requests)
    }

    fn start(driver: Driver, profile: Arc<Folder>, logs_requests: bool) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(LONGEST_ANSWER))
            .build()
            .new_agent();
        let folder = profile.path().join("profile");
        let sessions = format!("{}/session", driver.address);
        let started = send(&agent, "POST", &sessions, &capabilities(&folder, logs_requests))
            .unwrap_or_else(|error| panic!("the browser does not start: {error}"));
        let id = started["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {started}"));
        let devtools = DevTools::connect(&folder)
            .unwrap_or_else(|error| panic!("the browser does not listen to DevTools: {error}"));
        Self {
            agent,
            session: format!("{sessions}/{id}"),
            driver,
            devtools: Mutex::new(devtools),
            current: Mutex::default(),
            _profile: profile,
        }
    }

    /// Ends it as a person does, so that all is written. An error is no matter: it may have been killed.
    pub fn quit(&self) {
        let _ = self.send("DELETE", "", &Value::Null);
    }

    /// The number by which it can be killed, see [`super::group::kill`].
    pub fn group(&self) -> u32 {
        self.driver.group()
    }

    /// Its windows.
    ///
    /// # Errors
    /// When it is gone.
    pub fn windows(&self) -> Result<Vec<String>, String> {
        let windows = self.send("GET", "/window/handles", &Value::Null)?;
        serde_json::from_value(windows).map_err(|error| error.to_string())
    }

    /// Sends the next commands to that window.
    ///
    /// # Errors
    /// When it does not exist.
    pub fn go_to(&self, window: &str) -> Result<(), String> {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if *current != window {
            // Nobody knows where commands go if this fails.
            current.clear();
            self.post("window", &json!({ "handle": window }))?;
            window.clone_into(&mut current);
        }
        Ok(())
    }

    /// Closes a window.
    ///
    /// # Errors
    /// When it does not exist.
    pub fn close(&self, window: &str) -> Result<(), String> {
        self.go_to(window)?;
        self.send("DELETE", "/window", &Value::Null)?;
        self.current.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(())
    }

    /// Lets go of all keys and buttons, which the driver would hold down in the next windows, too.
    ///
    /// # Errors
    /// When there is no current window.
    pub fn release(&self) -> Result<(), String> {
        self.send("DELETE", "/actions", &Value::Null).map(drop)
    }

    /// Sends a command to the current window; its answer.
    ///
    /// # Errors
    /// When it fails, in the driver's words.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        self.send("POST", &format!("/{path}"), body)
    }

    /// Sends a command of the `DevTools` protocol to the browser as a whole; its answer.
    ///
    /// # Errors
    /// When it fails, in the browser's words.
    pub fn devtools(&self, method: &str, parameters: &Value) -> Result<Value, String> {
        self.devtools.lock().unwrap_or_else(PoisonError::into_inner).send(method, parameters)
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        send(&self.agent, method, &format!("{}{path}", self.session), body)
    }
}

/// Sends a command of the driver's protocol; the value in its answer.
fn send(agent: &Agent, method: &str, address: &str, body: &Value) -> Result<Value, String> {
    let request = Request::builder().method(method).uri(address).header("content-type", "application/json");
    let answer = if body.is_null() {
        request.body(SendBody::none()).map(|request| agent.run(request))
    } else {
        request.body(body.to_string()).map(|request| agent.run(request))
    };
    let mut answer = answer.map_err(|error| error.to_string())?.map_err(|error| error.to_string())?;
    let succeeded = answer.status().is_success();
    let mut value = read(answer.body_mut())?;
    if succeeded {
        return Ok(value["value"].take());
    }
    let error = value["value"]["message"].as_str().unwrap_or_default();
    // Behind it are addresses in the driver's program.
    Err(error.split("Stacktrace:").next().unwrap_or_default().trim_end().to_owned())
}

fn read(body: &mut Body) -> Result<Value, String> {
    let text = body.with_config().limit(u64::MAX).read_to_string().map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|error| format!("the driver answers {text}: {error}"))
}

fn capabilities(profile: &Path, logs_requests: bool) -> Value {
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
    let mut logs = json!({ "browser": "ALL" });
    if logs_requests {
        logs["performance"] = json!("ALL");
    }
    json!({ "capabilities": { "alwaysMatch": {
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": logs,
        "unhandledPromptBehavior": "accept",
    } } })
}

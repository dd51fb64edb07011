//! A browser's process and the `WebDriver` session in it.
//!
//! It does not know whose windows it shows: contexts do.

use super::driver::Driver;
use super::engine::Engine;
use super::folder::Folder;
use super::socket::Socket;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use ureq::http::Request;
use ureq::{Agent, Body, SendBody};

/// Event of Firefox when something is written into the console.
const LOGGED: &str = "log.entryAdded";

/// A command that has not answered by then never will.
const LONGEST_ANSWER: Duration = Duration::from_mins(2);

/// A running browser. It is killed with this value, unless it was told to quit before.
pub struct Browser {
    /// The kind that it is of.
    pub engine: Engine,
    agent: Agent,
    /// The session's address.
    session: String,
    driver: Driver,
    socket: Mutex<Socket>,
    /// The window to which commands go.
    current: Mutex<String>,
    /// Held after the driver, so that nobody writes there any more when it goes.
    folder: Arc<Folder>,
}

impl Browser {
    /// Starts one for tests to share, on a profile that goes when it ends.
    pub fn shared(engine: Engine) -> Self {
        Self::start(engine, Arc::default(), false, false)
    }

    /// Starts one on that profile, which stays. With a log of every request where one is wanted.
    pub fn on(profile: &Arc<Folder>, logs_requests: bool) -> Self {
        Self::start(Engine::Chromium, profile.clone(), true, logs_requests)
    }

    fn start(engine: Engine, folder: Arc<Folder>, stays: bool, logs_requests: bool) -> Self {
        let driver = Driver::start(engine, folder.path(), stays);
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(LONGEST_ANSWER))
            .build()
            .new_agent();
        let sessions = format!("{}/session", driver.address);
        let own = match engine {
            Engine::Chromium => folder.path().join("profile"),
            Engine::Firefox => downloads(&folder),
        };
        let started = send(&agent, "POST", &sessions, &engine.capabilities(&own, logs_requests))
            .unwrap_or_else(|error| panic!("the browser does not start: {error}"));
        let id = started["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {started}"));
        let socket = match engine {
            Engine::Chromium => Socket::of_profile(&own),
            Engine::Firefox => {
                Socket::connect(started["capabilities"]["webSocketUrl"].as_str().unwrap_or_default())
            }
        };
        let socket = socket.unwrap_or_else(|error| panic!("the browser does not listen: {error}"));
        let browser = Self {
            engine,
            agent,
            session: format!("{sessions}/{id}"),
            driver,
            socket: Mutex::new(socket),
            current: Mutex::default(),
            folder,
        };
        if engine == Engine::Firefox {
            let heard = browser.ask("session.subscribe", &json!({ "events": [LOGGED] }));
            heard.unwrap_or_else(|error| panic!("the console is not heard: {error}"));
        }
        browser
    }

    /// Folder of all downloads, if it is no context that says so.
    pub fn downloads(&self) -> PathBuf {
        downloads(&self.folder)
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

    /// Sends a command of the browser's own protocol to it as a whole; its answer.
    ///
    /// # Errors
    /// When it fails, in the browser's words.
    pub fn ask(&self, method: &str, parameters: &Value) -> Result<Value, String> {
        self.socket.lock().unwrap_or_else(PoisonError::into_inner).send(method, parameters)
    }

    /// The messages in Firefox's console since they were last asked for.
    ///
    /// # Errors
    /// When it is gone.
    pub fn console(&self) -> Result<Vec<Value>, String> {
        // Everything that was logged before it is told before the answer.
        self.ask("session.status", &json!({}))?;
        Ok(self.socket.lock().unwrap_or_else(PoisonError::into_inner).events(LOGGED))
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        send(&self.agent, method, &format!("{}{path}", self.session), body)
    }
}

fn downloads(folder: &Folder) -> PathBuf {
    folder.path().join("downloads")
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

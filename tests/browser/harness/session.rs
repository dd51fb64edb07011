//! One window of a browser: commands, scripts, mouse, keys and logs. Knows nothing of the page.

use super::context::Context;
use super::engine::Engine;
use super::folder::Folder;
use serde_json::{Value, json};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A condition that does not come true in so many milliseconds never will.
pub const LONGEST_WAIT: u32 = 60_000;

/// Functions that every script can use.
const HELPERS: &str = include_str!("helpers.js");

/// Beginning of a test's browser.
#[derive(Clone)]
pub struct Setup {
    /// Run in every new document before anything else.
    pub before_load: Vec<String>,
    /// Width and height of the window.
    pub size: (u32, u32),
    /// True for a screen that is touched.
    pub touch: bool,
    /// The profile of a browser of its own, for a test that ends the process or starts it again.
    pub profile: Option<Arc<Folder>>,
    /// True for a log of every request, in a browser of its own.
    pub logs_requests: bool,
    /// Address at which the page is opened, if not from its file.
    pub address: Option<String>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            before_load: Vec::new(),
            size: (1280, 800),
            touch: false,
            profile: None,
            logs_requests: false,
            address: None,
        }
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

    /// A browser of its own, on an empty profile.
    pub fn alone() -> Self {
        Self { profile: Some(Arc::default()), ..Self::default() }
    }

    /// A browser of its own that logs every request.
    pub fn with_requests() -> Self {
        Self { logs_requests: true, ..Self::alone() }
    }
}

/// A window. Its context ends with the last one.
pub struct Session {
    context: Rc<Context>,
    window: String,
}

impl Session {
    /// The first window of a context.
    #[track_caller]
    pub fn start(setup: &Setup) -> Self {
        let context = Context::new(setup);
        let window = context.first_window();
        Self::set_up(Rc::new(context), window, setup)
    }

    /// Another window of the same context.
    #[track_caller]
    pub fn another(&self, setup: &Setup) -> Self {
        Self::set_up(self.context.clone(), self.context.open_window(), setup)
    }

    /// The window that the page itself opens by this script.
    #[track_caller]
    pub fn opened_by(&self, script: &str, setup: &Setup) -> Self {
        let before = self.context.windows();
        self.run(script, &[]);
        let new = self.until_some("another window", || {
            self.context.windows().into_iter().find(|window| !before.contains(window))
        });
        Self::set_up(self.context.clone(), new, setup)
    }

    #[track_caller]
    fn set_up(context: Rc<Context>, window: String, setup: &Setup) -> Self {
        let session = Self { context, window };
        session.post("timeouts", &json!({ "script": LONGEST_WAIT }));
        let Setup { size: (width, height), touch, .. } = *setup;
        if session.engine() == Engine::Firefox {
            assert!(!touch, "Firefox has no touch screen here");
            let viewport = json!({ "width": width, "height": height });
            session.ask("browsingContext.setViewport", json!({ "viewport": viewport }));
        } else {
            session.set_size((width, height), touch);
        }
        if touch {
            session.devtools(
                "Emulation.setTouchEmulationEnabled",
                &json!({ "enabled": true, "maxTouchPoints": 1 }),
            );
        }
        for script in &setup.before_load {
            session.before_load(script);
        }
        session
    }

    /// Gives the window another size.
    #[track_caller]
    pub fn resize(&self, size: (u32, u32)) {
        self.set_size(size, false);
    }

    #[track_caller]
    fn set_size(&self, (width, height): (u32, u32), touch: bool) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// Closes the window.
    #[track_caller]
    pub fn close(&self) {
        let closed = self.context.browser.close(&self.window);
        closed.unwrap_or_else(|error| panic!("the window does not close: {error}"));
    }

    /// True if no other window of the context is used any more.
    pub fn is_last(&self) -> bool {
        Rc::strong_count(&self.context) == 1
    }

    /// The context that it is in.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Runs a script first in every document that this window loads from now on.
    #[track_caller]
    pub fn before_load(&self, script: &str) {
        if self.engine() == Engine::Firefox {
            let function = format!("() => {{ {script} }}");
            let parameters = json!({ "functionDeclaration": function, "contexts": [self.window] });
            let added = self.context.browser.ask("script.addPreloadScript", &parameters);
            added.unwrap_or_else(|error| panic!("{error}"));
        } else {
            self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
        }
    }

    /// The browser that it is a window of.
    pub fn engine(&self) -> Engine {
        self.context.browser.engine
    }

    /// Sends a command about this window over Firefox's own socket.
    #[track_caller]
    fn ask(&self, method: &str, mut parameters: Value) {
        parameters["context"] = json!(self.window);
        self.context.browser.ask(method, &parameters).unwrap_or_else(|error| panic!("{error}"));
    }

    /// Sends a command; its answer.
    #[track_caller]
    pub fn post(&self, path: &str, body: &Value) -> Value {
        self.try_post(path, body).unwrap_or_else(|error| panic!("{path} {body}: {error}"))
    }

    /// Sends a command that may fail.
    pub fn try_post(&self, path: &str, body: &Value) -> Result<Value, String> {
        self.context.browser.go_to(&self.window)?;
        self.context.browser.post(path, body)
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

    /// Runs a script with these `arguments`; the value that it returns.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.try_run(script, arguments).unwrap_or_else(|error| panic!("{script} {arguments:?}: {error}"))
    }

    /// The same where the browser may be gone.
    pub fn try_run(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        let body = json!({ "script": format!("{HELPERS}\n{script}"), "args": arguments });
        self.try_post("execute/sync", &body)
    }

    /// Runs a script; the value that it gives to `done`.
    #[track_caller]
    pub fn call(&self, script: &str) -> Value {
        let script = format!("{HELPERS}\nconst done = arguments[arguments.length - 1];\n{script}");
        self.post("execute/async", &json!({ "script": script, "args": [] }))
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
        if self.engine() == Engine::Firefox {
            let entries =
                self.context.browser.console().unwrap_or_else(|error| panic!("{error}")).into_iter();
            let entry = |entry: Value| {
                let level = entry["level"].as_str().unwrap_or_default().to_uppercase();
                json!({ "level": level, "message": entry["text"] })
            };
            return entries.map(entry).collect();
        }
        match self.post("se/log", &json!({ "type": name })) {
            Value::Array(entries) => entries,
            other => panic!("the log {name} is {other}"),
        }
    }
}

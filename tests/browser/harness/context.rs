//! A browser context: what one test stores and opens, apart from all others.
//!
//! Tests that need no process of their own take turns in a few browsers; each has a context there, which is to it what a
//! fresh profile is, and which is disposed of with everything in it.

use super::browser::Browser;
use super::folder::Folder;
use super::session::Setup;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Browsers that no test uses at the moment.
static FREE: Mutex<Vec<Arc<Browser>>> = Mutex::new(Vec::new());

/// See the module.
pub struct Context {
    /// The browser, in which nobody else does anything as long.
    pub browser: Arc<Browser>,
    /// The profile, or a folder beside it.
    folder: Arc<Folder>,
    kind: Kind,
}

enum Kind {
    /// The profile of a browser's own.
    Profile,
    /// A context in a shared browser, by its id.
    Shared(String),
}

impl Context {
    /// An empty one in a browser that is free, or the profile that is named, in a browser of its own.
    #[track_caller]
    pub fn new(setup: &Setup) -> Self {
        let context = match &setup.profile {
            Some(profile) => Self {
                browser: Arc::new(Browser::on(profile, setup.logs_requests)),
                folder: profile.clone(),
                kind: Kind::Profile,
            },
            None => Self::shared(),
        };
        let downloads = context.downloads();
        std::fs::create_dir_all(&downloads).expect("a folder for downloads");
        context.devtools(
            "Browser.setDownloadBehavior",
            json!({ "behavior": "allow", "downloadPath": downloads }),
        );
        context
    }

    #[track_caller]
    fn shared() -> Self {
        let free = FREE.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let browser = free.unwrap_or_else(|| Arc::new(Browser::shared()));
        let made = browser.devtools("Target.createBrowserContext", &json!({}));
        let made = made.unwrap_or_else(|error| panic!("no context: {error}"));
        let id = made["browserContextId"].as_str().unwrap_or_else(|| panic!("no context: {made}"));
        Self { browser, folder: Arc::default(), kind: Kind::Shared(id.to_owned()) }
    }

    /// The first window.
    #[track_caller]
    pub fn first_window(&self) -> String {
        match self.kind {
            Kind::Profile => self.windows().pop().expect("a browser has a window"),
            Kind::Shared(_) => self.open_window(),
        }
    }

    /// Opens another window.
    #[track_caller]
    pub fn open_window(&self) -> String {
        let made = self.devtools("Target.createTarget", json!({ "url": "about:blank", "newWindow": true }));
        made["targetId"].as_str().unwrap_or_else(|| panic!("no window: {made}")).to_owned()
    }

    /// The windows of the browser, among which are those of this context.
    #[track_caller]
    pub fn windows(&self) -> Vec<String> {
        self.browser.windows().unwrap_or_else(|error| panic!("no list of windows: {error}"))
    }

    /// True while the browser runs.
    pub fn is_running(&self) -> bool {
        self.browser.windows().is_ok()
    }

    /// Where downloads go.
    pub fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }

    /// Sends a command to the browser that is about this context.
    #[track_caller]
    fn devtools(&self, method: &str, mut parameters: Value) -> Value {
        if let Kind::Shared(id) = &self.kind {
            parameters["browserContextId"] = json!(id);
        }
        self.browser.devtools(method, &parameters).unwrap_or_else(|error| panic!("{error}"))
    }
}

impl Drop for Context {
    /// A browser is only used again if nothing went wrong in it.
    fn drop(&mut self) {
        match &self.kind {
            Kind::Profile => self.browser.quit(),
            Kind::Shared(_) if thread::panicking() => {}
            Kind::Shared(id) => {
                let id = json!({ "browserContextId": id });
                let released = self.browser.release();
                if released.and_then(|()| self.browser.devtools("Target.disposeBrowserContext", &id)).is_ok()
                {
                    FREE.lock().unwrap_or_else(PoisonError::into_inner).push(self.browser.clone());
                }
            }
        }
    }
}

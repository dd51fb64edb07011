//! A browser context: what one test stores and opens, apart from all others.
//!
//! Tests that need no process of their own take turns in a few browsers; each has a context there, which is to it what a
//! fresh profile is, and which is disposed of with everything in it.

use super::browser::Browser;
use super::driver;
use super::engine::Engine;
use super::folder::Folder;
use super::session::Setup;
use serde_json::{Value, json};
use std::fs;
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
    /// Windows of a shared Firefox besides those that were there before, on a copy of the page: each file has a store of its
    /// own there.
    Copy(Vec<String>),
}

impl Context {
    /// An empty one in a browser that is free, or the profile that is named, in a browser of its own.
    #[track_caller]
    pub fn new(setup: &Setup) -> Self {
        let context = match (&setup.profile, Engine::current()) {
            (Some(profile), Engine::Chromium) => Self {
                browser: Arc::new(Browser::on(profile, setup.logs_requests)),
                folder: profile.clone(),
                kind: Kind::Profile,
            },
            (Some(_), Engine::Firefox) => panic!("a Firefox of a test's own is not known here"),
            (None, engine) => Self::shared(engine),
        };
        let downloads = context.downloads();
        fs::create_dir_all(&downloads).expect("a folder for downloads");
        if context.browser.engine == Engine::Chromium {
            context.devtools(
                "Browser.setDownloadBehavior",
                json!({ "behavior": "allow", "downloadPath": downloads }),
            );
        }
        context
    }

    #[track_caller]
    fn shared(engine: Engine) -> Self {
        let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        let free =
            free.iter().position(|free| free.engine == engine).map(|free_one| free.swap_remove(free_one));
        let browser = free.unwrap_or_else(|| Arc::new(Browser::shared(engine)));
        let kind = match engine {
            Engine::Chromium => {
                let made = browser.ask("Target.createBrowserContext", &json!({}));
                let made = made.unwrap_or_else(|error| panic!("no context: {error}"));
                let id = made["browserContextId"].as_str().unwrap_or_else(|| panic!("no context: {made}"));
                Kind::Shared(id.to_owned())
            }
            Engine::Firefox => Kind::Copy(browser.windows().unwrap_or_else(|error| panic!("{error}"))),
        };
        Self { browser, folder: Arc::default(), kind }
    }

    /// The page that is opened here.
    pub fn page(&self) -> PathBuf {
        let page = driver::page();
        if self.browser.engine == Engine::Chromium {
            return page;
        }
        self.folder.file("glossator.html", fs::read(&page).expect("the page is there"))
    }

    /// The first window.
    #[track_caller]
    pub fn first_window(&self) -> String {
        match self.kind {
            Kind::Profile => self.windows().pop().expect("a browser has a window"),
            Kind::Shared(_) | Kind::Copy(_) => self.open_window(),
        }
    }

    /// Opens another window.
    #[track_caller]
    pub fn open_window(&self) -> String {
        if let Kind::Copy(before) = &self.kind {
            let made = self
                .browser
                .go_to(&before[0])
                .and_then(|()| self.browser.post("window/new", &json!({ "type": "window" })));
            let made = made.unwrap_or_else(|error| panic!("no window: {error}"));
            return made["handle"].as_str().unwrap_or_else(|| panic!("no window: {made}")).to_owned();
        }
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

    /// Folder of downloads.
    pub fn downloads(&self) -> PathBuf {
        match self.kind {
            Kind::Copy(_) => self.browser.downloads(),
            _ => self.folder.path().join("downloads"),
        }
    }

    /// Sends a command to the browser that is about this context.
    #[track_caller]
    fn devtools(&self, method: &str, mut parameters: Value) -> Value {
        if let Kind::Shared(id) = &self.kind {
            parameters["browserContextId"] = json!(id);
        }
        self.browser.ask(method, &parameters).unwrap_or_else(|error| panic!("{error}"))
    }
}

impl Context {
    /// Lets the next test have the browser.
    fn set_free(&self) {
        FREE.lock().unwrap_or_else(PoisonError::into_inner).push(self.browser.clone());
    }
}

impl Drop for Context {
    /// A browser is only used again if nothing went wrong in it.
    fn drop(&mut self) {
        match &self.kind {
            Kind::Profile => self.browser.quit(),
            _ if thread::panicking() => {}
            Kind::Shared(id) => {
                let id = json!({ "browserContextId": id });
                let released = self.browser.release();
                if released.and_then(|()| self.browser.ask("Target.disposeBrowserContext", &id)).is_ok() {
                    self.set_free();
                }
            }
            Kind::Copy(before) => {
                let closed = self.browser.release().and_then(|()| {
                    let windows = self.browser.windows()?;
                    windows
                        .iter()
                        .filter(|window| !before.contains(window))
                        .try_for_each(|own| self.browser.close(own))
                });
                // Nobody is to find what this test left.
                if closed.is_ok() && fs::remove_dir_all(self.downloads()).is_ok() {
                    self.set_free();
                }
            }
        }
    }
}

//! The silence that every test demands: no errors in the console, and no requests.
//!
//! The policy refuses requests, and the console says so in every test; all that a browser is asked for, allowed or not,
//! is looked at where it is logged.

use super::session::Session;
use serde_json::Value;
use std::cell::RefCell;
use std::thread;

/// The rules for the pages of one context.
pub struct Silence {
    address: String,
    logs_requests: bool,
    tolerated: RefCell<Vec<&'static str>>,
}

impl Silence {
    /// For the page at that address, whose requests are logged or not.
    pub fn new(address: &str, logs_requests: bool) -> Self {
        Self { address: address.to_owned(), logs_requests, tolerated: RefCell::default() }
    }

    /// Errors in the console and refused requests that the test is about.
    pub fn tolerate(&self, words: &[&'static str]) {
        self.tolerated.borrow_mut().extend(words);
    }

    /// Checks that they were kept, unless the test has failed anyway.
    #[track_caller]
    pub fn check(&self, session: &Session) {
        if !thread::panicking() {
            self.check_console(session);
            if self.logs_requests {
                self.check_network(session);
            }
        }
    }

    #[track_caller]
    fn check_console(&self, session: &Session) {
        let tolerated = self.tolerated.borrow();
        let entries = session.log("browser").into_iter();
        let messages = entries.filter(|entry| entry["level"] != "INFO" && entry["level"] != "DEBUG");
        let errors: Vec<_> = messages
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .filter(|message| !tolerated.iter().any(|words| message.contains(words)))
            .collect();
        assert!(errors.is_empty(), "in the console: {errors:#?}");
    }

    #[track_caller]
    fn check_network(&self, session: &Session) {
        let asked: Vec<_> = session
            .log("performance")
            .iter()
            .filter_map(|entry| serde_json::from_str::<Value>(entry["message"].as_str()?).ok())
            .filter(|entry| entry["message"]["method"] == "Network.requestWillBeSent")
            .map(|entry| entry["message"]["params"].clone())
            // The browser's own first tab, before the page was opened.
            .filter(|asked| {
                // The browser's own pages, such as that of a new tab, ask on their own behalf.
                let of = asked["documentURL"].as_str().unwrap_or_default();
                !["chrome:", "chrome-untrusted:"].iter().any(|own| of.starts_with(own))
            })
            .map(|asked| asked["request"]["url"].as_str().unwrap_or_default().to_owned())
            .collect();
        assert!(asked.contains(&self.address), "the log is not kept: {asked:?}");
        let tolerated = self.tolerated.borrow();
        let foreign: Vec<_> = asked
            .iter()
            .filter(|url| **url != self.address && !["data:", "blob:"].iter().any(|own| url.starts_with(own)))
            .filter(|url| !tolerated.iter().any(|words| url.contains(words)))
            .collect();
        assert!(foreign.is_empty(), "the page asked for {foreign:?}");
    }
}

//! The page in a real browser, opened from a file: by mouse, keys and touch.
//!
//! Each test has a browser context of its own, which is empty like a new profile, in a browser that tests take turns in.
//! A test that kills a browser, starts it again or has its requests logged has one alone. Chromium runs all tests, Firefox those of
//! `firefox`, which are left out by `--skip firefox::` where it is not there; those of `team` need a server, and are left out by
//! `--skip team::`. `GLOSSATOR_PAGE`, `GLOSSATOR_CHROME`, `GLOSSATOR_CHROMEDRIVER`, `GLOSSATOR_FIREFOX` and
//! `GLOSSATOR_GECKODRIVER` name the page and the programs where they are not found, `GLOSSATOR_POUCHDB` or `GLOSSATOR_COUCHDB` the
//! server.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod access;
mod adding;
mod attribution;
mod axe;
mod backups;
mod bad_input;
mod boundaries;
mod caret;
mod claims;
mod compare;
mod counts;
mod editing;
mod export;
mod firefox;
mod foreign;
mod gone;
mod guard;
mod harness;
mod hints;
mod history;
mod in_view;
mod keyboard;
mod killed;
mod large;
mod layouts;
mod list;
mod others;
mod overlap;
mod passages;
mod placing;
mod policy;
mod printing;
mod projects;
mod quirks;
mod rings;
mod room;
mod screens;
mod scripts;
mod searching;
mod settings;
mod shared_folder;
mod storage;
mod tabs;
mod tagging;
mod team;
mod touch;
mod trouble;

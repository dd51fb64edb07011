//! Glossator's page: shows the corpus, turns what people do into commands, keeps the result in local storage.
//!
//! `app` wires the core to Yew and knows no browser interface; `web` is the only place for those; `ui` holds the
//! components. What an annotation is, what an edit does and what is written where is decided in `glossator-core`.

pub mod app;
pub mod ui;
pub mod web;

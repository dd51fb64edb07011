//! Glossator's page: shows the corpus, turns what people do into commands, keeps the result in local storage.
//!
//! `app` wires the core to Yew; `ui` holds the components; `words` has the sentences about what core returns as data. The
//! browser's interfaces are `glossator-web`'s alone, and what an annotation is, what an edit does and what is written where is
//! decided in `glossator-core`.

pub mod app;
pub mod ui;
pub mod words;

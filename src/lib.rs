//! Glossator's page: shows the corpus, turns what people do into commands, keeps the result in local storage.
//!
//! `app` is the frame, `features` are the rooms, `widgets` are the controls that they share, `words` are the sentences. The
//! browser's interfaces are `glossator-web`'s alone; what an annotation is, what an edit does and what is written where is
//! decided in `glossator-core`.
//!
//! A feature's update, and the question of an import, is a function of its own, marked `#[inline(never)]`: browsers compile
//! a function as a whole when it is first called, and a start calls hardly any of them.

pub mod app;
pub mod features;
pub mod widgets;
pub mod words;

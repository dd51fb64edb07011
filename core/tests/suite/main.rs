//! What core does, topic by topic: each a `check` and what it is asked.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod commands;
mod corpus;
mod history;
mod import;
mod segments;

use glossator_core::fixture::Fixture;

/// One article, `a`.
fn fixture(marked: &str) -> Fixture {
    Fixture::of(marked).unwrap_or_else(|why| panic!("{marked}: {why}"))
}

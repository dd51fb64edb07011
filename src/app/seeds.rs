//! The articles that are built into the page.

use glossator_core::corpus::Seed;

/// Every `seeds/*.txt`, as the build script found them.
pub const SEEDS: &[Seed<'static>] = include!(concat!(env!("OUT_DIR"), "/seeds.rs"));

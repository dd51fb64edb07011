//! The articles that are built into the page, and the coding of them that is the example.

use glossator_core::corpus::Seed;

/// Every `seeds/*.txt`, as the build script found them.
pub const SEEDS: &[Seed<'static>] = include!(concat!(env!("OUT_DIR"), "/seeds.rs"));

/// The example: a download of a project with those articles, without what they say themselves.
pub const EXAMPLE: &str = include_str!(concat!(env!("OUT_DIR"), "/example.json"));

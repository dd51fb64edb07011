//! The page in a real browser, by mouse and keys, in four sizes, with a project of many articles, with a large matrix of claims and with
//! thousands of entities: beside it, in the same run, the same text with all marks set once as HTML (the floor), and `CodeMirror` 6 with
//! a decoration for each span (the reference).
//!
//! `cargo xtask bench` builds what is measured here and names it in `GLOSSATOR_PAGE`, `GLOSSATOR_EMPTY`, `GLOSSATOR_CHROME` and
//! `GLOSSATOR_CHROMEDRIVER`. Arguments: `--runs N`, and names of sizes, as far as they are to be measured.

#![expect(clippy::expect_used, clippy::panic, reason = "a bench fails by panicking")]

#[path = "../../tests/browser/harness/browser.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod browser;
#[path = "../../tests/browser/harness/context.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod context;
#[path = "../../tests/browser/harness/device.rs"]
mod device;
#[path = "../../tests/browser/harness/driver.rs"]
mod driver;
mod editor;
#[path = "../../tests/browser/harness/engine.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod engine;
mod figures;
#[path = "../../tests/browser/harness/folder.rs"]
mod folder;
mod glossator;
#[path = "../../tests/browser/harness/group.rs"]
mod group;
mod matrix;
mod people;
mod project;
mod sample;
#[path = "../../tests/browser/harness/session.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod session;
#[path = "../../tests/browser/harness/socket.rs"]
mod socket;
mod start;
mod still;
mod window;

use figures::Figures;
use glossator_benches::people::PEOPLE;
use glossator_benches::{PROJECT, SIZES};
use matrix::MATRIX;
use sample::Sample;
use std::path::Path;
use std::{env, fs};

/// Least number of runs, so that a median means something.
const RUNS: usize = 7;

fn main() {
    let mut runs = RUNS;
    let mut names = Vec::new();
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            // The argument that cargo adds.
            "--bench" => {}
            "--runs" => {
                runs = arguments.next().and_then(|count| count.parse().ok()).expect("--runs N");
            }
            _ => names.push(argument),
        }
    }
    let mut figures = Figures::default();
    if names.is_empty() || names.iter().any(|name| name == "start") {
        start::measure(runs, &mut figures);
    }
    for size in SIZES.iter().filter(|size| names.is_empty() || names.iter().any(|name| name == size.name)) {
        let sample = Sample::new(*size);
        // One after the other, so that a slow minute of the machine slows all of them.
        for run in 0..runs {
            eprintln!("{}: run {} of {runs}", size.name, run + 1);
            still::measure(&sample, &mut figures);
            editor::measure(&sample, &mut figures);
            glossator::measure(&sample, run, &mut figures);
        }
    }
    if names.is_empty() || names.iter().any(|name| name == PROJECT) {
        project::measure(runs, &mut figures);
    }
    if names.is_empty() || names.iter().any(|name| name == MATRIX) {
        matrix::measure(runs, &mut figures);
    }
    if names.is_empty() || names.iter().any(|name| name == PEOPLE) {
        people::measure(runs, &mut figures);
    }
    println!("{figures}");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench.json");
    fs::write(&file, figures.json())
        .unwrap_or_else(|error| panic!("cannot write {}: {error}", file.display()));
    println!("All figures are in {}.", file.display());
}

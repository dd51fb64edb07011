//! The view of claims with thousands of groups in many outlets: how soon it is there, an edit in it, and scrolling, beside a table of
//! the same look in which nothing happens.

use crate::driver;
use crate::figures::{Figures, Subject};
use crate::folder::Folder;
use crate::glossator::give;
use crate::window::{Window, slow_and_slowest};
use glossator_benches::{LARGE, file, matrix};
use serde_json::json;
use std::path::Path;

/// Name of the case.
pub const MATRIX: &str = "2,000 claims, 40 outlets";

/// Times each edit is made in a run.
const EDITS: usize = 3;

/// Cells of the matrix.
const CELL: &str = "document.querySelector('#claims td[data-outlet]')";

/// Puts a table into the place of the matrix: the rows that are drawn now, again and again.
const STILL: &str = "const grid = document.querySelector('#claims');
    const still = grid.cloneNode(true);
    const body = still.querySelector('tbody');
    const rows = [...body.querySelectorAll('tr:not(.room)')];
    body.replaceChildren(...Array.from({ length: 700 }, (_, at) => rows[at % rows.length].cloneNode(true)));
    grid.replaceWith(still);";

/// Measures it.
pub fn measure(runs: usize, figures: &mut Figures) {
    let folder = Folder::default();
    let download = folder.file("matrix.json", file(&matrix(LARGE)));
    for run in 0..runs {
        eprintln!("{MATRIX}: run {} of {runs}", run + 1);
        one(&download, figures);
    }
}

fn one(download: &Path, figures: &mut Figures) {
    let window = Window::open(&driver::page(), "probe.any = true;");
    let mut add = |measure, subject, figure| figures.add(MATRIX, measure, subject, figure);
    give(&window, download);
    // Entities and relation types that are new are asked about.
    let takes = "document.querySelector('dialog[open] button.main')";
    window.session.until(takes, &[]);
    window.click(&window.middle(takes), 1);
    window.session.until("document.querySelector('[data-article=\"report 000\"]')", &[]);
    // The matrix is prepared while nothing else goes on.
    for _ in 0..10 {
        window.rest();
    }
    let button =
        "[...document.querySelectorAll('.views button')].find((one) => one.textContent === 'Claims')";
    let place = window.middle(button);
    let [opened] = window.measure("click", [CELL], || window.click(&place, 1));
    add("view of claims: first screen", Subject::Glossator, opened.wall);
    window.click(&window.middle(CELL), 1);
    for _ in 0..EDITS {
        window.press("u");
        window.rest();
        window.run("window.cell = document.activeElement.closest('td'); window.state = cell.dataset.state");
        let [marked] = window.measure("keydown", ["cell.dataset.state !== state"], || window.press("Space"));
        add("mark as absent: frames", Subject::Glossator, marked.frames);
        add("mark as absent", Subject::Glossator, marked.wall);
    }
    window.press("Escape");
    let spot = json!({ "x": 600, "y": 400 });
    for subject in [Subject::Glossator, Subject::Floor] {
        if subject == Subject::Floor {
            window.run(STILL);
        }
        let (times, _) = window.scroll(&spot);
        let (slow, slowest) = slow_and_slowest(&times);
        add("view of claims: 95th-percentile frame of scrolling", subject, slow);
        add("view of claims: longest frame of scrolling", subject, slowest);
    }
}

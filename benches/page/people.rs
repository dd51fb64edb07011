//! An article with thousands of entities and relations: edits in it, one that names somebody and one that says who said it, and the
//! view of actors.

use crate::driver;
use crate::figures::{Figures, Subject};
use crate::glossator::{edit, give};
use crate::sample::Sample;
use crate::window::Window;

/// Times each edit is made in a run.
const EDITS: usize = 3;

/// Rows of the view of actors.
const ROW: &str = "document.querySelector('table[aria-label=\"Actors\"] tr[data-entity]')";

/// Measures it.
pub fn measure(runs: usize, figures: &mut Figures) {
    let sample = Sample::of_people();
    for run in 0..runs {
        eprintln!("{}: run {} of {runs}", sample.size.name, run + 1);
        one(&sample, run, figures);
    }
}

fn one(sample: &Sample, run: usize, figures: &mut Figures) {
    let window = Window::open(&driver::page(), &sample.expected);
    give(&window, &sample.download);
    // Entities and relation types that are new are asked about.
    let takes = "document.querySelector('dialog[open] button.main')";
    window.session.until(takes, &[]);
    window.click(&window.middle(takes), 1);
    window.session.until("probe.settled()", &[]);
    // Names are looked up while nothing else goes on.
    for _ in 0..10 {
        window.rest();
    }
    edit(&window, sample, run, figures);
    let mut add = |measure, figure| figures.add(sample.size.name, measure, Subject::Glossator, figure);
    // Somebody for an actor, and somebody who said it for a claim.
    for (label, key, measures) in [
        ("1", "i", ["names to choose from", "name: frame in which it is drawn", "name"]),
        ("2", "w", ["speakers to choose from", "speaker: frame in which it is drawn", "speaker"]),
    ] {
        for number in 0..EDITS {
            window.press("Escape");
            let word = window.run(&format!("return probe.freeWord({})", 20 + run * EDITS + number));
            window.click(&word, 2);
            window.press(label);
            window.session.until("document.querySelector('mark[data-state~=open]')", &[]);
            let [offered] =
                window.measure("keydown", ["document.querySelector('[role=\"option\"]') !== null"], || {
                    window.press(key);
                });
            add(measures[0], offered.wall);
            let [taken] =
                window.measure("keydown", ["document.querySelector('[role=\"option\"]') === null"], || {
                    window.press("Enter");
                });
            add(measures[1], taken.frames);
            add(measures[2], taken.wall);
        }
    }
    window.press("Escape");
    let button =
        "[...document.querySelectorAll('.views button')].find((one) => one.textContent === 'Actors')";
    let place = window.middle(button);
    let [opened] = window.measure("click", [&*format!("{ROW} !== null")], || window.click(&place, 1));
    add("view of actors: first screen", opened.wall);
}

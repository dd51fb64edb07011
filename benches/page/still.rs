//! The floor: all marks set once as HTML, and frames in which nothing changes.

use crate::figures::{Figures, Subject::Floor};
use crate::sample::Sample;
use crate::window::{Window, slow_and_slowest};
use serde_json::json;

/// Measures what the page cannot be faster than.
pub fn measure(sample: &Sample, figures: &mut Figures) {
    let window = Window::open(&sample.floor, &sample.expected);
    let mut add = |measure, figure| figures.add(sample.size.name, measure, Floor, figure);
    let spot = json!({ "x": 600, "y": 400 });
    let [opened] = window.measure("click", ["probe.settled()"], || window.click(&spot, 1));
    for measure in [
        "open a file: first screen",
        "open a file: settled",
        "start with it stored: first screen",
        "start with it stored: settled",
        "switch to it: first screen",
        "switch to it: settled",
    ] {
        add(measure, opened.wall);
    }
    add("memory of the process, MB", window.memory());
    add("DOM nodes", crate::window::number(&window.metrics()["Nodes"]));
    for measure in ["tag", "delete", "undo", "redo"] {
        let [empty] = window.measure("keydown", ["true"], || window.press("q"));
        add(measure, empty.wall);
    }
    let [empty] = window.measure("click", ["true"], || window.click(&spot, 1));
    add("select", empty.wall);
    let (times, lacking) = window.scroll(&spot);
    let (slow, slowest) = slow_and_slowest(&times);
    add("scroll: 95th-percentile frame", slow);
    add("scroll: longest frame", slowest);
    add("scroll: frames that lack marks", lacking);
}

//! The reference: `CodeMirror` 6, which draws what is in view.

use crate::figures::{Figures, Subject::Reference};
use crate::sample::Sample;
use crate::window::{Window, number, slow_and_slowest};
use serde_json::json;

/// Measures the same edits there.
pub fn measure(sample: &Sample, figures: &mut Figures) {
    let window = Window::open(&sample.reference, "");
    let mut add = |measure, figure| figures.add(sample.size.name, measure, Reference, figure);
    let spot = json!({ "x": 600, "y": 400 });
    let shown = "document.querySelector('.cm-line [data-labels]') !== null";
    let [opened] = window.measure("click", [shown], || window.click(&spot, 1));
    add("open a file: first screen", opened.wall);
    add("memory of the process, MB", window.memory());
    add("DOM nodes", number(&window.metrics()["Nodes"]));
    for number in 0..3 {
        let word = window.run(&format!("return probe.freeWord({number})"));
        window.click(&word, 2);
        let (x, y) = (&word["x"], &word["y"]);
        let (marked, free) = (format!("probe.isMarked({x}, {y})"), format!("!probe.isMarked({x}, {y})"));
        let [tagged] = window.measure("keydown", [&marked], || window.press("1"));
        add("tag", tagged.wall);
        add("tag: script up to the frame", tagged.task);
        add("tag: script in all", tagged.script);
        let [deleted] = window.measure("keydown", [&free], || window.press("Delete"));
        add("delete", deleted.wall);
        let mark = window.run(&format!("return probe.markInView({number})"));
        let [selected] =
            window.measure("click", ["document.querySelector('[data-state=open]') !== null"], || {
                window.click(&mark, 1);
            });
        add("select", selected.wall);
        window.click(&json!({ "x": 5, "y": 790 }), 1);
    }
    let (times, _) = window.scroll(&spot);
    let (slow, slowest) = slow_and_slowest(&times);
    add("scroll: 95th-percentile frame", slow);
    add("scroll: longest frame", slowest);
}

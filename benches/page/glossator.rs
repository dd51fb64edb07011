//! The page itself.

use crate::driver;
use crate::figures::{Figures, Subject::Glossator};
use crate::sample::Sample;
use crate::window::{Took, Window, number, slow_and_slowest};
use serde_json::json;
use std::path::Path;

/// Number of times that each edit is made in a run.
const EDITS: usize = 3;

/// Measures everything that a person does with one article.
pub fn measure(sample: &Sample, run: usize, figures: &mut Figures) {
    let page = driver::page();
    let window = Window::open(&page, &sample.expected);
    open(&window, sample, figures);
    window.rest();
    let mut add = |measure, figure| figures.add(sample.size.name, measure, Glossator, figure);
    let stored = "let units = 0; for (const [key, value] of Object.entries(localStorage)) units += key.length + value.length; return units";
    add("stored, thousand units", number(&window.run(stored)) / 1_000.0);

    // The program is unpacked already, and the page remembers which article was open.
    window.session.post("refresh", &json!({}));
    let started = window.session.until("probe.first && probe.last && [probe.first, probe.last]", &[]);
    add("start with it stored: first screen", number(&started[0]));
    add("start with it stored: settled", number(&started[1]));
    memory(&window, sample, figures);
    let mut add = |measure, figure| figures.add(sample.size.name, measure, Glossator, figure);
    let metrics = window.metrics();
    add("DOM nodes", number(&metrics["Nodes"]));
    add("JavaScript heap, MB", number(&metrics["JSHeapUsedSize"]) / 1e6);

    let article = |id: &str| {
        window.run(&format!(
            "const {{ left, top, width, height }} = document.querySelector('[data-article=\"{id}\"]').getBoundingClientRect();
             return {{ x: Math.round(left + width / 2), y: Math.round(top + height / 2) }}"
        ))
    };
    window.click(&article("000_004251e0744beef0"), 1);
    window.session.until("document.querySelector('main [data-document]').dataset.document !== 'book'", &[]);
    let book = article("book");
    let [first, settled] =
        window.measure("click", ["probe.shows()", "probe.settled()"], || window.click(&book, 1));
    add("switch to it: first screen", first.wall);
    add("switch to it: settled", settled.wall);

    edit(&window, sample, run, figures);
    scroll(&window, sample, figures);
    tag_all(&window, sample, figures);
    download(&window, sample, figures);
}

/// Opens the file.
pub fn open(window: &Window, sample: &Sample, figures: &mut Figures) {
    let [first, settled] =
        window.measure("change", ["probe.shows()", "probe.settled()"], || give(window, &sample.download));
    figures.add(sample.size.name, "open a file: first screen", Glossator, first.wall);
    figures.add(sample.size.name, "open a file: settled", Glossator, settled.wall);
}

/// Gives the page a file, once it is ready.
pub fn give(window: &Window, file: &Path) {
    window.session.until("document.documentElement.dataset.ready === 'true'", &[]);
    let input = window.run("return document.querySelector('input[type=file]')");
    let input = input.as_object().and_then(|input| input.values().next()?.as_str()).expect("an input");
    window.session.post(&format!("element/{input}/value"), &json!({ "text": file }));
}

/// The memory of the process, and of the program in it.
pub fn memory(window: &Window, sample: &Sample, figures: &mut Figures) {
    figures.add(sample.size.name, "memory of the process, MB", Glossator, window.memory());
    let program = number(&window.run("return probe.memory.buffer.byteLength")) / 1e6;
    figures.add(sample.size.name, "memory of the program, MB", Glossator, program);
}

/// Tags words, deletes the annotation, brings it back and takes it away; selects another one.
pub fn edit(window: &Window, sample: &Sample, run: usize, figures: &mut Figures) {
    let mut add = |measure, figure| figures.add(sample.size.name, measure, Glossator, figure);
    for edit in 0..EDITS {
        let word = window.run(&format!("return probe.freeWord({})", run * EDITS + edit));
        window.click(&word, 2);
        let (x, y) = (&word["x"], &word["y"]);
        let (marked, free) = (format!("probe.isMarked({x}, {y})"), format!("!probe.isMarked({x}, {y})"));
        let pressing = |keys: &'static str, condition: &str| -> Took {
            let [took] = window.measure("keydown", [condition], || window.press(keys));
            took
        };
        let tagged = pressing("1", &marked);
        add("tag", tagged.wall);
        add("tag: frame in which it is drawn", tagged.frames);
        add("tag: script up to the frame", tagged.task);
        add("tag: script in all", tagged.script);
        add("tag: all work", tagged.work);
        add("delete", pressing("Delete", &free).wall);
        add("undo", pressing("Control+z", &marked).wall);
        add("redo", pressing("Control+Shift+z", &free).wall);
        let mark = window.run(&format!("return probe.markInView({})", run * EDITS + edit));
        let opened = "document.querySelector('mark[data-state~=open]') !== null";
        window.press("Escape");
        let [selected] = window.measure("click", [opened], || window.click(&mark, 1));
        add("select", selected.wall);
        window.press("Escape");
    }
}

/// Scrolls the article.
fn scroll(window: &Window, sample: &Sample, figures: &mut Figures) {
    let mut add = |measure, figure| figures.add(sample.size.name, measure, Glossator, figure);
    let (times, lacking) = window.scroll(&json!({ "x": 600, "y": 400 }));
    let (slow, slowest) = slow_and_slowest(&times);
    add("scroll: 95th-percentile frame", slow);
    add("scroll: longest frame", slowest);
    add("scroll: frames that lack marks", lacking);
}

/// Tags every other occurrence of a name, and takes it back.
fn tag_all(window: &Window, sample: &Sample, figures: &mut Figures) {
    // A name that stands there untagged in many places: the first words of the article hold one.
    window.press("Escape");
    window.run("document.querySelector('main [data-document]').focus()");
    let word = window.run("return probe.freeWord(0)");
    window.click(&word, 2);
    window.press("1");
    window.rest();
    window.press("t");
    window.session.until("document.querySelector('dialog[open] button.main:not(:disabled)')", &[]);
    let closed = "!document.querySelector('dialog[open]')";
    let [took] = window.measure("keydown", [closed], || window.press("Enter"));
    figures.add(sample.size.name, "tag every other occurrence", Glossator, took.wall);
    window.press("Control+z");
    window.rest();
}

fn download(window: &Window, sample: &Sample, figures: &mut Figures) {
    let middle = |button: &str| {
        window.run(&format!(
            "const {{ left, top, width, height }} = {button}.getBoundingClientRect();
             return {{ x: Math.round(left + width / 2), y: Math.round(top + height / 2) }}"
        ))
    };
    window.click(&middle("document.querySelector('#project-button')"), 1);
    window.rest();
    let items = "[...document.querySelectorAll('[role=\"menuitem\"]')]";
    let button = middle(&format!("{items}.find((one) => one.textContent.includes('Download JSON'))"));
    window.run("probe.made = null");
    let [took] = window.measure("click", ["probe.made !== null"], || window.click(&button, 1));
    figures.add(sample.size.name, "download", Glossator, took.wall);
    let size = number(&window.run("return probe.made.size"));
    figures.add(sample.size.name, "download, KB", Glossator, size / 1_000.0);
}

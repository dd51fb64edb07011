//! A project of thousands of articles, beside the three that the page brings along: what of it is felt where only one article is
//! in view.

use crate::driver;
use crate::figures::{Figures, Subject};
use crate::glossator::{edit, memory, open};
use crate::sample::Sample;
use crate::window::{Window, number, slow_and_slowest};
use serde_json::json;

/// A word that is in most of the articles.
const WORD: &str = "Pakistan";

/// Measures it; the floor of a start is that of the three articles.
pub fn measure(runs: usize, figures: &mut Figures) {
    let sample = Sample::of_project();
    for run in 0..runs {
        eprintln!("{}: run {} of {runs}", sample.size.name, run + 1);
        three(&sample, figures);
        all(&sample, run, figures);
    }
}

/// The time from the opening of the page to the first screen, once it is loaded again, and the part of it since the program began to run.
fn start(window: &Window, sample: &Sample, subject: Subject, figures: &mut Figures) {
    window.session.post("refresh", &json!({}));
    let [opened, first] =
        ["probe.first && probe.opened", "probe.first"].map(|time| number(&window.session.until(time, &[])));
    figures.add(
        sample.size.name,
        "start with it stored: first screen since the page was opened",
        subject,
        opened,
    );
    figures.add(sample.size.name, "start with it stored: first screen", subject, first);
}

/// The three articles, of which any shows that the page is there.
fn three(sample: &Sample, figures: &mut Figures) {
    let window = Window::open(&driver::page(), "probe.any = true;");
    window.session.until("document.documentElement.dataset.ready === 'true'", &[]);
    window.rest();
    start(&window, sample, Subject::Floor, figures);
    window.rest();
    figures.add(sample.size.name, "memory of the process, MB", Subject::Floor, window.memory());
}

fn all(sample: &Sample, run: usize, figures: &mut Figures) {
    let window = Window::open(&driver::page(), &sample.expected);
    open(&window, sample, figures);
    window.rest();
    let stored = "let units = 0; for (const [key, value] of Object.entries(localStorage)) units += key.length + value.length; return units";
    let units = number(&window.run(stored)) / 1_000.0;
    figures.add(sample.size.name, "stored, thousand units", Subject::Glossator, units);
    start(&window, sample, Subject::Glossator, figures);
    let other = "document.querySelector('[data-article]:not([data-article=\"book\"])')";
    // The other articles are read when nothing else goes on, and so are the texts.
    window.session.until(other, &[]);
    for _ in 0..5 {
        window.rest();
    }
    memory(&window, sample, figures);

    let mut add = |measure, figure| figures.add(sample.size.name, measure, Subject::Glossator, figure);
    let in_view = |id: &str| {
        format!(
            "document.querySelector('main [data-document]')?.dataset.document === '{id}' && document.querySelector('main [data-block]') !== null"
        )
    };
    let id = window.run(&format!("return {other}.dataset.article"));
    let id = id.as_str().expect("another article").to_owned();
    let place = window.middle(other);
    let [switched] = window.measure("click", [&*in_view(&id)], || window.click(&place, 1));
    add("switch to another: first screen", switched.wall);
    let book = window.middle("document.querySelector('[data-article=\"book\"]')");
    let [back] = window.measure("click", ["probe.shows()"], || window.click(&book, 1));
    add("switch to it: first screen", back.wall);
    edit(&window, sample, run, figures);
    search(&window, sample, figures);
    table(&window, sample, figures);
}

/// Searches all articles for a word: what was found first, and the end.
fn search(window: &Window, sample: &Sample, figures: &mut Figures) {
    window.press("Escape");
    window.run("document.querySelector('main [data-document]').focus()");
    window.press("/");
    window.session.until("document.activeElement.id === 'sought'", &[]);
    let found = "document.querySelector('[data-hit]') !== null";
    let over = "/^\\d+ in \\d+ articles\\.$/.test(document.querySelector('.search .summary').textContent)";
    window.run(&format!(
        "const field = document.activeElement;
         window.write = () => {{ field.value = '{WORD}'; field.dispatchEvent(new InputEvent('input', {{ bubbles: true }})); }}"
    ));
    let [first, all] = window.measure("input", [found, over], || drop(window.run("write()")));
    let mut add = |measure, figure| figures.add(sample.size.name, measure, Subject::Glossator, figure);
    add("search all articles: first rows", first.wall);
    add("search all articles: the end", all.wall);
    window.press("Escape");
}

/// Opens the table of articles, and scrolls it.
fn table(window: &Window, sample: &Sample, figures: &mut Figures) {
    let button = window.middle("document.querySelector('#project-button')");
    window.click(&button, 1);
    window.rest();
    let items = "[...document.querySelectorAll('[role=\"menuitem\"]')]";
    let item =
        window.middle(&format!("{items}.find((one) => one.textContent.trim().startsWith('Articles'))"));
    let row = "document.querySelector('[role=\"row\"] [role=\"gridcell\"], tbody td') !== null";
    let [opened] = window.measure("click", [row], || window.click(&item, 1));
    let (times, _) = window.scroll(&json!({ "x": 600, "y": 400 }));
    let (slow, slowest) = slow_and_slowest(&times);
    let mut add = |measure, figure| figures.add(sample.size.name, measure, Subject::Glossator, figure);
    add("table of articles: first rows", opened.wall);
    add("table of articles: 95th-percentile frame of scrolling", slow);
    add("table of articles: longest frame of scrolling", slowest);
}

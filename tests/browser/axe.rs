//! No barrier that axe-core finds, in every state of the page, light and dark, wide and narrow.

use crate::harness::{Page, Setup};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// See the README.md beside it.
const AXE: &str = include_str!("axe/axe.min.js");

/// Words of axe's.
const GRADIENT: &str = "due to a background gradient";
const PSEUDO: &str = "due to a pseudo element";
const OVERLAPPED: &str = "overlapped by another element";
const OBSCURED: &str = "partially obscured by another element";
const PARTLY: &str = "partially overlaps other elements";
const TOO_SHORT: &str = "too short";
const NO_TEXT: &str = "only non-text characters";

/// Why what axe cannot decide is all right.
const COMPUTED: &str = "The contrast of words on tints is computed here, see CONTRAST.";
const BESIDE: &str =
    "The bar of an article that has the focus is a pseudo element and stands beside the words.";
const UNDER_BAR: &str =
    "It is scrolled under the bar on top; elsewhere in the walk it is not, and is decided.";
const UNDER_BUTTONS: &str =
    "In a long dialog it is scrolled under the buttons; what looks the same above them is decided.";
const IN_LIST: &str = "It is scrolled half out of its list; what looks the same inside is decided.";
const UNDER_FOOT: &str =
    "In a long card it is scrolled under the buttons; what looks the same above them is decided.";
const A_KEY: &str =
    "One character is not taken for text; longer names of keys have the same colours and are decided.";

/// What axe cannot decide by itself: the rule, what it is about, its words, and why that is all right.
const UNDECIDED: [(&str, &str, &str, &str); 23] = [
    ("color-contrast", "mark", GRADIENT, COMPUTED),
    ("color-contrast", "mark", PSEUDO, COMPUTED),
    ("color-contrast", "p", PSEUDO, BESIDE),
    ("color-contrast", "h1", OVERLAPPED, UNDER_BAR),
    ("color-contrast", "p.save-status", OVERLAPPED, UNDER_BAR),
    ("color-contrast", "label.button", OVERLAPPED, UNDER_BAR),
    ("color-contrast", "button", OVERLAPPED, UNDER_BAR),
    ("color-contrast", "button.small", OVERLAPPED, UNDER_BAR),
    ("color-contrast", "bdi", PARTLY, UNDER_FOOT),
    ("color-contrast", "bdi.quote", OVERLAPPED, UNDER_FOOT),
    ("color-contrast", "span.label-name", OVERLAPPED, UNDER_FOOT),
    ("color-contrast", "label.line", OVERLAPPED, UNDER_BUTTONS),
    ("color-contrast", "input.key", OVERLAPPED, UNDER_BUTTONS),
    ("color-contrast", "p.left-out", OVERLAPPED, UNDER_BUTTONS),
    ("color-contrast", "p.quiet", OVERLAPPED, UNDER_BUTTONS),
    ("color-contrast", "p", OBSCURED, IN_LIST),
    ("color-contrast", "td", OVERLAPPED, UNDER_BUTTONS),
    ("color-contrast", "span.before", OVERLAPPED, UNDER_BUTTONS),
    ("color-contrast", "strong", OVERLAPPED, UNDER_BUTTONS),
    ("color-contrast", "span.behind", OVERLAPPED, UNDER_BUTTONS),
    ("color-contrast", "kbd", OVERLAPPED, UNDER_BUTTONS),
    ("color-contrast", "kbd", TOO_SHORT, A_KEY),
    ("color-contrast", "kbd", NO_TEXT, A_KEY),
];

/// Gives rule, kind of element and reason of what is wrong, and of what axe cannot decide.
const LOOK: &str = "const kind = (element) => [element.localName, ...element.classList].join('.');
    const about = ({ any, all, none }) => [any, all, none].flat().map(({ message }) => message).join('; ');
    const list = (results) => results.flatMap(({ id, nodes }) =>
      nodes.map((node) => [id, kind(document.querySelector(node.target[0])), about(node)]));
    axe.run(document, { resultTypes: ['violations', 'incomplete'] })
      .then(({ violations, incomplete }) => done([list(violations), list(incomplete)]), (error) => done(String(error)));";

/// What axe cannot decide about tagged words, because their tints are gradients: all tints over each other on the paper,
/// against the ink. Gives the labels of pieces of less than 4.5 to 1, and how much it is.
const CONTRAST: &str = "const parts = (text) => {
      const numbers = text.match(/[\\d.]+(e-?\\d+)?/g).map(Number);
      const [red, green, blue, alpha = 1] = text.startsWith('rgb') ? numbers.map((one, at) => (at < 3 ? one / 255 : one)) : numbers;
      return { colour: [red, green, blue], alpha };
    };
    const light = (colour) => {
      const [red, green, blue] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const paper = parts(getComputedStyle(document.documentElement).backgroundColor).colour;
    return [...document.querySelectorAll('mark')].flatMap((mark) => {
      const { color, backgroundColor, backgroundImage } = getComputedStyle(mark);
      const several = (backgroundImage.match(/gradient\\(color\\(srgb [^)]*\\)/g) ?? []).reverse();
      const one = backgroundColor.startsWith('color(srgb') ? [backgroundColor] : [];
      const tints = [...one, ...several].map(parts);
      if (tints.length === 0) return [['no tint', mark.dataset.labels, mark.textContent]];
      const under = tints.reduce((under, { colour, alpha }) => under.map((part, at) => part * (1 - alpha) + colour[at] * alpha), paper);
      const [less, more] = [light(under), light(parts(color).colour)].sort((one, other) => one - other);
      const ratio = (more + 0.05) / (less + 0.05);
      return ratio < 4.5 ? [['contrast', mark.dataset.labels, mark.dataset.state ?? '', Math.round(ratio * 10) / 10]] : [];
    });";

/// A page and what axe says about it.
struct Walk {
    page: Page,
    is_narrow: bool,
    /// What is wrong or cannot be decided, and in which states.
    found: BTreeMap<String, Vec<String>>,
}

impl Walk {
    #[track_caller]
    fn start(scheme: &str, setup: &Setup) -> Self {
        let page = Page::with(setup);
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        page.session.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
        page.until(&format!("matchMedia('(prefers-color-scheme: {scheme})').matches"));
        page.run(AXE);
        Self { page, is_narrow: setup.size.0 < 700, found: BTreeMap::new() }
    }

    /// Lets axe look at the page as it is now.
    #[track_caller]
    fn look(&mut self, state: &str) {
        self.page.session.frame();
        let results = self.page.session.call(LOOK);
        let [wrong, undecided] = [&results[0], &results[1]]
            .map(|list| list.as_array().unwrap_or_else(|| panic!("axe says {results}")));
        let is_listed = |node: &Value| {
            let says = |words: &str| node[2].as_str().is_some_and(|about| about.contains(words));
            let is = |(rule, kind, words, _): &(&str, &str, &str, &str)| {
                node[0] == *rule && node[1] == *kind && says(words)
            };
            UNDECIDED.iter().any(is)
        };
        let contrast = self.page.run(CONTRAST);
        let faint = contrast.as_array().into_iter().flatten();
        let wrong = wrong.iter().chain(faint).map(|node| format!("wrong: {node}"));
        let undecided =
            undecided.iter().filter(|node| !is_listed(node)).map(|node| format!("undecided: {node}"));
        for finding in wrong.chain(undecided) {
            let states = self.found.entry(finding).or_default();
            if !states.iter().any(|known| known == state) {
                states.push(state.to_owned());
            }
        }
    }

    /// Opens one of the panels that a narrow screen hides, or closes it.
    #[track_caller]
    fn toggle(&self, panel: &str) {
        if self.is_narrow {
            self.page.click(panel);
        }
    }

    #[track_caller]
    fn select(&self, words: &str) {
        if self.is_narrow {
            self.page.select_as_telephones_do(words);
        } else {
            self.page.select(words);
        }
    }

    #[track_caller]
    fn tag(&self, words: &str, key: &str) {
        self.select(words);
        self.page.press_to_tag(key);
    }

    /// Opens a dialog, looks, and closes it.
    #[track_caller]
    fn look_into(&mut self, dialog: &str, open: impl FnOnce(&Page)) {
        open(&self.page);
        self.page.until("page.dialog()");
        self.look(dialog);
        // The first one may only empty a field.
        self.page.press("Escape");
        self.page.press("Escape");
        self.page.until("!page.dialog()");
    }

    #[track_caller]
    fn end(self) {
        let Self { page, found, .. } = self;
        drop(page);
        assert!(found.is_empty(), "{} findings: {found:#?}", found.len());
    }
}

/// The page from the first visit to the last dialog.
#[track_caller]
fn check(scheme: &str, setup: &Setup) {
    let mut walk = Walk::start(scheme, setup);
    walk.look("the first visit");
    check_tagging(&mut walk);
    check_list(&mut walk);
    check_modes(&mut walk);
    check_dialogs(&mut walk);
    walk.end();
}

#[track_caller]
fn check_tagging(walk: &mut Walk) {
    walk.select("Recep Tayyip Erdogan");
    walk.look("words are selected");
    walk.page.press_to_tag("1");
    walk.tag("Turkish President Recep Tayyip Erdogan on Sunday met", "2");
    walk.tag("Tayyip Erdogan on Sunday", "3");
    walk.tag("the Pahalgam terror attack.\n\nThe meeting", "2");
    walk.tag("Hakan Fidan", "1");
    walk.page.press("n");
    walk.page.type_text("Why");
    walk.page.press("Escape");
    walk.page.press("Escape");
    walk.page.until("!page.card()");
    walk.look("annotations overlap");
    walk.page.click_words("Tayyi|p|");
    walk.page.until("document.querySelector('[aria-label=\"What lies here\"]')");
    walk.look("an annotation is open, others lie there");
    walk.page.press("Escape");
    walk.page.until("!page.card()");
}

#[track_caller]
fn check_list(walk: &mut Walk) {
    if walk.is_narrow {
        walk.toggle("Articles");
        walk.page.until("page.isShown(document.querySelector('nav'))");
        walk.look("the panel of articles is open");
        walk.toggle("Articles");
    }
    walk.toggle("Annotations");
    walk.page.until("page.isShown(document.querySelector('[data-annotation]'))");
    walk.look("the list of annotations is there");
    walk.page.unfold("Filter and sort");
    for _ in 0..2 {
        walk.page.click_element("document.querySelector('[data-annotation] input:not(:checked)')");
    }
    walk.page.until("document.querySelector('[aria-label=\"Picked annotations\"]')");
    walk.look("rows are picked and filters are open");
    walk.page.unfold("Filter and sort");
    walk.page.run("document.activeElement.blur()");
    walk.toggle("Annotations");
}

#[track_caller]
fn check_modes(walk: &mut Walk) {
    walk.page.press("s");
    walk.page.press("3");
    walk.page.until("document.querySelector('[aria-label=\"A label stays\"]')");
    walk.look("a label stays");
    walk.page.press("Escape");
    walk.page.until("!document.querySelector('[aria-label=\"A label stays\"]')");
    walk.page.open_file("broken.json", "{");
    walk.page.expect_alert("broken.json");
    walk.look("an alert is shown");
    walk.page.answer_alert("broken.json", "Close");
    walk.page.click("Rename article");
    walk.page.until("document.activeElement.matches('input')");
    walk.look("the article is being renamed");
    walk.page.press("Escape");
}

#[track_caller]
fn check_dialogs(walk: &mut Walk) {
    walk.look_into("the settings", |page| {
        page.click("Settings");
        page.until("page.dialog()");
        page.unfold("Change keys");
    });
    walk.look_into("the export", |page| page.click("Export"));
    walk.look_into("the help", |page| page.press("?"));
    walk.look_into("the codebook", |page| page.press("d"));
    walk.look_into("the search", |page| {
        page.press("/");
        page.until("page.dialog()");
        page.type_text("Erdogan");
        page.until("page.dialog().includes('occurrences in')");
    });
    walk.look_into("the counts", |page| {
        page.press("m");
        page.until("page.dialog()");
    });
    walk.look_into("every other occurrence", |page| {
        page.press("j");
        page.press("t");
        page.until("page.dialog()");
    });
    walk.look_into("the question before clearing", |page| {
        page.click("Settings");
        page.until("page.dialog()");
        // What nearest would leave under the dialog's own buttons.
        page.run("page.buttons('Clear everything…')[0].scrollIntoView({ block: 'center' })");
        page.click("Clear everything…");
        page.until("page.dialog().includes('never after')");
    });
    let file = walk.page.download();
    walk.look_into("the question about a file", |page| {
        page.open_file("work.json", file.changed(|json| json["annotations"][0]["label"] = json!("new")));
    });
    walk.page.reload();
    walk.page.run(AXE);
    walk.page.until("Object.keys(localStorage).some((key) => key.endsWith('/head'))");
    walk.look_into("a backup", |page| {
        page.click("Settings");
        page.until("page.dialog()");
        page.run("page.buttons('Look at the backup of')[0].scrollIntoView({ block: 'center' })");
        page.click("Look at the backup of");
        page.until("page.dialog().includes('in it.')");
    });
}

#[test]
fn axe_finds_no_barrier_in_a_wide_light_window() {
    check("light", &Setup::default());
}

#[test]
fn axe_finds_no_barrier_in_a_wide_dark_window() {
    check("dark", &Setup::default());
}

#[test]
fn axe_finds_no_barrier_on_a_light_telephone() {
    check("light", &Setup::telephone());
}

#[test]
fn axe_finds_no_barrier_on_a_dark_telephone() {
    check("dark", &Setup::telephone());
}

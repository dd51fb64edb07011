//! No barrier that axe-core finds, in every state of the page, light and dark, wide and narrow.
//!
//! Where axe cannot tell what lies under words, their contrast is computed from their own colours (`axe/look.js`). Nothing
//! else may be left undecided.

use crate::harness::{Page, Setup};
use crate::rings::relate;
use serde_json::json;
use std::collections::BTreeMap;

/// See the README.md beside it.
const AXE: &str = include_str!("axe/axe.min.js");

/// Gives what is wrong, a sentence each.
const LOOK: &str = concat!(include_str!("axe/look.js"), "look().then(done, (error) => done(String(error)));");

/// A page and what axe says about it.
pub struct Walk {
    pub page: Page,
    is_narrow: bool,
    /// The findings so far, and in which states.
    found: BTreeMap<String, Vec<String>>,
}

impl Walk {
    #[track_caller]
    fn start(scheme: &str, setup: &Setup) -> Self {
        let walk = Self { is_narrow: setup.size.0 < 700, ..Self::on(Page::with(setup)) };
        walk.draw(scheme);
        walk
    }

    /// A walk through a page that stands there in a wide window.
    #[track_caller]
    pub fn on(page: Page) -> Self {
        page.run(AXE);
        Self { page, is_narrow: false, found: BTreeMap::new() }
    }

    /// Loads the page again, and axe with it.
    #[track_caller]
    pub fn reload(&self) {
        self.page.reload();
        self.page.run(AXE);
    }

    /// Has the page drawn light or dark, and without motion: colours halfway between two states are none of the page's.
    #[track_caller]
    fn draw(&self, scheme: &str) {
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.page.session.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
        self.page.until(&format!("matchMedia('(prefers-color-scheme: {scheme})').matches"));
    }

    /// Lets axe look at the page as it is now, light and dark, in a wide window and in a narrow one.
    #[track_caller]
    pub fn look_in_each(&mut self, state: &str) {
        for size @ (width, _) in [Setup::telephone().size, Setup::default().size] {
            self.page.session.resize(size);
            for scheme in ["light", "dark"] {
                self.draw(scheme);
                self.look(&format!("{state}, {scheme}, {width} px"));
            }
        }
    }

    /// Lets axe look at the page as it is now.
    #[track_caller]
    fn look(&mut self, state: &str) {
        self.page.session.frame();
        let results = self.page.session.call(LOOK);
        let findings: Vec<String> = serde_json::from_value(results.clone())
            .unwrap_or_else(|_| panic!("axe says {results} of the state “{state}”"));
        for finding in findings {
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

    /// The same in a place, which a second Escape would leave.
    #[track_caller]
    fn look_into_in_place(&mut self, dialog: &str, button: &str) {
        self.page.click(button);
        self.page.until("page.dialog()");
        self.look(dialog);
        self.page.press("Escape");
        self.page.until("!page.dialog()");
    }

    #[track_caller]
    pub fn end(self) {
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
    check_voices(&mut walk);
    check_views(&mut walk);
    check_modes(&mut walk);
    check_codebook(&mut walk);
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
    walk.page.until("document.querySelector('[aria-label=\"Overlapping\"]')");
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
    walk.page.click("Filters");
    for _ in 0..2 {
        walk.page.click_element("document.querySelector('[data-annotation] input:not(:checked)')");
    }
    walk.page.until("document.querySelector('[aria-label=\"Picked annotations\"]')");
    walk.look("rows are picked and filters are open");
    walk.page.click("Filters");
    walk.page.run("document.activeElement.blur()");
    walk.page.press("Escape");
    walk.page.until("!document.querySelector('[aria-label=\"Picked annotations\"]')");
    walk.toggle("Annotations");
}

/// A claim that somebody says, and what is left to do of others.
#[track_caller]
fn check_voices(walk: &mut Walk) {
    let page = &walk.page;
    let id = |words: &str| {
        let file = page.download();
        let found = file.annotations().iter().find(|one| one["quote"] == *words).expect(words);
        found["id"].as_str().expect("an id").to_owned()
    };
    let [claim, speaker] = ["Turkish President Recep Tayyip Erdogan on Sunday met", "Hakan Fidan"].map(id);
    relate(page, &[("said by", &claim, &speaker)]);
    page.click_words("Sunday m|e|t");
    page.until("document.querySelector('#links .ring')");
    walk.look("a claim is open that somebody says");
    walk.page.press("u");
    walk.look("an annotation that lacks something is open");
    walk.page.press("Escape");
    walk.page.until("!page.card()");
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

/// Articles that are to come in, one by one and in a table; columns that are to be said, an encoding that was guessed.
#[track_caller]
fn check_adding(walk: &mut Walk) {
    walk.look_into("a text whose encoding was guessed", |page| {
        page.open_file("brief.txt", b"Es war \x84sch\xf6n\x93 in K\xf6ln.");
    });
    walk.look_into("an encoding that cannot be", |page| {
        page.open_file("brief.txt", b"Es war \x84sch\xf6n\x93 in K\xf6ln.");
        page.until("page.dialog()");
        page.choose_in(".encodings select", "UTF-8");
        page.until("page.dialog().includes('They cannot be read so')");
    });
    walk.look_into("a table without a column for the text", |page| {
        page.open_file("table.csv", "Zeitung;Inhalt A;Wann\nBild;Es gab Krach.;27.05.2025\n");
    });
    let rows = "headline,outlet,date,text\nOne,Bild,2025-05-27,Es gab Krach.\nTwo,,,Es gab keinen.\n";
    walk.look_into("articles one by one", |page| page.open_file("news.csv", rows));
    walk.look_into("articles in a table", |page| {
        page.open_file("news.csv", rows);
        page.until("page.dialog()");
        page.click("Table");
        page.until("document.querySelector('#cut-table td')");
    });
    walk.look_into("a page with what is left out of it", |page| {
        page.open_file(
            "page.html",
            "<article><h1>Talks</h1><p>Erdogan met Sharif on Sunday, and both spoke at length about trade and energy.</p><figure><figcaption>Two men</figcaption></figure></article>",
        );
    });
}

/// The place of the codebook, with everything that a codebook has.
/// The question for a group, articles side by side, the matrix of claims, the table of actors, and the pane of each.
#[track_caller]
fn check_views(walk: &mut Walk) {
    const PANE: &str = "document.querySelector('.about-row')";
    walk.page.click_words("Sunday m|e|t");
    walk.page.until("page.card()");
    walk.page.press("i");
    walk.page.until("document.activeElement.id === 'picker'");
    walk.look("a claim is asked for its group");
    walk.page.type_text("They met");
    walk.page.press("Enter");
    walk.page.until("!document.querySelector('#picker')");
    walk.page.press("Escape");
    walk.page.until("!page.card()");
    walk.page.press("f");
    walk.page.until("document.querySelector('.lane')");
    walk.look("articles side by side");
    walk.look_into_in_place("the list of passages", "4 passages");
    for (view, cell) in [
        ("claims", "document.querySelector('#claims td[data-outlet]')"),
        ("actors", "document.querySelector('#actors td[data-column=mentions]')"),
    ] {
        walk.page.press("v");
        walk.page.until(cell);
        walk.look(&format!("the view of {view}"));
        walk.page.click_element(cell);
        walk.page.until(PANE);
        walk.look(&format!("the pane of the view of {view}"));
        walk.page.press("Escape");
        walk.page.until(&format!("!{PANE}"));
    }
    walk.page.press("Escape");
    walk.page.until("page.reader()");
}

#[track_caller]
fn check_codebook(walk: &mut Walk) {
    walk.page.click("Codebook");
    walk.page.until("document.querySelector('.book')");
    walk.look("the codebook");
    walk.look_into_in_place("codebooks to start from", "Start from …");
    walk.page.click("Start from …");
    walk.page.until("page.dialog()");
    walk.page.click("Outlet comparison");
    walk.page.until("!page.dialog() && page.buttons('Said by').length > 0");
    for (state, way) in [
        ("a label", &["Claim"][..]),
        ("an attribute with values", &["Form"]),
        ("a flag", &["Claim", "In no group"]),
        ("a relation type", &["Said by"]),
        ("attributes of articles", &["Outlet, date"]),
        ("a label is named", &["New label"]),
    ] {
        for button in way {
            walk.page.click(button);
        }
        walk.look(state);
    }
    walk.page.press("Escape");
    walk.page.click("Actor");
    // The message about the starter may lie over the lowest buttons of a narrow screen.
    walk.page.until("document.querySelector('#message')?.dataset.state !== 'shown'");
    walk.look_into_in_place("the question into which label", "Merge into …");
    walk.look_into_in_place("the question before a label goes", "Delete …");
    walk.look_into_in_place("the codebook as a file", "Download …");
    walk.page.press("Escape");
    walk.page.until("!document.querySelector('.book')");
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
    walk.page.press("/");
    walk.page.until("page.search()");
    walk.page.type_text("Erdogan");
    walk.page.until("page.search().includes(' in 3 articles')");
    walk.look("the search");
    walk.page.press("Escape");
    walk.page.until("!page.search()");
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
        // `nearest` would leave it under the dialog’s own buttons.
        page.run("page.buttons('Clear everything…')[0].scrollIntoView({ block: 'center' })");
        page.click("Clear everything…");
        page.until("page.dialog().includes('never after')");
    });
    check_adding(walk);
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

//! Ends that nobody chose: a tab that crashes, a browser that is killed while somebody tags.

use crate::harness::{Page, Setup, kill};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::thread;

/// Numbers by chance, the same ones at every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// The labels that each word got, one after the other, each with the number of the edit.
type Done = BTreeMap<usize, Vec<(&'static str, usize)>>;

/// The key of the latest entry of the journal: `…/journal/97.00000000000000ab`.
const LATEST: &str = "const count = (key) => Number(key.split('/').at(-1).split('.')[0]);
    return Object.keys(localStorage).filter((key) => key.includes('/journal/')).sort((one, other) => count(one) - count(other)).at(-1)";

const LABELS: [&str; 3] = ["actor", "claim", "location"];

/// An article of which every word is another one.
fn article() -> String {
    let mut text = String::new();
    for word in 0..6_000 {
        let end = if word % 40 == 39 { "\n\n" } else { " " };
        let _ = write!(text, "word{word}{end}");
    }
    text.trim_end().to_owned()
}

/// The labels that words are drawn with.
fn drawn(page: &Page) -> BTreeMap<String, String> {
    page.pieces().into_iter().map(|piece| (piece.text, piece.labels.join(" "))).collect()
}

/// The words that do not have the label that they had after so many edits, or one that they got later.
fn missing(page: &Page, done: &Done, edits: usize) -> Vec<String> {
    let drawn = drawn(page);
    let mut missing = Vec::new();
    for (word, steps) in done {
        let Some(last) = steps.iter().rposition(|(_, edit)| *edit < edits) else { continue };
        let found = drawn.get(&format!("word{word}"));
        if !steps[last..].iter().any(|(label, _)| found.is_some_and(|found| found == label)) {
            let (label, edit) = steps[last];
            missing.push(format!("word{word}: {label} by edit {edit} of {edits}, found {found:?}"));
        }
    }
    missing
}

/// A browser whose every edit is known, and that is killed again and again on one profile.
struct Victim {
    page: Page,
    done: Done,
    /// The word that was tagged last.
    next: usize,
    chance: Chance,
    /// Story that is about to be shown when something is lost.
    story: String,
    kills: usize,
    /// The edits that were answered.
    edits: usize,
    /// The words that had no second copy yet and are lost.
    lost: usize,
}

impl Victim {
    fn new(page: Page, seed: u64) -> Self {
        page.open_file("words.txt", article());
        page.until("page.reader()?.dataset.document === 'words'");
        let story = format!("seed {seed}");
        let chance = Chance(seed);
        Self { page, done: Done::new(), next: 0, chance, story, kills: 0, edits: 0, lost: 0 }
    }

    fn kill(mut self) -> Self {
        self.kills += 1;
        let [copied, more] = [60, 20].map(|limit| self.chance.below(limit));
        for _ in 0..=copied {
            self.edit().expect("the browser still runs");
        }
        let latest = self.page.run(LATEST);
        let latest = latest.as_str().and_then(|key| key.split_once("journal/")).expect("an entry").1;
        self.page.session.until_some("a second copy of the latest edit", || {
            self.page.mirrored().iter().any(|key| key.ends_with(latest)).then_some(())
        });
        let edits = self.edits;
        for _ in 0..more {
            self.edit().expect("the browser still runs");
        }
        let group = self.page.session.context().browser.group();
        let killer = thread::spawn(move || kill(group));
        while self.edit().is_ok() {}
        killer.join().expect("the killer ends");
        self.story = format!("{}, {more} edits after {edits}", self.story);
        self.page = self.page.start_again();
        self.wait_until_back(edits);
        self.lost += missing(&self.page, &self.done, self.edits).len();
        self.expect_what_is_there();
        self.next += 1;
        self
    }

    /// Does one edit: tags the next word, or says that the last one is something else.
    fn edit(&mut self) -> Result<(), String> {
        let label = LABELS[usize::try_from(self.chance.below(3)).expect("it is small")];
        let key = LABELS.iter().position(|other| *other == label).map_or(1, |at| at + 1).to_string();
        let last = self.done.get(&self.next).and_then(|steps| steps.last());
        let relabels = last.is_some_and(|(other, _)| *other != label) && self.chance.below(3) == 0;
        let script = if relabels {
            "page.press(arguments[1])"
        } else {
            self.next += 1;
            "window.words ??= page.words(); page.tagWord(words[arguments[0]], arguments[1])"
        };
        // It may come to that even if there is no answer any more.
        self.done.entry(self.next).or_default().push((label, self.edits));
        self.page.session.try_run(script, &[json!(self.next), json!(key)])?;
        self.edits += 1;
        Ok(())
    }

    /// Waits until everything is there that the first edits did; takes it where it is offered.
    fn wait_until_back(&self, edits: usize) {
        let page = &self.page;
        let mut lost = Vec::new();
        for _ in 0..200 {
            if page.alerts().iter().any(|alert| alert.contains("Found work from")) {
                page.answer_alert("Found work from", "Restore it");
            }
            let is_here = page.run("return document.querySelector('[data-article=\"words\"]') !== null");
            if is_here == true && page.article() != "words" {
                page.show("words");
            }
            lost = missing(page, &self.done, edits);
            if lost.is_empty() {
                return;
            }
            page.session.frame();
        }
        let said = page.run("return page.said()");
        panic!("killed after {}: {} edits are lost: {lost:#?}\nthe page says {said}", self.story, lost.len());
    }

    /// Edits that came through must stay from now on.
    fn expect_what_is_there(&mut self) {
        let drawn = drawn(&self.page);
        self.done.retain(|word, steps| {
            let found = drawn.get(&format!("word{word}"));
            steps.retain(|(label, _)| found.is_some_and(|found| found == label));
            steps.truncate(1);
            for (_, edit) in steps.iter_mut() {
                *edit = 0;
            }
            !steps.is_empty()
        });
    }

    fn report(&self) {
        let Self { kills, edits, lost, .. } = self;
        println!("{kills} kills, {edits} edits, {lost} without a second copy lost");
    }
}

#[test]
fn nothing_that_has_a_second_copy_is_lost_when_the_browser_is_killed_while_somebody_tags() {
    // This one lives on until its storage is on the disk.
    let mut victim = Victim::new(Page::with(&Setup::alone()).start_again(), 1);
    for _ in 0..14 {
        victim = victim.kill();
    }
    victim.report();
}

#[test]
fn nothing_that_has_a_second_copy_is_lost_when_a_fresh_browser_is_killed_before_it_stored_anything() {
    for seed in [2, 3] {
        let mut victim = Victim::new(Page::with(&Setup::alone()), seed);
        for _ in 0..4 {
            victim = victim.kill();
        }
        victim.report();
    }
}

#[test]
fn what_was_restored_after_a_kill_stays_and_is_not_offered_again() {
    let (page, id) = killed_early();
    page.answer_alert("Found work from", "Restore it");
    page.expect_status("Restored");
    assert_eq!(page.drawn(&id), "Istanbul");
    // Until the second copy has it under the store's new name, and no more under the old one.
    let own = page.run(
        "return Object.keys(localStorage).find((key) => key.includes('/generation/')).split('/').at(-1)",
    );
    let own = own.as_str().unwrap_or_default();
    page.session.until_some("a second copy of its own", || {
        let keys = page.mirrored();
        (!keys.is_empty() && keys.iter().all(|key| key.starts_with(own))).then_some(())
    });
    page.reload();
    assert_eq!(page.drawn(&id), "Istanbul");
    let page = page.start_again();
    assert_eq!(page.drawn(&id), "Istanbul");
    assert!(page.alerts().is_empty(), "{:?}", page.alerts());
}

#[test]
fn what_was_found_after_a_kill_can_be_thrown_away() {
    let (page, _) = killed_early();
    page.answer_alert("Found work from", "Throw it away");
    page.until("page.alerts().length === 0");
    assert!(page.rows().is_empty());
    let page = page.start_again();
    page.tag("Istanbul", "3");
    assert!(page.alerts().is_empty(), "{:?}", page.alerts());
    assert_eq!(page.rows().len(), 1);
}

/// A page whose browser was killed before it wrote the annotation to local storage, which it does seconds later: on a busy
/// machine not each time.
#[track_caller]
fn killed_early() -> (Page, String) {
    let tries = (0..20).find_map(|_| {
        let page = Page::with(&Setup::alone());
        let id = page.tag("Istanbul", "3");
        let page = killed(page);
        page.rows().is_empty().then_some((page, id))
    });
    tries.expect("the browser always wrote before it was killed")
}

/// Kills the browser once the second copy has what was done, and starts again.
fn killed(page: Page) -> Page {
    page.session.until_some("a second copy", || {
        page.mirrored().iter().any(|key| key.contains("/journal/")).then_some(())
    });
    kill(page.session.context().browser.group());
    page.start_again()
}

#[test]
fn nothing_is_lost_when_a_tab_crashes_while_somebody_tags() {
    let other = Page::open();
    for round in 0..3 {
        let tab = other.another();
        let mut done = Vec::new();
        for number in 0..30 {
            let word = round * 30 + number;
            let script = "const word = page.words()[arguments[0]]; page.tagWord(word, '2'); return word.word";
            done.push(tab.session.run(script, &[json!(word)]).as_str().unwrap_or_default().to_owned());
        }
        // The answer never comes, for there is nobody any more who could give it.
        let crash = json!({ "cmd": "Page.crash", "params": {} });
        assert!(tab.session.try_post("goog/cdp/execute", &crash).is_err());
        let expected = (round + 1) * 30;
        for tab in [&other, &other.another()] {
            tab.session.until("page.rows().length === arguments[0]", &[json!(expected)]);
            let rows = tab.rows();
            for word in &done {
                assert!(rows.iter().any(|row| row.quote == *word), "“{word}” is lost in round {round}");
            }
            assert!(tab.alerts().is_empty(), "{:?}", tab.alerts());
        }
    }
}

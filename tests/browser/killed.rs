//! Ends that nobody chose: a tab that crashes, a browser that is killed while somebody tags.

use crate::harness::{Page, Setup, kill};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

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

/// What was done to each word: the label that it got, and when the key went down.
type Done = BTreeMap<usize, Vec<(&'static str, f64)>>;

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

/// Does one edit, and says when its key went down: tags the next word, or says that it is something else.
fn edit(page: &Page, done: &mut Done, next: &mut usize, chance: &mut Chance) -> Result<(), String> {
    let label = LABELS[usize::try_from(chance.below(3)).expect("it is small")];
    let key = LABELS.iter().position(|other| *other == label).map_or(1, |at| at + 1).to_string();
    let last = done.get(next).and_then(|steps| steps.last());
    let relabels = last.is_some_and(|(other, _)| *other != label) && chance.below(3) == 0;
    let script = if relabels {
        "const now = Date.now(); page.press(arguments[1]); return now"
    } else {
        *next += 1;
        "window.words ??= page.words(); const now = Date.now(); page.tagWord(words[arguments[0]], arguments[1]); return now"
    };
    // Whether it comes to that, nobody can know before the answer.
    let steps = done.entry(*next).or_default();
    steps.push((label, f64::INFINITY));
    let pressed = page.session.try_run(script, &[json!(*next), json!(key)])?;
    steps.last_mut().expect("it was pushed").1 = pressed.as_f64().expect("a time");
    Ok(())
}

/// The labels that words are drawn with.
fn drawn(page: &Page) -> BTreeMap<String, String> {
    page.pieces().into_iter().map(|piece| (piece.text, piece.labels.join(" "))).collect()
}

/// The words that do not have the label that they had at that time, or one that they got later.
fn missing(page: &Page, done: &Done, time: f64) -> Vec<String> {
    let drawn = drawn(page);
    let mut missing = Vec::new();
    for (word, steps) in done {
        let Some(last) = steps.iter().rposition(|(_, pressed)| *pressed <= time) else { continue };
        let found = drawn.get(&format!("word{word}"));
        if !steps[last..].iter().any(|(label, _)| found.is_some_and(|found| found == label)) {
            let (label, pressed) = steps[last];
            missing.push(format!("word{word}: {label}, {:.0} ms too old, found {found:?}", time - pressed));
        }
    }
    missing
}

/// When the browser was killed, and a moment before, which is a tenth of a second. Where there is more to do than the
/// machine has processors, everything on it takes as many times longer, and so does the moment.
struct Killed {
    time: f64,
    moment_before: f64,
}

/// Kills after so many milliseconds.
fn kill_after(millis: u64, group: u32) -> Killed {
    const TICK: Duration = Duration::from_millis(5);
    let end = SystemTime::now() + Duration::from_millis(millis);
    let mut ticks = Vec::new();
    while SystemTime::now() < end {
        ticks.push((since_1970(SystemTime::now()), crowd()));
        thread::sleep(TICK);
    }
    let time = since_1970(SystemTime::now());
    kill(group);
    let (mut later, mut left) = (time, 100.0);
    for (tick, crowd) in ticks.into_iter().rev() {
        left -= (later - tick) / crowd;
        later = tick;
        if left <= 0.0 {
            return Killed { time, moment_before: tick };
        }
    }
    Killed { time, moment_before: 0.0 }
}

/// How many there are for each processor who want it now, at least one.
fn crowd() -> f64 {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    // "0.20 0.18 0.12 3/80 11206": three run or could.
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let running = load.split([' ', '/']).nth(3).and_then(|running| running.parse().ok()).unwrap_or(1_u32);
    (f64::from(running) / f64::from(u32::try_from(processors).unwrap_or(1))).max(1.0)
}

fn since_1970(time: SystemTime) -> f64 {
    time.duration_since(UNIX_EPOCH).expect("a time after 1970").as_secs_f64() * 1_000.0
}

/// A browser whose every edit is known, and that is killed again and again on one profile.
struct Victim {
    page: Page,
    done: Done,
    /// The word that was tagged last.
    next: usize,
    chance: Chance,
    /// What is about to be shown when something is lost.
    story: String,
    kills: usize,
    edits: usize,
    lost_of_last_moment: usize,
}

impl Victim {
    fn new(page: Page, seed: u64) -> Self {
        page.open_file("words.txt", article());
        page.until("page.reader().dataset.document === 'words'");
        let story = format!("seed {seed}");
        let chance = Chance(seed);
        Self { page, done: Done::new(), next: 0, chance, story, kills: 0, edits: 0, lost_of_last_moment: 0 }
    }

    fn kill(mut self) -> Self {
        self.kills += 1;
        let after = self.chance.below(1_500);
        let before = self.edits();
        let group = self.page.session.context().browser.group();
        let killer = thread::spawn(move || kill_after(after, group));
        while edit(&self.page, &mut self.done, &mut self.next, &mut self.chance).is_ok() {}
        let killed = killer.join().expect("the killer ends");
        self.edits += self.edits() - before;
        self.story = format!("{}, {after} ms", self.story);
        self.page = self.page.start_again();
        self.wait_until_back(killed.moment_before);
        self.lost_of_last_moment += missing(&self.page, &self.done, killed.time).len();
        self.expect_what_is_there();
        self.next += 1;
        self
    }

    fn edits(&self) -> usize {
        self.done.values().map(Vec::len).sum()
    }

    /// Waits until everything is there that was done by that time; takes it where it is offered.
    fn wait_until_back(&self, time: f64) {
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
            lost = missing(page, &self.done, time);
            if lost.is_empty() {
                return;
            }
            page.session.frame();
        }
        let said = page.run("return page.said()");
        panic!("killed after {}: {} edits are lost: {lost:#?}\nthe page says {said}", self.story, lost.len());
    }

    /// What came through must stay from now on.
    fn expect_what_is_there(&mut self) {
        let drawn = drawn(&self.page);
        self.done.retain(|word, steps| {
            let found = drawn.get(&format!("word{word}"));
            steps.retain(|(label, _)| found.is_some_and(|found| found == label));
            steps.truncate(1);
            for (_, pressed) in steps.iter_mut() {
                *pressed = 0.0;
            }
            !steps.is_empty()
        });
    }

    fn report(&self) {
        let Self { kills, edits, lost_of_last_moment, .. } = self;
        println!("{kills} kills, {edits} edits, {lost_of_last_moment} of the last moment lost");
    }
}

#[test]
fn nothing_older_than_a_moment_is_lost_when_the_browser_is_killed_while_somebody_tags() {
    // This one lives on until its storage is on the disk.
    let mut victim = Victim::new(Page::with(&Setup::alone()).start_again(), 1);
    for _ in 0..14 {
        victim = victim.kill();
    }
    victim.report();
}

#[test]
fn nothing_older_than_a_moment_is_lost_when_a_fresh_browser_is_killed_before_it_stored_anything() {
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
    let page = Page::with(&Setup::alone());
    let id = page.tag("Istanbul", "3");
    let page = killed(page);
    assert!(page.rows().is_empty(), "the browser wrote faster than it says");
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
    let page = Page::with(&Setup::alone());
    page.tag("Istanbul", "3");
    let page = killed(page);
    page.answer_alert("Found work from", "Throw it away");
    page.until("page.alerts().length === 0");
    assert!(page.rows().is_empty());
    let page = page.start_again();
    page.tag("Istanbul", "3");
    assert!(page.alerts().is_empty(), "{:?}", page.alerts());
    assert_eq!(page.rows().len(), 1);
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

//! A browser with one window, in which things are measured.

use crate::device::{chord, down, move_to, up};
use crate::driver;
use crate::folder::Folder;
use crate::session::{Session, Setup};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The script that every page is asked with.
const PROBE: &str = include_str!("probe.js");

/// See the module.
pub struct Window {
    /// The window.
    pub session: Session,
    profile: Arc<Folder>,
}

/// The time that something took, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Took {
    /// From the event to the frame that shows what came of it.
    pub wall: f64,
    /// The frame that showed it, counted from the event.
    pub frames: f64,
    /// The time of the scripts that the event started, up to the frame.
    pub task: f64,
    /// The time of all scripts in it, and of those right afterwards.
    pub script: f64,
    /// The same for everything that the page's thread did.
    pub work: f64,
}

impl Window {
    /// An empty browser at that file.
    pub fn open(file: &Path, expected: &str) -> Self {
        let before_load = vec![PROBE.to_owned(), expected.to_owned()];
        let profile = Arc::<Folder>::default();
        let session =
            Session::start(&Setup { before_load, profile: Some(profile.clone()), ..Setup::default() });
        session.devtools("Performance.enable", &json!({}));
        session.visit(&driver::address(file));
        Self { session, profile }
    }

    /// Measures from the next event of that type until each of the conditions holds in a frame that was drawn.
    pub fn measure<const N: usize>(
        &self,
        event: &str,
        conditions: [&str; N],
        act: impl FnOnce(),
    ) -> [Took; N] {
        self.rest();
        self.session.run(
            "probe.arm(...arguments)",
            &[&[json!(event)], &conditions.map(|one| json!(one))[..]].concat(),
        );
        let before = self.metrics();
        act();
        let found = self.session.call("probe.result.then(done)");
        let after = self.metrics();
        let spent = |name: &str| 1_000.0 * (number(&after[name]) - number(&before[name]));
        let task = number(&self.run("return probe.task"));
        let (script, work) = (spent("ScriptDuration"), spent("TaskDuration"));
        std::array::from_fn(|index| Took {
            wall: number(&found[index]["took"]),
            frames: number(&found[index]["frames"]),
            task,
            script,
            work,
        })
    }

    /// Waits until nothing goes on any more, for a second at most: some pages never rest.
    pub fn rest(&self) {
        self.session.call(
            "let calm = 0;
             const began = performance.now();
             const look = (idle) => {
               calm = idle.timeRemaining() > 8 ? calm + 1 : 0;
               if (calm > 4 || performance.now() - began > 1000) done([calm, performance.now() - began]);
               else requestIdleCallback(look, { timeout: 1000 });
             };
             requestIdleCallback(look, { timeout: 1000 });",
        );
    }

    /// The counts of the browser since it opened the page.
    pub fn metrics(&self) -> Value {
        let answer = self.session.devtools("Performance.getMetrics", &json!({}));
        let mut named = json!({});
        for metric in answer["metrics"].as_array().into_iter().flatten() {
            named[metric["name"].as_str().unwrap_or_default()] = metric["value"].clone();
        }
        named
    }

    /// The result of a script.
    pub fn run(&self, script: &str) -> Value {
        self.session.run(script, &[])
    }

    /// The middle of an element, where the mouse is pressed.
    pub fn middle(&self, element: &str) -> Value {
        self.run(&format!(
            "const {{ left, top, width, height }} = {element}.getBoundingClientRect();
             return {{ x: Math.round(left + width / 2), y: Math.round(top + height / 2) }}"
        ))
    }

    /// Presses the mouse there, so many times.
    pub fn click(&self, spot: &Value, times: usize) {
        let mut actions = vec![move_to(spot)];
        (0..times).for_each(|_| actions.extend([down(), up()]));
        self.session.act("pointer", "mouse", &actions);
    }

    /// Presses keys together.
    pub fn press(&self, keys: &str) {
        self.session.act("key", "keys", &chord(keys));
    }

    /// Scrolls down by a wheel; every frame’s time, and how many frames lacked something.
    pub fn scroll(&self, spot: &Value) -> (Vec<f64>, f64) {
        self.rest();
        self.run("probe.frames()");
        let gesture = json!({
            "x": spot["x"], "y": spot["y"], "yDistance": -24_000, "speed": 12_000, "gestureSourceType": "mouse",
        });
        self.session.devtools("Input.synthesizeScrollGesture", &gesture);
        let found = self.run("return probe.stop()");
        let times = found["times"].as_array().into_iter().flatten().map(number).collect();
        (times, number(&found["lacking"]))
    }

    /// Megabytes that the page’s process has for itself, once nothing is left to be collected.
    pub fn memory(&self) -> f64 {
        self.rest();
        self.session.devtools("HeapProfiler.collectGarbage", &json!({}));
        self.rest();
        let profile = self.profile.path().display().to_string();
        let processes = fs::read_dir("/proc").expect("the system lists its processes");
        let renderers = processes.filter_map(Result::ok).filter(|process| {
            let arguments = fs::read(process.path().join("cmdline")).unwrap_or_default();
            let arguments = String::from_utf8_lossy(&arguments);
            arguments.contains(&profile) && arguments.contains("--type=renderer")
        });
        let private = |process: fs::DirEntry| {
            let rollup = fs::read_to_string(process.path().join("smaps_rollup")).unwrap_or_default();
            let lines = rollup.lines().filter(|line| line.starts_with("Private_"));
            lines.filter_map(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok()).sum::<f64>()
                / 1_000.0
        };
        renderers.map(private).fold(0.0, f64::max)
    }
}

/// A number of the page, which may be infinite there.
pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::INFINITY)
}

/// The frame’s time that 95 of 100 do not exceed, and the longest one.
pub fn slow_and_slowest(times: &[f64]) -> (f64, f64) {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at =
        |share: usize| sorted.get((sorted.len() * share / 100).min(sorted.len().saturating_sub(1))).copied();
    (at(95).unwrap_or_default(), at(100).unwrap_or_default())
}

//! The end of each step of a test run, for people and for what counts tests.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::tally::Tally;

/// The steps so far.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    time: Duration,
    tally: Tally,
    failed: bool,
}

impl Report {
    /// Runs a step, with its name before what it prints, and notes its time, its tests and its end.
    ///
    /// # Errors
    /// The result of the step, with its name.
    pub fn time<T>(
        &mut self,
        name: &'static str,
        purpose: &str,
        step: impl FnOnce(&mut Tally) -> Result<T>,
    ) -> Result<T> {
        println!("== {name}: {purpose}");
        let start = Instant::now();
        let mut tally = Tally::default();
        let outcome = step(&mut tally);
        let row = Row { name, time: start.elapsed(), tally, failed: outcome.is_err() };
        println!("== {row}\n");
        self.rows.push(row);
        outcome.context(name)
    }

    /// All tests. A step that failed without a failed test (a lint, a crash) counts as one.
    fn tally(&self) -> Tally {
        let mut sum = Tally::default();
        for row in &self.rows {
            sum += row.tally;
            sum.failed += usize::from(row.failed && row.tally.failed == 0);
        }
        sum
    }
}

impl fmt::Display for Report {
    /// A line a step; the last line is read by programs, too: nothing may stand beside it.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.rows {
            writeln!(out, "{row}")?;
        }
        let Tally { passed, failed } = self.tally();
        writeln!(out, "glossator: {passed} passed, {failed} failed")
    }
}

impl fmt::Display for Row {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:10}{:7.1} s", self.name, self.time.as_secs_f64())?;
        if self.tally != Tally::default() {
            write!(out, ", {} passed, {} failed", self.tally.passed, self.tally.failed)?;
        }
        if self.failed { write!(out, ", FAILED") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Report, Row, Tally};

    #[track_caller]
    fn check(rows: &[(usize, usize, bool)], expected: &str) {
        let row = |(passed, failed, step_failed): &_| Row {
            name: "step",
            time: Duration::from_millis(1250),
            tally: Tally { passed: *passed, failed: *failed },
            failed: *step_failed,
        };
        assert_eq!(Report { rows: rows.iter().map(row).collect() }.to_string(), expected);
    }

    #[test]
    fn the_last_line_counts_all_tests() {
        check(&[], "glossator: 0 passed, 0 failed\n");
        check(
            &[(0, 0, false), (3, 0, false), (4, 2, true)],
            "step          1.2 s\n\
             step          1.2 s, 3 passed, 0 failed\n\
             step          1.2 s, 4 passed, 2 failed, FAILED\n\
             glossator: 7 passed, 2 failed\n",
        );
        check(&[(0, 0, true)], "step          1.2 s, FAILED\nglossator: 0 passed, 1 failed\n");
        check(
            &[(5, 0, true)],
            "step          1.2 s, 5 passed, 0 failed, FAILED\nglossator: 5 passed, 1 failed\n",
        );
    }
}

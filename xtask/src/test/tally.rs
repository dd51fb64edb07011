//! Counting tests, by what the test programs print.

use std::ops::AddAssign;

/// The numbers of tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
}

impl Tally {
    /// Adds what a line tells, if it is the last line of a test program:
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; …`. Cargo's and wasm-bindgen's are alike.
    pub fn read(&mut self, line: &str) {
        let Some((_, result)) = line.split_once("test result:") else { return };
        let words: Vec<_> = result.split([' ', '.', ';']).filter(|word| !word.is_empty()).collect();
        let number_before = |noun| {
            let index = words.iter().position(|word| *word == noun)?;
            words.get(index.checked_sub(1)?)?.parse::<usize>().ok()
        };
        self.passed += number_before("passed").unwrap_or(0);
        self.failed += number_before("failed").unwrap_or(0);
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[track_caller]
    fn check(output: &str, passed: usize, failed: usize) {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read(line));
        assert_eq!(tally, Tally { passed, failed }, "{output}");
    }

    #[test]
    fn the_last_lines_of_test_programs_are_added_up() {
        let cargo =
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.03s";
        let bindgen = "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 filtered out; finished in 0.10s";
        check(cargo, 12, 0);
        check(&format!("running 12 tests\ntest a ... ok\n\n{cargo}\r\n\n{bindgen}\n"), 15, 2);
        check("no tests to run!", 0, 0);
        check("test result: ", 0, 0);
        check("test result: ok. passed; failed;", 0, 0);
        check("test passed ... 3 failed", 0, 0);
    }
}

//! The steps of a test run: their names, their order and what they need.

use anyhow::{Context, Result};

/// One step; the quick ones come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The form of the code.
    Format,
    /// Lints, as this machine compiles.
    Lint,
    /// Lints, as the browser gets it.
    LintWeb,
    /// Tests that need no browser.
    Native,
    /// Tests of parts of the page, inside a browser.
    Web,
    /// The page in one file, not the released one.
    Bundle,
    /// Tests of that page, by mouse and key.
    Browser,
    /// A team: its rules on a real server, and that page of several people.
    Team,
    /// Exports, by the readers of other tools.
    Interop,
    /// The comparison of the released page with its sources.
    Released,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Self; 10] = [
        Self::Format,
        Self::Lint,
        Self::LintWeb,
        Self::Native,
        Self::Web,
        Self::Bundle,
        Self::Browser,
        Self::Team,
        Self::Interop,
        Self::Released,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Lint => "lint",
            Self::LintWeb => "lint-web",
            Self::Native => "native",
            Self::Web => "web",
            Self::Bundle => "bundle",
            Self::Browser => "browser",
            Self::Team => "team",
            Self::Interop => "interop",
            Self::Released => "released",
        }
    }

    /// Its subject, for people.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Format => "the form of the code",
            Self::Lint => "lints, as this machine compiles",
            Self::LintWeb => "lints, as the browser gets it",
            Self::Native => "tests that need no browser",
            Self::Web => "parts of the page, inside a browser",
            Self::Bundle => "the page builds into one file",
            Self::Browser => "that page in a real browser",
            Self::Team => "a team on a real server, with that page",
            Self::Interop => "exports, by the readers of other tools",
            Self::Released => "whether the released page is current",
        }
    }

    /// True if it needs wasm-bindgen's programs.
    pub fn needs_bindgen(self) -> bool {
        matches!(self, Self::Web | Self::Bundle)
    }

    /// True if it needs a browser.
    pub fn needs_browser(self) -> bool {
        matches!(self, Self::Web | Self::Browser | Self::Team)
    }

    /// The step whose result it uses.
    fn follows(self) -> Option<Self> {
        matches!(self, Self::Browser | Self::Team | Self::Released).then_some(Self::Bundle)
    }

    /// True if it alone was asked for, which brings along what it follows.
    pub fn is_all_of(self, steps: &[Self]) -> bool {
        steps.contains(&self) && steps.iter().all(|step| *step == self || Some(*step) == self.follows())
    }
}

/// The steps named, with those that they follow, in order; all of them when none is named.
///
/// # Errors
/// When there is no step of a name.
pub fn select(names: &[String]) -> Result<Vec<Step>> {
    let mut steps = Vec::new();
    for name in names {
        let step = Step::ALL.into_iter().find(|step| step.name() == name).with_context(|| {
            format!("there is no step `{name}`: the steps are {}", Step::ALL.map(Step::name).join(", "))
        })?;
        steps.extend(step.follows());
        steps.push(step);
    }
    if steps.is_empty() {
        steps.extend(Step::ALL);
    }
    steps.sort();
    steps.dedup();
    Ok(steps)
}

#[cfg(test)]
mod tests {
    use super::{Step, select};

    #[track_caller]
    fn check(names: &str, expected: &str) {
        let names: Vec<_> = names.split_whitespace().map(str::to_owned).collect();
        let found = match select(&names) {
            Ok(steps) => steps.into_iter().map(Step::name).collect::<Vec<_>>().join(" "),
            Err(error) => error.to_string(),
        };
        assert_eq!(found, expected, "{names:?}");
    }

    #[test]
    fn steps_run_in_their_order_with_what_they_follow() {
        check("", "format lint lint-web native web bundle browser team interop released");
        check("native", "native");
        check("native format", "format native");
        check("browser", "bundle browser");
        check("team", "bundle team");
        check("browser bundle browser", "bundle browser");
        check(
            "nativ",
            "there is no step `nativ`: \
             the steps are format, lint, lint-web, native, web, bundle, browser, team, interop, released",
        );
    }

    #[test]
    fn a_step_that_is_asked_for_brings_along_what_it_follows() {
        let check = |names: &str, step: Step, expected: bool| {
            let names: Vec<_> = names.split_whitespace().map(str::to_owned).collect();
            let steps = select(&names).expect("steps");
            assert_eq!(step.is_all_of(&steps), expected, "{names:?}");
        };
        check("team", Step::Team, true);
        check("interop", Step::Interop, true);
        check("team interop", Step::Team, false);
        check("bundle", Step::Team, false);
        check("", Step::Team, false);
    }
}

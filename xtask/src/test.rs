//! Every check of the project, one step after the other.
//!
//! It does not know what a step runs, only what it needs and how it ended.

mod kit;
mod report;
mod run;
mod step;
mod tally;

use std::process::ExitCode;

use anyhow::Result;

use crate::workspace::Workspace;
use kit::Kit;
use report::Report;
use step::Step;

/// Runs the steps named, or all of them, up to the first that fails; `--list` only prints them.
///
/// A failure is part of what is printed, so that the line that counts the tests is the last one in any case.
///
/// # Errors
/// When a step does not exist.
pub fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode> {
    if arguments == ["--list"] {
        for step in Step::ALL {
            println!("{:10}{}", step.name(), step.purpose());
        }
        return Ok(ExitCode::SUCCESS);
    }
    let steps = step::select(arguments)?;
    let mut report = Report::default();
    let outcome = run_all(&steps, workspace, &mut report);
    if let Err(error) = &outcome {
        println!("{error:#}\n");
    }
    print!("{report}");
    Ok(if outcome.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run_all(steps: &[Step], workspace: &Workspace, report: &mut Report) -> Result<()> {
    let kit = report.time("tools", "what the steps need", |_| Kit::collect(steps, workspace))?;
    steps.iter().try_for_each(|step| {
        report.time(step.name(), step.purpose(), |tally| run::run(*step, workspace, &kit, tally))
    })
}

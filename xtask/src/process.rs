//! Running other programs: what they print stays visible, and a failure names the command and its end.
//!
//! It does not know what is run or why.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result, bail};

/// Runs a command to its end; what it prints goes where our own output goes.
///
/// # Errors
/// When it cannot be started, or ends with anything but success.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| not_started(command))?;
    check(command, status)
}

/// Runs a command to its end; each line of its standard output is shown at once and handed to `read`.
///
/// # Errors
/// When it cannot be started, or ends with anything but success.
pub fn run_reading(command: &mut Command, mut read: impl FnMut(&str)) -> Result<()> {
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| not_started(command))?;
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut line = Vec::new();
        while output.read_until(b'\n', &mut line)? > 0 {
            io::stdout().lock().write_all(&line)?;
            read(&String::from_utf8_lossy(&line));
            line.clear();
        }
    }
    let status = child.wait()?;
    check(command, status)
}

/// Runs a command in this process's place, so that whoever stops us stops it.
///
/// # Errors
/// When it cannot be started; where a process cannot be replaced, also when it ends without success.
pub fn hand_over(command: &mut Command) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;

        Err(command.exec()).with_context(|| not_started(command))
    }
    // On Windows, Ctrl+C reaches both, so there is nothing to pass on.
    #[cfg(not(unix))]
    run(command)
}

/// The output of a command, without the white space around it.
///
/// # Errors
/// When it cannot be started, or ends with anything but success; then with what it said.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| not_started(command))?;
    check(command, output.status)
        .with_context(|| String::from_utf8_lossy(&output.stderr).trim_end().to_owned())?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A command as a person would type it.
pub fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program.file_stem().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    for word in command.get_args() {
        let _ = write!(line, " {}", word.to_string_lossy());
    }
    line
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` ended with {status}", line(command));
    }
    Ok(())
}

fn not_started(command: &Command) -> String {
    format!("cannot start `{}`", line(command))
}

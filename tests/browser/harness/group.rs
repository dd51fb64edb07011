//! Processes that end together: a driver, its browsers and whatever these start.
//!
//! It does not know what the processes do.

#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A process and all that it starts, which are killed with this value, and when this process ends, however it ends.
pub struct Group {
    leader: Child,
    guard: Option<Child>,
}

impl Group {
    /// Starts it. That folder goes with it.
    pub fn start(mut command: Command, folder: Option<&Path>) -> Self {
        let leader = spawn(&mut command);
        // Nothing in this process can be relied on to run at its end, but its pipes are closed then. On Windows, cargo ends
        // with a test all that it started.
        let guard = cfg!(unix).then(|| {
            let script =
                "read -r _; kill -s KILL -- \"-$0\"; [ $# = 0 ] || rm -rf -- \"$1\" || rm -rf -- \"$1\"";
            let mut command = Command::new("sh");
            command.args(["-c", script]).arg(leader.id().to_string()).args(folder);
            spawn(command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()))
        });
        Self { leader, guard }
    }

    /// The process that was started first.
    pub fn leader(&mut self) -> &mut Child {
        &mut self.leader
    }

    /// The number by which all of them can be killed.
    pub fn id(&self) -> u32 {
        self.leader.id()
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        match &mut self.guard {
            Some(guard) => {
                drop(guard.stdin.take());
                let _ = guard.wait();
            }
            None => kill(self.leader.id()),
        }
        let _ = self.leader.wait();
    }
}

/// Kills all processes of a group at once and without a warning.
pub fn kill(group: u32) {
    let mut command = if cfg!(windows) {
        let mut command = Command::new("taskkill");
        command.args(["/T", "/F", "/PID", &group.to_string()]);
        command
    } else {
        let mut command = Command::new("kill");
        command.args(["-s", "KILL", "--", &format!("-{group}")]);
        command
    };
    // A process that ended by itself meanwhile is no failure.
    let _ = command.output().expect("the system can kill");
}

/// Starts a process in a group of its own, where no signal for ours reaches it.
fn spawn(command: &mut Command) -> Child {
    #[cfg(unix)]
    command.process_group(0);
    let child = command.spawn();
    child.unwrap_or_else(|error| panic!("cannot start {}: {error}", command.get_program().display()))
}

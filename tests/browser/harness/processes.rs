//! The processes of a running browser, to kill them without a warning.

use std::fs;
use std::path::Path;
use std::process::Command;

/// All processes of one browser.
#[derive(Clone, Debug)]
pub struct Processes(Vec<u32>);

impl Processes {
    /// Finds those of the browser that has this profile, and what they started.
    #[track_caller]
    pub fn of(profile: &Path) -> Self {
        let argument = format!("--user-data-dir={}", profile.join("profile").display());
        let running: Vec<_> = running().collect();
        let mut found: Vec<u32> = running
            .iter()
            .filter(|process| {
                process.arguments.split(|byte| *byte == 0).any(|word| word == argument.as_bytes())
            })
            .map(|process| process.id)
            .collect();
        assert!(!found.is_empty(), "no process has {argument}");
        loop {
            let is_child =
                |process: &&Process| found.contains(&process.parent) && !found.contains(&process.id);
            let children: Vec<_> = running.iter().filter(is_child).map(|process| process.id).collect();
            if children.is_empty() {
                return Self(found);
            }
            found.extend(children);
        }
    }

    /// Kills all of them at once.
    pub fn kill(&self) {
        let ids = self.0.iter().map(ToString::to_string);
        // One that ended by itself meanwhile is no failure.
        let _ = Command::new("kill").arg("-KILL").args(ids).output().expect("the system can kill");
    }
}

struct Process {
    id: u32,
    parent: u32,
    arguments: Vec<u8>,
}

fn running() -> impl Iterator<Item = Process> {
    let entries = fs::read_dir("/proc").expect("the system lists its processes");
    entries.filter_map(Result::ok).filter_map(|entry| {
        let id = entry.file_name().to_str()?.parse().ok()?;
        let arguments = fs::read(entry.path().join("cmdline")).ok()?;
        let status = fs::read_to_string(entry.path().join("stat")).ok()?;
        // "42 (name) S 7 …"; there may be anything in a name.
        let parent = status.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()?;
        Some(Process { id, parent, arguments })
    })
}

//! The program that drives the browser, one for each browser, and where both are found.

use super::engine::Engine;
use super::group::Group;
use std::env;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};

/// A running driver. It ends with this value and with this process, and so do its browsers.
pub struct Driver {
    /// Address at which it listens.
    pub address: String,
    group: Group,
    /// Kept open, because it may say more.
    _output: BufReader<ChildStdout>,
}

impl Driver {
    /// Starts one on a port that is free, which may write into that folder. If the folder is not to stay, it goes when the
    /// driver ends.
    pub fn start(engine: Engine, folder: &Path, stays: bool) -> Self {
        let program = engine.driver();
        // ChromeDriver wants one port for both versions of IP, and gives up when another driver was quicker on one of them.
        let started = (0..10).find_map(|_| Self::try_start(engine, &program, folder, stays));
        started.unwrap_or_else(|| panic!("{} always ended before it listened", program.display()))
    }

    fn try_start(engine: Engine, program: &Path, folder: &Path, stays: bool) -> Option<Self> {
        let mut command = Command::new(program);
        command.args(engine.arguments(folder)).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut group = Group::start(command, (!stays).then_some(folder));
        let mut output = BufReader::new(group.leader().stdout.take().expect("its output is piped"));
        let port = output.by_ref().lines().map_while(Result::ok).find_map(|line| engine.port(&line))?;
        Some(Self { address: format!("http://127.0.0.1:{port}"), group, _output: output })
    }

    /// The number by which it and its browsers can be killed.
    pub fn group(&self) -> u32 {
        self.group.id()
    }
}

/// The page that is tested.
pub fn page() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let built = [root.join("target/bundle/glossator.html"), root.join("pkg/glossator.html")];
    let named = env::var_os("GLOSSATOR_PAGE").map(PathBuf::from);
    let found = named.into_iter().chain(built).find(|file| file.is_file());
    let page = found.expect("no page to test: run `cargo xtask bundle`, or name one in GLOSSATOR_PAGE");
    page.canonicalize().expect("the page has a path")
}

/// A file's address.
pub fn address(file: &Path) -> String {
    let mut address = String::from("file://");
    let path = file.to_string_lossy().replace('\\', "/");
    let path = path.trim_start_matches("//?");
    if !path.starts_with('/') {
        address.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'/' | b':' | b'-' | b'_' | b'.' | b'~' => address.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            _ => address.extend(format!("%{byte:02X}").chars()),
        }
    }
    address
}

/// A program: the one that the variable names, or one of those names on `PATH`.
pub fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(named) = env::var_os(variable).filter(|path| !path.is_empty()) {
        return Some(PathBuf::from(named));
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = env::split_paths(&path).collect();
    let files = names.iter().map(|name| format!("{name}{}", env::consts::EXE_SUFFIX));
    files.flat_map(|file| folders.iter().map(move |folder| folder.join(&file))).find(|path| path.is_file())
}

//! The program that drives the browser, one for each browser, and where both are found.

use std::env;
use std::io::{BufRead, BufReader, Read};
#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

/// A running chromedriver. It and every browser that it started end with this value, and with this process, however that
/// ends.
pub struct Driver {
    process: Child,
    /// Where it listens.
    pub address: String,
    /// Kept open, because it may say more.
    _output: BufReader<ChildStdout>,
    guard: Option<Child>,
}

impl Driver {
    /// Starts one on a port that is free. That folder goes when it ends.
    pub fn start(folder: Option<&Path>) -> Self {
        let program = program("GLOSSATOR_CHROMEDRIVER", &["chromedriver", "chromium.chromedriver"])
            .expect("chromedriver must be on PATH, or named in GLOSSATOR_CHROMEDRIVER");
        // It wants one port for both versions of IP, and gives up when another driver was quicker on one of them.
        let started = (0..10).find_map(|_| Self::try_start(&program, folder));
        started.unwrap_or_else(|| panic!("{} always ended before it listened", program.display()))
    }

    fn try_start(program: &Path, folder: Option<&Path>) -> Option<Self> {
        let mut command = Command::new(program);
        command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        // Its browsers belong to its group, so that one signal reaches all of them.
        #[cfg(unix)]
        command.process_group(0);
        let mut process =
            command.spawn().unwrap_or_else(|error| panic!("cannot start {}: {error}", program.display()));
        let mut output = BufReader::new(process.stdout.take().expect("its output is piped"));
        let mut lines = output.by_ref().lines().map_while(Result::ok);
        // "ChromeDriver was started successfully on port 41225."
        let port = lines.find_map(|line| {
            let (_, port) = line.split_once("successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let guard = guard(process.id(), folder);
        let mut driver = Self { process, address: String::new(), _output: output, guard };
        driver.address = format!("http://127.0.0.1:{}", port?);
        Some(driver)
    }

    /// The number by which `kill` ends it with its browsers.
    pub fn id(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        match &mut self.guard {
            Some(guard) => {
                drop(guard.stdin.take());
                let _ = guard.wait();
            }
            None => kill(self.id()),
        }
        let _ = self.process.wait();
    }
}

/// Kills a driver and all that it started, at once and without a warning.
pub fn kill(driver: u32) {
    let mut command = if cfg!(windows) {
        let mut command = Command::new("taskkill");
        command.args(["/T", "/F", "/PID", &driver.to_string()]);
        command
    } else {
        let mut command = Command::new("kill");
        command.args(["-s", "KILL", "--", &format!("-{driver}")]);
        command
    };
    // One that ended by itself meanwhile is no failure.
    let _ = command.output().expect("the system can kill");
}

/// Waits for the end of this process, at which nothing in it can be relied on to run, and kills then. Windows needs none:
/// there cargo ends with a test all that it started.
fn guard(driver: u32, folder: Option<&Path>) -> Option<Child> {
    const SCRIPT: &str =
        "read -r _; kill -s KILL -- \"-$0\"; [ $# = 0 ] || rm -rf -- \"$1\" || rm -rf -- \"$1\"";
    #[cfg(unix)]
    {
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT]).arg(driver.to_string()).args(folder).stdin(Stdio::piped());
        command.stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        Some(command.spawn().unwrap_or_else(|error| panic!("cannot start sh: {error}")))
    }
    #[cfg(not(unix))]
    None
}

/// The browser, if it is not where the driver looks by itself.
pub fn chrome() -> Option<PathBuf> {
    program("GLOSSATOR_CHROME", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
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

fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(named) = env::var_os(variable).filter(|path| !path.is_empty()) {
        return Some(PathBuf::from(named));
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = env::split_paths(&path).collect();
    let files = names.iter().map(|name| format!("{name}{}", env::consts::EXE_SUFFIX));
    files.flat_map(|file| folders.iter().map(move |folder| folder.join(&file))).find(|path| path.is_file())
}

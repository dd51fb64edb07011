//! A real server: PouchDB Server, which is started and killed here, or the Apache CouchDB that `GLOSSATOR_COUCHDB` names.
//!
//! It does not know what is written there.

use crate::harness::{Folder, Group, kill};
use glossator_core::sync::couch::Http;
use std::env;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use ureq::http::Request;
use ureq::{Agent, SendBody};

/// Everybody's password.
pub const PASSWORD: &str = "secret";

/// A server that has not begun by then never will.
const LONGEST_START: Duration = Duration::from_mins(1);

pub struct Server {
    /// Address at which it listens.
    pub address: String,
    /// Name and password of the account by which everything is set up.
    admin: (String, String),
    /// The server that was started here.
    own: Option<Own>,
    pub agent: Agent,
}

struct Own {
    port: u16,
    folder: Folder,
    process: Option<Group>,
}

/// Somebody who asks.
#[derive(Clone)]
pub struct Login {
    agent: Agent,
    address: String,
    cookie: Option<String>,
}

impl Server {
    /// Starts one with nothing in it, or takes the one that is named.
    pub fn start() -> Self {
        let agent = Agent::config_builder().http_status_as_error(false).build().new_agent();
        if let Some(named) = env::var("GLOSSATOR_COUCHDB").ok().filter(|named| !named.is_empty()) {
            let (user, host) = named
                .strip_prefix("http://")
                .and_then(|rest| rest.trim_end_matches('/').split_once('@'))
                .expect("GLOSSATOR_COUCHDB is http://NAME:PASSWORD@HOST:PORT");
            let (name, password) = user.split_once(':').expect("a name and a password");
            let admin = (name.to_owned(), password.to_owned());
            return Self { address: format!("http://{host}"), admin, own: None, agent };
        }
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|it| it.local_addr());
        let port = free.expect("a free port").port();
        let own = Own { port, folder: Folder::default(), process: None };
        let address = format!("http://127.0.0.1:{port}");
        let admin = ("admin".to_owned(), PASSWORD.to_owned());
        let mut server = Self { address, admin, own: Some(own), agent };
        server.revive();
        server.nobody().expect("PUT", "/_config/admins/admin", &format!("\"{PASSWORD}\""), 200);
        server
    }

    /// True if it can be killed.
    pub fn is_own(&self) -> bool {
        self.own.is_some()
    }

    /// Kills it without a warning.
    pub fn kill(&mut self) {
        let process = self.own.as_mut().and_then(|own| own.process.take()).expect("it runs, and is ours");
        kill(process.id());
    }

    /// Starts it again on the same files and the same port.
    pub fn revive(&mut self) {
        let own = self.own.as_mut().expect("it is ours");
        let program = env::var_os("GLOSSATOR_POUCHDB").expect("run `cargo xtask team`, or name the server");
        let mut command = Command::new("node");
        command.arg(program).args(["--host", "127.0.0.1", "--dir", ".", "--no-color", "--port"]);
        command.arg(own.port.to_string()).current_dir(own.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = Group::start(command, None);
        let output = BufReader::new(process.leader().stdout.take().expect("its output is piped"));
        let (started, hears) = mpsc::channel();
        // Until its end, because it waits where nobody reads what it says.
        thread::spawn(move || {
            for line in output.lines().map_while(Result::ok).filter(|line| line.contains("has started")) {
                let _ = started.send(line);
            }
        });
        hears.recv_timeout(LONGEST_START).expect("the server starts");
        own.process = Some(process);
    }

    /// An administrator of the server.
    pub fn admin(&self) -> Login {
        let (name, password) = &self.admin;
        self.open_session(name, password)
    }

    /// Somebody who is not logged in.
    pub fn nobody(&self) -> Login {
        self.login(None)
    }

    fn login(&self, cookie: Option<String>) -> Login {
        Login { agent: self.agent.clone(), address: self.address.clone(), cookie }
    }

    /// Makes an account, unless it is there.
    pub fn sign_up(&self, name: &str) {
        let body = format!(r#"{{"name":"{name}","password":"{PASSWORD}","roles":[],"type":"user"}}"#);
        let path = format!("/_users/org.couchdb.user:{name}");
        let (status, body) = self.admin().ask("PUT", &path, Some(&body)).expect("the server answers");
        assert!([201, 409].contains(&status), "{name}: {status} {body}");
    }

    /// Logs somebody in, as the page does.
    pub fn log_in(&self, name: &str) -> Login {
        self.open_session(name, PASSWORD)
    }

    fn open_session(&self, name: &str, password: &str) -> Login {
        let body = format!(r#"{{"name":"{name}","password":"{password}"}}"#);
        let request = Request::post(format!("{}/_session", self.address));
        let request = request.header("content-type", "application/json").body(body).expect("a request");
        let answer = self.agent.run(request).expect("the server answers");
        let cookie = answer.headers().get("set-cookie").and_then(|cookie| cookie.to_str().ok());
        let cookie = cookie.and_then(|cookie| cookie.split(';').next()).expect("a session");
        self.login(Some(cookie.to_owned()))
    }

    /// Makes the database of a project anew, for those members, one of whom leads.
    pub fn make(&self, database: &str, members: &[&str], lead: &str) {
        let admin = self.admin();
        let _ = admin.ask("DELETE", &format!("/{database}"), None);
        admin.expect("PUT", &format!("/{database}"), "", 201);
        self.let_in(database, members, lead);
    }

    /// Lets those members into the database, and nobody else.
    pub fn let_in(&self, database: &str, members: &[&str], lead: &str) {
        let members = serde_json::json!({
            "admins": {"names": [lead], "roles": []},
            "members": {"names": members, "roles": []},
        });
        self.admin().expect("PUT", &format!("/{database}/_security"), &members.to_string(), 200);
    }
}

impl Login {
    /// The status and the text that come as an answer; `None` where none does.
    pub fn ask(&self, method: &str, path: &str, body: Option<&str>) -> Option<(u16, String)> {
        let request = Request::builder().method(method).uri(format!("{}{path}", self.address));
        let request = request.header("content-type", "application/json");
        let request = match &self.cookie {
            Some(cookie) => request.header("cookie", cookie),
            None => request,
        };
        let mut answer = match body {
            Some(body) => self.agent.run(request.body(body.to_owned()).ok()?).ok()?,
            None => self.agent.run(request.body(SendBody::none()).ok()?).ok()?,
        };
        let status = answer.status().as_u16();
        let text = answer.body_mut().with_config().limit(u64::MAX).read_to_string().ok()?;
        Some((status, text))
    }

    /// The same for a request of core.
    pub fn send(&self, http: &Http) -> Option<(u16, String)> {
        self.ask(http.method, &http.path, http.body.as_deref())
    }

    /// Asks for what is answered with that status.
    pub fn expect(&self, method: &str, path: &str, body: &str, status: u16) -> String {
        let answer = self.ask(method, path, (!body.is_empty()).then_some(body));
        let (found, text) = answer.expect("the server answers");
        assert_eq!(found, status, "{method} {path}: {text}");
        text
    }
}

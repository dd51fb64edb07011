//! A site: the page, and under `/db/` the server behind it, as the web server of an institution hands out both from one origin.
//!
//! It passes on what it gets, and knows nothing of it but the path.

use super::server::Server;
use crate::harness::page_file;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use ureq::http::Request;
use ureq::{Agent, SendBody};

/// Headers that are passed on, to the server and back.
const PASSED: [&str; 3] = ["content-type", "cookie", "set-cookie"];

/// A site, to the end of the process.
pub struct Site {
    pub address: String,
    gate: Arc<Gate>,
}

/// The way to the server.
#[derive(Default)]
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// All that was asked of the server: method and path.
    asked: Vec<String>,
    /// Requests with that in their path get no answer.
    held: Option<&'static str>,
    /// True while nobody gets through.
    is_cut: bool,
    /// The connections of all who asked.
    connections: Vec<Weak<TcpStream>>,
    /// Number of requests that wait until something comes, and the most that there were.
    polls: usize,
    most_polls: usize,
}

/// A request that waits until something comes.
struct Poll<'a>(&'a Gate);

impl Site {
    pub fn of(server: &Server) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let gate = Arc::<Gate>::default();
        let (agent, behind, passing) = (server.agent.clone(), server.address.clone(), gate.clone());
        thread::spawn(move || {
            let page: &[u8] = Box::leak(fs::read(page_file()).expect("the page").into_boxed_slice());
            for connection in listener.incoming().map_while(Result::ok) {
                let (agent, behind, gate) = (agent.clone(), behind.clone(), passing.clone());
                let Some(connection) = gate.let_in(connection) else { continue };
                // The page that asked may be gone before the answer is there.
                thread::spawn(move || drop(answer(&connection, page, &gate, &agent, &behind)));
            }
        });
        Self { address, gate }
    }

    /// The link to the project of that name.
    pub fn link(&self, project: &str) -> String {
        format!("{}/?project={project}", self.address)
    }

    /// All that was asked of the server: method and path.
    pub fn asked(&self) -> Vec<String> {
        self.gate.state().asked.clone()
    }

    /// The most requests that waited at the same time until something comes.
    pub fn most_polls(&self) -> usize {
        self.gate.state().most_polls
    }

    /// Ends all connections, and lets nobody through.
    pub fn cut(&self) {
        let mut state = self.gate.state();
        state.is_cut = true;
        for connection in state.connections.drain(..).filter_map(|it| it.upgrade()) {
            // It may be over.
            let _ = connection.shutdown(Shutdown::Both);
        }
    }

    /// Lets all through again.
    pub fn mend(&self) {
        self.gate.state().is_cut = false;
    }

    /// Gives no answer to requests with that in their path, until it is let go.
    pub fn hold(&self, part: &'static str) {
        self.gate.state().held = Some(part);
    }

    /// Answers all again.
    pub fn let_go(&self) {
        self.gate.state().held = None;
        self.gate.changed.notify_all();
    }
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a connection; `None` if it is to end.
    fn let_in(&self, connection: TcpStream) -> Option<Arc<TcpStream>> {
        let mut state = self.state();
        let connection = Arc::new(connection);
        state.connections.retain(|other| other.strong_count() > 0);
        state.connections.push(Arc::downgrade(&connection));
        (!state.is_cut).then_some(connection)
    }

    /// Notes a request, and waits as long as it is held.
    fn pass(&self, method: &str, path: &str) -> Option<Poll<'_>> {
        let mut state = self.state();
        state.asked.push(format!("{method} {path}"));
        let is_held = |state: &mut State| state.held.is_some_and(|part| path.contains(part));
        state = self.changed.wait_while(state, is_held).unwrap_or_else(PoisonError::into_inner);
        path.contains("feed=longpoll").then(|| {
            state.polls += 1;
            state.most_polls = state.most_polls.max(state.polls);
            Poll(self)
        })
    }
}

impl Drop for Poll<'_> {
    fn drop(&mut self) {
        self.0.state().polls -= 1;
    }
}

fn answer(mut connection: &TcpStream, page: &[u8], gate: &Gate, agent: &Agent, behind: &str) -> Result<()> {
    let mut reader = BufReader::new(connection);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut words = first.split_whitespace();
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut request = Request::builder().method(method);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        let name = name.to_ascii_lowercase();
        if name == "content-length" {
            length = value.parse().unwrap_or_default();
        }
        if PASSED.contains(&&*name) {
            request = request.header(name, value);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let Some(path) = path.strip_prefix("/db/") else {
        let head = "content-type: text/html; charset=utf-8\r\n";
        return send(&mut connection, 200, head, if method == "HEAD" { b"" } else { page });
    };
    let poll = gate.pass(method, path);
    let request = request.uri(format!("{behind}/{path}"));
    let answer = if length == 0 {
        request.body(SendBody::none()).map(|request| agent.run(request))
    } else {
        request.body(body).map(|request| agent.run(request))
    };
    let Ok(Ok(answer)) = answer else { return send(&mut connection, 502, "", b"") };
    let mut head = format!("HTTP/1.1 {} .\r\n", answer.status().as_u16());
    for (name, value) in answer.headers().iter().filter(|(name, _)| PASSED.contains(&name.as_str())) {
        let _ = write!(head, "{}: {}\r\n", name.as_str(), value.to_str().unwrap_or_default());
    }
    write!(connection, "{head}transfer-encoding: chunked\r\nconnection: close\r\n\r\n")?;
    let passed = pass_on(&mut connection, answer.into_body().into_reader());
    drop(poll);
    passed
}

/// Passes on each piece as it comes, as a sign of life may be one.
fn pass_on(connection: &mut impl Write, mut body: impl Read) -> Result<()> {
    let mut piece = vec![0; 64 * 1024];
    loop {
        let length = body.read(&mut piece)?;
        let mut chunk = format!("{length:x}\r\n").into_bytes();
        chunk.extend_from_slice(&piece[..length]);
        chunk.extend_from_slice(b"\r\n");
        connection.write_all(&chunk)?;
        if length == 0 {
            return Ok(());
        }
    }
}

fn send(connection: &mut impl Write, status: u16, head: &str, body: &[u8]) -> Result<()> {
    let length = body.len();
    write!(connection, "HTTP/1.1 {status} .\r\n{head}content-length: {length}\r\nconnection: close\r\n\r\n")?;
    connection.write_all(body)
}

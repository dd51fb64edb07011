//! A site: the page, and under `/db/` the server behind it, as the web server of an institution hands out both from one origin.
//!
//! It passes on what it gets, and knows nothing of it.

use super::server::Server;
use crate::harness::page_file;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use ureq::http::Request;
use ureq::{Agent, SendBody};

/// Headers that are passed on, to the server and back.
const PASSED: [&str; 3] = ["content-type", "cookie", "set-cookie"];

/// A site, to the end of the process.
pub struct Site {
    pub address: String,
}

impl Site {
    pub fn of(server: &Server) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let (agent, behind) = (server.agent.clone(), server.address.clone());
        thread::spawn(move || {
            let page: &[u8] = Box::leak(fs::read(page_file()).expect("the page").into_boxed_slice());
            for connection in listener.incoming().map_while(Result::ok) {
                let (agent, behind) = (agent.clone(), behind.clone());
                // Whoever asked may be gone before the answer is there.
                thread::spawn(move || drop(answer(connection, page, &agent, &behind)));
            }
        });
        Self { address }
    }
}

fn answer(mut connection: TcpStream, page: &[u8], agent: &Agent, behind: &str) -> Result<()> {
    let mut reader = BufReader::new(connection.try_clone()?);
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
        return send(&mut connection, 200, head, page);
    };
    let request = request.uri(format!("{behind}/{path}"));
    let answer = if length == 0 {
        request.body(SendBody::none()).map(|request| agent.run(request))
    } else {
        request.body(body).map(|request| agent.run(request))
    };
    let Ok(Ok(mut answer)) = answer else { return send(&mut connection, 502, "", b"") };
    let mut head = String::new();
    for (name, value) in answer.headers().iter().filter(|(name, _)| PASSED.contains(&name.as_str())) {
        let _ = write!(head, "{}: {}\r\n", name.as_str(), value.to_str().unwrap_or_default());
    }
    let status = answer.status().as_u16();
    match answer.body_mut().with_config().limit(u64::MAX).read_to_vec() {
        Ok(body) => send(&mut connection, status, &head, &body),
        Err(_) => send(&mut connection, 502, "", b""),
    }
}

fn send(connection: &mut TcpStream, status: u16, head: &str, body: &[u8]) -> Result<()> {
    let length = body.len();
    write!(connection, "HTTP/1.1 {status} .\r\n{head}content-length: {length}\r\nconnection: close\r\n\r\n")?;
    connection.write_all(body)
}

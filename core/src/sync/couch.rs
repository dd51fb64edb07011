//! Couch: requests and answers as Apache CouchDB has them, in HTTP and JSON.
//!
//! `_bulk_docs` answers with 201 whatever became of the docs: each has a row of its own. A place in the sequence is a text in one server
//! and a number in another, and in neither to be understood. This module makes no requests.

use super::doc::Doc;
use super::request::{Answer, Failure, Request, Row};
use crate::json::{self, Fields};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::fmt::Write;

/// A request, as a browser makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Path below the address of the server, with its query.
    pub path: String,
    /// JSON that is sent.
    pub body: Option<String>,
}

/// Milliseconds between two signs that the server is still there while it waits.
const HEARTBEAT: u64 = 10_000;

/// The request, for the database of that name.
#[must_use]
pub fn http(request: &Request, database: &str) -> Http {
    let get = |path| Http { method: "GET", path, body: None };
    match request {
        Request::Session => get("/_session".to_owned()),
        Request::All { from, upto, rows } => {
            let [from, upto] = [from, upto].map(|id| escaped(&json::compact(id)));
            get(format!("/{database}/_all_docs?include_docs=true&limit={rows}&startkey={from}&endkey={upto}"))
        }
        Request::Changes { since, waits, rows } => {
            let since = escaped(since.as_deref().unwrap_or("now"));
            let feed = if *waits { format!("&feed=longpoll&heartbeat={HEARTBEAT}") } else { String::new() };
            get(format!("/{database}/_changes?include_docs=true&limit={rows}&since={since}{feed}"))
        }
        Request::Bulk(docs) => {
            let docs: Vec<_> = docs.iter().map(sent).collect();
            let body = format!(r#"{{"docs":[{}]}}"#, docs.join(","));
            Http { method: "POST", path: format!("/{database}/_bulk_docs"), body: Some(body) }
        }
    }
}

/// The answer, by its status and its text.
///
/// # Errors
/// When it is none to the request.
pub fn answer(request: &Request, status: u16, body: &str) -> Result<Answer, Failure> {
    match status {
        200..=299 => read(request, body).ok_or(Failure::Unreachable),
        401 => Err(Failure::Unauthorised),
        403 => Err(Failure::Forbidden),
        413 => Err(Failure::TooLarge),
        _ => Err(Failure::Unreachable),
    }
}

/// The answer to a question for docs.
#[derive(Deserialize)]
struct Docs<'a> {
    #[serde(borrow, alias = "results")]
    rows: Vec<Found<'a>>,
    #[serde(borrow, default)]
    last_seq: Option<&'a RawValue>,
}

/// A row of it.
#[derive(Deserialize)]
struct Found<'a> {
    #[serde(borrow, default)]
    doc: Option<Fields<'a>>,
}

fn read(request: &Request, body: &str) -> Option<Answer> {
    Some(match request {
        Request::Session => {
            let fields: Fields<'_> = serde_json::from_str(body).ok()?;
            Answer::Session(text(&Fields::of(fields.get("userCtx")?)?, "name"))
        }
        Request::All { .. } => {
            let Docs { rows, .. } = serde_json::from_str(body).ok()?;
            Answer::All(rows.into_iter().filter_map(doc).collect())
        }
        Request::Changes { .. } => {
            let Docs { rows: found, last_seq } = serde_json::from_str(body).ok()?;
            let last = last_seq?;
            let last = json::text(last).map_or_else(|| last.get().to_owned(), Into::into);
            let rows = found.len();
            Answer::Changes { docs: found.into_iter().filter_map(doc).collect(), rows, last }
        }
        Request::Bulk(_) => {
            let rows: Vec<Fields<'_>> = serde_json::from_str(body).ok()?;
            Answer::Bulk(rows.iter().map(row).collect::<Option<_>>()?)
        }
    })
}

fn text(fields: &Fields<'_>, name: &str) -> Option<String> {
    fields.get(name).and_then(json::text).map(Into::into)
}

/// Fate of a doc.
fn row(fields: &Fields<'_>) -> Option<(String, Row)> {
    let reason = || text(fields, "reason").unwrap_or_default();
    let became = match text(fields, "error").as_deref() {
        None => Row::Taken(text(fields, "rev")?),
        Some("conflict") => Row::Conflict,
        Some("unauthorized") => Row::Unauthorised,
        Some("forbidden") => Row::Forbidden(reason()),
        Some(_) => Row::Failed,
    };
    Some((text(fields, "id")?, became))
}

/// Doc of a row; `None` for one that was deleted.
fn doc(Found { doc: fields }: Found<'_>) -> Option<Doc> {
    let fields = fields?;
    if fields.get("_deleted").is_some() {
        return None;
    }
    // Fields that begin with an underscore are the server's own.
    let own = fields.0.iter().filter(|(name, _)| !name.starts_with('_'));
    let own: Vec<_> = own.map(|(name, value)| format!("{}:{}", json::compact(name), value.get())).collect();
    let body = format!("{{{}}}", own.join(","));
    Some(Doc { id: text(&fields, "_id")?, rev: text(&fields, "_rev"), body })
}

fn sent(doc: &Doc) -> String {
    let rev = doc.rev.as_ref().map(|rev| format!(r#""_rev":{},"#, json::compact(rev)));
    let own = doc.body.strip_prefix('{').unwrap_or(&doc.body);
    format!(r#"{{"_id":{},{}{own}"#, json::compact(&doc.id), rev.unwrap_or_default())
}

/// Value of a query: all but letters, digits and `-._~` as bytes.
fn escaped(value: &str) -> String {
    let mut escaped = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // A string takes everything.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

//! A channel between the pages of this origin that have the project of a team open: what one tells, all others hear. Its meaning
//! is decided elsewhere.

use gloo_events::EventListener;
use glossator_core::sync::doc::Doc;
use glossator_core::sync::not_taken::NotTaken;
use glossator_core::sync::replicate::{Connection, Status};
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

/// A thing that a page tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Docs that came from the server; `true` if others may just have written them.
    Docs(Vec<Doc>, bool),
    /// The state of the exchange with the server.
    Status(Status, Vec<NotTaken>),
    /// Somebody has logged in.
    LoggedIn,
    /// A page was opened, and knows no status.
    Opened,
}

/// See the module. It is closed when it is dropped.
pub struct Channel {
    channel: BroadcastChannel,
    _heard: EventListener,
}

impl Channel {
    /// Opens the channel of that name; `None` where there are no channels.
    pub fn open(name: &str, heard: impl Fn(Told) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = EventListener::new(&channel, "message", move |event| {
            let told = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
            // Another version of the page may tell what is not known here.
            if let Some(told) = told.and_then(|it| unpack(serde_wasm_bindgen::from_value(it).ok()?)) {
                heard(told);
            }
        });
        Some(Self { channel, _heard: listener })
    }

    /// Tells all others.
    pub fn tell(&self, told: Told) {
        let Ok(told) = serde_wasm_bindgen::to_value(&pack(told)) else { return };
        // Nobody hears it then: others ask when they come into view.
        let _ = self.channel.post_message(&told);
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}

/// A told thing on its way: a word that says which, a number, words, and docs by their id, their revision or the reason against
/// them, and their body.
type Wire = (String, usize, String, Vec<(String, Option<String>, String)>);

const NEWS: &str = "news";
const DOCS: &str = "docs";
const LOGGED_IN: &str = "logged in";
const OPENED: &str = "opened";

/// The states of a connection that have nothing with them.
const PLAIN: [(&str, Connection); 5] = [
    ("connecting", Connection::Connecting),
    ("loading", Connection::Loading),
    ("connected", Connection::Connected),
    ("logged out", Connection::LoggedOut),
    ("forbidden", Connection::Forbidden),
];
const OFFLINE: &str = "offline";
const SOMEBODY_ELSE: &str = "somebody else";

fn pack(told: Told) -> Wire {
    let bare = |kind: &str| (kind.to_owned(), 0, String::new(), Vec::new());
    match told {
        Told::Docs(docs, is_news) => {
            let rows = docs.into_iter().map(|Doc { id, rev, body }| (id, rev, body)).collect();
            ((if is_news { NEWS } else { DOCS }).to_owned(), 0, String::new(), rows)
        }
        Told::Status(Status { connection, to_send, .. }, not_taken) => {
            let rows = not_taken.into_iter().map(|it| (it.doc.id, it.reason, it.doc.body)).collect();
            let (kind, words) = match connection {
                Connection::Offline(since) => (OFFLINE, since.to_string()),
                Connection::SomebodyElse(name) => (SOMEBODY_ELSE, name),
                plain => {
                    let kind = PLAIN.iter().find(|(_, it)| *it == plain).map_or("", |(kind, _)| kind);
                    (kind, String::new())
                }
            };
            (kind.to_owned(), to_send, words, rows)
        }
        Told::LoggedIn => bare(LOGGED_IN),
        Told::Opened => bare(OPENED),
    }
}

/// The thing that was told; `None` for one that is not known here.
fn unpack((kind, to_send, words, rows): Wire) -> Option<Told> {
    let connection = match &*kind {
        NEWS | DOCS => {
            let docs = rows.into_iter().map(|(id, rev, body)| Doc { id, rev, body }).collect();
            return Some(Told::Docs(docs, kind == NEWS));
        }
        LOGGED_IN => return Some(Told::LoggedIn),
        OPENED => return Some(Told::Opened),
        OFFLINE => Connection::Offline(words.parse().ok()?),
        SOMEBODY_ELSE => Connection::SomebodyElse(words),
        plain => PLAIN.into_iter().find(|(kind, _)| *kind == plain)?.1,
    };
    let not_taken =
        rows.into_iter().map(|(id, reason, body)| NotTaken { doc: Doc { id, rev: None, body }, reason });
    let not_taken: Vec<_> = not_taken.collect();
    Some(Told::Status(Status { connection, to_send, not_taken: not_taken.len() }, not_taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_heard() {
        let doc =
            |rev: Option<&str>| Doc { id: "j:ada:1".into(), rev: rev.map(Into::into), body: "{}".into() };
        let check = |told: Told| assert_eq!(unpack(pack(told.clone())), Some(told));
        check(Told::Docs(vec![doc(Some("1-a")), doc(None)], true));
        check(Told::Docs(Vec::new(), false));
        check(Told::LoggedIn);
        check(Told::Opened);
        let others = [Connection::Offline(1_795_329_600_000), Connection::SomebodyElse("bob".into())];
        for connection in PLAIN.into_iter().map(|(_, connection)| connection).chain(others) {
            let not_taken = vec![NotTaken { doc: doc(None), reason: Some("why".into()) }];
            check(Told::Status(Status { connection, to_send: 14, not_taken: 1 }, not_taken));
        }
        assert_eq!(unpack(("tomorrow".into(), 0, String::new(), Vec::new())), None);
    }
}

//! Opening files: refused with a message, asked about, or in at once, by what core's import finds.

use super::describe::counted;
use super::intent;
use super::message::WayOn;
use super::session::PendingImport;
use super::store::Store;
use crate::web::files::{self, Dropped, OpenedFile};
use glossator_core::command::{Command, Rejection};
use glossator_core::format::{self, LARGEST_FILE, ReadError};
use glossator_core::import::{self, Incoming, Report};
use std::rc::Rc;

/// Reads the files, one after the other.
pub fn open(store: &Store, files: Dropped) {
    let store = store.clone();
    files::read(files, LARGEST_FILE, move |file| take(&store, file));
}

fn take(store: &Store, OpenedFile { name, size, bytes }: OpenedFile) {
    if size > LARGEST_FILE {
        return refuse(store, &name, &ReadError::TooLarge(size).to_string());
    }
    let Some(bytes) = bytes else {
        return refuse(store, &name, "the browser could not read the file");
    };
    match format::read(&name, &bytes) {
        Err(why) => refuse(store, &name, &why.to_string()),
        Ok(incoming) => {
            let incoming = Rc::new(incoming);
            let report = import::plan(&store.corpus(), &incoming, &store.moment()).report;
            if report.is_clean() {
                apply(store, &name, &incoming);
            } else {
                let pending = PendingImport { name: name.into(), incoming };
                store.update(|session| session.imports.push(pending));
            }
        }
    }
}

fn refuse(store: &Store, name: &str, why: &str) {
    store.alert(format!("Could not open “{name}”: {why}. Nothing was changed."), None);
}

/// Takes the contents in, as one step.
pub fn apply(store: &Store, name: &str, incoming: &Rc<Incoming>) {
    // Once more, because the corpus may have changed while the summary was read.
    let report = import::plan(&store.corpus(), incoming, &store.moment()).report;
    match store.dispatch(&Command::Import(incoming.clone())) {
        Ok(_) => {
            if let Some(first) = report.documents.first() {
                intent::open_document(store, first);
            }
            store.say(format!("Opened “{name}”: {}.", summary(&report, "added")), Some(WayOn::Undo));
        }
        Err(Rejection::NothingToDo) => {
            store.say(format!("Opened “{name}”: everything in it is here already."), None);
        }
        Err(why) => store.say(why.to_string(), None),
    }
}

/// Answers the question about the first file that waits.
pub fn answer(store: &Store, take_in: bool) {
    let Some(pending) = store.read(|state| state.session.imports.first().cloned()) else { return };
    store.update(|session| {
        session.imports.remove(0);
    });
    if take_in {
        apply(store, &pending.name, &pending.incoming);
    } else {
        store.say(format!("“{}” was not opened. Nothing was changed.", pending.name), None);
    }
}

/// "2 articles and 14 annotations added, 3 annotations here already".
#[must_use]
pub fn summary(report: &Report, added_word: &str) -> String {
    let mut parts = Vec::new();
    let mut added = Vec::new();
    if !report.documents.is_empty() {
        added.push(counted(report.documents.len(), "article"));
    }
    if report.added > 0 {
        added.push(counted(report.added, "annotation"));
    }
    if report.relations > 0 {
        added.push(counted(report.relations, "relation"));
    }
    if !added.is_empty() {
        parts.push(format!("{} {added_word}", added.join(" and ")));
    }
    if report.updated > 0 {
        parts.push(format!("{} replaced by a later version", counted(report.updated, "annotation")));
    }
    if report.unchanged > 0 {
        parts.push(format!("{} here already", counted(report.unchanged, "annotation")));
    }
    if parts.is_empty() { "nothing new".to_owned() } else { parts.join(", ") }
}

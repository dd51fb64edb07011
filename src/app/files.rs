//! Opening files: refused with a message, asked about, or in at once, by what core's import finds.

use super::describe::{self, counted};
use super::intent;
use super::message::WayOn;
use super::session::PendingImport;
use super::store::{Refusal, Store};
use crate::web::files::{self, Dropped, OpenedFile};
use glossator_core::command::Rejection;
use glossator_core::document::Document;
use glossator_core::format::{self, LARGEST_FILE, ReadError};
use glossator_core::import::{self, Finding, Incoming, Report};
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
    store.alert(format!("Could not open “{name}”: {why}. Nothing was changed."), Vec::new());
}

/// Takes the contents in, as one step.
pub fn apply(store: &Store, name: &str, incoming: &Rc<Incoming>) {
    // Once more, because the corpus may have changed while the summary was read.
    let report = import::plan(&store.corpus(), incoming, &store.moment()).report;
    match store.import(incoming) {
        Ok(_) => {
            if let Some(first) = report.documents.first() {
                intent::open_document(store, first);
            }
            store.say(format!("Opened “{name}”: {}.", summary(&report)), Some(WayOn::Undo));
        }
        Err(Refusal::Rejected(Rejection::NothingToDo)) => already_here(store, name, incoming),
        Err(Refusal::Rejected(why)) => store.say(why.to_string(), None),
        Err(Refusal::NoRoom) => {
            refuse(
                store,
                name,
                "the browser’s storage has no room for it (about 5 million characters in all)",
            );
        }
    }
}

/// Shows the article of a file that brought nothing else.
fn already_here(store: &Store, name: &str, incoming: &Incoming) {
    let text = match &*incoming.documents {
        [only] => only.text.clone(),
        _ => None,
    };
    let here = store.read(|state| {
        let same =
            |document: &&Rc<Document>| text.as_ref().is_some_and(|text| **text == *document.text.content());
        state.corpus.documents().find(same).cloned()
    });
    let what = match &here {
        Some(document) => describe::quoted(&document.title),
        None => "everything in it".to_owned(),
    };
    if let Some(document) = here {
        intent::open_document(store, &document.id);
    }
    store.say(format!("Opened “{name}”: {what} is here already."), None);
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

/// "new: 2 articles, 14 annotations; here already: 3 annotations".
#[must_use]
pub fn summary(report: &Report) -> String {
    let some = |count: usize, noun: &str| (count > 0).then(|| counted(count, noun));
    let labels = report.findings.iter().filter(|finding| matches!(finding, Finding::NewLabel(_))).count();
    let new = [
        some(labels, "label"),
        some(report.documents.len(), "article"),
        some(report.added, "annotation"),
        some(report.relations, "relation"),
    ];
    let new = new.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let mut parts = vec![format!("new: {}", if new.is_empty() { "nothing" } else { &new })];
    parts.extend(
        some(report.updated, "annotation").map(|count| format!("replaced by a later version: {count}")),
    );
    parts.extend(some(report.unchanged, "annotation").map(|count| format!("here already: {count}")));
    parts.join("; ")
}

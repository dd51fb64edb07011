//! Opening files: refused with a message, asked about, or in at once, by what core's import finds.

use super::describe::{self, counted};
use super::intent;
use super::message::WayOn;
use super::session::PendingImport;
use super::store::Store;
use crate::words;
use glossator_core::edit::editor::Refusal;
use glossator_core::formats::{self, LARGEST_FILE, ReadError, zip};
use glossator_core::import::{self, Finding, Import, Incoming, LabelChoice, Report};
use glossator_core::model::document::Document;
use glossator_core::model::label::LabelId;
use glossator_web::files::{self, Dropped, OpenedFile};
use std::rc::Rc;

/// Reads the files, one after the other.
pub fn open(store: &Store, files: Dropped) {
    let store = store.clone();
    files::read(files, LARGEST_FILE, move |file| take(&store, file));
}

/// A file that takes longer than that many bytes is opened step by step, so that it can be seen and stopped.
const LARGE: u64 = 300_000;

/// Says what goes on, and goes on once that is drawn, unless it is stopped.
fn step(store: &Store, is_large: bool, words: String, act: impl FnOnce(&Store) + 'static) {
    if !is_large {
        return act(store);
    }
    store.update(|session| session.opens = true);
    store.say(words, Some(WayOn::Stop));
    store.after_frame(move |store| {
        if store.read(|state| state.session.opens) {
            act(store);
        }
    });
}

/// Opens no more of the file that is being opened.
pub fn stop(store: &Store) {
    store.update(|session| session.opens = false);
    store.say("The file was not opened. Nothing was changed.", None);
}

fn take(store: &Store, OpenedFile { name, size, bytes }: OpenedFile) {
    if size > LARGEST_FILE {
        return refuse(store, &name, &words::formats::read_error(&ReadError::TooLarge(size)));
    }
    let Some(bytes) = bytes else {
        return refuse(store, &name, "the browser could not read the file");
    };
    if !zip::is_archive(&bytes) {
        return read(store, size, name, move |name| formats::read(name, &bytes));
    }
    let words = format!("Unpacking “{name}” …");
    step(store, size > LARGE, words, move |store| {
        let unpacked = zip::read(&bytes);
        let sizes = unpacked.iter().flatten().map(|file| file.bytes.len() as u64);
        read(store, sizes.sum(), name, |_| formats::read_archive(&unpacked?));
    });
}

/// Reads what was handed over, and goes on with it.
fn read(
    store: &Store,
    size: u64,
    name: String,
    read: impl FnOnce(&str) -> Result<Incoming, ReadError> + 'static,
) {
    let is_large = size > LARGE;
    step(store, is_large, format!("Reading “{name}” …"), move |store| match read(&name) {
        Err(why) => refuse(store, &name, &words::formats::read_error(&why)),
        Ok(incoming) => {
            let found = counted(incoming.annotations.len(), "annotation");
            let words = format!("Comparing {found} of “{name}” with what is here …");
            step(store, is_large, words, move |store| compare(store, is_large, name, incoming));
        }
    });
}

/// In at once, or asked about.
fn compare(store: &Store, is_large: bool, name: String, incoming: Incoming) {
    let incoming = Rc::new(incoming);
    let planned = plan(store, &incoming);
    if planned.report.is_clean() {
        let words = format!("Storing {} …", counted(planned.report.added, "annotation"));
        let before = store.corpus();
        step(store, is_large, words, move |store| {
            // What was typed meanwhile counts.
            let is_same = Rc::ptr_eq(&before, &store.corpus());
            let planned = if is_same { planned } else { plan(store, &incoming) };
            apply(store, &name, &incoming, planned);
        });
    } else {
        let labels = new_labels(store, &planned.report);
        store.update(|session| {
            session.message = None;
            session.imports.push(PendingImport { name: name.into(), incoming, labels });
        });
    }
}

/// The labels that are new here. One that is called like one that is here is probably that.
fn new_labels(store: &Store, report: &Report) -> Vec<(LabelId, LabelChoice)> {
    let here = store.corpus().labels().clone();
    let new = report.findings.iter().filter_map(|finding| match finding {
        Finding::NewLabel(id) => Some(id),
        _ => None,
    });
    new.map(|id| {
        let like = here.like(&id.0).map(|label| LabelChoice::Take(label.id.clone()));
        (id.clone(), like.unwrap_or(LabelChoice::Add))
    })
    .collect()
}

/// Another choice of what becomes of a label of the first file that waits: its number, and the choice as in [`choices`].
pub fn choose_label(store: &Store, number: &str, choice: &str) {
    store.update(|session| {
        let labels = session.imports.first_mut().map(|pending| &mut pending.labels);
        let label = labels.and_then(|labels| labels.get_mut(number.parse::<usize>().ok()?));
        if let Some((_, chosen)) = label {
            *chosen = match choice {
                ADD => LabelChoice::Add,
                LEAVE_OUT => LabelChoice::LeaveOut,
                other => LabelChoice::Take(other.strip_prefix('=').unwrap_or(other).into()),
            };
        }
    });
}

/// The value of a choice in a list; another label has a `=` in front of its id.
pub const ADD: &str = "+";

/// See [`ADD`].
pub const LEAVE_OUT: &str = "-";

fn refuse(store: &Store, name: &str, why: &str) {
    store.update(|session| session.message = None);
    store.alert(format!("Could not open “{name}”: {why}. Nothing was changed."), Vec::new());
}

fn plan(store: &Store, incoming: &Incoming) -> Import {
    import::plan(&store.corpus(), incoming, &store.moment())
}

/// Takes the contents in, as one step.
fn apply(store: &Store, name: &str, incoming: &Incoming, planned: Import) {
    let report = planned.report.clone();
    match store.import(planned) {
        Ok(()) => {
            if let Some(first) = report.documents.first() {
                intent::open_document(store, first);
            }
            store.say(format!("Opened “{name}”: {}.", summary(&report)), Some(WayOn::Undo));
        }
        Err(Refusal::NothingToDo) if report.is_clean() => already_here(store, name, incoming),
        Err(Refusal::NothingToDo) => store.say(format!("Opened “{name}”: {}.", summary(&report)), None),
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
        state.corpus().documents().find(same).cloned()
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
        // Once more, because the corpus may have changed while the summary was read.
        let planned =
            import::plan_labelled(&store.corpus(), &pending.incoming, &pending.labels, &store.moment());
        apply(store, &pending.name, &pending.incoming, planned);
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

//! What is shown of the store, and done with it as a whole: room, backups, what could not be read, clearing.

use super::describe::counted;
use super::intent;
use super::message::WayOn;
use super::session::Dialog;
use super::store::Store;
use glossator_core::corpus::Corpus;
use glossator_core::edit::command::Command;
use glossator_core::edit::transaction::Transaction;
use glossator_core::formats::stored;
use glossator_core::model::record::Kind;
use glossator_core::saving::Backup;
use glossator_web::{clock, download, keep};
use std::rc::Rc;
use yew::platform::spawn_local;

/// A backup that somebody looks at.
#[derive(Clone, Debug)]
pub struct LookedAt {
    /// Which.
    pub backup: Backup,
    /// What was there then.
    pub then: Rc<Corpus>,
    /// What going back would do, in words; `None` if nothing.
    pub differences: Option<String>,
}

impl PartialEq for LookedAt {
    /// It is looked at once.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.then, &other.then)
    }
}

/// Shows the settings, with the store as it is now.
pub fn open_settings(store: &Store) {
    let report = Rc::new(store.stored());
    intent::show(store, Some(Dialog::Settings));
    store.update(|session| session.report = report);
    let answered = store.clone();
    spawn_local(async move {
        let kept = keep::is_kept().await;
        answered.update(|session| session.is_kept = kept.then_some(true));
    });
}

/// Asks the browser not to clear the store by itself. Nothing waits for the answer.
pub fn keep_safe(store: &Store) {
    let answered = store.clone();
    spawn_local(async move {
        let kept = keep::ask().await;
        answered.update(|session| session.is_kept = Some(kept));
        answered.say(
            if kept { "The browser keeps it." } else { "The browser did not promise to keep it." },
            None,
        );
    });
}

/// Shows what is in a backup.
pub fn look_at(store: &Store, backup: &Backup) {
    match store.backup(backup) {
        Ok(then) => {
            let then = Rc::new(then);
            let step = store.plan(&Command::GoBack(then.clone())).ok();
            let differences = step.map(|transaction| differences(&transaction));
            let looked_at = LookedAt { backup: backup.clone(), then, differences };
            store.update(|session| {
                session.dialog = Some(Dialog::Backup);
                session.looked_at = Some(Rc::new(looked_at));
            });
        }
        Err(why) => {
            // Nobody could answer it under the settings.
            store.update(|session| session.dialog = None);
            store.alert(format!("The backup could not be read: {why}."), Vec::new());
        }
    }
}

/// "brings back 3 annotations, removes 1 annotation".
fn differences(transaction: &Transaction) -> String {
    let mut counts = [0; 3];
    for operation in
        transaction.operations.iter().filter(|operation| operation.record.kind == Kind::Annotation)
    {
        let way = if operation.adds() { 0 } else { 1 + usize::from(!operation.deletes()) };
        counts[way] += 1;
    }
    let ways = ["brings back", "removes", "changes"].into_iter().zip(counts).filter(|(_, count)| *count > 0);
    let parts: Vec<_> =
        ways.map(|(verb, count)| format!("{verb} {}", counted(count, "annotation"))).collect();
    if parts.is_empty() { "changes no annotation".to_owned() } else { parts.join(", ") }
}

/// Makes everything what it was when the backup was made, as one step.
pub fn go_back(store: &Store) {
    let Some(looked_at) = store.read(|state| state.session.looked_at.clone()) else { return };
    store.update(|session| (session.dialog, session.looked_at) = (None, None));
    match store.dispatch(&Command::GoBack(looked_at.then.clone())) {
        Ok(_) => {
            let made = clock::local(looked_at.backup.time.millis());
            store.say(format!("Went back to {made}."), Some(WayOn::Undo));
        }
        Err(why) => store.say(why.to_string(), None),
    }
}

/// Gives the user what could not be read, as it is.
pub fn download_set_aside(store: &Store) {
    let name = format!("glossator-set-aside-{}.json", clock::today());
    let entries = store.read(|state| state.session.report.set_aside.clone());
    if !download::file(&name, "application/json", stored::write(&entries).as_bytes()) {
        store.alert("The browser refused the download.", Vec::new());
    }
}

/// Takes back that everything was cleared.
pub fn undo_clear(store: &Store) {
    store.update(|session| session.dialog = None);
    store.undo_clear();
}

/// Throws it away.
pub fn drop_set_aside(store: &Store) {
    store.drop_set_aside();
    open_settings(store);
}

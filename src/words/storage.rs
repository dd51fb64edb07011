//! Words for the store: saving that failed, damage, room, backups.

use super::{counted, reason};
use glossator_core::edit::transaction::Transaction;
use glossator_core::model::record::Kind;
use glossator_core::saving::journal::Damaged;
use glossator_core::saving::storage::StorageError;
use glossator_core::saving::{Evicted, SaveStatus};

/// Another tab cleared everything.
pub const CLEARED_ELSEWHERE: &str =
    "Another tab cleared everything. It can be undone there until that tab is closed.";

/// Everything was cleared here.
pub const CLEARED: &str = "Everything is cleared.";
/// Everything that could not be read was thrown away.
pub const THROWN_AWAY: &str = "Thrown away. Undo does not bring it back.";
/// The step that cleared everything, to stand behind "Undo".
pub const CLEAR: &str = "clear everything";
/// The clearing was undone.
pub const ALL_BACK: &str = "Everything is back.";

/// A download that the browser did not take.
pub const NO_DOWNLOAD: &str = "The browser refused the download.";

/// The place of the work, for the settings.
pub const WHERE: &str = "Your work is kept in this browser at once, and sent nowhere. Another browser, another profile or a private window \
     does not see it: take it there with “Download JSON” and “Open files”.";

/// The same in the project of a team.
pub const WHERE_SHARED: &str = "Your work is kept in this browser at once, and sent to the team’s server. What others write is kept beside it, so that you can work \
     without a connection.";
/// The backups of a project of a team.
pub const BACKUPS_SHARED: &str =
    "The project of a team is backed up where its server is. “Download JSON” takes along what is here now.";

/// The same in a shared folder.
pub const WHERE_IN_FOLDER: &str = "Your work is kept in this browser at once, and written into the folder. What others write is kept beside it, so that you can work \
     without the folder.";
/// The backups of a project in a shared folder.
pub const BACKUPS_IN_FOLDER: &str =
    "The project is backed up where its folder is. “Download JSON” takes along what is here now.";

/// The browser keeps the store.
pub const PROMISED: &str = "The browser keeps it, even when the disk gets full.";
/// The browser was asked in vain.
pub const NOT_PROMISED: &str = "The browser did not promise it. Download your work now and then.";
/// The purpose of the question.
pub const KEEP_SAFE: &str = "Asks the browser to keep it, even when the disk gets full.";
/// There are no backups.
pub const NO_BACKUPS: &str =
    "There is none yet. Each day on which you open this page is kept: the last seven such days.";
/// The texts of so many articles are read before something is done.
#[must_use]
pub fn reading_first(articles: usize) -> String {
    format!("Reading {} first.", counted(articles, "article"))
}

/// Articles whose texts are not in the shared folder yet.
#[must_use]
pub fn texts_to_come(articles: usize) -> String {
    let of = counted(articles, "article");
    format!("The text of {of} is not in the shared folder yet. It is shown as soon as it is there.")
}

/// Articles whose texts were looked for and not found.
#[must_use]
pub fn texts_lost(articles: usize, is_refused: bool) -> String {
    let why = if is_refused {
        "The browser does not give this page its texts"
    } else {
        "They are not in this browser any more"
    };
    let of = counted(articles, "article");
    format!("The text of {of} is missing. {why}. The annotations are kept.")
}

/// The end of the way back.
pub const CLEARING_FOR_EVER: &str = "You can undo this until the page is closed, and never after. Download it first if you may want it again.";

/// The meaning of clearing.
#[must_use]
pub fn clearing(annotations: usize) -> String {
    let tagged = match annotations {
        0 => String::new(),
        annotations => format!("{}, ", counted(annotations, "annotation")),
    };
    format!("From this browser go: {tagged}the articles that you opened, the backups and your name.")
}

/// The failure to save, with the way out.
#[must_use]
pub fn not_saved(status: &SaveStatus) -> String {
    match status {
        SaveStatus::Saved => String::new(),
        SaveStatus::NotSaved(StorageError::Emptied) => {
            "Not saved: this browser’s storage was emptied while the page was open. What you see is in this page alone."
                .to_owned()
        }
        SaveStatus::NotSaved(why) => {
            format!("Not saved: {}. Download your work before you close this page.", reason(why))
        }
        SaveStatus::NewerForm(form) => format!(
            "Not saved: a newer Glossator has written here (stored form {form}). Open the newer page, and download what you tag \
             here."
        ),
    }
}

/// The state of saving in a few words, and whether it failed.
#[must_use]
pub fn save_status(status: &SaveStatus) -> (&'static str, bool) {
    match status {
        SaveStatus::Saved => ("Saved in this browser", false),
        SaveStatus::NotSaved(StorageError::Full) => ("Not saved: storage is full", true),
        SaveStatus::NotSaved(StorageError::Refused) => ("Not saved: storage is refused", true),
        SaveStatus::NotSaved(StorageError::Emptied) => ("Not saved: storage was emptied", true),
        SaveStatus::NotSaved(StorageError::Unreadable) => ("Not saved: storage cannot be read", true),
        SaveStatus::NotSaved(StorageError::Other(_)) => ("Not saved: storage failed", true),
        SaveStatus::NewerForm(_) => ("Not saved: needs the newer page", true),
    }
}

/// The first of these words, which are always seen.
#[must_use]
pub fn shortly(is_failed: bool) -> &'static str {
    if is_failed { "Not saved" } else { "Saved" }
}

/// The place of the work, in short.
pub const ONLY_HERE: &str = "Another browser does not see it.";

/// "Last backup 29 Nov 2026, 08:00."
#[must_use]
pub fn last_backup(time: Option<&str>) -> String {
    time.map_or_else(|| "No backup yet.".to_owned(), |time| format!("Last backup {time}."))
}

/// The thing that was removed to make room.
#[must_use]
pub fn evicted(evicted: Evicted) -> &'static str {
    match evicted {
        Evicted::Steps => {
            "This browser is nearly full. To save your work, the oldest steps can no longer be undone."
        }
        Evicted::Backup => "This browser is nearly full. To save your work, the oldest backup was removed.",
    }
}

/// Items that could not be read; at least one.
#[must_use]
pub fn damaged(damaged: &[Damaged]) -> String {
    match damaged {
        [Damaged { key, why }] => {
            format!("A stored entry could not be read and was set aside: {why} ({key}).")
        }
        several => format!("{} stored entries could not be read and were set aside.", several.len()),
    }
}

/// "brings back 3 annotations, removes 1 annotation": the effect of going back to a backup.
#[must_use]
pub fn differences(transaction: &Transaction) -> String {
    let mut counts = [0; 3];
    for operation in
        transaction.operations.iter().filter(|operation| operation.record.kind == Kind::Annotation)
    {
        let change = if operation.adds() { 0 } else { 1 + usize::from(!operation.deletes()) };
        counts[change] += 1;
    }
    let changes =
        ["brings back", "removes", "changes"].into_iter().zip(counts).filter(|(_, count)| *count > 0);
    let parts: Vec<_> =
        changes.map(|(verb, count)| format!("{verb} {}", counted(count, "annotation"))).collect();
    if parts.is_empty() { "changes no annotation".to_owned() } else { parts.join(", ") }
}

/// Room that is used and left, in units of UTF-16. Characters are what people know; most take one unit.
#[must_use]
pub fn room(used: usize, left: usize) -> String {
    let thousands = |units: usize| units.div_ceil(1_000);
    let percent = used * 100 / (used + left).max(1);
    format!("{percent} % of the room is used. {} thousand characters are left.", thousands(left))
}

/// Work of a store that is gone: the time at which it was last copied, and what is in it.
#[must_use]
pub fn found(time: Option<&str>, annotations: usize, backups: usize) -> String {
    let from = time.map(|time| format!(" from {time}")).unwrap_or_default();
    let backups = if backups == 0 { String::new() } else { format!(" and {}", counted(backups, "backup")) };
    let contents = counted(annotations, "annotation");
    format!("Found work{from} that this browser had lost: {contents}{backups}.")
}

/// Edits, or else annotations, that came back by themselves; `None` if nothing did.
#[must_use]
pub fn brought_back(edits: usize, annotations: usize) -> Option<String> {
    let brought = match (edits, annotations) {
        (0, 0) => return None,
        (0, annotations) => counted(annotations, "annotation"),
        (edits, _) => counted(edits, "edit"),
    };
    Some(format!("Brought back {brought} that this browser had lost."))
}

/// Annotations of a store that is gone.
#[must_use]
pub fn restored(annotations: usize) -> String {
    format!("Restored {}.", counted(annotations, "annotation"))
}

/// The browser's answer to the question to keep the store.
#[must_use]
pub fn kept(is_kept: bool) -> &'static str {
    if is_kept { "The browser keeps it." } else { "The browser did not promise to keep it." }
}

/// A backup that is damaged.
#[must_use]
pub fn no_backup(why: &str) -> String {
    format!("The backup could not be read: {}.", reason(&why))
}

/// A backup that was gone back to, by the time when it was made.
#[must_use]
pub fn went_back(time: &str) -> String {
    format!("Went back to {time}.")
}

/// Clearing that could not be undone wholly.
#[must_use]
pub fn not_put_back(why: &StorageError) -> String {
    format!("Not all of it could be put back: {}.", reason(why))
}

/// The open annotation is gone.
#[must_use]
pub fn deleted_elsewhere(quote: &str) -> String {
    format!("{quote} was deleted in another tab.")
}

/// The title of a backup, by the time when it was made.
#[must_use]
pub fn backup_of(time: &str) -> String {
    format!("Backup of {time}")
}

/// The contents of a backup, and the effect of going back to it.
#[must_use]
pub fn contents(annotations: usize, differences: Option<&str>) -> String {
    let differences = differences.unwrap_or("changes nothing");
    format!("{} in it. Going back {differences}.", counted(annotations, "annotation"))
}

//! Words for files that are opened, downloaded and exported.

use super::{counted, reason};
use crate::features::import::state::Work;
use glossator_core::import::{Finding, Report};

/// The browser could not read a file.
pub const UNREADABLE: &str = "the browser could not read the file";
/// A file has no room.
pub const NO_ROOM: &str = "the browser’s storage has no room for it (about 5 million characters in all)";
/// A file was not opened to its end.
pub const STOPPED: &str = "The file was not opened. Nothing was changed.";

/// The purpose of exports.
pub const EXPORT: &str = "Files for other tools. To go on here, or to keep everything, take the JSON.";

/// The contents of an export.
#[must_use]
pub fn contents(articles: usize, annotations: usize) -> String {
    format!("{} with {}", counted(articles, "article"), counted(annotations, "annotation"))
}

/// The question about a file.
#[must_use]
pub fn open(name: &str) -> String {
    format!("Open “{name}”?")
}

/// The request to look at remarks.
#[must_use]
pub fn look_at(remarks: usize) -> String {
    format!("Please look at {} first:", counted(remarks, "remark"))
}

/// A step that takes long.
#[must_use]
pub fn step(name: &str, work: &Work) -> String {
    match work {
        Work::Unpack(_) => format!("Unpacking “{name}” …"),
        Work::Read(_) => format!("Reading “{name}” …"),
        Work::Compare(incoming) => {
            let found = counted(incoming.annotations.len(), "annotation");
            format!("Comparing {found} of “{name}” with what is here …")
        }
        Work::Store(_, planned) => format!("Storing {} …", counted(planned.1.report.added, "annotation")),
    }
}

/// A file that could not be opened.
#[must_use]
pub fn refused(name: &str, why: &str) -> String {
    format!("Could not open “{name}”: {}. Nothing was changed.", reason(&why))
}

/// A file that was left.
#[must_use]
pub fn left(name: &str) -> String {
    format!("“{name}” was not opened. Nothing was changed.")
}

/// A file that came in.
#[must_use]
pub fn opened(name: &str, report: &Report) -> String {
    format!("Opened “{name}”: {}.", summary(report))
}

/// A file that brought nothing new: the article of that title, or everything in it, is here.
#[must_use]
pub fn here_already(name: &str, title: Option<String>) -> String {
    let title = title.unwrap_or_else(|| "everything in it".to_owned());
    format!("Opened “{name}”: {title} is here already.")
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

/// A download that was taken.
#[must_use]
pub fn downloaded(name: &str, with: &str) -> String {
    format!("Downloaded {name}{with}.")
}

/// The end of the message about a download of everything.
#[must_use]
pub fn with(annotations: usize) -> String {
    format!(" with {}", counted(annotations, "annotation"))
}

/// The end of the message about an export.
#[must_use]
pub fn without(annotations: usize, left_out: &str) -> String {
    if left_out.is_empty() {
        return with(annotations);
    }
    format!(" of {}, without {}", counted(annotations, "annotation"), left_out)
}

/// An archive that could not be made.
#[must_use]
pub fn no_archive(why: &str) -> String {
    format!("Could not make the archive: {}.", reason(&why))
}

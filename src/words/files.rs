//! Words for files that are opened, downloaded and exported.

use super::{counted, reason};
use crate::features::import::state::{Called, Work};
use glossator_core::import::{Difference, Finding, Report, Sort, Version};

/// A file has no room.
pub const NO_ROOM: &str = "the browser’s storage has no room for it (about 5 million characters in all)";
/// The name of a pasted text.
pub const PASTED: &str = "pasted";
/// A file was not opened to its end.
pub const STOPPED: &str = "The file was not opened. Nothing was changed.";

/// The purpose of exports.
pub const EXPORT: &str = "Files for other tools. To go on here, or to keep everything, take the JSON.";

/// The contents of an export.
#[must_use]
pub fn contents(articles: usize, annotations: usize) -> String {
    format!("{} with {}", counted(articles, "article"), counted(annotations, "annotation"))
}

/// Files that were opened together: one by its name, several by their number.
fn named(called: &Called) -> String {
    match called {
        Called::File(name) => format!("“{name}”"),
        Called::Files(count) => counted(*count, "file"),
    }
}

/// The question about files.
#[must_use]
pub fn open(called: &Called) -> String {
    format!("Open {}?", named(called))
}

/// The request to look at remarks.
#[must_use]
pub fn look_at(remarks: usize) -> String {
    format!("Please look at {} first:", counted(remarks, "remark"))
}

/// A step that takes long.
#[must_use]
pub fn step(called: &Called, work: &Work) -> String {
    let name = named(called);
    match work {
        Work::Unpack(_) => format!("Unpacking {name} …"),
        Work::Read(_) => format!("Reading {name} …"),
        Work::Compare(incoming) => {
            let found = counted(incoming.annotations.len(), "annotation");
            format!("Comparing {found} of {name} with what is here …")
        }
        Work::Store(_, planned) => format!("Storing {} …", counted(planned.1.report.added, "annotation")),
    }
}

/// Files that could not be opened.
#[must_use]
pub fn refused(called: &Called, why: &str) -> String {
    format!("Could not open {}: {}. Nothing was changed.", named(called), reason(&why))
}

/// Files that were left.
#[must_use]
pub fn left(called: &Called) -> String {
    let were = if matches!(called, Called::File(_) | Called::Files(1)) { "was" } else { "were" };
    format!("{} {were} not opened. Nothing was changed.", named(called))
}

/// Files that came in.
#[must_use]
pub fn opened(called: &Called, report: &Report) -> String {
    format!("Opened {}: {}.", named(called), summary(report))
}

/// Files that brought nothing new: the article of that title, or everything in them, is here.
#[must_use]
pub fn here_already(called: &Called, title: Option<String>) -> String {
    let is_one = matches!(called, Called::File(_));
    let title = title.unwrap_or_else(|| format!("everything in {}", if is_one { "it" } else { "them" }));
    format!("Opened {}: {title} is here already.", named(called))
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
    let ours = |it: &&Difference| it.sort != Sort::Absent && it.stands == Version::Ours;
    let kept = report.differences.iter().filter(ours).count();
    for (count, words) in [
        (report.updated, "changed as in the file"),
        (report.removed, "deleted"),
        (report.unchanged, "here already"),
    ] {
        parts.extend(some(count, "annotation").map(|count| format!("{words}: {count}")));
    }
    parts.extend((kept > 0).then(|| format!("different, left as here: {kept}")));
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

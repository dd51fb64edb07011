//! Words for files that are opened, downloaded and exported.

use super::{counted, reason};
use crate::features::import::state::{Called, Work};
use glossator_core::edit::rejection::Rejection;
use glossator_core::import::{self, Difference, Finding, Report, Version};

/// A file has no room.
pub const NO_ROOM: &str = "this browser has no room for it (about 5 million characters in all)";
/// The name of a pasted text.
pub const PASTED: &str = "pasted";
/// A file was not opened to its end.
pub const STOPPED: &str = "Stopped. Nothing was changed.";

/// The effect of exports.
pub const EXPORT: &str = "A file goes to your downloads. Nothing changes here.";
/// The contents of the file that is everything.
pub const ALL: &str = "Everything there is. Opens here and in another browser.";
/// The contents of the file of counts.
pub const COUNTS: &str = "How often each label is used in each article. Always of everything.";

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

/// Files that were to be read again are not.
pub const AS_BEFORE: &str = "Stopped. They are as they were read before.";

/// Files could not be read in the way that was wanted; they stay as they were read before.
#[must_use]
pub fn not_read_so(why: &str) -> String {
    format!("They cannot be read so: {}.", reason(&why))
}

/// Nothing is changed before the answer.
pub const NOT_YET: &str = "Nothing is changed yet.";

/// The heading over remarks.
#[must_use]
pub fn look_at(remarks: usize) -> String {
    format!("{} to look at", counted(remarks, "remark"))
}

/// The name of the button that takes files in.
#[must_use]
pub fn take_in(report: &Report) -> String {
    let changed = report.updated + report.removed;
    let counts =
        [(report.documents.len(), "article"), (report.added, "annotation"), (labels(report), "label")];
    match counts.into_iter().find(|(count, _)| *count > 0) {
        Some((count, noun)) => format!("Add {}", counted(count, noun)),
        None if changed > 0 => format!("Change {}", counted(changed, "annotation")),
        None => "Leave it as it is".to_owned(),
    }
}

/// The sort of a line in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// It is here already.
    Same,
    /// It comes in.
    New,
    /// It is another one here.
    Differs,
    /// It is here alone.
    Ours,
}

/// The lines about what is in files, each with its sort.
#[must_use]
pub fn report(report: &Report) -> Vec<(Sort, String)> {
    let mut lines = Vec::new();
    let new = new(report);
    if new.is_empty() {
        lines.push((Sort::New, "Nothing is new".to_owned()));
    } else {
        lines.push((Sort::New, format!("{} {} new", new.join(", "), are(&new))));
    }
    if report.unchanged > 0 {
        let same = counted(report.unchanged, "annotation");
        lines.push((
            Sort::Same,
            format!("{same} {} the same", if report.unchanged == 1 { "is" } else { "are" }),
        ));
    }
    let (kept, alone) = (kept(report), alone(report));
    let stay = |count: usize| if count == 1 { "stays" } else { "stay" };
    if kept > 0 {
        let differ = if kept == 1 { "differs" } else { "differ" };
        lines.push((Sort::Differs, format!("{kept} {differ}. Yours {}.", stay(kept))));
    }
    if report.updated > 0 {
        let annotations = counted(report.updated, "annotation");
        lines.push((Sort::Differs, format!("{annotations} changed as in the file")));
    }
    if alone > 0 {
        let they = if alone == 1 { "is only here. It stays." } else { "are only here. They stay." };
        lines.push((Sort::Ours, format!("{alone} {they}")));
    }
    if report.removed > 0 {
        let are = if report.removed == 1 { "is" } else { "are" };
        lines.push((Sort::Ours, format!("{} {are} deleted", counted(report.removed, "annotation"))));
    }
    lines
}

/// Everything that comes in: "2 articles", "14 annotations".
fn new(report: &Report) -> Vec<String> {
    let counts = [
        (labels(report), "label"),
        (report.documents.len(), "article"),
        (report.added, "annotation"),
        (report.relations, "relation"),
    ];
    counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun)).collect()
}

/// The number of labels that are new here.
fn labels(report: &Report) -> usize {
    report.findings.iter().filter(|finding| matches!(finding, Finding::NewLabel(_))).count()
}

fn are(things: &[String]) -> &'static str {
    if matches!(things, [only] if only.starts_with("1 ")) { "is" } else { "are" }
}

/// The number of records that differ and stay as they are here.
fn kept(report: &Report) -> usize {
    let ours = |it: &&Difference| it.sort != import::Sort::Absent && it.stands == Version::Ours;
    report.differences.iter().filter(ours).count()
}

/// The number of records that are here alone, and stay.
fn alone(report: &Report) -> usize {
    let ours = |it: &&Difference| it.sort == import::Sort::Absent && it.stands == Version::Ours;
    report.differences.iter().filter(ours).count()
}

/// Number of files that were fetched from the disk, and of all of them.
#[must_use]
pub fn reads(done: usize, count: usize) -> String {
    format!("Reading {done} of {} …", counted(count, "file"))
}

/// A step that takes long.
#[must_use]
pub fn step(called: &Called, work: &Work) -> String {
    let name = named(called);
    match work {
        Work::Unpack(_) => format!("Unpacking {name} …"),
        Work::Read(_, reading) => match (reading.progress(), called) {
            ((done, count), Called::Files(_)) if count > 1 => reads(done, count),
            ((done, count), Called::File(_)) if count > 1 => {
                format!("Reading {done} of {} in {name} …", counted(count, "file"))
            }
            _ => format!("Reading {name} …"),
        },
        Work::Compare(incoming, _) => {
            let found = counted(incoming.annotations.len(), "annotation");
            if incoming.annotations.is_empty() {
                let found = counted(incoming.documents.len(), "article");
                return format!("Comparing {found} of {name} with what is here …");
            }
            format!("Comparing {found} of {name} with what is here …")
        }
        Work::Store(_, planned) => {
            let Report { added, documents, .. } = &planned.1.report;
            match added {
                0 => format!("Storing {} …", counted(documents.len(), "article")),
                added => format!("Storing {} …", counted(*added, "annotation")),
            }
        }
    }
}

/// Files of which none could be read; the reason, where it is one, stands in the same sentence.
#[must_use]
pub fn refused(called: &Called, why: Option<&str>) -> String {
    match (called, why) {
        (Called::Files(count), None) => format!("None of the {count} files could be read."),
        (called, Some(why)) => format!("{} could not be read: {}.", named(called), reason(&why)),
        (called, None) => format!("{} could not be read.", named(called)),
    }
}

/// A file that could not be read, with the reason.
#[must_use]
pub fn unread(name: &str, why: &str) -> String {
    format!("{name}: {}.", reason(&why))
}

/// Files of which some could not be read.
#[must_use]
pub fn some_refused(count: usize, refused: usize) -> String {
    let is = if count - refused == 1 { "is" } else { "are" };
    format!("{} of {count} files {is} in. {refused} could not be read.", count - refused)
}

/// Files that did not fit in.
#[must_use]
pub fn no_room(called: &Called) -> String {
    format!("{} could not be added: {NO_ROOM}.", named(called))
}

/// Files with something that is others' to write.
#[must_use]
pub fn rejected(called: &Called, why: &Rejection) -> String {
    format!("{} could not be added. {why}", named(called))
}

/// Files that were left.
#[must_use]
pub fn left(called: &Called) -> String {
    let were = if matches!(called, Called::File(_) | Called::Files(1)) { "was" } else { "were" };
    format!("{} {were} not opened. Nothing was changed.", named(called))
}

/// Files that came in: "2 articles, 14 annotations are in. 3 were here already."
#[must_use]
pub fn opened(called: &Called, report: &Report) -> String {
    let new = new(report);
    let said = if new.is_empty() {
        format!("Nothing is new in {}.", named(called))
    } else {
        format!("{} {} in.", new.join(", "), are(&new))
    };
    let were = |count: usize| if count == 1 { "was" } else { "were" };
    let counts = [
        (report.updated, "changed as in the file"),
        (report.removed, "deleted"),
        (report.unchanged, "here already"),
    ];
    let rest = counts.into_iter().filter(|(count, _)| *count > 0);
    let rest = rest.map(|(count, words)| format!("{count} {} {words}.", were(count)));
    let kept = match kept(report) {
        0 => None,
        1 => Some("1 differs, yours stays.".to_owned()),
        count => Some(format!("{count} differ, yours stay.")),
    };
    std::iter::once(said).chain(rest).chain(kept).collect::<Vec<_>>().join(" ")
}

/// Files that brought nothing new: the article of that title, or everything in them, is here.
#[must_use]
pub fn here_already(called: &Called, title: Option<String>) -> String {
    let all = title.unwrap_or_else(|| match called {
        Called::File(_) => format!("Everything in {}", named(called)),
        Called::Files(_) => format!("Everything in the {}", named(called)),
    });
    format!("{all} is here already.")
}

/// A download that was taken.
#[must_use]
pub fn downloaded(name: &str, with: &str) -> String {
    format!("Downloaded {name}{with}.")
}

/// The name of a file with everything.
#[must_use]
pub fn project_file(today: &str) -> String {
    format!("glossator-{today}.json")
}

/// The name of the file with what the project of a team did not take.
#[must_use]
pub fn not_taken_file(today: &str) -> String {
    format!("glossator-not-taken-{today}.json")
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

/// The browser has no clipboard for the page.
pub const NO_CLIPBOARD: &str = "This browser did not let the page copy. Download it instead.";

/// An archive that could not be made.
#[must_use]
pub fn no_archive(why: &str) -> String {
    format!("Could not make the archive: {}.", reason(&why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_cannot_be_read_are_counted_and_named() {
        let (one, six) = (Called::File("a.rtf".into()), Called::Files(6));
        assert_eq!(refused(&one, Some("this is RTF.")), "“a.rtf” could not be read: this is RTF.");
        assert_eq!(refused(&six, None), "None of the 6 files could be read.");
        assert_eq!(some_refused(6, 2), "4 of 6 files are in. 2 could not be read.");
        assert_eq!(some_refused(2, 1), "1 of 2 files is in. 1 could not be read.");
        assert_eq!(unread("a.rtf", "this is RTF"), "a.rtf: this is RTF.");
    }

    #[test]
    fn what_comes_in_is_counted_and_the_button_says_it() {
        let one = Called::File("a.json".into());
        let some = Report { added: 14, unchanged: 3, updated: 1, ..Report::default() };
        assert_eq!(
            opened(&one, &some),
            "14 annotations are in. 1 was changed as in the file. 3 were here already."
        );
        assert_eq!(take_in(&some), "Add 14 annotations");
        let lines = [
            (Sort::New, "14 annotations are new".to_owned()),
            (Sort::Same, "3 annotations are the same".to_owned()),
            (Sort::Differs, "1 annotation changed as in the file".to_owned()),
        ];
        assert_eq!(report(&some), lines);
        let nothing = Report::default();
        assert_eq!(opened(&one, &nothing), "Nothing is new in “a.json”.");
        assert_eq!(take_in(&nothing), "Leave it as it is");
        assert_eq!(here_already(&one, None), "Everything in “a.json” is here already.");
        assert_eq!(here_already(&Called::Files(2), None), "Everything in the 2 files is here already.");
    }
}

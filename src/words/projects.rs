//! Words for the projects in this browser.

use super::{counted, quoted, reason};
use glossator_core::saving::project::ProjectId;
use glossator_core::saving::storage::StorageError;

/// The project is open in another tab.
pub const IN_USE: &str =
    "Not deleted: the project is open in another tab. Close it there, and delete it then.";
/// A project of a team that is not open.
pub const OPEN_FIRST: &str = "Open this project first: what the team wrote is not at hand before.";
/// The sign of a project that a team has.
pub const OF_TEAM: &str = "team";
/// The sign of a project that people share by a folder.
pub const IN_FOLDER: &str = "shared folder";
/// Projects that do not fit.
pub const NO_ROOM: &str = "Not all of it fits into this browser’s storage. Delete another project, or download it and clear it, \
     and load the page again.";
/// The purpose of projects.
pub const ABOUT: &str = "Each project has its own articles, codebook and annotations. All are kept in this browser, and share its room.";
/// There can be no other project.
pub const REFUSED: &str =
    "The browser lets this page store nothing, so there is this one project until the page is closed.";
/// The step that a deletion is.
pub const DELETION: &str = "deletion of a project";
/// The end of the way back.
pub const UNTIL_CLOSED: &str = "You can undo this until this page is closed or opens another project, and never after. Download it first if you may want it again.";
/// The other way to begin, in the first steps.
pub const START_EMPTY: &str = "Start an empty project";
/// The coded example.
pub const OPEN_EXAMPLE: &str = "Open the example";
/// The articles of the page in a project of their own.
pub const NEW_WITH_ARTICLES: &str = "New project with its articles";
/// The example, in a line.
pub const ABOUT_EXAMPLE: &str = "One meeting in three outlets, coded, as a project of its own.";

/// The way by which another project comes into the one that is open.
pub const ADD_HERE: &str = "Add to the open project";

/// The name of a project; one that nobody named has one all the same.
#[must_use]
pub fn name(name: &str, id: &ProjectId) -> String {
    match name.trim() {
        "" if let Some(team) = id.team() => team.to_owned(),
        "" if id.folder().is_some() => "Shared project".to_owned(),
        "" if *id == ProjectId::default() => "First project".to_owned(),
        "" if id.has_example() => "Example".to_owned(),
        "" => "Project without a name".to_owned(),
        name => name.to_owned(),
    }
}

/// A name for a new project that no other one has.
#[must_use]
pub fn new_name(has_example: bool, taken: &[String]) -> String {
    let name = if has_example { "Example" } else { "My project" };
    let names = (1..).map(|number| if number == 1 { name.to_owned() } else { format!("{name} {number}") });
    names.into_iter().find(|name| !taken.contains(name)).unwrap_or_default()
}

/// Another project of this browser has work that a project of a team could take in.
#[must_use]
pub fn own_here(name: &str, annotations: usize) -> String {
    let annotations = counted(annotations, "annotation");
    format!(
        "{} in this browser has {annotations} that you can add to this project. Nothing is taken away there.",
        quoted(name)
    )
}

/// The name of a copy.
#[must_use]
pub fn copy_of(of: &str, id: &ProjectId) -> String {
    format!("Copy of {}", name(of, id))
}

/// A project was copied.
#[must_use]
pub fn duplicated(name: &str) -> String {
    format!("{} is there.", quoted(name))
}

/// The meaning of deleting.
#[must_use]
pub fn deleting(name: &str, id: &ProjectId, articles: usize, annotations: usize) -> String {
    if id.is_shared() {
        return format!("{} goes from this browser. The others keep what you sent.", quoted(name));
    }
    let (articles, annotations) = (counted(articles, "article"), counted(annotations, "annotation"));
    format!("{} goes with {articles} and {annotations}.", quoted(name))
}

/// The project that comes into view when the open one is deleted: another one, or an empty one.
#[must_use]
pub fn opens_instead(name: Option<&str>) -> String {
    match name {
        Some(name) => format!("It is open now; {} opens instead.", quoted(name)),
        None => "It is open now; an empty project opens instead.".to_owned(),
    }
}

/// Another project opens instead of the one that was left.
#[must_use]
pub fn opening(name: &str) -> String {
    format!("{} opens …", quoted(name))
}

/// The same where the page cannot be loaded again.
#[must_use]
pub fn opens_later(name: &str) -> String {
    format!(
        "There is no connection to the server that gives this page. {} is in this browser, and opens once there is one. You can close this page.",
        quoted(name)
    )
}

/// Another project cannot be opened now.
#[must_use]
pub fn not_opened(name: &str) -> String {
    format!("{} is not open: there is no connection to the server that gives this page.", quoted(name))
}

/// A file had more projects than the one that it brings.
#[must_use]
pub fn brought(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| quoted(name)).collect();
    let (more, is) = (counted(names.len(), "other project"), if names.len() == 1 { "is" } else { "are" });
    format!("The file has {more}, which {is} under Projects now: {}.", quoted.join(", "))
}

/// A project of a file has no room.
#[must_use]
pub fn not_brought(name: &str, why: &StorageError) -> String {
    format!("{}, another project of the file, was not taken: {}.", quoted(name), reason(why))
}

/// A project was deleted; of a team's, what this browser had of it.
#[must_use]
pub fn deleted(name: &str, id: &ProjectId) -> String {
    let name = quoted(name);
    match id.team() {
        Some(_) => format!(
            "You have left the team of {name}: its project is not in this browser any more. The team keeps it."
        ),
        None => format!("{name} is deleted."),
    }
}

/// A project came back.
#[must_use]
pub fn back(name: &str) -> String {
    format!("{} is back.", quoted(name))
}

/// Projects that the browser lost.
#[must_use]
pub fn lost(count: usize) -> String {
    format!("Found {} that this browser had lost.", counted(count, "project"))
}

/// They are back.
#[must_use]
pub fn restored(count: usize) -> String {
    format!("Restored {}.", counted(count, "project"))
}

/// A project could not be made.
#[must_use]
pub fn not_made(why: &StorageError) -> String {
    format!("No new project: {}.", reason(why))
}

/// A project has its old name.
#[must_use]
pub fn not_renamed(why: &StorageError) -> String {
    format!("Not renamed: {}.", reason(why))
}

/// A project could not be copied.
#[must_use]
pub fn not_duplicated(why: &StorageError) -> String {
    format!("Not duplicated: {}. Nothing was changed.", reason(why))
}

/// A project could not be read.
#[must_use]
pub fn not_read(why: &StorageError) -> String {
    format!("The project could not be read: {}.", reason(why))
}

/// A project is still there.
#[must_use]
pub fn not_deleted(why: &StorageError) -> String {
    format!("Not deleted: {}.", reason(why))
}

/// A project could not be brought back.
#[must_use]
pub fn not_back(why: &StorageError) -> String {
    format!("Not brought back: {}.", reason(why))
}

/// A file would lack texts.
#[must_use]
pub fn texts_missing(articles: usize) -> String {
    format!("Not downloaded: the text of {} could not be read.", counted(articles, "article"))
}

/// The size of a project: characters are what people know.
#[must_use]
pub fn size(units: usize) -> String {
    match units {
        0 => "empty".to_owned(),
        1..=999_999 => format!("{} thousand characters", units.div_ceil(1_000)),
        _ => format!("{}.{} million characters", units / 1_000_000, units % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_project_has_a_name() {
        let check = |given: &str, id: ProjectId, expected: &str| assert_eq!(name(given, &id), expected);
        check(" Istanbul ", ProjectId::default(), "Istanbul");
        check("", ProjectId::default(), "First project");
        check("", ProjectId::new(1, true), "Example");
        check(" ", ProjectId::new(1, false), "Project without a name");
        assert_eq!(new_name(false, &["My project".to_owned()]), "My project 2");
    }

    #[test]
    fn sizes_are_written_in_thousands_and_millions() {
        assert_eq!(
            [0, 1, 1_000, 2_340_000].map(size),
            ["empty", "1 thousand characters", "1 thousand characters", "2.3 million characters"]
        );
    }
}

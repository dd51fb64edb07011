//! The state of the projects in this browser: the list of them, the one that is being renamed, and those that were deleted
//! here.

use glossator_core::corpus::Corpus;
use glossator_core::import::OtherProject;
use glossator_core::saving::Items;
use glossator_core::saving::project::{About, Listed, ProjectId};
use glossator_core::text::TextVersion;
use std::rc::Rc;

/// Everything about the projects that nobody else needs.
#[derive(Clone, Default)]
pub struct State {
    /// The project that is open.
    pub open: ProjectId,
    /// The labels and articles of the page, which stand below a project with the example.
    pub(super) example: Option<Rc<Corpus>>,
    /// The projects, as they were when somebody last looked.
    pub listed: Rc<Vec<Listed>>,
    /// The project whose name is being written.
    pub renaming: Option<ProjectId>,
    /// The project that somebody wants to delete.
    pub asked: Option<ProjectId>,
    /// The project that opens instead of the one that was left here, and `true` while the page cannot be loaded again for it.
    pub next: Option<(ProjectId, bool)>,
    /// True while a copy is made of the project that is open, which is deleted then.
    pub(super) leaves: bool,
    /// The projects that were deleted here, and can be brought back; the last one last.
    pub deleted: Vec<Deleted>,
    /// The corpus that the list describes.
    pub(super) described: Option<Rc<Corpus>>,
    /// Projects of which local storage lost everything, while they are offered.
    pub lost: Option<Rc<Vec<ProjectId>>>,
}

/// A project that was deleted here.
#[derive(Clone, Debug)]
pub struct Deleted {
    /// Its id.
    pub id: ProjectId,
    /// The facts that the list had.
    pub about: About,
    /// Everything that was in its store.
    pub items: Items,
}

impl State {
    /// The state of a page that has that project open.
    #[must_use]
    pub fn of(open: ProjectId, example: Corpus) -> Self {
        Self { open, example: Some(Rc::new(example)), ..Self::default() }
    }

    /// The project that opens when the open one is deleted: the one that was opened last before; `None` if there is no other.
    #[must_use]
    pub fn instead(&self) -> Option<&Listed> {
        self.listed.iter().find(|listed| listed.id != self.open)
    }
}

/// The place where the contents of a project go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A file.
    File,
    /// The project that is open, into which they come as from a file.
    Here,
}

/// The things that can be asked about projects.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Shows the projects as they are now.
    Look,
    /// Says in the list what is in the project that is open. True when it has just been opened.
    Describe(bool),
    /// Opens another project in this tab.
    Open(ProjectId),
    /// Makes a project and opens it: with the articles of the page, or empty (`false`).
    New(bool),
    /// Opens the coded example, which is a project of its own.
    OpenExample,
    /// Lets the name be written.
    Rename(ProjectId),
    /// Ends that, with the name, or without a change.
    EndRename(Option<Rc<str>>),
    /// Copies a project.
    Duplicate(ProjectId),
    /// The texts of the copy are kept (`true`), or cannot be.
    DuplicateNow(ProjectId, ProjectId, bool),
    /// Copies all that is in view of the project that is open, by whomever it is, and opens the copy; the one that is open is
    /// deleted then (`true`).
    Copy(ProjectId, bool),
    /// The texts of that copy are kept (`true`), or cannot be.
    CopyNow(ProjectId, bool),
    /// Takes the contents of a project there.
    Take(ProjectId, Destination),
    /// The same, now that the texts of another project are read; nothing if they cannot be.
    TakeNow(ProjectId, Destination, Rc<[TextVersion]>, Option<Rc<[Rc<str>]>>),
    /// Asks before a project is deleted.
    AskDelete(ProjectId),
    /// Deletes the project that was asked about.
    Delete,
    /// The same, unless another tab has it open (`true`).
    DeleteNow(ProjectId, bool),
    /// Brings back the project that was deleted last.
    UndoDelete,
    /// Deletes projects that were left.
    DeleteLeft,
    /// The page could not be loaded again with that project.
    NotOpened(ProjectId),
    /// Offers the latest project of this browser alone that has annotations, so that they come into the one that is open.
    OfferOwn,
    /// Makes projects of those that a file has beside the one that it brings.
    Bring(Rc<[OtherProject]>),
    /// The same, under these ids: their texts are kept (`true`), or cannot be.
    BringNow(Rc<[(ProjectId, OtherProject)]>, Rc<[bool]>),
    /// Offers projects that the browser lost.
    OfferLost(Rc<Vec<ProjectId>>),
    /// Restores (`true`) or forgets what was offered.
    SettleLost(bool),
    /// Number of them that are back; true if these are all of them.
    Restored(usize, bool),
}

//! The state of opening files: the file that is being opened, and those that wait for an answer.

use glossator_core::corpus::Corpus;
use glossator_core::formats::RawFile;
use glossator_core::import::{Import, Incoming, LabelChoice, Report};
use glossator_core::model::label::LabelId;
use std::rc::Rc;

/// Everything about files that are opened.
#[derive(Default)]
pub struct State {
    /// Files that wait for an answer, the first one being asked about.
    pub pending: Vec<Pending>,
    /// Steps that take long, the next one first; each is done once the frame is drawn that says so.
    pub steps: Vec<Step>,
    /// True while files are dragged over the page.
    pub dragging: bool,
}

/// A file that a person handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, without a path.
    pub name: Rc<str>,
    /// Its size in bytes.
    pub size: u64,
    /// Its contents; `None` when it is too large, or the browser could not read it.
    pub bytes: Option<Rc<[u8]>>,
}

/// A step on the way of a file into the corpus.
#[derive(Clone)]
pub struct Step {
    /// The file's name.
    pub name: Rc<str>,
    /// True if it takes so long that each step is said, and can be stopped.
    pub is_large: bool,
    /// The thing to do.
    pub work: Work,
}

/// The thing that a step does.
#[derive(Clone)]
pub enum Work {
    /// Unpacks an archive.
    Unpack(RawFile),
    /// Reads files that belong together.
    Read(Rc<[RawFile]>),
    /// Compares what was read with the corpus.
    Compare(Rc<Incoming>),
    /// Takes it in as it was planned, if this is still the corpus that it was planned for.
    Store(Rc<Incoming>, Box<(Rc<Corpus>, Import)>),
}

/// A file that was read, and that something is to be said about before it comes in.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The file's name.
    pub name: Rc<str>,
    /// Its contents.
    pub incoming: Rc<Incoming>,
    /// The choice for each of its labels that is not here.
    pub labels: Vec<(LabelId, LabelChoice)>,
    /// The report of what would come in, for these choices and the corpus as it was.
    pub report: Rc<Report>,
}

/// The things that can be asked about files.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Files are dragged over the page, or away from it (`false`).
    DragOver(bool),
    /// Opens a file.
    Open(File),
    /// Does the next step.
    GoOn,
    /// Opens no more of the file that is being opened.
    Stop,
    /// Another choice for a label of the file that is asked about, by its place among its labels.
    ChooseLabel(usize, LabelChoice),
    /// Takes the file in that is asked about, or leaves it (`false`).
    Answer(bool),
}

impl Pending {
    /// True if both are the same reading of the same file, with the same choices.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.incoming, &other.incoming) && Rc::ptr_eq(&self.report, &other.report)
    }
}

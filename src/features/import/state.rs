//! The state of opening files: what is being opened, and what waits for an answer.
//!
//! Files that were opened together are one import: one question, one message and one step of the history.

use super::cutting::{Place, Source};
use glossator_core::corpus::Corpus;
use glossator_core::formats::{RawFile, Reading};
use glossator_core::import::{
    ArticleChoice, AttributeName, Choices, Header, Import, Incoming, LabelChoice, Meaning, Report, Version,
};
use glossator_core::model::document::DocumentId;
use glossator_core::model::record::RecordKey;
use std::rc::Rc;

/// Everything about files that are opened.
#[derive(Default)]
pub struct State {
    /// Imports that wait for an answer, the first one being asked about.
    pub pending: Vec<Pending>,
    /// The files that are asked about first, while they are read again with something corrected.
    pub again: Option<Box<Reading>>,
    /// Steps that take long, the next one first; each is done once the frame is drawn that says so.
    pub steps: Vec<Step>,
    /// Imports of which the texts are being kept, the first one first.
    pub keeping: Vec<Keeping>,
    /// True while files are fetched from the disk.
    pub is_reading: bool,
    /// True while files are dragged over the page.
    pub dragging: bool,
}

/// An import that comes in once its texts are kept.
pub struct Keeping {
    /// The name of the file, or their number.
    pub called: Called,
    /// Its contents.
    pub incoming: Rc<Incoming>,
    /// The answers of the person.
    pub choices: Choices,
    /// The corpus with which it was compared.
    pub corpus: Rc<Corpus>,
    /// The transaction, with the report.
    pub planned: Import,
}

/// A file that a person handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, with the folders inside of one that was handed over as a whole.
    pub name: Rc<str>,
    /// Its size in bytes.
    pub size: u64,
    /// Its contents; `None` when it is too large, or the browser could not read it.
    pub bytes: Option<Rc<[u8]>>,
}

/// Name that a person gives the files that were opened together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Called {
    /// One, by its name.
    File(Rc<str>),
    /// Several, by their number.
    Files(usize),
}

/// A step on the way of files into the corpus.
pub struct Step {
    /// The files.
    pub called: Called,
    /// True if they take so long that each step is said, and can be stopped.
    pub is_large: bool,
    /// The thing to do.
    pub work: Work,
}

/// The thing that a step does.
pub enum Work {
    /// Unpacks the archives among files.
    Unpack(Rc<[RawFile]>),
    /// Reads the next of these files.
    Read(Rc<[RawFile]>, Box<Reading>),
    /// Compares what was read with the corpus.
    Compare(Rc<Incoming>, Rc<[RawFile]>),
    /// Takes it in as it was planned, if this is still the corpus that it was planned for.
    Store(Rc<Incoming>, Box<(Rc<Corpus>, Import)>),
}

/// Files that were read, and that something is to be said about before they come in.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The files.
    pub called: Called,
    /// Their contents as they were read, and what was corrected about articles that were cut out of them.
    pub source: Rc<Source>,
    /// Their contents with that.
    pub incoming: Rc<Incoming>,
    /// The choices so far, one for each label that is not here.
    pub choices: Choices,
    /// The report of what would come in, for these choices and the corpus as it was.
    pub report: Rc<Report>,
    /// The sentence that says why they are not read in another way that was wanted.
    pub trouble: Option<Rc<str>>,
}

/// The things that can be asked about files.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Files are dragged over the page, or away from it (`false`).
    DragOver(bool),
    /// Opens files together.
    Open(Rc<[File]>),
    /// Number of files that were fetched from the disk, and of all of them; before the first one, none of none.
    Reads(usize, usize),
    /// Opens what was pasted as an article, or as a table of them: its words, and the same as a part of a page of the web.
    Paste(Rc<str>, Rc<str>),
    /// Does the next step.
    GoOn,
    /// Opens no more of the files that are being opened, or leaves those that are read again as they are.
    Stop,
    /// Another choice for a label of the files that are asked about, by its place among their labels.
    ChooseLabel(usize, LabelChoice),
    /// Another choice for an article of theirs.
    ChooseArticle(DocumentId, ArticleChoice),
    /// The same for each article of theirs that has this choice.
    ChooseArticles(ArticleChoice),
    /// Another version of a record that differs.
    ChooseVersion(RecordKey, Version),
    /// The same version of each record that is in the files and differs (`true`), or that is not in them.
    ChooseVersions(bool, Version),
    /// Takes in the next import, now that its texts are kept.
    Kept,
    /// Reads a file of articles in another encoding.
    Decode(Rc<str>, Rc<str>),
    /// Gives the columns of every table with that header other meanings, and remembers them.
    Mean(Header, Vec<Meaning>),
    /// Keeps a piece of a file that is left out, or leaves it out (`false`).
    Keep(Rc<str>, usize, bool),
    /// Begins an article with a piece of a file, or joins it to the one before (`false`).
    Begin(Rc<str>, usize, bool),
    /// Gives articles other values of attributes.
    Correct(Vec<(Place, AttributeName, Rc<str>)>),
    /// Takes articles in, or leaves them out (`false`).
    Take(Vec<Place>, bool),
    /// Takes in what is asked about, or leaves it (`false`).
    Answer(bool),
}

impl Pending {
    /// True if both are the same reading of the same files, with the same choices.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.source, &other.source)
            && Rc::ptr_eq(&self.report, &other.report)
            && self.trouble == other.trouble
    }
}

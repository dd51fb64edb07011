//! The state of articles as such: which is in view is the session's.

use glossator_core::model::document::{DocumentId, State as Work};
use std::rc::Rc;

/// Everything about articles that nobody else needs.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// True while the title of the article in view is being written.
    pub is_renaming: bool,
    /// The attribute of the article in view that is being written, or its note.
    pub writing: Option<Writing>,
    /// The rows of the table, and their order.
    pub table: Query,
    /// The words that articles of the list have. Their order is a setting.
    pub words: Rc<str>,
    /// The articles that are picked in the table.
    pub picked: Rc<[DocumentId]>,
}

/// Something about the article in view, other than its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Writing {
    /// The attribute of that id.
    Attribute(Rc<str>),
    /// The note.
    Note,
}

/// The articles that are shown, and their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Words that they have in a value.
    pub words: Rc<str>,
    /// Others are left out.
    pub only: Only,
    /// The column by which they are sorted: the id of an attribute, or one of ours.
    pub by: Rc<str>,
    /// From the last one to the first.
    pub is_down: bool,
    /// True if those of an outlet stand together, below its name.
    pub is_grouped: bool,
}

/// Articles of one sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// All.
    #[default]
    All,
    /// Articles in which something is left to be done.
    Open,
    /// Articles that somebody is done with.
    Done,
    /// Articles without an outlet.
    NoOutlet,
    /// Articles without a date.
    NoDate,
}

/// The column for the order in which articles are stored.
pub const NAME: &str = ":name";
/// The column for the number of words.
pub const WORDS: &str = ":words";
/// The column for the number of annotations.
pub const ANNOTATIONS: &str = ":annotations";
/// The column for the state of the work.
pub const STATE: &str = ":state";

impl Default for Query {
    fn default() -> Self {
        Self { words: "".into(), only: Only::All, by: NAME.into(), is_down: false, is_grouped: false }
    }
}

/// The things that can be asked about articles.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Shows an article.
    Open(DocumentId),
    /// Shows an article that was chosen in the list, and closes that on a narrow screen.
    Choose(DocumentId),
    /// Shows the next article, or the one before (`false`).
    Step(bool),
    /// Opens the next annotation that lacks something.
    Unfinished,
    /// Lets the title of the article in view be written.
    Rename,
    /// Ends that, with the title, or without a change.
    EndRename(Option<Rc<str>>),
    /// Lets something else about it be written.
    Write(Writing),
    /// Ends that, with what was written, or without a change.
    EndWrite(Option<Rc<str>>),
    /// Takes the article in view out.
    Remove,
    /// Takes articles out.
    RemoveAll(Rc<[DocumentId]>),
    /// Brings articles back that were put away.
    BringBack(Vec<DocumentId>),
    /// Gives articles values of attributes, each by its id; an empty one is none.
    Set(Vec<(DocumentId, Rc<str>, Rc<str>)>),
    /// The same with values from a spreadsheet, and with words about those that have no place.
    Paste(Vec<(DocumentId, Rc<str>, Rc<str>)>, Rc<str>),
    /// Says how far the work on articles is.
    SetState(Vec<DocumentId>, Work),
    /// Writes the note of an article.
    SetNote(DocumentId, Rc<str>),
    /// Shows other rows of the table.
    Tabulate(Query),
    /// Shows other articles in the list.
    List(Query),
    /// Picks articles in the table, or no longer (`false`).
    Pick(Vec<DocumentId>, bool),
    /// Picks nothing any more.
    PickNone,
    /// Shows a column of the table, or hides it.
    TurnColumn(Rc<str>),
    /// Prints the article in view.
    Print,
    /// Prints the page, now that all of the article is drawn.
    PrintDrawn,
}

//! Effects: everything that an update asks of the world outside. `effects` does it; tests look at the list.

mod team;

pub use team::{LogIn, Purpose, Team};

use super::intent::{Destination, Intent};
use crate::features::reader::state::Motion;
use glossator_core::import::OtherProject;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::DocumentId;
use glossator_core::query::passages::Passage;
use glossator_core::saving::project::ProjectId;
use glossator_core::text::TextVersion;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use std::fmt;
use std::rc::Rc;

/// One thing to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Gives the keyboard's focus away, once everything is drawn.
    Focus(Target),
    /// Puts the last message where it covers nothing that was just done.
    PlaceMessage,
    /// Takes the focus from the field of the search now: while somebody writes, nothing can be selected in the article.
    LeaveSearch,
    /// Gives the focus to the row above or below the one that has it.
    FocusNeighbour {
        /// The rows.
        of: Rows,
        /// The one below.
        forward: bool,
    },
    /// Scrolls the article and the list to the annotation, once it is drawn.
    Reveal(AnnotationId),
    /// Scrolls the list to the row of the annotation, once it is drawn.
    RevealRow(AnnotationId),
    /// Looks which rows of the list are in view, once they are drawn, and answers with it.
    CheckRows,
    /// Scrolls no further than needed to show the reading caret, once it is placed.
    RevealCaret,
    /// Scrolls to the start of the page.
    ScrollToStart,
    /// Scrolls to the fields of what is open in a place, where they stand far below its list.
    RevealFields,
    /// Shows the session's selection in the browser.
    ShowSelection,
    /// Shows the session's selection again, if a redraw of its words made the browser forget it.
    RestoreSelection,
    /// Puts the reading caret and the handles of the open annotation where they belong in the text as it is drawn.
    PlaceCaret,
    /// Puts the labels beside the selection.
    PlaceLabelBar,
    /// Puts the hints under their words.
    PlaceHints,
    /// Puts rings around the words that are linked to the open annotation.
    PlaceLinks,
    /// Puts bars beside the words that other articles have as well.
    PlaceBars,
    /// Tells the style sheet how high the bar on top and the strip of failures are, so that nothing that sticks below them is
    /// covered.
    MakeRoom,
    /// Shows what a drag would make of the selection, or of the open annotation.
    ShowPreview,
    /// Tells the browser how high each section of an article is likely to be, and draws what is in view.
    EstimateHeights(DocumentId),
    /// Scrolls articles that stand side by side so that those words of each stand at the same height, once they are drawn.
    Align(Vec<(DocumentId, Span)>),
    /// Shows which words around a passage are not the same in both articles, and nothing of that for none. The passage itself is shown,
    /// too, if that is wanted.
    ShowPassage(Option<Rc<Passage>>, bool),
    /// Gives the page the looks that the settings ask for.
    Dress,
    /// Writes the window's title: that of the article in view.
    ShowTitle,
    /// Looks for the line above or below as it is drawn, or for its edge, and answers with the place.
    FindLine(LineMove),
    /// Looks for hints in what is in view, measures where they are drawn, and answers with them.
    FindHints,
    /// Looks for a regular expression, and answers with what was found.
    FindExpression(Rc<Question>),
    /// Names the article in the page's address.
    Remember(DocumentId),
    /// Remembers the place in the article, for a reload.
    RememberPlace,
    /// Looks for the place that was remembered last, and answers with it.
    ComeBack,
    /// Scrolls so that the block stands so many pixels below the upper edge of the window, once it is drawn.
    ScrollToBlock(usize, i32),
    /// Reads texts that are kept outside of the store, and answers with what was found.
    ReadTexts(Rc<[TextVersion]>),
    /// Keeps texts outside of the store, answers if they are on the disk, and comes back with the intent in any case.
    KeepTexts(KeptTexts, Box<Intent>),
    /// Loads the page again, with another project.
    OpenProject(ProjectId),
    /// The same; the project that was open is left, and deleted by the page that has the other one.
    LeaveProject(ProjectId, ProjectId),
    /// Keeps the texts of projects that a file brought, and answers.
    KeepProjects(Rc<[(ProjectId, OtherProject)]>),
    /// Copies the texts of a project for another one, and answers.
    CopyTexts(ProjectId, ProjectId),
    /// Reads texts of another project, and answers.
    ReadTextsOf(ProjectId, Destination, Rc<[TextVersion]>),
    /// Answers if another tab has the project open; it is deleted if not.
    DeleteProject(ProjectId),
    /// Copies a project that came back to the second copy.
    KeepProject(ProjectId),
    /// Writes projects into the store that the second copy has, and answers.
    RestoreProjects(Rc<Vec<ProjectId>>),
    /// Forgets what the second copy has of projects.
    ForgetProjects(Rc<Vec<ProjectId>>),
    /// Keeps the texts that are here for another project, and answers.
    KeepTextsOf(ProjectId, KeptTexts),
    /// Something with the server of a team, or with the replica of its project.
    Team(Team),
    /// Offers a file, and answers with whether the browser took it.
    Download(Rc<Download>),
    /// Gives a table to the clipboard, and says so.
    Copy(Rc<Copied>),
    /// Prints the page.
    Print,
    /// Asks the browser to keep the store (`true`), or whether it does; answers with the answer.
    AskToKeep(bool),
    /// Forgets what the second copy has of stores that are gone.
    ForgetFound,
    /// Goes on with the latest history that no other page has, and answers with it.
    GoOn,
    /// Comes back with the intent later. There is one timer for each purpose: the last one counts.
    After(Timer, Intent),
    /// Ends a timer, or what goes on for its purpose.
    Cancel(Timer),
    /// Comes back with the intent once the next frame is drawn.
    AfterFrame(Intent),
    /// Comes back with the intent when the browser has nothing better to do.
    WhenIdle(Intent),
}

/// The thing that gets the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The article; where another place is in view, its table, or else its name.
    Reader,
    /// The name of the place in view.
    Page,
    /// The entry whose fields are in view, in the list of a place.
    Entry,
    /// The values of the open annotation.
    Values,
    /// The field of the question about annotations.
    Picker,
    /// The field for the open annotation's note.
    Note,
    /// The open row of the list, or the first one.
    Row,
    /// The first label beside the selection.
    LabelBar,
    /// The handle at the end of the open annotation, and if that has it, the one at its start.
    Boundary,
    /// The first occurrence that a search found.
    Hit,
    /// The field of the search.
    Search,
    /// The element that had the focus before the search, a question about annotations or their values took it.
    Back,
    /// The field that filters the list.
    Filter,
    /// The heading of the backups in the settings.
    Backups,
}

/// Rows through which arrows go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// The rows of the list of annotations.
    Annotations,
    /// The occurrences of a search.
    Hits,
}

/// The purpose of a timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// A message was there long enough to be read.
    Message,
    /// The typing of a note pauses.
    Note,
    /// The typing of an expression pauses.
    Search,
    /// The page says that very many are being changed; then they are.
    Many,
    /// An annotation was opened and drawn; then its other occurrences are looked for.
    Others,
    /// The part in view stays in view; then its hints are looked for.
    Hints,
    /// Something could not be stored; then it is tried again.
    Store,
    /// The occurrences that were found so far are drawn; then the search goes on.
    Slice,
}

impl Timer {
    /// The number of purposes.
    pub const COUNT: usize = 8;

    /// The time to wait, in milliseconds.
    #[must_use]
    pub fn millis(self) -> u32 {
        match self {
            Self::Message => 4_000,
            Self::Note => 400,
            Self::Search => 150,
            Self::Others | Self::Many => 50,
            Self::Hints => 80,
            Self::Store => 3_000,
            Self::Slice => 1,
        }
    }
}

/// A move of the caret that only the browser can find: it knows the lines as they are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineMove {
    /// The place where the move begins.
    pub from: ByteOffset,
    /// True where the caret stands at the end of a line that was broken there, not at the start of the next one.
    pub is_line_end: bool,
    /// Down, or to the end of the line.
    pub forward: bool,
    /// To the next line, to the edge of this one, or by as much as the window shows.
    pub motion: Motion,
    /// Pixels from the window's left edge that the caret keeps while it goes up and down.
    pub column: Option<i32>,
    /// The selection grows or shrinks with it.
    pub extend: bool,
}

/// A regular expression to be looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The expression.
    pub source: Rc<str>,
    /// Large and small letters are different.
    pub as_written: bool,
    /// The texts to look through.
    pub texts: Vec<Rc<str>>,
    /// The number of occurrences after which the search ends.
    pub most: u32,
    /// The articles whose texts come first.
    pub documents: Rc<[DocumentId]>,
    /// The annotations whose notes come after them.
    pub notes: Rc<[AnnotationId]>,
}

/// Texts to be kept, by their versions.
#[derive(Clone)]
pub struct KeptTexts(pub Rc<Vec<(TextVersion, Rc<str>)>>);

impl fmt::Debug for KeptTexts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.0.iter().map(|(version, _)| version.to_string())).finish()
    }
}

impl PartialEq for KeptTexts {
    fn eq(&self, other: &Self) -> bool {
        self.0.iter().map(|(version, _)| version).eq(other.0.iter().map(|(version, _)| version))
    }
}

/// A file for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// Its bytes.
    pub content: Vec<u8>,
    /// The end of the message that says so, such as " with 3 annotations".
    pub with: String,
}

/// A table for the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The table in HTML.
    pub html: String,
    /// The same as text.
    pub text: String,
    /// The message that says so.
    pub said: Rc<str>,
}

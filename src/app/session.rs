//! The session: what this tab looks at. Never undone, never exported, never stored.

use super::drawing::Drawing;
use super::hints::Strip;
use super::message::Message;
use super::search::Search;
use super::storage::LookedAt;
use glossator_core::edit::editor::Stored;
use glossator_core::import::{Incoming, LabelChoice};
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::DocumentId;
use glossator_core::model::label::LabelId;
use glossator_core::query::Query;
use glossator_core::query::search::Occurrences;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use std::ops::Range;
use std::rc::Rc;

/// See the module.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a tab has that many switches")]
pub struct Session {
    /// The article in view.
    pub document: DocumentId,
    /// How much of it is drawn.
    pub drawing: Drawing,
    /// The annotation whose card is open.
    pub annotation: Option<AnnotationId>,
    /// What is selected in the article.
    pub selection: Option<Span>,
    /// Whether that is still to be drawn: what the browser says of its own selection until then is out of date.
    pub unshown: bool,
    /// Whether a pointer is still selecting.
    pub selecting: bool,
    /// Where the reading caret stands: at the end of the selection that moves, or where the last annotation was made
    /// or opened.
    pub caret: ByteOffset,
    /// Counts up each time that the caret shall be scrolled into view.
    pub caret_moved: u32,
    /// What would be selected if the pointer went up now.
    pub preview: Option<Span>,
    /// What the open annotation would be if the handle that is dragged were let go of now.
    pub dragged: Option<Span>,
    /// Whether the next label that is used stays: every selection is tagged with it at once.
    pub stays: bool,
    /// The label that stays.
    pub armed: Option<LabelId>,
    /// Whether a tap takes the word under it: the first one and then the last one.
    pub taking_words: bool,
    /// What was selected when a finger came down: its tap takes that up to the word under it.
    pub taken: Option<Span>,
    /// Where the caret is to go up and down, in pixels from the left.
    pub column: Option<i32>,
    /// Where a line ends that is broken without a blank: a caret there is drawn at its end, not at the start of the next.
    pub line_end: Option<ByteOffset>,
    /// What the list of annotations shows.
    pub query: Query,
    /// Whether it shows that of all articles.
    pub everywhere: bool,
    /// Rows of the list that are picked, to be changed together.
    pub picked: Vec<AnnotationId>,
    /// What is searched for.
    pub search: Rc<Search>,
    /// The search that was left for the question which other occurrences are to be tagged.
    pub search_left: Option<Rc<Search>>,
    /// Where else the words of the open annotation occur.
    pub others: Rc<Vec<Occurrences>>,
    /// The hints in the part of the article that is in view.
    pub hints: Rc<[Strip]>,
    /// What is exported.
    pub exporting: Exporting,
    /// Whether the table of counts counts strings instead of mentions.
    pub counts_strings: bool,
    /// Counts up each time that the open annotation shall be scrolled into view.
    pub reveal: u32,
    /// The first row of the list of annotations that is drawn, where there are too many to draw all.
    pub first_row: usize,
    /// What shall have the keyboard once it is drawn.
    pub wish: Option<Wish>,
    /// What just happened.
    pub message: Option<Message>,
    /// What went wrong and was not answered yet.
    pub alerts: Vec<Message>,
    /// The panel that is open on a narrow screen.
    pub panel: Option<Panel>,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// What the settings say about the store.
    pub report: Rc<Stored>,
    /// Whether the browser keeps the store when the disk gets full, once it was asked.
    pub is_kept: Option<bool>,
    /// The backup that is being looked at.
    pub looked_at: Option<Rc<LookedAt>>,
    /// Files that wait for an answer, the first one being asked about.
    pub imports: Vec<PendingImport>,
    /// Whether the article's title is being written.
    pub renaming: bool,
    /// Whether a large file is being opened.
    pub opens: bool,
    /// Whether files are being dragged over the page.
    pub dragging: bool,
    /// A note that is being typed and is not in the corpus yet.
    pub draft: Option<(AnnotationId, Rc<str>)>,
}

/// What shall have the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The field for the note.
    Note,
    /// The labels beside the selection.
    Labels,
    /// The list of annotations.
    Row,
    /// The handle at the end of the open annotation, and then the one at its start.
    Boundary,
}

/// What is exported: of which articles, and without which labels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exporting {
    /// Only the article in view.
    pub here: bool,
    /// Labels that are not ticked.
    pub without: Vec<LabelId>,
}

/// What a narrow screen shows over the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The list of articles.
    Articles,
    /// The list of annotations.
    Annotations,
    /// The open annotation alone.
    Card,
}

impl Session {
    /// The dialog that is open, as a number; 0 if none is.
    #[must_use]
    pub fn asking(&self) -> usize {
        self.imports.len() + self.dialog.map_or(0, |dialog| 1 + dialog as usize)
    }

    /// Whether the labels stand beside the selected words: not while a pointer is still selecting.
    #[must_use]
    pub fn shows_label_bar(&self) -> bool {
        self.selection.is_some() && !self.selecting
    }

    /// The row from which on rows have to be drawn so that that one, and a screen behind it, are there; `None` if they are.
    #[must_use]
    pub fn row_to_show(&self, row: usize, count: usize) -> Option<usize> {
        let drawn = rows(self.first_row, count);
        let begins = drawn.start == 0 || row >= drawn.start + ROWS / 12;
        let ends = drawn.end == count || row + ROWS / 3 <= drawn.end;
        (!begins || !ends).then(|| row.saturating_sub(ROWS / 3))
    }

    /// Draws the rows around that one.
    pub fn show_row(&mut self, row: usize, count: usize) {
        self.first_row = self.row_to_show(row, count).unwrap_or(self.first_row);
    }

    /// The article that the list of annotations shows, if it does not show all.
    #[must_use]
    pub fn listed(&self) -> Option<&DocumentId> {
        (!self.everywhere).then_some(&self.document)
    }

    /// Leaves a narrow screen to the article again.
    pub fn close_card(&mut self) {
        self.panel = self.panel.filter(|panel| *panel != Panel::Card);
    }
}

/// Up to so many rows of the list of annotations are all drawn.
const ALL: usize = 500;

/// Of more rows so many: those in view, and as many again above and below.
const ROWS: usize = 60;

/// Which of so many rows of the list are drawn: all, or those from the first one that is wanted.
#[must_use]
pub fn rows(first: usize, count: usize) -> Range<usize> {
    let drawn = if count > ALL { ROWS } else { ALL };
    let first = first.min(count.saturating_sub(drawn));
    first..count.min(first + drawn)
}

/// What is open over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Name, looks, keys, storage, version.
    Settings,
    /// Every key, and what to do first.
    Help,
    /// What the labels mean.
    Codebook,
    /// Where words occur.
    Search,
    /// Which other occurrences are to be tagged alike.
    Others,
    /// How much is tagged.
    Counts,
    /// Files for other tools.
    Export,
    /// One backup.
    Backup,
    /// Whether to clear everything.
    Clear,
}

/// A file that was read, and that something is to be said about before it comes in.
#[derive(Clone, Debug)]
pub struct PendingImport {
    /// The file's name.
    pub name: Rc<str>,
    /// What is in it.
    pub incoming: Rc<Incoming>,
    /// What becomes of its labels that are not here.
    pub labels: Vec<(LabelId, LabelChoice)>,
}

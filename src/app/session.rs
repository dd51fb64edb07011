//! The session: the things that are open in this tab. Never undone, never exported, never stored.
//!
//! It does not know how anything of it is drawn, nor the state that one feature keeps for itself.

use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::DocumentId;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use std::rc::Rc;

/// The things that are open.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// The article in view.
    pub document: DocumentId,
    /// The annotation whose card is open.
    pub annotation: Option<AnnotationId>,
    /// The words that are selected in the article.
    pub selection: Option<Span>,
    /// The reading caret: the end of the selection that moves, or the place where the last annotation was made or opened.
    pub caret: ByteOffset,
    /// A note that is being typed and is not in the corpus yet.
    pub draft: Option<(AnnotationId, Rc<str>)>,
    /// The panel that is open on a narrow screen.
    pub panel: Option<Panel>,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
}

/// A part of the page that a narrow screen shows over the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The list of articles.
    Articles,
    /// The list of annotations.
    Annotations,
    /// The open annotation alone.
    Card,
}

/// A dialog over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Name, looks, keys, storage, version.
    Settings,
    /// Every key, and the first things to do.
    Help,
    /// The meaning of the labels.
    Codebook,
    /// Codebooks to begin with.
    StartCodebook,
    /// The codebook of a file, before it is taken.
    TakeCodebook,
    /// The codebook as a file.
    DownloadCodebook,
    /// The question into which label another one is to go.
    MergeLabels,
    /// The question which row stays when several become one.
    MergeEntities,
    /// The question before a label goes with its annotations.
    DeleteLabel,
    /// The values of the picked annotations.
    Values,
    /// The question who or what the picked annotations are, or who said them.
    Attribution,
    /// Other occurrences that are to be tagged alike.
    Others,
    /// The same words in several articles.
    Passages,
    /// Numbers of annotations.
    Counts,
    /// Files for other tools.
    Export,
    /// One backup.
    Backup,
    /// The question before everything is cleared.
    Clear,
    /// The question before a project is deleted.
    DeleteProject,
    /// Name and password for the server of a team.
    LogIn,
    /// The way to make what is open the project of a team.
    BeginTeam,
    /// The name under which somebody shares a folder.
    UseFolder,
    /// The project was left, and another one is about to open.
    Left,
    /// The question before somebody leaves a team.
    LeaveTeam,
}

impl Session {
    /// Shows the card of the open annotation, unless something else lies over the article already.
    pub fn show_card(&mut self) {
        self.panel = self.panel.or(Some(Panel::Card));
    }

    /// Closes the panel of the open annotation, so that a narrow screen shows the article again.
    pub fn close_card(&mut self) {
        self.panel = self.panel.filter(|panel| *panel != Panel::Card);
    }
}

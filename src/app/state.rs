//! The state of the page: the editor, the things that are open, and the state of each feature.
//!
//! It knows neither the browser nor who looks at it. It changes in updates alone.

use super::intent::Intent;
use super::keys::Keys;
use super::place::Place;
use super::session::{Dialog, Panel, Session};
use super::settings::{KEYS, SINGLE_KEYS, SNAPPING};
use crate::features::{
    actors, annotations, articles, claims, codebook, compare, counts, export, hints, import, messages,
    passages, projects, reader, search, storage, tagging, team,
};
use glossator_core::corpus::Corpus;
use glossator_core::corpus::change::Change;
use glossator_core::corpus::lexicon::Lexicon;
use glossator_core::edit::editor::{Editor, Opening};
use glossator_core::edit::history::History;
use glossator_core::edit::rejection::Rejection;
use glossator_core::import::IncomingProject;
use glossator_core::model::annotation::{Annotation, AnnotationId};
use glossator_core::model::annotator::AnnotatorId;
use glossator_core::model::document::{Document, DocumentId};
use glossator_core::model::record::{Kind, RecordKey};
use glossator_core::model::role::Role;
use glossator_core::model::setting::PROJECT_NAME;
use glossator_core::query::matrix::{By, Matrix};
use glossator_core::query::unfinished::{Left, Tally, Use};
use glossator_core::saving::SaveStatus;
use glossator_core::text::span::Span;
use glossator_core::text::tokenise::{Segmenter, Tokens};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// All that components can select from.
pub struct State {
    pub(super) editor: Editor,
    /// The reading of the store, until the editor has all of it.
    pub(crate) opening: Option<Opening>,
    /// Every string that is tagged in the corpus, from the first time on that it was asked for.
    pub(super) lexicon: OnceCell<Lexicon>,
    /// The numbers of what articles have left to do, as far as they were asked for.
    pub(super) tally: RefCell<Tally>,
    /// The matrix of claims as it was asked for last.
    matrix: RefCell<Option<Made>>,
    /// The things that are open.
    pub session: Session,
    /// The part of the page that takes the room below the bar.
    pub place: Place,
    /// The answer to whether all of the corpus is stored.
    pub save_status: SaveStatus,
    /// Caret, selection and drawing.
    pub reader: reader::state::State,
    /// The table of actors.
    pub actors: actors::state::State,
    /// The list of annotations.
    pub annotations: annotations::state::State,
    /// The question who or what annotations are, or who said them.
    pub attribution: annotations::attribution::state::State,
    /// The label that stays, and the boundary that is dragged.
    pub tagging: tagging::state::State,
    /// Search and other occurrences.
    pub search: search::state::State,
    /// Hints in view.
    pub hints: hints::state::State,
    /// The choice of the dialog for exports.
    pub export: export::state::State,
    /// The matrix of claims.
    pub claims: claims::state::State,
    /// The articles side by side, and the group in focus.
    pub compare: compare::state::State,
    /// The codebook’s place: what is open there, and what waits for an answer.
    pub codebook: codebook::state::State,
    /// The choice of the table of counts.
    pub counts: counts::state::State,
    /// Files that are being opened.
    pub import: import::state::State,
    /// The store as the settings show it.
    pub storage: storage::state::State,
    /// The projects in this browser.
    pub projects: projects::state::State,
    /// The team that shares the project, and the exchange with it.
    pub team: team::state::State,
    /// The wishes that wait until every text is read.
    pub waiting: Vec<Intent>,
    /// The same words in several articles.
    pub passages: passages::state::State,
    /// Messages and failures.
    pub messages: messages::state::State,
    /// The title that is being written.
    pub articles: articles::state::State,
}

/// A matrix of claims, with the corpus that it is of and its columns.
type Made = (Rc<Corpus>, By, Rc<Matrix>);

/// The thing that the page shows as open, and that the keys of labels are about, and “Delete” where it is not words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The selected words.
    Words,
    /// The picked rows of the list.
    Rows,
    /// The annotation whose card is open.
    Annotation(AnnotationId),
}

impl State {
    /// The state of a page that has just been loaded.
    #[must_use]
    pub(super) fn new(editor: Editor) -> Self {
        let document = editor.corpus().documents().next().map(|document| document.id.clone());
        Self {
            editor,
            opening: None,
            lexicon: OnceCell::new(),
            tally: RefCell::default(),
            matrix: RefCell::default(),
            session: Session { document: document.unwrap_or_default(), ..Session::default() },
            place: Place::Read,
            save_status: SaveStatus::Saved,
            reader: reader::state::State::default(),
            actors: actors::state::State::default(),
            annotations: annotations::state::State::default(),
            attribution: annotations::attribution::state::State::default(),
            tagging: tagging::state::State::default(),
            search: search::state::State::default(),
            hints: hints::state::State::default(),
            export: export::state::State::default(),
            claims: claims::state::State::default(),
            compare: compare::state::State::default(),
            codebook: codebook::state::State::default(),
            counts: counts::state::State::default(),
            import: import::state::State::default(),
            storage: storage::state::State::default(),
            projects: projects::state::State::default(),
            team: team::state::State::default(),
            waiting: Vec::new(),
            passages: passages::state::State::default(),
            messages: messages::state::State::default(),
            articles: articles::state::State::default(),
        }
    }

    /// The state of a page that shows one article before it has read the rest.
    #[must_use]
    pub(super) fn opening(article: DocumentId, editor: Editor, opening: Opening) -> Self {
        let mut state = Self::new(editor);
        state.session.document = article;
        state.opening = Some(opening);
        state
    }

    /// True while only the article in view is there, and what belongs to it.
    #[must_use]
    pub fn is_opening(&self) -> bool {
        self.opening.is_some()
    }

    /// The articles and all that is tagged in them.
    #[must_use]
    pub fn corpus(&self) -> &Rc<Corpus> {
        self.editor.corpus()
    }

    /// The corpus, its history and its store, to be looked at.
    #[must_use]
    pub fn editor(&self) -> &Editor {
        &self.editor
    }

    /// The person who tags here.
    #[must_use]
    pub fn annotator(&self) -> AnnotatorId {
        self.editor.annotator()
    }

    /// The steps that can be undone and redone.
    #[must_use]
    pub fn history(&self) -> &History {
        self.editor.history()
    }

    /// Every string that is tagged.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::of(self.corpus()))
    }

    /// The use that the project makes of entities and speakers.
    #[must_use]
    pub fn used(&self) -> Use {
        self.tally.borrow_mut().used(self.corpus())
    }

    /// The annotations of an article that lack something.
    #[must_use]
    pub fn left_in(&self, document: &Document) -> Left {
        self.tally.borrow_mut().left(self.corpus(), document)
    }

    /// The same, as far as people are told: not before the project makes use of entities or speakers.
    #[must_use]
    pub fn left(&self, document: &Document) -> Option<Left> {
        self.used().any.then(|| self.left_in(document))
    }

    /// True if there is a matrix of claims of some corpus, which follows edits where it can.
    #[must_use]
    pub fn has_matrix(&self) -> bool {
        self.matrix.borrow().is_some()
    }

    /// The matrix of claims, made once for each corpus.
    #[must_use]
    pub fn matrix(&self) -> Rc<Matrix> {
        let (corpus, by) = (self.corpus(), &self.claims.by);
        let mut last = self.matrix.borrow_mut();
        match &*last {
            Some((of, columns, matrix)) if Rc::ptr_eq(of, corpus) && columns == by => matrix.clone(),
            _ => {
                let matrix = Rc::new(Matrix::of(corpus, by));
                *last = Some((corpus.clone(), by.clone(), matrix.clone()));
                matrix
            }
        }
    }

    /// Lets the matrix of the corpus before follow a change, where that is less than to make it anew.
    pub(super) fn follow_matrix(&mut self, before: &Rc<Corpus>, change: Option<&Change>) {
        let made = self.matrix.get_mut().take().filter(|(of, ..)| Rc::ptr_eq(of, before));
        let after = self.editor.corpus().clone();
        let followed = made.zip(change).and_then(|((_, by, matrix), change)| {
            let matrix = matrix.after(&by, before, &after, change)?;
            Some((after, by, Rc::new(matrix)))
        });
        *self.matrix.get_mut() = followed;
    }

    /// The thing that keys are about; `None` if nothing is open.
    #[must_use]
    pub fn subject(&self) -> Option<Subject> {
        if self.session.selection.is_some() {
            return Some(Subject::Words);
        }
        if !self.annotations.picked.is_empty() {
            return Some(Subject::Rows);
        }
        self.session.annotation.map(Subject::Annotation)
    }

    /// The annotations whose values are meant: those that are picked, or the open one; none while words are selected.
    #[must_use]
    pub fn meant(&self) -> Vec<AnnotationId> {
        match self.subject() {
            Some(Subject::Rows) => self.annotations.picked.clone(),
            Some(Subject::Annotation(open)) => vec![open],
            Some(Subject::Words) | None => Vec::new(),
        }
    }

    /// True while a key means a value of an attribute.
    #[must_use]
    pub fn asks_for_value(&self) -> bool {
        let asks = &self.annotations.asks;
        !asks.is_empty() && *asks == self.meant()
    }

    /// The annotation whose card is open.
    #[must_use]
    pub fn open(&self) -> Option<&Rc<Annotation>> {
        self.corpus().annotation(self.session.annotation?)
    }

    /// The articles that stand side by side; none where another view than that is shown.
    #[must_use]
    pub fn side_by_side(&self) -> &[DocumentId] {
        if self.place == Place::Compare { &self.compare.columns } else { &[] }
    }

    /// True if the article that is read is on the screen.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.place == Place::Read || self.side_by_side().contains(&self.session.document)
    }

    /// The article that is read.
    #[must_use]
    pub fn document(&self) -> Option<&Rc<Document>> {
        self.corpus().document(&self.session.document)
    }

    /// The article that the list of annotations shows, if it does not show all.
    #[must_use]
    pub fn listed_document(&self) -> Option<&DocumentId> {
        (!self.annotations.everywhere).then_some(&self.session.document)
    }

    /// True while the labels stand beside the selected words: not while a pointer is still selecting, and not for somebody who only
    /// reads.
    #[must_use]
    pub fn shows_label_bar(&self) -> bool {
        self.session.selection.is_some() && !self.reader.selecting && self.editor.role() != Role::Reader
    }

    /// The reason why the person may write no record of that kind; `None` where they may.
    #[must_use]
    pub fn refusal(&self, kind: Kind) -> Option<Rejection> {
        let role = self.editor.role();
        match RecordKey::new(kind, "") {
            key if role.may_write(&key, self.annotator()) => None,
            _ if role == Role::Reader => Some(Rejection::ReadersWriteNothing),
            key => Some(Rejection::NotTheirs(key.kind)),
        }
    }

    /// The things that stand over the words: the style sheet lets other things make way for them, and looking for them itself,
    /// at each change, would take it long. A card makes way for the labels of selected words, unless it waits for these.
    #[must_use]
    pub fn over(&self) -> &'static str {
        let labels = self.shows_label_bar();
        let card = || self.open().is_some_and(|open| !labels || open.span().is_none());
        let is_panel = match self.session.panel {
            _ if self.place == Place::Compare => card(),
            None => false,
            Some(Panel::Card) => card(),
            Some(_) => true,
        };
        match (labels, is_panel, self.search.panel.is_some()) {
            (false, false, false) => "",
            (true, false, false) => "labels",
            (false, true, false) => "panel",
            (true, true, false) => "labels panel",
            (false, _, true) => "search",
            (true, _, true) => "labels search",
        }
    }

    /// True while the question is open which other occurrences are to be tagged.
    #[must_use]
    pub fn asks_about_others(&self) -> bool {
        self.session.dialog == Some(Dialog::Others)
    }

    /// The search that is shown: of that question while it is open, and of the panel.
    #[must_use]
    pub fn sought(&self) -> &Rc<search::state::Search> {
        self.search.shown(self.asks_about_others())
    }

    /// True while a dialog is open, or a file waits for an answer.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        self.session.dialog.is_some() || !self.import.pending.is_empty()
    }

    /// The setting of the page with that name; empty where nobody changed it.
    #[must_use]
    pub fn setting(&self, name: &str) -> &str {
        self.corpus().setting(name).map_or("", |value| value)
    }

    /// The project as a file names it; `None` for one without a name.
    #[must_use]
    pub fn named_project(&self) -> Option<IncomingProject> {
        let name = self.setting(PROJECT_NAME);
        let id = self.projects.open.as_str();
        (!name.is_empty()).then(|| IncomingProject { id: id.into(), name: name.into() })
    }

    /// True unless that setting was switched off.
    #[must_use]
    pub fn is_on(&self, setting: &str) -> bool {
        self.setting(setting) != "off"
    }

    /// The whole words of a span of the article in view, if the settings want them.
    #[must_use]
    pub fn snapped_to_words(&self, segmenter: &dyn Segmenter, span: Span) -> Option<Span> {
        let text = &self.document()?.text;
        self.is_on(SNAPPING).then(|| Tokens::of(text, segmenter).snapped(span))
    }

    /// The numbers of other occurrences of the open annotation's words that are not tagged like it, and of their articles;
    /// `None` if there are none.
    #[must_use]
    pub fn others(&self) -> Option<(usize, usize)> {
        let others = self.search.all_others()?;
        search::state::more(self.corpus(), &self.open()?.label, others)
    }

    /// True if the next step back is to undo that everything was cleared.
    #[must_use]
    pub fn undoes_clearing(&self) -> bool {
        self.history().next_undo().is_none() && self.editor.is_cleared()
    }

    /// True if the next step back, where projects are looked at, brings back one that was deleted.
    #[must_use]
    pub fn undoes_deletion(&self) -> bool {
        self.place == Place::Projects && !self.projects.deleted.is_empty()
    }

    /// The keys as they are mapped now.
    #[must_use]
    pub fn keys(&self) -> Keys {
        Keys::read(self.is_on(SINGLE_KEYS), self.setting(KEYS))
    }
}

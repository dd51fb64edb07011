//! The state of search: what is searched for, and what was found. To tag every other occurrence of an annotation's words is a
//! search, too: one that knows what to tag.

use glossator_core::corpus::Corpus;
use glossator_core::model::annotation::AnnotationId;
use glossator_core::model::document::{Document, DocumentId};
use glossator_core::model::label::LabelId;
use glossator_core::query;
use glossator_core::query::search::{self, Concordance, Occurrences, Pattern, Standing};
use glossator_core::text::TextVersion;
use glossator_core::text::offset::ByteOffset;
use glossator_core::text::span::Span;
use std::ops::Range;
use std::rc::Rc;

/// Everything about searches.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The search of the panel.
    pub search: Rc<Search>,
    /// The texts that it looked through, by their versions.
    pub among: Vec<TextVersion>,
    /// The search of the question which other occurrences are to be tagged.
    pub question: Rc<Search>,
    /// The panel is open, and whether it stands before the article.
    pub panel: Option<Panel>,
    /// Occurrences of the words of the open annotation.
    pub(super) others: Rc<Vec<Occurrences>>,
    /// The words that these are occurrences of, and the number of articles that were looked through.
    pub others_of: Option<(Rc<str>, usize)>,
    /// The articles that are still to be looked through for them, the next one last.
    pub(super) others_ahead: Vec<DocumentId>,
}

impl State {
    /// Occurrences of the words of the open annotation; `None` until all articles are looked through.
    #[must_use]
    pub fn all_others(&self) -> Option<&Rc<Vec<Occurrences>>> {
        self.others_ahead.is_empty().then_some(&self.others)
    }
}

/// The panel beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// Somebody searches in it.
    Front,
    /// Something that was found is shown in the article: a narrow screen shows that alone.
    Behind,
}

/// One search.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The words.
    pub pattern: Pattern,
    /// They are a regular expression.
    pub is_expression: bool,
    /// In the article in view alone.
    pub here: bool,
    /// Only in spans of that label.
    pub within: Option<LabelId>,
    /// The order of what was found.
    pub order: Concordance,
    /// The label for every other occurrence, where that is the question.
    pub label: Option<LabelId>,
    /// The places of the words, by article.
    pub found: Rc<Vec<Occurrences>>,
    /// The articles that are still to be looked through, the next one last.
    pub(super) ahead: Rc<Vec<DocumentId>>,
    /// Annotations that say the words in their notes.
    pub notes: Rc<[AnnotationId]>,
    /// The obstacle, or that the browser is still looking.
    pub trouble: Option<Trouble>,
    /// True if all are ticked, false if none, and no longer what seems best.
    pub all: Option<bool>,
    /// The occurrences of which the opposite is true.
    pub turned: Vec<Place>,
    /// The number of occurrences that are drawn beyond the first ones.
    pub more: usize,
}

/// The reason why a search has found nothing yet, or not all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser is still looking.
    Searching,
    /// Number of articles that were looked through, and of all of them.
    Looking(usize, usize),
    /// Number of articles that were looked through, and of all of them, when somebody stopped it.
    Stopped(usize, usize),
    /// Very many are being tagged.
    Tagging,
    /// Very many are being deleted.
    Deleting,
    /// Number of those that are listed; there are more.
    TooMany(u32),
    /// The words are no expression; the browser says why.
    Invalid(String),
    /// The expression takes too long.
    Slow,
    /// The browser has no worker.
    NoWorker,
}

/// The answer to a regular expression: places in each text, in bytes.
pub type Answer = Result<Vec<Vec<Range<usize>>>, Trouble>;

/// The start of an occurrence.
pub type Place = (DocumentId, ByteOffset);

/// One occurrence, as it is listed.
#[derive(Clone, Debug)]
pub struct Hit<'a> {
    /// The article.
    pub document: &'a Rc<Document>,
    /// The words.
    pub span: Span,
    /// True if something would be done with it.
    pub is_ticked: bool,
    /// True if it lies inside a longer span of the label that is asked for.
    pub is_inside: bool,
}

/// The things that can be asked about searches.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Opens the search as it was left.
    Open,
    /// Closes it: the focus goes back to where it was.
    Close,
    /// Asks which other occurrences of the annotation's words are to be tagged like it.
    AskOthers(AnnotationId),
    /// Says how many other occurrences there are of what was just tagged.
    AnnounceOthers,
    /// Looks for other occurrences of the open annotation's words now.
    LookNow {
        /// The number of others is said.
        announces: bool,
    },
    /// Looks on through the next articles.
    GoOn,
    /// Looks no further.
    Stop,
    /// Other words.
    SetWords(Rc<str>),
    /// Large and small letters are different.
    SetAsWritten(bool),
    /// Nothing that is only a part of a word.
    SetWholeWords(bool),
    /// The other names of what the open annotation speaks of count as well, or no longer.
    SetNames(bool),
    /// The words are a regular expression.
    SetExpression(bool),
    /// In the article in view alone.
    SetHere(bool),
    /// Only in spans of that label.
    SetWithin(Option<LabelId>),
    /// In that order.
    SetOrder(Concordance),
    /// A person who typed an expression pauses.
    RunExpression,
    /// The answer to an expression, for these articles and these notes.
    Answered(Rc<[DocumentId]>, Rc<[AnnotationId]>, Answer),
    /// Ticks an occurrence, or no longer.
    Turn(Place),
    /// Ticks the occurrence in that place of the list, or no longer.
    TurnAt(usize),
    /// Ticks all, or none.
    TurnAll,
    /// Draws more of them.
    ShowMore,
    /// Goes to the occurrence in its article, where its words are selected; what it was searched for within is opened.
    Choose(DocumentId, Span),
    /// Opens an annotation that was found by its note.
    ChooseNoted(AnnotationId),
    /// Goes to what was found first.
    ChooseFirst,
    /// Tags all that are ticked, as one step.
    Tag(LabelId),
    /// Tags them now.
    TagNow(LabelId),
    /// Deletes the annotations of just those words that are ticked, as one step.
    Untag,
    /// Deletes them now.
    UntagNow,
    /// Gives the focus to the occurrence below, or above (`false`).
    StepHit(bool),
    /// Gives the focus to the first occurrence.
    EnterList,
}

impl State {
    /// The search that was made last: the question while it is asked, and that of the panel.
    #[must_use]
    pub fn shown(&self, asks: bool) -> &Rc<Search> {
        if asks { &self.question } else { &self.search }
    }
}

impl Search {
    /// The occurrences that are listed: none that is tagged so already where every other occurrence is to be, and none outside
    /// of the label that is asked for.
    #[must_use]
    pub fn hits<'a>(&self, corpus: &'a Corpus) -> Vec<Hit<'a>> {
        let mut hits = Vec::new();
        for found in &*self.found {
            let document = corpus.document(&found.document);
            // The text may be another one since.
            let Some(document) = document.filter(|here| Rc::ptr_eq(&here.text, &found.text)) else {
                continue;
            };
            let listed = search::in_order(found, self.order).into_iter();
            hits.extend(listed.filter_map(|span| self.hit(document, span)));
        }
        hits
    }

    fn hit<'a>(&self, document: &'a Rc<Document>, span: Span) -> Option<Hit<'a>> {
        let standing =
            self.label.as_ref().map_or(Standing::Free, |label| search::standing(document, span, label));
        let is_within = |label: &LabelId| query::covering_span(document, span).any(|one| one.label == *label);
        if standing == Standing::Alike || !self.within.as_ref().is_none_or(is_within) {
            return None;
        }
        let is_turned = self.turned.iter().any(|(of, start)| *start == span.start() && *of == document.id);
        let is_ticked = self.all.unwrap_or(standing == Standing::Free) != is_turned;
        Some(Hit { document, span, is_ticked, is_inside: standing == Standing::Inside })
    }

    /// The number of occurrences, listed or not.
    #[must_use]
    pub fn count(&self) -> usize {
        self.found.iter().map(|found| found.spans.len()).sum()
    }
}

/// The number of articles in which the occurrences are.
#[must_use]
pub fn articles(hits: &[Hit<'_>]) -> usize {
    hits.chunk_by(|one, other| one.document.id == other.document.id).count()
}

/// The number of other occurrences that are not tagged with that label, and of their articles; `None` if there are none.
#[must_use]
pub fn more(corpus: &Corpus, label: &LabelId, others: &Rc<Vec<Occurrences>>) -> Option<(usize, usize)> {
    let search = Search { found: others.clone(), label: Some(label.clone()), ..Search::default() };
    let mut hits = search.hits(corpus);
    hits.retain(|hit| hit.is_ticked);
    (!hits.is_empty()).then(|| (hits.len(), articles(&hits)))
}

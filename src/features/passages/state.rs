//! The state of shared passages: what was found, and which of them are listed.

use crate::words::articles::shortly;
use glossator_core::corpus::Corpus;
use glossator_core::model::document::{Document, DocumentId};
use glossator_core::query::passages::{Finder, Kind, Passage, Passages};
use glossator_core::text::TextVersion;
use std::rc::Rc;

/// Everything about shared passages.
#[derive(Debug, Default)]
pub struct State {
    /// The passages; `None` until all articles are looked through.
    pub found: Option<Rc<Passages>>,
    /// The search, until it is over.
    pub(super) search: Option<Search>,
    /// The articles that are looked through, with their texts; `None` until somebody asks.
    pub(super) among: Option<Vec<(DocumentId, TextVersion)>>,
    /// The ones that are listed.
    pub filter: Filter,
    /// The number of passages that are drawn beyond the first ones.
    pub more: usize,
}

/// A search that goes on.
#[derive(Debug)]
pub(super) struct Search {
    pub(super) finder: Finder,
    /// The articles that are still to be looked through, the next one last.
    pub(super) ahead: Vec<DocumentId>,
}

/// A condition on passages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Passages of that kind; of the two kinds with marks in one article alone, either stands for both.
    pub kind: Option<Kind>,
    /// Passages in an article of that outlet.
    pub outlet: Option<Rc<str>>,
}

/// The things that can be asked about passages.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Looks through the next articles.
    LookOn,
    /// Lists the passages, those of an article's outlet alone if one is named.
    List(Option<DocumentId>),
    /// Lists others.
    SetFilter(Filter),
    /// Draws more of them.
    ShowMore,
    /// Shows a passage in both articles, side by side.
    Choose(Passage),
}

impl State {
    /// The numbers of articles that are looked through and of all; `None` while nothing is looked for.
    #[must_use]
    pub fn progress(&self) -> Option<(usize, usize)> {
        let (search, among) = self.search.as_ref().zip(self.among.as_ref())?;
        Some((among.len() - search.ahead.len(), among.len()))
    }
}

impl Filter {
    /// True if the passage fulfils it.
    #[must_use]
    pub fn is_met(&self, Listed { passage, left, right }: &Listed<'_>) -> bool {
        let is_kind = self.kind.is_none_or(|kind| is_alike(kind, passage.kind));
        let is_of = |outlet: &Rc<str>| [left, right].into_iter().any(|it| shortly(it) == *outlet);
        is_kind && self.outlet.as_ref().is_none_or(is_of)
    }
}

fn is_alike(one: Kind, other: Kind) -> bool {
    one == other || [one, other].iter().all(|kind| matches!(kind, Kind::Left | Kind::Right))
}

/// A passage with its articles.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// The passage.
    pub passage: &'a Passage,
    /// The article that comes first.
    pub left: &'a Rc<Document>,
    /// The other one.
    pub right: &'a Rc<Document>,
}

impl<'a> Listed<'a> {
    /// The passage with its articles; `None` if one is gone.
    #[must_use]
    pub fn of(corpus: &'a Corpus, passage: &'a Passage) -> Option<Self> {
        let (left, right) = (corpus.document(&passage.left.0)?, corpus.document(&passage.right.0)?);
        Some(Self { passage, left, right })
    }
}

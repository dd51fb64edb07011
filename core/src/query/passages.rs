//! Passages: the same words in two articles, and whether they stand within quotation marks there.
//!
//! A passage is a run of at least [`LEAST`] words that both articles have in the same order, case folded; two runs with at most
//! [`GAP`] other words between them are one. A paraphrase is none. Nothing of it is stored. This module does not know who copied
//! from whom, nor how a passage is drawn.

mod differences;
mod runs;

pub use self::differences::Differences;

use self::runs::{Index, Run};
use crate::corpus::lexicon::folded;
use crate::model::document::{Document, DocumentId};
use crate::text::Text;
use crate::text::offset::ByteOffset;
use crate::text::quotation::Quoted;
use crate::text::span::Span;
use crate::text::tokenise::Segmenter;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// Least number of words in a run.
pub const LEAST: usize = 8;

/// Largest number of other words, on either side, between two runs of one passage.
pub const GAP: usize = 2;

/// Number of places in one article at which the same [`LEAST`] words are looked for: its first ones. A text that says the same
/// again and again takes no longer than another one.
pub const PLACES: usize = 4;

/// Number of passages after which no further article is taken in: hundreds of articles that end with the same sentence have one
/// for each two of them.
pub const MOST: usize = 50_000;

/// Words that two articles share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Place in the article that comes first in the corpus.
    pub left: (DocumentId, Span),
    /// Place in the other one.
    pub right: (DocumentId, Span),
    /// Number of words that are the same.
    pub words: usize,
    /// Quotation marks around them.
    pub kind: Kind,
}

/// Quotation marks around the words of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// All words stand within marks in both articles: the same speech.
    Both,
    /// None does in either: shared copy.
    Neither,
    /// All do in the left one alone: marks were added or lost.
    Left,
    /// All do in the right one alone.
    Right,
    /// Marks cut through the words.
    Partly,
}

/// Passages of a corpus, the longest first, then as they were found.
#[derive(Debug, Default)]
pub struct Passages {
    all: Vec<Passage>,
    /// Indices of those of each article.
    of_article: HashMap<DocumentId, Vec<usize>>,
}

/// Search for the passages of articles that are added one by one, so that it can be done in parts.
#[derive(Debug, Default)]
pub struct Finder {
    /// Numbers of the words, as they are compared.
    vocabulary: HashMap<String, usize>,
    index: Index,
    articles: Vec<Article>,
    passages: Vec<Passage>,
}

/// Article whose words are in the index.
#[derive(Debug)]
struct Article {
    id: DocumentId,
    text: Rc<Text>,
    /// Its words, in bytes.
    words: Vec<Range<usize>>,
}

impl Finder {
    /// Takes the next article of the corpus in, with what it shares with those before.
    #[inline(never)] // See the crate's documentation.
    pub fn add(&mut self, document: &Document, segmenter: &dyn Segmenter) {
        if self.is_full() {
            return;
        }
        let text = document.text.clone();
        let content = text.content();
        let (mut ids, mut words) = (Vec::new(), Vec::new());
        for block in text.blocks() {
            for word in self::words(content, *block, segmenter) {
                ids.push(self.id_of(&content[word.clone()]));
                words.push(word);
            }
        }
        self.articles.push(Article { id: document.id.clone(), text, words });
        let runs = self.index.add(&ids);
        for of_pair in runs.chunk_by(|one, other| one.article == other.article) {
            let passages = runs::joined(of_pair).into_iter().filter_map(|run| self.passage(&run));
            self.passages.extend(passages.collect::<Vec<_>>());
        }
    }

    /// True once there are [`MOST`].
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.passages.len() >= MOST
    }

    /// The passages that were found.
    #[must_use]
    pub fn finish(mut self) -> Passages {
        self.passages.sort_by_key(|passage| Reverse(passage.words));
        Passages::new(self.passages)
    }

    fn id_of(&mut self, word: &str) -> usize {
        let next = self.vocabulary.len();
        *self.vocabulary.entry(folded(word).to_lowercase()).or_insert(next)
    }

    /// Passage of a run between an article and the one that was added last.
    fn passage(&self, run: &Run) -> Option<Passage> {
        let (left, right) = (self.articles.get(run.article)?, self.articles.last()?);
        let (from, to) = (left.span(&run.left)?, right.span(&run.right)?);
        Some(Passage {
            kind: Kind::of(left.text.quoted(from), right.text.quoted(to)),
            left: (left.id.clone(), from),
            right: (right.id.clone(), to),
            words: run.words,
        })
    }
}

impl Passages {
    fn new(all: Vec<Passage>) -> Self {
        let mut of_article: HashMap<DocumentId, Vec<usize>> = HashMap::new();
        for (at, passage) in all.iter().enumerate() {
            for (id, _) in [&passage.left, &passage.right] {
                of_article.entry(id.clone()).or_default().push(at);
            }
        }
        Self { all, of_article }
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Passage] {
        &self.all
    }

    /// Passages of an article, each with its place there.
    pub fn of(&self, document: &DocumentId) -> impl Iterator<Item = (&Passage, Span)> {
        let all = self.of_article.get(document).into_iter().flatten();
        all.filter_map(|at| self.all.get(*at)).map(|passage| {
            let (left, right) = (&passage.left, &passage.right);
            (passage, if left.0 == *document { left.1 } else { right.1 })
        })
    }

    /// The longest passage of which at least [`LEAST`] words stand in the span.
    #[must_use]
    pub fn of_span(&self, document: &Document, span: Span, segmenter: &dyn Segmenter) -> Option<&Passage> {
        let content = document.text.content();
        let is_long = |part: Span| words(content, part, segmenter).count() >= LEAST;
        let mut of_article = self.of(&document.id);
        of_article
            .find(|(_, place)| place.intersection(span).is_some_and(is_long))
            .map(|(passage, _)| passage)
    }
}

impl Article {
    fn span(&self, words: &Range<usize>) -> Option<Span> {
        let (first, last) = (self.words.get(words.start)?, self.words.get(words.end.checked_sub(1)?)?);
        Span::new(self.text.content(), ByteOffset(first.start), ByteOffset(last.end)).ok()
    }
}

impl Kind {
    fn of(left: Quoted, right: Quoted) -> Self {
        match (left, right) {
            (Quoted::Wholly, Quoted::Wholly) => Self::Both,
            (Quoted::Not, Quoted::Not) => Self::Neither,
            (Quoted::Wholly, Quoted::Not) => Self::Left,
            (Quoted::Not, Quoted::Wholly) => Self::Right,
            (Quoted::Partly, _) | (_, Quoted::Partly) => Self::Partly,
        }
    }
}

/// Words of a span, in bytes of the content.
fn words(content: &str, span: Span, segmenter: &dyn Segmenter) -> impl Iterator<Item = Range<usize>> {
    pieces(content, span, segmenter).filter(|piece| content[piece.clone()].contains(char::is_alphanumeric))
}

/// Words of a span, and the marks between them, in bytes of the content and without white space.
fn pieces(content: &str, span: Span, segmenter: &dyn Segmenter) -> impl Iterator<Item = Range<usize>> {
    let start = span.start().0;
    let pieces = segmenter.words(span.of(content)).into_iter();
    let pieces = pieces.map(move |piece| start + piece.start..start + piece.end);
    pieces.filter(|piece| !content[piece.clone()].trim().is_empty())
}

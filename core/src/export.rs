//! Export: which annotations of which articles a file is to hold, in the unit and with the words that files have.
//!
//! Positions count code points. Which format the file will have is not known here: see [`crate::formats`].

use crate::corpus::Corpus;
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::annotator::AnnotatorId;
use crate::model::document::{Document, DocumentId};
use crate::model::label::{self, LabelId, LabelSet};
use crate::model::relation;
use crate::model::time::Timestamp;
use crate::text::tokenise::Segmenter;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::rc::Rc;

/// What a person wants in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// One article; all, if none is named.
    pub document: Option<DocumentId>,
    /// Labels that are left out.
    pub without: Vec<LabelId>,
}

/// What is to be written.
pub struct Contents<'a> {
    /// When.
    pub exported: Timestamp,
    /// The labels that are wanted: those of the page in their order, then others that occur.
    pub labels: Vec<LabelId>,
    /// What is known of the page's labels.
    pub label_set: &'a LabelSet,
    /// The articles, by id; also those in which nothing is tagged.
    pub articles: Vec<Article<'a>>,
    /// Links between two of the spans, by id.
    pub relations: Vec<Relation<'a>>,
    /// So many annotations are left out because they have no place in their article.
    pub unplaced: usize,
    /// For formats that have tokens.
    pub segmenter: &'a dyn Segmenter,
}

/// An article with its spans.
#[derive(Debug)]
pub struct Article<'a> {
    /// Its text, title and id.
    pub document: &'a Document,
    /// In text order: by start, the longer first, then by id.
    pub spans: Vec<Tagged<'a>>,
}

/// A tagged span.
#[derive(Debug)]
pub struct Tagged<'a> {
    /// Its label, note and times.
    pub annotation: &'a Annotation,
    /// The first code point.
    pub start: usize,
    /// Behind the last code point.
    pub end: usize,
    /// What stands there.
    pub quote: &'a str,
    /// Who tagged it: a name, or the id of somebody who has none, or nothing.
    pub annotator: Rc<str>,
}

/// A link.
#[derive(Debug)]
pub struct Relation<'a> {
    /// Its id.
    pub id: &'a Rc<str>,
    /// From one of the spans.
    pub from: AnnotationId,
    /// To one of the spans.
    pub to: AnnotationId,
    /// Who made it, as for [`Tagged::annotator`].
    pub annotator_name: Rc<str>,
    link: &'a relation::Relation,
}

impl<'a> Contents<'a> {
    /// What that choice means now.
    #[must_use]
    pub fn of(
        corpus: &'a Corpus,
        choice: &Choice,
        exported: Timestamp,
        segmenter: &'a dyn Segmenter,
    ) -> Self {
        let is_wanted = |label: &LabelId| !choice.without.contains(label);
        let mut contents = Self {
            exported,
            labels: corpus.labels().iter().map(|label| label.id.clone()).filter(is_wanted).collect(),
            label_set: corpus.labels(),
            articles: Vec::new(),
            relations: Vec::new(),
            unplaced: 0,
            segmenter,
        };
        let mut ids = Vec::new();
        let documents = corpus.documents();
        for document in
            documents.filter(|document| choice.document.as_ref().is_none_or(|id| *id == document.id))
        {
            let mut spans = Vec::with_capacity(document.annotation_count());
            for annotation in document.annotations().filter(|annotation| is_wanted(&annotation.label)) {
                let Some(span) = annotation.span() else {
                    contents.unplaced += 1;
                    continue;
                };
                label::index_in(&mut contents.labels, &annotation.label);
                ids.push(annotation.id);
                let (start, end) = document.text.code_point_ends(span);
                let quote = span.of(document.text.content());
                let annotator = name_of(corpus, annotation.annotator);
                spans.push(Tagged { annotation, start: start.0, end: end.0, quote, annotator });
            }
            contents.articles.push(Article { document, spans });
        }
        ids.sort_unstable();
        let relations = ids.iter().flat_map(|id| corpus.relations().from((*id).into()));
        let relations = relations.filter_map(|relation| Relation::of(corpus, relation));
        contents.relations = relations.filter(|one| ids.binary_search(&one.to).is_ok()).collect();
        contents.relations.sort_by_key(|relation| relation.id);
        contents
    }

    /// The links within one article.
    pub fn relations_in(&self, article: &Article<'_>) -> impl Iterator<Item = (&Relation<'a>, usize, usize)> {
        let ids = article.spans.iter().map(|span| span.annotation.id);
        let places: HashMap<AnnotationId, usize> = ids.zip(0..).collect();
        let place = move |id: &AnnotationId| places.get(id).copied();
        self.relations
            .iter()
            .filter_map(move |relation| Some((relation, place(&relation.from)?, place(&relation.to)?)))
    }
}

impl<'a> Relation<'a> {
    /// `None` if it links something else than annotations.
    fn of(corpus: &Corpus, relation: &'a relation::Relation) -> Option<Self> {
        let (from, to) = (relation.from.annotation()?, relation.to.annotation()?);
        let annotator_name = name_of(corpus, relation.annotator);
        Some(Self { id: &relation.id.0, from, to, annotator_name, link: relation })
    }

    /// What sort of link.
    #[must_use]
    pub fn kind(&self) -> &'a str {
        &self.link.kind
    }

    /// What its author has to say about it.
    #[must_use]
    pub fn note(&self) -> &'a str {
        &self.link.note
    }

    /// Who made it.
    #[must_use]
    pub fn annotator(&self) -> AnnotatorId {
        self.link.annotator
    }

    /// When it was made.
    #[must_use]
    pub fn created(&self) -> Timestamp {
        self.link.created
    }

    /// When it was last changed.
    #[must_use]
    pub fn modified(&self) -> Timestamp {
        self.link.modified
    }
}

impl Article<'_> {
    /// The places of such spans as do not overlap: the longest ones, of equally long ones the first (`filter_spans` in
    /// spaCy), in text order.
    #[must_use]
    pub fn flat(&self, is_wanted: impl Fn(&Tagged<'_>) -> bool) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.spans.len()).filter(|at| is_wanted(&self.spans[*at])).collect();
        places.sort_by_key(|at| Reverse(self.spans[*at].end - self.spans[*at].start));
        // By where they end: as they do not overlap, that is their order.
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for at in places {
            let span = &self.spans[at];
            let place = taken.partition_point(|(end, _)| *end <= span.start);
            if taken.get(place).is_none_or(|(_, other)| self.spans[*other].start >= span.end) {
                taken.insert(place, (span.end, at));
            }
        }
        taken.into_iter().map(|(_, at)| at).collect()
    }
}

/// What a person goes by.
fn name_of(corpus: &Corpus, id: AnnotatorId) -> Rc<str> {
    let name = corpus.annotator_name(id);
    if name.is_empty() && id != AnnotatorId::default() { id.to_string().into() } else { name }
}

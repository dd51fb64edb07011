//! Export: the articles, annotations and relations that a file is to hold.
//!
//! Positions count code points. It does not know the format that the file will have: see [`crate::formats`].

use crate::corpus::Corpus;
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::annotator::AnnotatorId;
use crate::model::attribute::AttributeSet;
use crate::model::document::{Document, DocumentId};
use crate::model::entity::Entity;
use crate::model::label::{self, LabelId, LabelSet};
use crate::model::relation::{self, EndId};
use crate::model::time::Timestamp;
use crate::text::tokenise::Segmenter;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::rc::Rc;

/// Selection of a person: the articles and labels that go into the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Id of the only article; all go in if there is none.
    pub document: Option<DocumentId>,
    /// Ids of labels that are left out.
    pub without: Vec<LabelId>,
}

/// Contents of a file before it has a format.
pub struct Contents<'a> {
    /// Time of the export.
    pub exported: Timestamp,
    /// Ids of the labels that are wanted: those of the codebook in their order, then others that occur.
    pub labels: Vec<LabelId>,
    /// Labels of the codebook, with their names, keys and colours.
    pub label_set: &'a LabelSet,
    /// Attributes of the codebook.
    pub attributes: &'a AttributeSet,
    /// Articles by id, also those in which nothing is tagged.
    pub articles: Vec<Article<'a>>,
    /// Relations between two of the spans, by id.
    pub relations: Vec<Relation<'a>>,
    /// Relations of which an end is an entity or an article, by id.
    pub loose: Vec<Relation<'a, End<'a>>>,
    /// Number of annotations that are left out because they have no place in their article.
    pub unplaced: usize,
    /// Segmenter of words and sentences, for formats that have tokens.
    pub segmenter: &'a dyn Segmenter,
    corpus: &'a Corpus,
}

/// Article with its spans.
#[derive(Debug)]
pub struct Article<'a> {
    /// Article itself: id, title and text.
    pub document: &'a Document,
    /// Spans in text order: by start, the longer first, then by id.
    pub spans: Vec<Tagged<'a>>,
}

/// Span with its annotation.
#[derive(Debug)]
pub struct Tagged<'a> {
    /// Annotation: label, note and times.
    pub annotation: &'a Annotation,
    /// Position of the first code point.
    pub start: usize,
    /// Position behind the last code point.
    pub end: usize,
    /// Words of the span.
    pub quote: &'a str,
    /// Annotator by name, or by id where there is no name; empty for nobody.
    pub annotator: Rc<str>,
    /// Entity of which it speaks, and that counts.
    pub entity: Option<&'a Rc<Entity>>,
}

/// Relation, mostly between two spans.
#[derive(Debug)]
pub struct Relation<'a, To = AnnotationId> {
    /// Id of the relation.
    pub id: &'a Rc<str>,
    /// Thing at its start.
    pub from: To,
    /// Thing at its end.
    pub to: To,
    /// Annotator, as in [`Tagged::annotator`].
    pub annotator_name: Rc<str>,
    link: &'a relation::Relation,
}

/// Thing at an end of a relation.
#[derive(Clone, Copy, Debug)]
pub enum End<'a> {
    /// A span.
    Annotation(AnnotationId),
    /// An entity, which counts.
    Entity(&'a Entity),
    /// An article.
    Document(&'a DocumentId),
}

impl<'a> Contents<'a> {
    /// Contents of the corpus that the selection names.
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
            attributes: corpus.attributes(),
            articles: Vec::new(),
            relations: Vec::new(),
            loose: Vec::new(),
            unplaced: 0,
            segmenter,
            corpus,
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
                let entity = corpus.entities().of(annotation);
                spans.push(Tagged { annotation, start: start.0, end: end.0, quote, annotator, entity });
            }
            contents.articles.push(Article { document, spans });
        }
        ids.sort_unstable();
        let relations = ids.iter().flat_map(|id| corpus.relations().from((*id).into()));
        let relations = relations.filter_map(|link| {
            let ends = [link.from.annotation()?, link.to.annotation()?];
            ids.binary_search(&ends[1]).is_ok().then(|| Relation::of(corpus, link, ends))
        });
        contents.relations = relations.collect();
        contents.relations.sort_unstable_by_key(|relation| relation.id);
        let is_chosen = |document: &DocumentId| choice.document.as_ref().is_none_or(|id| id == document);
        let end = |id: &'a EndId| {
            let end = End::of(corpus, id)?;
            let is_wanted = match end {
                End::Annotation(id) => ids.binary_search(&id).is_ok(),
                End::Entity(entity) => is_wanted(&entity.label),
                End::Document(document) => is_chosen(document),
            };
            is_wanted.then_some(end)
        };
        // With one article only, those that have nothing to do with it are none of its file.
        let is_near = |end: &End<'_>| choice.document.is_none() || !matches!(end, End::Entity(_));
        let loose = corpus.relations().iter().filter_map(|link| {
            let ends = [end(&link.from)?, end(&link.to)?];
            let is_loose = ends.iter().any(|end| !matches!(end, End::Annotation(_)));
            (is_loose && ends.iter().any(is_near)).then(|| Relation::of(corpus, link, ends))
        });
        contents.loose = loose.collect();
        contents
    }

    /// Names of the things to which relations of that type lead from a span: of an annotation its entity, or else its words.
    /// They need not be in the file.
    #[must_use]
    pub fn names(&self, span: &Tagged<'_>, kind: &str) -> Vec<&'a str> {
        let corpus = self.corpus;
        let links = corpus.relations().from(span.annotation.id.into()).filter(|link| *link.kind == *kind);
        let names = links.filter_map(|link| match End::of(corpus, &link.to)? {
            End::Entity(entity) => Some(entity.called()),
            End::Document(document) => Some(&*document.0),
            End::Annotation(id) => {
                let annotation = corpus.annotation(id)?;
                let text = &corpus.document(&annotation.document)?.text;
                let entity = corpus.entities().of(annotation);
                Some(entity.map_or_else(|| annotation.quote(text), |entity| entity.called()))
            }
        });
        names.collect()
    }

    /// Relations within one article, with the places of their ends among its spans.
    pub fn relations_in(&self, article: &Article<'_>) -> impl Iterator<Item = (&Relation<'a>, usize, usize)> {
        let ids = article.spans.iter().map(|span| span.annotation.id);
        let places: HashMap<AnnotationId, usize> = ids.zip(0..).collect();
        let place = move |id: &AnnotationId| places.get(id).copied();
        self.relations
            .iter()
            .filter_map(move |relation| Some((relation, place(&relation.from)?, place(&relation.to)?)))
    }
}

impl<'a> End<'a> {
    /// Thing of that id, which exists.
    fn of(corpus: &'a Corpus, id: &EndId) -> Option<Self> {
        let annotation = id.annotation().filter(|id| corpus.annotation(*id).is_some());
        annotation.map(Self::Annotation).or_else(|| {
            let entity = corpus.entities().resolve(&id.entity());
            let document = || corpus.document(&id.document()).map(|it| Self::Document(&it.id));
            entity.map(|entity| Self::Entity(entity)).or_else(document)
        })
    }
}

impl<'a, To> Relation<'a, To> {
    fn of(corpus: &Corpus, link: &'a relation::Relation, [from, to]: [To; 2]) -> Self {
        let annotator_name = name_of(corpus, link.annotator);
        Self { id: &link.id.0, from, to, annotator_name, link }
    }

    /// Type of the relation.
    #[must_use]
    pub fn kind(&self) -> &'a str {
        &self.link.kind
    }

    /// Note of its annotator.
    #[must_use]
    pub fn note(&self) -> &'a str {
        &self.link.note
    }

    /// Annotator who made it.
    #[must_use]
    pub fn annotator(&self) -> AnnotatorId {
        self.link.annotator
    }

    /// Time of its making.
    #[must_use]
    pub fn created(&self) -> Timestamp {
        self.link.created
    }

    /// Time of its last change.
    #[must_use]
    pub fn modified(&self) -> Timestamp {
        self.link.modified
    }
}

impl Article<'_> {
    /// Places of wanted spans that do not overlap, in text order: the longest, of equally long ones the first
    /// (`filter_spans` in spaCy).
    #[must_use]
    pub fn flat(&self, is_wanted: impl Fn(&Tagged<'_>) -> bool) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.spans.len()).filter(|at| is_wanted(&self.spans[*at])).collect();
        places.sort_by_key(|at| Reverse(self.spans[*at].end - self.spans[*at].start));
        // Sorted by their ends, which is text order as they do not overlap.
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

/// Name of a person, or the id of one who has none; empty for nobody.
fn name_of(corpus: &Corpus, id: AnnotatorId) -> Rc<str> {
    let name = corpus.annotator_name(id);
    if name.is_empty() && id != AnnotatorId::default() { id.to_string().into() } else { name }
}

//! Left out: what a file of another tool has no room for, by sort and number.

use crate::export::{Contents, Tagged};

/// Things of a sort that are not written, and their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Sort of the things.
    pub what: Unwritten,
    /// Number of them.
    pub count: usize,
}

/// Sort of things that a file has no room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwritten {
    /// Annotations without a place in their article.
    Unplaced,
    /// Annotations of nothing but white space.
    Blank,
    /// Annotations that overlap a longer one of their label.
    Overlapping,
    /// Annotations that overlap a longer one, in a list of named entities beside which all are written.
    OverlappingEntities,
    /// Entities of annotations.
    Entities,
    /// Values of attributes of annotations.
    Values,
    /// Relations of an entity or an article.
    LooseRelations,
    /// Relations.
    Relations,
    /// Relations between articles.
    RelationsBetweenArticles,
    /// Relations between articles, or with an end that is nothing but white space.
    RelationsBetweenArticlesOrBlank,
    /// Articles without a text.
    ArticlesWithoutText,
    /// Articles of nothing but white space.
    ArticlesWithoutWords,
}

/// Relations that are not between two spans of one article.
pub fn between_articles(contents: &Contents<'_>) -> LeftOut {
    let within: usize = contents.articles.iter().map(|article| contents.relations_in(article).count()).sum();
    LeftOut { what: Unwritten::RelationsBetweenArticles, count: contents.relations.len() - within }
}

/// Relations of an entity or an article.
pub fn loose(contents: &Contents<'_>) -> LeftOut {
    LeftOut { what: Unwritten::LooseRelations, count: contents.loose.len() }
}

/// All relations.
pub fn relations(contents: &Contents<'_>) -> LeftOut {
    LeftOut { what: Unwritten::Relations, count: contents.relations.len() + contents.loose.len() }
}

/// Entities of annotations.
pub fn entities(contents: &Contents<'_>) -> LeftOut {
    let spans = contents.articles.iter().flat_map(|article| &article.spans);
    LeftOut { what: Unwritten::Entities, count: spans.filter(|span| span.entity.is_some()).count() }
}

/// Values of attributes of annotations.
pub fn values(contents: &Contents<'_>) -> LeftOut {
    values_but(contents, |_, _| false)
}

/// Values of attributes of annotations, but for those that are written.
pub fn values_but(contents: &Contents<'_>, is_written: impl Fn(&Tagged<'_>, &str) -> bool) -> LeftOut {
    let spans = contents.articles.iter().flat_map(|article| &article.spans);
    let of = |span: &Tagged<'_>| {
        span.annotation.attributes.iter().filter(|(id, _)| !is_written(span, &id.0)).count()
    };
    LeftOut { what: Unwritten::Values, count: spans.map(of).sum() }
}

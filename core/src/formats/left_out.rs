//! Left out: what a file of another tool has no room for, by sort and number.

use crate::export::Contents;

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
    /// Annotations that overlap a longer one, in a list of entities beside which all are written.
    Entities,
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

/// All relations.
pub fn relations(contents: &Contents<'_>) -> LeftOut {
    LeftOut { what: Unwritten::Relations, count: contents.relations.len() }
}

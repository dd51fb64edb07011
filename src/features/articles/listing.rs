//! Listing: the articles that a query wants, in its order, with the outlets between them where it wants them together. Pure.

use super::state::{ANNOTATIONS, NAME, Only, Query, STATE, WORDS};
use glossator_core::corpus::Corpus;
use glossator_core::model::attribute::{DATE, HEADLINE, OUTLET};
use glossator_core::model::document::{Document, State};
use glossator_core::text::Text;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// A row of a list or a table of articles.
#[derive(Clone, Debug)]
pub enum Line {
    /// The articles of that outlet follow, so many; of none, if it is empty.
    Outlet(Rc<str>, usize),
    /// An article.
    Article(Rc<Document>),
}

impl Line {
    /// The article, if it is one.
    #[must_use]
    pub fn article(&self) -> Option<&Rc<Document>> {
        match self {
            Self::Outlet(..) => None,
            Self::Article(document) => Some(document),
        }
    }
}

/// Numbers of words, each counted once.
#[derive(Default)]
pub struct Lengths(RefCell<HashMap<*const Text, (Rc<Text>, usize)>>);

impl Lengths {
    /// The number of words of an article.
    #[must_use]
    pub fn of(&self, document: &Document) -> usize {
        let mut counted = self.0.borrow_mut();
        let text = &document.text;
        // The text is kept beside its number, so that no other one comes to lie at its place.
        counted
            .entry(Rc::as_ptr(text))
            .or_insert_with(|| (text.clone(), text.content().split_whitespace().count()))
            .1
    }
}

/// True unless the headline is what the text begins with.
#[must_use]
pub fn has_headline(document: &Document) -> bool {
    let text = &document.text;
    let first = text.blocks().first().map(|block| block.of(text.content()).trim());
    first != Some(document.title.trim()) && *document.title != *document.id.untitled(text)
}

/// The headline of an article; empty where it has none of its own.
#[must_use]
pub fn headline(document: &Document) -> &str {
    let own = document.attributes.get(HEADLINE);
    if own.is_empty() && has_headline(document) { &document.title } else { own }
}

/// See the module.
#[must_use]
pub fn lines(corpus: &Corpus, query: &Query, lengths: &Lengths) -> Vec<Line> {
    let words: Vec<String> = query.words.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let is_wanted = |document: &&Rc<Document>| is_only(document, query.only) && has_words(document, &words);
    let mut found: Vec<_> = corpus.documents().filter(is_wanted).cloned().collect();
    if &*query.by != NAME {
        found.sort_by(|one, other| compare(one, other, query, lengths));
    } else if query.is_down {
        found.reverse();
    }
    if !query.is_grouped || found.iter().all(|document| document.attributes.get(OUTLET).is_empty()) {
        return found.into_iter().map(Line::Article).collect();
    }
    let outlet = |document: &Rc<Document>| document.attributes.get(OUTLET).to_lowercase();
    found.sort_by_cached_key(|document| (document.attributes.get(OUTLET).is_empty(), outlet(document)));
    let groups = found.chunk_by(|one, other| outlet(one) == outlet(other));
    let lines = groups.flat_map(|group| {
        let name = Rc::from(group[0].attributes.get(OUTLET));
        std::iter::once(Line::Outlet(name, group.len())).chain(group.iter().cloned().map(Line::Article))
    });
    lines.collect()
}

/// The lines of the list: outlets stand above their articles where one has several.
#[must_use]
pub fn listed(corpus: &Corpus, query: &Query) -> Vec<Line> {
    let mut outlets = HashSet::new();
    let mut named =
        corpus.documents().map(|it| it.attributes.get(OUTLET)).filter(|outlet| !outlet.is_empty());
    let repeats = named.any(|outlet| !outlets.insert(outlet.to_lowercase()));
    let query = Query { is_grouped: query.is_grouped && repeats, ..query.clone() };
    lines(corpus, &query, &Lengths::default())
}

/// The number of articles of that sort.
#[must_use]
pub fn count(corpus: &Corpus, only: Only) -> usize {
    corpus.documents().filter(|document| is_only(document, only)).count()
}

fn is_only(document: &Document, only: Only) -> bool {
    match only {
        Only::All => true,
        Only::Open => document.state == State::Open,
        Only::Done => document.state == State::Done,
        Only::NoOutlet => document.attributes.get(OUTLET).is_empty(),
        Only::NoDate => document.attributes.get(DATE).is_empty(),
    }
}

fn has_words(document: &Document, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut all = format!("{} {} {}", document.title, document.id, document.note).to_lowercase();
    for (_, value) in &document.attributes {
        all.push(' ');
        all.push_str(&value.to_lowercase());
    }
    words.iter().all(|word| all.contains(word.as_str()))
}

/// Order of two articles. Articles without a value come last, in both directions.
fn compare(one: &Document, other: &Document, query: &Query, lengths: &Lengths) -> Ordering {
    let turned = |order: Ordering| if query.is_down { order.reverse() } else { order };
    match &*query.by {
        WORDS => turned(lengths.of(one).cmp(&lengths.of(other))),
        ANNOTATIONS => turned(one.annotation_count().cmp(&other.annotation_count())),
        STATE => turned(one.state.cmp(&other.state)),
        by => {
            let value = |document: &Document| {
                let value = if by == HEADLINE { &document.title } else { document.attributes.get(by) };
                value.to_lowercase()
            };
            let (one, other) = (value(one), value(other));
            one.is_empty().cmp(&other.is_empty()).then_with(|| turned(one.cmp(&other)))
        }
    }
}

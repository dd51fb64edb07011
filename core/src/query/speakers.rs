//! Speakers: who says how many claims in an outlet, in how many of his own words, and by which words he is said to.
//!
//! A claim belongs to whoever it is said by; whoever passed it on does not count. Each number is a list of annotations, or counts
//! words that stand in one. Speakers do not know how a table is drawn.

use crate::corpus::Corpus;
use crate::corpus::lexicon::folded;
use crate::model::annotation::{Annotation, AnnotationId};
use crate::model::document::Document;
use crate::model::entity::EntityId;
use crate::model::label::CLAIM;
use crate::query::naming::{Outlet, outlets};
use crate::query::stance::{Links, Stance, Voice};
use crate::text::tokenise::Segmenter;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;

/// Claims of an outlet by whoever says them.
#[derive(Clone, Debug, PartialEq)]
pub struct Speakers {
    /// The outlet.
    pub outlet: Outlet,
    /// Speakers who are named, those with most claims first, then as they come in the articles.
    pub named: Vec<Speaker>,
    /// Claims that are reported and said by nobody who is named.
    pub nobody: Vec<AnnotationId>,
    /// Claims in the voice of the article.
    pub own: Vec<AnnotationId>,
    /// Words that attribute claims, those of most claims first, then as they come in the articles.
    pub cues: Vec<Cue>,
}

/// Somebody with his claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The one who speaks.
    pub who: Who,
    /// Claims said by him.
    pub claims: Vec<AnnotationId>,
    /// Words of these claims that stand within quotation marks, each place once.
    pub words: usize,
}

/// One who speaks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// An entity.
    Entity(EntityId),
    /// Words that have none, as [`folded`] writes them.
    Words(Rc<str>),
}

/// Words that attribute claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The words, in small letters.
    pub words: Rc<str>,
    /// Claims that they attribute.
    pub claims: Vec<AnnotationId>,
}

impl Who {
    /// Name of the entity, or the words.
    #[must_use]
    pub fn name(&self, corpus: &Corpus) -> Rc<str> {
        match self {
            Self::Entity(id) => {
                corpus.entities().resolve(id).map_or_else(|| id.0.clone(), |it| it.name.clone())
            }
            Self::Words(words) => words.clone(),
        }
    }
}

impl Speakers {
    /// Number of claims with a speaker who is named: shares are of these.
    #[must_use]
    pub fn attributed(&self) -> usize {
        self.named.iter().map(|speaker| speaker.claims.len()).sum()
    }
}

/// Speaker of a claim with those links.
#[must_use]
pub fn who(corpus: &Corpus, links: &Links<'_>) -> Option<Who> {
    let mention = links.said_by?;
    if let Some(entity) = corpus.entities().of(mention) {
        return Some(Who::Entity(entity.id.clone()));
    }
    let document = corpus.document(&mention.document)?;
    Some(Who::Words(folded(mention.quote(&document.text)).into()))
}

/// Counts the speakers of each outlet.
#[must_use]
pub fn speakers(corpus: &Corpus, segmenter: &dyn Segmenter) -> Vec<Speakers> {
    let (outlets, of_documents) = outlets(corpus);
    let mut tables: Vec<Table> = outlets.iter().map(|_| Table::default()).collect();
    for (document, outlet) in corpus.documents().zip(of_documents) {
        // Places of the claims with which each speaker is quoted in this article.
        let mut quoted: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
        for claim in document.annotations().filter(|annotation| *annotation.label.0 == *CLAIM) {
            let speaker = tables[outlet].take(corpus, claim);
            if let Some((speaker, span)) = speaker.zip(claim.span()) {
                quoted.entry(speaker).or_default().push(span.bytes());
            }
        }
        for (speaker, spans) in quoted {
            tables[outlet].named[speaker].words += words_within(document, spans, segmenter);
        }
    }
    let speakers = outlets.into_iter().zip(tables).map(|(outlet, table)| {
        let Table { mut named, nobody, own, mut cues, .. } = table;
        named.sort_by_key(|speaker| Reverse(speaker.claims.len()));
        cues.sort_by_key(|cue| Reverse(cue.claims.len()));
        Speakers { outlet, named, nobody, own, cues }
    });
    speakers.collect()
}

/// Counts of an outlet while they are made.
#[derive(Default)]
struct Table {
    named: Vec<Speaker>,
    of_speaker: HashMap<Who, usize>,
    nobody: Vec<AnnotationId>,
    own: Vec<AnnotationId>,
    cues: Vec<Cue>,
    of_cue: HashMap<String, usize>,
}

impl Table {
    /// Takes a claim in. Returns the index of its speaker.
    #[inline(never)] // See the crate's documentation.
    fn take(&mut self, corpus: &Corpus, claim: &Annotation) -> Option<usize> {
        let links = Links::of(corpus, claim);
        for cue in &links.cues {
            let Some(document) = corpus.document(&cue.document) else { continue };
            let words = folded(cue.quote(&document.text)).to_lowercase();
            let next = self.cues.len();
            let place = *self.of_cue.entry(words).or_insert_with_key(|words| {
                self.cues.push(Cue { words: words.as_str().into(), claims: Vec::new() });
                next
            });
            let claims = &mut self.cues[place].claims;
            if claims.last() != Some(&claim.id) {
                claims.push(claim.id);
            }
        }
        let Some(who) = who(corpus, &links) else {
            match Stance::of(corpus, claim, &links).voice {
                Voice::Own => self.own.push(claim.id),
                Voice::Attributed | Voice::Nobody => self.nobody.push(claim.id),
            }
            return None;
        };
        let next = self.named.len();
        let place = *self.of_speaker.entry(who).or_insert_with_key(|who| {
            self.named.push(Speaker { who: who.clone(), claims: Vec::new(), words: 0 });
            next
        });
        self.named[place].claims.push(claim.id);
        Some(place)
    }
}

/// Number of words within quotation marks in any of the spans.
fn words_within(document: &Document, mut spans: Vec<Range<usize>>, segmenter: &dyn Segmenter) -> usize {
    let content = document.text.content();
    spans.sort_by_key(|span| span.start);
    let mut upto = 0;
    let mut count = 0;
    for span in spans {
        let rest = span.start.max(upto)..span.end.max(upto);
        upto = rest.end;
        for part in document.text.quotations().within(rest) {
            let words = segmenter.words(&content[part.clone()]).into_iter();
            let is_word =
                |word: &Range<usize>| content[part.start..][word.clone()].contains(char::is_alphanumeric);
            count += words.filter(is_word).count();
        }
    }
    count
}

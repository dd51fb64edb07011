//! Stance: how an article stands to a claim – in whose voice it says it, in which form, and on which side – and the mentions
//! and words that a claim is linked to.
//!
//! Coded are the position, the form, and the flag that nobody is named; all else follows from them, the relations of the claim
//! and the quotation marks of the text. A stance does not know groups of claims, nor what is absent.

use crate::corpus::Corpus;
use crate::model::annotation::Annotation;
use crate::model::attribute::{FORM, NOBODY, POSITION, YES};
use crate::model::relation::EndId;
use crate::model::relation_type::{CUE, SAID_BY, VIA, WHERE};
use crate::text::quotation::Quoted;
use std::rc::Rc;

/// Form in which an article reports a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Not at all: the article says it itself.
    None,
    /// In the words of the one who says it.
    Direct,
    /// Partly in these words.
    Mixed,
    /// In the words of the article.
    Indirect,
}

/// Voice in which an article brings a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// That of the article.
    Own,
    /// That of somebody who is named.
    Attributed,
    /// That of somebody who is not named.
    Nobody,
}

/// State of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// The article says it itself.
    Asserts,
    /// Somebody says it.
    Attributes,
    /// It is reported, and nobody named.
    AttributesNobody,
    /// The article denies it itself.
    Denies,
    /// Somebody denies it.
    AttributesDenial,
    /// Its denial is reported, and nobody named.
    AttributesDenialNobody,
}

/// Stance of an article to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stance {
    /// Form, stored or guessed.
    pub form: Form,
    /// True if the form follows from the quotation marks.
    pub is_guessed: bool,
    /// Voice.
    pub voice: Voice,
    /// True if the claim is denied.
    pub is_denial: bool,
}

/// Annotations that a claim is linked to, where they are still here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links<'a> {
    /// Mention of the one who says it.
    pub said_by: Option<&'a Rc<Annotation>>,
    /// Mention of the one who passed it on.
    pub via: Option<&'a Rc<Annotation>>,
    /// Words that attribute it.
    pub cues: Vec<&'a Rc<Annotation>>,
    /// Places where it is said to happen.
    pub places: Vec<&'a Rc<Annotation>>,
}

impl<'a> Links<'a> {
    /// Links of a claim. Of several speakers, the one of the first relation by id counts.
    #[must_use]
    pub fn of(corpus: &'a Corpus, claim: &Annotation) -> Self {
        let mut links = Self::default();
        for relation in corpus.relations().from(EndId::from(claim.id)) {
            let Some(end) = relation.to.annotation().and_then(|id| corpus.annotation(id)) else { continue };
            match &*relation.kind {
                SAID_BY => links.said_by = links.said_by.or(Some(end)),
                VIA => links.via = links.via.or(Some(end)),
                CUE => links.cues.push(end),
                WHERE => links.places.push(end),
                _ => {}
            }
        }
        links
    }
}

/// Value of an annotation for the attribute of that id: its own, or the default of the codebook.
#[must_use]
pub fn value<'a>(corpus: &'a Corpus, annotation: &'a Annotation, id: &str) -> &'a str {
    let own = annotation.attributes.get(id);
    let default = || corpus.attributes().get(&annotation.label.0, id).map_or("", |it| &it.default);
    if own.is_empty() { default() } else { own }
}

impl Stance {
    /// Stance to a claim with those links.
    #[must_use]
    pub fn of(corpus: &Corpus, claim: &Annotation, links: &Links<'_>) -> Self {
        let stored = Form::of_word(claim.attributes.get(FORM));
        let is_reported = is_reported(corpus, claim, links);
        let form = stored.unwrap_or_else(|| if is_reported { guessed(corpus, claim) } else { Form::None });
        let voice = Voice::of(corpus, claim, links);
        Self { form, is_guessed: stored.is_none(), voice, is_denial: is_denial(corpus, claim) }
    }

    /// State that it gives.
    #[must_use]
    pub fn state(self) -> State {
        State::in_voice(self.voice, self.is_denial)
    }
}

impl Voice {
    /// Voice of a claim with those links. The form need not be guessed for it.
    fn of(corpus: &Corpus, claim: &Annotation, links: &Links<'_>) -> Self {
        let is_nobody = value(corpus, claim, NOBODY) == YES;
        let has_form = match Form::of_word(claim.attributes.get(FORM)) {
            Some(stored) => stored != Form::None,
            None => is_reported(corpus, claim, links),
        };
        match links.said_by {
            Some(_) => Self::Attributed,
            None if has_form || is_nobody => Self::Nobody,
            None => Self::Own,
        }
    }
}

/// True if somebody looked who says it, or something is linked to it that says so.
fn is_reported(corpus: &Corpus, claim: &Annotation, links: &Links<'_>) -> bool {
    let is_linked = links.said_by.is_some() || links.via.is_some() || !links.cues.is_empty();
    is_linked || value(corpus, claim, NOBODY) == YES
}

fn is_denial(corpus: &Corpus, claim: &Annotation) -> bool {
    value(corpus, claim, POSITION) == "denies"
}

/// Form that the quotation marks show.
fn guessed(corpus: &Corpus, claim: &Annotation) -> Form {
    let document = corpus.document(&claim.document);
    let quoted = document.zip(claim.span()).map(|(document, span)| document.text.quoted(span));
    match quoted {
        Some(Quoted::Wholly) => Form::Direct,
        Some(Quoted::Partly) => Form::Mixed,
        Some(Quoted::Not) | None => Form::Indirect,
    }
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::None, Self::Direct, Self::Mixed, Self::Indirect];

    /// Word in files and in the store.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }

    /// Form of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.word() == word)
    }
}

impl State {
    /// State of a claim with those links: that of its stance, without a look at the text.
    #[must_use]
    pub fn of(corpus: &Corpus, claim: &Annotation, links: &Links<'_>) -> Self {
        Self::in_voice(Voice::of(corpus, claim, links), is_denial(corpus, claim))
    }

    fn in_voice(voice: Voice, is_denial: bool) -> Self {
        match (voice, is_denial) {
            (Voice::Own, false) => Self::Asserts,
            (Voice::Attributed, false) => Self::Attributes,
            (Voice::Nobody, false) => Self::AttributesNobody,
            (Voice::Own, true) => Self::Denies,
            (Voice::Attributed, true) => Self::AttributesDenial,
            (Voice::Nobody, true) => Self::AttributesDenialNobody,
        }
    }

    /// True if the article says the claim, or denies it, itself.
    #[must_use]
    pub fn is_own(self) -> bool {
        matches!(self, Self::Asserts | Self::Denies)
    }

    /// True if the claim is denied.
    #[must_use]
    pub fn is_denial(self) -> bool {
        matches!(self, Self::Denies | Self::AttributesDenial | Self::AttributesDenialNobody)
    }

    /// Word in files and in the page.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Attributes => "attributes",
            Self::AttributesNobody => "attributes-nobody",
            Self::Denies => "denies",
            Self::AttributesDenial => "attributes-denial",
            Self::AttributesDenialNobody => "attributes-denial-nobody",
        }
    }
}

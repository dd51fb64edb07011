//! Landings: the article here that stands for one of the file, and the place in it where an annotation lands.

use crate::import::{Expected, Finding, IncomingAnnotation, Refusal, Unexpected};
use crate::model::annotation::{Annotation, Place};
use crate::model::document::DocumentId;
use crate::model::record::{Quotation, Target};
use crate::text::Text;
use crate::text::anchor::{self, Anchoring, Match, MatchedBy};
use crate::text::counting::{Counting, Explained, Ruler, explain};
use crate::text::offset::{ByteOffset, CodePointOffset};
use crate::text::span::Span;
use crate::text::spelling::{Alignment, is_alike};
use std::rc::Rc;

/// Article here that stands for one of the file.
#[derive(Debug)]
pub struct Landing {
    document: DocumentId,
    /// Anchoring in its text, which is empty where it is neither here nor in the file.
    anchoring: Anchoring,
    counts_in: CountsIn,
    /// Ruler by which all positions of the file are right; `None` where they are so as they are.
    ruler: Option<Ruler>,
    /// Proof by the words that the positions count in this text; `None` where there are no words.
    proof: Option<bool>,
}

/// Text in which the file's positions count.
#[derive(Debug)]
pub enum CountsIn {
    /// Text here.
    This,
    /// Another spelling of it.
    Spelling(Rc<Text>, Alignment),
    /// Text that is not in the file: probably the one here.
    Unknown,
    /// Another text.
    Other,
}

/// Place where an annotation lands.
#[derive(Debug)]
pub struct Landed {
    /// Place in the article, or the quotation that waits for one.
    pub target: Target,
    /// Words that are tagged.
    pub words: Rc<str>,
    /// Surprise for the person who opened the file, if the annotation comes in.
    pub finding: Option<Finding>,
    /// Counting by which it was placed, if that is not ours.
    pub counting: Option<Counting>,
}

impl Landing {
    /// Landing in the article of that id and text.
    #[must_use]
    pub fn new(document: DocumentId, text: Rc<Text>, counts_in: CountsIn) -> Self {
        Self { document, anchoring: Anchoring::new(text), counts_in, ruler: None, proof: None }
    }

    /// Landing that knows how the annotations of the article count their positions.
    #[must_use]
    pub fn reading(mut self, annotations: &[&IncomingAnnotation]) -> Self {
        let Some(text) = self.counted().cloned() else { return self };
        let placed = annotations.iter().filter(|it| !it.unplaced);
        let quotations: Vec<_> = placed.map(|it| &it.quotation).collect();
        let fits = |it: &Quotation, span: Span| {
            let is_sure =
                !matches!(self.counts_in, CountsIn::Unknown) || in_its_context(text.content(), it, span);
            is_sure && is_alike(span.of(text.content()), &it.quote)
        };
        match explain(&text, &quotations, fits) {
            Explained::AsIs => self.proof = Some(true),
            Explained::By(ruler) => (self.proof, self.ruler) = (Some(true), Some(*ruler)),
            Explained::Not if quotations.iter().all(|it| it.quote.is_empty()) => {}
            Explained::Not => self.proof = Some(false),
        }
        self
    }

    /// Id of the article here.
    #[must_use]
    pub fn document(&self) -> &DocumentId {
        &self.document
    }

    /// Text of the article here.
    #[must_use]
    pub fn text(&self) -> &Rc<Text> {
        self.anchoring.text()
    }

    /// Text in which positions count; `None` where it is not known.
    fn counted(&self) -> Option<&Rc<Text>> {
        match &self.counts_in {
            CountsIn::This | CountsIn::Unknown => Some(self.text()),
            CountsIn::Spelling(theirs, _) => Some(theirs),
            CountsIn::Other => None,
        }
    }

    /// True if at least half of the words that had a place in the file have one here; false where there are none.
    pub fn finds_most_of<'a>(&self, annotations: impl IntoIterator<Item = &'a IncomingAnnotation>) -> bool {
        let (mut all, mut found) = (0, 0);
        for IncomingAnnotation { quotation, unplaced, .. } in annotations {
            if !unplaced && !quotation.quote.is_empty() {
                all += 1;
                found += usize::from(self.find(quotation).is_some());
            }
        }
        all > 0 && found * 2 >= all
    }

    /// Places an annotation, never by a silent guess: words that do not decide on a place are kept without one.
    ///
    /// # Errors
    /// When there are neither words nor positions that can be used.
    pub fn place(&self, annotation: &IncomingAnnotation) -> Result<Landed, Refusal> {
        let quotation = &annotation.quotation;
        let words = quotation.quote.clone();
        let unplaced = |finding| {
            let target = Target::Unplaced(Rc::new(quotation.clone()));
            Landed { target, words: words.clone(), finding, counting: None }
        };
        if annotation.unplaced {
            return Ok(unplaced(None));
        }
        if words.is_empty() {
            return self.place_by_positions(quotation);
        }
        let Some(Match { span, by }) = self.find(quotation) else {
            return Ok(unplaced(Some(Finding::Unplaced { quote: words.clone() })));
        };
        // Some files have words only.
        let has_positions = quotation.end > CodePointOffset::default();
        let is_elsewhere = by != MatchedBy::Exact && has_positions;
        let finding = is_elsewhere.then(|| Finding::Moved { quote: words.clone() });
        let landed = self.landed(span, words, finding);
        Ok(Landed { counting: landed.counting.filter(|_| has_positions), ..landed })
    }

    fn landed(&self, span: Span, words: Rc<str>, finding: Option<Finding>) -> Landed {
        let counting = self.ruler.as_ref().map(Ruler::counting).filter(|_| finding.is_none());
        Landed { target: anchor::target(self.text(), span), words, finding, counting }
    }

    /// True if the annotation that is here lies just there.
    #[must_use]
    pub fn is_at(&self, target: &Target, here: &Annotation) -> bool {
        here.document == self.document
            && match (target, &here.place) {
                (Target::Anchored { start, end, .. }, Place::Anchored(span)) => {
                    self.text().code_point_ends(*span) == (*start, *end)
                }
                (Target::Unplaced(theirs), Place::Unplaced(ours)) => theirs == ours,
                _ => false,
            }
    }

    fn place_by_positions(&self, quotation: &Quotation) -> Result<Landed, Refusal> {
        let Quotation { start, end, .. } = quotation;
        let is_unknown = matches!(self.counts_in, CountsIn::Unknown);
        let is_refuted = is_unknown && self.proof == Some(false);
        let span = self.at_positions(quotation).filter(|_| !is_refuted).ok_or_else(|| {
            let is_other = is_refuted || matches!(self.counts_in, CountsIn::Other);
            let length = self.text().code_points();
            let expected = if is_other { Expected::Quote } else { Expected::QuoteOrSpan(length) };
            Refusal::new(expected, Unexpected::Unquoted([start.0, end.0]))
        })?;
        let is_unsure = is_unknown && self.proof.is_none();
        let words = span.of(self.text().content()).into();
        Ok(self.landed(span, words, is_unsure.then_some(Finding::WithoutWords(1))))
    }

    /// Span here at the positions, as they are counted.
    fn at_positions(&self, Quotation { start, end, .. }: &Quotation) -> Option<Span> {
        let counted = self.counted()?;
        let span = match &self.ruler {
            Some(ruler) => ruler.span(counted, *start, *end)?,
            None => counted.span(*start, *end)?,
        };
        let CountsIn::Spelling(_, alignment) = &self.counts_in else { return Some(span) };
        let follow = |at: ByteOffset| alignment.follow(at.0).map(ByteOffset);
        Span::new(self.text().content(), follow(span.start())?, follow(span.end())?).ok()
    }

    fn find(&self, quotation: &Quotation) -> Option<Match> {
        let at_positions = self.at_positions(quotation).filter(|span| {
            let there = span.of(self.text().content());
            // In a text that is not known, no context may decide for another place: a table has thousands of rows, and a
            // common word stands in thousands of places.
            let is_sure = self.proof == Some(true)
                || !matches!(self.counts_in, CountsIn::Unknown)
                || quotation.prefix.is_empty() && quotation.suffix.is_empty();
            is_sure && is_alike(there, &quotation.quote)
        });
        let exact = at_positions.map(|span| Match { span, by: MatchedBy::Exact });
        exact.or_else(|| self.anchoring.find(quotation))
    }
}

/// True if the words stand in the context that the quotation has, as far as a few characters can tell.
fn in_its_context(text: &str, Quotation { prefix, suffix, .. }: &Quotation, span: Span) -> bool {
    const FEW: usize = 8;
    let visible = |it: &char| !it.is_whitespace();
    let (before, behind) = (&text[..span.start().0], &text[span.end().0..]);
    let agrees = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        one.zip(other).take(FEW).all(|(one, other)| one == other)
    };
    agrees(&mut before.chars().rev().filter(visible), &mut prefix.chars().rev().filter(visible))
        && agrees(&mut behind.chars().filter(visible), &mut suffix.chars().filter(visible))
}

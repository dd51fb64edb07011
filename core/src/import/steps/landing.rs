//! Landings: the article here that stands for one of the file, and the place in it where an annotation lands.

use crate::import::{Expected, Finding, IncomingAnnotation, Refusal, Unexpected};
use crate::model::annotation::{Annotation, Place};
use crate::model::document::DocumentId;
use crate::model::record::{Quotation, Target};
use crate::text::Text;
use crate::text::anchor::{self, Anchoring, Match, MatchedBy};
use crate::text::offset::CodePointOffset;
use std::rc::Rc;

/// Article here that stands for one of the file.
#[derive(Debug)]
pub struct Landing {
    document: DocumentId,
    /// Anchoring in its text, which is empty where it is neither here nor in the file.
    anchoring: Anchoring,
    /// True if the file's positions count in that text.
    same_text: bool,
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
}

impl Landing {
    /// Landing in the article of that id and text.
    #[must_use]
    pub fn new(document: DocumentId, text: Rc<Text>, same_text: bool) -> Self {
        Self { document, anchoring: Anchoring::new(text), same_text }
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
        let unplaced = || Target::Unplaced(Rc::new(quotation.clone()));
        if annotation.unplaced {
            return Ok(Landed { target: unplaced(), words, finding: None });
        }
        if words.is_empty() {
            return self.place_by_positions(quotation);
        }
        let Some(Match { span, by }) = self.find(quotation) else {
            let finding = Some(Finding::Unplaced { quote: words.clone() });
            return Ok(Landed { target: unplaced(), words, finding });
        };
        let moved = || Finding::Moved { quote: words.clone(), utf16: by == MatchedBy::Utf16 };
        // Some files have words only.
        let is_elsewhere = by != MatchedBy::Exact && quotation.end > CodePointOffset::default();
        let finding = is_elsewhere.then(moved);
        Ok(Landed { target: anchor::target(self.text(), span), words, finding })
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
        let span = self.text().span(*start, *end).filter(|_| self.same_text);
        let span = span.ok_or_else(|| {
            Refusal::new(
                Expected::QuoteOrSpan(self.text().code_points()),
                Unexpected::Unquoted([start.0, end.0]),
            )
        })?;
        let words = span.of(self.text().content()).into();
        Ok(Landed { target: anchor::target(self.text(), span), words, finding: None })
    }

    fn find(&self, quotation: &Quotation) -> Option<Match> {
        let at_positions = if self.same_text {
            anchor::find_at_positions(self.text(), quotation)
        } else {
            self.find_without_context(quotation)
        };
        at_positions.or_else(|| self.anchoring.find(quotation))
    }

    /// Place of words that stand at their positions, where no context can decide for another one: a table has thousands of
    /// such rows, and a common word stands in thousands of places.
    fn find_without_context(&self, quotation: &Quotation) -> Option<Match> {
        let Quotation { quote, prefix, suffix, start, end } = quotation;
        let span = self.text().span(*start, *end)?;
        let stands = span.of(self.text().content()) == &**quote;
        (prefix.is_empty() && suffix.is_empty() && stands).then_some(Match { span, by: MatchedBy::Exact })
    }
}

//! Landings: which article here stands for an article of the file, and where in it an annotation lands.

use super::{Finding, IncomingAnnotation};
use crate::model::annotation::{Annotation, Place};
use crate::model::document::DocumentId;
use crate::model::record::{Quotation, Target};
use crate::text::Text;
use crate::text::anchor::{self, Anchoring, Match, MatchedBy};
use crate::text::offset::CodePointOffset;
use std::rc::Rc;

/// The article here that stands for one of the file.
pub(super) struct Landing {
    pub id: DocumentId,
    /// Of its text, which is empty where it is neither here nor in the file.
    anchoring: Anchoring,
    /// True if the file's positions count in that text.
    same_text: bool,
}

/// Where an annotation lands.
pub(super) struct Landed {
    pub target: Target,
    /// The words that are tagged.
    pub words: Rc<str>,
    /// The thing that a person should know, if the annotation comes in.
    pub finding: Option<Finding>,
}

impl Landing {
    pub fn new(id: DocumentId, text: Rc<Text>, same_text: bool) -> Self {
        Self { id, anchoring: Anchoring::new(text), same_text }
    }

    pub fn text(&self) -> &Rc<Text> {
        self.anchoring.text()
    }

    /// True if at least half of the words that had a place in the file have one here; not where there are none.
    pub fn finds_most_of<'a>(&self, annotations: impl Iterator<Item = &'a IncomingAnnotation>) -> bool {
        let (mut all, mut found) = (0, 0);
        for IncomingAnnotation { quotation, unplaced, .. } in annotations {
            if !unplaced && !quotation.quote.is_empty() {
                all += 1;
                found += usize::from(self.find(quotation).is_some());
            }
        }
        all > 0 && found * 2 >= all
    }

    /// Never a silent guess: words that do not decide on a place are kept without one.
    ///
    /// # Errors
    /// The words for what was expected and found, when there are neither words nor positions that can be used.
    pub fn place(&self, annotation: &IncomingAnnotation) -> Result<Landed, String> {
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
    pub fn is_at(&self, target: &Target, here: &Annotation) -> bool {
        here.document == self.id
            && match (target, &here.place) {
                (Target::Anchored { start, end, .. }, Place::Anchored(span)) => {
                    self.text().code_point_ends(*span) == (*start, *end)
                }
                (Target::Unplaced(theirs), Place::Unplaced(ours)) => theirs == ours,
                _ => false,
            }
    }

    fn place_by_positions(&self, quotation: &Quotation) -> Result<Landed, String> {
        let Quotation { start, end, .. } = quotation;
        let span = self.text().span(*start, *end).filter(|_| self.same_text);
        let span = span.ok_or_else(|| {
            let length = self.text().code_points();
            format!(
                "expected a quote or a span of its text, {length} code points long; found {start} to {end} \
                 without a quote"
            )
        })?;
        let words = span.of(self.text().content()).into();
        Ok(Landed { target: anchor::target(self.text(), span), words, finding: None })
    }

    fn find(&self, quotation: &Quotation) -> Option<Match> {
        let at_positions = anchor::find_at_positions(self.text(), quotation).filter(|_| self.same_text);
        at_positions.or_else(|| self.anchoring.find(quotation))
    }
}

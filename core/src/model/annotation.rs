//! Annotations: a span (or a quotation without a place) with a label, a note and an author.
//!
//! An annotation is read from its record and never changed in place. It knows no DOM node, no UTF-16 offset and
//! no colour.

use crate::model::annotator::AnnotatorId;
use crate::model::document::DocumentId;
use crate::model::label::LabelId;
use crate::model::noun::noun;
use crate::model::record::{Quotation, id};
use crate::model::time::Timestamp;
use crate::text::Text;
use crate::text::span::Span;
use std::rc::Rc;

id! {
    /// Id of an annotation: a UUID.
    AnnotationId(Uuid) of Annotation
}

noun! {
    /// One tagged span.
    #[derive(Clone, Debug, PartialEq)]
    Annotation {
        /// Stays the same for ever.
        id: AnnotationId,
        /// The article that it belongs to.
        document: DocumentId = Document else return None,
        /// What it is tagged as.
        label: LabelId = Label [Told] else return None,
        /// What its author has to say about it.
        note: Rc<str> = Note [Told],
        /// Who tagged it.
        annotator: AnnotatorId = Annotator,
        /// When it was tagged.
        created: Timestamp = Created,
        /// When it was last changed.
        modified: Timestamp = Modified,
    }
    apart {
        Target [Told],
    }
    derived {
        /// Where it is, as its target says.
        place: Place,
    }
}

/// Where an annotation is in the text that its document has now.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// In the text.
    Anchored(Span),
    /// Nowhere any more, or not yet: kept, listed and exported.
    Unplaced(Rc<Quotation>),
}

impl Default for Place {
    /// Nowhere, without words.
    fn default() -> Self {
        Self::Unplaced(Rc::default())
    }
}

impl Annotation {
    /// The span, if it has one.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self.place {
            Place::Anchored(span) => Some(span),
            Place::Unplaced(_) => None,
        }
    }

    /// The words that are tagged.
    #[must_use]
    pub fn quote<'a>(&'a self, text: &'a Text) -> &'a str {
        match &self.place {
            Place::Anchored(span) => span.of(text.content()),
            Place::Unplaced(quotation) => &quotation.quote,
        }
    }
}

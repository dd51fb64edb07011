//! Annotations: a span, or a quotation without a place, with a label, a note and an author.
//!
//! An annotation is read from its record and never changed in place. It knows no DOM node, no UTF-16 offset
//! and no colour.

use crate::model::annotator::AnnotatorId;
use crate::model::document::DocumentId;
use crate::model::entity::EntityId;
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
    /// A tagged span.
    #[derive(Clone, Debug, PartialEq)]
    Annotation {
        /// Id, which never changes.
        id: AnnotationId,
        /// Article that it belongs to.
        document: DocumentId = Document else return None,
        /// Label that the span is tagged with.
        label: LabelId = Label [Told] else return None,
        /// Entity that it speaks of, as it is stored: see [`Entities::of`](crate::corpus::Entities::of).
        entity: Option<EntityId> = Entity [Told, Sparse],
        /// Comment of its author; empty for none.
        note: Rc<str> = Note [Told],
        /// Person who tagged the span.
        annotator: AnnotatorId = Annotator,
        /// Time at which it was tagged.
        created: Timestamp = Created,
        /// Time of its last change.
        modified: Timestamp = Modified,
    }
    attributes {
        /// Values of its label's attributes.
        attributes,
    }
    apart {
        Target [Told],
    }
    derived {
        /// Place in the text that its document has now, derived from its target.
        place: Place,
    }
}

/// Place of an annotation in the text that its document has now.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// A span of that text.
    Anchored(Span),
    /// No place any more, or none yet. Such an annotation is kept, listed and exported.
    Unplaced(Rc<Quotation>),
}

impl Default for Place {
    /// No place, and no words either.
    fn default() -> Self {
        Self::Unplaced(Rc::default())
    }
}

impl Annotation {
    /// Span that it covers; `None` for an annotation without a place.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self.place {
            Place::Anchored(span) => Some(span),
            Place::Unplaced(_) => None,
        }
    }

    /// Words that are tagged, from the text or from the quotation.
    #[must_use]
    pub fn quote<'a>(&'a self, text: &'a Text) -> &'a str {
        match &self.place {
            Place::Anchored(span) => span.of(text.content()),
            Place::Unplaced(quotation) => &quotation.quote,
        }
    }
}

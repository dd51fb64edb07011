//! What an edit touched: enough for a redraw, a list and a message to leave everything else alone.

use crate::annotation::AnnotationId;
use crate::document::DocumentId;
use std::collections::BTreeSet;

/// The outcome of applying a transaction, or of merging what was stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Documents whose title, text, counts or annotations are new.
    pub documents: BTreeSet<DocumentId>,
    /// Blocks to be drawn anew, by document and number.
    pub blocks: BTreeSet<(DocumentId, usize)>,
    /// Annotations that came, went or changed.
    pub annotations: BTreeSet<AnnotationId>,
    /// Whether the labels, the annotators or the settings changed.
    pub project: bool,
}

//! What an edit touched: enough for a redraw, a list and a message to leave everything else alone.

use crate::model::annotation::AnnotationId;
use crate::model::document::DocumentId;

/// The outcome of applying a transaction, or of merging what was stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Documents whose title, text, counts or annotations are new, each once.
    pub documents: Vec<DocumentId>,
    /// Blocks to be drawn anew, by document and number, each once.
    pub blocks: Vec<(DocumentId, usize)>,
    /// Annotations that came, went or changed, each once.
    pub annotations: Vec<AnnotationId>,
    /// Whether the labels, the annotators or the settings changed.
    pub project: bool,
}

impl Change {
    /// Both, one after the other. What both touched is named twice.
    #[must_use]
    pub fn and_then(mut self, later: Self) -> Self {
        self.documents.extend(later.documents);
        self.blocks.extend(later.blocks);
        self.annotations.extend(later.annotations);
        self.project |= later.project;
        self
    }

    pub(crate) fn touch_document(&mut self, id: &DocumentId) {
        if !self.documents.contains(id) {
            self.documents.push(id.clone());
        }
    }
}

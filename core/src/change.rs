//! What an edit touched: enough for a redraw, a list and a message to leave everything else alone.

use crate::annotation::AnnotationId;
use crate::document::DocumentId;

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
    /// Both, one after the other.
    #[must_use]
    pub fn and_then(self, later: Self) -> Self {
        Self {
            documents: once(self.documents, later.documents),
            blocks: once(self.blocks, later.blocks),
            annotations: once(self.annotations, later.annotations),
            project: self.project || later.project,
        }
    }

    pub(crate) fn touch_document(&mut self, id: &DocumentId) {
        if !self.documents.contains(id) {
            self.documents.push(id.clone());
        }
    }
}

fn once<T: Ord>(mut one: Vec<T>, other: Vec<T>) -> Vec<T> {
    if !other.is_empty() {
        one.extend(other);
        one.sort_unstable();
        one.dedup();
    }
    one
}

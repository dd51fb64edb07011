//! Drawing: how much of the article in view is drawn. The part that is looked at comes at once, all the rest while nobody
//! waits. Everything is drawn in the end, and stays: so the browser finds, selects and prints it.
//!
//! It does not know what a section looks like, nor which part is in view.

use glossator_core::model::document::{Document, DocumentId};

/// The part of an article that is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// The article; of any other one only the start is drawn.
    of: DocumentId,
    /// The sections that are not drawn yet.
    left: Vec<usize>,
    /// True while the page is being printed: what is for paper alone is drawn then, too.
    pub(super) is_for_paper: bool,
    /// True while the rest is being drawn bit by bit.
    pub(super) is_going_on: bool,
}

impl Drawing {
    /// True if that section of the article is drawn.
    #[must_use]
    pub fn is_drawn(&self, document: &DocumentId, section: usize) -> bool {
        if self.of == *document { !self.left.contains(&section) } else { section == 0 }
    }

    /// True if all of the article is drawn.
    #[must_use]
    pub fn is_done(&self, document: &Document) -> bool {
        if self.of == document.id { self.left.is_empty() } else { document.sections.len() < 2 }
    }

    /// Draws those of the sections that are wanted.
    pub(super) fn draw(&mut self, document: &Document, mut is_wanted: impl FnMut(usize) -> bool) {
        let sections = document.sections.len();
        if self.of != document.id {
            self.of = document.id.clone();
            self.left = (1..sections).collect();
        }
        self.left.retain(|section| *section < sections && !is_wanted(*section));
    }

    /// Draws as much as fits into two frames: each time has its price, too.
    pub(super) fn draw_next(&mut self, document: &Document) {
        /// Marks and paragraphs.
        const SOME: usize = 2_000;
        let mut drawn = 0;
        self.draw(document, |index| {
            let is_next = drawn < SOME;
            let section = document.sections.get(index).filter(|_| is_next);
            drawn += section.map_or(0, |section| section.blocks.len() * 2 + section.count);
            is_next
        });
    }
}

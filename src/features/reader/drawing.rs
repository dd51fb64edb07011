//! Drawing: how much of the articles in view is drawn. The part that is looked at comes at once, all the rest while nobody
//! waits. Everything is drawn in the end, and stays: so the browser finds, selects and prints it.
//!
//! It does not know what a section looks like, nor which part is in view.

use glossator_core::model::document::{Document, DocumentId};

/// The parts of articles that are drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// The articles with their sections that are not drawn yet; of any other one only the start is drawn.
    left: Vec<(DocumentId, Vec<usize>)>,
    /// True while the page is being printed: what is for paper alone is drawn then, too.
    pub is_for_paper: bool,
    /// True while the rest is being drawn bit by bit.
    pub(super) is_going_on: bool,
}

impl Drawing {
    /// The sections of an article that are not drawn yet, if its drawing has begun.
    fn left(&self, document: &DocumentId) -> Option<&Vec<usize>> {
        self.left.iter().find(|(of, _)| of == document).map(|(_, left)| left)
    }

    /// True if that section of the article is drawn.
    #[must_use]
    pub fn is_drawn(&self, document: &DocumentId, section: usize) -> bool {
        self.left(document).map_or(section == 0, |left| !left.contains(&section))
    }

    /// True if all of the article is drawn.
    #[must_use]
    pub fn is_done(&self, document: &Document) -> bool {
        self.left(&document.id).map_or(document.sections.len() < 2, Vec::is_empty)
    }

    /// Forgets all articles but those.
    pub(super) fn keep(&mut self, stay: &[DocumentId]) {
        self.left.retain(|(of, _)| stay.contains(of));
    }

    /// Draws those of the sections that are wanted.
    pub(super) fn draw(&mut self, document: &Document, mut is_wanted: impl FnMut(usize) -> bool) {
        let sections = document.sections.len();
        let begun = self.left.iter().position(|(of, _)| *of == document.id);
        let at = begun.unwrap_or_else(|| {
            self.left.push((document.id.clone(), (1..sections).collect()));
            self.left.len() - 1
        });
        self.left[at].1.retain(|section| *section < sections && !is_wanted(*section));
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

//! Documents: an article's text with its annotations, arranged by section and block for drawing.
//!
//! Everything here is derived from records and shared: after an edit, the sections and blocks that it did not
//! touch are the same allocations as before, which is how a redraw knows what to leave alone.

use crate::annotation::Annotation;
use crate::label::LabelId;
use crate::record::{Kind, RecordKey};
use crate::segment::{self, Segment};
use crate::span::Span;
use crate::text::Text;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

/// An article's name in files and in the store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub Rc<str>);

/// An article as it is now.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its identity: the text may change under it.
    pub id: DocumentId,
    /// Given by a person, or else the text's first words.
    pub title: Rc<str>,
    /// Its characters.
    pub text: Rc<Text>,
    /// All of its blocks, by 50.
    pub sections: Vec<Rc<Section>>,
    /// Annotations that have no place in the text.
    pub unplaced: Vec<Rc<Annotation>>,
    /// How many annotations there are of each label.
    pub counts: BTreeMap<LabelId, usize>,
}

/// What goes out and what comes in.
#[derive(Debug)]
pub(crate) struct Swap<T> {
    pub old: Vec<T>,
    pub new: Vec<T>,
}

impl<T> Default for Swap<T> {
    fn default() -> Self {
        Self { old: Vec::new(), new: Vec::new() }
    }
}

/// Neighbouring blocks: the unit in which a browser skips what is out of view.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its place in the document, from 0.
    pub index: usize,
    /// At most [`Section::BLOCKS`].
    pub blocks: Vec<Rc<Block>>,
}

/// A paragraph with the annotations that touch it.
#[derive(Debug)]
pub struct Block {
    /// Its place in the document, from 0.
    pub number: usize,
    /// The article's text, of which it is a part.
    pub text: Rc<Text>,
    /// Which part.
    pub span: Span,
    /// What touches it, in text order.
    pub annotations: Vec<Rc<Annotation>>,
    segments: OnceCell<Vec<Segment>>,
}

impl Document {
    /// An article without annotations.
    #[must_use]
    pub fn new(id: DocumentId, title: Rc<str>, text: Rc<Text>) -> Self {
        let blocks: Vec<_> = text
            .blocks()
            .iter()
            .enumerate()
            .map(|(number, span)| Rc::new(Block::new(number, text.clone(), *span, Vec::new())))
            .collect();
        let sections = blocks
            .chunks(Section::BLOCKS)
            .enumerate()
            .map(|(index, blocks)| Rc::new(Section { index, blocks: blocks.to_vec() }))
            .collect();
        Self { id, title, text, sections, unplaced: Vec::new(), counts: BTreeMap::new() }
    }

    /// The paragraph of that number.
    #[must_use]
    pub fn block(&self, number: usize) -> Option<&Rc<Block>> {
        self.sections.get(number / Section::BLOCKS)?.blocks.get(number % Section::BLOCKS)
    }

    /// All annotations: those with a place in text order, then those without.
    pub fn annotations(&self) -> impl Iterator<Item = &Rc<Annotation>> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        let placed = blocks
            .flat_map(|block| block.annotations.iter().filter(|annotation| block.is_first_of(annotation)));
        placed.chain(&self.unplaced)
    }

    /// How many annotations there are.
    #[must_use]
    pub fn annotation_count(&self) -> usize {
        self.counts.values().sum()
    }

    /// Takes annotations out and puts others in, touching only the blocks that they lie in; says which blocks
    /// those were, in order.
    pub(crate) fn replace(&mut self, Swap { old, new }: &Swap<Rc<Annotation>>) -> Vec<usize> {
        for annotation in old {
            if let Some(count) = self.counts.get_mut(&annotation.label) {
                *count -= 1;
            }
        }
        self.counts.retain(|_, count| *count > 0);
        for annotation in new {
            *self.counts.entry(annotation.label.clone()).or_default() += 1;
        }
        self.unplaced.retain(|kept| !old.iter().any(|gone| gone.id == kept.id));
        self.unplaced.extend(new.iter().filter(|annotation| annotation.span().is_none()).cloned());
        self.unplaced.sort_by(|one, other| {
            one.quote(&self.text).cmp(other.quote(&self.text)).then(one.id.cmp(&other.id))
        });

        let mut touched: BTreeMap<usize, Swap<&Rc<Annotation>>> = BTreeMap::new();
        for annotation in old {
            for number in annotation.span().into_iter().flat_map(|span| self.text.blocks_of(span)) {
                touched.entry(number).or_default().old.push(annotation);
            }
        }
        for annotation in new {
            for number in annotation.span().into_iter().flat_map(|span| self.text.blocks_of(span)) {
                touched.entry(number).or_default().new.push(annotation);
            }
        }
        for (number, Swap { old, new }) in &touched {
            let Some(section) = self.sections.get_mut(number / Section::BLOCKS) else { continue };
            let section = Rc::make_mut(section);
            let Some(block) = section.blocks.get_mut(number % Section::BLOCKS) else { continue };
            *block = Rc::new(block.with(old, new));
        }
        touched.into_keys().collect()
    }
}

impl Section {
    /// Blocks in one section.
    pub const BLOCKS: usize = 50;
}

impl Block {
    fn new(number: usize, text: Rc<Text>, span: Span, annotations: Vec<Rc<Annotation>>) -> Self {
        Self { number, text, span, annotations, segments: OnceCell::new() }
    }

    fn with(&self, old: &[&Rc<Annotation>], new: &[&Rc<Annotation>]) -> Self {
        let kept = self.annotations.iter().filter(|kept| !old.iter().any(|gone| gone.id == kept.id));
        let mut annotations: Vec<_> = kept.chain(new.iter().copied()).cloned().collect();
        annotations.sort_by_key(|annotation| (annotation.span(), annotation.id));
        Self::new(self.number, self.text.clone(), self.span, annotations)
    }

    /// Its characters.
    #[must_use]
    pub fn content(&self) -> &str {
        self.span.of(self.text.content())
    }

    /// The block cut at every border of an annotation; cut once, when first asked for.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        self.segments.get_or_init(|| segment::flatten(self.span, &self.annotations))
    }

    /// Whether the annotation begins here, rather than running on from an earlier block.
    #[must_use]
    pub fn is_first_of(&self, annotation: &Annotation) -> bool {
        annotation.span().is_some_and(|span| *self.text.blocks_of(span).start() == self.number)
    }
}

impl DocumentId {
    /// The key of its record.
    #[must_use]
    pub fn key(&self) -> RecordKey {
        RecordKey::new(Kind::Document, self.0.clone())
    }
}

impl Default for DocumentId {
    /// The empty id, which no article has.
    fn default() -> Self {
        Self::from("")
    }
}

impl From<&str> for DocumentId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

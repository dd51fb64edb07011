//! Documents: an article's text with its annotations, arranged by section and block for drawing.
//!
//! All of it is derived from records and shared: after an edit, the sections and blocks that it did not touch
//! are the same allocations as before. A redraw compares pointers to find what it can leave alone.

use crate::corpus::lanes::{self, Homes, Placed, Start};
use crate::corpus::segment::{self, Segment};
use crate::model::annotation::{Annotation, AnnotationId, Place};
use crate::model::attribute::HEADLINE;
use crate::model::label::LabelId;
use crate::model::noun::noun;
use crate::model::record::{FieldType, Record, Value, id};
use crate::text::Text;
use crate::text::form::composed;
use crate::text::offset::ByteOffset;
use crate::text::span::Span;
use std::cell::OnceCell;
use std::rc::Rc;

id! {
    /// Id of an article in files and in the store.
    DocumentId(Rc<str>) of Document
}

impl DocumentId {
    /// True if an article of this id can be called so: as the name of its file, with its ending, and its letters in one piece or
    /// taken apart (NFC, NFD).
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let stem = name.strip_suffix(".txt").unwrap_or(name);
        [name, stem].into_iter().any(|name| composed(&self.0) == composed(name))
    }
}

noun! {
    /// An article as it is now.
    #[derive(Clone, Debug)]
    Document {
        /// Id, under which its text may change.
        id: DocumentId,
        /// Headline, or the title that a person gave it, or the one of [`DocumentId::untitled`].
        title: Rc<str> = Title [Told],
        /// Comment of the people who read it; empty for none.
        note: Rc<str> = Note [Told, Sparse],
        /// State of the work on it.
        state: State = State [Sparse],
    }
    attributes {
        /// Values of its attributes: outlet, date, headline …
        attributes,
    }
    apart {
        Text,
    }
    derived {
        /// Text; where its own is not here, the one that was tagged last, or an empty one.
        text: Rc<Text>,
        /// True while its own text is not here: it is still to be read, or lost.
        lacks_text: bool,
        /// Blocks of the text, [`Section::BLOCKS`] to a section.
        sections: Vec<Rc<Section>>,
        /// Annotations without a place in the text, by id.
        unplaced: Vec<Rc<Annotation>>,
        /// Number of annotations for each label that occurs.
        counts: Vec<(LabelId, usize)>,
        /// Facts on which the lanes of every block depend.
        homes: Homes<AnnotationId>,
    }
}

/// State of the work on an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// There is something left to be done.
    #[default]
    Open,
    /// Its people are done with it.
    Done,
}

impl State {
    /// Word in files and in the store.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
        }
    }
}

impl FieldType for State {
    fn of(value: &Value) -> Option<Self> {
        let Value::Text(word) = value else { return None };
        [Self::Open, Self::Done].into_iter().find(|state| state.word() == &**word)
    }

    fn value(&self) -> Value {
        Value::text(self.word())
    }
}

/// Annotations to take out and annotations to put in, each sorted by id.
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
    /// Index in the document, from 0.
    pub index: usize,
    /// Blocks, at most [`Section::BLOCKS`].
    pub blocks: Vec<Rc<Block>>,
    /// Number of annotations that start in it.
    pub count: usize,
}

/// A paragraph with the annotations that touch it.
#[derive(Debug)]
pub struct Block {
    /// Index in the document, from 0.
    pub number: usize,
    /// Text of the whole article.
    pub text: Rc<Text>,
    /// Span of the paragraph in that text.
    pub span: Span,
    /// Annotations that touch it, in text order.
    pub annotations: Vec<Rc<Annotation>>,
    /// Lane in which each of them begins to look for its own.
    starts: Vec<Start>,
    /// Number of leading annotations that start in an earlier block.
    continued: usize,
    segments: OnceCell<Vec<Segment>>,
}

impl Document {
    /// Makes an article with that text and without annotations; `None` if its record says that it was
    /// removed.
    #[must_use]
    pub fn new(id: DocumentId, record: &Record, text: Rc<Text>, lacks_text: bool) -> Option<Self> {
        let blocks: Vec<_> = text
            .blocks()
            .iter()
            .enumerate()
            .map(|(number, span)| Rc::new(Block::new(number, text.clone(), *span, Vec::new(), Vec::new())))
            .collect();
        let sections = blocks
            .chunks(Section::BLOCKS)
            .enumerate()
            .map(|(index, blocks)| Rc::new(Section { index, blocks: blocks.to_vec(), count: 0 }))
            .collect();
        let homes = Homes::default();
        Some(Self::read(id, record, text, lacks_text, sections, Vec::new(), Vec::new(), homes)?.titled())
    }

    /// Copy of the article, with the same text and annotations, as that record describes it; `None` if it was
    /// removed.
    #[must_use]
    pub fn described_by(&self, record: &Record) -> Option<Self> {
        let Self { id, text, lacks_text, sections, unplaced, counts, homes, .. } = self.clone();
        Some(Self::read(id, record, text, lacks_text, sections, unplaced, counts, homes)?.titled())
    }

    /// Fills in the title: the headline, or the one that a person gave it, or else its first words.
    fn titled(mut self) -> Self {
        let headline = self.attributes.get(HEADLINE).trim();
        if !headline.is_empty() {
            self.title = headline.into();
        } else if self.title.trim().is_empty() {
            self.title = self.id.untitled(&self.text);
        }
        self
    }

    /// Block of that number; `None` beyond the last.
    #[must_use]
    pub fn block(&self, number: usize) -> Option<&Rc<Block>> {
        self.sections.get(number / Section::BLOCKS)?.blocks.get(number % Section::BLOCKS)
    }

    /// All annotations: the placed ones in text order, then the others by id.
    pub fn annotations(&self) -> impl Iterator<Item = &Rc<Annotation>> {
        self.annotations_from(0)
    }

    /// The same from that index on. Whole sections are skipped without a look at their annotations.
    pub fn annotations_from(&self, index: usize) -> impl Iterator<Item = &Rc<Annotation>> {
        let mut left = index;
        let mut first = 0;
        while let Some(section) = self.sections.get(first).filter(|section| section.count <= left) {
            left -= section.count;
            first += 1;
        }
        let blocks = self.sections[first..].iter().flat_map(|section| &section.blocks);
        let placed = blocks.flat_map(move |block| {
            let starting = block.starting();
            let skipped = left.min(starting.len());
            left -= skipped;
            &starting[skipped..]
        });
        let unplaced = index.saturating_sub(self.placed_count()).min(self.unplaced.len());
        placed.chain(&self.unplaced[unplaced..])
    }

    /// Annotations of exactly that span with that label.
    pub fn tagged<'a>(&'a self, span: Span, label: &'a LabelId) -> impl Iterator<Item = &'a Rc<Annotation>> {
        let block = self.block(*self.text.blocks_of(span).start());
        let here = block.into_iter().flat_map(|block| &block.annotations);
        here.filter(move |other| other.place == Place::Anchored(span) && other.label == *label)
    }

    /// Index among [`Self::annotations`]; `None` if it is not among them.
    #[must_use]
    pub fn index_of(&self, annotation: &Annotation) -> Option<usize> {
        let Some(span) = annotation.span() else {
            let at = self.unplaced.binary_search_by_key(&annotation.id, |one| one.id).ok()?;
            return Some(self.placed_count() + at);
        };
        let number = *self.text.blocks_of(span).start();
        let here = self.block(number)?.starting().iter().position(|one| one.id == annotation.id)?;
        Some(self.count_before(number) + here)
    }

    /// Number of annotations that start before the position.
    #[must_use]
    pub fn index_behind(&self, at: ByteOffset) -> usize {
        let Some(number) = self.text.block_at(at) else { return 0 };
        let here = self.block(number).map_or(&[][..], |block| block.starting());
        let before = |one: &Rc<Annotation>| one.span().is_some_and(|span| span.start() < at);
        self.count_before(number) + here.partition_point(before)
    }

    /// Number of annotations that start in blocks before that one.
    fn count_before(&self, number: usize) -> usize {
        let index = number / Section::BLOCKS;
        let sections = self.sections[..index].iter().map(|section| section.count);
        let blocks = self.sections[index].blocks[..number % Section::BLOCKS].iter();
        sections.chain(blocks.map(|block| block.starting().len())).sum()
    }

    fn placed_count(&self) -> usize {
        self.annotation_count() - self.unplaced.len()
    }

    /// Number of annotations, placed or not.
    #[must_use]
    pub fn annotation_count(&self) -> usize {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    /// Replaces annotations, rebuilding only the blocks that they touch, and those in which another annotation has another
    /// lane now. Returns the numbers of those blocks, in order.
    pub(crate) fn replace(&mut self, swap: &Swap<Rc<Annotation>>) -> Vec<usize> {
        let Swap { old, new } = swap;
        for annotation in old {
            if let Some((_, count)) = self.counts.iter_mut().find(|(label, _)| *label == annotation.label) {
                *count -= 1;
            }
        }
        self.counts.retain(|(_, count)| *count > 0);
        for annotation in new {
            match self.counts.iter_mut().find(|(label, _)| *label == annotation.label) {
                Some((_, count)) => *count += 1,
                None => self.counts.push((annotation.label.clone(), 1)),
            }
        }
        self.replace_unplaced(old, new);
        self.replace_placed(swap)
    }

    fn replace_unplaced(&mut self, old: &[Rc<Annotation>], new: &[Rc<Annotation>]) {
        let without_place = |annotation: &&Rc<Annotation>| annotation.span().is_none();
        self.unplaced.retain(|kept| old.binary_search_by_key(&kept.id, |gone| gone.id).is_err());
        for annotation in new.iter().filter(without_place) {
            let at = self.unplaced.partition_point(|kept| kept.id < annotation.id);
            self.unplaced.insert(at, annotation.clone());
        }
    }

    fn replace_placed(&mut self, swap: &Swap<Rc<Annotation>>) -> Vec<usize> {
        let Swap { old, new } = swap;
        let mut homes = std::mem::take(&mut self.homes);
        let moved = homes.replace(&placed(old), &placed(new), &self.text);
        // Each with its part in the swap; those where only lanes change have none.
        let mut touched = Vec::new();
        let spans = |list: &[Rc<Annotation>]| list.iter().map(|one| one.span()).collect::<Vec<_>>();
        let moved_spans = moved.wide.iter().copied().map(Some).collect();
        for (part, list) in [(0, spans(old)), (1, spans(new)), (2, moved_spans)] {
            for (index, span) in list.into_iter().enumerate() {
                let blocks = span.into_iter().flat_map(|span| self.text.blocks_of(span));
                let there = blocks.filter(|number| *number < self.text.blocks().len());
                touched.extend(there.map(|number| (number, part, index)));
            }
        }
        if !moved.labels.is_empty() {
            let is_moved = |one: &Rc<Annotation>| moved.labels.contains(&one.label);
            let blocks = self.sections.iter().flat_map(|section| &section.blocks);
            let there = blocks.filter(|block| block.annotations.iter().any(is_moved));
            touched.extend(there.map(|block| (block.number, 2, 0)));
        }
        touched.sort_unstable();
        let mut numbers = Vec::new();
        for of_block in touched.chunk_by(|one, other| one.0 == other.0) {
            let number = of_block[0].0;
            let upto = |part| of_block.partition_point(|(_, of, _)| *of <= part);
            let (gone, come) = (&of_block[..upto(0)], &of_block[upto(0)..upto(1)]);
            let swap = Swap {
                old: gone.iter().map(|(.., index)| &old[*index]).collect(),
                new: come.iter().map(|(.., index)| &new[*index]).collect(),
            };
            let section = Rc::make_mut(&mut self.sections[number / Section::BLOCKS]);
            let block = &mut section.blocks[number % Section::BLOCKS];
            let next = Rc::new(block.with(&swap, &homes));
            section.count = section.count - block.starting().len() + next.starting().len();
            *block = next;
            numbers.push(number);
        }
        self.homes = homes;
        numbers
    }
}

/// Annotations that have a place, as lanes see them.
fn placed(annotations: &[Rc<Annotation>]) -> Vec<Placed<'_, AnnotationId>> {
    annotations.iter().filter_map(|one| Some((one.id, &one.label, one.span()?))).collect()
}

impl Section {
    /// Number of blocks in a section.
    pub const BLOCKS: usize = 20;
}

impl Block {
    fn new(
        number: usize,
        text: Rc<Text>,
        span: Span,
        annotations: Vec<Rc<Annotation>>,
        starts: Vec<Start>,
    ) -> Self {
        let segments = OnceCell::new();
        let mut block = Self { number, text, span, annotations, starts, continued: 0, segments };
        block.continued = block.annotations.partition_point(|annotation| !block.is_first_of(annotation));
        block
    }

    fn with(&self, Swap { old, new }: &Swap<&Rc<Annotation>>, homes: &Homes<AnnotationId>) -> Self {
        let mut annotations = self.annotations.clone();
        annotations.retain(|kept| old.binary_search_by_key(&kept.id, |gone| gone.id).is_err());
        for annotation in new {
            let place = (annotation.span(), annotation.id);
            let at = annotations.partition_point(|kept| (kept.span(), kept.id) < place);
            annotations.insert(at, (*annotation).clone());
        }
        let starts =
            annotations.iter().map(|annotation| homes.start(annotation.id, &annotation.label)).collect();
        Self::new(self.number, self.text.clone(), self.span, annotations, starts)
    }

    /// Annotations that start in this block, in text order.
    #[must_use]
    pub fn starting(&self) -> &[Rc<Annotation>] {
        &self.annotations[self.continued..]
    }

    /// Characters of the paragraph.
    #[must_use]
    pub fn content(&self) -> &str {
        self.span.of(self.text.content())
    }

    /// Segments of the block, cut at every border of an annotation. They are computed once, when first asked
    /// for.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        self.segments.get_or_init(|| self.flatten())
    }

    /// The same, computed anew.
    #[must_use]
    pub fn flatten(&self) -> Vec<Segment> {
        let spans = self.annotations.iter().filter_map(|annotation| annotation.span());
        let lanes = lanes::allocate(spans.zip(self.starts.iter().copied()));
        segment::flatten(self.span, &self.annotations, &lanes)
    }

    /// True if the annotation starts in this block, false if it continues from an earlier one.
    #[must_use]
    pub fn is_first_of(&self, annotation: &Annotation) -> bool {
        annotation.span().is_some_and(|span| *self.text.blocks_of(span).start() == self.number)
    }
}

impl DocumentId {
    /// Title of an article that was given none: the first words of the text, or the id if there are no words.
    #[must_use]
    pub fn untitled(&self, text: &Text) -> Rc<str> {
        let words = text.first_words();
        if words.is_empty() { self.0.clone() } else { words.into() }
    }
}

impl Default for DocumentId {
    /// The empty id, which no article has.
    fn default() -> Self {
        Self::from("")
    }
}

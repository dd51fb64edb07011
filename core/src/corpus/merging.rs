//! Merging: texts and fields from anywhere come into a corpus, all at once or in steps. All that they change is derived again behind
//! them.
//!
//! It does not know where they come from, nor how long a step may take.

use super::Corpus;
use super::change::Change;
use super::derive::Derivation;
use crate::model::record::{Cell, Field, Record, RecordKey, Stamp};
use crate::text::{Text, TextVersion};
use std::rc::Rc;

/// A corpus into which texts and fields come.
pub(crate) struct Merging {
    corpus: Corpus,
    arrived: Vec<TextVersion>,
    touched: Vec<RecordKey>,
    /// Begun when all fields are there.
    derivation: Option<Derivation>,
}

impl Merging {
    /// Begins with a corpus and texts.
    pub fn new(corpus: &Corpus, texts: impl IntoIterator<Item = Rc<Text>>) -> Self {
        let mut merging =
            Self { corpus: corpus.clone(), arrived: Vec::new(), touched: Vec::new(), derivation: None };
        for text in texts {
            let (version, here) = (text.version(), &mut merging.corpus.texts);
            if let Err(at) = here.binary_search_by_key(&version, |text| text.version()) {
                here.insert(at, text);
                merging.arrived.push(version);
            }
        }
        merging
    }

    /// Takes in the fields of so many records at most. Returns the number of fields.
    pub fn take(
        &mut self,
        cells: impl IntoIterator<Item = (RecordKey, Field, Cell)>,
        records: usize,
    ) -> usize {
        // Cells of one record mostly follow each other: the record is looked up once.
        let mut cells = cells.into_iter().peekable();
        let (mut taken, mut left) = (0, records);
        while left > 0
            && let Some((key, field, cell)) = cells.next()
        {
            let mut of_record = vec![(field, cell)];
            while let Some((_, field, cell)) = cells.next_if(|(of, ..)| *of == key) {
                of_record.push((field, cell));
            }
            (taken, left) = (taken + of_record.len(), left - 1);
            self.touched.extend(self.corpus.merge_record(key, of_record));
        }
        taken
    }

    /// Derives what follows from so many records at most. Returns false if that was all.
    pub fn derive(&mut self, records: usize) -> bool {
        let (touched, arrived) = (&mut self.touched, &mut self.arrived);
        let derivation = self.derivation.get_or_insert_with(|| {
            // They came in runs that are sorted.
            touched.sort();
            touched.dedup();
            Derivation::new(std::mem::take(touched), std::mem::take(arrived))
        });
        derivation.step(&mut self.corpus, records)
    }

    /// Does what is left.
    pub fn finish(mut self) -> (Corpus, Change) {
        while self.derive(usize::MAX) {}
        let change = self.derivation.map(Derivation::change).unwrap_or_default();
        (self.corpus, change)
    }
}

impl Corpus {
    /// Merges the fields of one record. Returns its key if any of them won over the one here. A built-in value stays, so that it
    /// is that of this page, whichever page wrote another one.
    #[inline(never)] // See the crate's documentation.
    fn merge_record(&mut self, key: RecordKey, cells: Vec<(Field, Cell)>) -> Option<RecordKey> {
        let latest = cells.iter().map(|(_, cell)| cell.stamp.counter).max();
        self.clock = self.clock.max(latest.unwrap_or_default());
        let Some(here) = self.records.get(&key) else {
            self.records.insert_mut(key.clone(), Rc::new(Record::of_cells(cells)));
            return Some(key);
        };
        let mut record = here.clone();
        let mut is_new = false;
        for (field, cell) in cells {
            let is_built_in = || {
                let built_in = self.built_in.get(&key);
                cell.stamp == Stamp::default() && built_in.is_some_and(|it| it.cell(&field).is_some())
            };
            if record.is_earlier_than(&field, &cell) && !is_built_in() {
                Rc::make_mut(&mut record).merge(field, cell);
                is_new = true;
            }
        }
        if is_new {
            self.records.insert_mut(key.clone(), record);
        }
        is_new.then_some(key)
    }
}

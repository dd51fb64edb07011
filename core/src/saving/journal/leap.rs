//! Leaps: counters that nobody can have counted up to, and that would leave no room for later writes.
//!
//! A stamp counts on from the stamps that its writer had seen, so counters are no further apart than there were edits
//! in between. A counter that leaps ahead of all others comes from damage, or from somebody's hand. An entry with one
//! is damage. In a chunk, which has much else, a field with one counts as written before all others: its value stays
//! until somebody writes another. It does not matter how near the counter is to the last one that can be written.

use super::{Damaged, Loaded, Unreadable};
use crate::model::record::Cell;

/// Largest distance between two counters that follow one another. Nobody makes a billion edits in a thousand lives.
const FARTHEST: u64 = 1 << 40;

impl Loaded {
    /// Takes out what leaps ahead. `latest` is the largest counter that is known already; returns the largest one that
    /// is known then.
    pub fn without_leaps(&mut self, latest: u64) -> u64 {
        let entries = self.entries.iter().map(|(entry, _)| entry.transaction.stamp.counter);
        let cells = self.chunks.iter().flat_map(|(_, cells)| cells).map(|(.., cell)| cell.stamp.counter);
        let counters = entries.chain(cells);
        let largest = counters.clone().max().unwrap_or_default().max(latest);
        if largest - latest <= FARTHEST {
            return largest;
        }
        let mut counters: Vec<_> = counters.collect();
        counters.sort_unstable();
        let follow = |latest: u64, counter: u64| {
            if counter.saturating_sub(latest) <= FARTHEST { latest.max(counter) } else { latest }
        };
        let latest = counters.into_iter().fold(latest, follow);
        let leaps = |counter: u64| counter > latest;
        for (entry, key) in self.entries.extract_if(.., |(entry, _)| leaps(entry.transaction.stamp.counter)) {
            let found = entry.transaction.stamp.counter;
            let why = Unreadable::new(format!("a counter near {latest}"), found.to_string());
            self.damaged.push(Damaged { key, why });
        }
        let cells = self.chunks.iter_mut().flat_map(|(_, cells)| cells);
        for (.., Cell { stamp, .. }) in cells.filter(|(.., cell)| leaps(cell.stamp.counter)) {
            stamp.counter = 1;
        }
        latest
    }
}

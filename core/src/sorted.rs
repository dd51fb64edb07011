//! Small sorted lists that hold each item once. They weigh less in the program than a tree or a hash table for
//! every type of item; for the few documents and people of a project they are as fast.

use std::collections::BinaryHeap;

/// Sorts the list. A heap is 4 KB less of program than the sort of slices, for every type of item.
pub(crate) fn sort<T: Ord>(list: &mut Vec<T>) {
    *list = BinaryHeap::from(std::mem::take(list)).into_sorted_vec();
}

/// Puts the item in its place; says whether it was not there yet.
pub(crate) fn insert<T: Ord>(list: &mut Vec<T>, item: T) -> bool {
    let Err(at) = list.binary_search(&item) else { return false };
    list.insert(at, item);
    true
}

/// The items by their keys; those with the same key stay as they are. One kind of key for all: each would cost a sort
/// of its own.
pub(crate) fn by_key<T: Copy>(items: &[T], key: impl Fn(&T) -> (u64, String)) -> Vec<T> {
    let mut keys: Vec<_> = items.iter().enumerate().map(|(at, item)| (key(item), at)).collect();
    sort(&mut keys);
    keys.into_iter().map(|(_, at)| items[at]).collect()
}

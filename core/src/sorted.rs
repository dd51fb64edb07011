//! Small sorted lists that hold each item once. They weigh less in the program than a tree or a hash table for
//! every type of item; for the few documents and people of a project they are as fast.

/// Sorts the list; equal items stay in their order.
pub(crate) fn sort<T: Ord>(list: &mut [T]) {
    let mut order = order(list.len(), &|one, other| list[one] <= list[other]);
    for first in 0..list.len() {
        // Each item takes the place of the next one until a round of them is complete.
        let mut at = first;
        while order[at] != first {
            let next = std::mem::replace(&mut order[at], at);
            list.swap(at, next);
            at = next;
        }
        order[at] = at;
    }
}

/// The places of so many items in their order, by merging what is in order already. Not generic: the sort of slices is
/// 4 KB of program for every type of item.
fn order(count: usize, are_in_order: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut ends: Vec<usize> = (1..=count).filter(|at| *at == count || !are_in_order(at - 1, *at)).collect();
    while ends.len() > 1 {
        let mut merged = Vec::with_capacity(count);
        let mut start = 0;
        for pair in ends.chunks(2) {
            let (middle, end) = (pair[0], pair[pair.len() - 1]);
            let (mut one, mut other) = (start, middle);
            while one < middle || other < end {
                let is_one = other == end || one < middle && are_in_order(order[one], order[other]);
                let next = if is_one { &mut one } else { &mut other };
                merged.push(order[*next]);
                *next += 1;
            }
            start = end;
        }
        let last = ends.len() - 1;
        ends = ends
            .into_iter()
            .enumerate()
            .filter(|(at, _)| at % 2 == 1 || *at == last)
            .map(|(_, end)| end)
            .collect();
        order = merged;
    }
    order
}

/// Puts the item in its place; says whether it was not there yet.
pub(crate) fn insert<T: Ord>(list: &mut Vec<T>, item: T) -> bool {
    let Err(at) = list.binary_search(&item) else { return false };
    list.insert(at, item);
    true
}

/// The items by their keys; those with the same key stay as they are.
pub(crate) fn by_key<T: Copy, K: Ord>(items: &[T], key: impl Fn(&T) -> K) -> Vec<T> {
    let keys: Vec<K> = items.iter().map(key).collect();
    order(items.len(), &|one, other| keys[one] <= keys[other]).into_iter().map(|at| items[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(list: &[(u32, u32)]) {
        let mut expected = list.to_vec();
        expected.sort_unstable();
        let mut found = list.to_vec();
        sort(&mut found);
        assert_eq!(found, expected);
        expected = list.to_vec();
        expected.sort_by_key(|(key, _)| *key);
        assert_eq!(by_key(list, |(key, _)| *key), expected, "equal keys stay in their order");
    }

    #[test]
    fn lists_are_sorted_whatever_is_in_order_already() {
        let scattered = |count: u32| (0..count).map(move |at| (at * 7_919 % 101, at));
        for count in 0..70 {
            check(&scattered(count).collect::<Vec<_>>());
            check(&(0..count).map(|at| (at, 0)).collect::<Vec<_>>());
            check(&(0..count).rev().map(|at| (at / 3, at)).collect::<Vec<_>>());
            check(&(0..count).chain(0..count).map(|at| (at, 1)).collect::<Vec<_>>());
        }
    }
}

//! Occurrences of words in one text, found by their rarest four bytes instead of by reading the whole text
//! again.
//!
//! Reading a megabyte takes a millisecond, and a download or a corrected article asks once for every
//! annotation. The index does not know quotations.

/// An index of one text. It does not own the text and must be asked with the same one.
#[derive(Debug)]
pub(super) struct Index {
    /// First gram of every slot.
    first: Vec<u32>,
    /// Next gram of the same slot, for every byte.
    next: Vec<u32>,
    /// Number of grams in every slot.
    count: Vec<u32>,
}

/// Bytes in a gram.
const GRAM: usize = 4;
/// Mark behind the last gram of a slot.
const NONE: u32 = u32::MAX;

impl Index {
    /// Builds the index in one walk over the text.
    pub(super) fn new(content: &str) -> Self {
        let slots = content.len().next_power_of_two().clamp(1 << 8, 1 << 20);
        let mut index =
            Self { first: vec![NONE; slots], next: vec![NONE; content.len()], count: vec![0; slots] };
        for (at, gram) in content.as_bytes().windows(GRAM).enumerate().rev() {
            let slot = index.slot(gram);
            // No text has four gigabytes.
            index.next[at] = std::mem::replace(&mut index.first[slot], u32::try_from(at).unwrap_or(NONE));
            index.count[slot] += 1;
        }
        index
    }

    /// Starts of the words in order, overlapping occurrences included. Words shorter than a gram are looked
    /// for everywhere; empty words occur nowhere.
    pub(super) fn occurrences<'a>(&'a self, content: &'a str, words: &'a str) -> impl Iterator<Item = usize> {
        let (content, words) = (content.as_bytes(), words.as_bytes());
        let grams = words.windows(GRAM).enumerate();
        let rarest = grams.map(|(at, gram)| (at, self.slot(gram))).min_by_key(|(_, slot)| self.count[*slot]);
        let (offset, mut candidate) = match rarest {
            Some((offset, slot)) => (offset, self.first[slot]),
            None => (0, if words.is_empty() { NONE } else { 0 }),
        };
        std::iter::from_fn(move || {
            loop {
                let at = usize::try_from(candidate).ok().filter(|at| *at < content.len())?;
                candidate = if rarest.is_some() { self.next[at] } else { candidate + 1 };
                if let Some(start) = at.checked_sub(offset)
                    && content[start..].starts_with(words)
                {
                    return Some(start);
                }
            }
        })
    }

    /// Slot of a gram, by multiplicative hashing (Knuth, The Art of Computer Programming 6.4).
    fn slot(&self, gram: &[u8]) -> usize {
        let bytes = gram.iter().fold(0_u32, |bytes, byte| bytes << 8 | u32::from(*byte));
        let hash = bytes.wrapping_mul(0x9e37_79b1) >> 12;
        usize::try_from(hash).unwrap_or_default() & (self.first.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks for each of the words by reading the whole text.
    fn check(content: &str, words: &[&str]) {
        let index = Index::new(content);
        for words in words {
            let expected = content.char_indices().filter(|(at, _)| content[*at..].starts_with(words));
            let expected: Vec<_> = expected.map(|(at, _)| at).collect();
            assert_eq!(index.occurrences(content, words).collect::<Vec<_>>(), expected, "{words}");
        }
    }

    #[test]
    fn words_are_found_wherever_they_occur() {
        check("", &["a", "abcde"]);
        check("aaaa bab ababa", &["a", "aa", "aaa", "aba", "ababa", "ababab", "aaaa bab ababa"]);
        check("Shehbaz Sharif, Shehbaz Şerif", &["Shehbaz S", "Shehbaz Ş", "Sharif", "Ş", "nobody", "f"]);
        check(&"so he said, ".repeat(50), &["he said", "so he said, so he said, ", "d, s", ","]);
        assert_eq!(Index::new("anything").occurrences("anything", "").next(), None);
    }
}

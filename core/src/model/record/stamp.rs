//! Stamps: the time and the author of a write, as far as merging needs to know them.

use std::fmt;

/// Time of a write: a Lamport counter, then the writer, so that no two writes have the same stamp (Lamport,
/// Time, Clocks, and the Ordering of Events in a Distributed System, 1978).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// One more than the largest counter that the writer had seen; 0 for built-in values.
    pub counter: u64,
    /// Writer.
    pub replica: ReplicaId,
}

/// One load of the page in one tab, as a random number. It is never stored as "mine": a duplicated tab would
/// copy it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReplicaId(pub u64);

impl Stamp {
    /// Largest counter that is read, 2⁵³ − 1, to which every JSON reader can count. A larger one in the store
    /// is damage, and would leave no room for later writes.
    pub const LAST_COUNTER: u64 = (1 << 53) - 1;

    /// Reads the form of `Display`, and no other spelling, so that each stamp has one key. `None` beyond
    /// [`Stamp::LAST_COUNTER`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (counter, replica) = text.split_once('.')?;
        let stamp = Self { counter: counter.parse().ok()?, replica: ReplicaId::parse(replica)? };
        (stamp.counter <= Self::LAST_COUNTER && stamp.to_string() == text).then_some(stamp)
    }
}

impl ReplicaId {
    /// Reads the form of `Display`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        u64::from_str_radix(text, 16).ok().map(Self)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.counter, self.replica)
    }
}

impl fmt::Display for ReplicaId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_has_one_spelling() {
        let stamp = Stamp { counter: 12, replica: ReplicaId(0xabc) };
        assert_eq!(stamp.to_string(), "12.0000000000000abc");
        let check = |text: &str, expected| assert_eq!(Stamp::parse(text), expected, "{text}");
        check("12.0000000000000abc", Some(stamp));
        for other in
            ["+12.0000000000000abc", "012.0000000000000abc", "12.0000000000000ABC", "12.abc", "12", ""]
        {
            check(other, None);
        }
        check(
            "9007199254740991.0000000000000000",
            Some(Stamp { counter: Stamp::LAST_COUNTER, ..Stamp::default() }),
        );
        check("9007199254740992.0000000000000000", None);
        check("18446744073709551615.0000000000000000", None);
    }
}

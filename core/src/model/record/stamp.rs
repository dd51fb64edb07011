//! Stamps: when a field was written, and by whom.

use std::fmt;

/// When a field was written: Lamport's counter, then the writer, so that no two writes are equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// One more than the largest that the writer had seen. 0 is what the page brings along itself.
    pub counter: u64,
    /// Fresh and random for every load of the page.
    pub replica: ReplicaId,
}

/// Who wrote: one load of the page in one tab. Never stored as "mine": a duplicated tab would copy it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReplicaId(pub u64);

impl Stamp {
    /// No counting gets this far (2⁵³ − 1, which every JSON reader can count to): a larger counter in the store
    /// is damage, and would leave no room for what is written next.
    pub const LAST_COUNTER: u64 = (1 << 53) - 1;

    /// Reads what `Display` writes, and no other spelling, so that each stamp has one key. `None` beyond
    /// [`Stamp::LAST_COUNTER`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (counter, replica) = text.split_once('.')?;
        let stamp = Self { counter: counter.parse().ok()?, replica: ReplicaId::parse(replica)? };
        (stamp.counter <= Self::LAST_COUNTER && stamp.to_string() == text).then_some(stamp)
    }
}

impl ReplicaId {
    /// Reads what `Display` writes.
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

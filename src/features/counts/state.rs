//! The state of the table of counts.

/// The choice of what is counted.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Different strings rather than mentions.
    pub strings: bool,
}

/// The things that can be asked about counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Counts different strings rather than mentions.
    CountStrings(bool),
    /// Gives the counts to the user as a table.
    Download,
}

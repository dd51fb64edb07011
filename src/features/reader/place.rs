//! The place in an article to which a reload comes back: where the caret stands, and which block stands where in the window.
//!
//! It does not know where it is kept.

use glossator_core::model::document::DocumentId;
use glossator_core::text::offset::ByteOffset;
use std::fmt;
use std::str::FromStr;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The article.
    pub document: DocumentId,
    /// The reading caret.
    pub caret: ByteOffset,
    /// The number of the first block in view.
    pub block: usize,
    /// Pixels from the upper edge of the window to that of the block.
    pub top: i32,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} {} {}", self.caret.0, self.block, self.top, self.document)
    }
}

impl FromStr for Place {
    type Err = ();

    /// Reads what [`Place::fmt`] wrote. An id may have blanks in it.
    fn from_str(written: &str) -> Result<Self, ()> {
        let mut parts = written.splitn(4, ' ');
        let mut next = || parts.next().ok_or(());
        Ok(Self {
            caret: ByteOffset(next()?.parse().map_err(drop)?),
            block: next()?.parse().map_err(drop)?,
            top: next()?.parse().map_err(drop)?,
            document: next()?.into(),
        })
    }
}

//! Starters: codebooks that come with the page, each a file of its own in `seeds/codebooks`.

use glossator_core::formats::{RawFile, codebook};
use glossator_core::model::codebook::Codebook;

/// A codebook to begin with, as the JSON of a codebook.
#[derive(Clone, Copy, Debug)]
pub struct Starter(&'static str);

/// Every starter, in the order in which they are offered.
pub const STARTERS: [Starter; 4] = [
    Starter(include_str!("../../../seeds/codebooks/outlet-comparison.json")),
    Starter(include_str!("../../../seeds/codebooks/political-claims.json")),
    Starter(include_str!("../../../seeds/codebooks/news-frames.json")),
    Starter(include_str!("../../../seeds/codebooks/attribution.json")),
];

impl Starter {
    /// The codebook.
    #[must_use]
    pub fn codebook(self) -> Codebook {
        let read = codebook::read(&RawFile::new("codebook.json", self.0.as_bytes()));
        read.and_then(Result::ok).unwrap_or_default().codebook
    }
}
